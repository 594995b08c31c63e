"""A chart of an answer: as a file, or as SVG within a page."""

import io
import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

from scicli.analysis.answer import Answer, ChartKind, Plot
from scicli.analysis.wording import counted
from scicli.errors import ExtraError, QuestionError
from scicli.index.cells import source_keys
from scicli.index.names import listed
from scicli.view.charts.history import history
from scicli.view.charts.rows import categories, moves, ranks
from scicli.view.charts.theme import ON_A_PAGE, ON_WHITE, Spec, Theme, configured
from scicli.view.glyphs import printable
from scicli.view.page import document

_WIDTH = 560
_REFERENCES = re.compile(rb"(?m)(?:^ +/\w+ [0-9]+ 0 R\n){2,}")
_DOTS_PER_INCH = 144
_LETTERS, _SMALL_LETTERS = 60, 96
"""So many letters of a title, and of a caption, fit a line."""
_PUBLISHERS_NAMED = 3
# A taller chart is no longer looked at, and one of some thousand rows cannot be drawn.
_MOST_ROWS = 200
# The notes on each of more cities than these are longer than their chart.
_CITIES_TOLD = 4
_PICTURES: Mapping[ChartKind, Callable[[Plot, Theme, int], Spec]] = {
    ChartKind.HISTORY: history,
    ChartKind.MOVES: moves,
    ChartKind.CATEGORIES: categories,
    ChartKind.RANKS: ranks,
}


class Caption(NamedTuple):
    """What stands around a chart."""

    title: str
    subtitle: str
    notes: str


def to_chart(answer: Answer, format_: str) -> bytes:
    """Return a chart of an answer, with its title, the notes that limit it, and its sources.

    Raises:
        QuestionError: The answer has nothing that can be drawn, or more than can.
        ExtraError: What draws charts is not installed.
    """
    told = caption(answer)
    spec = {
        "vconcat": [drawing(answer, ON_WHITE, _WIDTH), _lines(told.notes)],
        "spacing": 12,
        "padding": 16,
        "title": {"text": textwrap.wrap(told.title, _LETTERS), "subtitle": told.subtitle},
        "config": configured(ON_WHITE),
    }
    return _saved(spec, format_)


def caption(answer: Answer) -> Caption:
    """Return what stands around a chart of an answer."""
    title, *parts = (*answer.sections[0].title, *_span(answer))
    if len(answer.sections) > 1 and answer.sections[1].title[0] != title:
        title = listed(answer.asked, "and")
    notes = " ".join([*_notes(answer), *answer.remarks, *_signs(answer), _source_line(answer)])
    return Caption(printable(title), printable(" · ".join(parts)), printable(notes))


def drawing(answer: Answer, theme: Theme, width: int) -> Spec:
    """Return the chart of an answer, without a title.

    Raises:
        QuestionError: The answer has nothing that can be drawn, or more than can.
    """
    plot = answer.plot
    if plot is None:
        raise QuestionError("who leads each category has no chart", "name a city")
    if plot.is_empty:
        raise QuestionError(
            f"there is nothing to draw ({plot.nothing.rstrip('.')})",
            "ask for another city, category or edition",
        )
    if len(plot.frame) > _MOST_ROWS and plot.picture is not ChartKind.HISTORY:
        raise QuestionError(
            f"{len(plot.frame)} rows are too many for a chart",
            f"ask for {_MOST_ROWS} or fewer with --rows",
        )
    return _PICTURES[plot.picture](plot, theme, width)


def svg(spec: Spec) -> str:
    """Return a chart as SVG.

    Raises:
        ExtraError: What draws charts is not installed.
    """
    return _saved(spec, "svg").decode()


def _saved(spec: Spec, format_: str) -> bytes:
    try:
        import vl_convert
    except ImportError:
        raise ExtraError("drawing charts", "vl-convert-python", "report") from None
    # Control characters would end the process that draws.
    safe = _printable(spec)
    offline: Mapping[str, Any] = {"vl_spec": safe, "allowed_base_urls": []}
    if format_ == "svg":
        return vl_convert.vegalite_to_svg(**offline).encode()
    if format_ == "png":
        return vl_convert.vegalite_to_png(**offline, ppi=_DOTS_PER_INCH)
    return _steady(vl_convert.vegalite_to_pdf(**offline))


def _printable(spec: object) -> object:
    """Return a chart in which no text holds a control character."""
    if isinstance(spec, str):
        return printable(spec)
    if isinstance(spec, dict):
        return {name: _printable(part) for name, part in spec.items()}
    return [_printable(part) for part in spec] if isinstance(spec, list | tuple) else spec


def _steady(pdf: bytes) -> bytes:
    """Return a PDF with its objects in the order in which its page refers to them.

    They come in an order that changes from run to run, and means nothing.
    """
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.append(io.BytesIO(_REFERENCES.sub(_sorted_lines, pdf)))
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def _sorted_lines(run: re.Match[bytes]) -> bytes:
    return b"".join(sorted(run[0].splitlines(keepends=True)))


def _lines(notes: str) -> Spec:
    """Return the lines below a chart."""
    lines = textwrap.wrap(notes, _SMALL_LETTERS)
    return {
        "width": _WIDTH,
        "height": 14 * len(lines),
        "data": {"values": [{"line": number, "text": line} for number, line in enumerate(lines)]},
        "mark": {"type": "text", "align": "left", "baseline": "top", "fontSize": 11,
                 "color": ON_WHITE.quiet, "limit": _WIDTH},
        "encoding": {"x": {"value": 0}, "text": {"field": "text"},
                     "y": {"field": "line", "type": "ordinal", "axis": None}},
    }  # fmt: skip


