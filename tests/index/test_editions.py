from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scicli.errors import QuestionError
from scicli.index.editions import Label, Order, Rule, ordered, resolve_edition
from scicli.index.times import iso


@pytest.mark.parametrize(
    ("texts", "labels"),
    [
        (["10", "9", "1"], (1, 9, 10)),
        (["10", "9", "GFCI 1"], ("10", "9", "GFCI 1")),
        (["Spain", "Bahrain", "Spain"], ("Spain", "Bahrain")),
        (["Edition 10", "Edition 9"], ("Edition 9", "Edition 10")),
        (["2.10", "2.9"], ("2.10", "2.9")),
        (["06", "6"], ("06", "6")),
        (["GFCI 38", "GFCI 7", "gfci 8"], ("GFCI 7", "gfci 8", "GFCI 38")),
        (["2012-Q4", "2012-Q1", "2011-Q3"], ("2011-Q3", "2012-Q1", "2012-Q4")),
        (["2024-12-30", "2024-12-9"], ("2024-12-9", "2024-12-30")),
        (["2011-12", "2010-11"], ("2010-11", "2011-12")),
        (["9" * 5000, "1" * 5000], ("1" * 5000, "9" * 5000)),
        (["6", "6"], (6,)),
    ],
)
def test_labels_stand_in_natural_order_or_that_of_their_rows(
    texts: list[str], labels: tuple[Label, ...]
) -> None:
    assert ordered(texts, {}).labels == labels


def test_dates_of_publication_decide_where_every_edition_has_one() -> None:
    dates = {"spring": "2022-05", "autumn": "2022-11-22", "winter": "2023-01"}
    order = ordered(["winter", "autumn", "spring"], dates)
    assert (order.labels, order.rule) == (("spring", "autumn", "winter"), Rule.PUBLISHED)
    assert [iso(day) for day in order.days] == ["2022-05-01", "2022-11-22", "2023-01-01"]
    order = ordered(["winter", "autumn", "summer"], dates)
    assert order == Order(("winter", "autumn", "summer"), Rule.ROWS)


def test_editions_of_one_day_stand_in_natural_order() -> None:
    dates = {"b9": "2022-05", "b10": "2022-05"}
    assert ordered(["b10", "b9"], dates).labels == ("b9", "b10")


TIMES = [
    ["98/99", "99/00", "00/01"],
    ["2021-22", "2022-23", "2023-24"],
    ["2021/2022", "2022/2023"],
    ["2010-11", "2010-12", "2011-01"],
    ["1998", "1999", "2022"],
    ["30.12.2023", "2.1.2024", "1.2.2024"],
    ["12/30/2023", "1/27/2024", "2/3/2024"],
    ["30/12/2023", "27/1/2024", "2/3/2024"],
    ["2023-9-2", "2023-12-1"],
    ["20231230", "20240105"],
    ["17 Mar 2023", "5 May 2023", "1st June 2023"],
    ["March 17, 2023", "May 5, 2023"],
    ["Aug 2021", "January 2024", "Dec. 2024"],
    ["Dez 2023", "März 2024", "Mai 2024"],
    ["décembre 2023", "janv. 2024", "août 2024"],
    ["декабрь 2023", "январь 2024"],
    ["2023년 12월", "2024년 1월"],
    ["2023年12月", "2024年1月"],
    ["12/2023", "1/2024"],
    ["2023-12", "2024-01"],
    ["Jan-24", "Feb-24"],
    ["4Q20", "Q3 2023", "2023Q4", "2024-Q1"],
    ["H2 2023", "2024H1"],
    ["W52 2023", "2024-W01", "Week 2, 2024"],
]


@pytest.mark.parametrize("labels", TIMES, ids=" ".join)
@given(chance=st.randoms())
def test_labels_that_are_times_stand_in_the_order_of_time(
    labels: list[str], chance: Random
) -> None:
    shuffled = list(labels)
    chance.shuffle(shuffled)
    order = ordered(shuffled, {})
    assert (list(map(str, order.labels)), order.rule) == (labels, Rule.TIME)


