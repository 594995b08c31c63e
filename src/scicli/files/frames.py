"""Values that are not text as text, and a DataFrame as a table of it."""

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from scicli.errors import DataError
from scicli.files.column import Column
from scicli.files.faults import Faults
from scicli.files.paths import File
from scicli.files.schema import KNOWN, check_header
from scicli.files.table import TextTable
from scicli.files.text import Numeral

if TYPE_CHECKING:
    import pandas as pd

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
