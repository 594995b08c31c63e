"""Values that are not text as text: Parquet files and DataFrames."""

import datetime
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from scicli.errors import DataError, ExtraError
from scicli.files.column import Column, encode, without_unused
from scicli.files.faults import Faults
from scicli.files.paths import File
from scicli.files.schema import KNOWN, check_header
from scicli.files.table import TextTable
from scicli.files.text import Numeral

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow
    from pyarrow import parquet

# Of the CSV file that a Parquet file would be.
_HEADER_LINE = 1


@dataclass(frozen=True)
class Parquet:
    """What a Parquet file holds."""

    names: list[str]
    columns: dict[str, list[str]]
    unreadable: Mapping[str, DataError]


def parquet_columns(
    file: File, source: Path | bytes, faults: Faults
) -> tuple[dict[str, Column], int] | None:
    """Return the columns of a Parquet file that scicli knows and its number of rows, or None.

    Raises:
        ExtraError: pyarrow is not installed.
        DataError: The file is damaged, or a column holds no texts.
    """
    schema = _opened(file.name, source).schema_arrow
    names = _names(schema.names)
    if not check_header(file, names, _HEADER_LINE, faults):
        return None
    known = {name: schema.names[names.index(name)] for name in KNOWN[file.holding] if name in names}
    texts = [name for name in known.values() if schema.field(name).type == "string"]
    table = _read(file.name, _opened(file.name, source, texts), list(known.values()))
    rows, cells = table.num_rows, dict(zip(known, table.columns, strict=True))
    # Each column is freed once it is coded.
    del table
    columns = {name: _column(f"{file.name}, column {name}", cells.pop(name)) for name in known}
    return columns, rows


def read_parquet(name: str, data: bytes) -> Parquet:
    """Return a Parquet file as cells.

    Raises:
        ExtraError: pyarrow is not installed.
        DataError: The file is damaged.
    """
    table = _read(name, _opened(name, data))
    names = _names(table.column_names)
    columns: dict[str, list[str]] = {}
    unreadable: dict[str, DataError] = {}
    for column, cells in zip(names, table.columns, strict=True):
        try:
            columns[column] = _column(f"{name}, column {column}", cells).cells()
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


def _read(
    name: str, opened: "parquet.ParquetFile", columns: Sequence[str] | None = None
) -> "pyarrow.Table":
    import pyarrow

    try:
        return opened.read(columns)
    except (pyarrow.ArrowException, OSError) as error:
        raise _damaged(name) from error


def _damaged(name: str) -> DataError:
    return DataError(f"{name} is no whole Parquet file", "fetch or write it again")


def _column(place: str, cells: "pyarrow.ChunkedArray") -> Column:
    """Return cells as a column; each distinct value is written once."""
    import pyarrow

    kind = cells.type.value_type if pyarrow.types.is_dictionary(cells.type) else cells.type
    try:
        found, codes = without_unused(*encode(cells))
    except (pyarrow.ArrowException, ValueError, OverflowError) as error:
        raise unknown(place, f"values of the type {kind}") from error
    return Column([text_of(value, place, str(kind)) for value in found], codes)


_NAME = "the DataFrame"
# Floats that keep fewer digits than Python's, by the names that Arrow and numpy have for them.
_BITS = {"float": 32, "float32": 32, "Float32": 32, "halffloat": 16, "float16": 16}


def frame_table(frame: "pd.DataFrame", faults: Faults) -> TextTable | None:
    """Return a DataFrame of figures as a table of text, or None if it lacks a column.

    The lines of its rows are those of the CSV file that it would be.

    Raises:
        DataError: A column holds values that are no texts, numbers or dates.
    """
    import pandas as pd

    file = File(_NAME, None)
    names = [str(name).strip().casefold() for name in frame.columns]
    if not check_header(file, names, 1, faults):
        return None
    columns = {}
    for name in KNOWN[file.holding]:
        if name in names:
            cells = frame.iloc[:, names.index(name)]
            codes, values = pd.factorize(cells)
            place = f"{_NAME}, column {name}"
            texts = [text_of(value, place, str(values.dtype)) for value in values.tolist()]
            if (codes < 0).any():
                codes[codes < 0] = len(texts)
                texts.append("")
            columns[name] = Column(texts, codes)
    return TextTable(_NAME, columns, len(frame), lambda: range(2, len(frame) + 2))


def text_of(value: object, place: str, kind: str) -> str:
    """Return a value of a kind of column as text.

    Raises:
        DataError: It is no text, number or date.
    """
    if value is None or value != value:  # Not a number is what pandas writes for missing.
        return ""
    if isinstance(value, str) and "\0" not in value:
        return value.strip()
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, float):
        return _narrow(value, _BITS[kind]) if kind in _BITS else Numeral.of_float(value)
    if isinstance(value, Decimal):
        return Numeral(f"{value.normalize():f}")
    if isinstance(value, datetime.date):
        return str(value)
    if isinstance(value, int) and type(value) is not bool:
        return Numeral(value)
    kind = f"values of the type {type(value).__name__}"
    raise unknown(place, "a NUL character" if isinstance(value, str) else kind)


def unknown(place: str, what: str) -> DataError:
    """Return the error that says what stands in a place and is not understood."""
    return DataError(f"{place} holds {what}", "write texts, numbers or dates there")


def _narrow(value: float, bits: int) -> Numeral:
    """Return a float with no more digits than tell it from others of so many bits."""
    import numpy as np

    return Numeral(np.format_float_positional(np.dtype(f"float{bits}").type(value), trim="-"))
