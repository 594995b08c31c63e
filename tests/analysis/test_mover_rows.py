from typing import Any

import pytest

from scaffold import Write, values
from scicli.analysis.movers import MOVER_FIELDS, climbers, fallers
from scicli.errors import QuestionError
from scicli.index.index import Index, load

RATED = """edition,city,country,rank,rating
1,A,X,1,90
1,B,X,2,80.1
1,C,Y,3,80.1
1,D,Y,4-6,70
1,E,Y,7+,60.5
1,F,Y,,50
1,G,X,8,
2,A,X,2,91
2,B,X,1,91.4
2,C,Y,3,80.4
2,D,Y,5,70
2,E,Y,4,72
2,F,Y,,60.2
2,G,X,6,60
"""
STEPS = """edition,city,rank,rating
1,A,9,5
1,B,8,5
1,C,7,5
1,D,20-29,5
1,E,30-39,5
1,F,6,5
2,A,8,6
2,B,9,4
2,C,6,7
2,D,15-24,6
2,E,20-29,5
2,G,1,9
3,A,5,7
3,B,2,6
3,C,5,6
3,D,10-14,7
3,E,10-19,6
3,F,1,9
3,G,2,9
"""


@pytest.fixture
def rated(write: Write) -> Index:
    return load(write(editions=RATED))


@pytest.fixture
def three(write: Write) -> Index:
    return load(write(editions=STEPS))


def test_climbers_by_rating_are_sorted_by_points_then_new_rank_then_name(rated: Index) -> None:
    frame = climbers(rated, by="rating").frame
    assert tuple(frame.columns) == (*MOVER_FIELDS, "rating_gain")
    assert values(
        frame, "city", "from_rank", "to_rank", "gain", "from_rating", "to_rating", "rating_gain"
    ) == [
        ("E", 7, 4, 3, 60.5, 72.0, 11.5),
        ("B", 2, 1, 1, 80.1, 91.4, 11.3),
        ("F", None, None, None, 50.0, 60.2, 10.2),
        ("A", 1, 2, -1, 90.0, 91.0, 1.0),
        ("C", 3, 3, 0, 80.1, 80.4, 0.3),
    ]


def test_equal_gains_of_rating_go_by_new_rank_and_tie_at_the_cut(write: Write) -> None:
    rows = "1,A,3,8.1\n1,B,2,8\n1,C,1,9\n2,A,2,8.4\n2,B,1,8.3\n2,C,3,8\n"
    index = load(write(editions=f"edition,city,rank,rating\n{rows}"))
    assert values(climbers(index, by="rating", rows=1).frame, "city", "rating_gain") == [
        ("B", 0.3),
        ("A", 0.3),
    ]


@pytest.mark.parametrize(
    ("asked", "cities"),
    [
        ({}, ["E", "B", "F", "A", "C"]),
        ({"rows": 2}, ["E", "B"]),
        ({"least": 0.3}, ["E", "B", "F", "A", "C"]),
        ({"least": 0.31}, ["E", "B", "F", "A"]),
        ({"least": 11.5}, ["E"]),
        ({"ranks": "exact"}, ["B", "A", "C"]),
        ({"country": "Y"}, ["E", "F", "C"]),
        ({"top": 2}, ["B", "A"]),
        ({"top": 4, "country": "Y"}, ["E", "C"]),
        ({"steps": "every"}, ["E", "B", "F", "A", "C"]),
    ],
)
def test_climbers_by_rating_are_narrowed(
    rated: Index, asked: dict[str, Any], cities: list[str]
) -> None:
    assert climbers(rated, by="rating", **asked).frame["city"].tolist() == cities


@pytest.mark.parametrize(
    ("asked", "notes"),
    [
        ({}, ("Among the 6 cities rated in both.",)),
        ({"ranks": "exact", "rows": 1},
         ("Among the 3 cities rated in both and ranked there as one number.",
          "The first of 3.")),
        ({"country": "X", "least": 99},
         ("Among the 2 cities of X rated in both.", "No rating rose by 99 points or more.")),
        ({"top": 1},
         ("Among the 2 cities rated in both, and certainly in the top 1 of one.",
          "Entered the top 1: B.", "Left the top 1: A.")),
        ({"from_edition": 2, "to_edition": 1},
         ("Among the 6 cities rated in both.", "No rating rose.")),
    ],
)  # fmt: skip
def test_notes_say_among_how_many_rated_cities(
    rated: Index, asked: dict[str, Any], notes: tuple[str, ...]
) -> None:
    assert climbers(rated, by="rating", **asked).notes == notes


def test_a_rating_gain_has_a_sign_and_as_many_decimals_as_the_others(rated: Index) -> None:
    [section] = climbers(rated, by="rating").sections
    assert [(column.heading, column.field) for column in section.columns] == [
        ("Points", "rating_gain"),
        ("City", "city"),
        ("Rating 1", "from_rating"),
        ("Rating 2", "to_rating"),
        ("Rank 1", "from_rank"),
        ("Rank 2", "to_rank"),
    ]
    assert section.title == ("Biggest climbers by rating", "Edition 1 → 2", "overall")


LOW = "edition,city,rank,rating\n1,A,1,2.5\n1,B,2,3\n1,C,3,9\n2,A,2,4\n2,B,1,2\n2,C,3,8\n"


