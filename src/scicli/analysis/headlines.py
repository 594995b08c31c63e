"""What an answer shows in one line, as the headline of its chart; "" where nothing is certain."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pandas as pd

from scicli.analysis.distance import Distance
from scicli.analysis.scope import RANK_FIELDS, Area
from scicli.analysis.wording import counted, in_edition, months, ordinal, place_words
from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.names import listed
from scicli.index.rank import Gain, Rank, each

_MOST_NAMES = 3
_MOST_CITIES = 4


def of_table(
    index: Index, frame: pd.DataFrame, edition: Label, category: str, area: Area, city: str | None
) -> str:
    """Return where a city stands, or who leads a table.

    The first row of some regions or countries has the best rank that is held there, no more.
    """
    held = frame[frame["rank"].notna()]
    ranks = dict(zip(held["city"].tolist(), each(held, "rank"), strict=True))
    ranked = index.coverage(edition, category).ranked
    if city is not None:
        of = f" of {counted(ranked, *index.nouns)}" if ranked else ""
        return f"{city} is {place_words(ranks[city])}{of}" if city in ranks else ""
    if not ranks:
        return ""
    first, best = next(iter(ranks.items()))
    names = [name for name, one in ranks.items() if one == best]
    if best == Rank(1, 1) and not area.names:
        return f"{first} leads" + (f" {counted(ranked, *index.nouns)}" if ranked else "")
    if len(names) > 1:
        return ""
    return f"{first} is {place_words(best)}, the best rank held{area.phrase('in')}"


def of_moves(
    nouns: tuple[str, str], both: pd.DataFrame, movers: pd.DataFrame, verb: str, *, every: bool
) -> str:
    """Return who moved most among the cities that are compared.

    `both` has how far each city moved, at `least` and at `most`; `movers` are the ones shown.
    """
    if movers.empty:
        return ""
    first = movers.iloc[0]
    same = movers[(movers["least"] == first["least"]) & (movers["most"] == first["most"])]
    names = same["city"].astype("str").tolist()
    others = both.loc[~both["city"].isin(names), "most"]
    moved = Gain(int(first["least"]), int(first["most"])).text()
    to = place_words(rank.of_row(first, "to_rank"))
    is_most = first["least"] == first["most"] and not (others >= first["least"]).any()
    if every or not is_most or len(both) == len(names) or len(names) > _MOST_NAMES:
        return f"{names[0]} {verb} {moved}, to {to}" if len(names) == 1 else ""
    size = f"{moved}, to {to}" if len(names) == 1 else f"{moved} each"
    return f"{listed(names, 'and')} {verb} most of the {len(both)} {nouns[1]} compared: {size}"


def of_categories(grid: pd.DataFrame) -> str:
    """Return in which categories a city certainly stands highest and lowest."""
    cities = grid["city"].unique()
    columns = grid[["category", "area", "rank", "rank_max", "rank_mark"]]
    held = columns[columns["rank"].notna()]
    if len(cities) > 1 or held.empty:
        return ""
    own = held[held["category"] == OVERALL]
    ranks = dict(zip(held["area"], each(held, "rank"), strict=True))
    areas = {area: one for area, one in ranks.items() if area not in set(own["area"])}
    highest = [area for area, one in areas.items() if _is_first(one, area, areas)]
    lowest = [area for area, one in areas.items() if _is_last(one, area, areas)]
    if len(areas) > 1 and highest and lowest:
        best, worst = highest[0], lowest[0]
        return (
            f"{cities[0]} stands highest in {_lower(best)} ({place_words(areas[best])}),"
            f" lowest in {_lower(worst)} ({place_words(areas[worst])})"
        )
    return f"{cities[0]} is {place_words(ranks[own['area'].iloc[0]])} overall" if len(own) else ""


def _is_first(one: Rank, area: str, areas: dict[str, Rank]) -> bool:
    return all(rank.ahead(one, other) for name, other in areas.items() if name != area)


def _is_last(one: Rank, area: str, areas: dict[str, Rank]) -> bool:
    return all(rank.ahead(other, one) for name, other in areas.items() if name != area)


def _lower(area: str) -> str:
    return area[:1].lower() + area[1:]


def of_rivals(leaders: Sequence[str], editions: Sequence[Label], cities: Sequence[str]) -> str:
    """Return who of two is ahead more often, or who of several is ahead in the last edition.

    `leaders` has the leader of each edition, or "".
    """
    counts = Counter(filter(None, leaders))
    if not counts:
        return ""
    if len(cities) > 2:
        if not leaders[-1]:
            return ""
        return f"{leaders[-1]} is ahead of all the others in {in_edition(editions[-1])}"
    (leader, most), *others = counts.most_common()
    [whom] = [city for city in cities if city != leader]
    if others and others[0][1] == most:
        return ""
    if len(leaders) == 1:
        return f"{leader} is ahead of {whom}"
    every = "both" if len(leaders) == 2 else f"all {len(leaders)}"
    editions = every if most == len(leaders) else f"{most} of {len(leaders)}"
    return f"{leader} is ahead of {whom} in {editions} editions"


def of_history(index: Index, history: pd.DataFrame, cities: Sequence[str]) -> str:
    """Return from where to where one city went, or where several stand in the latest edition."""
    if len(cities) > _MOST_CITIES:
        return ""
    held = history.take(np.flatnonzero(history["rank"].notna()))
    names = list(cities) or held["line"].unique().tolist()
    if held.empty or len(names) > _MOST_CITIES or len(set(held["category"].tolist())) > 1:
        return ""
    first, last = held["edition"].iloc[[0, -1]].tolist()
    if len(names) == 1:
        start, end = (place_words(one) for one in each(held[RANK_FIELDS].iloc[[0, -1]], "rank"))
        if len(held) == 1:
            return f"{names[0]} is {end} in {_when(index, last)}"
        return f"{names[0]}: from {start} in {_when(index, first)} to {end} in {_when(index, last)}"
    now = held[held["edition"] == last]
    ranks = dict(zip(now["line"].tolist(), each(now, "rank"), strict=True))
    words = [f"{name} {place_words(ranks[name])}" for name in names if name in ranks]
    return f"{listed(words, 'and')} in {_when(index, last)}" if len(words) == len(names) else ""


def _when(index: Index, edition: Label) -> str:
    return months(index, edition) or in_edition(edition)


def of_gap(city: str, now: Distance, goal: int | str) -> str:
    """Return how far a city is from its goal."""
    places = now.places
    if places is None:
        return ""
    there = f"{ordinal(goal)} place" if isinstance(goal, int) else goal
    if places.level:
        return f"{city} is level with {there}"
    if places.up:
        return f"{city} is {places.text()} behind {there}"
    return f"{city} is {places.lost.text()} ahead of {there}" if places.down else ""


def of_leaders(counts: dict[str, int], editions: int, undecided: int, top: int) -> str:
    """Return who stood at the top in the most editions.

    In `undecided` of them it is not certain who stood there.
    """
    in_order = sorted(counts.items(), key=lambda one: -one[1])
    if not in_order:
        return ""
    (city, most), second = in_order[0], in_order[1][1] if len(in_order) > 1 else 0
    if most <= second + undecided:
        return ""
    at_least = "at least " if undecided else ""
    stood = "led" if top == 1 else f"stood in the top {top} in"
    if most == editions:
        return f"{city} {stood} all {editions} editions"
    return f"{city} {stood} {at_least}{most} of {editions} editions, more than any other"
