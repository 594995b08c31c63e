"""Large text of a regular layout, read in one call of a fast library."""

import codecs
import csv
import io
from collections.abc import Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, cast

from scicli.files.column import Column, encode, without_unused

if TYPE_CHECKING:
    from pandas._typing import ReadCsvBuffer

# The number of bytes that are parsed at a time: more are no faster, fewer take more memory.
_PART = 8 * 2**20


def regular_columns(
    stream: io.BufferedIOBase, separator: str, width: int, positions: Mapping[str, int]
) -> dict[str, Column] | None:
    """Return the columns of a regular text at some positions, or None if it is not regular.

    A text is regular if it is UTF-8 without quotation marks, and each row is one line with a cell
    for each column. A strict reader reads it alike. Empty lines are ignored.
    """
    # Ignored columns may share a name, so the libraries get numbers for names.
    numbers = list(map(str, range(width)))
    chosen = [numbers[position] for position in positions.values()]
    read = _by_pyarrow if find_spec("pyarrow") else _by_pandas
    columns = read(stream, separator, numbers, chosen)
    return None if columns is None else dict(zip(positions, columns, strict=True))


def trimmed_columns(text: str, separator: str) -> list[list[str]]:
    r"""Return the columns of a text that is regular and has no cell to trim, else an empty list.

    A strict reader reads it alike.

    >>> trimmed_columns("rank,city\n1,New York\n", ","), trimmed_columns("rank,city\n1\n", ",")
    ([['rank', '1'], ['city', 'New York']], [])
    """
    import pandas as pd

    lines = text.removesuffix("\n").split("\n")
    width = lines[0].count(separator) + 1
    if (
        width == 1
        or text.count(separator) != len(lines) * (width - 1)
        or "\r" in text
        or not all(lines)
        or max(map(len, lines)) > csv.field_size_limit()
        or not _has_trimmed_cells(text, separator)
    ):
        return []
    try:
        frame = pd.read_csv(
            io.StringIO(text),
            sep=separator,
            header=None,
            names=list(range(width)),
            dtype=object,
            na_filter=False,
            quoting=csv.QUOTE_NONE,
            engine="c",
        )
    except ValueError:  # A line has more cells, so another has fewer; or the separator is odd.
        return []
    return [frame[at].tolist() for at in range(width)]


def _has_trimmed_cells(text: str, separator: str) -> bool:
    """Return whether no cell is in quotation marks, or can change by `trimmed`."""
    letters = set(text)
    blanks = set(filter(str.isspace, letters)) - {separator, "\n"}
    edges = letters & {separator, "\n"}
    return (
        letters.isdisjoint("\"'")
        and blanks.isdisjoint({text[:1], text[-1:]})
        and not any(a + b in text or b + a in text for a in blanks for b in edges)
    )


class _Regular:
    """A file that ends where its text stops being regular.

    The lines are compared with a first line, which is read before the file; without one, the
    reader compares them itself.
    """

    closed = False
    # pandas refuses a file without this attribute, but never iterates over it.
    __iter__ = None

    def __init__(self, stream: io.BufferedIOBase, separator: str, first: bytes = b"") -> None:
        self.is_regular = True
        self._first = first
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._cells = bytes({*range(256)} - {ord(separator), ord("\n")})
        self._line = first.translate(None, self._cells)
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, or no bytes if they are not regular."""
        if self._first:
            data, self._first = self._first, b""
            return data
        data = self._stream.read(size)
        self.is_regular = (
            self.is_regular
            and self._is_plain(data)
            and _has_short_lines(data)
            and (not self._line or self._is_even(data))
        )
        return data if self.is_regular else b""

    def _is_plain(self, data: bytes) -> bool:
        """Return whether all readers agree about every byte."""
        if b'"' in data or b"\0" in data:
            return False
        if data.isascii() and not self._decoder.getstate()[0]:
            return True
        try:
            return "\ufeff" not in self._decoder.decode(data, final=not data)
        except UnicodeDecodeError:
            return False

    def _is_even(self, data: bytes) -> bool:
        """Return whether all lines have the separators of the first, and the same line end."""
        text = self._rest + data
        cut = text.rfind(b"\n") + 1 if data else len(text)
        lines, self._rest = text[:cut], text[cut:]
        # Counting is slow, and most texts have no such letter.
        has_old_ends = b"\r" in lines and lines.count(b"\r") > lines.count(b"\r\n")
        if has_old_ends or (data and not cut):
            return False
        ends = lines.removesuffix(b"\n").translate(None, self._cells) + b"\n"
        return not lines or ends == self._line * (len(ends) // len(self._line))


def _has_short_lines(data: bytes) -> bool:
    """Return whether no line can have a cell that the csv module refuses."""
    # Parts are half as long as the longest cell, so that a longer line fills at least one.
    part = csv.field_size_limit() // 2
    starts = range(0, len(data) - part + 1, part)
    return all(data.find(b"\n", start, start + part) >= 0 for start in starts)


def _by_pyarrow(
    stream: io.BufferedIOBase, separator: str, names: list[str], chosen: list[str]
) -> list[Column] | None:
    import pyarrow as pa
    from pyarrow.csv import ConvertOptions, ParseOptions, ReadOptions, read_csv

    text = _Regular(stream, separator)
    try:
        table = read_csv(
            text,
            ReadOptions(block_size=_PART, column_names=names),
            ParseOptions(delimiter=separator, quote_char=False),
            ConvertOptions(
                check_utf8=False,
                column_types=dict.fromkeys(chosen, pa.dictionary(pa.int32(), pa.string())),
                include_columns=chosen,
            ),
        )
    except pa.ArrowInvalid:
        return None
    if not text.is_regular:
        return None
    columns = dict(zip(table.column_names, table.columns, strict=True))
    # Free each column once it is coded in fewer bytes.
    del table
    return [encode(columns.pop(name), Column) for name in chosen]


def _by_pandas(
    stream: io.BufferedIOBase, separator: str, names: list[str], chosen: list[str]
) -> list[Column] | None:
    import pandas as pd

    # A row of letters keeps pandas from reading a column of numbers as such, 06 as 6.
    letters = separator.join("x" * len(names)).encode() + b"\n"
    text = _Regular(stream, separator, letters)
    try:
        frame = pd.read_csv(
            cast("ReadCsvBuffer[bytes]", text),
            sep=separator,
            header=None,
            names=names,
            usecols=chosen,
            dtype="category",
            na_filter=False,
            quoting=csv.QUOTE_NONE,
            engine="c",
        )
    except UnicodeDecodeError:  # The text stops being regular in the middle of a character.
        return None
    if not text.is_regular:
        return None
    return [
        Column(*without_unused(cells.cat.categories.tolist(), cells.cat.codes.to_numpy()[1:]))
        for cells in map(frame.pop, chosen)
    ]
