"""An answer as a table on a terminal, drawn by rich, and as a picture of it."""

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
from scicli.view.glyphs import Glyphs, Screen
from scicli.view.grids import RIGHT, Grid, GridColumn, Tone, grids, legend

# One rule below the head, and no other line.
_RULE = Box("    \n    \n ── \n    \n    \n    \n    \n    \n")
_RULE_IN_ASCII = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
# Wider than any table: what is drawn takes the width it needs.
_UNBOUNDED = 10**7
# Words are not folded to less than this, however narrow the screen.
_LEAST_ROOM = 20
_INDENT = 1
_BETWEEN = 2
_FEWEST_COLUMNS = 2
_STYLES = {
    Tone.PLAIN: "",
    Tone.ASKED: "bold",
    Tone.UP: "green",
    Tone.DOWN: "red",
    Tone.FAINT: "dim",
}
# A sentence is folded to no less than this.
_LEAST_PROSE = 30


def to_table(answer: Answer, screen: Screen, *, notes: bool, sources: bool) -> str:
    """Return the screen that shows an answer."""
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
    room = max(screen.width or _UNBOUNDED, _LEAST_ROOM)
    shown = grids(answer, glyphs, notes=notes, sources=sources)
    with console.capture() as capture:
        for number, grid in enumerate(shown.grids):
            fitting, prose = _fitting(grid, room)
            above = [Text()] if number else []
            console.print(_indented(*above, *_title(grid, console, room, glyphs)))
            if fitting:
                # The table has been made to fit, and is never folded as words are.
                console.print(_indented(Text(), _table(grid, fitting, glyphs, prose)))
            below = _notes(grid, fitting, glyphs) if notes else []
            lines = [line for note in below for line in _hanging(note, console, room, "", "  ")]
            if lines:
                console.print(_indented(Text(), *lines))
        if shown.sources:
            console.print(_indented(Text(), _source_list(shown.sources, console, room)))
    # Cells are padded to the width of their column, the last of a line in vain.
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def _indented(*parts: RenderableType) -> Padding:
    return Padding(Group(*parts), (0, 0, 0, _INDENT), expand=False)


def _fitting(grid: Grid, room: int) -> tuple[tuple[GridColumn, ...], int]:
    """Return the columns that there is room for, and the room for each one of sentences."""

    def width(columns: list[GridColumn]) -> int:
        rooms = (
            min(_width(grid, column), _LEAST_PROSE)
            if column.kind is Kind.PROSE
            else _width(grid, column)
            for column in columns
        )
        return _INDENT + sum(rooms) + _BETWEEN * (len(columns) - 1)

    kept = list(grid.columns)
    while len(kept) > _FEWEST_COLUMNS and width(kept) > room:
        kept.remove(min(kept, key=lambda column: column.weight))
    sentences = sum(column.kind is Kind.PROSE for column in kept)
    return tuple(kept), _LEAST_PROSE + max(room - width(kept), 0) // max(sentences, 1)


def _width(grid: Grid, column: GridColumn) -> int:
    """Return how many letters the widest cell of a column has."""
    texts = [column.heading, *(cell.text for cell in column.cells)]
    if column.kind is Kind.CITY:
        texts += grid.gaps.values()
    return max(map(cell_len, texts))


def _title(grid: Grid, console: Console, room: int, glyphs: Glyphs) -> list[Text]:
    """Return the title, folded between its parts if it can be."""
    dot = f" {glyphs.dot} "
    first, *others = (Text(part) for part in grid.title)
    first.stylize("bold")
    lines = [first]
    for part in others:
        if lines[-1].cell_len + len(dot) + part.cell_len <= room - _INDENT:
            lines[-1] = Text.assemble(lines[-1], dot, part)
        else:
            lines.append(part)
    return [folded for line in lines for folded in _hanging(line, console, room, "", "  ")]


def _table(grid: Grid, columns: Sequence[GridColumn], glyphs: Glyphs, prose: int) -> Table:
    table = Table(
        box=_RULE if glyphs.unicode else _RULE_IN_ASCII,
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
            # Rich would measure every cell again and again.
            width=None if folded else _width(grid, column),
        )
    rows = [*zip(*(column.cells for column in columns), strict=True), None]
    for number, row in enumerate(rows):
        if number in grid.gaps:
            missing = Text(grid.gaps[number], style="dim")
            table.add_row(*(missing if column.kind is Kind.CITY else "" for column in columns))
        if row:
            table.add_row(*(Text(cell.text, style=_STYLES[cell.tone]) for cell in row))
    return table


def _notes(grid: Grid, fitting: tuple[GridColumn, ...], glyphs: Glyphs) -> list[Text]:
    notes = [Text(note) for note in grid.notes]
    dropped = [column.name for column in grid.columns if column not in fitting]
    if dropped:
        notes.append(Text(f"Not shown at this width: {', '.join(dropped)}.", style="dim"))
    if signs_told := legend(fitting, glyphs):
        notes.append(Text(signs_told, style="dim"))
    return notes


def _hanging(text: Text, console: Console, room: int, first: str, others: str) -> list[Text]:
    """Return a text folded into the room for a line, what stands before its lines included."""
    if cell_len(first) + text.cell_len <= room - _INDENT:
        return [Text(first) + text]
    lines = text.wrap(console, max(room - _INDENT - len(others), 1))
    return [Text(others if number else first) + line for number, line in enumerate(lines)]


def _source_list(sources: Sequence[tuple[str, ...]], console: Console, room: int) -> Text:
    """Return the sources as a numbered list; an address is never folded, so that it is whole."""
    indent = len(str(len(sources))) + 1
    lines: list[Text] = []
    for number, (words, *address) in enumerate(sources, 1):
        first, others = f"{number:>{indent - 1}} ", " " * indent
        lines += _hanging(Text(words), console, room, first, others)
        lines += [Text(others + line) for line in address]
    return Text("\n").join(lines)


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
