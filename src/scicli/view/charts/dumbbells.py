"""Who moved between two editions, as a dumbbell chart: better places to the right."""

from typing import Any

from scicli.analysis.answer import Plot
from scicli.index.rank import each
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
    rows: list[dict[str, Any]] = [
        {
            "city": city,
            "words": f"{city}: {one.text()} in {start}, {other.text()} in {end}",
            **layers.interval(one, last, "before_"),
            **layers.interval(other, last, "after_"),
        }
        for city, one, other in zip(cities, before, after, strict=True)
    ]
    for row in rows:
        row["rose"] = row["after_middle"] <= row["before_middle"]
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
            *_texts("before_", ("datum.rose", "!datum.rose"), theme.quiet, x, y),
            *_texts("after_", ("!datum.rose", "datum.rose"), theme.text, x, y),
        ],
    }  # fmt: skip


def _texts(prefix: str, where: tuple[str, str], color: str, x: Spec, y: Spec) -> list[Spec]:
    """Return two layers of the ranks before or after: those that stand left, and right."""
    sides = (("worst", "right", -10), ("best", "left", 10))
    return [
        {
            "transform": [{"filter": condition}],
            **layers.texts(
                f"{prefix}text",
                {"x": {**x, "field": f"{prefix}{edge}"}, "y": y},
                {"align": align, "dx": shift, "color": color},
            ),
        }
        for condition, (edge, align, shift) in zip(where, sides, strict=True)
    ]
