"""The cells of workbooks: Excel of every age, and OpenDocument."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from scicli.errors import DataError, ExtraError, QuestionError
from scicli.files.text import OLD_EXCEL, Numeral, check_size
from scicli.importing.other_workbooks import (
    check_binary_excel,
    check_old_excel,
    merged_in_opendocument,
)
from scicli.importing.workbook_parts import (
    BOOK,
    Corners,
    Places,
    column_name,
    part_names,
    with_readable_sheets,
)
from scicli.index.names import listed

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_OPEN_DOCUMENT = "content.xml"  # The part with its sheets.
_MOST_MERGED_CELLS = 2_000_000

Rows = dict[int, list[str]]  # The cells of each row, by its number from 1.


class SheetRows(NamedTuple):
    """The rows of a sheet; `name` is for messages."""

    name: str
    title: str
    format: str
    rows: Rows


class _Prepared(NamedTuple):
    """A workbook ready for its reader; the places and the merged cells are by titles of sheets."""

    data: bytes
    format: str = "Excel"
    places: Mapping[str, Places] = MappingProxyType({})
    merged: Mapping[str, Sequence[Corners]] = MappingProxyType({})


def read_workbook(name: str, data: bytes, wanted: str | None) -> Iterator[SheetRows]:
    """Yield the rows of each sheet of a workbook, or only of the one with the wanted title."""
    try:
        import python_calamine
    except ImportError:
        raise ExtraError("reading Excel", "python-calamine", "excel") from None
    try:
        book = _prepared(name, data, wanted)
        reader = python_calamine.load_workbook(io.BytesIO(book.data))
        worksheet = python_calamine.SheetTypeEnum.WorkSheet
        titles = [one.name for one in reader.sheets_metadata if one.typ == worksheet]
        sheets = [reader.get_sheet_by_name(title) for title in titles if wanted in {None, title}]
    except (DataError, KeyboardInterrupt, SystemExit):
        raise
    except python_calamine.PasswordError as error:
        raise DataError(f"{name} is locked by a password", "save it without one") from error
    except BaseException as error:  # Readers of damaged files raise anything, panics too.
        raise DataError(f"{name} is not a complete Excel file", "fetch or save it again") from error
    if wanted is not None and not sheets:
        remedy = f"its sheets are {listed(titles, 'and')}"
        raise QuestionError(f"{name} has no sheet '{wanted}'", remedy)
    for sheet in sheets:
        sheet_name = name if len(titles) == 1 else f"{name}, sheet {sheet.name}"
        rows = _rows(sheet, book.places.get(sheet.name))
        for corners in sheet.merged_cell_ranges or book.merged.get(sheet.name, ()):
            _fill_merged(sheet_name, rows, corners)
        yield SheetRows(sheet_name, sheet.name, book.format, rows)


def _prepared(name: str, data: bytes, wanted: str | None) -> _Prepared:
    if data.startswith(OLD_EXCEL):
        check_old_excel(name, data)
        return _Prepared(data)
    archive = zipfile.ZipFile(io.BytesIO(data))
    check_size(name, sum(entry.file_size for entry in archive.infolist()))
    parts = part_names(archive)
    if _OPEN_DOCUMENT in parts:
        merged = merged_in_opendocument(name, archive.read(parts[_OPEN_DOCUMENT]))
        return _Prepared(data, "OpenDocument", merged=merged)
    if BOOK in parts:
        readable, places = with_readable_sheets(name, archive, data, wanted)
        return _Prepared(readable, places=places)
    check_binary_excel(name, archive)
    return _Prepared(data)


def _rows(sheet: "CalamineSheet", places: Places | None) -> Rows:
    """Return the rows of a sheet, where they stood before it was closed up."""
    if sheet.start is None:
        return {}
    first_row, first_column = sheet.start
    margin, blank = [""] * first_column, [""] * sheet.width
    rows = {
        line: margin + list(map(_cell_text, values))
        for line, values in enumerate(sheet.to_python(), first_row + 1)
        if values != blank
    }
    if places is None:
        return rows
    return {places.rows[line - 1]: _spread(cells, places.columns) for line, cells in rows.items()}


def _spread(cells: list[str], columns: list[int]) -> list[str]:
    """Return cells in the columns in which they stood, up to the last filled one."""
    near = sum(index == column for index, column in enumerate(columns[: len(cells)], 1))
    if not any(cells[near:]):
        return cells[:near]
    row: list[str] = []
    for text, column in zip(cells, columns, strict=False):
        if text:
            row += [""] * (column - 1 - len(row))
            row.append(text)
    return row


def _fill_merged(name: str, rows: Rows, corners: Corners) -> None:
    """Copy the value of a merged cell to every cell that it covers."""
    (first_row, first_column), (last_row, last_column) = corners
    text = "".join(rows.get(first_row + 1, [])[first_column : first_column + 1])
    if not text:
        return
    height, width = last_row - first_row + 1, last_column - first_column + 1
    if height * width > _MOST_MERGED_CELLS:
        first, last = (f"{column_name(column + 1)}{row + 1}" for row, column in corners)
        problem = f"{name}: the merged cell {first}:{last} covers most of the sheet"
        raise DataError(problem, "unmerge it")
    for line in range(first_row + 1, last_row + 2):
        row = rows.setdefault(line, [])
        row += [""] * (last_column + 1 - len(row))
        row[first_column : last_column + 1] = [text] * width


def _cell_text(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, float):
        return Numeral.of_float(value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int):
        return Numeral(value)
    return str(value).removesuffix(" 00:00:00")  # The ISO text of a date.
