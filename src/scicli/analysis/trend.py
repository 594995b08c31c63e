"""The question `trend`: ranks from edition to edition."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd

from scicli.analysis.answer import Answer, ChartKind, Column, Kind, Plot, Section
from scicli.analysis.scope import (
    Area,
    Names,
    each_name,
    first_rows,
    require_positive,
    with_previous,
)
from scicli.analysis.trend_table import KEYS, Show, key_of, side_by_side, wide
from scicli.analysis.wording import in_edition, nonempty, number_word, readable, readable_date
from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.names import listed

FIELDS = (
    "edition", "published", "city", "category", "rank", "rank_max", "rating", "gain",
    "gain_max",
)  # fmt: skip
Sort = Literal["name", "latest", "best", "gain", "spread"]
Layout = Literal["long", "wide"]
By = Literal["city", "category"]
_KINDS = {"gain": Kind.DIFFERENCE, "spread": Kind.COUNT}
_EDITIONS_SHOWN = 12  # more columns cannot be read at a glance


def trend(
    index: Index,
    *cities: Names,
    category: str = OVERALL,
    from_edition: Label | None = None,
    to_edition: Label = "latest",
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
        from_edition: The first edition; None means the first of all.
        to_edition: The last edition.
        top: Only cities that certainly stood in the top in one of these editions.
        rows: The number of cities at most; those that tie with the last in the order are kept.
        sort: The order of the cities: as given or by "name", or by rank in the last edition
            ("latest"), by "best" rank, by the places certainly gained from the first to the last
            edition held ("gain"), or by the places certainly between the worst and the best rank
            ("spread"). What is not held comes last.
        show: What stands in the table for people, ranks or ratings; the order is by ranks.
        layout: "wide" gives the frame a row for each city: `city`, `category`, a column for each
            edition, and its `…_max` where one of its ranks is no single place.
        by: "category" shows every category of one city.

    Raises:
        QuestionError: There is no such city, category, edition, region or country, a city is asked
            for twice, `rows` or `top` is less than 1, or `by` is "category" and not one city or a
            category is named.

    >>> import scicli
    >>> answer = scicli.trend(scicli.load(), "Busan")
    >>> answer.frame["rank"].tolist()
    [62, 41, 27, 22, 19, 15, 14, 13, 12, 8]
    >>> answer.notes[0]
    'Busan: best 8 (edition 12), worst 62 (3), first held in 3, nine rises in a row (3 to 12).'
    """
    require_positive(rows, "rows")
    require_positive(top, "places")
    catalog = index.catalog
    key = catalog.category(category) if by == "city" else category
    names = catalog.distinct_cities(each_name(*cities))
    if by == "category":
        names = catalog.only_city(names, key)
    editions = catalog.between(from_edition, to_edition)
    area = Area.of(catalog, region, country)
    whole = _history(index, names, editions, None if by == "category" else key)
    history = area.within(whole)
    if top is not None:
        inside = history.loc[(history["rank_max"] <= top).fillna(value=False), "line"]
        history = history[history["line"].isin(inside)]
    order, cut = _order(history, sort, rows)
    history = history.drop(columns="order").merge(order, on="line", validate="m:1")
    history = history.sort_values(["place", "order"], ignore_index=True)
    first = 0 if history.empty else int(history["place"].min())
    shown = editions[max(first, len(editions) - _EDITIONS_SHOWN) :]
    table = side_by_side(history, shown, show)
    section = Section(
        title=nonempty(
            listed(names, "and") if names else f"All {index.nouns[1]}",
            catalog.terms.title,
            readable(key) if by == "city" else "by category",
            *area.names,
            f"in the top {top} of any edition" if top else "",
            _span_words(index, shown),
        ),
        frame=table,
        columns=_columns(shown, show, sort, by),
        notes=nonempty(
            *(_note(index, whole, city) for city in names if by == "city"),
            _left_out_note(whole, history, index.nouns[0], names),
            KEYS.get(sort, ""),
            cut,
            f"The last {len(shown)} of {len(editions)} editions are shown."
            if len(editions) > len(shown) == _EDITIONS_SHOWN
            else "",
        ),
    )
    return Answer.of(
        index,
        frame=wide(history, editions, show) if layout == "wide" else history[list(FIELDS)],
        sections=(section,),
        editions=sorted(set(history["edition"]), key=editions.index),
        asked=names,
        plot=_plot(index, history, editions, names if by == "city" else (), section),
    )


