"""The program: runs a command, and explains why it failed."""

import shlex
from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches
from errno import ENOENT
from importlib import import_module
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

import scicli
from scicli.cli.commands import Command
from scicli.cli.options import small_catalog
from scicli.errors import DataError, QuestionError, ScicliError

if TYPE_CHECKING:
    from typer._click import Command as BuiltCommand
    from typer._click import Context, HelpFormatter, Parameter

_OTHER_WORDS = {
    "ranking": "rank", "ranks": "rank", "table": "rank", "list": "rank", "top": "leaders",
    "leader": "leaders", "first": "leaders", "movers": "climbers", "risers": "climbers",
    "rise": "climbers", "fall": "fallers", "losers": "fallers", "winners": "climbers",
    "history": "trend", "trends": "trend", "plot": "trend", "chart": "trend", "vs": "compare",
    "versus": "compare", "distance": "gap", "passed": "overtakes", "overtook": "overtakes",
    "categories": "breakdown", "city": "breakdown", "profile": "breakdown", "brief": "report",
    "pdf": "report", "facts": "findings", "prove": "verify", "validate": "check",
    "convert": "import", "export": "package", "version": "--version",
}  # fmt: skip
"""Commands by words that people try for them."""
_MEANT = {
    "rank": "rank --around {}", "climbers": "trend {}", "fallers": "trend {}",
    "leaders": "trend {}", "editions": "trend {}", "gap": "gap {city} --to {}",
    "overtakes": "compare {city} {}",
}  # fmt: skip
"""The command that is meant where a command is given a city too many."""
_SURE = 0.85  # how alike an option is that leaves no doubt
_PANELS = {"Questions": "questions", "Words": "words", "Data": "files"}
"""The headings of the help, and the modules with the commands below them."""


def commands(*panels: str) -> dict[str, Command]:
    """Return the commands below some or all headings of the help, by name and in its order."""
    modules = (import_module(f"scicli.cli.{_PANELS[panel]}") for panel in panels or _PANELS)
    return {run.__name__.rstrip("_"): run for module in modules for run in module.COMMANDS}


class _Command(TyperCommand):
    """A command that refuses an option given twice, and keeps the values of options as typed."""

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        if args == ["help"]:
            args = ["--help"]
        try:
            ctx.obj, others, options = self.make_parser(ctx).parse_args(args=list(args))
            for option, times in Counter(options).items():
                single = isinstance(option, TyperOption) and not (option.multiple or option.is_flag)
                if single and times > 1 and not ctx.resilient_parsing:
                    # The last value would win in silence.
                    raise QuestionError(f"{option.opts[0]} is given {times} times", "give it once")
            if others and self.name in _MEANT and not ctx.resilient_parsing:
                is_edition = others[0].isdecimal() and "city" not in ctx.obj
                form = f"{self.name} --edition {{}}" if is_edition else _MEANT[self.name]
                city = shlex.quote(str(ctx.obj.get("city")))
                meant = form.format(shlex.quote(others[0]), city=city)
                problem = f"{self.name} takes no '{others[0]}'"
                raise QuestionError(problem, f"did you mean 'scicli {meant}'?")
            given = [one.name for one in self.params if isinstance(one, TyperArgument)]
            if others and given and not ctx.resilient_parsing:
                words = [str(ctx.obj[name]) for name in given] + others
                problem = f"{self.name} takes no '{others[0]}' after '{words[-len(others) - 1]}'"
                remedy = f"put quotes around words that belong together: '{' '.join(words)}'"
                raise QuestionError(problem, remedy)
            return super().parse_args(ctx, args)
        except typer.TyperException as error:
            raise _misuse(error, ctx) from error


