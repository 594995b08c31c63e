"""The rows of a publisher's file: separated text, Excel or Parquet."""

import csv
import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from scicli.errors import DataError, ExtraError, QuestionError
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

_SUFFIXES = re.compile(r"(\.(csv|tsv|txt|xlsx|xlsm|parquet|gz))+$", re.IGNORECASE)
_SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_LIKELY_ENCODING = "cp1252"
# Encodings with several bytes a letter, which may come without a byte order mark.
_WIDE_ENCODINGS = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
_FORMULA = re.compile(
    rb"<(?:\w+:)?c ([^>]*)>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v>([^<]*))?"
)
_FORMULA_ROW = re.compile(rb'\br="[A-Z]+([0-9]+)"')
_MOST_MERGED_CELLS = 2_000_000

Cells = dict[tuple[int, int], object]  # By row and column of an Excel sheet, from 1.


class Row(NamedTuple):
    """The trimmed cells of a row, and the line on which it begins."""

    line: int
    cells: list[str]


@dataclass(frozen=True)
class Sheet:
    """One way to read a file as rows."""

    name: str  # For messages: the file, and the sheet of an Excel file that has several.
    stem: str  # The file without folder and suffix.
    rows: list[Row]
    facts: tuple[tuple[str, str], ...]  # For the report: a word, and what was understood.
    title: str = ""  # The name of an Excel sheet.
    separator: str = ""  # As a word; "" where the file needs none.
    unreadable: Mapping[int, DataError] = field(default_factory=dict)  # By column.
    broken: DataError | None = None  # Why the text behind the last row is not in `rows`.


def sheets(file: File, options: ImportOptions) -> list[Sheet]:
    """Return every way to read a file as rows: each separator, or each sheet."""
    data = contents(file)
    stem = _SUFFIXES.sub("", PurePath(file.name).name)
    if data.startswith(_OLD_EXCEL):
        raise DataError(f"{file.name} is an Excel file from before 2007", "save it as .xlsx")
    if data.startswith(_ZIP):
        return list(_excel(file.name, stem, data, options.sheet))
    if options.sheet is not None:
        raise QuestionError(f"{file.name} is not an Excel file", "leave out --sheet")
    if is_parquet(data):
        return [_parquet(file.name, stem, data)]
    text = _decoded(file.name, data, options.encoding)
    if not text.text.strip():
        raise DataError(f"{file.name} is empty", "fetch the file again")
    separators = [options.separator] if options.separator else _SEPARATORS
    return [_separated(file.name, stem, text, one) for one in separators if one in text.text]


def joined(cells: Iterable[str]) -> str:
    """Return the filled cells of a row as one text."""
    return " | ".join(filter(None, cells))


def _separated(name: str, stem: str, text: Text, separator: str) -> Sheet:
    found: list[Row] = []
    broken = None
    try:
        for line, cells in rows(text.text, separator):
            found.append(Row(line, list(map(trimmed, cells))))
    except BrokenRowError as error:
        problem = f"{name}, line {error.line}: {error.problem}"
        broken = DataError(problem, "check the quotation marks from there on")
    mark = " with a byte order mark" if text.marked else ""
    facts = (
        ("encoding", f"{text.encoding}{mark}"),
        ("line ends", " and ".join(text.line_ends) or "none"),
    )
    word = _SEPARATORS.get(separator, separator)
    return Sheet(name, stem, found, facts, separator=word, broken=broken)


def _decoded(name: str, data: bytes, encoding: str | None) -> Text:
    try:
        return decoded(data, encoding)
    except NoTextError as error:
        remedy = "say another --encoding" if encoding else _encoding_remedy(data, error.rest)
        raise DataError(f"{name}, line {error.line}: {error.problem}", remedy) from error


def _encoding_remedy(data: bytes, line: bytes) -> str:
    """Return what to do about a line that is not UTF-8, with its first name as it may be meant."""
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


