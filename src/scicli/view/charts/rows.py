"""What charts with a row for each name share."""

from collections.abc import Sequence

from scicli.errors import QuestionError
from scicli.index.rank import NO_END, Mark, Rank
from scicli.view.charts.drawing import MARGIN, SIZE, SMALL, Box, Drawing, Ink
from scicli.view.charts.letters import cut, width_of
from scicli.view.charts.places import Scale, ticks

ROW = 24
"""The height of a row."""
ARROWS = "An arrow: or a worse place."
"""What the end of an open band means."""
MOST_ROWS = 40
"""The most rows that can be taken in at a glance."""
_ROOM_FOR_NAMES = 0.45  # of the width, at most
_AFTER_NAMES = 12
_BETWEEN_PLACES = 2  # the least room at each side of a place below an axis


def check_rows(rows: int) -> None:
    """Refuse more rows than a chart can show."""
    if rows > MOST_ROWS:
        raise QuestionError(
            f"{rows} rows are too many for a chart", f"ask for {MOST_ROWS} or fewer with --rows"
        )


def name_column(drawing: Drawing, names: Sequence[str]) -> float:
    """Return the width of a column of names, with the room after it."""
    widest = max(width_of(name, SIZE, bold=True) for name in names)
    return min(widest, _ROOM_FOR_NAMES * drawing.width) + _AFTER_NAMES


def write_name(
    drawing: Drawing, name: str, y: float, width: float, *, bold: bool = False, left: float = MARGIN
) -> None:
    """Write the name of a row whose middle is at `y`."""
    shown = cut(name, SIZE, width - _AFTER_NAMES, bold=bold)
    drawing.text(left, y + 4, shown, bold=bold)


def place_axis(drawing: Drawing, scale: Scale, top: float, bottom: float) -> float:
    """Draw a line down for each round place, with the place below where it has room.

    Return where the text ends.
    """
    first, last = sorted((int(scale.first), int(scale.last)))
    taken: list[tuple[float, float]] = []
    for tick in ticks(first, last):
        x, half = scale.at(tick), width_of(str(tick), SMALL) / 2 + _BETWEEN_PLACES
        drawing.line([(x, top), (x, bottom)], Ink.GRID)
        if all(x + half <= left or right <= x - half for left, right in taken):
            taken.append((x - half, x + half))
            drawing.text(x, bottom + 15, str(tick), ink=Ink.QUIET, size=SMALL, anchor="middle")
    return bottom + 18


def draw_band(
    drawing: Drawing, scale: Scale, one: Rank, y: float, ink: Ink, opacity: float, words: str
) -> None:
    """Draw a rank that is a band of places; an open one ends in an arrow to the left."""
    left, right = ends_of(scale, one)
    drawing.bar(Box(left, y - 4, right, y + 4), ink, opacity, words)
    if one.mark is Mark.OPEN:
        drawing.area([(left, y - 6), (left, y + 6), (left - 8, y)], ink, 1)


def ends_of(scale: Scale, one: Rank) -> tuple[float, float]:
    """Return the left and the right end of a rank; an open one reaches to the end of the axis."""
    worst = scale.first if one.worst == NO_END else one.worst
    return scale.at(worst), scale.at(one.best)
