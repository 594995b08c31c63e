"""The Index: a ranking with the tables that describe it, loaded and checked."""

import hashlib
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

import pandas as pd

from scicli.errors import QuestionError
from scicli.files.dataset import Data, Files, read
from scicli.files.faults import Faults, RaiseFirst
from scicli.files.schema import COUNTS
from scicli.index import rank
from scicli.index.catalog import Catalog, read_catalog
from scicli.index.cells import Cells, merge_rows
from scicli.index.editions import Label
from scicli.index.figures import FigureStore, Row, each_row
from scicli.index.languages import Language
from scicli.index.names import listed
from scicli.index.rating import GrammarError, parse_rating
from scicli.index.terms import Places, Settings

_PUBLISHED = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?", re.ASCII)
_COUNT = re.compile(r"[0-9]{1,18}", re.ASCII)
_CHANGE = "average_rating_change_pct"
_LOCATION = ("country", "iso2", "region")
_DESCRIPTION = ("publisher", "title", "published", "url", "language")


class Coverage(NamedTuple):
    """The part of a table that is held.

    `ranked` is the number of cities ranked, or None if it is not known; `held` is the number of
    ranks held. `depth` is the place down to which no rank is missing; see `rank.depth`.
    """

    ranked: int | None
    held: int
    depth: int

    @property
    def complete(self) -> bool:
        """Whether every rank of the table is held."""
        return self.held == self.ranked

    @property
    def below(self) -> int | None:
        """The place below which a city that is not held stands, or None if the table ends there."""
        is_whole = self.ranked is not None and (self.complete or self.depth >= self.ranked)
        return None if is_whole else self.depth

    @property
    def missing(self) -> int:
        """The number of ranks that are not held; `rank.NO_END` if it is not known."""
        return rank.NO_END if self.ranked is None else max(self.ranked - self.held, 0)


