from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold import Write, values
from scicli.analysis.compare import compare
from scicli.errors import QuestionError
from scicli.index.index import Index, load

EDITIONS = """edition,city,category,rank
1,A,,9
1,B,,5
1,C,,1-3
2,A,,4-6
2,B,,5
3,A,,3
3,B,,=3
3,C,,3
4,A,,2
4,B,,7+
4,C,,5
5,A,,2
6,A,,2
6,B,,
3,A,air,1
3,B,air,2
4,A,air,1
4,B,air,2
4,A,sea,4
4,B,sea,9
4,C,sea,5
4,C,land,1
"""


@pytest.fixture
def three(write: Write) -> Index:
    return load(write(editions=EDITIONS))


def test_editions_come_before_the_categories_of_the_latest_edition_with_any(three: Index) -> None:
    frame = compare(three, "A", "B").frame
    assert list(frame.columns) == [
        "edition", "category", "leader", "gap", "A", "A_max", "B", "B_max"
    ]  # fmt: skip
    assert values(frame, *frame.columns) == [
        (1, "overall", "B", 4, 9, 9, 5, 5),
        (2, "overall", None, None, 4, 6, 5, 5),
        (3, "overall", "level", 0, 3, 3, 3, 3),
        (4, "overall", "A", 5, 2, 2, 7, None),
        (4, "air", "A", 1, 1, 1, 2, 2),
        (4, "sea", "A", 5, 4, 4, 9, 9),
    ]


def test_the_leader_of_three_is_ahead_of_both_others(three: Index) -> None:
    frame = compare(three, "B", "A", "C").frame
    assert values(frame, "edition", "category", "leader", "gap", "B", "A", "C") == [
        (1, "overall", "C", 2, 5, 9, 1),
        (2, "overall", None, None, 5, 4, None),
        (3, "overall", "level", 0, 3, 3, 3),
        (4, "overall", "A", 3, 7, 2, 5),
        (4, "air", "A", 1, 2, 1, None),
        (4, "sea", "A", 1, 9, 4, 5),
    ]


@pytest.mark.parametrize(
    ("asked", "editions"),
    [
        ({}, [1, 2, 3, 4]),
        ({"from_edition": 2}, [2, 3, 4]),
        ({"to_edition": 2}, [1, 2]),
        ({"from_edition": 3, "to_edition": 2}, [2, 3]),
        ({"category": "air"}, [3, 4]),
        ({"from_edition": 5}, []),
    ],
)
def test_editions_are_narrowed(three: Index, asked: dict[str, Any], editions: list[int]) -> None:
    answer = compare(three, "A", "B", **asked)
    category = asked.get("category", "overall")
    frame = answer.frame[answer.frame["category"] == category]
    assert frame["edition"].tolist() == editions


@pytest.mark.parametrize(
    ("cities", "asked", "notes"),
    [
        (("A", "B"), {},
         ("Ahead: A 1, B 1, level 1, not certain 1, in 4 editions.",
          "A overtook B between editions 1 and 4.",
          "Ahead: A 2, B 0, in 2 categories.",
          "A is ahead in every category held for both.")),
        (("A", "B", "C"), {"from_edition": 2},
         ("Ahead: A 1, B 0, C 0, level 1, not certain 1, in 3 editions; 2 of them held for all 3.",
          "Ahead: A 2, B 0, C 0, in 2 categories; 1 of them held for all 3.",
          "C is not in the top 2 of air: it stands behind, or is not ranked.")),
        (("A", "B"), {"from_edition": 5},
         ("No edition tells who is ahead: none has ranks of two of these cities.",)),
        (("B", "C", "A"), {"from_edition": 2, "to_edition": 3, "category": "air"},
         ("Ahead: B 0, C 0, A 1, in 1 edition; 0 of them held for all 3.",
          "C is not in the top 2 of 3: it stands behind, or is not ranked.",
          "Ahead: B 0, C 0, A 0, level 1, in 1 category.")),
    ],
)  # fmt: skip
def test_notes_tally_who_is_ahead_and_say_who_overtook_whom(
    three: Index, cities: tuple[str, ...], asked: dict[str, Any], notes: tuple[str, ...]
) -> None:
    assert compare(three, *cities, **asked).notes == notes


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ({"from_edition": 3, "to_edition": 2}, "3 → 2, in the order of time"),
        ({"from_edition": 2, "to_edition": 3}, "overall"),
        ({"to_edition": 2}, "overall"),
    ],
)
def test_the_title_says_that_a_span_was_asked_for_backwards(
    three: Index, asked: dict[str, Any], title: str
) -> None:
    [*_, last] = compare(three, "A", "B", **asked).sections[0].title
    assert last == title


