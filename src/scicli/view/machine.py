"""The rows of an answer for programs: CSV, TSV, JSON and lines of JSON."""

import csv
import io
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

from scicli.analysis.answer import Answer
from scicli.errors import ExtraError
from scicli.files.text import FORMULA_SIGNS
from scicli.index.cells import source_keys
from scicli.index.rating import rating_text

Value: TypeAlias = str | int | float | None
_LISTS = {"sources", "between"}  # Columns whose texts are joined by semicolons.


def to_csv(answer: Answer) -> str:
    """Return the frame of an answer as CSV."""
    return csv_text(frame_columns(answer))


def to_tsv(answer: Answer) -> str:
    """Return the frame of an answer as CSV with tabs between its columns."""
    return csv_text(frame_columns(answer), separator="\t")


def csv_text(
    columns: Mapping[str, Iterable[Value]],
    numbers: Collection[str] = (),
    separator: str = ",",
) -> str:
    """Return columns as CSV: a header, then a line for each row; a missing value is blank.

    A text that a spreadsheet would run has a `'` before it, except in columns of `numbers`.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=separator, lineterminator="\n")
    quoting = csv.writer(buffer, delimiter=separator, lineterminator="\n", quoting=csv.QUOTE_ALL)
    guard = lru_cache(maxsize=None, typed=True)(_guard)
    written = [
        [guard(name), *(cells if name in numbers else map(guard, cells))]
        for name, cells in columns.items()
    ]
    writer.writerows(zip(*written, strict=True))
    if "\r" not in buffer.getvalue():
        return buffer.getvalue()
    # The csv module does not quote a carriage return, which every reader takes as a line end.
    buffer.seek(0)
    buffer.truncate()
    for row in zip(*written, strict=True):
        bare = any(isinstance(cell, str) and "\r" in cell for cell in row)
        (quoting if bare else writer).writerow(row)
    return buffer.getvalue()


def alias_table(aliases: Iterable[tuple[str, Sequence[str]]]) -> bytes:
    """Return cities with their aliases as a `cities.csv`.

    >>> alias_table([("Eswatini", ["Swaziland"])]).decode().split()
    ['city,aliases', 'Eswatini,Swaziland']
    """
    names = dict(aliases)
    return csv_text({"city": names, "aliases": map(";".join, names.values())}).encode()


def tidy_bytes(columns: Mapping[str, Sequence[str]], format_: str) -> bytes:
    """Return a tidy table as a file of the format "csv" or "parquet".

    In Parquet ratings are numbers, and everything else is text.
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
    return _array(answer, frame_columns(answer))


def to_csv_and_json(answer: Answer) -> tuple[str, str]:
    """Return the frame of an answer as CSV, and as JSON."""
    columns = frame_columns(answer)
    return csv_text(columns), _array(answer, columns)


def to_jsonl(answer: Answer) -> str:
    """Return the frame of an answer as a JSON object on a line for each row."""
    return "".join(f"{line}\n" for line in _objects(answer, frame_columns(answer)))


def frame_columns(answer: Answer) -> dict[str, list[Value]]:
    """Return the columns of the frame as texts, numbers and None; whole numbers have no ".0"."""
    return {
        str(name): [
            int(cell) if isinstance(cell, float) and cell.is_integer() else cell
            for cell in cells.array.to_numpy("object", na_value=None).tolist()
        ]
        for name, cells in answer.frame.items()
    }


def _array(answer: Answer, columns: Mapping[str, list[Value]]) -> str:
    lines = ",\n ".join(_objects(answer, columns))
    return f"[{lines}]\n"


def _objects(answer: Answer, values: Mapping[str, list[Value]]) -> Iterator[str]:
    """Yield each row of the frame as a JSON object."""
    columns: dict[str, Sequence[object]] = {**values}
    for name in _LISTS.intersection(columns):
        # A city or an edition may have this name, too; its column holds numbers.
        if answer.frame[name].dtype.kind == "O":
            columns[name] = [source_keys(keys) for keys in answer.frame[name].fillna("")]
    encode = json.JSONEncoder(ensure_ascii=False).encode
    for row in zip(*columns.values(), strict=True):
        yield encode(dict(zip(columns, row, strict=True)))


def _guard(value: Value) -> Value:
    """Write decimals without an exponent, and guard a text that a spreadsheet would run."""
    if isinstance(value, float):
        return rating_text(value)
    runs = isinstance(value, str) and value.startswith(FORMULA_SIGNS)
    return f"'{value}" if runs else value
