"""The text of a file, unpacked and decoded, and its rows of cells."""

import codecs
import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from scicli.errors import DataError
from scicli.files.paths import File, unreadable

if TYPE_CHECKING:
    from _typeshed import SupportsRead

EXACT_DIGITS = 15
"""The number of digits of a decimal that a float always keeps."""
SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character, which is not allowed in text."""
FORMULA_SIGNS = tuple("=+-@＝＋－＠")
"""Signs at the beginning of a text that a spreadsheet runs as a formula."""
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
"""The first bytes of a workbook of Excel from before 2007."""
GZIP = b"\x1f\x8b"
"""The first bytes of a file that is packed by gzip."""

# A pipe or an unpacked file tells its size only at its end.
_MOST, _PART = 512 * 2**20, 2**20
# Each byte order mark with its codec, and the name to show for it.
_MARKS = {
    codecs.BOM_UTF8: ("utf-8", "UTF-8"),
    codecs.BOM_UTF16_LE: ("utf-16-le", "UTF-16"),
    codecs.BOM_UTF16_BE: ("utf-16-be", "UTF-16"),
}
_LINE_END = re.compile(r"\r\r\n|\r\n|\r|\n")
_LINE_ENDS = {"\n": "LF", "\r\n": "CR LF", "\r": "CR", "\r\r\n": "CR CR LF"}


class TextError(Exception):
    """A file is not a text with rows of cells."""

    def __init__(self, problem: str, remedy: str, line: int | None = None) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy
        self.line = line


class NoTextError(TextError):
    """The bytes are not text in their encoding; `rest` is the line that is not."""

    def __init__(self, line: int, problem: str, rest: bytes = b"") -> None:
        super().__init__(problem, "save the file as UTF-8", line)
        self.rest = rest


class BrokenRowError(TextError):
    """It is not clear where the rows of a text end."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem, "check the quotation marks from there on", line)


class Text(NamedTuple):
    """A decoded text; `line_ends` are the kinds of line ends, the most frequent first."""

    text: str
    encoding: str
    marked: bool
    line_ends: tuple[str, ...]


class Numeral(str):
    """The text of a value that is a number in its file: with a point, without an exponent."""

    __slots__ = ()

    @classmethod
    def of_float(cls, value: float) -> "Numeral":
        """Return a float with the digits that it keeps of a decimal.

        >>> Numeral.of_float(8.5), Numeral.of_float(1e-05), Numeral.of_float(2.0**53)
        ('8.5', '0.00001', '9007199254740992')
        """
        if value.is_integer():
            return cls(f"{value:.0f}")
        return cls(f"{Decimal(f'{value:.{EXACT_DIGITS}g}'):f}")


def contents(file: File) -> bytes:
    """Return the bytes of a file, unpacked if gzip packed them."""
    try:
        if file.path is None:
            if sys.stdin is None:
                raise DataError("standard input is closed", "name a file instead of -")
            data = _bounded(file.name, sys.stdin.buffer)
        elif file.path.is_file():
            data = file.path.read_bytes()
        else:
            with file.path.open("rb") as stream:
                data = _bounded(file.name, stream)
    except OSError as error:
        raise unreadable(file.name, error) from error
    return _unpacked(file.name, data) if data.startswith(GZIP) else data


def _unpacked(name: str, data: bytes) -> bytes:
    import gzip
    import zlib

    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            return _bounded(name, stream)
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(
            f"{name} cannot be unpacked: {str(error).lower()}", "fetch the file again"
        ) from error


def _bounded(name: str, stream: "SupportsRead[bytes]") -> bytes:
    """Return all bytes of a stream of unknown size, unless they are too many."""
    data = bytearray()
    while part := stream.read(_PART):
        data += part
        check_size(name, len(data))
    return bytes(data)


def check_size(name: str, size: int) -> None:
    """Raise a DataError for more bytes than any table has: a file may unpack without end."""
    if size > _MOST:
        raise DataError(
            f"{name} gives more than {_MOST // 2**20} MiB",
            "write it to a file of its own, unpacked, and name that",
        )


