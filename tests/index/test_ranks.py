import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scicli.index.rank import (
    NO_END,
    UNKNOWN,
    Mark,
    Rank,
    ahead,
    column,
    each,
    gain,
    may_be_ahead,
    overtook,
    parse_rank,
)
from scicli.index.rating import GrammarError, parse_rating


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("7", Rank(7, 7)),
        ("=7", Rank(7, 7, Mark.TIED)),
        ("7=", Rank(7, 7, Mark.TIED)),
        ("201-250", Rank(201, 250)),
        ("201–250", Rank(201, 250)),
        ("201—250", Rank(201, 250)),
        ("7-7", Rank(7, 7)),
        ("801+", Rank(801, NO_END, Mark.OPEN)),
        (">15", Rank(16, NO_END, Mark.OPEN)),
        ("999999999", Rank(999_999_999, 999_999_999)),
        ("", UNKNOWN),
        ("-", UNKNOWN),
        ("n/a", UNKNOWN),
        ("N/A", UNKNOWN),
    ],
)
def test_a_rank_is_an_interval_of_places(text: str, rank: Rank) -> None:
    assert parse_rank(text) == rank


@pytest.mark.parametrize(
    "text",
    ["0", "-7", "07", "7.0", "7th", "1,234", "=7=", "201 - 250", "250+ ", ">", "+", "=", "NA",
     "n/A", "nan", "1000000000000000000", "٧", "½", "7-", "-7-9", "1-2-3", "0-5", ">0", "7\n"],
)  # fmt: skip
def test_any_other_text_is_no_rank(text: str) -> None:
    with pytest.raises(GrammarError) as caught:
        parse_rank(text)
    assert str(caught.value) == "is no rank; write 7, =7, 201-250, 801+, >15 or nothing"


def test_a_band_runs_from_the_better_place() -> None:
    with pytest.raises(GrammarError) as caught:
        parse_rank("250-201")
    assert str(caught.value) == "ends before it begins; write the better place first"


@pytest.mark.parametrize(
    ("text", "rating"),
    [("733", 733.0), ("8.5", 8.5), ("-4.17", -4.17), ("+2.3", 2.3), ("0", 0.0), ("", None),
     ("-", None), ("n/a", None), ("N/A", None)],
)  # fmt: skip
def test_a_rating_is_a_decimal_with_a_point(text: str, rating: float | None) -> None:
    assert parse_rating(text) == rating


@pytest.mark.parametrize(
    "text", ["8,5", "1 234", "1e3", "inf", "nan", "NA", ".5", "5.", "٣", "7\n"]
)
def test_any_other_text_is_no_rating(text: str) -> None:
    with pytest.raises(GrammarError) as caught:
        parse_rating(text)
    assert str(caught.value) == "is no rating; write a number such as 733 or 8.5, or nothing"


@pytest.mark.parametrize("text", ["1234567890123456", "0.1234567890123456", "9" * 400])
def test_a_rating_with_more_digits_than_a_float_keeps_is_refused(text: str) -> None:
    with pytest.raises(GrammarError) as caught:
        parse_rating(text)
    assert str(caught.value) == "has more digits than are kept; round it to 15"


def test_a_rating_of_fifteen_digits_is_kept_and_there_is_one_zero() -> None:
    assert parse_rating("0.00123456789012345") == 0.00123456789012345
    assert str(parse_rating("-0")) == "0.0"


PLACES = st.integers(min_value=1, max_value=999_999_999)


@given(PLACES, PLACES, st.sampled_from(Mark))
def test_a_rank_that_is_written_reads_as_itself(one: int, other: int, mark: Mark) -> None:
    best, worst = sorted((one, other))
    rank = {
        Mark.PLAIN: Rank(best, worst),
        Mark.TIED: Rank(best, best, Mark.TIED),
        Mark.OPEN: Rank(best, NO_END, Mark.OPEN),
    }[mark]
    assert parse_rank(rank.text()) == rank


def test_an_open_end_is_shown_as_open_where_the_number_of_cities_closes_it() -> None:
    assert Rank(801, 1000, Mark.OPEN).text() == "801+"


RANKS = st.one_of(
    st.just(UNKNOWN),
    PLACES.map(lambda place: Rank(place, NO_END, Mark.OPEN)),
    st.tuples(PLACES, PLACES).map(lambda ends: Rank(min(ends), max(ends))),
)


@given(st.lists(st.tuples(RANKS, RANKS, RANKS, RANKS), min_size=1))
def test_ranks_compare_alike_one_by_one_and_as_columns(
    rows: list[tuple[Rank, Rank, Rank, Rank]],
) -> None:
    frame = pd.DataFrame(
        {
            f"{name}{field}": pd.array(
                [
                    None if not rank.held or value == NO_END else value
                    for rank in ranks
                    for value in [getattr(rank, attribute)]
                ],
                dtype="str" if attribute == "mark" else "Int64",
            )
            for name, ranks in zip("abcd", zip(*rows, strict=True), strict=True)
            for field, attribute in (("", "best"), ("_max", "worst"), ("_mark", "mark"))
        }
    )
    columns = [column(frame, name) for name in "abcd"]
    assert list(zip(*(each(frame, name) for name in "abcd"), strict=True)) == rows
    assert ahead(*columns[:2]).tolist() == [ahead(*row[:2]) for row in rows]
    assert may_be_ahead(*columns[:2]).tolist() == [may_be_ahead(*row[:2]) for row in rows]
    assert overtook(*columns).tolist() == [overtook(*row) for row in rows]
    gained = gain(*columns[:2])
    assert list(zip(*map(list, gained), strict=True)) == [gain(*row[:2]) for row in rows]
    for name in ("up", "down", "level"):
        assert getattr(gained, name).tolist() == [getattr(gain(*row[:2]), name) for row in rows]
