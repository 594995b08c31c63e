"""A rank table with its ratings, or with the ranks before where there are none."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from scicli.analysis.answer import Answer, Plot, Section
from scicli.analysis.mover_rows import better_sign
from scicli.analysis.wording import gain_text, in_edition
from scicli.index import rank
from scicli.index.rank import Gain, Rank, each
from scicli.index.rating import rating_text
from scicli.view.charts.drawing import MARGIN, SIZE, SMALL, Box, Drawing, Drawn, Ink
from scicli.view.charts.letters import width_of
from scicli.view.charts.places import Scale, apart
from scicli.view.charts.rows import ROW, check_rows, name_column, write_name

_GAP = 18
_RADIUS = 5
_ROOM_FOR_SLOPES = 150
_WIDEST = 1000  # of the places of a rank with an open end


class _Row(NamedTuple):
    """A row of a rank table."""

    city: str
    rank: Rank
    before: Rank
    rating: float | None

    @property
    def gain(self) -> Gain | None:
        """The places gained since the edition before, if both ranks are held."""
        return rank.gain(self.before, self.rank) if self.before.held and self.rank.held else None


def ranks(drawing: Drawing, answer: Answer, plot: Plot, top: float) -> Drawn:
    """Draw a dot for each rating on an axis that need not begin with zero.

    Without ratings a line leads from the place before to the place now, among the rows.
    """
    rows = _rows(plot.frame)
    check_rows(len(rows))
    section = answer.sections[0]
    words = tuple(
        f"{one.city}: {one.rank.text()}"
        + ("" if one.rating is None else f", rated {rating_text(one.rating)}")
        for one in rows
    )
    rated = sum(one.rating is not None for one in rows)
    asked = set(answer.asked)
    if 2 * rated >= len(rows):
        bottom, key = _rated(drawing, rows, section, asked, top)
        key = (*_lower_is_better(answer, plot), *key)
    else:
        names = [in_edition(one) for one in plot.editions]
        bottom, key = _slopes(drawing, rows, section, asked, top, names)
    return Drawn(bottom, key, words)


def _rows(frame: pd.DataFrame) -> list[_Row]:
    held = frame[frame["rank"].notna()]
    before = each(held, "previous_rank")
    return [
        _Row(str(city), now, earlier, None if pd.isna(rating) else float(rating))
        for city, now, earlier, rating in zip(
            held["city"], each(held, "rank"), before, held["rating"], strict=True
        )
    ]


def _heights(rows: Sequence[_Row], section: Section, top: float) -> Iterator[tuple[float, str]]:
    """Yield the middle of each row, and the places before it that are not held, or ""."""
    y = top
    for number in range(len(rows)):
        words = _gap_before(section, number)
        y += _GAP if words else 0
        yield y + ROW / 2, words
        y += ROW


def _gap_before(section: Section, row: int) -> str:
    """Return the places before a row that are not held, in words, or ""."""
    for gap in section.gaps:
        if gap.row == row:
            span = str(gap.first) if gap.first == gap.last else f"{gap.first}–{gap.last}"
            return f"{span} not held"
    return ""


def _write_gap(drawing: Drawing, words: str, y: float, left: float, right: float) -> None:
    end = left + width_of(words, SMALL) + 8
    drawing.hatch(Box(end, y - 5, right, y + 5))
    drawing.text(left, y + 4, words, ink=Ink.QUIET, size=SMALL)


def _write_last_gap(
    drawing: Drawing, rows: Sequence[_Row], section: Section, bottom: float, left: float
) -> float:
    """Write the places below the last row that are not held; return where the rows end."""
    words = _gap_before(section, len(rows))
    if words:
        _write_gap(drawing, words, bottom + _GAP / 2, left, drawing.width - MARGIN)
    return bottom + (_GAP if words else 0)


def _write_rows(
    drawing: Drawing,
    rows: Sequence[_Row],
    heights: Sequence[tuple[float, str]],
    asked: set[str],
    left: float,
    right: float,
) -> float:
    """Write ranks and names, with hatches for what is not held; return where the names end."""
    places = max(width_of(one.rank.text(), SIZE, bold=True) for one in rows)
    names = name_column(drawing, [one.city for one in rows])
    for one, (y, gap) in zip(rows, heights, strict=True):
        if gap:
            _write_gap(drawing, gap, y - ROW / 2 - _GAP / 2, left, right)
        bold = one.city in asked
        drawing.text(left + places, y + 4, one.rank.text(), anchor="end", bold=True)
        write_name(drawing, one.city, y, names, bold=bold, left=left + places + 8)
    return left + places + 8 + names


def _rated(
    drawing: Drawing, rows: Sequence[_Row], section: Section, asked: set[str], top: float
) -> tuple[float, tuple[str, ...]]:
    heights = list(_heights(rows, section, top + 18))
    changes = [gain_text(one.gain) if one.gain else "" for one in rows]
    texts = ["–" if one.rating is None else _number(one.rating) for one in rows]
    change = max(width_of(text, SIZE) for text in changes)
    value = max(width_of(text, SIZE) for text in texts)
    end = drawing.width - MARGIN - change - (14 if change else 0)
    plot_end = end - value - 14
    start = _write_rows(drawing, rows, heights, asked, MARGIN, drawing.width - MARGIN) + 6
    ratings = [one.rating for one in rows if one.rating is not None]
    least, most = min(ratings), max(ratings)
    from_zero = least < 0
    first, last = (min(least, 0), max(most, 0)) if from_zero else (least, most)
    scale = Scale(first, last if last > first else first + 1, start, plot_end)
    drawing.text(end, top + 10, "rating", ink=Ink.QUIET, size=SMALL, anchor="end")
    for one, (y, _), text, moved in zip(rows, heights, texts, changes, strict=True):
        is_asked = one.city in asked or not asked
        ink = Ink.FIRST if is_asked else Ink.OTHER
        drawing.line([(start, y), (plot_end, y)], Ink.GRID)
        if one.rating is not None:
            words = f"{one.city}: rated {text}"
            x = scale.at(one.rating)
            if from_zero:
                drawing.line([(scale.at(0), y), (x, y)], ink, 4)
            drawing.dot(x, y, _RADIUS, ink, words)
        drawing.text(
            end, y + 4, text, anchor="end", ink=Ink.QUIET if one.rating is None else Ink.TEXT
        )
        drawing.text(drawing.width - MARGIN, y + 4, moved, anchor="end", ink=_ink_of(one.gain))
    bottom = _write_last_gap(drawing, rows, section, heights[-1][0] + ROW / 2, MARGIN)
    key = (
        ()
        if from_zero or first == last
        else (f"The line of ratings begins at {_number(first)}, not at zero.",)
    )
    return bottom, key


def _number(rating: float) -> str:
    return rating_text(rating).replace("-", "−")


def _ink_of(gain: Gain | None) -> Ink:
    if gain is None or not (gain.up or gain.down):
        return Ink.QUIET
    return Ink.UP if gain.up else Ink.DOWN


def _lower_is_better(answer: Answer, plot: Plot) -> tuple[str, ...]:
    category = answer.frame["category"].iloc[0]
    index = answer.ranking
    if index is not None and better_sign(index, plot.editions[-1:], category) < 0:
        return ("A lower rating is better here.",)
    return ()


def _slopes(
    drawing: Drawing,
    rows: Sequence[_Row],
    section: Section,
    asked: set[str],
    top: float,
    editions: Sequence[str],
) -> tuple[float, tuple[str, ...]]:
    """Draw lines from the ranks before to those now; the same rank is at the same height."""
    earlier = sorted((one for one in rows if one.before.held), key=_order_before)
    heights = list(_heights(rows, section, top + 18))
    if not earlier:
        _write_rows(drawing, rows, heights, asked, MARGIN, drawing.width - MARGIN)
        end = heights[-1][0] + ROW / 2
        return _write_last_gap(drawing, rows, section, end, MARGIN), ()
    before = max(width_of(one.before.text(), SIZE) for one in earlier)
    left = MARGIN + before + 8
    right = min(left + _ROOM_FOR_SLOPES, drawing.width * 0.4)
    _write_rows(drawing, rows, heights, asked, right + 8, drawing.width - MARGIN)
    now = [(one.rank, y) for one, (y, _) in zip(rows, heights, strict=True)]
    stands = _heights_before(earlier, now)
    labels = apart(list(stands.values()), SIZE + 2, top + 18, heights[-1][0] + ROW)
    for one, y in zip(earlier, labels, strict=True):
        drawing.text(left - 8, y + 4, one.before.text(), anchor="end", ink=Ink.QUIET)
    drawing.text(MARGIN, top + 10, editions[0], ink=Ink.QUIET, size=SMALL)
    drawing.text(right + 8, top + 10, editions[-1], ink=Ink.QUIET, size=SMALL)
    for one, (y, _) in zip(rows, heights, strict=True):
        if one.before.held:
            start = stands[one.city]
            ink = _ink_of(one.gain) if not asked or one.city in asked else Ink.OTHER
            drawing.line([(left, start), (right, y)], ink, 2)
        change = gain_text(one.gain) if one.gain else ""
        drawing.text(drawing.width - MARGIN, y + 4, change, anchor="end", ink=_ink_of(one.gain))
    end = heights[-1][0] + ROW / 2
    bottom = max(_write_last_gap(drawing, rows, section, end, right + 8), max(labels) + SIZE)
    return bottom, (f"Left: their ranks in {editions[0]}.",)


def _order_before(one: _Row) -> tuple[float, str]:
    return _middle(one.before), one.city


def _middle(one: Rank) -> float:
    return float(one.best + min(one.worst, one.best + _WIDEST)) / 2


def _heights_before(earlier: Sequence[_Row], now: Sequence[tuple[Rank, float]]) -> dict[str, float]:
    """Return the height of each rank before among those of the ranks now.

    A rank that is better, or worse, than all of them is one row away.
    """
    places, heights = [_middle(one) for one, _ in now], [y for _, y in now]
    known = zip([places[0] - ROW, *places, places[-1] + ROW],
                [heights[0] - ROW, *heights, heights[-1] + ROW], strict=True)  # fmt: skip
    pairs = list(pairwise(known))
    found = {}
    for one in earlier:
        place = _middle(one.before)
        (low, top), (high, bottom) = next(
            (pair for pair in pairs if pair[0][0] <= place <= pair[1][0]), pairs[-1]
        )
        share = min((place - low) / (high - low), 1) if high > low else 0
        found[one.city] = top + share * (bottom - top)
    return found
