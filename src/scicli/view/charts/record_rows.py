"""Records of a ranking: a row for each, with a bar over the editions in which it was made."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scicli.analysis.answer import Answer, Plot
from scicli.analysis.wording import nonempty
from scicli.view.charts.drawing import MARGIN, SIZE, SMALL, Box, Drawing, Drawn, Ink
from scicli.view.charts.history import edition_axis
from scicli.view.charts.letters import cut, width_of
from scicli.view.charts.lines import Field, times_of
from scicli.view.charts.places import Scale
from scicli.view.charts.rows import check_rows

_ROW = 36
_ROOM_FOR_WORDS = 0.5  # of the width, at most
_LANE = 4  # the height of the bars of one holder, of several
_PALE = 0.4


class _Row(NamedTuple):
    """A record, with the editions in which each of its holders made it."""

    record: str
    holder: str
    is_shared: bool
    lanes: list[list[int]]


def records(drawing: Drawing, _: Answer, plot: Plot, top: float) -> Drawn:
    """Draw each record with who holds it; a bar is pale where others may have as much."""
    rows = _rows(plot)
    check_rows(len(rows))
    widest = max(
        max(width_of(one.holder, SIZE, bold=True), width_of(one.record, SMALL)) for one in rows
    )
    room = min(widest, _ROOM_FOR_WORDS * drawing.width)
    times = times_of(plot)
    x = Scale(
        times[0], max(times[-1], times[0] + 1), MARGIN + room + 20, drawing.width - MARGIN - 6
    )
    bottom = top + _ROW * len(rows)
    for number, one in enumerate(rows):
        y = top + _ROW * number
        drawing.text(MARGIN, y + 13, cut(one.record, SMALL, room), ink=Ink.QUIET, size=SMALL)
        drawing.text(MARGIN, y + 28, cut(one.holder, SIZE, room, bold=True), bold=True)
        drawing.line([(x.start, y + 20), (x.end, y + 20)], Ink.GRID)
        _draw(drawing, x, times, one, y + 20)
    field = Field(x, Scale(0, 1, top, bottom), times, plot.editions)
    axis = edition_axis(drawing, field, plot, 0, bottom)
    key = ["Bars: the editions in which a record was made."]
    if any(one.is_shared for one in rows):
        key.append("Pale: others may have as much or more.")
    return Drawn(axis, tuple(key), tuple(f"{one.record}: {one.holder}" for one in rows))


def _draw(drawing: Drawing, x: Scale, times: Sequence[int], one: _Row, middle: float) -> None:
    """Draw the bars of a record, one below the other for each who holds it."""
    height = _LANE if len(one.lanes) > 1 else 2 * _LANE
    upper = middle - height * len(one.lanes) / 2
    opacity, words = (_PALE if one.is_shared else 1), f"{one.record}: {one.holder}"
    for lane, editions in enumerate(one.lanes):
        top = upper + height * lane
        for first, last in _runs(editions):
            start, end = x.at(times[first]) - _LANE, x.at(times[last]) + _LANE
            box = Box(start, top + 0.5, end, top + height - 0.5)
            drawing.bar(box, Ink.FIRST, opacity, words)


def _rows(plot: Plot) -> list[_Row]:
    fields = ["value"] if plot.cities else ["value", "city"]
    return [
        _Row(
            str(record),
            ": ".join(nonempty(*rows[fields].iloc[0])),
            bool(rows["is_shared"].any()),
            [sorted(lane["place"]) for _, lane in rows.groupby("lane")],
        )
        for record, rows in plot.frame.groupby("record", sort=False)
    ]


def _runs(editions: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of editions that follow one another."""
    starts = [one for one in editions if one - 1 not in editions]
    ends = [one for one in editions if one + 1 not in editions]
    yield from zip(starts, ends, strict=True)
