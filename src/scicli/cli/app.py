"""The application: its name, and a help that lists the commands in groups."""

from typing import TYPE_CHECKING, Annotated, cast

import typer
from typer.core import TyperGroup
from typer.main import get_command

import scicli
from scicli.cli.commands import PANELS, Commands

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
