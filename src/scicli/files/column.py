"""A column of text: each distinct cell once, and which of them stands in each row."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Codes = npt.NDArray[np.integer]


class Column(NamedTuple):
    """A column of text.

    Attributes:
        distinct: Each text that stands in it, once, in the order of their first rows.
        codes: The number of the text of each row. Small files are read without numpy, which
            takes longer to import than they take to read.
    """

    distinct: Sequence[str]
    codes: "array[int] | Codes"

    @classmethod
    def of(cls, cells: Iterable[str]) -> "Column":
        """Return cells as a column.

        >>> Column.of(["6", "6", "5"])
        Column(distinct=['6', '5'], codes=array('i', [0, 0, 1]))
        """
        numbers: dict[str, int] = {}
        codes = array("i", (numbers.setdefault(cell, len(numbers)) for cell in cells))
        return cls(list(numbers), codes)

    @classmethod
    def constant(cls, text: str, rows: int) -> "Column":
        """Return a column in which one text stands in every row."""
        return cls([text] if rows else [], array("i", bytes(rows * array("i").itemsize)))

    def array(self) -> "Codes":
        """Return the number of the text of each row."""
        import numpy as np

        return np.asarray(self.codes)

    def cells(self) -> list[str]:
        """Return the text of each row."""
        return [self.distinct[code] for code in self.codes.tolist()]

    def text(self, row: int) -> str:
        """Return the text of a row."""
        return self.distinct[self.codes[row]]

    def first_rows(self) -> list[int]:
        """Return the first row in which each text stands."""
        import numpy as np

        first = np.zeros(len(self.distinct), dtype="int32")
        # Of several rows with one code the last that is written is the first of them.
        first[self.array()[::-1]] = np.arange(len(self.codes), dtype="int32")[::-1]
        return first.tolist()

    def renamed(self, name: Callable[[str], str]) -> "Column":
        """Return the column with each text under its name; those of one name become one."""
        numbers: dict[str, int] = {}
        lookup = [numbers.setdefault(name(text), len(numbers)) for text in self.distinct]
        if len(numbers) == len(lookup):
            return Column(list(numbers), self.codes)
        if isinstance(self.codes, array):
            return Column(list(numbers), array("i", map(lookup.__getitem__, self.codes)))
        return Column(list(numbers), _recoded(self.codes, lookup))

    def taken(self, rows: "Codes") -> "Column":
        """Return some rows, with the texts that stand in them."""
        return Column.of(map(self.text, rows.tolist()))


def joined(parts: Sequence[Column]) -> Column:
    """Return columns that follow one another as one."""
    if len(parts) == 1:
        return parts[0]
    import numpy as np

    numbers: dict[str, int] = {}
    lookups = [[numbers.setdefault(text, len(numbers)) for text in part.distinct] for part in parts]
    codes = np.empty(sum(len(part.codes) for part in parts), np.min_scalar_type(len(numbers)))
    start = 0
    for part, lookup in zip(parts, lookups, strict=True):
        end = start + len(part.codes)
        codes[start:end] = _recoded(part.array(), lookup)
        start = end
    return Column(list(numbers), codes)


def in_row_order(texts: Sequence[str], codes: "Codes") -> Column:
    """Return a column of texts in any order, some of which may stand in no row."""
    import numpy as np

    unused = len(codes)
    first = np.full(len(texts), unused, dtype="int32")
    first[codes[::-1]] = np.arange(len(codes), dtype="int32")[::-1]
    order = np.argsort(first, kind="stable")
    used = order[: np.count_nonzero(first != unused)].tolist()
    return Column([texts[code] for code in used], _recoded(codes, np.argsort(order)))


def _recoded(codes: "Codes", lookup: "Sequence[int] | Codes") -> "Codes":
    """Return the numbers that codes stand for, in as few bytes as they need."""
    import numpy as np

    numbers = np.asarray(lookup, dtype="int64")
    return numbers.astype(np.min_scalar_type(numbers.max(initial=0)))[codes]
