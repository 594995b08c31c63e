from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scicli.errors import QuestionError
from scicli.index.editions import Label, ordered, resolve_edition


@pytest.mark.parametrize(
    ("texts", "labels"),
    [
        (["10", "9", "1"], (1, 9, 10)),
        (["10", "9", "GFCI 1"], ("9", "10", "GFCI 1")),
        (["06", "6"], ("06", "6")),
        (["GFCI 38", "GFCI 7", "gfci 8"], ("GFCI 7", "gfci 8", "GFCI 38")),
        (["2012-Q4", "2012-Q1", "2011-Q3"], ("2011-Q3", "2012-Q1", "2012-Q4")),
        (["2024-12-30", "2024-12-9"], ("2024-12-9", "2024-12-30")),
        (["2011-12", "2010-11"], ("2010-11", "2011-12")),
        (["9" * 5000, "1" * 5000], ("1" * 5000, "9" * 5000)),
        (["6", "6"], (6,)),
    ],
)
def test_labels_stand_in_natural_order(texts: list[str], labels: tuple[Label, ...]) -> None:
    assert ordered(texts, {}) == labels


def test_dates_of_publication_decide_where_every_edition_has_one() -> None:
    dates = {"spring": "2022-05", "autumn": "2022-11-22", "winter": "2023-01"}
    assert ordered(["winter", "autumn", "spring"], dates) == ("spring", "autumn", "winter")
    assert ordered(["winter", "autumn", "summer"], dates) == ("autumn", "summer", "winter")


def test_editions_of_one_day_stand_in_natural_order() -> None:
    assert ordered(["b10", "b9"], {"b9": "2022-05", "b10": "2022-05"}) == ("b9", "b10")


@given(st.lists(st.text(min_size=1), min_size=1), st.randoms())
def test_the_order_does_not_depend_on_the_order_of_the_rows(
    texts: list[str], chance: Random
) -> None:
    shuffled = list(texts)
    chance.shuffle(shuffled)
    assert ordered(shuffled, {}) == ordered(texts, {})


GFCI = ("GFCI 7", "GFCI 37", "GFCI 38")


@pytest.mark.parametrize(
    ("asked", "labels", "label"),
    [
        ("6", (5, 6, 7), 6),
        (6, (5, 6, 7), 6),
        ("latest", (5, 6, 7), 7),
        ("previous", (5, 6, 7), 6),
        ("first", (5, 6, 7), 5),
        ("first", ("first", "second"), "first"),
        ("latest", ("latest", "later"), "latest"),
        ("38", GFCI, "GFCI 38"),
        (38, GFCI, "GFCI 38"),
        ("gfci 38", GFCI, "GFCI 38"),
        ("GFCI 7", GFCI, "GFCI 7"),
        ("gfci-7", GFCI, "GFCI 7"),
        ("2012-Q1", ("2012-Q1", "2012-Q2"), "2012-Q1"),
        ("6", ("06", "7"), "06"),
        ("06", (6, 7), 6),
        ("Latest", (6, 7), 7),
    ],
)
def test_an_edition_is_found_by_label_number_and_place(
    asked: Label, labels: tuple[Label, ...], label: Label
) -> None:
    assert resolve_edition(asked, labels) == label


@pytest.mark.parametrize(
    ("asked", "labels", "sentence"),
    [
        ("13", tuple(range(1, 13)), "there is no edition '13'; the data hold editions 1 to 12"),
        (0, (1, 2), "there is no edition '0'; the data hold editions 1 to 2"),
        ("x", (2, 4), "there is no edition 'x'; the data hold 2 editions, 2 and 4"),
        ("13", (6,), "there is no edition '13'; the data hold only edition 6"),
        ("previous", (6,), "there is no edition before 6; ask for that one"),
        (
            "2012",
            ("2012-Q1", "2012-Q2"),
            "'2012' may mean 2012-Q1 or 2012-Q2; write the whole label",
        ),
        ("ab", ("AB", "Ab"), "'ab' may mean AB or Ab; write the whole label"),
        ("1.2", tuple(range(1, 13)), "there is no edition '1.2'; the data hold editions 1 to 12"),
        ("-1", tuple(range(1, 13)), "there is no edition '-1'; the data hold editions 1 to 12"),
        ("①", tuple(range(1, 13)), "there is no edition '①'; the data hold editions 1 to 12"),
        (
            "8",
            GFCI,
            "there is no edition '8'; the data hold 3 editions, GFCI 7, GFCI 37 and GFCI 38",
        ),
        (
            "gfci 39",
            GFCI,
            "there is no edition 'gfci 39'; did you mean GFCI 38, GFCI 37 or GFCI 7?",
        ),
    ],
)
def test_what_is_no_edition_or_several_is_refused(
    asked: Label, labels: tuple[Label, ...], sentence: str
) -> None:
    with pytest.raises(QuestionError) as caught:
        resolve_edition(asked, labels)
    assert str(caught.value) == sentence
