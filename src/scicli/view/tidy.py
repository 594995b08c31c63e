"""A tidy table of editions as a file: CSV, or Parquet with the extra `fast`."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from scicli.errors import ExtraError, QuestionError
from scicli.view.write import file_named


class TidyFormat(StrEnum):
    """A format of tidy tables."""

    CSV = "csv"
    PARQUET = "parquet"


@dataclass(frozen=True)
class TidyDestination:
    """Where a tidy table is written to.

    Attributes:
        format: Its format.
        file: The file, or None for standard output.
    """

    format: TidyFormat
    file: Path | None

    @classmethod
    def asked(cls, output: str) -> "TidyDestination":
        """Return the destination that an option means.

        Args:
            output: The file, or a name of standard output, which is written as CSV.

        Raises:
            QuestionError: The suffix of the file names no table.
        """
        file = file_named(output)
        if file is None:
            return cls(TidyFormat.CSV, None)
        suffix = file.suffix.casefold().removeprefix(".")
        if suffix not in list(TidyFormat):
            raise QuestionError(
                f"the suffix of '{output}' names no table", "end it with .csv or .parquet"
            )
        return cls(TidyFormat(suffix), file)


def tidy_bytes(columns: Mapping[str, Sequence[str]], format_: TidyFormat) -> bytes:
    """Return a tidy table as the bytes of a file.

    Ratings are numbers in Parquet, and everything else is text; in CSV a text that a spreadsheet
    would run has a `'` before it.

    Args:
        columns: The cells of each column.
        format_: The format.

    Raises:
        ExtraError: It is Parquet, and pyarrow is not installed.
    """
    if format_ is TidyFormat.CSV:
        from scicli.view.delimited import csv_text

        return csv_text(columns, numbers=["rating"]).encode()
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise ExtraError("writing Parquet", "pyarrow", "fast") from None
    table = pyarrow.table(
        {
            name: [float(cell) if cell else None for cell in cells]
            if name == "rating"
            else [cell or None for cell in cells]
            for name, cells in columns.items()
        },
        schema=pyarrow.schema(
            [
                (name, pyarrow.float64() if name == "rating" else pyarrow.string())
                for name in columns
            ]
        ),
    )
    buffer = io.BytesIO()
    parquet.write_table(table, buffer)
    return buffer.getvalue()
