"""The cells of several files as columns, each read by its grammar and with its place."""

import math
from bisect import bisect
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import pandas as pd

from scicli.files.column import joined
from scicli.files.faults import Fault, Faults, Severity
from scicli.files.table import TextTable
from scicli.index.rating import GrammarError

if TYPE_CHECKING:
    from pandas.api.extensions import ExtensionArray

    from scicli.files.column import Codes

Value = TypeVar("Value")
# Where keys could stand for at most so many times as many rows as there are, each has a flag.
_SPARSE = 8


class Cells:
    """Some columns of several files."""

    def __init__(self, tables: Sequence[TextTable], columns: Sequence[str], faults: Faults) -> None:
        self._tables = tables
        self._faults = faults
        self._ends = list(accumulate(map(len, tables)))
        self._columns = {name: joined([table.column(name) for table in tables]) for name in columns}

    def __len__(self) -> int:
        """Return the number of rows."""
        return self._ends[-1] if self._ends else 0

    @cached_property
    def index(self) -> pd.Index:
        """The numbers of the rows: those of the files in their order, from 0."""
        return pd.RangeIndex(len(self))

    @property
    def of_one_file(self) -> bool:
        """Whether all rows stand in one file."""
        return len(self._tables) == 1

    def place(self, row: int) -> tuple[str, int]:
        """Return the file and the line of a row."""
        number = bisect(self._ends, row)
        table = self._tables[number]
        return table.name, table.line(row - self._ends[number] + len(table))

    def written(self, row: int, column: str) -> str:
        """Return the text of a row in a column."""
        return self._columns[column].text(row)

    def fault(
        self,
        row: int,
        column: str,
        problem: str,
        remedy: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Say what is wrong with a cell."""
        file, line = self.place(row)
        value = self.written(row, column)
        self._faults.add(Fault(file, problem, remedy, line, column, value, severity))

    def distinct(self, column: str) -> Sequence[str]:
        """Return each text that stands in a column, once."""
        return self._columns[column].distinct

    def codes(self, column: str) -> "Codes":
        """Return the number of the text of each row."""
        return self._columns[column].array()

    def first(self, column: str) -> dict[str, int]:
        """Return the first row in which each distinct text of a column stands."""
        cells = self._columns[column]
        return dict(zip(cells.distinct, cells.first_rows(), strict=True))

    def spread(self, column: str, values: "ExtensionArray") -> pd.Series:
        """Return a column as values, one of which is given for each distinct text."""
        return pd.Series(values.take(self.codes(column)), index=self.index)

    def held(self, column: str) -> pd.Series:
        """Return a column of text in which a blank is missing."""
        texts = [text or None for text in self.distinct(column)]
        return self.spread(column, pd.array(texts, dtype="str"))

    def parsed(self, column: str, parse: Callable[[str], Value], blank: Value) -> list[Value]:
        """Return each distinct text of a column as a value."""
        values = []
        wrong = {}
        for code, text in enumerate(self.distinct(column)):
            try:
                values.append(parse(text))
            except GrammarError as error:
                values.append(blank)
                wrong[code] = error
        if wrong:
            codes = self.codes(column)
            for place in np.flatnonzero(np.isin(codes, list(wrong))):
                refusal = wrong[int(codes[place])]
                self.fault(int(place), column, refusal.problem, refusal.remedy)
        return values

    def without_key(self, *columns: str) -> "Codes":
        """Return which rows have no key: it has a blank, or is that of a row of the same file."""
        found = np.zeros(0, dtype="int64")
        for column in columns:
            if "" in self.distinct(column):
                blank = np.flatnonzero(self.codes(column) == self.distinct(column).index(""))
                for row in np.setdiff1d(blank, found).tolist():
                    file, line = self.place(row)
                    problem, remedy = f"the {column} is blank", "fill it in or delete the line"
                    self._faults.add(Fault(file, problem, remedy, line, column))
                found = np.union1d(found, blank)
        if len(self._tables) > 1 or len(found) or not self._once(columns):
            keyed = np.setdiff1d(np.arange(len(self)), found)
            for first, last in pairwise([0, *self._ends]):
                rows = keyed[slice(*np.searchsorted(keyed, [first, last]))]
                found = np.union1d(found, self._again(columns, rows))
        return found

    def _once(self, columns: Sequence[str]) -> bool:
        """Tell whether no key stands twice, as far as that is quickly found out."""
        sizes = [len(self.distinct(column)) for column in columns]
        if math.prod(sizes) > _SPARSE * len(self):
            return False
        key = np.zeros(len(self), dtype=np.min_scalar_type(math.prod(sizes)))
        for column, size in zip(columns, sizes, strict=True):
            key *= size
            np.add(key, self.codes(column), out=key, casting="unsafe")
        seen = np.zeros(math.prod(sizes), dtype=bool)
        seen[key] = True
        return int(np.count_nonzero(seen)) == len(self)

    def _again(self, columns: Sequence[str], rows: "Codes") -> "Codes":
        """Return which rows of a file have the key of a row above, and say so."""
        key = pd.DataFrame({column: self.codes(column)[rows] for column in columns})
        again = key.duplicated().to_numpy()
        if again.any():
            before = key.assign(row=rows).groupby(list(columns), sort=False)["row"]
            firsts = before.transform("first")[again]
            for row, other in zip(rows[again].tolist(), firsts, strict=True):
                file, line = self.place(row)
                problem = f"stands in line {self.place(other)[1]} too"
                value = ", ".join(self.written(row, column) for column in columns)
                self._faults.add(Fault(file, problem, "keep one of the two", line, value=value))
        repeated: Codes = rows[again]
        return repeated
