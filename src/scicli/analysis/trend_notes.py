"""The notes below the table of `trend`."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import pandas as pd

from scicli.analysis.scope import Area
from scicli.analysis.trend_table import Show
from scicli.analysis.wording import in_edition, number_word
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.names import listed
from scicli.index.rank import UNKNOWN, Rank

SORT_NOTES = {
    "gain": "Gained: places gained from the first to the last edition held; of bands, at least.",
    "spread": "Spread: places between the worst and the best rank; of bands, at least.",
}
"""The notes on the orders whose key has a column of its own."""


class _Held(NamedTuple):
    """A rank that is held, the place of its edition in the span, and whether it is a rise."""

    edition: Label
    place: int
    rank: Rank
    rose: bool


def city_notes(
    index: Index, history: pd.DataFrame, cities: Sequence[str], show: Show
) -> Iterator[str]:
    """Yield the best, worst and first rank of each city, and its longest run of rises."""
    held: dict[str, list[_Held]] = {city: [] for city in cities}
    rose = history["gain"].to_numpy("int64", na_value=0) >= 1
    columns = history["city"], history["edition"], history["place"], rose
    lists = [column.tolist() for column in columns]
    for *parts, one in zip(*lists, rank.each(history, "rank"), strict=True):
        city, edition, place, is_rise = parts
        if one is not UNKNOWN and city in held:
            held[city].append(_Held(edition, place, one, is_rise))
    for city, rows in held.items():
        if not rows:
            yield f"{city}: no rank is held."
        else:
            subject = city if show == "rank" else f"Ranks of {city}"
            yield f"{subject}: {', '.join(_facts(index, rows))}."


def _facts(index: Index, held: Sequence[_Held]) -> Iterator[str]:
    """Yield the facts of a city in the span of editions of its history."""
    spans = [(one.rank.best, one.rank.worst) for one in held]
    best, worst = min(spans), max(spans, key=lambda span: span[::-1])
    top, low = held[spans.index(best)], held[spans.index(worst)]
    again = "first in " if spans.count(best) > 1 else ""
    yield f"best {top.rank.text()} ({again}{in_edition(top.edition)})"
    yield f"worst {low.rank.text()} ({low.edition})"
    # A city may have a rank before the span, too.
    first = held[0]
    if index.catalog.editions.index(first.edition) == first.place:
        yield f"first held in {first.edition}"
    # The first edition of the span has a gain since an edition that is not in it.
    runs = groupby(held, lambda one: one.rose and one.place > 0)
    rises = [list(run) for rose, run in runs if rose]
    run = max(reversed(rises), key=len, default=[])  # the latest of equal runs
    if len(run) > 1:
        before = index.catalog.before(run[0].edition)
        yield f"{number_word(len(run))} rises in a row ({before} to {run[-1].edition})"


def scope_notes(
    nouns: tuple[str, str],
    cities: Sequence[str],
    stages: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame],
    area: Area,
    top: int | None,
) -> Iterable[str]:
    """Return who is left out of a history: of all its rows, by area, and of those by `top`."""
    found, inside, kept = stages
    if cities:
        return (
            _left_out(cities, found, inside, f"Not known to be{area.phrase('in')}"),
            _left_out(cities, inside, kept, f"Not certainly in the top {top}"),
        )
    nobody = top is not None and len(inside) and kept.empty
    return (
        *(area.notes(found.drop_duplicates("city"), nouns) if len(found) else ()),
        f"No {nouns[0]} is certainly in the top {top}." if nobody else "",
    )


def _left_out(cities: Sequence[str], before: pd.DataFrame, after: pd.DataFrame, why: str) -> str:
    """Return the cities that only the first of two histories has, and why."""
    if len(before) == len(after):
        return ""
    missing = set(before["city"]).difference(after["city"])
    gone = [city for city in cities if city in missing]
    return f"{why}: {listed(gone, 'and')}." if gone else ""


def empty_note(history: pd.DataFrame, show: Show) -> str:
    """Return that no figure of a kind is held, or "" if one is."""
    return "" if history[show].notna().any() else f"No {show} is held."


def shown_note(
    possible: Sequence[Label],
    shown: Sequence[Label],
    editions: Sequence[Label],
    show: Show,
) -> str:
    """Return which editions are not shown."""
    if len(shown) < len(possible):
        return f"The last {len(shown)} of {len(possible)} editions are shown."
    if show == "rating" and len(shown) < len(editions):
        return "Editions without a rating are left out."
    return ""
