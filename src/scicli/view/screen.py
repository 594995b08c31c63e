"""What the place that an answer is shown on can show."""

import os
import re
from typing import NamedTuple, TextIO

_WIDTH = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)
_WIDTH_WHERE_UNKNOWN = 80


class Screen(NamedTuple):
    """A terminal, a pipe or a file of text."""

    encoding: str = "utf-8"
    width: int | None = None
    styled: bool = False

    @classmethod
    def of(cls, stream: TextIO) -> "Screen":
        """Return what is known of the screen behind a stream.

        An explicit `COLUMNS` is the width of a pipe too, and `FORCE_COLOR` styles one;
        `NO_COLOR` and `TERM=dumb` are honoured where the styles are drawn.
        """
        terminal = stream.isatty()
        width = _explicit_width()
        if width is None and terminal:
            width = os.get_terminal_size(stream.fileno()).columns or _WIDTH_WHERE_UNKNOWN
        return cls(
            stream.encoding, width, terminal or os.environ.get("FORCE_COLOR", "0") not in {"", "0"}
        )


def _explicit_width() -> int | None:
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if _WIDTH.fullmatch(columns) else None
