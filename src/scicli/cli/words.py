"""The commands that turn figures into words, and words into verdicts."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scicli.cli import completing, options
from scicli.cli.commands import Command, data_paths, question, read_data, start
from scicli.errors import QuestionError
from scicli.files.schema import OVERALL

if TYPE_CHECKING:
    from scicli.index.editions import Label

_PAGE, _MARKDOWN = ".html", ".md"


@question("claims.findings.findings", "Words")
def findings(
    city: Annotated[
        str | None,
        typer.Argument(
            metavar="[CITY]",
            help="The city; without one: the edition.",
            autocompletion=completing.cities,
        ),
        options.CITY,
    ] = None,
    edition: options.Edition = "latest",
) -> None:
    """Say in sentences what the figures say.

    Example: scicli findings Busan --edition 12
    """


def verify(
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="Claims, as CSV or JSON; - reads them.")
    ] = None,
    kinds: Annotated[
        bool, typer.Option("--kinds", help="Tell what each kind of claim means.")
    ] = False,
    data: options.Data = None,
    format_: options.OutputFormat = None,
    output: options.Output = None,
    quiet: options.Quiet = False,
) -> None:
    """Judge whether claims hold.

    Example: scicli verify claims.csv
    """
    if kinds is (file is not None):
        raise QuestionError("verify takes a file of claims or --kinds", "name one of the two")
    if file is None:
        from scicli.view.progress import Waiting
        from scicli.view.target import Target, write

        destination = Target.of(format_, output, quiet=quiet, sources=False)

        from scicli.claims.verify import kinds as meanings

        write(meanings(), destination, Waiting())
        return
    from scicli.claims.claim_files import read_claims
    from scicli.files.paths import STANDARD_INPUT
    from scicli.view.target import check_not_read, complain, file_named

    if file == STANDARD_INPUT and STANDARD_INPUT in data_paths(data):
        raise QuestionError("standard input is named twice", "name - once")
    if output is not None:
        check_not_read(file_named(output), [Path(file)])
    asked = start(data, format_, output, quiet=quiet)
    read = read_claims(file)

    from scicli.claims.verify import CONTRADICTED
    from scicli.claims.verify import verify as answer

    answered = asked.answer(answer, read.claims)
    for error in read.malformed:
        complain(error)
    if read.malformed:
        raise typer.Exit(read.malformed[0].exit_code)
    if CONTRADICTED in set(answered.frame["verdict"]):
        raise typer.Exit(1)


def report(
    city: options.City,
    edition: options.Edition = "latest",
    against: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CITY",
            help="A city that it is set against; else those of its country, then its region.",
            autocompletion=completing.cities,
        ),
    ] = None,
    data: options.Data = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="The page written: .html or .md."),
    ] = None,
) -> None:
    """Write the brief of a city: figures, charts, sources.

    Example: scicli report Busan -o busan.html
    """
    if output is None:
        raise QuestionError("nothing says where to write", "say -o busan.html, or -o busan.md")
    file = Path(output)
    if file.suffix.casefold() not in {_PAGE, _MARKDOWN}:
        raise QuestionError(
            f"the suffix of '{output}' names no brief", f"end it with {_PAGE} or {_MARKDOWN}"
        )
    from scicli.view.progress import Waiting
    from scicli.view.target import deliver

    paths = data_paths(data)
    waiting = Waiting()
    files, catalog = read_data(paths, [file], waiting)
    catalog.category(OVERALL)
    label = catalog.edition(edition)
    name, *rivals = catalog.distinct_cities([city, *(against or [])])

    from scicli.claims.report import report as brief
    from scicli.index.index import assemble
    from scicli.view.brief import to_markdown, to_page

    with waiting.during("answering"):
        found = brief(assemble(files, catalog), name, edition=label, against=rivals)
    command = _command(name, label, rivals, paths)
    with waiting.during("drawing"):
        if file.suffix.casefold() == _PAGE:
            text, charts = to_page(found, command), dict[str, bytes]()
        else:
            text, charts = to_markdown(found, command, file.stem)
    for chart, picture in charts.items():
        deliver(picture, file.with_name(chart))
    deliver(text.encode(), file)


def _command(city: str, edition: "Label", rivals: list[str], paths: list[str]) -> str:
    """Return the command by which another desk makes the same, with its own copy of the data."""
    options = ["--edition", str(edition)]
    options += [word for rival in rivals for word in ("--against", rival)]
    options += [word for path in paths for word in ("--data", _portable(path))]
    # A name that begins with a dash is no option.
    words = [*options, "--", city] if city.startswith("-") else [city, *options]
    return shlex.join(["scicli", "report", *words])


def _portable(path: str) -> str:
    from scicli.files.paths import SHIPPED, STANDARD_INPUT, readable

    return path if path in {SHIPPED, STANDARD_INPUT} else readable(Path(path).name or path)


COMMANDS = (findings, Command("verify", verify, "Words"), Command("report", report, "Words"))
