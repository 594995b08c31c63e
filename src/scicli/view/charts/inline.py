"""Charts within a page: SVG that takes the ink of the page, without any script."""

import re
from html import escape

from scicli.analysis.answer import Answer
from scicli.view.charts.draw import caption, drawing, svg, to_chart
from scicli.view.charts.theme import ON_A_PAGE, configured
from scicli.view.page import document

_WIDTH = 340
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
        "vconcat": [drawing(answer, ON_A_PAGE, _WIDTH)],
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
