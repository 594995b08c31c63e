"""An answer as CSV."""

import csv
import io

from scicli.analysis.answer import Answer
from scicli.view.plain import Value, plain


def to_csv(answer: Answer) -> str:
    """Return the frame of an answer as CSV: a header, then a line for each row."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(answer.frame.columns)
    columns = [map(_guarded, plain(answer.frame[name])) for name in answer.frame.columns]
    writer.writerows(zip(*columns, strict=True))
    return buffer.getvalue()


def _guarded(value: Value) -> Value:
    """Put an apostrophe before a text that a spreadsheet would run as a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@"} else value
