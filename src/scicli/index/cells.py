"""The cells of several files as one frame, each read by its grammar and with its place."""

from bisect import bisect
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import TypeVar

import numpy as np
import pandas as pd

from scicli.index.faults import Fault, Faults, Severity
from scicli.index.ranks import GrammarError
from scicli.index.texts import TextTable

Value = TypeVar("Value")


class Cells:
    """Some columns of several files as one frame of text.

    Args:
        tables: The files.
        columns: The columns; one that a file does not have is blank.
        faults: What takes in the faults.

    Attributes:
        text: A row for each row of the files, in their order, numbered from 0.
    """

    def __init__(self, tables: Sequence[TextTable], columns: Sequence[str], faults: Faults) -> None:
        self._tables = tables
        self._faults = faults
        self._ends = list(accumulate(len(table.lines) for table in tables))
        self.text = pd.DataFrame(
            {
                column: [cell for table in tables for cell in table.cells(column)]
                for column in columns
            },
            dtype="str",
        )

    @property
    def files(self) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
        """The number of the file that each row stands in."""
        return np.repeat(np.arange(len(self._tables)), [len(table.lines) for table in self._tables])

    def place(self, row: int) -> tuple[str, int]:
        """Return the file and the line of a row."""
        table, number = self._table(row)
        return table.name, table.lines[number]

    def written(self, row: int, column: str) -> str:
        """Return the text that the file of a row has in a column."""
        table, number = self._table(row)
        return table.columns[column][number] if column in table.columns else ""

    def _table(self, row: int) -> tuple[TextTable, int]:
        """Return the table of a row, and its number there."""
        number = bisect(self._ends, row)
        table = self._tables[number]
        return table, row - self._ends[number]

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

    def parsed(self, column: str, parse: Callable[[str], Value], blank: Value) -> list[Value]:
        """Return every cell of a column as a value; each distinct text is parsed once.

        Args:
            column: The column.
            parse: Reads a text, or raises a GrammarError.
            blank: What stands for a cell that cannot be read.
        """
        codes, texts = pd.factorize(self.text[column])
        values = []
        wrong = {}
        for code, text in enumerate(texts):
            try:
                values.append(parse(text))
            except GrammarError as error:
                values.append(blank)
                wrong[code] = error
        for row in np.flatnonzero(np.isin(codes, list(wrong))) if wrong else ():
            refusal = wrong[int(codes[row])]
            self.fault(int(row), column, refusal.problem, refusal.remedy)
        return [values[code] for code in codes]

    def held(self, column: str) -> pd.Series:
        """Return a column of text in which a blank is missing."""
        return self.text[column].mask(self.text[column] == "")

    def keyed(self, *columns: str) -> pd.Series:
        """Return which rows have a key: no blank in it, and not that of a row of the same file."""
        keyed = pd.Series(data=True, index=self.text.index)
        for column in columns:
            blank = self.text[column] == ""
            for row in np.flatnonzero(blank & keyed):
                file, line = self.place(int(row))
                problem, remedy = f"the {column} is blank", "fill it in or delete the line"
                self._faults.add(Fault(file, problem, remedy, line, column))
            keyed &= ~blank
        key = self.text[list(columns)].assign(file=self.files, row=self.text.index)[keyed]
        one = ["file", *columns]
        twice = key.duplicated(one)
        if twice.any():
            first = key.groupby(one, sort=False)["row"].transform("first")
            again = key[twice].assign(first=first[twice])
            for *names, row, before in again[[*columns, "row", "first"]].itertuples(
                index=False, name=None
            ):
                file, line = self.place(row)
                problem = f"stands in line {self.place(before)[1]} too"
                value = ", ".join(names)
                self._faults.add(Fault(file, problem, "keep one of the two", line, value=value))
        return keyed & ~twice.reindex(keyed.index, fill_value=False)
