from typing import Any

import pytest

from scaffold import Write, values
from scicli.analysis.breakdown import FIELDS, breakdown, category_leaders
from scicli.analysis.breakdown import LEADER_FIELDS as LEADER_FIELDS
from scicli.errors import QuestionError
from scicli.index.index import Index, load

SHORT = ("category", "rank", "previous_rank", "gain", "against_overall", "best_rank",
         "best_edition", "mark")  # fmt: skip
RULE = (
    "Apart: places better (+) or worse (-) than overall."
    " Strength: top 3, or 5 places better than overall. Weakness: 5 places worse, or last"
    " in its table."
)


def test_a_city_has_a_row_for_each_category_held_or_not(shipped: Index) -> None:
    frame = breakdown(shipped, "busan", edition=12).frame
    assert tuple(frame.columns) == FIELDS
    assert values(frame, *SHORT) == [
        ("overall", 8, 12, 4, 0, 8, 12, None),
        ("technology", 11, 12, 1, -3, 11, 5, None),
        ("business_environment", 10, 8, -2, -2, 6, 10, None),
        ("human_capital", 9, 9, 0, -1, 8, 10, None),
        ("infrastructure", 9, 6, -3, -1, 6, 9, None),
        ("financial_services", 8, 13, 5, 0, 8, 10, None),
        ("reputation", 10, 11, 1, -2, 7, 9, None),
        ("innovation_support", 1, 7, 6, 7, 1, 12, "strength"),
        ("creative_intensity", 12, None, None, -4, 12, 12, None),
        ("delivery_capability", 13, None, None, -5, 6, 7, "weakness"),
    ]
    assert set(values(frame, "edition", "city")) == {(12, "Busan")}


def test_the_best_rank_is_the_earliest_up_to_the_edition_asked(shipped: Index) -> None:
    best = values(
        breakdown(shipped, "Busan", edition=8).frame,
        "category",
        "rank",
        "best_rank",
        "best_edition",
    )
    assert best[1] == ("technology", 11, 11, 5)
    assert best[-1] == ("delivery_capability", 15, 6, 7)


def test_several_cities_follow_one_another_in_the_order_asked(shipped: Index) -> None:
    answer = breakdown(shipped, "Seoul", "부산", edition=6)
    assert answer.frame["city"].tolist() == ["Seoul"] * 10 + ["Busan"] * 10
    assert [section.title for section in answer.sections] == [
        ("Seoul", "Smart Centres Index 6", "by category", "November 2022"),
        ("Busan", "Smart Centres Index 6", "by category", "November 2022"),
    ]
    assert answer.asked == ("Seoul", "Busan")
    assert answer.notes == (
        "1 of 10 ranks is held.",
        RULE,
        "3 of 10 ranks are held.",
        RULE,
    )


def marks(write: Write, overall: str, air: str, cities_ranked: str = "") -> list[Any]:
    """Return the marks of A in both categories; B to F hold the other ranks of `air`."""
    rows = [f"1,A,overall,{overall}", f"1,A,air,{air}"]
    rows += [f"1,{city},air,{place}" for place, city in enumerate("BCDEF", 1) if str(place) != air]
    index = load(
        write(
            editions="\n".join(["edition,city,category,rank", *rows]),
            releases=f"edition,cities_ranked\n1,{cities_ranked}\n",
        )
    )
    return [mark for (mark,) in values(breakdown(index, "A").frame, "mark")]


@pytest.mark.parametrize(
    ("overall", "air", "cities_ranked", "mark"),
    [
        ("20", "3", "", "strength"),
        ("1", "3", "", "strength"),
        ("20", "1-3", "", "strength"),
        ("20", "2-4", "", "strength"),
        ("5", "2-4", "", None),
        ("", "3", "", "strength"),
        ("", "4", "", None),
        ("20", "15", "", "strength"),
        ("20", "16", "", None),
        ("20-25", "15", "", "strength"),
        ("20-25", "12-16", "", None),
        ("20", "24", "", None),
        ("20", "25", "", "weakness"),
        ("20", "25-30", "", "weakness"),
        ("20", "24-30", "", None),
        ("20-21", "25", "", None),
        ("20", "25+", "", "weakness"),
        ("20+", "15", "", "strength"),
        ("20+", "99", "", None),
        ("2", "5", "5", "weakness"),
        ("2", "5", "9", None),
        ("1", "3", "5", "strength"),
    ],
)
def test_only_certain_strengths_and_weaknesses_are_marked(
    write: Write, overall: str, air: str, cities_ranked: str, mark: str | None
) -> None:
    assert marks(write, overall, air, cities_ranked) == [None, mark]


