"""Several files added up: blanks filled, sources joined, contradictions refused."""

from collections.abc import Mapping, Sequence

import pandas as pd

from scicli.index.cells import Cells


def merge_rows(
    cells: Cells,
    rows: pd.DataFrame,
    key: Sequence[str],
    values: Mapping[str, str],
    lists: Sequence[str],
) -> pd.DataFrame:
    """Return one row for each key, with all that several files say of it.

    The index of `rows` is their row in `cells`. Two `values` of one key that differ are a fault;
    they are given with the column of their text. `lists` are joined by ";", each item once. Of
    other columns the greatest value is kept.
    """
    # In one file no key stands twice.
    if cells.of_one_file:
        return rows
    several = rows.duplicated(list(key), keep=False)
    if not several.any():
        return rows
    parts = rows[several]
    _check_alike(cells, parts, list(key), values)
    by_key = parts.groupby(list(key), sort=False, observed=True)
    others = parts.columns.difference([*key, *values, *lists])
    merged = parts.assign(
        **{column: by_key[column].transform("first") for column in values},
        **{column: by_key[column].transform(_union) for column in lists},
        **{column: by_key[column].transform("max") for column in others},
    )
    return pd.concat([rows[~several], merged.drop_duplicates(list(key))]).sort_index()


def source_keys(text: str) -> list[str]:
    """Return the keys that a list of sources names.

    >>> source_keys("zyen-sci6;cityam-sci6")
    ['zyen-sci6', 'cityam-sci6']
    """
    return [key.strip() for key in text.split(";") if key.strip()]


def _check_alike(
    cells: Cells, parts: pd.DataFrame, key: list[str], values: Mapping[str, str]
) -> None:
    refused = set()
    for column, text in values.items():
        known = parts[parts[column].notna()].reset_index(names="row")
        first = known.groupby(key, sort=False, observed=True)[[column, "row"]].transform("first")
        differs = known[column] != first[column]
        for row, before in zip(known["row"][differs], first["row"][differs], strict=True):
            if (row, text) not in refused:
                refused.add((row, text))
                file, line = cells.origin(before)
                problem = f"contradicts '{cells.text(before, text)}' in {file}, line {line}"
                cells.fault(row, text, problem, "keep one of the two")


def _union(lists: pd.Series) -> str | None:
    """Return the items of several lists as one sorted list, each item once."""
    items = {item for text in lists.dropna() for item in source_keys(text)}
    return ";".join(sorted(items)) or None
