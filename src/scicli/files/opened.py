"""A file, opened: in which of the ways there are it is read as a table of text."""

import io
from collections.abc import Iterator
from pathlib import Path

from scicli.files.columns import KNOWN, Layout, check_header
from scicli.files.faults import Fault, Faults
from scicli.files.paths import File, unreadable
from scicli.files.rows import BrokenRowError, rows, trimmed
from scicli.files.table import TextTable
from scicli.files.text import (
    NoTextError,
    contents,
    decoded,
    first_line,
    is_packed,
    is_parquet,
)
from scicli.files.whole import held_rows

_EXCEL = b"PK\x03\x04"
# So many bytes are read strictly before numpy and pandas would have been imported.
_LARGE = 4 * 2**20


def text_table(file: File, faults: Faults) -> TextTable | None:
    """Return a file as a table of text, or None where it is no table.

    A row that does not have a cell for each column is a fault, and is left out.

    Raises:
        DataError: The file, or a column of a Parquet file, cannot be read.
        ExtraError: It is a Parquet file, and pyarrow is not installed.
    """
    try:
        return _table(file, faults)
    except NoTextError as error:
        faults.add(Fault(file.name, error.problem, "save the file as UTF-8", error.line))
    except BrokenRowError as error:
        remedy = "check the quotation marks from there on"
        faults.add(Fault(file.name, error.problem, remedy, error.line))
    return None


def _table(file: File, faults: Faults) -> TextTable | None:
    try:
        source = _source(file)
        with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as stream:
            begin = stream.read(4)
            stream.seek(0)
            if is_parquet(begin):
                from scicli.files.parquet import parquet_table

                return parquet_table(file, source, faults)
            if begin.startswith(_EXCEL):
                remedy = "turn it into one with 'scicli import'"
                faults.add(Fault(file.name, "is an Excel file, no CSV file", remedy))
                return None
            large = not isinstance(source, bytes) or len(source) > _LARGE
            first = stream.readline() if large else b""
            header = _plain_header(first)
            if not header:
                stream.seek(0)
                return _whole(file, decoded(stream.read()).text, faults)
            layout = _layout(file, header, rows(header, _separator(header)), faults)
            if layout is None:
                return None
            from scicli.files.blocks import table_of_blocks

            return table_of_blocks(file, source, len(first), layout, faults)
    except OSError as error:
        raise unreadable(file.name, error) from error


def _source(file: File) -> Path | bytes:
    """Return the path of a large file that can be read more than once, else the bytes of a file.

    Raises:
        DataError, OSError: The file cannot be read.
    """
    if file.path is not None and file.path.is_file() and file.path.stat().st_size > _LARGE:
        with file.path.open("rb") as stream:
            if not is_packed(stream.read(2)):
                return file.path
    return contents(file)


def _plain_header(line: bytes) -> str:
    """Return a first line of names that stands for itself, or "" where one has to look closer."""
    try:
        read = decoded(line)
        one = len(list(rows(read.text, ","))) == 1 and "\r" not in read.text.rstrip("\r\n")
    except (NoTextError, BrokenRowError):
        return ""
    return read.text if one and read.encoding == "UTF-8" else ""


def _whole(file: File, text: str, faults: Faults) -> TextTable | None:
    """Return a text that is read strictly as a table."""
    numbered = rows(text, _separator(text))
    layout = _layout(file, text, numbered, faults)
    if layout is None:
        return None
    known = [name for name in KNOWN[file.holding] if name in layout.names]
    held = held_rows(file, numbered, layout.names, known, faults)
    return TextTable(file.name, known, [held])


def _layout(
    file: File, text: str, numbered: Iterator[tuple[int, list[str]]], faults: Faults
) -> Layout | None:
    """Take the header off the rows of a text, and return what it says of them."""
    separator = _separator(text)
    if separator == ";":
        problem = "separates its columns by semicolons"
        faults.add(Fault(file.name, problem, "turn it into commas with 'scicli import'"))
        return None
    line, header = next(numbered, (0, []))
    names = [trimmed(cell).casefold() for cell in header]
    return Layout(names, separator) if check_header(file, names, line, faults) else None


def _separator(text: str) -> str:
    header = first_line(text)
    if header.count("\t") > header.count(","):
        return "\t"
    return ";" if ";" in header and "," not in header else ","
