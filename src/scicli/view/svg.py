"""An answer as an SVG picture of a screen, drawn by rich."""

import io
from collections.abc import Mapping
from html import escape

from rich.cells import cell_len
from rich.color import Color
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from scicli.analysis.answer import Answer
from scicli.view.charts.drawing import DARK, LIGHT, Ink
from scicli.view.screen import Screen, printable
from scicli.view.terminal import to_table

_PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="-9 -25 {width} {height}">
<title>[title]</title>
<style>
.{unique_id}-matrix {{ font: {char_height}px ui-monospace, Menlo, Consolas, monospace; }}
.paper {{ fill: [light paper]; }}
{styles}
@media (prefers-color-scheme: dark) {{
.paper {{ fill: [dark paper]; }}
[dark]
}}
</style>
<defs>
{lines}
</defs>
<rect class="paper" x="-9" y="-25" width="100%" height="100%"/>
<g class="{unique_id}-matrix">
{matrix}
</g>
</svg>
"""


def to_svg(answer: Answer, screen: Screen, *, notes: bool, sources: bool) -> str:
    """Return a picture of a screen of the same width, light or dark like the page that shows it."""
    styled = Screen(width=screen.width, styled=True)
    text = Text.from_ansi(to_table(answer, styled, notes=notes, sources=sources, no_color=False))
    console = Console(
        file=io.StringIO(),
        record=True,
        width=1 + max(cell_len(line) for line in text.plain.splitlines()),
        height=1,
        force_terminal=True,
        color_system="truecolor",
        no_color=False,
        legacy_windows=False,
    )
    console.print(text, soft_wrap=True)

    def drawn(colours: Mapping[Ink, str], code_format: str) -> str:
        return console.export_svg(
            theme=_theme(colours), code_format=code_format, clear=False, unique_id="screen"
        )

    title = escape(" · ".join(answer.sections[0].title))
    parts = {
        "[title]": printable(title),
        "[dark]": drawn(DARK, "{styles}"),
        "[light paper]": LIGHT[Ink.PAPER],
        "[dark paper]": DARK[Ink.PAPER],
    }
    template = _PICTURE
    for name, part in parts.items():
        template = template.replace(name, part.replace("{", "{{").replace("}", "}}"))
    return drawn(LIGHT, template)


def _theme(colours: Mapping[Ink, str]) -> TerminalTheme:
    """Return the colours of a screen; only green and red are used of the others."""
    text, paper, up, down = (
        Color.parse(colours[ink]).get_truecolor() for ink in (Ink.TEXT, Ink.PAPER, Ink.UP, Ink.DOWN)
    )
    others = [text] * 5
    return TerminalTheme(paper, text, [text, down, up, *others])
