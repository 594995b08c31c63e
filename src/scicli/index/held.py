"""The figures as they are looked up: all, by table, by city; what has been read is kept."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.figures import Figures, table_numbers
from scicli.index.outline import Outline

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]

Table = tuple[Label, str]
"""An edition and a category."""
Row = Mapping[Hashable, Any]
"""One row of a table, by its columns."""
# Who has asked for so many tables one by one asks for nearly all.
_MANY = 50


class Held:
    """The figures of a ranking; see `Index` for the columns of what is returned.

    Args:
        figures: Reads them.
        named: What the data name.
    """

    def __init__(self, figures: Figures, named: Outline) -> None:
        self._figures = figures
        self._named = named
        self._tables: dict[Table, pd.DataFrame] = {}
        self._histories: dict[tuple[str, ...], pd.DataFrame] = {}
        self._by_city: dict[Table, Mapping[tuple[object, ...], Row]] = {}
        self._by_table: dict[str, Mapping[tuple[object, ...], Row]] = {}

    @cached_property
    def all(self) -> pd.DataFrame:
        """All figures, by edition, category and city."""
        return self._figures.all().reset_index(drop=True)

    @property
    def _whole(self) -> bool:
        return "all" in self.__dict__

    def table(self, edition: Label, category: str) -> pd.DataFrame:
        """Return the figures of one table, by city: none of a category that nothing names."""
        self.read_ahead([edition], [category])
        table = self._tables.get((edition, category))
        return self._figures.tables([], []) if table is None else table

    def read_ahead(self, editions: Collection[Label], categories: Collection[str]) -> None:
        """Read several tables at once, which is faster than one by one."""
        known = [category for category in categories if category in self._named.categories]
        missing = [table for table in product(editions, known) if table not in self._tables]
        if not missing:
            return
        if self._whole or len(self._tables) > _MANY:
            found, numbers = self.all, self._numbers
        else:
            found = self._figures.tables(editions, known)
            numbers = table_numbers(found)
        for table in missing:
            number = self._number(*table)
            first, last = np.searchsorted(numbers, [number, number + 1])
            self._tables[table] = found.iloc[first:last].reset_index(drop=True)

    def history(self, *cities: str) -> pd.DataFrame:
        """Return the figures of some cities, by edition, category and city."""
        if cities not in self._histories:
            found = (
                self.all.take(self._rows_of(cities)) if self._whole else self._figures.of(cities)
            )
            self._histories[cities] = found.reset_index(drop=True)
        return self._histories[cities]

    def _rows_of(self, cities: Collection[str]) -> "Numbers":
        """Return the numbers of the rows of some cities among all figures, in their order."""
        order, codes = self._by_name
        numbers = self.all["city"].cat.categories.get_indexer(pd.Index(list(cities)))
        cuts = zip(*(np.searchsorted(codes, numbers + one) for one in (0, 1)), strict=True)
        return np.sort(np.concatenate([order[first:last] for first, last in cuts]))

    @cached_property
    def _by_name(self) -> "tuple[Numbers, Numbers]":
        """The rows of all figures in the order of their cities, and the number of each city."""
        codes = self.all["city"].cat.codes.to_numpy("int64")
        order = np.argsort(codes, kind="stable").astype("int64")
        return order, codes[order]

    def figure(self, edition: Label, category: str, city: str) -> Row | None:
        """Return a figure, with None for what is missing, or None where there is none.

        It is looked up in its table, if that has been read, else in the history of the city.
        """
        table = edition, category
        if table in self._tables and city not in self._by_table:
            if table not in self._by_city:
                self._by_city[table] = _records(self._tables[table], ["city"])
            return self._by_city[table].get((city,))
        if city not in self._by_table:
            self._by_table[city] = _records(self.history(city), ["edition", "category"])
        return self._by_table[city].get(table)

    def covered(self, edition: Label, category: str) -> tuple[int, int]:
        """Return how many ranks of a table are held, and to which place none is missing."""
        if self._whole and category in self._named.categories:
            number = self._number(edition, category)
            held, depths = self._covered
        else:
            number = 0
            rows = self.table(edition, category)
            held, depths = _covered(rows, np.zeros(len(rows), dtype="int64"), 1)
        return int(held[number]), int(depths[number])

    @cached_property
    def _covered(self) -> "tuple[Numbers, Numbers]":
        """The same of every table."""
        several = len(self._named.editions) * len(self._named.categories)
        return _covered(self.all, self._numbers, several)

    @cached_property
    def _numbers(self) -> "Numbers":
        """The number of the table of each of all figures."""
        return table_numbers(self.all)

    def _number(self, edition: Label, category: str) -> int:
        """Return the number of a table."""
        named = self._named
        before = named.editions.index(edition) * len(named.categories)
        return before + named.categories.index(category)


def _records(figures: pd.DataFrame, key: Sequence[str]) -> Mapping[tuple[object, ...], Row]:
    """Return the rows of figures by a key, with None for what is missing."""
    plain = figures.astype("object").where(figures.notna(), None)
    keys = zip(*(plain[column] for column in key), strict=True)
    return dict(zip(keys, plain.to_dict("records"), strict=True))


def _covered(figures: pd.DataFrame, tables: "Numbers", several: int) -> "tuple[Numbers, Numbers]":
    """Return how many ranks of each table are held, and the depth of each.

    Args:
        figures: The figures.
        tables: The number of the table of each.
        several: How many tables there are.
    """
    ranks = rank.column(figures, "rank")
    tied = (figures["rank_mark"] == rank.Mark.TIED).to_numpy()
    held = np.bincount(tables[ranks.held], minlength=several)
    return held, rank.depths(tables, ranks, tied, several)
