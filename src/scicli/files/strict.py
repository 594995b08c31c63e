"""The strict reading of separated text: its rows, cell by cell."""

import csv
import re
from collections.abc import Iterator
from functools import cache

FORMULA_SIGNS = tuple("=+-@＝＋－＠")
"""A text that begins with one of these is run by a spreadsheet, unless it is guarded."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|[\r\n])|[^\r\n]+")


class BrokenRowError(Exception):
    """The rows of a text cannot be told apart."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line
        self.problem = problem


def rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row on which something stands: the line it begins on, and its cells.

    Raises:
        BrokenRowError: A quotation mark is not closed, or stands inside a cell; or a cell is longer
            than the csv module takes.
    """
    written: list[str] = []
    reader = csv.reader(_noted(text, written), delimiter=separator, strict=True)
    before = 0
    try:
        for cells in reader:
            if any('"' in cell for cell in cells) and not _quoted(separator).fullmatch(
                "".join(written)
            ):
                raise BrokenRowError(before + 1, "a quotation mark stands inside a cell")
            if len(cells) > 1 or any(map(str.strip, cells)):
                yield before + 1, cells
            before = reader.line_num
            written.clear()
    except csv.Error as error:
        if "field larger" in str(error):
            problem = f"a cell has more than {csv.field_size_limit():,} characters"
        elif "expected after" in str(error):
            problem = "a quotation mark is followed by more of its cell"
        else:
            problem = "a quotation mark is not closed"
        raise BrokenRowError(before + 1, problem) from error


def _noted(text: str, written: list[str]) -> Iterator[str]:
    """Yield the lines of a text, and note each."""
    for found in _LINE.finditer(text):
        written.append(found[0])
        yield found[0]


@cache
def _quoted(separator: str) -> re.Pattern[str]:
    """Return the pattern of a row in which quotation marks stand around whole cells only.

    The csv module takes one inside a cell that has none around it for a letter.
    """
    between = re.escape(separator)
    cell = rf'(?:"(?:[^"]|"")*+"|[^"{between}\r\n]*+)'
    return re.compile(rf"{cell}(?:{between}{cell})*+[\r\n]*")


def trimmed(cell: str) -> str:
    """Return a cell trimmed, without the apostrophe that guards a spreadsheet from a formula."""
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_SIGNS) else cell
