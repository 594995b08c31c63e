"""What charts with a row for each name share."""

from collections.abc import Sequence

from scicli.errors import QuestionError
from scicli.view.charts.drawing import MARGIN, SIZE, SMALL, Drawing, Ink
from scicli.view.charts.letters import cut, width_of
from scicli.view.charts.places import Scale, ticks

ROW = 24
"""The height of a row."""
MOST_ROWS = 40
"""The most rows that can be taken in at a glance."""
_ROOM_FOR_NAMES = 0.38  # of the width, at most
_AFTER_NAMES = 12


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
    """Draw a line down for each round place, with the place below; return where the text ends."""
    first, last = sorted((int(scale.first), int(scale.last)))
    for tick in ticks(first, last):
        x = scale.at(tick)
        drawing.line([(x, top), (x, bottom)], Ink.GRID)
        drawing.text(x, bottom + 15, str(tick), ink=Ink.QUIET, size=SMALL, anchor="middle")
    return bottom + 18
