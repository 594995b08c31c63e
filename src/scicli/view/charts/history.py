"""Rank histories as a bump chart: place 1 on top, the names at the ends of the lines."""

import json
import math
from collections.abc import Sequence
from itertools import product
from statistics import fmean

import pandas as pd

from scicli.analysis.answer import Plot
from scicli.errors import QuestionError
from scicli.index.rank import Mark, Rank, each
from scicli.view.charts import layers
from scicli.view.charts.layers import INKS, Spec, Theme

# With more lines than inks, the inks come again with another dash and another shape of points.
_STROKES = (([1, 0], "circle"), ([6, 3], "square"), ([2, 2], "diamond"))
_LOOKS = [(ink, dash, shape) for dash, shape in _STROKES for ink in INKS]
_MOST_LINES = 60
_MOST_RINGS = 5
_LABEL_HEIGHT = 15
_LEAST_HEIGHT = 280
_LINE_HEIGHT = 22
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
    names = dict.fromkeys(held["city"].astype("str"))
    cities = [city for city in dict.fromkeys([*plot.cities, *names]) if city in names]
    if len(cities) > _MOST_LINES:
        raise QuestionError(
            f"{len(cities)} lines are told apart by nobody", f"name {_MOST_LINES} cities or fewer"
        )
    # An open end reaches to the end of the axis.
    end = layers.beyond(float(held[["rank", "rank_max"]].max().max()))
    ranks = [
        one._replace(worst=end) if one.mark is Mark.OPEN else one for one in each(held, "rank")
    ]
    times = plot.days if len(set(plot.days)) == len(plot.editions) else range(len(plot.editions))
    rows = _rows(plot, held, ranks, times)
    domain = layers.bounds(ranks)
    height = max(_LEAST_HEIGHT, _LINE_HEIGHT * len(cities))
    latest = {row["city"]: row for row in rows}
    labels = _labels(plot, [latest[city] for city in cities], domain, height)
    x = _edition_axis(plot, rows[0]["position"], times, width)
    y = layers.place_axis(domain[::-1], "rank", padding=10)
    y["axis"] |= {"titleAnchor": "end", "titleAngle": 0, "titleAlign": "right", "titleY": -6}
    color, dash, shape = _looks(cities, theme)
    return {
        "width": width,
        "height": height,
        "data": {"values": rows},
        "layer": [
            *_lines(x, y, color, dash, shape),
            *_rings(plot, rows, x, y, theme),
            {"data": {"values": labels},
             "mark": {"type": "rule", "strokeWidth": 1, "opacity": 0.5, "strokeDash": [1, 3],
                      "color": theme.quiet, "aria": False},
             "encoding": {"x": x, "x2": {"value": width + 12},
                          "y": {**y, "field": "middle"}, "y2": {"field": "stands"}}},
            {"data": {"values": labels},
             **layers.texts("label", {"x": {"value": width + 16}, "y": {**y, "field": "stands"},
                                      "color": color},
                            {"baseline": "middle", "fontWeight": 600})},
        ],
    }  # fmt: skip


def _looks(cities: list[str], theme: Theme) -> Sequence[Spec]:
    """Return the encodings of the ink, the dash and the shape of each city."""
    looks = _LOOKS[: len(cities)]
    if len(cities) > len(_LOOKS):
        looks = [(theme.quiet, *_STROKES[0])] * len(cities)
    return [layers.by_name("city", cities, list(look)) for look in zip(*looks, strict=True)]


def _lines(x: Spec, y: Spec, color: Spec, dash: Spec, shape: Spec) -> list[Spec]:
    middle = {**y, "field": "middle"}
    return [
        layers.bands("y", y, {"x": x, "color": color, "description": {"field": "words"}}, {}),
        {"mark": {"type": "line", "strokeWidth": 2.5, "strokeJoin": "round", "aria": False},
         "encoding": {"x": x, "y": middle, "color": color, "strokeDash": dash,
                      "detail": {"field": "run"}}},
        layers.points("datum.kind == 'exact'",
                      {"x": x, "y": middle, "color": color, "shape": shape},
                      {"filled": True, "size": 46}),
        layers.points("datum.kind == 'open'",
                      {"x": x, "y": {**y, "field": "worst"}, "color": color},
                      {"shape": "triangle-down", "size": 70}),
    ]  # fmt: skip


