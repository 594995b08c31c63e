"""Parquet files and DataFrames, value by value as text."""

import datetime
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from scicli.errors import DataError, ExtraError
from scicli.files.column import Column, encode, without_unused
from scicli.files.faults import Faults, RaiseFirst
from scicli.files.paths import File
from scicli.files.schema import known_columns
from scicli.files.table import TextTable
from scicli.files.text import Numeral

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow
    from pyarrow import parquet

    from scicli.files.column import Codes

# Rows have the lines that they would have in a CSV file.
_HEADER_LINE = 1
# Floats with fewer digits than Python's, by the names that Arrow and numpy have for them.
_NARROW = {
    "float": "float32", "float32": "float32", "Float32": "float32",
    "halffloat": "float16", "float16": "float16",
}  # fmt: skip


class Parquet(NamedTuple):
    """The cells of a Parquet file; `unreadable` says why a column is left blank."""

    names: list[str]
    columns: dict[str, list[str]]
    unreadable: Mapping[str, DataError]


def parquet_table(file: File, source: Path | bytes, faults: Faults) -> TextTable | None:
    """Return a Parquet file as a table, or None if its header is wrong."""
    with _complete(file.name):
        schema = _opened(source).schema_arrow
    positions = known_columns(file, _names(schema.names), _HEADER_LINE, faults)
    if not positions:
        return None
    fields = {name: schema.field(position) for name, position in positions.items()}
    texts = [field.name for field in fields.values() if field.type == "string"]
    with _complete(file.name):
        table = _opened(source, texts).read([field.name for field in fields.values()])
    cells = dict(zip(fields, table.columns, strict=True))
    # Free each column once it is coded.
    del table
    columns = {name: _column(_place(file.name, name), cells.pop(name)) for name in fields}
    return _table(file.name, columns)


def read_parquet(name: str, data: bytes) -> Parquet:
    """Return a Parquet file as cells."""
    with _complete(name):
        table = _opened(data).read()
    names = _names(table.column_names)
    columns: dict[str, list[str]] = {}
    unreadable: dict[str, DataError] = {}
    for column, cells in zip(names, table.columns, strict=True):
        try:
            columns[column] = _column(_place(name, column), cells).cells()
        except DataError as error:
            columns[column] = [""] * table.num_rows
            unreadable[column] = error
    return Parquet(names, columns, unreadable)


def frame_table(frame: "pd.DataFrame") -> TextTable:
    """Return a DataFrame of figures as a table."""
    import pandas as pd

    file = File("the DataFrame", None)
    positions = known_columns(file, _names(frame.columns), _HEADER_LINE, RaiseFirst())
    columns = {}
    for name, position in positions.items():
        codes, values = pd.factorize(frame.iloc[:, position])
        kind, place = str(values.dtype), _place(file.name, name)
        texts = [_text(value, kind, place) for value in values.tolist()]
        # The code of a missing value is -1, which becomes the code of the blank at the end.
        codes %= len(texts) + 1
        columns[name] = Column(*without_unused([*texts, ""], codes))
    return _table(file.name, columns)


def _table(name: str, columns: Mapping[str, Column]) -> TextTable:
    first = _HEADER_LINE + 1
    return TextTable(name, columns, partial(_from, first))


def _from(first: int, rows: int) -> range:
    return range(first, first + rows)


def _names(names: Iterable[object]) -> list[str]:
    return [str(name).strip().casefold() for name in names]


def _place(file: str, column: str) -> str:
    return f"{file}, column {column}"


@contextmanager
def _complete(name: str) -> Iterator[None]:
    """Turn the errors of pyarrow into ours."""
    try:
        import pyarrow
    except ImportError:
        raise ExtraError("reading Parquet", "pyarrow", "fast") from None
    try:
        yield
    except (pyarrow.ArrowException, OSError) as error:
        problem = f"{name} is not a complete Parquet file"
        raise DataError(problem, "fetch or write it again") from error


def _opened(source: Path | bytes, encoded: Sequence[str] = ()) -> "parquet.ParquetFile":
    """Open a Parquet file; some columns of text will be read as they are encoded in it."""
    from pyarrow import parquet

    file = io.BytesIO(source) if isinstance(source, bytes) else source
    return parquet.ParquetFile(file, read_dictionary=list(encoded))


def _column(place: str, cells: "pyarrow.ChunkedArray") -> Column:
    """Return cells as a column; each distinct value becomes text once."""
    import pyarrow

    kind = cells.type.value_type if pyarrow.types.is_dictionary(cells.type) else cells.type

    def column(values: "list[Any]", codes: "Codes") -> Column:
        used, codes = without_unused(values, codes)
        return Column([_text(value, str(kind), place) for value in used], codes)

    try:
        return encode(cells, column)
    except (pyarrow.ArrowException, ValueError, OverflowError) as error:
        raise _refusal(place, f"values of the type {kind}") from error


def _text(value: object, kind: str, place: str) -> str:
    """Return a value from a column of some kind as text, or raise a DataError with its place."""
    if value is None or value != value:  # NaN, which pandas writes for missing, is not itself.
        return ""
    if isinstance(value, str):
        if "\0" in value:
            raise _refusal(place, "a NUL character")
        return value.strip()
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, float):
        return _narrow(value, _NARROW[kind]) if kind in _NARROW else Numeral.of_float(value)
    if isinstance(value, Decimal):
        return Numeral(f"{value.normalize():f}")
    if isinstance(value, datetime.date):
        return str(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return Numeral(value)
    raise _refusal(place, f"values of the type {type(value).__name__}")


def _narrow(value: float, kind: str) -> Numeral:
    """Return a float with the fewest digits that tell it from others of its kind."""
    import numpy as np

    return Numeral(np.format_float_positional(np.dtype(kind).type(value), trim="-"))


def _refusal(place: str, what: str) -> DataError:
    return DataError(f"{place} holds {what}", "write texts, numbers or dates there")
