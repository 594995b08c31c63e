"""Cities by category: where one is strong or weak, and who leads each."""

from collections.abc import Sequence

import pandas as pd

from scicli.analysis.answer import Answer, ChartKind, Column, Kind, Plot, Section, Strength
from scicli.analysis.scope import Names, each_name
from scicli.analysis.wording import counted, edition_name, held_of, readable
from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.rank import with_gain

FIELDS = (
    "edition", "city", "category", "rank", "rank_max", "rating", "previous_rank",
    "previous_rank_max", "gain", "gain_max", "against_overall", "best_rank", "best_rank_max",
    "best_edition", "mark",
)  # fmt: skip
TOP = 3  # from this place on a category is a strength
APART = 5  # so is one this many places better than overall; one as many places worse is a weakness
_RULE = (
    "Apart: places better (+) or worse (-) than overall."
    f" Strength: top {TOP}, or {APART} places better than overall."
    f" Weakness: {APART} places worse, or last."
)


def breakdown(index: Index, *cities: Names, edition: Label = "latest") -> Answer:
    """Return a city's overall rank and its rank in every category, for one city or several.

    The frame has a row for each category of the data, held or not, in their order, city after
    city as asked. Its columns are `edition`, `city`, `category`, `rank`, `rank_max`, `rating`, the
    rank in the edition before (`previous_rank`, `previous_rank_max`), the places gained since at
    least and at most (`gain`, `gain_max`), `against_overall` (places better than overall; missing
    unless both ranks are one number), the best rank up to the edition and the first edition that
    has it (`best_rank`, `best_rank_max`, `best_edition`), and `mark`.

    The mark of a category is "strength" where its rank is certainly 1 to 3, or at least 5 places
    better than overall; "weakness" where it is certainly at least 5 places worse, or last in a
    complete table, which is never a strength.

    Args:
        cities: Names or aliases of cities; without one the answer is that of `leaders`.

    Raises:
        QuestionError: There is no such city or edition, or a city is asked twice.

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
        return leaders(index, edition=label)
    grid = _marked(_grid(index, names, label), _last(index, label))
    areas = [readable(category).capitalize() for category in grid["category"]]
    grid = grid.assign(edition=label, area=areas)
    sections = tuple(_section(index, grid, name, label) for name in names)
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
            nothing=" ".join(f"{one.title[0]}: {one.notes[0]}" for one in sections),
        ),
    )


def _grid(index: Index, cities: Sequence[str], edition: Label) -> pd.DataFrame:
    """Return a row for each category of each city, with its rank now, before, overall and best."""
    key, ranks = ["city", "category"], ["rank", "rank_max", "rank_mark"]
    figures = index.history(*cities).astype({"city": "str", "category": "str"})
    ranked = figures[figures["rank"].notna()]
    now = figures[figures["edition"] == edition].set_index(key)
    before = ranked[ranked["edition"] == index.catalog.before(edition)].set_index(key)
    best = (
        ranked[ranked["edition"] <= edition]
        .sort_values(["rank", "rank_max", "edition"])
        .drop_duplicates(key)
        .assign(edition=lambda rows: index.labels(rows["edition"]))
        .set_index(key)
    )
    overall = now[now.index.get_level_values("category") == OVERALL].droplevel("category")
    grid = pd.MultiIndex.from_product([cities, index.catalog.categories], names=key)
    return with_gain(
        grid.to_frame(index=False)
        .astype("str")
        .join(now[[*ranks, "rating", "sources"]], on=key, validate="1:1")
        .join(before[ranks].add_prefix("previous_"), on=key, validate="1:1")
        .join(best[[*ranks, "edition"]].add_prefix("best_"), on=key, validate="1:1")
        .join(overall[["rank", "rank_max"]].add_prefix("overall_"), on="city", validate="m:1"),
        before="previous_rank",
        now="rank",
    )


def _last(index: Index, edition: Label) -> set[tuple[str, str]]:
    """Return each city and category in which it is certainly last in a complete table."""
    last = set()
    for category in index.catalog.categories:
        if index.coverage(edition, category).complete:
            rows = index.rows(edition, category)
            ranked = rows[rows["rank"].notna()]
            cities = ranked["city"][rank.certainly_last(rank.column(ranked, "rank"))]
            last |= {(city, category) for city in cities}
    return last


def _marked(grid: pd.DataFrame, last: set[tuple[str, str]]) -> pd.DataFrame:
    """Add `against_overall` and `mark` to the grid."""
    own, overall = rank.column(grid, "rank"), rank.column(grid, "overall_rank")
    both, apart = own.held & overall.held, rank.gain(overall, own)
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


def _section(index: Index, grid: pd.DataFrame, city: str, edition: Label) -> Section:
    rows = grid[grid["city"] == city].reset_index(drop=True)
    before = index.catalog.before(edition)
    return Section(
        title=(city, edition_name(index, edition), "by category"),
        frame=rows,
        columns=(
            Column("area", "Category", Kind.LABEL, weight=9),
            Column("rank", "Rank", Kind.RANK, weight=8),
            *([] if before is None else [Column("gain", f"Since {before}", Kind.GAIN, weight=5)]),
            Column("against_overall", "Apart", Kind.DIFFERENCE, weight=4),
            Column("best_rank", "Best", Kind.RANK, weight=3),
            Column("best_edition", "In", Kind.TEXT, weight=2),
            Column("rank", "Line", Kind.PLACE, weight=1),
            Column("mark", "Mark", Kind.MARK, weight=7),
        ),
        notes=(f"{held_of(int(rows['rank'].count()), len(rows))}.", _RULE),
    )


LEADER_FIELDS = (
    "edition", "category", "rank", "city", "country", "region", "rating", "basis", "sources",
)  # fmt: skip


def leaders(index: Index, *, edition: Label = "latest") -> Answer:
    """Return who holds place 1 of each category.

    The frame has a row for each category of the data in their order, or one for each city that
    shares its place 1; where place 1 is not held, `rank` and `city` are missing. Its columns are
    `edition`, `category`, `rank`, `city`, `country`, `region`, `rating`, `basis`, `sources`.

    Raises:
        QuestionError: There is no such edition.

    >>> import scicli
    >>> frame = scicli.leaders(scicli.load(), edition=12).frame
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
        title=(edition_name(index, label), "who leads each category"),
        frame=rows.assign(area=[readable(name).capitalize() for name in rows["category"]]),
        columns=(
            Column("area", "Category", Kind.LABEL, weight=5),
            Column("rank", "Rank", Kind.RANK, weight=3),
            Column("city", "City", Kind.CITY, weight=4),
            Column("country", "Country", Kind.TEXT, weight=1),
            Column("rating", "Rating", Kind.NUMBER, weight=2),
        ),
        notes=(f"Place 1 is held in {held} of {total}.",),
    )
    return Answer.of(index, frame=rows[list(LEADER_FIELDS)], sections=(section,))
