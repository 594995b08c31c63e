"""Places gained between two ranks that are each an interval of places."""

import pandas as pd

from scicli.analysis.answer import Standing


def with_gain(table: pd.DataFrame) -> pd.DataFrame:
    """Add `gain`, `gain_max` and `movement` to a table with a rank and a previous rank.

    A city that stood at [a, b] and stands at [c, d] gained at least a − d places and at most
    b − c; positive is up. `movement` is "up", "down" or "level" where that is certain.

    Args:
        table: With the columns `rank`, `rank_max`, `previous_rank`, `previous_rank_max`.
    """
    gain = table["previous_rank"] - table["rank_max"]
    gain_max = table["previous_rank_max"] - table["rank"]
    movement = pd.Series(pd.NA, index=table.index, dtype="str")
    movement[(gain >= 1).fillna(value=False)] = "up"
    movement[(gain_max <= -1).fillna(value=False)] = "down"
    movement[((gain == 0) & (gain_max == 0)).fillna(value=False)] = "level"
    return table.assign(gain=gain, gain_max=gain_max, movement=movement)


def standing(table: pd.DataFrame) -> pd.Series:
    """Return the `Standing` of each gain, from `movement` and the two ranks."""
    both = table["rank"].notna() & table["previous_rank"].notna()
    undecided = both & table["movement"].isna()
    entered = table["movement"] == "entered"
    return (
        pd.Series(Standing.KNOWN.value, index=table.index, dtype="str")
        .mask(undecided, Standing.UNDECIDED.value)
        .mask(entered, Standing.ENTERED.value)
    )
