"""The rows of an answer for programs: CSV, TSV, JSON and lines of JSON."""

import csv
import io
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import pandas as pd

from scicli.analysis.answer import Answer
from scicli.errors import ExtraError
from scicli.files.strict import FORMULA_SIGNS
from scicli.index.cells import source_keys
from scicli.index.rating import rating_text

Value: TypeAlias = str | int | float | None


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
    """Return columns as separated text; `numbers` are columns that no spreadsheet can run."""
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


def tidy_bytes(columns: Mapping[str, Sequence[str]], format_: str) -> bytes:
    """Return a tidy table as the bytes of a file.

    Ratings are numbers in Parquet, and everything else is text; in CSV a text that a spreadsheet
    would run has a `'` before it.

    Raises:
        ExtraError: It is Parquet, and pyarrow is not installed.
    """
    if format_ == "csv":
        return csv_text(columns, numbers=["rating"]).encode()
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise ExtraError("writing Parquet", "pyarrow", "fast") from None
    numbers, texts = pyarrow.float64(), pyarrow.string()
    table = pyarrow.table(
        {
            name: [(float(cell) if name == "rating" else cell) if cell else None for cell in cells]
            for name, cells in columns.items()
        },
        schema=pyarrow.schema([(name, numbers if name == "rating" else texts) for name in columns]),
    )
    buffer = io.BytesIO()
    parquet.write_table(table, buffer)
    return buffer.getvalue()


def to_json(answer: Answer) -> str:
    """Return the frame of an answer as a JSON array with a line for each row."""
    lines = ",\n ".join(_objects(answer))
    return f"[{lines}]\n"


def to_jsonl(answer: Answer) -> str:
    """Return the frame of an answer as a JSON object on a line for each row."""
    return "".join(f"{line}\n" for line in _objects(answer))


def plain(column: pd.Series) -> list[Value]:
    """Return a column as texts and numbers; what is missing is None, whole numbers have no ".0"."""
    values = column.astype("object").where(column.notna(), None).tolist()
    return [
        int(value) if isinstance(value, float) and value.is_integer() else value for value in values
    ]


def _objects(answer: Answer) -> Iterator[str]:
    """Yield each row of the frame as a JSON object."""
    columns = {
        name: [source_keys(keys) for keys in values.fillna("")]
        if name == "sources"
        else plain(values)
        for name, values in answer.frame.items()
    }
    for row in zip(*columns.values(), strict=True):
        yield json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False)


def _columns(answer: Answer) -> dict[str, list[Value]]:
    return {str(name): plain(answer.frame[name]) for name in answer.frame.columns}


def _written(value: Value) -> Value:
    """Write decimals without an exponent, and guard a text that a spreadsheet would run."""
    if isinstance(value, float):
        return rating_text(value)
    runs = isinstance(value, str) and value.startswith(FORMULA_SIGNS)
    return f"'{value}" if runs else value
