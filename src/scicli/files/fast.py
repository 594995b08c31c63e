"""Large text that is laid out regularly, read in one call of a library that is fast."""

import codecs
import csv
import io
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, cast

from scicli.files.column import Column, encode, without_unused

if TYPE_CHECKING:
    from pandas._typing import ReadCsvBuffer

# So many bytes at once are quickest to parse.
_PART = 4 * 2**20
_MARK = "\ufeff"


def regular_columns(
    stream: io.BufferedIOBase, separator: str, names: Sequence[str], known: Sequence[str]
) -> Mapping[str, Column] | None:
    """Return some columns of a text, or None where a strict reader might read it otherwise.

    It does not where each row has a line of its own with a cell for each column, no quotation mark
    stands anywhere, and all is UTF-8. Empty lines are no rows.
    """
    numbers = {name: names.index(name) for name in known}
    read = _by_pyarrow if find_spec("pyarrow") else _by_pandas
    columns = read(stream, separator, len(names), list(numbers.values()))
    if columns is None or any(
        len(text) > csv.field_size_limit() for column in columns for text in column.distinct
    ):
        return None
    return dict(zip(numbers, columns, strict=True))


class _Regular:
    """A file that ends early where its text is not regular."""

    closed = False
    # pandas takes nothing for a file that cannot be iterated over, and reads it all the same.
    __iter__ = None

    def __init__(
        self,
        stream: io.BufferedIOBase,
        separator: str,
        width: int | None = None,
        before: bytes = b"",
    ) -> None:
        self.is_regular = True
        self._before = before
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._width = width
        self._cells = bytes({*range(256)} - {ord(separator), ord("\n")})
        self._separators = separator.encode() * ((width or 1) - 1)
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, or none where they are not regular."""
        if self._before:
            data, self._before = self._before, b""
            return data
        data = self._stream.read(size)
        self.is_regular = (
            self.is_regular and self._is_plain(data) and (not self._width or self._is_even(data))
        )
        return data if self.is_regular else b""

    def _is_plain(self, data: bytes) -> bool:
        """Tell bytes in which nothing stands that readers disagree about."""
        if b'"' in data or b"\0" in data:
            return False
        if data.isascii() and not self._decoder.getstate()[0]:
            return True
        try:
            return _MARK not in self._decoder.decode(data, final=not data)
        except UnicodeDecodeError:
            return False

    def _is_even(self, data: bytes) -> bool:
        """Tell bytes of which each line has so many separators, and ends like all others."""
        text = self._rest + data
        cut = text.rfind(b"\n") + 1 if data else len(text)
        lines, self._rest = text[:cut], text[cut:]
        if lines.count(b"\r") > lines.count(b"\r\n") or (data and not cut):
            return False
        ends = lines.removesuffix(b"\n").translate(None, self._cells)
        return not lines or {self._separators}.issuperset(ends.split(b"\n"))


def _by_pyarrow(
    stream: io.BufferedIOBase, separator: str, width: int, numbers: Sequence[int]
) -> list[Column] | None:
    import pyarrow as pa
    from pyarrow.csv import ConvertOptions, ParseOptions, ReadOptions, read_csv

    # Columns that are left alone may have one name: all are told by their numbers.
    names = [str(number) for number in range(width)]
    chosen = [names[number] for number in numbers]
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
    # Each is freed once it is coded in fewer bytes.
    del table
    return [Column(*encode(columns.pop(name))) for name in chosen]


def _by_pandas(
    stream: io.BufferedIOBase, separator: str, width: int, numbers: Sequence[int]
) -> list[Column] | None:
    import pandas as pd

    names = [str(number) for number in range(width)]
    # A row of letters, for a column of nothing but numbers would be read as such: 06 as 6.
    letters = separator.join("x" * width).encode() + b"\n"
    text = _Regular(stream, separator, width, letters)
    frame = pd.read_csv(
        cast("ReadCsvBuffer[bytes]", text),
        sep=separator,
        header=None,
        names=names,
        usecols=[names[number] for number in numbers],
        dtype="category",
        na_filter=False,
        quoting=csv.QUOTE_NONE,
        engine="c",
    )
    if not text.is_regular:
        return None
    return [
        Column(*without_unused(cells.cat.categories.tolist(), cells.cat.codes.to_numpy()[1:]))
        for cells in (frame.pop(names[number]) for number in numbers)
    ]
