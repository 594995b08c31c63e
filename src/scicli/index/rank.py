"""Ranks: intervals of places, how they are written, and all that follows from comparing them.

The same functions work on one rank, whose places are numbers, and on columns of ranks, whose places
are arrays. A rank that is not held may be any place: see `UNKNOWN`.
"""

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from scicli.index.rating import BLANK, GrammarError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Array: TypeAlias = npt.NDArray[Any]
Places: TypeAlias = Any
"""A place, or places gained: a whole number, or an array of them."""
Truth: TypeAlias = Any
"""Whether something is certain: a truth, or an array of them."""

NO_END = 2**62
"""The worst place of a rank whose end is open; it is worse than every place."""
# At most eighteen digits, so that a place fits a column of whole numbers.
_PLACE = r"[1-9][0-9]{0,17}"
_BEYOND_ALL_PLACES = 10**18
_EXACT = re.compile(_PLACE, re.ASCII)
_TIED = re.compile(rf"=({_PLACE})|({_PLACE})=", re.ASCII)
_BAND = re.compile(rf"({_PLACE})[-–—]({_PLACE})", re.ASCII)
_FROM = re.compile(rf"({_PLACE})\+", re.ASCII)
_BEYOND = re.compile(rf">({_PLACE})", re.ASCII)


class Mark(StrEnum):
    """How a rank reads beyond its two places."""

    PLAIN = ""
    TIED = "tied"
    OPEN = "open"


class Rank(NamedTuple):
    """A rank, or a column of ranks, as an interval of places.

    `best` is 0 where no rank is held; `worst` is `NO_END` there and where the end is open. The mark
    says of one rank whether its text is a tie or has an open end.
    """

    best: Places
    worst: Places
    mark: Mark = Mark.PLAIN

    @property
    def held(self) -> Truth:
        """Whether a rank is held."""
        return self.best > 0

    @property
    def exact(self) -> Truth:
        """Whether the rank is one place."""
        return self.best == self.worst

    def take(self, rows: Array) -> "Rank":
        """Return some rows of a column."""
        return Rank(self.best[rows], self.worst[rows])

    def text(self, to: str = "–", *, behind: bool = False) -> str:
        """Return one rank as people read it.

        >>> Rank(7, 7, Mark.TIED).text(), Rank(201, 250).text(), Rank(801, 1000, Mark.OPEN).text()
        ('=7', '201–250', '801+')
        """
        if self.mark is Mark.OPEN:
            return f"{self.best}+"
        if self.mark is Mark.TIED:
            return f"{self.best}=" if behind else f"={self.best}"
        return str(self.best) if self.exact else f"{self.best}{to}{self.worst}"


class GainStatus(StrEnum):
    """What a gain says that its bounds do not."""

    KNOWN = ""
    UNDECIDED = "undecided"
    """Both ranks are held, but they do not tell up from down."""
    ENTERED = "entered"
    """The table before is complete, without the city."""


class Gain(NamedTuple):
    """The fewest and the most places gained between two ranks, or two columns; positive is up."""

    least: Places
    most: Places

    @property
    def lost(self) -> "Gain":
        """The places lost."""
        return Gain(-self.most, -self.least)

    @property
    def up(self) -> Truth:
        """Whether places were certainly gained."""
        return self.least >= 1

    @property
    def down(self) -> Truth:
        """Whether places were certainly lost."""
        return self.most <= -1

    @property
    def level(self) -> Truth:
        """Whether the place is certainly the same."""
        return (self.least == 0) & (self.most == 0)

    def text(self) -> str:
        """Return one gain in words.

        >>> Gain(1, 1).text(), Gain(1, 99).text(), gain(Rank(801, NO_END), Rank(1, 1)).text()
        ('1 place', 'at least 1 and at most 99 places', 'at least 800 places')
        """
        if self.least == self.most:
            return f"{self.least} {'place' if abs(self.least) == 1 else 'places'}"
        least = [f"at least {self.least}"] if self.least > -_BEYOND_ALL_PLACES else []
        most = [f"at most {self.most}"] if self.most < _BEYOND_ALL_PLACES else []
        return f"{' and '.join(least + most)} places" if least + most else "any number of places"


