"""The cells of a table as values, with what was taken off them and what cannot be read."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple, TypeVar
from unicodedata import category

import numpy as np

from scicli.errors import DataError
from scicli.files.column import Column
from scicli.importing.figure_cells import (
    POINT,
    DateInsteadError,
    is_nothing,
    number,
    read_rank,
    tied_means,
)
from scicli.index.rank import Rank
from scicli.index.rating import GrammarError

Value = TypeVar("Value")


class _Fault(NamedTuple):
    row: int
    problem: str
    remedy: str
    cells: int = 1


class Readings:
    """Reads the cells of one table.

    `changed` counts the cells that were read without their marks, each text with its reading, by
    what they are; `nothing` counts the cells with a word for no figure.
    """

    def __init__(self, name: str, header: Sequence[str], lines: Sequence[int]) -> None:
        self.changed: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        self.nothing: Counter[str] = Counter()
        self._name, self._header, self._lines = name, header, lines
        self._faults: dict[tuple[str, str], _Fault] = {}

    def names(self, kind: str, cells: Column, plain: Callable[[str], str]) -> Column:
        """Return a column of names in their plain form."""
        for text, count in self._counted(cells):
            if plain(text) != text:
                self.changed[kind][text, plain(text)] += count
        return cells.renamed(plain)

    def figures(
        self, at: int, cells: Column, decimal: str, read: Callable[[str, str], tuple[Value, str]]
    ) -> list[Value]:
        """Return the value in each row of a column, or that of a blank for one without a value."""
        values: list[Value] = []
        first_unit = ""
        for code, (text, count) in enumerate(self._counted(cells)):
            try:
                value, marks = read(text, decimal)
                first_unit = first_unit or _unit(marks)
                if _unit(marks) not in {"", first_unit}:
                    remedy = "write the figures of a column in one unit"
                    raise GrammarError(f"is not in {first_unit} as the cells above", remedy)
            except GrammarError as error:
                value, marks = read("", decimal)[0], ""
                row = int(np.argmax(cells.array() == code))
                place = f"line {self._lines[row]}, column {self._header[at]}: '{text}'"
                self.add(row, self._header[at], place, error.problem, _remedy(error, text), count)
            if marks:
                shown = value.text() if isinstance(value, Rank) else value
                self.changed["marks"][text, str(shown)] += count
            elif text and is_nothing(text):
                self.nothing[text] += count
            values.append(value)
        return [values[code] for code in cells.codes.tolist()]

    def ranks(self, at: int, cells: Column, decimal: str, tables: Sequence[Hashable]) -> list[Rank]:
        """Return the rank in each row, where a mean such as 2.5 stands for tied places.

        `tables` has a value for each row that its table shares.
        """
        if not any((number(text, POINT) or "").endswith(".5") for text in cells.distinct):
            return self.figures(at, cells, decimal, read_rank)
        by_table: dict[Hashable, list[str]] = defaultdict(list)
        for table, text in zip(tables, cells.cells(), strict=True):
            by_table[table] += [] if is_nothing(text) else [text]
        means = {table: tied_means(texts) for table, texts in by_table.items()}
        found = []
        for table, text in zip(tables, cells.cells(), strict=True):
            if not is_nothing(text) and text not in means[table]:
                return self.figures(at, cells, decimal, read_rank)
            found.append(means[table].get(text) or read_rank("", decimal)[0])
            if text in means[table] and found[-1].text() != text:
                self.changed["means of tied places"][text, found[-1].text()] += 1
        return found

    def add(
        self, row: int, column: str, place: str, problem: str, remedy: str, cells: int = 1
    ) -> None:
        """Add a fault of some cells of a column; the first of them is in `row`."""
        known = self._faults.get((column, problem))
        sentence = f"{self._name}, {place} {problem}"
        if known is None or row < known.row:
            first = _Fault(row, sentence, remedy, cells + (known.cells if known else 0))
        else:
            first = known._replace(cells=known.cells + cells)
        self._faults[column, problem] = first

    def refuse_faults(self) -> None:
        """Raise one DataError for all faults: one sentence for each kind, the commonest first."""
        kinds = sorted(self._faults.values(), key=lambda fault: (-fault.cells, fault.row))
        errors = [
            DataError(
                one.problem + (f" (and {one.cells - 1} more)" if one.cells > 1 else ""), one.remedy
            )
            for one in kinds
        ]
        if errors:
            first, *others = errors
            raise DataError(first.problem, first.remedy, *others)

    def _counted(self, cells: Column) -> list[tuple[str, int]]:
        counts = np.bincount(cells.array(), minlength=len(cells.distinct)).tolist()
        return list(zip(cells.distinct, counts, strict=True))


def _unit(marks: str) -> str:
    """Return the sign of a currency or a share among marks, or ""."""
    return next((sign for sign in marks if sign in "%‰" or category(sign) == "Sc"), "")


def _remedy(error: GrammarError, text: str) -> str:
    if isinstance(error, DateInsteadError):
        return error.remedy
    return f"{error.remedy}, or say --missing '{text}' if it means that there is none"
