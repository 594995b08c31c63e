"""The bytes of a file as text: unpacked, decoded, and with one kind of line end."""

import codecs
import io
import re
import sys
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from scicli.errors import DataError
from scicli.files.paths import File, unreadable

if TYPE_CHECKING:
    from _typeshed import SupportsRead

# What comes from a pipe or unpacks has no end that is known before.
_MOST, _PART = 512 * 2**20, 2**20
_GZIP = b"\x1f\x8b"
_PARQUET = b"PAR1"
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_MARK = "\ufeff"
_WITH_MARK = {"utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
_LINE_END = re.compile(r"\r\r\n|\r\n|\r|\n")
EXACT_DIGITS = 15
"""So many digits of a decimal come back from a float as they went in."""
SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character, which no text holds."""
_LINE_ENDS = {"\n": "LF", "\r\n": "CR LF", "\r": "CR", "\r\r\n": "CR CR LF"}
# What a quotation mark guards is not touched: only this end is one that no reader knows.
_DOUBLED = "\r\r\n"


class NoTextError(Exception):
    """The bytes are no text in the encoding that they are read in."""

    def __init__(self, line: int, problem: str, rest: bytes = b"") -> None:
        super().__init__(problem)
        self.line = line
        self.problem = problem
        self.rest = rest


class Text(NamedTuple):
    """A decoded text; `line_ends` are the kinds of line ends, the most frequent first."""

    text: str
    encoding: str
    marked: bool
    line_ends: tuple[str, ...]


class Numeral(str):
    """The text of a number that a file holds as a number: with a point, without an exponent."""

    __slots__ = ()

    @classmethod
    def of_float(cls, value: float) -> "Numeral":
        """Return a float with the digits that it keeps of what it was written as.

        >>> Numeral.of_float(8.5), Numeral.of_float(1e-05), Numeral.of_float(2.0**53)
        ('8.5', '0.00001', '9007199254740992')
        """
        if value.is_integer():
            return cls(f"{value:.0f}")
        return cls(f"{Decimal(f'{value:.{EXACT_DIGITS}g}'):f}")


def contents(file: File) -> bytes:
    """Return the bytes of a file, unpacked where they are packed by gzip.

    Raises:
        DataError: The file cannot be read.
    """
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
    return _unpacked(file.name, data) if is_packed(data) else data


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
    """Return what can be read, of which the size is not known before.

    Raises:
        DataError: It is too much; see `check_size`.
    """
    parts = []
    size = 0
    while part := stream.read(_PART):
        parts.append(part)
        size += len(part)
        check_size(name, size)
    return b"".join(parts)


def check_size(name: str, size: int) -> None:
    """Refuse what has no end, or unpacks to more than anybody's tables are.

    Raises:
        DataError: It is more than that.
    """
    if size > _MOST:
        raise DataError(
            f"{name} gives more than {_MOST // 2**20} MiB",
            "write it to a file of its own, unpacked, and name that",
        )


def decoded(data: bytes, encoding: str | None = None) -> Text:
    """Return bytes as text.

    Raises:
        NoTextError: The bytes are not in that encoding, or hold a NUL or half a character.
    """
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
    name = encoding or _MARKS.get(mark, "utf-8")
    if mark and codecs.lookup(name) != codecs.lookup(_MARKS[mark]):
        # The mark belongs to another encoding than the one that is asked for.
        mark = b""
    shown = _WITH_MARK[_MARKS[mark]] if mark else name.upper()
    body = data[len(mark) :]
    try:
        text = body.decode(name)
    except UnicodeError as error:
        raise _undecodable(body, name, shown, getattr(error, "start", 0)) from error
    if "\0" in text:
        raise NoTextError(line_behind(text[: text.index("\0")]), "a NUL character")
    if lone := SURROGATE.search(text):
        raise NoTextError(line_behind(text[: lone.start()]), "half a character")
    ends = Counter(_LINE_ENDS[end] for end in _LINE_END.findall(text))
    # A mark of the encoding within a text comes from files that were put together.
    text = text.replace(_MARK, "")
    return Text(text.replace(_DOUBLED, "\n"), shown, bool(mark), tuple(dict(ends.most_common())))


def first_line(text: str) -> str:
    """Return the first line of a text on which something stands."""
    return _LINE_END.split(text.lstrip(), maxsplit=1)[0]


def line_behind(text: str) -> int:
    """Return the number of the line that a text ends in."""
    return len(_LINE_END.findall(text)) + 1


def _undecodable(body: bytes, name: str, shown: str, start: int) -> NoTextError:
    before = body[:start]
    line = line_behind(before.decode(name, "replace"))
    begin = max(before.rfind(b"\r"), before.rfind(b"\n")) + 1
    rest = re.split(rb"[\r\n]", body[begin:], maxsplit=1)[0]
    return NoTextError(line, f"the bytes are not {shown}", rest)


def is_parquet(data: bytes) -> bool:
    """Tell a Parquet file by its first bytes."""
    return data.startswith(_PARQUET)


def is_packed(data: bytes) -> bool:
    """Tell a file that is packed by gzip by its first bytes."""
    return data.startswith(_GZIP)
