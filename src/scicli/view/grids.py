"""An answer as grids of texts: what every format for people shows, each in its own way."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple

import pandas as pd

from scicli.analysis.answer import Answer, Column, Kind, Section, Strength
from scicli.analysis.wording import GROUPED_FROM, readable_date
from scicli.claims.verdicts import Verdict
from scicli.index import rank
from scicli.index.merge import source_keys
from scicli.index.rank import GainStatus
from scicli.index.rating import rating_text
from scicli.view.glyphs import Glyphs, bars, place_lines, place_scale, sparkline


@dataclass(frozen=True)
class Footnotes:
    """The numbers of the sources of each row of each section, and the lines for each number."""

    references: list[list[str]]
    notes: list[tuple[str, ...]]


def footnotes(answer: Answer, glyphs: Glyphs) -> Footnotes:
    """Return the sources of an answer whose sections have a column `sources`."""
    cited = [
        [source_keys(keys) for keys in section.frame["sources"].fillna("")]
        for section in answer.sections
    ]
    every = dict.fromkeys(key for rows in cited for keys in rows for key in keys)
    numbers = {key: number for number, key in enumerate(every, 1)}
    sources = answer.sources.fillna("")
    described = dict(zip(sources["source"], sources.to_dict("records"), strict=True))
    return Footnotes(
        references=[
            [_ranges(sorted({numbers[key] for key in keys}), glyphs) for keys in rows]
            for rows in cited
        ],
        notes=[_described(key, described.get(key), glyphs) for key in numbers],
    )


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


_OR_NOTHING = {Kind.DETAIL, Kind.PROSE, Kind.REMARK, Kind.MARK, Kind.COUNT}


def cells(frame: pd.DataFrame, column: Column, glyphs: Glyphs) -> list[str]:
    """Return the cells of a column that is drawn, one text for each row."""
    if column.kind is Kind.RANK:
        return _ranks(frame, column.field, glyphs)
    if column.kind is Kind.GAIN:
        return _gains(frame, column.field, glyphs)
    if column.kind is Kind.BAR:
        return bars(frame[column.field].tolist(), glyphs)
    if column.kind is Kind.PLACE:
        return place_lines(frame, column.field, glyphs)
    if column.kind is Kind.DIFFERENCE:
        numbers = frame[column.field]
        return [glyphs.not_held if pd.isna(n) else f"{n:+d}" if n else "0" for n in numbers]
    if column.kind is Kind.SPARK:
        return [sparkline(places, glyphs) for places in frame[column.field]]
    if column.kind is Kind.NUMBER:
        return _numbers(frame[column.field], glyphs)
    missing = "" if column.kind in _OR_NOTHING else glyphs.not_held
    return [missing if pd.isna(text) else glyphs.text(str(text)) for text in frame[column.field]]


def heading(frame: pd.DataFrame, column: Column, glyphs: Glyphs) -> str:
    """Return what stands above a column that is drawn."""
    if column.kind is Kind.PLACE:
        return place_scale(frame, column.field)
    return "" if column.kind in {Kind.BAR, Kind.REMARK, Kind.MARK} else glyphs.text(column.heading)


def _ranks(frame: pd.DataFrame, field: str, glyphs: Glyphs) -> list[str]:
    return [one.text(glyphs.to) if one.held else glyphs.not_held for one in rank.each(frame, field)]


def _gains(frame: pd.DataFrame, field: str, glyphs: Glyphs) -> list[str]:
    """Return gains with their direction; the numbers of places stand under one another."""
    rows = [
        _gain(least, most, GainStatus(mark), glyphs)
        for least, most, mark in zip(*_interval(frame, field), frame[f"{field}_mark"], strict=True)
    ]
    width = max((len(places) for _, places in rows), default=0)
    return [f"{sign} {places:>{width}}" if places else sign for sign, places in rows]


def _gain(
    least: int | None, most: int | None, status: GainStatus, glyphs: Glyphs
) -> tuple[str, str]:
    """Return the direction of a gain, and the number of places where there is one."""
    if status is GainStatus.ENTERED:
        return status.value, ""
    if status is GainStatus.UNDECIDED:
        return glyphs.undecided, ""
    if least is not None and least >= 1:
        return glyphs.up, _span(least, most, glyphs)
    if most is not None and most <= -1:
        return glyphs.down, _span(-most, None if least is None else -least, glyphs)
    return (glyphs.not_held if least is None else glyphs.level), ""


def _span(least: int, most: int | None, glyphs: Glyphs) -> str:
    if most is None:
        return f"{least}+"
    return str(least) if least == most else f"{least}{glyphs.to}{most}"


def _interval(frame: pd.DataFrame, field: str) -> tuple[list[int | None], list[int | None]]:
    least, most = (frame[name].astype("object") for name in (field, f"{field}_max"))
    return least.where(least.notna(), None).tolist(), most.where(most.notna(), None).tolist()


def _numbers(numbers: pd.Series, glyphs: Glyphs) -> list[str]:
    """Return numbers with as many decimals as the one that needs most, so that they align.

    Thousands are parted by commas where one has five digits or more.
    """
    held = numbers.dropna()
    decimals = max((len(rating_text(n).partition(".")[2]) for n in held), default=0)
    comma = "," if held.abs().max() >= GROUPED_FROM else ""
    return [
        glyphs.not_held if pd.isna(n) else f"{Decimal(rating_text(n)):{comma}.{decimals}f}"
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
    """One cell."""

    text: str
    tone: Tone = Tone.PLAIN


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
    cited = footnotes(answer, glyphs) if sources else None
    asked = set(answer.asked)
    *others, last = (
        _grid(section, cited.references[number] if cited else None, asked, glyphs, notes=notes)
        for number, section in enumerate(answer.sections)
    )
    remarks = tuple(map(glyphs.text, answer.remarks)) if notes else ()
    return Grids(
        grids=(*others, last._replace(notes=(*last.notes, *remarks))),
        sources=tuple(cited.notes) if cited else (),
    )


def text_columns(grid: Grid) -> tuple[GridColumn, ...]:
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


def legend(columns: tuple[GridColumn, ...], glyphs: Glyphs) -> str:
    """Return what the faint signs in some columns mean, or "" where there are none."""
    seen = {cell.text for column in columns for cell in column.cells if cell.tone is Tone.FAINT}
    meanings = {glyphs.not_held: "not held", glyphs.undecided: "up or down is not certain"}
    return "  ".join(f"{sign} {meaning}" for sign, meaning in meanings.items() if sign in seen)


def lines_below(grid: Grid, glyphs: Glyphs, *, notes: bool) -> list[str]:
    """Return what stands beneath a grid whose drawings are left out: its notes, and the legend."""
    if not notes:
        return []
    return [*grid.notes, *filter(None, [legend(text_columns(grid), glyphs)])]


def _grid(
    section: Section, references: list[str] | None, asked: set[str], glyphs: Glyphs, *, notes: bool
) -> Grid:
    columns = [
        GridColumn(
            glyphs.text(column.heading),
            heading(section.frame, column, glyphs),
            column.kind,
            column.weight,
            _cells(section, column, asked, glyphs),
        )
        for column in section.columns
        if column.kind not in _OPTIONAL or section.frame[column.field].notna().any()
    ]
    if references is not None and any(references):
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


def _cells(section: Section, column: Column, asked: set[str], glyphs: Glyphs) -> list[Cell]:
    texts = cells(section.frame, column, glyphs)
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
        tones = {glyphs.not_held: Tone.FAINT, glyphs.undecided: Tone.FAINT}
    if column.kind in {Kind.LABEL, Kind.TEXT}:
        missing = section.frame[column.field].isna()
        return [
            Cell(text, Tone.FAINT if is_missing else Tone.PLAIN)
            for text, is_missing in zip(texts, missing, strict=True)
        ]
    if column.kind is Kind.GAIN:
        tones |= {glyphs.up: Tone.UP, glyphs.down: Tone.DOWN}
    if column.kind is Kind.MARK:
        tones |= {Strength.STRENGTH: Tone.UP, Strength.WEAKNESS: Tone.DOWN}
    if column.kind is Kind.VERDICT:
        tones |= {Verdict.SUPPORTED: Tone.UP, Verdict.CONTRADICTED: Tone.DOWN}
    return [Cell(text, tones.get(text.split(" ")[0], Tone.PLAIN)) for text in texts]
