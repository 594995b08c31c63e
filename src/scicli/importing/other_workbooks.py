"""Merged cells and errors in .xls, .xlsb and .ods, which their reader does not report."""

import re
import zipfile
from collections.abc import Iterator
from html import unescape

from scicli.errors import DataError
from scicli.importing.workbook_parts import Corners, check_places, part_names

_SAVE = "save it as .xlsx in a spreadsheet"
# Records of .xls with the code of an error: a cell, and the result of a formula.
_OLD_ERROR = re.compile(
    rb"\x05\x02\x08\x00.{6}[\x00\x07\x0f\x17\x1d\x24\x2a]\x01"
    rb"|\x06\x00..{7}\x02\x00[\x00\x07\x0f\x17\x1d\x24\x2a]\x00\x00\x00\xff\xff",
    re.DOTALL,
)
# Records of .xlsb begin with two numbers; a byte with the highest bit is not the last of one.
_HEAD = re.compile(rb"([\x80-\xff]?.)([\x80-\xff]{0,3}.)", re.DOTALL)
_ROW, _CELLS, _ERRORS, _MERGED = 0, range(1, 12), {3, 11}, 176
_TAG = re.compile(
    rb"<table:(?P<kind>table|table-row|table-cell|covered-table-cell)"
    rb"(?P<attributes>(?:\s[^<>]*?)?)(?P<end>/?)>"
)
_NUMBER = re.compile(rb'table:number-(\w+-\w+)="([0-9]+)"')
_NAME = re.compile(rb'table:name="([^"]*)"')


def check_old_excel(name: str, data: bytes) -> None:
    """Refuse an .xls file with errors such as `#N/A`, which would be read as blanks."""
    if _OLD_ERROR.search(data):
        raise DataError(f"{name} holds errors such as #N/A, which are not read from .xls", _SAVE)


def check_binary_excel(name: str, archive: zipfile.ZipFile) -> None:
    """Refuse an .xlsb file with errors, merged cells or scattered ones."""
    for plain, part in part_names(archive).items():
        file = plain.rpartition("/")[2]
        if not (file.endswith(".bin") and "sheet" in file):
            continue
        row = last_row = last_column = 0
        for kind, body in _records(archive.read(part)):
            number = int.from_bytes(body[:4], "little") + 1
            if kind == _ROW:
                row = number
            elif kind in _ERRORS or kind == _MERGED:
                what = "merged cells" if kind == _MERGED else "errors such as #N/A"
                raise DataError(f"{name} holds {what}, which are not read from .xlsb", _SAVE)
            elif kind in _CELLS:
                last_row, last_column = max(last_row, row), max(last_column, number)
        check_places(name, last_row, last_column, (last_row, last_column))


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the kind and the body of each record of a part of an .xlsb file."""
    at = 0
    while head := _HEAD.match(data, at):
        kind, size = (
            sum((byte & 0x7F) << 7 * index for index, byte in enumerate(number))
            for number in head.groups()
        )
        at = head.end() + size
        yield kind, data[head.end() : at]


def merged_in_opendocument(name: str, xml: bytes) -> dict[str, list[Corners]]:
    """Return the merged cells of each sheet of an OpenDocument, by its title.

    Raises:
        DataError: The sheets hold errors, or cells are scattered over one.
    """
    if b'value-type="error"' in xml:
        raise DataError(f"{name} holds errors such as #N/A, which are not read from .ods", _SAVE)
    merged: dict[str, list[Corners]] = {}
    title, row, next_row, column, last_column = "", 0, 0, 0, 0
    for tag in _TAG.finditer(xml):
        kind, attributes = tag["kind"], tag["attributes"]
        numbers = {one: int(count) for one, count in _NUMBER.findall(attributes)}
        if kind == b"table":
            found = _NAME.search(attributes)
            title = unescape(found[1].decode()) if found else ""
            merged[title] = []
            next_row = last_column = 0
        elif kind == b"table-row":
            row, column = next_row, 0
            next_row += numbers.get(b"rows-repeated", 1)
        else:
            height, width = numbers.get(b"rows-spanned", 1), numbers.get(b"columns-spanned", 1)
            if height * width > 1:
                merged[title].append(((row, column), (row + height - 1, column + width - 1)))
            column += numbers.get(b"columns-repeated", 1)
            if not tag["end"]:
                last_column = max(last_column, column)
                check_places(name, next_row, last_column, (next_row, last_column))
    return merged
