"""The rank table of an edition: bars of ratings if all are published, else dots by rank."""

from scicli.analysis.answer import Plot
from scicli.index.rank import each
from scicli.index.rating import rating_text
from scicli.view.charts.layers import (
    INKS,
    Spec,
    Theme,
    bands,
    bounds,
    interval,
    name_axis,
    place_axis,
    points,
    texts,
)

_ROW = 20


def ranks(plot: Plot, theme: Theme, width: int) -> Spec:
    """Return a bar for each rating, or a dot for each rank, in the order of the table."""
    held = plot.frame[plot.frame["rank"].notna()]
    places = list(each(held, "rank"))
    cities = held["city"].astype("str").tolist()
    names = [f"{one.text()}  {city}" for one, city in zip(places, cities, strict=True)]
    y = name_axis("name", names, theme, size=12, limit=220)
    if held["rating"].notna().all() and held["rating"].min() >= 0:
        rows = [
            {"name": name, "rating": float(rating), "text": rating_text(rating),
             "words": f"{city}: rated {rating_text(rating)}"}
            for name, city, rating in zip(names, cities, held["rating"], strict=True)
        ]  # fmt: skip
        x = {"field": "rating", "type": "quantitative",
             "axis": {"title": "rating", "tickCount": 5}}  # fmt: skip
        layers = [
            {"mark": {"type": "bar", "color": INKS[0], "height": {"band": 0.7}},
             "encoding": {"x": x, "y": y, "description": {"field": "words"}}},
            texts("text", {"x": x, "y": y}, {"dx": 5, "color": theme.text}),
        ]  # fmt: skip
    else:
        first, last = bounds((1, *(one.best for one in places)), (one.worst for one in places))
        rows = [
            {"name": name, **interval(one, last), "words": f"{city}: {one.text()}"}
            for name, city, one in zip(names, cities, places, strict=True)
        ]
        x = place_axis([first, last], "rank", padding=10)
        layers = [
            bands("x", x, {"y": y}, {"color": INKS[0], "aria": False}),
            points("datum.best == datum.worst", {"x": {**x, "field": "middle"}, "y": y},
                   {"filled": True, "size": 60, "color": INKS[0]}),
        ]  # fmt: skip
    return {"width": width - 130, "height": _ROW * len(rows),
            "data": {"values": rows}, "layer": layers}  # fmt: skip
