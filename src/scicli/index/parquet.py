"""Parquet files as columns of text, which needs the extra `fast`."""

import datetime
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from scicli.errors import DataError, ExtraError
from scicli.index.ranks import EXACT_DIGITS, Numeral

if TYPE_CHECKING:
    import pyarrow

# So many digits of a decimal come back from a float of single precision as they went in.
_SINGLE_DIGITS = 6


@dataclass(frozen=True)
class Parquet:
    """What a Parquet file holds.

    Attributes:
        names: The names of all its columns, as in the header of a CSV file.
        columns: The cells of the columns that were asked for; what is missing is "".
        unreadable: Why the cells of some of those columns are no texts.
        rows: The number of its rows.
    """

    names: list[str]
    columns: dict[str, list[str]]
    unreadable: Mapping[str, DataError]
    rows: int


def read_parquet(name: str, data: bytes, wanted: Collection[str] | None = None) -> Parquet:
    """Return some columns of a Parquet file as text.

    Args:
        name: The file, for messages.
        data: Its bytes.
        wanted: The columns, by their names in lower case; None means all.

    Raises:
        ExtraError: pyarrow is not installed.
        DataError: The file is damaged.
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
    columns: dict[str, list[str]] = {}
    unreadable: dict[str, DataError] = {}
    for column, cells in zip(names, table.columns, strict=True):
        if wanted is None or column in wanted:
            try:
                columns[column] = _texts(f"{name}, column {column}", cells)
            except DataError as error:
                columns[column] = [""] * table.num_rows
                unreadable[column] = error
    return Parquet(names, columns, unreadable, table.num_rows)


def _texts(place: str, cells: "pyarrow.ChunkedArray") -> list[str]:
    """Return cells as texts; each distinct value is written once."""
    import pyarrow

    try:
        encoded = cells.combine_chunks()
        if not pyarrow.types.is_dictionary(encoded.type):
            encoded = encoded.dictionary_encode()
        digits = (
            _SINGLE_DIGITS if pyarrow.types.is_float32(encoded.type.value_type) else EXACT_DIGITS
        )
        texts = [_text(place, value, digits) for value in encoded.dictionary.to_pylist()]
        codes = encoded.indices.to_pylist()
    except (pyarrow.ArrowException, ValueError, OverflowError) as error:
        raise _unknown(place, f"values of the type {cells.type}") from error
    return ["" if code is None else texts[code] for code in codes]


def _text(place: str, value: object, digits: int) -> str:
    """Return a value as text; a float with as many digits as it keeps."""
    if value is None or value != value:  # Not a number is what pandas writes for missing.
        return ""
    if isinstance(value, str) and "\0" not in value:
        return value.strip()
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, float):
        return Numeral.of_float(value, digits)
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
