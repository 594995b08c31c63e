"""The commands that work on files: `check` and `import`."""

import sys
from typing import Annotated

import typer

from scicli.cli import options
from scicli.cli.commands import Command
from scicli.errors import QuestionError
from scicli.importing.import_options import Better, Dates, Duplicates

_FIRST_ROWS = 10


def check(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, or folders of files.")
    ],
    strict: Annotated[bool, typer.Option("--strict", help="Fail for warnings too.")] = False,
    format_: options.OutputFormat = None,
    output: options.Output = None,
    quiet: options.Quiet = False,
) -> None:
    """List what is wrong in data files.

    Example: scicli check shipped
    """
    from scicli.files.paths import local_files
    from scicli.view.progress import Waiting
    from scicli.view.target import Target, check_not_read, write

    destination = Target.of(format_, output, quiet=quiet, sources=False)
    check_not_read(destination.file, local_files(paths))
    waiting = Waiting()

    from scicli.analysis.listings import check as answer
    from scicli.files.faults import Severity
    from scicli.index.check import examine

    with waiting.during("checking"):
        examined = examine(*paths)
        checked = answer(examined)
    write(checked, destination, waiting)
    worst = {fault.severity for fault in examined.faults}
    if Severity.ERROR in worst or (strict and worst):
        raise typer.Exit(1)


def import_(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="What you were sent.")],
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="OUT", help="The file written: .csv or .parquet."),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=HEADER", help="What a column holds: city=Centre, air.rank=Air rank."
        ),
    ] = None,
    edition: Annotated[
        str | None, typer.Option(metavar="LABEL", help="The edition of all rows.")
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="How the bytes are encoded: cp1252.")
    ] = None,
    separator: Annotated[
        str | None, typer.Option(metavar="MARK", help="What separates columns; tab is one.")
    ] = None,
    decimal: Annotated[
        str | None, typer.Option(metavar="MARK", help="What separates decimals: . or ,")
    ] = None,
    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help="The sheet of an Excel file.")
    ] = None,
    missing: Annotated[
        list[str] | None, typer.Option(metavar="VALUE", help="A value that means none: 0.")
    ] = None,
    skip: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A row that is no city.")
    ] = None,
    duplicates: Annotated[
        Duplicates | None,
        typer.Option(help="Of a city twice in an edition keep the best row, or none."),
    ] = None,
    rank_by: Annotated[
        str | None, typer.Option(metavar="rating", help="Compute ranks where there are none.")
    ] = None,
    dates: Annotated[
        Dates | None, typer.Option(help="What stands first in dates such as 2/3/2024.")
    ] = None,
    lower_is_better: Annotated[
        bool, typer.Option("--lower-is-better", help="Of two ratings the lower is better.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Leave the report out.")] = False,
) -> None:
    """Turn a publisher's table into an editions file.

    Example: scicli import table.csv -o editions.csv
    """
    from scicli.files.paths import local_files
    from scicli.importing import import_options as wish
    from scicli.view.progress import Waiting
    from scicli.view.target import TIDY, check_not_read, deliver, file_named, format_named, show

    options = wish.ImportOptions(
        columns=wish.columns(column or ()),
        edition=None if edition is None else wish.label(edition),
        encoding=None if encoding is None else wish.encoding(encoding),
        separator=None if separator is None else wish.separator(separator),
        decimal=None if decimal is None else wish.decimal(decimal),
        sheet=sheet,
        missing=tuple(missing or ()),
        skip=tuple(skip or ()),
        duplicates=duplicates,
        rank_by=None if rank_by is None else wish.rank_by(rank_by),
        better=Better.LOWER if lower_is_better else Better.HIGHER,
        dates=dates,
    )
    if output is None and not dry_run:
        raise QuestionError("nothing says where to write", "say -o editions.csv, or --dry-run")
    file = None if output is None else file_named(output)
    format_ = "csv" if file is None else format_named(file, TIDY, "table")
    check_not_read(file, local_files(files))
    waiting = Waiting()

    from scicli.importing.import_report import import_report
    from scicli.importing.tidy_figures import imported

    with waiting.during("importing"):
        result = imported(files, options)
        report = import_report(result, options.better, first=_FIRST_ROWS if dry_run else 0)
    stream = sys.stdout
    if output is not None and not dry_run:
        with waiting.during("writing"):
            from scicli.view.machine import tidy_bytes

            data = tidy_bytes(result.columns, format_)
        deliver(data, file)
        stream = sys.stdout if file else sys.stderr
    if not quiet:
        show(report, stream)


COMMANDS = (Command("check", check, "Data"), Command("import", import_, "Data"))
