"""The question `gap`, on partial, tied and banded tables that can be checked by eye."""

import pytest

from scaffold import Run, Write, values
from scicli.analysis.gap import FIELDS, gap
from scicli.errors import QuestionError
from scicli.index.index import Index, load
from scicli.view.machine import to_json

FIGURES = """edition,city,rank,rating
1,A,1,90
1,B,8,70.1
1,C,5,
2,A,1,91
2,B,4,80.2
2,C,=2,80.1
2,D,=2,
3,B,11-20,
3,C,6,7
3,D,15-30,
3,E,801+,
4,A,1,
"""


@pytest.fixture
def small(write: Write) -> Index:
    return load(
        write(
            editions=FIGURES,
            releases="edition,published,cities_ranked\n1,2023-05-01,\n2,2024-05,\n4,,9\n",
        )
    )


def test_every_edition_says_how_far_the_other_city_is(small: Index) -> None:
    answer = gap(small, "B", to="C", edition=3)
    assert values(answer.frame, *FIELDS) == [
        (1, "overall", "B", 8, 8, "C", 5, 5, 3, 3, None, None),
        (2, "overall", "B", 4, 4, "C", 2, 2, 2, 2, -0.1, None),
        (3, "overall", "B", 11, 20, "C", 6, 6, 5, 14, None, None),
    ]
    assert answer.notes == (
        "B stands 11–20 in edition 3: at least 5 and at most 14 places behind C (6th).",
        "Who stands 7th to 10th is not known.",
    )


def test_a_place_names_whoever_holds_it(small: Index) -> None:
    answer = gap(small, "B", to=2, edition=2)
    assert values(answer.frame, "edition", "other", "other_rank", "places", "points") == [
        (1, None, 2, 6, None),
        (2, "C;D", 2, 2, None),
    ]
    assert answer.notes == ("B stands 4th in edition 2: 2 places behind 2nd, where C and D stand.",)


def test_who_stands_between_and_which_places_are_not_known(small: Index) -> None:
    answer = gap(small, "B", to="A", edition=1)
    assert values(answer.frame, "places", "points", "between") == [(7, 19.9, "C")]
    assert answer.notes == (
        "B stands 8th in edition 1: 7 places behind A (1st).",
        "Between them: C.",
        "Who stands 2nd to 4th and 6th to 7th is not known.",
        "Its rating is 19.9 below that of A.",
    )
    assert '"between": ["C"]' in to_json(answer)


@pytest.mark.parametrize(
    ("city", "to", "edition", "note"),
    [
        ("A", "B", 1, "A stands 1st in edition 1: 7 places ahead of B (8th)."),
        ("C", "D", 2, "C stands joint 2nd in edition 2: level with D (joint 2nd)."),
        ("B", "D", 3, "B stands 11–20 in edition 3: it may be ahead of or behind D (15–30)."),
        ("B", 12, 3, "B stands 11–20 in edition 3: it may be ahead of or behind 12th."),
        ("B", 11, 3, "B stands 11–20 in edition 3: level with or behind 11th."),
        ("B", 20, 3, "B stands 11–20 in edition 3: level with or ahead of 20th."),
        ("B", 4, 2, "B stands 4th in edition 2 already."),
        ("C", 2, 2, "C stands joint 2nd in edition 2 already, level with D."),
        ("A", 2, 2, "A stands 1st in edition 2: 1 place ahead of 2nd, where C and D stand."),
        ("C", "E", 3, "C stands 6th in edition 3: at least 795 places ahead of E (801+)."),
        ("E", "C", 3, "E stands 801+ in edition 3: at least 795 places behind C (6th)."),
        ("A", "B", 4, "B is not held in edition 4."),
        ("E", "D", 4, "E and D are not held in edition 4."),
        ("A", 2, 3, "A is not held in edition 3."),
        ("C", 3, 1, "C stands 5th in edition 1: 2 places behind 3rd."),
    ],
)  # fmt: skip
def test_the_note_says_how_far_it_is_and_no_more(
    small: Index, city: str, to: str | int, edition: int, note: str
) -> None:
    assert gap(small, city, to=to, edition=edition).notes[0] == note


def test_an_open_end_leaves_the_places_unbounded(small: Index) -> None:
    frame = gap(small, "E", to="C", edition=3).frame
    assert values(frame, "rank", "rank_max", "places", "places_max") == [(801, None, 795, None)]
    frame = gap(small, "C", to="E", edition=3).frame
    assert values(frame, "places", "places_max") == [(None, -795)]


def test_the_edition_asked_is_there_even_if_nothing_is_held(small: Index) -> None:
    answer = gap(small, "E", to="A", edition=4)
    assert values(answer.frame, "edition", "rank", "other", "other_rank", "places") == [
        (4, None, "A", 1, None)
    ]


