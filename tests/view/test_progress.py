import io
import sys
import time

import pytest

from scicli.view import progress
from scicli.view.progress import Waiting

WIPED = "\x1b[1A\x1b[2K"


class Terminal(io.StringIO):
    """A standard error that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def terminal(
    monkeypatch: pytest.MonkeyPatch, *, patience: float = 0.05, term: str = "xterm"
) -> Terminal:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr(progress, "_PATIENCE", patience)
    return screen


def wait_for(screen: Terminal, text: str) -> None:
    """Wait until a text has come to the screen, or for ten seconds in vain."""
    until = time.monotonic() + 10
    while text not in screen.getvalue() and time.monotonic() < until:
        time.sleep(0.005)
    assert text in screen.getvalue()


def test_slow_work_is_shown_and_wiped(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)
    waiting = Waiting()
    for what in ("reading", "checking"):
        with waiting.during(what):
            wait_for(screen, what)
        assert screen.getvalue().endswith(WIPED)


def test_a_failure_wipes_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)

    def fail() -> None:
        with Waiting().during("reading"):
            wait_for(screen, "reading")
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        fail()
    assert screen.getvalue().endswith(WIPED)


def test_standard_output_and_standard_error_stay_what_they_are_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = terminal(monkeypatch)
    output = sys.stdout
    with Waiting().during("writing"):
        wait_for(screen, "writing")
        assert (sys.stdout, sys.stderr) == (output, screen)


def test_quick_work_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch, patience=3600)
    with Waiting().during("reading"):
        pass
    assert screen.getvalue() == ""


def test_a_dumb_terminal_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch, patience=0, term="dumb")
    with Waiting().during("reading"):
        time.sleep(0.05)
    assert screen.getvalue() == ""


@pytest.mark.parametrize("stream", [io.StringIO(), None])
def test_a_pipe_and_a_closed_stream_show_nothing(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO | None
) -> None:
    terminal(monkeypatch, patience=0)
    monkeypatch.setattr(sys, "stderr", stream)
    with Waiting().during("reading"):
        time.sleep(0.05)
    assert stream is None or stream.getvalue() == ""