UNKNOWN: Rank = Rank(0, NO_END)
"""A rank that is not held: it may be any place, so nothing certain follows from it."""


def ahead(one: Rank, other: Rank) -> Truth:
    """Tell whether a rank is certainly better than another.

    >>> ahead(Rank(3, 4), Rank(5, 5)), ahead(Rank(3, 5), Rank(5, 5)), ahead(Rank(1, 1), UNKNOWN)
    (True, False, False)
    """
    return one.worst < other.best


def may_be_ahead(one: Rank, other: Rank) -> Truth:
    """Tell whether a rank can be better than another."""
    return one.best < other.worst


def overtook(
    before: Rank,
    after: Rank,
    other_before: Rank,
    other_after: Rank,
) -> Truth:
    """Tell whether one certainly stood behind another before, and certainly stands ahead after."""
    return ahead(other_before, before) & ahead(after, other_after)


def gain(before: Rank, after: Rank) -> Gain:
    """Return the places gained: from [a, b] to [c, d] at least a − d and at most b − c.

    >>> gain(Rank(28, 28), Rank(17, 17)), gain(Rank(201, 250), Rank(151, 200))
    (Gain(least=11, most=11), Gain(least=1, most=99))
    """
    return Gain(before.best - after.worst, before.worst - after.best)


def parse_rank(text: str) -> Rank:
    """Read a rank; a blank is `UNKNOWN`.

    Raises:
        GrammarError: The text is no rank.

    >>> parse_rank("=7")
    Rank(best=7, worst=7, mark=<Mark.TIED: 'tied'>)
    >>> parse_rank("201–250")
    Rank(best=201, worst=250, mark=<Mark.PLAIN: ''>)
    """
    if text in BLANK:
        return UNKNOWN
    if _EXACT.fullmatch(text):
        return Rank(int(text), int(text))
    if tied := _TIED.fullmatch(text):
        place = int(tied[1] or tied[2])
        return Rank(place, place, Mark.TIED)
    if start := _FROM.fullmatch(text):
        return Rank(int(start[1]), NO_END, Mark.OPEN)
    if beyond := _BEYOND.fullmatch(text):
        return Rank(int(beyond[1]) + 1, NO_END, Mark.OPEN)
    if band := _BAND.fullmatch(text):
        best, worst = int(band[1]), int(band[2])
        if best > worst:
            raise GrammarError("ends before it begins", "write the better place first")
        return Rank(best, worst)
    raise GrammarError("is no rank", "write 7, =7, 201-250, 801+, >15 or nothing")


def column(frame: pd.DataFrame, name: str) -> Rank:
    """Return the ranks of a frame, from the columns `name` and `name_max`, as arrays."""
    best, worst = (
        frame[field].to_numpy("int64", na_value=missing)
        for field, missing in ((name, UNKNOWN.best), (f"{name}_max", UNKNOWN.worst))
    )
    return Rank(best, worst)


def each(frame: pd.DataFrame, name: str) -> "Iterator[Rank]":
    """Yield the ranks of a frame, from `name`, `name_max` and `name_mark`, one by one."""
    places = (places.tolist() for places in column(frame, name)[:2])
    for best, worst, mark in zip(*places, frame[f"{name}_mark"], strict=True):
        yield Rank(best, worst, Mark(mark)) if best else UNKNOWN


def of_row(row: "Mapping[Any, Any] | pd.Series", name: str) -> Rank:
    """Return the rank of one row, which is held, from `name`, `name_max` and `name_mark`."""
    worst = row[f"{name}_max"]
    return Rank(int(row[name]), NO_END if pd.isna(worst) else int(worst), Mark(row[f"{name}_mark"]))


