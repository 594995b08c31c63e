"""The command `import`."""

import sys
from functools import partial
from typing import Annotated

from typer import Argument, Option

from scicli.cli import options
from scicli.cli.commands import options_of
from scicli.errors import QuestionError
from scicli.importing import import_options as parse
from scicli.importing.import_options import Better, Dates, Duplicates, Field, ImportOptions

_Column = Annotated[
    list[str] | None,
    Option(metavar="FIELD=HEADER", help="The column of a field: city=Centre, air.rank=Air rank."),
]
_PreviousColumn = Annotated[
    str | None,
    Option(metavar="HEADER", help="The column of the rank, or the change, since before."),
]
_Edition = Annotated[
    str | None, Option(parser=parse.label, metavar="LABEL", help="The edition of all rows.")
]
_Category = Annotated[
    str | None,
    Option(
        parser=parse.category,
        metavar="NAME",
        help="The category of all rows, or '*' for the names of sheets or files.",
    ),
]
_Encoding = Annotated[
    str | None, Option(parser=parse.encoding, metavar="NAME", help="The encoding, such as cp1252.")
]
_Separator = Annotated[
    str | None,
    Option(parser=parse.separator, metavar="MARK", help="What separates columns: a mark, or tab."),
]
_Decimal = Annotated[
    str | None, Option(parser=parse.decimal, metavar="MARK", help="The decimal mark: . or ,")
]
_Sheet = Annotated[
    str | None, Option(metavar="NAME", help="The sheet of a workbook, or '*' for all.")
]
_Header = Annotated[
    str | None,
    Option(metavar="NAMES", help="Names of the columns if none are there: rank,city,rating."),
]
_Transpose = Annotated[
    bool, Option("--transpose", help="Each column is a city, each row an edition.")
]
_Missing = Annotated[
    list[str] | None, Option(metavar="VALUE", help="A value that means no figure, such as 0.")
]
_Skip = Annotated[
    list[str] | None, Option(metavar="NAME", help="A row that is not a city, such as Average.")
]
_Duplicates = Annotated[
    Duplicates | None,
    Option(help="If an edition lists a city twice: keep its best row, or drop both."),
]
_RankBy = Annotated[
    Field | None,
    Option(parser=parse.rank_by, metavar="rating", help="Compute ranks where there are none."),
]
_Dates = Annotated[Dates | None, Option(help="What comes first in dates such as 2/3/2024.")]
_LowerIsBetter = Annotated[
    bool, Option("--lower-is-better", help="The lower of two ratings is better.")
]


def _options(
    column: _Column = None,
    previous_column: _PreviousColumn = None,
    edition: _Edition = None,
    category: _Category = None,
    encoding: _Encoding = None,
    separator: _Separator = None,
    decimal: _Decimal = None,
    sheet: _Sheet = None,
    header: _Header = None,
    transpose: _Transpose = False,
    missing: _Missing = None,
    skip: _Skip = None,
    duplicates: _Duplicates = None,
    rank_by: _RankBy = None,
    dates: _Dates = None,
    lower_is_better: _LowerIsBetter = False,
) -> ImportOptions:
    """Return how the tables are to be read."""
    previous = [f"{Field.PREVIOUS}={previous_column}"] if previous_column else []
    return ImportOptions(
        columns=parse.columns([*(column or ()), *previous]),
        edition=edition,
        category=category,
        encoding=encoding,
        separator=separator,
        decimal=decimal,
        sheet=sheet,
        header=parse.header(header) if header is not None else (),
        transpose=transpose,
        missing=tuple(missing or ()),
        skip=tuple(skip or ()),
        duplicates=duplicates,
        rank_by=rank_by,
        better=Better.LOWER if lower_is_better else Better.HIGHER,
        dates=dates,
    )


@options_of(_options)
def import_(
    read: partial[ImportOptions],
    files: Annotated[list[str], Argument(metavar="FILE...", help="The publisher's tables.")],
    output: Annotated[
        str | None,
        options.output_option(metavar="OUT", help="The file to write: .csv or .parquet."),
    ] = None,
    dry_run: Annotated[
        bool, Option("--dry-run", help="Show what would be written, but write nothing.")
    ] = False,
    quiet: options.WithoutReport = False,
) -> None:
    """Turn a publisher's table into an editions file.

    Example: scicli import table.csv -o editions.csv
    """
    from scicli.files.paths import local_files
    from scicli.view.progress import Waiting
    from scicli.view.target import TIDY, check_not_read, deliver, file_named, format_named, show

    choices = read()
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
    if not dry_run:
        with waiting.during("writing"):
            data = tidy_bytes(result.columns, format_)
        deliver(data, file)
    if not quiet:
        show(report, sys.stdout if file or dry_run else sys.stderr)
