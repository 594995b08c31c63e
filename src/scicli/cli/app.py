"""The application: its commands, each built when it is asked for, and its help."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

import scicli
from scicli.cli import files, questions, words
from scicli.cli.commands import Panel
from scicli.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from typer._click import Command as BuiltCommand
    from typer._click import Context, HelpFormatter

_PANELS = get_args(Panel)
COMMANDS = {
    one.name: one
    for panel in _PANELS
    for one in (*questions.COMMANDS, *words.COMMANDS, *files.COMMANDS)
    if one.panel == panel
}
"""All commands by their names, in the order of the help."""


class _Once(TyperCommand):
    """A command that refuses an option which is given twice and takes one value.

    Otherwise the last value would win, in silence.
    """

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        _, _, given = self.make_parser(ctx).parse_args(args=list(args))
        for option, times in Counter(given).items():
            single = isinstance(option, TyperOption) and not (option.multiple or option.is_flag)
            if single and times > 1 and not ctx.resilient_parsing:
                raise QuestionError(f"{option.opts[0]} is given {times} times", "give it once")
        return super().parse_args(ctx, args)


class _Built(Mapping[str, "BuiltCommand"]):
    """The commands by their names, each built when it is asked for."""

    def __init__(self) -> None:
        self._built: dict[str, BuiltCommand] = {}

    def __getitem__(self, name: str) -> "BuiltCommand":
        if name not in self._built:
            command = COMMANDS[name]
            alone = typer.Typer(add_completion=False, rich_markup_mode=None)
            alone.command(name, cls=_Once, rich_help_panel=command.panel)(command.run)
            self._built[name] = get_command(alone)
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class _Grouped(TyperGroup):
    """Lists its commands under the panels that Typer itself only draws in boxes."""

    def format_commands(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        for panel in _PANELS:
            with formatter.section(panel):
                formatter.write_dl(
                    [
                        (name, self.commands[name].get_short_help_str(formatter.width))
                        for name, command in COMMANDS.items()
                        if command.panel == panel
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


def _show_version(wanted: bool) -> None:
    if wanted:
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
    """Return the application, whose commands are built when they are asked for."""
    group = cast("TyperGroup", get_command(_app))
    group.commands = cast("MutableMapping[str, BuiltCommand]", _Built())
    return group
