"""A column of text: each distinct cell once, and which of them stands in each row."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Codes = list[int] | npt.NDArray[np.integer]
    Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Texts:
    """A column of text.

    Attributes:
        distinct: Each text that stands in it, once.
        codes: The number of the text of each row: a list, or an array where the column is long.
    """

    distinct: Sequence[str]
    codes: "Codes"

    @classmethod
    def of(cls, cells: Iterable[str]) -> "Texts":
        """Return cells as a column; its texts stand in the order of their first rows.

        >>> Texts.of(["6", "6", "5"])
        Texts(distinct=['6', '5'], codes=[0, 0, 1])
        """
        numbers: dict[str, int] = {}
        codes = [numbers.setdefault(cell, len(numbers)) for cell in cells]
        return cls(list(numbers), codes)

    @classmethod
    def repeated(cls, text: str, rows: int) -> "Texts":
        """Return a column in which one text stands in every row."""
        if rows < _LONG:
            return cls([text], [0] * rows)
        import numpy as np

        return cls([text], np.zeros(rows, dtype="uint8"))

    def cells(self) -> list[str]:
        """Return the text of each row."""
        return [self.distinct[code] for code in self.codes]

    def first_rows(self) -> list[int]:
        """Return the first row in which each text stands."""
        import numpy as np

        first = np.zeros(len(self.distinct), dtype="int64")
        codes = np.asarray(self.codes, dtype="int64")
        # Of several rows with one code the last that is written is the first of them.
        first[codes[::-1]] = np.arange(len(codes))[::-1]
        return first.tolist()

    def renamed(self, name: Callable[[str], str]) -> "Texts":
        """Return the column with each text under its name; those of one name become one."""
        numbers: dict[str, int] = {}
        lookup = [numbers.setdefault(name(text), len(numbers)) for text in self.distinct]
        several = len(numbers) < len(lookup)
        return Texts(list(numbers), _looked_up(lookup, self.codes) if several else self.codes)

    def taken(self, rows: "Rows") -> "Texts":
        """Return some rows, with the texts that stand in them."""
        import numpy as np

        codes, inverse = np.unique(np.asarray(self.codes)[rows], return_inverse=True)
        return Texts([self.distinct[code] for code in codes.tolist()], inverse)


_LONG = 100_000


def joined(parts: Sequence[Texts]) -> Texts:
    """Return columns that follow one another as one; its texts stand in the order of the parts."""
    if len(parts) == 1:
        return parts[0]
    numbers: dict[str, int] = {}
    lookups = [[numbers.setdefault(text, len(numbers)) for text in part.distinct] for part in parts]
    distinct = list(numbers)
    if all(isinstance(part.codes, list) for part in parts):
        return Texts(
            distinct,
            [
                code
                for lookup, part in zip(lookups, parts, strict=True)
                for code in _looked_up(lookup, part.codes)
            ],
        )
    import numpy as np

    # As small as they can be, for there may be tens of millions.
    size = np.min_scalar_type(max(len(distinct) - 1, 0))
    codes = np.empty(sum(len(part.codes) for part in parts), dtype=size)
    end = 0
    for lookup, part in zip(lookups, parts, strict=True):
        start, end = end, end + len(part.codes)
        codes[start:end] = np.asarray(lookup, dtype=size)[np.asarray(part.codes, dtype="int64")]
    return Texts(distinct, codes)


def _looked_up(lookup: list[int], codes: "Codes") -> "Codes":
    """Return the numbers that codes stand for."""
    if isinstance(codes, list):
        return [lookup[code] for code in codes]
    import numpy as np

    return np.asarray(lookup)[codes]
