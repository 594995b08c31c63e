"""A column of text: each distinct cell once, and a code for each row."""

from array import array
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow

    Codes = npt.NDArray[np.integer]

Value = TypeVar("Value")


class Column(NamedTuple):
    """A column of text: the text of row n is `distinct[codes[n]]`.

    Every distinct text is in some row. The codes of a small file are an `array`, because it takes
    longer to import numpy than to read the file; they number the texts in the order of the rows.
    """

    distinct: Sequence[str]
    codes: "array[int] | Codes"

    @classmethod
    def of(cls, cells: Sequence[str]) -> "Column":
        """Return a column of cells.

        >>> Column.of(["6", "6", "5"])
        Column(distinct=['6', '5'], codes=array('i', [0, 0, 1]))
        """
        distinct = list(dict.fromkeys(cells))
        numbers = {text: number for number, text in enumerate(distinct)}
        return cls(distinct, array("i", map(numbers.__getitem__, cells)))

    @classmethod
    def constant(cls, text: str, rows: int) -> "Column":
        """Return a column that has the same text in every row."""
        return cls([text] if rows else [], array("B", bytes(rows)))

    def array(self) -> "Codes":
        """Return the codes as a numpy array."""
        import numpy as np

        return np.asarray(self.codes)

    def cells(self) -> list[str]:
        """Return the text of each row."""
        return [self.distinct[code] for code in self.codes.tolist()]

    def text(self, row: int) -> str:
        """Return the text of a row."""
        return self.distinct[self.codes[row]]

    def first_rows(self) -> list[int]:
        """Return the first row of each distinct text."""
        import numpy as np

        codes = self.array()
        # A row that repeats the row above is not a first row.
        changes = np.flatnonzero(codes[1:] != codes[:-1]) + 1
        first = np.zeros(len(self.distinct), dtype="int64")
        # The last value written stays, so the rows are written from last to first.
        first[codes[changes[::-1]]] = changes[::-1]
        first[codes[:1]] = 0
        return first.tolist()

    def in_row_order(self) -> list[str]:
        """Return the distinct texts in the order of their first rows."""
        if isinstance(self.codes, array):
            return list(self.distinct)
        import numpy as np

        return [self.distinct[code] for code in np.argsort(self.first_rows())]

    def renamed(self, name: Callable[[str], str]) -> "Column":
        """Return the column with a new name for each text; texts with one name become one."""
        numbers: dict[str, int] = {}
        lookup = [numbers.setdefault(name(text), len(numbers)) for text in self.distinct]
        if len(numbers) == len(lookup):
            return Column(list(numbers), self.codes)
        if isinstance(self.codes, array):
            return Column(list(numbers), array("i", map(lookup.__getitem__, self.codes)))
        return Column(list(numbers), _recoded(self.codes, lookup))

    def take(self, rows: "Codes") -> "Column":
        """Return some rows."""
        return Column.of([self.text(row) for row in rows.tolist()])


def joined(parts: Sequence[Column]) -> Column:
    """Return columns one below the other."""
    if len(parts) == 1:
        return parts[0]
    import numpy as np

    numbers: dict[str, int] = {}
    codes = [np.zeros(0, dtype="uint8")]
    for part in parts:
        lookup = [numbers.setdefault(text, len(numbers)) for text in part.distinct]
        codes.append(_recoded(part.array(), lookup))
    return Column(list(numbers), np.concatenate(codes))


def encode(cells: "pyarrow.ChunkedArray", column: "Callable[[list[Any], Codes], Column]") -> Column:
    """Return an Arrow column as text.

    `column` turns the distinct values of a part, with None for a missing one, and the codes of its
    rows into text.

    Raises:
        pyarrow.ArrowException: Values of this type cannot be coded.
    """
    import pyarrow

    if not pyarrow.types.is_dictionary(cells.type):
        cells = cells.dictionary_encode()
    parts = [column(*_coded(part)) for part in cells.chunks]
    whole = joined(parts)
    del cells, parts
    # Arrow keeps the memory of deleted columns until it is told to release it.
    pyarrow.default_memory_pool().release_unused()
    return whole


def _coded(part: "pyarrow.DictionaryArray") -> "tuple[list[Any], Codes]":
    """Return the distinct values of a part of an Arrow column, and the codes of its rows."""
    values, codes = part.dictionary.to_pylist(), part.indices
    if codes.null_count:
        codes = codes.cast("int64").fill_null(len(values))
        values.append(None)
    return values, codes.to_numpy()


def without_unused(values: Sequence[Value], codes: "Codes") -> "tuple[Sequence[Value], Codes]":
    """Return the values that are in some row, and their codes."""
    import numpy as np

    is_used = np.zeros(len(values), dtype=bool)
    is_used[codes] = True
    if is_used.all():
        return values, codes
    kept = np.flatnonzero(is_used).tolist()
    return [values[code] for code in kept], _recoded(codes, np.cumsum(is_used) - 1)


def _recoded(codes: "Codes", lookup: "Sequence[int] | Codes") -> "Codes":
    """Look up codes, and return numbers of as few bytes as possible."""
    import numpy as np

    numbers = np.asarray(lookup, dtype="int64")
    return numbers.astype(np.min_scalar_type(numbers.max(initial=0)))[codes]
