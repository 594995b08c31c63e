import pytest
from pandas.testing import assert_frame_equal

from scaffold import Write, values
from scicli.analysis.answer import Answer, Kind
from scicli.analysis.trend import FIELDS, trend
from scicli.analysis.trend_notes import SORT_NOTES
from scicli.analysis.trend_table import Sort
from scicli.errors import QuestionError
from scicli.index.index import Index, load

EDITIONS = """edition,city,rank,rating
1,A,9,70
1,B,1,
2,A,5-8,
2,B,1,
3,A,4,80.5
3,B,,60
4,B,5+,
5,A,4,
5,B,3,
6,A,3,
6,B,2,
7,A,2,
"""


@pytest.fixture
def two(write: Write) -> Index:
    return load(write(editions=EDITIONS, releases="edition,published\n2,2021-06\n"))


def test_histories_are_sorted_by_edition_then_as_asked_with_gains_since_the_edition_before(
    two: Index,
) -> None:
    frame = trend(two, "B", "A").frame
    assert tuple(frame.columns) == FIELDS
    assert values(frame, *FIELDS) == [
        (1, None, "B", "overall", 1, 1, None, None, None),
        (1, None, "A", "overall", 9, 9, 70.0, None, None),
        (2, "2021-06", "B", "overall", 1, 1, None, 0, 0),
        (2, "2021-06", "A", "overall", 5, 8, None, 1, 4),
        (3, None, "B", "overall", None, None, 60.0, None, None),
        (3, None, "A", "overall", 4, 4, 80.5, 1, 4),
        (4, None, "B", "overall", 5, None, None, None, None),
        (5, None, "B", "overall", 3, 3, None, 2, None),
        (5, None, "A", "overall", 4, 4, None, None, None),
        (6, None, "B", "overall", 2, 2, None, 1, 1),
        (6, None, "A", "overall", 3, 3, None, 1, 1),
        (7, None, "A", "overall", 2, 2, None, 1, 1),
    ]


def test_notes_say_the_best_worst_and_first_rank_and_the_latest_longest_rise(two: Index) -> None:
    assert trend(two, "A", "B").notes == (
        "A: best 2 (edition 7), worst 9 (1), first held in 1, two rises in a row (5 to 7).",
        "B: best 1 (first in edition 1), worst 5+ (4), first held in 1, two rises in a row"
        " (4 to 6).",
    )


def test_a_note_says_that_a_city_has_no_rank_or_leaves_out_the_rise(write: Write) -> None:
    index = load(write(editions="edition,city,rank,rating\n1,A,,7\n1,B,2,\n2,B,2,\n3,B,1,\n"))
    assert trend(index, "A", "B").notes == (
        "A: no rank is held.",
        "B: best 1 (edition 3), worst 2 (1), first held in 1.",
    )


def test_a_row_for_people_has_every_edition_since_the_first_one_held(two: Index) -> None:
    [section] = trend(two, "A").sections
    headings = [column.heading for column in section.columns]
    assert headings == ["City", "1", "2", "3", "4", "5", "6", "7", "Trend"]
    assert section.title == ("A", "overall")
    assert section.frame["drawn"].tolist() == [[9.0, 6.5, 4.0, None, 4.0, 3.0, 2.0]]


def test_busan_rose_nine_times_in_a_row(shipped: Index) -> None:
    answer = trend(shipped, "부산")
    assert answer.frame["rank"].tolist() == [62, 41, 27, 22, 19, 15, 14, 13, 12, 8]
    assert answer.notes == (
        "Busan: best 8 (edition 12), worst 62 (3), first held in 3, nine rises in a row (3 to 12).",
    )
    assert [column.heading for column in answer.sections[0].columns][1] == "3"


def test_without_a_city_every_city_has_its_whole_history(shipped: Index) -> None:
    answer = trend(shipped)
    overall = shipped.figures[shipped.figures["category"] == "overall"]
    assert len(answer.frame) == len(overall)
    assert answer.frame["edition"].is_monotonic_increasing
    assert answer.sections[0].frame["line"].tolist() == sorted(set(overall["city"].astype("str")))
    assert answer.notes == ()
    assert answer.asked == ()


