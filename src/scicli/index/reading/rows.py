"""The strict reading of separated text: its rows, cell by cell."""

import csv
import io
import sys
from collections.abc import Iterator


class BrokenRowError(Exception):
    """The rows of a text cannot be told apart.

    Args:
        line: The line on which the row begins; the first line is 1.
        problem: What is wrong.
    """

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line
        self.problem = problem


def rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row on which something stands: the line it begins on, and its cells.

    Raises:
        BrokenRowError: A quotation mark is not closed, or stands inside a cell.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    before = 0
    # A cell may be as long as it likes; where a quotation mark is not closed, the end says so.
    limit = csv.field_size_limit(sys.maxsize)
    try:
        for cells in reader:
            if len(cells) > 1 or any(map(str.strip, cells)):
                yield before + 1, cells
            before = reader.line_num
    except csv.Error as error:
        raise BrokenRowError(before + 1, str(error)) from error
    finally:
        csv.field_size_limit(limit)


def trimmed(cell: str) -> str:
    """Return a cell trimmed, without the apostrophe that guards a spreadsheet from a formula."""
    cell = cell.strip()
    return cell[1:] if cell[:2] in {"'=", "'+", "'-", "'@"} else cell
