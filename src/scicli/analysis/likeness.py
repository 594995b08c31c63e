"""How alike two tables are: the share of cities that moved so far, and Kendall's tau-b."""

from typing import NamedTuple

import numpy as np

from scicli.analysis.scope import Moves
from scicli.index import rank
from scicli.index.rank import Array

STEPS = ((0, 0), (1, 4), (5, 9), (10, None))
"""The classes of places moved, each from a number of places to another."""
_ROWS = 512  # that are compared with all others at a time


class Share(NamedTuple):
    """How many of the cities held in both tables moved so far, for certain and perhaps."""

    first: int
    last: int | None
    certain: int
    possible: int

    @property
    def words(self) -> str:
        """The class: "0 places", "1 to 4 places", "10 places or more"."""
        if self.last is None:
            return f"{self.first} places or more"
        return "no place" if self.last == 0 else f"{self.first} to {self.last} places"


def shares(moved: Moves) -> list[Share]:
    """Return how many cities moved how far, up or down."""
    least, most = moved.gained
    # A span of gains that includes 0 may be no move at all.
    nearest = np.where((least <= 0) & (most >= 0), 0, np.minimum(np.abs(least), np.abs(most)))
    furthest = np.maximum(np.abs(least), np.abs(most))
    found = []
    for first, last in STEPS:
        end = np.inf if last is None else last
        certain = int(((nearest >= first) & (furthest <= end)).sum())
        possible = int(((furthest >= first) & (nearest <= end)).sum())
        found.append(Share(first, last, certain, possible))
    return found


def tau_b(moved: Moves) -> tuple[float, int] | None:
    """Return Kendall's tau-b of the ranks that are one number in both tables, and their number.

    It is (C - D) / sqrt((n0 - n1)(n0 - n2)): C pairs of cities stand in the same order in both
    tables, D in the opposite one, n0 are all pairs, n1 and n2 those level in the first and in the
    second table. None if every pair is level in one of them. After M. G. Kendall, The treatment of
    ties in ranking problems, Biometrika 33 (1945), 239-251.
    """
    both = moved.both
    before, after = rank.column(both, "from_rank"), rank.column(both, "to_rank")
    exact = before.exact & after.exact
    return _tau_b(before.best[exact], after.best[exact])


def _tau_b(before: Array, after: Array) -> tuple[float, int] | None:
    agree = one = other = 0
    for start in range(0, len(before), _ROWS):
        some = slice(start, start + _ROWS)
        first = np.sign(before[some, None] - before[None, :]).astype("int8")
        second = np.sign(after[some, None] - after[None, :]).astype("int8")
        agree += int((first * second).sum(dtype="int64"))
        one += int(np.count_nonzero(first))
        other += int(np.count_nonzero(second))
    if not (one and other):
        return None
    return agree / float(np.sqrt(float(one) * float(other))), len(before)
