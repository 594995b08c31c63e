"""A city beside its rivals: who they are, and how often it was ahead of each."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice, pairwise

import numpy as np

from scicli.analysis.answer import Column, Kind, Section
from scicli.analysis.compare import LEVEL
from scicli.analysis.scope import typed
from scicli.analysis.wording import in_edition, nonempty, two_editions
from scicli.files.schema import OVERALL
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.names import listed
from scicli.index.rank import NO_END, UNKNOWN, Rank, ahead, column, each

_MOST_RIVALS = 4
_NEXT_AHEAD, _NEXT_BEHIND = 2, 1
_COLUMNS = (
    Column("city", "Against", Kind.CITY, weight=12),
    Column("row", "Edition", Kind.LABEL, weight=9),
    Column("0", "Own rank", Kind.RANK, weight=11),
    Column("1", "Its rank", Kind.RANK, weight=11),
    Column("led", "Ahead in", Kind.TEXT, weight=10),
    Column("passed", "Last change", Kind.TEXT, weight=1),
)
_TYPES = {
    **{f"{field}{end}": "Int64" for field in ("0", "1") for end in ("", "_max")},
    **dict.fromkeys(("city", "row", "0_mark", "1_mark", "led", "passed", "sources"), "str"),
}


def rivals_of(index: Index, city: str, edition: Label) -> list[str]:
    """Return the cities that a city is compared with, four at most, in the order of the table.

    They are the next two ahead of it that are held, the next one behind, and the nearest of its
    country; where these are fewer than four, then the nearest of its region, then of all.
    """
    homes = index.catalog.cities
    places = _places(index, edition).copy()
    own = places.pop(city, 0)
    ahead = [name for name, place in places.items() if place <= own]
    behind = [name for name, place in places.items() if place > own]
    by_distance = np.argsort([abs(place - (own or 1)) for place in places.values()], kind="stable")
    names = list(places)
    nearest = [names[at] for at in by_distance]
    home = homes[city]
    of_country = (name for name in nearest if homes[name].country == home.country)
    of_region = (name for name in nearest if homes[name].region == home.region)
    chosen = dict.fromkeys(
        [
            *(ahead[-_NEXT_AHEAD:] + behind[:_NEXT_BEHIND] if own else []),
            *(islice(of_country, 1) if home.country else []),
            *(islice(of_region, _MOST_RIVALS) if home.region else []),
            *nearest[:_MOST_RIVALS],
        ]
    )
    rivals = list(chosen)[:_MOST_RIVALS]
    return sorted(rivals, key=names.index)


@lru_cache(maxsize=2)
def _places(index: Index, edition: Label) -> dict[str, int]:
    """Return the best place of each city that is held, in the order of the table."""
    table = index.table(edition, OVERALL)
    rows = zip(table["city"].tolist(), column(table, "rank").best.tolist(), strict=True)
    return {name: place for name, place in rows if place}


def head_to_head(index: Index, city: str, rivals: Sequence[str], edition: Label) -> Section:
    """Return a row for each rival: the latest edition that has one of both, and who led how often.

    A rival of whom no edition tells whether the city was ahead has no row, but a note.
    """
    figures = index.history(city, *rivals)
    held = figures[(figures["category"] == OVERALL) & figures["rank"].notna()]
    ranks: dict[str, dict[Label, Rank]] = {name: {} for name in (city, *rivals)}
    sources: dict[tuple[str, Label], str] = {}
    names, labels = held["city"].tolist(), held["edition"].tolist()
    cited = held["sources"].fillna("").tolist()
    for name, label, one, keys in zip(names, labels, each(held, "rank"), cited, strict=True):
        ranks[name][label] = one
        sources[name, label] = keys
    editions = index.catalog.between(None, edition)
    rows, untold = [], []
    for rival in rivals:
        by_edition = dict(_leaders(index, (city, rival), ranks, editions))
        leaders = {label: leader for label, leader in by_edition.items() if leader is not None}
        if not leaders:
            untold.append(rival)
            continue
        led, level = (list(leaders.values()).count(one) for one in (city, LEVEL))
        label = list(by_edition)[-1]
        own, its = (ranks[name].get(label, UNKNOWN) for name in (city, rival))
        rows.append({
            "city": rival, "row": str(label), **_columns("0", own), **_columns("1", its),
            "led": f"{led} of {len(leaders)}" + (f", level in {level}" if level else ""),
            "passed": _last_change(index, city, {one: who for one, who in leaders.items()
                                                 if who != LEVEL}),
            "sources": ";".join(sources.get((name, label), "") for name in (city, rival)),
        })  # fmt: skip
    notes = nonempty(
        f"Ahead in: the editions that tell who is ahead, and in how many {city} was."
        if rows
        else "",
        f"No edition tells who is ahead, {city} or {listed(untold)}." if untold else "",
    )
    return Section((f"{city} head to head",), typed(rows, _TYPES), _COLUMNS, notes)


def _leaders(
    index: Index,
    pair: tuple[str, str],
    ranks: Mapping[str, Mapping[Label, Rank]],
    editions: Sequence[Label],
) -> Iterator[tuple[Label, str | None]]:
    """Yield who of two is ahead in each edition that tells it or has the ranks of both.

    It is None where that is not certain. A city that is not held stands below the depth of the
    table, or is not in it; where it certainly is not, nobody is ahead.
    """
    own, its = (ranks[name] for name in pair)
    for label in editions:
        one, other = own.get(label, UNKNOWN), its.get(label, UNKNOWN)
        if not (one.held and other.held):
            below = index.coverage(label, OVERALL).below
            if below is None:
                continue
            absent = Rank(below + 1, NO_END)
            one, other = (rank if rank.held else absent for rank in (one, other))
        is_level = one.exact and other.exact and one.best == other.best < NO_END
        leader = pair[0] if ahead(one, other) else pair[1] if ahead(other, one) else None
        if leader or is_level:
            yield label, leader or LEVEL
        elif label in own and label in its:
            yield label, None


def _columns(field: str, one: Rank) -> dict[str, object]:
    """Return the columns of a rank."""
    best = one.best if one.held else None
    worst = None if one.worst == NO_END else one.worst
    return {field: best, f"{field}_max": worst, f"{field}_mark": one.mark.value}


def _last_change(index: Index, city: str, leaders: Mapping[Label, str]) -> str:
    """Return when the city last went ahead of its rival or fell behind it.

    `leaders` has who was ahead in each edition that tells it, in order.
    """
    changes = [
        (before, after)
        for (before, leader), (after, other) in pairwise(leaders.items())
        if leader != other
    ]
    if not changes:
        return "none known"
    before, after = changes[-1]
    changed = "went ahead" if leaders[after] == city else "fell behind"
    if index.catalog.adjacent(before, after):
        return f"{changed} in {in_edition(after)}"
    return f"{changed} between {two_editions(before, after)}"
