"""Every answer against a slow and obvious one, on complete tables.

The tables have entrants and leavers, ties, bands and open ends; every place is known to be one of
an interval of two whole numbers, and what is asked is worked out city by city.
"""

import re
from itertools import pairwise, product
from pathlib import Path
from typing import NamedTuple, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scaffold import values
from scicli.analysis.breakdown import breakdown, category_leaders
from scicli.analysis.compare import compare
from scicli.analysis.gap import gap
from scicli.analysis.leaders import leaders
from scicli.analysis.movers import climbers, fallers
from scicli.analysis.overtakes import overtakes
from scicli.analysis.ranking import ranking
from scicli.analysis.trend import trend
from scicli.analysis.trend_notes import SORT_NOTES
from scicli.analysis.trend_table import Sort
from scicli.index.index import Index, load

CITIES = "ABCDEFGH"
EDITIONS = (1, 2, 3)
CATEGORIES = ("overall", "air")


class Place(NamedTuple):
    best: int
    worst: int


Table = dict[str, Place]
Tables = dict[tuple[int, str], Table]
Columns = dict[str, list[object]]


@st.composite
def ranked(draw: st.DrawFn, cities: list[str]) -> dict[str, str]:
    """Return the rank of each city as text, in one of the ways in which publishers rank."""
    order = draw(st.permutations(cities))
    shared = draw(st.lists(st.booleans(), min_size=len(order), max_size=len(order)))
    banded_from = draw(st.integers(0, len(order)))
    open_from = draw(st.integers(banded_from, len(order)))
    ranks: dict[str, str] = {}
    for number, city in enumerate(order):
        if number >= open_from:
            ranks[city] = f"{open_from + 1}+"
        elif number >= banded_from:
            ranks[city] = f"{banded_from + 1}-{open_from}"
        elif number and shared[number]:
            ranks[city] = ranks[order[number - 1]]
        else:
            ranks[city] = str(number + 1)
    return ranks


@st.composite
def indices(draw: st.DrawFn) -> dict[tuple[int, str], dict[str, str]]:
    texts = {}
    for edition in EDITIONS:
        cities = draw(st.lists(st.sampled_from(CITIES), min_size=3, unique=True))
        for category in CATEGORIES:
            texts[edition, category] = draw(ranked(cities))
    return texts


Ratings = dict[tuple[int, str], str]
RATINGS = st.dictionaries(
    st.tuples(st.sampled_from(EDITIONS), st.sampled_from(CITIES)),
    st.sampled_from(["7", "7.1", "7.4", "8", "8.3", "9.7"]),
    min_size=16,
)


def written(
    folder: Path, texts: dict[tuple[int, str], dict[str, str]], ratings: Ratings | None = None
) -> tuple[Index, Tables]:
    """Return the index that the texts load as, and the places they mean."""
    overall = {
        (edition, "overall", city): text for (edition, city), text in (ratings or {}).items()
    }
    rows = [
        f"{edition},{category},{city},{rank},{overall.get((edition, category, city), '')}"
        for (edition, category), table in texts.items()
        for city, rank in table.items()
    ]
    (folder / "editions.csv").write_text("\n".join(["edition,category,city,rank,rating", *rows]))
    counts = [f"{edition},{len(texts[edition, 'overall'])}" for edition in EDITIONS]
    (folder / "releases.csv").write_text("\n".join(["edition,cities_ranked", *counts]))
    return load(folder), {
        key: {city: place(rank, len(table)) for city, rank in table.items()}
        for key, table in texts.items()
    }


def place(rank: str, cities_ranked: int) -> Place:
    if rank.endswith("+"):
        return Place(int(rank[:-1]), cities_ranked)
    best, _, worst = rank.partition("-")
    return Place(int(best), int(worst or best))


def gain(before: Place | None, now: Place | None) -> tuple[int, int] | tuple[None, None]:
    if before is None or now is None:
        return None, None
    return before.best - now.worst, before.worst - now.best


def movement(before: Place | None, now: Place) -> str | None:
    if before is None:
        return "entered"
    least, most = before.best - now.worst, before.worst - now.best
    if least >= 1:
        return "up"
    if most <= -1:
        return "down"
    return "level" if least == most == 0 else None


