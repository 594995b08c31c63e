"""The figures of a publisher's table: a rank and a rating for each city, edition and category."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from scicli.errors import DataError
from scicli.files.schema import OVERALL
from scicli.importing.header import Measure
from scicli.importing.import_options import MEASURES, Field, ImportOptions
from scicli.importing.numbers import number, plain_rank, plain_rating
from scicli.importing.tables import LeftOut, Table
from scicli.importing.values import check_measures, decimal_mark, settled
from scicli.index.editions import ordered
from scicli.index.rating import GrammarError


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as text: ranks as `7`, `7=`, `201-250`, `801+`, ratings with a decimal point."""

    edition: str
    city: str
    category: str
    rank: str
    rating: str
    country: str
    region: str
    basis: str
    sources: str
    file: str
    line: int


@dataclass(frozen=True)
class Figures:
    """What is read from a table."""

    table: Table
    figures: list[Figure]
    left_out: list[LeftOut]
    skipped: set[str]
    decimal: str
    missing: int
    measures: tuple[Measure, ...]


def figures(table: Table, options: ImportOptions) -> Figures:
    """Return the figures of a table.

    Raises:
        DataError: A cell is no rank or rating, a name or an edition is blank, or two readings of
            the figures are possible.
    """
    left_out = list(table.left_out)
    skipped: set[str] = set()
    rows = list(_cities(table, options, left_out, skipped))
    texts = {text.strip() for text in options.missing}
    missing = _blank_missing(table, rows, texts.__contains__)
    measures = settled(table, rows, options)
    check_measures(table, rows, measures, options)
    decimal = decimal_mark(table, rows, measures, options)
    # Only now is it known which number a text is.
    numbers = {_valued(text, decimal) for text in texts} - {None}
    missing += _blank_missing(table, rows, lambda text: _valued(text, decimal) in numbers)
    read = _Reader(table, measures, decimal)
    found = []
    for line, cells in rows:
        of_row = list(read.row(line, cells))
        if not of_row:
            text = " | ".join(filter(None, cells))
            left_out.append(LeftOut(table.sheet.name, line, text, "holds no figure"))
        found += of_row
    if any(measure.edition for measure in measures):
        labels = ordered((figure.edition for figure in found), {}).labels
        place = {str(label): number for number, label in enumerate(labels)}
        found.sort(key=lambda figure: place[figure.edition])
    left_out.sort(key=lambda one: one.line)
    return Figures(table, found, left_out, skipped, decimal, missing, measures)


def _cities(
    table: Table, options: ImportOptions, left_out: list[LeftOut], skipped: set[str]
) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of cities."""
    city = table.layout.fields[Field.CITY]
    skip = {name.strip().casefold(): name for name in options.skip}
    for line, cells in table.rows:
        name = skip.get(cells[city].casefold())
        if name is None:
            yield line, list(cells)
        else:
            skipped.add(name)
            text = " | ".join(filter(None, cells))
            left_out.append(LeftOut(table.sheet.name, line, text, "is skipped"))


def _blank_missing(
    table: Table, rows: list[tuple[int, list[str]]], means_none: Callable[[str], bool]
) -> int:
    """Blank the figures that mean that there is none, and return how many they are."""
    count = 0
    for _, cells in rows:
        for measure in table.layout.measures:
            if cells[measure.column] and means_none(cells[measure.column]):
                cells[measure.column] = ""
                count += 1
    return count


def _valued(text: str, decimal: str) -> Decimal | None:
    """Return the number that a text is, or None where it is none."""
    plain = number(text, decimal)
    return None if plain is None else Decimal(plain)


class _Reader:
    """Reads the figures of rows."""

    def __init__(self, table: Table, measures: tuple[Measure, ...], decimal: str) -> None:
        self._table = table
        self._decimal = decimal
        self._columns: dict[tuple[str, str], dict[Field | None, int]] = {}
        for measure in measures:
            of_table = self._columns.setdefault((measure.edition, measure.category), {})
            of_table[measure.field] = measure.column

    def row(self, line: int, cells: list[str]) -> Iterator[Figure]:
        """Yield the figures of a row.

        Raises:
            DataError: A figure is none, or does not say of which city or edition it is.
        """

        def cell(field: Field) -> str:
            column = self._table.layout.fields.get(field)
            return "" if column is None else cells[column]

        for (label, category), columns in self._columns.items():
            texts = {field: cells[columns[field]] if field in columns else "" for field in MEASURES}
            if not any(texts.values()) and not self._table.layout.tidy:
                continue
            edition = label or self._table.edition or cell(Field.EDITION)
            for name, text in (("name", cell(Field.CITY)), ("edition", edition)):
                if not text:
                    raise DataError(
                        f"{self._table.sheet.name}, line {line}: the {name} is blank",
                        "fill it in, or delete the line",
                    )
            rank = self._read(plain_rank, line, columns.get(Field.RANK), texts[Field.RANK])
            rating = self._read(plain_rating, line, columns.get(Field.RATING), texts[Field.RATING])
            # A tidy file may say of a city that there is no figure.
            if not rank and not rating and not self._table.layout.tidy:
                continue
            yield Figure(
                edition=edition,
                city=cell(Field.CITY),
                category=category or cell(Field.CATEGORY) or OVERALL,
                rank=rank,
                rating=rating,
                country=cell(Field.COUNTRY),
                region=cell(Field.REGION),
                basis=cell(Field.BASIS),
                sources=cell(Field.SOURCES),
                file=self._table.sheet.name,
                line=line,
            )

    def _read(
        self, read: Callable[[str, str], str], line: int, column: int | None, text: str
    ) -> str:
        try:
            return read(text, self._decimal)
        except GrammarError as error:
            name = self._table.layout.header[column or 0]
            raise DataError(
                f"{self._table.sheet.name}, line {line}, column {name}: '{text}' {error.problem}",
                f"{error.remedy}, or say --missing '{text}' if it means that there is none",
            ) from error