@dataclass(frozen=True, eq=False, repr=False)
class Index:
    """A ranking, made by `load`.

    Attributes:
        catalog: The names in the data: of the ranking, editions, categories and cities.
        store: The figures, by table or by city.
        releases: A row for each edition, the first edition first: `edition`, `published`
            (YYYY-MM-DD or YYYY-MM), `cities_ranked` and other counts, `breaks` (why the edition
            is not comparable with those before it), `sources`.
        cities: A row for each city: `city`, `country`, `iso2`, `region`, `aliases` (joined by ";").
        sources: A row for each source: `source`, `publisher`, `title`, `published`, `url`,
            `language`.
        files: The texts of all these, as they were read.
    """

    catalog: Catalog
    store: FigureStore
    releases: pd.DataFrame
    cities: pd.DataFrame
    sources: pd.DataFrame
    files: Files

    def __repr__(self) -> str:
        sizes = (
            f"{len(self.catalog.editions)} editions, {len(self.catalog.categories)} categories,"
            f" {len(self.catalog.cities)} cities, {len(self.store)} figures"
        )
        return f"Index({self.name or 'no name'}: {sizes})"

    @property
    def name(self) -> str:
        """The name of the ranking, or "" if nobody states it."""
        return self.catalog.terms.name

    @property
    def nouns(self) -> tuple[str, str]:
        """The words for one and for several of what is ranked: ("city", "cities")."""
        return self.catalog.terms.noun, self.catalog.terms.nouns

    @cached_property
    def figures(self) -> pd.DataFrame:
        """All figures: a row for each, by edition, category and city.

        Its columns are `edition`, `category` and `city` (the key, categorical; the first two
        ordered), `rank` and `rank_max` (the best and the worst place of the rank; missing if no
        rank is held, `rank_max` also if the end is open and the number of cities is not known),
        `rank_mark` ("tied", "open" or ""), `rating`, `basis` and `sources` (keys of `sources`,
        joined by ";").
        """
        return self.store.all().reset_index(drop=True)

    def rows(self, edition: Label, category: str) -> pd.DataFrame:
        """Return the rows of `figures` of one table, by the names of their cities."""
        return self.store.table(edition, category)

    def history(self, *cities: str) -> pd.DataFrame:
        """Return the rows of `figures` of some cities."""
        return self.store.history(*cities)

    def figure(self, edition: Label, category: str, city: str) -> Row | None:
        """Return a row of `figures`, with None for a missing value, or None if there is no row."""
        return self.store.figure(edition, category, city)

    @cached_property
    def checksum(self) -> str:
        """The SHA-256 of all figures, releases, cities and sources, whatever their files."""
        digest = hashlib.sha256()
        for table in (self.figures, self.releases, self.cities, self.sources):
            texts = table.astype("object").where(table.notna(), None)
            for name, cells in texts.items():
                digest.update(f"{name}\x1e".encode())
                digest.update("\x1f".join(map(repr, map(str, cells))).encode())
        return digest.hexdigest()

    def table(self, edition: Label, category: str) -> pd.DataFrame:
        """Return one table: the columns of `figures` from `city` on, with `country`, `region`.

        The rows are in order of best place, worst place (an open end last) and name; cities
        without a rank come last.
        """
        return _table(self, edition, category).copy()

    def city_rows(self, cities: Sequence[str]) -> pd.DataFrame:
        """Return a row for each city, with its `country` and `region`."""
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
        """Return which part of one table is held."""
        ranked = self.release(edition)["cities_ranked"]
        held, depth = self.store.covered(edition, category)
        return Coverage(ranked, held, depth)

    @property
    def label_type(self) -> Literal["Int64", "str"]:
        """The type of a column of editions that are plain labels: whole numbers, or texts."""
        return "Int64" if isinstance(self.catalog.editions[0], int) else "str"

    def labels(self, editions: pd.Series) -> pd.Series:
        """Return a column of editions as plain labels."""
        return editions.astype(self.label_type)

    def release(self, edition: Label) -> Row:
        """Return the row of `releases` for an edition, with None for a missing value."""
        return self._releases[edition]

    @cached_property
    def _releases(self) -> dict[Label, Row]:
        return dict(zip(self.catalog.editions, each_row(self.releases), strict=True))

    def published(self, edition: Label) -> str | None:
        """Return the date of an edition, YYYY-MM-DD or YYYY-MM, or None."""
        date: str | None = self.release(edition)["published"]
        return date


@lru_cache(maxsize=16)
def _table(index: Index, edition: Label, category: str) -> pd.DataFrame:
    rows = index.rows(edition, category)
    # The rows are in order of name, and a stable order keeps that.
    table = rows.take(rank.first_to_last(rank.column(rows, "rank")))
    columns = table.columns.drop(["edition", "category", "city"])
    return index.city_rows(table["city"].tolist()).assign(
        **{column: table[column].array for column in columns}
    )[["city", *columns, "country", "region"]]


def load(
    *data: Data,
    name: str = "",
    noun: str = "",
    nouns: str = "",
    places: Places = "shipped",
    language_of_names: str = "",
) -> Index:
    """Load a ranking, with every row checked.

    Args:
        data: Files of figures, CSV or Parquet; folders of CSV files, or with a `datapackage.json`
            that names them; `-` for standard input; the word `shipped`; or DataFrames of figures.
            Without any, the data set that comes with scicli.
        name: The name of the ranking, instead of the one in a `ranking.csv`.
        noun: The word for what is ranked, such as "team"; else that of `ranking.csv`, or "city".
        nouns: Its plural, if that is not regular.
        places: Whether countries and regions may be the "shipped" ones if the data state none, or
            only the "stated" ones.
        language_of_names: The language in which cities are called where an alias is in its script:
            "ar", "el", "he", "hi", "ja", "ko", "ru", "th" or "zh".

    Raises:
        QuestionError: There is no such language.
        DataError: Something cannot be read, or is not valid.
        ExtraError: A Parquet file is among them, and pyarrow is not installed.

    >>> index = load()
    >>> index
    Index(Smart Centres Index: 12 editions, 10 categories, 49 cities, 266 figures)
    """
    if language_of_names not in {"", *Language}:
        problem = f"'{language_of_names}' is no language with a script of its own"
        raise QuestionError(problem, f"name one of {listed([*Language])}")
    files = read(data)
    settings = Settings(name, noun, nouns, places, language_of_names)
    return assemble(files, read_catalog(files, settings=settings))