class _Program(TyperGroup):
    """The program, which builds a command when it is used."""

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        if args[:1] == ["help"]:
            args = [*args[1:], "--help"]
        try:
            return super().parse_args(ctx, args)
        except typer.TyperException as error:
            raise _misuse(error, ctx) from error

    def get_params(self, ctx: "Context") -> "list[Parameter]":
        params = super().get_params(ctx)
        for option in params:
            if isinstance(option, TyperOption) and option.name == "show_completion":
                # Few need it, and the help fits a screen.
                option.hidden = True
        return params

    def list_commands(self, ctx: "Context") -> list[str]:
        return list(commands())

    def get_command(self, ctx: "Context", cmd_name: str) -> "BuiltCommand | None":
        for panel in _PANELS:
            if run := commands(panel).get(cmd_name):
                return build(cmd_name, run)
        if ctx.resilient_parsing:
            return None
        remedy = did_you_mean(cmd_name, list(commands())) or "see 'scicli --help'"
        if word := _OTHER_WORDS.get(cmd_name.casefold()) or _city_command(cmd_name):
            remedy = f"did you mean 'scicli {word}'?"
        raise QuestionError(f"there is no command '{cmd_name}'", remedy)

    def format_help_text(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        with formatter.indentation():
            formatter.write_text(str(self.help))

    def format_commands(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        for panel in _PANELS:
            summaries = {
                name: str(run.__doc__).partition("\n")[0] for name, run in commands(panel).items()
            }
            with formatter.section(panel):
                formatter.write_dl(list(summaries.items()))


def build(name: str, run: Command) -> "BuiltCommand":
    """Return a command as Typer runs it."""
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    alone.command(name, cls=_Command)(run)
    return get_command(alone)


app = typer.Typer(
    name="scicli",
    cls=_Program,
    context_settings={"help_option_names": ["-h", "--help"]},
    # Plain help needs no rich, which would double the time that help takes to appear.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _show_version(wanted: bool) -> None:
    if wanted:
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


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    failure: ScicliError
    try:
        program = get_command(app)
        return program(arguments, prog_name="scicli", standalone_mode=False) or 0
    except ScicliError as error:
        failure = error
    except SystemExit as stop:
        # Typer exits like this if the reader of a pipe has gone, which is not a failure.
        if isinstance(stop.__context__, BrokenPipeError):
            return 0
        raise
    except MemoryError:
        failure = DataError("the data do not fit into memory", "read fewer editions at a time")
    except OSError as error:
        failure = _refusal(error)
    except (KeyboardInterrupt, typer.Abort):
        return 130
    from scicli.view.target import complain

    complain(failure)
    return failure.exit_code


def _refusal(error: OSError) -> ScicliError:
    """Return the error for what the system refused: a file, the folder, or standard output."""
    from scicli.files.paths import unreadable
    from scicli.view.target import unwritable

    if error.filename is not None or error.errno == ENOENT:
        return unreadable(str(error.filename or "the current folder"), error)
    return unwritable("standard output", error)


def _misuse(error: typer.TyperException, ctx: "Context") -> QuestionError:
    """Return the error for options that Typer refuses."""
    from scicli.index.names import listed

    option = getattr(error, "param", None)
    if isinstance(option, TyperOption):
        value = ctx.obj[option.name]
        least, most = (getattr(option.type, end, None) for end in ("min", "max"))
        span = f"of {least or 0} or more" if most is None else f"from {least} to {most}"
        remedy = f"write a whole number {span}"
        if choices := [str(choice) for choice in getattr(option.type, "choices", ())]:
            remedy = did_you_mean(value.casefold(), choices) or f"write {listed(choices)}"
        return QuestionError(f"{option.opts[0]} cannot be '{value}'", remedy)
    # Only the error for an unknown option has this field.
    if hasattr(error, "possibilities"):
        name = getattr(error, "option_name", "")
        problem = f"there is no option {name}"
        if ctx.parent is None and not error.possibilities:
            return QuestionError(f"{problem} before a command", f"write 'scicli COMMAND {name}'")
        if owners := [one for one, run in commands().items() if name in _options_of(one, run)]:
            verb = "has it" if len(owners) == 1 else "have it"
            return QuestionError(problem, f"{listed(owners, 'and')} {verb}")
        if error.possibilities:
            near = get_close_matches(name, error.possibilities, cutoff=_SURE) or error.possibilities
            return QuestionError(problem, f"did you mean {listed(sorted(near))}?")
    sentence = error.format_message().strip().rstrip(".")
    return QuestionError(sentence[:1].lower() + sentence[1:], f"see '{ctx.command_path} --help'")


def _city_command(text: str) -> str:
    """Return the command that shows a city of the data, or nothing if a text names none."""
    catalog = small_catalog(None)
    try:
        is_city = catalog is not None and bool(catalog.city(text))
    except QuestionError:
        return ""
    return f"breakdown {shlex.quote(text)}" if is_city else ""


def _options_of(name: str, run: Command) -> list[str]:
    return [option for one in build(name, run).params for option in one.opts]


def did_you_mean(text: str, names: Sequence[str]) -> str:
    """Return a question that offers the names most like a text, or nothing if none is like it."""
    from scicli.index.names import listed

    near = get_close_matches(text, names, n=2)
    return f"did you mean {listed(near)}?" if near else ""
