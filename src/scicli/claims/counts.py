"""Claims that count cities, and claims about the publisher's own figures."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from scicli.analysis.direction import COUNTED_FROM, DOWN, UP
from scicli.analysis.edition_records import countries_in_top
from scicli.analysis.place_within import NOT_KNOWN, Within, home_places, places_within
from scicli.analysis.wording import counted, in_edition, of_category, ordinal, with_article
from scicli.claims.claim import Claim, ClaimKind
from scicli.claims.standings import PossibleRank, moves_between, possible_rank, stands
from scicli.claims.verdict import Judgement, Verdict, all_hold, equals
from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Coverage, Index
from scicli.index.rank import NO_END, Rank
from scicli.index.rating import rating_text


def _of_table(index: Index, claim: Claim, editions: Sequence[Label]) -> Iterator[str]:
    """Yield the sources of the ranks from the first to that of the city, or to the top."""
    for edition in editions:
        rows = index.rows(edition, claim.category)
        ranks, own = rank.column(rows, "rank"), (rows["city"] == claim.city).to_numpy()
        last = ranks.worst[own].max(initial=0) if claim.city else claim.top
        cited = np.flatnonzero(own | (ranks.held & (ranks.worst <= last)))
        yield from rows["sources"].array.take(cited).dropna()


def _of_release(index: Index, claim: Claim, _: Sequence[Label]) -> Iterator[str]:
    """Yield the sources of the publisher's figures on an edition as a whole."""
    sources = index.release(claim.to_edition)["sources"]
    if sources is not None:
        yield sources


@ClaimKind(
    "region_rank",
    needs=("city", "region or country", "to", "value"),
    meaning="the city is `value`-th among the cities of the region or country in edition `to`",
    sentence="{city} stands {nth} in {area} in {to}",
    example="city=London region=Western Europe to=6 value=1",
    least=1,
    sources=_of_table,
)
def region_rank(index: Index, claim: Claim) -> Judgement:
    """Judge whether the city is `value`-th among the cities of a region or country.

    Its number is one more than the number of those ahead of it: 1, 2, 2, 4.
    """
    area = claim.region or claim.country
    city = index.catalog.cities[claim.city]
    home = city.region if claim.region else city.country
    if home and home != area:
        return Judgement(Verdict.CONTRADICTED, f"{claim.city} is in {with_article(home)}")
    now = possible_rank(index, claim.to_edition, claim.city, claim.category)
    reason = stands(claim, now)
    if now.in_table is Verdict.CONTRADICTED:
        return Judgement(Verdict.CONTRADICTED, reason)
    coverage = index.coverage(claim.to_edition, claim.category)
    least, most = _place_within(index, claim, now, coverage)
    in_area = Verdict.SUPPORTED if home else Verdict.UNKNOWN
    judged = all_hold([in_area, now.in_table, equals(claim.number, least, most)])
    reason = f"{reason}: {ordinal(least)} of {with_article(area)}"
    if least == most:
        return Judgement(judged, reason).deny(claim.number)
    return Judgement(judged, f"{reason} at best, {_partial(coverage)}")


@ClaimKind(
    "top_count",
    needs=("region or country", "top", "to", "value"),
    meaning="exactly `value` cities of the region or country stand in the `top` of edition `to`",
    sentence="{value} of the top {top} in {to} {are} in {area}",
    example="region=Western Europe top=10 to=7 value=4",
    least=0,
    sources=_of_table,
)
def _top_count(index: Index, claim: Claim) -> Judgement:
    top = claim.top or 0
    held = _ranked(index, claim)
    ranks = rank.column(held, "rank")
    inside, may_be_inside = _in_area(held, claim)
    least = int(((ranks.worst <= top) & inside).sum())
    perhaps = int(((ranks.best <= top) & may_be_inside).sum())
    coverage = index.coverage(claim.to_edition, claim.category)
    most = perhaps + _not_held(coverage, top)
    judged = equals(claim.number, least, most)
    reason = (
        f"{least} of the top {top} in {in_edition(claim.to_edition)}{of_category(claim.category)}"
        f" {'is' if least == 1 else 'are'} in {with_article(claim.region or claim.country)}"
    )
    if least == most:
        return Judgement(judged, reason).deny(claim.number)
    return Judgement(judged, f"at least {reason}, {_partial(coverage)}")


@ClaimKind(
    "countries_in_top",
    needs=("top", "to", "value"),
    meaning="the cities in the `top` of edition `to` are of exactly `value` countries",
    sentence="the top {top} in {to} are of {value} countries",
    example="top=5 to=6 value=3",
    least=1,
    sources=_of_table,
)
def _countries_in_top(index: Index, claim: Claim) -> Judgement:
    top = claim.top or 0
    found = countries_in_top(index, claim.to_edition, claim.category, top)
    where = f"the top {top} in {in_edition(claim.to_edition)}{of_category(claim.category)}"
    if found is None:
        return Judgement(Verdict.CONTRADICTED, f"{where} is larger than the table")
    judged = equals(claim.number, *found)
    least, most = found
    reason = f"{where} are of {counted(least, 'country', 'countries')}"
    if least == most:
        return Judgement(judged, reason).deny(claim.number)
    return Judgement(judged, f"{reason} at least, and of {most} at most")


