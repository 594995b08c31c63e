"""Charts with a row for each name: ranks of an edition, moves, categories."""

import pandas as pd

from scicli.analysis.answer import Plot, Strength
from scicli.files.schema import OVERALL
from scicli.index.rank import Rank, each
from scicli.index.rating import rating_text
from scicli.view.charts.layers import (
    band,
    bounds,
    by_name,
    extent,
    place_axis,
    points,
    row_axis,
    texts,
)
from scicli.view.charts.theme import BAD, GOOD, INKS, Spec, Theme

_ROW = 20


def ranks(plot: Plot, theme: Theme, width: int) -> Spec:
    """Return a bar for each rating, or a dot for each rank, in the order of the table."""
    held = plot.frame[plot.frame["rank"].notna()]
    places = list(each(held, "rank"))
    cities = held["city"].astype("str").tolist()
    names = [f"{one.text()}  {city}" for one, city in zip(places, cities, strict=True)]
    y = row_axis("name", names, theme, size=12)
    rows: list[dict[str, object]]
    if len(held) and held["rating"].notna().all() and held["rating"].min() >= 0:
        rows = [
            {"name": name, "rating": float(rating), "text": rating_text(rating),
             "words": f"{city}: rated {rating_text(rating)}"}
            for name, city, rating in zip(names, cities, held["rating"], strict=True)
        ]  # fmt: skip
        x = {"field": "rating", "type": "quantitative", "axis": {"title": "rating", "tickCount": 5}}
        layers: list[Spec] = [
            {"mark": {"type": "bar", "color": INKS[0], "height": {"band": 0.7}},
             "encoding": {"x": x, "y": y, "description": {"field": "words"}}},
            texts("text", {"dx": 5, "color": theme.text}, {"x": x, "y": y}),
        ]  # fmt: skip
    else:
        first, last = bounds((1, *(one.best for one in places)), (one.worst for one in places))
        rows = [
            {"name": name, **extent(one, last), "words": f"{city}: {one.text()}"}
            for name, city, one in zip(names, cities, places, strict=True)
        ]
        x = place_axis((first, last), "rank")
        dot = {"filled": True, "size": 60, "color": INKS[0]}
        layers = [
            band("best", "worst", {"color": INKS[0]}, {"x": x, "y": y}),
            points("datum.best == datum.worst", dot, {"x": {**x, "field": "middle"}, "y": y}),
        ]
    return {
        "width": width - 130,
        "height": max(_ROW * len(rows), _ROW),
        "data": {"values": rows},
        "layer": layers,
    }


_MOVE_ROW = 26
_LETTER = 8


def moves(plot: Plot, theme: Theme, width: int) -> Spec:
    """Return a dumbbell chart: a ring for the rank before, a dot for the rank after."""
    before, after = (list(each(plot.frame, name)) for name in ("from_rank", "to_rank"))
    both = [*before, *after]
    first, last = bounds((one.best for one in both), (one.worst for one in both))
    cities = plot.frame["city"].astype("str").tolist()
    start, end = plot.editions
    rows = [
        _row(city, one, other, f"{city}: {one.text()} in {start}, {other.text()} in {end}", last)
        for city, one, other in zip(cities, before, after, strict=True)
    ]
    # The longest text of a rank has room at both sides of the axis.
    room = 16 + _LETTER * max((len(one.text()) for one in both), default=0)
    x = place_axis((last, first), "rank, better to the right", room)
    y = row_axis("city", cities, theme)
    ink = by_name("rose", [True, False], [GOOD, BAD])
    ring = {"size": 70, "strokeWidth": 2, "filled": False}
    line = {"strokeWidth": 8, "opacity": 0.2}
    return {
        "width": width - 120,
        "height": max(_MOVE_ROW * len(cities), _MOVE_ROW),
        "data": {"values": rows},
        "layer": [
            {"mark": {"type": "rule", "strokeWidth": 2, "opacity": 0.6, "aria": False},
             "encoding": {"x": {**x, "field": "before_middle"}, "x2": {"field": "after_middle"},
                          "y": y, "color": ink}},
            band("before_best", "before_worst", line, {"x": x, "y": y, "color": ink}),
            band("after_best", "after_worst", {"strokeWidth": 8}, {"x": x, "y": y, "color": ink}),
            points("datum.before_best == datum.before_worst", ring,
                   {"x": {**x, "field": "before_middle"}, "y": y, "color": ink}),
            points("datum.after_best == datum.after_worst", {"size": 90, "filled": True},
                   {"x": {**x, "field": "after_middle"}, "y": y, "color": ink}),
            *_texts("before", theme.quiet, x, y),
            *_texts("after", theme.text, x, y),
        ],
    }  # fmt: skip