def slow_ranking(tables: Tables, edition: int) -> list[tuple[object, ...]]:
    table, before = tables[edition, "overall"], tables.get((edition - 1, "overall"), {})
    return [
        (
            city,
            *now,
            *(before.get(city) or (None, None)),
            *gain(before.get(city), now),
            movement(before.get(city), now) if edition > 1 else None,
        )
        for city, now in sorted(table.items(), key=lambda row: (*row[1], row[0]))
    ]


def slow_movers(tables: Tables, sign: int, start: int, end: int) -> list[tuple[object, ...]]:
    before, after = tables[start, "overall"], tables[end, "overall"]
    found = []
    for city in set(before) & set(after):
        least, most = gain(before[city], after[city])
        assert least is not None
        assert most is not None
        certain = least if sign > 0 else -most
        if certain >= 1:
            found.append((-certain, *after[city], city, least, most))
    found.sort()
    last = found[min(3, len(found)) - 1][0] if found else 0
    return [(city, least, most) for worst, _, _, city, least, most in found if worst <= last]


class Wanted(NamedTuple):
    """What is asked of climbers and fallers."""

    sign: int
    editions: tuple[int, ...]
    by: str
    every: bool
    top: int | None
    exact: bool
    least: float | None


def slow_sizes(
    tables: Tables, ratings: Ratings, wanted: Wanted, lower: bool, start: int, end: int
) -> dict[str, float]:
    """Return how far each city certainly moved between two editions, in the direction wanted."""
    before, after = tables[start, "overall"], tables[end, "overall"]
    sizes: dict[str, float] = {}
    for city in set(before) & set(after):
        if wanted.exact and before[city].best != before[city].worst:
            continue
        if wanted.exact and after[city].best != after[city].worst:
            continue
        if wanted.by == "places":
            least, most = gain(before[city], after[city])
            assert least is not None
            assert most is not None
            sizes[city] = least if wanted.sign > 0 else -most
        elif (start, city) in ratings and (end, city) in ratings:
            tenths = [round(float(ratings[edition, city]) * 10) for edition in (start, end)]
            sizes[city] = (tenths[1] - tenths[0]) * wanted.sign * (-1 if lower else 1) / 10
    return sizes


def slow_lower(tables: Tables, ratings: Ratings, editions: tuple[int, ...]) -> bool:
    """Return whether from one rated city to the next behind it ratings mostly rise."""
    up = down = 0
    for edition in editions:
        table = tables[edition, "overall"]
        rated = sorted((*table[city], city) for city in table if (edition, city) in ratings)
        for (_, worst, one), (best, _, other) in pairwise(rated):
            if worst < best:
                up += float(ratings[edition, one]) < float(ratings[edition, other])
                down += float(ratings[edition, one]) > float(ratings[edition, other])
    return up > down


def slow_moved(tables: Tables, ratings: Ratings, wanted: Wanted) -> list[tuple[str, float]]:
    start, end = wanted.editions[0], wanted.editions[-1]
    counting = wanted.editions if wanted.every else (start, end)
    lower = wanted.by == "rating" and slow_lower(tables, ratings, counting)
    steps = [slow_sizes(tables, ratings, wanted, lower, *step) for step in pairwise(counting)]
    whole = slow_sizes(tables, ratings, wanted, lower, start, end)
    before, after = tables[start, "overall"], tables[end, "overall"]
    found = []
    for city, size in whole.items():
        in_top = wanted.top is None or min(before[city].worst, after[city].worst) <= wanted.top
        if in_top and all(step.get(city, 0) > 0 for step in steps) and size >= (wanted.least or 0):
            found.append((-size, *after[city], city))
    return [(city, -size) for size, *_, city in sorted(found)]


def slow_top(tables: Tables, top: int, start: int, end: int) -> dict[str, set[str]]:
    notes: dict[str, set[str]] = {}
    for inside, outside, only in ((end, start, "Entered"), (start, end, "Left")):
        for city, held in tables[inside, "overall"].items():
            other = tables[outside, "overall"].get(city)
            if held.worst <= top and not (other and other.worst <= top):
                perhaps = f"In the top {top} of {inside}, perhaps not in that of {outside}"
                what = perhaps if other and other.best <= top else f"{only} the top {top}"
                notes.setdefault(what, set()).add(city)
    return notes


