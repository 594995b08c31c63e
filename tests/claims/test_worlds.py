"""Verdicts against every world that small data sets leave possible.

The oracle of these tests knows nothing of how claims are judged. It lists the worlds in which the
data are true, and asks of each whether the claim is true in it. A claim may be judged `supported`
only if it is true in every world, and `contradicted` only if it is true in none. It may always be
judged `unknown`: that no more is proved than what is so is checked here, not that all of it is.

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

What a claim says of a city that is not in a table is false, but for two kinds. Who is not in an
earlier table was not in its top, and stood no better. A city stands ahead of another that is not
in the table, unless no world has the other in it: to be ahead of what is known not to be there is
no feat.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, islice, pairwise, product
from typing import NamedTuple

import pytest

from scaffold import Write, values
from scicli.claims.claim import Claim
from scicli.claims.claim_files import claim_of
from scicli.claims.verify import KINDS, verify
from scicli.index.index import load

PARTS = 4
DATA_SETS = 110
"""So many data sets are judged in each part."""
NAMELESS = 2
"""So many nameless cities may be in a table."""
MANY = 600
"""A table that leaves more worlds possible is not looked at."""
LAST = 99
"""The last place, where nobody knows which it is."""
REGIONS = ("West", "East")
# How many claims of a kind are made about a data set. Those that read whole tables take long.
QUICK = {
    "rank": 3,
    "leader": 2,
    "in_top": 3,
    "gain": 4,
    "ahead": 5,
    "overtook": 5,
    "entered_top": 3,
    "best": 3,
    "streak_rise": 3,
}
SLOW = ("biggest_gain", "count_rose", "count_fell", "region_rank", "top_count")
SLOW_ONES = 3

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


# What is true


class Question(NamedTuple):
    """A claim with the worlds that it is asked of."""

    claim: Claim
    worlds: Worlds
    homes: Mapping[str, str]

    @property
    def top(self) -> int:
        return self.claim.top or 0

    @property
    def value(self) -> int:
        return int(self.claim.value or 0)

    @property
    def now(self) -> Sequence[World]:
        return self.worlds[str(self.claim.to_edition)]

    @property
    def pairs(self) -> Iterator[tuple[World, World]]:
        """The worlds of the two editions of the claim, each with each."""
        start, end = map(str, self.claim.span)
        return product(self.worlds[start], self.worlds[end])

    def places(self, edition: str, *cities: str) -> list[tuple[int | None, ...]]:
        """Return at which places some cities can stand together; None: not in the table."""
        found = (tuple(map(world.named.get, cities)) for world in self.worlds[edition])
        return list(dict.fromkeys(found))

    def histories(self, *editions: str) -> Iterator[list[int | None]]:
        """Return at which places the city of the claim can stand in several editions."""
        every = product(*(self.places(edition, self.claim.city) for edition in editions))
        return ([place for [place] in history] for history in every)

    def up_to(self, first: str | None) -> list[str]:
        """Return the editions from the first one, or from another one, to that of the claim."""
        editions = list(self.worlds)
        start = 0 if first is None else editions.index(first)
        return editions[start : editions.index(str(self.claim.to_edition)) + 1]


def rank(asked: Question) -> Iterator[bool]:
    return (world.named.get(asked.claim.city) == asked.value for world in asked.now)


def leader(asked: Question) -> Iterator[bool]:
    return (world.named.get(asked.claim.city) == 1 for world in asked.now)


def in_top(asked: Question) -> Iterator[bool]:
    return (world.named.get(asked.claim.city, LAST) <= asked.top for world in asked.now)


def ahead(asked: Question) -> Iterator[bool]:
    pairs = asked.places(str(asked.claim.to_edition), asked.claim.city, asked.claim.other)
    never = all(other is None for _, other in pairs)
    for place, other in pairs:
        if place is None:
            yield False
        elif other is None:
            yield not never
        else:
            yield place < other


def overtook(asked: Question) -> Iterator[bool]:
    claim = asked.claim
    both = [asked.places(str(edition), claim.city, claim.other) for edition in claim.span]
    for (before, other_before), (after, other_after) in product(*both):
        if before and other_before and after and other_after:
            yield before > other_before and after < other_after
        else:
            yield False


def gain(asked: Question) -> Iterator[bool]:
    for before, after in asked.histories(*map(str, asked.claim.span)):
        yield before is not None and after is not None and before - after == asked.value


def biggest_gain(asked: Question) -> Iterator[bool]:
    for before, after in asked.pairs:
        gains = gained(before, after)
        own = gains.get(asked.claim.city)
        if own is None:
            yield False
            continue
        yield max(gains.values()) <= own
        if before.nameless and after.nameless:
            # The last of them may have become the first of them.
            yield max(gains.values()) <= own >= max(before.nameless) - min(after.nameless)


def entered_top(asked: Question) -> Iterator[bool]:
    for *earlier, now in asked.histories(*asked.up_to(None)):
        inside = [place is not None and place <= asked.top for place in (*earlier, now)]
        yield inside.pop() and not any(inside)


def best(asked: Question) -> Iterator[bool]:
    first = asked.claim.from_edition
    for *earlier, now in asked.histories(*asked.up_to(None if first is None else str(first))):
        better = [place for place in earlier if place and now and place < now]
        yield now is not None and not better


def streak_rise(asked: Question) -> Iterator[bool]:
    for history in asked.histories(*asked.up_to(None)[-asked.value - 1 :]):
        yield all(before and after and before > after for before, after in pairwise(history))


def region_rank(asked: Question) -> Iterator[bool]:
    home = asked.homes[asked.claim.city]
    for world in asked.now:
        place = world.named.get(asked.claim.city)
        if place is None or home != asked.claim.region:
            yield False
        if place is not None and home in ("", asked.claim.region):
            yield from (1 + count == asked.value for count in at_home(asked, world, place - 1))


def top_count(asked: Question) -> Iterator[bool]:
    for world in asked.now:
        yield from (count == asked.value for count in at_home(asked, world, asked.top))


def count_rose(asked: Question) -> Iterator[bool]:
    for before, after in asked.pairs:
        surely = sum(places >= asked.top for places in gained(before, after).values())
        perhaps = most_pairs(before.nameless, after.nameless, asked.top)
        yield from (surely + count == asked.value for count in range(perhaps + 1))


def count_fell(asked: Question) -> Iterator[bool]:
    for before, after in asked.pairs:
        surely = sum(places <= -asked.top for places in gained(before, after).values())
        perhaps = most_pairs(after.nameless, before.nameless, asked.top)
        yield from (surely + count == asked.value for count in range(perhaps + 1))


def gained(before: World, after: World) -> dict[str, int]:
    """Return how many places each named city gained that is in both tables."""
    both = before.named.keys() & after.named.keys()
    return {city: before.named[city] - after.named[city] for city in both}


@cache
def most_pairs(behind: tuple[int, ...], ahead: tuple[int, ...], least: int) -> int:
    """Return how many nameless cities at most stand in two tables so many places apart."""
    count, targets = 0, sorted(ahead)
    for place in sorted(behind):
        count += count < len(targets) and place - targets[count] >= least
    return count


def at_home(asked: Question, world: World, last: int) -> range:
    """Return how many cities of the region of the claim may stand at a place or before."""
    homes = Counter(
        asked.homes[city]
        for city, place in world.named.items()
        if place <= last and city != asked.claim.city
    )
    surely = homes[asked.claim.region]
    return range(surely, surely + homes[""] + sum(place <= last for place in world.nameless) + 1)


TRUTHS: Mapping[str, Callable[[Question], Iterator[bool]]] = {
    "rank": rank,
    "leader": leader,
    "in_top": in_top,
    "gain": gain,
    "biggest_gain": biggest_gain,
    "ahead": ahead,
    "overtook": overtook,
    "entered_top": entered_top,
    "best": best,
    "streak_rise": streak_rise,
    "region_rank": region_rank,
    "top_count": top_count,
    "count_rose": count_rose,
    "count_fell": count_fell,
}
"""What each kind of claim is in each world."""


def possible(asked: Question) -> set[bool]:
    """Return whether a claim can be true, and whether it can be false."""
    found = set()
    for true in TRUTHS[asked.claim.kind](asked):
        found.add(true)
        if len(found) > 1:
            break
    return found


# What is asked


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


def drawn_value(chance: random.Random, kind: str, before: int, after: int) -> int:
    """Return a number that a claim of a kind can state of a city with two places."""
    if kind == "gain" and chance.random() < 0.8:
        return before - after
    if kind == "rank" and chance.random() < 0.7:
        return after
    if kind in ("top_count", "count_rose", "count_fell"):
        return chance.choice([0, 0, 0, 1, 1, 2, 3])
    return chance.choice([1, 1, 1, 2, 2, 3, 4, 5, 6])


def drawn_claim(chance: random.Random, kind: str, among: Worlds, homes: Mapping[str, str]) -> Claim:
    """Return a claim of a kind, which may well be true."""
    start, end = chance.sample(list(among), 2) if len(among) > 1 else (*among, *among)
    if kind in ("best", "streak_rise"):
        start, end = min(start, end), max(start, end)
    city, other = chance.sample(list(homes), 2)
    before, after = (chance.choice(among[edition]).named.get(city, 1) for edition in (start, end))
    fields = {
        "city": city,
        "other": other,
        "region": chance.choice([homes[city] or REGIONS[0], *REGIONS]),
        "top": str(chance.randint(1, 4 if kind in ("in_top", "entered_top", "top_count") else 2)),
        "from": start,
        "to": end,
        "value": str(drawn_value(chance, kind, before, after)),
    }
    if kind == "streak_rise":
        fields["value"] = str(chance.randint(1, int(end) - 1))
    needs = [fields[0] for fields in KINDS[kind].required]
    if kind == "best" and chance.random() < 0.5:
        needs.append("from")
    return claim_of({"kind": kind, **{need: fields[need] for need in needs}})


def drawn_claims(chance: random.Random, data: Data, among: Worlds) -> list[Claim]:
    """Return claims about a data set, each once."""
    kinds = [kind for kind, count in QUICK.items() for _ in range(count)]
    kinds += chance.sample(SLOW, SLOW_ONES)
    if len(among) == 1:
        kinds = [
            kind for kind in kinds if kind != "streak_rise" and "from" not in KINDS[kind].needs
        ]
    claims = [drawn_claim(chance, kind, among, data.homes) for kind in kinds]
    return list(dict.fromkeys(claims))


# What is judged


def unsound(verdict: str, truths: set[bool]) -> bool:
    """Return whether a verdict says more than that."""
    return (verdict == "supported" and False in truths) or (
        verdict == "contradicted" and True in truths
    )


def looked_into(
    write: Write, chance: random.Random, data: Data, among: Worlds
) -> Iterator[tuple[str, str, str]]:
    """Return the kind of each claim made about a data set, its verdict, and what is unsound."""
    claims = drawn_claims(chance, data, among)
    judged = values(verify(load(write(**data.files)), claims).frame, "verdict")
    for claim, [verdict] in zip(claims, judged, strict=True):
        told = ""
        if unsound(str(verdict), possible(Question(claim, among, data.homes))):
            said = " ".join(f"{name}={text}" for name, text in claim.fields.items() if text)
            told = f"{said} is not {verdict} in {data}"
        yield claim.kind, str(verdict), told


@pytest.mark.parametrize("part", range(PARTS))
def test_no_verdict_claims_more_than_holds_in_every_world(write: Write, part: int) -> None:
    chance = random.Random(part)
    seen = [one for _ in range(DATA_SETS) for one in looked_into(write, chance, *drawn(chance))]
    assert sorted({told for *_, told in seen if told}, key=len) == []
    verdicts = Counter(verdict for _, verdict, _ in seen)
    assert min(verdicts[verdict] for verdict in ("supported", "contradicted", "unknown")) > 500
    decided = {(kind, verdict) for kind, verdict, _ in seen if verdict != "unknown"}
    assert decided == set(product(TRUTHS, ("supported", "contradicted")))


# What the oracle itself says of what can be seen at a glance


def test_places_follow_competition_ranking() -> None:
    assert sorted(rankings(3)) == [(1, 1, 1), (1, 1, 3), (1, 2, 2), (1, 2, 3)]


@pytest.mark.parametrize(
    ("ranks", "deep"),
    [
        (["1", "2", "2", "4"], 4),
        (["1", "2", "4", "5"], 2),
        (["1", "2-3", "2-3", "4+"], 1),
        (["2", "3"], 0),
        (["1", "=2", "=2", "4"], 4),
        (["1", "=2", "4"], 1),
        (["=1"], 0),
        (["=1", "2"], 0),
        (["=1", "1-2", "3"], 3),
        (["1", "=2", "2-5", ""], 1),
    ],
)
def test_the_depth_ends_before_an_unfilled_tie(ranks: list[str], deep: int) -> None:
    assert depth(dict(zip("ABCD", ranks, strict=False)), None) == deep


@pytest.mark.parametrize(
    ("table", "ranked", "expected"),
    [
        ({"A": "1"}, 1, [({"A": 1}, ())]),
        ({"A": "1", "B": ""}, 2, [({"A": 1, "B": 2}, ())]),
        ({"A": "=1"}, 2, [({"A": 1}, (1,)), ({"A": 1, "B": 1}, ())]),
        (
            {"A": "1"},
            3,
            [({"A": 1}, (2, 2)), ({"A": 1}, (2, 3)), ({"A": 1, "B": 2}, (2,)),
             ({"A": 1, "B": 2}, (3,)), ({"A": 1, "B": 3}, (2,))],
        ),
        ({"A": "1-2", "B": "2+"}, 2, [({"A": 1, "B": 2}, ())]),
        ({"A": "2"}, 1, []),
    ],
)  # fmt: skip
def test_every_world_is_listed_once(
    table: Table, ranked: int, expected: list[tuple[dict[str, int], tuple[int, ...]]]
) -> None:
    found = list(worlds(table, ranked, "AB"))
    assert sorted(found, key=str) == sorted((World(*one) for one in expected), key=str)
