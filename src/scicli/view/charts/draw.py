"""The chart of an answer as a file or within a page, with the extra `report`."""

import io
import re
import textwrap
from collections import Counter
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from scicli.analysis.answer import Answer, ChartKind, Plot
from scicli.analysis.wording import counted, in_edition, nonempty, two_editions
from scicli.errors import ExtraError, QuestionError
from scicli.index.names import listed
from scicli.view.charts.history import history
from scicli.view.charts.layers import ON_A_PAGE, ON_WHITE, Spec, Theme, settings
from scicli.view.charts.rows import categories, moves, ranks
from scicli.view.grids import cited_keys
from scicli.view.page import document
from scicli.view.screen import printable

_CHARTS: Mapping[ChartKind, Callable[[Plot, Theme, int], Spec]] = {
    ChartKind.HISTORY: history,
    ChartKind.MOVES: moves,
    ChartKind.CATEGORIES: categories,
    ChartKind.RANKS: ranks,
}
_WIDTH = 560
_WIDTH_IN_PAGE = 340
_DOTS_PER_INCH = 144
_LETTERS_OF_TITLE, _LETTERS_OF_NOTES = 60, 96
_PUBLISHERS_NAMED = 3
_MOST_ROWS = 200
# The notes on more cities would be longer than their chart.
_MOST_CITIES_WITH_NOTES = 4
_PAGE_STYLE = """
h1 { font-size: 1.25rem; margin: 0; }
p, figcaption { color: var(--quiet); font-size: .875rem; margin: .25rem 0; }
figure { margin: 1rem 0; max-width: 45rem; }
figure svg { display: block; height: auto; width: 100%; }
"""
_SIZE = re.compile(r'^<svg [^>]*width="([0-9.]+)" height="([0-9.]+)"[^>]*>')
# Vega describes marks in attributes, which few screen readers read.
_LABELLED = re.compile(r'<(path|text|line)([^>]*?) aria-label="([^"]*)"([^>]*?)/>')
_ROLES = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
_REFERENCES = re.compile(rb"(?m)(?:^ +/\w+ [0-9]+ 0 R\n){2,}")


def to_chart(answer: Answer, format_: str) -> bytes:
    """Return the chart of an answer as "svg", "png", "pdf" or "html", with its title and notes."""
    title, subtitle, notes = _caption(answer)
    if format_ == "html":
        parts = [
            f"<h1>{escape(title)}</h1>",
            f"<p>{escape(subtitle)}</p>",
            f"<figure>{inline_svg(answer, title)}",
            f"<figcaption>{escape(notes)}</figcaption></figure>",
        ]
        return document(escape(title), parts, _PAGE_STYLE).encode()
    spec = {
        "vconcat": [drawing(answer, ON_WHITE, _WIDTH), _lines(notes)],
        "spacing": 12,
        "padding": 16,
        "title": {"text": textwrap.wrap(title, _LETTERS_OF_TITLE), "subtitle": subtitle},
        "config": settings(ON_WHITE),
    }
    return _rendered(spec, format_)


def inline_svg(answer: Answer, title: str) -> str:
    """Return the chart of an answer as SVG within a page, with a title for each point."""
    spec = {
        "vconcat": [drawing(answer, ON_A_PAGE, _WIDTH_IN_PAGE)],
        # The reader's fonts may be wider than the one measured here.
        "padding": {"left": 16, "right": 28, "top": 4, "bottom": 4},
        "config": settings(ON_A_PAGE),
    }
    svg = _rendered(spec, "svg").decode()
    _, width, height, body = _SIZE.split(svg.removesuffix("</svg>"))
    body = _ROLES.sub("", _LABELLED.sub(r"<\1\2\4><title>\3</title></\1>", body))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
        f' aria-label="{escape(title)}" style="max-width:{width}px;overflow:visible">'
        f"<title>{escape(title)}</title>{body}</svg>"
    )


def drawing(answer: Answer, theme: Theme, width: int) -> Spec:
    """Return the chart of an answer, without its title and its notes."""
    plot = _plot(answer)
    return _CHARTS[plot.picture](plot, theme, width)


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
    if len(plot.frame) > _MOST_ROWS and plot.picture is not ChartKind.HISTORY:
        raise QuestionError(
            f"{len(plot.frame)} rows are too many for a chart",
            f"ask for {_MOST_ROWS} or fewer with --rows",
        )
    return plot


