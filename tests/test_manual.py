"""The manual page is as the program describes itself, and roff obeys nothing but its own lines."""

import re
import subprocess

import pytest

from manual import PAGE, manual, roff
from scicli.cli.app import build, commands


def test_the_manual_is_as_the_program_describes_itself() -> None:
    assert PAGE.read_text(encoding="ascii") == manual(), "'make docs' makes it anew"


def test_the_manual_names_every_command_and_option() -> None:
    plain = PAGE.read_text(encoding="ascii").replace(r"\-", "-")
    _, *sections = re.split(r"^\.SS scicli ", plain, flags=re.MULTILINE)
    named = {
        section.split("\n", 1)[0]: {*re.findall(r"\\fB(-.*?)\\fR", section)} - {"-h", "--help"}
        for section in sections
    }
    assert named == {
        name: {
            text
            for option in build(name, run).params
            for text in (*option.opts, *option.secondary_opts)
            if text.startswith("-")
        }
        for name, run in commands().items()
    }
    assert all(f"\\fB--{name}\\fR" in plain for name in ("version", "install-completion", "help"))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (".TH x", r"\&.TH x"),
        ("'br", r"\(aqbr"),
        (r"\fB \n[.x]", r"\(rsfB \(rsn[.x]"),
        ("--dry-run", r"\-\-dry\-run"),
        ('"~^`', r"\(dq\(ti\(ha\(ga"),
        ("부산…", r"\[uBD80]\[uC0B0]\[u2026]"),
        ("the mark: . or ,", "the mark: . or ,"),
    ],
)
def test_roff_sets_a_text_as_it_is(text: str, line: str) -> None:
    assert roff(text) == line


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["man", "--warnings", "-l"], marks=pytest.mark.needs("man")),
        pytest.param(["mandoc", "-T", "lint"], marks=pytest.mark.needs("mandoc")),
    ],
    ids=["man", "mandoc"],
)
def test_nobody_finds_fault_with_the_manual(command: list[str]) -> None:
    found = subprocess.run([*command, str(PAGE)], capture_output=True, text=True, check=False)
    complaints = found.stderr if command[0] == "man" else found.stdout + found.stderr
    assert (found.returncode, complaints) == (0, "")
