"""The commands on data files."""

from typing import TYPE_CHECKING, Annotated

from typer import Argument, Exit, Option

import scicli
from scicli.cli import options
from scicli.cli.commands import question
from scicli.cli.import_command import import_
from scicli.cli.package_command import package
from scicli.cli.schema_command import schema

if TYPE_CHECKING:
    from scicli.analysis.answer import Answer


@question("editions", sources=False, chart=None)
def editions() -> None:
    """List the editions and how much of each is held.

    Example: scicli editions
    """


@question("cities", sources=False, chart=None)
def cities(
    text: Annotated[
        str | None, Argument(metavar="[TEXT]", help="Only cities with this in their name.")
    ] = None,
    region: options.Region = None,
    country: options.Country = None,
) -> None:
    """List the cities, their aliases and when they were ranked.

    Example: scicli cities --country US
    """


@question("sources", sources=True, chart=None)
def sources(
    city: Annotated[
        str | None, options.city_argument(metavar="[CITY]", help="Only figures of a city.")
    ] = None,
    edition: Annotated[
        str | None, options.edition_option("--edition", "-e", help="Only figures of an edition.")
    ] = None,
    category: Annotated[
        str | None, options.category_option("--category", "-c", help="Only figures of a category.")
    ] = None,
) -> None:
    """Show where each figure comes from.

    Example: scicli sources Busan --edition 6
    """


def check(
    paths: Annotated[list[str], Argument(metavar="PATH...", help="Files, or folders of files.")],
    strict: Annotated[bool, Option("--strict", help="Fail on warnings too.")] = False,
    aliases: Annotated[
        str | None,
        Option(metavar="FILE", help="Write the names that may be one to a new file, to be edited."),
    ] = None,
    format_: options.OutputFormat = None,
    json: options.Json = False,
    output: options.Output = None,
    quiet: options.Quiet = False,
) -> None:
    """List the problems in data files.

    Example: scicli check shipped
    """
    from scicli.files.faults import Severity
    from scicli.files.paths import local_files
    from scicli.view.machine import alias_table
    from scicli.view.progress import Waiting
    from scicli.view.target import Target, alias_file, check_not_read, deliver, say, write

    chosen = options.chosen_format(format_, json=json)
    target = Target.of(chosen, output, quiet=quiet, sources=False)
    check_not_read(target.file, local_files(paths))
    file = alias_file(aliases, target) if aliases is not None else None
    waiting = Waiting()
    with waiting.during("checking"):
        examined = scicli.examine(*paths)
        answer = scicli.check(examined)
    if Severity.ERROR in set(answer.frame["severity"]):
        answer = _with_import_line(answer, paths)
    write(answer, target, waiting)
    if aliases is not None:
        deliver(alias_table(examined.aliases), file)
        if not quiet and file is not None:
            say(f"Edit {file}, then keep it as cities.csv in the folder of the data.")
    severities = set(answer.frame["severity"])
    if Severity.ERROR in severities or (strict and severities):
        raise Exit(1)


def _with_import_line(answer: "Answer", paths: list[str]) -> "Answer":
    """Return the problems of data with the command that imports them, if they are not tidy."""
    from scicli.importing.import_line import import_line

    if not (line := import_line(paths)):
        return answer
    return answer._replace(remarks=(f"Turn it into a tidy table with '{line}'.",))


COMMANDS = (editions, cities, sources, check, import_, package, schema)
