"""The cells of several files as columns, with their keys checked and their rows merged."""

import math
from bisect import bisect
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import pandas as pd
from pandas.api.types import pandas_dtype

from scicli.files.column import joined
from scicli.files.faults import Fault, Faults, Severity
from scicli.files.table import TextTable
from scicli.index.rating import GrammarError

if TYPE_CHECKING:
    from scicli.files.column import Codes

Value = TypeVar("Value")
# Duplicates are found by one flag for each possible key, if there are at most this many per row.
_FLAGS_PER_ROW = 8


class Cells:
    """Columns of several files, one below the other; a column that a file lacks is blank."""

    def __init__(self, tables: Sequence[TextTable], columns: Sequence[str], faults: Faults) -> None:
        self._tables = tables
        self._faults = faults
        self._ends = list(accumulate(map(len, tables)))
        self._columns = {name: joined([table.column(name) for table in tables]) for name in columns}

    def __len__(self) -> int:
        """Return the number of rows."""
        return self._ends[-1] if self._ends else 0

    @property
    def of_one_file(self) -> bool:
        """Whether all rows are in one file."""
        return len(self._tables) == 1

    def origin(self, row: int) -> tuple[str, int]:
        """Return the file and the line of a row."""
        number = bisect(self._ends, row)
        table = self._tables[number]
        return table.name, table.line(row - self._ends[number] + len(table))

    def text(self, row: int, column: str) -> str:
        """Return the text of a cell."""
        return self._columns[column].text(row)

    def fault(
        self, row: int, column: str, problem: str, remedy: str, severity: Severity = Severity.ERROR
    ) -> None:
        """Add a fault of a cell."""
        file, line = self.origin(row)
        value = self.text(row, column)
        self._faults.add(Fault(file, problem, remedy, line, column, value, severity))

    def distinct(self, column: str) -> Sequence[str]:
        """Return the distinct texts of a column."""
        return self._columns[column].distinct

    def codes(self, column: str) -> "Codes":
        """Return the position in `distinct` of the text of each row."""
        return self._columns[column].array()

    def first_rows(self, column: str) -> dict[str, int]:
        """Return the first row of each distinct text of a column."""
        cells = self._columns[column]
        return dict(zip(cells.distinct, cells.first_rows(), strict=True))

    def texts(self, column: str) -> pd.Series:
        """Return a column of texts in which a blank is missing."""
        return self.values(column, lambda text: text or None, "str")

    def values(self, column: str, parse: Callable[[str], Value | None], dtype: str) -> pd.Series:
        """Return a column of values; one whose text raises a GrammarError is missing."""
        values = pd.Series(self.parsed(column, parse, None), dtype=pandas_dtype(dtype)).array
        return pd.Series(values.take(self.codes(column)))

    def parsed(self, column: str, parse: Callable[[str], Value], wrong: Value) -> list[Value]:
        """Return the value of each distinct text; one that raises a GrammarError is `wrong`."""
        values = []
        errors: dict[int, GrammarError] = {}
        for code, text in enumerate(self.distinct(column)):
            try:
                values.append(parse(text))
            except GrammarError as fault:
                values.append(wrong)
                errors[code] = fault
        if errors:
            codes = self.codes(column)
            for row in np.flatnonzero(np.isin(codes, list(errors))).tolist():
                refusal = errors[int(codes[row])]
                self.fault(row, column, refusal.problem, refusal.remedy)
        return values

    def without_key(self, *columns: str) -> "Codes":
        """Return the rows whose key has a blank or repeats one of the same file, as faults."""
        blank = np.zeros(len(self), dtype=bool)
        for column in columns:
            if "" in self.distinct(column):
                is_blank = self.codes(column) == self.distinct(column).index("")
                for row in np.flatnonzero(is_blank & ~blank).tolist():
                    file, line = self.origin(row)
                    problem, remedy = f"the {column} is blank", "fill it in or delete the line"
                    self._faults.add(Fault(file, problem, remedy, line, column))
                blank |= is_blank
        if self.of_one_file and not blank.any() and self._all_differ(columns):
            return np.flatnonzero(blank)
        return np.union1d(np.flatnonzero(blank), self._repeated(columns, np.flatnonzero(~blank)))

    def _all_differ(self, columns: Sequence[str]) -> bool:
        """Return whether all keys differ, or False if that takes too much memory to find out."""
        sizes = [len(self.distinct(column)) for column in columns]
        if math.prod(sizes) > _FLAGS_PER_ROW * len(self):
            return False
        key = np.zeros(len(self), dtype=np.min_scalar_type(math.prod(sizes)))
        for column, size in zip(columns, sizes, strict=True):
            key *= size
            np.add(key, self.codes(column), out=key, casting="unsafe")
        seen = np.zeros(math.prod(sizes), dtype=bool)
        seen[key] = True
        return int(np.count_nonzero(seen)) == len(self)

    def _repeated(self, columns: Sequence[str], rows: "Codes") -> "Codes":
        """Return the rows whose key is above them in the same file, as faults."""
        key = pd.DataFrame({column: self.codes(column)[rows] for column in columns})
        key = key.assign(file=np.searchsorted(self._ends, rows, side="right"))
        again = key.duplicated().to_numpy()
        repeated: Codes = rows[again]
        if len(repeated):
            firsts = key.assign(row=rows).groupby(list(key), sort=False)["row"].transform("first")
            for row, first in zip(repeated.tolist(), firsts[again].tolist(), strict=True):
                file, line = self.origin(row)
                problem = f"stands in line {self.origin(first)[1]} too"
                value = ", ".join(self.text(row, column) for column in columns)
                remedy = "keep one of the two"
                if len(columns) > 1:
                    remedy += ", or tell two cities apart by their names"
                self._faults.add(Fault(file, problem, remedy, line, value=value))
        return repeated


