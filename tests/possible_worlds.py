"""Every world that a small data set leaves possible.

A data set has two to four named cities, some of which may stand in no table, and one to three
editions. Of each edition its table is held (exact ranks, ranks marked as ties, bands, open ends,
and rows without a rank), and perhaps how many cities it ranks.

A world says of every edition who is in the table, and at which place. These are its rules:

- In a table stand named cities and nameless ones. A named city with a row is in it, one without a
  row may be. Where it is known how many cities are ranked, exactly so many are in it; where it is
  not, up to two nameless ones are.
- The place of a city is one more than the number of cities with a better place: 1, 2, 2, 4.
- A city stands at one of the places that its rank can mean; an open end closes at the number of
  cities ranked, where that is known. At a place that is marked as a tie stand two cities or more.
- A city of which no rank is held, named or not, stands below the depth of the table. The depth is
  the largest N such that for every k up to N at least k of the ranks held end at k or before. But
  it ends before a rank r marked as a tie that the cities held do not fill: none of the others can
  stand at r, or fewer than r + 1 of the ranks held end at r + 1 or before.
- Editions are independent of one another. A nameless city of one edition may be one of another
  edition, or none of them.
- A city of which no region is known lies in either of two, and so does a nameless one.
"""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, islice
from typing import NamedTuple

NAMELESS = 2
"""So many nameless cities may be in a table."""
MANY = 600
"""A table that leaves more worlds possible is not looked at."""
LAST = 99
"""The last place, where nobody knows which it is."""
REGIONS = ("West", "East")

Table = Mapping[str, str]
"""The text of the rank of each city that has a row; "" where it has no rank."""


class World(NamedTuple):
    """The places of the named cities that are in a table, and those of the nameless ones."""

    named: Mapping[str, int]
    nameless: tuple[int, ...]


class Data(NamedTuple):
    """A data set, by edition; `homes` has the region of each city, or ""."""

    tables: Mapping[str, Table]
    ranked: Mapping[str, int | None]
    homes: Mapping[str, str]

    @property
    def files(self) -> dict[str, str]:
        rows = [
            f"{edition},{city},{rank},{'' if rank else 50}"
            for edition, table in self.tables.items()
            for city, rank in table.items()
        ]
        counts = [f"{edition},{count or ''}" for edition, count in self.ranked.items()]
        homes = [f"{city},{region}" for city, region in self.homes.items()]
        return {
            "editions": "\n".join(["edition,city,rank,rating", *rows, ""]),
            "releases": "\n".join(["edition,cities_ranked", *counts, ""]),
            "cities": "\n".join(["city,region", *homes, ""]),
        }

    def __str__(self) -> str:
        told = [
            f"{edition}: {table} of {self.ranked[edition]}"
            for edition, table in self.tables.items()
        ]
        return f"{'; '.join(told)}; {self.homes}"


Worlds = Mapping[str, Sequence[World]]
"""The worlds of each edition."""


# What is held


def span(rank: str, ranked: int | None) -> range:
    """Return the places that a rank can mean."""
    if rank.endswith("+"):
        return range(int(rank[:-1]), (ranked or LAST) + 1)
    best, _, worst = rank.removeprefix("=").partition("-")
    return range(int(best), int(worst or best) + 1)


def depth(table: Table, ranked: int | None) -> int:
    """Return the place below which all stand of whom no rank is held."""
    held = {city: span(rank, ranked) for city, rank in table.items() if rank}

    def ended(place: int) -> int:
        return sum(places[-1] <= place for places in held.values())

    reached = 0
    while ended(reached + 1) > reached:
        reached += 1
    for city, rank in table.items():
        if rank.startswith("="):
            [tied] = held[city]
            shared = any(tied in places for other, places in held.items() if other != city)
            if not (shared and ended(tied + 1) > tied):
                reached = min(reached, tied - 1)
    return reached


# What is possible


@cache
def rankings(size: int) -> tuple[tuple[int, ...], ...]:
    """Return every way in which the places of so many cities can be taken, as 1, 2, 2, 4."""
    found: list[tuple[int, ...]] = [()]
    for place in range(1, size + 1):
        found = [
            (*before, taken) for before in found for taken in {place, *before[-1:]}
        ]  # its own place, or that of the one before
    return tuple(found)


def seatings(
    spans: Sequence[tuple[str, range]], free: tuple[int, ...]
) -> Iterator[tuple[dict[str, int], tuple[int, ...]]]:
    """Return every way to give cities a free place each, with the places that stay free."""
    if not spans:
        yield {}, free
        return
    (city, places), *others = spans
    for place in sorted(set(free)):
        if place in places:
            at = free.index(place)
            for seated, left in seatings(others, free[:at] + free[at + 1 :]):
                yield {city: place, **seated}, left


