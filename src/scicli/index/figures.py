"""The figures: every rank and rating that the tables of editions hold."""

from dataclasses import dataclass

import pandas as pd

from scicli.index.adding import added_up
from scicli.index.categories import OVERALL
from scicli.index.cells import Cells
from scicli.index.faults import Faults
from scicli.index.files import Files
from scicli.index.outline import Outline
from scicli.index.ranks import Mark, Rank, parse_rank, parse_rating

_KEY = ("edition", "category", "city")
# Each value with the column that has its text.
_VALUES = {"rank": "rank", "rank_max": "rank", "rating": "rating"}
# Stands for a worst place without an end, while rows are read.
_OPEN = 0
_FIELDS = (*_KEY, "rank", "rank_max", "rank_mark", "rating", "basis", "sources")


@dataclass(frozen=True, eq=False)
class Figures:
    """The figures, and where they were read.

    Attributes:
        frame: A row for each figure, as in `Index.figures`, by edition, category and city. Its
            index is the number of the row in the cells.
        cells: The cells from which they were read.
    """

    frame: pd.DataFrame
    cells: Cells


def figures(files: Files, named: Outline, releases: pd.DataFrame, faults: Faults) -> Figures:
    """Return the figures of files.

    Args:
        files: The files.
        named: What they name.
        releases: What is known of the editions, as in `Index.releases`.
        faults: What takes in the faults.
    """
    cells = Cells(
        files.figures, ["edition", "category", "city", "rank", "rating", "basis", "sources"], faults
    )
    cells.text["category"] = cells.text["category"].replace("", OVERALL)
    keyed = cells.keyed(*_KEY)
    read = added_up(cells, _read(cells, named)[keyed], _KEY, _VALUES, lists=["basis", "sources"])
    ranked = _cities_ranked(read["edition"], releases)
    _check_within(cells, read, ranked)
    opened = (read["rank_max"] == _OPEN).fillna(value=False)
    tied = (read["tied"] == 1) | _shared(read)
    frame = read.assign(
        rank_max=read["rank_max"].mask(opened, ranked),
        rank_mark=pd.Series(Mark.PLAIN.value, index=read.index, dtype="str")
        .mask(tied, Mark.TIED.value)
        .mask(opened, Mark.OPEN.value),
    )
    return Figures(frame[list(_FIELDS)].sort_values(list(_KEY)), cells)


def _read(cells: Cells, named: Outline) -> pd.DataFrame:
    """Return every row of the cells as values: an open end is 0, and a mark of a tie is 1."""
    ranks = cells.parsed("rank", parse_rank, Rank())
    cities = cells.text["city"]
    if named.spellings:
        cities = cities.replace(dict(named.spellings))
    return pd.DataFrame(
        {
            "edition": edition_labels(cells.text["edition"], named),
            "category": _coded(
                cells.text["category"],
                list(named.categories),
                pd.CategoricalDtype(list(named.categories), ordered=True),
            ),
            "city": _coded(cities, list(named.cities), pd.CategoricalDtype(list(named.cities))),
            "rank": pd.array([rank.best for rank in ranks], dtype="Int64"),
            "rank_max": pd.array(
                [_OPEN if rank.mark is Mark.OPEN else rank.worst for rank in ranks], dtype="Int64"
            ),
            "tied": [int(rank.mark is Mark.TIED) for rank in ranks],
            "rating": pd.array(cells.parsed("rating", parse_rating, None), dtype="Float64"),
            "basis": cells.held("basis"),
            "sources": cells.held("sources"),
        }
    )


def edition_labels(texts: pd.Series, named: Outline) -> pd.Series:
    """Return the labels of editions from their texts; what is none is missing."""
    labels = pd.CategoricalDtype(list(named.editions), ordered=True)
    return _coded(texts, list(map(str, named.editions)), labels)


def _coded(texts: pd.Series, names: list[str], dtype: pd.CategoricalDtype) -> pd.Series:
    """Return texts as the categories of which they are the names; what is none is missing."""
    codes = pd.Index(names, dtype="str").get_indexer(pd.Index(texts))
    return pd.Series(pd.Categorical.from_codes(codes, dtype=dtype), index=texts.index)


def _cities_ranked(editions: pd.Series, releases: pd.DataFrame) -> pd.Series:
    """Return how many cities are ranked in the edition of each row."""
    ranked = editions.to_frame().merge(releases, on="edition", validate="m:1")["cities_ranked"]
    return ranked.set_axis(editions.index)


def _check_within(cells: Cells, read: pd.DataFrame, ranked: pd.Series) -> None:
    """Refuse a rank beyond the number of cities that its edition ranks."""
    beyond = (read["rank"] > ranked).fillna(value=False)
    for row in read.index[beyond]:
        edition = str(read.at[row, "edition"])
        problem = f"is beyond the {ranked[row]} cities ranked in edition {edition}"
        cells.fault(row, "rank", problem, "correct the rank, or cities_ranked")


def _shared(read: pd.DataFrame) -> pd.Series:
    """Return which rows have one exact rank in common with another row of their table."""
    exact = (read["rank"] == read["rank_max"]).fillna(value=False)
    return exact & read.where(exact).duplicated(["edition", "category", "rank"], keep=False)
