"""The tables of two editions side by side: who moved, who entered, who left."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from scicli.analysis.area import Area
from scicli.analysis.wording import place_words
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.names import listed
from scicli.index.rank import Gain, Rank, with_gain

if TYPE_CHECKING:
    from pandas.api.extensions import ExtensionArray


class Move(NamedTuple):
    """A city whose ranks in two editions are both held."""

    city: str
    before: Rank
    after: Rank

    @property
    def gained(self) -> Gain:
        """The places that it gained."""
        return rank.gain(self.before, self.after)

    @property
    def words(self) -> str:
        """Its name with both ranks: "Busan (27th to 22nd)"."""
        before, after = place_words(self.before), place_words(self.after)
        same = self.before[:2] == self.after[:2]
        return f"{self.city} ({after} in both)" if same else f"{self.city} ({before} to {after})"

    def overtook(self, other: "Move") -> bool:
        """Tell whether it certainly overtook another city."""
        return bool(rank.overtook(self.before, self.after, other.before, other.after))


class Moves(NamedTuple):
    """The tables of one category in two editions, side by side.

    `table` has a row for each city in either of them: `city`, `country`, `region`; the columns of
    `Index.table` with the prefixes `from_` and `to_` (`from_city` or `to_city` is missing where the
    city is not in that table); `gain`, `gain_max`, `gain_mark`; `sources` of both figures.
    `forward` says whether `start` is the earlier edition, `complete` whether both tables are
    complete.
    """

    start: Label
    end: Label
    table: pd.DataFrame
    complete: bool
    forward: bool

    @property
    def passage(self) -> bool:
        """Whether a city that has a row in only one of the tables entered or left the index."""
        return self.complete and self.forward

    @property
    def both(self) -> pd.DataFrame:
        """The cities of which a rank is held in both tables."""
        return self.table[self.table["from_rank"].notna() & self.table["to_rank"].notna()]

    @property
    def gained(self) -> Gain:
        """The places that those cities gained."""
        both = self.both
        return rank.gain(rank.column(both, "from_rank"), rank.column(both, "to_rank"))

    def each(self) -> "list[Move]":
        """Return those cities one by one, by their new rank and then by name."""
        both = self.both
        both = both.take(rank.first_to_last(rank.column(both, "to_rank")))
        ranks = zip(rank.each(both, "from_rank"), rank.each(both, "to_rank"), strict=True)
        return [Move(city, *of) for city, of in zip(both["city"], ranks, strict=True)]

    def within(self, area: Area) -> "Moves":
        """Return the same of the cities of an area."""
        return self._replace(table=area.within(self.table))

    def passage_notes(self) -> tuple[str, ...]:
        """Return who entered and left, where that is known, and of whom only one rank is held."""
        before, after = self.table["from_rank"].notna(), self.table["to_rank"].notna()
        entered = self.table["from_city"].isna() & self.passage
        left = self.table["to_city"].isna() & self.passage
        # Of what is not held nothing is said, not even that it is not in the table.
        only_after = f"Held in {self.end}, not held in {self.start}"
        only_before = f"Held in {self.start}, not held in {self.end}"
        return (
            *self._named(f"Entered since {self.start}", entered),
            *self._named(only_after, after & ~before & ~entered),
            *self._named(f"Left since {self.start}", left),
            *self._named(only_before, before & ~after & ~left),
        )

    def _named(self, what: str, chosen: pd.Series) -> tuple[str, ...]:
        cities = self.table.loc[chosen, "city"].tolist()
        return (f"{what}: {listed(cities, 'and')}.",) if cities else ()


def moves(index: Index, start: Label, end: Label, category: str) -> Moves:
    """Return two tables of one category side by side, in the order of names."""
    before, after = index.rows(start, category), index.rows(end, category)
    # By name they stand in both, and so they do here.
    cities = np.union1d(before["city"].cat.codes, after["city"].cat.codes)
    names = before["city"].cat.categories[cities].tolist()
    rows = index.city_rows(names)
    columns = _beside(before, cities, rows, "from_") | _beside(after, cities, rows, "to_")
    table = pd.concat([rows, pd.DataFrame(columns, copy=False)], axis=1)
    sources = table["from_sources"].fillna("") + ";" + table["to_sources"].fillna("")
    table = with_gain(table, before="from_rank", now="to_rank").assign(sources=sources)
    editions = index.catalog.editions
    return Moves(
        start=start,
        end=end,
        table=table,
        complete=all(index.coverage(one, category).complete for one in (start, end)),
        forward=editions.index(start) < editions.index(end),
    )


def _beside(
    rows: pd.DataFrame, cities: npt.NDArray[np.integer], every: pd.DataFrame, prefix: str
) -> "dict[str, ExtensionArray]":
    """Return columns of the rows of cities, of which those that have no row are missing."""
    found = pd.Index(rows["city"].cat.codes).get_indexer(pd.Index(cities))
    there = np.where(found < 0, -1, np.arange(len(found)))
    columns = ("rank", "rank_max", "rank_mark", "rating", "sources")
    return {
        f"{prefix}city": every["city"].array.take(there, allow_fill=True),
        **{f"{prefix}{name}": rows[name].array.take(found, allow_fill=True) for name in columns},
    }


def movement(table: pd.DataFrame) -> pd.Series:
    """Return "up", "down" or "level" where that is certain, else missing."""
    gain, gain_max = table["gain"], table["gain_max"]
    return (
        pd.Series(pd.NA, index=table.index, dtype="str")
        .mask((gain >= 1).fillna(value=False), "up")
        .mask((gain_max <= -1).fillna(value=False), "down")
        .mask(((gain == 0) & (gain_max == 0)).fillna(value=False), "level")
    )