def slow_breakdown(tables: Tables, city: str, edition: int) -> list[tuple[object, ...]]:
    rows = []
    overall = tables[edition, "overall"].get(city)
    for category in CATEGORIES:
        table = tables[edition, category]
        now, before = table.get(city), tables.get((edition - 1, category), {}).get(city)
        history = [
            (*held, number)
            for number in EDITIONS[:edition]
            if (held := tables[number, category].get(city))
        ]
        mark = None
        if now and category != "overall":
            if now.worst <= 3 or (overall and overall.best - now.worst >= 5):
                mark = "strength"
            if overall and now.best - overall.worst >= 5:
                mark = "weakness"
            if now.best >= max(held.worst for held in table.values()):
                mark = "weakness"
        rows.append(
            (
                category,
                *(now or (None, None)),
                *(before or (None, None)),
                *gain(before, now),
                *(min(history) if history else (None, None, None)),
                mark,
            )
        )
    return rows


def slow_leaders(tables: Tables, edition: int) -> list[tuple[str, str | None]]:
    rows: list[tuple[str, str | None]] = []
    for category in CATEGORIES:
        first = sorted(city for city, held in tables[edition, category].items() if held == (1, 1))
        rows += [(category, city) for city in first] or [(category, None)]
    return rows


def slow_compare(tables: Tables, one: str, other: str) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for edition in EDITIONS:
        table = tables[edition, "overall"]
        if one in table and other in table:
            rows.append((edition, "overall", *slow_duel(one, table[one], other, table[other])))
    for edition in reversed(EDITIONS):
        table = tables[edition, "air"]
        if one in table and other in table:
            rows.append((edition, "air", *slow_duel(one, table[one], other, table[other])))
            break
    return rows


def slow_duel(one: str, first: Place, other: str, second: Place) -> tuple[object, object]:
    if first.worst < second.best:
        return one, second.best - first.worst
    if second.worst < first.best:
        return other, first.best - second.worst
    return ("level", 0) if first == second and first.best == first.worst else (None, None)


def slow_trend(tables: Tables, city: str) -> list[tuple[object, ...]]:
    histories = {edition: tables[edition, "overall"].get(city) for edition in EDITIONS}
    return [
        (edition, *now, *gain(histories.get(edition - 1), now))
        for edition, now in histories.items()
        if now
    ]


def slow_lines(
    tables: Tables, sort: str, top: int, editions: tuple[int, ...], rows: int
) -> list[tuple[str, int | None]]:
    """Return the first cities and what they are sorted by, where that is shown."""
    histories = {
        city: {n: tables[n, "overall"][city] for n in editions if city in tables[n, "overall"]}
        for city in CITIES
    }
    none = (1,)
    keys: dict[str, tuple[object, ...]] = {}
    numbers: dict[str, int | None] = {}
    for city, held in histories.items():
        if not any(place.worst <= top for place in held.values()):
            continue
        first, last = (list(held.values())[at] for at in (0, -1))
        gained = first.best - last.worst if len(held) > 1 else None
        spread = max(one.best for one in held.values()) - min(one.worst for one in held.values())
        spread = max(spread, 0)
        numbers[city] = {"gain": gained, "spread": spread}.get(sort)
        keys[city] = {
            "name": (city,),
            "latest": (0, *held[editions[-1]]) if editions[-1] in held else none,
            "best": min(held.values()),
            "gain": none if gained is None else (0, -gained),
            "spread": (-spread,),
        }[sort]
    cities = sorted(keys, key=lambda city: (keys[city], city))
    cut = keys[cities[rows - 1]] if len(cities) >= rows else none
    shown = [
        city for at, city in enumerate(cities) if at < rows or (keys[city] == cut and cut != none)
    ]
    return [(city, numbers[city]) for city in shown]


def slow_wide(tables: Tables, cities: list[str], editions: tuple[int, ...]) -> Columns:
    columns: Columns = {"city": list(cities), "category": ["overall"] * len(cities)}
    for edition in editions:
        held = [tables[edition, "overall"].get(city) for city in cities]
        columns[str(edition)] = [one and one.best for one in held]
        if any(one and one.best < one.worst for one in held):
            columns[f"{edition}_max"] = [one and one.worst for one in held]
    return columns