def test_of_many_editions_the_last_are_shown_and_a_note_says_so(write: Write) -> None:
    rows = [f"{edition},A,{21 - edition}" for edition in range(1, 21)]
    answer = trend(load(write(editions="\n".join(["edition,city,rank", *rows]))), "A")
    headings = [column.heading for column in answer.sections[0].columns]
    assert headings == ["City", *map(str, range(9, 21)), "Trend"]
    assert answer.notes == (
        "A: best 1 (edition 20), worst 20 (1), first held in 1, 19 rises in a row (1 to 20).",
        "The last 12 of 20 editions are shown.",
    )
    assert len(answer.frame) == 20
    assert (
        trend(load(write(editions="\n".join(["edition,city,rank", *rows]))), to_edition=12).notes
        == ()
    )


def test_a_category_without_figures_of_a_city_gives_an_empty_history(shipped: Index) -> None:
    answer = trend(shipped, "Seoul", category="technology")
    assert answer.frame.empty
    assert answer.notes == ("Seoul: no rank is held.",)
    assert trend(shipped, "Seoul", from_edition=11, by="category").frame["edition"].tolist() == [
        11, 12,
    ]  # fmt: skip


def test_a_wrong_question_is_refused(two: Index) -> None:
    with pytest.raises(QuestionError) as caught:
        trend(two, "A", "a")
    assert str(caught.value) == "A is asked for twice; name each city once"


PARTIAL = """edition,city,category,rank,rating,country,region
1,A,overall,5,70,XA,West
1,B,overall,1,90,XB,East
2,A,overall,=3,71.5,XA,West
2,B,overall,10-20,,XB,East
2,C,overall,=3,,XA,West
3,A,overall,4,,XA,West
3,C,overall,101+,60,XA,West
3,A,air,2,,XA,West
1,A,air,7,,XA,West
"""
DATES = "edition,published\n1,2022-05-03\n2,2022-11\n3,2023-06-01\n"


@pytest.fixture
def partial(write: Write) -> Index:
    return load(write(editions=PARTIAL, releases=DATES))


def lines(answer: Answer) -> list[object]:
    return list(answer.sections[0].frame["line"])


def test_the_table_is_narrowed_to_editions_places_and_a_part_of_the_world(partial: Index) -> None:
    answer = trend(partial, from_edition=2, region="west", top=3)
    assert values(answer.frame, "edition", "city", "rank", "gain") == [
        (2, "A", 3, 2), (2, "C", 3, None), (3, "A", 4, -1), (3, "C", 101, None),
    ]  # fmt: skip
    assert answer.sections[0].title == (
        "All cities", "overall", "West", "in the top 3 of any edition",
        "November 2022 to June 2023",
    )  # fmt: skip
    assert trend(partial, from_edition="2022").frame["edition"].min() == 1
    assert trend(partial, from_edition="2022-11", to_edition=3).frame["edition"].min() == 2


def test_from_and_to_mean_the_same_span_in_either_order(partial: Index) -> None:
    forward, backward = trend(partial, to_edition=2), trend(partial, from_edition=2, to_edition=1)
    assert_frame_equal(forward.frame, backward.frame)
    assert set(trend(partial, from_edition=3).frame["edition"]) == {3}
    with pytest.raises(QuestionError) as caught:
        trend(partial, from_edition=2, to_edition=2)
    assert str(caught.value) == "edition 2 is compared with itself; name two editions"


def test_the_note_on_a_city_says_nothing_of_editions_before_the_span(two: Index) -> None:
    assert trend(two, "A", from_edition=5).notes == (
        "A: best 2 (edition 7), worst 4 (5), two rises in a row (5 to 7).",
    )
    assert trend(two, "A", from_edition=6).notes == ("A: best 2 (edition 7), worst 3 (6).",)
    assert trend(two, "A", to_edition=2).notes == (
        "A: best 5–8 (edition 2), worst 9 (1), first held in 1.",
    )


def test_who_is_asked_for_and_left_out_is_named(partial: Index) -> None:
    answer = trend(partial, "B", "A", top=3, from_edition=2)
    assert lines(answer) == ["A"]
    assert answer.notes == (
        "B: best 10–20 (edition 2), worst 10–20 (2).",
        "A: best =3 (edition 2), worst 4 (3).",
        "Not certainly in the top 3: B.",
    )
    answer = trend(partial, "B", "C", region="west")
    assert lines(answer) == ["C"]
    assert answer.notes[2:] == ("Not known to be in West: B.",)


