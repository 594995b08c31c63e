"""The check of data files: all their faults, and a warning for whatever may be one."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from scicli.files.dataset import Files, read
from scicli.files.faults import Collect, Fault, Severity
from scicli.files.paths import found
from scicli.files.table import TextTable
from scicli.index import previous_ranks, rank
from scicli.index.aliases import Aliases
from scicli.index.catalog import NO_FIGURES, Catalog, read_catalog
from scicli.index.cells import Cells, source_keys
from scicli.index.editions import Rule
from scicli.index.figures import COLUMNS, KEY, FigureStore
from scicli.index.index import cities, releases, sources
from scicli.index.name_doubts import NameDoubts
from scicli.index.names import fold

if TYPE_CHECKING:
    from scicli.index.rank import Array

_TABLE = ["edition", "category"]
_NUMBER = re.compile(r"[0-9]+", re.ASCII)
_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])", re.ASCII)
# A lower rating is better if, down the tables, ratings rise this often, and nearly always.
_CONVINCING_STEPS = 10
_NEARLY_ALL = 0.9
# A rank this many times the number of ranks is far beyond them.
_FAR = 3


@dataclass(frozen=True)
class CheckResult:
    """The faults of data files, by file and line, the number of figures, and aliases to propose."""

    paths: tuple[str, ...]
    faults: tuple[Fault, ...]
    figures: int
    aliases: Aliases = ()


def examine(*paths: str | os.PathLike[str]) -> CheckResult:
    """Return everything that is wrong with data files.

    Args:
        paths: Files of figures; folders, which bring their CSV files; `-`, which is standard
            input; or the word `shipped`.

    Raises:
        QuestionError: Standard input is named twice.
        DataError: A file cannot be read, or none holds figures.
        ExtraError: A Parquet file is among them, and pyarrow is not installed.
    """
    faults = Collect()
    files = read(paths, faults)
    count, aliases = _check(files, faults) if files.figures else (0, ())
    # If every row is refused, the faults of the rows say more than that none is left.
    several = len(set(faults.found)) > 1
    reported = [fault for fault in faults.found if fault.problem != NO_FIGURES or not several]
    position = {file.name: number for number, file in enumerate(found(paths))}
    by_line = sorted(
        dict.fromkeys(reported),
        key=lambda fault: (position.get(fault.file, -1), fault.line or 0),
    )
    return CheckResult(tuple(map(str, paths)), tuple(by_line), count, aliases)


def _check(files: Files, faults: Collect) -> tuple[int, Aliases]:
    """Add all faults of files, and return how many figures can be read, and aliases to add."""
    catalog = read_catalog(files, faults)
    released = releases(files, catalog, faults)
    figures = FigureStore(files.figures, catalog, released, faults).all()
    cities(files, catalog, faults)
    sources(files, faults)
    _Suspicions(files, figures, catalog, faults).add_all(released)
    doubts = NameDoubts(files, figures, catalog, faults)
    doubts.add_all()
    count = int(figures[["rank", "rating"]].notna().any(axis="columns").sum())
    return count, doubts.aliases()


class _Suspicions:
    """The warnings about what may not say what was meant."""

    def __init__(
        self, files: Files, figures: pd.DataFrame, catalog: Catalog, faults: Collect
    ) -> None:
        self._files = files
        self._figures = figures.rename_axis("row")
        self._catalog = catalog
        self._faults = faults
        self._cells = Cells(files.figures, COLUMNS, faults)
        self._first_rows = {column: self._cells.first_rows(column) for column in KEY}

    def add_all(self, releases: pd.DataFrame) -> None:
        """Add all warnings, given `Index.releases`."""
        self._ratings()
        self._places(releases)
        self._sentinels(releases)
        self._labels()
        self._locations()
        self._sources()
        for one in previous_ranks.doubts(self._files, self._figures, self._catalog):
            self._warn_at(one.table, one.row, "previous", one.text, one.problem, one.remedy)

    def _ratings(self) -> None:
        """Suspect one place with two ratings, and ratings that do not follow the ranks."""
        place = [*_TABLE, "rank"]
        exact = (self._figures["rank"] == self._figures["rank_max"]).fillna(value=False)
        rated = self._figures[exact & self._figures["rating"].notna()].reset_index()
        rated = rated.sort_values([*place, "row"])
        by_place = rated.groupby(place, observed=True, sort=False)
        first = by_place[["rating", "row"]].transform("first")
        differs = rated["rating"] != first["rating"]
        problem = "is not the rating of {}, which holds the same place"
        self._warn_pairs(rated["row"][differs], first["row"][differs], problem)
        ladder = rated[rated["row"] == first["row"]]
        by_table = ladder.groupby(_TABLE, observed=True, sort=False)
        step = by_table["rating"].diff().astype("float64")
        against = np.sign(step) * _direction(ladder["category"], step) > 0
        problem = "is better than that of {}, which holds a better place"
        self._warn_pairs(ladder["row"][against], by_table["row"].shift()[against], problem)

    def _warn_pairs(self, rows: Iterable[int], others: Iterable[float], problem: str) -> None:
        """Warn of the rating of each row, naming the city of its other row in the problem."""
        for row, other in zip(rows, map(int, others), strict=True):
            _, line = self._cells.origin(other)
            city = f"{self._cells.text(other, 'city')} (line {line})"
            self._warn(row, "rating", problem.format(city), "correct a rank or a rating")

    def _places(self, releases: pd.DataFrame) -> None:
        """Suspect tables whose places cannot all be right."""
        held = self._figures[self._figures["rank"].notna()]
        rows = held.index
        sizes = held[["edition"]].merge(releases, on="edition", validate="m:1")["cities_ranked"]
        ranked = sizes.to_numpy("int64", na_value=-1)
        tables = held.groupby(_TABLE, observed=True, sort=False).ngroup().to_numpy()
        number = held.groupby(_TABLE, observed=True).cumcount().to_numpy() + 1
        for at in np.flatnonzero(number == ranked + 1).tolist():
            problem = f"is one more than the {ranked[at]} cities ranked in its edition"
            self._warn(rows[at], "rank", problem, "correct cities_ranked, or remove a row")
        ranks = rank.column(held, "rank")
        complete = np.bincount(tables)[tables] == ranked
        tied = (held["rank_mark"] == rank.Mark.TIED).to_numpy()
        certain = rank.count_better(tables, ranks.worst, tables, ranks.best)
        possible = rank.count_better(tables, ranks.best, tables, ranks.worst)
        crowded = _first_beyond(rows, tables, ranks.worst, certain - (ranks.worst - 1))
        missing = np.where(complete, (ranks.best - 1) - possible, 0)
        for suspects, problem, remedy in (
            (
                crowded,
                "is too good: too many cities certainly hold better places",
                "after a tie leave out the places that it takes: 1, 2, 2, 4",
            ),
            (
                rows[rank.lone_ties(tables, ranks, tied & complete)],
                "is marked as shared, and no other city shares it in a complete table",
                "take the mark away, or correct a rank",
            ),
            (
                _first_beyond(rows, tables, ranks.best, missing),
                "leaves a hole before it, in a complete table",
                "correct the rank, or cities_ranked",
            ),
        ):
            for row in suspects:
                self._warn(row, "rank", problem, remedy)

    def _sentinels(self, releases: pd.DataFrame) -> None:
        """Suspect ranks of nines far beyond the others of their table, if nobody counted so far."""
        counted = releases["edition"][releases["cities_ranked"].notna()]
        held = self._figures[self._figures["rank"].notna()]
        sizes = held.groupby(_TABLE, observed=True)["rank"].transform("size")
        nines = held["rank"].isin([99, 999, 9999, 99999]) & (held["rank"] > _FAR * sizes)
        for row, size in sizes[nines & ~held["edition"].isin(list(counted))].items():
            problem = f"may stand for 'not ranked', in a table of {size} ranks"
            self._warn(int(str(row)), "rank", problem, "leave it blank, if it does")

    def _labels(self) -> None:
        """Suspect labels that do not tell their order, and releases of editions without figures."""
        labels = self._catalog.editions
        if self._catalog.order.rule is Rule.ROWS:
            order = f"may not follow '{labels[0]}': editions stand in the order of their first rows"
            remedy = "give every edition a date in releases.csv, or write labels of one form"
            self._warn_first("edition", str(labels[1]), order, remedy)
        held = dict.fromkeys(sorted(self._cells.distinct("edition")))
        plain = {_plain_label(label): label for label in held}
        numbered = {tuple(_NUMBER.findall(label)): label for label in held} | {(): ""}
        for table in self._files.releases:
            for row, label in enumerate(table.cells("edition")):
                numbers = tuple(_NUMBER.findall(label))
                near = plain.get(_plain_label(label)) or numbered.get(numbers)
                if label and label not in held and near:
                    problem = f"has no figures, and is almost '{near}', which has some"
                    self._warn_at(table, row, "edition", label, problem, "write both alike")

    def _locations(self) -> None:
        """Suspect a city whose country or region changes from one row to another."""
        for column in ("country", "region"):
            texts_of: dict[str, set[str]] = {}
            for table in self._files.figures:
                for city, text in table.distinct("city", column):
                    texts_of.setdefault(city, set()).update({text} - {""})
            changing = {city for city, texts in texts_of.items() if len(texts) > 1}
            latest: dict[str, tuple[str, str, int]] = {}
            for city, text, table, row in self._rows_of(changing, column):
                here = (text, table.name, table.line(row))
                before, file, line = latest.setdefault(city, here)
                if before != text:
                    problem = f"is '{before}' of {city} in {file}, line {line}"
                    remedy = "write one, or tell two cities apart by their names"
                    self._warn_at(table, row, column, text, problem, remedy)
                    latest[city] = here

    def _rows_of(self, cities: set[str], column: str) -> Iterator[tuple[str, str, TextTable, int]]:
        """Yield each row of some cities that fills a column: city, text, table and row."""
        for table in self._files.figures if cities else ():
            for row, (city, text) in enumerate(table.rows("city", column)):
                if text and city in cities:
                    yield city, text, table, row

    def _sources(self) -> None:
        """Suspect keys of sources that no table of sources describes, once in each file."""
        known = {key for table in self._files.sources for key in table.column("source").distinct}
        for table in (*self._files.figures, *self._files.releases):
            column = table.column("sources")
            missing: dict[str, int] = {}
            for text, row in zip(column.distinct, column.first_rows(), strict=True):
                for key in source_keys(text):
                    missing.setdefault(key, row)
            for key, row in missing.items():
                if key not in known:
                    problem = "is a source that no sources.csv describes"
                    remedy = "add it to a sources.csv in the folder"
                    self._warn_at(table, row, "sources", key, problem, remedy)

    def _warn(self, row: int, column: str, problem: str, remedy: str) -> None:
        self._cells.fault(row, column, problem, remedy, Severity.WARNING)

    def _warn_first(self, column: str, text: str, problem: str, remedy: str) -> None:
        """Warn of the first row that has a text, if there is one."""
        row = self._first_rows[column].get(text)
        if row is not None:
            self._warn(row, column, problem, remedy)

    def _warn_at(
        self, table: TextTable, row: int, column: str, text: str, problem: str, remedy: str
    ) -> None:
        line = table.line(row)
        self._faults.add(Fault(table.name, problem, remedy, line, column, text, Severity.WARNING))


def _plain_label(label: str) -> str:
    """Return the form that labels which are almost alike share."""
    return _ZEROS.sub("", fold(label))


def _direction(categories: pd.Series, step: pd.Series) -> pd.Series:
    """Return 1 for rows of a category in which a higher rating is better, else -1."""
    up = (step > 0).groupby(categories, observed=True).transform("sum")
    down = (step < 0).groupby(categories, observed=True).transform("sum")
    lower_is_better = (up >= _CONVINCING_STEPS) & (up > _NEARLY_ALL * (up + down))
    return 1 - 2 * lower_is_better.astype("int64")


def _first_beyond(rows: pd.Index, tables: "Array", places: "Array", excess: "Array") -> list[int]:
    """Return the rows where an excess grows beyond zero and beyond all before it, by place."""
    found = pd.DataFrame({"table": tables, "place": places, "excess": excess, "row": rows})
    found = found.sort_values(["table", "place", "row"])
    by_table = found.groupby("table", sort=False)["excess"]
    before = by_table.cummax().groupby(found["table"], sort=False).shift(fill_value=0)
    grown: list[int] = found["row"][found["excess"] > before.clip(lower=0)].tolist()
    return grown
