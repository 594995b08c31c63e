"""Claims about where a city stands in one edition."""

from decimal import Decimal

from scicli.analysis.wording import in_edition, of_category
from scicli.claims.claim import Claim, Judgement, Verdict
from scicli.claims.kind import kind
from scicli.claims.places import Standing, ahead, at_most, equals, standing
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.rating import rating_text


@kind(
    "rank",
    needs="city to value",
    meaning="the rank of the city in edition `to` is `value`",
    sentence="{city} stands {nth} in {to}",
    example="city=Busan to=6 value=22",
    least=1,
)
def rank(index: Index, claim: Claim) -> Judgement:
    """Judge whether the rank of the city is the value."""
    stands = _place(index, claim)
    return _judgement(claim, equals(stands, int(claim.value or 0)), stands, f"not {claim.value}")


@kind(
    "rating",
    needs="city to value",
    meaning="the rating of the city in edition `to` is `value`",
    sentence="{city} is rated {value} in {to}",
    example="city=Malta to=6 value=696",
    whole=False,
)
def rating(index: Index, claim: Claim) -> Judgement:
    """Judge whether the rating of the city is the value."""
    held = held_rating(index, claim.to_edition, claim)
    where = f"in {in_edition(claim.to_edition)}{of_category(claim.category)}"
    if held is None:
        return not_rated(index, claim, claim.to_edition)
    reason = f"{claim.city} is rated {rating_text(float(held))} {where}"
    if held == claim.value:
        return Judgement(Verdict.SUPPORTED, reason)
    return Judgement(Verdict.CONTRADICTED, f"{reason}, not {claim.value}")


@kind(
    "leader",
    needs="city to",
    meaning="the city stands first in edition `to`",
    sentence="{city} leads in {to}",
    example="city=London to=10",
)
def leader(index: Index, claim: Claim) -> Judgement:
    """Judge whether the city stands first."""
    stands = _place(index, claim)
    return _judgement(claim, at_most(stands, 1), stands, "not first")


@kind(
    "in_top",
    needs="city top to",
    meaning="the rank of the city in edition `to` is at most `top`",
    sentence="{city} stands in the top {top} in {to}",
    example="city=London top=5 to=12",
)
def in_top(index: Index, claim: Claim) -> Judgement:
    """Judge whether the rank of the city is at most `top`."""
    stands = _place(index, claim)
    return _judgement(claim, at_most(stands, claim.top or 0), stands, f"not in the top {claim.top}")


@kind(
    "ahead",
    needs="city other to",
    meaning="the city stands ahead of the other in edition `to`, and both are in its table or"
    " may be",
    sentence="{city} stands ahead of {other} in {to}",
    example="city=Busan other=Seoul to=7",
)
def is_ahead(index: Index, claim: Claim) -> Judgement:
    """Judge whether the city stands ahead of the other."""
    stands, other = _place(index, claim), _place(index, claim, claim.other)
    reason = f"{claim.city} {stands.words}, {claim.other} {other.words}"
    return Judgement(ahead(stands, other), f"{reason}{of_category(claim.category)}")


def held_rating(index: Index, edition: Label, claim: Claim) -> Decimal | None:
    """Return the rating of the city of a claim, or None where it is not held."""
    held = index.figure(edition, claim.category, claim.city)
    if held is None or held["rating"] is None:
        return None
    return Decimal(rating_text(held["rating"]))


def not_rated(index: Index, claim: Claim, edition: Label) -> Judgement:
    """Return the judgement on a rating that is not held."""
    stands = standing(index, edition, claim.category, claim.city)
    if stands.absent:
        return Judgement(Verdict.CONTRADICTED, f"{claim.city} is {stands.words}")
    where = f"in {in_edition(edition)}{of_category(claim.category)}"
    return Judgement(Verdict.UNKNOWN, f"the rating of {claim.city} is not held {where}")


def _place(index: Index, claim: Claim, city: str | None = None) -> Standing:
    return standing(index, claim.to_edition, claim.category, city or claim.city)


def _judgement(claim: Claim, judged: Verdict, stands: Standing, otherwise: str) -> Judgement:
    """Return a judgement that quotes the place, and what is not so where that is certain."""
    reason = f"{claim.city} {stands.words}{of_category(claim.category)}"
    refuted = judged is Verdict.CONTRADICTED and stands.held
    return Judgement(judged, f"{reason}, {otherwise}" if refuted else reason)
