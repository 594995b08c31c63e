"""What a screen can show: text from data made harmless, and the signs for what has no words."""

import codecs
from dataclasses import dataclass

# The pictures Unicode has for control characters stand in the order of what they picture.
_PICTURES = {code: 0x2400 + code for code in range(0x20)} | {0x7F: "␡"}
# What has no picture: the upper control characters, ends of lines, what turns the direction, what
# is not seen, and what is no character at all.
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


def printable(text: str) -> str:
    r"""Return text in which every control character is shown instead of obeyed.

    >>> printable("a\x1b[31mb\tc")
    'a␛[31mb␉c'
    """
    return text.translate(_HARMLESS)


@dataclass(frozen=True)
class Signs:
    """The signs of a screen, for a way of encoding text.

    Attributes:
        encoding: The encoding of the stream that the screen is for.
        up: Before places gained.
        down: Before places lost.
        level: For no places gained or lost.
        not_held: For what is not held.
        undecided: For a movement whose direction the ranks do not tell.
        to: Between the ends of an interval.
        dot: Between the parts of a title.
        block: What bars are made of.
        line: Between the ends of what is drawn on a line.
        mark: Where something else lies on that line.
        levels: What sparklines are made of, from the lowest to the highest.
    """

    encoding: str
    up: str = "▲"
    down: str = "▼"
    level: str = "●"
    not_held: str = "–"
    undecided: str = "?"
    to: str = "–"
    dot: str = "·"
    block: str = "━"
    line: str = "─"
    mark: str = "┊"
    levels: str = "▁▂▃▄▅▆▇█"

    @classmethod
    def of(cls, encoding: str) -> "Signs":
        """Return the signs that can be shown: plain ASCII unless the encoding is Unicode."""
        if cls(encoding).unicode:
            return cls(encoding)
        return cls(
            encoding,
            up="+",
            down="-",
            level="=",
            not_held=".",
            to="-",
            dot="|",
            block="#",
            line="-",
            mark=":",
            levels="12345678",
        )

    @property
    def unicode(self) -> bool:
        """Whether the encoding has every character of Unicode."""
        return codecs.lookup(self.encoding).name.startswith("utf")

    def text(self, text: str) -> str:
        """Return text from data as it can be shown, without harm and without loss."""
        shown = printable(text) if self.unicode else printable(text).replace("→", "->")
        return shown.encode(self.encoding, "backslashreplace").decode(self.encoding)
