"""The application: its name, and a help that lists the commands in groups."""

from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

import scicli

if TYPE_CHECKING:
    from typer._click import Context, HelpFormatter

QUESTIONS = "Questions"
WORDS = "Words"
DATA = "Data"
_GROUPS = (QUESTIONS, WORDS, DATA)


class _Grouped(TyperGroup):
    """Lists its commands under the groups that Typer itself only draws in boxes."""

    def format_commands(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        for group in _GROUPS:
            with formatter.section(group):
                formatter.write_dl(
                    [
                        (name, command.get_short_help_str(formatter.width))
                        for name, command in self.commands.items()
                        if getattr(command, "rich_help_panel", None) == group
                    ]
                )


app = typer.Typer(
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


@app.callback(invoke_without_command=True)
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
