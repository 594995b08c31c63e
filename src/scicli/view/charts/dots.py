"""The ranks of a city by category, against its overall rank: better places to the left."""

import pandas as pd

from scicli.analysis.answer import Plot, Strength
from scicli.files.schema import OVERALL
from scicli.index.rank import each
from scicli.view.charts.axis import bounds, middle, ticks
from scicli.view.charts.axis import end as end_of
from scicli.view.charts.theme import BAD, GOOD, INKS, Spec, Theme

_ROW = 25
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
    x = {
        "type": "quantitative",
        "scale": {"domain": [first, last], "nice": False, "zero": False, "padding": 14},
        "axis": {"values": ticks(last, first), "title": "rank, better to the left", "format": "d"},
    }
    y = {"field": "area", "type": "nominal", "sort": areas,
         "scale": {"domain": areas},
         "axis": {"title": None, "labelColor": theme.text, "labelFontSize": 13, "labelLimit": 200,
                  "grid": False}}  # fmt: skip
    ink = {"field": "mark", "type": "nominal", "legend": None,
           "scale": {"domain": list(_SHAPES), "range": [GOOD, BAD, INKS[0]]}}  # fmt: skip
    shape = {"field": "mark", "type": "nominal", "legend": None,
             "scale": {"domain": list(_SHAPES), "range": list(_SHAPES.values())}}  # fmt: skip
    overall = held[held["category"] == OVERALL]
    rule = [
        {"data": {"values": [{"at": middle(one, last)}]},
         "mark": {"type": "rule", "strokeDash": [4, 3], "strokeWidth": 1.5, "color": theme.quiet,
                  "aria": False},
         "encoding": {"x": {**x, "field": "at"}}}
        for one in each(overall, "rank")
    ]  # fmt: skip
    return {
        "width": width,
        "height": _ROW * len(areas),
        "layer": [
            *rule,
            {"data": {"values": rows}, "transform": [{"filter": "datum.best != datum.worst"}],
             "mark": {"type": "rule", "strokeWidth": 7, "strokeCap": "round", "opacity": 0.35,
                      "aria": False},
             "encoding": {"x": {**x, "field": "best"}, "x2": {"field": "worst"}, "y": y,
                          "color": ink}},
            {"data": {"values": rows}, "transform": [{"filter": "datum.best == datum.worst"}],
             "mark": {"type": "point", "filled": True, "size": 95, "opacity": 1},
             "encoding": {"x": {**x, "field": "middle"}, "y": y, "color": ink, "shape": shape,
                          "description": {"field": "words"}}},
            {"data": {"values": rows},
             "mark": {"type": "text", "align": "left", "dx": 10, "fontSize": 12, "aria": False,
                      "color": theme.text},
             "encoding": {"x": {**x, "field": "worst"}, "y": y, "text": {"field": "text"}}},
            {"data": {"values": missing},
             "mark": {"type": "text", "align": "left", "fontSize": 12, "fontStyle": "italic",
                      "color": theme.quiet, "aria": False},
             "encoding": {"x": {"value": 6}, "y": y, "text": {"field": "text"}}},
        ],
    }  # fmt: skip


def _rows(held: pd.DataFrame, last: int) -> list[dict[str, object]]:
    """Return what is drawn of each category."""
    marked = zip(held["area"], held["mark"], each(held, "rank"), strict=True)
    return [
        {
            "area": area,
            "best": one.best,
            "worst": end_of(one, last),
            "middle": middle(one, last),
            "text": one.text() if pd.isna(mark) else f"{one.text()} {mark}",
            "mark": _PLAIN if pd.isna(mark) else mark,
            "words": f"{area}: {one.text()}",
        }
        for area, mark, one in marked
    ]
