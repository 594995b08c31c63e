from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold import Write, values
from scicli.analysis.answer import Answer, Gap
from scicli.analysis.ranking import FIELDS, ranking
from scicli.errors import QuestionError
from scicli.index.index import Index, load

EDITIONS = """edition,city,country,region,rank,rating
1,A,Xa,West,1,90
1,B,Xa,West,2,80
1,C,Yb,East,3,
1,D,,,4,
2,A,Xa,West,2,85
2,B,Xa,West,2,85.5
2,C,Yb,East,1,
2,E,Yb,East,5-6,
2,F,,,7+,
2,G,Yb,,,12
"""
COMPLETE = "edition,published,cities_ranked\n1,2021-06,4\n2,2021-12-01,9\n"


@pytest.fixture
def small(write: Write) -> Index:
    return load(write(editions=EDITIONS, releases=COMPLETE))


def test_the_frame_has_a_row_for_each_city_with_its_gain(small: Index) -> None:
    frame = ranking(small, edition=2).frame
    assert tuple(frame.columns) == FIELDS
    assert values(
        frame, "edition", "category", "rank", "rank_max", "city", "country", "region", "rating"
    ) == [
        (2, "overall", 1, 1, "C", "Yb", "East", None),
        (2, "overall", 2, 2, "A", "Xa", "West", 85.0),
        (2, "overall", 2, 2, "B", "Xa", "West", 85.5),
        (2, "overall", 5, 6, "E", "Yb", "East", None),
        (2, "overall", 7, 9, "F", None, None, None),
        (2, "overall", None, None, "G", "Yb", None, 12.0),
    ]
    assert values(
        frame, "city", "previous_rank", "previous_rank_max", "gain", "gain_max", "movement"
    ) == [
        ("C", 3, 3, 2, 2, "up"),
        ("A", 1, 1, -1, -1, "down"),
        ("B", 2, 2, 0, 0, "level"),
        ("E", None, None, None, None, "entered"),
        ("F", None, None, None, None, "entered"),
        ("G", None, None, None, None, None),
    ]


def test_marks_say_how_to_read_each_rank_and_gain(small: Index) -> None:
    [section] = ranking(small, edition=2).sections
    assert values(section.frame, "rank_mark", "previous_rank_mark", "gain_mark") == [
        ("", "", ""),
        ("tied", "", ""),
        ("tied", "", ""),
        ("", None, "entered"),
        ("open", None, "entered"),
        ("", None, ""),
    ]


def test_nobody_entered_where_the_table_before_is_partial(write: Write) -> None:
    index = load(write(editions=EDITIONS))
    assert values(ranking(index, edition=2).frame, "city", "movement")[3:] == [
        ("E", None),
        ("F", None),
        ("G", None),
    ]


def test_a_city_with_a_rating_only_did_not_enter_when_it_gets_a_rank(write: Write) -> None:
    index = load(
        write(
            editions="edition,city,rank,rating\n1,A,1,\n1,B,,7\n2,A,1,\n2,B,2,\n",
            releases="edition,cities_ranked\n1,1\n",
        )
    )
    assert values(ranking(index).frame, "city", "movement") == [("A", "level"), ("B", None)]


def test_the_first_edition_has_no_previous_ranks(small: Index) -> None:
    answer = ranking(small, edition="first")
    assert values(answer.frame, "city", "previous_rank", "movement") == [
        ("A", None, None),
        ("B", None, None),
        ("C", None, None),
        ("D", None, None),
    ]
    assert [column.heading for column in answer.sections[0].columns] == [
        "Rank",
        "City",
        "Country",
        "Rating",
    ]


def test_the_title_names_edition_category_area_and_date(small: Index, shipped: Index) -> None:
    assert ranking(small).sections[0].title == ("Edition 2", "overall", "1 December 2021")
    assert ranking(small, edition=1, region="west", country="xa", around="A").sections[0].title == (
        "Edition 1",
        "overall",
        "West",
        "Xa",
        "around A",
        "June 2021",
    )
    assert ranking(shipped, edition=12, category="fin").sections[0].title == (
        "Smart Centres Index 12",
        "financial services",
        "3 December 2025",
    )


