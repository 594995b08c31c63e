"""The inks, axes and layers that charts share, in Vega-Lite."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from scicli.index.rank import NO_END, Rank

Spec = dict[str, Any]
"""A part of a chart in Vega-Lite."""

# Okabe and Ito's colours: neighbours differ in lightness too, and each is dark enough on white and
# light enough on black.
INKS = ("#0072b2", "#d55e00", "#009e73", "#a05195", "#b8860b", "#4d9ed1")
GOOD = "#009e73"
BAD = "#d55e00"
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)
_MOST_TICKS = 6
# An open end reaches beyond the last known place by this share of the axis.
_BEYOND = 0.06
_FONT = "system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif"


class Theme(NamedTuple):
    """The inks that depend on the background of a chart."""

    text: str
    quiet: str  # of axes and details
    page: str


ON_WHITE = Theme(text="#1b1f24", quiet="#6b7480", page="#ffffff")
"""The theme of a chart in its own file."""
ON_A_PAGE = Theme(text="currentColor", quiet="#7d8590", page="transparent")
"""The theme of a chart within a page that is light or dark."""


def settings(theme: Theme) -> Spec:
    """Return the settings that all charts share."""
    return {
        "background": theme.page,
        "font": _FONT,
        "view": {"stroke": None},
        "axis": {"domain": False, "ticks": False, "gridColor": theme.quiet, "gridOpacity": 0.25,
                 "labelColor": theme.quiet, "labelFontSize": 12, "labelPadding": 6,
                 "titleColor": theme.quiet, "titleFontSize": 12, "titleFontWeight": "normal"},
        "title": {"anchor": "start", "frame": "group", "offset": 14,
                  "color": theme.text, "fontSize": 16, "fontWeight": 600,
                  "subtitleColor": theme.quiet, "subtitleFontSize": 12, "subtitlePadding": 4},
    }  # fmt: skip


def ticks(first: int, last: int) -> list[int]:
    """Return the ticks of an axis: the first place, and round ones up to the last.

    >>> ticks(1, 13), ticks(1, 62), ticks(1, 3)
    ([1, 5, 10], [1, 20, 40, 60], [1, 2, 3])
    """
    span = last - first
    steps = (*_STEPS, 10 ** len(str(span)) // 5)
    step = next(one for one in steps if span / one < _MOST_TICKS - 1)
    round_places = range(step * (first // step + 1), last + 1, step)
    # The first place and the round one after it both need room.
    return [first, *(place for place in round_places if place - first >= step / 2)]


def beyond(last: float) -> float:
    """Return the end of the axis if an open end reaches beyond the last known place."""
    return last + max(1.0, round(last * _BEYOND))


def bounds(ranks: Sequence[Rank]) -> tuple[int, int]:
    """Return the first and the last place of an axis that shows all ranks and their open ends."""
    bests, worsts = [rank.best for rank in ranks], [rank.worst for rank in ranks]
    first, last = min(bests), int(max(place for place in bests + worsts if place < NO_END))
    if NO_END in worsts:
        last = int(beyond(last))
    # An axis of ranks near the top begins with place 1.
    first = 1 if first <= max(3, (last - first) / 2) else first
    return first, max(last, first + 1)


def interval(rank: Rank, last: float, prefix: str = "") -> dict[str, Any]:
    """Return the fields of a rank; an open end reaches to the last place of the axis."""
    worst = min(rank.worst, last)
    return {
        f"{prefix}best": rank.best,
        f"{prefix}worst": worst,
        f"{prefix}middle": (rank.best + worst) / 2,
        f"{prefix}text": rank.text(),
    }


def number_axis(domain: Sequence[float], padding: int, axis: Spec) -> Spec:
    """Return an axis of numbers; it runs backwards if the domain does."""
    return {
        "type": "quantitative",
        "scale": {"domain": domain, "nice": False, "zero": False, "padding": padding},
        "axis": axis,
    }


def place_axis(domain: Sequence[int], title: str, padding: int) -> Spec:
    """Return a `number_axis` of places."""
    axis = {"values": ticks(min(domain), max(domain)), "title": title, "format": "d"}
    return number_axis(domain, padding, axis)


def name_axis(field: str, names: list[str], theme: Theme, size: int, limit: int) -> Spec:
    """Return an axis with a row for each name, from top to bottom."""
    return {
        "field": field,
        "type": "nominal",
        "sort": names,
        "scale": {"domain": names},
        "axis": {"title": None, "labelColor": theme.text, "labelFontSize": size,
                 "labelLimit": limit, "grid": False},
    }  # fmt: skip


def by_name(field: str, names: list[Any], looks: list[Any]) -> Spec:
    """Return an encoding of names as inks, dashes or shapes."""
    return {"field": field, "type": "nominal", "legend": None,
            "scale": {"domain": names, "range": looks}}  # fmt: skip


def bands(channel: str, axis: Spec, encoding: Spec, mark: Spec, prefix: str = "") -> Spec:
    """Return a layer of the ranks that are bands, as lines from `best` to `worst`."""
    best, worst = f"{prefix}best", f"{prefix}worst"
    return {
        "transform": [{"filter": f"datum.{best} != datum.{worst}"}],
        "mark": {"type": "rule", "strokeWidth": 7, "strokeCap": "round", "opacity": 0.35, **mark},
        "encoding": {channel: {**axis, "field": best}, f"{channel}2": {"field": worst}, **encoding},
    }


def points(where: str, encoding: Spec, mark: Spec) -> Spec:
    """Return a layer of points, each described by its `words`."""
    return {
        "transform": [{"filter": where}],
        "mark": {"type": "point", "opacity": 1, **mark},
        "encoding": {**encoding, "description": {"field": "words"}},
    }


def texts(field: str, encoding: Spec, mark: Spec) -> Spec:
    """Return a layer of texts that screen readers skip."""
    return {
        "mark": {"type": "text", "align": "left", "fontSize": 12, "aria": False, **mark},
        "encoding": {**encoding, "text": {"field": field}},
    }
