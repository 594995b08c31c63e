"""Text of a chart: how wide it is, where it is folded, and how it runs from right to left."""

import re
from functools import cache
from itertools import pairwise
from unicodedata import combining, east_asian_width, normalize

from scicli.view.screen import printable

FONT = "Source Sans Pro, Liberation Sans, Arial, Helvetica, DejaVu Sans Condensed, sans-serif"
"""Fonts whose letters are hardly wider than those of Helvetica, where one is on the machine."""

# The widths of the letters from " " to "~" in thousandths of their size, as Adobe published them
# for Helvetica.
_WIDTHS = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip
_OTHER_WIDTHS = {"–": 556, "·": 278, "…": 1000, "−": 584}
_OTHER_WIDTH, _WIDE = 700, 1000
_BOLD = 1.09  # bold letters are at most this much wider, on the whole
_CUT = "…"
_HAIR = 0.01
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RUN = re.compile(rf"[{_RIGHT_TO_LEFT}]+(?:[ '’.-]+[{_RIGHT_TO_LEFT}]+)*")
_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    r"""Return the width of a text in pixels, as far as it can be known without its font.

    >>> width_of("Busan", 10), width_of("부산", 10), width_of("e\u0301", 10)
    (28.35, 20.0, 5.56)
    """
    return sum(map(_width, text)) * size * (_BOLD if bold else 1) / 1000


@cache
def _width(letter: str) -> int:
    if combining(letter):
        return 0
    if letter in _OTHER_WIDTHS:
        return _OTHER_WIDTHS[letter]
    code = ord(normalize("NFKD", letter)[0]) - ord(" ")
    if 0 <= code < len(_WIDTHS):
        return _WIDTHS[code]
    return _WIDE if east_asian_width(letter) in "WF" else _OTHER_WIDTH


def folded(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Return the lines of a text that has so much room; a word that is too long is cut.

    >>> folded("Oslo rose most: 7 places", 10, 80)
    ['Oslo rose most: 7', 'places']
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(cut(word, size, width, bold=bold))
    return lines


def cut(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """Return a text, with its end cut off if it is too wide.

    >>> cut("Technical University", 10, 60), cut("Oslo", 10, 1)
    ('Technical…', '…')
    """
    if width_of(text, size, bold=bold) <= width + _HAIR:
        return text
    for end, _ in reversed(list(pairwise(range(len(text) + 1)))):
        shorter = text[:end].rstrip() + _CUT
        if width_of(shorter, size, bold=bold) <= width:
            return shorter
    return _CUT


def isolated(text: str) -> str:
    """Return text made harmless, in which words from right to left do not move the others."""
    shown = printable(text)
    return shown if shown.isascii() else _RUN.sub(rf"{_ISOLATE}\g<0>{_END_OF_ISOLATE}", shown)
