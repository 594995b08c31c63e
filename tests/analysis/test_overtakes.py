from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold import Write, values
from scicli.analysis.overtakes import FIELDS, overtakes
from scicli.errors import QuestionError
from scicli.index.index import Index, load

EDITIONS = """edition,city,rank
1,A,5
1,B,4
1,C,1-3
1,D,8+
1,E,5
1,F,9
1,G,2
1,L,3
2,A,3
2,B,6
2,C,4-5
2,D,1
2,E,2
2,F,=2
2,G,2-4
2,N,7
"""


@pytest.fixture
def index(write: Write) -> Index:
    return load(write(editions=EDITIONS))


def test_cities_overtaken_come_first_and_only_certain_overtakes_count(index: Index) -> None:
    frame = overtakes(index, "A").frame
    assert tuple(frame.columns) == FIELDS
    assert values(frame, *FIELDS) == [
        (1, 2, "overall", "A", "C", "overtook", 5, 3, 1, 4),
        (1, 2, "overall", "A", "B", "overtook", 5, 3, 4, 6),
        (1, 2, "overall", "A", "D", "overtaken", 5, 3, 8, 1),
        (1, 2, "overall", "A", "F", "overtaken", 5, 3, 9, 2),
    ]


def test_overtaking_and_being_overtaken_mirror_each_other(index: Index) -> None:
    assert values(overtakes(index, "D").frame, "other", "direction") == [
        ("E", "overtook"),
        ("G", "overtook"),
        ("A", "overtook"),
        ("C", "overtook"),
        ("B", "overtook"),
    ]
    assert values(
        overtakes(index, "A", from_edition=2, to_edition=1).frame, "other", "direction"
    ) == [("D", "overtook"), ("F", "overtook"), ("C", "overtaken"), ("B", "overtaken")]


PARTIAL = "It may also have passed, or been passed by, cities not held in both."


@pytest.mark.parametrize(
    ("city", "notes"),
    [
        ("A", ("A stood joint 5th in edition 1 and 3rd in 2.",
               "It overtook 2 and was overtaken by 2 of the 6 other cities held in both.",
               "Whether it changed places with one other is not certain.", PARTIAL)),
        ("D", ("D stood 8+ in edition 1 and 1st in 2.",
               "It overtook 5 and was overtaken by none of the 6 other cities held in both.",
               "Whether it changed places with one other is not certain.", PARTIAL)),
        ("C", ("C stood 1–3 in edition 1 and 4–5 in 2.",
               "It overtook none and was overtaken by 4 of the 6 other cities held in both.",
               "Whether it changed places with one other is not certain.", PARTIAL)),
        ("L", ("L is not held in edition 2.",)),
        ("N", ("N is not held in edition 1.",)),
    ],
)  # fmt: skip
def test_notes_say_where_the_city_stood_and_among_how_many(
    index: Index, city: str, notes: tuple[str, ...]
) -> None:
    assert overtakes(index, city).notes == notes


def test_other_cities_that_may_have_changed_places_are_counted(write: Write) -> None:
    rows = [
        f"{edition},{city},{rank}"
        for edition in (1, 2)
        for city, rank in (("A", "11-20"), ("B", "11-20"), ("C", "15+"), ("D", "1"))
    ]
    index = load(write(editions="\n".join(["edition,city,rank", *rows])))
    assert overtakes(index, "A").notes[-2:] == (
        "Whether it changed places with 2 others is not certain.", PARTIAL,
    )  # fmt: skip
    assert overtakes(index, "D").notes[-2:] == (
        "It overtook none and was overtaken by none of the 3 other cities held in both.", PARTIAL,
    )  # fmt: skip


def test_complete_tables_need_no_note_on_unknown_cities(write: Write) -> None:
    index = load(
        write(
            editions="edition,city,rank\n1,A,2\n1,B,1\n2,A,1\n2,B,2\n",
            releases="edition,cities_ranked\n1,2\n2,2\n",
        )
    )
    assert overtakes(index, "A").notes[-1] == (
        "It overtook 1 and was overtaken by none of the 1 other city held in both."
    )


def test_a_city_held_in_neither_edition_overtook_nobody(shipped: Index) -> None:
    answer = overtakes(shipped, "Tokyo", to_edition=12)
    assert answer.frame.empty
    assert answer.notes == ("Tokyo is not held in editions 11 and 12.",)


def test_busan_overtook_seoul_in_edition_6(shipped: Index) -> None:
    answer = overtakes(shipped, "Busan", to_edition=6)
    assert values(answer.frame, "other", "direction", "other_from", "other_to") == [
        ("Seoul", "overtook", 24, 24),
        ("Beijing", "overtook", 22, 27),
        ("Dublin", "overtook", 21, 31),
        ("Tokyo", "overtaken", 28, 17),
    ]
    assert answer.sections[0].title == (
        "Busan",
        "Smart Centres Index 5 → 6",
        "overall",
        "May 2022 to November 2022",
    )


def test_the_title_says_that_the_later_edition_comes_first(shipped: Index) -> None:
    answer = overtakes(shipped, "Busan", from_edition=6, to_edition=5)
    assert answer.sections[0].title == (
        "Busan", "Smart Centres Index 6 → 5, backwards in time", "overall",
        "November 2022 to May 2022",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"city": "Z"}, "no city is called 'Z'; the cities are A, B, C, D, E, F, G, L and N"),
        ({"city": "A", "from_edition": 2}, "edition 2 is compared with itself; name two editions"),
    ],
)
def test_a_wrong_question_is_refused(index: Index, asked: dict[str, Any], sentence: str) -> None:
    with pytest.raises(QuestionError) as caught:
        overtakes(index, **asked)
    assert str(caught.value) == sentence


CITIES = "ABCDEFGH"
TABLE = st.lists(st.sampled_from(CITIES), min_size=1, unique=True)


@given(TABLE, TABLE)
def test_in_complete_tables_overtaking_entering_and_leaving_add_up_to_the_places_gained(
    tmp_path_factory: pytest.TempPathFactory, before: list[str], after: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("complete")
    rows = [
        f"{edition},{city},{place}"
        for edition, table in ((1, before), (2, after))
        for place, city in enumerate(table, 1)
    ]
    (folder / "editions.csv").write_text("\n".join(["edition,city,rank", *rows]))
    (folder / "releases.csv").write_text(
        f"edition,cities_ranked\n1,{len(before)}\n2,{len(after)}\n"
    )
    index = load(folder)
    for city in set(before) & set(after):
        directions = overtakes(index, city).frame["direction"].tolist()
        leavers_above = set(before[: before.index(city)]) - set(after)
        entrants_above = set(after[: after.index(city)]) - set(before)
        assert before.index(city) - after.index(city) == (
            directions.count("overtook")
            - directions.count("overtaken")
            + len(leavers_above)
            - len(entrants_above)
        )
