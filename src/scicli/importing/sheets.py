"""The rows of a publisher's file: separated text, Excel or Parquet."""

import csv
import datetime
import io
import re
import warnings
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count, product
from typing import TYPE_CHECKING, NamedTuple

from scicli.errors import AmbiguousError, DataError, ExtraError, QuestionError
from scicli.files.paths import File
from scicli.files.text import (
    BrokenRowError,
    NoTextError,
    Numeral,
    Text,
    check_size,
    contents,
    decoded,
    is_parquet,
    rows,
    trimmed,
)
from scicli.importing.import_options import ImportOptions
from scicli.index.names import listed

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

_SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_LIKELY_ENCODING = "cp1252"
# These use several bytes for each letter, and may lack a byte order mark.
_WIDE_ENCODINGS = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
# A formula without a value, which is an empty text only if the cell says that it is a text.
_UNSTORED = re.compile(
    rb'<(?:\w+:)?c (?![^>]*t="str")[^>]*\br="[A-Z]+([0-9]+)"[^>]*>\s*'
    rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)(?!\s*<(?:\w+:)?v>[^<])"
)
_MOST_MERGED_CELLS = 2_000_000

Cells = dict[tuple[int, int], object]  # By row and column of an Excel sheet, from 1.


class Row(NamedTuple):
    """The line on which a row begins, and its trimmed cells."""

    line: int
    cells: list[str]


@dataclass(frozen=True)
class Sheet:
    """One way to read a file as rows."""

    name: str  # For messages: the file, and its sheet if there are several.
    rows: list[Row]
    facts: tuple[tuple[str, str], ...]  # For the report: a label and a value.
    title: str = ""  # Of an Excel sheet.
    separator: str = ""  # Its name, such as "comma"; "" if cells need none.
    unreadable: Mapping[int, DataError] = field(default_factory=dict)  # By the index of the column.
    broken: DataError | None = None  # Why `rows` ends before the text does.


def sheets(file: File, options: ImportOptions) -> list[Sheet]:
    """Return every way to read a file as rows: one for each separator, or each sheet."""
    name, data = file.name, contents(file)
    if data.startswith(_OLD_EXCEL):
        raise DataError(f"{name} is an Excel file from before 2007", "save it as .xlsx")
    if data.startswith(_ZIP):
        return list(_excel(name, data, options.sheet))
    if options.sheet is not None:
        raise QuestionError(f"{name} is not an Excel file", "leave out --sheet")
    if is_parquet(data):
        return [_parquet(name, data)]
    try:
        text = decoded(data, options.encoding)
    except NoTextError as error:
        remedy = (
            "say another --encoding" if options.encoding else _encoding_remedy(data, error.rest)
        )
        raise DataError(f"{name}, line {error.line}: {error.problem}", remedy) from error
    if not text.text.strip():
        raise DataError(f"{name} is empty", "fetch the file again")
    separators = [options.separator] if options.separator else _SEPARATORS
    return [_separated(name, text, one) for one in separators if one in text.text]


def join_cells(cells: Iterable[str]) -> str:
    """Return the filled cells of a row as one text."""
    return " | ".join(filter(None, cells))


@contextmanager
def error_context(where: str) -> Iterator[None]:
    """Name a file or line in the message of an ambiguity."""
    try:
        yield
    except AmbiguousError as error:
        raise AmbiguousError(f"{where}: {error.problem}", error.remedy) from error


def _separated(name: str, text: Text, separator: str) -> Sheet:
    read: list[Row] = []
    broken = None
    try:
        for line, cells in rows(text.text, separator):
            read.append(Row(line, list(map(trimmed, cells))))
    except BrokenRowError as error:
        problem = f"{name}, line {error.line}: {error.problem}"
        broken = DataError(problem, "check the quotation marks from there on")
    mark = " with a byte order mark" if text.marked else ""
    facts = (
        ("encoding", f"{text.encoding}{mark}"),
        ("line ends", " and ".join(text.line_ends) or "none"),
    )
    word = _SEPARATORS.get(separator, separator)
    return Sheet(name, read, facts, separator=word, broken=broken)


