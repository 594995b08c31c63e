"""An answer as grids of texts, from which every format for people is made."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import Enum, auto
from typing import Literal, NamedTuple

import pandas as pd

from scicli.analysis.answer import ANSWER, Answer, Column, Kind, Section, Strength
from scicli.analysis.wording import GROUPED_FROM, nonempty, readable_date
from scicli.claims.verdict import Verdict
from scicli.index import rank
from scicli.index.cells import source_keys
from scicli.index.rank import GainStatus, Mark, Rank
from scicli.index.rating import rating_text
from scicli.view.screen import (
    UNICODE,
    Glyphs,
    bars,
    place_lines,
    place_scale,
    scale,
    sparklines,
)

RIGHT = {Kind.RANK, Kind.NUMBER, Kind.COUNT, Kind.DIFFERENCE}
"""The kinds of columns whose cells are aligned to the right."""
LINES = {Kind.SPARK, Kind.CURVE}
"""The kinds of columns whose cells are sparklines."""
LINK_STARTS = ("https://", "http://")
"""Only a text that begins with one of these becomes a link."""
# These need letters of one width.
_DRAWINGS = {Kind.PLACE, Kind.BAR}
# A missing value is blank in these, and the sign for "not held" elsewhere.
_BLANK = {Kind.DETAIL, Kind.PROSE, Kind.REMARK, Kind.MARK, Kind.COUNT}
# Columns of these kinds are dropped if they are empty.
_OPTIONAL = {*_BLANK, Kind.TEXT, Kind.NUMBER}
_WITHOUT_HEADING = {Kind.BAR, Kind.REMARK, Kind.MARK}


class Tone(Enum):
    """What a cell means beyond its text, for formats that can show it."""

    PLAIN = auto()
    ASKED = auto()
    """A city that the question names."""
    UP = auto()
    DOWN = auto()
    FAINT = auto()
    """A sign for what is not held or not certain."""
    GAP = auto()
    """A text instead of rows that are not held."""


_TONES: dict[str, Tone] = {
    Strength.STRENGTH: Tone.UP,
    Strength.WEAKNESS: Tone.DOWN,
    Verdict.SUPPORTED: Tone.UP,
    Verdict.CONTRADICTED: Tone.DOWN,
}


class Cell(NamedTuple):
    """A text with its tone, and its number if it shows a number and nothing else."""

    text: str
    tone: Tone = Tone.PLAIN
    number: float | None = None


class GridColumn(NamedTuple):
    """A column of a grid."""

    name: str  # in the note on columns that are not shown
    heading: str
    kind: Kind
    weight: int  # the smallest is dropped first
    cells: list[Cell]
    legend: str = ""


class Grid(NamedTuple):
    """A table of texts as they can be shown.

    A gap between rows is a row, whose only text has the tone `GAP`.
    """

    title: tuple[str, ...]
    columns: list[GridColumn]
    notes: list[str]

    @property
    def text_columns(self) -> list[GridColumn]:
        """The columns for letters of any width; the blanks of sparklines are no-break spaces."""
        columns = []
        for column in self.columns:
            if column.kind in LINES:
                cells = [Cell(cell.text.replace(" ", "\xa0")) for cell in column.cells]
                columns.append(column._replace(cells=cells))
            elif column.kind not in _DRAWINGS:
                columns.append(column)
        return columns

    @property
    def caption(self) -> str:
        """The title on one line."""
        return f" {UNICODE.dot} ".join(self.title)


def lines_below(tables: Sequence[Grid]) -> list[list[str]]:
    """Return the notes below each table of an answer, and one legend below the last."""
    columns = [column for table in tables for column in table.text_columns]
    below = [table.notes for table in tables]
    return [*below[:-1], [*below[-1], *filter(None, [legend(columns, UNICODE)])]]


class Source(NamedTuple):
    """What describes a source; a part that is not known is "".

    A source of which only `key` is known has nothing else; the title is in `language`.
    """

    publisher: str
    title: str
    date: str
    address: str
    language: str
    key: str

    @property
    def words(self) -> str:
        """The publisher, the title and the date."""
        return ", ".join(nonempty(self.publisher, self.title, self.date)) or self.key


def grids(answer: Answer, glyphs: Glyphs, *, sources: bool) -> tuple[list[Grid], list[Source]]:
    """Return the tables of an answer, and its sources if they are to be listed."""
    noun = answer.ranking.nouns[0] if answer.ranking else ""
    tables = [_grid(section, noun, set(answer.asked), glyphs) for section in answer.sections]
    cited = _cite(answer, tables, glyphs) if sources else []
    for section, grid in zip(answer.sections, tables, strict=True):
        for gap in reversed(section.gaps):
            text = Cell(f"{_span(gap.first, gap.last, glyphs)} not held", Tone.GAP)
            for column in grid.columns:
                column.cells.insert(gap.row, text if column.kind is Kind.CITY else Cell(""))
    tables[-1].notes.extend(map(glyphs.text, answer.remarks))
    return tables, cited


def legend(columns: Sequence[GridColumn], glyphs: Glyphs) -> str:
    """Return what the signs in columns mean, or "" if there are none."""
    gains, ranks = _texts(columns, Kind.GAIN), _texts(columns, Kind.RANK)
    directions = {text[:1] for text in gains}
    alone = {cell.text for column in columns for cell in column.cells if cell.tone is Tone.FAINT}
    meanings: dict[str, list[str]] = {}
    for sign, meaning, signs in (
        (glyphs.up, "up", directions),
        (glyphs.down, "down", directions),
        (glyphs.level, "no change", directions),
        (glyphs.undecided, "up or down is not certain", alone),
        ("=", "shared", {text[:1] for text in ranks}),
        ("+", "or beyond", {text[-1:] for text in ranks}),
        ("+", "or more", {text[1:][-1:] for text in gains}),
        (glyphs.not_held, "not held", alone),
    ):
        if sign in signs:
            meanings.setdefault(sign, []).append(meaning)
    # Where there are only ASCII signs, one has several meanings.
    words = [f"{sign} {' / '.join(several)}" for sign, several in meanings.items()]
    own = dict.fromkeys(column.legend for column in columns if column.legend)
    return "  ".join([*words, *own])


def _texts(columns: Sequence[GridColumn], kind: Kind) -> list[str]:
    """Return the texts of a kind of columns, without the signs that stand alone."""
    cells = [cell for column in columns if column.kind is kind for cell in column.cells]
    return [cell.text for cell in cells if cell.tone is not Tone.FAINT]


def cited_keys(section: Section) -> list[list[str]]:
    """Return the keys of the sources of each row, without any if the section has no sources."""
    if "sources" not in section.frame:
        return [[] for _ in range(len(section.frame))]
    return [source_keys(keys) for keys in section.frame["sources"].fillna("").tolist()]


def _cite(answer: Answer, tables: list[Grid], glyphs: Glyphs) -> list[Source]:
    """Add a column of references such as "1–3 7" to each table, and return the sources.

    Sources have numbers from 1 on, in the order of their first reference.
    """
    numbers: dict[str, int] = {}
    for section, grid in zip(answer.sections, tables, strict=True):
        cells = []
        for keys in cited_keys(section):
            references = {numbers.setdefault(key, len(numbers) + 1) for key in keys}
            cells.append(Cell(_ranges(sorted(references), glyphs)))
        if any(cell.text for cell in cells):
            grid.columns.append(GridColumn("Sources", "Sources", Kind.NOTE, ANSWER, cells))
    if not numbers:
        return []
    table = answer.sources.fillna("")
    by_key = dict(zip(table["source"], table.to_dict("records"), strict=True))
    return [_source(key, by_key.get(key), glyphs) for key in numbers]


def every_source(sources: pd.DataFrame, glyphs: Glyphs) -> list[Source]:
    """Return the rows of `Index.sources`, as they are listed."""
    rows = sources.fillna("").to_dict("records")
    return [_source(row["source"], row, glyphs) for row in rows]


def _ranges(numbers: list[int], glyphs: Glyphs) -> str:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return " ".join(_span(run[0], run[-1], glyphs) for run in runs)


def _span(first: int, last: int | None, glyphs: Glyphs) -> str:
    if last is None:
        return f"{first}+"
    return str(first) if first == last else f"{first}{glyphs.to}{last}"


def _source(key: str, source: Mapping[Hashable, str] | None, glyphs: Glyphs) -> Source:
    if source is None:
        return Source("", "", "", "", "", glyphs.text(key))
    date = readable_date(source["published"]) if source["published"] else ""
    texts = source["publisher"], source["title"], date, source["url"], source["language"], key
    return Source(*map(glyphs.text, texts))


def publishers(answer: Answer) -> dict[str, int]:
    """Return the publishers of the sources that an answer cites, those with the most first."""
    cited = {key for section in answer.sections for keys in cited_keys(section) for key in keys}
    sources = answer.sources.fillna("")
    by_key = dict(zip(sources["source"], sources["publisher"], strict=True))
    return most_first(by_key.get(key) or key for key in cited)


def most_first(names: Iterable[str]) -> dict[str, int]:
    """Return how often each name is there, the most frequent first."""
    return dict(sorted(Counter(names).items(), key=lambda one: (-one[1], one[0])))


def _grid(section: Section, noun: str, asked: set[str], glyphs: Glyphs) -> Grid:
    frame = section.frame
    columns = []
    for column in section.columns:
        if column.kind in _OPTIONAL and frame[column.field].isna().all():
            continue
        above = column.heading
        if noun and column.kind is Kind.CITY and above == "City":
            above = f"{noun[:1].upper()}{noun[1:]}"
        name = heading = glyphs.text(above)
        if column.kind is Kind.PLACE:
            heading = place_scale(frame, column.field)
        elif column.kind in _WITHOUT_HEADING:
            heading = ""
        cells = _cells(frame, column, asked, glyphs)
        own = _own_legend(frame, column, glyphs)
        columns.append(GridColumn(name, heading, column.kind, column.weight, cells, own))
    title = tuple(map(glyphs.text, section.title))
    return Grid(title, columns, list(map(glyphs.text, section.notes)))


def _own_legend(frame: pd.DataFrame, column: Column, glyphs: Glyphs) -> str:
    """Return what the drawings of a column mean."""
    if column.kind is Kind.PLACE:
        return f"{glyphs.level} rank, {glyphs.mark} overall rank, on a line of places"
    if column.kind in LINES and len(frame) > 1:
        least, most = map(rating_text, scale(frame[column.field].tolist()))
        # The middle of a band is no rank.
        is_middle = column.kind is Kind.SPARK and "." in least + most
        ends = "" if is_middle else f", from {least} to {most}"
        if least != most:
            return f"{column.heading}: one scale for all rows{ends}"
    return ""


def _cells(frame: pd.DataFrame, column: Column, asked: set[str], glyphs: Glyphs) -> list[Cell]:
    not_held = Cell(glyphs.not_held, Tone.FAINT)
    if column.kind is Kind.RANK:
        ranks = rank.each(frame, column.field)
        return [_rank(one, glyphs) if one.held else not_held for one in ranks]
    values = frame[column.field]
    match column.kind:
        case Kind.GAIN:
            return _gains(frame, column.field, glyphs)
        case Kind.DIFFERENCE:
            return _numbers(values, Cell(""), sign="+")
        case Kind.NUMBER:
            return _numbers(values, not_held, sign="-")
        case Kind.BAR:
            tones = [Tone.UP if length > 0 else Tone.DOWN for length in values]
            return list(map(Cell, bars(values.tolist(), glyphs), tones))
        case Kind.PLACE:
            return list(map(Cell, place_lines(frame, column.field, glyphs)))
        case Kind.SPARK:
            return list(map(Cell, sparklines(values.tolist(), glyphs, highest="least")))
        case Kind.CURVE:
            return list(map(Cell, sparklines(values.tolist(), glyphs, highest="most")))
        case Kind.LABEL | Kind.TEXT:
            missing = not_held
        case _:
            missing = Cell("" if column.kind in _BLANK else glyphs.not_held)
    return [
        missing
        if is_missing
        else Cell(
            glyphs.text(str(value)),
            _tone(value, column.kind, asked),
            value if isinstance(value, int) else None,
        )
        for value, is_missing in zip(values.tolist(), values.isna().tolist(), strict=True)
    ]


def _rank(one: Rank, glyphs: Glyphs) -> Cell:
    """Return a rank that is held; a tie is no number, even if it is one place."""
    is_number = one.exact and one.mark is Mark.PLAIN
    return Cell(one.text(glyphs.to), number=one.best if is_number else None)


def _tone(value: object, kind: Kind, asked: set[str]) -> Tone:
    if kind is Kind.CITY and value in asked:
        return Tone.ASKED
    return _TONES.get(str(value), Tone.PLAIN) if kind in (Kind.MARK, Kind.VERDICT) else Tone.PLAIN


def _gains(frame: pd.DataFrame, field: str, glyphs: Glyphs) -> list[Cell]:
    """Return gains with their direction."""
    values = frame[[field, f"{field}_max", f"{field}_mark"]].astype("object")
    rows = values.where(values.notna(), None).itertuples(index=False)
    return [_gain(least, most, status, glyphs) for least, most, status in rows]


def _gain(least: int | None, most: int | None, status: str, glyphs: Glyphs) -> Cell:
    """Return the sign of a gain, and the number of places."""
    if status == GainStatus.ENTERED:
        return Cell(status)
    if status == GainStatus.UNDECIDED:
        return Cell(glyphs.undecided, Tone.FAINT)
    if least is not None and least >= 1:
        return Cell(f"{glyphs.up} {_span(least, most, glyphs)}", Tone.UP)
    if most is not None and most <= -1:
        lost = _span(-most, None if least is None else -least, glyphs)
        return Cell(f"{glyphs.down} {lost}", Tone.DOWN)
    if least is None:
        return Cell(glyphs.not_held, Tone.FAINT)
    return Cell(glyphs.level)


def _numbers(numbers: pd.Series, missing: Cell, sign: Literal["+", "-"]) -> list[Cell]:
    """Return numbers with as many decimals; if one has five digits, all have commas.

    The sign "+" shows that of a number above 0, too.
    """
    held = numbers.array.to_numpy("object", na_value=None).tolist()
    texts = [None if n is None else rating_text(n) for n in held]
    decimals = max((len(text.partition(".")[2]) for text in texts if text), default=0)
    comma = "," if any(n is not None and abs(n) >= GROUPED_FROM for n in held) else ""
    return [
        Cell(f"{Decimal(text):{sign if n else '-'}{comma}.{decimals}f}", number=n)
        if text
        else missing
        for n, text in zip(held, texts, strict=True)
    ]
