"""What a screen can show: its width, text made harmless, signs, bars and sparklines."""

import codecs
import os
import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TextIO

if TYPE_CHECKING:
    import pandas as pd

_WIDTH = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)
_DEFAULT_WIDTH = 80
# Unicode has a picture of each control character, in the same order.
_PICTURES = {code: 0x2400 + code for code in range(0x20)} | {0x7F: "␡"}
# These have no picture: the upper control characters, line ends, signs that change the direction
# of text, invisible signs, and codes that are not characters.
_REPLACED = dict.fromkeys(
    [
        *range(0x80, 0xA0), 0x200B, 0x2028, 0x2029, *range(0x202A, 0x202F),
        *range(0x2060, 0x2070), 0xFEFF, *range(0xFFF9, 0xFFFC), *range(0xFDD0, 0xFDF0),
        *(plane + end for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)),
        *range(0xE0000, 0xE0080),
    ],
    "�",
)  # fmt: skip
_HARMLESS = _PICTURES | _REPLACED


class Screen(NamedTuple):
    """A terminal, a pipe or a text file."""

    encoding: str = "utf-8"
    width: int | None = None  # in characters; None: no limit
    styled: bool = False  # with colours and weights

    @classmethod
    def of(cls, stream: TextIO) -> "Screen":
        """Return the screen behind a stream.

        `COLUMNS` sets the width of a pipe too, and `FORCE_COLOR` styles one; rich heeds `NO_COLOR`
        and `TERM=dumb`.
        """
        terminal = stream.isatty()
        columns = os.environ.get("COLUMNS", "")
        width = int(columns) if _WIDTH.fullmatch(columns) else None
        if width is None and terminal:
            width = os.get_terminal_size(stream.fileno()).columns or _DEFAULT_WIDTH
        styled = terminal or os.environ.get("FORCE_COLOR", "0") not in {"", "0"}
        return cls(stream.encoding, width, styled)


def printable(text: str) -> str:
    r"""Return text in which every control character is shown instead of obeyed.

    >>> printable("a\x1b[31mb\tc")
    'a␛[31mb␉c'
    """
    return text if text.isprintable() else text.translate(_HARMLESS)


class Glyphs(NamedTuple):
    """The signs that an encoding can show."""

    encoding: str
    up: str = "▲"
    down: str = "▼"
    level: str = "●"
    not_held: str = "–"
    undecided: str = "?"
    to: str = "–"  # between the ends of an interval
    dot: str = "·"  # between the parts of a title
    cut: str = "…"  # instead of the middle of a text
    block: str = "━"  # of bars
    line: str = "─"  # of `place_lines`
    mark: str = "┊"  # of another rank on such a line
    levels: str = "▁▂▃▄▅▆▇█"  # of sparklines, from low to high

    @classmethod
    def of(cls, encoding: str) -> "Glyphs":
        """Return the signs for an encoding: ASCII unless it is an encoding of Unicode."""
        glyphs = cls(encoding)
        return glyphs if glyphs.unicode else cls(
            encoding, up="+", down="-", level="=", not_held=".", to="-", dot="|", cut="...",
            block="#", line="-", mark=":", levels="12345678",
        )  # fmt: skip

    @property
    def unicode(self) -> bool:
        """Whether the encoding has every character of Unicode."""
        return _is_unicode(self.encoding)

    def text(self, text: str) -> str:
        """Return text from data as the encoding can show it, made harmless, with no letter lost."""
        if text.isascii() and text.isprintable():
            return text
        shown = printable(text) if self.unicode else printable(text).replace("→", "->")
        return shown.encode(self.encoding, "backslashreplace").decode(self.encoding)


@cache
def _is_unicode(encoding: str) -> bool:
    return codecs.lookup(encoding).name.startswith("utf")


UNICODE = Glyphs("utf-8")
_LONGEST_BAR = 24
_LINE = 14
_FEWEST_PLACES = 10


def bars(lengths: Sequence[int], glyphs: Glyphs) -> list[str]:
    """Return numbers as bars: one block for each unit, or fewer if the longest is too long."""
    scale = _LONGEST_BAR / max([_LONGEST_BAR, *map(abs, lengths)])
    return [glyphs.block * max(1, round(abs(length) * scale)) for length in lengths]


def sparklines(
    rows: Sequence[Sequence[float | None]], glyphs: Glyphs, *, highest: Literal["least", "most"]
) -> list[str]:
    """Return rows of numbers as levels on one scale, with the least or the most of all on top.

    None is blank. Where all numbers are equal, they are halfway.
    """
    ends = scale(rows)
    bottom, top = ends if highest == "most" else reversed(ends)

    def level(number: float) -> str:
        height = (number - bottom) / (top - bottom) if top != bottom else 0.5
        return glyphs.levels[round(height * (len(glyphs.levels) - 1))]

    return [
        "".join(" " if number is None else level(number) for number in numbers).rstrip()
        for numbers in rows
    ]


def scale(rows: Sequence[Sequence[float | None]]) -> tuple[float, float]:
    """Return the least and the most of the numbers in rows, or zeros if there are none."""
    held = [number for numbers in rows for number in numbers if number is not None]
    return min(held, default=0), max(held, default=0)


def place_scale(frame: "pd.DataFrame", field: str) -> str:
    """Return the heading of `place_lines`: the places at both ends of the line."""
    return f"1{_places(frame, field)[1]:>{_LINE - 1}}"


def place_lines(frame: "pd.DataFrame", field: str, glyphs: Glyphs) -> list[str]:
    """Return each rank `field` on a line that begins with place 1, with a mark at `overall_rank`.

    Both are intervals from the named column to `…_max`.
    """
    rows, end = _places(frame, field)

    def position(place: int) -> int:
        return round((place - 1) / (end - 1) * (_LINE - 1))

    lines = []
    for best, worst, overall in rows:
        line = [" "] * _LINE
        if overall:
            line[position(overall)] = glyphs.mark
        if best:
            first, last = position(best), position(worst or end)
            line[first : last + 1] = glyphs.line * (last - first + 1)
            line[first] = glyphs.level
        lines.append("".join(line).rstrip())
    return lines


def _places(frame: "pd.DataFrame", field: str) -> tuple[list[list[int]], int]:
    """Return the best, worst and overall place of each row, or 0, and the last place of a line."""
    places = frame[[field, f"{field}_max", "overall_rank"]].fillna(0).to_numpy("int64")
    return places.tolist(), int(places.max(initial=_FEWEST_PLACES))
