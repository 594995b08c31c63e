"""An answer as CSV."""

import csv
import io

from scicli.analysis.answer import Answer
from scicli.view.plain import Value, decimal, plain


def to_csv(answer: Answer) -> str:
    """Return the frame of an answer as CSV: a header, then a line for each row."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    quoting = csv.writer(buffer, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(answer.frame.columns)
    columns = [map(_written, plain(answer.frame[name])) for name in answer.frame.columns]
    for row in zip(*columns, strict=True):
        # The csv module leaves a carriage return bare, which every reader takes for a line end.
        bare = any(isinstance(cell, str) and "\r" in cell for cell in row)
        (quoting if bare else writer).writerow(row)
    return buffer.getvalue()


def _written(value: Value) -> Value:
    """Write decimals without an exponent, and guard a text that a spreadsheet would run."""
    if isinstance(value, float):
        return decimal(value)
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@"} else value
