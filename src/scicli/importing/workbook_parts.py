"""The parts of an Excel archive, made readable for a reader that keeps a cell for each place."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import NamedTuple

from scicli.errors import DataError

BOOK = "xl/workbook.xml"
"""The part of an Excel archive that lists the sheets."""
_LINKS = "xl/_rels/workbook.xml.rels"
# A tag has no other within, and its attributes are short: no pattern looks further than that.
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^<>]*>")
_LINK = re.compile(r"<(?:\w+:)?Relationship\s[^<>]*>")
_ATTRIBUTE = re.compile(r"""(?<![\w:])([\w:]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)')""")
# The tag of a row or cell, up to its place if it says that.
_TAG = re.compile(
    rb"""(?P<tag><(?:\w+:)?(?P<kind>c|row)(?=[\s/>]))"""
    rb"""(?:(?P<before>[^<>]*?)\sr=["'](?P<column>[A-Z]*)(?P<row>[0-9]+)["'])?"""
)
_ERROR_TYPE = re.compile(rb"""(<(?:\w+:)?c\s(?:[^<>]*?\s)?t=)["']e["']""")
# A formula without a value, which is an empty text only if the cell says that it is a text.
_UNSTORED = re.compile(
    rb"""<(?:\w+:)?c (?![^<>]{0,500}t=["']str)"""
    rb"""[^<>]{0,500}\br=["'][A-Z]+([0-9]+)["'][^<>]{0,500}>\s*+"""
    rb"<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*+</(?:\w+:)?f>)(?!\s*<(?:\w+:)?v>[^<])"
)
MOST_PLACES = 50_000_000  # Cells, blank or not, up to the last filled one.

Corners = tuple[tuple[int, int], tuple[int, int]]  # The first and last row and column, from 0.


class Places(NamedTuple):
    """The numbers that rows and columns had before the blank ones between them were left out."""

    rows: list[int]
    columns: list[int]


def with_readable_sheets(
    name: str, archive: zipfile.ZipFile, data: bytes, wanted: str | None
) -> tuple[bytes, dict[str, Places]]:
    """Return an Excel archive whose sheets can be read whole, and the places of their cells.

    Errors such as `#N/A` become texts. A sheet with a cell far from the others is closed up,
    because the reader would keep a cell for each place between them.

    Raises:
        DataError: The value of a formula is not stored, or cells are scattered over a sheet.
    """
    changed: dict[str, bytes] = {}
    places: dict[str, Places] = {}
    parts = _sheet_parts(archive)
    for title, part in parts.items():
        if wanted in {None, title}:
            xml = archive.read(part)
            sheet_name = name if len(parts) == 1 else f"{name}, sheet {title}"
            readable, held = _readable(sheet_name, xml)
            if held:
                places[title] = held
            if readable != xml:
                changed[part] = readable
    return (_with_parts(archive, changed) if changed else data), places


def _readable(name: str, xml: bytes) -> tuple[bytes, Places | None]:
    """Return a sheet that can be read whole, and the places of its cells if it was closed up."""
    formulas = b"<f" in xml or b":f" in xml
    if formulas and (unstored := _UNSTORED.search(xml)):
        problem = f"line {unstored[1].decode()}: the value of a formula is not stored"
        remedy = "open the file in a spreadsheet and save it again"
        raise DataError(f"{name}, {problem}", remedy)
    if b'"e"' in xml or b"'e'" in xml:
        xml = _ERROR_TYPE.sub(rb'\1"str"', xml)
    cells = list(_cells(xml))
    rows, columns = (sorted({cell[axis] for cell in cells} or {0}) for axis in (0, 1))
    if rows[-1] * columns[-1] <= len(xml):
        return xml, None
    check_places(name, len(rows), len(columns), (rows[-1], columns[-1]))
    places = Places(rows, columns)
    return _closed_up(xml, cells, places), places


def check_places(name: str, rows: int, columns: int, last: tuple[int, int]) -> None:
    """Refuse a sheet with too many places; `last` has the row and column of the last one."""
    if rows * columns > MOST_PLACES:
        problem = f"the cells up to {column_name(last[1])}{last[0]} are scattered over a sheet"
        raise DataError(f"{name}: {problem}", "keep one table on a sheet")


def part_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the names of the parts, by their names in small letters and with slashes."""
    return {part.replace("\\", "/").lower(): part for part in archive.namelist()}


def column_name(number: int) -> str:
    """Return the letters of a column.

    >>> column_name(1), column_name(27), column_name(16384)
    ('A', 'AA', 'XFD')
    """
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of each sheet by its title."""
    parts = part_names(archive)
    links = {
        link["Id"]: posixpath.normpath(posixpath.join("/xl", link["Target"])).lstrip("/")
        for link in _elements(_LINK, archive.read(parts[_LINKS]))
    }
    return {
        sheet["name"]: parts[links[sheet["id"]].lower()]
        for sheet in _elements(_SHEET, archive.read(parts[BOOK]))
    }


def _elements(pattern: re.Pattern[str], xml: bytes) -> Iterator[dict[str, str]]:
    """Yield the attributes of the elements that a pattern finds, without their prefixes."""
    for element in pattern.findall(xml.decode()):
        yield {
            name.rpartition(":")[2]: unescape(double or single)
            for name, double, single in _ATTRIBUTE.findall(element)
        }


def _cells(xml: bytes) -> Iterator[tuple[int, int]]:
    """Yield the row and column of each cell; one that does not say them follows the one before."""
    row = column = 0
    for _, kind, _, letters, digits in _TAG.findall(xml):
        if kind == b"row":
            row, column = int(digits or row + 1), 0
        else:
            row, column = (int(digits), _column_number(letters)) if digits else (row, column + 1)
            yield row, column


@cache
def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _closed_up(xml: bytes, cells: list[tuple[int, int]], places: Places) -> bytes:
    """Return a sheet without the blank rows and columns between its cells."""
    rows, columns = ({number: index for index, number in enumerate(one, 1)} for one in places)
    remaining = iter(cells)

    def moved(tag: re.Match[bytes]) -> bytes:
        start = tag["tag"] + (tag["before"] or b"")
        if tag["kind"] == b"row":
            return start  # Its cells say where they stand.
        row, column = next(remaining)
        if tag["row"] and rows[row] == row and columns[column] == column:
            return tag[0]
        return start + f' r="{column_name(columns[column])}{rows[row]}"'.encode()

    return _TAG.sub(moved, xml)


def _with_parts(archive: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    """Return an archive in which some parts are changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as copy:
        for part in archive.namelist():
            copy.writestr(part, changed[part] if part in changed else archive.read(part))
    return stream.getvalue()
