"""The commands on data files."""

import sys
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Exit, Option

import scicli
from scicli.cli import options
from scicli.cli.commands import question
from scicli.cli.package_command import package
from scicli.cli.schema_command import schema
from scicli.errors import QuestionError
from scicli.importing import import_options as parse
from scicli.importing.import_options import Better, Dates, Duplicates, Field

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


def import_(
    files: Annotated[list[str], Argument(metavar="FILE...", help="The publisher's tables.")],
    output: Annotated[
        str | None,
        options.output_option(metavar="OUT", help="The file to write: .csv or .parquet."),
    ] = None,
    column: Annotated[
        list[str] | None,
        Option(
            metavar="FIELD=HEADER", help="The column of a field: city=Centre, air.rank=Air rank."
        ),
    ] = None,
    previous_column: Annotated[
        str | None,
        Option(metavar="HEADER", help="The column of the rank, or the change, since before."),
    ] = None,
    edition: Annotated[
        str | None, Option(parser=parse.label, metavar="LABEL", help="The edition of all rows.")
    ] = None,
    category: Annotated[
        str | None,
        Option(
            parser=parse.category,
            metavar="NAME",
            help="The category of all rows, or '*' for the names of sheets or files.",
        ),
    ] = None,
    encoding: Annotated[
        str | None,
        Option(parser=parse.encoding, metavar="NAME", help="The encoding, such as cp1252."),
    ] = None,
    separator: Annotated[
        str | None,
        Option(
            parser=parse.separator, metavar="MARK", help="What separates columns: a mark, or tab."
        ),
    ] = None,
    decimal: Annotated[
        str | None, Option(parser=parse.decimal, metavar="MARK", help="The decimal mark: . or ,")
    ] = None,
    sheet: Annotated[
        str | None, Option(metavar="NAME", help="The sheet of a workbook, or '*' for all.")
    ] = None,
    header: Annotated[
        str | None,
        Option(metavar="NAMES", help="Names of the columns if none are there: rank,city,rating."),
    ] = None,
    transpose: Annotated[
        bool, Option("--transpose", help="Each column is a city, each row an edition.")
    ] = False,
    missing: Annotated[
        list[str] | None, Option(metavar="VALUE", help="A value that means no figure, such as 0.")
    ] = None,
    skip: Annotated[
        list[str] | None, Option(metavar="NAME", help="A row that is not a city, such as Average.")
    ] = None,
    duplicates: Annotated[
        Duplicates | None,
        Option(help="If an edition lists a city twice: keep its best row, or drop both."),
    ] = None,
    rank_by: Annotated[
        Field | None,
        Option(parser=parse.rank_by, metavar="rating", help="Compute ranks where there are none."),
    ] = None,
    dates: Annotated[
        Dates | None, Option(help="What comes first in dates such as 2/3/2024.")
    ] = None,
    lower_is_better: Annotated[
        bool, Option("--lower-is-better", help="The lower of two ratings is better.")
    ] = False,
    dry_run: Annotated[
        bool, Option("--dry-run", help="Show what would be written, but write nothing.")
    ] = False,
    quiet: Annotated[bool, Option("--quiet", "-q", help="Leave out the report.")] = False,
) -> None:
    """Turn a publisher's table into an editions file.

    Example: scicli import table.csv -o editions.csv
    """
    from scicli.files.paths import local_files
    from scicli.view.progress import Waiting
    from scicli.view.target import TIDY, check_not_read, deliver, file_named, format_named, show

    previous = [f"{Field.PREVIOUS}={previous_column}"] if previous_column else []
    choices = parse.ImportOptions(
        columns=parse.columns([*(column or ()), *previous]),
        edition=edition,
        category=category,
        encoding=encoding,
        separator=separator,
        decimal=decimal,
        sheet=sheet,
        header=parse.header(header) if header else (),
        transpose=transpose,
        missing=tuple(missing or ()),
        skip=tuple(skip or ()),
        duplicates=duplicates,
        rank_by=rank_by,
        better=Better.LOWER if lower_is_better else Better.HIGHER,
        dates=dates,
    )
    if output is None and not dry_run:
        raise QuestionError("there is no file to write to", "add -o editions.csv, or --dry-run")
    file = file_named(output)
    format_ = format_named(file, TIDY, "table") if file else "csv"
    check_not_read(file, local_files(files))
    waiting = Waiting()

    from scicli.importing.import_report import import_report
    from scicli.importing.tidy_figures import imported
    from scicli.view.machine import tidy_bytes

    with waiting.during("importing"):
        result = imported(files, choices)
        written = str(file) if file and not dry_run else ""
        report = import_report(result, choices.better, 10 if dry_run else 0, written)
    stream = sys.stdout if file or dry_run else sys.stderr
    if not dry_run:
        with waiting.during("writing"):
            data = tidy_bytes(result.columns, format_)
        deliver(data, file)
    if not quiet:
        show(report, stream)


COMMANDS = (editions, cities, sources, check, import_, package, schema)
