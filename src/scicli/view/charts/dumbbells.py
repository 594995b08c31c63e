"""Who moved between two editions, as a dumbbell chart: better places to the right."""

from typing import Any

from scicli.analysis.answer import Plot
from scicli.index.rank import Rank, each
from scicli.view.charts import layers
from scicli.view.charts.layers import BAD, GOOD, Spec, Theme

_ROW = 26
_LETTER = 8


def moves(plot: Plot, theme: Theme, width: int) -> Spec:
    """Return a dumbbell chart: a ring for the rank before, a dot for the rank after."""
    before, after = (list(each(plot.frame, name)) for name in ("from_rank", "to_rank"))
    first, last = layers.bounds([*before, *after])
    cities = plot.frame["city"].astype("str").tolist()
    start, end = plot.editions
    rows = [
        {
            "city": city,
            "words": f"{city}: {one.text()} in {start}, {other.text()} in {end}",
            **_row(one, other, last),
        }
        for city, one, other in zip(cities, before, after, strict=True)
    ]
    # The longest text of a rank needs room at the sides.
    room = 16 + _LETTER * max(len(one.text()) for one in (*before, *after))
    x = layers.place_axis([last, first], "rank, better to the right", padding=room)
    y = layers.name_axis("city", cities, theme, size=13, limit=200)
    ink = layers.by_name("rose", [True, False], [GOOD, BAD])
    return {
        "width": width - 120,
        "height": _ROW * len(cities),
        "data": {"values": rows},
        "layer": [
            {"mark": {"type": "rule", "strokeWidth": 2, "opacity": 0.6, "aria": False},
             "encoding": {"x": {**x, "field": "before_middle"}, "x2": {"field": "after_middle"},
                          "y": y, "color": ink}},
            *(layers.bands("x", x, {"y": y, "color": ink},
                    {"strokeWidth": 8, "opacity": opacity, "aria": False}, prefix)
              for prefix, opacity in (("before_", 0.2), ("after_", 0.35))),
            *(layers.points(f"datum.{prefix}best == datum.{prefix}worst",
                     {"x": {**x, "field": f"{prefix}middle"}, "y": y, "color": ink}, mark)
              for prefix, mark in (("before_", {"size": 70, "strokeWidth": 2, "filled": False}),
                                   ("after_", {"size": 90, "filled": True}))),
            *(layer for prefix, color in (("before_", theme.quiet), ("after_", theme.text))
              for layer in _texts(prefix, color, x, y)),
        ],
    }  # fmt: skip


def _texts(prefix: str, color: str, x: Spec, y: Spec) -> list[Spec]:
    """Return two layers of the ranks before or after: those that stand left, and right."""
    encoding = {"x": {**x, "field": f"{prefix}edge"}, "y": y}
    return [
        {
            "transform": [{"filter": f"datum.{prefix}side == '{side}'"}],
            **layers.texts(
                f"{prefix}text", encoding, {"align": align, "dx": shift, "color": color}
            ),
        }
        for side, align, shift in (("left", "right", -10), ("right", "left", 10))
    ]


def _row(before: Rank, after: Rank, last: int) -> dict[str, Any]:
    """Return the fields of a city, with the sides on which its ranks stand."""
    row = layers.interval(before, last, "before_") | layers.interval(after, last, "after_")
    rose = row["after_middle"] <= row["before_middle"]
    return {
        **row,
        "rose": rose,
        "before_side": "left" if rose else "right",
        "before_edge": row["before_worst"] if rose else row["before_best"],
        "after_side": "right" if rose else "left",
        "after_edge": row["after_best"] if rose else row["after_worst"],
    }
