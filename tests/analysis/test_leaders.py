"""The question `leaders`, on partial, tied and banded tables that can be checked by eye."""

import pytest

from scaffold import Write, values
from scicli.analysis.leaders import FIELDS, leaders
from scicli.errors import QuestionError
from scicli.index.index import Index, load

FIGURES = """edition,city,rank,rating
1,A,1,90
1,B,2,
2,A,=1,
2,B,=1,8.5
3,B,2,
4,A,1,
5,A,1-2,
5,B,1-2,
6,A,1,
6,C,3,
"""


@pytest.fixture
def small(write: Write) -> Index:
    return load(
        write(
            editions=FIGURES,
            releases="edition,published,cities_ranked\n1,2023-05-01,2\n2,2024-05,2\n5,,2\n",
        )
    )


def test_each_edition_names_who_stood_first_and_since_when(small: Index) -> None:
    answer = leaders(small)
    assert values(answer.frame, *FIELDS) == [
        (1, "2023-05-01", "overall", 1, 1, "A", 90.0, 1, 1),
        (2, "2024-05", "overall", 1, 1, "A", None, 1, 2),
        (2, "2024-05", "overall", 1, 1, "B", 8.5, 2, 1),
        (3, None, "overall", None, None, None, None, None, None),
        (4, None, "overall", 1, 1, "A", None, 4, 1),
        (5, None, "overall", None, None, None, None, None, None),
        (6, None, "overall", 1, 1, "A", None, 6, 1),
    ]
    assert answer.sections[0].title == ("Who led", "overall")
    assert answer.notes == (
        "Who stood first is not known in editions 3 and 5.",
        "A run with + may be longer: the city may also have stood first in editions 3 and 5.",
        "Most editions first, at least: A 4, B 1.",
    )


def test_the_top_can_have_several_places(small: Index) -> None:
    answer = leaders(small, top=2)
    assert values(answer.frame, "edition", "place", "place_max", "city", "since") == [
        (1, 1, 1, "A", 1), (1, 2, 2, "B", 1),
        (2, 1, 1, "A", 1), (2, 1, 1, "B", 1),
        (3, 2, 2, "B", 1),
        (4, 1, 1, "A", 4),
        (5, 1, 2, "A", 4), (5, 1, 2, "B", 5),
        (6, 1, 1, "A", 4),
    ]  # fmt: skip
    assert answer.sections[0].title == ("Who stood in the top 2", "overall")
    assert answer.notes == (
        "Only one city is known in the top 2 of editions 3, 4 and 6.",
        "A run with + may be longer: the city may also have stood in the top 2 in editions 3 and"
        " 4.",
        "Most editions in the top 2, at least: A 5, B 4.",
    )


@pytest.mark.parametrize(
    ("ranks", "note"),
    [
        (["1,A,1", "2,A,1", "2,B,2"], "Only two cities are known in the top 3 of edition 2; one in"
                                      " edition 1."),
        (["1,A,1", "2,A,7", "3,A,7"], "Only one city is known in the top 3 of edition 1; none in"
                                      " editions 2 and 3."),
        (["1,A,4", "2,A,4"], "No city is known in the top 3 of editions 1 and 2."),
        (["1,A,1-4", "1,B,2-3", "1,C,2-3"], "Only two cities are known in the top 3 of edition 1."),
    ],
)  # fmt: skip
def test_a_note_says_how_many_are_known_where_not_all_are(
    write: Write, ranks: list[str], note: str
) -> None:
    index = load(write(editions="\n".join(["edition,city,rank", *ranks])))
    assert leaders(index, top=3).notes[0] == note


def test_a_run_with_a_plus_may_be_longer(write: Write) -> None:
    ranks = [
        *("1,A,1", "1,B,2", "1,C,3-9", "1,D,5"),
        *("2,A,1", "2,B,2", "2,C,3", "2,D,4", "2,E,5"),
    ]
    index = load(write(editions="\n".join(["edition,city,rank", *ranks])))
    [section] = leaders(index, top=5).sections
    # C may have been 5th or better, and so may E, which is not held; A, B and D certainly were.
    assert values(section.frame, "edition", "city", "row")[3:] == [
        (2, "A", "2 since 1"),
        (2, "B", "2 since 1"),
        (2, "C", "1+ since 2"),
        (2, "D", "2 since 1"),
        (2, "E", "1+ since 2"),
    ]
    [section] = leaders(index, top=2).sections
    assert set(section.frame["row"]) == {"1 since 1", "2 since 1"}


def test_where_all_are_known_the_notes_are_certain(write: Write) -> None:
    editions = "edition,city,rank\n1,A,1\n1,B,2\n2,A,2\n2,B,1\n"
    answer = leaders(load(write(editions=editions)))
    assert answer.notes == ("Most editions first: A 1, B 1.",)


def test_nobody_may_be_known(write: Write) -> None:
    answer = leaders(load(write(editions="edition,city,rank\nX 1,A,4\n")))
    assert values(answer.frame, "edition", "city") == [("X 1", None)]
    assert answer.notes == ("Who stood first is not known in X 1.",)


def test_a_top_of_no_place_is_a_wrong_question(small: Index) -> None:
    with pytest.raises(QuestionError, match="0 places are too few; ask for 1 or more"):
        leaders(small, top=0)
