import io
import os

import pytest

from scicli.view.screen import Screen


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 1


class Pipe(Terminal):
    def isatty(self) -> bool:
        return False


@pytest.fixture(autouse=True)
def _terminal_of_100_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((100, 30)))


def test_a_pipe_has_no_width_and_no_style() -> None:
    assert Screen.of(Pipe()) == Screen("utf-8", None, styled=False)


def test_a_terminal_has_its_width_and_style() -> None:
    assert Screen.of(Terminal()) == Screen("utf-8", 100, styled=True)


def test_a_terminal_that_does_not_know_its_width_has_80_columns(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((0, 0)))
    assert Screen.of(Terminal()).width == 80


@pytest.mark.parametrize("stream", [Pipe(), Terminal()])
def test_columns_sets_the_width_of_both(monkeypatch: pytest.MonkeyPatch, stream: Terminal) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert Screen.of(stream).width == 60


@pytest.mark.parametrize("columns", ["", "0", "wide", "-3", "²", "9" * 5000])
def test_columns_that_is_no_number_is_ignored(
    monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert Screen.of(Pipe()).width is None


@pytest.mark.parametrize(("value", "styled"), [("1", True), ("", False), ("0", False)])
def test_force_color_styles_a_pipe(
    monkeypatch: pytest.MonkeyPatch, value: str, styled: bool
) -> None:
    monkeypatch.setenv("FORCE_COLOR", value)
    assert Screen.of(Pipe()).styled is styled