def test_a_label_that_is_a_text_stands_for_itself_in_the_title(write: Write) -> None:
    index = load(write(editions="edition,city,rank\nGFCI 38,A,1\n"))
    assert ranking(index).sections[0].title == ("GFCI 38", "overall")
    assert values(ranking(index).frame, "edition") == [("GFCI 38",)]


@pytest.mark.parametrize(
    ("narrowed", "cities"),
    [
        ({"region": "West"}, ["A", "B"]),
        ({"country": "Yb"}, ["C", "E", "G"]),
        ({"country": "Yb", "region": "East"}, ["C", "E"]),
        ({"rows": 1}, ["C"]),
        ({"rows": 2}, ["C", "A", "B"]),
        ({"rows": 3}, ["C", "A", "B"]),
        ({"rows": 9}, ["C", "A", "B", "E", "F", "G"]),
        ({"rows": 1, "region": "West"}, ["A", "B"]),
        ({"around": "A"}, ["C", "A", "B", "E", "F"]),
        ({"around": "G"}, []),
        ({"around": "D"}, []),
        ({"around": "A", "region": "East"}, []),
    ],
)
def test_rows_are_narrowed_by_area_surroundings_and_number(
    small: Index, narrowed: dict[str, Any], cities: list[str]
) -> None:
    assert ranking(small, edition=2, **narrowed).frame["city"].tolist() == cities


def test_five_held_rows_stand_on_each_side_of_the_city(shipped: Index) -> None:
    answer = ranking(shipped, edition=6, around="부산")
    assert values(answer.frame, "rank", "city") == [
        (11, "Chicago"),
        (12, "Malta"),
        (16, "Boston"),
        (17, "Tokyo"),
        (20, "Shanghai"),
        (22, "Busan"),
        (24, "Seoul"),
        (27, "Beijing"),
        (29, "Bangkok"),
        (31, "Dublin"),
        (34, "Berlin"),
    ]
    assert answer.asked == ("Busan",)


def test_the_window_ends_where_the_table_does(shipped: Index) -> None:
    assert len(ranking(shipped, edition=6, around="London").frame) == 7
    assert len(ranking(shipped, edition=6, around="Moscow").frame) == 6


def test_rows_that_differ_only_by_name_are_kept_at_the_cut(write: Write) -> None:
    index = load(
        write(
            editions=("edition,city,rank\n1,A,1-5\n1,B,1-5\n1,C,1-6\n1,D,9+\n1,E,9+\n1,F,\n1,G,\n")
        )
    )
    assert ranking(index, rows=1).frame["city"].tolist() == ["A", "B"]
    assert ranking(index, rows=4).frame["city"].tolist() == ["A", "B", "C", "D", "E"]
    assert ranking(index, rows=6).frame["city"].tolist() == ["A", "B", "C", "D", "E", "F"]


