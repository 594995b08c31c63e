"""A column of text: each distinct cell once, and which of them stands in each row."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Codes = npt.NDArray[np.integer]
    Rows = npt.NDArray[np.int64]

# A column of fewer rows is a list, for which numpy need not be imported.
_LONG = 100_000
# So many rows are looked at at once, that what is computed of them stays in the cache.
_AT_ONCE = 2**17


class Texts(NamedTuple):
    """A column of text.

    Attributes:
        distinct: Each text that stands in it, once.
        codes: The number of the text of each row; as arrays that follow one another where the
            column is long.
    """

    distinct: Sequence[str]
    codes: "list[int] | Codes | Pieces"

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

        return cls([text], np.broadcast_to(np.uint8(0), rows))

    def array(self) -> "Codes":
        """Return the number of the text of each row as one array."""
        import numpy as np

        if isinstance(self.codes, Pieces):
            return self.codes.joined()
        return np.asarray(self.codes, dtype="int64" if isinstance(self.codes, list) else None)

    def cells(self) -> list[str]:
        """Return the text of each row."""
        codes = self.codes if isinstance(self.codes, list) else self.array().tolist()
        return [self.distinct[code] for code in codes]

    def first_rows(self) -> list[int]:
        """Return the first row in which each text stands."""
        import numpy as np

        first = np.zeros(len(self.distinct), dtype="int64")
        codes = self.array()
        # Of several rows with one code the last that is written is the first of them.
        first[codes[::-1]] = np.arange(len(codes))[::-1]
        return first.tolist()

    def renamed(self, name: Callable[[str], str]) -> "Texts":
        """Return the column with each text under its name; those of one name become one."""
        numbers: dict[str, int] = {}
        lookup = [numbers.setdefault(name(text), len(numbers)) for text in self.distinct]
        if len(numbers) == len(lookup):
            return Texts(list(numbers), self.codes)
        if isinstance(self.codes, list):
            return Texts(list(numbers), [lookup[code] for code in self.codes])
        return Texts(list(numbers), Pieces(_looked_up(lookup, piece) for piece in _pieces(self)))

    def text(self, row: int) -> str:
        """Return the text of a row."""
        codes = self.codes.joined() if isinstance(self.codes, Pieces) else self.codes
        return self.distinct[int(codes[row])]

    def taken(self, rows: "Rows") -> "Texts":
        """Return some rows, with the texts that stand in them."""
        import numpy as np

        taken = self.codes.take(rows) if isinstance(self.codes, Pieces) else self.array()[rows]
        codes, inverse = np.unique(taken, return_inverse=True)
        return Texts([self.distinct[code] for code in codes.tolist()], inverse)


class Pieces:
    """Numbers of texts as arrays that follow one another.

    Args:
        pieces: The arrays.
    """

    def __init__(self, pieces: "Iterable[Codes]") -> None:
        every = list(pieces)
        # One that is empty has nothing to step over.
        self.arrays = [piece for piece in every if len(piece)] or every[:1]
        self.ends = list(accumulate(map(len, self.arrays)))

    def joined(self) -> "Codes":
        """Return them as one array, which takes the place of its pieces."""
        import numpy as np

        if len(self.arrays) > 1:
            self.arrays = [np.concatenate(self.arrays)]
            self.ends = [len(self.arrays[0])]
        return self.arrays[0]

    def take(self, rows: "Rows") -> "Codes":
        """Return the numbers of some rows, which are given in rising order."""
        import numpy as np

        starts = [0, *self.ends]
        cuts = np.searchsorted(rows, starts)
        return np.concatenate(
            [
                piece[rows[first:last] - start]
                for piece, start, first, last in zip(
                    self.arrays, starts, cuts, cuts[1:], strict=False
                )
                if first < last
            ]
            or [self.arrays[0][:0]]
        )


def joined(parts: Sequence[Texts]) -> Texts:
    """Return columns that follow one another as one; its texts stand in the order of the parts."""
    if len(parts) == 1:
        return parts[0]
    if all(isinstance(part.codes, list) for part in parts):
        return Texts.of(cell for part in parts for cell in part.cells())
    numbers: dict[str, int] = {}
    pieces = [
        _looked_up(_numbered(part, numbers), piece) for part in parts for piece in _pieces(part)
    ]
    return Texts(list(numbers), Pieces(pieces))


class Growing:
    """A column that comes in parts, and makes their arrays its own."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._pieces: list[Codes] = []

    def add(self, part: Texts) -> None:
        """Put the rows of a column behind those that there are, and use it up."""
        lookup = _numbered(part, self._numbers)
        for piece in _pieces(part):
            new = _looked_up(lookup, piece)
            # New arrays for all of them would take twice the memory.
            if new.dtype == piece.dtype:
                piece[...] = new
            self._pieces.append(piece if new.dtype == piece.dtype else new)

    def texts(self) -> Texts:
        """Return the column; its texts stand in the order of the parts."""
        return Texts(list(self._numbers), Pieces(self._pieces) if self._numbers else [])


def _numbered(part: Texts, numbers: dict[str, int]) -> list[int]:
    """Return the number that each text of a part has among those of all parts."""
    return [numbers.setdefault(text, len(numbers)) for text in part.distinct]


def in_step(columns: Sequence[Texts]) -> "Iterator[tuple[slice, list[Codes]]]":
    """Yield the codes of columns of the same rows slice by slice, none of which is long.

    >>> list(in_step([Texts.of("aab"), Texts.of("xyz")]))
    [(slice(0, 3, None), [array([0, 0, 1]), array([0, 1, 2])])]
    """
    pieces = [_pieces(column) for column in columns]
    ends = [list(accumulate(map(len, some))) for some in pieces]
    total = max((some[-1] for some in ends if some), default=0)
    cuts = sorted({*range(0, total, _AT_ONCE), *(end for some in ends for end in some)} - {0})
    place = [0] * len(columns)
    for start, stop in pairwise([0, *cuts]):
        found = []
        for number, some in enumerate(pieces):
            if ends[number][place[number]] <= start:
                place[number] += 1
            before = ends[number][place[number]] - len(some[place[number]])
            found.append(some[place[number]][start - before : stop - before])
        yield slice(start, stop), found


def _pieces(texts: Texts) -> "Sequence[Codes]":
    return texts.codes.arrays if isinstance(texts.codes, Pieces) else [texts.array()]


def _looked_up(lookup: Sequence[int], codes: "Codes") -> "Codes":
    """Return the numbers that codes stand for, in as few bytes as they need."""
    import numpy as np

    if list(range(len(lookup))) == lookup:
        return codes
    return np.asarray(lookup, dtype=np.min_scalar_type(max(lookup)))[codes]
