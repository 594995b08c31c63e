"""What in data files may not say what was meant: the warnings of `check`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from scicli.files.dataset import Files
from scicli.files.faults import Fault, Faults, Severity
from scicli.files.table import TextTable
from scicli.index import rank
from scicli.index.catalog import Catalog
from scicli.index.cells import Cells, source_keys
from scicli.index.editions import Rule
from scicli.index.names import fold

# Shorter names may differ in one letter and be two names.
_SHORTEST = 5
# A longer text is no name, and takes long to look through.
_LONGEST = 200
_FILLERS = {"of", "the", "and", "de", "la"}
_WORD = re.compile(r"\w+")
_NUMERALS = re.compile(r"[0-9]+")


def almost_alike(names: Iterable[str], others: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each name with the first of the others that is almost like it.

    Two names are almost alike if they differ in one letter, in the order of their words, or by
    words at the end, but not in a number. The time is linear in the number of names.

    >>> list(almost_alike(["Washington DC", "Lima"], ["Washington", "Quito"]))
    [('Washington DC', 'Washington')]
    """
    by_key: dict[str, str] = {}
    for other in others:
        for key in (*_slips(other), *_words(other), *_beginnings(other, "longer", "shorter")):
            by_key.setdefault(key, other)
    for name in names:
        keys = (*_slips(name), *_words(name), *_beginnings(name, "shorter", "longer"))
        yield from _first_near(name, keys, by_key)


