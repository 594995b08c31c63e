"""Rank histories as a bump chart: place 1 on top, the names at the ends of the lines."""

import json
import math
from collections.abc import Sequence
from statistics import fmean
from typing import Any

import pandas as pd

from scicli.analysis.answer import Plot
from scicli.errors import QuestionError
from scicli.index.rank import Mark, Rank, each
from scicli.view.charts import layers
from scicli.view.charts.layers import INKS, Spec, Theme

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
    times = plot.days if len(set(plot.days)) == len(plot.editions) else range(len(plot.editions))
    # An open end reaches to the end of the axis.
    end = layers.beyond(float(held[["rank", "rank_max"]].max().max()))
    ranks = [
        one._replace(worst=end) if one.mark is Mark.OPEN else one for one in each(held, "rank")
    ]
    rows = _rows(plot, held, ranks, times)
    first, last = layers.bounds(ranks)
    height = max(_LEAST_HEIGHT, _HEIGHT_OF_LINE * len(cities))
    labels = _labels(plot, rows, cities, (first, last), height)
    rings = _crossings(plot, rows)

    x = _edition_axis(plot, rows[0]["position"], times, width)
    places = layers.place_axis([last, first], "rank", padding=10)
    places["axis"] |= {"titleAnchor": "end", "titleAngle": 0, "titleAlign": "right", "titleY": -6}
    y = {**places, "field": "middle"}
    looks = _LOOKS if len(cities) <= len(_LOOKS) else [(theme.quiet, *_STROKES[0])] * len(cities)
    color, dash, shape = (
        layers.by_name("city", cities, list(look))
        for look in zip(*looks[: len(cities)], strict=True)
    )
    return {
        "width": width,
        "height": height,
        "data": {"values": rows},
        "layer": [
            layers.bands("y", places,
                         {"x": x, "color": color, "description": {"field": "words"}}, {}),
            {"mark": {"type": "line", "strokeWidth": 2.5, "strokeJoin": "round", "aria": False},
             "encoding": {"x": x, "y": y, "color": color, "strokeDash": dash,
                          "detail": {"field": "run"}}},
            layers.points("datum.kind == 'exact'",
                          {"x": x, "y": y, "color": color, "shape": shape},
                          {"filled": True, "size": 46}),
            layers.points("datum.kind == 'open'",
                          {"x": x, "y": {**places, "field": "worst"}, "color": color},
                          {"shape": "triangle-down", "size": 70}),
            *([{"data": {"values": rings},
                "mark": {"type": "point", "size": 150, "strokeWidth": 1.5, "color": theme.text,
                         "filled": False},
                "encoding": {"x": x, "y": y, "description": {"field": "words"}}}]
              if rings else []),
            {"data": {"values": labels},
             "mark": {"type": "rule", "strokeWidth": 1, "opacity": 0.5, "strokeDash": [1, 3],
                      "color": theme.quiet, "aria": False},
             "encoding": {"x": x, "x2": {"value": width + 12}, "y": y, "y2": {"field": "stands"}}},
            {"data": {"values": labels},
             **layers.texts("label", {"x": {"value": width + 16},
                                      "y": {**places, "field": "stands"}, "color": color},
                            {"baseline": "middle", "fontWeight": 600})},
        ],
    }  # fmt: skip


def _rows(
    plot: Plot, held: pd.DataFrame, ranks: list[Rank], times: Sequence[int]
) -> list[dict[str, Any]]:
    """Return the fields of each rank; a line joins those of a run."""
    steps = held.groupby("city", observed=True)["place"].diff()
    runs = steps.gt(1).groupby(held["city"], observed=True).cumsum()
    return [
        {
            **layers.interval(one, one.worst),
            "city": city,
            "position": position,
            "time": times[position],
            "run": f"{city} {run}",
            "kind": "open" if one.mark is Mark.OPEN else "exact" if one.exact else "band",
            "words": f"{city}, {plot.editions[position]}: {one.text()}",
        }
        for city, position, run, one in zip(
            held["city"].astype("str"), held["place"].tolist(), runs.tolist(), ranks, strict=True
        )
    ]


def _labels(
    plot: Plot,
    rows: list[dict[str, Any]],
    cities: list[str],
    domain: tuple[int, int],
    height: int,
) -> list[dict[str, Any]]:
    """Return the name of each city beside its last rank, with the edition if it is an old one."""
    latest = {row["city"]: row for row in rows}
    ends = [latest[city] for city in cities]
    # Labels are set apart in pixels from the top.
    first, last = domain
    scale = (last - first) / (height - _MARGIN)
    wanted = [(end["middle"] - first) / scale for end in ends]
    stands = apart(wanted, _LABEL_HEIGHT, 0, height - _MARGIN)
    newest = len(plot.editions) - 1
    return [
        {
            **end,
            "label": f"{end['city']} {end['text']}"
            + ("" if end["position"] == newest else f" (in {plot.editions[end['position']]})"),
            "stands": first + stand * scale,
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
    # Labels that touch form a block, which stands in the middle of their places. The gaps above a
    # label are taken off its place, so that a block is one number.
    blocks: list[list[float]] = []
    for step, number in enumerate(order):
        blocks.append([places[number] - gap * step])
        while len(blocks) > 1 and fmean(blocks[-2]) > fmean(blocks[-1]):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    lowest = bottom - gap * (len(places) - 1)
    starts = [max(min(fmean(block), lowest), top) for block in blocks for _ in block]
    found = [0.0] * len(places)
    for step, (number, start) in enumerate(zip(order, starts, strict=True)):
        found[number] = start + gap * step
    return found


def _crossings(plot: Plot, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return where two lines cross because one city overtook another, the latest five times.

    Lines that are not drawn from one edition to the next do not cross.
    """
    position = {edition: n for n, edition in enumerate(plot.editions)}
    by_end = {(row["city"], row["position"]): row for row in rows}
    rings = []
    for overtake in plot.passings:
        start, end = position[overtake.before], position[overtake.after]
        keys = [(city, n) for city in (overtake.city, overtake.other) for n in (start, end)]
        if end - start > 1 or not by_end.keys() >= set(keys):
            continue
        ends = [by_end[key] for key in keys]
        before, after, other_before, other_after = (row["middle"] for row in ends)
        gap = before - other_before
        closed = gap + (other_after - after)
        share = gap / closed if closed else 0.5
        times = [row["time"] for row in ends]
        rings.append(
            {
                "time": times[0] + share * (times[1] - times[0]),
                "middle": before + share * (after - before),
                "words": f"{overtake.city} overtook {overtake.other}, {overtake.after}",
            }
        )
    return rings[-_MOST_RINGS:]


def _edition_axis(plot: Plot, start: int, times: Sequence[int], width: int) -> Spec:
    """Return the axis of editions, from the first that is held."""
    steps = range(start, len(plot.editions))
    most = max(min(_MOST_TICKS, width // _TICK_WIDTH), 2)
    # The last edition always has a tick.
    ticks = steps[::-1][:: math.ceil(len(steps) / most)][::-1]
    names = json.dumps({times[step]: str(plot.editions[step]) for step in ticks})
    axis = {
        "values": [times[step] for step in ticks],
        "labelExpr": f"{names}[datum.value]",
        "title": None,
        "grid": False,
        "labelLimit": max(width // len(ticks) - 6, _LEAST_LABEL),
        "labelOverlap": True,
    }
    domain = [times[start], max(times[-1], times[start] + 1)]
    return {"field": "time", **layers.number_axis(domain, padding=10, axis=axis)}
