from scicli.view.characters import Signs
from scicli.view.strips import bars


def test_bars_have_a_block_for_each_place_until_the_longest_is_too_long() -> None:
    signs = Signs("utf-8")
    assert bars([3, -2, 1], signs) == ["███", "██", "█"]
    assert [len(bar) for bar in bars([48, 24, 1], signs)] == [24, 12, 1]
    assert bars([], signs) == []


def test_bars_in_ascii_are_made_of_hashes() -> None:
    assert bars([2], Signs.of("ascii")) == ["##"]
