"""Cities by category: where one is strong or weak, and who leads each."""

from collections.abc import Sequence

import pandas as pd

from scicli.analysis.answer import Answer, ChartKind, Column, Kind, Plot, Section, Strength
from scicli.analysis.tables import Names, each_name
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
TOP = 3
"""A category is a strength from this place on."""
APART = 5
"""So many places apart from overall a category is a strength or a weakness."""
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
    grid = _marked(_grid(index, names, label), _last(index, label)).assign(
        edition=label,
        area=lambda rows: [readable(category).capitalize() for category in rows["category"]],
    )
    sections = tuple(_section(index, grid, name, label) for name in names)
    return Answer.of(
        index,
        frame=grid[list(FIELDS)],
        sections=sections,
        editions=[one for one in (index.catalog.before(label), label) if one is not None],
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
    key = ["city", "category"]
    columns = [*key, "rank", "rank_max", "rank_mark"]
    figures = index.history(*cities)
    figures = figures.assign(edition_label=index.labels(figures["edition"])).astype(
        {"city": "str", "category": "str"}
    )
    ranked = figures[figures["rank"].notna()]
    now = figures.loc[figures["edition"] == edition, [*columns, "rating", "sources"]]
    before = ranked.loc[ranked["edition"] == index.catalog.before(edition), columns]
    best = (
        ranked.loc[ranked["edition"] <= edition, [*columns, "edition", "edition_label"]]
        .sort_values(["rank", "rank_max", "edition"])
        .drop_duplicates(key)
        .drop(columns="edition")
        .rename(columns={"edition_label": "edition"})
    )
    overall = now.loc[now["category"] == OVERALL, ["city", "rank", "rank_max"]]
    grid = pd.MultiIndex.from_product([cities, index.catalog.categories], names=key)
    return with_gain(
        grid.to_frame(index=False)
        .astype("str")
        .merge(now, on=key, how="left", validate="1:1")
        .merge(_prefixed(before, "previous_", key), on=key, how="left", validate="1:1")
        .merge(_prefixed(best, "best_", key), on=key, how="left", validate="1:1")
        .merge(_prefixed(overall, "overall_", ["city"]), on="city", how="left", validate="m:1"),
        before="previous_rank",
        now="rank",
    )


def _prefixed(table: pd.DataFrame, prefix: str, key: list[str]) -> pd.DataFrame:
    return table.rename(columns={name: f"{prefix}{name}" for name in table if name not in key})


def _last(index: Index, edition: Label) -> pd.DataFrame:
    """Return the cities (`city`, `category`) that are certainly last in a complete table."""
    found = []
    for category in index.catalog.categories:
        if index.coverage(edition, category).complete:
            table = index.table(edition, category)
            table = table[table["rank"].notna()]
            last = table[rank.certainly_last(rank.column(table, "rank"))]
            found.append(last[["city"]].assign(category=category))
    return pd.concat(found) if found else pd.DataFrame({"city": [], "category": []}, dtype="str")


def _marked(grid: pd.DataFrame, last: pd.DataFrame) -> pd.DataFrame:
    """Add `against_overall` and `mark` to the grid."""
    of_category = grid["category"] != OVERALL
    own, overall = rank.column(grid, "rank"), rank.column(grid, "overall_rank")
    both, apart = own.held & overall.held, rank.gain(overall, own)
    is_last = pd.MultiIndex.from_frame(grid[["city", "category"]]).isin(
        pd.MultiIndex.from_frame(last)
    )
    strong = (own.worst <= TOP) | (both & (apart.least >= APART))
    weak = (both & (apart.most <= -APART)) | is_last
    return grid.assign(
        against_overall=pd.arrays.IntegerArray(apart.least, ~(both & own.exact & overall.exact)),
        mark=pd.Series(pd.NA, index=grid.index, dtype="str")
        .mask(strong & of_category, Strength.STRENGTH.value)
        .mask(weak & of_category, Strength.WEAKNESS.value),
    )


def _section(index: Index, grid: pd.DataFrame, city: str, edition: Label) -> Section:
    rows = grid[grid["city"] == city].reset_index(drop=True)
    before = index.catalog.before(edition)
    since = () if before is None else (Column("gain", f"Since {before}", Kind.GAIN, weight=5),)
    held = int(rows["rank"].count())
    return Section(
        title=(city, edition_name(index, edition), "by category"),
        frame=rows,
        columns=(
            Column("area", "Category", Kind.LABEL, weight=9),
            Column("rank", "Rank", Kind.RANK, weight=8),
            *since,
            Column("against_overall", "Apart", Kind.DIFFERENCE, weight=4),
            Column("best_rank", "Best", Kind.RANK, weight=3),
            Column("best_edition", "In", Kind.TEXT, weight=2),
            Column("rank", "Line", Kind.PLACE, weight=1),
            Column("mark", "Mark", Kind.MARK, weight=7),
        ),
        notes=(f"{held_of(held, len(rows))}.", _RULE),
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
    categories = list(index.catalog.categories)
    figures = pd.concat([index.rows(label, category) for category in categories])
    first = figures[(figures["rank_max"] == 1).fillna(value=False)]
    rows = (
        pd.DataFrame({"category": categories}, dtype="str")
        .merge(
            first.drop(columns="edition").astype({"category": "str", "city": "str"}),
            on="category",
            how="left",
        )
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
