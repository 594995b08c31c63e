"""Parquet files as columns of text, which needs the extra `fast`."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scicli.errors import DataError, ExtraError
from scicli.files.column import Column, coded, used
from scicli.files.faults import Faults
from scicli.files.frames import text_of, unknown
from scicli.files.paths import File
from scicli.files.schema import KNOWN, check_header

if TYPE_CHECKING:
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
        found, codes = used(*coded(cells))
    except (pyarrow.ArrowException, ValueError, OverflowError) as error:
        raise unknown(place, f"values of the type {kind}") from error
    return Column([text_of(value, place, str(kind)) for value in found], codes)
