"""The ranks of a city by category, against its overall rank: better places to the left."""

import pandas as pd

from scicli.analysis.answer import Plot, Strength
from scicli.files.schema import OVERALL
from scicli.index.rank import each
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
        "height": _ROW * len(areas),
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
