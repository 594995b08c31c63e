"""The commands that turn figures into words, and words into verdicts."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Exit, Option

import scicli
from scicli.cli import options
from scicli.cli.commands import Request, Start, on_data, question
from scicli.errors import QuestionError
from scicli.files.paths import STANDARD_INPUT
from scicli.files.schema import OVERALL

if TYPE_CHECKING:
    from scicli.index.editions import Label

_BRIEFS = {".html": "html", ".md": "md", ".pdf": "pdf"}


@question("findings", sources=False, chart=None)
def findings(
    city: Annotated[
        str | None,
        options.city_argument(metavar="[CITY]", help="The city; without one, the whole edition."),
    ] = None,
    edition: options.Edition = "latest",
) -> None:
    """Say in sentences what the figures show.

    Example: scicli findings Busan --edition 12
    """


@on_data(sources=False, chart=None)
def verify(
    start: Start,
    file: Annotated[
        str | None, Argument(metavar="[FILE]", help="Claims, as CSV or JSON; - is standard input.")
    ] = None,
    kinds: Annotated[
        bool, Option("--kinds", help="List the kinds of claims and what each means.")
    ] = False,
) -> None:
    """Judge claims by the figures.

    Example: scicli verify claims.csv
    """
    if (file is None) != kinds:
        raise QuestionError("verify takes a file of claims or --kinds", "name one of the two")
    if file == STANDARD_INPUT and STANDARD_INPUT in options.data_paths(start.keywords["data"]):
        raise QuestionError("standard input is named twice", "name - once")
    request = start()
    if file is None:
        from scicli.claims.verify import kinds as meanings
        from scicli.view.target import write

        write(meanings(), request.target, request.waiting)
        return
    from scicli.claims.claim import Verdict
    from scicli.view.target import check_not_read, complain

    check_not_read(request.target.file, [Path(file)])
    claims, malformed = scicli.read_claims(file)
    answer = request.answer(scicli.verify, claims)
    for error in malformed:
        complain(error)
    if malformed:
        raise Exit(malformed[0].exit_code)
    if Verdict.CONTRADICTED in set(answer.frame["verdict"]):
        raise Exit(1)


@on_data(format_=None, json=False, output=None, quiet=True, sources=False, chart=None)
def report(
    start: Start,
    city: options.City,
    edition: options.Edition = "latest",
    against: Annotated[
        list[str] | None,
        options.city_option(
            help="A city to compare it with; else the nearest ahead, behind and of its country."
        ),
    ] = None,
    output: Annotated[
        str | None, options.output_option(help="The file to write: .html, .pdf or .md.")
    ] = None,
) -> None:
    """Write the brief of a city on two pages: figures, charts, sources.

    Example: scicli report Busan -o busan.html
    """
    if output is None:
        raise QuestionError("there is no file to write to", "add -o busan.html, or -o busan.pdf")
    from scicli.files.paths import SHIPPED, local_files
    from scicli.view.target import check_not_read, deliver, format_named, warnings_said

    file = Path(output)
    format_ = format_named(file, _BRIEFS, "brief")
    request = start()
    check_not_read(file, local_files(request.paths or [SHIPPED]))
    request.catalog.category(OVERALL)
    label = request.catalog.edition(edition)
    city, *rivals = request.catalog.distinct_cities([city, *(against or [])])
    command = _command(city, label, rivals, request)

    from scicli.index.index import assemble
    from scicli.view.brief import to_markdown, to_page, to_pdf

    with request.waiting.during("answering"):
        index = assemble(request.files, request.catalog)
        brief = scicli.report(index, city, edition=label, against=rivals)
    charts: dict[str, bytes] = {}
    with request.waiting.during("drawing"), warnings_said():
        if format_ == "pdf":
            data = to_pdf(brief, command)
        elif format_ == "html":
            data = to_page(brief, command).encode()
        else:
            text, charts = to_markdown(brief, command, file.stem)
            data = text.encode()
    for chart, picture in charts.items():
        deliver(picture, file.with_name(chart))
    deliver(data, file)


def _command(city: str, edition: "Label", rivals: list[str], request: Request) -> str:
    """Return the command that makes the same brief from another copy of the data."""
    from scicli.files.paths import readable

    words = ["--edition", str(edition)]
    words += [word for rival in rivals for word in ("--against", rival)]
    for path in request.paths:
        words += ["--data", readable(Path(path).name or path)]
    settings = request.settings
    for option, text in zip(("--name", "--noun", "--nouns"), settings[:3], strict=True):
        words += [option, text] if text else []
    words += ["--no-places"] if settings.places == "stated" else []
    words += ["--language-of-names", settings.language] if settings.language else []
    # A name that begins with a dash is not an option.
    words = [*words, "--", city] if city.startswith("-") else [city, *words]
    return shlex.join(["scicli", "report", *words])


COMMANDS = (findings, verify, report)
