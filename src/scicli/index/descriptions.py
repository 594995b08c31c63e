"""The tables that describe figures: releases, cities and sources, checked."""

import re
from datetime import date

import numpy as np
import pandas as pd

from scicli.files.dataset import Files
from scicli.files.faults import Faults
from scicli.files.schema import COUNTS
from scicli.index.catalog import Catalog
from scicli.index.cells import Cells, merge_rows
from scicli.index.rating import GrammarError, parse_rating

_PUBLISHED = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?", re.ASCII)
_COUNT = re.compile(r"[0-9]{1,18}", re.ASCII)
_CHANGE = "average_rating_change_pct"
_LOCATION = ("country", "iso2", "region")
_DESCRIPTION = ("publisher", "title", "published", "url", "language")


def releases(files: Files, catalog: Catalog, faults: Faults) -> pd.DataFrame:
    """Return a row for every edition, the first edition first, as in `Index.releases`."""
    cells = Cells(files.releases, ["edition", "published", *COUNTS, _CHANGE, "sources"], faults)
    without_key = cells.without_key("edition")
    counts = {
        name: cells.parsed(name, _positive if name == "cities_ranked" else _count, None)
        for name in COUNTS
    }
    change = pd.array(cells.parsed(_CHANGE, parse_rating, None), dtype="Float64")
    read = pd.DataFrame(
        {
            "edition": cells.texts("edition"),
            "published": _published(cells),
            **{
                name: cells.series(name, pd.array(numbers, dtype="Int64"))
                for name, numbers in counts.items()
            },
            _CHANGE: cells.series(_CHANGE, change),
            "sources": cells.texts("sources"),
        },
        copy=False,
    )
    values = {column: column for column in ("published", *COUNTS, _CHANGE)}
    merged = merge_rows(
        cells, read.drop(index=without_key.tolist()), ["edition"], values, ["sources"]
    )
    labels = list(catalog.editions)
    position = {label: number for number, label in enumerate(merged["edition"])}
    rows = np.array([position.get(str(label), -1) for label in labels], dtype="int64")
    return pd.DataFrame(
        {
            "edition": pd.Categorical(labels, categories=labels, ordered=True),
            **{name: merged[name].array.take(rows, allow_fill=True) for name in list(read)[1:]},
        },
        copy=False,
    )


def cities(files: Files, catalog: Catalog, faults: Faults) -> pd.DataFrame:
    """Return a row for every city, by name, as in `Index.cities`."""
    Cells(files.cities, ["city"], faults).without_key("city")
    cells = Cells(files.own_cities, ["city", *_LOCATION], faults)
    stated = pd.DataFrame({column: cells.texts(column) for column in ("city", *_LOCATION)})
    # Only the check is wanted: the catalog has merged what the files state.
    merge_rows(cells, stated, ["city"], {column: column for column in _LOCATION}, [])
    rows = [(*city[:-1], ";".join(city.aliases)) for city in catalog.cities.values()]
    found = pd.DataFrame(rows, columns=["city", *_LOCATION, "aliases"], dtype="str")
    return found.mask(found == "")


def sources(files: Files, faults: Faults) -> pd.DataFrame:
    """Return a row for every source, in the order of the files, as in `Index.sources`."""
    cells = Cells(files.sources, ["source", *_DESCRIPTION], faults)
    without_key = cells.without_key("source")
    read = pd.DataFrame({column: cells.texts(column) for column in ("source", *_DESCRIPTION)})
    read = read.assign(published=_published(cells)).drop(index=without_key.tolist())
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


def _published(cells: Cells) -> pd.Series:
    """Return the dates of publication as texts; a blank is missing."""
    dates = cells.parsed("published", _date, None)
    return cells.series("published", pd.array(dates, dtype="str"))


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
