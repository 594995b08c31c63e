"""The question `trend`: ranks from edition to edition."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from scicli.analysis import headlines
from scicli.analysis.answer import Answer, ChartKind, Column, Kind, Plot, Section
from scicli.analysis.scope import (
    RANK_FIELDS,
    Area,
    Names,
    beside,
    each_name,
    require_positive,
)
from scicli.analysis.trend_notes import (
    SORT_NOTES,
    city_notes,
    empty_note,
    scope_notes,
    shown_note,
)
from scicli.analysis.trend_table import Show, Sort, in_order, shown_editions, side_by_side, wide
from scicli.analysis.wording import area_names, asked_backwards, months, nonempty, readable
from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.catalog import Catalog
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.names import listed

FIELDS = (
    "edition", "published", "city", "category", "rank", "rank_max", "rating", "gain",
    "gain_max",
)  # fmt: skip
Layout = Literal["long", "wide"]
By = Literal["city", "category"]
_KEY = "edition", "city", "category"
_EDITIONS_SHOWN = 12  # more columns cannot be read at a glance
_CITIES_TOLD = 4  # in a chart: notes on more of them would be longer than it
_KEYS = {"gain": ("Gained", Kind.DIFFERENCE), "spread": ("Spread", Kind.COUNT)}
_UNDRAWN = ("a chart of trend shows ranks", "leave out --rating, or --chart")


def trend(
    index: Index,
    *cities: Names,
    category: str = OVERALL,
    from_edition: Label | None = None,
    to_edition: Label | None = None,
    top: int | None = None,
    region: Names = None,
    country: Names = None,
    rows: int | None = None,
    sort: Sort = "name",
    show: Show = "rank",
    layout: Layout = "long",
    by: By = "city",
) -> Answer:
    """Return the ranks of cities in every edition in which they are held.

    The frame has a row for each edition and city, by edition, then in the order of the table. Its
    columns are `edition`, `published`, `city`, `category`, `rank`, `rank_max`, `rating`, and the
    places gained since the edition just before at least and at most (`gain`, `gain_max`; positive
    is up, missing where that edition is not held).

    Args:
        cities: Names or aliases of cities; without any, every city.
        from_edition: The first edition; None means the first of all. If it is the later one of the
            two, the editions between them are the same.
        to_edition: The last edition; None means the latest.
        top: Only cities that certainly stood in the top in one of these editions.
        rows: The most cities to show; a city that ties with the last of them is kept.
        sort: The order of the cities: as given or by "name", or by rank in the last of these
            editions ("latest"), by "best" rank, by the places certainly gained from the first to
            the last edition held ("gain"), or by the places certainly between the worst and the
            best rank ("spread"). Cities without such a number come last; equal ones go by name.
        show: The figures in the table for people, and in a wide frame; the order is by ranks.
        layout: "wide" gives the frame a row for each city: `city`, `category`, then a column for
            each edition, named by its label (or `edition:…` if there is such a column), and its
            `…_max` where a rank in it is no single place.
        by: "category" shows every category of one city, in the publisher's order.

    Raises:
        QuestionError: There is no such city, category, edition, region or country, a city is asked
            for twice, both editions are the same, `rows` or `top` is less than 1, or `by` is
            "category" and not one city or a category is named.

    >>> import scicli
    >>> index = scicli.load()
    >>> answer = scicli.trend(index, "Busan")
    >>> answer.frame["rank"].tolist()
    [62, 41, 27, 22, 19, 15, 14, 13, 12, 8]
    >>> answer.notes[0]
    'Busan: best 8 (edition 12), worst 62 (3), first held in 3, nine rises in a row (3 to 12).'
    >>> scicli.trend(index, from_edition=11, sort="latest", rows=3, layout="wide").frame
            city category  11  12
    0     Zurich  overall   2   1
    1     London  overall   3   2
    2  Singapore  overall   9   3
    """
    require_positive(rows, "rows")
    require_positive(top, "places")
    names, key = _names(index.catalog, each_name(*cities), category, by)
    editions = index.catalog.between(from_edition, to_edition)
    area = Area.of(index.catalog, region, country)
    question = _Question(index, names, key, from_edition, editions, area, top, sort, show)
    found = _history(index, names, editions, key)
    inside, kept = question.kept(found)
    history, cut = in_order(kept, question.lines, editions[-1], sort, rows)
    of_cities = nonempty(*(city_notes(index, found, names, show) if key else ()))
    notes = nonempty(
        *scope_notes(index.nouns, names, (found, inside, kept), area, top),
        SORT_NOTES.get(sort, ""),
        cut,
        "" if of_cities and show == "rank" else empty_note(found, show),
    )
    return Answer.of(
        index,
        frame=wide(history, editions, show) if layout == "wide" else history[list(FIELDS)],
        sections=(question.section(history, (*of_cities, *notes)),),
        editions=[editions[place] for place in np.unique(history["place"])],
        asked=names,
        plot=question.plot(history, of_cities, notes) if show == "rank" else None,
        undrawn=_UNDRAWN,
    )


def _names(
    catalog: Catalog, texts: Sequence[str], category: str, by: By
) -> tuple[tuple[str, ...], str | None]:
    """Return the cities and the category that are asked for; None is every category."""
    cities = catalog.distinct_cities(texts)
    if by == "category":
        return catalog.only_city(cities, category), None
    return cities, catalog.category(category)


class _Question(NamedTuple):
    """What is asked, with the names of the data; without a category it is every one."""

    data: Index
    cities: tuple[str, ...]
    category: str | None
    from_edition: Label | None
    editions: tuple[Label, ...]
    area: Area
    top: int | None
    sort: Sort
    show: Show

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines in the order in which equal ones stand."""
        if self.category is None:
            return tuple(_category_names(self.data).values())
        named = self.cities and self.sort == "name"
        return self.cities if named else tuple(self.data.catalog.cities)

    def kept(self, history: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return the history of the area, and that of the lines that are shown."""
        inside = self.area.within(history)
        kept = inside if self.top is None else _in_top(inside, self.top)
        if self.show == "rating" and not self.cities:
            kept = kept[kept["line"].isin(kept.loc[kept["rating"].notna(), "line"])]
        return inside, kept

    def section(self, history: pd.DataFrame, notes: Sequence[str]) -> Section:
        """Return the history as a table of the latest editions, with notes below it."""
        possible = shown_editions(history, self.editions, self.show)
        shown = possible[-_EDITIONS_SHOWN:]
        return Section(
            title=self.title(shown),
            frame=side_by_side(history, shown, self.show),
            columns=_columns(shown, self.show, self.sort, by_city=self.category is not None),
            notes=nonempty(*notes, shown_note(possible, shown, self.editions, self.show)),
        )

    def title(self, shown: Sequence[Label]) -> tuple[str, ...]:
        """Return who, of what, where, and the months of the first and the last edition shown."""
        return nonempty(
            listed(self.cities, "and") if self.cities else f"All {self.data.nouns[1]}",
            self.data.catalog.terms.title,
            "by category" if self.category is None else readable(self.category),
            "ratings" if self.show == "rating" else "",
            *self.area.names,
            f"in the top {self.top} of any edition" if self.top else "",
            months(self.data, shown[0], shown[-1]),
            asked_backwards(self.data.catalog, self.from_edition, self.editions),
        )

    def plot(self, history: pd.DataFrame, of_cities: Sequence[str], notes: Sequence[str]) -> Plot:
        """Return the history as a chart; the notes on cities are left out where they are many."""
        every = (*of_cities, *notes)
        # Of the categories of one city the overall one is in question.
        one_city = self.category is None
        lines = tuple(area_names(pd.Series([OVERALL]))) if one_city else self.cities
        return Plot(
            ChartKind.HISTORY,
            history.assign(city=history["line"]) if one_city else history,
            self.editions,
            lines,
            days=self.data.catalog.order.days_of(self.editions),
            finding=headlines.of_history(self.data, history, () if one_city else self.cities),
            title=self.title(shown_editions(history, self.editions, self.show)),
            nothing=" ".join(every),
            notes=every if len(self.cities) <= _CITIES_TOLD else tuple(notes),
        )


def _history(
    index: Index, cities: tuple[str, ...], editions: Sequence[Label], category: str | None
) -> pd.DataFrame:
    """Return the figures of cities, or of all, in some editions, in one category or in all.

    `place` is the index of the edition among these, and `line` the name of the row of the table: a
    city, or a category in words.
    """
    figures = index.history(*cities) if cities else index.figures
    names = index.catalog.categories
    edition, line, area = (figures[name].cat.codes.to_numpy("int64") for name in _KEY)
    place = edition - index.catalog.editions.index(editions[0])
    is_asked = (place >= 0) & (place < len(editions))
    if category is not None:
        is_asked &= area == names.index(category)
    [rows] = np.nonzero(is_asked)
    # A number for each figure; that of the same city and category one edition before is one less.
    steps = len(index.catalog.editions) + 1
    cells = pd.Index((line * len(names) + area) * steps + edition + 1)
    before = cells.get_indexer(cells[rows] - 1)
    ranks = rank.column(figures, "rank")
    city = index.cities["city"].array.take(line[rows])
    kind = pd.array(names, dtype="str").take(area[rows])
    lines = _category_names(index) if category is None else {}
    return pd.DataFrame(
        {
            "line": pd.array([lines[one] for one in kind], dtype="str") if lines else city,
            "edition": pd.Series(index.catalog.editions, dtype=index.label_type).array.take(
                edition[rows]
            ),
            "place": place[rows],
            "category": kind,
            "city": city,
            **beside(index.cities, line[rows], "", ["country", "region"]),
            **beside(figures, rows, "", [*RANK_FIELDS, "rating", "sources"]),
            **beside(index.releases, edition[rows], "", ["published"]),
            **rank.gain_columns(ranks.at(before), ranks.at(rows)),
        },
        copy=False,
    )


def _category_names(index: Index) -> dict[str, str]:
    """Return each category in words, or as it is where words would not tell two apart."""
    categories = index.catalog.categories
    words = area_names(pd.Series(categories, dtype="str"))
    return dict(
        zip(categories, words if len(set(words)) == len(words) else categories, strict=True)
    )


def _in_top(history: pd.DataFrame, top: int) -> pd.DataFrame:
    """Return the lines that certainly stood in the top in one of the editions."""
    inside = history.loc[(history["rank_max"] <= top).fillna(value=False), "line"]
    return history[history["line"].isin(inside)]


def _columns(
    editions: Sequence[Label], show: Show, sort: Sort, *, by_city: bool
) -> tuple[Column, ...]:
    kind, drawing = (Kind.RANK, Kind.SPARK) if show == "rank" else (Kind.NUMBER, Kind.CURVE)
    return (
        Column("line", "City", Kind.CITY, weight=12)
        if by_city
        else Column("line", "Category", Kind.LABEL, weight=12),
        *(
            Column(f"{number}_{show}", str(edition), kind, weight=10)
            for number, edition in enumerate(editions, 1)
        ),
        *(
            Column("key", heading, kind, weight=11)
            for name, (heading, kind) in _KEYS.items()
            if name == sort
        ),
        Column("drawn", "Trend", drawing, weight=9),
    )
