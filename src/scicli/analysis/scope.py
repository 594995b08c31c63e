"""The scope of a question: an area, the first rows of a table, or two editions side by side."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from scicli.analysis.wording import counted, place_words
from scicli.errors import QuestionError
from scicli.index import rank
from scicli.index.catalog import Catalog
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.names import listed
from scicli.index.rank import Gain, Rank, with_gain

Names = str | Iterable[str] | None
"""One name, several, or none."""


def each_name(*names: Names) -> list[str]:
    """Return names that are given one by one or as lists.

    >>> each_name("Busan", ["Seoul", "Tokyo"], None)
    ['Busan', 'Seoul', 'Tokyo']
    """
    lists = ([names] if isinstance(names, str) else names for names in names if names is not None)
    return [name for names in lists for name in names]


class Area(NamedTuple):
    """Some regions and countries, by the column that names them; none are the whole world."""

    columns: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, catalog: Catalog, region: Names, country: Names) -> "Area":
        """Return the area of some regions and countries.

        Raises:
            QuestionError: The data name no such region or country.
        """
        columns = {
            "region": tuple(dict.fromkeys(map(catalog.region, each_name(region)))),
            "country": tuple(dict.fromkeys(map(catalog.country, each_name(country)))),
        }
        return cls({column: names for column, names in columns.items() if names})

    @property
    def names(self) -> tuple[str, ...]:
        """The regions as one text, and the countries as another."""
        return tuple(listed(names, "and") for names in self.columns.values())

    def phrase(self, preposition: str) -> str:
        """Return the area as the end of a phrase, " in West"; the whole world is left out."""
        return f" {preposition} {', '.join(self.names)}" if self.columns else ""

    def within(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of a table whose `region` and `country` are in the area."""
        for column, names in self.columns.items():
            table = table[table[column].isin(names)]
        return table

    def notes(self, table: pd.DataFrame) -> list[str]:
        """Return how much of a table is in the area, and of how many rows that is not known."""
        if not self.columns:
            return []
        inside = len(self.within(table))
        verb = "is" if inside == 1 else "are"
        unknown = {column: int(table[column].isna().sum()) for column in self.columns}
        return [
            f"{inside} of these {len(table)} {verb}{self.phrase('in')}.",
            *(
                f"The {column} of {counted(cities, 'city', 'cities')} is not known."
                for column, cities in unknown.items()
                if cities
            ),
        ]


def first_rows(
    table: pd.DataFrame, rows: int | None, by: list[str]
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Return the first rows of a table that is sorted by some columns, and a note on the cut.

    Rows that tie with the last one are kept. A row without a value in the first of the columns ties
    with none.

    Raises:
        QuestionError: `rows` is less than 1.
    """
    if rows is not None and rows < 1:
        raise QuestionError(f"{rows} rows are none", "ask for 1 or more")
    if rows is None or rows >= len(table):
        return table, ()
    # No place is negative, so that an open end ties with an open end.
    keys = table[by].fillna(-1)
    tied = keys.eq(keys.iloc[rows - 1]).all(axis="columns") & table[by[0]].notna()
    shown = rows + int(tied.iloc[rows:].sum())
    if shown == len(table):
        return table, ()
    ties = counted(shown - rows, "more that shares", "more that share")
    last = f", and {ties} the last place" if shown > rows else ""
    return table.head(shown), (f"The first {rows} of {len(table)}{last}.",)


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
        """Return whether it certainly overtook another city."""
        return bool(rank.overtook(self.before, self.after, other.before, other.after))


class Moves(NamedTuple):
    """The tables of one category in two editions, side by side.

    `table` has a row for each city in either of them: `city`, `country`, `region`; the columns of
    `Index.figures` with the prefixes `from_` and `to_` (`from_city` or `to_city` is missing where
    the city is not in that table); `gain`, `gain_max`, `gain_mark`; `sources` of both figures.
    `forward` says whether `start` is the earlier edition, `complete` whether both tables are
    complete.
    """

    start: Label
    end: Label
    table: pd.DataFrame
    complete: bool
    forward: bool

    @property
    def both(self) -> pd.DataFrame:
        """The cities whose ranks are held in both tables."""
        return self.table[self.table["from_rank"].notna() & self.table["to_rank"].notna()]

    @property
    def gained(self) -> Gain:
        """The places that those cities gained."""
        both = self.both
        return rank.gain(rank.column(both, "from_rank"), rank.column(both, "to_rank"))

    def each(self) -> list[Move]:
        """Return those cities one by one, by their new rank and then by name."""
        both = self.both
        both = both.take(rank.first_to_last(rank.column(both, "to_rank")))
        ranks = rank.each(both, "from_rank"), rank.each(both, "to_rank")
        return [Move(*move) for move in zip(both["city"], *ranks, strict=True)]

    def passage_notes(self) -> tuple[str, ...]:
        """Return who entered and left, where that is known, and who else has only one rank."""
        before, after = self.table["from_rank"].notna(), self.table["to_rank"].notna()
        # Only complete tables, from the earlier to the later, tell who entered and who left.
        known = self.complete and self.forward
        entered = self.table["from_city"].isna() & known
        left = self.table["to_city"].isna() & known
        cities = {
            f"Entered since {self.start}": entered,
            f"Held in {self.end}, not held in {self.start}": after & ~before & ~entered,
            f"Left since {self.start}": left,
            f"Held in {self.start}, not held in {self.end}": before & ~after & ~left,
        }
        return tuple(
            f"{what}: {listed(self.table.loc[chosen, 'city'].tolist(), 'and')}."
            for what, chosen in cities.items()
            if chosen.any()
        )


def moves(index: Index, start: Label, end: Label, category: str) -> Moves:
    """Return two tables of one category side by side, in the order of names."""
    before, after = index.rows(start, category), index.rows(end, category)
    # The codes of cities are in the order of names.
    codes = np.union1d(before["city"].cat.codes, after["city"].cat.codes)
    cities = index.city_rows(before["city"].cat.categories[codes].tolist())
    sides = [_side(before, codes, "from_"), _side(after, codes, "to_")]
    table = with_gain(pd.concat([cities, *sides], axis=1), before="from_rank", now="to_rank")
    sources = table["from_sources"].fillna("") + ";" + table["to_sources"].fillna("")
    editions = index.catalog.editions
    return Moves(
        start=start,
        end=end,
        table=table.assign(sources=sources),
        complete=all(index.coverage(one, category).complete for one in (start, end)),
        forward=editions.index(start) < editions.index(end),
    )


def _side(rows: pd.DataFrame, codes: rank.Array, prefix: str) -> pd.DataFrame:
    """Return a row for each city by its code; it is empty where the table has none."""
    columns = rows[["city", "rank", "rank_max", "rank_mark", "rating", "sources"]]
    by_code = columns.set_index(rows["city"].cat.codes)
    return by_code.reindex(codes).add_prefix(prefix).reset_index(drop=True)


def movement(table: pd.DataFrame) -> pd.Series:
    """Return "up", "down" or "level" where `gain` and `gain_max` are certain, else missing."""
    gained = Gain(table["gain"], table["gain_max"])
    return (
        pd.Series(pd.NA, index=table.index, dtype="str")
        .mask(gained.up.fillna(value=False), "up")
        .mask(gained.down.fillna(value=False), "down")
        .mask(gained.level.fillna(value=False), "level")
    )
