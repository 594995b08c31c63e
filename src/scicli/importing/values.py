"""The figures of one table: what the values of its columns mean, read row by row."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from scicli.errors import AmbiguousError, DataError
from scicli.files.schema import OVERALL
from scicli.importing.columns import Measure
from scicli.importing.header import Omission, Table
from scicli.importing.import_options import EDITION_HERE, Field, ImportOptions
from scicli.importing.patterns import (
    COMMA,
    POINT,
    is_number,
    number,
    possible_rank,
    read_rank,
    read_rating,
)
from scicli.importing.sheets import Row, joined
from scicli.index.editions import ordered
from scicli.index.rank import UNKNOWN, Rank
from scicli.index.rating import GrammarError, parse_rating

OPTIONAL = ("country", "region", "basis", "sources")  # In a tidy file they may be left out.
Ranking = tuple[str, str]  # An edition and a category.
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Figure:
    """A rank and a rating, of which one may be blank, and where they stand."""

    edition: str
    city: str
    category: str
    rank: Rank
    rating: str  # With a point, and the digits that it is written with.
    country: str
    region: str
    basis: str
    sources: str  # Keys joined by ";".
    file: str
    line: int

    @property
    def ranking(self) -> Ranking:
        """The edition and the category."""
        return self.edition, self.category

    def text(self, column: str) -> str:
        """Return the text of a column in a tidy file."""
        if column == "rank":
            # The mark of a tie comes last, because a spreadsheet runs a text that begins with it.
            return self.rank.text("-", behind=True) if self.rank.held else ""
        return str(getattr(self, column))


@dataclass(frozen=True)
class TableFigures:
    """The figures of one table."""

    table: Table
    figures: list[Figure]
    omissions: list[Omission]
    decimal: str
    missing: int  # How many cells have a value of `--missing`.
    measures: tuple[Measure, ...]  # Each with its field.


def read_figures(table: Table, options: ImportOptions) -> TableFigures:
    """Return the figures of a table: row by row, or by edition if its columns name editions."""
    place, layout = table.sheet.name, table.layout
    city = layout.descriptions[Field.CITY]
    omissions = list(table.omissions)
    rows: list[Row] = []
    for line, cells in table.rows:
        if options.skips(cells[city]):
            omissions.append(Omission(place, line, joined(cells), "is skipped"))
        else:
            rows.append(Row(line, list(cells)))
    texts = {text.strip() for text in options.missing}
    missing = _blank_cells(rows, layout.measures, texts.__contains__)
    measures = _measures(table, rows, options)
    decimal = options.decimal or _decimal_mark(table, rows, measures)

    def value(text: str) -> Decimal | None:
        plain = number(text, decimal)
        return None if plain is None else Decimal(plain)

    # Which number a text is follows from the decimal mark.
    numbers = set(map(value, texts)) - {None}
    missing += _blank_cells(rows, measures, lambda text: value(text) in numbers)
    columns: dict[Ranking, dict[Field | None, int]] = defaultdict(dict)
    for measure in measures:
        columns[measure.edition, measure.category][measure.field] = measure.column
    figures: list[Figure] = []
    for row in rows:
        of_row = list(_row_figures(table, row, columns, decimal))
        figures += of_row
        if not of_row:
            omissions.append(Omission(place, row.line, joined(row.cells), "holds no figure"))
    if any(measure.edition for measure in measures):
        labels = ordered((figure.edition for figure in figures), {}).labels
        position = {str(label): index for index, label in enumerate(labels)}
        figures.sort(key=lambda figure: position[figure.edition])
    omissions.sort(key=lambda one: one.line)
    return TableFigures(table, figures, omissions, decimal, missing, measures)


def _blank_cells(
    rows: Iterable[Row], measures: Iterable[Measure], is_missing: Callable[[str], bool]
) -> int:
    """Blank the figures that are missing, and return how many they are."""
    count = 0
    for _, cells in rows:
        for measure in measures:
            if cells[measure.column] and is_missing(cells[measure.column]):
                cells[measure.column] = ""
                count += 1
    return count


def _row_figures(
    table: Table, row: Row, columns_of: dict[Ranking, dict[Field | None, int]], decimal: str
) -> Iterator[Figure]:
    """Yield the figures of a row; in a tidy file also those that are blank."""
    layout = table.layout
    texts = {field: row.cells[column] for field, column in layout.descriptions.items()}
    for (label, category), columns in columns_of.items():
        if not layout.tidy and not any(row.cells[column] for column in columns.values()):
            continue
        edition = label or table.edition or texts.get(Field.EDITION, "")
        for name, text in (("name", texts[Field.CITY]), ("edition", edition)):
            if not text:
                raise DataError(
                    f"{table.sheet.name}, line {row.line}: the {name} is blank",
                    "fill it in, or delete the line",
                )
        rank, rating = UNKNOWN, ""
        if Field.RANK in columns:
            rank = _value(table, row, columns[Field.RANK], read_rank, decimal)
        if Field.RATING in columns:
            rating = _value(table, row, columns[Field.RATING], read_rating, decimal)
        if rank.held or rating or layout.tidy:
            yield Figure(
                edition=edition,
                city=texts[Field.CITY],
                category=category or texts.get(Field.CATEGORY) or OVERALL,
                rank=rank,
                rating=rating,
                file=table.sheet.name,
                line=row.line,
                **{name: texts.get(Field(name), "") for name in OPTIONAL},
            )


def _value(
    table: Table, row: Row, column: int, read: Callable[[str, str], Value], decimal: str
) -> Value:
    text = row.cells[column]
    try:
        return read(text, decimal)
    except GrammarError as error:
        raise DataError(
            f"{table.sheet.name}, line {row.line}, column {table.layout.header[column]}:"
            f" '{text}' {error.problem}",
            f"{error.remedy}, or say --missing '{text}' if it means that there is none",
        ) from error


def _measures(table: Table, rows: Sequence[Row], options: ImportOptions) -> tuple[Measure, ...]:
    """Return the columns of figures, each with its field; refuse doubtful ones."""
    place, header, measures = table.sheet.name, table.layout.header, table.layout.measures
    unclear = [measure.column for measure in measures if measure.field is None]
    if unclear:
        texts = {row.cells[column] for row in rows for column in unclear} - {""}
        field = options.rank_by or _field_of(texts)
        if field is None:
            raise AmbiguousError(
                f"{place}: the values below '{header[unclear[0]]}' may be ranks or ratings",
                f"say --column 'rank={EDITION_HERE}' or --column 'rating={EDITION_HERE}'",
            )
        measures = tuple(replace(one, field=one.field or field) for one in measures)
    first: dict[tuple[str, str, Field | None], str] = {}
    for measure in measures:
        name = header[measure.column]
        other = first.setdefault((measure.edition, measure.category, measure.field), name)
        if other != name:
            edition = f" of edition {measure.edition}" if measure.edition else ""
            raise AmbiguousError(
                f"{place}: the columns '{other}' and '{name}' may each hold the"
                f" {measure.field}{edition}",
                f"say --column which holds the {measure.field}",
            )
        cells = [row.cells[measure.column] for row in rows]
        counts = [list(map(str, range(start, start + len(cells)))) for start in (0, 1)]
        mapped = any(mapping.header == name for mapping in options.columns)
        if name.casefold() == "index" and cells in counts and not mapped:
            raise AmbiguousError(
                f"{place}: the column '{name}' only numbers its rows",
                f"say --column rating={name}, or rename it",
            )
    return measures


def _field_of(texts: set[str]) -> Field | None:
    """Return whether texts are ratings or ranks, or None if they may be either."""
    numbers = {text for text in texts if is_number(text)}
    ranks = {text for text in texts if possible_rank(text).held}
    if ranks != texts:
        return Field.RATING if numbers | ranks == texts else None
    return None if numbers == texts else Field.RANK


def _decimal_mark(table: Table, rows: Sequence[Row], measures: Sequence[Measure]) -> str:
    """Return the decimal mark of the ratings, or refuse ratings that differ by the mark."""
    columns = [measure.column for measure in measures if measure.field is Field.RATING]
    texts = dict.fromkeys(row.cells[column] for row in rows for column in columns)
    if table.layout.tidy and all(map(_is_tidy_rating, texts)):
        return POINT
    readings = [(text, number(text, POINT), number(text, COMMA)) for text in texts]
    point = any(one is not None and other is None for _, one, other in readings)
    comma = any(one is None and other is not None for _, one, other in readings)
    differing = [reading for reading in readings if reading[1] != reading[2]]
    if point != comma or not differing:
        return COMMA if comma else POINT
    text, one, other = differing[0]
    meaning = f"may be {one} or {other}" if one and other else "does not go with the others"
    raise AmbiguousError(
        f"{table.sheet.name}: '{text}' {meaning}", "say --decimal . or --decimal ,"
    )


def _is_tidy_rating(text: str) -> bool:
    try:
        parse_rating(text)
    except GrammarError:
        return False
    return True
