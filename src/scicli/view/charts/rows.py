"""Charts with a row for each name: rank tables, moves, and the ranks of a city by category."""

from typing import Any

import pandas as pd

from scicli.analysis.answer import Plot, Strength
from scicli.files.schema import OVERALL
from scicli.index.rank import Rank, each
from scicli.index.rating import rating_text
from scicli.view.charts import layers
from scicli.view.charts.layers import BAD, GOOD, INKS, Spec, Theme

_RANK_ROW, _MOVE_ROW, _CATEGORY_ROW = 20, 26, 25
_FEWEST_PLACES = 10
_LETTER = 8
_NEITHER = "neither"
_INKS = {Strength.STRENGTH.value: GOOD, Strength.WEAKNESS.value: BAD, _NEITHER: INKS[0]}
_LEFT, _RIGHT = ("worst", "right", -10), ("best", "left", 10)
# Before or after, for which rows, and on which side: the texts of a dumbbell stand outside of it.
_TEXTS = (
    ("before_", "datum.rose", _LEFT),
    ("before_", "!datum.rose", _RIGHT),
    ("after_", "!datum.rose", _LEFT),
    ("after_", "datum.rose", _RIGHT),
)
_SHAPES = ["triangle-up", "triangle-down", "circle"]


def ranks(plot: Plot, theme: Theme, width: int) -> Spec:
    """Return a bar for each rating if all are published, else a dot for each rank."""
    held = plot.frame[plot.frame["rank"].notna()]
    places, ratings = list(each(held, "rank")), held["rating"]
    cities = held["city"].astype("str").tolist()
    names = [f"{one.text()}  {city}" for one, city in zip(places, cities, strict=True)]
    y = layers.name_axis("name", names, theme, size=12, limit=220)
    if ratings.notna().all() and ratings.min() >= 0:
        fields = [
            {"rating": float(rating), "text": rating_text(rating),
             "words": f"{city}: rated {rating_text(rating)}"}
            for city, rating in zip(cities, ratings, strict=True)
        ]  # fmt: skip
        x = {"field": "rating", "type": "quantitative",
             "axis": {"title": "rating", "tickCount": 5}}  # fmt: skip
        parts = [
            {"mark": {"type": "bar", "color": INKS[0], "height": {"band": 0.7}},
             "encoding": {"x": x, "y": y, "description": {"field": "words"}}},
            layers.texts("text", {"x": x, "y": y}, {"dx": 5, "color": theme.text}),
        ]  # fmt: skip
    else:
        first, last = layers.bounds([Rank(1, 1), *places])
        fields = [
            {**layers.interval(one, last), "words": f"{city}: {one.text()}"}
            for city, one in zip(cities, places, strict=True)
        ]
        x = layers.place_axis([first, last], "rank", padding=10)
        parts = [
            layers.bands("x", x, {"y": y}, {"color": INKS[0], "aria": False}),
            layers.points("datum.best == datum.worst", {"x": {**x, "field": "middle"}, "y": y},
                          {"filled": True, "size": 60, "color": INKS[0]}),
        ]  # fmt: skip
    values = [{"name": name, **row} for name, row in zip(names, fields, strict=True)]
    return {"width": width - 130, "height": _RANK_ROW * len(names),
            "data": {"values": values}, "layer": parts}  # fmt: skip


def moves(plot: Plot, theme: Theme, width: int) -> Spec:
    """Return a dumbbell for each city: a ring for the rank before, a dot for the rank after.

    Better places are to the right.
    """
    before, after = list(each(plot.frame, "from_rank")), list(each(plot.frame, "to_rank"))
    first, last = layers.bounds([*before, *after])
    cities = plot.frame["city"].astype("str").tolist()
    start, end = plot.editions
    rows: list[dict[str, Any]] = []
    for city, one, other in zip(cities, before, after, strict=True):
        ends = layers.interval(one, last, "before_") | layers.interval(other, last, "after_")
        words = f"{city}: {one.text()} in {start}, {other.text()} in {end}"
        rose = ends["after_middle"] <= ends["before_middle"]
        rows.append({"city": city, "words": words, "rose": rose, **ends})
    # The longest text of a rank needs room at the sides.
    room = 16 + _LETTER * max(len(one.text()) for one in (*before, *after))
    x = layers.place_axis([last, first], "rank, better to the right", padding=room)
    y = layers.name_axis("city", cities, theme, size=13, limit=200)
    return {"width": width - 120, "height": _MOVE_ROW * len(cities),
            "data": {"values": rows}, "layer": _dumbbells(x, y, theme)}  # fmt: skip


