"""An answer as grids of texts: what every format for people shows, each in its own way."""

from enum import Enum, auto
from typing import NamedTuple

from scicli.analysis.answer import Answer, Column, Kind, Merit, Section
from scicli.claims.verdicts import Verdict
from scicli.view.cells import cells, heading
from scicli.view.footnotes import footnotes
from scicli.view.glyphs import Signs

RIGHT = {Kind.RANK, Kind.NUMBER, Kind.COUNT, Kind.DIFFERENCE}
"""The kinds of columns whose cells stand at the right."""
LINKED = ("https://", "http://")
"""An address that begins so is a link, and no other text is one."""
# These are drawn with letters of one width.
_DRAWINGS = {Kind.PLACE, Kind.BAR}
# A column that may go where there is nothing in it.
_OPTIONAL = {
    Kind.TEXT, Kind.DETAIL, Kind.PROSE, Kind.REMARK, Kind.MARK, Kind.NUMBER, Kind.COUNT,
}  # fmt: skip
# In these a sign stands for what has no words; in others it is a text of the data.
_WITH_SIGNS = {Kind.RANK, Kind.GAIN, Kind.NUMBER, Kind.DIFFERENCE}


class Tone(Enum):
    """What a text is beyond its words, for a format that can show it."""

    PLAIN = auto()
    ASKED = auto()
    """A city that the question names."""
    UP = auto()
    DOWN = auto()
    FAINT = auto()
    """A sign for what is not held or not certain."""


class Cell(NamedTuple):
    """One cell.

    Attributes:
        text: What stands in it.
        tone: What it is beyond that.
    """

    text: str
    tone: Tone = Tone.PLAIN


class GridColumn(NamedTuple):
    """A column of a grid.

    Attributes:
        name: What it is called where it is not shown.
        heading: What stands above it.
        kind: What it holds.
        weight: Where there is little room the column with the smallest weight goes first.
        cells: Its cells, one for each row.
    """

    name: str
    heading: str
    kind: Kind
    weight: float
    cells: list[Cell]


class Grid(NamedTuple):
    """One table for people, with every text as it can be shown.

    Attributes:
        title: What it shows, in parts of one line.
        columns: Its columns, from left to right.
        gaps: What stands before a row of which the places before are not held, by its number.
        notes: Sentences on what the figures allow to be said.
    """

    title: tuple[str, ...]
    columns: tuple[GridColumn, ...]
    gaps: dict[int, str]
    notes: tuple[str, ...]


class Grids(NamedTuple):
    """An answer for people.

    Attributes:
        grids: Its tables.
        sources: The lines that describe each source; empty where none are to be listed.
    """

    grids: tuple[Grid, ...]
    sources: tuple[tuple[str, ...], ...]


def grids(answer: Answer, signs: Signs, *, notes: bool, sources: bool) -> Grids:
    """Return an answer as grids.

    Args:
        answer: The answer.
        signs: The signs that can be shown.
        notes: Whether notes stand beneath a grid.
        sources: Whether the sources of every row are numbered, and listed.
    """
    cited = footnotes(answer, signs) if sources else None
    asked = set(answer.asked)
    *others, last = (
        _grid(section, cited.references[number] if cited else None, asked, signs, notes=notes)
        for number, section in enumerate(answer.sections)
    )
    remarks = tuple(map(signs.text, answer.remarks)) if notes else ()
    return Grids(
        grids=(*others, last._replace(notes=(*last.notes, *remarks))),
        sources=tuple(cited.notes) if cited else (),
    )


def undrawn(grid: Grid) -> tuple[GridColumn, ...]:
    """Return the columns that can be shown where letters have no one width.

    What is blank in a sparkline keeps its place there.
    """
    return tuple(
        column._replace(
            cells=[cell._replace(text=cell.text.replace(" ", "\xa0")) for cell in column.cells]
        )
        if column.kind is Kind.SPARK
        else column
        for column in grid.columns
        if column.kind not in _DRAWINGS
    )


def legend(columns: tuple[GridColumn, ...], signs: Signs) -> str:
    """Return what the faint signs in some columns mean, or "" where there are none."""
    seen = {cell.text for column in columns for cell in column.cells if cell.tone is Tone.FAINT}
    meanings = {signs.not_held: "not held", signs.undecided: "up or down is not certain"}
    return "  ".join(f"{sign} {meaning}" for sign, meaning in meanings.items() if sign in seen)


def told(grid: Grid, signs: Signs, *, notes: bool) -> list[str]:
    """Return what stands beneath a grid whose drawings are left out: its notes, and the legend.

    Args:
        grid: The grid.
        signs: The signs that can be shown.
        notes: Whether anything is to stand there.
    """
    if not notes:
        return []
    return [*grid.notes, *filter(None, [legend(undrawn(grid), signs)])]


def _grid(
    section: Section, references: list[str] | None, asked: set[str], signs: Signs, *, notes: bool
) -> Grid:
    columns = [
        GridColumn(
            signs.text(column.heading),
            heading(section.frame, column, signs),
            column.kind,
            column.weight,
            _cells(section, column, asked, signs),
        )
        for column in section.columns
        if column.kind not in _OPTIONAL or section.frame[column.field].notna().any()
    ]
    if references is not None and any(references):
        weight = sorted(column.weight for column in columns)[-2] - 0.5
        cells = list(map(Cell, references))
        columns.append(GridColumn("Sources", "Sources", Kind.NOTE, weight, cells))
    gaps = {
        gap.row: f"{gap.first}" if gap.first == gap.last else f"{gap.first}{signs.to}{gap.last}"
        for gap in section.gaps
    }
    return Grid(
        title=tuple(map(signs.text, section.title)),
        columns=tuple(columns),
        gaps={row: f"{span} not held" for row, span in gaps.items()},
        notes=tuple(map(signs.text, section.notes)) if notes else (),
    )


def _cells(section: Section, column: Column, asked: set[str], signs: Signs) -> list[Cell]:
    texts = cells(section.frame, column, signs)
    if column.kind is Kind.CITY:
        bold = section.frame[column.field].isin(asked)
        return [
            Cell(text, Tone.ASKED if is_asked else Tone.PLAIN)
            for text, is_asked in zip(texts, bold, strict=True)
        ]
    if column.kind is Kind.BAR:
        lengths = section.frame[column.field]
        return [
            Cell(text, Tone.UP if length > 0 else Tone.DOWN)
            for text, length in zip(texts, lengths, strict=True)
        ]
    tones: dict[str, Tone] = {}
    if column.kind in _WITH_SIGNS:
        tones = {signs.not_held: Tone.FAINT, signs.undecided: Tone.FAINT}
    if column.kind in {Kind.LABEL, Kind.TEXT}:
        missing = section.frame[column.field].isna()
        return [
            Cell(text, Tone.FAINT if is_missing else Tone.PLAIN)
            for text, is_missing in zip(texts, missing, strict=True)
        ]
    if column.kind is Kind.GAIN:
        tones |= {signs.up: Tone.UP, signs.down: Tone.DOWN}
    if column.kind is Kind.MARK:
        tones |= {Merit.STRENGTH: Tone.UP, Merit.WEAKNESS: Tone.DOWN}
    if column.kind is Kind.VERDICT:
        tones |= {Verdict.SUPPORTED: Tone.UP, Verdict.CONTRADICTED: Tone.DOWN}
    return [Cell(text, tones.get(text.split(" ")[0], Tone.PLAIN)) for text in texts]
