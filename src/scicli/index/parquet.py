"""Parquet files as columns of text, which needs the extra `fast`."""

import datetime
import io
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scicli.errors import DataError, ExtraError

if TYPE_CHECKING:
    import pyarrow

_MAGIC = b"PAR1"


@dataclass(frozen=True)
class Parquet:
    """What a Parquet file holds.

    Attributes:
        names: The names of all its columns, as in the header of a CSV file.
        columns: The cells of the columns that were asked for; what is missing is "".
        rows: The number of its rows.
    """

    names: list[str]
    columns: dict[str, list[str]]
    rows: int


def is_parquet(data: bytes) -> bool:
    """Tell a Parquet file by its first bytes."""
    return data.startswith(_MAGIC)


def read_parquet(name: str, data: bytes, wanted: Collection[str] | None = None) -> Parquet:
    """Return some columns of a Parquet file as text.

    Args:
        name: The file, for messages.
        data: Its bytes.
        wanted: The columns, by their names in lower case; None means all.

    Raises:
        ExtraError: pyarrow is not installed.
        DataError: The file is damaged, or a column holds anything but texts, numbers or dates.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise ExtraError("reading Parquet", "pyarrow", "fast") from None
    try:
        table = parquet.read_table(io.BytesIO(data))
    except (pyarrow.ArrowException, OSError) as error:
        raise DataError(f"{name} is no whole Parquet file", "fetch or write it again") from error
    names = [column.strip().casefold() for column in table.column_names]
    return Parquet(
        names=names,
        columns={
            column: _texts(f"{name}, column {column}", cells)
            for column, cells in zip(names, table.columns, strict=True)
            if wanted is None or column in wanted
        },
        rows=table.num_rows,
    )


def _texts(place: str, cells: "pyarrow.ChunkedArray") -> list[str]:
    """Return cells as texts; each distinct value is written once."""
    import pyarrow

    try:
        encoded = cells.combine_chunks()
        if not pyarrow.types.is_dictionary(encoded.type):
            encoded = encoded.dictionary_encode()
        texts = [_text(place, value) for value in encoded.dictionary.to_pylist()]
        codes = encoded.indices.to_pylist()
    except pyarrow.ArrowException as error:
        raise _unknown(place, str(cells.type)) from error
    return ["" if code is None else texts[code] for code in codes]


def _text(place: str, value: object) -> str:
    if value is None or value != value:  # Not a number is what pandas writes for missing.
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime.date) or (isinstance(value, int) and type(value) is not bool):
        return str(value)
    raise _unknown(place, type(value).__name__)


def _unknown(place: str, what: str) -> DataError:
    return DataError(
        f"{place} holds values of the type {what}", "write texts, numbers or dates there"
    )
