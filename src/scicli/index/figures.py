"""The figures of a ranking: every rank and rating, checked once, found by table or by city."""

from collections.abc import Hashable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from scicli.files.faults import Faults
from scicli.files.table import TextTable
from scicli.index import rank
from scicli.index.catalog import Catalog
from scicli.index.cells import Cells
from scicli.index.editions import Label
from scicli.index.merge import merge_rows
from scicli.index.rank import NO_END, UNKNOWN, Mark, Rank, parse_rank
from scicli.index.rating import parse_rating

Numbers = npt.NDArray[np.integer]
Row = Mapping[Hashable, Any]
"""One row of a table, by its columns."""
KEY = ("edition", "category", "city")
COLUMNS = (*KEY, "rank", "rating", "basis", "sources")
_MARKS = [Mark.PLAIN.value, Mark.TIED.value, Mark.OPEN.value]


class FigureStore:
    """The figures of tables of editions, by edition, category and city.

    Of each column it keeps the different values, and for each row the number of its value.

    Args:
        tables: The tables of editions.
        catalog: What they name.
        releases: What is known of the editions, as in `Index.releases`.
        faults: What takes in the faults.
    """

    def __init__(
        self,
        tables: Sequence[TextTable],
        catalog: Catalog,
        releases: pd.DataFrame,
        faults: Faults,
    ) -> None:
        self._named = catalog
        self._ranked = releases["cities_ranked"].to_numpy("int64", na_value=NO_END)
        cells = Cells(tables, COLUMNS, faults)
        self._names = {
            "edition": pd.CategoricalDtype(list(catalog.editions), ordered=True),
            "category": pd.CategoricalDtype(list(catalog.categories), ordered=True),
            "city": pd.CategoricalDtype(list(catalog.cities)),
        }
        ranks = cells.parsed("rank", parse_rank, UNKNOWN)
        self._ranks = Rank(
            np.array([one.best for one in ranks], dtype="int64"),
            np.array([one.worst for one in ranks], dtype="int64"),
        )
        self._marks = np.array([_MARKS.index(one.mark) for one in ranks], dtype="uint8")
        self._values = {
            "rating": pd.array(cells.parsed("rating", parse_rating, None), dtype="Float64"),
            **{
                name: pd.array([text or None for text in cells.distinct(name)], dtype="str")
                for name in ("basis", "sources")
            },
        }
        unkeyed = cells.unkeyed(*KEY)
        self._codes = {name: self._numbers(cells, name) for name in KEY} | {
            name: cells.codes(name) for name in ("rank", "rating", "basis", "sources")
        }
        self.rows: Numbers = np.arange(len(cells))
        """The number of the row of each figure among all rows of the files."""
        if len(unkeyed):
            self._take(np.setdiff1d(self.rows, unkeyed))
        if len(tables) > 1:
            self._take(np.argsort(self._keys(), kind="stable"))
            self._add_up(cells)
        elif (np.diff(self._tables()) < 0).any():
            self._take(np.argsort(self._tables(), kind="stable"))
        self._check_beyond(cells)
        self._starts = np.searchsorted(
            self._tables(), np.arange(len(catalog.editions) * len(catalog.categories) + 1)
        )
        self._table_frames: dict[int, pd.DataFrame] = {}
        self._histories: dict[tuple[str, ...], pd.DataFrame] = {}
        self._records: dict[str, Mapping[tuple[Label, str], Row]] = {}
        self._covered: dict[int, tuple[int, int]] = {}

    def __len__(self) -> int:
        """Return the number of figures."""
        return len(self.rows)

    def all(self) -> pd.DataFrame:
        """Return all figures; their index is the number of their row in the files."""
        order = np.argsort(self._keys(), kind="stable")
        return self._frame(order, self._tied_everywhere[order]).set_axis(self.rows[order])

    def table(self, edition: Label, category: str) -> pd.DataFrame:
        """Return the figures of one table, by city: none of a category that nothing names."""
        number = self._number(edition, category)
        if number is None:
            return self._frame(np.arange(0), np.zeros(0, dtype=bool))
        if number not in self._table_frames:
            rows = np.arange(*self._starts[number : number + 2])
            tied = self._tied(rows)
            order = np.argsort(self._codes["city"][rows])
            self._table_frames[number] = self._frame(rows[order], tied[order])
        return self._table_frames[number]

    def history(self, *cities: str) -> pd.DataFrame:
        """Return the figures of some cities."""
        if cities not in self._histories:
            numbers = self._names["city"].categories.get_indexer(pd.Index(cities))
            rows = np.flatnonzero(
                np.logical_or.reduce([self._codes["city"] == number for number in numbers])
            )
            rows = rows[np.argsort(self._keys(rows))]
            self._histories[cities] = self._frame(rows, self._tied_everywhere[rows])
        return self._histories[cities]

    def figure(self, edition: Label, category: str, city: str) -> Row | None:
        """Return a figure, with None for what is missing, or None where there is none."""
        if city not in self._records:
            history = self.history(city)
            plain = history.astype("object").where(history.notna(), None)
            keys = zip(plain["edition"], plain["category"], strict=True)
            self._records[city] = dict(zip(keys, plain.to_dict("records"), strict=True))
        return self._records[city].get((edition, category))

    def covered(self, edition: Label, category: str) -> tuple[int, int]:
        """Return how many ranks of a table are held, and its depth."""
        number = self._number(edition, category)
        if number is None:
            return 0, 0
        if number not in self._covered:
            rows = self.table(edition, category)
            ranks, tied = rank.column(rows, "rank"), (rows["rank_mark"] == Mark.TIED).to_numpy()
            one = np.zeros(len(rows), dtype="int64")
            depth = rank.depths(one, ranks, tied, 1)[0]
            self._covered[number] = int(ranks.held.sum()), int(depth)
        return self._covered[number]

    def _number(self, edition: Label, category: str) -> int | None:
        """Return the number of a table, or None where nothing names its category."""
        catalog = self._named
        if category not in catalog.categories:
            return None
        before = catalog.editions.index(edition) * len(catalog.categories)
        return before + catalog.categories.index(category)

    def _numbers(self, cells: Cells, column: str) -> Numbers:
        """Return for each row the number of the name in its key; -1 where it is blank."""
        numbers = {str(name): n for n, name in enumerate(self._names[column].categories)}
        if column == "city":
            numbers |= {text: numbers[city] for text, city in self._named.spellings.items()}
        lookup = [numbers.get(text, -1) for text in cells.distinct(column)]
        small = np.min_scalar_type(-len(numbers) - 1)
        found: Numbers = np.array(lookup, dtype=small)[cells.codes(column)]
        return found

    def _tables(self, rows: "slice | Numbers" = slice(None)) -> Numbers:
        """Return the number of the table of each row."""
        edition, category = self._codes["edition"][rows], self._codes["category"][rows]
        return edition.astype("int64") * len(self._named.categories) + category

    def _keys(self, rows: "slice | Numbers" = slice(None)) -> Numbers:
        """Return the number of the table and the city of each row."""
        return self._tables(rows) * len(self._named.cities) + self._codes["city"][rows]

    def _take(self, rows: Numbers) -> None:
        """Keep some rows, in the order given."""
        self.rows = self.rows[rows]
        self._codes = {name: codes[rows] for name, codes in self._codes.items()}

    def _add_up(self, cells: Cells) -> None:
        """Put what several files say of one key into one row."""
        keys = self._keys()
        again = np.zeros(len(keys), dtype=bool)
        again[1:] = keys[1:] == keys[:-1]
        if not again.any():
            return
        several = np.flatnonzero(again | np.append(again[1:], False))
        codes = self._codes["rank"][several]
        worst, tied = self._ranks.worst[codes], self._marks[codes] == _MARKS.index(Mark.TIED)
        parts = self._frame(several, np.zeros(len(several), dtype=bool))
        parts = parts.assign(
            rank_max=pd.arrays.IntegerArray(worst, parts["rank"].isna().to_numpy()),
            tied=tied.astype("int64"),
        ).set_axis(self.rows[several])
        values = {"rank": "rank", "rank_max": "rank", "rating": "rating"}
        added = merge_rows(
            cells, parts.drop(columns="rank_mark"), KEY, values, ["basis", "sources"]
        )
        first = several[np.isin(self.rows[several], added.index)]
        added = added.loc[self.rows[first]]
        self._put(first, added)
        kept = np.ones(len(keys), dtype=bool)
        kept[several], kept[first] = False, True
        self._take(np.flatnonzero(kept))

    def _put(self, rows: Numbers, added: pd.DataFrame) -> None:
        """Write values that files add up to into rows."""
        ranks, start = rank.column(added, "rank"), len(self._ranks.best)
        self._ranks = Rank(
            np.concatenate([self._ranks.best, ranks.best]),
            np.concatenate([self._ranks.worst, ranks.worst]),
        )
        self._codes["rank"] = self._codes["rank"].astype("int64")
        self._codes["rank"][rows] = np.arange(start, start + len(rows))
        is_open = ranks.held & (ranks.worst == NO_END)
        tied = np.where(added["tied"], _MARKS.index(Mark.TIED), _MARKS.index(Mark.PLAIN))
        marks = np.where(is_open, _MARKS.index(Mark.OPEN), tied)
        self._marks = np.concatenate([self._marks, marks])
        for name, known in self._values.items():
            values = pd.concat([pd.Series(known), pd.Series(added[name].array)])
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
            edition = self._named.editions[self._codes["edition"][row]]
            problem = f"is beyond the {ranked[row]} cities ranked in edition {edition}"
            cells.fault(int(self.rows[row]), "rank", problem, "correct the rank, or cities_ranked")

    def _tied(self, rows: Numbers) -> npt.NDArray[np.bool_]:
        """Return which rows have one exact rank in common with another of them in their table."""
        places, number = np.unique(self._ranks.best, return_inverse=True)
        codes = self._codes["rank"][rows]
        exact = self._ranks.exact[codes]
        keys = self._tables(rows)[exact] * len(places) + number[codes[exact]]
        shared = np.zeros(len(rows), dtype=bool)
        shared[exact] = pd.Series(keys).duplicated(keep=False)
        return shared

    @cached_property
    def _tied_everywhere(self) -> npt.NDArray[np.bool_]:
        return self._tied(np.arange(len(self)))

    def _frame(self, rows: Numbers, tied: npt.NDArray[np.bool_]) -> pd.DataFrame:
        """Return rows as a frame; see `Index.figures`.

        Args:
            rows: The rows.
            tied: Which of them have an exact rank that another row of their table has.
        """
        codes = {name: numbers[rows] for name, numbers in self._codes.items()}
        best, worst = (ends[codes["rank"]] for ends in self._ranks[:2])
        closed = np.where(worst == NO_END, self._ranked[codes["edition"]], worst)
        held = best > 0
        marked = self._marks[codes["rank"]]
        marks = np.where(marked == _MARKS.index(Mark.PLAIN), tied * _MARKS.index(Mark.TIED), marked)
        return pd.DataFrame(
            {
                **{
                    name: pd.Categorical.from_codes(codes[name], dtype=dtype, validate=False)
                    for name, dtype in self._names.items()
                },
                "rank": pd.arrays.IntegerArray(best, ~held),
                "rank_max": pd.arrays.IntegerArray(closed, ~held | (closed == NO_END)),
                "rank_mark": pd.array(_MARKS, dtype="str").take(marks),
                **{name: values.take(codes[name]) for name, values in self._values.items()},
            },
            copy=False,
        )
