"""Claims that count cities, and those on what the publisher itself counts."""

import pandas as pd

from scicli.analysis.movers import COUNTED_FROM, DOWN, UP, Direction
from scicli.analysis.scope import moves
from scicli.analysis.wording import counted, in_edition, of_category, ordinal, with_article
from scicli.claims.claim import Claim, Judgement, Verdict, verdict
from scicli.claims.kind import kind, of_release, of_table
from scicli.claims.places import standing
from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.index import Coverage, Index
from scicli.index.rank import NO_END
from scicli.index.rating import rating_text


@kind(
    "region_rank",
    needs="city region|country to value",
    meaning="the city is `value`-th among the cities of the region or country in edition `to`",
    sentence="{city} stands {nth} in {area} in {to}",
    example="city=London region=Western Europe to=6 value=1",
    least=1,
    sources=of_table,
)
def region_rank(index: Index, claim: Claim) -> Judgement:
    """Judge whether the city is so many-th among the cities of a region or country.

    It stands behind as many of them as are ahead of it: 1, 2, 2, 4.
    """
    area, column = _area(claim)
    known = index.catalog.cities[claim.city]
    home = known.country if claim.country else known.region
    value = int(claim.value or 0)
    if home and home != area:
        return Judgement(Verdict.CONTRADICTED, f"{claim.city} is in {with_article(home)}")
    stands = standing(index, claim.to_edition, claim.category, claim.city)
    reason = f"{claim.city} {stands.words}{of_category(claim.category)}"
    if stands.absent:
        return Judgement(Verdict.CONTRADICTED, reason)
    others = _ranked(index, claim)
    others = others[others["city"] != claim.city]
    ranks = rank.column(others, "rank")
    better = rank.ahead(ranks, stands.rank)
    surely = int((better & (others[column] == area)).sum())
    may_be = rank.may_be_ahead(ranks, stands.rank)
    perhaps = int((may_be & _maybe(others, area, column)).sum())
    # Ahead of a place stand as many cities as there are better places, at most.
    unheld = max(stands.rank.worst - 1 - int(better.sum()), 0)
    coverage = index.coverage(claim.to_edition, claim.category)
    hidden = 0 if coverage.complete or stands.rank.worst <= coverage.depth else unheld
    least, most = 1 + surely, min(1 + perhaps + hidden, stands.rank.worst)
    judged = verdict(
        can_hold=least <= value <= most,
        can_fail=not (home and stands.present and least == most == value),
    )
    if least == most:
        finding = f"{ordinal(least)} of {with_article(area)}" + _other_than(value, least)
    else:
        finding = f"{ordinal(least)} of {with_article(area)} at best, {_partial(coverage)}"
    return Judgement(judged, f"{reason}: {finding}")


@kind(
    "top_count",
    needs="region|country top to value",
    meaning="exactly `value` cities of the region or country stand in the `top` of edition `to`",
    sentence="{value} of the top {top} in {to} {are} in {area}",
    example="region=Western Europe top=10 to=7 value=4",
    least=0,
    sources=of_table,
)
def top_count(index: Index, claim: Claim) -> Judgement:
    """Judge whether exactly so many cities of a region or country stand in the top."""
    area, column = _area(claim)
    top, value = claim.top or 0, int(claim.value or 0)
    held = _ranked(index, claim)
    ranks = rank.column(held, "rank")
    least = int(((ranks.worst <= top) & (held[column] == area)).sum())
    perhaps = int(((ranks.best <= top) & _maybe(held, area, column)).sum())
    coverage = index.coverage(claim.to_edition, claim.category)
    most = perhaps + _unheld(coverage, top)
    judged = verdict(
        can_hold=least <= value <= most,
        can_fail=not least == most == value,
    )
    where = f"of the top {top} in {in_edition(claim.to_edition)}{of_category(claim.category)}"
    if least == most:
        verb = "is" if least == 1 else "are"
        finding = f"{least} {where} {verb} in {with_article(area)}"
        return Judgement(judged, finding + _other_than(value, least))
    finding = f"at least {least} {where} {'is' if least == 1 else 'are'} in {with_article(area)}"
    return Judgement(judged, f"{finding}, {_partial(coverage)}")