def test_the_titles_name_the_cities_and_the_category_or_edition(three: Index) -> None:
    assert [section.title for section in compare(three, "A", "B", "C").sections] == [
        ("A against B and C", "overall"),
        ("A against B and C", "Edition 4", "by category"),
    ]


def test_a_city_called_level_leads_no_category_in_which_all_are_level(write: Write) -> None:
    rows = [f"1,{city},{name},2" for city in ("level", "A") for name in ("air", "sea", "overall")]
    index = load(write(editions="\n".join(["edition,city,category,rank", *rows])))
    assert compare(index, "level", "A").notes == (
        "Ahead: level 0, A 0, level 1, in 1 edition.",
        "Ahead: level 0, A 0, level 2, in 2 categories.",
    )


def test_nobody_dominates_where_cities_are_level_in_every_category(write: Write) -> None:
    rows = [f"1,{city},{name},2" for city in "AB" for name in ("air", "sea", "overall")]
    index = load(write(editions="\n".join(["edition,city,category,rank", *rows])))
    assert compare(index, "A", "B").notes == (
        "Ahead: A 0, B 0, level 1, in 1 edition.",
        "Ahead: A 0, B 0, level 2, in 2 categories.",
    )


def test_busan_and_seoul_are_compared_as_the_press_did(shipped: Index) -> None:
    answer = compare(shipped, "Busan", "Seoul")
    assert values(answer.frame, "edition", "leader", "gap") == [
        (5, "Seoul", 3),
        (6, "Busan", 2),
        (7, "Busan", 9),
        (8, "Busan", 14),
        (9, "Busan", 15),
        (10, "Busan", 17),
        (11, "Busan", 21),
        (12, "Busan", 31),
    ]
    assert answer.notes == (
        "Ahead: Busan 7, Seoul 1, in 8 editions.",
        "Busan overtook Seoul in edition 6.",
    )
    [section] = answer.sections
    assert section.title == ("Busan against Seoul", "Smart Centres Index", "overall")
    assert values(section.frame, "row", "ahead", "passed")[:3] == [
        ("5", "Seoul by 3", None),
        ("6", "Busan by 2", "Busan overtook Seoul"),
        ("7", "Busan by 9", None),
    ]


def test_cities_named_like_other_columns_have_a_prefix(write: Write) -> None:
    names = ["gap", "level", "A", "A_max"]
    rows = [f"1,{name},{place}" for place, name in enumerate(names, 1)]
    index = load(write(editions="\n".join(["edition,city,rank", *rows])))
    frame = compare(index, "A", "A_max", "gap", "level").frame
    assert list(frame.columns)[4:] == [
        "A", "A_max", "city:A_max", "city:A_max_max", "city:gap", "city:gap_max", "level",
        "level_max",
    ]  # fmt: skip
    assert compare(index, "level", "A").frame["leader"].tolist() == ["city:level"]


