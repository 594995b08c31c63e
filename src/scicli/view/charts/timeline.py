"""Who stood at the top, edition by edition: a row for each city, filled while it stood there."""

from scicli.analysis.answer import Answer, Plot
from scicli.analysis.wording import counted
from scicli.view.charts.drawing import MARGIN, SIZE, Box, Drawing, Drawn, Ink
from scicli.view.charts.history import edition_axis
from scicli.view.charts.letters import width_of
from scicli.view.charts.lines import Field, times_of
from scicli.view.charts.places import Scale
from scicli.view.charts.rows import ROW, check_rows, name_column, write_name


def timeline(drawing: Drawing, answer: Answer, plot: Plot, top: float) -> Drawn:
    """Draw a bar for each edition in which a city stood there; it ends where the next begins."""
    held = plot.frame[plot.frame["rank"].notna()]
    cities = list(dict.fromkeys(held["city"].astype("str")))
    check_rows(len(cities))
    stood = {city: [int(n) for n in held.loc[held["city"] == city, "place"]] for city in cities}
    counts = {city: str(len(editions)) for city, editions in stood.items()}
    names = name_column(drawing, cities)
    room = max(width_of(one, SIZE, bold=True) for one in counts.values()) + 12
    times = times_of(plot)
    step = (times[-1] - times[0]) / max(len(times) - 1, 1) or 1
    ends = [*times[1:], times[-1] + step]
    x = Scale(times[0], ends[-1], MARGIN + names, drawing.width - MARGIN - room)
    bottom = top + ROW * len(cities)
    field = Field(x, Scale(0, 1, top, bottom), times, plot.editions)
    missing = [n for n in range(len(times)) if n not in set(held["place"])]
    for edition in missing:
        drawing.hatch(Box(x.at(times[edition]), top, x.at(ends[edition]), bottom))
    for row, (city, editions) in enumerate(stood.items()):
        y = top + ROW * (row + 0.5)
        write_name(drawing, city, y, names)
        drawing.line([(x.start, y), (x.end, y)], Ink.GRID)
        for edition in editions:
            box = Box(x.at(times[edition]), y - 7, x.at(ends[edition]) - 1, y + 7)
            drawing.bar(box, Ink.FIRST, words=f"{city}, {plot.editions[edition]}")
        drawing.text(drawing.width - MARGIN, y + 4, counts[city], anchor="end", bold=True)
    axis = edition_axis(drawing, field, plot, 0, bottom)
    words = tuple(
        f"{city}: {counted(len(editions), 'edition', 'editions')},"
        f" {', '.join(str(plot.editions[one]) for one in editions)}"
        for city, editions in stood.items()
    )
    key = ("At the right: in how many editions.",)
    return Drawn(axis, (*key, *(("Hatched: not held.",) if missing else ())), words)
