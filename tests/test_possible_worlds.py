"""What the worlds themselves say of what can be seen at a glance."""

import pytest

from possible_worlds import Table, World, depth, rankings, worlds


def test_places_follow_competition_ranking() -> None:
    assert sorted(rankings(3)) == [(1, 1, 1), (1, 1, 3), (1, 2, 2), (1, 2, 3)]


@pytest.mark.parametrize(
    ("ranks", "deep"),
    [
        (["1", "2", "2", "4"], 4),
        (["1", "2", "4", "5"], 2),
        (["1", "2-3", "2-3", "4+"], 1),
        (["2", "3"], 0),
        (["1", "=2", "=2", "4"], 4),
        (["1", "=2", "4"], 1),
        (["=1"], 0),
        (["=1", "2"], 0),
        (["=1", "1-2", "3"], 3),
        (["1", "=2", "2-5", ""], 1),
    ],
)
def test_the_depth_ends_before_an_unfilled_tie(ranks: list[str], deep: int) -> None:
    assert depth(dict(zip("ABCD", ranks, strict=False)), None) == deep


@pytest.mark.parametrize(
    ("table", "ranked", "expected"),
    [
        ({"A": "1"}, 1, [({"A": 1}, ())]),
        ({"A": "1", "B": ""}, 2, [({"A": 1, "B": 2}, ())]),
        ({"A": "=1"}, 2, [({"A": 1}, (1,)), ({"A": 1, "B": 1}, ())]),
        (
            {"A": "1"},
            3,
            [({"A": 1}, (2, 2)), ({"A": 1}, (2, 3)), ({"A": 1, "B": 2}, (2,)),
             ({"A": 1, "B": 2}, (3,)), ({"A": 1, "B": 3}, (2,))],
        ),
        ({"A": "1-2", "B": "2+"}, 2, [({"A": 1, "B": 2}, ())]),
        ({"A": "2"}, 1, []),
    ],
)  # fmt: skip
def test_every_world_is_listed_once(
    table: Table, ranked: int, expected: list[tuple[dict[str, int], tuple[int, ...]]]
) -> None:
    found = list(worlds(table, ranked, "AB"))
    assert sorted(found, key=str) == sorted((World(*one) for one in expected), key=str)
