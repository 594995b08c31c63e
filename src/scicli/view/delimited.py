"""Tables as text with separated columns: CSV, and TSV."""

import csv
import io
from collections.abc import Collection, Iterable, Mapping

from scicli.analysis.answer import Answer
from scicli.files.rows import FORMULA_SIGNS
from scicli.index.rating import rating_text
from scicli.view.plain import Value, plain


def to_csv(answer: Answer) -> str:
    """Return the frame of an answer as CSV: a header, then a line for each row."""
    return csv_text(_columns(answer))


def to_tsv(answer: Answer) -> str:
    """Return the frame of an answer as CSV with tabs between its columns."""
    return csv_text(_columns(answer), separator="\t")


def csv_text(
    columns: Mapping[str, Iterable[Value]],
    numbers: Collection[str] = (),
    separator: str = ",",
) -> str:
    """Return columns as CSV: a header, then a line for each row; what is missing is blank.

    Args:
        columns: The cells of each column.
        numbers: The columns whose texts are numbers, which no spreadsheet runs.
        separator: What separates columns.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=separator, lineterminator="\n")
    quoting = csv.writer(buffer, delimiter=separator, lineterminator="\n", quoting=csv.QUOTE_ALL)
    written = (
        cells if name in numbers else map(_written, cells) for name, cells in columns.items()
    )
    for row in [tuple(map(_written, columns)), *zip(*written, strict=True)]:
        # The csv module leaves a carriage return bare, which every reader takes for a line end.
        bare = any(isinstance(cell, str) and "\r" in cell for cell in row)
        (quoting if bare else writer).writerow(row)
    return buffer.getvalue()


def _columns(answer: Answer) -> dict[str, list[Value]]:
    return {str(name): plain(answer.frame[name]) for name in answer.frame.columns}


def _written(value: Value) -> Value:
    """Write decimals without an exponent, and guard a text that a spreadsheet would run."""
    if isinstance(value, float):
        return rating_text(value)
    runs = isinstance(value, str) and value.startswith(FORMULA_SIGNS)
    return f"'{value}" if runs else value
