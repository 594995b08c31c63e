"""An answer as a table on a screen, drawn by rich."""

import io
from collections.abc import Sequence

from rich.box import Box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from scicli.analysis.answer import Answer, Kind
from scicli.view.grids import RIGHT, Cell, Grid, GridColumn, Source, Tone, grids, legend
from scicli.view.layout import BETWEEN, fit
from scicli.view.screen import Glyphs, Screen

# Wider than any table, so that a table takes the width that it needs.
_UNBOUNDED = 10**7
# A narrower screen is written as if it had this width.
_LEAST_WIDTH = 40
_INDENT = 1
_BENEATH = 2  # The indent of a record below its head.
_HEADS = {Kind.CITY, Kind.LABEL}
_MARKS = {Kind.MARK, Kind.REMARK, Kind.VERDICT}
_STYLES = {
    Tone.ASKED: "bold",
    Tone.UP: "green",
    Tone.DOWN: "red",
    Tone.FAINT: "dim",
    Tone.GAP: "dim",
}
_ADDRESSES = "Addresses: in a pipe, or with scicli sources --format csv."


def to_table(
    answer: Answer, screen: Screen, *, notes: bool, sources: bool, no_color: bool | None = None
) -> str:
    """Return the text that shows an answer on a screen.

    `NO_COLOR` is heeded unless `no_color` says whether there are colours.
    """
    glyphs = Glyphs.of(screen.encoding)
    console = _console(screen, no_color=no_color)
    room = max(screen.width or _UNBOUNDED, _LEAST_WIDTH) - _INDENT
    tables, footnotes = grids(answer, glyphs, sources=sources)
    blocks: list[Sequence[RenderableType]] = []
    shown: list[GridColumn] = []
    for number, grid in enumerate(tables, 1):
        columns, widths = fit(grid, room)
        shown += columns
        blocks.append(_title(grid, console, room, glyphs))
        if widths:
            # The table fits already, so that rich folds nothing but texts.
            blocks.append([_table(columns, widths, glyphs)])
        elif columns:
            blocks.append(_records(columns, console, room, glyphs))
        if notes:
            quiet = [_dropped(grid, columns)]
            quiet += [legend(shown, glyphs)] if number == len(tables) else []
            below = [*map(Text, grid.notes), *(Text(line, style="dim") for line in quiet if line)]
            blocks.append([line for note in below for line in _fold(note, console, room)])
    blocks.append(_source_list(footnotes, console, screen, glyphs))
    with console.capture() as capture:
        for number, block in enumerate(filter(None, blocks)):
            if number:
                console.print()
            for part in block:
                console.print(part)
    # Rich pads the last cell of a line too.
    lines = (line.rstrip() for line in capture.get().splitlines())
    return "".join(f"{' ' * _INDENT}{line}\n" if line else "\n" for line in lines)


def _console(screen: Screen, *, no_color: bool | None) -> Console:
    """Return what writes a text as it is, for a screen of any width."""
    return Console(
        file=io.StringIO(),
        width=_UNBOUNDED,
        height=1,  # Without a height rich gives a dumb terminal 80 columns, whatever its width.
        force_terminal=screen.styled,
        color_system="auto" if screen.styled else None,
        no_color=no_color,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )


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


def _table(columns: Sequence[GridColumn], widths: Sequence[int], glyphs: Glyphs) -> Table:
    # One rule below the head, and no other line.
    rule = f" {glyphs.line * 2} \n"
    table = Table(
        box=Box("    \n" * 2 + rule + "    \n" * 5, ascii=not glyphs.unicode),
        show_edge=False,
        pad_edge=False,
        padding=(0, BETWEEN - 1, 0, 0),
        border_style="dim",
        header_style="bold",
    )
    for column, width in zip(columns, widths, strict=True):
        # With a width, rich does not measure every cell again and again.
        table.add_column(
            Text(column.heading),
            justify="right" if column.kind in RIGHT else "left",
            overflow="fold",
            width=width,
        )
    cells = (
        _aligned(column.cells) if column.kind is Kind.GAIN else column.cells for column in columns
    )
    for row in zip(*cells, strict=True):
        table.add_row(*map(_styled, row))
    return table


def _aligned(gains: Sequence[Cell]) -> list[Cell]:
    """Return gains with their numbers of places aligned to the right."""
    parts = [gain.text.partition(" ") for gain in gains]
    width = max((len(places) for *_, places in parts), default=0)
    return [
        gain._replace(text=f"{sign}{space}{places:>{width}}") if places else gain
        for gain, (sign, space, places) in zip(gains, parts, strict=True)
    ]


