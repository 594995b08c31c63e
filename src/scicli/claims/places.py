"""Where a city can stand in a table, by what is held of it."""

from typing import NamedTuple

from scicli.analysis.wording import in_edition
from scicli.claims.claim import Verdict, all_hold, verdict
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.rank import NO_END, UNKNOWN, Rank


class Standing(NamedTuple):
    """Where a city stands in a table.

    `rank` is missing if the city is certainly not in the table, `present` says whether it is
    certainly there, `held` whether its rank is held. `words` follow its name: "22 in edition 6".
    """

    rank: Rank
    present: bool
    held: bool
    words: str

    @property
    def absent(self) -> bool:
        """Whether it is certainly not in the table."""
        return not self.rank.held

    @property
    def exact(self) -> bool:
        """Whether it is one place for certain."""
        return self.held and bool(self.rank.exact)


def standing(index: Index, edition: Label, category: str, city: str) -> Standing:
    """Return where a city can stand in one table.

    A city that is not held stands below the depth of a partial table, or is not in it; it is not
    in a complete one.
    """
    row = index.figure(edition, category, city)
    where = f"in {in_edition(edition)}"
    if row is not None and row["rank"] is not None:
        held = rank.of_row(row, "rank")
        return Standing(held, present=True, held=True, words=f"{held.text()} {where}")
    coverage = index.coverage(edition, category)
    if coverage.complete or (coverage.ranked is not None and coverage.depth >= coverage.ranked):
        words = f"not in the complete table of {in_edition(edition)}"
        return Standing(UNKNOWN, present=False, held=False, words=words)
    depth = f"complete to {coverage.depth}" if coverage.depth else "complete to no place"
    return Standing(
        Rank(coverage.depth + 1, coverage.ranked or NO_END),
        present=row is not None,
        held=False,
        words=f"not held {where}, which is {depth}",
    )


def equals(one: Standing, number: int) -> Verdict:
    """Judge whether a city stands at a place."""
    return verdict(
        can_hold=not one.absent and one.rank.best <= number <= one.rank.worst,
        can_fail=not (one.present and one.rank.exact and one.rank.best == number),
    )


def at_most(one: Standing, number: int) -> Verdict:
    """Judge whether a city stands at a place or at a better one."""
    return verdict(
        can_hold=not one.absent and one.rank.best <= number,
        can_fail=not one.present or one.rank.worst > number,
    )


def worse_than(one: Standing, number: int) -> Verdict:
    """Judge whether a city stands at no place so good, be it in the table or not."""
    return verdict(
        can_hold=not one.present or one.rank.worst > number,
        can_fail=not one.absent and one.rank.best <= number,
    )


def ahead(one: Standing, other: Standing) -> Verdict:
    """Judge whether a city stands ahead of another one of the same table.

    Who is certainly not in the table stands nowhere, neither ahead nor behind. Who is not held
    stands below the depth or is not in the table: both are behind those within the depth.
    """
    if one.absent or other.absent:
        return Verdict.CONTRADICTED
    return verdict(
        can_hold=one.rank.best < (other.rank.worst if other.present else NO_END),
        can_fail=not one.present or not rank.ahead(one.rank, other.rank),
    )


def overtook(one: tuple[Standing, Standing], other: tuple[Standing, Standing]) -> Verdict:
    """Judge whether a city overtook another one: behind it before, ahead of it after.

    Both stand in both tables: who entered overtook nobody, and of who is not held in one of them
    that is not known.
    """
    judged = all_hold([ahead(other[0], one[0]), ahead(one[1], other[1])])
    surely = all(stands.present for stands in (*one, *other))
    return judged if surely or judged is Verdict.CONTRADICTED else Verdict.UNKNOWN


def no_better(one: Standing, than: Standing) -> Verdict:
    """Judge whether a city stood no better in one table than in another, which it is in."""
    return verdict(
        can_hold=not one.present or one.rank.worst >= than.rank.best,
        can_fail=not one.absent and one.rank.best < than.rank.worst,
    )
