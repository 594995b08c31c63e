"""Parquet files as columns of text, which needs the extra `fast`."""

import datetime
import io
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from scicli.errors import DataError, ExtraError
from scicli.files.columns import KNOWN, check_header
from scicli.files.faults import Faults
from scicli.files.numerals import Numeral
from scicli.files.paths import File
from scicli.files.table import TextTable
from scicli.files.texts import Texts

if TYPE_CHECKING:
    import pyarrow
    from pyarrow import parquet

# The header of the CSV file that a Parquet file would be.
_HEADER_LINES = 1


@dataclass(frozen=True)
class Parquet:
    """What a Parquet file holds.

    Attributes:
        names: The names of its columns, as in the header of a CSV file.
        columns: The cells of each; what is missing is "".
        unreadable: Why the cells of some of those columns are no texts.
    """

    names: list[str]
    columns: dict[str, list[str]]
    unreadable: Mapping[str, DataError]


@dataclass(frozen=True, eq=False)
class RowGroup:
    """Rows of a Parquet file, of which a column is read when it is asked for.

    Attributes:
        name: The file, for messages.
        source: The file, or its bytes.
        number: The number of the row group.
        rows: How many rows it has.
        before: How many rows stand before it.
        written: The name under which the file has each column.
        coded: The names of those that hold texts, and are read as they are coded in the file.
    """

    name: str
    source: Path | bytes
    number: int
    rows: int
    before: int
    written: Mapping[str, str]
    coded: Collection[str]

    def line(self, row: int) -> int:
        """Return the line on which a row would stand in a CSV file."""
        return _HEADER_LINES + self.before + row + 1

    def read(self, columns: Sequence[str]) -> Mapping[str, Texts]:
        """Return some of the columns.

        Raises:
            DataError: The file is damaged, or a column holds no texts.
        """
        import pyarrow

        wanted = [self.written[column] for column in columns]
        try:
            opened = _opened(
                self.name, self.source, [name for name in wanted if name in self.coded]
            )
            table = opened.read_row_group(self.number, wanted)
        except (pyarrow.ArrowException, OSError) as error:
            raise _damaged(self.name) from error
        return {
            column: _texts(f"{self.name}, column {column}", table.column(name))
            for column, name in zip(columns, wanted, strict=True)
        }


def parquet_table(file: File, source: Path | bytes, faults: Faults) -> TextTable | None:
    """Return a Parquet file as a table of text, or None where it is none.

    Raises:
        ExtraError: pyarrow is not installed.
        DataError: The file is damaged.
    """
    opened = _opened(file.name, source)
    names = _names(opened.schema_arrow.names)
    if not check_header(file, names, _HEADER_LINES, faults):
        return None
    known = [name for name in KNOWN[file.holding] if name in names]
    schema = opened.schema_arrow
    written = {name: schema.names[names.index(name)] for name in known}
    coded = {name for name in written.values() if schema.field(name).type == "string"}
    groups: list[RowGroup] = []
    before = 0
    for number in range(opened.num_row_groups):
        rows = opened.metadata.row_group(number).num_rows
        groups.append(RowGroup(file.name, source, number, rows, before, written, coded))
        before += rows
    return TextTable(file.name, known, groups)


def read_parquet(name: str, data: bytes) -> Parquet:
    """Return a Parquet file as cells.

    Args:
        name: The file, for messages.
        data: Its bytes.

    Raises:
        ExtraError: pyarrow is not installed.
        DataError: The file is damaged.
    """
    opened = _opened(name, data)
    import pyarrow

    try:
        table = opened.read()
    except (pyarrow.ArrowException, OSError) as error:
        raise _damaged(name) from error
    names = _names(table.column_names)
    columns: dict[str, list[str]] = {}
    unreadable: dict[str, DataError] = {}
    for column, cells in zip(names, table.columns, strict=True):
        try:
            columns[column] = _texts(f"{name}, column {column}", cells).cells()
        except DataError as error:
            columns[column] = [""] * table.num_rows
            unreadable[column] = error
    return Parquet(names, columns, unreadable)


def _names(written: Sequence[str]) -> list[str]:
    return [column.strip().casefold() for column in written]


def _opened(name: str, source: Path | bytes, coded: Sequence[str] = ()) -> "parquet.ParquetFile":
    """Return a Parquet file, of which some columns of text are read as they are coded in it."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise ExtraError("reading Parquet", "pyarrow", "fast") from None
    try:
        return parquet.ParquetFile(
            io.BytesIO(source) if isinstance(source, bytes) else source, read_dictionary=list(coded)
        )
    except (pyarrow.ArrowException, OSError) as error:
        raise _damaged(name) from error


def _damaged(name: str) -> DataError:
    return DataError(f"{name} is no whole Parquet file", "fetch or write it again")


def _texts(place: str, cells: "pyarrow.ChunkedArray") -> Texts:
    """Return cells as texts; each distinct value is written once.

    What a dictionary holds and no row uses is left out, and the others stand in the order of their
    first rows.
    """
    import numpy as np
    import pyarrow

    kind = cells.type.value_type if pyarrow.types.is_dictionary(cells.type) else cells.type
    try:
        encoded = cells.combine_chunks()
        if not pyarrow.types.is_dictionary(encoded.type):
            encoded = encoded.dictionary_encode()
        values = encoded.dictionary.to_pylist()
        codes = encoded.indices.fill_null(len(values)).to_numpy()
        used, first, inverse = np.unique(codes, return_index=True, return_inverse=True)
        order = np.argsort(first)
        position = np.argsort(order)
        written = _NARROW.get(str(kind), Numeral.of_float)
        texts = [
            "" if code == len(values) else _text(place, values[code], written)
            for code in used[order].tolist()
        ]
    except (pyarrow.ArrowException, ValueError, OverflowError) as error:
        raise _unknown(place, f"values of the type {kind}") from error
    return Texts(texts, position[inverse])


def _narrow(bits: int) -> Callable[[float], Numeral]:
    """Return what writes a float of so many bits with no more digits than tell it from others."""

    def written(value: float) -> Numeral:
        import numpy as np

        number = np.dtype(f"float{bits}").type(value)
        return Numeral(np.format_float_positional(number, trim="-"))

    return written


# The floats that keep fewer digits than Python's, by the names that pyarrow has for them.
_NARROW = {"float": _narrow(32), "halffloat": _narrow(16)}


def _text(place: str, value: object, written: Callable[[float], Numeral]) -> str:
    """Return a value as text.

    Args:
        place: The file and the column, for messages.
        value: The value.
        written: What writes a float.
    """
    if value is None or value != value:  # Not a number is what pandas writes for missing.
        return ""
    if isinstance(value, str) and "\0" not in value:
        return value.strip()
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, float):
        return written(value)
    if isinstance(value, Decimal):
        return Numeral(f"{value.normalize():f}")
    if isinstance(value, datetime.date):
        return str(value)
    if isinstance(value, int) and type(value) is not bool:
        return Numeral(value)
    is_text = isinstance(value, str)
    what = "a NUL character" if is_text else f"values of the type {type(value).__name__}"
    raise _unknown(place, what)


def _unknown(place: str, what: str) -> DataError:
    return DataError(f"{place} holds {what}", "write texts, numbers or dates there")
