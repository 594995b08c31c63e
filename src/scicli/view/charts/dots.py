"""The ranks of a city by category, against its overall rank: better places to the left."""

import pandas as pd

from scicli.analysis.answer import Plot, Strength
from scicli.files.schema import OVERALL
from scicli.index.rank import Rank, each
from scicli.view.charts import layers
from scicli.view.charts.layers import BAD, GOOD, INKS, Spec, Theme

_ROW = 25
_FEWEST_PLACES = 10
_NEITHER = "neither"
_INKS = {Strength.STRENGTH.value: GOOD, Strength.WEAKNESS.value: BAD, _NEITHER: INKS[0]}
_SHAPES = ["triangle-up", "triangle-down", "circle"]


def categories(plot: Plot, theme: Theme, width: int) -> Spec:
    """Return a dot chart for each city, one below the other.

    A strength points up and a weakness down; a category says so if its rank is not held.
    """
    cities = list(dict.fromkeys(plot.frame["city"]))
    ranks = each(plot.frame[plot.frame["rank"].notna()], "rank")
    first, last = layers.bounds([Rank(1, _FEWEST_PLACES), *ranks])
    x = layers.place_axis([first, last], "rank, better to the left", padding=14)
    parts = [
        {"width": width - 150, **_city(plot.frame[plot.frame["city"] == city], theme, x, last)}
        for city in cities
    ]
    if len(parts) == 1:
        return parts[0]
    for city, part in zip(cities, parts, strict=True):
        part["title"] = {"text": city, "fontSize": 13}
    return {"vconcat": parts, "spacing": 24}


def _city(frame: pd.DataFrame, theme: Theme, x: Spec, last: int) -> Spec:
    """Return the dots of a city, its overall rank as a line, and what is not held."""
    areas = frame["area"].tolist()
    held = frame[frame["rank"].notna()]
    rows = [
        {
            **layers.interval(one, last),
            "area": area,
            "mark": _NEITHER if pd.isna(mark) else mark,
            "label": one.text() if pd.isna(mark) else f"{one.text()} {mark}",
            "words": f"{area}: {one.text()}",
        }
        for area, mark, one in zip(held["area"], held["mark"], each(held, "rank"), strict=True)
    ]
    missing = [
        {"area": area, "text": "not held"} for area in frame.loc[frame["rank"].isna(), "area"]
    ]
    y = layers.name_axis("area", areas, theme, size=13, limit=200)
    ink = layers.by_name("mark", list(_INKS), list(_INKS.values()))
    shape = layers.by_name("mark", list(_INKS), _SHAPES)
    overall = [
        {"data": {"values": [{"at": layers.interval(one, last)["middle"]}]},
         "mark": {"type": "rule", "strokeDash": [4, 3], "strokeWidth": 1.5, "color": theme.quiet,
                  "aria": False},
         "encoding": {"x": {**x, "field": "at"}}}
        for one in each(held[held["category"] == OVERALL], "rank")
    ]  # fmt: skip
    return {
        "height": _ROW * len(areas),
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
