"""The first rows of a table, cut so that no tie is parted."""

import pandas as pd

from scicli.analysis.wording import counted
from scicli.errors import QuestionError


def first_rows(table: pd.DataFrame, rows: int, place: list[str]) -> pd.DataFrame:
    """Return the first rows of a table, and those behind them that share the place of the last.

    Args:
        table: The rows, sorted by `place` first.
        rows: How many, at least 1.
        place: The columns of whole numbers that rows share when they tie. A row of which the
            first is missing ties with none.

    Raises:
        QuestionError: `rows` is less than 1.
    """
    if rows < 1:
        raise QuestionError(f"{rows} rows are none", "ask for 1 or more")
    if rows >= len(table):
        return table
    # No place is negative, so that an open end ties with an open end.
    places = table[place].fillna(-1)
    shared = places.eq(places.iloc[rows - 1]).all(axis="columns") & table[place[0]].notna()
    return table.head(rows + int(shared.iloc[rows:].sum()))


def cut_note(rows: int, shown: int, of: int) -> tuple[str, ...]:
    """Return the sentence that says how many rows are shown, where not all are."""
    if shown == of:
        return ()
    ties = counted(shown - rows, "more that shares", "more that share")
    return (f"The first {rows} of {of}{f', and {ties} the last place' if shown > rows else ''}.",)