def _parquet(name: str, stem: str, data: bytes) -> Sheet:
    from scicli.files.parquet import read_parquet

    parquet = read_parquet(name, data)
    if len(parquet.columns) < len(parquet.names):
        raise DataError(f"{name} has two columns of one name", "rename or remove one")
    below = map(list, zip(*parquet.columns.values(), strict=True))
    found = [Row(line, cells) for line, cells in enumerate([list(parquet.names), *below], 1)]
    unreadable = {parquet.names.index(one): why for one, why in parquet.unreadable.items()}
    return Sheet(name, stem, found, (("format", "Parquet"),), unreadable=unreadable)


def _excel(name: str, stem: str, data: bytes, title: str | None) -> Iterator[Sheet]:
    """Yield the sheets of an Excel file, or only the one with the title."""
    try:
        import openpyxl
    except ImportError:
        raise ExtraError("reading Excel", "openpyxl", "excel") from None
    damaged = DataError(f"{name} is not a complete Excel file", "fetch or save it again")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile as error:
        raise damaged from error
    check_size(name, sum(entry.file_size for entry in archive.infolist()))
    try:
        with warnings.catch_warnings(action="ignore"):
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception as error:  # Whatever a damaged archive makes openpyxl raise.
        raise damaged from error
    titles = [sheet.title for sheet in book.worksheets]
    if title is not None and title not in titles:
        raise QuestionError(
            f"{name} has no sheet '{title}'", f"its sheets are {listed(titles, 'and')}"
        )
    for sheet in book.worksheets:
        if title in {None, sheet.title}:
            place = name if len(titles) == 1 else f"{name}, sheet {sheet.title}"
            try:
                cells = _filled_cells(sheet)
                xml = archive.read(sheet._worksheet_path)
            except Exception as error:
                raise damaged from error
            _check_formulas(place, xml)
            for merged in _MERGED.findall(xml):
                _fill_merged(place, cells, merged.decode())
            yield Sheet(place, stem, _rows(cells), (("format", "Excel"),), sheet.title)


def _filled_cells(sheet: "ReadOnlyWorksheet") -> Cells:
    # The size that a file states for a sheet may go far beyond its filled cells.
    sheet.reset_dimensions()
    return {
        (row, column): value
        for row, values in enumerate(sheet.iter_rows(values_only=True), 1)
        for column, value in enumerate(values, 1)
        if value is not None and value != ""
    }


def _check_formulas(place: str, xml: bytes) -> None:
    """Refuse a formula whose value is not stored in the file."""
    for attributes, value in _FORMULA.findall(xml):
        # The value of a formula may be an empty text.
        if not value and b't="str"' not in attributes:
            [row] = _FORMULA_ROW.findall(attributes)
            raise DataError(
                f"{place}, line {row.decode()}: the value of a formula is not stored",
                "open the file in a spreadsheet and save it again",
            )


def _fill_merged(place: str, cells: Cells, merged: str) -> None:
    """Write the value of a merged cell, such as "A1:B2", into every cell that it covers."""
    from openpyxl.utils import range_boundaries

    first_column, first_row, last_column, last_row = range_boundaries(merged)
    value = cells.get((first_row, first_column))
    if value is None:
        return
    if (last_row - first_row + 1) * (last_column - first_column + 1) > _MOST_MERGED_CELLS:
        raise DataError(f"{place}: the merged cell {merged} covers most of the sheet", "unmerge it")
    covered = product(range(first_row, last_row + 1), range(first_column, last_column + 1))
    cells.update(dict.fromkeys(covered, value))


def _rows(cells: Cells) -> list[Row]:
    """Return the rows that are not blank, each as long as it is filled."""
    found: dict[int, list[str]] = {}
    for (line, column), value in sorted(cells.items()):
        row = found.setdefault(line, [])
        row += [""] * (column - 1 - len(row))
        row.append(_cell_text(value))
    return [Row(line, row) for line, row in found.items() if any(row)]


def _cell_text(value: object) -> str:
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, float):
        return Numeral.of_float(value)
    if isinstance(value, int) and type(value) is not bool:
        return Numeral(value)
    return str(value).strip()
