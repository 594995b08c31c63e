"""Runs the tool, as it is typed, in a folder with the examples of the documents."""

import os
import shlex
import sys
import tempfile
from code import InteractiveInterpreter
from contextlib import ExitStack, chdir, redirect_stderr, redirect_stdout
from functools import cache, partial
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from shutil import copytree
from typing import NoReturn
from unittest.mock import patch

import pytest
import typst

from scicli.cli.app import main

EXAMPLES = Path(__file__).parent / "examples"
_SIZE = os.terminal_size((80, 24))
_fonts = partial(typst.Fonts, include_system_fonts=False)


def console(command: str, folder: str = "", *, code: bool = False, **where: str) -> None:
    """Show a command, what it prints in a folder of the examples, and perhaps its exit code.

    `where` says what the tool lacks, and the encoding of its terminal; see `_run`.
    """
    text, number = _run(command, folder, **where)
    print_block("console", f"$ scicli {command}\n{text}" + f"$ echo $?\n{number}" * code)


def example(name: str, language: str = "csv") -> None:
    """Show an example file, or a file that a command has written beside the examples."""
    print_block(language, Path(folder_of_examples().name, name).read_text(encoding="utf-8"))


def session(*statements: str) -> None:
    """Show statements as they are typed into Python, and what each of them prints."""
    shown = ""
    for statement in statements:
        with chdir(folder_of_examples().name), redirect_stdout(StringIO()) as printed_by:
            _python().runsource(statement)
        shown += f">>> {statement}\n{printed_by.getvalue()}"
    print_block("pycon", shown)


def printed(command: str, folder: str = "") -> str:
    """Return what the tool prints, errors first, in a folder of the examples."""
    return _run(command, folder)[0]


@cache
def _run(
    command: str, folder: str = "", without: str = "", encoding: str = "utf-8"
) -> tuple[str, int]:
    """Return what the tool prints, errors first, and its exit code; `< FILE` is its input.

    It runs `without` some package, on a terminal with an encoding, and with no font of the machine.
    """
    line, _, typed = command.partition(" < ")
    silent = {"COLUMNS", "NO_COLOR", "FORCE_COLOR", "SCICLI_DATA"}
    kept = {name: value for name, value in os.environ.items() if name not in silent}
    out, err = (TextIOWrapper(BytesIO(), encoding=encoding) for _ in range(2))
    with ExitStack() as stack:
        stack.enter_context(chdir(Path(folder_of_examples().name, folder)))
        stack.enter_context(patch.dict(os.environ, kept, clear=True))
        if without:
            # `patch.dict` would drop all modules that are imported meanwhile.
            stack.enter_context(pytest.MonkeyPatch.context()).setitem(sys.modules, without, None)
        stack.enter_context(patch("typst.Fonts", _fonts))
        # Help would take the width of the terminal in which the documents are made.
        stack.enter_context(patch("shutil.get_terminal_size", return_value=_SIZE))
        stack.enter_context(redirect_stdout(out))
        stack.enter_context(redirect_stderr(err))
        if typed:
            stack.enter_context(patch("sys.stdin", stack.enter_context(Path(typed).open())))
        code = main(shlex.split(line))
    texts = [stream.detach().getvalue().decode(encoding) for stream in (err, out)]
    return "".join(texts), code


class _Python(InteractiveInterpreter):
    """Runs statements as they are typed, but no document shows one that fails."""

    def showtraceback(self) -> NoReturn:
        """Let the error go on."""
        raise


@cache
def _python() -> _Python:
    """Return a Python in which later statements find what earlier ones named."""
    return _Python()


@cache
def folder_of_examples() -> tempfile.TemporaryDirectory[str]:
    """Return a folder with the examples, to which later commands find what earlier ones wrote."""
    folder = tempfile.TemporaryDirectory()
    copytree(EXAMPLES, folder.name, dirs_exist_ok=True)
    return folder


def print_block(kind: str, text: str) -> None:
    """Show a text as a block of code."""
    print(f"```{kind}\n{text.rstrip()}\n```")
