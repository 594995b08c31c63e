"""The algebra of ranks: how a rank is read and written, and what two or more of them prove.

A rank is an interval of places. The same functions compare two ranks, whose places are numbers, and
two columns of ranks, whose places are arrays.
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
"""A place or a difference of places, or an array of them."""
Truth: TypeAlias = Any
"""A truth value, or an array of them."""

NO_END = 2**62
"""The worst place of a rank with an open end."""
# Eighteen digits fit a column of 64-bit integers.
_PLACE = r"[1-9][0-9]{0,17}"
_BEYOND_ALL_PLACES = 10**18
_EXACT = re.compile(_PLACE, re.ASCII)
_TIED = re.compile(rf"=({_PLACE})|({_PLACE})=", re.ASCII)
_BAND = re.compile(rf"({_PLACE})[-–—]({_PLACE})", re.ASCII)
_FROM = re.compile(rf"({_PLACE})\+", re.ASCII)
_BEYOND = re.compile(rf">({_PLACE})", re.ASCII)
GRAMMAR = "|".join(one.pattern for one in (_EXACT, _TIED, _BAND, _FROM, _BEYOND))
"""The texts that are a rank, as a regular expression; a blank is not a rank."""


class Mark(StrEnum):
    """The part of the text of a rank that its two places do not show."""

    PLAIN = ""
    TIED = "tied"
    OPEN = "open"


_MARKS = {mark.value: mark for mark in Mark}


class Rank(NamedTuple):
    """A rank, or a column of ranks, as an interval of places.

    Where no rank is held, `best` is 0 and `worst` is `NO_END`. A column has no marks.
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

    def at(self, rows: Array) -> "Rank":
        """Return some rows of a column of ranks; where a row is -1 none is held."""
        best, worst = np.append(self.best, 0), np.append(self.worst, NO_END)
        return Rank(best[rows], worst[rows])

    def text(self, to: str = "–", *, behind: bool = False) -> str:
        """Return one rank as people read it.

        >>> Rank(7, 7, Mark.TIED).text(), Rank(201, 250).text(), Rank(801, 1000, Mark.OPEN).text()
        ('=7', '201–250', '801+')
        """
        if self.mark is Mark.OPEN or self.worst == NO_END:
            return f"{self.best}+"
        if self.mark is Mark.TIED:
            return f"{self.best}=" if behind else f"={self.best}"
        return str(self.best) if self.exact else f"{self.best}{to}{self.worst}"


class GainStatus(StrEnum):
    """The part of a gain that its bounds do not show."""

    KNOWN = ""
    UNDECIDED = "undecided"
    """Both ranks are held, and they allow more than one direction."""
    ENTERED = "entered"
    """The city is not in the table before, which is complete."""


class Gain(NamedTuple):
    """The bounds of the places gained between two ranks, or two columns; positive is up."""

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


UNKNOWN = Rank(0, NO_END)
"""A rank that is not held. It can be any place, so it proves nothing."""


def ahead(one: Rank, other: Rank) -> Truth:
    """Return whether a rank is certainly better than another.

    >>> ahead(Rank(3, 4), Rank(5, 5)), ahead(Rank(3, 5), Rank(5, 5)), ahead(Rank(1, 1), UNKNOWN)
    (True, False, False)
    """
    return one.worst < other.best


def may_be_ahead(one: Rank, other: Rank) -> Truth:
    """Return whether a rank can be better than another."""
    return one.best < other.worst


def overtook(before: Rank, after: Rank, other_before: Rank, other_after: Rank) -> Truth:
    """Return whether a rank was certainly behind another before, and is certainly ahead after."""
    return ahead(other_before, before) & ahead(after, other_after)


def gain(before: Rank, after: Rank) -> Gain:
    """Return the places gained: from [a, b] to [c, d], at least a − d and at most b − c.

    >>> gain(Rank(28, 28), Rank(17, 17)), gain(Rank(201, 250), Rank(151, 200))
    (Gain(least=11, most=11), Gain(least=1, most=99))
    """
    return Gain(before.best - after.worst, before.worst - after.best)


