import re
from typing import Any

import pytest

from scaffold import Write
from scicli.analysis.movers import climbers, fallers
from scicli.index.index import Index, load

# Before, the table is complete to 3; after, to 2.
PARTIAL = """edition,city,region,rank
1,A,West,1
1,B,West,2
1,C,East,3
1,D,East,6
1,E,East,3-5
1,F,West,9
2,B,West,1
2,D,East,2
2,F,West,3-4
2,G,West,4
2,E,East,6
2,A,West,9
2,H,East,5+
"""


@pytest.fixture
def partial(write: Write) -> Index:
    return load(write(editions=PARTIAL))


@pytest.mark.parametrize(
    ("asked", "notes"),
    [
        ({"top": 2}, ("Entered the top 2: D.", "Left the top 2: A.")),
        ({"top": 3}, ("Entered the top 3: D.", "Left the top 3: A.",
                      "In the top 3 of 1, perhaps not in that of 2: C.")),
        ({"top": 4}, ("Entered the top 4: D and F.",
                      "In the top 4 of 2, perhaps not in that of 1: G.",
                      "Left the top 4: A.",
                      "In the top 4 of 1, perhaps not in that of 2: C.")),
        ({"top": 5}, ("Entered the top 5: D and F.",
                      "In the top 5 of 2, perhaps not in that of 1: G.",
                      "Left the top 5: A and E.",
                      "In the top 5 of 1, perhaps not in that of 2: C.")),
        ({"top": 1}, ("Entered the top 1: B.", "Left the top 1: A.")),
        ({"top": 2, "region": "East"}, ("Entered the top 2: D.",)),
        ({"top": 9, "region": "East"},
         ("In the top 9 of 1, perhaps not in that of 2: C.",)),
        ({"top": 3, "from_edition": 2, "to_edition": 1},
         ("In the top 3 of 1, not in that of 2: A.",
          "In the top 3 of 1, perhaps not in that of 2: C.",
          "In the top 3 of 2, not in that of 1: D.")),
    ],
)  # fmt: skip
def test_who_entered_and_left_the_top_is_named_where_it_is_certain(
    partial: Index, asked: dict[str, Any], notes: tuple[str, ...]
) -> None:
    for question in (climbers, fallers):
        told = question(partial, **asked).notes
        assert tuple(note for note in told if re.match("Entered|Left|In ", note)) == notes


def test_in_complete_tables_a_city_that_is_not_held_was_not_in_the_top(write: Write) -> None:
    index = load(
        write(
            editions="edition,city,rank\n1,A,1\n1,B,2-3\n1,C,2-3\n2,A,1\n2,D,2\n2,B,3\n",
            releases="edition,cities_ranked\n1,3\n2,3\n",
        )
    )
    assert climbers(index, top=9).notes[-2:] == ("Entered the top 9: D.", "Left the top 9: C.")
    assert climbers(index, top=2).notes[-1] == "Entered the top 2: D."


def test_a_note_says_that_nobody_is_known_to_have_entered_or_left(write: Write) -> None:
    index = load(write(editions="edition,city,rank\n1,A,1\n1,B,2\n2,A,1\n2,B,2\n"))
    assert climbers(index, top=1).notes == (
        "Only 1 city is held in both, and certainly in the top 1 of one.",
        "No rise is certain.",
        "No city is known to have entered or left the top 1.",
    )


def test_only_cities_certainly_in_the_top_before_or_after_are_shown(partial: Index) -> None:
    assert climbers(partial, top=3).frame["city"].tolist() == ["D", "B"]
    assert climbers(partial, top=4).frame["city"].tolist() == ["F", "D", "B"]
    assert fallers(partial, top=4).frame["city"].tolist() == ["A"]
    assert fallers(partial, top=5).frame["city"].tolist() == ["A", "E"]
    assert climbers(partial, top=4).sections[0].title == (
        "Biggest climbers", "Edition 1 → 2", "overall", "in the top 4 before or after",
    )  # fmt: skip
