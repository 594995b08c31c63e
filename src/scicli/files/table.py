"""A table of text: the rows of a file as columns, of which each is read when it is asked for."""

import os
from bisect import bisect
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, Protocol

from scicli.files.columns import BLANKS
from scicli.files.rows import trimmed
from scicli.files.texts import Texts, joined

if TYPE_CHECKING:
    from scicli.files.texts import Rows

AT_ONCE = min(os.cpu_count() or 1, 4)
"""So many blocks are read at once."""


class Block(Protocol):
    """Rows of a file that follow one another."""

    @property
    def rows(self) -> int:
        """How many they are."""

    def line(self, row: int) -> int:
        """Return the line of the file on which a row begins; rows are numbered from 0."""

    def read(self, columns: Sequence[str]) -> Mapping[str, Texts]:
        """Return some of the columns that the file has; a blank is ""."""


class HeldBlock(NamedTuple):
    """Rows that are held.

    Attributes:
        columns: Their columns.
        lines: The line on which each begins; the first line is 1.
    """

    columns: Mapping[str, Texts]
    lines: Sequence[int]

    @property
    def rows(self) -> int:
        """How many they are."""
        return len(self.lines)

    def line(self, row: int) -> int:
        """Return the line on which a row begins."""
        return self.lines[row]

    def read(self, columns: Sequence[str]) -> Mapping[str, Texts]:
        """Return some of the columns."""
        return {column: self.columns[column] for column in columns}


class TextTable:
    """One file as columns of trimmed text.

    Args:
        name: The file, as the person who gave it will recognise it.
        columns: The columns that the file has, of those that scicli knows.
        blocks: Its rows, in their order.
        read_whole: The columns that have been read of all rows.
    """

    def __init__(
        self,
        name: str,
        columns: Collection[str],
        blocks: Sequence[Block],
        read_whole: Mapping[str, Texts] | None = None,
    ) -> None:
        self.name = name
        self.columns = columns
        self.blocks = blocks
        self._ends = list(accumulate(block.rows for block in blocks))
        self._whole: dict[str, Texts] = dict(read_whole or {})

    def __len__(self) -> int:
        """Return the number of rows."""
        return self._ends[-1] if self.blocks else 0

    def line(self, row: int) -> int:
        """Return the line of the file on which a row begins.

        The first line is 1; a Parquet file has the lines of the CSV file that it would be.
        """
        number = bisect(self._ends, row)
        block = self.blocks[number]
        return block.line(row - self._ends[number] + block.rows)

    def texts(self, column: str) -> Texts:
        """Return a column, all blank where the file does not have it."""
        return self.read([column])[column]

    def read(self, columns: Sequence[str]) -> dict[str, Texts]:
        """Return columns, all blank where the file does not have them."""
        self._whole.update(
            self._of_blocks(
                [name for name in columns if name in self.columns and name not in self._whole]
            )
        )
        return {
            name: self._whole[name] if name in self._whole else self._blank(name, len(self))
            for name in columns
        }

    def cells(self, column: str) -> list[str]:
        """Return the text of a column in every row."""
        return self.texts(column).cells()

    def rows(self, *columns: str) -> Iterator[tuple[str, ...]]:
        """Yield the cells of some columns, row by row."""
        return zip(*map(self.cells, columns), strict=True)

    def distinct(
        self, *columns: str, cities: Collection[str] | None = None
    ) -> set[tuple[str, ...]]:
        """Return the different rows of some columns, of all cities or of some."""
        rows = None if cities is None else self._rows_of(cities)
        read = [
            texts if rows is None else texts.taken(rows) for texts in self.read(columns).values()
        ]
        if all(isinstance(texts.codes, list) for texts in read):
            return set(zip(*(texts.cells() for texts in read), strict=True))
        if not len(read[0].array()):
            return set()
        import pandas as pd

        # Each text of a column stands in some row: where all others are alike, nothing is counted.
        varying = [number for number, texts in enumerate(read) if len(texts.distinct) > 1]
        if len(varying) == 1:
            found = pd.DataFrame({0: range(len(read[varying[0]].distinct))})
        else:
            codes = {number: read[number].array() for number in varying}
            found = pd.DataFrame(codes, index=None if codes else [0]).drop_duplicates()
        return {
            tuple(
                texts.distinct[row[varying.index(number)] if number in varying else 0]
                for number, texts in enumerate(read)
            )
            for row in found.itertuples(index=False, name=None)
        }

    def _rows_of(self, cities: Collection[str]) -> "Rows":
        import numpy as np

        own = self.texts("city")
        wanted = [number for number, city in enumerate(own.distinct) if city in cities]
        return np.flatnonzero(np.isin(own.array(), wanted))

    def _of_blocks(self, columns: Sequence[str]) -> dict[str, Texts]:
        """Return every row of columns that the file has."""
        parts = list(_each(self.blocks, columns)) if columns else []
        return {name: clean(name, joined([part[name] for part in parts])) for name in columns}

    def _blank(self, column: str, rows: int) -> Texts:
        return clean(column, Texts.repeated("", rows))


def clean(column: str, texts: Texts) -> Texts:
    """Return a column trimmed; a blank category is the overall one."""
    blank = BLANKS.get(column, "")
    return texts.renamed(lambda text: trimmed(text) or blank)


def _each(blocks: Sequence[Block], columns: Sequence[str]) -> Iterator[Mapping[str, Texts]]:
    """Yield columns of blocks, several of which are read at once."""
    if len(blocks) == 1:
        yield blocks[0].read(columns)
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(lambda block: block.read(columns), blocks)
