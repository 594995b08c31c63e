"""Places gained between two ranks that are each an interval of places."""

import pandas as pd

from scicli.analysis.answer import Standing


def with_gain(table: pd.DataFrame, *, before: str, now: str) -> pd.DataFrame:
    """Add `gain`, `gain_max` and `gain_mark` to a table with two ranks.

    A city that stood at [a, b] and stands at [c, d] gained at least a − d places and at most
    b − c; positive is up. What an open end leaves unbounded is missing.

    Args:
        table: With the columns of two ranks, each an interval `…` to `…_max`.
        before: The column of the earlier rank.
        now: The column of the later rank.
    """
    gain = table[before] - table[f"{now}_max"]
    gain_max = table[f"{before}_max"] - table[now]
    decided = (gain >= 1) | (gain_max <= -1) | ((gain == 0) & (gain_max == 0))
    both = table[before].notna() & table[now].notna()
    undecided = both & ~decided.fillna(value=False)
    mark = pd.Series(Standing.KNOWN.value, index=table.index, dtype="str")
    return table.assign(
        gain=gain, gain_max=gain_max, gain_mark=mark.mask(undecided, Standing.UNDECIDED.value)
    )


def movement(table: pd.DataFrame) -> pd.Series:
    """Return "up", "down" or "level" for each gain of which that is certain, else missing."""
    gain, gain_max = table["gain"], table["gain_max"]
    return (
        pd.Series(pd.NA, index=table.index, dtype="str")
        .mask((gain >= 1).fillna(value=False), "up")
        .mask((gain_max <= -1).fillna(value=False), "down")
        .mask(((gain == 0) & (gain_max == 0)).fillna(value=False), "level")
    )