def assemble(files: Files, catalog: Catalog) -> Index:
    """Return files as an Index, with every row checked.

    Raises:
        DataError: A row or a file is not valid.
    """
    faults = RaiseFirst()
    released = releases(files, catalog, faults)
    return Index(
        catalog=catalog,
        store=FigureStore(files.figures, catalog, released, faults),
        releases=released,
        cities=cities(files, catalog, faults),
        sources=sources(files, faults),
        files=files,
    )


def releases(files: Files, catalog: Catalog, faults: Faults) -> pd.DataFrame:
    """Return `Index.releases`."""
    cells = Cells(
        files.releases, ["edition", "published", *COUNTS, _CHANGE, "breaks", "sources"], faults
    )
    without_key = cells.without_key("edition")
    counts = {
        name: cells.values(name, _positive if name == "cities_ranked" else _count, "Int64")
        for name in COUNTS
    }
    columns = {
        "edition": cells.texts("edition"),
        "published": cells.values("published", _date, "str"),
        **counts,
        _CHANGE: cells.values(_CHANGE, parse_rating, "Float64"),
        "breaks": cells.texts("breaks"),
        "sources": cells.texts("sources"),
    }
    read = pd.DataFrame(columns, copy=False).drop(index=without_key.tolist())
    values = {column: column for column in ("published", *COUNTS, _CHANGE, "breaks")}
    merged = merge_rows(cells, read, ["edition"], values, ["sources"])
    labels = list(catalog.editions)
    by_edition = merged.set_index("edition").reindex(list(map(str, labels)))
    edition = pd.Categorical(labels, categories=labels, ordered=True)
    return by_edition.assign(edition=edition)[list(read)].reset_index(drop=True)


def cities(files: Files, catalog: Catalog, faults: Faults) -> pd.DataFrame:
    """Return `Index.cities`."""
    Cells(files.cities, ["city"], faults).without_key("city")
    cells = Cells(files.own_cities, ["city", *_LOCATION], faults)
    stated = pd.DataFrame({column: cells.texts(column) for column in ("city", *_LOCATION)})
    # Only the check is wanted: the catalog has merged what the files state.
    merge_rows(cells, stated, ["city"], {column: column for column in _LOCATION}, [])
    rows = [(*city[:-1], ";".join(city.aliases)) for city in catalog.cities.values()]
    found = pd.DataFrame(rows, columns=["city", *_LOCATION, "aliases"], dtype="str")
    return found.mask(found == "")


def sources(files: Files, faults: Faults) -> pd.DataFrame:
    """Return `Index.sources`, in the order of the files."""
    cells = Cells(files.sources, ["source", *_DESCRIPTION], faults)
    without_key = cells.without_key("source")
    read = pd.DataFrame({column: cells.texts(column) for column in ("source", *_DESCRIPTION)})
    read = read.assign(published=cells.values("published", _date, "str")).drop(
        index=without_key.tolist()
    )
    values = {column: column for column in _DESCRIPTION}
    return merge_rows(cells, read, ["source"], values, []).reset_index(drop=True)


def _count(text: str) -> int | None:
    if not text:
        return None
    if _COUNT.fullmatch(text):
        return int(text)
    raise GrammarError("is no whole number", "write digits only, or nothing")


def _positive(text: str) -> int | None:
    count = _count(text)
    if count == 0:
        raise GrammarError("ranks nobody", "write how many cities are ranked, or nothing")
    return count


def _date(text: str) -> str | None:
    if not text:
        return None
    with suppress(ValueError):
        if _PUBLISHED.fullmatch(text):
            date.fromisoformat(f"{text}-01"[:10])
            return text
    raise GrammarError("is no date", "write YYYY-MM-DD, or YYYY-MM")