def decoded(data: bytes, encoding: str | None = None) -> Text:
    """Return bytes as text, or raise a NoTextError."""
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
    codec, shown = _MARKS.get(mark, ("utf-8", "UTF-8"))
    if encoding and not (mark and codecs.lookup(encoding) == codecs.lookup(codec)):
        # The given encoding counts; the mark of another one is part of the text.
        mark, codec, shown = b"", encoding, encoding.upper()
    body = data[len(mark) :]
    try:
        text = body.decode(codec)
    except UnicodeError as error:
        before = body[: getattr(error, "start", 0)]
        line = re.split(rb"[\r\n]", before)[-1] + re.split(rb"[\r\n]", body[len(before) :])[0]
        problem = f"the bytes are not {shown}"
        number = _line_after(before.decode(codec, "replace"))
        raise NoTextError(number, problem, line) from error
    if "\0" in text:
        raise NoTextError(_line_after(text[: text.index("\0")]), "a NUL character")
    if lone := SURROGATE.search(text):
        raise NoTextError(_line_after(text[: lone.start()]), "half a character")
    ends = Counter(_LINE_END.findall(text) if "\r" in text else "\n" * ("\n" in text))
    # Files put together have byte order marks within. Of the line ends only CR CR LF is replaced,
    # which no reader knows: the others may stand in quotation marks.
    text = text.replace("\ufeff", "").replace("\r\r\n", "\n")
    return Text(text, shown, bool(mark), tuple(_LINE_ENDS[end] for end, _ in ends.most_common()))


def first_line(text: str) -> str:
    """Return the first line of a text that is not blank."""
    return _LINE_END.split(text.lstrip(), maxsplit=1)[0]


def _line_after(text: str) -> int:
    """Return the number of the line in which a text ends."""
    return len(_LINE_END.findall(text)) + 1


def is_parquet(data: bytes) -> bool:
    """Return whether these are the first bytes of a Parquet file."""
    return data.startswith(b"PAR1")


def is_workbook(data: bytes) -> bool:
    """Return whether these are the first bytes of a workbook: of an archive or of an old one."""
    return data.startswith((b"PK\x03\x04", OLD_EXCEL))


def rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the line and the cells of each row that is not blank, or raise a BrokenRowError."""
    raw: list[str] = []
    # Without a name for line ends, only CR LF, CR and LF end a line, and each is kept.
    every_line = io.StringIO(text, newline="")
    lines = _copied_lines(every_line, raw) if '"' in text else every_line
    reader = csv.reader(lines, delimiter=separator, strict=True)
    before = 0
    try:
        for cells in reader:
            if (
                raw
                and any('"' in cell for cell in cells)
                and not _quoted(separator).fullmatch("".join(raw))
            ):
                raise BrokenRowError(before + 1, "a quotation mark stands inside a cell")
            if len(cells) > 1 or any(map(str.strip, cells)):
                yield before + 1, cells
            before = reader.line_num
            raw.clear()
    except csv.Error as error:
        if "field larger" in str(error):
            problem = f"a cell has more than {csv.field_size_limit():,} characters"
        elif "expected after" in str(error):
            problem = "a quotation mark is followed by more of its cell"
        else:
            problem = "a quotation mark is not closed"
        raise BrokenRowError(before + 1, problem) from error


def _copied_lines(lines: Iterable[str], copy: list[str]) -> Iterator[str]:
    """Yield lines, each after adding it to a copy."""
    for line in lines:
        copy.append(line)
        yield line


@cache
def _quoted(separator: str) -> re.Pattern[str]:
    """Return the pattern of a row that has quotation marks around whole cells only.

    The csv module takes a quotation mark inside a bare cell for a letter.
    """
    between = re.escape(separator)
    cell = rf'(?:"(?:[^"]|"")*+"|[^"{between}\r\n]*+)'
    return re.compile(rf"{cell}(?:{between}{cell})*+[\r\n]*")


def trimmed(cell: str) -> str:
    """Return a cell trimmed, without an apostrophe that keeps a spreadsheet from running it."""
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_SIGNS) else cell
