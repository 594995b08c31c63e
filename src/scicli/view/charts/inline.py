"""Charts within a page: SVG that takes the ink of the page, and says what each point is."""

import re
from html import escape

from scicli.analysis.answer import Answer
from scicli.view.charts.draw import drawing, svg
from scicli.view.charts.theme import ON_A_PAGE, configured

_WIDTH = 340
_SIZE = re.compile(r'^<svg [^>]*width="([0-9.]+)" height="([0-9.]+)"[^>]*>')
# Vega writes what a mark is into attributes, from which few readers take it.
_LABELLED = re.compile(r'<(path|text|line)([^>]*?) aria-label="([^"]*)"([^>]*?)/>')
_ROLES = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')


def inline_svg(answer: Answer, title: str) -> str:
    """Return an answer as SVG to stand in a page: no script, no address, a title for each point.

    Args:
        answer: What is drawn.
        title: What it shows, for those who do not see it.

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
