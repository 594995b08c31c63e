"""The figures: every rank and rating that the tables of editions hold, read when asked for."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from scicli.files.faults import Faults
from scicli.files.table import TextTable
from scicli.index.adding import added_up
from scicli.index.cells import Cells
from scicli.index.editions import Label
from scicli.index.outline import Outline
from scicli.index.rank import NO_END, UNKNOWN, Mark, parse_rank
from scicli.index.rating import GrammarError, parse_rating

if TYPE_CHECKING:
    import numpy.typing as npt

    from scicli.files.texts import Rows

    Numbers = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

_TABLE = ("edition", "category")
_KEY = (*_TABLE, "city")
# Each value with the column that has its text.
_VALUES = {"rank": "rank", "rank_max": "rank", "rating": "rating"}
_COLUMNS = (*_KEY, "rank", "rating", "basis", "sources")
_FIELDS = (*_KEY, "rank", "rank_max", "rank_mark", "rating", "basis", "sources")


class Figures:
    """The figures of tables of editions.

    The keys of all rows are checked at once, the other cells of a row where it is read. Every
    frame has a row for each figure, as in `Index.figures`, by edition, category and city; its index
    is the number of the row in the cells.

    Args:
        tables: The tables of editions.
        named: What they name.
        releases: What is known of the editions, as in `Index.releases`.
        faults: What takes in the faults.
    """

    def __init__(
        self,
        tables: Sequence[TextTable],
        named: Outline,
        releases: pd.DataFrame,
        faults: Faults,
    ) -> None:
        self._tables = tables
        self._faults = faults
        self._ranked = releases["cities_ranked"]
        self._dtypes = {
            "edition": pd.CategoricalDtype(list(named.editions), ordered=True),
            "category": pd.CategoricalDtype(list(named.categories), ordered=True),
            "city": pd.CategoricalDtype(list(named.cities)),
        }
        numbers = {
            column: {str(name): number for number, name in enumerate(dtype.categories)}
            for column, dtype in self._dtypes.items()
        }
        cities = numbers["city"]
        read_as = {spelling: cities[city] for spelling, city in named.spellings.items()}
        self._numbers: Mapping[str, Mapping[str, int]] = {**numbers, "city": cities | read_as}
        self._keys = Cells(tables, _KEY, faults)
        self._unkeyed = self._keys.unkeyed(*_KEY)

    @property
    def cells(self) -> Cells:
        """The cells of all rows."""
        return Cells(self._tables, _COLUMNS, self._faults)

    def all(self) -> pd.DataFrame:
        """Return all figures."""
        cells = self.cells
        read = self._read(cells)
        keyed = read.drop(index=self._unkeyed.tolist()) if len(self._unkeyed) else read
        added = self._added(cells, keyed)
        return _ordered(self._marked(added, _shared(added)))

    def tables(self, editions: Iterable[Label], categories: Collection[str]) -> pd.DataFrame:
        """Return the figures of some categories in some editions."""
        rows = self._rows({"edition": list(map(str, editions)), "category": categories})
        added = self._some(rows)
        return _ordered(self._marked(added, _shared(added)))

    def of(self, cities: Collection[str]) -> pd.DataFrame:
        """Return the figures of some cities."""
        added = self._some(self._rows({"city": cities}))
        tied = np.zeros(len(added), dtype=bool)
        for city in cities:
            own = (added["city"] == city).to_numpy()
            tied[own] = self._shared_by_others(added[own])
        return _ordered(self._marked(added, tied))

    def _some(self, rows: "Rows") -> pd.DataFrame:
        cells = Cells(self._tables, _COLUMNS, self._faults, rows)
        return self._added(cells, self._read(cells))

    def _rows(self, wanted: Mapping[str, Collection[str]]) -> "Rows":
        """Return the rows with a key that has one of some names in each of some columns."""
        codes = {}
        for column, names in wanted.items():
            numbers = {self._numbers[column][name] for name in names}
            codes[column] = [
                code
                for code, text in enumerate(self._keys.distinct(column))
                if self._numbers[column].get(text) in numbers
            ]
        found = []
        for some, keys in self._keys.in_step(*codes):
            chosen = [
                _one_of(numbers, among) for numbers, among in zip(keys, codes.values(), strict=True)
            ]
            found.append(np.flatnonzero(np.logical_and.reduce(chosen)) + some.start)
        return np.setdiff1d(np.concatenate(found), self._unkeyed)

    def _read(self, cells: Cells) -> pd.DataFrame:
        """Return cells as values: an open end is `NO_END`, and a mark of a tie is 1."""
        ranks = cells.parsed("rank", parse_rank, UNKNOWN)
        best = pd.array([rank.best if rank.held else None for rank in ranks], dtype="Int64")
        worst = [rank.worst if rank.held else None for rank in ranks]
        tied = pd.array([int(rank.mark is Mark.TIED) for rank in ranks], dtype="Int64")
        ratings = pd.array(cells.parsed("rating", parse_rating, None), dtype="Float64")
        return pd.DataFrame(
            {
                **{column: self._categories(cells, column) for column in _KEY},
                "rank": cells.spread("rank", best),
                "rank_max": cells.spread("rank", pd.array(worst, dtype="Int64")),
                "tied": cells.spread("rank", tied),
                "rating": cells.spread("rating", ratings),
                "basis": cells.held("basis"),
                "sources": cells.held("sources"),
            },
            copy=False,
        )

    def _categories(self, cells: Cells, column: str) -> pd.Categorical:
        codes = self._lookup(cells, column)[cells.codes(column)]
        return pd.Categorical.from_codes(codes, dtype=self._dtypes[column], validate=False)

    def _lookup(self, cells: Cells, column: str) -> "npt.NDArray[np.int32]":
        """Return the number of the name that each distinct text of a column means; -1 for none."""
        numbers = self._numbers[column]
        return np.array([numbers.get(text, -1) for text in cells.distinct(column)], dtype="int32")

    def _added(self, cells: Cells, read: pd.DataFrame) -> pd.DataFrame:
        """Return rows of several files added up, once their ranks are not beyond the last one."""
        added = added_up(cells, read, _KEY, _VALUES, lists=["basis", "sources"])
        ranked = self._ranks(added)
        beyond = (added["rank"] > ranked).fillna(value=False)
        for row in added.index[beyond]:
            edition = str(added.at[row, "edition"])
            problem = f"is beyond the {ranked[row]} cities ranked in edition {edition}"
            cells.fault(row, "rank", problem, "correct the rank, or cities_ranked")
        return added

    def _ranks(self, rows: pd.DataFrame) -> pd.Series:
        """Return how many cities are ranked in the edition of each row."""
        codes = rows["edition"].cat.codes.to_numpy()
        return pd.Series(self._ranked.array.take(codes), index=rows.index)

    def _marked(self, added: pd.DataFrame, shared: "Flags") -> pd.DataFrame:
        """Close open ends where that can be done, and add `rank_mark`."""
        opened = added["rank_max"].to_numpy("int64", na_value=0) == NO_END
        tied = (added["tied"] == 1).to_numpy() | shared
        marks = np.array([Mark.PLAIN, Mark.TIED, Mark.OPEN], dtype="object")
        frame = added.assign(
            rank_mark=pd.array(marks[np.where(opened, 2, tied)], dtype="str"),
            rank_max=added["rank_max"].mask(opened, self._ranks(added))
            if opened.any()
            else added["rank_max"],
        )
        return frame[list(_FIELDS)]

    def _shared_by_others(self, own: pd.DataFrame) -> "Flags":
        """Return which figures of a city have an exact rank that another city holds too."""
        exact, ranks, tables = _exact(own)
        wanted = np.zeros(math.prod(len(self._dtypes[name].categories) for name in _TABLE), "int64")
        wanted[tables[exact]] = ranks[exact]
        shared = np.zeros(len(wanted), dtype=bool)
        ranks_of_all = self._exact_ranks
        numbers = [self._lookup(self._keys, column) for column in _KEY]
        city = own["city"].cat.codes.to_numpy()[:1]
        for _, (*keys, texts) in self._ranked_cells.in_step(*_KEY, "rank"):
            edition, category, other = (
                lookup[codes] for lookup, codes in zip(numbers, keys, strict=True)
            )
            table = edition.astype("int64") * len(self._dtypes["category"].categories) + category
            rank = ranks_of_all[texts]
            again = (rank == wanted[table]) & (rank > 0) & (other != city)
            shared[table[again]] = True
        return exact & shared[tables]

    @cached_property
    def _ranked_cells(self) -> Cells:
        """The keys and ranks of all rows."""
        return Cells(self._tables, (*_KEY, "rank"), self._faults)

    @cached_property
    def _exact_ranks(self) -> "Numbers":
        """The one place that each distinct text of a rank means, or 0.

        A text that is no rank is a fault of its own row, not of those that look whether they tie.
        """
        places = []
        for text in self._ranked_cells.distinct("rank"):
            try:
                rank = parse_rank(text)
            except GrammarError:
                rank = UNKNOWN
            places.append(rank.best if rank.exact else 0)
        return np.array(places, dtype="int64")


def table_numbers(figures: pd.DataFrame) -> "Numbers":
    """Return the number of the table of each figure, by edition and then by category."""
    edition, category = (figures[column].cat for column in _TABLE)
    return edition.codes.to_numpy("int64") * len(category.categories) + category.codes.to_numpy()


def _one_of(codes: "npt.NDArray[np.integer]", among: Sequence[int]) -> "Flags":
    return codes == among[0] if len(among) == 1 else np.isin(codes, among)


def _ordered(frame: pd.DataFrame) -> pd.DataFrame:
    """Return figures by edition, category and city."""
    codes = [frame[column].cat.codes for column in reversed(_KEY)]
    return frame.take(np.lexsort(codes))


def _exact(rows: pd.DataFrame) -> "tuple[Flags, Numbers, Numbers]":
    """Return which rows have an exact rank, the best place of each, and the number of its table."""
    best, worst = (rows[name].to_numpy("int64", na_value=0) for name in ("rank", "rank_max"))
    return (best > 0) & (best == worst), best, table_numbers(rows)


def _shared(added: pd.DataFrame) -> "Flags":
    """Return which rows have one exact rank in common with another row of their table."""
    exact, ranks, tables = _exact(added)
    places = pd.DataFrame({"table": tables[exact], "rank": ranks[exact]})
    shared = np.zeros(len(added), dtype=bool)
    shared[exact] = places.duplicated(keep=False)
    return shared