def _dumbbells(x: Spec, y: Spec, theme: Theme) -> list[Spec]:
    """Return the layers of `moves`, from the back to the front."""
    ink = layers.by_name("rose", [True, False], [GOOD, BAD])
    ring, dot = {"size": 70, "strokeWidth": 2, "filled": False}, {"size": 90, "filled": True}
    colors = {"before_": theme.quiet, "after_": theme.text}
    return [
        {"mark": {"type": "rule", "strokeWidth": 2, "opacity": 0.6, "aria": False},
         "encoding": {"x": {**x, "field": "before_middle"}, "x2": {"field": "after_middle"},
                      "y": y, "color": ink}},
        *(layers.bands("x", x, {"y": y, "color": ink},
                       {"strokeWidth": 8, "opacity": opacity, "aria": False}, prefix)
          for prefix, opacity in (("before_", 0.2), ("after_", 0.35))),
        *(layers.points(f"datum.{prefix}best == datum.{prefix}worst",
                        {"x": {**x, "field": f"{prefix}middle"}, "y": y, "color": ink}, mark)
          for prefix, mark in (("before_", ring), ("after_", dot))),
        *({"transform": [{"filter": where}],
           **layers.texts(f"{prefix}text", {"x": {**x, "field": f"{prefix}{end}"}, "y": y},
                          {"align": align, "dx": shift, "color": colors[prefix]})}
          for prefix, where, (end, align, shift) in _TEXTS),
    ]  # fmt: skip


def categories(plot: Plot, theme: Theme, width: int) -> Spec:
    """Return the ranks of each city by category, one city below the other.

    A triangle points up for a strength and down for a weakness; a dashed line shows the overall
    rank. Better places are to the left.
    """
    held = plot.frame[plot.frame["rank"].notna()]
    first, last = layers.bounds([Rank(1, _FEWEST_PLACES), *each(held, "rank")])
    x = layers.place_axis([first, last], "rank, better to the left", padding=14)
    parts = {
        str(city): {"width": width - 150, **_city(frame, theme, x, last)}
        for city, frame in plot.frame.groupby("city", sort=False)
    }
    if len(parts) == 1:
        return next(iter(parts.values()))
    for city, part in parts.items():
        part["title"] = {"text": city, "fontSize": 13}
    return {"vconcat": list(parts.values()), "spacing": 24}


def _city(frame: pd.DataFrame, theme: Theme, x: Spec, last: int) -> Spec:
    held = frame[frame["rank"].notna()]
    places = list(each(held, "rank"))
    rows = [
        {**layers.interval(one, last), "area": area, "mark": mark, "words": f"{area}: {one.text()}",
         "label": one.text() if mark == _NEITHER else f"{one.text()} {mark}"}
        for area, mark, one in zip(held["area"], held["mark"].fillna(_NEITHER), places, strict=True)
    ]  # fmt: skip
    missing = [{"area": area, "text": "not held"} for area in frame["area"].drop(held.index)]
    y = layers.name_axis("area", frame["area"].tolist(), theme, size=13, limit=200)
    ink = layers.by_name("mark", list(_INKS), list(_INKS.values()))
    shape = layers.by_name("mark", list(_INKS), _SHAPES)
    overall = [
        {"data": {"values": [{"at": row["middle"]}]},
         "mark": {"type": "rule", "strokeDash": [4, 3], "strokeWidth": 1.5, "color": theme.quiet,
                  "aria": False},
         "encoding": {"x": {**x, "field": "at"}}}
        for row, category in zip(rows, held["category"], strict=True)
        if category == OVERALL
    ]  # fmt: skip
    return {
        "height": _CATEGORY_ROW * len(frame),
        "data": {"values": rows},
        "layer": [
            *overall,
            layers.bands("x", x, {"y": y, "color": ink}, {"aria": False}),
            layers.points("datum.best == datum.worst",
                          {"x": {**x, "field": "middle"}, "y": y, "color": ink, "shape": shape},
                          {"filled": True, "size": 95}),
            layers.texts("label", {"x": {**x, "field": "worst"}, "y": y},
                         {"dx": 10, "color": theme.text}),
            {"data": {"values": missing},
             **layers.texts("text", {"x": {"value": 6}, "y": y},
                            {"fontStyle": "italic", "color": theme.quiet})},
        ],
    }  # fmt: skip