def _span(answer: Answer) -> tuple[str, ...]:
    """Return the editions that a chart shows, where its title does not."""
    plot = answer.plot
    if plot is None or plot.picture is not ChartKind.HISTORY:
        return ()
    held = plot.frame.loc[plot.frame["rank"].notna(), "place"]
    first, last = plot.editions[int(held.min()) if len(held) else 0], plot.editions[-1]
    return (f"edition {first}",) if first == last else (f"editions {first} to {last}",)


def _notes(answer: Answer) -> list[str]:
    """Return the notes of the sections that limit what is drawn."""
    plot = answer.plot
    first, *others = answer.sections
    if plot is not None and plot.picture is ChartKind.HISTORY:
        ranks_held = int(plot.frame["rank"].notna().sum())
        told = first.notes if len(answer.asked) <= _CITIES_TOLD else ()
        return [f"{counted(ranks_held, 'rank', 'ranks')} held.", *told]
    if others:
        rule = first.notes[1:]
        return [*(f"{one.title[0]}: {one.notes[0]}" for one in answer.sections), *rule]
    return list(first.notes)


def _signs(answer: Answer) -> tuple[str, ...]:
    """Return what the signs of a chart mean that its notes do not tell."""
    plot = answer.plot
    if plot is None:
        return ()
    if plot.picture is ChartKind.MOVES:
        start, end = plot.editions
        return (f"○ edition {start}, ● edition {end}.",)
    return ("○ One overtook the other.",) if plot.passings else ()


def _source_line(answer: Answer) -> str:
    frames = [one.frame for one in answer.sections if "sources" in one.frame]
    keys = [
        key for frame in frames for text in frame["sources"].dropna() for key in source_keys(text)
    ]
    publishers = dict(zip(answer.sources["source"], answer.sources["publisher"], strict=True))
    names = _by_frequency([publishers.get(key) or key for key in dict.fromkeys(keys)])
    if not names:
        return "The data name no source."
    more = len(names) - _PUBLISHERS_NAMED
    told = [*names[:_PUBLISHERS_NAMED], *([f"{more} more"] if more > 0 else [])]
    return f"Sources: {listed(told, 'and')}."


def _by_frequency(names: Sequence[object]) -> list[str]:
    texts = [str(name) for name in names]
    return sorted(dict.fromkeys(texts), key=lambda name: (-texts.count(name), name))


_INLINE_WIDTH = 340
_PAGE_STYLE = """
h1 { font-size: 1.25rem; margin: 0; }
p, figcaption { color: var(--quiet); font-size: .875rem; margin: .25rem 0; }
figure { margin: 1rem 0; max-width: 45rem; }
figure svg { display: block; height: auto; width: 100%; }
"""
_SIZE = re.compile(r'^<svg [^>]*width="([0-9.]+)" height="([0-9.]+)"[^>]*>')
# Vega writes what a mark is into attributes, from which few readers take it.
_LABELLED = re.compile(r'<(path|text|line)([^>]*?) aria-label="([^"]*)"([^>]*?)/>')
_ROLES = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')


def drawn(answer: Answer, format_: str) -> bytes:
    """Return a chart of an answer as the bytes of a file.

    Raises:
        QuestionError: The answer has nothing that can be drawn, or more than can.
        ExtraError: What draws charts is not installed.
    """
    return chart_page(answer).encode() if format_ == "html" else to_chart(answer, format_)


def chart_page(answer: Answer) -> str:
    """Return a chart of an answer as a page of HTML that stands alone.

    Raises:
        QuestionError: The answer has nothing that can be drawn, or more than can.
        ExtraError: What draws charts is not installed.
    """
    told = caption(answer)
    return document(
        escape(told.title),
        [
            f"<h1>{escape(told.title)}</h1>",
            f"<p>{escape(told.subtitle)}</p>",
            f"<figure>{inline_svg(answer, told.title)}",
            f"<figcaption>{escape(told.notes)}</figcaption></figure>",
        ],
        _PAGE_STYLE,
    )


def inline_svg(answer: Answer, title: str) -> str:
    """Return an answer as SVG to stand in a page: no script, no address, a title for each point.

    Raises:
        QuestionError: The answer has nothing that can be drawn.
        ExtraError: What draws charts is not installed.
    """
    spec = {
        "vconcat": [drawing(answer, ON_A_PAGE, _INLINE_WIDTH)],
        # Room for letters that are wider in the reader's fonts than in those measured here.
        "padding": {"left": 16, "right": 28, "top": 4, "bottom": 4},
        "config": configured(ON_A_PAGE),
    }
    drawn = svg(spec)
    size = _SIZE.match(drawn)
    width, height = size.groups() if size else ("0", "0")
    body = _SIZE.sub("", drawn).removesuffix("</svg>")
    body = _ROLES.sub("", _LABELLED.sub(r"<\1\2\4><title>\3</title></\1>", body))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
        f' aria-label="{escape(title)}" style="max-width:{width}px;overflow:visible">'
        f"<title>{escape(title)}</title>{body}</svg>"
    )
