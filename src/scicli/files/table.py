"""A file as a table of text, by the road that fits it."""

import io
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import product
from pathlib import Path

from scicli.errors import DataError
from scicli.files.column import Column
from scicli.files.faults import Collect, Fault, Faults
from scicli.files.paths import File, unreadable
from scicli.files.schema import OVERALL, known_columns
from scicli.files.text import (
    GZIP,
    TextError,
    contents,
    decoded,
    first_line,
    is_parquet,
    is_workbook,
    rows,
    trimmed,
)

# The number of bytes that are read strictly while numpy and pandas would be imported.
_LARGE = 4 * 2**20
# The number of rows from which pandas finds the different ones faster.
_MANY_ROWS = 100_000


class TextTable:
    """The columns of a file that scicli knows, as trimmed text.

    `find_lines` gets the number of rows, and returns the line on which each begins; it is called
    when a fault needs a line.
    """

    def __init__(
        self,
        name: str,
        columns: Mapping[str, Column],
        find_lines: Callable[[int], Sequence[int]],
    ) -> None:
        self.name = name
        self.columns = {column: _clean(column, cells) for column, cells in columns.items()}
        self._find_lines = find_lines

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(next(iter(self.columns.values())).codes)

    def line(self, row: int) -> int:
        """Return the line of the file on which a row begins.

        The first line is 1. A Parquet file has the lines that it would have as a CSV file.
        """
        try:
            return self._lines[row]
        except (IndexError, OSError, TextError) as error:
            raise DataError(f"{self.name} was changed while it was read", "ask again") from error

    @cached_property
    def _lines(self) -> Sequence[int]:
        return self._find_lines(len(self))

    def column(self, name: str) -> Column:
        """Return a column, which is blank if the file does not have it."""
        return self.columns.get(name) or _clean(name, Column.constant("", len(self)))

    def cells(self, column: str) -> list[str]:
        """Return the text of a column in every row."""
        return self.column(column).cells()

    def rows(self, *columns: str) -> Iterator[tuple[str, ...]]:
        """Yield the cells of some columns, row by row."""
        return zip(*map(self.cells, columns), strict=True)

    def distinct(
        self, *columns: str, cities: Collection[str] | None = None
    ) -> set[tuple[str, ...]]:
        """Return the different rows of some columns, for all cities or only for some."""
        read = [self.column(name) for name in columns]
        if cities is not None:
            import numpy as np

            city = self.column("city")
            wanted = [number for number, name in enumerate(city.distinct) if name in cities]
            some = np.flatnonzero(np.isin(city.array(), wanted))
            return set(zip(*(column.take(some).cells() for column in read), strict=True))
        if sum(len(column.distinct) > 1 for column in read) <= 1:
            # All other columns are constant.
            return set(product(*(column.distinct for column in read)))
        if len(self) < _MANY_ROWS:
            return set(self.rows(*columns))
        import pandas as pd

        codes = pd.DataFrame({number: column.array() for number, column in enumerate(read)})
        return {
            tuple(column.distinct[code] for column, code in zip(read, row, strict=True))
            for row in codes.drop_duplicates().itertuples(index=False, name=None)
        }


def text_table(file: File, faults: Faults) -> TextTable | None:
    """Return a file as a table of text, or None if it is not a table.

    A row that does not have a cell for each column is a fault, and is left out.
    """
    try:
        return _table(file, faults)
    except TextError as error:
        faults.add(Fault(file.name, error.problem, error.remedy, error.line))
        return None
    except OSError as error:
        raise unreadable(file.name, error) from error


def _table(file: File, faults: Faults) -> TextTable | None:
    source = _source(file)
    with _opened(source) as stream:
        begin = stream.read(4)
        if is_parquet(begin):
            from scicli.files.parquet import parquet_table

            return parquet_table(file, source, faults)
        if is_workbook(begin):
            remedy = "turn it into one with 'scicli import'"
            raise TextError("is a spreadsheet, not a CSV file", remedy)
        stream.seek(0)
        if isinstance(source, Path) or len(source) > _LARGE:
            table = _regular_table(file, source, stream, faults)
            if table is not None:
                return table
            stream.seek(0)
        return _strict_table(file, decoded(stream.read()).text, faults)


def _source(file: File) -> Path | bytes:
    """Return the path of a large file that can be read again, or else the bytes of a file."""
    if file.path is not None and file.path.is_file() and file.path.stat().st_size > _LARGE:
        with file.path.open("rb") as stream:
            if stream.read(len(GZIP)) != GZIP:
                return file.path
    return contents(file)


def _opened(source: Path | bytes) -> io.BufferedIOBase:
    return io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")


def _strict_table(file: File, text: str, faults: Faults) -> TextTable | None:
    separator = _separator(text)
    if separator == ";":
        remedy = "turn them into commas with 'scicli import'"
        raise TextError("separates its columns by semicolons", remedy)
    numbered = rows(text, separator)
    line, header = next(numbered, (0, []))
    positions = known_columns(file, _names(header), line, faults)
    if not positions:
        return None
    table: list[list[str]] = []
    lines: list[int] = []
    for line, cells in numbered:
        if len(cells) == len(header):
            table.append(cells)
            lines.append(line)
        else:
            problem = f"{len(cells)} cells where the header has {len(header)}"
            remedy = "give every row as many cells, blank ones too"
            faults.add(Fault(file.name, problem, remedy, line))
    columns = {name: Column.of([row[at] for row in table]) for name, at in positions.items()}
    return TextTable(file.name, columns, partial(_same_lines, lines))


def _regular_table(
    file: File, source: Path | bytes, stream: io.BufferedIOBase, faults: Faults
) -> TextTable | None:
    """Return a large text as a table, or None if it has to be read strictly."""
    try:
        text, encoding, *_ = decoded(stream.readline())
        separator = _separator(text)
        [(_, header)] = rows(text, separator)
    except (TextError, ValueError):
        return None
    if encoding != "UTF-8" or separator == ";" or "\r" in text.rstrip("\r\n"):
        return None
    names = _names(header)
    positions = known_columns(file, names, 1, Collect())
    from scicli.files.fast import regular_columns

    columns = regular_columns(stream, separator, len(names), positions) if positions else None
    if columns is None:
        return None
    # Now that no strict reader follows, the warnings count.
    known_columns(file, names, 1, faults)
    return TextTable(file.name, columns, partial(_lines, source, separator, len(names)))


def _same_lines(lines: Sequence[int], _: int) -> Sequence[int]:
    return lines


def _lines(source: Path | bytes, separator: str, width: int, _: int) -> Sequence[int]:
    """Return the line on which each row of a text begins, by reading it strictly."""
    with _opened(source) as stream:
        numbered = rows(decoded(stream.read()).text, separator)
    next(numbered, None)
    return [line for line, cells in numbered if len(cells) == width]


def _names(header: Sequence[str]) -> list[str]:
    return [trimmed(cell).casefold() for cell in header]


def _separator(text: str) -> str:
    header = first_line(text)
    if header.count("\t") > header.count(","):
        return "\t"
    return ";" if ";" in header and "," not in header else ","


def _clean(column: str, cells: Column) -> Column:
    """Return a column trimmed, and a blank category as the overall one."""
    blank = OVERALL if column == "category" else ""
    return cells.renamed(lambda text: trimmed(text) or blank)
