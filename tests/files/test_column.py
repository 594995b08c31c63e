import numpy as np

from scicli.files.column import Column, joined, without_unused


def of_array(distinct: list[str], codes: list[int]) -> Column:
    return Column(distinct, np.array(codes, dtype="int32"))


def test_a_constant_column_has_one_text_unless_it_has_no_rows() -> None:
    assert Column.constant("", 3).cells() == ["", "", ""]
    assert Column.constant("", 0) == Column.of([])


def test_columns_are_joined_in_the_order_of_their_texts() -> None:
    parts = [of_array(["b", "a"], [0, 1, 1]), Column.of(["c", "a"])]
    column = joined(parts)
    assert (column.distinct, column.cells()) == (["b", "a", "c"], ["b", "a", "a", "c", "a"])
    # The parts are as they were.
    assert parts[0].cells() == ["b", "a", "a"]


def test_some_rows_have_only_their_texts() -> None:
    for column in (Column.of("abcab"), of_array(["a", "b", "c"], [0, 1, 2, 0, 1])):
        assert column.take(np.array([1, 4])) == Column.of(["b", "b"])
        assert column.take(np.array([], dtype="int64")) == Column.of([])


def test_texts_of_one_name_become_one() -> None:
    for column in (Column.of(["a", " a", "b"]), of_array(["a", " a", "b"], [0, 1, 2])):
        renamed = column.renamed(str.strip)
        assert (renamed.distinct, renamed.cells()) == (["a", "b"], ["a", "a", "b"])


def test_texts_stand_in_the_order_of_their_first_rows_and_unused_ones_nowhere() -> None:
    column = Column(*without_unused(["a", "unused", "b"], np.array([2, 2, 0, 2])))
    assert (column.distinct, column.cells()) == (["a", "b"], ["b", "b", "a", "b"])
    assert (column.first_rows(), column.in_row_order()) == ([2, 0], ["b", "a"])


def test_parts_that_have_more_texts_together_than_each_alone_are_joined() -> None:
    texts = [f"city {number}" for number in range(600)]
    parts = [of_array(texts[start : start + 200], list(range(200))) for start in (0, 200, 400)]
    assert joined(parts).cells() == texts
