"""The sheets of a file: separated text and Excel, as rows of trimmed cells."""

import csv
import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import PurePath
from typing import TYPE_CHECKING

from scicli.errors import DataError, ExtraError, QuestionError
from scicli.files.paths import File
from scicli.files.strict import BrokenRowError, rows, trimmed
from scicli.files.text import NoTextError, Numeral, Text, check_size, contents, decoded, is_parquet
from scicli.importing.import_options import ImportOptions
from scicli.index.names import listed

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

_SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_LIKELY = "cp1252"
_SUFFIXES = re.compile(r"(\.(csv|tsv|txt|xlsx|xlsm|parquet|gz))+$", re.IGNORECASE)
# Encodings of several bytes a letter, which come without a mark too.
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")


@dataclass(frozen=True)
class Sheet:
    """One reading of a file as rows of cells."""

    name: str
    names: tuple[str, ...]
    rows: list[tuple[int, list[str]]]
    separator: str
    facts: tuple[tuple[str, str], ...]
    unreadable: Mapping[int, DataError] = field(default_factory=dict)
    broken: DataError | None = None


def sheets(file: File, options: ImportOptions) -> list[Sheet]:
    """Return every way to read a file as rows of cells.

    Raises:
        DataError: It cannot be read, or is not in the encoding that is said or likely.
        ExtraError: It is an Excel or Parquet file, and what reads those is not installed.
        QuestionError: It has no sheet of the name that is said.
    """
    data = contents(file)
    stem = _SUFFIXES.sub("", PurePath(file.name).name)
    if is_excel(file.name, data):
        return [
            Sheet(name, (stem, title), found, "", (("format", "Excel"),))
            for name, title, found in read_excel(file.name, data, options.sheet)
        ]
    if options.sheet is not None:
        raise QuestionError(f"{file.name} is no Excel file", "leave out --sheet")
    if is_parquet(data):
        from scicli.files.parquet import read_parquet

        parquet = read_parquet(file.name, data)
        if len(parquet.columns) < len(parquet.names):
            raise DataError(f"{file.name} has two columns of one name", "rename or remove one")
        cells = zip(*parquet.columns.values(), strict=True)
        found = list(enumerate([list(parquet.names), *map(list, cells)], 1))
        unreadable = {parquet.names.index(name): why for name, why in parquet.unreadable.items()}
        return [Sheet(file.name, (stem,), found, "", (("format", "Parquet"),), unreadable)]
    text = _text(file.name, data, options)
    if not text.text.strip():
        raise DataError(f"{file.name} is empty", "fetch the file again")
    return list(_separated(file.name, stem, text, options))


def _separated(name: str, stem: str, text: Text, options: ImportOptions) -> Iterator[Sheet]:
    """Yield the text under each separator that can separate its columns."""
    mark = " with a byte order mark" if text.marked else ""
    facts = (
        ("encoding", f"{text.encoding}{mark}"),
        ("line ends", " and ".join(text.line_ends) or "none"),
    )
    for separator in [options.separator] if options.separator else _SEPARATORS:
        if separator not in text.text:
            continue
        cells: list[tuple[int, list[str]]] = []
        broken = None
        try:
            for line, row in rows(text.text, separator):
                cells.append((line, list(map(trimmed, row))))
        except BrokenRowError as error:
            broken = DataError(
                f"{name}, line {error.line}: {error.problem}",
                "check the quotation marks from there on",
            )
        word = _SEPARATORS.get(separator, separator)
        yield Sheet(name, (stem,), cells, word, facts, broken=broken)


def _text(name: str, data: bytes, options: ImportOptions) -> Text:
    try:
        return decoded(data, options.encoding)
    except NoTextError as error:
        place = f"{name}, line {error.line}: {error.problem}"
        if options.encoding is not None:
            raise DataError(place, "say another --encoding") from error
        wide = max(_WIDE, key=lambda name: data.decode(name, "ignore").count("\n"))
        if b"\0" in data and "\n" in data.decode(wide, "ignore"):
            raise DataError(place, f"say --encoding {wide} if that is what it is") from error
        if not error.rest:
            raise DataError(place, "save the file as text") from error
        raise DataError(place, _likely(error.rest)) from error


def _likely(line: bytes) -> str:
    """Return what to do about a line that is not UTF-8: its first name, as it may be meant."""
    try:
        text = line.decode(_LIKELY)
    except UnicodeDecodeError:
        return "say its --encoding"
    separator = max(_SEPARATORS, key=text.count)
    cells = next(csv.reader(io.StringIO(text), delimiter=separator), [text])
    cell = next((cell for cell in cells if not cell.isascii()), text)
    return f"say --encoding {_LIKELY} if it is to read '{cell.strip()}'"


