"""Records of single editions: how far the first was ahead, and where the cities of the top lie."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

import pandas as pd

from scicli.files.schema import OVERALL
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.rank import NO_END
from scicli.index.rating import rating_text

_FEWEST = 2  # A lead is that of place 1 over place 2; a record needs something to exceed.


class EditionRecord(NamedTuple):
    """A record of one edition.

    `city` leads by `value` points, or `value` cities of the top, or countries of its cities, are so
    many; `area` is the region or country that has so many. `others` is how many other editions may
    have as much or more (of the smallest lead: as little or less), `bound` what is possible there.
    """

    kind: str
    title: str
    edition: Label
    value: Decimal
    others: int
    bound: Decimal | None
    top: int | None = None
    city: str = ""
    area: str = ""


def lead(index: Index, edition: Label, category: str = OVERALL) -> tuple[str, Decimal] | None:
    """Return who leads, and by how many points, or None if one of the ratings is not held."""
    return _lead(_first_two(index.rows(edition, category)).get(edition, []))


def countries_in_top(
    index: Index, edition: Label, category: str, top: int
) -> tuple[int, int] | None:
    """Return of how many countries the cities of the top are, at least and at most."""
    found = _tops(index, index.rows(edition, category), category, (edition,), top, "country")
    one = found.get(edition)
    return None if one is None else (one.areas, one.areas + one.free)


def leads(index: Index, category: str, editions: Sequence[Label]) -> Iterator[EditionRecord]:
    """Yield the biggest and the smallest known lead in points."""
    figures = index.figures[index.figures["category"] == category]
    rows = _first_two(figures) if figures["rating"].notna().any() else {}
    found = {edition: _lead(rows.get(edition, [])) for edition in editions}
    known = {edition: one for edition, one in found.items() if one is not None}
    if len(known) < _FEWEST:
        return
    unknown = len(found) - len(known)
    for title, choose in (("Biggest lead in points", max), ("Smallest lead in points", min)):
        edition = choose(known, key=lambda one: known[one][1])
        city, points = known[edition]
        same = sum(other == points for _, other in known.values()) - 1
        furthest = None if choose is max else Decimal(0)
        bound = furthest if unknown else points
        yield EditionRecord(
            "lead_in_points", title, edition, points, same + unknown, bound, city=city
        )


def areas(
    index: Index, category: str, editions: Sequence[Label], tops: Sequence[int]
) -> Iterator[EditionRecord]:
    """Yield the most countries in a top, and the most cities of one country and of one region."""
    if not (index.catalog.countries or index.catalog.regions):
        return
    figures = index.figures[index.figures["category"] == category]
    for top in (one for one in tops if one > 1):
        for column in ("country", "region"):
            found = _tops(index, figures, category, editions, top, column)
            if column == "country" and any(one.areas for one in found.values()):
                bounds = {label: (one.areas, one.free) for label, one in found.items()}
                title = f"Most countries in the top {top}"
                yield _most("countries_in_top", title, bounds, top)
            bounds = {label: (one.most, one.free) for label, one in found.items() if one.areas}
            if max((most for most, _ in bounds.values()), default=0) > 1:
                title = f"Most {index.nouns[1]} of one {column} in the top {top}"
                record = _most("top_count", title, bounds, top)
                yield record._replace(area=found[record.edition].area)


class _Top(NamedTuple):
    """The areas of the cities that are certainly in a top, and how many more cities may be.

    `area` is the one with the most of them, which are `most`.
    """

    areas: int
    area: str
    most: int
    free: int


def _tops(
    index: Index,
    figures: pd.DataFrame,
    category: str,
    editions: Sequence[Label],
    top: int,
    column: str,
) -> dict[Label, _Top]:
    """Return the areas of the top of each edition that ranks so many cities."""
    inside = figures[(figures["rank_max"] <= top).fillna(value=False)]
    counts: defaultdict[Label, Counter[str]] = defaultdict(Counter)
    for edition, city in zip(inside["edition"], inside["city"], strict=True):
        counts[edition][getattr(index.catalog.cities[city], column)] += 1
    found = {}
    for edition in editions:
        if (index.coverage(edition, category).ranked or NO_END) >= top:
            known = Counter({area: count for area, count in counts[edition].items() if area})
            most = max(known.values(), default=0)
            first = min((area for area, count in known.items() if count == most), default="")
            found[edition] = _Top(len(known), first, most, max(top - known.total(), 0))
    return found


def _most(
    kind: str, title: str, bounds: Mapping[Label, tuple[int, int]], top: int
) -> EditionRecord:
    """Return the edition with the most, given how many are certain and how many more there may be.

    Of equal ones it is the first.
    """
    edition = max(bounds, key=lambda one: bounds[one][0])
    value = bounds[edition][0]
    possible = {label: sum(both) for label, both in bounds.items()}
    others = sum(most >= value for label, most in possible.items() if label != edition)
    bound = max(possible.values())
    return EditionRecord(kind, title, edition, Decimal(value), others, Decimal(bound), top=top)


_Rated = tuple[int, str, float]


def _first_two(figures: pd.DataFrame) -> dict[Label, list[_Rated]]:
    """Return who holds place 1 or 2 in each edition: the place, the name and the rating."""
    exact = (figures["rank"] == figures["rank_max"]) & (figures["rank"] <= _FEWEST)
    rows = figures[exact.fillna(value=False)]
    found: defaultdict[Label, list[_Rated]] = defaultdict(list)
    columns = (rows[name] for name in ("edition", "rank", "city", "rating"))
    for edition, place, city, rating in zip(*columns, strict=True):
        found[edition].append((place, str(city), rating))
    return found


def _lead(rows: Sequence[_Rated]) -> tuple[str, Decimal] | None:
    """Return who is first alone, and by how many points, if all the ratings are held."""
    first = [one for one in rows if one[0] == 1]
    second = [one for one in rows if one[0] == _FEWEST]
    if len(first) != 1 or not second or any(pd.isna(rating) for *_, rating in rows):
        return None
    [(_, city, rating)] = first
    own = Decimal(rating_text(float(rating)))
    others = [Decimal(rating_text(float(other))) for *_, other in second]
    return city, min(abs(own - other) for other in others)