@kind(
    "count_rose",
    needs="top from to value",
    meaning="exactly `value` cities rose at least `top` places between the editions, by the"
    " publisher's own count where there is one",
    sentence="{cities} rose {top} or more places from {from} to {to}",
    example="top=10 from=5 to=6 value=7",
    least=0,
    sources=of_release,
)
def count_rose(index: Index, claim: Claim) -> Judgement:
    """Judge whether exactly so many cities rose so many places."""
    return _moved(index, claim, UP)


@kind(
    "count_fell",
    needs="top from to value",
    meaning="exactly `value` cities fell at least `top` places between the editions, by the"
    " publisher's own count where there is one",
    sentence="{cities} fell {top} or more places from {from} to {to}",
    example="top=10 from=5 to=6 value=2",
    least=0,
    sources=of_release,
)
def count_fell(index: Index, claim: Claim) -> Judgement:
    """Judge whether exactly so many cities fell so many places."""
    return _moved(index, claim, DOWN)


@kind(
    "average_change",
    needs="to value",
    meaning="the publisher states for edition `to` that ratings changed by `value` per cent on"
    " average",
    sentence="ratings changed by {value} per cent on average in {to}",
    example="to=6 value=-4.17",
    whole=False,
    sources=of_release,
)
def average_change(index: Index, claim: Claim) -> Judgement:
    """Judge whether the publisher states that average change of ratings."""
    stated = index.release(claim.to_edition)["average_rating_change_pct"]
    where = f"of {in_edition(claim.to_edition)}"
    if pd.isna(stated):
        return Judgement(Verdict.UNKNOWN, f"the publisher's average change {where} is not held")
    text = rating_text(stated)
    reason = f"the publisher's average change {where} is {text} per cent"
    if float(text) == float(claim.value or 0):
        return Judgement(Verdict.SUPPORTED, reason)
    return Judgement(Verdict.CONTRADICTED, f"{reason}, not {claim.value}")


def _moved(index: Index, claim: Claim, direction: Direction) -> Judgement:
    start, end = claim.span
    top, value = claim.top or 0, int(claim.value or 0)
    adjacent = index.catalog.adjacent(start, end)
    stated = index.release(end)[direction.counted]
    what = f"that {direction.verb} {top} or more places"
    if claim.category == OVERALL and adjacent and top == COUNTED_FROM and pd.notna(stated):
        reason = f"the publisher counts {counted(int(stated), 'city', 'cities')} {what}"
        judged = Verdict.SUPPORTED if stated == value else Verdict.CONTRADICTED
        return Judgement(judged, f"{reason}{_other_than(value, int(stated))}")
    moved = moves(index, start, end, claim.category)
    places = direction.places(moved.gained)
    least, perhaps = int((places.least >= top).sum()), int((places.most >= top).sum())
    before, after = (index.coverage(edition, claim.category) for edition in (start, end))
    complete = before.complete and after.complete
    ranked = [one.ranked for one in (before, after) if one.ranked is not None]
    most = perhaps if complete else min(ranked, default=NO_END)
    judged = verdict(can_hold=least <= value <= most, can_fail=not least == most == value)
    among = f"of the {counted(len(places.least), 'city', 'cities')} held in both editions"
    finding = f"{least} {among} {direction.verb} {top} or more places"
    if least == most:
        return Judgement(judged, finding + _other_than(value, least))
    why = f"{perhaps} may have" if complete else "the tables are not complete"
    return Judgement(judged, f"{finding} for certain, and {why}")


def _area(claim: Claim) -> tuple[str, str]:
    """Return the region or country of a claim, and the column that it stands in."""
    return (claim.region, "region") if claim.region else (claim.country, "country")


def _ranked(index: Index, claim: Claim) -> pd.DataFrame:
    """Return the cities of which a rank is held."""
    table = index.table(claim.to_edition, claim.category)
    return table[table["rank"].notna()]


def _maybe(held: pd.DataFrame, area: str, column: str) -> pd.Series:
    """Return which cities lie in an area, or may."""
    return (held[column] == area) | held[column].isna()


def _unheld(coverage: Coverage, top: int) -> int:
    """Return how many cities at most stand in the top of which no rank is held."""
    if coverage.complete or coverage.depth >= top:
        return 0
    return NO_END if coverage.ranked is None else max(coverage.ranked - coverage.held, 0)


def _partial(coverage: Coverage) -> str:
    if coverage.complete:
        return "the ranks or the places of the cities leave more open"
    return f"and the table is complete to {coverage.depth or 'no place'}"


def _other_than(value: int, number: int) -> str:
    return "" if value == number else f", not {value}"
