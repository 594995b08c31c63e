"""Excel files as rows of text, which needs the extra `excel`."""

import datetime
import io
import warnings
from collections.abc import Iterable, Iterator

from scicli.errors import DataError, ExtraError, QuestionError
from scicli.index.names import listed
from scicli.index.ranks import Numeral

SHEET = ", sheet "
"""Stands between the names of a file and of one of its sheets."""
_PACKED = b"PK\x03\x04"
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

    Args:
        name: The file, for messages.
        data: Its bytes.
        sheet: The one sheet that is wanted, or None.

    Raises:
        ExtraError: openpyxl is not installed.
        DataError: The file is damaged, or holds a formula whose value it does not.
        QuestionError: It has no such sheet.
    """
    try:
        import openpyxl
    except ImportError:
        raise ExtraError("reading Excel", "openpyxl", "excel") from None
    try:
        with warnings.catch_warnings(action="ignore"):
            values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
            formulas = openpyxl.load_workbook(io.BytesIO(data))
    except Exception as error:  # Whatever a damaged archive makes openpyxl raise.
        raise DataError(f"{name} is no whole Excel file", "fetch or save it again") from error
    names = [one.title for one in values.worksheets]
    if sheet is not None and sheet not in names:
        raise QuestionError(
            f"{name} has no sheet '{sheet}'", f"its sheets are {listed(names, 'and')}"
        )
    for one in values.worksheets:
        if sheet in {None, one.title}:
            place = name if len(names) == 1 else f"{name}{SHEET}{one.title}"
            written = formulas[one.title].iter_rows(values_only=True)
            yield place, one.title, list(_rows(place, one.iter_rows(values_only=True), written))


def _rows(
    place: str, values: Iterable[tuple[object, ...]], written: Iterable[tuple[object, ...]]
) -> Iterator[tuple[int, list[str]]]:
    for number, (cells, formulas) in enumerate(zip(values, written, strict=True), 1):
        for cell, formula in zip(cells, formulas, strict=True):
            if cell is None and formula is not None:
                raise DataError(
                    f"{place}, line {number}: the value of a formula is not stored",
                    "open the file in a spreadsheet and save it again",
                )
        texts = [_text(cell) for cell in cells]
        if any(texts):
            yield number, texts


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, float):
        return Numeral.of_float(value)
    if isinstance(value, int) and type(value) is not bool:
        return Numeral(value)
    return str(value).strip()
