"""An answer as a table on a screen, or as an SVG picture of that screen, drawn by rich."""

import io
import re
from collections.abc import Sequence

from rich.box import Box
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from scicli.analysis.answer import Answer, Kind
from scicli.view.grids import RIGHT, Grid, GridColumn, Source, Tone, grids, legend
from scicli.view.screen import Glyphs, Screen

# Wider than any table, so that a table takes the width that it needs.
_UNBOUNDED = 10**7
# Text is folded to no less than this, however narrow the screen.
_LEAST_ROOM = 20
_LEAST_PROSE = 30
_INDENT = 1
_BETWEEN = 2
_FEWEST_COLUMNS = 2
_STYLES = {
    Tone.ASKED: "bold",
    Tone.UP: "green",
    Tone.DOWN: "red",
    Tone.FAINT: "dim",
    Tone.GAP: "dim",
}
_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def to_svg(answer: Answer, screen: Screen, *, notes: bool, sources: bool) -> str:
    """Return a picture of a screen of the same width, which fetches no font."""
    styled = Screen(width=screen.width, styled=True)
    text = Text.from_ansi(to_table(answer, styled, notes=notes, sources=sources))
    console = Console(
        file=io.StringIO(),
        record=True,
        width=1 + max(cell_len(line) for line in text.plain.splitlines()),
        height=1,
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
    )
    console.print(text, soft_wrap=True)
    return _FONT.sub("", console.export_svg(title="scicli"))


def to_table(answer: Answer, screen: Screen, *, notes: bool, sources: bool) -> str:
    """Return the text that shows an answer on a screen."""
    glyphs = Glyphs.of(screen.encoding)
    console = Console(
        file=io.StringIO(),
        width=_UNBOUNDED,
        height=1,  # Without a height rich gives a dumb terminal 80 columns, whatever its width.
        force_terminal=screen.styled,
        color_system="auto" if screen.styled else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    room = max(screen.width or _UNBOUNDED, _LEAST_ROOM) - _INDENT
    tables, footnotes = grids(answer, glyphs, sources=sources)
    blocks: list[Sequence[RenderableType]] = []
    for grid in tables:
        columns, prose = _fit(grid, room)
        blocks.append(_title(grid, console, room, glyphs))
        if columns:
            # The table fits already, so that rich folds nothing but sentences.
            blocks.append([_table(columns, glyphs, prose)])
        if notes:
            below = _notes(grid, columns, glyphs)
            blocks.append([line for note in below for line in _fold(note, console, room)])
    blocks.append(_source_list(footnotes, console, room))
    with console.capture() as capture:
        for number, block in enumerate(filter(None, blocks)):
            space = (min(number, 1), 0, 0, _INDENT)
            console.print(Padding(Group(*block), space, expand=False))
    # Rich pads the last cell of a line too.
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def _fit(grid: Grid, room: int) -> tuple[list[GridColumn], int]:
    """Return the columns that fit, and the width of each column of sentences."""

    def width(columns: list[GridColumn]) -> int:
        return sum(map(_width, columns)) + _BETWEEN * (len(columns) - 1)

    kept = list(grid.columns)
    while len(kept) > _FEWEST_COLUMNS and width(kept) > room:
        kept.remove(min(kept, key=lambda column: column.weight))
    sentences = sum(column.kind is Kind.PROSE for column in kept)
    return kept, _LEAST_PROSE + max(room - width(kept), 0) // max(sentences, 1)


def _width(column: GridColumn) -> int:
    """Return the width of a column, or the least width of a column of sentences."""
    widest = max(map(cell_len, [column.heading, *(cell.text for cell in column.cells)]))
    return min(widest, _LEAST_PROSE) if column.kind is Kind.PROSE else widest


def _title(grid: Grid, console: Console, room: int, glyphs: Glyphs) -> list[Text]:
    """Return the title, folded between its parts if possible."""
    dot = f" {glyphs.dot} "
    first, *others = (Text(part) for part in grid.title)
    first.stylize("bold")
    lines = [first]
    for part in others:
        if lines[-1].cell_len + len(dot) + part.cell_len <= room:
            lines[-1] = Text.assemble(lines[-1], dot, part)
        else:
            lines.append(part)
    return [folded for line in lines for folded in _fold(line, console, room)]


def _table(columns: Sequence[GridColumn], glyphs: Glyphs, prose: int) -> Table:
    # One rule below the head, and no other line.
    rule = f" {glyphs.line * 2} \n"
    table = Table(
        box=Box("    \n" * 2 + rule + "    \n" * 5, ascii=not glyphs.unicode),
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        border_style="dim",
        header_style="bold",
    )
    for column in columns:
        folded = column.kind is Kind.PROSE
        table.add_column(
            Text(column.heading),
            justify="right" if column.kind in RIGHT else "left",
            no_wrap=not folded,
            max_width=prose if folded else None,
            # Otherwise rich measures every cell again and again.
            width=None if folded else _width(column),
        )
    for row in zip(*(column.cells for column in columns), strict=True):
        table.add_row(*(Text(cell.text, style=_STYLES.get(cell.tone, "")) for cell in row))
    return table


def _notes(grid: Grid, columns: list[GridColumn], glyphs: Glyphs) -> list[Text]:
    dropped = ", ".join(column.name for column in grid.columns if column not in columns)
    quiet = [f"Not shown at this width: {dropped}." if dropped else "", legend(columns, glyphs)]
    return [*map(Text, grid.notes), *(Text(line, style="dim") for line in quiet if line)]


def _fold(
    text: Text, console: Console, room: int, first: str = "", others: str = "  "
) -> list[Text]:
    """Return a text as lines that fit, after a prefix for the first line and one for the others."""
    if len(first) + text.cell_len <= room:
        return [Text(first) + text]
    lines = text.wrap(console, room - len(others))
    return [Text(others if number else first) + line for number, line in enumerate(lines)]


def _source_list(sources: Sequence[Source], console: Console, room: int) -> list[Text]:
    """Return the sources as a numbered list; an address is never folded."""
    indent = len(str(len(sources))) + 1
    lines: list[Text] = []
    for number, (words, *addresses) in enumerate(sources, 1):
        first, others = f"{number:>{indent - 1}} ", " " * indent
        lines += _fold(Text(words), console, room, first, others)
        lines += [Text(others + line) for line in addresses]
    return lines
