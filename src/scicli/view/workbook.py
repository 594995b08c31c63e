"""An answer as an Excel file, which needs the extra `excel`."""

import datetime
import io
import re
import zipfile

from scicli.analysis.answer import Answer
from scicli.errors import ExtraError
from scicli.view.glyphs import printable
from scicli.view.machine import Value, plain

# The same answer gives the same bytes, whenever it is written.
_WRITTEN = datetime.datetime(2000, 1, 1)
_PACKED = (2000, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def to_xlsx(answer: Answer, *, notes: bool) -> bytes:
    """Return an Excel file with the frame of an answer, and its notes on a second sheet.

    Numbers are numbers, and no text is a formula.

    Raises:
        ExtraError: openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font
    except ImportError:
        raise ExtraError("writing Excel", "openpyxl", "excel") from None
    book = Workbook(write_only=True)
    book.properties.created = _WRITTEN

    def cell(sheet: object, value: Value, *, bold: bool = False) -> object:
        made = WriteOnlyCell(sheet, printable(value) if isinstance(value, str) else value)
        if isinstance(value, str):
            made.data_type = "s"
        if bold:
            made.font = Font(bold=True)
        return made

    sheet = book.create_sheet("Answer")
    sheet.freeze_panes = "A2"
    sheet.append([cell(sheet, str(name), bold=True) for name in answer.frame.columns])
    for row in zip(*(plain(answer.frame[name]) for name in answer.frame.columns), strict=True):
        sheet.append([cell(sheet, value) for value in row])
    if notes and answer.notes:
        told = book.create_sheet("Notes")
        for note in answer.notes:
            told.append([cell(told, note)])
    buffer = io.BytesIO()
    book.save(buffer)
    return _timeless(buffer)


def _timeless(packed: io.BytesIO) -> bytes:
    """Return an archive without the time at which it was written."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z", data)
            entry = zipfile.ZipInfo(name, _PACKED)
            new.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
