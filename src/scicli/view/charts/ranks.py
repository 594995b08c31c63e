"""The rank table of an edition: bars of ratings if all are published, else dots by rank."""

from scicli.analysis.answer import Plot
from scicli.index.rank import Rank, each
from scicli.index.rating import rating_text
from scicli.view.charts import layers
from scicli.view.charts.layers import INKS, Spec, Theme

_ROW = 20


def ranks(plot: Plot, theme: Theme, width: int) -> Spec:
    """Return a bar for each rating, or a dot for each rank, in the order of the table."""
    held = plot.frame[plot.frame["rank"].notna()]
    places = list(each(held, "rank"))
    cities = held["city"].astype("str").tolist()
    rows = [
        {"name": f"{one.text()}  {city}", "words": f"{city}: {one.text()}"}
        for one, city in zip(places, cities, strict=True)
    ]
    y = layers.name_axis("name", [row["name"] for row in rows], theme, size=12, limit=220)
    if held["rating"].notna().all() and held["rating"].min() >= 0:
        fields = [
            {"rating": float(rating), "text": rating_text(rating),
             "words": f"{city}: rated {rating_text(rating)}"}
            for city, rating in zip(cities, held["rating"], strict=True)
        ]  # fmt: skip
        x = {"field": "rating", "type": "quantitative",
             "axis": {"title": "rating", "tickCount": 5}}  # fmt: skip
        parts = [
            {"mark": {"type": "bar", "color": INKS[0], "height": {"band": 0.7}},
             "encoding": {"x": x, "y": y, "description": {"field": "words"}}},
            layers.texts("text", {"x": x, "y": y}, {"dx": 5, "color": theme.text}),
        ]  # fmt: skip
    else:
        first, last = layers.bounds([Rank(1, 1), *places])
        fields = [layers.interval(one, last) for one in places]
        x = layers.place_axis([first, last], "rank", padding=10)
        parts = [
            layers.bands("x", x, {"y": y}, {"color": INKS[0], "aria": False}),
            layers.points("datum.best == datum.worst", {"x": {**x, "field": "middle"}, "y": y},
                          {"filled": True, "size": 60, "color": INKS[0]}),
        ]  # fmt: skip
    values = [row | more for row, more in zip(rows, fields, strict=True)]
    return {"width": width - 130, "height": _ROW * len(rows),
            "data": {"values": values}, "layer": parts}  # fmt: skip
