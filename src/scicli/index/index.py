"""The Index: a ranking, loaded and checked."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from scicli.files.dataset import Data, Files, read
from scicli.files.faults import RaiseFirst
from scicli.index import rank
from scicli.index.catalog import Catalog, read_catalog
from scicli.index.descriptions import cities, releases, sources
from scicli.index.editions import Label
from scicli.index.figures import FigureStore, Row


class Coverage(NamedTuple):
    """How much of a table is held: of how many `ranked` cities, and to which place.

    `ranked` is None where it is not known. `depth` is the place to which no rank is missing; see
    `rank.depth`.
    """

    ranked: int | None
    held: int
    depth: int

    @property
    def complete(self) -> bool:
        """Whether every rank of the table is held."""
        return self.held == self.ranked


@dataclass(frozen=True, eq=False, repr=False)
class Index:
    """A ranking: its editions, and what is held of each. Made only by `load`.

    Attributes:
        name: What the ranking is called, or "" where the data do not say.
        catalog: What the data name: editions, categories, cities.
        store: The figures, found by table or by city.
        releases: A row for each edition, the first edition first: `edition`, `published`
            (YYYY-MM-DD or YYYY-MM), `cities_ranked` and other counts, `sources`.
        cities: A row for each city: `city`, `country`, `iso2`, `region`, `aliases` (joined by ";").
        sources: A row for each source: `source`, `publisher`, `title`, `published`, `url`,
            `language`.
    """

    name: str
    catalog: Catalog
    store: FigureStore
    releases: pd.DataFrame
    cities: pd.DataFrame
    sources: pd.DataFrame

    def __repr__(self) -> str:
        sizes = (
            f"{len(self.catalog.editions)} editions, {len(self.catalog.categories)} categories,"
            f" {len(self.catalog.cities)} cities, {len(self.store)} figures"
        )
        return f"Index({self.name or 'no name'}: {sizes})"

    @cached_property
    def figures(self) -> pd.DataFrame:
        """All figures: a row for each, by edition, category and city.

        Its columns are `edition`, `category` and `city` (the key, categorical; the first two
        ordered), `rank` and `rank_max` (the best and the worst place the rank can mean; missing
        where no rank is held, `rank_max` also where the end is open and the number of cities is
        not known), `rank_mark` ("tied", "open" or ""), `rating`, `basis`, `sources` (keys of
        `sources`, joined by ";").
        """
        return self.store.all().reset_index(drop=True)

    def rows(self, edition: Label, category: str) -> pd.DataFrame:
        """Return the rows of `figures` of one table, by the names of their cities."""
        return self.store.table(edition, category)

    def history(self, *cities: str) -> pd.DataFrame:
        """Return the rows of `figures` of some cities."""
        return self.store.history(*cities)

    def figure(self, edition: Label, category: str, city: str) -> Row | None:
        """Return a row of `figures`, with None for what is missing, or None where there is none."""
        return self.store.figure(edition, category, city)

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
        # The rows stand by name, and a stable order keeps that.
        table = rows.take(rank.first_to_last(rank.column(rows, "rank")))
        columns = table.columns.drop(["edition", "category", "city"])
        return self.city_rows(table["city"].tolist()).assign(
            **{column: table[column].array for column in columns}
        )[["city", *columns, "country", "region"]]

    def city_rows(self, cities: Sequence[str]) -> pd.DataFrame:
        """Return cities, one in each row, with their `country` and `region`."""
        known = [self.catalog.cities[city] for city in cities]
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
        ranked = self.release(edition)["cities_ranked"]
        return Coverage(
            None if pd.isna(ranked) else int(ranked), *self.store.covered(edition, category)
        )

    def labels(self, editions: pd.Series) -> pd.Series:
        """Return a column of editions as plain labels: whole numbers, or texts."""
        whole = isinstance(self.catalog.editions[0], int)
        return editions.astype("Int64" if whole else "str")

    def release(self, edition: Label) -> pd.Series:
        """Return the row of `releases` for an edition."""
        return self.releases.iloc[self.catalog.editions.index(edition)]

    def published(self, edition: Label) -> str | None:
        """Return the date of an edition, YYYY-MM-DD or YYYY-MM, or None."""
        date = self.release(edition)["published"]
        return None if pd.isna(date) else date


_SHIPPED_NAME = "Smart Centres Index"


def load(*data: Data) -> Index:
    """Load a ranking, with every row checked.

    Args:
        data: Files of figures, CSV or Parquet; folders, which bring their CSV files; `-`, which is
            standard input; the word `shipped`; or DataFrames of figures. Without any, the data set
            that comes with scicli.

    Raises:
        DataError: Something cannot be read, or is not valid.
        ExtraError: A Parquet file is among them, and pyarrow is not installed.

    >>> index = load()
    >>> index
    Index(Smart Centres Index: 12 editions, 10 categories, 49 cities, 266 figures)
    """
    files = read(data)
    return assemble(files, read_catalog(files))


def assemble(files: Files, catalog: Catalog) -> Index:
    """Return files as an Index, with every row checked.

    Raises:
        DataError: A row or a file is not valid.
    """
    faults = RaiseFirst()
    released = releases(files, catalog, faults)
    return Index(
        name=_SHIPPED_NAME if files.shipped else "",
        catalog=catalog,
        store=FigureStore(files.figures, catalog, released, faults),
        releases=released,
        cities=cities(files, catalog, faults),
        sources=sources(files, faults),
    )