def slow_categories(tables: Tables, city: str) -> list[tuple[object, ...]]:
    return [
        (
            edition,
            category,
            *tables[edition, category][city],
            *gain(
                tables.get((edition - 1, category), {}).get(city), tables[edition, category][city]
            ),
        )
        for edition in EDITIONS
        for category in CATEGORIES
        if city in tables[edition, category]
    ]


def slow_overtakes(tables: Tables, city: str, start: int, end: int) -> list[tuple[str, str]]:
    before, after = tables[start, "overall"], tables[end, "overall"]
    passed, passing = [], []
    for other in set(before) & set(after) - {city}:
        if before[city].best > before[other].worst and after[city].worst < after[other].best:
            passed.append((*after[other], other))
        if before[city].worst < before[other].best and after[city].best > after[other].worst:
            passing.append((*after[other], other))
    return [(other, "overtook") for *_, other in sorted(passed)] + [
        (other, "overtaken") for *_, other in sorted(passing)
    ]


def slow_gap(tables: Tables, city: str, to: str | int) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for edition in EDITIONS:
        table = tables[edition, "overall"]
        own, goal = table.get(city), Place(to, to) if isinstance(to, int) else table.get(to)
        there = [name for name, held in table.items() if held == goal and held.best == held.worst]
        other = ";".join(sorted(there)) or None if isinstance(to, int) else to if goal else None
        if own and goal:
            front, back = (goal, own) if goal.worst < own.best else (own, goal)
            between = sorted(
                (*held, name)
                for name, held in table.items()
                if front.worst < held.best and held.worst < back.best
            )
            names = ";".join(name for *_, name in between) or None
            rows.append((edition, other, own.best - goal.worst, own.worst - goal.best, names))
        elif edition == EDITIONS[-1]:
            rows.append((edition, other, None, None, None))
    return rows


def slow_first(tables: Tables, top: int) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    runs: dict[str, tuple[int, int, str]] = {}
    before: Table = {}
    for edition in EDITIONS:
        table = tables[edition, "overall"]
        inside = sorted((*held, city) for city, held in table.items() if held.worst <= top)
        # A city that begins a run may have stood in the top before if its rank allows it.
        start = {city: "+" if held.best <= top else "" for city, held in before.items()}
        runs = {
            city: (since, number + 1, plus)
            for *_, city in inside
            for since, number, plus in [runs.get(city, (edition, 0, start.get(city, "")))]
        }
        rows += [
            (edition, city, since, number, f"{number}{plus} since {since}")
            for *_, city in inside
            for since, number, plus in [runs[city]]
        ] or [(edition, None, None, None, None)]
        before = table
    return rows


