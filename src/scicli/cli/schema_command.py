"""The command `schema`, which describes what the other commands answer."""

from inspect import signature
from typing import Annotated

from typer import Argument

import scicli
from scicli.cli import options
from scicli.errors import QuestionError


def _answering() -> list[str]:
    """Return the commands that answer with rows."""
    # The program imports this module.
    from scicli.cli.app import commands

    return [name for name, run in commands().items() if "format_" in signature(run).parameters]


def _offered(incomplete: str) -> list[str]:
    """Return what TAB offers."""
    return [name for name in _answering() if name.startswith(incomplete)]


def schema(
    command: Annotated[
        str | None,
        Argument(
            metavar="[COMMAND]", autocompletion=_offered, help="The command; without one, all."
        ),
    ] = None,
    output: Annotated[str | None, options.output_option(help="The file to write: .json.")] = None,
) -> None:
    """Print the JSON Schema of the rows that a command answers.

    Example: scicli schema check
    """
    from scicli.view.target import deliver, file_named, format_named

    names = _answering()
    if command is not None and command not in names:
        raise _without_schema(command, names)
    file = file_named(output)
    if file is not None:
        format_named(file, {".json": "json"}, "schema")

    import json

    schemas = {name: scicli.schema(name) for name in names if command in {None, name}}
    value = schemas if command is None else schemas[command]
    deliver(f"{json.dumps(value, indent=2, ensure_ascii=False)}\n".encode(), file)


def _without_schema(command: str, names: list[str]) -> QuestionError:
    from scicli.cli.app import commands, did_you_mean

    if command in commands():
        return QuestionError(f"{command} answers with no rows", "name another command")
    remedy = did_you_mean(command, names) or "see 'scicli --help'"
    return QuestionError(f"there is no command '{command}'", remedy)
