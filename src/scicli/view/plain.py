"""The rows of an answer as plain values, for programs to read."""

from decimal import Decimal
from typing import TypeAlias

import pandas as pd

Value: TypeAlias = str | int | float | None


def plain(column: pd.Series) -> list[Value]:
    """Return a column as texts and numbers; what is missing is None, whole numbers have no ".0"."""
    values = column.astype("object").where(column.notna(), None).tolist()
    return [
        int(value) if isinstance(value, float) and value.is_integer() else value for value in values
    ]


def decimal(number: float) -> str:
    """Return a number with the digits it was written with, and without an exponent.

    >>> decimal(1e-05), decimal(8.5), decimal(733.0)
    ('0.00001', '8.5', '733')
    """
    return f"{Decimal(repr(float(number))).normalize():f}"
