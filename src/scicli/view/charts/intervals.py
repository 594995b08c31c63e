"""Ranks as intervals on an axis."""

import math
from dataclasses import dataclass

import pandas as pd

from scicli.index.ranks import Mark, rank_text


@dataclass(frozen=True)
class Interval:
    """A rank as places on an axis.

    Attributes:
        best: The best place.
        worst: The worst place; infinite where the end is open.
        text: The rank as people write it.
    """

    best: float
    worst: float
    text: str

    def end(self, last: float) -> float:
        """Return its worst place on an axis that ends at a last place."""
        return min(self.worst, last)

    def middle(self, last: float) -> float:
        """Return its middle on an axis that ends at a last place."""
        return (self.best + self.end(last)) / 2


def intervals(frame: pd.DataFrame, rank: str) -> list[Interval]:
    """Return the ranks of a frame, all of them held, from `rank` to `…_max`."""
    rows = zip(frame[rank], frame[f"{rank}_max"], frame[f"{rank}_mark"], strict=True)
    return [
        Interval(
            float(best),
            math.inf if pd.isna(worst) else float(worst),
            rank_text(int(best), None if pd.isna(worst) else int(worst), Mark(mark)),
        )
        for best, worst, mark in rows
    ]
