"""Where a city can stand in one table, and the claims about that."""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from scicli.analysis.edition_records import lead
from scicli.analysis.scope import Moves, moves
from scicli.analysis.wording import in_edition, of_category
from scicli.claims.claim import Claim, ClaimKind
from scicli.claims.verdict import Judgement, Verdict, all_hold, equals, verdict
from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.rank import NO_END, UNKNOWN, Rank
from scicli.index.rating import rating_text


class PossibleRank(NamedTuple):
    """The places that a city can hold in one table."""

    rank: Rank
    in_table: Verdict  # on the claim that the city is in the table
    held: bool
    words: str  # to follow the name of the city: "22 in edition 6"

    @property
    def exact(self) -> bool:
        """Whether the rank is held and is one place."""
        return self.held and bool(self.rank.exact)

    def at_most(self, place: int) -> Verdict:
        """Judge whether the city stands at a place or a better one."""
        reaches = verdict(can_hold=self.rank.best <= place, can_fail=self.rank.worst > place)
        return all_hold([self.in_table, reaches])

    def better(self, than: "PossibleRank") -> Verdict:
        """Judge whether the city stands at a better place than in another table."""
        can_hold = rank.may_be_ahead(self.rank, than.rank)
        can_fail = not rank.ahead(self.rank, than.rank)
        return all_hold([self.in_table, verdict(can_hold=can_hold, can_fail=can_fail)])

    def worse(self, than: "PossibleRank") -> Verdict:
        """Judge whether the city stands at a worse place than in another table."""
        can_hold = rank.may_be_ahead(than.rank, self.rank)
        can_fail = not rank.ahead(than.rank, self.rank)
        return all_hold([self.in_table, verdict(can_hold=can_hold, can_fail=can_fail)])

    def ahead(self, other: "PossibleRank") -> Verdict:
        """Judge whether the city stands ahead of another one of the same table.

        A city that is not in the table is neither ahead nor behind. A city whose rank is not held
        stands below the depth or is not in the table: cities within the depth are ahead of it.
        """
        if other.in_table is Verdict.CONTRADICTED:
            return Verdict.CONTRADICTED
        if other.in_table is Verdict.UNKNOWN:
            other = other._replace(rank=Rank(other.rank.best, NO_END))
        return self.better(other)


def possible_rank(index: Index, edition: Label, city: str, category: str = OVERALL) -> PossibleRank:
    """Return where a city can stand in one table.

    A city whose rank is not held stands below the depth of a partial table or is not in it. It is
    not in a complete table.
    """
    row = index.figure(edition, category, city)
    where = f"in {in_edition(edition)}"
    if row is not None and row["rank"] is not None:
        held = rank.of_row(row, "rank")
        return PossibleRank(held, Verdict.SUPPORTED, held=True, words=f"{held.text()} {where}")
    coverage = index.coverage(edition, category)
    if coverage.below is None:
        words = f"not in the complete table of {in_edition(edition)}"
        return PossibleRank(UNKNOWN, Verdict.CONTRADICTED, held=False, words=words)
    if row is None and coverage.ranked and len(index.rows(edition, category)) >= coverage.ranked:
        words = (
            f"not in the table of {in_edition(edition)}, all of whose {index.nouns[1]} are named"
        )
        return PossibleRank(UNKNOWN, Verdict.CONTRADICTED, held=False, words=words)
    return PossibleRank(
        Rank(coverage.depth + 1, coverage.ranked or NO_END),
        Verdict.UNKNOWN if row is None else Verdict.SUPPORTED,
        held=False,
        words=f"not held {where}, which is complete to {coverage.depth or 'no place'}",
    )


@lru_cache(maxsize=4)
def moves_between(index: Index, start: Label, end: Label, category: str) -> Moves:
    """Return two tables side by side; several claims on the same two rest on them."""
    return moves(index, start, end, category)


def stands(claim: Claim, *ranks: PossibleRank) -> str:
    """Return where the city of a claim stands, as a reason."""
    words = ", ".join(one.words for one in ranks)
    return f"{claim.city} {words}{of_category(claim.category)}"


