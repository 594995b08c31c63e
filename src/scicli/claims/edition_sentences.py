"""What the figures say of an edition, and of the cities that rose and fell in it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain

import numpy as np
import pandas as pd

from scicli.analysis.direction import COUNTED_FROM, DOWN, UP, Direction
from scicli.analysis.scope import Area, Move, Moves
from scicli.analysis.wording import counted, with_article
from scicli.claims import english
from scicli.claims.city_sentences import overtook_claim, path_claims
from scicli.claims.claim import Claim, Finding
from scicli.claims.counts import region_rank
from scicli.claims.lead_sentences import leads
from scicli.claims.record_sentences import new_records
from scicli.claims.standings import moves_between, possible_rank
from scicli.claims.verdict import Verdict
from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.cities import City
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.rating import rating_text

_TOP = 10
# A first entry into several of these is a sentence about the smallest.
_TOPS = (3, 10)
# A top of fewer places is too small to count regions in.
_FEWEST_PLACES = 3
_MOST_NAMES = 5


def of_edition(index: Index, edition: Label) -> Iterator[Finding]:
    """Yield what the figures say of an edition, the strongest first.

    Who leads comes first, then who entered and left the top, who moved most, what is a record, who
    overtook whom in the top and within a country, how many of each region are in the top, and what
    the publisher counts.
    """
    before = index.catalog.before(edition)
    yield from leads(index, edition)
    if before is not None:
        moved = moves_between(index, before, edition, OVERALL)
        movers = moved.each()
        yield from _entries(index, edition)
        yield from _exits(index, before, edition)
        yield from _moved_most(moved, movers, UP)
        yield from _moved_most(moved, movers, DOWN)
        yield from new_records(index, edition)
        yield from _overtakes_in_the_top(moved, movers)
        yield from _overtakes_within_countries(index, moved, movers)
    yield from _regions(index, edition)
    yield from _average_change(index, edition)
    if before is not None:
        yield from _publishers_counts(index, before, edition)


def of_area(index: Index, edition: Label, area: Area) -> Iterator[Finding]:
    """Yield what the figures say of the regions or countries of an area in an edition."""
    table = index.table(edition, OVERALL)
    for column, names in area.columns.items():
        for name in names:
            inside = table[(table[column] == name) & table["rank"].notna()]
            yield from _first_of_area(index, edition, inside, column, name)
    homes = {city.city for city in index.catalog.cities.values() if _is_in(city, area)}
    for finding in of_edition(index, edition):
        # Its ranks also tell where those stand that were overtaken.
        now = [one for one in finding.claims if one.to_edition == edition and one.kind != "rank"]
        cities = {one.city for one in now if one.city}
        places = {claim.region or claim.country for claim in finding.claims} - {""}
        if (cities and cities <= homes) or (places and places <= {*chain(*area.columns.values())}):
            yield finding


def _first_of_area(
    index: Index, edition: Label, inside: pd.DataFrame, column: str, name: str
) -> Iterator[Finding]:
    """Yield who is first of a region or country, alone or level with others."""
    ranks = rank.column(inside, "rank")
    level = (ranks.best == ranks.best[:1]) & (ranks.worst == ranks.worst[:1])
    first = [str(city) for city in inside["city"][level]]
    claim = Claim("region_rank", edition, value=Decimal(1))
    claim = replace(claim, region=name) if column == "region" else replace(claim, country=name)
    claims = [replace(claim, city=city) for city in first]
    proved = all(region_rank(index, one).verdict is Verdict.SUPPORTED for one in claims)
    if 0 < len(first) <= _MOST_NAMES and proved:
        yield Finding(english.best_of_area(first, name, edition), tuple(claims))


def _is_in(city: City, area: Area) -> bool:
    homes = {"region": city.region, "country": city.country}
    return all(homes[column] in names for column, names in area.columns.items())


def _paths(movers: Sequence[Move]) -> dict[str, english.Path | None]:
    return {one.city: (one.before, one.after) for one in movers}


def _rank_claims(moved: Moves, movers: Sequence[Move]) -> list[Claim]:
    span = moved.start, moved.end
    return [
        claim for one in movers for claim in path_claims(one.city, span, (one.before, one.after))
    ]


def _overtaking(
    moved: Moves, movers: Sequence[Move], others: Sequence[Move], basis: str = ""
) -> Finding:
    claims = [
        overtook_claim((moved.start, moved.end), one.city, other.city)
        for other in others
        for one in movers
    ]
    return Finding(
        english.overtook(_paths(movers), _paths(others), moved.end),
        (*claims, *_rank_claims(moved, [*movers, *others])),
        basis,
    )


def _overtakes_in_the_top(moved: Moves, movers: list[Move]) -> Iterator[Finding]:
    """Yield the cities now in the top 10 that overtook cities that stood there before."""
    stood = [one for one in movers if one.before.worst <= _TOP]
    overtaken: dict[tuple[Move, ...], list[Move]] = {}
    for other in sorted(stood, key=lambda one: one.before[:2]):
        overtook = [one for one in movers if one.after.worst <= _TOP and one.overtook(other)]
        if overtook:
            overtaken.setdefault(tuple(overtook), []).append(other)
    for first, others in overtaken.items():
        yield _overtaking(moved, first, others)


def _overtakes_within_countries(
    index: Index, moved: Moves, movers: list[Move]
) -> Iterator[Finding]:
    """Yield each country in which the best city held overtook the second, outside the top 10."""
    table = index.table(moved.end, OVERALL)
    held = table[table["rank"].notna() & table["country"].notna()]
    cities: dict[str, list[str]] = {}
    for city, country in zip(held["city"].tolist(), held["country"].tolist(), strict=True):
        cities.setdefault(country, []).append(city)
    by_name = {one.city: one for one in movers}
    for country, names in sorted(cities.items()):
        first = [by_name[city] for city in names[:2] if city in by_name]
        if len(first) < 2 or not first[0].overtook(first[1]):
            continue
        one, other = first
        if one.after.worst > _TOP or other.before.worst > _TOP:
            basis = f"the {len(names)} {moved.nouns[1]} held of {with_article(country)}"
            yield _overtaking(moved, [one], [other], basis)


def _moved_most(moved: Moves, movers: list[Move], direction: Direction) -> Iterator[Finding]:
    """Yield who moved most in a direction of the cities held in both editions, if certain."""
    places = [direction.places(one.gained) for one in movers]
    most = max((gained.least for gained in places), default=0)
    leading = [at for at, gained in enumerate(places) if gained.most >= most]
    first = [movers[at] for at in leading]
    certain = all(places[at] == (most, most) for at in leading)
    if len(movers) < 2 or most < 1 or not certain or len(first) > _MOST_NAMES:
        return
    is_up = direction is UP
    values = {
        "gain": Decimal(most * direction.sign),
        "most_gained_of_held" if is_up else "most_lost_of_held": Decimal(most),
        **({"biggest_gain" if is_up else "biggest_fall": None} if moved.complete else {}),
    }
    span = moved.start, moved.end
    known = "of" if moved.complete else "held in"
    yield Finding(
        english.moved_most(
            {one.city: (one.before, one.after) for one in first},
            most,
            direction.verb,
            span,
            (len(movers), moved.nouns[1]),
            complete=moved.complete,
        ),
        (
            *(
                Claim(kind, moved.end, city=one.city, from_edition=moved.start, value=value)
                for kind, value in values.items()
                for one in first
            ),
            *_rank_claims(moved, first),
        ),
        f"the {len(movers)} {moved.nouns[1]} {known} both editions",
    )


def _entries(index: Index, edition: Label) -> Iterator[Finding]:
    """Yield who came into the top, and who for the first time, where all editions prove it."""
    *earlier, _ = index.catalog.between(None, edition)
    named: set[str] = set()
    basis = f"the {counted(len(earlier) + 1, 'edition', 'editions')} from {earlier[0]} on"
    for top in _tops(index, edition):
        stood = {
            city: [possible_rank(index, one, city).at_most(top) for one in earlier]
            for city in _inside(index, edition, top)
            if city not in named
        }
        came = [city for city, inside in stood.items() if inside[-1] is Verdict.CONTRADICTED]
        new = [city for city in came if set(stood[city]) == {Verdict.CONTRADICTED}]
        named.update(came)
        again = [city for city in came if city not in new]
        for cities, kind in ((new, "entered_top"), (again, "came_into_top")):
            if cities:
                is_first = kind == "entered_top"
                yield Finding(
                    english.entered(cities, top, edition, first_time=is_first),
                    tuple(Claim(kind, edition, city=city, top=top) for city in cities),
                    basis if is_first else "",
                )


def _inside(index: Index, edition: Label, top: int) -> list[str]:
    """Return the cities that are certainly in the top, the first one first."""
    rows = index.rows(edition, OVERALL)
    ranks = rank.column(rows, "rank")
    [inside] = np.nonzero(ranks.worst <= top)
    # The rows are in the order of names, which a stable order keeps.
    by_rank = inside[np.argsort(ranks.best[inside], kind="stable")]
    return [str(city) for city in rows["city"].array.take(by_rank)]


def _exits(index: Index, before: Label, edition: Label) -> Iterator[Finding]:
    """Yield who left the top and is still in the table, each for the largest top it left."""
    named: set[str] = set()
    left: dict[int, list[str]] = {}
    for top in reversed(_tops(index, edition)):
        for city in _inside(index, before, top):
            now = possible_rank(index, edition, city)
            if now.held and now.at_most(top) is Verdict.CONTRADICTED and city not in named:
                left.setdefault(top, []).append(city)
        named.update(left.get(top, []))
    for top, cities in sorted(left.items()):
        yield Finding(
            english.left(cities, top, edition),
            tuple(Claim("left_top", edition, city=city, top=top) for city in cities),
        )


def _tops(index: Index, edition: Label) -> list[int]:
    ranked = index.coverage(edition, OVERALL).ranked
    return [top for top in _TOPS if ranked is None or top < ranked]


def _regions(index: Index, edition: Label) -> Iterator[Finding]:
    """Yield how many cities of each region stand in the top, as far as the table is complete."""
    top = min(_TOP, index.coverage(edition, OVERALL).depth)
    table = index.table(edition, OVERALL)
    regions = table.loc[(table["rank_max"] <= top).fillna(value=False), "region"]
    if top < _FEWEST_PLACES or regions.isna().any():
        return
    counts = dict(sorted(Counter(regions).items(), key=lambda item: (-item[1], item[0])))
    yield Finding(
        english.regions(top, counts, edition),
        tuple(
            Claim("top_count", edition, region=region, top=top, value=Decimal(count))
            for region, count in counts.items()
        ),
        f"the table of {english.edition(edition)}, complete to place {top}",
    )


def _average_change(index: Index, edition: Label) -> Iterator[Finding]:
    stated = index.release(edition)["average_rating_change_pct"]
    if stated is not None:
        sign = int(stated > 0) - int(stated < 0)
        yield Finding(
            english.average_change(rating_text(abs(stated)), sign, edition),
            (Claim("average_change", edition, value=Decimal(rating_text(stated))),),
            "the publisher's own figure",
        )


def _publishers_counts(index: Index, before: Label, edition: Label) -> Iterator[Finding]:
    release = index.release(edition)
    counts = {
        one.verb: release[one.counted] for one in (UP, DOWN) if release[one.counted] is not None
    }
    claim = Claim("", edition, from_edition=before, top=COUNTED_FROM)
    if counts:
        yield Finding(
            english.counted_moves(counts, index.nouns, COUNTED_FROM, edition),
            tuple(
                replace(claim, kind=f"count_{verb}", value=Decimal(count))
                for verb, count in counts.items()
            ),
            "the publisher's own count",
        )
