"""What describes the figures: the releases, the cities and the sources, as checked tables."""

import re
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from scicli.files.dataset import Files
from scicli.files.faults import Faults
from scicli.files.schema import COUNTS
from scicli.index.catalog import Catalog
from scicli.index.cells import Cells
from scicli.index.merge import merge_rows
from scicli.index.rating import GrammarError, parse_rating

if TYPE_CHECKING:
    from scicli.files.column import Codes

_PUBLISHED = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?", re.ASCII)
_COUNT = re.compile(r"[0-9]{1,18}", re.ASCII)
_CHANGE = "average_rating_change_pct"
_LYING = ("country", "iso2", "region")
_DESCRIBED = ("publisher", "title", "published", "url", "language")


def releases(files: Files, catalog: Catalog, faults: Faults) -> pd.DataFrame:
    """Return a row for every edition, the first edition first, as in `Index.releases`."""
    cells = Cells(files.releases, ["edition", "published", *COUNTS, _CHANGE, "sources"], faults)
    without_key = cells.without_key("edition")
    counts = {}
    for column in COUNTS:
        count = _positive if column == "cities_ranked" else _count
        numbers = pd.array(cells.parsed(column, count, None), dtype="Int64")
        counts[column] = cells.spread(column, numbers)
    change = pd.array(cells.parsed(_CHANGE, parse_rating, None), dtype="Float64")
    read = pd.DataFrame(
        {
            "edition": cells.held("edition"),
            "published": _published(cells),
            **counts,
            _CHANGE: cells.spread(_CHANGE, change),
            "sources": cells.held("sources"),
        },
        copy=False,
    )
    values = {column: column for column in ("published", *COUNTS, _CHANGE)}
    said = merge_rows(cells, _without(read, without_key), ["edition"], values, lists=["sources"])
    labels = list(catalog.editions)
    place = {label: number for number, label in enumerate(said["edition"])}
    rows = np.array([place.get(str(label), -1) for label in labels], dtype="int64")
    return pd.DataFrame(
        {
            "edition": pd.Categorical(labels, categories=labels, ordered=True),
            **{column: said[column].array.take(rows, allow_fill=True) for column in list(read)[1:]},
        },
        copy=False,
    )


def _without(read: pd.DataFrame, rows: "Codes") -> pd.DataFrame:
    return read.drop(index=rows.tolist()) if len(rows) else read


def cities(files: Files, catalog: Catalog, faults: Faults) -> pd.DataFrame:
    """Return a row for every city, by name, as in `Index.cities`."""
    Cells(files.cities, ["city"], faults).without_key("city")
    cells = Cells(files.own_cities, ["city", *_LYING], faults)
    stated = pd.DataFrame({column: cells.held(column) for column in ("city", *_LYING)})
    # What several files say of one city has to agree; the first of them was taken for it.
    merge_rows(cells, stated, ["city"], {column: column for column in _LYING}, lists=[])
    known = catalog.cities.values()
    said = pd.DataFrame(
        {
            "city": [city.city for city in known],
            "country": [city.country for city in known],
            "iso2": [city.iso2 for city in known],
            "region": [city.region for city in known],
            "aliases": [";".join(city.aliases) for city in known],
        },
        dtype="str",
    )
    return said.mask(said == "")


def sources(files: Files, faults: Faults) -> pd.DataFrame:
    """Return a row for every source, in the order of the files, as in `Index.sources`."""
    cells = Cells(files.sources, ["source", *_DESCRIBED], faults)
    without_key = cells.without_key("source")
    read = pd.DataFrame(
        {
            **{column: cells.held(column) for column in ("source", *_DESCRIBED)},
            "published": _published(cells),
        }
    )
    values = {column: column for column in _DESCRIBED}
    return merge_rows(cells, _without(read, without_key), ["source"], values, lists=[]).reset_index(
        drop=True
    )


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


def _published(cells: Cells) -> pd.Series:
    """Return the dates of publication as texts; a blank is missing."""
    dates = cells.parsed("published", _date, None)
    return cells.spread("published", pd.array(dates, dtype="str"))


def _date(text: str) -> str | None:
    if not text:
        return None
    refusal = GrammarError("is no date", "write YYYY-MM-DD, or YYYY-MM")
    if not _PUBLISHED.fullmatch(text):
        raise refusal
    try:
        date.fromisoformat(text if len(text) == len("YYYY-MM-DD") else f"{text}-01")
    except ValueError:
        raise refusal from None
    return text
