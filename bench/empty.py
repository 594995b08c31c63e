"""A Typer program with as many empty commands of as many options as scicli has."""

import keyword
from collections.abc import Iterator
from pathlib import Path

from scicli.cli.app import build, commands
from scicli.cli.commands import Command

_HEAD = '''"""Does nothing, with as many options as scicli."""

from typing import Annotated

import typer

app = typer.Typer(
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def nothing(ctx: typer.Context, incomplete: str) -> list[str]:
    return []


def show_version(asked: bool) -> None:
    if asked:
        typer.echo("empty 0.1.0")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True)
    ] = False,
) -> None:
    """Do nothing."""
'''


def write_empty(folder: Path) -> Path:
    """Write the program, and return what starts it, as scicli is started.

    Its commands end with the exit code of a wrong question.
    """
    own = [line for name, run in commands().items() for line in _command(name, run)]
    (folder / "empty.py").write_text("\n".join([_HEAD, *own]))
    start = folder / "start_empty.py"
    start.write_text('from empty import app\n\napp(prog_name="empty")\n')
    return start


def _command(name: str, run: Command) -> Iterator[str]:
    command = build(name, run)
    yield from ("", f"@app.command({name!r})", f"def command_{name}(")
    for number, parameter in enumerate(command.params):
        if parameter.name == "help":
            continue
        names = [opt for opt in parameter.opts if opt.startswith("-")]
        kind = "Option" if names else "Argument"
        asks = "autocompletion" if getattr(parameter, "_custom_shell_complete", None) else ""
        words = [*map(repr, names), f"help={getattr(parameter, 'help', '')!r}"]
        words += [f"{asks}=nothing"] if asks else []
        several = parameter.multiple or parameter.nargs != 1
        flag = getattr(parameter, "is_flag", False)
        typed = "bool" if flag else "list[str] | None" if several else "str | None"
        default = "False" if flag else "None"
        argument = parameter.name if not keyword.iskeyword(str(parameter.name)) else f"p{number}"
        yield f"    {argument}: Annotated[{typed}, typer.{kind}({', '.join(words)})] = {default},"
    yield from (") -> None:", f"    {command.help!r}", "    raise typer.Exit(2)", "")