def merge_rows(
    cells: Cells,
    rows: pd.DataFrame,
    key: list[str],
    values: Mapping[str, str],
    lists: Sequence[str],
) -> pd.DataFrame:
    """Return one row for each key, merged from all files.

    The index of `rows` is their row in `cells`. `values` maps columns to the columns of their
    texts; two values of one key that differ are a fault. `lists` are joined by ";", each item
    once. Other columns keep their greatest value.
    """
    # In one file all keys differ.
    if cells.of_one_file:
        return rows
    several = rows.duplicated(key, keep=False)
    if not several.any():
        return rows
    parts = rows[several]
    _check_alike(cells, parts, key, values)
    by_key = parts.groupby(key, sort=False, observed=True)
    others = parts.columns.difference([*key, *values, *lists])
    merged = parts.assign(
        **{column: by_key[column].transform("first") for column in values},
        **{column: by_key[column].transform(_union) for column in lists},
        **{column: by_key[column].transform("max") for column in others},
    )
    return pd.concat([rows[~several], merged.drop_duplicates(key)]).sort_index()


def source_keys(text: str) -> list[str]:
    """Return the keys that a list of sources names.

    >>> source_keys("zyen-sci6;cityam-sci6")
    ['zyen-sci6', 'cityam-sci6']
    """
    return [key.strip() for key in text.split(";") if key.strip()]


def _check_alike(
    cells: Cells, parts: pd.DataFrame, key: list[str], values: Mapping[str, str]
) -> None:
    """Add a fault for each text that contradicts one of the same key."""
    contradictions: dict[tuple[int, str], int] = {}
    for column, text in values.items():
        known = parts[parts[column].notna()].reset_index(names="row")
        first = known.groupby(key, sort=False, observed=True)[[column, "row"]].transform("first")
        differs = known[column] != first[column]
        for row, before in zip(known["row"][differs], first["row"][differs], strict=True):
            contradictions.setdefault((row, text), before)
    for (row, text), before in contradictions.items():
        file, line = cells.origin(before)
        problem = f"contradicts '{cells.text(before, text)}' in {file}, line {line}"
        cells.fault(row, text, problem, "keep one of the two")


def _union(lists: pd.Series) -> str | None:
    """Return the items of several lists as one sorted list, each item once."""
    items = {item for text in lists.dropna() for item in source_keys(text)}
    return ";".join(sorted(items)) or None
