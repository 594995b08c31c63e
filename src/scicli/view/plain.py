"""The rows of an answer as plain values, for programs to read."""

from typing import TypeAlias

import pandas as pd

Value: TypeAlias = str | int | float | None


def plain(column: pd.Series) -> list[Value]:
    """Return a column as texts and numbers; what is missing is None, whole numbers have no ".0"."""
    values = column.astype("object").where(column.notna(), None).tolist()
    return [
        int(value) if isinstance(value, float) and value.is_integer() else value for value in values
    ]