@ClaimKind(
    "count_fell",
    needs=("top", "from", "to", "value"),
    meaning="exactly `value` cities fell at least `top` places between the editions, by the"
    " publisher's own count where there is one",
    sentence="{cities} fell {top} or more places from {from} to {to}",
    example="top=10 from=5 to=6 value=2",
    least=0,
    sources=_of_release,
)
@ClaimKind(
    "count_rose",
    needs=("top", "from", "to", "value"),
    meaning="exactly `value` cities rose at least `top` places between the editions, by the"
    " publisher's own count where there is one",
    sentence="{cities} rose {top} or more places from {from} to {to}",
    example="top=10 from=5 to=6 value=7",
    least=0,
    sources=_of_release,
)
def _count_moved(index: Index, claim: Claim) -> Judgement:
    direction = UP if claim.kind == "count_rose" else DOWN
    start, end = claim.span
    top = claim.top or 0
    stated = index.release(end)[direction.counted]
    comparable = claim.category == OVERALL and index.catalog.adjacent(start, end)
    if comparable and top == COUNTED_FROM and stated is not None:
        what = f"{counted(stated, *index.nouns)} that {direction.verb} {top} or more places"
        judged = equals(claim.number, stated, stated)
        return Judgement(judged, f"the publisher counts {what}").deny(claim.number)
    moved = moves_between(index, start, end, claim.category)
    places = direction.places(moved.gained)
    least, perhaps = int((places.least >= top).sum()), int((places.most >= top).sum())
    ranked = [index.coverage(edition, claim.category).ranked or NO_END for edition in claim.span]
    most = perhaps if moved.complete else min(ranked)
    judged = equals(claim.number, least, most)
    among = f"of the {counted(len(places.least), *index.nouns)} held in both editions"
    reason = f"{least} {among} {direction.verb} {top} or more places"
    if least == most:
        return Judgement(judged, reason).deny(claim.number)
    why = f"{perhaps} may have" if moved.complete else "the tables are not complete"
    return Judgement(judged, f"{reason} for certain, and {why}")


@ClaimKind(
    "table_size",
    needs=("to", "value"),
    meaning="the publisher ranks exactly `value` cities in edition `to`",
    sentence="{to} ranks {cities}",
    example="to=6 value=75",
    least=1,
    sources=_of_release,
)
def _table_size(index: Index, claim: Claim) -> Judgement:
    where = in_edition(claim.to_edition)
    coverage = index.coverage(claim.to_edition, claim.category)
    if coverage.ranked is not None:
        judged = equals(claim.number, coverage.ranked, coverage.ranked)
        ranks = f"{where} ranks {counted(coverage.ranked, *index.nouns)}"
        return Judgement(judged, ranks).deny(claim.number)
    named = len(index.rows(claim.to_edition, claim.category))
    judged = equals(claim.number, named, NO_END)
    many = counted(named, *index.nouns)
    return Judgement(judged, f"how many {where} ranks is not known; {many} of them are named")


@ClaimKind(
    "average_change",
    needs=("to", "value"),
    meaning="the publisher states for edition `to` that ratings changed by `value` per cent on"
    " average",
    sentence="ratings changed by {value} per cent on average in {to}",
    example="to=6 value=-4.17",
    whole=False,
    sources=_of_release,
)
def _average_change(index: Index, claim: Claim) -> Judgement:
    change = index.release(claim.to_edition)["average_rating_change_pct"]
    reason = f"the publisher's average change of {in_edition(claim.to_edition)} is"
    if change is None:
        return Judgement(Verdict.UNKNOWN, f"{reason} not held")
    judged = equals(float(claim.value or 0), change, change)
    return Judgement(judged, f"{reason} {rating_text(change)} per cent").deny(claim.value)


def _ranked(index: Index, claim: Claim) -> pd.DataFrame:
    """Return the cities of which a rank is held."""
    table = index.table(claim.to_edition, claim.category)
    return table[table["rank"].notna()]


def _place_within(
    index: Index, claim: Claim, now: PossibleRank, coverage: Coverage
) -> tuple[int, int]:
    """Return the best and the worst place of the city in the area, if it is there."""
    within: Within = "region" if claim.region else "country"
    known = home_places(index, claim.to_edition, within, claim.category).get(claim.city)
    if known is not None:
        return known.best, known.worst
    others = _ranked(index, claim)
    others = others[others["city"] != claim.city]
    ranks = rank.column(others, "rank")
    inside, may_be_inside = _in_area(others, claim)
    elsewhere = np.where(may_be_inside, NOT_KNOWN, 1)
    places = places_within(
        Rank(np.append(ranks.best, now.rank.best), np.append(ranks.worst, now.rank.worst)),
        np.append(np.where(inside, 0, elsewhere), 0),
        # One of the ranks that are not held may be its own.
        max(coverage.missing - (not now.held), 0),
        coverage.depth,
    )
    return int(places.best[-1]), int(places.worst[-1])


def _in_area(cities: pd.DataFrame, claim: Claim) -> tuple[pd.Series, pd.Series]:
    """Return which cities are in the region or country of a claim, and which may be."""
    homes = cities["region" if claim.region else "country"]
    inside = homes == (claim.region or claim.country)
    return inside, inside | homes.isna()


def _not_held(coverage: Coverage, top: int) -> int:
    """Return how many ranks in the top may be missing, at most."""
    if coverage.complete or coverage.depth >= top:
        return 0
    return coverage.missing


def _partial(coverage: Coverage) -> str:
    if coverage.complete:
        return "and the ranks or locations of others leave more open"
    return f"and the table is complete to {coverage.depth or 'no place'}"
