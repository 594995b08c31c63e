"""The distance of a city from its goal in one table."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.figures import Row
from scicli.index.index import Index
from scicli.index.rank import NO_END, UNKNOWN, Gain, Rank
from scicli.index.rating import difference


class Distance(NamedTuple):
    """A city and its goal in one table; `others` are the cities that hold the goal."""

    edition: Label
    rank: Rank
    rating: float | None
    others: tuple[str, ...]
    goal: Rank
    goal_rating: float | None
    between: tuple[str, ...]
    sources: str
    skipped: bool  # Whether a tie takes up the place that is the goal.

    @property
    def places(self) -> Gain | None:
        """The places to gain; negative ones are ahead of the goal."""
        return rank.gain(self.rank, self.goal) if self.rank.held and self.goal.held else None

    @property
    def points(self) -> float | None:
        """The rating of the goal less that of the city."""
        if self.rating is None or self.goal_rating is None:
            return None
        return difference(self.goal_rating, self.rating)

    @property
    def text(self) -> str | None:
        """The places in short: "3 behind", "1–4 behind", "31 ahead", "level" or "not certain"."""
        if self.places is None:
            return None
        if self.places.level:
            return "level"
        if self.places.least < 0 < self.places.most:
            return "not certain"
        is_behind = self.places.least >= 0
        least, most = self.places if is_behind else self.places.lost
        size = Rank(least, most).text() if most < NO_END // 2 else f"{least}+"
        return f"{size} {'behind' if is_behind else 'ahead'}"


def measure(index: Index, edition: Label, category: str, city: str, goal: int | str) -> Distance:
    """Return the distance of a city from a place, or from another city, in one table."""
    own = index.figure(edition, category, city)
    table = index.rows(edition, category)
    if isinstance(goal, int):
        ranks = rank.column(table, "rank")
        others = tuple(table["city"][ranks.exact & (ranks.best == goal)])
        target = Rank(goal, goal)
        last = rank.reach(ranks, (table["rank_mark"] == rank.Mark.TIED).to_numpy())
        skipped = bool((ranks.exact & (ranks.best < goal) & (last >= goal)).any())
    else:
        skipped = False
        others = (goal,)
        target = _rank_of(index.figure(edition, category, goal))
    rows = [index.figure(edition, category, other) for other in others]
    ratings = {row["rating"] for row in rows if row is not None}
    [rating] = ratings if len(ratings) == 1 else [None]
    held = _rank_of(own)
    return Distance(
        edition,
        held,
        own["rating"] if own else None,
        others if isinstance(goal, int) or target.held else (),
        target,
        rating,
        _between(table, held, target),
        ";".join(row["sources"] for row in (own, *rows) if row and row["sources"]),
        skipped,
    )


def _rank_of(row: Row | None) -> Rank:
    return UNKNOWN if row is None or row["rank"] is None else rank.of_row(row, "rank")


def _between(table: pd.DataFrame, one: Rank, other: Rank) -> tuple[str, ...]:
    """Return the cities that certainly stand between two ranks, by rank and name."""
    if not (one.held and other.held):
        return ()
    front, back = (other, one) if rank.ahead(other, one) else (one, other)
    table = table.take(rank.first_to_last(rank.column(table, "rank")))
    ranks = rank.column(table, "rank")
    return tuple(table["city"][ranks.held & rank.ahead(front, ranks) & rank.ahead(ranks, back)])


def places_not_known(index: Index, now: Distance, category: str) -> list[tuple[int, int]]:
    """Return the places between a city and its goal that cities not held may take, as spans.

    A goal that is a place counts among them if nobody is known to hold it.
    """
    is_behind = rank.ahead(now.goal, now.rank)
    front, back = (now.goal, now.rank) if is_behind else (now.rank, now.goal)
    if index.coverage(now.edition, category).complete or not rank.ahead(front, back):
        return []
    first, end = front.worst + 1, back.best
    if not now.others:
        first, end = (first - 1, end) if is_behind else (first, end + 1)
    table = index.rows(now.edition, category)
    ranks = rank.column(table, "rank")
    last = rank.reach(ranks, (table["rank_mark"] == rank.Mark.TIED).to_numpy())
    before_end = ranks.exact & (ranks.best < end)
    best, last = np.sort(ranks.best[before_end]), np.sort(last[before_end])
    starts = np.maximum.accumulate([first - 1, *last]) + 1
    ends = np.array([*best, end]) - 1
    filled = np.searchsorted(np.sort(ranks.worst), ends, side="right") >= ends
    spans = zip(starts.tolist(), ends.tolist(), filled.tolist(), strict=True)
    return [(one, to) for one, to, is_filled in spans if one <= to and not is_filled]
