"""The notes below the table of `trend`."""

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from scicli.analysis.scope import Area
from scicli.analysis.trend_table import Show
from scicli.analysis.wording import in_edition, number_word
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.names import listed

SORT_NOTES = {
    "gain": "Gained: places gained from the first to the last edition held; of bands, at least.",
    "spread": "Spread: places between the worst and the best rank; of bands, at least.",
}
"""The notes on the orders whose key has a column of its own."""


def city_notes(
    index: Index, history: pd.DataFrame, cities: Sequence[str], show: Show
) -> Iterator[str]:
    """Yield the best, worst and first rank of each city, and its longest run of rises."""
    for city in cities:
        ranked = history[(history["city"] == city) & history["rank"].notna()]
        if ranked.empty:
            yield f"{city}: no rank is held."
        else:
            subject = city if show == "rank" else f"Ranks of {city}"
            yield f"{subject}: {', '.join(_facts(index, ranked))}."


def _facts(index: Index, ranked: pd.DataFrame) -> Iterator[str]:
    """Yield the facts of a city in the span of editions of its history."""
    best = ranked.sort_values(["rank", "rank_max", "place"]).iloc[0]
    worst = ranked.sort_values(
        ["rank_max", "rank", "place"], ascending=[False, False, True], na_position="first"
    ).iloc[0]
    yield f"best {rank.of_row(best, 'rank').text()} ({_first_in(ranked, best)})"
    yield f"worst {rank.of_row(worst, 'rank').text()} ({worst['edition']})"
    first = ranked.iloc[0]
    # A city may have a rank before the span, too.
    if index.catalog.editions.index(first["edition"]) == first["place"]:
        yield f"first held in {first['edition']}"
    # The first edition of the span has a gain since an edition that is not in it.
    rises = ranked[(ranked["gain"] >= 1).fillna(value=False) & (ranked["place"] > 0)]
    runs = [run for _, run in rises.groupby((rises["place"].diff() != 1).cumsum())]
    run = max(reversed(runs), key=len, default=rises)  # the latest of equal runs
    if len(run) > 1:
        before = index.catalog.before(run["edition"].iloc[0])
        yield f"{number_word(len(run))} rises in a row ({before} to {run['edition'].iloc[-1]})"


def _first_in(ranked: pd.DataFrame, best: pd.Series) -> str:
    """Return the edition of the best rank, the first one if it was held again."""
    same = (ranked["rank"] == best["rank"]) & (ranked["rank_max"] == best["rank_max"])
    first = "first in " if same.sum() > 1 else ""
    return f"{first}{in_edition(best['edition'])}"


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
