"""The program: its commands, its help, and every failure as one sentence."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from errno import ENOENT
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

import scicli
from scicli.cli import files, questions, words
from scicli.cli.commands import Panel
from scicli.errors import DataError, QuestionError, ScicliError

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


_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    try:
        return application()(arguments, prog_name="scicli", standalone_mode=False) or 0
    except ScicliError as error:
        return _failed(error, error.exit_code)
    except typer.TyperException as error:
        words = sys.argv[1:] if arguments is None else arguments
        return _failed(_usage(error, words), error.exit_code)
    except SystemExit as stop:
        # Typer ends the program so when the reader of a pipe has gone, which is no failure.
        if isinstance(stop.__context__, BrokenPipeError):
            return 0
        raise
    except MemoryError:
        full = DataError("the data do not fit into memory", "ask of fewer editions at a time")
        return _failed(full, full.exit_code)
    except OSError as error:
        return _failed(_stray(error), DataError.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        return _INTERRUPTED


def _stray(error: OSError) -> ScicliError:
    """Return what the system refused: a file, the folder itself, or standard output."""
    from scicli.files.paths import unreadable
    from scicli.view.target import unwritable

    if error.filename is not None or error.errno == ENOENT:
        return unreadable(str(error.filename or "the current folder"), error)
    return unwritable("standard output", error)


def _failed(problem: ScicliError | str, exit_code: int) -> int:
    """Say what is wrong, and return the exit code."""
    from scicli.view.target import complain

    complain(problem)
    return exit_code


def _usage(error: typer.TyperException, words: Sequence[str]) -> str:
    """Return what is wrong with a command line, as one sentence with a remedy."""
    sentence = error.format_message().strip().rstrip(".")
    sentence = sentence[:1].lower() + sentence[1:]
    command = " ".join(["scicli", *(word for word in words[:1] if word in COMMANDS)])
    return (
        _of_command(words)
        or _of_value(error, words)
        or _of_option(error)
        or f"{sentence}; see '{command} --help'"
    )


def _of_command(words: Sequence[str]) -> str:
    """Return what is wrong with the name of a command, or ""."""
    name = words[0] if words else ""
    if not name or name in COMMANDS or name.startswith("-"):
        return ""
    near = _near(name, COMMANDS)
    remedy = f"did you mean {_listed(near)}?" if near else "see 'scicli --help'"
    return f"there is no command '{name}'; {remedy}"


def _near(text: str, names: Iterable[str]) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(text, list(names), n=2)


def _listed(names: Sequence[str]) -> str:
    from scicli.index.names import listed

    return listed(names)


def _of_value(error: typer.TyperException, words: Sequence[str]) -> str:
    """Return what is wrong with a value that is no choice or number of an option, or ""."""
    option = getattr(error, "param", None)
    if option is None or not isinstance(error, typer.BadParameter):
        return ""
    name, value = option.opts[0], _value_of(option.opts, words)
    choices = [str(choice) for choice in getattr(option.type, "choices", ())]
    if choices:
        near = _near(value.casefold(), choices)
        remedy = f"did you mean {_listed(near)}?" if near else f"write {_listed(choices)}"
        return f"{name} cannot be '{value}'; {remedy}"
    least = getattr(option.type, "min", None)
    if least is not None:
        return f"{name} cannot be '{value}'; write a whole number of {least} or more"
    return ""


def _value_of(names: Sequence[str], words: Sequence[str]) -> str:
    """Return the value that an option is given: `--rows 0`, `--rows=0`, `-n 0` or `-n0`."""
    for word, following in zip(words, [*words[1:], ""], strict=True):
        for name in names:
            if word == name:
                return following
            if word.startswith(f"{name}=" if name.startswith("--") else name):
                return word[len(name) :].removeprefix("=")
    return ""


def _of_option(error: typer.TyperException) -> str:
    """Return what is wrong with an unknown option, or ""."""
    name = getattr(error, "option_name", None)
    if name is None or not hasattr(error, "possibilities"):
        return ""
    if error.possibilities:
        return f"there is no option {name}; did you mean {_listed(sorted(error.possibilities))}?"
    context = getattr(error, "ctx", None)
    if context is not None and context.parent is None:
        return f"there is no option {name} before a command; write 'scicli COMMAND {name}'"
    return ""
