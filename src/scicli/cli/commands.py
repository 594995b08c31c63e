"""The commands of the application, each of which is imported and built when it is asked for."""

from collections import Counter
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

import typer
from typer.core import TyperCommand, TyperOption
from typer.main import get_command

from scicli.errors import QuestionError

if TYPE_CHECKING:
    from typer._click import Command, Context

QUESTIONS = "Questions"
WORDS = "Words"
DATA = "Data"
PANELS = (QUESTIONS, WORDS, DATA)
"""The groups in which the help lists them."""
# The group of each command and the module that it lives in, in the order of the help.
_HOMES = {
    "rank": (QUESTIONS, "questions"),
    "climbers": (QUESTIONS, "questions"),
    "fallers": (QUESTIONS, "questions"),
    "breakdown": (QUESTIONS, "questions"),
    "compare": (QUESTIONS, "questions"),
    "trend": (QUESTIONS, "questions"),
    "overtakes": (QUESTIONS, "questions"),
    "findings": (WORDS, "words"),
    "verify": (WORDS, "words"),
    "report": (WORDS, "words"),
    "editions": (DATA, "questions"),
    "cities": (DATA, "questions"),
    "sources": (DATA, "questions"),
    "check": (DATA, "files"),
    "import": (DATA, "files"),
}
NAMES = tuple(_HOMES)
"""The names of all commands, in that order."""
# Python has a meaning of its own for this one.
_FUNCTIONS = {"import": "import_"}


class _Once(TyperCommand):
    """A command that refuses an option which is given twice and takes one value.

    Of two values the last would win, and nobody would be told.
    """

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        _, _, given = self.make_parser(ctx).parse_args(args=list(args))
        for option, times in Counter(given).items():
            single = isinstance(option, TyperOption) and not (option.multiple or option.is_flag)
            if single and times > 1 and not ctx.resilient_parsing:
                raise QuestionError(f"{option.opts[0]} is given {times} times", "give it once")
        return super().parse_args(ctx, args)


class Commands(Mapping[str, "Command"]):
    """The commands by their names."""

    def __init__(self) -> None:
        self._built: dict[str, Command] = {}

    def __getitem__(self, name: str) -> "Command":
        """Return a command, for which nothing of the others is imported."""
        if name not in self._built:
            panel, home = _HOMES[name]
            function = _FUNCTIONS.get(name, name)
            alone = typer.Typer(add_completion=False, rich_markup_mode=None)
            alone.command(name, cls=_Once, rich_help_panel=panel)(
                getattr(import_module(f"scicli.cli.{home}"), function)
            )
            self._built[name] = get_command(alone)
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        return iter(_HOMES)

    def __len__(self) -> int:
        """Return how many they are."""
        return len(_HOMES)
