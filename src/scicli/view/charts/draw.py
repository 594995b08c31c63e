"""The chart of an answer as a file or within a page, in one frame for all charts."""

import warnings
from collections.abc import Callable, Mapping
from html import escape
from typing import NamedTuple

from scicli.analysis.answer import Answer, ChartKind, Plot
from scicli.analysis.wording import counted, in_edition, nonempty, two_editions
from scicli.errors import QuestionError
from scicli.index.names import listed
from scicli.view.charts.category_rows import categories
from scicli.view.charts.drawing import MARGIN, SMALL, Drawing, Drawn, Ink
from scicli.view.charts.history import history
from scicli.view.charts.letters import folded
from scicli.view.charts.move_rows import moves
from scicli.view.charts.rank_rows import ranks
from scicli.view.charts.record_rows import records
from scicli.view.charts.timeline import timeline
from scicli.view.grids import publishers
from scicli.view.page import document, fragment
from scicli.view.screen import printable
from scicli.view.target import PLAIN, Look
from scicli.view.typeset import Typesetter

_CHARTS: Mapping[ChartKind, Callable[[Drawing, Answer, Plot, float], Drawn]] = {
    ChartKind.HISTORY: history,
    ChartKind.MOVES: moves,
    ChartKind.CATEGORIES: categories,
    ChartKind.RANKS: ranks,
    ChartKind.LEADERS: timeline,
    ChartKind.RECORDS: records,
}
_WIDTH_ON_A_PHONE = 360
_NARROW = 500
_SUBTITLE = 13
_PUBLISHERS_NAMED = 3
_MOST_WORDS = 60
_PAGE_STYLE = """
h1 { font-size: 1.25rem; margin: 0; }
p { color: var(--quiet); font-size: .875rem; margin: .25rem 0; }
"""


def to_chart(answer: Answer, format_: str, look: Look = PLAIN) -> bytes:
    """Return the chart of an answer as "svg", "png", "pdf" or "html", with its title and notes.

    A warning names letters that no font has of those on this machine.

    Raises:
        QuestionError: There is nothing to draw, or too much of it.
        ExtraError: The package that makes a PNG or a PDF is not installed.
    """
    if format_ == "html":
        return _page(answer, look).encode()
    svg, title, about = _picture(answer, look)
    if format_ == "svg":
        return f"{svg}\n".encode()
    typesetter = Typesetter(f"a chart as {format_.upper()}")
    if missing := typesetter.missing(svg):
        warnings.warn(missing, stacklevel=2)
    make = typesetter.png if format_ == "png" else typesetter.pdf_of
    return make(svg, title, about, look.width)


class Part(NamedTuple):
    """A chart as part of a page that has a heading for it, and what its signs mean."""

    svg: str
    title: str
    about: str
    key: tuple[str, ...]


def part(answer: Answer, name: str, look: Look = PLAIN, *, dark: bool) -> Part:
    """Return the chart of an answer without what is written around it.

    `name` is different for each chart of a page, which may be `dark`.
    """
    return _part(answer, _heading(answer, look), name, look, dark=dark)


def _part(answer: Answer, heading: tuple[str, str], name: str, look: Look, *, dark: bool) -> Part:
    plot = _plot(answer)
    drawing = Drawing(look.width, name, look.height)
    drawn = _CHARTS[plot.picture](drawing, answer, plot, 0)
    title, subtitle = heading
    about = _description(subtitle, drawn)
    svg = drawing.svg(drawn.bottom + 4, title, about, dark=dark)
    return Part(svg, title, about, drawn.key)


def figure(answer: Answer, name: str, look: Look = PLAIN, *, notes: bool = True) -> str:
    """Return the chart of an answer as part of a page, once wide and once narrow.

    Below it stand its notes, or only what its signs mean.
    """
    heading = _heading(answer, look)
    wide = _part(answer, heading, f"{name}-wide", look, dark=True)
    phone = look._replace(width=_WIDTH_ON_A_PHONE)
    narrow = _part(answer, heading, f"{name}-narrow", phone, dark=True)
    below = _notes(answer, wide.key) if notes else printable(" ".join(wide.key))
    svgs = "".join(
        one.svg.replace("<svg ", f'<svg class="{kind}" ', 1)
        for one, kind in ((wide, "wide"), (narrow, "narrow"))
    )
    return f"<figure>{svgs}<figcaption>{escape(below)}</figcaption></figure>"


