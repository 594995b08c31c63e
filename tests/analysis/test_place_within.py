"""The place of a city within its region, by hand and against every possible world."""

import random
from collections.abc import Mapping
from typing import Any

import pytest

from possible_worlds import Data, World, Worlds, drawn
from scaffold import Write, values
from scicli.analysis.ranking import FIELDS, ranking
from scicli.errors import QuestionError
from scicli.index.index import Index, load

WITHIN = ("city", "place_within", "place_within_max", "place_within_mark")
TABLE = """edition,city,region,country,rank
1,A,West,X,1
1,B,West,X,=3
1,C,West,Y,=3
1,D,East,Y,5
1,E,,Y,7
1,F,West,Y,9-10
1,G,East,X,12+
1,H,West,X,
"""


def places(index: Index, **narrowed: int | str) -> list[tuple[object, ...]]:
    asked: dict[str, Any] = dict(narrowed)
    [section] = ranking(index, within="region", **asked).sections
    return values(section.frame, *WITHIN)


def test_the_place_is_an_interval_where_cities_that_are_not_held_may_be_ahead(write: Write) -> None:
    # Complete to 1; the places 2, 6, 8, 11 and so on are not held.
    index = load(write(editions=TABLE))
    assert places(index) == [
        ("A", 1, 1, ""),
        ("B", 2, 3, ""),
        ("C", 2, 3, ""),
        ("D", 1, 2, ""),
        ("E", None, None, ""),
        ("F", 4, 9, ""),
        ("G", 2, None, "open"),
        ("H", None, None, None),
    ]


def test_a_number_of_cities_bounds_those_not_held_and_closes_an_open_end(write: Write) -> None:
    index = load(write(editions=TABLE, releases="edition,cities_ranked\n1,13\n"))
    assert places(index)[-3:] == [("F", 4, 9, ""), ("G", 2, 9, ""), ("H", None, None, None)]


COMPLETE = """edition,city,region,country,rank
1,A,West,X,1
1,B,East,X,=2
1,C,West,Y,=2
1,D,West,Y,4-5
1,E,West,,4-5
1,F,West,X,6
1,G,West,X,6
1,H,East,X,8
"""


def test_in_a_complete_table_only_bands_and_unknown_regions_leave_the_place_open(
    write: Write,
) -> None:
    index = load(write(editions=COMPLETE, releases="edition,cities_ranked\n1,8\n"))
    assert places(index) == [
        ("A", 1, 1, ""),
        ("B", 1, 1, ""),
        ("C", 2, 2, ""),
        ("D", 3, 4, ""),
        ("E", 3, 4, ""),
        ("F", 5, 5, "tied"),
        ("G", 5, 5, "tied"),
        ("H", 2, 2, ""),
    ]
    frame = ranking(index, within="country").frame
    assert values(frame, "city", "place_within", "place_within_max") == [
        ("A", 1, 1), ("B", 2, 2), ("C", 1, 1), ("D", 2, 3), ("E", None, None), ("F", 3, 4),
        ("G", 3, 4), ("H", 5, 6),
    ]  # fmt: skip


def test_ranks_without_gaps_after_ties_count_the_cities_ahead(write: Write) -> None:
    rows = "1,A,West,1\n1,B,East,1\n1,C,East,1\n1,D,West,2\n1,E,East,3\n"
    index = load(write(editions=f"edition,city,region,rank\n{rows}"))
    assert places(index) == [
        ("A", 1, 1, ""),
        ("B", 1, 1, "tied"),
        ("C", 1, 1, "tied"),
        ("D", 2, 2, ""),
        ("E", 3, 3, ""),
    ]


def test_the_place_stands_before_the_sources_and_beside_the_area(write: Write) -> None:
    index = load(write(editions=TABLE))
    answer = ranking(index, within="region")
    added = (*FIELDS[:-1], "place_within", "place_within_max", "sources")
    assert tuple(answer.frame.columns) == added
    assert tuple(ranking(index).frame.columns) == FIELDS
    headings = {
        within: [column.heading for column in ranking(index, within=within).sections[0].columns]
        for within in ("region", "country")
    }
    assert headings == {
        "region": ["Rank", "City", "Region", "In region", "Rating"],
        "country": ["Rank", "City", "Country", "In country", "Rating"],
    }
    assert answer.notes == (
        "7 ranks are held, complete to 1; how many cities are ranked is not known.",
        "The place in the region is certain for 1 of these 7.",
    )


@pytest.mark.parametrize(
    ("asked", "note"),
    [
        ({"rows": 1}, "The first of 8."),
        ({"region": "East"}, "The place in the region is certain for none of these 2."),
        ({"around": "B", "rows": 2}, "The place in the region is certain for none of these 2."),
    ],
)
def test_the_whole_table_is_counted_whatever_is_shown(
    write: Write, asked: dict[str, Any], note: str
) -> None:
    index = load(write(editions=TABLE))
    of_all = dict(zip("ABCDEFGH", places(index), strict=True))
    shown = places(index, **asked)
    assert shown == [of_all[str(city)] for city, *_ in shown]
    assert ranking(index, within="region", **asked).notes[-1] == note


def test_a_table_without_ranks_has_no_places(write: Write) -> None:
    index = load(write(editions="edition,city,rank,rating,region\n1,A,,7,West\n"))
    assert places(index) == [("A", None, None, None)]
    assert ranking(index, within="region").notes == (
        "0 ranks are held, complete to no place; how many cities are ranked is not known.",
    )


def possible_places(world: World, homes: Mapping[str, str], city: str) -> range:
    """Return the places that a city can have in its region in one world.

    A city of which no region is known may be of any, and so may a nameless one.
    """
    own = world.named[city]
    ahead = [homes[other] for other, place in world.named.items() if place < own]
    surely = ahead.count(homes[city])
    perhaps = ahead.count("") + sum(place < own for place in world.nameless)
    return range(1 + surely, 1 + surely + perhaps + 1)


def looked_into(write: Write, data: Data, among: Worlds) -> list[str]:
    """Return what is wrong with the places of the cities of a data set."""
    index, faults = load(write(**data.files)), []
    if not index.catalog.regions:
        with pytest.raises(QuestionError, match="the data name no regions; leave out --within"):
            ranking(index, within="region")
        return []
    for edition, table in data.tables.items():
        frame = ranking(index, edition=edition, within="region").frame
        exact = data.ranked[edition] == len(table) and all(
            rank.removeprefix("=").isdecimal() for rank in table.values()
        )
        for city, best, worst in values(frame, "city", "place_within", "place_within_max"):
            if not (table[str(city)] and data.homes[str(city)]):
                wrong = best is not None or worst is not None
            else:
                every = {
                    place
                    for world in among[edition]
                    for place in possible_places(world, data.homes, str(city))
                }
                assert isinstance(best, int)
                wrong = not (
                    best <= min(every) and (worst is None or max(every) <= int(str(worst)))
                )
                wrong |= exact and (best, worst) != (min(every), max(every))
            if wrong:
                faults.append(f"{city} is {best} to {worst} in {edition} of {data}")
    return faults


def test_the_interval_holds_every_possible_place_and_is_exact_in_complete_tables(
    write: Write,
) -> None:
    chance = random.Random(1)
    assert [fault for _ in range(150) for fault in looked_into(write, *drawn(chance))] == []
