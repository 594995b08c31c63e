"""Rank histories as a bump chart: place 1 on top, the names at the ends of the lines."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from scicli.analysis.answer import Plot
from scicli.errors import QuestionError
from scicli.index.editions import Label
from scicli.index.rank import NO_END, Mark, each
from scicli.view.charts.axis import apart, beyond, bounds, ticks
from scicli.view.charts.theme import DASHES, INKS, SHAPES, Spec, Theme

_LABEL_HEIGHT = 15
_LEAST_HEIGHT = 280
_HEIGHT_FOR_EACH = 22
_LEAST_LABEL = 30
# More lines are no longer told apart.
_MOST_LINES = 60
# More lines than there are inks and dashes for are told apart by their names alone.
_MOST_INKS = len(INKS) * len(DASHES)
_TICKS_ACROSS = 12
# More rings than these are no longer looked at one by one.
_MOST_RINGS = 5


@dataclass(frozen=True)
class _Point:
    """A rank in a history: where it is drawn, and what it says."""

    city: str
    place: int
    run: int
    best: float
    worst: float
    kind: str
    text: str

    @property
    def middle(self) -> float:
        return (self.best + self.worst) / 2


def history(plot: Plot, theme: Theme, width: int) -> Spec:
    """Return a bump chart of the ranks of cities.

    Ranks of editions that follow one another are joined, and gaps are left open; a rank that is a
    band of places is drawn as one.
    """
    held = plot.frame[plot.frame["rank"].notna()].sort_values("place", kind="stable")
    found = set(held["city"])
    asked = [city for city in plot.cities if city in found]
    cities = list(dict.fromkeys([*asked, *held["city"].astype("str")]))
    if len(cities) > _MOST_LINES:
        raise QuestionError(
            f"{len(cities)} lines are told apart by nobody", f"name {_MOST_LINES} cities or fewer"
        )
    points = _points(held, plot, beyond(held["rank"], held["rank_max"]))
    first, last = bounds((one.best for one in points), (one.worst for one in points))
    height = max(_LEAST_HEIGHT, _HEIGHT_FOR_EACH * len(cities))
    at = _positions(plot)
    x, y = _x(plot, points, at, width), _y(first, last)
    inks = _inks(cities, theme)
    color = {"field": "city", "type": "nominal", "legend": None,
             "scale": {"domain": cities, "range": [ink for ink, _ in inks]}}  # fmt: skip
    dash = {"field": "city", "type": "nominal", "legend": None,
            "scale": {"domain": cities, "range": [list(dash) for _, dash in inks]}}  # fmt: skip
    rows = [{"city": p.city, "place": at[p.place], "run": f"{p.city} {p.run}", "middle": p.middle,
             "best": p.best, "worst": p.worst, "kind": p.kind,
             "words": f"{p.city}, {plot.editions[p.place]}: {p.text}"}
            for p in points]  # fmt: skip
    shape = {"field": "city", "type": "nominal", "legend": None,
             "scale": {"domain": cities, "range": _shapes(cities)}}  # fmt: skip
    labels = [
        {**label, "place": at[label["place"]]}
        for label in _labels(points, cities, height, first, last, plot.editions)
    ]
    return {
        "width": width,
        "height": height,
        "layer": [
            {"data": {"values": rows}, "transform": [{"filter": "datum.best != datum.worst"}],
             "mark": {"type": "rule", "strokeWidth": 7, "opacity": 0.35, "strokeCap": "round"},
             "encoding": {"x": x, "y": {**y, "field": "best"}, "y2": {"field": "worst"},
                          "color": color, "description": {"field": "words"}}},
            {"data": {"values": rows},
             "mark": {"type": "line", "strokeWidth": 2.5, "strokeJoin": "round", "aria": False},
             "encoding": {"x": x, "y": y, "color": color, "strokeDash": dash,
                          "detail": {"field": "run"}}},
            {"data": {"values": rows}, "transform": [{"filter": "datum.kind == 'exact'"}],
             "mark": {"type": "point", "filled": True, "size": 46, "opacity": 1},
             "encoding": {"x": x, "y": y, "color": color, "shape": shape,
                          "description": {"field": "words"}}},
            {"data": {"values": rows}, "transform": [{"filter": "datum.kind == 'open'"}],
             "mark": {"type": "point", "shape": "triangle-down", "size": 70, "opacity": 1},
             "encoding": {"x": x, "y": {**y, "field": "worst"}, "color": color,
                          "description": {"field": "words"}}},
            *_crossings(plot, points, at, x, y, theme),
            {"data": {"values": labels},
             "mark": {"type": "rule", "strokeWidth": 1, "opacity": 0.5, "strokeDash": [1, 3],
                      "color": theme.quiet, "aria": False},
             "encoding": {"x": x, "x2": {"value": width + 12}, "y": y, "y2": {"field": "stands"}}},
            {"data": {"values": labels},
             "mark": {"type": "text", "align": "left", "baseline": "middle", "fontSize": 12,
                      "fontWeight": 600, "aria": False},
             "encoding": {"x": {"value": width + 16}, "y": {**y, "field": "stands"},
                          "text": {"field": "text"}, "color": color}},
        ],
    }  # fmt: skip


def _positions(plot: Plot) -> Sequence[int]:
    """Return where each edition stands on the axis: by time, where each has a day of its own."""
    return plot.days if len(set(plot.days)) == len(plot.editions) else range(len(plot.editions))


def _x(plot: Plot, points: list[_Point], at: Sequence[int], width: int) -> Spec:
    """Return the axis of editions, from the first that is held on."""
    start = min((one.place for one in points), default=0)
    steps = list(range(start, len(plot.editions)))
    catalog = _some(steps, width)
    return {
        "field": "place",
        "type": "quantitative",
        "scale": {
            "domain": [at[start], max(at[steps[-1]], at[start] + 1)],
            "nice": False,
            "zero": False,
            "padding": 10,
        },
        "axis": {
            "values": [at[step] for step in catalog],
            "labelExpr": _names({at[step]: str(plot.editions[step]) for step in catalog}),
            "title": None,
            "grid": False,
            "labelLimit": max(width // max(len(catalog), 1) - 6, _LEAST_LABEL),
            "labelOverlap": True,
        },
    }


def _y(first: int, last: int) -> Spec:
    """Return the axis of places, the first on top."""
    return {
        "field": "middle",
        "type": "quantitative",
        "scale": {"domain": [last, first], "nice": False, "zero": False, "padding": 10},
        "axis": {"values": ticks(last, first), "title": "rank", "titleAnchor": "end",
                 "titleAngle": 0, "titleAlign": "right", "titleY": -6, "format": "d"},
    }  # fmt: skip


def _points(held: pd.DataFrame, plot: Plot, end: float) -> list[_Point]:
    """Return the ranks that are held; an open end reaches to the end of the axis."""
    rows = zip(held["city"].astype("str"), held["place"], each(held, "rank"), strict=True)
    before: dict[str, tuple[int, int]] = {}
    found = []
    for city, place, one in rows:
        last, run = before.get(city, (place, 0))
        run = run if place - last <= 1 else run + 1
        before[city] = (place, run)
        is_open = one.mark is Mark.OPEN or one.worst == NO_END
        kind = "open" if is_open else "exact" if one.exact else "band"
        worst = end if is_open else one.worst
        found.append(_Point(city, int(place), run, one.best, worst, kind, one.text()))
    return found


def _inks(cities: Sequence[str], theme: Theme) -> list[tuple[str, tuple[int, int]]]:
    if len(cities) > _MOST_INKS:
        return [(theme.quiet, DASHES[0])] * len(cities)
    return [(INKS[n % len(INKS)], DASHES[n // len(INKS)]) for n in range(len(cities))]


def _shapes(cities: Sequence[str]) -> list[str]:
    """Return the shape of the points of each city, another one for each round of inks."""
    if len(cities) > _MOST_INKS:
        return [SHAPES[0]] * len(cities)
    return [SHAPES[n // len(INKS)] for n in range(len(cities))]


def _labels(
    points: list[_Point],
    cities: Sequence[str],
    height: int,
    first: int,
    last: int,
    editions: Sequence[Label],
) -> list[Spec]:
    """Return the name of each city beside the last rank of it that is held."""
    ends = {point.city: point for point in points}
    last_place = len(editions) - 1
    scale = (last - first) / max(height - 20, 1)
    stands = apart(
        [(ends[city].middle - first) / scale for city in cities], _LABEL_HEIGHT, 0, height - 20
    )
    return [
        {
            "city": city,
            "text": _label(ends[city], last_place, editions),
            "place": ends[city].place,
            "middle": ends[city].middle,
            "stands": first + where * scale,
        }
        for city, where in zip(cities, stands, strict=True)
    ]


def _label(end: _Point, last_place: int, editions: Sequence[Label]) -> str:
    """Return the name of a city with its last rank, and the edition if it is an earlier one."""
    return f"{end.city} {end.text}" + (
        "" if end.place == last_place else f" (in {editions[end.place]})"
    )


def _crossings(
    plot: Plot, points: list[_Point], at: Sequence[int], x: Spec, y: Spec, theme: Theme
) -> list[Spec]:
    """Return a ring where two lines cross because one city overtook another, on the latest five.

    Only where both lines are drawn from one edition to the next is there a place for it.
    """
    number = {edition: place for place, edition in enumerate(plot.editions)}
    middle = {(point.city, point.place): point.middle for point in points}
    rows = []
    for passing in plot.passings:
        start, end = number[passing.before], number[passing.after]
        ends = [(city, place) for city in (passing.city, passing.other) for place in (start, end)]
        if end - start > 1 or not all(one in middle for one in ends):
            continue
        before, after, other_before, other_after = (middle[one] for one in ends)
        gap = before - other_before
        closed = gap + (other_after - after)
        share = gap / closed if closed else 0.5
        rows.append(
            {
                "place": at[start] + share * (at[end] - at[start]),
                "middle": before + share * (after - before),
                "words": f"{passing.city} overtook {passing.other}, {passing.after}",
            }
        )
    if not rows:
        return []
    return [
        {"data": {"values": rows[-_MOST_RINGS:]},
         "mark": {"type": "point", "size": 150, "strokeWidth": 1.5, "color": theme.text,
                  "filled": False},
         "encoding": {"x": x, "y": y, "description": {"field": "words"}}}
    ]  # fmt: skip


def _some(steps: Sequence[int], width: int) -> list[int]:
    """Return the editions that have a name on the axis, the last one among them."""
    most = max(min(_TICKS_ACROSS, width // 40), 2)
    stride = math.ceil(len(steps) / most)
    return list(reversed(steps[::-1][::stride]))


def _names(names: Mapping[int, str]) -> str:
    """Return the expression by which the position of an edition becomes its name."""
    return f"{json.dumps(names)}[datum.value]"
