"""An answer as a table on a screen, drawn by rich."""

import io
from collections.abc import Sequence

from rich.box import Box
from rich.console import Console, Group, RenderableType
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from scicli.analysis.answer import Answer, Kind
from scicli.view.characters import Signs
from scicli.view.grids import RIGHT, Grid, GridColumn, Tone, grids, legend
from scicli.view.screen import Screen

# One rule below the head, and no other line.
_RULE = Box("    \n    \n ── \n    \n    \n    \n    \n    \n")
_RULE_IN_ASCII = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
# Wider than any table: what is drawn takes the width it needs.
_UNBOUNDED = 10**7
# Words are not folded to less than this, however narrow the screen.
_LEAST_ROOM = 20
_INDENT = 1
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
    """Return the screen that shows an answer.

    Args:
        answer: What is shown.
        screen: What it is shown on.
        notes: Whether notes stand beneath it.
        sources: Whether the sources of every row are numbered, and listed beneath it.
    """
    signs = Signs.of(screen.encoding)
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
    shown = grids(answer, signs, notes=notes, sources=sources)
    with console.capture() as capture:
        for number, grid in enumerate(shown.grids):
            fitting, prose = _fitting(grid, console, room, signs)
            above = [Text()] if number else []
            console.print(_indented(*above, _title(grid, signs)), width=room)
            if fitting:
                # The table has been made to fit, and is never folded as words are.
                console.print(_indented(Text(), _table(grid, fitting, signs, prose)))
            below = _notes(grid, fitting, signs) if notes else []
            if below:
                console.print(_indented(Text(), *below), width=room)
        if shown.sources:
            console.print(_indented(Text(), _source_list(shown.sources, console, room)))
    # Cells are padded to the width of their column, the last of a line in vain.
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def _indented(*parts: RenderableType) -> Padding:
    return Padding(Group(*parts), (0, 0, 0, _INDENT), expand=False)


def _fitting(
    grid: Grid, console: Console, room: int, signs: Signs
) -> tuple[tuple[GridColumn, ...], int]:
    """Return the columns that there is room for, and the room that is left for sentences."""

    def width(columns: list[GridColumn]) -> int:
        table = _table(grid, columns, signs, _LEAST_PROSE)
        return _INDENT + Measurement.get(console, console.options, table).maximum

    kept = list(grid.columns)
    while len(kept) > _FEWEST_COLUMNS and width(kept) > room:
        kept.remove(min(kept, key=lambda column: column.weight))
    return tuple(kept), _LEAST_PROSE + max(room - width(kept), 0)


def _title(grid: Grid, signs: Signs) -> Text:
    first, *others = grid.title
    return Text.assemble((first, "bold"), *(f" {signs.dot} {part}" for part in others))


def _table(grid: Grid, columns: Sequence[GridColumn], signs: Signs, prose: int) -> Table:
    table = Table(
        box=_RULE if signs.unicode else _RULE_IN_ASCII,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        border_style="dim",
        header_style="bold",
    )
    for column in columns:
        table.add_column(
            Text(column.heading),
            justify="right" if column.kind in RIGHT else "left",
            no_wrap=column.kind is not Kind.PROSE,
            max_width=prose if column.kind is Kind.PROSE else None,
        )
    rows = [*zip(*(column.cells for column in columns), strict=True), None]
    for number, row in enumerate(rows):
        if number in grid.gaps:
            missing = Text(grid.gaps[number], style="dim")
            table.add_row(*(missing if column.kind is Kind.CITY else "" for column in columns))
        if row:
            table.add_row(*(Text(cell.text, style=_STYLES[cell.tone]) for cell in row))
    return table


def _notes(grid: Grid, fitting: tuple[GridColumn, ...], signs: Signs) -> list[RenderableType]:
    notes = [Text(note) for note in grid.notes]
    dropped = [column.name for column in grid.columns if column not in fitting]
    if dropped:
        notes.append(Text(f"Not shown at this width: {', '.join(dropped)}.", style="dim"))
    if signs_told := legend(fitting, signs):
        notes.append(Text(signs_told, style="dim"))
    return list(notes)


def _source_list(sources: Sequence[tuple[str, ...]], console: Console, room: int) -> Text:
    """Return the sources as a numbered list; an address is never folded, so that it is whole."""
    indent = len(str(len(sources))) + 1
    lines: list[Text] = []
    for number, (words, *address) in enumerate(sources, 1):
        first, *others = Text(words).wrap(console, max(room - _INDENT - indent, 1))
        lines.append(Text(f"{number:>{indent - 1}} ") + first)
        lines += [Text(" " * indent) + line for line in (*others, *map(Text, address))]
    return Text("\n").join(lines)