_PACKED = b"PK\x03\x04"
Cells = dict[tuple[int, int], object]
"""What stands in a sheet, by row and column, both from 1 on."""
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
_FORMULA = re.compile(
    rb"<(?:\w+:)?c ([^>]*)>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v>([^<]*))?"
)
_ROW = re.compile(rb'\br="[A-Z]+([0-9]+)"')
_MOST_COVERED = 2_000_000
_OLD = b"\xd0\xcf\x11\xe0"


def is_excel(name: str, data: bytes) -> bool:
    """Tell an Excel file by its first bytes.

    Raises:
        DataError: It is one of the old format.
    """
    if data.startswith(_OLD):
        raise DataError(f"{name} is an Excel file of before 2007", "save it as .xlsx")
    return data.startswith(_PACKED)


def read_excel(
    name: str, data: bytes, sheet: str | None
) -> Iterator[tuple[str, str, list[tuple[int, list[str]]]]]:
    """Yield each sheet of an Excel file: its name for messages, its title, its numbered rows.

    Raises:
        ExtraError: openpyxl is not installed.
        DataError: The file is damaged or too large, or holds a formula whose value it does not.
        QuestionError: It has no such sheet.
    """
    try:
        import openpyxl
    except ImportError:
        raise ExtraError("reading Excel", "openpyxl", "excel") from None
    damaged = DataError(f"{name} is no whole Excel file", "fetch or save it again")
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
    names = [one.title for one in book.worksheets]
    if sheet is not None and sheet not in names:
        raise QuestionError(
            f"{name} has no sheet '{sheet}'", f"its sheets are {listed(names, 'and')}"
        )
    for one in book.worksheets:
        if sheet in {None, one.title}:
            place = name if len(names) == 1 else f"{name}, sheet {one.title}"
            try:
                cells = _filled(one)
                written = archive.read(one._worksheet_path)
            except Exception as error:
                raise damaged from error
            _check_formulas(place, written)
            for merged in _MERGED.findall(written):
                _spread(place, cells, merged.decode())
            yield place, one.title, _rows(cells)


def _filled(sheet: "ReadOnlyWorksheet") -> Cells:
    """Return the cells in which something stands, by row and column."""
    # What a file says of the size of its sheets may go far beyond what they hold.
    sheet.reset_dimensions()
    return {
        (row, column): value
        for row, values in enumerate(sheet.iter_rows(values_only=True), 1)
        for column, value in enumerate(values, 1)
        if value is not None and value != ""
    }


def _check_formulas(place: str, written: bytes) -> None:
    """Refuse a formula of which the file does not hold the value.

    Raises:
        DataError: There is one.
    """
    for attributes, value in _FORMULA.findall(written):
        # A formula may have no letters as its value.
        if not value and b't="str"' not in attributes:
            [row] = _ROW.findall(attributes)
            raise DataError(
                f"{place}, line {row.decode()}: the value of a formula is not stored",
                "open the file in a spreadsheet and save it again",
            )


def _spread(place: str, cells: Cells, merged: str) -> None:
    """Write what a merged cell shows into every cell that it covers.

    Raises:
        DataError: They are more than any table has.
    """
    from openpyxl.utils import range_boundaries

    first_column, first_row, last_column, last_row = range_boundaries(merged)
    shown = cells.get((first_row, first_column))
    if shown is None:
        return
    if (last_row - first_row + 1) * (last_column - first_column + 1) > _MOST_COVERED:
        raise DataError(f"{place}: the merged cell {merged} covers most of the sheet", "unmerge it")
    covered = product(range(first_row, last_row + 1), range(first_column, last_column + 1))
    cells.update(dict.fromkeys(covered, shown))


def _rows(cells: Cells) -> list[tuple[int, list[str]]]:
    """Return the rows in which something stands, each as long as it is filled."""
    rows: dict[int, list[str]] = {}
    for (number, column), value in sorted(cells.items()):
        row = rows.setdefault(number, [])
        row += [""] * (column - 1 - len(row))
        row.append(_cell_text(value))
    return [(number, row) for number, row in rows.items() if any(row)]


def _cell_text(value: object) -> str:
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, float):
        return Numeral.of_float(value)
    if isinstance(value, int) and type(value) is not bool:
        return Numeral(value)
    return str(value).strip()