def sizes(present: int, ranked: int | None) -> Iterable[int]:
    """Return how many cities can be in a table with so many named ones."""
    if ranked is None:
        return range(present, present + NAMELESS + 1)
    return [ranked] if present <= ranked else []


def worlds(table: Table, ranked: int | None, cities: Sequence[str]) -> Iterator[World]:
    """Return every world of one edition."""
    below = range(depth(table, ranked) + 1, LAST + 1)
    tied = {span(rank, ranked)[0] for rank in table.values() if rank.startswith("=")}
    rows = [(city, span(rank, ranked) if rank else below) for city, rank in table.items()]
    rowless = [city for city in cities if city not in table]
    for count in range(len(rowless) + 1):
        for entrants in combinations(rowless, count):
            spans = sorted(
                [*rows, *((city, below) for city in entrants)], key=lambda row: len(row[1])
            )
            for size in sizes(len(spans), ranked):
                for taken in rankings(size):
                    if all(taken.count(place) > 1 for place in tied):
                        for named, nameless in seatings(spans, taken):
                            if all(place in below for place in nameless):
                                yield World(named, nameless)


# What data sets there are


class Style(NamedTuple):
    """How a data set is held.

    Attributes:
        nameless: So many cities at most have no name.
        hidden: How likely it is that a city has no row.
        blank: How likely it is that a row has no rank.
        loose: How likely it is that a rank is a band or has an open end.
        sized: How likely it is that the number of cities ranked is known.
    """

    nameless: int
    hidden: float
    blank: float
    loose: float
    sized: float


STYLES = (
    Style(nameless=0, hidden=0, blank=0, loose=0, sized=1),
    Style(nameless=0, hidden=0, blank=0, loose=0.5, sized=1),
    Style(nameless=NAMELESS, hidden=0.2, blank=0.1, loose=0, sized=0.5),
    Style(nameless=NAMELESS, hidden=0.15, blank=0.05, loose=0.4, sized=0.5),
    Style(nameless=NAMELESS, hidden=0.1, blank=0.1, loose=0.8, sized=0.5),
)


def drawn_rank(chance: random.Random, place: int, taken: Sequence[int], style: Style) -> str:
    """Return a rank that a city can have at its place among those that are taken."""
    if chance.random() < style.blank:
        return ""
    if chance.random() >= style.loose:
        marked = taken.count(place) > 1 and chance.random() < 0.7
        return f"={place}" if marked else str(place)
    best = max(1, place - chance.randint(0, 2))
    worst = min(len(taken), place + chance.randint(0, 2))
    return chance.choice([f"{best}+", f"{best}-{worst}", f"{best}-{worst}"])


def drawn_table(
    chance: random.Random, cities: Sequence[str], style: Style
) -> tuple[Table, int | None]:
    """Return what is held of one edition, and how many cities it ranks, where that is known."""
    inside = [city for city in cities if chance.random() < 0.9]
    nameless = [""] * chance.randint(0, style.nameless)
    seated = chance.sample([*inside, *nameless], len(inside) + len(nameless))
    taken = tuple(range(1, len(seated) + 1))
    if chance.random() < 0.6:
        taken = chance.choice(rankings(len(seated)))
    table = {
        city: drawn_rank(chance, place, taken, style)
        for city, place in zip(seated, taken, strict=True)
        if city and chance.random() >= style.hidden
    }
    return table, len(seated) if seated and chance.random() < style.sized else None


def drawn(chance: random.Random) -> tuple[Data, Worlds]:
    """Return a data set that is true in some worlds, and in not too many."""
    cities = "ABCD"[: chance.choice([2, 3, 3, 4, 4])]
    # Two of a kind mostly, so that complete tables come together.
    styles: Sequence[Style] = chance.choice([STYLES, *([style] for style in STYLES)])
    tables: dict[str, Table] = {}
    ranked: dict[str, int | None] = {}
    found: dict[str, list[World]] = {}
    several = chance.choice([1, 2, 2, 3, 3])
    while len(tables) < several:
        table, count = drawn_table(chance, cities, chance.choice(styles))
        every = list(islice(worlds(table, count, cities), MANY + 1))
        if table and 1 <= len(every) <= MANY:
            edition = str(len(tables) + 1)
            tables[edition], ranked[edition] = table, count
            # So that two worlds that differ are soon found.
            found[edition] = chance.sample(every, len(every))
    homes = {city: chance.choice(["", *REGIONS, *REGIONS]) for city in cities}
    return Data(tables, ranked, homes), found
