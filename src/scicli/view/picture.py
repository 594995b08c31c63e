"""An answer as a picture of the terminal, in SVG."""

import io
import re

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from scicli.analysis.answer import Answer
from scicli.view.screen import Screen
from scicli.view.terminal import to_table

_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_TITLE = "scicli"


def to_svg(answer: Answer, screen: Screen, *, notes: bool, sources: bool) -> str:
    """Return a picture of the screen that shows an answer; it fetches no font from anywhere."""
    styled = Screen(width=screen.width, styled=True)
    drawn = Text.from_ansi(to_table(answer, styled, notes=notes, sources=sources))
    console = Console(
        file=io.StringIO(),
        record=True,
        width=1 + max(cell_len(line) for line in drawn.plain.splitlines()),
        height=1,
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
    )
    console.print(drawn, soft_wrap=True)
    return _FONT.sub("", console.export_svg(title=_TITLE))
