"""Who moved between two editions, as a dumbbell chart: better places to the right."""

from scicli.analysis.answer import Plot
from scicli.index.rank import Rank, each
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
from scicli.view.charts.theme import BAD, GOOD, Spec, Theme

_ROW = 26
_LETTER = 8


def moves(plot: Plot, theme: Theme, width: int) -> Spec:
    """Return a dumbbell chart: a ring for the rank before, a dot for the rank after."""
    before, after = (list(each(plot.frame, name)) for name in ("from_rank", "to_rank"))
    both = [*before, *after]
    first, last = bounds((one.best for one in both), (one.worst for one in both))
    cities = plot.frame["city"].astype("str").tolist()
    start, end = plot.editions
    rows = [
        _row(city, one, other, f"{city}: {one.text()} in {start}, {other.text()} in {end}", last)
        for city, one, other in zip(cities, before, after, strict=True)
    ]
    # The longest text of a rank has room at both sides of the axis.
    room = 16 + _LETTER * max((len(one.text()) for one in both), default=0)
    x = place_axis((last, first), "rank, better to the right", room)
    y = row_axis("city", cities, theme)
    ink = by_name("rose", [True, False], [GOOD, BAD])
    ring = {"size": 70, "strokeWidth": 2, "filled": False}
    line = {"strokeWidth": 8, "opacity": 0.2}
    return {
        "width": width - 120,
        "height": max(_ROW * len(cities), _ROW),
        "data": {"values": rows},
        "layer": [
            {"mark": {"type": "rule", "strokeWidth": 2, "opacity": 0.6, "aria": False},
             "encoding": {"x": {**x, "field": "before_middle"}, "x2": {"field": "after_middle"},
                          "y": y, "color": ink}},
            band("before_best", "before_worst", line, {"x": x, "y": y, "color": ink}),
            band("after_best", "after_worst", {"strokeWidth": 8}, {"x": x, "y": y, "color": ink}),
            points("datum.before_best == datum.before_worst", ring,
                   {"x": {**x, "field": "before_middle"}, "y": y, "color": ink}),
            points("datum.after_best == datum.after_worst", {"size": 90, "filled": True},
                   {"x": {**x, "field": "after_middle"}, "y": y, "color": ink}),
            *_texts("before", theme.quiet, x, y),
            *_texts("after", theme.text, x, y),
        ],
    }  # fmt: skip


def _texts(name: str, color: str, x: Spec, y: Spec) -> list[Spec]:
    """Return two layers of the ranks before or after: those that stand left, and right."""
    return [
        {
            "transform": [{"filter": f"datum.{name}_side == '{side}'"}],
            **texts(
                f"{name}_text",
                {"align": align, "dx": shift, "color": color},
                {"x": {**x, "field": f"{name}_edge"}, "y": y},
            ),
        }
        for side, align, shift in (("left", "right", -10), ("right", "left", 10))
    ]


def _row(city: str, one: Rank, other: Rank, words: str, last: int) -> dict[str, object]:
    """Return the ranks of a city before and after, with the sides on which their texts stand."""
    before, after = extent(one, last), extent(other, last)
    rose = after["middle"] <= before["middle"]
    return {
        "city": city,
        "rose": rose,
        "words": words,
        **{f"before_{name}": place for name, place in before.items()},
        "before_text": one.text(),
        "before_side": "left" if rose else "right",
        "before_edge": before["worst" if rose else "best"],
        **{f"after_{name}": place for name, place in after.items()},
        "after_text": other.text(),
        "after_side": "right" if rose else "left",
        "after_edge": after["best" if rose else "worst"],
    }
