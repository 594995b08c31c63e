"""Columns that are taken for editions or categories, though one ranking runs through them."""

import shlex

import pandas as pd

from scicli.errors import AmbiguousError
from scicli.importing.header import Table
from scicli.importing.import_options import Field, ImportOptions
from scicli.importing.patterns import tells_kinds

_FEWEST_ROWS = 3
_NEARLY_ALL = 0.9
_HOLES = 1.2


def check_divisions(table: Table, figures: pd.DataFrame, options: ImportOptions) -> None:
    """Refuse a column of editions or categories that divides one ranking.

    The year of a film is no edition: the ranks run from 1 on through all rows, and nearly all of
    them differ. Kinds of figures, such as rank and score, are no categories.
    """
    columns = table.layout.descriptions
    mapped = {mapping.field for mapping in options.columns}
    if Field.CATEGORY in columns:
        name = table.layout.header[columns[Field.CATEGORY]]
        if tells_kinds(set(figures["category"])):
            problem = f"column '{name}' tells ranks from ratings, and is no category"
            raise AmbiguousError(problem, "keep the rows of each in a file of their own")
    if table.layout.tidy:
        return
    ranked = figures[figures["rank"] > 0]
    for field, tables in (
        (Field.EDITION, [ranked]),
        (Field.CATEGORY, [rows for _, rows in ranked.groupby("edition")]),
    ):
        divided = len(ranked[field].unique()) > 1
        if field in columns and field not in mapped and divided and all(map(_is_one, tables)):
            name = table.layout.header[columns[field]]
            problem = f"the ranks run on through all rows, whatever column '{name}' says"
            other = "--edition LABEL" if field is Field.EDITION else f"--column {field}="
            own = shlex.quote(f"{field}={name}")
            remedy = f"say {other} if it is no {field}, or --column {own} if it is one"
            raise AmbiguousError(problem, remedy)


def _is_one(rows: pd.DataFrame) -> bool:
    """Return whether rows are one ranking: from 1 on, nearly without ties, holes and repeats."""
    count = len(rows)
    return (
        count >= _FEWEST_ROWS
        and rows["rank"].min() == 1
        and rows["rank"].nunique() >= _NEARLY_ALL * count
        and rows["rank"].max() <= _HOLES * count
        and 2 * rows["city"].nunique() > count
    )