def _page(answer: Answer, look: Look) -> str:
    title, subtitle = _heading(answer, look)
    parts = [
        f"<h1>{escape(title)}</h1>",
        f"<p>{escape(subtitle)}</p>",
        figure(answer, "chart", look),
        fragment(answer),
    ]
    return document(escape(title), parts, _PAGE_STYLE)


def _picture(answer: Answer, look: Look) -> tuple[str, str, str]:
    """Return a chart with its title above it and its notes below, all from one left edge.

    Its title and its description follow.
    """
    plot = _plot(answer)
    drawing = Drawing(look.width, height=look.height)
    room = look.width - 2 * MARGIN
    size = 18 if look.width >= _NARROW else 16
    title, subtitle = _heading(answer, look)
    y: float = MARGIN
    for line in folded(title, size, room, bold=True):
        y += size + 5
        drawing.text(MARGIN, y - 5, line, size=size, bold=True)
    for line in folded(subtitle, _SUBTITLE, room):
        y += _SUBTITLE + 5
        drawing.text(MARGIN, y - 3, line, size=_SUBTITLE, ink=Ink.QUIET)
    drawn = _CHARTS[plot.picture](drawing, answer, plot, y + 10)
    y = drawn.bottom + 12
    for line in folded(_notes(answer, drawn.key), SMALL, room):
        y += SMALL + 4
        drawing.text(MARGIN, y, line, size=SMALL, ink=Ink.QUIET)
    about = _description(subtitle, drawn)
    return drawing.svg(y + MARGIN, title, about, dark=False), title, about


def _plot(answer: Answer) -> Plot:
    """Return the plot of an answer, or raise a QuestionError if it cannot be drawn."""
    plot = answer.plot
    if plot is None:
        raise QuestionError(*answer.undrawn)
    if plot.is_empty:
        raise QuestionError(
            f"there is nothing to draw ({plot.nothing.removesuffix('.')})",
            "ask for another city, category or edition",
        )
    return plot


def _description(subtitle: str, drawn: Drawn) -> str:
    """Return a chart in words: where it belongs, then every figure, or the first of many."""
    words = [*drawn.words[:_MOST_WORDS]]
    more = len(drawn.words) - len(words)
    return ". ".join([subtitle, *words, *([f"And {more} more"] if more else [])]) + "."


def _heading(answer: Answer, look: Look) -> tuple[str, str]:
    """Return the title and the subtitle of a chart."""
    plot = _plot(answer)
    title, *parts = plot.title or answer.sections[0].title
    match plot.picture:
        case ChartKind.HISTORY:
            first = plot.frame["place"].to_numpy()[plot.frame["rank"].notna()].min()
            start, end = plot.editions[first], plot.editions[-1]
            span = two_editions(start, end, "to")
            parts.append(in_edition(start) if start == end else span)
        case ChartKind.RANKS if look.title or plot.finding:
            parts.insert(0, title)
        case ChartKind.CATEGORIES if len(answer.sections) > 1:
            title = listed(answer.asked, "and")
    return (
        printable(look.title or plot.finding or title),
        printable(" · ".join(nonempty(*parts))),
    )


def _notes(answer: Answer, key: tuple[str, ...]) -> str:
    """Return what is written below a chart: its `key`, its notes and its sources."""
    plot = _plot(answer)
    notes = list(answer.sections[0].notes if plot.notes is None else plot.notes)
    match plot.picture:
        case ChartKind.HISTORY:
            held = int(plot.frame["rank"].count())
            notes.insert(0, f"{counted(held, 'rank', 'ranks')} held.")
        case ChartKind.CATEGORIES if len(answer.sections) > 1:
            # The first note of a section is on its city, the others are on all cities.
            notes[:1] = [f"{one.title[0]}: {one.notes[0]}" for one in answer.sections]
    return printable(" ".join([*key, *notes, *answer.remarks, _source_line(answer)]))


def _source_line(answer: Answer) -> str:
    """Return the sentence on the publishers, who are ordered by their number of sources."""
    names = list(publishers(answer))
    if not names:
        return "The data name no source."
    if len(names) > _PUBLISHERS_NAMED:
        names[_PUBLISHERS_NAMED:] = [f"{len(names) - _PUBLISHERS_NAMED} more"]
    return f"Sources: {listed(names, 'and')}."
