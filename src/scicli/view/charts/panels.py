"""Many rank histories, each in a panel of its own with all the others behind it."""

from collections.abc import Sequence

from scicli.analysis.answer import Plot
from scicli.view.charts.drawing import MARGIN, SIZE, SMALL, Drawing, Ink
from scicli.view.charts.letters import cut, width_of
from scicli.view.charts.lines import Field, Line, draw_line, times_of
from scicli.view.charts.places import Scale

_LEAST_WIDTH, _BETWEEN = 130, 18
_NAME, _HEIGHT, _BELOW = 18, 56, 20
_RADIUS = 2.5


def panels(
    drawing: Drawing,
    plot: Plot,
    lines: Sequence[Line],
    places: tuple[int, int],
    top: float,
) -> tuple[float, tuple[str, ...]]:
    """Draw a panel for each line below `top`; return where they end, and their key."""
    room = drawing.width - 2 * MARGIN
    columns = int((room + _BETWEEN) // (_LEAST_WIDTH + _BETWEEN))
    width = (room - _BETWEEN * (columns - 1)) / columns
    times = times_of(plot)
    start = min(line.stops[0].edition for line in lines)
    x = Scale(times[start], max(times[-1], times[start] + 1), 4, width - 4)
    origin = Field(x, Scale(*places, 0, _HEIGHT), times, plot.editions)
    runs = (run for line in lines for run in line.runs if len(run) > 1)
    drawing.keep(([origin.point(stop) for stop in run] for run in runs), Ink.GRID)
    for number, line in enumerate(lines):
        row, column = divmod(number, columns)
        left = MARGIN + column * (width + _BETWEEN)
        upper = top + row * (_NAME + _HEIGHT + _BELOW) + _NAME
        drawing.draw_kept(left, upper)
        _name(drawing, plot, line, left, upper - 7, width)
        here = Field(
            x._replace(start=left + 4, end=left + width - 4),
            Scale(*places, upper, upper + _HEIGHT),
            times,
            plot.editions,
        )
        draw_line(drawing, here, line, Ink.FIRST, _RADIUS)
    rows = -(-len(lines) // columns)
    first, last = plot.editions[start], plot.editions[-1]
    key = (
        f"Each panel runs from {first} to {last}, and from place {places[0]} at its top to place"
        f" {places[1]}. Grey: all the others.",
    )
    return top + rows * (_NAME + _HEIGHT + _BELOW) - _BELOW, key


def _name(drawing: Drawing, plot: Plot, line: Line, left: float, y: float, width: float) -> None:
    """Write the name of a line above its panel, and its latest rank at the right."""
    edition = plot.editions[line.last.edition]
    is_latest = edition == plot.editions[-1]
    end = line.last.text if is_latest else f"until {edition}"
    room = width - width_of(end, SMALL, bold=is_latest) - 8
    drawing.text(left, y, cut(line.city, SIZE, room, bold=True), bold=True)
    ink = Ink.TEXT if is_latest else Ink.QUIET
    drawing.text(left + width, y, end, anchor="end", size=SMALL, bold=is_latest, ink=ink)
