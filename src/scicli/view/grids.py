"""An answer as grids of texts, which every format for people shows in its own way."""

from collections.abc import Hashable, Mapping
from decimal import Decimal
from enum import Enum, auto
from functools import partial
from typing import NamedTuple

import pandas as pd

from scicli.analysis.answer import Answer, Column, Kind, Section, Strength
from scicli.analysis.wording import GROUPED_FROM, readable_date
from scicli.claims.claim import Verdict
from scicli.index import rank
from scicli.index.cells import source_keys
from scicli.index.rank import GainStatus
from scicli.index.rating import rating_text
from scicli.view.glyphs import Glyphs, bars, place_lines, place_scale, sparkline


def _footnotes(
    answer: Answer, glyphs: Glyphs
) -> tuple[list[list[str]], tuple[tuple[str, ...], ...]]:
    """Return the numbers of the sources of each row of each section, and the lines of each."""
    cited = [
        [source_keys(keys) for keys in section.frame["sources"].fillna("")]
        for section in answer.sections
    ]
    every = dict.fromkeys(key for rows in cited for keys in rows for key in keys)
    numbers = {key: number for number, key in enumerate(every, 1)}
    sources = answer.sources.fillna("")
    described = dict(zip(sources["source"], sources.to_dict("records"), strict=True))
    references = [
        [_ranges(sorted({numbers[key] for key in keys}), glyphs) for keys in rows] for rows in cited
    ]
    return references, tuple(_described(key, described.get(key), glyphs) for key in numbers)


def _ranges(numbers: list[int], glyphs: Glyphs) -> str:
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1].append(number)
        else:
            ranges.append([number])
    return " ".join(
        str(run[0]) if len(run) == 1 else f"{run[0]}{glyphs.to}{run[-1]}" for run in ranges
    )


def _described(key: str, source: Mapping[Hashable, str] | None, glyphs: Glyphs) -> tuple[str, ...]:
    if source is None:
        return (glyphs.text(key),)
    date = readable_date(source["published"]) if source["published"] else ""
    words = ", ".join(filter(None, (source["publisher"], source["title"], date))) or key
    return tuple(glyphs.text(line) for line in (words, source["url"]) if line)


# In these a missing text is blank; in others it is not held.
_OR_NOTHING = {Kind.DETAIL, Kind.PROSE, Kind.REMARK, Kind.MARK, Kind.COUNT}


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
    """One cell."""

    text: str
    tone: Tone = Tone.PLAIN


# What a text of a mark or a verdict is beyond its words.
_TONES = {
    Strength.STRENGTH: Tone.UP,
    Strength.WEAKNESS: Tone.DOWN,
    Verdict.SUPPORTED: Tone.UP,
    Verdict.CONTRADICTED: Tone.DOWN,
}


def _cells(frame: pd.DataFrame, column: Column, asked: set[str], glyphs: Glyphs) -> list[Cell]:
    """Return a cell for each row of a column."""
    values, missing = frame[column.field], Cell(glyphs.not_held, Tone.FAINT)
    match column.kind:
        case Kind.RANK:
            ranks = rank.each(frame, column.field)
            return [Cell(one.text(glyphs.to)) if one.held else missing for one in ranks]
        case Kind.GAIN:
            return _gains(frame, column.field, glyphs)
        case Kind.BAR:
            tones = [Tone.UP if length > 0 else Tone.DOWN for length in values]
            return list(map(Cell, bars(values.tolist(), glyphs), tones))
        case Kind.PLACE:
            return list(map(Cell, place_lines(frame, column.field, glyphs)))
        case Kind.DIFFERENCE:
            return [missing if pd.isna(n) else Cell(f"{n:+d}" if n else "0") for n in values]
        case Kind.SPARK:
            return [Cell(sparkline(places, glyphs)) for places in values]
        case Kind.NUMBER:
            return _numbers(values, missing)
        case Kind.CITY:
            return [
                Cell(glyphs.not_held)
                if pd.isna(city)
                else Cell(glyphs.text(city), Tone.ASKED if city in asked else Tone.PLAIN)
                for city in values
            ]
        case Kind.MARK | Kind.VERDICT:
            return [
                Cell("") if pd.isna(text) else Cell(glyphs.text(text), _TONES.get(text, Tone.PLAIN))
                for text in values
            ]
    blank = Cell("") if column.kind in _OR_NOTHING else missing
    return [blank if pd.isna(text) else Cell(glyphs.text(str(text))) for text in values]


def _heading(frame: pd.DataFrame, column: Column, glyphs: Glyphs) -> str:
    if column.kind is Kind.PLACE:
        return place_scale(frame, column.field)
    return "" if column.kind in {Kind.BAR, Kind.REMARK, Kind.MARK} else glyphs.text(column.heading)