def _styled(cell: Cell) -> Text:
    return Text(cell.text, style=_STYLES.get(cell.tone, ""))


def _records(
    columns: Sequence[GridColumn], console: Console, room: int, glyphs: Glyphs
) -> list[Text]:
    """Return each row as a record: its head, and beneath it every other cell with its heading."""
    head = next((column for column in columns if column.kind in _HEADS), columns[0])
    lines: list[Text] = []
    for row in zip(*(column.cells for column in columns), strict=True):
        gap = next((cell for cell in row if cell.tone is Tone.GAP), None)
        if gap is not None:
            lines.append(_styled(gap))
            continue
        cells = [one for one in zip(columns, row, strict=True) if one[1].text]
        beside = [one for one in cells if one[0] is head or one[0].kind in _MARKS]
        beneath = [one for one in cells if one not in beside]
        lines += _fold(_head(beside, glyphs), console, room)
        lines += _pairs(beneath, console, room - _BENEATH, glyphs)
    return lines


def _head(cells: Sequence[tuple[GridColumn, Cell]], glyphs: Glyphs) -> Text:
    """Return the head of a record, with its marks beside it."""
    words = []
    for column, cell in cells:
        # A number needs its heading.
        heading = f"{column.heading} " if cell.text[:1].isdigit() else ""
        is_mark = column.kind in _MARKS
        words.append(_styled(cell) if is_mark else Text(f"{heading}{cell.text}", style="bold"))
    return Text(f" {glyphs.dot} ").join(words)


def _pairs(
    cells: Sequence[tuple[GridColumn, Cell]], console: Console, room: int, glyphs: Glyphs
) -> list[Text]:
    """Return cells with their headings, as many on a line as fit."""
    dot = f" {glyphs.dot} "
    lines: list[Text] = []
    for column, cell in cells:
        heading = f"{column.heading}: " if column.heading else ""
        pair = Text.assemble((heading, "dim"), _styled(cell))
        fits = bool(lines) and lines[-1].cell_len + len(dot) + pair.cell_len <= room
        if fits and column.kind is not Kind.PROSE:
            lines[-1] = Text.assemble(lines[-1], dot, pair)
        else:
            lines += _fold(pair, console, room)
    indent = " " * _BENEATH
    return [Text(indent) + line for line in lines]


def _dropped(grid: Grid, columns: Sequence[GridColumn]) -> str:
    names = ", ".join(column.name for column in grid.columns if column not in columns)
    return f"Not shown at this width: {names}." if names else ""


def _fold(
    text: Text, console: Console, room: int, first: str = "", others: str = "  "
) -> list[Text]:
    """Return a text as lines that fit, after a prefix for the first line and one for the others."""
    if len(first) + text.cell_len <= room:
        return [Text(first) + text]
    lines = text.wrap(console, room - len(others))
    return [Text(others if number else first) + line for number, line in enumerate(lines)]


def _source_list(
    sources: Sequence[Source], console: Console, screen: Screen, glyphs: Glyphs
) -> list[Text]:
    """Return the sources as a numbered list, on a terminal a line for each.

    Anywhere else each has its address below, which is never folded.
    """
    indent = len(str(len(sources))) + 1
    lines: list[Text] = []
    for number, source in enumerate(sources, 1):
        first, others = f"{number:>{indent - 1}} ", " " * indent
        if screen.width is None:
            lines.append(Text(first + source.words))
            if source.address:
                lines.append(Text(others + source.address))
        else:
            room = max(screen.width, _LEAST_WIDTH) - _INDENT - indent
            lines.append(Text(first + _shortened(source.words, room, glyphs.cut)))
    if screen.width is not None and any(source.address for source in sources):
        room = max(screen.width, _LEAST_WIDTH) - _INDENT
        lines += _fold(Text(_ADDRESSES, style="dim"), console, room)
    return lines


def _shortened(text: str, room: int, cut: str) -> str:
    """Return a text without its middle if it is too long; what follows the last comma stays."""
    if cell_len(text) <= room:
        return text
    end = f",{text.rpartition(',')[2]}"
    while cell_len(end) > room // 2:
        end = end[1:]
    start = Text(text)
    start.truncate(room - cell_len(end) - len(cut))
    return f"{start.plain.rstrip()}{cut}{end}"