def _rows(plot: Plot, held: pd.DataFrame, ranks: list[Rank], times: Sequence[int]) -> list[Spec]:
    """Return the fields of each rank; a line joins those of a run."""
    cities, positions = held["city"].astype("str"), held["place"]
    runs = positions.groupby(cities).diff().gt(1).groupby(cities).cumsum()
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
        for city, position, run, one in zip(cities, positions.tolist(), runs, ranks, strict=True)
    ]


def _labels(plot: Plot, ends: list[Spec], domain: tuple[int, int], height: int) -> list[Spec]:
    """Return the label of each city at the end of its line, with the edition unless it is the last.

    Labels are set apart in pixels from the top.
    """
    first, last = domain
    scale = (last - first) / (height - _MARGIN)
    wanted = [(end["middle"] - first) / scale for end in ends]
    labels = []
    for end, stand in zip(ends, apart(wanted, _LABEL_HEIGHT, 0, height - _MARGIN), strict=True):
        edition = plot.editions[end["position"]]
        old = "" if edition == plot.editions[-1] else f" (in {edition})"
        label = f"{end['city']} {end['text']}{old}"
        labels.append({**end, "label": label, "stands": first + stand * scale})
    return labels


def apart(wanted: Sequence[float], gap: float, top: float, bottom: float) -> list[float]:
    """Return where labels stand, given where each should stand.

    They keep their order and stand at least a gap apart, each as near to where it should as that
    allows, and between top and bottom if all fit there.

    >>> apart([10, 11, 40], gap=4, top=0, bottom=50)
    [8.5, 12.5, 40.0]
    """
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    # Labels that touch form a block around the mean of what they want. The gaps above a label are
    # taken off that, so that a block is one number.
    blocks: list[list[float]] = []
    for step, number in enumerate(order):
        blocks.append([wanted[number] - gap * step])
        while len(blocks) > 1 and fmean(blocks[-2]) > fmean(blocks[-1]):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    lowest = bottom - gap * (len(wanted) - 1)
    starts = [max(min(fmean(block), lowest), top) for block in blocks for _ in block]
    stands = [start + gap * step for step, start in enumerate(starts)]
    return [stand for _, stand in sorted(zip(order, stands, strict=True))]


def _rings(plot: Plot, rows: list[Spec], x: Spec, y: Spec, theme: Theme) -> list[Spec]:
    """Return a layer of the last points at which lines cross as one city overtook another.

    Lines that are not drawn from one edition to the next do not cross.
    """
    by_end = {(row["city"], row["position"]): row for row in rows}
    rings = []
    for one in plot.passings:
        start, end = plot.editions.index(one.before), plot.editions.index(one.after)
        keys = list(product((one.city, one.other), (start, end)))
        if end - start > 1 or not by_end.keys() >= set(keys):
            continue
        before, after, other_before, other_after = (by_end[key]["middle"] for key in keys)
        gap = before - other_before
        closed = gap + (other_after - after)
        share = gap / closed if closed else 0.5
        time, next_time = (by_end[key]["time"] for key in keys[:2])
        rings.append(
            {
                "time": time + share * (next_time - time),
                "middle": before + share * (after - before),
                "words": f"{one.city} overtook {one.other}, {one.after}",
            }
        )
    layer = {
        "data": {"values": rings[-_MOST_RINGS:]},
        "mark": {"type": "point", "size": 150, "strokeWidth": 1.5, "color": theme.text,
                 "filled": False},
        "encoding": {"x": x, "y": {**y, "field": "middle"}, "description": {"field": "words"}},
    }  # fmt: skip
    return [layer] if rings else []


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
