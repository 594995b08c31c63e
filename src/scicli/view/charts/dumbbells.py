"""Who moved between two editions, as a dumbbell chart: better places to the right."""

from scicli.analysis.answer import Plot
from scicli.index.rank import Rank, each
from scicli.view.charts.axis import bounds, middle, ticks
from scicli.view.charts.axis import end as end_of
from scicli.view.charts.theme import BAD, GOOD, Spec, Theme

_ROW = 26
_LETTER = 8


def moves(plot: Plot, theme: Theme, width: int) -> Spec:
    """Return a dumbbell chart: a ring for the rank before, a dot for the rank after."""
    before = list(each(plot.frame, "from_rank"))
    after = list(each(plot.frame, "to_rank"))
    first, last = bounds(
        (one.best for one in (*before, *after)), (one.worst for one in (*before, *after))
    )
    cities = plot.frame["city"].astype("str").tolist()
    start, end = plot.editions
    rows = [
        _row(city, one, other, f"{city}: {one.text()} in {start}, {other.text()} in {end}", last)
        for city, one, other in zip(cities, before, after, strict=True)
    ]
    x = {
        "type": "quantitative",
        "scale": {
            "domain": [last, first],
            "nice": False,
            "zero": False,
            "padding": _room(before, after),
        },
        "axis": {"values": ticks(last, first), "title": "rank, better to the right", "format": "d"},
    }
    y = {"field": "city", "type": "nominal", "sort": cities,
         "axis": {"title": None, "labelColor": theme.text, "labelFontSize": 13, "labelLimit": 200,
                  "grid": False}}  # fmt: skip
    ink = {"field": "rose", "type": "nominal", "legend": None,
           "scale": {"domain": [True, False], "range": [GOOD, BAD]}}  # fmt: skip

    return {
        "width": width - 120,
        "height": max(_ROW * len(cities), _ROW),
        "data": {"values": rows},
        "layer": [
            {"mark": {"type": "rule", "strokeWidth": 2, "opacity": 0.6, "aria": False},
             "encoding": {"x": {**x, "field": "before"}, "x2": {"field": "after"}, "y": y,
                          "color": ink}},
            _bar("before", 0.2, x, y, ink),
            _bar("after", 0.35, x, y, ink),
            {"transform": [{"filter": "datum.before_best == datum.before_worst"}],
             "mark": {"type": "point", "size": 70, "strokeWidth": 2, "filled": False, "opacity": 1},
             "encoding": {"x": {**x, "field": "before"}, "y": y, "color": ink,
                          "description": {"field": "words"}}},
            {"transform": [{"filter": "datum.after_best == datum.after_worst"}],
             "mark": {"type": "point", "size": 90, "filled": True, "opacity": 1},
             "encoding": {"x": {**x, "field": "after"}, "y": y, "color": ink,
                          "description": {"field": "words"}}},
            *_texts("before", theme.quiet, x, y),
            *_texts("after", theme.text, x, y),
        ],
    }  # fmt: skip


def _room(before: list[Rank], after: list[Rank]) -> int:
    """Return the room that the longest text of a rank takes at the side of an axis."""
    return 16 + _LETTER * max((len(one.text()) for one in (*before, *after)), default=0)


def _bar(name: str, opacity: float, x: Spec, y: Spec, ink: Spec) -> Spec:
    """Return a layer of the ranks before or after that are a band of places."""
    return {
        "transform": [{"filter": f"datum.{name}_best != datum.{name}_worst"}],
        "mark": {"type": "rule", "strokeWidth": 8, "strokeCap": "round", "opacity": opacity,
                 "aria": False},
        "encoding": {"x": {**x, "field": f"{name}_best"}, "x2": {"field": f"{name}_worst"},
                     "y": y, "color": ink},
    }  # fmt: skip


def _texts(name: str, color: str, x: Spec, y: Spec) -> list[Spec]:
    """Return two layers of the ranks before or after: those that stand left, and right."""
    return [
        {
            "transform": [{"filter": f"datum.{name}_side == '{side}'"}],
            "mark": {"type": "text", "align": align, "dx": shift, "fontSize": 12, "aria": False,
                     "color": color},
            "encoding": {"x": {**x, "field": f"{name}_edge"}, "y": y,
                         "text": {"field": f"{name}_text"}},
        }
        for side, align, shift in (("left", "right", -10), ("right", "left", 10))
    ]  # fmt: skip


def _row(city: str, one: Rank, other: Rank, words: str, last: int) -> dict[str, object]:
    """Return the places of a city before and after, with the sides on which their texts stand."""
    rose = middle(other, last) <= middle(one, last)
    return {
        "city": city,
        "rose": rose,
        "words": words,
        "before": middle(one, last),
        "before_best": one.best,
        "before_worst": end_of(one, last),
        "before_text": one.text(),
        "before_side": "left" if rose else "right",
        "before_edge": end_of(one, last) if rose else one.best,
        "after": middle(other, last),
        "after_best": other.best,
        "after_worst": end_of(other, last),
        "after_text": other.text(),
        "after_side": "right" if rose else "left",
        "after_edge": other.best if rose else end_of(other, last),
    }