def _history(
    index: Index, cities: tuple[str, ...], editions: Sequence[Label], category: str | None
) -> pd.DataFrame:
    """Return the figures of cities, or of all, in some editions, in one category or in all.

    `place` is the index of the edition among these. A `line` is a city, or a category in words, and
    `order` its place among them.
    """
    figures = index.history(*cities) if cities else index.figures
    held = figures if category is None else figures[figures["category"] == category]
    held = held.assign(place=held["edition"].cat.codes.astype("int64"))
    key = ["city", "category", "place"]
    before = held.assign(place=held["place"] + 1).set_index(key)
    rows = (
        with_previous(held, before, on=key)
        .merge(index.releases[["edition", "published"]], on="edition", validate="m:1")
        .assign(
            edition=lambda rows: index.labels(rows["edition"]),
            place=lambda rows: rows["place"] - index.catalog.editions.index(editions[0]),
        )
        .astype({"city": "str", "category": "str"})
        .merge(index.cities[["city", "country", "region"]], on="city", validate="m:1")
    )
    rows = rows[rows["place"].between(0, len(editions) - 1)]
    if category is None:
        names = {name: readable(name).capitalize() for name in index.catalog.categories}
        lines = rows["category"].map(names).astype("str")
        places = {line: number for number, line in enumerate(names.values())}
    else:
        lines = rows["city"]
        places = {city: number for number, city in enumerate(cities or index.catalog.cities)}
    return rows.assign(line=lines, order=lines.map(places))


def _order(history: pd.DataFrame, sort: Sort, rows: int | None) -> tuple[pd.DataFrame, str]:
    """Return the lines that are shown, with their `order` and `key`, and a note on the cut."""
    lines = history[["line", "order"]].drop_duplicates("line").sort_values("order")
    if sort == "name":
        lines = lines.assign(key=lines["order"].astype("Int64"))
        by = ["key"]
    else:
        lines = lines.merge(key_of(history, sort), on="line", how="left", validate="1:1")
        by = ["key", "key_max"]
        lines = lines.sort_values([*by, "order"], ignore_index=True)
    kept, cut = first_rows(lines, rows, by)
    return kept[["line", "key"]].assign(order=np.arange(len(kept))), cut


def _columns(editions: Sequence[Label], show: Show, sort: Sort, by: By) -> tuple[Column, ...]:
    kind = Kind.RANK if show == "rank" else Kind.NUMBER
    name = Column("line", "City", Kind.CITY, weight=12)
    return (
        name if by == "city" else Column("line", "Category", Kind.LABEL, weight=12),
        *(
            Column(f"{number}_{show}", str(edition), kind, weight=10)
            for number, edition in enumerate(editions, 1)
        ),
        *([Column("key", sort.capitalize(), _KINDS[sort], weight=11)] if sort in KEYS else []),
        Column("line_of_ranks", "Trend", Kind.SPARK, weight=9),
    )


def _span_words(index: Index, editions: Sequence[Label]) -> str:
    """Return the months of the first and the last edition, or "" if one is not known."""
    dates = (
        [index.published(edition) for edition in (editions[0], editions[-1])] if editions else []
    )
    months = [readable_date(date[:7]) for date in dates if date]
    return " to ".join(dict.fromkeys(months)) if len(months) > 1 else ""


def _left_out_note(
    whole: pd.DataFrame, history: pd.DataFrame, noun: str, cities: tuple[str, ...]
) -> str:
    """Return which cities asked for the table leaves out, or that nobody is left."""
    gone = [city for city in cities if city in set(whole["city"]) - set(history["city"])]
    if gone:
        return f"{listed(gone, 'and')} {'is' if len(gone) == 1 else 'are'} not among these."
    return "" if cities or len(history) else f"No {noun} is certainly among these."


def _plot(
    index: Index,
    history: pd.DataFrame,
    editions: Sequence[Label],
    cities: tuple[str, ...],
    section: Section,
) -> Plot:
    return Plot(
        ChartKind.HISTORY,
        history.assign(city=history["line"]),
        tuple(editions),
        cities,
        nothing=" ".join(section.notes),
        days=index.catalog.order.days_of(editions),
    )


def _note(index: Index, history: pd.DataFrame, city: str) -> str:
    """Return the best, worst and first rank of a city, and its longest run of rises."""
    ranked = history[(history["city"] == city) & history["rank"].notna()]
    if ranked.empty:
        return f"{city}: no rank is held."
    best = ranked.sort_values(["rank", "rank_max", "place"]).iloc[0]
    worst = ranked.sort_values(
        ["rank_max", "rank", "place"], ascending=[False, False, True], na_position="first"
    ).iloc[0]
    facts = [
        f"best {rank.of_row(best, 'rank').text()} ({in_edition(best['edition'])})",
        f"worst {rank.of_row(worst, 'rank').text()} ({worst['edition']})",
        f"first held in {ranked['edition'].iloc[0]}",
    ]
    rises = ranked[(ranked["gain"] >= 1).fillna(value=False)]
    runs = [run for _, run in rises.groupby((rises["place"].diff() != 1).cumsum())]
    run = max(reversed(runs), key=len, default=rises)  # the latest of equal runs
    if len(run) > 1:
        before = index.catalog.before(run["edition"].iloc[0])
        span = f"{before} to {run['edition'].iloc[-1]}"
        facts.append(f"{number_word(len(run))} rises in a row ({span})")
    return f"{city}: {', '.join(facts)}."
