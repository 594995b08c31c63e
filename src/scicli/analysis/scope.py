"""The scope of a question: an area, the first rows of a table, or two editions."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from scicli.analysis.wording import counted
from scicli.errors import QuestionError
from scicli.index import rank
from scicli.index.catalog import Catalog
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.names import listed
from scicli.index.rank import Array, Gain, Mark, Rank, with_gain

Names = str | Iterable[str] | None
"""One name, several, or none."""


def each_name(*names: Names) -> list[str]:
    """Return names, single or in lists, as one list.

    >>> each_name("Busan", ["Seoul", "Tokyo"], None)
    ['Busan', 'Seoul', 'Tokyo']
    """
    lists = ([names] if isinstance(names, str) else names for names in names if names is not None)
    return [name for names in lists for name in names]


class Area(NamedTuple):
    """Regions and countries, by the column that names them; the whole world if there are none."""

    columns: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, catalog: Catalog, region: Names, country: Names) -> "Area":
        """Return the area of some regions and countries, which the data must name."""
        regions = dict.fromkeys(map(catalog.region, each_name(region)))
        countries = dict.fromkeys(map(catalog.country, each_name(country)))
        columns = {"region": tuple(regions), "country": tuple(countries)}
        return cls({column: names for column, names in columns.items() if names})

    @property
    def names(self) -> tuple[str, ...]:
        """The list of regions, and the list of countries."""
        return tuple(listed(names, "and") for names in self.columns.values())

    def phrase(self, preposition: str) -> str:
        """Return the area after a preposition, " in West"; nothing for the whole world."""
        return f" {preposition} {', '.join(self.names)}" if self.columns else ""

    def within(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of a table whose `region` and `country` are in the area."""
        for column, names in self.columns.items():
            table = table[table[column].isin(names)]
        return table

    def notes(self, table: pd.DataFrame, nouns: tuple[str, str]) -> list[str]:
        """Return how much of a table is in the area, and for how many rows that is not known."""
        if not self.columns:
            return []
        inside = len(self.within(table))
        notes = [
            f"{inside or 'None'} of these {len(table)}"
            f" {'are' if inside > 1 else 'is'}{self.phrase('in')}."
        ]
        for column in self.columns:
            if unknown := int(table[column].isna().sum()):
                cities = counted(unknown, *nouns)
                notes.append(f"The {column} of {cities} is not known.")
        return notes


def require_positive(number: int | None, noun: str) -> None:
    """Raise a QuestionError if a number of rows or places is less than 1."""
    if number is not None and number < 1:
        raise QuestionError(f"{number} {noun} are too few", "ask for 1 or more")


def first_rows(table: pd.DataFrame, rows: int | None, by: list[str]) -> tuple[pd.DataFrame, str]:
    """Return the first rows of a table that is sorted by some columns, and a note on the cut.

    Rows that tie with the last one are kept. A row without a value in the first of the columns ties
    with no other.
    """
    if rows is None or rows >= len(table):
        return table, ""
    # No place is negative, so that an open end ties with an open end.
    keys = table[by].fillna(-1)
    tied = keys.eq(keys.iloc[rows - 1]).all(axis="columns") & table[by[0]].notna()
    more = int(tied.iloc[rows:].sum())
    if rows + more == len(table):
        return table, ""
    ties = counted(more, "more that ties", "more that tie")
    last = f", and {ties} with the last of them" if more else ""
    first = "first" if rows == 1 else f"first {rows}"
    return table.head(rows + more), f"The {first} of {len(table)}{last}."


RANK_FIELDS = ["rank", "rank_max", "rank_mark"]


def beside(
    table: pd.DataFrame, rows: Array, prefix: str, fields: Sequence[str] = RANK_FIELDS
) -> dict[str, Any]:
    """Return columns of some rows of a table, with a prefix to their names.

    Where a row is -1 all of them are missing.
    """
    lacks = bool((rows < 0).any())
    return {f"{prefix}{name}": table[name].array.take(rows, allow_fill=lacks) for name in fields}


def typed(rows: Sequence[Mapping[str, object]], types: Mapping[str, Any]) -> pd.DataFrame:
    """Return rows as a frame with the columns that have a type here; others are left out."""
    return pd.DataFrame(
        {name: pd.array([row[name] for row in rows], dtype=one) for name, one in types.items()},
        copy=False,
    )


def with_previous(table: pd.DataFrame, before: pd.DataFrame, rows: Array) -> pd.DataFrame:
    """Add the rank in the edition before as `previous_rank`, …, and the gain since.

    `rows` has for each row of the table that of `before`, or -1.
    """
    joined = table.assign(**beside(before, rows, "previous_"))
    return with_gain(joined, before="previous_rank", now="rank")