def _gains(frame: pd.DataFrame, field: str, glyphs: Glyphs) -> list[Cell]:
    """Return gains with their direction, and the places aligned to the right."""
    bounds = (frame[name].astype("object") for name in (field, f"{field}_max"))
    least, most = (places.where(places.notna(), None) for places in bounds)
    rows = list(map(partial(_gain, glyphs), least, most, frame[f"{field}_mark"]))
    width = max((len(places) for _, places, _ in rows), default=0)
    return [
        Cell(f"{sign} {places:>{width}}" if places else sign, tone) for sign, places, tone in rows
    ]


def _gain(glyphs: Glyphs, least: int | None, most: int | None, mark: str) -> tuple[str, str, Tone]:
    """Return the direction of a gain, the number of places if there is one, and its tone."""
    if mark == GainStatus.ENTERED:
        return mark, "", Tone.PLAIN
    if mark == GainStatus.UNDECIDED:
        return glyphs.undecided, "", Tone.FAINT
    if least is not None and least >= 1:
        return glyphs.up, _span(least, most, glyphs), Tone.UP
    if most is not None and most <= -1:
        lost = _span(-most, None if least is None else -least, glyphs)
        return glyphs.down, lost, Tone.DOWN
    return (glyphs.not_held, "", Tone.FAINT) if least is None else (glyphs.level, "", Tone.PLAIN)


def _span(least: int, most: int | None, glyphs: Glyphs) -> str:
    if most is None:
        return f"{least}+"
    return str(least) if least == most else f"{least}{glyphs.to}{most}"


def _numbers(numbers: pd.Series, missing: Cell) -> list[Cell]:
    """Return numbers with as many decimals as any of them needs, so that they align.

    If one has five digits or more, commas separate thousands.
    """
    held = numbers.dropna()
    decimals = max((len(rating_text(n).partition(".")[2]) for n in held), default=0)
    comma = "," if held.abs().max() >= GROUPED_FROM else ""
    return [
        missing if pd.isna(n) else Cell(f"{Decimal(rating_text(n)):{comma}.{decimals}f}")
        for n in numbers
    ]


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


class GridColumn(NamedTuple):
    """A column of cells; `name` is what it is called where it is left out for want of room."""

    name: str
    heading: str
    kind: Kind
    weight: float
    cells: list[Cell]


class Grid(NamedTuple):
    """One table for people, with every text as it can be shown."""

    title: tuple[str, ...]
    columns: tuple[GridColumn, ...]
    gaps: dict[int, str]
    notes: tuple[str, ...]


class Grids(NamedTuple):
    """An answer for people."""

    grids: tuple[Grid, ...]
    sources: tuple[tuple[str, ...], ...]


def grids(answer: Answer, glyphs: Glyphs, *, notes: bool, sources: bool) -> Grids:
    """Return an answer as grids."""
    references, lines = (
        _footnotes(answer, glyphs) if sources else ([[] for _ in answer.sections], ())
    )
    *others, last = (
        _grid(section, cited, set(answer.asked), glyphs, notes=notes)
        for section, cited in zip(answer.sections, references, strict=True)
    )
    remarks = tuple(map(glyphs.text, answer.remarks)) if notes else ()
    return Grids((*others, last._replace(notes=(*last.notes, *remarks))), lines)


def text_columns(grid: Grid) -> tuple[GridColumn, ...]:
    """Return the columns that can be shown in letters of different widths.

    A blank in a sparkline is kept.
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


def legend(columns: tuple[GridColumn, ...], glyphs: Glyphs) -> str:
    """Return what the faint signs in some columns mean, or ""."""
    seen = {cell.text for column in columns for cell in column.cells if cell.tone is Tone.FAINT}
    meanings = {glyphs.not_held: "not held", glyphs.undecided: "up or down is not certain"}
    return "  ".join(f"{sign} {meaning}" for sign, meaning in meanings.items() if sign in seen)


def lines_below(grid: Grid, glyphs: Glyphs, *, notes: bool) -> list[str]:
    """Return the lines below a grid that is shown without drawings: its notes, and the legend."""
    if not notes:
        return []
    return [*grid.notes, *filter(None, [legend(text_columns(grid), glyphs)])]


def _grid(
    section: Section, references: list[str], asked: set[str], glyphs: Glyphs, *, notes: bool
) -> Grid:
    columns = [
        GridColumn(
            glyphs.text(column.heading),
            _heading(section.frame, column, glyphs),
            column.kind,
            column.weight,
            _cells(section.frame, column, asked, glyphs),
        )
        for column in section.columns
        if column.kind not in _OPTIONAL or section.frame[column.field].notna().any()
    ]
    if any(references):
        weight = sorted(column.weight for column in columns)[-2] - 0.5
        cells = list(map(Cell, references))
        columns.append(GridColumn("Sources", "Sources", Kind.NOTE, weight, cells))
    gaps = {
        gap.row: f"{gap.first}" if gap.first == gap.last else f"{gap.first}{glyphs.to}{gap.last}"
        for gap in section.gaps
    }
    return Grid(
        title=tuple(map(glyphs.text, section.title)),
        columns=tuple(columns),
        gaps={row: f"{span} not held" for row, span in gaps.items()},
        notes=tuple(map(glyphs.text, section.notes)) if notes else (),
    )