@ClaimKind(
    "rank",
    needs=("city", "to", "value"),
    meaning="the rank of the city in edition `to` is `value`",
    sentence="{city} stands {nth} in {to}",
    example="city=Busan to=6 value=22",
    least=1,
)
def _rank(index: Index, claim: Claim) -> Judgement:
    now = possible_rank(index, claim.to_edition, claim.city, claim.category)
    judged = all_hold([now.in_table, equals(claim.number, now.rank.best, now.rank.worst)])
    return _judgement(claim, now, judged, str(claim.value))


@ClaimKind(
    "rating",
    needs=("city", "to", "value"),
    meaning="the rating of the city in edition `to` is `value`",
    sentence="{city} is rated {value} in {to}",
    example="city=Malta to=6 value=696",
    whole=False,
)
def _rating(index: Index, claim: Claim) -> Judgement:
    held = held_rating(index, claim.to_edition, claim.city, claim.category)
    if held is None:
        return not_rated(index, claim, claim.to_edition)
    where = f"in {in_edition(claim.to_edition)}{of_category(claim.category)}"
    reason = f"{claim.city} is rated {rating_text(float(held))} {where}"
    return Judgement(equals(claim.value or 0, held, held), reason).deny(claim.value)


@ClaimKind(
    "in_top",
    needs=("city", "top", "to"),
    meaning="the rank of the city in edition `to` is at most `top`",
    sentence="{city} stands in the top {top} in {to}",
    example="city=London top=5 to=12",
)
@ClaimKind(
    "leader",
    needs=("city", "to"),
    meaning="the city stands first in edition `to`",
    sentence="{city} leads in {to}",
    example="city=London to=10",
)
def _in_top(index: Index, claim: Claim) -> Judgement:
    now = possible_rank(index, claim.to_edition, claim.city, claim.category)
    claimed = "first" if claim.kind == "leader" else f"in the top {claim.top}"
    return _judgement(claim, now, now.at_most(claim.top or 1), claimed)


@ClaimKind(
    "ahead",
    needs=("city", "other", "to"),
    meaning="the city stands ahead of the other in edition `to`, and both are in its table or"
    " may be",
    sentence="{city} stands ahead of {other} in {to}",
    example="city=Busan other=Seoul to=7",
)
def _ahead(index: Index, claim: Claim) -> Judgement:
    one = possible_rank(index, claim.to_edition, claim.city, claim.category)
    other = possible_rank(index, claim.to_edition, claim.other, claim.category)
    reason = f"{claim.city} {one.words}, {claim.other} {other.words}{of_category(claim.category)}"
    return Judgement(one.ahead(other), reason)


def _judgement(claim: Claim, now: PossibleRank, judged: Verdict, claimed: str) -> Judgement:
    judgement = Judgement(judged, stands(claim, now))
    return judgement.deny(claimed) if now.held else judgement


def held_rating(index: Index, edition: Label, city: str, category: str = OVERALL) -> Decimal | None:
    """Return the rating of a city, or None if it is not held."""
    row = index.figure(edition, category, city)
    return None if row is None or row["rating"] is None else Decimal(rating_text(row["rating"]))


def not_rated(index: Index, claim: Claim, edition: Label) -> Judgement:
    """Return the judgement on a rating that is not held."""
    now = possible_rank(index, edition, claim.city, claim.category)
    if now.in_table is Verdict.CONTRADICTED:
        return Judgement(Verdict.CONTRADICTED, f"{claim.city} is {now.words}")
    where = f"in {in_edition(edition)}{of_category(claim.category)}"
    return Judgement(Verdict.UNKNOWN, f"the rating of {claim.city} is not held {where}")


@ClaimKind(
    "lead_in_points",
    needs=("city", "to", "value"),
    meaning="the city leads edition `to`, and its rating is `value` from that of the next city",
    sentence="{city} leads by {value} points in {to}",
    example="city=London to=1 value=2",
    whole=False,
)
def _lead_in_points(index: Index, claim: Claim) -> Judgement:
    now = possible_rank(index, claim.to_edition, claim.city, claim.category)
    found = lead(index, claim.to_edition, claim.category)
    reason = stands(claim, now)
    if found is None:
        return Judgement(all_hold([now.at_most(1), Verdict.UNKNOWN]), reason)
    leader, points = found
    reason = f"{reason}; {leader} leads by {rating_text(float(points))} points"
    if leader != claim.city:
        return Judgement(Verdict.CONTRADICTED, reason)
    return Judgement(equals(claim.value or 0, points, points), reason).deny(claim.value)