def parse_rank(text: str) -> Rank:
    """Read a rank; a blank is `UNKNOWN`.

    Raises:
        GrammarError: The text is not a rank.

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
    """Return a column of ranks from the columns `name` and `name_max` of a frame."""
    best, worst = frame[name], frame[f"{name}_max"]
    return Rank(
        best.to_numpy("int64", na_value=UNKNOWN.best),
        worst.to_numpy("int64", na_value=UNKNOWN.worst),
    )


def each(frame: pd.DataFrame, name: str) -> "Iterator[Rank]":
    """Yield the ranks of a frame from the columns `name`, `name_max` and `name_mark`."""
    ranks = column(frame, name)
    marks = frame[f"{name}_mark"].tolist()
    for best, worst, mark in zip(ranks.best.tolist(), ranks.worst.tolist(), marks, strict=True):
        yield Rank(best, worst, _MARKS[mark]) if best else UNKNOWN


def of_row(row: "Mapping[Any, Any] | pd.Series", name: str) -> Rank:
    """Return the rank of a row that holds one, from `name`, `name_max` and `name_mark`."""
    worst, mark = row[f"{name}_max"], _MARKS[row[f"{name}_mark"]]
    return Rank(int(row[name]), NO_END if worst is None or pd.isna(worst) else int(worst), mark)


def with_gain(table: pd.DataFrame, *, before: str, now: str) -> pd.DataFrame:
    """Add the places gained; see `gain_columns`."""
    return table.assign(**gain_columns(column(table, before), column(table, now)))


def gain_columns(before: Rank, now: Rank) -> dict[str, Any]:
    """Return the places gained as `gain` and `gain_max`, with their `gain_mark` (a `GainStatus`).

    A bound is missing if a rank is not held or an open end leaves it undetermined.
    """
    held, gained = before.held & now.held, gain(before, now)
    no_least = ~held | (gained.least <= -_BEYOND_ALL_PLACES)
    no_most = ~held | (gained.most >= _BEYOND_ALL_PLACES)
    undecided = held & ~(gained.up | gained.down | gained.level)
    marks = np.where(undecided, GainStatus.UNDECIDED, GainStatus.KNOWN)
    return {
        "gain": pd.arrays.IntegerArray(np.where(no_least, 0, gained.least), no_least),
        "gain_max": pd.arrays.IntegerArray(np.where(no_most, 0, gained.most), no_most),
        "gain_mark": pd.array(marks, dtype="str"),
    }


def first_to_last(ranks: Rank) -> "npt.NDArray[np.intp]":
    """Return the order by best place, then worst place; ranks not held come last.

    Equal ranks keep the order of their rows.
    """
    return np.lexsort((ranks.worst, np.where(ranks.held, ranks.best, NO_END)))


def depth(ranks: Rank, tied: Array) -> int:
    """Return the place down to which no rank of a table is missing.

    It is the largest N such that, for every k up to N, at least k ranks have a worst place of at
    most k: the depth of 1, 2, 2, 4 is 4. The depth ends before a marked tie that may lack its
    partner: the depth of 1, =2, 4 is 1.
    """
    worst = np.sort(ranks.worst[ranks.worst < NO_END])
    [gaps] = np.nonzero(worst > np.arange(1, len(worst) + 1))
    before = [len(worst), *gaps[:1]]
    if tied.any():
        before += [*(ranks.best[lone_ties(np.zeros_like(ranks.best), ranks, tied)] - 1)]
    return int(min(before))


def lone_ties(tables: Array, ranks: Rank, tied: Array) -> Array:
    """Return the rows of several tables whose marked tie may lack its partner.

    That is so if no other rank can be that place, or if fewer ranks are certain to reach the next
    place than the two of the tie and those ahead of it.
    """
    [rows] = np.nonzero(tied)
    table, place = tables[rows], ranks.best[rows]
    better = count_better(tables, ranks.worst, table, place)
    can_share = count_better(tables, ranks.best, table, place + 1) - better
    by_the_next = count_better(tables, ranks.worst, table, place + 2)
    marked = count_better(table, place, table, place + 1) - count_better(table, place, table, place)
    lone: Array = rows[(marked == 1) & ((can_share == 1) | (by_the_next <= place))]
    return lone


def count_better(tables: Array, places: Array, of: Array, than: Array) -> Array:
    """Return, for each place in `than` of a table in `of`, the number of better `places` in it."""
    distinct = np.unique(np.concatenate([places, than]))
    size = len(distinct) + 1
    keys = np.sort(tables * size + np.searchsorted(distinct, places))
    below = np.searchsorted(keys, of * size + np.searchsorted(distinct, than))
    return below - np.searchsorted(keys, of * size)


def reach(ranks: Rank, tied: Array) -> Array:
    """Return the last of the places that each rank of a table takes up.

    Equal exact ranks take up one place each: the ranks 1, 2, 2, 4 reach 1, 3, 3, 4. A marked tie
    takes up at least two, because its partner may not be held.
    """
    _, group, sizes = np.unique(
        np.where(ranks.exact, ranks.best, 0), return_inverse=True, return_counts=True
    )
    sharing = np.maximum(sizes[group], tied + 1)
    last: Array = np.where(ranks.exact, ranks.best + sharing - 1, ranks.worst)
    return last


def among(ranks: Rank) -> Rank:
    """Return the places of some cities of a table among themselves.

    The best place counts those that are certainly ahead, the worst one those that may be: of the
    ranks 2, 5 and 5-9 the places are 1, 2 and 2-3.
    """
    here = np.zeros_like(ranks.best)
    best = 1 + count_better(here, ranks.worst, here, ranks.best)
    may_be = count_better(here, ranks.best, here, ranks.worst) - may_be_ahead(ranks, ranks)
    return Rank(best, 1 + may_be)


def certainly_last(ranks: Rank) -> Array:
    """Return which ranks of a complete table are certainly behind all others or level with them."""
    *_, second, last = [0, 0, *np.sort(ranks.worst)]
    alone = (ranks.worst == last) & (second < last)
    result: Array = ranks.best >= np.where(alone, second, last)
    return result