@settings(max_examples=8)
@given(indices())
def test_every_answer_agrees_with_a_slow_calculation(
    tmp_path_factory: pytest.TempPathFactory, texts: dict[tuple[int, str], dict[str, str]]
) -> None:
    index, tables = written(tmp_path_factory.mktemp("reference"), texts)
    for edition in EDITIONS:
        assert index.coverage(edition, "air").complete
        assert values(
            ranking(index, edition=edition).frame, "city", "rank", "rank_max", "previous_rank",
            "previous_rank_max", "gain", "gain_max", "movement",
        ) == slow_ranking(tables, edition)  # fmt: skip
        assert values(category_leaders(index, edition=edition).frame, "category", "city") == (
            slow_leaders(tables, edition)
        )
    for start, end in ((1, 2), (1, 3), (3, 2)):
        for question, sign in ((climbers, 1), (fallers, -1)):
            answer = question(index, from_edition=start, to_edition=end, rows=3)
            assert values(answer.frame, "city", "gain", "gain_max") == slow_movers(
                tables, sign, start, end
            )
        for city in sorted(set(tables[start, "overall"]) & set(tables[end, "overall"])):
            answer = overtakes(index, city, from_edition=start, to_edition=end)
            assert values(answer.frame, "other", "direction") == slow_overtakes(
                tables, city, start, end
            )
    for sort, top, (start, end) in product(get_args(Sort), (3, 9), ((1, 3), (3, 2))):
        editions = tuple(range(min(start, end), max(start, end) + 1))
        section, *_ = trend(
            index, sort=sort, top=top, from_edition=start, to_edition=end, rows=3
        ).sections
        shown = section.frame.assign(key=section.frame["key"] if sort in SORT_NOTES else None)
        assert values(shown, "line", "key") == slow_lines(tables, sort, top, editions, 3)
        frame = trend(
            index, sort=sort, top=top, from_edition=start, to_edition=end, layout="wide"
        ).frame
        cities = [city for city, _ in slow_lines(tables, sort, top, editions, 9)]
        assert values(frame, *frame) == list(
            zip(*slow_wide(tables, cities, editions).values(), strict=True)
        )
        assert list(frame) == list(slow_wide(tables, cities, editions))
    for top in (1, 3):
        [section] = leaders(index, top=top).sections
        assert values(section.frame, "edition", "city", "since", "editions_in_row", "row") == (
            slow_first(tables, top)
        )
    one, other, *_ = sorted({city for table in tables.values() for city in table})
    goals: list[str | int] = [other, 2, min(3, len(tables[EDITIONS[-1], "overall"]))]
    for to in goals:
        frame = gap(index, one, to=to).frame
        assert values(frame, "edition", "other", "places", "places_max", "between") == (
            slow_gap(tables, one, to)
        )
    assert values(compare(index, one, other).frame, "edition", "category", "leader", "gap") == (
        slow_compare(tables, one, other)
    )
    for city in (one, other):
        assert values(
            trend(index, city).frame, "edition", "rank", "rank_max", "gain", "gain_max"
        ) == slow_trend(tables, city)
        assert values(
            trend(index, city, by="category").frame, "edition", "category", "rank", "rank_max",
            "gain", "gain_max",
        ) == slow_categories(tables, city)  # fmt: skip
        for edition in EDITIONS:
            assert values(
                breakdown(index, city, edition=edition).frame, "category", "rank", "rank_max",
                "previous_rank", "previous_rank_max", "gain", "gain_max", "best_rank",
                "best_rank_max", "best_edition", "mark",
            ) == slow_breakdown(tables, city, edition)  # fmt: skip


@settings(max_examples=4)
@given(indices(), RATINGS)
def test_climbers_and_fallers_by_rating_in_every_step_and_in_the_top_agree_with_a_slow_calculation(
    tmp_path_factory: pytest.TempPathFactory,
    texts: dict[tuple[int, str], dict[str, str]],
    ratings: Ratings,
) -> None:
    index, tables = written(tmp_path_factory.mktemp("moved"), texts, ratings)
    options = product(
        (1, -1), ((1, 2, 3), (3, 2, 1)), ("places", "rating"), (False, True), (None, 3),
        (False, True), (None, 2),
    )  # fmt: skip
    for wanted in map(Wanted._make, options):
        question = climbers if wanted.sign > 0 else fallers
        answer = question(
            index,
            from_edition=wanted.editions[0],
            to_edition=wanted.editions[-1],
            rows=99,
            by="places" if wanted.by == "places" else "rating",
            steps="every" if wanted.every else "whole",
            top=wanted.top,
            ranks="exact" if wanted.exact else "all",
            least=wanted.least,
        )
        [section] = answer.sections
        assert values(section.frame, "city", "least") == slow_moved(tables, ratings, wanted)
    for top in (1, 3):
        notes = climbers(index, from_edition=1, to_edition=2, top=top).notes
        assert {
            what: set(re.findall("[A-H]", names))
            for what, _, names in (note.partition(": ") for note in notes)
            if what.startswith(("Entered", "Left", "In"))
        } == slow_top(tables, top, 1, 2)


@settings(max_examples=8)
@given(indices())
def test_cities_that_entered_and_left_are_the_difference_of_the_tables(
    tmp_path_factory: pytest.TempPathFactory, texts: dict[tuple[int, str], dict[str, str]]
) -> None:
    index, tables = written(tmp_path_factory.mktemp("passage"), texts)
    notes = climbers(index, from_edition=1, to_edition=2).notes
    told = {
        verb: {
            name
            for note in notes
            if note.startswith(f"{verb} since 1: ")
            for name in re.findall("[A-H]", note.partition(": ")[2])
        }
        for verb in ("Entered", "Left")
    }
    before, after = set(tables[1, "overall"]), set(tables[2, "overall"])
    assert told == {"Entered": after - before, "Left": before - after}
