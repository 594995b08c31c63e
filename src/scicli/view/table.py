"""An answer as a table on a screen, drawn by rich."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from rich.box import Box
from rich.console import Console, Group, RenderableType
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from scicli.analysis.answer import Answer, Column, Kind, Section
from scicli.view.cells import cells, heading
from scicli.view.characters import Signs
from scicli.view.footnotes import Footnotes, footnotes
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
_RIGHT = {Kind.RANK, Kind.NUMBER, Kind.DIFFERENCE}
# A column that may go where there is nothing in it.
_OPTIONAL = {Kind.TEXT, Kind.REMARK, Kind.NUMBER}


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
    cited = footnotes(answer, signs) if sources else None
    with console.capture() as capture:
        for number, section in enumerate(answer.sections):
            references = cited.references[number] if cited else None
            drawn = _drawn(section, references, set(answer.asked), signs)
            fitting = _fitting(section, drawn, console, room, signs)
            above = [Text()] if number else []
            title = _title(section, signs)
            console.print(_indented(*above, title, Text()), width=room)
            # The table has been made to fit, and is never folded as words are.
            console.print(_indented(_table(section, fitting, signs)))
            below = _notes(section, drawn, fitting, signs) if notes else []
            if below:
                console.print(_indented(Text(), *below), width=room)
        if cited:
            console.print(_indented(Text(), _source_list(cited, console, room)))
    # Cells are padded to the width of their column, the last of a line in vain.
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def _indented(*parts: RenderableType) -> Padding:
    return Padding(Group(*parts), (0, 0, 0, _INDENT), expand=False)


@dataclass(frozen=True)
class _Drawn:
    """A column ready to be drawn; on a narrow screen the smallest weight goes first."""

    name: str
    heading: str
    kind: Kind
    weight: float
    cells: list[Text]


def _drawn(
    section: Section, references: list[str] | None, asked: set[str], signs: Signs
) -> list[_Drawn]:
    columns = [
        _Drawn(
            signs.text(column.heading),
            heading(section.frame, column, signs),
            column.kind,
            column.weight,
            _cells(section, column, asked, signs),
        )
        for column in section.columns
        if column.kind not in _OPTIONAL or section.frame[column.field].notna().any()
    ]
    if references is not None:
        weight = sorted(column.weight for column in columns)[-2] - 0.5
        columns.append(
            _Drawn(
                "Sources", "Sources", Kind.TEXT, weight, [Text(numbers) for numbers in references]
            )
        )
    return columns


def _cells(section: Section, column: Column, asked: set[str], signs: Signs) -> list[Text]:
    texts = cells(section.frame, column, signs)
    if column.kind is Kind.CITY:
        bold = section.frame[column.field].isin(asked)
        return [
            Text(text, style="bold" if is_asked else "")
            for text, is_asked in zip(texts, bold, strict=True)
        ]
    if column.kind is Kind.BAR:
        lengths = section.frame[column.field]
        return [
            Text(text, style="green" if length > 0 else "red")
            for text, length in zip(texts, lengths, strict=True)
        ]
    styles = {signs.not_held: "dim", signs.undecided: "dim"}
    if column.kind is Kind.GAIN:
        styles |= {signs.up: "green", signs.down: "red"}
    return [Text(text, style=styles.get(text.split(" ")[0], "")) for text in texts]


def _fitting(
    section: Section, drawn: list[_Drawn], console: Console, room: int, signs: Signs
) -> list[_Drawn]:
    """Return the columns that there is room for."""

    def width(columns: list[_Drawn]) -> int:
        table = _table(section, columns, signs)
        return _INDENT + Measurement.get(console, console.options, table).maximum

    kept = list(drawn)
    while len(kept) > _FEWEST_COLUMNS and width(kept) > room:
        kept.remove(min(kept, key=lambda column: column.weight))
    return kept


def _title(section: Section, signs: Signs) -> Text:
    first, *others = map(signs.text, section.title)
    return Text.assemble((first, "bold"), *(f" {signs.dot} {part}" for part in others))


def _table(section: Section, drawn: Sequence[_Drawn], signs: Signs) -> Table:
    table = Table(
        box=_RULE if signs.unicode else _RULE_IN_ASCII,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        border_style="dim",
        header_style="bold",
    )
    for column in drawn:
        table.add_column(
            Text(column.heading),
            justify="right" if column.kind in _RIGHT else "left",
            no_wrap=True,
        )
    gaps = {gap.row: gap for gap in section.gaps}
    rows = [*zip(*(column.cells for column in drawn), strict=True), None]
    for number, row in enumerate(rows):
        if gap := gaps.get(number):
            span = f"{gap.first}" if gap.first == gap.last else f"{gap.first}{signs.to}{gap.last}"
            missing = Text(f"{span} not held", style="dim")
            table.add_row(*(missing if column.kind is Kind.CITY else "" for column in drawn))
        if row:
            table.add_row(*row)
    return table


def _notes(
    section: Section, drawn: list[_Drawn], fitting: list[_Drawn], signs: Signs
) -> list[RenderableType]:
    notes = [Text(signs.text(note)) for note in section.notes]
    dropped = [column.name for column in drawn if column not in fitting]
    if dropped:
        notes.append(Text(f"Not shown at this width: {', '.join(dropped)}.", style="dim"))
    seen = {
        cell.plain
        for column in fitting
        if column.kind is not Kind.CITY
        for cell in column.cells
        if cell.style == "dim"
    }
    meanings = {signs.not_held: "not held", signs.undecided: "up or down is not certain"}
    legend = "  ".join(f"{sign} {meaning}" for sign, meaning in meanings.items() if sign in seen)
    if legend:
        notes.append(Text(legend, style="dim"))
    return list(notes)


def _source_list(cited: Footnotes, console: Console, room: int) -> Text:
    """Return the sources as a numbered list; an address is never folded, so that it is whole."""
    indent = len(str(len(cited.notes))) + 1
    lines: list[Text] = []
    for number, (words, *address) in enumerate(cited.notes, 1):
        first, *others = Text(words).wrap(console, max(room - _INDENT - indent, 1))
        lines.append(Text(f"{number:>{indent - 1}} ") + first)
        lines += [Text(" " * indent) + line for line in (*others, *map(Text, address))]
    return Text("\n").join(lines)