def test_of_all_cities_it_is_said_how_many_are_in_the_area_or_that_none_is(partial: Index) -> None:
    assert trend(partial, region="West").notes == ("2 of these 3 are in West.",)
    assert trend(partial, top=1, from_edition=2).notes == ("No city is certainly in the top 1.",)
    assert trend(partial, category="air", country="XB").notes == ("None of these 1 is in XB.",)
    assert trend(partial, category="air", from_edition=2, to_edition=3, country="XB").notes == (
        "None of these 1 is in XB.",
    )
    empty = trend(partial, category="air", region="East", from_edition=2, to_edition=1)
    assert empty.notes == ("None of these 1 is in East.",)


def test_a_span_in_which_nothing_is_held_says_so(write: Write) -> None:
    rows = "edition,city,category,rank\n1,A,overall,1\n2,A,air,1\n3,A,air,2\n"
    answer = trend(load(write(editions=rows)), from_edition=2, region=None, top=3)
    assert (len(answer.frame), answer.notes) == (0, ("No rank is held.",))
    assert trend(load(write(editions=rows)), show="rating").notes == ("No rating is held.",)
    assert trend(load(write(editions=rows)), "A", from_edition=2, show="rating").notes == (
        "A: no rank is held.",
        "No rating is held.",
    )


@pytest.mark.parametrize(
    ("sort", "cities", "keys"),
    [
        ("name", ["A", "B", "C"], None),
        ("latest", ["A", "C", "B"], None),
        ("best", ["B", "A", "C"], None),
        ("gain", ["A", "B", "C"], [1, -19, None]),
        ("spread", ["C", "B", "A"], [98, 9, 2]),
    ],
)
def test_the_order_goes_by_what_is_certain(
    partial: Index, sort: Sort, cities: list[str], keys: list[int | None] | None
) -> None:
    answer = trend(partial, sort=sort)
    assert lines(answer) == cities
    headings = [column.heading for column in answer.sections[0].columns]
    assert headings[4:] == ["Trend"] if keys is None else [sort.capitalize(), "Trend"]
    if keys is not None:
        assert values(answer.sections[0].frame, "key") == [(key,) for key in keys]
        assert SORT_NOTES[sort] in answer.notes
    assert answer.frame["city"].tolist()[:2] == [city for city in cities if city in "AB"]


def test_the_latest_edition_is_that_of_the_span_whoever_is_held_in_it(partial: Index) -> None:
    assert lines(trend(partial, sort="latest", to_edition=2)) == ["A", "C", "B"]
    assert lines(trend(partial, sort="latest", region="East")) == ["B"]
    air = trend(partial, sort="latest", category="air", to_edition=2)
    assert values(air.sections[0].frame, "line", "key") == [("A", None)]


def test_equal_cities_stand_by_name_unless_asked_for_in_an_order(partial: Index) -> None:
    assert lines(trend(partial, "C", "B", "A")) == ["C", "B", "A"]
    assert lines(trend(partial, "C", "A", sort="best")) == ["A", "C"]
    assert lines(trend(partial, "C", "B", "A", sort="spread", to_edition=1)) == ["A", "B"]


def test_the_first_rows_keep_ties(write: Write) -> None:
    editions = "edition,city,rank\n1,A,1\n1,B,2\n1,C,=3\n1,D,=3\n1,E,5\n"
    index = load(write(editions=editions))
    answer = trend(index, sort="latest", rows=3)
    assert lines(answer) == ["A", "B", "C", "D"]
    assert answer.notes[-1] == "The first 3 of 5, and 1 more that ties with the last of them."
    assert lines(trend(index, rows=2)) == ["A", "B"]
    with pytest.raises(QuestionError, match="0 rows are too few; ask for 1 or more"):
        trend(index, rows=0)
    with pytest.raises(QuestionError, match="0 places are too few; ask for 1 or more"):
        trend(index, top=0)


def test_ratings_can_stand_in_the_table_without_the_editions_that_have_none(
    partial: Index,
) -> None:
    answer = trend(partial, "A", "C", show="rating")
    [section] = answer.sections
    assert section.title == ("A and C", "overall", "ratings", "May 2022 to June 2023")
    assert [(column.heading, column.field, column.kind) for column in section.columns] == [
        ("City", "line", Kind.CITY), ("1", "1_rating", Kind.NUMBER), ("2", "2_rating", Kind.NUMBER),
        ("3", "3_rating", Kind.NUMBER), ("Trend", "drawn", Kind.CURVE),
    ]  # fmt: skip
    assert values(section.frame, "line", "1_rating", "2_rating", "3_rating") == [
        ("A", 70, 71.5, None), ("C", None, None, 60),
    ]  # fmt: skip
    assert section.frame["drawn"].tolist() == [[70, 71.5, None], [None, None, 60]]
    assert answer.notes == (
        "Ranks of A: best =3 (edition 2), worst 5 (1), first held in 1.",
        "Ranks of C: best =3 (edition 2), worst 101+ (3), first held in 2.",
    )
    assert_frame_equal(answer.frame, trend(partial, "A", "C").frame)