@pytest.mark.parametrize(
    ("asked", "notes"),
    [
        ({"edition": 6}, ("22 of 75 ranks are held, complete to 5.",
                          "Of these 22, 17 ranks are held in edition 5 too.")),
        ({"edition": 12, "category": "technology"},
         ("1 of 77 ranks is held, complete to no place.",)),
        ({"edition": 1},
         ("5 ranks are held, complete to 3; how many cities are ranked is not known.",)),
        ({"edition": 6, "country": "KR"},
         ("22 of 75 ranks are held, complete to 5.", "2 of these 22 are in South Korea.")),
        ({"edition": 6, "country": "JP"},
         ("22 of 75 ranks are held, complete to 5.", "1 of these 22 is in Japan.")),
        ({"edition": 6, "country": "Kazakhstan"},
         ("22 of 75 ranks are held, complete to 5.", "1 of these 22 is in Kazakhstan.",
          "Its rank is not held in edition 5.")),
        ({"edition": 7, "region": "Eastern Europe & Central Asia"},
         ("24 of 77 ranks are held, complete to 10.",
          "8 of these 24 are in Eastern Europe & Central Asia.",
          "Of these 8, 2 ranks are held in edition 6 too.")),
        ({"edition": 12, "region": "Eastern Europe & Central Asia"},
         ("9 of 77 ranks are held, complete to 8.",
          "None of these 9 is in Eastern Europe & Central Asia.")),
        ({"edition": 3, "rows": 8, "category": "creative_intensity"},
         ("3 of 67 ranks are held, complete to 1.",
          "Of these 3, 2 ranks are held in edition 2 too.")),
        ({"edition": 12, "category": "delivery_capability"},
         ("2 of 77 ranks are held, complete to no place.",
          "None of their ranks is held in edition 11.")),
        ({"edition": 9, "category": "human_capital"},
         ("1 of 79 ranks is held, complete to no place.", "Its rank is not held in edition 8.")),
        ({"edition": 6, "rows": 3},
         ("22 of 75 ranks are held, complete to 5.", "The first 3 of 22.")),
        ({"edition": 12, "around": "Paris"},
         ("9 of 77 ranks are held, complete to 8.",
          "Paris is not held: it stands below place 8, or is not in the index.")),
        ({"edition": 12, "category": "technology", "around": "Paris"},
         ("1 of 77 ranks is held, complete to no place.", "The rank of Paris is not held.")),
    ],
)  # fmt: skip
def test_notes_say_how_much_of_the_shipped_table_is_held(
    shipped: Index, asked: dict[str, Any], notes: tuple[str, ...]
) -> None:
    assert ranking(shipped, **asked).notes == notes


@pytest.mark.parametrize(
    ("asked", "notes"),
    [
        ({"edition": 1}, ("All 4 ranks are held.",)),
        ({"edition": 2}, ("5 of 9 ranks are held, complete to 3.",)),
        ({"edition": 1, "around": "E"}, ("All 4 ranks are held.", "E was not in the index.")),
        ({"around": "G"}, ("5 of 9 ranks are held, complete to 3.", "The rank of G is not held.")),
        ({"around": "A", "region": "East"},
         ("5 of 9 ranks are held, complete to 3.", "2 of these 6 are in East.",
          "The region of 2 cities is not known.", "A is not in East.")),
        ({"country": "Xa"},
         ("5 of 9 ranks are held, complete to 3.", "2 of these 6 are in Xa.",
          "The country of 1 city is not known.")),
        ({"rows": 2},
         ("5 of 9 ranks are held, complete to 3.",
          "The first 2 of 6, and 1 more that ties with the last of them.")),
    ],
)  # fmt: skip
def test_notes_say_what_a_complete_table_before_allows(
    small: Index, asked: dict[str, Any], notes: tuple[str, ...]
) -> None:
    assert ranking(small, **asked).notes == notes


def gaps(index: Index, **asked: int | str) -> list[Gap]:
    question: dict[str, Any] = dict(asked)
    return list(ranking(index, **question).sections[0].gaps)


def test_gaps_are_the_places_that_no_row_holds(small: Index, shipped: Index) -> None:
    assert gaps(shipped, edition=12) == [Gap(8, 9, 38), Gap(9, 40, 77)]
    assert gaps(shipped, edition=12, category="technology") == [Gap(0, 1, 10), Gap(1, 12, 77)]
    assert gaps(shipped, edition=1) == [Gap(3, 4, 33), Gap(4, 35, 46)]
    assert gaps(small, edition=1) == []
    assert gaps(small, edition=2) == [Gap(3, 4, 4)]