@pytest.mark.parametrize(
    "labels",
    [
        ["2/3/2024", "1/4/2024"],
        ["2023", "Q1 2024"],
        ["13/13/2024"],
        ["2023-W60"],
        ["2023-02-31"],
    ],
)
def test_what_is_no_time_in_one_form_keeps_the_order_of_its_rows(labels: list[str]) -> None:
    assert ordered(["x", *labels], {}).labels == ("x", *labels)
    assert ordered(labels, {}).labels == tuple(labels)


@pytest.mark.parametrize(
    ("labels", "steps"),
    [
        (["SCI 5", "SCI 6", "SCI 8"], (("SCI 6", "SCI 8", 0),)),
        (["6", "8"], ((6, 8, 0),)),
        (["8", "7", "6"], ()),
        (["Report 2019", "Report 2021"], ()),
        (["Spain", "Bahrain"], ()),
    ],
)
def test_a_step_between_numbered_editions_is_long_if_it_leaves_one_out(
    labels: list[str], steps: tuple[tuple[Label, Label, int], ...]
) -> None:
    order = ordered(labels, {})
    assert order.long_steps(order.labels[0], order.labels[-1]) == steps
    assert order.long_steps(order.labels[0], order.labels[0]) == ()


def test_a_step_is_long_if_it_is_more_than_twice_the_usual_one() -> None:
    order = ordered(["1998", "1999", "2022"], {})
    assert order.long_steps(1998, 2022) == ((1999, 2022, 8401),)
    assert order.long_steps(2022, 1999) == ((1999, 2022, 8401),)
    assert order.long_steps(1998, 1999) == ()
    assert ordered(["1998", "2000", "2004", "2006"], {}).long_steps(1998, 2006) == ()


@given(st.lists(st.text(min_size=1), min_size=1), st.randoms())
def test_the_order_does_not_depend_on_the_order_of_the_rows(
    texts: list[str], chance: Random
) -> None:
    shuffled = list(texts)
    chance.shuffle(shuffled)
    order, other = ordered(shuffled, {}), ordered(texts, {})
    assert order.rule == other.rule
    assert order == other or order.rule is Rule.ROWS


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
            "'2012' may mean 2012-Q1 or 2012-Q2; say 2012-Q1 or 2012-Q2",
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


@pytest.mark.parametrize(
    ("asked", "edition"),
    [
        ("2022-11", 6), ("2022-11-22", 6), ("2022-05", 5), ("Nov 2022", 6), ("November 2022", 6),
        ("22 November 2022", 6), ("2023", 7), ("May 2022", 5),
    ],
)  # fmt: skip
def test_a_date_means_the_one_edition_published_then(asked: str, edition: int) -> None:
    dates = {"5": "2022-05", "6": "2022-11-22", "7": "2023-05-25"}
    assert resolve_edition(asked, (5, 6, 7), dates) == edition


def test_a_span_begins_with_the_first_and_ends_with_the_last_edition_of_a_year() -> None:
    dates = {"5": "2022-05", "6": "2022-11-22", "7": "2023-05-25"}
    assert [resolve_edition("2022", (5, 6, 7), dates, span=span) for span in (1, -1)] == [5, 6]
    quarters = ("2012-Q1", "2012-Q2", "2013-Q1")
    assert resolve_edition("2012", quarters, span=-1) == "2012-Q2"
    with pytest.raises(QuestionError) as caught:
        resolve_edition("2022", (5, 6, 7), dates)
    assert str(caught.value) == "'2022' may mean 5 (2022-05) or 6 (2022-11-22); say 5 or 6"


def test_a_label_comes_before_a_date() -> None:
    assert resolve_edition("2022", (2021, 2022), {"2021": "2022-01", "2022": "2023-01"}) == 2022
    labels = ("2023-12-30", "2024-12-30")
    assert resolve_edition("2023-12", labels) == "2023-12-30"
