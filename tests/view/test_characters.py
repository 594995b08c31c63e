from hypothesis import given
from hypothesis import strategies as st

from scicli.view.screen import Glyphs, printable


def test_every_control_character_is_shown_as_a_picture_or_replaced() -> None:
    assert printable("\x00\x07\x1b[31m\r\n\x7f\x9b") == "␀␇␛[31m␍␊␡�"
    assert printable("a\u202eb\u2066c\u2028d") == "a�b�c�d"


def test_no_sign_that_moves_what_is_written_is_left_in_a_text() -> None:
    lines_and_controls = [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029]
    directions = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
    signs = list(map(chr, [*lines_and_controls, *directions]))
    assert [sign for sign in signs if sign in printable(f"a{sign}b")] == []


def test_text_of_every_script_is_left_as_it_is() -> None:
    text = "Zürich 부산 東京 دبي कानपुर [red]x[/] 👩‍💻"
    assert printable(text) == text


@given(st.text())
def test_nothing_that_is_printed_can_move_the_cursor(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    assert not any(ord(letter) < 0x20 or 0x7F <= ord(letter) < 0xA0 for letter in shown)


def test_a_terminal_without_unicode_gets_ascii_signs_and_loses_no_letter() -> None:
    glyphs = Glyphs.of("iso8859-1")
    assert glyphs == Glyphs(
        "iso8859-1", "+", "-", "=", ".", "?", "-", "|", "...", "#", "-", ":", "12345678"
    )
    assert glyphs.text("Zürich 부산") == "Zürich \\ubd80\\uc0b0"
    assert glyphs.text("5 → 6") == "5 -> 6"
    assert Glyphs.of("ascii").text("–") == "\\u2013"


def test_every_unicode_encoding_gets_the_signs_of_unicode() -> None:
    assert Glyphs.of("utf-8").up == "▲"
    assert Glyphs.of("UTF-16").up == "▲"