def with_gain(table: pd.DataFrame, *, before: str, now: str) -> pd.DataFrame:
    """Add the places gained as `gain` and `gain_max`, with their `gain_mark` (a `GainStatus`).

    A bound is missing where one of the ranks is not held, and where an open end leaves none.
    """
    earlier, later = column(table, before), column(table, now)
    both, gained = earlier.held & later.held, gain(earlier, later)
    least, most = (
        pd.arrays.IntegerArray(np.where(known, places, 0), ~known)
        for places, known in (
            (gained.least, both & (gained.least > -_BEYOND_ALL_PLACES)),
            (gained.most, both & (gained.most < _BEYOND_ALL_PLACES)),
        )
    )
    undecided = both & ~(gained.up | gained.down | gained.level)
    mark = pd.Series(GainStatus.KNOWN, index=table.index, dtype="str")
    return table.assign(
        gain=least, gain_max=most, gain_mark=mark.mask(undecided, GainStatus.UNDECIDED)
    )


def first_to_last(ranks: Rank) -> "npt.NDArray[np.intp]":
    """Return the order of a column by best place, then worst place; ranks not held come last.

    It keeps the order of the rows that tie.
    """
    return np.lexsort((ranks.worst, np.where(ranks.held, ranks.best, NO_END)))


def depths(tables: Array, ranks: Rank, tied: Array, several: int) -> Array:
    """Return the depth of each table: the place to which no rank is missing.

    It is the largest N such that for every k up to N at least k ranks held have a worst place of
    at most k: 1, 2, 2, 4 has the depth 4. A marked tie whose partner is not held ends it: 1, =2, 4
    has the depth 1.
    """
    closed = ranks.worst < NO_END
    worst, of = ranks.worst[closed], tables[closed]
    order = np.lexsort((worst, of))
    worst, of = worst[order], of[order]
    found = np.bincount(of, minlength=several)
    # The rank at position k of its table, counted from 1, reaches no further than place k.
    position = np.arange(len(of)) - np.searchsorted(of, of) + 1
    [beyond] = np.nonzero(worst > position)
    missing, first = np.unique(of[beyond], return_index=True)
    found[missing] = position[beyond[first]] - 1
    lone = lone_ties(tables, ranks, tied)
    np.minimum.at(found, tables[lone], ranks.best[lone] - 1)
    return found


def lone_ties(tables: Array, ranks: Rank, tied: Array) -> Array:
    """Return the rows whose marked place must be shared by a city that is not held.

    That is so where no other rank held can be that place, or where those that can be it are
    certain to take the place behind it.
    """
    [marked] = np.nonzero(tied)
    of, place = tables[marked], ranks.best[marked]
    can_share = count_better(tables, ranks.best, of, place + 1) - count_better(
        tables, ranks.worst, of, place
    )
    by_the_next = count_better(tables, ranks.worst, of, place + 2)
    _, key, marks = np.unique(
        np.stack([of, place]), axis=1, return_inverse=True, return_counts=True
    )
    alone = marks[key] == 1
    found: Array = marked[alone & ((can_share == 1) | (by_the_next <= place))]
    return found


def count_better(tables: Array, places: Array, of: Array, than: Array) -> Array:
    """Return for each place in `than` of a table in `of` how many `places` are better than it."""
    distinct = np.unique(np.concatenate([places, than]))
    size = len(distinct) + 1
    keys = np.sort(tables * size + np.searchsorted(distinct, places))
    below = np.searchsorted(keys, of * size + np.searchsorted(distinct, than))
    return below - np.searchsorted(keys, of * size)


def reach(ranks: Rank, tied: Array) -> Array:
    """Return the last place that each rank of one table takes with those that share it.

    Ranks that tie take as many places as they are: 1, 2, 2, 4. A rank that is marked as a tie takes
    two at least, for its partner may not be held.
    """
    _, which, sharing = np.unique(
        np.where(ranks.exact, ranks.best, 0), return_inverse=True, return_counts=True
    )
    shared = np.maximum(sharing[which], tied + 1)
    last: Array = np.where(ranks.exact, ranks.best + shared - 1, ranks.worst)
    return last


def certainly_last(ranks: Rank) -> Array:
    """Tell which ranks of a complete table stand behind all others, or level with them."""
    *_, second, last = [0, 0, *np.sort(ranks.worst)]
    alone = (ranks.worst == last) & (second < last)
    stands_last: Array = ranks.best >= np.where(alone, second, last)
    return stands_last
