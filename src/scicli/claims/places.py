"""Where a city can stand in a table, by what is held of it."""

import math
from dataclasses import dataclass

from scicli.analysis.wording import in_edition, rank_words
from scicli.claims.verdicts import Verdict, all_hold, verdict
from scicli.index.editions import Label
from scicli.index.tables import Index

NOWHERE = -1
"""The best place of a city that is certainly not in the table."""


@dataclass(frozen=True)
class Place:
    """Where a city can stand in one table.

    Attributes:
        best: The best place that it can hold.
        worst: The worst place that it can hold; infinite where no end is known.
        present: Whether it is certain to be in the table.
        held: Whether its rank is held.
        words: The same in words, to stand behind its name: "22 in edition 6".
    """

    best: int
    worst: float
    present: bool
    held: bool
    words: str

    @property
    def absent(self) -> bool:
        """Whether it is certainly not in the table."""
        return self.best == NOWHERE

    @property
    def exact(self) -> bool:
        """Whether it is one place for certain."""
        return self.held and self.best == self.worst


def place(index: Index, edition: Label, category: str, city: str) -> Place:
    """Return where a city can stand in one table.

    A city that is not held stands below the depth of a partial table, or is not in it; it is not
    in a complete one.
    """
    row = index.figure(edition, category, city)
    where = f"in {in_edition(edition)}"
    if row is not None and row["rank"] is not None:
        worst = math.inf if row["rank_max"] is None else int(row["rank_max"])
        words = f"{rank_words(row, 'rank')} {where}"
        return Place(int(row["rank"]), worst, present=True, held=True, words=words)
    coverage = index.coverage(edition, category)
    if coverage.complete or (coverage.ranked is not None and coverage.depth >= coverage.ranked):
        words = f"not in the complete table of {in_edition(edition)}"
        return Place(NOWHERE, NOWHERE, present=False, held=False, words=words)
    depth = f"complete to {coverage.depth}" if coverage.depth else "complete to no place"
    last = math.inf if coverage.ranked is None else coverage.ranked
    return Place(
        best=coverage.depth + 1,
        worst=last,
        present=row is not None,
        held=False,
        words=f"not held {where}, which is {depth}",
    )


def gained(before: Place, after: Place) -> tuple[float, float]:
    """Return the places gained at least and at most by a city that is in both tables."""
    return before.best - after.worst, before.worst - after.best


def equals(one: Place, number: int) -> Verdict:
    """Judge whether a city stands at a place."""
    return verdict(
        can_hold=not one.absent and one.best <= number <= one.worst,
        can_fail=not (one.present and one.best == one.worst == number),
    )


def at_most(one: Place, number: int) -> Verdict:
    """Judge whether a city stands at a place or at a better one."""
    return verdict(
        can_hold=not one.absent and one.best <= number,
        can_fail=not one.present or one.worst > number,
    )


def worse_than(one: Place, number: int) -> Verdict:
    """Judge whether a city stands at no place so good, be it in the table or not."""
    return verdict(
        can_hold=not one.present or one.worst > number,
        can_fail=not one.absent and one.best <= number,
    )


def ahead(one: Place, other: Place) -> Verdict:
    """Judge whether a city stands ahead of another one of the same table.

    Who is certainly not in the table stands nowhere, neither ahead nor behind. Who is not held
    stands below the depth or is not in the table: both are behind those within the depth.
    """
    if one.absent or other.absent:
        return Verdict.CONTRADICTED
    return verdict(
        can_hold=one.best < (other.worst if other.present else math.inf),
        can_fail=not one.present or one.worst >= other.best,
    )


def overtook(one: tuple[Place, Place], other: tuple[Place, Place]) -> Verdict:
    """Judge whether a city overtook another one: behind it before, ahead of it after.

    Both stand in both tables: who entered overtook nobody, and of who is not held in one of them
    that is not known.

    Args:
        one: Where the city can stand before and after.
        other: Where the other can.
    """
    judged = all_hold([ahead(other[0], one[0]), ahead(one[1], other[1])])
    surely = all(place.present for place in (*one, *other))
    return judged if surely or judged is Verdict.CONTRADICTED else Verdict.UNKNOWN


def no_better(one: Place, than: Place) -> Verdict:
    """Judge whether a city stood no better in one table than in another, which it is in."""
    return verdict(
        can_hold=not one.present or one.worst >= than.best,
        can_fail=not one.absent and one.best < than.worst,
    )