class Move(NamedTuple):
    """A city with its ranks in two editions, both held."""

    city: str
    before: Rank
    after: Rank

    @property
    def gained(self) -> Gain:
        """The places gained."""
        return rank.gain(self.before, self.after)

    def overtook(self, other: "Move") -> bool:
        """Return whether the city certainly overtook another."""
        return bool(rank.overtook(self.before, self.after, other.before, other.after))


class Moves(NamedTuple):
    """The tables of one category in two editions, side by side.

    `table` has a row for each city in one of them: `city`, `country`, `region`, `category`,
    `from_edition`, `to_edition`; the columns of `Index.figures` with the prefixes `from_` and `to_`
    (`from_city` or `to_city` is missing where that table lacks the city); `gain`, `gain_max`,
    `gain_mark`; the `sources` of both figures. `complete` says whether both tables are complete,
    `forward` whether `start` is the earlier edition. `nouns` are the words for what is ranked.
    `is_common` says whether the ranks are those among the cities held in both tables.
    """

    start: Label
    end: Label
    category: str
    table: pd.DataFrame
    complete: bool
    forward: bool
    nouns: tuple[str, str]
    is_common: bool = False

    @property
    def both(self) -> pd.DataFrame:
        """The rows of the cities whose ranks are held in both tables."""
        return self.table[self.table["from_rank"].notna() & self.table["to_rank"].notna()]

    @property
    def rated(self) -> pd.DataFrame:
        """The rows of the cities whose ratings are held in both tables."""
        return self.table[self.table["from_rating"].notna() & self.table["to_rating"].notna()]

    @property
    def gained(self) -> Gain:
        """The places gained by the cities whose ranks are held in both tables."""
        both = self.both
        return rank.gain(rank.column(both, "from_rank"), rank.column(both, "to_rank"))

    def each(self) -> list[Move]:
        """Return these cities one by one, by their new rank and then by name."""
        both = self.both
        both = both.take(rank.first_to_last(rank.column(both, "to_rank")))
        ranks = rank.each(both, "from_rank"), rank.each(both, "to_rank")
        return [Move(*move) for move in zip(both["city"].tolist(), *ranks, strict=True)]

    def entry_notes(self) -> tuple[str, ...]:
        """Return which cities entered or left, and which others are held in one table only."""
        before, after = self.table["from_rank"].notna(), self.table["to_rank"].notna()
        # Only complete tables, the earlier one first, tell who entered and who left.
        certain = self.complete and self.forward
        entered = self.table["from_city"].isna() & certain
        left = self.table["to_city"].isna() & certain
        notes = {
            f"Entered since {self.start}": entered,
            f"Held in {self.end}, not held in {self.start}": after & ~before & ~entered,
            f"Left since {self.start}": left,
            f"Held in {self.start}, not held in {self.end}": before & ~after & ~left,
        }
        cities = self.table["city"]
        return tuple(
            f"{what}: {listed(cities[where].tolist(), 'and')}."
            for what, where in notes.items()
            if where.any()
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
        category=category,
        table=table.assign(category=category, from_edition=start, to_edition=end, sources=sources),
        complete=all(index.coverage(one, category).complete for one in (start, end)),
        forward=editions.index(start) < editions.index(end),
        nouns=index.nouns,
    )


def among_common(moved: Moves) -> Moves:
    """Return the cities held in both tables, ranked anew among themselves."""
    both = moved.both.copy()
    for side in ("from_rank", "to_rank"):
        places = rank.among(rank.column(both, side))
        twice = pd.DataFrame({"place": places.best}).duplicated(keep=False).to_numpy()
        tied = np.logical_and(places.exact, twice)
        no_gaps = np.zeros(len(both), dtype=bool)
        both[side] = pd.arrays.IntegerArray(places.best, no_gaps)
        both[f"{side}_max"] = pd.arrays.IntegerArray(places.worst, no_gaps.copy())
        both[f"{side}_mark"] = pd.array(np.where(tied, Mark.TIED, Mark.PLAIN), dtype="str")
    table = with_gain(both, before="from_rank", now="to_rank")
    return moved._replace(table=table, is_common=True)


def _side(rows: pd.DataFrame, codes: Array, prefix: str) -> pd.DataFrame:
    """Return a row for each city code, an empty one where the table lacks the city."""
    columns = rows[["city", *RANK_FIELDS, "rating", "sources"]]
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
