import numpy as np
import pytest

from scicli.files.texts import Growing, Pieces, Texts, in_step, joined


def of_arrays(distinct: list[str], *pieces: list[int]) -> Texts:
    return Texts(distinct, Pieces(np.array(piece, dtype="uint8") for piece in pieces))


def test_a_long_column_of_one_text_takes_no_room() -> None:
    column = Texts.repeated("", 200_000)
    assert (column.distinct, len(column.array()), column.array().strides) == ([""], 200_000, (0,))
    assert Texts.repeated("", 2) == Texts([""], [0, 0])


def test_columns_are_joined_in_the_order_of_their_texts() -> None:
    parts = [of_arrays(["b", "a"], [0, 1], [1]), Texts.of(["c", "a"])]
    column = joined(parts)
    assert (column.distinct, column.cells()) == (["b", "a", "c"], ["b", "a", "a", "c", "a"])
    # The parts are as they were.
    assert parts[0].cells() == ["b", "a", "a"]


def test_a_growing_column_uses_up_its_parts() -> None:
    growing = Growing()
    for part in (of_arrays(["b", "a"], [0, 1]), of_arrays(["a", "b"], [0, 1]), Texts.of(["c"])):
        growing.add(part)
    column = growing.texts()
    assert (column.distinct, column.cells()) == (["b", "a", "c"], ["b", "a", "a", "b", "c"])
    assert Growing().texts().cells() == []


@pytest.mark.parametrize(
    "column", [Texts.of("abcab"), of_arrays(["a", "b", "c"], [0, 1], [2, 0, 1])]
)
def test_some_rows_have_only_their_texts(column: Texts) -> None:
    taken = column.taken(np.array([1, 4]))
    assert (taken.distinct, taken.cells()) == (["b"], ["b", "b"])
    none = column.taken(np.array([], dtype="int64"))
    assert (none.distinct, none.cells()) == ([], [])


def test_texts_of_one_name_become_one() -> None:
    column = of_arrays(["a", " a", "b"], [0, 1], [2]).renamed(str.strip)
    assert (column.distinct, column.cells()) == (["a", "b"], ["a", "a", "b"])


def test_columns_go_in_step_wherever_their_pieces_end() -> None:
    one, two = of_arrays(["a", "b"], [0], [1, 0]), of_arrays(["x", "y"], [0, 1], [1])
    steps = [(some, [codes.tolist() for codes in both]) for some, both in in_step([one, two])]
    assert steps == [
        (slice(0, 1), [[0], [0]]),
        (slice(1, 2), [[1], [1]]),
        (slice(2, 3), [[0], [1]]),
    ]
