import pytest

from scaffold import Write, values
from scicli.analysis.trend import FIELDS, trend
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
        "B: best 1 (edition 1), worst 5+ (4), first held in 1, two rises in a row (4 to 6).",
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
    assert section.frame["ranks"].tolist() == [[9.0, 6.5, 4.0, None, 4.0, 3.0, 2.0]]


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
    assert answer.sections[0].frame["city"].tolist() == sorted(set(overall["city"].astype("str")))
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


def test_a_category_without_figures_of_a_city_gives_an_empty_history(shipped: Index) -> None:
    answer = trend(shipped, "Seoul", category="technology")
    assert answer.frame.empty
    assert answer.notes == ("Seoul: no rank is held.",)


def test_a_wrong_question_is_refused(two: Index) -> None:
    with pytest.raises(QuestionError) as caught:
        trend(two, "A", "a")
    assert str(caught.value) == "A is asked for twice; name each city once"
