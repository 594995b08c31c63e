"""What a publisher prints of the edition before, against the table that is held of it."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from scicli.files.dataset import Files
from scicli.files.table import TextTable
from scicli.index.catalog import Catalog
from scicli.index.rank import UNKNOWN, Rank, each, parse_rank
from scicli.index.rating import GrammarError

if TYPE_CHECKING:
    import pandas as pd

_UP, _DOWN = "+▲△↑⬆", "−–▼▽↓⬇-"
_CHANGE = re.compile(rf"([{_UP}{_DOWN}])\s*([0-9]{{1,9}})|([0-9]{{1,9}})\s*([▲△↑⬆▼▽↓⬇])")
_LEVEL = {"0", "=", "►", "→", "●", "±0"}
_NOTHING = {"-", "–", "—", "−"}
_NEW = re.compile(r"(?:new|neu|nouveau|re-?entry|entry|debut)\.?", re.IGNORECASE)
RESTATED = "it was restated, or one of the two is wrong"


class _Problem(NamedTuple):
    """What is wrong with a text about the edition before, and the remedy."""

    problem: str
    remedy: str = RESTATED


class Doubt(NamedTuple):
    """A text about the edition before that does not agree with its table."""

    table: TextTable
    row: int
    text: str
    problem: str
    remedy: str


def doubts(files: Files, figures: "pd.DataFrame", catalog: Catalog) -> Iterator[Doubt]:
    """Yield what the column `previous` of figures says and the edition before does not.

    It is a rank, such as 12, or the places gained since, such as +3, ▼ 2 or "=" for none, or "new".
    `figures` are those of `Index.figures`.
    """
    if not any(any(table.column("previous").distinct) for table in files.figures):
        return
    held, labels = _held(figures), list(map(str, catalog.editions))
    before = dict(zip(labels[1:], labels, strict=False))
    for table in files.figures:
        rows = table.rows("edition", "category", "city", "previous")
        for row, (edition, category, name, text) in enumerate(rows):
            if text and edition in before:
                key = edition, category, catalog.spellings.get(name, name)
                problem = _problem(text, held, key, before[edition])
                if problem:
                    yield Doubt(table, row, text, *problem)


_Key = tuple[str, str, str]


def _held(figures: "pd.DataFrame") -> dict[_Key, Rank]:
    ranked = figures[figures["rank"].notna()]
    keys = ranked[["edition", "category", "city"]].astype("str").itertuples(index=False, name=None)
    return dict(zip(keys, each(ranked, "rank"), strict=True))


def _problem(text: str, held: dict[_Key, Rank], key: _Key, before: str) -> _Problem | None:
    """Return what is wrong with a text about the edition before, or None."""
    _, category, city = key
    then, now = held.get((before, category, city)), held.get(key)
    where = f"in edition {before}"
    if _NEW.fullmatch(text):
        if then is None:
            return None
        return _Problem(f"says that {city} is new, but it holds {then.text()} {where}")
    stated = _stated_rank(text, now)
    if stated is None:
        return _Problem("is no rank and no change of one", "write 12, +3, -3, = or new")
    if then is None or not stated.held or stated[:2] == then[:2]:
        return None
    return _Problem(f"says {stated.text()} for {city}, but it holds {then.text()} {where}")


def _stated_rank(text: str, now: Rank | None) -> Rank | None:
    """Return the rank that a text states for the edition before, or None if it states none.

    Of a city whose rank is not one place, a change says nothing.
    """
    if text in _NOTHING:
        return UNKNOWN
    change = _CHANGE.fullmatch(text)
    if text in _LEVEL or change:
        if now is None or not now.exact:
            return UNKNOWN
        gained = 0
        if change:
            sign, size = (change[1], change[2]) if change[1] else (change[4], change[3])
            gained = int(size) if sign in _UP else -int(size)
        place = now.best + gained
        return Rank(place, place) if place > 0 else None
    try:
        return parse_rank(text)
    except GrammarError:
        return None
