"""The rank table of an edition: bars of ratings where all are published, else dots by rank."""

from scicli.analysis.answer import Plot
from scicli.index.rank import each
from scicli.index.rating import rating_text
from scicli.view.charts.axis import bounds, middle, ticks
from scicli.view.charts.axis import end as end_of
from scicli.view.charts.theme import INKS, Spec, Theme

_ROW = 20


def ranks(plot: Plot, theme: Theme, width: int) -> Spec:
    """Return a bar for each rating, or a dot for each rank, in the order of the table."""
    held = plot.frame[plot.frame["rank"].notna()]
    rated = bool(len(held)) and bool(held["rating"].notna().all()) and held["rating"].min() >= 0
    places = list(each(held, "rank"))
    cities = held["city"].astype("str").tolist()
    names = [f"{one.text()}  {city}" for one, city in zip(places, cities, strict=True)]
    y = {"field": "name", "type": "nominal", "sort": names,
         "axis": {"title": None, "labelColor": theme.text, "labelFontSize": 12, "labelLimit": 220,
                  "grid": False}}  # fmt: skip
    if rated:
        rows = [
            {"name": name, "rating": float(rating), "text": rating_text(rating),
             "words": f"{city}: rated {rating_text(rating)}"}
            for name, city, rating in zip(names, cities, held["rating"], strict=True)
        ]  # fmt: skip
        x = {"field": "rating", "type": "quantitative",
             "axis": {"title": "rating", "tickCount": 5}}  # fmt: skip
        layers: list[Spec] = [
            {"mark": {"type": "bar", "color": INKS[0], "height": {"band": 0.7}},
             "encoding": {"x": x, "y": y, "description": {"field": "words"}}},
            {"mark": {"type": "text", "align": "left", "dx": 5, "fontSize": 12, "aria": False,
                      "color": theme.text},
             "encoding": {"x": x, "y": y, "text": {"field": "text"}}},
        ]  # fmt: skip
    else:
        first, last = bounds((1, *(one.best for one in places)), (one.worst for one in places))
        rows = [{"name": name, "best": one.best, "worst": end_of(one, last),
                 "middle": middle(one, last), "words": f"{city}: {one.text()}"}
                for name, city, one in zip(names, cities, places, strict=True)]  # fmt: skip
        x = {"type": "quantitative",
             "scale": {"domain": [first, last], "nice": False, "zero": False, "padding": 10},
             "axis": {"values": ticks(last, first), "title": "rank", "format": "d"}}  # fmt: skip
        layers = [
            {"mark": {"type": "rule", "strokeWidth": 7, "strokeCap": "round", "opacity": 0.35,
                      "color": INKS[0], "aria": False},
             "transform": [{"filter": "datum.best != datum.worst"}],
             "encoding": {"x": {**x, "field": "best"}, "x2": {"field": "worst"}, "y": y}},
            {"transform": [{"filter": "datum.best == datum.worst"}],
             "mark": {"type": "point", "filled": True, "size": 60, "opacity": 1, "color": INKS[0]},
             "encoding": {"x": {**x, "field": "middle"}, "y": y,
                          "description": {"field": "words"}}},
        ]  # fmt: skip
    return {"width": width - 130, "height": max(_ROW * len(rows), _ROW),
            "data": {"values": rows}, "layer": layers}  # fmt: skip
