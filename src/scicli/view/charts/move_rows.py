"""The cities that moved, each with its ranks before and after on one row."""

from collections.abc import Sequence

from scicli.analysis.answer import Answer, Plot
from scicli.analysis.wording import gain_text, in_edition, nonempty
from scicli.index import rank
from scicli.index.rank import Gain, Mark, Rank, each
from scicli.view.charts.drawing import MARGIN, SIZE, SMALL, Drawing, Drawn, Ink
from scicli.view.charts.letters import width_of
from scicli.view.charts.places import Scale, bounds
from scicli.view.charts.rows import (
    ARROWS,
    ROW,
    check_rows,
    draw_band,
    ends_of,
    name_column,
    place_axis,
    write_name,
)

_RING, _DOT = 5, 5.5
_BESIDE = 9


def moves(drawing: Drawing, answer: Answer, plot: Plot, top: float) -> Drawn:
    """Draw a ring for the rank before and a dot for the one after; better is to the right."""
    before, after = list(each(plot.frame, "from_rank")), list(each(plot.frame, "to_rank"))
    cities = plot.frame["city"].astype("str").tolist()
    check_rows(len(cities))
    first, last = bounds([*before, *after])
    start, end = plot.editions
    gains = [rank.gain(one, other) for one, other in zip(before, after, strict=True)]
    texts = [gain_text(gain) for gain in gains]
    names = name_column(drawing, cities)
    room = max(width_of(text, SIZE, bold=True) for text in texts) + 16
    side = max(width_of(one.text(), SIZE) for one in (*before, *after)) + _BESIDE + 6
    scale = Scale(last, first, MARGIN + names + side, drawing.width - MARGIN - room - side)
    _legend(drawing, MARGIN + names, top + 12, in_edition(start), in_edition(end))
    drawing.text(
        drawing.width - MARGIN, top + 12, "places", size=SMALL, ink=Ink.QUIET, anchor="end"
    )
    upper = top + 22
    bottom = place_axis(drawing, scale, upper, upper + ROW * len(cities))
    sentences = tuple(
        f"{city}: {one.text()} in {start}, {other.text()} in {end}"
        for city, one, other in zip(cities, before, after, strict=True)
    )
    pairs = zip(before, after, strict=True)
    for row, (city, pair, gain, words) in enumerate(
        zip(cities, pairs, gains, sentences, strict=True)
    ):
        y = upper + ROW * (row + 0.5)
        write_name(drawing, city, y, names, bold=city in answer.asked)
        _dumbbell(drawing, scale, y, pair, gain, words)
        ink = Ink.UP if gain.up else Ink.DOWN
        right = drawing.width - MARGIN
        drawing.text(right, y + 4, texts[row], anchor="end", bold=True, ink=ink)
    has_bands = any(not one.exact for one in (*before, *after))
    key = nonempty(
        "Better places are to the right.",
        "Bars are bands of places." if has_bands else "",
        ARROWS if any(one.mark is Mark.OPEN for one in (*before, *after)) else "",
    )
    return Drawn(bottom, key, sentences)


def _legend(drawing: Drawing, left: float, y: float, before: str, after: str) -> None:
    """Write which edition a ring stands for, and which one a dot."""
    middle = y - SMALL * 0.36
    drawing.ring(left + _RING, middle, _RING - 1, Ink.QUIET)
    drawing.text(left + 2 * _RING + 5, y, before, size=SMALL, ink=Ink.QUIET)
    next_left = left + 2 * _RING + 5 + width_of(before, SMALL) + 14
    drawing.dot(next_left + _DOT, middle, _DOT - 1, Ink.QUIET)
    drawing.text(next_left + 2 * _DOT + 5, y, after, size=SMALL, ink=Ink.QUIET)


def _dumbbell(
    drawing: Drawing, scale: Scale, y: float, ranks: Sequence[Rank], gain: Gain, words: str
) -> None:
    ink = Ink.UP if gain.up else Ink.DOWN
    ends = [ends_of(scale, one) for one in ranks]
    (left, right), (next_left, next_right) = ends
    # The line joins the sides that face one another, outside of the marks.
    inner = (right + _RING, next_left) if gain.up else (left - _RING, next_right)
    drawing.line([(inner[0], y), (inner[1], y)], ink, 2)
    for one, (start, end), is_after in zip(ranks, ends, (False, True), strict=True):
        if not one.exact:
            draw_band(drawing, scale, one, y, ink, 0.8 if is_after else 0.35, words)
        elif is_after:
            drawing.dot(start, y, _DOT, ink, words)
        else:
            drawing.ring(start, y, _RING, ink, words)
        on_the_right = gain.up == is_after
        x, anchor = (end + _BESIDE, "start") if on_the_right else (start - _BESIDE, "end")
        drawing.text(x, y + 4, one.text(), anchor=anchor, ink=Ink.TEXT if is_after else Ink.QUIET)
