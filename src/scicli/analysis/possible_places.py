"""Where every city can stand in every edition, as arrays that records are counted from."""

from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.rank import Array

Mask = npt.NDArray[np.bool_]


END = 2**30
"""The worst place of a rank with an open end, which fits 32 bits; see `rank.NO_END`."""
OPEN = END // 2
"""The size from which a number is no more than that of an open end."""


@dataclass(frozen=True, eq=False)
class Places:
    """Where cities can stand, with a row for each edition and a column for each city.

    Where a rank is not held, `best` is the place below the depth of the table, and `worst` the last
    one. `sure` says whether the city is in the table, `may` whether it may be. The last column
    stands for any city that the data do not name. `since` has the row of the edition in which each
    city is first named, in any category.
    """

    cities: tuple[str, ...]
    editions: tuple[Label, ...]
    best: Array
    worst: Array
    sure: Mask
    may: Mask
    since: Array
    _known: dict[tuple[int, int], "Inside"] = field(default_factory=dict)

    def up_to(self, edition: Label) -> "Places":
        """Return the same up to an edition; a city named only later is not named yet."""
        count = self.editions.index(edition) + 1
        if count == len(self.editions):
            return self
        kept = self.since < count
        cities = tuple(city for city, is_kept in zip(self.cities, kept, strict=True) if is_kept)
        best, worst, sure, may = (
            part[:count, kept] for part in (self.best, self.worst, self.sure, self.may)
        )
        editions = self.editions[:count]
        return Places(cities, editions, best, worst, sure, may, self.since[kept])

    def row(self, city: str) -> int:
        """Return the column of a city, which is the last one if it is not named."""
        return self.cities.index(city) if city in self.cities else len(self.cities) - 1

    @cached_property
    def upside_down(self) -> "Places":
        """The same with better and worse exchanged."""
        return replace(self, best=-self.worst, worst=-self.best, _known={})

    def at(self, place: int) -> "Inside":
        """Return who stands at a place."""
        return self._within(place, place)

    def in_top(self, top: int) -> "Inside":
        """Return who stands in the top."""
        return self._within(1, top)

    def _within(self, first: int, last: int) -> "Inside":
        if (first, last) not in self._known:
            inside = self.may & (self.best <= last) & (self.worst >= first)
            [columns] = np.nonzero(inside.any(axis=0))
            best, worst = self.best[:, columns], self.worst[:, columns]
            sure = self.sure[:, columns] & (worst <= last) & (best >= first)
            self._known[first, last] = Inside(columns, sure, inside[:, columns])
        return self._known[first, last]


class Inside(NamedTuple):
    """Who stands in a range of places in which edition, for certain and perhaps.

    There is a column for each of the cities that ever may, given by their columns in the whole.
    """

    columns: Array
    sure: Mask
    may: Mask


@lru_cache(maxsize=8)
def places_of(index: Index, category: str) -> Places:
    """Return where every city can stand in every edition; see `claims.standings.possible_rank`."""
    editions, names = tuple(index.catalog.editions), tuple(index.catalog.cities)
    figures = index.figures[index.figures["category"] == category]
    cells = figures["edition"].cat.codes.to_numpy(), figures["city"].cat.codes.to_numpy()
    ranks = rank.column(figures, "rank")
    size = len(editions), len(names) + 1
    named, held = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
    named[cells], held[cells] = True, ranks.held
    coverages = [index.coverage(edition, category) for edition in editions]
    ranked = np.array([END if one.ranked is None else min(one.ranked, END) for one in coverages])
    below = np.array([one.depth + 1 for one in coverages])
    complete = np.array([one.complete for one in coverages])
    closed = complete | (below > ranked) | (named.sum(axis=1) >= ranked)
    best, worst = (np.repeat(one.astype("int32")[:, None], size[1], axis=1)
                   for one in (below, ranked))  # fmt: skip
    best[cells] = np.where(ranks.held, np.minimum(ranks.best, END), best[cells])
    worst[cells] = np.where(ranks.held, np.minimum(ranks.worst, END), worst[cells])
    sure = held | (named & ~complete[:, None])
    since = index.figures["edition"].cat.codes.groupby(index.figures["city"].cat.codes).min()
    first = since.reindex(range(len(names)), fill_value=0).to_numpy()
    may = sure | ~closed[:, None]
    return Places((*names, ""), editions, best, worst, sure, may, np.append(first, 0))