def _lines(notes: str) -> Spec:
    """Return the notes as lines below a chart."""
    lines = [
        {"line": number, "text": line}
        for number, line in enumerate(textwrap.wrap(notes, _LETTERS_OF_NOTES))
    ]
    return {
        "width": _WIDTH,
        "height": 14 * len(lines),
        "data": {"values": lines},
        "mark": {"type": "text", "align": "left", "baseline": "top", "fontSize": 11,
                 "color": ON_WHITE.quiet, "limit": _WIDTH},
        "encoding": {"x": {"value": 0}, "text": {"field": "text"},
                     "y": {"field": "line", "type": "ordinal", "axis": None}},
    }  # fmt: skip


def _rendered(spec: Spec, format_: str) -> bytes:
    try:
        import vl_convert
    except ImportError:
        raise ExtraError("drawing charts", "vl-convert-python", "report") from None
    offline: Mapping[str, Any] = {"vl_spec": _printable(spec), "allowed_base_urls": []}
    if format_ == "svg":
        return vl_convert.vegalite_to_svg(**offline).encode()
    if format_ == "png":
        return vl_convert.vegalite_to_png(**offline, ppi=_DOTS_PER_INCH)
    return _steady(vl_convert.vegalite_to_pdf(**offline))


def _printable(spec: object) -> object:
    """Return a part of a chart without control characters, which would end the process."""
    if isinstance(spec, str):
        return printable(spec)
    if isinstance(spec, dict):
        return {name: _printable(part) for name, part in spec.items()}
    return [_printable(part) for part in spec] if isinstance(spec, list | tuple) else spec


def _steady(pdf: bytes) -> bytes:
    """Return a PDF whose objects have the same order in every run."""
    from pypdf import PdfWriter

    def in_order(run: re.Match[bytes]) -> bytes:
        return b"".join(sorted(run[0].splitlines(keepends=True)))

    writer = PdfWriter()
    writer.append(io.BytesIO(_REFERENCES.sub(in_order, pdf)))
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def _caption(answer: Answer) -> tuple[str, str, str]:
    """Return the title, the subtitle and the notes of a chart."""
    plot = _plot(answer)
    first = answer.sections[0]
    title, *parts = first.title
    notes, signs = list(first.notes), ""
    match plot.picture:
        case ChartKind.HISTORY:
            held = plot.frame[plot.frame["rank"].notna()]
            start, end = plot.editions[int(held["place"].min())], plot.editions[-1]
            span = two_editions(start, end, "to")
            parts.append(in_edition(start) if start == end else span)
            if len(answer.asked) > _MOST_CITIES_WITH_NOTES:
                notes = []
            notes.insert(0, f"{counted(len(held), 'rank', 'ranks')} held.")
            signs = "○ One overtook the other." if plot.passings else ""
        case ChartKind.MOVES:
            start, end = plot.editions
            signs = f"○ {in_edition(start)}, ● {in_edition(end)}."
        case ChartKind.CATEGORIES if len(answer.sections) > 1:
            title = listed(answer.asked, "and")
            # The first note of a section is on its city, the others are on all cities.
            notes[:1] = [f"{one.title[0]}: {one.notes[0]}" for one in answer.sections]
    notes = [*notes, *answer.remarks, *nonempty(signs), _source_line(answer)]
    return printable(title), printable(" · ".join(parts)), printable(" ".join(notes))


def _source_line(answer: Answer) -> str:
    """Return the sentence on the publishers, who are ordered by their number of sources."""
    cited = {key for section in answer.sections for keys in cited_keys(section) for key in keys}
    sources = answer.sources.fillna("")
    by_key = dict(zip(sources["source"], sources["publisher"], strict=True))
    publishers = Counter(by_key.get(key) or key for key in cited)
    if not publishers:
        return "The data name no source."
    names = sorted(publishers, key=lambda name: (-publishers[name], name))
    if len(names) > _PUBLISHERS_NAMED:
        names[_PUBLISHERS_NAMED:] = [f"{len(names) - _PUBLISHERS_NAMED} more"]
    return f"Sources: {listed(names, 'and')}."
