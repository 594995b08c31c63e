"""A chart as a file: SVG, PNG, PDF or a page, which needs the extra `report`."""

import io
import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from scicli.analysis.answer import Answer, Picture, Plot
from scicli.analysis.wording import counted
from scicli.errors import ExtraError, QuestionError
from scicli.index.adding import source_keys
from scicli.index.names import listed
from scicli.view.characters import printable
from scicli.view.charts.categories import categories
from scicli.view.charts.history import history
from scicli.view.charts.moves import moves
from scicli.view.charts.ranks import ranks
from scicli.view.charts.theme import ON_WHITE, Spec, Theme, configured

_WIDTH = 560
_REFERENCES = re.compile(rb"(?m)(?:^ +/\w+ [0-9]+ 0 R\n){2,}")
_DOTS_PER_INCH = 144
_LETTERS, _SMALL_LETTERS = 60, 96
"""So many letters of a title, and of a caption, fit a line."""
_PUBLISHERS_NAMED = 3
_PICTURES: Mapping[Picture, Callable[[Plot, Theme, int], Spec]] = {
    Picture.HISTORY: history,
    Picture.MOVES: moves,
    Picture.CATEGORIES: categories,
    Picture.RANKS: ranks,
}


ChartFormat = Literal["svg", "png", "pdf", "html"]
"""A format of charts."""


def to_chart(answer: Answer, format_: ChartFormat) -> bytes:
    """Return a chart of an answer, with its title, what is held, and its sources.

    Raises:
        QuestionError: The answer has nothing that can be drawn.
        ExtraError: What draws charts is not installed.
    """
    drawn = drawing(answer, ON_WHITE, _WIDTH)
    title, *parts = (*answer.sections[0].title, *_span(answer))
    if len(answer.sections) > 1 and answer.sections[1].title[0] != title:
        title = listed(answer.asked, "and")
    spec = {
        "vconcat": [drawn, _caption(answer)],
        "spacing": 12,
        "padding": 16,
        "title": {
            "text": textwrap.wrap(printable(title), _LETTERS),
            "subtitle": printable(" · ".join(parts)),
        },
        "config": configured(ON_WHITE),
    }
    return _saved(spec, format_)


def _span(answer: Answer) -> tuple[str, ...]:
    """Return the editions that a chart shows, where its title does not."""
    plot = answer.plot
    if plot is None or plot.picture is not Picture.HISTORY:
        return ()
    held = plot.frame.loc[plot.frame["rank"].notna(), "place"]
    first, last = plot.editions[int(held.min()) if len(held) else 0], plot.editions[-1]
    return (f"edition {first}",) if first == last else (f"editions {first} to {last}",)


def drawing(answer: Answer, theme: Theme, width: int) -> Spec:
    """Return the chart of an answer, without a title.

    Raises:
        QuestionError: The answer has nothing that can be drawn.
    """
    if answer.plot is None:
        raise QuestionError("who leads each category has no chart", "name a city")
    return _PICTURES[answer.plot.picture](answer.plot, theme, width)


def svg(spec: Spec) -> str:
    """Return a chart as SVG.

    Raises:
        ExtraError: What draws charts is not installed.
    """
    return _saved(spec, "svg").decode()


def _saved(spec: Spec, format_: ChartFormat) -> bytes:
    try:
        import altair
        import vl_convert  # noqa: F401 - altair calls it
    except ImportError:
        raise ExtraError("drawing charts", "altair and vl-convert-python", "report") from None
    chart = altair.VConcatChart.from_dict(spec)
    text, data = io.StringIO(), io.BytesIO()
    if format_ == "html":
        chart.save(text, format=format_, inline=True)
    elif format_ == "svg":
        chart.save(text, format=format_)
    else:
        chart.save(data, format=format_, ppi=_DOTS_PER_INCH)
    return (
        _steady(data.getvalue())
        if format_ == "pdf"
        else data.getvalue() or text.getvalue().encode()
    )


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


def _caption(answer: Answer) -> Spec:
    """Return the line below a chart: how much is held, and where it comes from."""
    told = f"{_held(answer)} {_source_line(answer)}"
    lines = textwrap.wrap(told, _SMALL_LETTERS)
    return {
        "width": _WIDTH,
        "height": 14 * len(lines),
        "data": {"values": [{"line": number, "text": line} for number, line in enumerate(lines)]},
        "mark": {"type": "text", "align": "left", "baseline": "top", "fontSize": 11,
                 "color": ON_WHITE.quiet, "limit": _WIDTH},
        "encoding": {"x": {"value": 0}, "text": {"field": "text"},
                     "y": {"field": "line", "type": "ordinal", "axis": None}},
    }  # fmt: skip


def _held(answer: Answer) -> str:
    """Return how much of what is drawn is held."""
    plot = answer.plot
    if plot is None or plot.picture is not Picture.HISTORY:
        first, *others = answer.sections
        told = [f"{one.title[0]}: {one.notes[0]}" for one in (first, *others)]
        return printable(" ".join(told) if others else first.notes[0])
    ranks_held = int(plot.frame["rank"].notna().sum())
    return f"{counted(ranks_held, 'rank', 'ranks')} held."


def _source_line(answer: Answer) -> str:
    frames = [one.frame for one in answer.sections if "sources" in one.frame]
    keys = [
        key for frame in frames for text in frame["sources"].dropna() for key in source_keys(text)
    ]
    publishers = dict(zip(answer.sources["source"], answer.sources["publisher"], strict=True))
    named = _by_frequency([publishers.get(key) or key for key in dict.fromkeys(keys)])
    if not named:
        return "The data name no source."
    more = len(named) - _PUBLISHERS_NAMED
    told = [*named[:_PUBLISHERS_NAMED], *([f"{more} more"] if more > 0 else [])]
    return printable(f"Sources: {listed(told, 'and')}.")


def _by_frequency(names: Sequence[object]) -> list[str]:
    texts = [str(name) for name in names]
    return sorted(dict.fromkeys(texts), key=lambda name: (-texts.count(name), name))