def test_the_first_edition_can_be_asked_for(small: Index) -> None:
    for first in (2, "2024"):
        frame = gap(small, "B", to="C", edition=3, from_edition=first).frame
        assert frame["edition"].tolist() == [2, 3]
    for first in (2, "2024", "2024-05"):
        frame = gap(small, "B", to="C", edition=2, from_edition=first).frame
        assert frame["edition"].tolist() == [2]


def test_a_first_edition_after_the_last_is_a_wrong_question(small: Index) -> None:
    sentence = "edition 3 is later than edition 2; start from an earlier one"
    with pytest.raises(QuestionError, match=f"^{sentence}$"):
        gap(small, "B", to="C", edition=2, from_edition=3)


def test_the_table_shows_the_gap_in_short_and_how_many_are_held_between(small: Index) -> None:
    [section] = gap(small, "B", to="D", edition=3).sections
    assert values(section.frame, "edition", "date", "distance", "number") == [
        (2, "May 2024", "2 behind", 0),
        (3, None, "not certain", 0),
    ]
    [section] = gap(small, "B", to=5, edition=4).sections
    assert values(section.frame, "edition", "distance", "number") == [
        (1, "3 behind", 0),
        (2, "1 ahead", 0),
        (3, "6–15 behind", 1),
        (4, None, None),
    ]


@pytest.mark.parametrize(
    ("to", "text"),
    [(5, "6–15 behind"), (11, "0–9 behind"), (20, "0–9 ahead"), ("E", "781+ ahead")],
)
def test_a_gap_in_short_is_a_range_where_the_rank_is_one(
    small: Index, to: str | int, text: str
) -> None:
    [section] = gap(small, "B", to=to, edition=3, from_edition=3).sections
    assert values(section.frame, "distance") == [(text,)]


def test_more_than_five_cities_between_are_counted(write: Write) -> None:
    rows = "".join(f"1,C{place},{place}\n" for place in range(1, 10))
    index = load(write(editions=f"edition,city,rank\n{rows}"))
    assert gap(index, "C9", to=1).notes[1] == "Between them: C2, C3, C4, C5, C6 and 2 more."


UNKNOWN = """edition,city,rank
1,A,1
1,D,=3
1,C,5-7
1,B,8
1,F,15
1,E,20-30
2,A,1
2,B,2-3
2,C,2-3
2,D,4
"""


@pytest.mark.parametrize(
    ("city", "to", "edition", "notes"),
    [
        ("B", "A", 1, ("Between them: D and C.", "Who stands 2nd and 5th to 7th is not known.")),
        ("A", "B", 1, ("Between them: D and C.", "Who stands 2nd and 5th to 7th is not known.")),
        ("B", 5, 1, ("Who stands 5th to 7th is not known.",)),
        ("A", 5, 1, ("Between them: D.", "Who stands 2nd and 5th is not known.")),
        ("B", 4, 1, ("Between them: C.", "Who stands 5th to 7th is not known.",)),
        ("E", "B", 1, ("Between them: F.",
                       "Who stands 9th to 14th and 16th to 19th is not known.")),
        ("C", "B", 1, ()),
        ("A", "D", 2, ("Between them: B and C.",)),
    ],
)  # fmt: skip
def test_a_place_that_no_city_is_known_to_hold_is_named(
    write: Write, city: str, to: str | int, edition: int, notes: tuple[str, ...]
) -> None:
    index = load(write(editions=UNKNOWN))
    assert gap(index, city, to=to, edition=edition).notes[1:] == notes


@pytest.mark.parametrize(
    ("to", "sentence"),
    [
        ("b", "B is compared with itself; name a place, or another city"),
        (0, "there is no place 0; name a place from 1 on"),
        ("-3", "there is no place -3; name a place from 1 on"),
        (10, "edition 4 ranks 9 cities; name a place among them"),
        ("X", "no city is called 'X'; the cities are A, B, C, D and E"),
    ],
)
def test_a_goal_that_is_none_is_a_wrong_question(
    small: Index, to: str | int, sentence: str
) -> None:
    with pytest.raises(QuestionError, match="^" + sentence.replace("'", ".") + "$"):
        gap(small, "B", to=to)


def test_a_city_that_is_called_like_a_place_comes_first(write: Write) -> None:
    index = load(write(editions="edition,city,rank\n1,A,1\n1,7,2\n"))
    assert values(gap(index, "A", to=7).frame, "other", "other_rank") == [("7", 2)]


def test_a_chart_shows_the_city_and_the_other(run: Run, small: Index) -> None:
    plot = gap(small, "B", to="C", edition=2).plot
    assert plot is not None
    assert plot.cities == ("B", "C")
    assert values(plot.frame, "city", "place", "rank") == [
        ("B", 0, 8), ("C", 0, 5), ("B", 1, 4), ("C", 1, 2),
    ]  # fmt: skip
    outcome = run("gap", "Busan")
    assert (outcome.code, outcome.err) == (
        2,
        "scicli: there is no goal; add --to 5, or --to CITY.\n",
    )