def test_gaps_are_shown_only_between_rows_that_follow_one_another(shipped: Index) -> None:
    assert gaps(shipped, edition=6, rows=6) == [Gap(5, 6, 7)]
    assert gaps(shipped, edition=6, rows=5) == []
    assert gaps(shipped, edition=6, country="KR") == []
    assert gaps(shipped, edition=6, around="Moscow") == [
        Gap(1, 30, 30),
        Gap(2, 32, 33),
        Gap(3, 35, 45),
        Gap(4, 47, 63),
        Gap(5, 65, 67),
        Gap(6, 69, 75),
    ]


@pytest.mark.parametrize(
    ("ranks", "expected"),
    [
        ("1 2 2 4", []),
        ("1 2 2 5", [Gap(3, 4, 4)]),
        ("1 =2 4", []),
        ("1 =2 5", [Gap(2, 4, 4)]),
        ("1-3 7", [Gap(1, 4, 6)]),
        ("2-3 2-3 1-9 10", []),
        ("3 5+", [Gap(0, 1, 2), Gap(1, 4, 4)]),
        ("1 - -", []),
        ("- -", []),
    ],
)
def test_tied_cities_take_up_one_place_each(write: Write, ranks: str, expected: list[Gap]) -> None:
    rows = [f"1,C{number},{rank}" for number, rank in enumerate(ranks.split())]
    assert gaps(load(write(editions="\n".join(["edition,city,rank", *rows])))) == expected


def test_the_places_behind_the_last_rank_come_before_the_rows_without_one(write: Write) -> None:
    index = load(
        write(editions="edition,city,rank\n1,A,1\n1,B,\n", releases="edition,cities_ranked\n1,3\n")
    )
    assert gaps(index) == [Gap(1, 2, 3)]


def test_an_edition_without_figures_gives_an_empty_answer(write: Write) -> None:
    index = load(
        write(editions="edition,city,rank\n1,A,1\n", releases="edition,cities_ranked\n2,3\n")
    )
    answer = ranking(index)
    assert answer.frame.empty
    assert answer.sections[0].gaps == (Gap(0, 1, 3),)
    assert answer.notes == ("0 of 3 ranks are held, complete to no place.",)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"edition": 3}, "there is no edition '3'; the data hold editions 1 to 2"),
        ({"category": "air"}, "no category is called 'air'; the only one is overall"),
        ({"region": "North"}, "no region is called 'North'; the regions are East and West"),
        ({"country": "Zz"}, "no country is called 'Zz'; the countries are Xa and Yb"),
        ({"around": "Q"}, "no city is called 'Q'; the cities are A, B, C, D, E, F and G"),
        ({"rows": 0}, "0 rows are too few; ask for 1 or more"),
        ({"rows": 0, "around": "A"}, "0 rows are too few; ask for 1 or more"),
    ],
)
def test_a_wrong_question_is_refused(small: Index, asked: dict[str, Any], sentence: str) -> None:
    with pytest.raises(QuestionError) as caught:
        ranking(small, **asked)
    assert str(caught.value) == sentence


def slow_rows(answer: Answer) -> list[tuple[object, ...]]:
    """Sort the rows as a person would: best place, worst place, name; no rank at the end."""
    rows = values(answer.frame, "rank", "rank_max", "city")
    beyond = 10**9
    return sorted(rows, key=lambda row: (row[0] or beyond, row[1] or beyond, row[2]))


@given(
    st.lists(
        st.sampled_from(["1", "2", "2=", "3-4", "3-9", "3", "7+", ">7", "-"]),
        min_size=1,
        max_size=9,
    )
)
def test_the_order_is_total_and_loses_no_row(
    tmp_path_factory: pytest.TempPathFactory, ranks: list[str]
) -> None:
    file = tmp_path_factory.getbasetemp() / "order.csv"
    rows = [f"1,C{number},{rank}" for number, rank in enumerate(ranks)]
    file.write_text("\n".join(["edition,city,rank", *rows]))
    answer = ranking(load(file))
    assert len(answer.frame) == len(ranks)
    assert values(answer.frame, "rank", "rank_max", "city") == slow_rows(answer)
