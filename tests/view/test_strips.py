import pandas as pd

from scicli.view.screen import UNICODE, Glyphs, bars, place_lines, place_scale, sparklines


def test_bars_have_a_block_for_each_place_until_the_longest_is_too_long() -> None:
    glyphs = Glyphs("utf-8")
    assert bars([3, -2, 1], glyphs) == ["━━━", "━━", "━"]
    assert [len(bar) for bar in bars([48, 24, 1], glyphs)] == [24, 12, 1]
    assert bars([], glyphs) == []


def test_bars_in_ascii_are_made_of_hashes() -> None:
    assert bars([2], Glyphs.of("ascii")) == ["##"]


def placed(*rows: tuple[int | None, int | None, int | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["rank", "rank_max", "overall_rank"], dtype="Int64")
    return frame.assign(overall_rank_max=frame["overall_rank"])


def test_places_stand_on_a_line_beside_the_overall_rank() -> None:
    frame = placed(
        (1, 1, 10), (20, 20, 10), (10, 10, 10), (5, 8, 10), (15, None, None), (None, None, 20)
    )
    assert place_scale(frame, "rank") == "1           20"
    assert place_lines(frame, "rank", Glyphs("utf-8")) == [
        "●     ┊",
        "      ┊      ●",
        "      ●",
        "   ●──┊",
        "          ●───",
        "             ┊",
    ]
    assert place_lines(frame, "rank", Glyphs.of("ascii"))[3] == "   =--:"


def test_a_line_has_at_least_ten_places() -> None:
    assert place_scale(placed((1, 1, 2)), "rank") == "1           10"
    assert place_scale(placed((None, None, None)), "rank") == "1           10"


def places(*rows: list[float | None], glyphs: Glyphs = UNICODE) -> list[str]:
    return sparklines(rows, glyphs, highest="least")


def test_in_a_sparkline_up_is_better_and_a_gap_is_a_gap() -> None:
    assert places([62, None, 35, 8, None]) == ["▁ ▅█"]
    assert places([3, 3]) == ["▅▅"]
    assert places([None, 5]) == [" ▅"]
    assert places([None, None]) == [""]
    assert places([9, 5, 1], glyphs=Glyphs.of("ascii")) == ["158"]
    assert places() == []


def test_in_a_sparkline_of_ratings_up_is_more() -> None:
    assert sparklines([[-62, None, 35, 0]], UNICODE, highest="most") == ["▁ █▅"]


def test_the_sparklines_of_one_table_share_one_scale() -> None:
    assert places([3, 1], [62, 8], [None]) == ["██", "▁▇", ""]
    assert sparklines([[3, 1], [62, 8]], UNICODE, highest="most") == ["▁▁", "█▂"]
