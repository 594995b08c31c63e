"""Records of single editions: how far the first was ahead, and where the cities of the top lie."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

import pandas as pd

from scicli.files.schema import OVERALL
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.rank import NO_END
from scicli.index.rating import rating_text


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
    rows = index.rows(edition, category)
    exact = rows[(rows["rank"] == rows["rank_max"]).fillna(value=False)]
    first, second = (exact[exact["rank"] == place] for place in (1, 2))
    if len(first) != 1 or second.empty or pd.concat([first, second])["rating"].isna().any():
        return None
    own = Decimal(rating_text(float(first["rating"].iloc[0])))
    others = [Decimal(rating_text(float(rating))) for rating in second["rating"]]
    return str(first["city"].iloc[0]), min(abs(own - other) for other in others)


def countries_in_top(
    index: Index, edition: Label, category: str, top: int
) -> tuple[int, int] | None:
    """Return of how many countries the cities of the top are, at least and at most."""
    counts = _areas(index, edition, category, top, "country")
    if counts is None:
        return None
    known, free = counts
    return len(known), len(known) + free


def _areas(
    index: Index, edition: Label, category: str, top: int, column: str
) -> tuple[pd.Series, int] | None:
    """Return how many cities of each area are certainly in the top, and how many more may be."""
    if (index.coverage(edition, category).ranked or NO_END) < top:
        return None
    rows = index.rows(edition, category)
    inside = rows.loc[(rows["rank_max"] <= top).fillna(value=False), "city"].astype("str")
    homes = [getattr(index.catalog.cities[city], column) for city in sorted(inside)]
    known = pd.Series([home for home in homes if home], dtype="str")
    return known.value_counts(), max(top - len(known), 0)


def leads(index: Index, category: str, editions: Sequence[Label]) -> Iterator[EditionRecord]:
    """Yield the biggest and the smallest known lead in points."""
    rated = index.figures["rating"].notna().any()
    found = {edition: lead(index, edition, category) for edition in editions if rated}
    known = {edition: one for edition, one in found.items() if one is not None}
    if len(known) < 2:
        return
    unknown = len(found) - len(known)
    for title, choose in (("Biggest lead in points", max), ("Smallest lead in points", min)):
        edition = choose(known, key=lambda one: known[one][1])
        city, points = known[edition]
        same = sum(other == points for _, other in known.values()) - 1
        bound = None if unknown else points
        yield EditionRecord(
            "lead_in_points", title, edition, points, same + unknown, bound, city=city
        )


def areas(
    index: Index, category: str, editions: Sequence[Label], tops: Sequence[int]
) -> Iterator[EditionRecord]:
    """Yield the most countries in a top, and the most cities of one country and of one region."""
    for top in tops if index.catalog.countries or index.catalog.regions else ():
        bounds = {
            edition: found
            for edition in editions
            if (found := countries_in_top(index, edition, category, top)) is not None
        }
        if bounds and max(least for least, _ in bounds.values()):
            edition = max(bounds, key=lambda one: bounds[one][0])
            yield _of_edition("countries_in_top", f"Most countries in the top {top}", edition,
                              bounds, top)  # fmt: skip
        for column in ("country", "region"):
            yield from _most_of(index, category, editions, top, column)


def _of_edition(
    kind: str, title: str, edition: Label, bounds: dict[Label, tuple[int, int]], top: int,
    area: str = "",
) -> EditionRecord:  # fmt: skip
    value = bounds[edition][0]
    others = sum(most >= value for one, (_, most) in bounds.items() if one != edition)
    bound = max(most for _, most in bounds.values())
    return EditionRecord(
        kind, title, edition, Decimal(value), others, Decimal(bound), top=top, area=area
    )


def _most_of(
    index: Index, category: str, editions: Sequence[Label], top: int, column: str
) -> Iterator[EditionRecord]:
    found = {edition: _areas(index, edition, category, top, column) for edition in editions}
    counts = {edition: one for edition, one in found.items() if one is not None and len(one[0])}
    if not counts:
        return
    bounds = {edition: (int(known.max()), int(known.max()) + free)
              for edition, (known, free) in counts.items()}  # fmt: skip
    edition = max(bounds, key=lambda one: bounds[one][0])
    known = counts[edition][0]
    area = min(str(name) for name, count in known.items() if count == known.max())
    title = f"Most cities of one {column} in the top {top}"
    if bounds[edition][0] > 1:
        yield _of_edition("top_count", title, edition, bounds, top, area)
