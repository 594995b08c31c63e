"""The Index: the checked tables of a ranking, and how much of it they hold."""

import hashlib
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from scicli.index.descriptions import cities, sources
from scicli.index.editions import Label
from scicli.index.faults import FirstFault
from scicli.index.figures import Figures
from scicli.index.outline import Outline
from scicli.index.reading.files import Files

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]

Row = Mapping[Hashable, Any]
"""One row of a table, by its columns."""
# Who has asked for so many tables one by one asks for nearly all.
_MANY = 50
# Beyond every place: what has none comes last.
_LAST = 10**18


class Coverage(NamedTuple):
    """How much of one table, the ranks of a category in an edition, is held.

    Attributes:
        ranked: How many cities the edition ranks, or None where that is not known.
        held: How many of their ranks are held.
        depth: The place to which no rank is missing: the largest N such that for every k up to
            N at least k cities held have a worst place of at most k.
    """

    ranked: int | None
    held: int
    depth: int

    @property
    def complete(self) -> bool:
        """Whether every rank of the table is held."""
        return self.held == self.ranked


@dataclass(frozen=True, eq=False)
class Index:
    """A ranking: its editions, and what is held of each. Made only by `load`.

    Attributes:
        name: What the ranking is called, or "" where the data do not say.
        outline: What the data name: editions, categories, cities.
        held: The figures, to be read where they are asked for.
        files: The files of the data.
        releases: A row for each edition, the first edition first: `edition`, `published`
            (YYYY-MM-DD or YYYY-MM), `cities_ranked` and other counts, `sources`.
    """

    name: str
    outline: Outline
    held: Figures
    files: Files
    releases: pd.DataFrame

    @cached_property
    def figures(self) -> pd.DataFrame:
        """All figures: a row for each, by edition, category and city.

        Its columns are `edition`, `category` and `city` (the key, categorical; the first two
        ordered), `rank` and `rank_max` (the best and the worst place the rank can mean; missing
        where no rank is held, `rank_max` also where the end is open and the number of cities is
        not known), `rank_mark` ("tied", "open" or ""), `rating`, `basis`, `sources` (keys of
        `sources`, joined by ";").

        Raises:
            DataError: A cell does not follow its grammar, a rank lies beyond the number of cities
                ranked, or two files contradict one another; as for `rows` and `history`.
        """
        return self.held.all().reset_index(drop=True)

    @cached_property
    def cities(self) -> pd.DataFrame:
        """A row for each city: `city`, `country`, `iso2`, `region`, `aliases` (joined by ";").

        Raises:
            DataError: A city is blank or stands twice in a file, or two files contradict one
                another.
        """
        return cities(self.files, self.outline, FirstFault())

    @cached_property
    def sources(self) -> pd.DataFrame:
        """A row for each source: `source`, `publisher`, `title`, `published`, `url`, `language`.

        Raises:
            DataError: A source is blank or stands twice in a file, a date is none, or two files
                contradict one another.
        """
        return sources(self.files, FirstFault())

    def check(self) -> None:
        """Read and check all that has not been read.

        Raises:
            DataError: Something is not valid; see `figures`, `cities` and `sources`.
        """
        self.check_descriptions()
        self.figures.head(0)

    def check_descriptions(self) -> None:
        """Read and check the cities and the sources.

        Raises:
            DataError: Something is not valid; see `cities` and `sources`.
        """
        for table in (self.cities, self.sources):
            table.head(0)

    @cached_property
    def checksum(self) -> str:
        """The SHA-256 of all that is held, whatever files it was read from.

        It changes with every figure, release, city and source, and with nothing else.
        """
        digest = hashlib.sha256()
        for table in (self.figures, self.releases, self.cities, self.sources):
            texts = table.astype("object").where(table.notna(), None)
            for name, cells in texts.items():
                digest.update(f"{name}\x1e".encode())
                digest.update("\x1f".join(map(repr, map(str, cells))).encode())
        return digest.hexdigest()

    def table(self, edition: Label, category: str) -> pd.DataFrame:
        """Return one table: the columns of `figures` from `city` on, with `country`, `region`.

        The rows stand by best place, worst place (an open end last) and name; cities without a
        rank come at the end.
        """
        rows = self.rows(edition, category)
        # By name they stand already, which a stable order keeps.
        places = (rows[name].to_numpy("int64", na_value=_LAST) for name in ("rank_max", "rank"))
        table = rows.take(np.lexsort(tuple(places)))
        columns = table.columns.drop(["edition", "category", "city"])
        return self.named(table["city"].tolist()).assign(
            **{column: table[column].array for column in columns}
        )[["city", *columns, "country", "region"]]

    def named(self, cities: Sequence[str]) -> pd.DataFrame:
        """Return cities, one in each row, with their `country` and `region`."""
        known = [self.outline.cities[city] for city in cities]
        return pd.DataFrame(
            {
                "city": pd.array(cities, dtype="str"),
                "country": pd.array([city.country or None for city in known], dtype="str"),
                "region": pd.array([city.region or None for city in known], dtype="str"),
            },
            copy=False,
        )

    def coverage(self, edition: Label, category: str) -> Coverage:
        """Return how much of one table is held."""
        if "figures" in self.__dict__:
            held, depths = self._covered
            number = self._number(edition, category)
        else:
            rows = self.rows(edition, category)
            held, depths = _covered(rows, np.zeros(len(rows), dtype="int64"), 1)
            number = 0
        ranked = self.release(edition)["cities_ranked"]
        return Coverage(
            ranked=None if pd.isna(ranked) else int(ranked),
            held=int(held[number]),
            depth=int(depths[number]),
        )

    @cached_property
    def _covered(self) -> "tuple[Numbers, Numbers]":
        """How many ranks of each table are held, and to which place none is missing."""
        several = len(self.outline.editions) * len(self.outline.categories)
        return _covered(self.figures, self._tables, several)

    def labels(self, editions: pd.Series) -> pd.Series:
        """Return a column of editions as plain labels: whole numbers, or texts."""
        whole = isinstance(self.outline.editions[0], int)
        return editions.astype("Int64" if whole else "str")

    def release(self, edition: Label) -> pd.Series:
        """Return the row of `releases` for an edition."""
        return self.releases.iloc[self.outline.editions.index(edition)]

    def published(self, edition: Label) -> str | None:
        """Return the date of an edition, YYYY-MM-DD or YYYY-MM, or None."""
        date = self.release(edition)["published"]
        return None if pd.isna(date) else date

    def rows(self, edition: Label, category: str) -> pd.DataFrame:
        """Return the rows of `figures` of one table, by the names of their cities."""
        self.read_ahead([edition], [category])
        return self._rows[edition, category]

    def read_ahead(self, editions: Collection[Label], categories: Collection[str]) -> None:
        """Read several tables at once, which is faster than one by one."""
        keys = [key for key in product(editions, categories) if key not in self._rows]
        if not keys:
            return
        if "figures" in self.__dict__ or len(self._rows) > _MANY:
            found, tables = self.figures, self._tables
        else:
            found = self.held.tables(editions, categories)
            tables = _tables(found)
        for key in keys:
            number = self._number(*key)
            first, last = np.searchsorted(tables, [number, number + 1])
            self._rows[key] = found.iloc[first:last].reset_index(drop=True)

    def _number(self, edition: Label, category: str) -> int:
        """Return the number of a table."""
        categories = self.outline.categories
        return self.outline.editions.index(edition) * len(categories) + categories.index(category)

    def history(self, *cities: str) -> pd.DataFrame:
        """Return the rows of `figures` of some cities."""
        if cities not in self._histories:
            whole = "figures" in self.__dict__
            found = (
                self.figures[self.figures["city"].isin(cities)] if whole else self.held.of(cities)
            )
            self._histories[cities] = found.reset_index(drop=True)
        return self._histories[cities]

    @cached_property
    def _histories(self) -> dict[tuple[str, ...], pd.DataFrame]:
        """The histories that have been read."""
        return {}

    def figure(self, edition: Label, category: str, city: str) -> Row | None:
        """Return a row of `figures`, with None for what is missing, or None where there is none.

        It is looked up in the table, if that has been read, else in the history of the city, which
        is kept too.
        """
        table = edition, category
        if table in self._rows and city not in self._by_table:
            if table not in self._by_city:
                self._by_city[table] = _records(self.rows(*table), ["city"])
            return self._by_city[table].get((city,))
        if city not in self._by_table:
            self._by_table[city] = _records(self.history(city), ["edition", "category"])
        return self._by_table[city].get(table)

    @cached_property
    def _by_city(self) -> dict[tuple[Label, str], Mapping[tuple[object, ...], Row]]:
        """The tables of which figures have been looked up."""
        return {}

    @cached_property
    def _by_table(self) -> dict[str, Mapping[tuple[object, ...], Row]]:
        """The cities of which figures have been looked up."""
        return {}

    @cached_property
    def _tables(self) -> "Numbers":
        """The number of the table of each row of `figures`."""
        return _tables(self.figures)

    @cached_property
    def _rows(self) -> dict[tuple[Label, str], pd.DataFrame]:
        """The tables that have been read."""
        return {}