@pytest.mark.parametrize(
    ("cities", "asked", "sentence"),
    [
        (("A",), {}, "one city is nothing to compare; name two or more"),
        (("A", "a"), {}, "A is asked for twice; name each city once"),
        (("A", "Z"), {}, "no city is called 'Z'; the cities are A, B and C"),
        (("A", "B"), {"from_edition": 2, "to_edition": 2},
         "edition 2 is compared with itself; name two editions"),
    ],
)  # fmt: skip
def test_a_wrong_question_is_refused(
    three: Index, cities: tuple[str, ...], asked: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(QuestionError) as caught:
        compare(three, *cities, **asked)
    assert str(caught.value) == sentence


INTERVAL = st.one_of(
    st.none(), st.tuples(st.integers(1, 9), st.integers(0, 3)).map(lambda i: (i[0], i[0] + i[1]))
)


@given(st.lists(st.tuples(INTERVAL, INTERVAL, INTERVAL), min_size=1, max_size=5))
def test_leader_and_gap_agree_with_a_slow_calculation(
    tmp_path_factory: pytest.TempPathFactory, editions: list[tuple[Any, Any, Any]]
) -> None:
    file = tmp_path_factory.getbasetemp() / "compare.csv"
    rows = [
        f"{edition},{city},{ranks[0]}-{ranks[1]}"
        for edition, held in enumerate(editions, 1)
        for city, ranks in zip("ABC", held, strict=True)
        if ranks
    ]
    file.write_text("\n".join(["edition,city,rank", *[f"0,{city},1" for city in "ABC"], *rows]))
    found = compare(load(file), "A", "B", "C", from_edition="first").frame
    expected = []
    for edition, held in enumerate([((1, 1),) * 3, *editions]):
        leader, gap = None, None
        # Who is not held stands below the place to which no rank is missing.
        worst = sorted(ranks[1] for ranks in held if ranks)
        below = next((n for n, last in enumerate(worst, 1) if last > n), len(worst) + 1)
        for number, ranks in enumerate(held):
            others = [*held[:number], *held[number + 1 :]]
            nearest = min(other[0] if other else below for other in others)
            if ranks and nearest > ranks[1]:
                leader, gap = "ABC"[number], nearest - ranks[1]
        if None not in held and len({*held}) == 1 and held[0][0] == held[0][1]:
            leader, gap = "level", 0
        if sum(ranks is not None for ranks in held) >= 2 or leader:
            expected.append((edition, leader, gap))
    assert values(found, "edition", "leader", "gap") == expected


def test_a_city_that_is_not_held_stands_below_the_depth_or_is_not_in_the_table(
    write: Write,
) -> None:
    index = load(
        write(
            editions="edition,city,rank\n1,A,1\n1,B,5\n2,A,1\n2,B,2\n3,A,2\n3,C,1\n",
            releases="edition,cities_ranked\n1,9\n2,2\n3,9\n",
        )
    )
    answer = compare(index, "A", "C")
    assert values(answer.frame, "edition", "leader", "gap") == [
        (1, "A", 1), (3, "C", 1),
    ]  # fmt: skip
    assert answer.sections[0].frame["ahead"].tolist() == ["A by at least 1", "C by 1"]
    assert answer.notes == (
        "Ahead: A 1, C 1, in 2 editions; 1 of them held for both.",
        "C is not in the top 1 of 1: it stands behind, or is not ranked.",
    )
    three = compare(index, "A", "B", "C")
    assert values(three.frame, "edition", "leader", "gap") == [
        (1, "A", 1), (2, "A", 1), (3, "C", 1),
    ]  # fmt: skip
    assert "C was not in the index in 2." in three.notes


def test_a_city_called_level_and_editions_with_names_read_well(write: Write) -> None:
    rows = "GFCI 1,level,1\nGFCI 1,B,2\nGFCI 3,level,2\nGFCI 3,B,1\nGFCI 4,level,1\nGFCI 4,B,2\n"
    index = load(write(editions=f"edition,city,rank\n{rows}"))
    answer = compare(index, "level", "B")
    assert answer.sections[0].frame["ahead"].tolist() == ["level by 1", "B by 1", "level by 1"]
    assert answer.frame["leader"].tolist() == ["city:level", "B", "city:level"]
    assert answer.sections[0].notes[1:] == (
        "B overtook level between GFCI 1 and GFCI 3.",
        "level overtook B in GFCI 4.",
    )