def test_editions_without_a_rating_are_left_out_of_the_table_only(partial: Index) -> None:
    answer = trend(partial, "C", "B", show="rating", layout="wide")
    assert [column.heading for column in answer.sections[0].columns] == ["City", "1", "3", "Trend"]
    assert answer.notes[-1] == "Editions without a rating are left out."
    assert values(answer.frame, *answer.frame.columns) == [
        ("C", "overall", None, None, 60), ("B", "overall", 90, None, None),
    ]  # fmt: skip
    assert (answer.plot, answer.undrawn) == (
        None,
        ("a chart of trend shows ranks", "leave out --rating, or --chart"),
    )


def test_programs_can_have_a_column_for_each_edition(partial: Index) -> None:
    frame = trend(partial, layout="wide").frame
    assert values(frame, *frame.columns) == [
        ("A", "overall", 5, 3, 3, 4, 4),
        ("B", "overall", 1, 10, 20, None, None),
        ("C", "overall", None, 3, 3, 101, None),
    ]
    assert list(frame.columns) == ["city", "category", "1", "2", "2_max", "3", "3_max"]
    frame = trend(partial, "A", layout="wide", show="rating").frame
    assert values(frame, "1", "2", "3") == [(70, 71.5, None)]


def test_an_edition_called_like_a_column_is_told_apart(write: Write) -> None:
    rows = "city,A,1\nx_max,A,2\nx,A,2-3\n"
    index = load(write(editions=f"edition,city,rank\n{rows}"))
    assert list(trend(index, layout="wide").frame.columns) == [
        "city", "category", "edition:city", "x_max", "x", "edition:x_max",
    ]  # fmt: skip


def test_of_nobody_a_wide_frame_has_every_edition(partial: Index) -> None:
    frame = trend(partial, top=1, category="air", layout="wide").frame
    assert (list(frame), len(frame)) == (["city", "category", "1", "2", "3"], 0)


def test_the_categories_of_one_city_stand_side_by_side(partial: Index) -> None:
    answer = trend(partial, "A", by="category")
    assert lines(answer) == ["Overall", "Air"]
    assert values(answer.frame, "edition", "category", "rank", "gain") == [
        (1, "overall", 5, None), (1, "air", 7, None), (2, "overall", 3, 2),
        (3, "overall", 4, -1), (3, "air", 2, None),
    ]  # fmt: skip
    assert answer.sections[0].title == ("A", "by category", "May 2022 to June 2023")
    assert answer.plot is not None
    assert values(answer.plot.frame, "city", "place", "rank") == [
        ("Overall", 0, 5), ("Air", 0, 7), ("Overall", 1, 3), ("Overall", 2, 4), ("Air", 2, 2),
    ]  # fmt: skip
    assert lines(trend(partial, "A", by="category", sort="best", top=2)) == ["Air"]
    assert lines(trend(partial, "A", by="category", sort="latest")) == ["Air", "Overall"]


def test_categories_that_differ_in_case_stay_two(write: Write) -> None:
    rows = "1,Air,A,1\n1,air,A,2\n2,air,A,3\n"
    answer = trend(load(write(editions=f"edition,category,city,rank\n{rows}")), "A", by="category")
    assert values(answer.sections[0].frame, "line", "1_rank", "2_rank") == [
        ("Air", 1, None), ("air", 2, 3),
    ]  # fmt: skip


@pytest.mark.parametrize("names", [[], ["A", "B"]])
def test_the_categories_of_several_cities_are_refused(partial: Index, names: list[str]) -> None:
    with pytest.raises(
        QuestionError, match="the categories of one city are shown at a time; name one city"
    ):
        trend(partial, *names, by="category")
    with pytest.raises(QuestionError, match="every category is shown; leave out --category"):
        trend(partial, "A", by="category", category="air")
