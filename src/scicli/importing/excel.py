"""Excel files as rows of text, which needs the extra `excel`."""

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING

from scicli.errors import DataError, ExtraError, QuestionError
from scicli.files.text import Numeral, check_size
from scicli.index.names import listed

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

SHEET = ", sheet "
"""Stands between the names of a file and of one of its sheets."""
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
            place = name if len(names) == 1 else f"{name}{SHEET}{one.title}"
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
        row.append(_text(value))
    return [(number, row) for number, row in rows.items() if any(row)]


def _text(value: object) -> str:
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, float):
        return Numeral.of_float(value)
    if isinstance(value, int) and type(value) is not bool:
        return Numeral(value)
    return str(value).strip()