def test_where_better_ranks_have_lower_ratings_a_climber_is_one_whose_rating_fell(
    write: Write,
) -> None:
    index = load(write(editions=LOW))
    up, down = climbers(index, by="rating"), fallers(index, by="rating")
    assert values(up.frame, "city", "rating_gain") == [("B", -1.0), ("C", -1.0)]
    assert values(down.frame, "city", "rating_gain") == [("A", 1.5)]
    assert up.notes == ("Among the 3 cities rated in both.", "A lower rating is better here.")
    assert fallers(index, by="rating", least=2).notes == (
        "Among the 3 cities rated in both.",
        "A lower rating is better here.",
        "No rating rose by 2 points or more.",
    )


@pytest.mark.parametrize(
    ("rows", "climber"),
    [
        # As often up as down: a higher rating is better.
        ("1,A,1,5\n1,B,2,6\n1,C,3,5\n2,A,1,5\n2,B,2,7\n2,C,3,4\n", "B"),
        # The ratings of two cities of which neither is certainly ahead tell nothing.
        ("1,A,1-2,5\n1,B,1-2,6\n1,C,3,1\n2,A,1,9\n2,B,2-3,4\n2,C,3,4\n", "A"),
        # A city without a rank, and one without a rating, tell nothing.
        ("1,A,1,5\n1,B,2,\n1,C,3,6\n1,D,,9\n2,A,1,6\n2,B,2,\n2,C,3,5\n2,D,,8\n", "A"),
    ],
)
def test_a_higher_rating_is_better_unless_ratings_rise_down_the_table(
    write: Write, rows: str, climber: str
) -> None:
    index = load(write(editions=f"edition,city,rank,rating\n{rows}"))
    assert climbers(index, by="rating", rows=1).frame["city"].tolist() == [climber]
    assert "A lower rating is better here." not in climbers(index, by="rating").notes


def test_every_step_has_to_be_a_certain_rise(three: Index) -> None:
    asked: dict[str, Any] = {"from_edition": 1, "steps": "every"}
    assert values(climbers(three, **asked).frame, "city", "from_rank", "to_rank", "gain") == [
        ("E", 30, 10, 11),
        ("A", 9, 5, 4),
        ("C", 7, 5, 2),
    ]
    assert climbers(three, **asked).notes == (
        "Among the 5 cities held in all 3 editions.",
        "Whether 1 of them rose in each step is not certain.",
        "Held in 3, not held in 1: G.",
    )
    assert climbers(three, **asked).sections[0].title == (
        "Biggest climbers", "Edition 1 → 3", "overall", "in each step",
    )  # fmt: skip


def test_backwards_every_step_goes_backwards(three: Index) -> None:
    answer = fallers(three, from_edition=3, to_edition=1, steps="every")
    assert values(answer.frame, "city", "from_rank", "to_rank", "gain", "gain_max") == [
        ("E", 10, 30, -29, -11),
        ("A", 5, 9, -4, -4),
        ("C", 5, 7, -2, -2),
    ]
    assert answer.sections[0].title[1] == "Edition 3 → 1, backwards in time"
    assert climbers(three, from_edition=3, to_edition=1, steps="every").notes == (
        "Among the 5 cities held in all 3 editions.",
        "No rise in each step is certain.",
        "Held in 3, not held in 1: G.",
    )


@pytest.mark.parametrize(
    ("asked", "cities", "note"),
    [
        ({}, ["E", "A", "C"], "Among the 5 cities held in all 3 editions."),
        ({"ranks": "exact"}, ["A", "C"],
         "Among the 3 cities held in all 3 editions as one number."),
        ({"by": "rating"}, ["A", "D"], "Among the 5 cities rated in all 3 editions."),
        ({"by": "rating", "ranks": "exact"}, ["A"],
         "Among the 3 cities rated in all 3 editions and ranked there as one number."),
        ({"top": 5}, ["A", "C"],
         "Among the 3 cities held in all 3 editions, and certainly in the top 5 of the first"
         " or the last."),
        ({"least": 12}, [], "No rise in each step, of 12 places or more in all, is certain."),
        ({"by": "rating", "least": 3}, [],
         "No rating rose in each step, by 3 points or more in all."),
        ({"by": "rating", "top": 2}, [], "No rating rose in each step."),
    ],
)  # fmt: skip
def test_every_combines_with_the_other_options(
    three: Index, asked: dict[str, Any], cities: list[str], note: str
) -> None:
    answer = climbers(three, from_edition=1, steps="every", **asked)
    assert answer.frame["city"].tolist() == cities
    assert note in answer.notes


def test_between_two_neighbours_every_step_is_the_whole_span(three: Index) -> None:
    whole, every = climbers(three), climbers(three, steps="every")
    assert every.frame.equals(whole.frame)
    assert every.notes == whole.notes
    assert every.sections[0].title == whole.sections[0].title


def test_an_edition_without_the_category_leaves_nobody_held_in_all(write: Write) -> None:
    rows = "1,air,A,2\n2,overall,A,1\n3,air,A,1\n"
    index = load(write(editions=f"edition,category,city,rank\n{rows}"))
    answer = climbers(index, category="air", from_edition=1, steps="every")
    assert answer.notes == ("No city is held in all 3 editions.",)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"least": 2.5}, "2.5 places are not whole; ask for a whole number of places"),
        ({"least": 0}, "0 places are too few; ask for 1 or more"),
        ({"least": 0, "by": "rating"}, "0 points are too few; ask for more than 0"),
        ({"least": float("nan"), "by": "rating"}, "nan points are too few; ask for more than 0"),
        ({"top": 0}, "0 places are too few; ask for 1 or more"),
    ],
)
def test_a_wrong_question_is_refused(rated: Index, asked: dict[str, Any], sentence: str) -> None:
    with pytest.raises(QuestionError) as caught:
        climbers(rated, **asked)
    assert str(caught.value) == sentence