def test_the_last_place_of_a_complete_table_is_never_a_strength(write: Write) -> None:
    index = load(
        write(
            editions=(
                "edition,city,category,rank\n1,A,overall,1\n1,B,overall,2\n1,C,overall,3\n"
                "1,A,air,3\n1,B,air,1\n1,C,air,2\n1,D,air,\n2,A,air,1\n"
            ),
            releases="edition,cities_ranked\n1,3\n",
        )
    )
    frame = breakdown(index, "A", "B", "C", "D", edition=1).frame
    assert values(frame, "category", "mark") == [
        ("overall", None),
        ("air", "weakness"),
        ("overall", None),
        ("air", "strength"),
        ("overall", None),
        ("air", "strength"),
        ("overall", None),
        ("air", None),
    ]


def test_of_a_city_without_a_rank_the_last_edition_with_one_is_named(shipped: Index) -> None:
    held = "0 of 10 ranks are held."
    assert breakdown(shipped, "Tokyo", edition=12).notes[0] == (
        f"{held} Tokyo is last held in edition 10."
    )
    assert breakdown(shipped, "Busan", edition=1).notes[0] == (
        f"{held} Busan is last held in edition 12."
    )


def test_distance_to_overall_needs_two_exact_ranks(write: Write) -> None:
    index = load(write(editions="edition,city,category,rank\nx,A,,9-10\nx,A,air,3\nx,A,sea,4-5\n"))
    assert values(breakdown(index, "A").frame, *SHORT) == [
        ("overall", 9, None, None, None, 9, "x", None),
        ("air", 3, None, None, None, 3, "x", "strength"),
        ("sea", 4, None, None, None, 4, "x", None),
    ]


def test_the_first_edition_has_no_column_for_gains(shipped: Index) -> None:
    [section] = breakdown(shipped, "Dubai", edition=1).sections
    headings = [column.heading for column in section.columns]
    assert headings == ["Category", "Rank", "Apart", "Best", "Best in", "Line of places", "Mark"]


@pytest.mark.parametrize(
    ("cities", "edition", "sentence"),
    [
        (["Busan", "부산"], 12, "Busan is asked for twice; name each city once"),
        (["Bussan"], 12, "no city is called 'Bussan'; did you mean Busan?"),
        (["Busan"], 13, "there is no edition '13'; the data hold editions 1 to 12"),
    ],
)
def test_a_wrong_question_is_refused(
    shipped: Index, cities: list[str], edition: int, sentence: str
) -> None:
    with pytest.raises(QuestionError) as caught:
        breakdown(shipped, *cities, edition=edition)
    assert str(caught.value) == sentence


def test_without_a_city_the_leaders_of_the_categories_are_returned(shipped: Index) -> None:
    answer = breakdown(shipped, edition=5)
    leaders = category_leaders(shipped, edition=5)
    assert values(answer.frame, "city") == values(leaders.frame, "city")


def test_leaders_hold_place_1_alone_or_together(write: Write) -> None:
    index = load(
        write(
            editions=(
                "edition,city,category,rank,country,region,rating,basis,sources\n"
                "1,A,,1,Xa,West,9.5,printed,s1\n1,B,,1,Yb,East,9.5,listed,s2\n1,C,,3,,,,,\n"
                "1,A,air,1-3,,,,,\n1,A,sea,2,,,,,\n2,A,land,1,,,,,\n"
            )
        )
    )
    answer = category_leaders(index, edition=1)
    assert tuple(answer.frame.columns) == LEADER_FIELDS
    assert values(answer.frame, *LEADER_FIELDS) == [
        (1, "overall", 1, "A", "Xa", "West", 9.5, "printed", "s1"),
        (1, "overall", 1, "B", "Yb", "East", 9.5, "listed", "s2"),
        (1, "air", None, None, None, None, None, None, None),
        (1, "sea", None, None, None, None, None, None, None),
        (1, "land", None, None, None, None, None, None, None),
    ]
    assert answer.notes == ("Place 1 is held in 1 of 4 categories.",)
