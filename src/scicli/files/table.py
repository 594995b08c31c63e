"""A file as a table of text, by the road that fits it."""

import io
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path

from scicli.errors import DataError
from scicli.files.column import Column
from scicli.files.faults import Collect, Fault, Faults
from scicli.files.paths import File, unreadable
from scicli.files.schema import BLANKS, KNOWN, check_header
from scicli.files.text import (
    GZIP,
    BrokenRowError,
    NoTextError,
    contents,
    decoded,
    first_line,
    is_parquet,
    rows,
    trimmed,
)

_EXCEL = b"PK\x03\x04"
# So many bytes are read strictly before numpy and pandas would have been imported.
_LARGE = 4 * 2**20
# A table of fewer rows is looked through without pandas.
_MANY_ROWS = 100_000


class TextTable:
    """One file as columns of trimmed text, of those that scicli knows.

    `find_lines` returns the line on which each row begins; it is called once a row has a fault.
    """

    def __init__(
        self,
        name: str,
        columns: Mapping[str, Column],
        rows: int,
        find_lines: Callable[[], Sequence[int]],
    ) -> None:
        self.name = name
        self.columns = {column: _clean(column, cells) for column, cells in columns.items()}
        self._rows = rows
        self._find_lines = find_lines

    def __len__(self) -> int:
        """Return the number of rows."""
        return self._rows

    def line(self, row: int) -> int:
        """Return the line of the file on which a row begins.

        The first line is 1; a Parquet file has the lines of the CSV file that it would be.

        Raises:
            DataError: The file has changed since it was read.
        """
        try:
            return self._lines[row]
        except (IndexError, OSError, NoTextError, BrokenRowError) as error:
            raise DataError(f"{self.name} was changed while it was read", "ask again") from error

    @cached_property
    def _lines(self) -> Sequence[int]:
        return self._find_lines()

    def column(self, name: str) -> Column:
        """Return a column, all blank where the file does not have it."""
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
        """Return the different rows of some columns, of all cities or of some."""
        read = [self.column(name) for name in columns]
        if cities is not None:
            import numpy as np

            city = self.column("city")
            wanted = [number for number, name in enumerate(city.distinct) if name in cities]
            some = np.flatnonzero(np.isin(city.array(), wanted))
            return set(zip(*(column.take(some).cells() for column in read), strict=True))
        count = max(len(column.distinct) for column in read)
        if sum(len(column.distinct) > 1 for column in read) <= 1:
            # Where all other columns are constant, the texts of one say all.
            lists = (list(column.distinct) for column in read)
            return set(zip(*(one * count if len(one) == 1 else one for one in lists), strict=True))
        if len(self) < _MANY_ROWS:
            return set(self.rows(*columns))
        import pandas as pd

        codes = pd.DataFrame({number: column.array() for number, column in enumerate(read)})
        return {
            tuple(column.distinct[code] for column, code in zip(read, row, strict=True))
            for row in codes.drop_duplicates().itertuples(index=False, name=None)
        }


def text_table(file: File, faults: Faults) -> TextTable | None:
    """Return a file as a table of text, or None where it is no table.

    A row that does not have a cell for each column is a fault, and is left out.

    Raises:
        DataError: The file, or a column of a Parquet file, cannot be read.
        ExtraError: It is a Parquet file, and pyarrow is not installed.
    """
    try:
        return _table(file, faults)
    except NoTextError as error:
        faults.add(Fault(file.name, error.problem, "save the file as UTF-8", error.line))
    except BrokenRowError as error:
        remedy = "check the quotation marks from there on"
        faults.add(Fault(file.name, error.problem, remedy, error.line))
    except OSError as error:
        raise unreadable(file.name, error) from error
    return None


def _table(file: File, faults: Faults) -> TextTable | None:
    source = _source(file)
    with _opened(source) as stream:
        begin = stream.read(4)
        if is_parquet(begin):
            from scicli.files.parquet import parquet_columns

            found = parquet_columns(file, source, faults)
            if found is None:
                return None
            columns, count = found
            # Below the header of the CSV file that it would be.
            return TextTable(file.name, columns, count, lambda: range(2, count + 2))
        if begin.startswith(_EXCEL):
            remedy = "turn it into one with 'scicli import'"
            faults.add(Fault(file.name, "is an Excel file, no CSV file", remedy))
            return None
        if isinstance(source, Path) or len(source) > _LARGE:
            stream.seek(0)
            table = _regular_table(file, source, stream, faults)
            if table is not None:
                return table
        stream.seek(0)
        text = decoded(stream.read()).text
    return _strict_table(file, text, faults)


def _source(file: File) -> Path | bytes:
    """Return the path of a large file that can be read more than once, else the bytes of a file.

    Raises:
        DataError, OSError: The file cannot be read.
    """
    if file.path is not None and file.path.is_file() and file.path.stat().st_size > _LARGE:
        with file.path.open("rb") as stream:
            if stream.read(2) != GZIP:
                return file.path
    return contents(file)


def _opened(source: Path | bytes) -> io.BufferedIOBase:
    return io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")


def _strict_table(file: File, text: str, faults: Faults) -> TextTable | None:
    """Return a text as a table; a row without a cell for each column is a fault, and left out."""
    separator = _separator(text)
    if separator == ";":
        problem = "separates its columns by semicolons"
        faults.add(Fault(file.name, problem, "turn it into commas with 'scicli import'"))
        return None
    numbered = rows(text, separator)
    line, header = next(numbered, (0, []))
    names = _names(header)
    if not check_header(file, names, line, faults):
        return None
    kept: list[list[str]] = []
    lines: list[int] = []
    for line, cells in numbered:
        if len(cells) == len(names):
            kept.append(cells)
            lines.append(line)
        else:
            problem = f"{len(cells)} cells where the header has {len(names)}"
            remedy = "give every row as many cells, blank ones too"
            faults.add(Fault(file.name, problem, remedy, line))
    columns = {
        name: Column.of([row[names.index(name)] for row in kept])
        for name in KNOWN[file.holding]
        if name in names
    }
    return TextTable(file.name, columns, len(lines), lambda: lines)


def _regular_table(
    file: File, source: Path | bytes, stream: io.BufferedIOBase, faults: Faults
) -> TextTable | None:
    """Return a large text as a table, or None where one has to look closer."""
    header = stream.readline()
    try:
        read = decoded(header)
        first, *more = rows(read.text, separator := _separator(read.text))
    except (NoTextError, BrokenRowError, ValueError):
        return None
    names, found = _names(first[1]), Collect()
    if more or read.encoding != "UTF-8" or "\r" in read.text.rstrip("\r\n"):
        return None
    if not check_header(file, names, 1, found):
        return None
    from scicli.files.fast import regular_columns

    known = [name for name in KNOWN[file.holding] if name in names]
    columns = regular_columns(stream, separator, names, known)
    if columns is None:
        return None
    for fault in found.found:
        faults.add(fault)
    count = len(columns[known[0]].codes)
    return TextTable(file.name, columns, count, partial(_lines, source, separator, len(names)))


def _lines(source: Path | bytes, separator: str, width: int) -> list[int]:
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
    """Return a column trimmed; a blank category is the overall one."""
    blank = BLANKS.get(column, "")
    return cells.renamed(lambda text: trimmed(text) or blank)
