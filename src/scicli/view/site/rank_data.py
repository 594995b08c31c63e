"""The ranks of all cities, for the script that compares those which a reader picks."""

import json
from typing import Any

from scicli.analysis.wording import month_of, readable
from scicli.index.index import Index
from scicli.index.rank import NO_END, Rank, each
from scicli.view.screen import printable
from scicli.view.site.addresses import Addresses


def ranks_script(index: Index, addresses: Addresses) -> bytes:
    """Return a script that holds the ranks of each category, by city and edition.

    A rank is a place, or [best place, worst place or null for an open end, text], or null where it
    is not held. `tables` has of each table how many it ranks, how many ranks are held, and to which
    place it is complete.
    """
    editions = index.catalog.editions
    rows: dict[str, Any] = {
        "editions": [printable(str(label)) for label in editions],
        "months": [month_of(index.published(label)) for label in editions],
        "noun": index.nouns[0],
        "cities": [[printable(name), path] for name, path in addresses.cities.items()],
        "categories": [
            {
                "name": readable(category),
                "tables": [list(index.coverage(label, category)) for label in editions],
                "ranks": _ranks(index, category),
            }
            for category in index.catalog.categories
        ],
    }
    # A script ends at "</script>" wherever it stands; a text may not hold it, nor a line end.
    text = json.dumps(rows, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    return f"const RANKS = {text};\n".encode()


def _ranks(index: Index, category: str) -> list[list[Any]]:
    """Return the ranks of each city of the catalog, by edition."""
    figures = index.figures[index.figures["category"] == category]
    names = {name: number for number, name in enumerate(index.catalog.cities)}
    found: list[list[Any]] = [[None] * len(index.catalog.editions) for _ in names]
    positions = figures["edition"].cat.codes
    for city, edition, one in zip(figures["city"], positions, each(figures, "rank"), strict=True):
        if one.held:
            found[names[city]][edition] = _value(one)
    return found


def _value(one: Rank) -> object:
    text = one.text()
    if text == str(one.best):
        return one.best
    return [one.best, None if one.worst == NO_END else one.worst, text]
