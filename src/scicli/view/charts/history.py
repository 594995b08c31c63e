"""Rank histories as a bump chart: place 1 on top, the names at the ends of the lines."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from scicli.analysis.answer import Plot
from scicli.errors import QuestionError
from scicli.index.editions import Label
from scicli.index.rank import NO_END, Mark, each
from scicli.view.charts.layers import (
    apart,
    band,
    beyond,
    bounds,
    by_name,
    place_axis,
    points,
    texts,
)
from scicli.view.charts.theme import DASHES, INKS, SHAPES, Spec, Theme

_LABEL_HEIGHT = 15
_LEAST_HEIGHT = 280
_HEIGHT_FOR_EACH = 22
_LEAST_LABEL = 30
# More lines cannot be told apart.
_MOST_LINES = 60
# More lines than inks and dashes differ only by their names.
_MOST_INKS = len(INKS) * len(DASHES)
_TICKS_ACROSS = 12
# More rings cannot be looked at one by one.
_MOST_RINGS = 5


@dataclass(frozen=True)
class _Place:
    """A rank in a history: where it is drawn, and what it says."""

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
    places = _places(held, plot, beyond(held["rank"], held["rank_max"]))
    first, last = bounds((one.best for one in places), (one.worst for one in places))
    height = max(_LEAST_HEIGHT, _HEIGHT_FOR_EACH * len(cities))
    at = _positions(plot)
    x, y = _x(plot, places, at, width), _y(first, last)
    inks = _inks(len(cities), theme)
    color = by_name("city", cities, [ink for ink, _, _ in inks])
    dash = by_name("city", cities, [list(dash) for _, dash, _ in inks])
    shape = by_name("city", cities, [shape for _, _, shape in inks])
    rows = [{"city": p.city, "position": at[p.position], "run": f"{p.city} {p.run}",
             "middle": p.middle, "best": p.best, "worst": p.worst, "kind": p.kind,
             "words": f"{p.city}, {plot.editions[p.position]}: {p.text}"}
            for p in places]  # fmt: skip
    described = {"x": x, "y": y, "color": color, "description": {"field": "words"}}
    layers = [
        band("best", "worst", {}, described, along="y"),
        {"mark": {"type": "line", "strokeWidth": 2.5, "strokeJoin": "round", "aria": False},
         "encoding": {"x": x, "y": y, "color": color, "strokeDash": dash,
                      "detail": {"field": "run"}}},
         points("datum.kind == 'exact'", {"filled": True, "size": 46},
                {**described, "shape": shape}),
        points("datum.kind == 'open'", {"shape": "triangle-down", "size": 70},
               {**described, "y": {**y, "field": "worst"}}),
    ]  # fmt: skip
    labels = _labels(places, cities, at, height, (first, last), plot.editions)
    label_y = {**y, "field": "stands"}
    return {
        "width": width,
        "height": height,
        "layer": [
            *({"data": {"values": rows}, **layer} for layer in layers),
            *_rings(plot, places, at, x, y, theme),
            {"data": {"values": labels},
             "mark": {"type": "rule", "strokeWidth": 1, "opacity": 0.5, "strokeDash": [1, 3],
                      "color": theme.quiet, "aria": False},
             "encoding": {"x": x, "x2": {"value": width + 12}, "y": y, "y2": {"field": "stands"}}},
            {"data": {"values": labels},
             **texts("text", {"baseline": "middle", "fontWeight": 600},
                     {"x": {"value": width + 16}, "y": label_y, "color": color})},
        ],
    }  # fmt: skip


def _positions(plot: Plot) -> Sequence[int]:
    """Return where each edition stands on the axis: by time, where each has a day of its own."""
    return plot.days if len(set(plot.days)) == len(plot.editions) else range(len(plot.editions))


def _x(plot: Plot, places: list[_Place], at: Sequence[int], width: int) -> Spec:
    """Return the axis of editions, from the first that is held on."""
    start = min((one.position for one in places), default=0)
    steps = list(range(start, len(plot.editions)))
    ticked = _ticked(steps, width)
    names = {at[step]: str(plot.editions[step]) for step in ticked}
    return {
        "field": "position",
        "type": "quantitative",
        "scale": {
            "domain": [at[start], max(at[steps[-1]], at[start] + 1)],
            "nice": False,
            "zero": False,
            "padding": 10,
        },
        "axis": {
            "values": list(names),
            "labelExpr": f"{json.dumps(names)}[datum.value]",
            "title": None,
            "grid": False,
            "labelLimit": max(width // max(len(ticked), 1) - 6, _LEAST_LABEL),
            "labelOverlap": True,
        },
    }


def _y(first: int, last: int) -> Spec:
    """Return the axis of places, the first on top, with its title above it."""
    axis = place_axis((last, first), "rank")
    above = {"titleAnchor": "end", "titleAngle": 0, "titleAlign": "right", "titleY": -6}
    return {**axis, "field": "middle", "axis": {**axis["axis"], **above}}


def _places(held: pd.DataFrame, plot: Plot, end: float) -> list[_Place]:
    """Return the ranks that are held; an open end reaches to the end of the axis."""
    rows = zip(held["city"].astype("str"), held["place"], each(held, "rank"), strict=True)
    before: dict[str, tuple[int, int]] = {}
    found = []
    for city, position, one in rows:
        last, run = before.get(city, (position, 0))
        run = run if position - last <= 1 else run + 1
        before[city] = (position, run)
        is_open = one.mark is Mark.OPEN or one.worst == NO_END
        kind = "open" if is_open else "exact" if one.exact else "band"
        worst = end if is_open else one.worst
        found.append(_Place(city, int(position), run, one.best, worst, kind, one.text()))
    return found


def _inks(count: int, theme: Theme) -> list[tuple[str, tuple[int, int], str]]:
    """Return an ink, a dash and a shape for each line, or the same for more than differ."""
    if count > _MOST_INKS:
        return [(theme.quiet, DASHES[0], SHAPES[0])] * count
    rounds = ((n % len(INKS), n // len(INKS)) for n in range(count))
    return [(INKS[ink], DASHES[turn], SHAPES[turn]) for ink, turn in rounds]


def _labels(
    places: list[_Place],
    cities: Sequence[str],
    at: Sequence[int],
    height: int,
    ends: tuple[int, int],
    editions: Sequence[Label],
) -> list[Spec]:
    """Return the name of each city beside its last rank, with the edition if it is not the last."""
    last_of = {one.city: one for one in places}
    first, last = ends
    scale = (last - first) / max(height - 20, 1)
    heights = [(last_of[city].middle - first) / scale for city in cities]
    stands = apart(heights, _LABEL_HEIGHT, 0, height - 20)
    labels = []
    for city, stand in zip(cities, stands, strict=True):
        one = last_of[city]
        is_last = one.position == len(editions) - 1
        labels.append(
            {
                "city": city,
                "text": f"{city} {one.text}"
                + ("" if is_last else f" (in {editions[one.position]})"),
                "position": at[one.position],
                "middle": one.middle,
                "stands": first + stand * scale,
            }
        )
    return labels


def _rings(
    plot: Plot, places: list[_Place], at: Sequence[int], x: Spec, y: Spec, theme: Theme
) -> list[Spec]:
    """Return rings where one city overtook another, the latest five.

    A ring stands where two lines cross, so both have to be drawn from one edition to the next.
    """
    position = {edition: number for number, edition in enumerate(plot.editions)}
    middle = {(one.city, one.position): one.middle for one in places}
    rows = []
    for passing in plot.passings:
        start, end = position[passing.before], position[passing.after]
        ends = [(city, step) for city in (passing.city, passing.other) for step in (start, end)]
        if end - start > 1 or not all(one in middle for one in ends):
            continue
        before, after, other_before, other_after = (middle[one] for one in ends)
        gap = before - other_before
        closed = gap + (other_after - after)
        share = gap / closed if closed else 0.5
        rows.append(
            {
                "position": at[start] + share * (at[end] - at[start]),
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


def _ticked(steps: Sequence[int], width: int) -> list[int]:
    """Return the editions that have a name on the axis, the last one among them."""
    most = max(min(_TICKS_ACROSS, width // 40), 2)
    return list(reversed(steps[::-1][:: math.ceil(len(steps) / most)]))