def _encoding_remedy(data: bytes, line: bytes) -> str:
    """Return the encoding to try for a line that is not UTF-8, with a name as it would read."""
    wide = max(_WIDE_ENCODINGS, key=lambda name: data.decode(name, "ignore").count("\n"))
    if b"\0" in data and "\n" in data.decode(wide, "ignore"):
        return f"say --encoding {wide} if that is what it is"
    if not line:
        return "save the file as text"
    try:
        text = line.decode(_LIKELY_ENCODING)
    except UnicodeDecodeError:
        return "say its --encoding"
    separator = max(_SEPARATORS, key=text.count)
    cells = next(csv.reader(io.StringIO(text), delimiter=separator), [text])
    cell = next((cell for cell in cells if not cell.isascii()), text)
    return f"say --encoding {_LIKELY_ENCODING} if it is to read '{cell.strip()}'"


def _parquet(name: str, data: bytes) -> Sheet:
    from scicli.files.parquet import read_parquet

    parquet = read_parquet(name, data)
    if len(parquet.columns) < len(parquet.names):
        raise DataError(f"{name} has two columns of one name", "rename or remove one")
    below = map(list, zip(*parquet.columns.values(), strict=True))
    rows = list(map(Row, count(1), [list(parquet.names), *below]))
    unreadable = {parquet.names.index(one): error for one, error in parquet.unreadable.items()}
    return Sheet(name, rows, (("format", "Parquet"),), unreadable=unreadable)


def _excel(name: str, data: bytes, wanted: str | None) -> Iterator[Sheet]:
    """Yield the sheets of an Excel file, or only the one with the wanted title."""
    try:
        import openpyxl
    except ImportError:
        raise ExtraError("reading Excel", "openpyxl", "excel") from None
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        check_size(name, sum(entry.file_size for entry in archive.infolist()))
        with warnings.catch_warnings(action="ignore"):
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        titles = [sheet.title for sheet in book.worksheets]
        parts = {
            sheet.title: (_filled_cells(sheet), archive.read(sheet._worksheet_path))
            for sheet in book.worksheets
            if wanted in {None, sheet.title}
        }
    except DataError:
        raise
    except Exception as error:  # Whatever a damaged archive makes openpyxl raise.
        raise DataError(f"{name} is not a complete Excel file", "fetch or save it again") from error
    if wanted is not None and not parts:
        remedy = f"its sheets are {listed(titles, 'and')}"
        raise QuestionError(f"{name} has no sheet '{wanted}'", remedy)
    for title, (cells, xml) in parts.items():
        sheet_name = name if len(titles) == 1 else f"{name}, sheet {title}"
        if unstored := _UNSTORED.search(xml):
            problem = f"line {unstored[1].decode()}: the value of a formula is not stored"
            remedy = "open the file in a spreadsheet and save it again"
            raise DataError(f"{sheet_name}, {problem}", remedy)
        for merged in _MERGED.findall(xml):
            _fill_merged(sheet_name, cells, merged.decode())
        yield Sheet(sheet_name, _rows(cells), (("format", "Excel"),), title)


def _filled_cells(sheet: "ReadOnlyWorksheet") -> Cells:
    # A file may state a size for a sheet that goes far beyond its filled cells.
    sheet.reset_dimensions()
    return {
        (row, column): value
        for row, values in enumerate(sheet.iter_rows(values_only=True), 1)
        for column, value in enumerate(values, 1)
        if value is not None and value != ""
    }


def _fill_merged(name: str, cells: Cells, merged: str) -> None:
    """Copy the value of a merged cell, such as "A1:B2", to every cell that it covers."""
    from openpyxl.utils import range_boundaries

    first_column, first_row, last_column, last_row = range_boundaries(merged)
    value = cells.get((first_row, first_column))
    if value is None:
        return
    if (last_row - first_row + 1) * (last_column - first_column + 1) > _MOST_MERGED_CELLS:
        raise DataError(f"{name}: the merged cell {merged} covers most of the sheet", "unmerge it")
    covered = product(range(first_row, last_row + 1), range(first_column, last_column + 1))
    cells.update(dict.fromkeys(covered, value))


def _rows(cells: Cells) -> list[Row]:
    """Return the rows that are not blank, each up to its last filled cell."""
    rows: dict[int, list[str]] = defaultdict(list)
    for (line, column), value in sorted(cells.items()):
        row = rows[line]
        row += [""] * (column - 1 - len(row))
        row.append(_cell_text(value))
    return [Row(line, row) for line, row in rows.items() if any(row)]


def _cell_text(value: object) -> str:
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, float):
        return Numeral.of_float(value)
    if isinstance(value, int) and type(value) is not bool:
        return Numeral(value)
    return str(value).strip()
