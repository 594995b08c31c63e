"""The question `breakdown`: the categories of cities, or who leads each."""

from collections.abc import Sequence
from itertools import product

import numpy as np
import pandas as pd

from scicli.analysis import headlines
from scicli.analysis.answer import Answer, ChartKind, Column, Kind, Plot, Section, Strength
from scicli.analysis.scope import RANK_FIELDS, Names, beside, each_name, with_previous
from scicli.analysis.table_columns import (
    AREA,
    BEST,
    BEST_EDITION,
    CITY,
    COUNTRY,
    RANK,
    RATING,
    since,
)
from scicli.analysis.wording import (
    area_names,
    counted,
    edition_name,
    held_of,
    in_edition,
    months,
    nonempty,
)
from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.rank import Array

FIELDS = (
    "edition", "city", "category", "rank", "rank_max", "rating", "previous_rank",
    "previous_rank_max", "gain", "gain_max", "against_overall", "best_rank", "best_rank_max",
    "best_edition", "mark",
)  # fmt: skip
LEADER_FIELDS = (
    "edition", "category", "rank", "city", "country", "region", "rating", "basis", "sources",
)  # fmt: skip
TOP = 3  # the last place that makes a category a strength
APART = 5  # the places apart from the overall rank that make a strength or a weakness
STRENGTH_RULE = (
    f"Strength: top {TOP}, or {APART} places better than overall."
    f" Weakness: {APART} places worse, or last in its table."
)
_APART = "Apart: places better (+) or worse (-) than overall."


def breakdown(index: Index, *cities: Names, edition: Label = "latest") -> Answer:
    """Return the overall rank of cities and their rank in every category.

    The frame has a row for each category of each city, held or not: cities in the order given,
    categories in the order of the data. Its columns are `edition`, `city`, `category`, `rank`,
    `rank_max`, `rating`, the rank in the edition before (`previous_rank`, `previous_rank_max`), the
    places gained since at least and at most (`gain`, `gain_max`), `against_overall` (places better
    than overall; missing unless both ranks are one number), the best rank up to the edition and the
    first edition that has it (`best_rank`, `best_rank_max`, `best_edition`), and `mark`.

    The mark is "strength" if the rank is certainly 1 to 3, or at least 5 places better than
    overall. It is "weakness" if the rank is certainly at least 5 places worse, or last in a
    complete table; the last rank is never a strength.

    Args:
        cities: Names or aliases of cities; without any, the answer is that of `category_leaders`.

    Raises:
        QuestionError: There is no such city or edition, or a city is asked for twice.

    >>> import scicli
    >>> frame = scicli.breakdown(scicli.load(), "Busan", edition=12).frame
    >>> frame.loc[frame["mark"].notna(), ["category", "rank", "against_overall", "mark"]]
                  category  rank  against_overall      mark
    7   innovation_support     1                7  strength
    9  delivery_capability    13               -5  weakness
    """
    label = index.catalog.edition(edition)
    names = index.catalog.distinct_cities(each_name(*cities))
    if not names:
        return category_leaders(index, edition=label)
    grid = _marked(_grid(index, names, label), index, label)
    grid = grid.assign(edition=label, area=area_names(grid["category"]))
    sections = tuple(_section(index, grid[grid["city"] == name], name, label) for name in names)
    nothing = " ".join(f"{one.title[0]}: {one.notes[0]}" for one in sections)
    return Answer.of(
        index,
        frame=grid[list(FIELDS)],
        sections=sections,
        editions=(index.catalog.before(label), label),
        asked=names,
        plot=Plot(
            ChartKind.CATEGORIES,
            grid,
            (label,),
            nothing=nothing,
            finding=headlines.of_categories(grid),
            # The chart of one city has no column of what is apart.
            notes=(sections[0].notes[0], STRENGTH_RULE) if len(names) == 1 else None,
        ),
    )


def _grid(index: Index, cities: Sequence[str], edition: Label) -> pd.DataFrame:
    """Return a row for each category of each city, with its rank now, before, overall and best."""
    figures = index.history(*cities)
    keys = list(zip(figures["city"], figures["category"], strict=True))
    cells = list(product(cities, index.catalog.categories))
    ranks, editions = rank.column(figures, "rank"), figures["edition"].cat.codes.to_numpy()
    last = index.catalog.editions.index(edition)
    # The rows are by edition, so that the first one of equal ranks is the earliest.
    by_rank = rank.first_to_last(ranks)
    known = by_rank[(ranks.held & (editions <= last))[by_rank]]
    [now], [before] = np.nonzero(editions == last), np.nonzero(editions == last - 1)
    best, overall = _rows(keys, known, cells), [(city, OVERALL) for city, _ in cells]
    grid = pd.DataFrame(
        {
            "city": pd.array([city for city, _ in cells], dtype="str"),
            "category": pd.array([category for _, category in cells], dtype="str"),
            **beside(figures, _rows(keys, now, cells), "", [*RANK_FIELDS, "rating", "sources"]),
            **beside(figures, best, "best_"),
            "best_edition": index.labels(figures["edition"]).array.take(best, allow_fill=True),
            **beside(figures, _rows(keys, now, overall), "overall_"),
        },
        copy=False,
    )
    return with_previous(grid, figures, _rows(keys, before, cells))


