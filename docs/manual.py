"""The manual page: every command and option, as the program itself describes them.

`make docs` writes `scicli.1` beside this file; a test fails when it is stale.
"""

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from typer.main import get_command

import scicli
from scicli.cli.app import app, build, commands

if TYPE_CHECKING:
    from typer._click import Context

DOCS = Path(__file__).parent
PAGE = DOCS / "scicli.1"
# What roff would obey or set as another sign; a full stop is obeyed only where a line begins.
_SIGNS = str.maketrans(
    {
        "\\": r"\(rs",
        "-": r"\-",
        "'": r"\(aq",
        '"': r"\(dq",
        "`": r"\(ga",
        "^": r"\(ha",
        "~": r"\(ti",
    }
)
_RELEASED = re.compile(rf"^## {re.escape(scicli.__version__)} \D*([0-9-]+)$", re.M)
_AFTER = r"""
.SH EXIT STATUS
.TP
.B 0
The question is answered, also when the answer is empty.
.TP
.B 1
.B check
found an error,
.B verify
a contradiction, or
.B changes \-\-was
a change.
.TP
.B 2
The question is wrong: there is no such command, option, city, edition or
category.
.TP
.B 3
Data cannot be read or are not valid, an answer cannot be written, or an extra
is missing.
.TP
.B 130
The program was interrupted.
.SH ENVIRONMENT
.TP
.B SCICLI_DATA
The data to read where no
.B \-\-data
is given: files and folders, separated as in
.BR PATH .
.TP
.B COLUMNS
The width of tables, in a pipe too.
.TP
.B NO_COLOR
Tables have no colours.
.TP
.B FORCE_COLOR
Tables have colours in a pipe too.
"""


def manual() -> str:
    """Return the manual page as roff, in ASCII, with the date that the changelog gives."""
    program = get_command(app)
    context = program.make_context("scicli", [], resilient_parsing=True)
    [date] = _RELEASED.findall((DOCS.parent / "CHANGELOG.md").read_text(encoding="utf-8"))
    lines = [
        f'.TH SCICLI 1 {date} "scicli {roff(scicli.__version__)}" "User Commands"',
        ".SH NAME",
        r"scicli \- read a city ranking",
        ".SH SYNOPSIS",
        _usage(context),
        ".SH DESCRIPTION",
        *_lines(str(program.help)),
        ".SH OPTIONS",
        *_options(context),
        ".SH COMMANDS",
    ]
    for name, run in commands().items():
        lines += _command(typer.Context(build(name, run), parent=context, info_name=name))
    return "\n".join(lines) + _AFTER


def roff(text: str) -> str:
    r"""Return a text so that roff sets it as it is, and obeys nothing in it.

    >>> print(roff(".x --a 'b' …"))
    \&.x \-\-a \(aqb\(aq \[u2026]
    """
    line = re.sub(r"[^\0-\x7f]", lambda one: f"\\[u{ord(one[0]):04X}]", text.translate(_SIGNS))
    return rf"\&{line}" if line.startswith(".") else line


def _lines(text: str) -> Iterator[str]:
    # One by one, for a fold may bring a full stop to the beginning of a line.
    return map(roff, textwrap.wrap(text, 60))


def _command(context: "Context") -> Iterator[str]:
    summary, *others = str(context.command.help).split("\n\n")
    yield f".SS {roff(context.command_path)}"
    yield _usage(context)
    for paragraph in (summary, *others):
        yield ".PP"
        yield from _lines(paragraph)
    yield from _options(context)


def _usage(context: "Context") -> str:
    words = " ".join(context.command.collect_usage_pieces(context))
    return rf"\fB{roff(context.command_path)}\fR {roff(words)}"


def _options(context: "Context") -> Iterator[str]:
    """Yield each argument and option with what it says of itself, names bold and values slanted."""
    records = [one.get_help_record(context) for one in context.command.get_params(context)]
    for signature, meaning in filter(None, records):
        *names, last = signature.split(", ")
        name, _, value = last.partition(" ") if last.startswith("-") else ("", "", last)
        shown = [rf"\fB{roff(one)}\fR" for one in (*names, name) if one]
        yield ".TP"
        yield ", ".join(shown) + rf" \fI{roff(value)}\fR" * bool(value)
        yield from _lines(meaning)


if __name__ == "__main__":
    PAGE.write_text(manual(), encoding="ascii")
