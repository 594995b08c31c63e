"""Verdicts against every world that small data sets leave possible.

The oracle of these tests knows nothing of how claims are judged. It lists the worlds in which the
data are true, and asks of each whether the claim is true in it. A claim may be judged `supported`
only if it is true in every world, and `contradicted` only if it is true in none. It may always be
judged `unknown`: that no more is proved than what is so is checked here, not that all of it is.

What a claim says of a city that is not in a table is false, but for two kinds. Who is not in an
earlier table was not in its top, and stood no better. A city stands ahead of another that is not
in the table, unless no world has the other in it: to be ahead of what is known not to be there is
no feat.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise, product
from typing import NamedTuple

import pytest

from measured import TRUE
from possible_worlds import LAST, NAMELESS, REGIONS, Data, World, Worlds, drawn
from scaffold import Write, values
from scicli.analysis.measures import MEASURES
from scicli.claims.claim import Claim
from scicli.claims.claim_files import claim_of
from scicli.claims.record_claims import RECORD
from scicli.claims.verify import KINDS, verify
from scicli.index.index import load

PARTS = 4
DATA_SETS = 110
"""So many data sets are judged in each part."""
# How many claims of a kind are made about a data set. Those that read whole tables take long.
QUICK = {
    "rank": 3,
    "leader": 2,
    "in_top": 3,
    "gain": 4,
    "rose_at_least": 3,
    "fell_at_least": 3,
    "table_size": 2,
    "first_ahead_of_held": 3,
    "ahead": 5,
    "overtook": 5,
    "entered_top": 3,
    "came_into_top": 3,
    "left_top": 3,
    "led_since": 3,
    "best": 3,
    "worst": 3,
    "streak_rise": 3,
    "streak_fall": 3,
}
SLOW = ("biggest_gain", "biggest_fall", "count_rose", "count_fell", "region_rank", "top_count")
SLOW_ONES = 3
MEASURED = (*MEASURES, *(f"{RECORD}{name}" for name in MEASURES))
MEASURED_ONES = 12
SOME_WORLDS = 120

# What is true


class Question(NamedTuple):
    """A claim with the worlds that it is asked of."""

    claim: Claim
    worlds: Worlds
    data: Data

    @property
    def homes(self) -> Mapping[str, str]:
        return self.data.homes

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


def rose_at_least(asked: Question) -> Iterator[bool]:
    for before, after in asked.histories(*map(str, asked.claim.span)):
        yield before is not None and after is not None and before - after >= asked.value


def fell_at_least(asked: Question) -> Iterator[bool]:
    for before, after in asked.histories(*map(str, asked.claim.span)):
        yield before is not None and after is not None and after - before >= asked.value


def table_size(asked: Question) -> Iterator[bool]:
    if asked.data.ranked[str(asked.claim.to_edition)] is None:
        # More nameless cities may be in the table than the worlds have.
        yield False
        yield asked.value >= min(len(world.named) + len(world.nameless) for world in asked.now)
        return
    for world in asked.now:
        yield len(world.named) + len(world.nameless) == asked.value


def first_ahead_of_held(asked: Question) -> Iterator[bool]:
    claim = asked.claim
    *earlier, end = asked.up_to(None)
    both = [
        edition
        for edition in earlier
        if asked.data.tables[edition].get(claim.city)
        and asked.data.tables[edition].get(claim.other)
    ]
    never = [
        all(other is None for _, other in asked.places(edition, claim.city, claim.other))
        for edition in (*both, end)
    ]
    for pairs in product(*(asked.places(one, claim.city, claim.other) for one in (*both, end))):
        *before, now = [
            place is not None and (not gone if other is None else place < other)
            for (place, other), gone in zip(pairs, never, strict=True)
        ]
        yield now and not any(before)


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


def biggest_fall(asked: Question) -> Iterator[bool]:
    for before, after in asked.pairs:
        falls = {city: -places for city, places in gained(before, after).items()}
        own = falls.get(asked.claim.city)
        if own is None:
            yield False
            continue
        yield max(falls.values()) <= own
        if before.nameless and after.nameless:
            # The first of them may have become the last of them.
            yield max(falls.values()) <= own >= max(after.nameless) - min(before.nameless)


def entered_top(asked: Question) -> Iterator[bool]:
    for *earlier, now in asked.histories(*asked.up_to(None)):
        inside = [place is not None and place <= asked.top for place in (*earlier, now)]
        yield inside.pop() and not any(inside)


def left_top(asked: Question) -> Iterator[bool]:
    editions = asked.up_to(None)[-2:]
    if len(editions) == 1:
        # Of the edition before the first one nothing is known.
        yield False
        yield from (now is not None and now > asked.top for [now] in asked.histories(*editions))
        return
    for place, now in asked.histories(*editions):
        yield place is not None and now is not None and place <= asked.top < now


def came_into_top(asked: Question) -> Iterator[bool]:
    editions = asked.up_to(None)[-2:]
    if len(editions) == 1:
        yield False
        yield from (now is not None and now <= asked.top for [now] in asked.histories(*editions))
        return
    for place, now in asked.histories(*editions):
        yield now is not None and now <= asked.top and not (place and place <= asked.top)


def led_since(asked: Question) -> Iterator[bool]:
    for history in asked.histories(*asked.up_to(str(asked.claim.from_edition))):
        yield all(place == 1 for place in history)


def worst(asked: Question) -> Iterator[bool]:
    first = asked.claim.from_edition
    for *earlier, now in asked.histories(*asked.up_to(None if first is None else str(first))):
        worse = [place for place in earlier if place and now and place > now]
        yield now is not None and not worse


def best(asked: Question) -> Iterator[bool]:
    first = asked.claim.from_edition
    for *earlier, now in asked.histories(*asked.up_to(None if first is None else str(first))):
        better = [place for place in earlier if place and now and place < now]
        yield now is not None and not better


def streak_rise(asked: Question) -> Iterator[bool]:
    for history in asked.histories(*asked.up_to(None)[-asked.value - 1 :]):
        yield all(before and after and before > after for before, after in pairwise(history))


def streak_fall(asked: Question) -> Iterator[bool]:
    for history in asked.histories(*asked.up_to(None)[-asked.value - 1 :]):
        yield all(before and after and before < after for before, after in pairwise(history))


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


def measure(asked: Question) -> Iterator[bool]:
    """Count a measure of the city in each of its histories."""
    for history in asked.histories(*asked.up_to(None)):
        true = TRUE[asked.claim.kind](history, asked.top)
        yield any(history) and true == asked.value


def record(asked: Question) -> Iterator[bool]:
    """Count a measure of every city in some of the worlds, taken at random."""
    name = asked.claim.kind.removeprefix(RECORD)
    sign = -1 if MEASURES[name].least_first else 1
    chance = random.Random(str(asked.claim))
    for _ in range(SOME_WORLDS):
        taken = [chance.choice(asked.worlds[edition]) for edition in asked.up_to(None)]
        histories = {city: [world.named.get(city) for world in taken] for city in asked.homes}
        # A nameless city of one edition may be one of another.
        for number in range(NAMELESS):
            histories[f"nameless {number}"] = [
                world.nameless[number] if len(world.nameless) > number else None for world in taken
            ]
        true = {city: TRUE[name](one, asked.top) for city, one in histories.items() if any(one)}
        own = true.pop(asked.claim.city, None)
        others = [sign * other for other in true.values() if other is not None]
        yield own == asked.value and max(others, default=sign * own) <= sign * own


TRUTHS: Mapping[str, Callable[[Question], Iterator[bool]]] = {
    "rank": rank,
    "leader": leader,
    "in_top": in_top,
    "gain": gain,
    "rose_at_least": rose_at_least,
    "fell_at_least": fell_at_least,
    "table_size": table_size,
    "first_ahead_of_held": first_ahead_of_held,
    "biggest_gain": biggest_gain,
    "biggest_fall": biggest_fall,
    "ahead": ahead,
    "overtook": overtook,
    "entered_top": entered_top,
    "came_into_top": came_into_top,
    "left_top": left_top,
    "led_since": led_since,
    "best": best,
    "worst": worst,
    "streak_rise": streak_rise,
    "streak_fall": streak_fall,
    "region_rank": region_rank,
    "top_count": top_count,
    "count_rose": count_rose,
    "count_fell": count_fell,
    **dict.fromkeys(MEASURES, measure),
    **dict.fromkeys((f"{RECORD}{name}" for name in MEASURES), record),
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


def drawn_value(chance: random.Random, kind: str, before: int, after: int) -> int:
    """Return a number that a claim of a kind can state of a city with two places."""
    if kind == "gain" and chance.random() < 0.8:
        return before - after
    if kind.removeprefix(RECORD) in ("best_place", "worst_place", "best_unled", "steadiest"):
        return chance.choice([1, 1, 2, 3, after])
    if kind == "rank" and chance.random() < 0.7:
        return after
    if kind == "table_size":
        return chance.randint(1, 6)
    if kind in ("top_count", "count_rose", "count_fell"):
        return chance.choice([0, 0, 0, 1, 1, 2, 3])
    return chance.choice([1, 1, 1, 2, 2, 3, 4, 5, 6])


def drawn_claim(chance: random.Random, kind: str, among: Worlds, homes: Mapping[str, str]) -> Claim:
    """Return a claim of a kind, which may well be true."""
    start, end = chance.sample(list(among), 2) if len(among) > 1 else (*among, *among)
    if kind in ("best", "worst", "led_since", "streak_rise", "streak_fall"):
        start, end = min(start, end), max(start, end)
    city, other = chance.sample(list(homes), 2)
    before, after = (chance.choice(among[edition]).named.get(city, 1) for edition in (start, end))
    fields = {
        "city": city,
        "other": other,
        "region": chance.choice([homes[city] or REGIONS[0], *REGIONS]),
        "top": str(chance.randint(1, 2 if kind.startswith("count") else 4)),
        "from": start,
        "to": end,
        "value": str(drawn_value(chance, kind, before, after)),
    }
    if kind in ("streak_rise", "streak_fall"):
        fields["value"] = str(chance.randint(1, int(end) - 1))
    needs = [fields[0] for fields in KINDS[kind].required]
    if kind in ("best", "worst") and chance.random() < 0.5:
        needs.append("from")
    return claim_of({"kind": kind, **{need: fields[need] for need in needs}})


def drawn_claims(chance: random.Random, data: Data, among: Worlds) -> list[Claim]:
    """Return claims about a data set, each once."""
    kinds = [kind for kind, count in QUICK.items() for _ in range(count)]
    kinds += chance.sample(SLOW, SLOW_ONES) + chance.sample(MEASURED, MEASURED_ONES)
    if len(among) == 1:
        kinds = [
            kind
            for kind in kinds
            if not kind.startswith("streak") and "from" not in KINDS[kind].needs
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
        if unsound(str(verdict), possible(Question(claim, among, data))):
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
    assert decided >= set(product(TRUTHS.keys() - set(MEASURED), ("supported", "contradicted")))
    assert {kind for kind, _ in decided} == set(TRUTHS)
