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
    by_key = parts.groupby(list(key), sort=False, observed=True)
    _check_alike(cells, parts.assign(row=parts.index), list(key), values)
    others = [column for column in map(str, rows) if column not in {*key, *values, *lists}]
    filled = parts.assign(
        **{column: by_key[column].transform("first") for column in values},
        **{column: by_key[column].transform(_joined) for column in lists},
        **{column: by_key[column].transform("max") for column in others},
    )
    return pd.concat([rows[~several], filled.drop_duplicates(list(key))]).sort_index()


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
        held = parts[parts[column].notna()]
        first = held.groupby(key, sort=False, observed=True)[[column, "row"]].transform("first")
        differs = held[column] != first[column]
        for row, before in zip(held["row"][differs], first["row"][differs], strict=True):
            if (row, text) not in refused:
                refused.add((row, text))
                file, line = cells.place(before)
                other = cells.written(before, text)
                problem = f"contradicts '{other}' in {file}, line {line}"
                cells.fault(row, text, problem, "keep one of the two")


def _joined(texts: pd.Series) -> str | None:
    """Return the items of several lists as one list, each once, whatever the order of the lists."""
    items = {item for text in texts.dropna() for item in source_keys(text)}
    return ";".join(sorted(items)) or None
