"""Rank histories as a bump chart: place 1 on top, the names at the ends of the lines."""

import json
import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from scicli.analysis.answer import Plot
from scicli.errors import QuestionError
from scicli.index.rank import NO_END, Mark, each
from scicli.view.charts.layers import (
    INKS,
    Spec,
    Theme,
    bands,
    beyond,
    bounds,
    by_name,
    place_axis,
    points,
    texts,
)

# With more lines than inks, the inks come again with another dash and another shape of points.
_STROKES = (([1, 0], "circle"), ([6, 3], "square"), ([2, 2], "diamond"))
_LOOKS = [(ink, dash, shape) for dash, shape in _STROKES for ink in INKS]
# More lines cannot be told apart.
_MOST_LINES = 60
# Nobody looks at more rings one by one.
_MOST_RINGS = 5
_LABEL_HEIGHT = 15
_LEAST_HEIGHT = 280
_HEIGHT_OF_LINE = 22
_MARGIN = 20
_LEAST_LABEL = 30
_MOST_TICKS = 12
_TICK_WIDTH = 40


class _Point(NamedTuple):
    """A rank of a city in an edition; a line joins the points of a run."""

    city: str
    position: int
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

    A line joins ranks of consecutive editions, and stops at a gap. A rank that is a band of places
    is drawn as one.
    """
    held = plot.frame[plot.frame["rank"].notna()].sort_values("place", kind="stable")
    names = set(held["city"])
    asked = [city for city in plot.cities if city in names]
    cities = list(dict.fromkeys([*asked, *held["city"].astype("str")]))
    if len(cities) > _MOST_LINES:
        raise QuestionError(
            f"{len(cities)} lines are told apart by nobody", f"name {_MOST_LINES} cities or fewer"
        )
    ranks = _points(held)
    first, last = bounds((one.best for one in ranks), (one.worst for one in ranks))
    height = max(_LEAST_HEIGHT, _HEIGHT_OF_LINE * len(cities))
    times = plot.days if len(set(plot.days)) == len(plot.editions) else range(len(plot.editions))
    x = _edition_axis(plot, ranks[0].position, times, width)
    places = place_axis([last, first], "rank", padding=10)
    places["axis"] |= {"titleAnchor": "end", "titleAngle": 0, "titleAlign": "right", "titleY": -6}
    y = {**places, "field": "middle"}
    looks = _LOOKS if len(cities) <= len(_LOOKS) else [(theme.quiet, *_STROKES[0])] * len(cities)
    color, dash, shape = (
        by_name("city", cities, list(look)) for look in zip(*looks[: len(cities)], strict=True)
    )
    rows = [
        {"city": p.city, "time": times[p.position], "run": f"{p.city} {p.run}",
         "middle": p.middle, "best": p.best, "worst": p.worst, "kind": p.kind,
         "words": f"{p.city}, {plot.editions[p.position]}: {p.text}"}
        for p in ranks
    ]  # fmt: skip
    described = {"description": {"field": "words"}}
    latest = {point.city: point for point in ranks}
    ends = [latest[city] for city in cities]
    # Labels are set apart in pixels from the top.
    scale = (last - first) / (height - _MARGIN)
    wanted = [(end.middle - first) / scale for end in ends]
    stands = [first + one * scale for one in apart(wanted, _LABEL_HEIGHT, 0, height - _MARGIN)]
    labels = {"values": _labels(plot, ends, times, stands)}
    return {
        "width": width,
        "height": height,
        "data": {"values": rows},
        "layer": [
            bands("y", places, {"x": x, "color": color, **described}, {}),
            {"mark": {"type": "line", "strokeWidth": 2.5, "strokeJoin": "round", "aria": False},
             "encoding": {"x": x, "y": y, "color": color, "strokeDash": dash,
                          "detail": {"field": "run"}}},
            points("datum.kind == 'exact'", {"x": x, "y": y, "color": color, "shape": shape},
                   {"filled": True, "size": 46}),
            points("datum.kind == 'open'", {"x": x, "y": {**places, "field": "worst"},
                                            "color": color},
                   {"shape": "triangle-down", "size": 70}),
            *_crossings(plot, ranks, times, x, y, theme),
            {"data": labels,
             "mark": {"type": "rule", "strokeWidth": 1, "opacity": 0.5, "strokeDash": [1, 3],
                      "color": theme.quiet, "aria": False},
             "encoding": {"x": x, "x2": {"value": width + 12}, "y": y, "y2": {"field": "stands"}}},
            {"data": labels,
             **texts("text", {"x": {"value": width + 16}, "y": {**places, "field": "stands"},
                              "color": color},
                     {"baseline": "middle", "fontWeight": 600})},
        ],
    }  # fmt: skip


def _edition_axis(plot: Plot, start: int, times: Sequence[int], width: int) -> Spec:
    """Return the axis of editions, from the first that is held."""
    steps = range(start, len(plot.editions))
    most = max(min(_MOST_TICKS, width // _TICK_WIDTH), 2)
    # The last edition always has a tick.
    ticks = steps[::-1][:: math.ceil(len(steps) / most)][::-1]
    names = json.dumps({times[step]: str(plot.editions[step]) for step in ticks})
    return {
        "field": "time",
        "type": "quantitative",
        "scale": {
            "domain": [times[start], max(times[-1], times[start] + 1)],
            "nice": False,
            "zero": False,
            "padding": 10,
        },
        "axis": {
            "values": [times[step] for step in ticks],
            "labelExpr": f"{names}[datum.value]",
            "title": None,
            "grid": False,
            "labelLimit": max(width // len(ticks) - 6, _LEAST_LABEL),
            "labelOverlap": True,
        },
    }


def _points(held: pd.DataFrame) -> list[_Point]:
    """Return the ranks that are held; an open end reaches to the end of the axis."""
    end = beyond(float(held[["rank", "rank_max"]].max().max()))
    steps = held.groupby("city", observed=True)["place"].diff()
    runs = steps.gt(1).groupby(held["city"], observed=True).cumsum()
    cities = held["city"].astype("str")
    found = []
    for city, place, run, one in zip(cities, held["place"], runs, each(held, "rank"), strict=True):
        is_open = one.mark is Mark.OPEN or one.worst == NO_END
        kind = "open" if is_open else "exact" if one.exact else "band"
        worst = end if is_open else one.worst
        found.append(_Point(city, int(place), int(run), one.best, worst, kind, one.text()))
    return found


def _labels(
    plot: Plot, ends: Sequence[_Point], times: Sequence[int], stands: Sequence[float]
) -> list[dict[str, Any]]:
    """Return the name of each city beside its last rank, with the edition if it is an old one."""
    newest = len(plot.editions) - 1
    return [
        {
            "city": end.city,
            "text": f"{end.city} {end.text}"
            + ("" if end.position == newest else f" (in {plot.editions[end.position]})"),
            "time": times[end.position],
            "middle": end.middle,
            "stands": stand,
        }
        for end, stand in zip(ends, stands, strict=True)
    ]


def apart(places: Sequence[float], gap: float, top: float, bottom: float) -> list[float]:
    """Return where labels stand that belong at some places, in their order.

    They stand at least a gap apart, each as near to its place as that allows, and between top and
    bottom if all fit there.

    >>> apart([10, 11, 40], gap=4, top=0, bottom=50)
    [8.5, 12.5, 40.0]
    """
    order = sorted(range(len(places)), key=places.__getitem__)
    # Labels that touch form a block, which stands in the middle of their places.
    blocks: list[tuple[float, list[int]]] = []
    for number in order:
        block = [number]
        start = _start([places[one] for one in block], gap, top, bottom)
        while blocks and blocks[-1][0] + gap * len(blocks[-1][1]) > start:
            block = [*blocks.pop()[1], *block]
            start = _start([places[one] for one in block], gap, top, bottom)
        blocks.append((start, block))
    found = [0.0] * len(places)
    for start, block in blocks:
        for step, number in enumerate(block):
            found[number] = start + gap * step
    return found


def _start(places: Sequence[float], gap: float, top: float, bottom: float) -> float:
    """Return where the first label of a block stands."""
    length = gap * (len(places) - 1)
    middle = sum(place - gap * step for step, place in enumerate(places)) / len(places)
    return max(min(middle, bottom - length), top)


def _crossings(
    plot: Plot, ranks: list[_Point], times: Sequence[int], x: Spec, y: Spec, theme: Theme
) -> list[Spec]:
    """Return rings where two lines cross because one city overtook another, on the latest five.

    Lines that are not drawn from one edition to the next do not cross.
    """
    position = {edition: n for n, edition in enumerate(plot.editions)}
    middle = {(point.city, point.position): point.middle for point in ranks}
    rows = []
    for overtake in plot.passings:
        start, end = position[overtake.before], position[overtake.after]
        ends = [(city, n) for city in (overtake.city, overtake.other) for n in (start, end)]
        if end - start > 1 or not all(one in middle for one in ends):
            continue
        before, after, other_before, other_after = (middle[one] for one in ends)
        gap = before - other_before
        closed = gap + (other_after - after)
        share = gap / closed if closed else 0.5
        rows.append(
            {
                "time": times[start] + share * (times[end] - times[start]),
                "middle": before + share * (after - before),
                "words": f"{overtake.city} overtook {overtake.other}, {overtake.after}",
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
