"""What charts share: axes, the layers of bands, points and texts, and labels that keep apart."""

from collections.abc import Iterable, Sequence

import pandas as pd

from scicli.index.rank import NO_END, Rank
from scicli.view.charts.theme import Spec, Theme

_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)
_MOST_TICKS = 6
# An open end reaches this share of an axis beyond the last place that is known.
_BEYOND = 0.06


def extent(rank: Rank, last: float) -> dict[str, float]:
    """Return the `best`, `worst` and `middle` place of a rank on an axis that ends at a place."""
    worst = min(rank.worst, last)
    return {"best": rank.best, "worst": worst, "middle": (rank.best + worst) / 2}


def place_axis(ends: tuple[int, int], title: str, padding: int = 10) -> Spec:
    """Return an axis of places from one end to the other."""
    return {
        "type": "quantitative",
        "scale": {"domain": list(ends), "nice": False, "zero": False, "padding": padding},
        "axis": {"values": ticks(max(ends), min(ends)), "title": title, "format": "d"},
    }


def row_axis(field: str, names: Sequence[str], theme: Theme, size: int = 13) -> Spec:
    """Return an axis that has a row for each name, in their order."""
    return {
        "field": field, "type": "nominal", "sort": names, "scale": {"domain": names},
        "axis": {"title": None, "labelColor": theme.text, "labelFontSize": size, "labelLimit": 210,
                 "grid": False},
    }  # fmt: skip


def by_name(field: str, values: Sequence[object], shown_as: Sequence[object]) -> Spec:
    """Return what shows each value of a field as an ink, a dash or a shape, without a legend."""
    scale = {"domain": values, "range": shown_as}
    return {"field": field, "type": "nominal", "legend": None, "scale": scale}


def band(best: str, worst: str, look: Spec, encoding: Spec, along: str = "x") -> Spec:
    """Return a bar for each rank that is more than one place, along an axis of places."""
    ends = {along: {**encoding[along], "field": best}, f"{along}2": {"field": worst}}
    mark = {"type": "rule", "strokeWidth": 7, "strokeCap": "round", "opacity": 0.35}
    return {
        "transform": [{"filter": f"datum.{best} != datum.{worst}"}],
        "mark": {**mark, "aria": "description" in encoding, **look},
        "encoding": {**encoding, **ends},
    }


def points(only: str, look: Spec, encoding: Spec) -> Spec:
    """Return a point for each row of which a condition is true, with its words."""
    return {
        "transform": [{"filter": only}],
        "mark": {"type": "point", "opacity": 1, **look},
        "encoding": {**encoding, "description": {"field": "words"}},
    }


def texts(field: str, look: Spec, encoding: Spec) -> Spec:
    """Return a text for each row, at the left end of which it stands."""
    return {
        "mark": {"type": "text", "align": "left", "fontSize": 12, "aria": False, **look},
        "encoding": {**encoding, "text": {"field": field}},
    }


def ticks(last: int, first: int = 1) -> list[int]:
    """Return the places at which an axis has a tick: the first, and round ones up to the last.

    >>> ticks(13), ticks(62), ticks(3)
    ([1, 5, 10], [1, 20, 40, 60], [1, 2, 3])
    """
    span = last - first
    step = next((one for one in _STEPS if span / one < _MOST_TICKS - 1), None)
    step = step or 10 ** len(str(span)) // 5
    round_ones = range(step * (first // step + 1), last + 1, step)
    # Between the first place and a round one there has to be room for both.
    return [first, *(one for one in round_ones if one - first >= step / 2)]


def beyond(best: Iterable[float], worst: Iterable[float]) -> float:
    """Return where an open end is drawn to: a little beyond every place that is known."""
    known = [float(place) for places in (best, worst) for place in places if not pd.isna(place)]
    last = max(known, default=1.0)
    return last + max(1.0, round(last * _BEYOND))


def bounds(best: Iterable[float], worst: Iterable[float]) -> tuple[int, int]:
    """Return the first and the last place that an axis has to reach, an open end a little more."""
    begins, every = list(map(int, best)), list(worst)
    ends = [int(place) for place in every if place < NO_END]
    first, last = min(begins, default=1), max((*begins, *ends), default=1)
    if len(ends) < len(every):
        last = int(beyond([last], []))
    # What is near the top is shown from place 1 on.
    first = 1 if first <= max(3, (last - first) / 2) else first
    return first, max(last, first + 1)


def apart(places: Sequence[float], gap: float, top: float, bottom: float) -> list[float]:
    """Return where labels stand that belong beside some heights, in their order.

    They are at least a gap apart, each as near to its height as possible, and within the bounds if
    there is room for all.

    >>> apart([10, 11, 40], gap=4, top=0, bottom=50)
    [8.5, 12.5, 40.0]
    """
    order = sorted(range(len(places)), key=places.__getitem__)
    # Labels that touch stand as one block, in the middle of what its labels would like.
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
        for rank, number in enumerate(block):
            found[number] = start + gap * rank
    return found


def _start(wanted: Sequence[float], gap: float, top: float, bottom: float) -> float:
    """Return where the first label of a block stands."""
    length = gap * (len(wanted) - 1)
    middle = sum(place - gap * rank for rank, place in enumerate(wanted)) / len(wanted)
    return max(min(middle, bottom - length), top)