def _records(figures: pd.DataFrame, key: Sequence[str]) -> Mapping[tuple[object, ...], Row]:
    """Return the rows of figures by a key, with None for what is missing."""
    plain = figures.astype("object").where(figures.notna(), None)
    keys = zip(*(plain[column] for column in key), strict=True)
    return dict(zip(keys, plain.to_dict("records"), strict=True))


def _tables(figures: pd.DataFrame) -> "Numbers":
    """Return the number of the table of each row of figures, in rising order."""
    edition, category = (figures[column].cat for column in ("edition", "category"))
    return edition.codes.to_numpy("int64") * len(category.categories) + category.codes.to_numpy()


def _covered(figures: pd.DataFrame, tables: "Numbers", several: int) -> "tuple[Numbers, Numbers]":
    """Return how many ranks of each table are held, and to which place none is missing.

    Args:
        figures: The figures.
        tables: The number of the table of each.
        several: How many tables there are.
    """
    held = np.bincount(tables[figures["rank"].notna()], minlength=several)
    closed = figures["rank_max"].notna().to_numpy()
    worst, of = figures["rank_max"].to_numpy("int64", na_value=0)[closed], tables[closed]
    order = np.lexsort((worst, of))
    worst, of = worst[order], of[order]
    depths = np.bincount(of, minlength=several)
    # Place k of a table, counted from 0, is held where the worst places up to it are k + 1 at most.
    place = np.arange(len(of)) - np.searchsorted(of, of)
    [beyond] = np.nonzero(worst > place + 1)
    missing, first = np.unique(of[beyond], return_index=True)
    depths[missing] = place[beyond[first]]
    return held, depths
