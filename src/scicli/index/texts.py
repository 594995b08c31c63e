"""A table of text: the rows of a file, cell by cell, as columns."""

import csv
import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scicli.index.decoding import NoTextError, contents, decoded, first_line, is_parquet
from scicli.index.faults import Fault, Faults
from scicli.index.paths import File, Holding

COUNTS = (
    "cities_ranked",
    "cities_researched",
    "instrumental_factors",
    "assessments",
    "respondents",
    "rose_10_or_more",
    "fell_10_or_more",
)
"""The columns of releases that count something."""
FIGURE_COLUMNS = (
    "edition",
    "city",
    "category",
    "rank",
    "rating",
    "basis",
    "sources",
    "country",
    "region",
)
"""The columns that a table of editions may have."""

_NEEDED = {
    Holding.FIGURES: ("edition", "city"),
    Holding.RELEASES: ("edition",),
    Holding.CITIES: ("city",),
    Holding.SOURCES: ("source",),
}
_READ = {
    Holding.FIGURES: FIGURE_COLUMNS,
    Holding.RELEASES: ("edition", "published", *COUNTS, "average_rating_change_pct", "sources"),
    Holding.CITIES: ("city", "country", "iso2", "region", "aliases"),
    Holding.SOURCES: ("source", "publisher", "title", "published", "url", "language"),
}
_EXCEL = b"PK\x03\x04"
_HEADER_REMEDY = "begin it with a line of column names"


@dataclass(frozen=True)
class TextTable:
    """One file as columns of trimmed text.

    Attributes:
        name: The file, as the person who gave it will recognise it.
        columns: The cells of each column that scicli knows, a text for every row; a blank is "".
        lines: The line of the file on which each row begins. The first line is 1; a Parquet file
            has the lines of the CSV file that it would be.
    """

    name: str
    columns: dict[str, list[str]]
    lines: Sequence[int]

    def cells(self, column: str) -> list[str]:
        """Return the cells of a column, all blank where the file does not have it."""
        return self.columns[column] if column in self.columns else [""] * len(self.lines)

    def rows(self, *columns: str) -> Iterator[tuple[str, ...]]:
        """Yield the cells of some columns, row by row."""
        return zip(*map(self.cells, columns), strict=True)


class BrokenRowError(Exception):
    """The rows of a text cannot be told apart.

    Args:
        line: The line on which the row begins; the first line is 1.
        problem: What is wrong.
    """

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line
        self.problem = problem


def text_table(file: File, faults: Faults) -> TextTable | None:
    """Return a file as a table of text, or None where it is no table.

    A row that does not have a cell for each column is a fault, and is left out.

    Raises:
        DataError: The file, or a column of a Parquet file, cannot be read.
        ExtraError: It is a Parquet file, and pyarrow is not installed.
    """
    data = contents(file)
    if is_parquet(data):
        from scicli.index.parquet import read_parquet

        parquet = read_parquet(file.name, data, _READ[file.holding])
        if not _check_header(file, parquet.names, faults):
            return None
        for error in parquet.unreadable.values():
            raise error
        return TextTable(file.name, parquet.columns, range(2, 2 + parquet.rows))
    text = _text(file, data, faults)
    if text is None:
        return None
    separator = _separator(text)
    if separator == ";":
        problem = "separates its columns by semicolons"
        faults.add(Fault(file.name, problem, "turn it into commas with 'scicli import'"))
        return None
    try:
        return _tabled(file, rows(text, separator), faults)
    except BrokenRowError as error:
        remedy = "check the quotation marks from there on"
        faults.add(Fault(file.name, error.problem, remedy, error.line))
        return None


def rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row on which something stands: the line it begins on, and its cells.

    Raises:
        BrokenRowError: A quotation mark is not closed, or stands inside a cell.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    before = 0
    # A cell may be as long as it likes; where a quotation mark is not closed, the end says so.
    limit = csv.field_size_limit(sys.maxsize)
    try:
        for cells in reader:
            if len(cells) > 1 or any(map(str.strip, cells)):
                yield before + 1, cells
            before = reader.line_num
    except csv.Error as error:
        raise BrokenRowError(before + 1, str(error)) from error
    finally:
        csv.field_size_limit(limit)


def trimmed(cell: str) -> str:
    """Return a cell trimmed, without the apostrophe that guards a spreadsheet from a formula."""
    cell = cell.strip()
    return cell[1:] if cell[:2] in {"'=", "'+", "'-", "'@"} else cell


def _text(file: File, data: bytes, faults: Faults) -> str | None:
    if data.startswith(_EXCEL):
        remedy = "turn it into one with 'scicli import'"
        faults.add(Fault(file.name, "is an Excel file, no CSV file", remedy))
        return None
    try:
        return decoded(data).text
    except NoTextError as error:
        faults.add(Fault(file.name, error.problem, "save the file as UTF-8", error.line))
        return None


def _separator(text: str) -> str:
    header = first_line(text)
    if header.count("\t") > header.count(","):
        return "\t"
    return ";" if ";" in header and "," not in header else ","


def _tabled(
    file: File, numbered: Iterator[tuple[int, list[str]]], faults: Faults
) -> TextTable | None:
    _, header = next(numbered, (0, []))
    names = [cell.strip().casefold() for cell in header]
    if not _check_header(file, names, faults):
        return None
    kept: list[list[str]] = []
    lines: list[int] = []
    for line, cells in numbered:
        if len(cells) == len(names):
            kept.append(cells)
            lines.append(line)
        else:
            problem = f"{len(cells)} cells where the header has {len(names)}"
            remedy = "give every row as many cells, blank ones too"
            faults.add(Fault(file.name, problem, remedy, line))
    columns = zip(*kept, strict=True) if kept else [()] * len(names)
    known = {
        name: [trimmed(cell) for cell in cells]
        for name, cells in zip(names, columns, strict=True)
        if name in _READ[file.holding]
    }
    return TextTable(file.name, known, lines)


def _check_header(file: File, names: Sequence[str], faults: Faults) -> bool:
    """Tell whether a table has the columns that it needs, each once."""
    missing = [column for column in _NEEDED[file.holding] if column not in names]
    wrong = [
        (f"has no column '{column}'", f"{_HEADER_REMEDY}, '{column}' among them")
        for column in missing
    ]
    if file.holding is Holding.FIGURES and not {"rank", "rating"} & set(names):
        wrong.append(("has neither a column 'rank' nor a column 'rating'", "give it one of them"))
    wrong += [
        (f"has two columns '{column}'", "rename or remove one")
        for column in _READ[file.holding]
        if names.count(column) > 1
    ]
    if not names:
        wrong = [("is empty", _HEADER_REMEDY)]
    for problem, remedy in wrong:
        faults.add(Fault(file.name, problem, remedy))
    return not wrong