def _texts(name: str, color: str, x: Spec, y: Spec) -> list[Spec]:
    """Return two layers of the ranks before or after: those that stand left, and right."""
    return [
        {
            "transform": [{"filter": f"datum.{name}_side == '{side}'"}],
            **texts(
                f"{name}_text",
                {"align": align, "dx": shift, "color": color},
                {"x": {**x, "field": f"{name}_edge"}, "y": y},
            ),
        }
        for side, align, shift in (("left", "right", -10), ("right", "left", 10))
    ]


def _row(city: str, one: Rank, other: Rank, words: str, last: int) -> dict[str, object]:
    """Return the ranks of a city before and after, with the sides on which their texts stand."""
    before, after = extent(one, last), extent(other, last)
    rose = after["middle"] <= before["middle"]
    return {
        "city": city,
        "rose": rose,
        "words": words,
        **{f"before_{name}": place for name, place in before.items()},
        "before_text": one.text(),
        "before_side": "left" if rose else "right",
        "before_edge": before["worst" if rose else "best"],
        **{f"after_{name}": place for name, place in after.items()},
        "after_text": other.text(),
        "after_side": "right" if rose else "left",
        "after_edge": after["best" if rose else "worst"],
    }


_CATEGORY_ROW = 25
_FEWEST_PLACES = 10
_PLAIN = "neither"
_SHAPES = {Strength.STRENGTH.value: "triangle-up", Strength.WEAKNESS.value: "triangle-down",
           _PLAIN: "circle"}  # fmt: skip


def categories(plot: Plot, theme: Theme, width: int) -> Spec:
    """Return a dot chart for each city, one below the other.

    A strength points up and a weakness down; a category whose rank is not held says so.
    """
    cities = list(dict.fromkeys(plot.frame["city"]))
    held = plot.frame[plot.frame["rank"].notna()]
    ranks = list(each(held, "rank"))
    first, last = bounds(
        (1, *(one.best for one in ranks)), (_FEWEST_PLACES, *(one.worst for one in ranks))
    )
    parts = [
        {**_city(plot.frame[plot.frame["city"] == city], theme, width - 150, first, last),
         **({"title": {"text": city, "fontSize": 13}} if len(cities) > 1 else {})}
        for city in cities
    ]  # fmt: skip
    return {"vconcat": parts, "spacing": 24} if len(parts) > 1 else parts[0]


def _city(frame: pd.DataFrame, theme: Theme, width: int, first: int, last: int) -> Spec:
    areas = frame["area"].tolist()
    held = frame[frame["rank"].notna()]
    rows = _rows(held, last)
    missing = [
        {"area": area, "text": "not held"} for area in frame.loc[frame["rank"].isna(), "area"]
    ]
    x = place_axis((first, last), "rank, better to the left", padding=14)
    y = row_axis("area", areas, theme)
    ink = by_name("mark", list(_SHAPES), [GOOD, BAD, INKS[0]])
    shape = by_name("mark", list(_SHAPES), list(_SHAPES.values()))
    overall = [
        {"data": {"values": [extent(one, last)]},
         "mark": {"type": "rule", "strokeDash": [4, 3], "strokeWidth": 1.5, "color": theme.quiet,
                  "aria": False},
         "encoding": {"x": {**x, "field": "middle"}}}
        for one in each(held[held["category"] == OVERALL], "rank")
    ]  # fmt: skip
    quiet = {"fontStyle": "italic", "color": theme.quiet}
    layers = [
        band("best", "worst", {}, {"x": x, "y": y, "color": ink}),
        points(
            "datum.best == datum.worst",
            {"filled": True, "size": 95},
            {"x": {**x, "field": "middle"}, "y": y, "color": ink, "shape": shape},
        ),
        texts("text", {"dx": 10, "color": theme.text}, {"x": {**x, "field": "worst"}, "y": y}),
    ]
    return {
        "width": width,
        "height": _CATEGORY_ROW * len(areas),
        "layer": [
            *overall,
            *({"data": {"values": rows}, **layer} for layer in layers),
            {"data": {"values": missing}, **texts("text", quiet, {"x": {"value": 6}, "y": y})},
        ],
    }


def _rows(held: pd.DataFrame, last: int) -> list[dict[str, object]]:
    """Return a row for each category."""
    marked = zip(held["area"], held["mark"], each(held, "rank"), strict=True)
    return [
        {
            "area": area,
            **extent(one, last),
            "text": one.text() if pd.isna(mark) else f"{one.text()} {mark}",
            "mark": _PLAIN if pd.isna(mark) else mark,
            "words": f"{area}: {one.text()}",
        }
        for area, mark, one in marked
    ]