def slips_apart(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each name with the first name before it that differs in at most one letter.

    >>> list(slips_apart(["technology", "Technology", "pillar 1", "pillar 2"]))
    [('Technology', 'technology')]
    """
    by_key: dict[str, str] = {}
    for name in names:
        keys = _slips(name)
        yield from _first_near(name, keys, by_key)
        for key in keys:
            by_key.setdefault(key, name)


def _first_near(
    name: str, keys: Iterable[str], by_key: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    for key in keys:
        other = by_key.get(key)
        if other is not None and _NUMERALS.findall(other) == _NUMERALS.findall(name):
            yield name, other
            return


def _slips(name: str) -> list[str]:
    """Return keys that two names share if they differ in at most one letter."""
    folded = fold(name)
    if not _SHORTEST <= len(folded) <= _LONGEST:
        return [f"slip {folded}"] if folded else []
    shorter = (folded[:at] + folded[at + 1 :] for at in range(len(folded)))
    return [f"slip {folded}", *(f"slip {one}" for one in shorter)]


def _words(name: str) -> list[str]:
    words = sorted(set(map(fold, _WORD.findall(name))) - _FILLERS)
    return [f"words {' '.join(words)}"] if len(words) > 1 else []


def _beginnings(name: str, whole: str, part: str) -> list[str]:
    """Return keys that two names share if one begins with the words of the other."""
    words = [fold(word) for word in _WORD.findall(name[:_LONGEST])]
    fronts = ("".join(words[:count]) for count in range(1, len(words)))
    return [
        f"{whole} {fold(name)}",
        *(f"{part} {front}" for front in fronts if len(front) >= _SHORTEST),
    ]


if TYPE_CHECKING:
    from scicli.index.rank import Array

_TABLE = ["edition", "category"]
_NUMBER = re.compile(r"[0-9]+", re.ASCII)
_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])", re.ASCII)
# So many steps down a table, nearly all of them to a higher rating, say that lower is better.
_CONVINCING_STEPS = 10
_NEARLY_ALL = 0.9


class Suspicions:
    """Adds a warning to `faults` for whatever may not say what was meant.

    The index of `figures` is their row in `cells`.
    """

    def __init__(
        self, figures: pd.DataFrame, cells: Cells, catalog: Catalog, faults: Faults
    ) -> None:
        self._figures = figures
        self._cells = cells
        self._catalog = catalog
        self._faults = faults
        self._first: dict[str, dict[str, int]] = {}

    def of_ratings(self) -> None:
        """Suspect one place with two ratings, and ratings that do not follow the ranks."""
        rated = self._exact()
        rated = rated[rated["rating"].notna()]
        place = [*_TABLE, "rank"]
        rated = rated.sort_values([*place, "row"])
        by_place = rated.groupby(place, observed=True, sort=False)
        first = by_place[["rating", "row"]].transform("first")
        for row, before in _pairs(rated["row"], first["row"], rated["rating"] != first["rating"]):
            problem = f"is not the rating of {self._whose(before)}, who holds the same place"
            self._warn(row, "rating", problem, "correct a rank or a rating")
        ladder = rated[rated["row"] == first["row"]]
        by_table = ladder.groupby(_TABLE, observed=True, sort=False)
        step = by_table["rating"].diff().astype("float64")
        above = by_table["row"].shift()
        against = np.sign(step) * _direction(ladder["category"], step) > 0
        for row, before in _pairs(ladder["row"], above, against):
            problem = f"is better than that of {self._whose(before)}, who holds a better place"
            self._warn(row, "rating", problem, "correct a rank or a rating")

    def of_places(self, releases: pd.DataFrame) -> None:
        """Suspect tables whose places cannot all be right, given `Index.releases`."""
        held = self._figures[self._figures["rank"].notna()]
        sizes = held[["edition"]].merge(releases, on="edition", validate="m:1")["cities_ranked"]
        ranked = sizes.set_axis(held.index)
        self._more_than_ranked(held, ranked)
        tables = held.groupby(_TABLE, observed=True, sort=False).ngroup().to_numpy()
        ranks = rank.column(held, "rank")
        certain = rank.count_better(tables, ranks.worst, tables, ranks.best)
        for row in _first_beyond(held.index, tables, ranks.worst, certain - (ranks.worst - 1)):
            problem = "is too good: so many cities hold better places for certain"
            remedy = "after a tie leave out the places that it takes: 1, 2, 2, 4"
            self._warn(row, "rank", problem, remedy)
        complete = np.bincount(tables)[tables] == ranked.to_numpy("int64", na_value=-1)
        tied = (held["rank_mark"] == rank.Mark.TIED).to_numpy()
        for row in rank.lone_ties(tables, ranks, tied & complete):
            problem = "is marked as shared, and no other city shares it in a complete table"
            self._warn(held.index[row], "rank", problem, "take the mark away, or correct a rank")
        possible = rank.count_better(tables, ranks.best, tables, ranks.worst)
        missing = np.where(complete, (ranks.best - 1) - possible, 0)
        for row in _first_beyond(held.index, tables, ranks.best, missing):
            problem = "leaves a hole before it, in a complete table"
            self._warn(row, "rank", problem, "correct the rank, or cities_ranked")

    def _more_than_ranked(self, held: pd.DataFrame, ranked: pd.Series) -> None:
        """Suspect a table that holds more ranks than cities are said to be ranked."""
        number = held.groupby(_TABLE, observed=True).cumcount() + 1
        for row in held.index[(number == ranked + 1).fillna(value=False)]:
            problem = f"is one more than the {ranked[row]} cities ranked in its edition"
            self._warn(row, "rank", problem, "correct cities_ranked, or remove a row")

    def of_names(self) -> None:
        """Suspect categories and cities that look like others."""
        for category, other in slips_apart(self._catalog.categories):
            remedy = "spell them alike, if they are one"
            self._warn_first("category", category, f"is almost '{other}'", remedy)
        for spelling, city in self._catalog.spellings.items():
            remedy = "spell them alike, or tell them apart"
            self._warn_first("city", spelling, f"is read as '{city}'", remedy)
        for group in self._catalog.apart:
            for spelling in group[1:]:
                looks = f"looks like '{group[0]}' and is kept apart, for they stand in one edition"
                self._warn_first("city", spelling, looks, "tell them apart, or leave one out")
        for column in ("edition", "category", "city"):
            for text in self._cells.distinct(column):
                if "\n" in text or "\r" in text:
                    remedy = "write it on one line, if it is one"
                    self._warn_first(column, text, "has a line end in it", remedy)
        self._of_successors()

    def _of_successors(self) -> None:
        """Suspect a city that an edition has in place of one of a similar name before."""
        held = self._figures[["edition", "city"]].astype({"city": "str"}).reset_index(names="row")
        first = held.sort_values("row").drop_duplicates(["edition", "city"])
        cities: dict[object, dict[str, int]] = {
            edition: dict(zip(rows["city"], rows["row"], strict=True))
            for edition, rows in first.groupby("edition", observed=True)
        }
        for before, edition in pairwise(self._catalog.editions):
            old, new = cities.get(before, {}), cities.get(edition, {})
            gone, came = sorted(old.keys() - new), sorted(new.keys() - old)
            for city, other in almost_alike(came, gone):
                problem = f"is almost '{other}' of edition {before}, which edition {edition} lacks"
                self._warn(new[city], "city", problem, "spell them alike, if they are one")

    def of_countries(self, files: Files) -> None:
        """Suspect a city whose country or region changes from one edition to another."""
        for column in ("country", "region"):
            first: dict[str, tuple[str, str, int]] = {}
            texts_of: dict[str, set[str]] = {}
            for table in files.figures:
                for city, text in table.distinct("city", column):
                    texts_of.setdefault(city, set()).update({text} - {""})
            if all(len(texts) <= 1 for texts in texts_of.values()):
                continue
            for table in files.figures:
                for row, (city, text) in enumerate(table.rows("city", column)):
                    if not text or len(texts_of[city]) <= 1:
                        continue
                    line = table.line(row)
                    before, file, number = first.setdefault(city, (text, table.name, line))
                    if before != text:
                        problem = f"is '{before}' of {city} in {file}, line {number}"
                        remedy = "write one, or tell two cities apart by their names"
                        self._warn_at(table, row, column, text, problem, remedy)
                        first[city] = (text, table.name, line)

    def of_labels(self, files: Files) -> None:
        """Suspect labels that do not tell their order, and releases of editions without figures."""
        labels = [str(label) for label in self._catalog.editions]
        if self._catalog.order.rule is Rule.ROWS:
            order = f"may not follow '{labels[0]}': editions stand in the order of their first rows"
            remedy = "give every edition a date in releases.csv, or write labels of one form"
            self._warn_first("edition", labels[1], order, remedy)
        held = {text for table in files.figures for text in table.column("edition").distinct}
        plain = {_plain_label(label): label for label in sorted(held)}
        numbered = {tuple(_NUMBER.findall(label)): label for label in sorted(held)}
        for table in files.releases:
            for row, label in enumerate(table.cells("edition")):
                numbers = tuple(_NUMBER.findall(label))
                near = plain.get(_plain_label(label)) or (numbered.get(numbers) if numbers else "")
                if label and label not in held and near:
                    problem = f"has no figures, and is almost '{near}', which has"
                    self._warn_at(table, row, "edition", label, problem, "write both alike")

    def of_sources(self, files: Files) -> None:
        """Suspect keys of sources that no table of sources describes."""
        known = {key for table in files.sources for key in table.column("source").distinct}
        for table in (*files.figures, *files.releases):
            described = set(known)
            sources = table.column("sources")
            for text, row in zip(sources.distinct, sources.first_rows(), strict=True):
                for key in source_keys(text):
                    if key not in described:
                        # Each key is reported once in a file.
                        described.add(key)
                        problem = "is no source that is described"
                        remedy = "add it to a sources.csv in the folder"
                        self._warn_at(table, row, "sources", key, problem, remedy)

    def _exact(self) -> pd.DataFrame:
        """Return the figures with an exact rank, and their `row`."""
        exact = (self._figures["rank"] == self._figures["rank_max"]).fillna(value=False)
        return self._figures[exact].reset_index(names="row")

    def _whose(self, row: int) -> str:
        _, line = self._cells.origin(row)
        return f"{self._cells.text(row, 'city')} (line {line})"

    def _warn_at(
        self, table: TextTable, row: int, column: str, text: str, problem: str, remedy: str
    ) -> None:
        line = table.line(row)
        self._faults.add(Fault(table.name, problem, remedy, line, column, text, Severity.WARNING))

    def _warn(self, row: int, column: str, problem: str, remedy: str) -> None:
        self._cells.fault(row, column, problem, remedy, Severity.WARNING)

    def _warn_first(self, column: str, text: str, problem: str, remedy: str) -> None:
        """Warn of the first row that has a text, if any has."""
        if column not in self._first:
            self._first[column] = self._cells.first_rows(column)
        row = self._first[column].get(text)
        if row is not None:
            self._warn(row, column, problem, remedy)


def _plain_label(label: str) -> str:
    """Return the form that labels which are almost alike share."""
    return _ZEROS.sub("", fold(label))


def _pairs(rows: pd.Series, others: pd.Series, chosen: pd.Series) -> Iterator[tuple[int, int]]:
    """Yield the chosen rows, each with its other row."""
    chosen = chosen.fillna(value=False).astype("bool")
    for row, other in zip(rows[chosen], others[chosen], strict=True):
        yield int(row), int(other)


def _direction(categories: pd.Series, step: pd.Series) -> pd.Series:
    """Return 1 for rows of a category in which a higher rating is better, else -1."""
    up = (step > 0).groupby(categories, observed=True).transform("sum")
    down = (step < 0).groupby(categories, observed=True).transform("sum")
    lower_is_better = (up >= _CONVINCING_STEPS) & (up > _NEARLY_ALL * (up + down))
    return 1 - 2 * lower_is_better.astype("int64")


def _first_beyond(rows: pd.Index, tables: "Array", places: "Array", excess: "Array") -> list[int]:
    """Return the rows at which an excess grows beyond zero and all before it, by place."""
    found = pd.DataFrame({"table": tables, "place": places, "excess": excess, "row": rows})
    found = found.sort_values(["table", "place", "row"])
    by_table = found.groupby("table", sort=False)["excess"]
    before = by_table.cummax().groupby(found["table"], sort=False).shift(fill_value=0)
    grown: list[int] = found["row"][found["excess"] > before.clip(lower=0)].tolist()
    return grown
