"""The application: its commands, each built when it is asked for, and its help."""

from collections import Counter
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, cast

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

import scicli
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


if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from typer._click import Command, Context, HelpFormatter


class _Grouped(TyperGroup):
    """Lists its commands under the groups that Typer itself only draws in boxes."""

    def format_commands(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        for group in PANELS:
            with formatter.section(group):
                formatter.write_dl(
                    [
                        (name, command.get_short_help_str(formatter.width))
                        for name, command in self.commands.items()
                        if getattr(command, "rich_help_panel", None) == group
                    ]
                )


_app = typer.Typer(
    name="scicli",
    cls=_Grouped,
    context_settings={"help_option_names": ["-h", "--help"]},
    # Plain help needs no rich, which would double the time that help takes to appear.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"scicli {scicli.__version__}")
        raise typer.Exit


@_app.callback(invoke_without_command=True)
def scicli_itself(
    ctx: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Read a city ranking, and say no more than its figures allow."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


def application() -> TyperGroup:
    """Return the application, of which a command is built when it is asked for."""
    group = cast("TyperGroup", get_command(_app))
    group.commands = cast("MutableMapping[str, Command]", Commands())
    return group
