import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from scaffold import values
from scicli.analysis.scope import movement
from scicli.index.rank import with_gain

COLUMNS = ["previous_rank", "previous_rank_max", "rank", "rank_max"]


def moved(*rows: tuple[int | None, ...]) -> pd.DataFrame:
    table = with_gain(
        pd.DataFrame(rows, columns=COLUMNS, dtype="Int64"), before="previous_rank", now="rank"
    )
    return table.assign(movement=movement(table))


def test_places_gained_are_the_least_and_the_most_that_two_intervals_allow() -> None:
    table = moved(
        (28, 28, 17, 17),
        (6, 6, 16, 16),
        (24, 24, 24, 24),
        (201, 250, 151, 200),
        (151, 200, 201, 250),
        (201, 250, 201, 250),
        (801, None, 601, 800),
        (601, 800, 801, None),
        (801, None, 801, None),
        (5, 5, 3, 5),
        (None, None, 3, 3),
        (3, 3, None, None),
    )
    assert values(table, "gain", "gain_max", "movement") == [
        (11, 11, "up"),
        (-10, -10, "down"),
        (0, 0, "level"),
        (1, 99, "up"),
        (-99, -1, "down"),
        (-49, 49, None),
        (1, None, "up"),
        (None, -1, "down"),
        (None, None, None),
        (0, 2, None),
        (None, None, None),
        (None, None, None),
    ]
    assert table["gain_mark"].tolist() == [""] * 5 + ["undecided"] + [""] * 2 + [
        "undecided"
    ] * 2 + [
        "",
        "",
    ]


INTERVAL = st.tuples(st.integers(1, 50), st.integers(0, 20)).map(lambda i: (i[0], i[0] + i[1]))


@given(INTERVAL, INTERVAL)
def test_the_gain_one_way_is_minus_the_gain_the_other_way(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    there, back = moved((*one, *other)), moved((*other, *one))
    assert back["gain"].tolist() == (-there["gain_max"]).tolist()
    assert back["gain_max"].tolist() == (-there["gain"]).tolist()


@given(INTERVAL, INTERVAL)
def test_no_two_places_of_the_intervals_lie_further_apart(
    before: tuple[int, int], now: tuple[int, int]
) -> None:
    gains = [
        old - new for old in range(before[0], before[1] + 1) for new in range(now[0], now[1] + 1)
    ]
    assert values(moved((*before, *now)), "gain", "gain_max") == [(min(gains), max(gains))]


def test_with_gain_does_not_change_its_table() -> None:
    table = pd.DataFrame([(5, 5, 3, 3)], columns=COLUMNS, dtype="Int64")
    with_gain(table, before="previous_rank", now="rank")
    assert list(table.columns) == COLUMNS