def _rows(keys: Sequence[object], rows: Array, wanted: Sequence[object]) -> Array:
    """Return for each wanted key the first of some rows that has it, or -1."""
    first = {keys[row]: row for row in reversed(rows.tolist())}
    return np.array([first.get(key, -1) for key in wanted])


def _marked(grid: pd.DataFrame, index: Index, edition: Label) -> pd.DataFrame:
    """Add `against_overall` and `mark` to the grid."""
    own, overall = rank.column(grid, "rank"), rank.column(grid, "overall_rank")
    both, apart = own.held & overall.held, rank.gain(overall, own)
    last = _certainly_last(index, edition)
    is_last = [cell in last for cell in zip(grid["city"], grid["category"], strict=True)]
    strong = (own.worst <= TOP) | (both & (apart.least >= APART))
    weak = (both & (apart.most <= -APART)) | is_last
    return grid.assign(
        against_overall=pd.arrays.IntegerArray(apart.least, ~(both & own.exact & overall.exact)),
        mark=pd.Series(pd.NA, index=grid.index, dtype="str")
        .mask(strong, Strength.STRENGTH.value)
        .mask(weak, Strength.WEAKNESS.value)
        .mask(grid["category"] == OVERALL),
    )


def _certainly_last(index: Index, edition: Label) -> set[tuple[str, str]]:
    """Return the pairs of city and category where the city is last in a complete table."""
    last = set()
    for category in index.catalog.categories:
        if index.coverage(edition, category).complete:
            rows = index.rows(edition, category)
            ranked = rows[rows["rank"].notna()]
            cities = ranked["city"][rank.certainly_last(rank.column(ranked, "rank"))]
            last |= {(city, category) for city in cities}
    return last


def _section(index: Index, rows: pd.DataFrame, city: str, edition: Label) -> Section:
    return Section(
        title=nonempty(city, edition_name(index, edition), "by category", months(index, edition)),
        frame=rows.reset_index(drop=True),
        columns=(
            AREA,
            RANK,
            *since(index.catalog.before(edition)),
            Column("against_overall", "Apart", Kind.DIFFERENCE, weight=5),
            BEST,
            BEST_EDITION,
            Column("rank", "Line of places", Kind.PLACE, weight=1),
            Column("mark", "Mark", Kind.MARK, weight=10),
        ),
        notes=(_held(index, rows, city), f"{_APART} {STRENGTH_RULE}"),
    )


def _held(index: Index, rows: pd.DataFrame, city: str) -> str:
    """Return how many ranks of a city are held; of none, which edition has its last ones."""
    count = int(rows["rank"].count())
    figures = index.history(city)
    known = figures.loc[figures["rank"].notna(), "edition"]
    is_elsewhere = not count and len(known) > 0
    last = f" {city} is last held in {in_edition(known.max())}." if is_elsewhere else ""
    return f"{held_of(count, len(rows))}.{last}"


def category_leaders(index: Index, *, edition: Label = "latest") -> Answer:
    """Return the leader of each category.

    The frame has a row for each category in the order of the data, or one for each city that shares
    place 1; where place 1 is not held, `rank` and `city` are missing. Its columns are `edition`,
    `category`, `rank`, `city`, `country`, `region`, `rating`, `basis`, `sources`.

    Raises:
        QuestionError: There is no such edition.

    >>> import scicli
    >>> frame = scicli.breakdown(scicli.load(), edition=12).frame
    >>> frame.loc[frame["city"].notna(), ["category", "rank", "city"]]
                 category  rank    city
    0             overall     1  Zurich
    7  innovation_support     1   Busan
    """
    label = index.catalog.edition(edition)
    categories = index.catalog.categories
    figures = pd.concat([index.rows(label, category) for category in categories])
    first = figures[(figures["rank_max"] == 1).fillna(value=False)]
    rows = (
        pd.DataFrame({"category": categories}, dtype="str")
        .merge(first.astype({"category": "str", "city": "str"}), on="category", how="left")
        .merge(index.cities[["city", "country", "region"]], on="city", how="left")
        .assign(edition=label)
    )
    held = rows.loc[rows["city"].notna(), "category"].nunique()
    total = counted(len(categories), "category", "categories")
    section = Section(
        title=nonempty(edition_name(index, label), "who leads each category", months(index, label)),
        frame=rows.assign(area=area_names(rows["category"])),
        columns=(AREA, RANK, CITY, COUNTRY, RATING),
        notes=(f"Place 1 is held in {held} of {total}.",),
    )
    return Answer.of(
        index,
        frame=rows[list(LEADER_FIELDS)],
        sections=(section,),
        undrawn=("who leads each category has no chart", "name a city"),
    )
