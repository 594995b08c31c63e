"""The figures of a ranking: every rank and rating, found by table or by city."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from scicli.files.faults import Faults
from scicli.files.table import TextTable
from scicli.index import rank
from scicli.index.catalog import Catalog
from scicli.index.cells import Cells, merge_rows
from scicli.index.editions import Label
from scicli.index.rank import NO_END, UNKNOWN, Mark, Rank, parse_rank
from scicli.index.rating import parse_rating

Numbers = npt.NDArray[np.integer]
Row = Mapping[Hashable, Any]
"""One row of a table, by its columns."""
KEY = ("edition", "category", "city")
COLUMNS = (*KEY, "rank", "rating", "basis", "sources")
_MARKS = [Mark.PLAIN.value, Mark.TIED.value, Mark.OPEN.value]
_PLAIN, _TIED, _OPEN = range(3)
# Ties are looked for in as many tables at a time as need this many counters.
_COUNTERS = 2**17


def each_row(frame: pd.DataFrame) -> Iterator[Row]:
    """Yield the rows of a frame, with None for a missing value."""
    columns = {}
    for name in frame.columns:
        cells = frame[name].array
        pairs = zip(cells.tolist(), cells.isna().tolist(), strict=True)
        columns[name] = [None if is_missing else cell for cell, is_missing in pairs]
    for row in zip(*columns.values(), strict=True):
        yield dict(zip(columns, row, strict=True))


class FigureStore:
    """All figures, checked.

    Each column is kept as its distinct values, and as a code for each row. The rows are in the
    order of their tables: by edition and category.
    """

    def __init__(
        self, tables: Sequence[TextTable], catalog: Catalog, releases: pd.DataFrame, faults: Faults
    ) -> None:
        self._catalog = catalog
        self._ranked = releases["cities_ranked"].to_numpy("int64", na_value=NO_END)
        self._names = {
            "edition": pd.CategoricalDtype(list(catalog.editions), ordered=True),
            "category": pd.CategoricalDtype(list(catalog.categories), ordered=True),
            "city": pd.CategoricalDtype(list(catalog.cities)),
        }
        cells = Cells(tables, COLUMNS, faults)
        ranks = cells.parsed("rank", parse_rank, UNKNOWN)
        self._ranks = Rank(
            np.array([one.best for one in ranks], dtype="int64"),
            np.array([one.worst for one in ranks], dtype="int64"),
        )
        self._mark_texts = pd.array(_MARKS, dtype="str")
        self._marks = np.array([_MARKS.index(one.mark) for one in ranks], dtype="uint8")
        texts = {
            name: pd.array([text or None for text in cells.distinct(name)], dtype="str")
            for name in ("basis", "sources")
        }
        ratings = cells.parsed("rating", parse_rating, None)
        self._values = {"rating": pd.array(ratings, dtype="Float64"), **texts}
        without_key = cells.without_key(*KEY)
        names = {name: self._name_codes(cells, name) for name in KEY}
        self._codes = names | {name: cells.codes(name) for name in COLUMNS[len(KEY) :]}
        self._rows: Numbers = np.arange(len(cells), dtype=np.min_scalar_type(-len(cells) - 1))
        self._tables = self._table_numbers()
        self._sort(cells, without_key, len(tables))
        self._check_beyond(cells)
        count = len(catalog.editions) * len(catalog.categories)
        self._starts = np.searchsorted(self._tables, np.arange(count + 1))
        self._table_frames: dict[tuple[Label, str], pd.DataFrame] = {}
        self._histories: dict[tuple[str, ...], pd.DataFrame] = {}
        self._records: dict[str, Mapping[tuple[Label, str], Row]] = {}
        self._covered: dict[tuple[Label, str], tuple[int, int]] = {}
        # Ties are looked for in several tables at a time, when a question first needs one of them.
        self._is_tied = np.zeros(len(self._rows), dtype=bool)
        self._are_ties_known = np.zeros(count, dtype=bool)

    def __len__(self) -> int:
        """Return the number of figures."""
        return len(self._rows)

    def all(self) -> pd.DataFrame:
        """Return all figures; their index is their row in the files."""
        tied = self._tied(np.arange(len(self)))
        order = np.argsort(self._keys(), kind="stable")
        return self._frame(order, tied[order]).set_axis(self._rows[order])

    def table(self, edition: Label, category: str) -> pd.DataFrame:
        """Return the figures of one table, by city; none if the data do not name the category."""
        key = edition, category
        if key not in self._table_frames:
            rows = self._rows_of(edition, category)
            tied = self._tied(rows)
            order = np.argsort(self._codes["city"][rows])
            self._table_frames[key] = self._frame(rows[order], tied[order])
        return self._table_frames[key]

    def history(self, *cities: str) -> pd.DataFrame:
        """Return the figures of some cities."""
        if cities not in self._histories:
            rows = self._rows_of_cities(cities)
            self._histories[cities] = self._frame(rows, self._tied(rows))
        return self._histories[cities]

    def figure(self, edition: Label, category: str, city: str) -> Row | None:
        """Return a figure, with None for what is missing, or None if there is none."""
        if city not in self._records:
            self._records[city] = {
                (row["edition"], row["category"]): row for row in self._rows_as_records(city)
            }
        return self._records[city].get((edition, category))

    def _rows_as_records(self, city: str) -> Iterator[Row]:
        """Yield the figures of a city; see `figure`."""
        rows = self._rows_of_cities([city])
        ranks, marks = self._ranks_of(rows), self._marks_of(rows, self._tied(rows))
        editions, categories = self._catalog.editions, self._catalog.categories
        columns: dict[str, list[Any]] = {
            "edition": [editions[code] for code in self._codes["edition"][rows].tolist()],
            "category": [categories[code] for code in self._codes["category"][rows].tolist()],
            "city": [city] * len(rows),
            "rank": [place or None for place in ranks.best.tolist()],
            "rank_max": [None if place == NO_END else place for place in ranks.worst.tolist()],
            "rank_mark": [_MARKS[mark] for mark in marks.tolist()],
        }
        for name, values in self._values.items():
            own = values.take(self._codes[name][rows])
            cells = zip(own.tolist(), own.isna().tolist(), strict=True)
            columns[name] = [None if missing else cell for cell, missing in cells]
        for row in zip(*columns.values(), strict=True):
            yield dict(zip(columns, row, strict=True))

    def covered(self, edition: Label, category: str) -> tuple[int, int]:
        """Return how many ranks of a table are held, and its depth (see `rank.depth`)."""
        key = edition, category
        if key not in self._covered:
            rows = self._rows_of(edition, category)
            ranks = self._ranks_of(rows)
            depth = rank.depth(ranks, self._marks_of(rows, self._tied(rows)) == _TIED)
            self._covered[key] = int(ranks.held.sum()), depth
        return self._covered[key]

    def _rows_of_cities(self, cities: Sequence[str]) -> Numbers:
        """Return the rows of some cities, in the order of their tables."""
        codes = self._names["city"].categories.get_indexer(pd.Index(cities))
        is_asked = np.zeros(len(self._catalog.cities), dtype=bool)
        is_asked[codes[codes >= 0]] = True
        rows = np.flatnonzero(is_asked[self._codes["city"]])
        return rows[np.argsort(self._keys(rows))]

    def _rows_of(self, edition: Label, category: str) -> Numbers:
        """Return the rows of a table."""
        editions, categories = self._catalog.editions, self._catalog.categories
        if category not in categories:
            return np.arange(0)
        table = editions.index(edition) * len(categories) + categories.index(category)
        return np.arange(*self._starts[table : table + 2])

    def _name_codes(self, cells: Cells, column: str) -> Numbers:
        """Return the code of the name in each row, or -1 if it is blank."""
        numbers = {str(name): n for n, name in enumerate(self._names[column].categories)}
        if column == "city":
            shown = {**self._catalog.renamed, **self._catalog.spellings}
            numbers |= {text: numbers[city] for text, city in shown.items()}
        lookup = [numbers.get(text, -1) for text in cells.distinct(column)]
        codes = np.array(lookup, dtype=np.min_scalar_type(-len(numbers) - 1))
        return codes[cells.codes(column)]

    def _table_numbers(self) -> Numbers:
        """Return the number of the table of each row."""
        categories = len(self._catalog.categories)
        smallest = np.min_scalar_type(-len(self._catalog.editions) * categories - 1)
        numbers: Numbers = self._codes["edition"].astype(smallest)
        numbers *= smallest.type(categories)
        numbers += self._codes["category"]
        return numbers

    def _keys(self, rows: "slice | Numbers" = slice(None)) -> Numbers:
        """Return a number for the edition, category and city of each row, in their order."""
        tables = self._tables[rows].astype("int64")
        return tables * len(self._catalog.cities) + self._codes["city"][rows]

    def _take(self, rows: Numbers) -> None:
        """Keep some rows, in the order given."""
        self._rows, self._tables = self._rows[rows], self._tables[rows]
        self._codes = {name: codes[rows] for name, codes in self._codes.items()}

    def _sort(self, cells: Cells, without_key: Numbers, files: int) -> None:
        """Bring the rows in the order of their tables; of several files, merge those of one key."""
        if len(without_key):
            self._take(np.setdiff1d(self._rows, without_key))
        if files > 1:
            self._take(np.argsort(self._keys(), kind="stable"))
            self._merge_files(cells)
        elif (self._tables[1:] < self._tables[:-1]).any():
            self._take(np.argsort(self._tables, kind="stable"))

    def _merge_files(self, cells: Cells) -> None:
        """Merge the rows that several files have for one key."""
        keys = self._keys()
        again = np.append(False, keys[1:] == keys[:-1])
        if not again.any():
            return
        several = np.flatnonzero(again | np.append(again[1:], False))
        codes = self._codes["rank"][several]
        parts = self._frame(several, np.zeros(len(several), dtype=bool)).drop(columns="rank_mark")
        worst = pd.arrays.IntegerArray(self._ranks.worst[codes], parts["rank"].isna().to_numpy())
        parts = parts.assign(rank_max=worst, tied=self._marks[codes] == _TIED)
        values = {"rank": "rank", "rank_max": "rank", "rating": "rating"}
        merged = merge_rows(
            cells, parts.set_axis(self._rows[several]), list(KEY), values, ["basis", "sources"]
        )
        is_first = np.isin(self._rows[several], merged.index)
        first, others = several[is_first], several[~is_first]
        self._write(first, merged.loc[self._rows[first]])
        self._take(np.delete(np.arange(len(keys)), others))

    def _write(self, rows: Numbers, merged: pd.DataFrame) -> None:
        """Write merged values into rows."""
        ranks, start = rank.column(merged, "rank"), len(self._ranks.best)
        self._ranks = Rank(
            np.concatenate([self._ranks.best, ranks.best]),
            np.concatenate([self._ranks.worst, ranks.worst]),
        )
        self._codes["rank"] = self._codes["rank"].astype("int64")
        self._codes["rank"][rows] = np.arange(start, start + len(rows))
        is_open = ranks.held & (ranks.worst == NO_END)
        marks = np.where(is_open, _OPEN, np.where(merged["tied"], _TIED, _PLAIN))
        self._marks = np.concatenate([self._marks, marks])
        for name, known in self._values.items():
            values = pd.concat([pd.Series(known), pd.Series(merged[name].array)])
            self._codes[name] = self._codes[name].astype("int64")
            self._codes[name][rows] = np.arange(len(known), len(values))
            self._values[name] = values.array

    def _check_beyond(self, cells: Cells) -> None:
        """Refuse a rank beyond the number of cities that its edition ranks."""
        best = self._ranks.best
        if not len(best) or best.max() <= self._ranked.min(initial=NO_END):
            return
        ranked = self._ranked[self._codes["edition"]]
        for row in np.flatnonzero(best[self._codes["rank"]] > ranked):
            edition = self._catalog.editions[self._codes["edition"][row]]
            problem = f"is beyond the {ranked[row]} cities ranked in edition {edition}"
            cells.fault(int(self._rows[row]), "rank", problem, "correct the rank, or cities_ranked")

    @cached_property
    def _exact_places(self) -> Numbers:
        """Return a number for the place of each distinct rank, or 0 if it is not one place."""
        places = np.where(self._ranks.exact, self._ranks.best, 0)
        _, numbers = np.unique(np.append(0, places), return_inverse=True)
        return numbers[1:].astype(np.min_scalar_type(len(numbers)))

    def _tied(self, rows: Numbers) -> npt.NDArray[np.bool_]:
        """Return which rows share an exact rank with another row of their table."""
        span = max(_COUNTERS // (int(self._exact_places.max(initial=0)) + 1), 1)
        tables = np.unique(self._tables[rows].astype("int64") // span) * span
        for first in tables[~self._are_ties_known[tables]]:
            start, end = self._starts[[first, min(first + span, len(self._starts) - 1)]]
            places = self._exact_places[self._codes["rank"][start:end]].astype("int64")
            keys = places * span + (self._tables[start:end] - first)
            self._is_tied[start:end] = (np.bincount(keys) > 1)[keys] & (places > 0)
        self._are_ties_known[tables] = True
        return self._is_tied[rows]

    def _frame(self, rows: Numbers, tied: npt.NDArray[np.bool_]) -> pd.DataFrame:
        """Return rows as a frame (see `Index.figures`); `tied` tells which share their rank."""
        ranks = self._ranks_of(rows)
        codes = {name: numbers[rows] for name, numbers in self._codes.items()}
        return pd.DataFrame(
            {
                **{
                    name: pd.Categorical.from_codes(codes[name], dtype=dtype, validate=False)
                    for name, dtype in self._names.items()
                },
                "rank": pd.arrays.IntegerArray(ranks.best, ~ranks.held),
                "rank_max": pd.arrays.IntegerArray(ranks.worst, ranks.worst == NO_END),
                "rank_mark": self._mark_texts.take(self._marks_of(rows, tied)),
                **{name: values.take(codes[name]) for name, values in self._values.items()},
            },
            copy=False,
        )

    def _ranks_of(self, rows: Numbers) -> Rank:
        """Return the ranks of rows; an open end goes as far as the edition ranks cities."""
        codes = self._codes["rank"][rows]
        best, worst = self._ranks.best[codes], self._ranks.worst[codes]
        is_open = (worst == NO_END) & (best > 0)
        return Rank(best, np.where(is_open, self._ranked[self._codes["edition"][rows]], worst))

    def _marks_of(self, rows: Numbers, tied: npt.NDArray[np.bool_]) -> Numbers:
        """Return the marks of rows, as positions in `_MARKS`; see `_frame`."""
        marks = self._marks[self._codes["rank"][rows]]
        return np.where((marks == _PLAIN) & tied, _TIED, marks)
