"""The commands that turn figures into words, and words into verdicts."""

import os
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
    from collections.abc import Mapping

    from scicli.analysis.answer import Answer
    from scicli.claims.claim_files import Text
    from scicli.claims.report import Report
    from scicli.index.editions import Label

_BRIEFS = {".html": "html", ".md": "md", ".pdf": "pdf"}


@question("findings", sources=False, chart=None)
def findings(
    city: Annotated[
        str | None,
        options.city_argument(metavar="[CITY]", help="The city; without one, the whole edition."),
    ] = None,
    edition: options.Edition = "latest",
    region: options.Region = None,
    country: options.Country = None,
    every: Annotated[
        bool, Option("--all", help="All sentences, not only the first eight.")
    ] = False,
) -> None:
    """Say in sentences what the figures show.

    Example: scicli findings Busan --edition 12
    """


_Claims = Annotated[
    str | None,
    Argument(
        metavar="[FILE]",
        help="A text (.txt, .md), claims (.csv, .json), a sentence, or - for standard input.",
    ),
]
_TextEdition = Annotated[
    str | None,
    options.edition_option(
        "--edition", "-e", help="The edition of sentences that name none; else the latest."
    ),
]
_TextDate = Annotated[
    str, Option(metavar="DATE", help="The date of the text, YYYY-MM-DD, for 'this year'.")
]


@on_data(sources=False, chart=None)
def verify(
    start: Start,
    file: _Claims = None,
    edition: _TextEdition = None,
    date: _TextDate = "",
    explain: Annotated[
        bool, Option("--explain", help="Show each claim of a text as it was read.")
    ] = False,
    kinds: Annotated[
        bool, Option("--kinds", help="List the kinds of claims and what each means.")
    ] = False,
) -> None:
    """Judge a text, or claims, by the figures.

    Example: scicli verify "Busan overtook Seoul in 6"
    """
    if (file is None) != kinds:
        raise QuestionError("verify takes a text, claims or --kinds", "name one of them")
    if file == STANDARD_INPUT and STANDARD_INPUT in options.data_paths(start.keywords["data"]):
        raise QuestionError("standard input is named twice", "name - once")
    request = start()
    if file is None:
        _list_kinds(request)
        return
    from scicli.claims.claim_files import is_running_text, text_at
    from scicli.view.target import check_not_read

    check_not_read(request.target.file, [Path(file)])
    text = text_at(file)
    if is_running_text(text):
        answer = request.answer(
            scicli.verify_text, text.text, edition=edition, date=date, explain=explain
        )
        _exit_if_contradicted(answer)
        return
    if edition or date or explain:
        raise QuestionError(
            "a file of claims says all by itself", "leave out the options of a text"
        )
    _verify_claims(request, text)


def _list_kinds(request: Request) -> None:
    from scicli.claims.verify import kinds
    from scicli.view.target import write

    write(kinds(), request.target, request.waiting)


def _verify_claims(request: Request, text: "Text") -> None:
    """Judge the claims of a file, and write an error for each that cannot be read."""
    from scicli.claims.claim_files import claims_in
    from scicli.view.target import complain

    claims, malformed = claims_in(text)
    answer = request.answer(scicli.verify, claims)
    for error in malformed:
        complain(error)
    if malformed:
        raise Exit(malformed[0].exit_code)
    _exit_if_contradicted(answer)


def _exit_if_contradicted(answer: "Answer") -> None:
    from scicli.claims.verdict import Verdict

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
    from scicli.files.paths import SHIPPED, local_files
    from scicli.view.target import check_not_read, deliver, warnings_to_stderr

    file, format_ = _brief_file(output, city)
    request = start()
    check_not_read(file, local_files(request.paths or [SHIPPED]))
    request.catalog.category(OVERALL)
    label = request.catalog.edition(edition)
    city, *rivals = request.catalog.distinct_cities([city, *(against or [])])
    command = _command(city, label, rivals, request)

    from scicli.index.index import assemble

    with request.waiting.during("answering"):
        index = assemble(request.files, request.catalog)
        brief = scicli.report(index, city, edition=label, against=rivals)
    with request.waiting.during("drawing"), warnings_to_stderr():
        charts, data = _drawn(brief, command, file, format_)
    for chart, picture in charts.items():
        deliver(picture, file.with_name(chart))
    deliver(data, file)


def _brief_file(output: str | None, city: str) -> tuple[Path, str]:
    """Return the file of a brief, and its format."""
    if output is None:
        from scicli.index.names import slug

        name = slug(city).casefold() or "brief"
        raise QuestionError("there is no file to write to", f"add -o {name}.html, or -o {name}.pdf")
    from scicli.view.target import format_named

    return Path(output), format_named(Path(output), _BRIEFS, "brief")


def _drawn(
    brief: "Report", command: str, file: Path, format_: str
) -> "tuple[Mapping[str, bytes], bytes]":
    """Return the charts of a brief that stand beside it, by their names, and the brief itself."""
    from scicli.view.brief import to_markdown, to_page, to_pdf

    if format_ == "pdf":
        return {}, to_pdf(brief, command)
    if format_ == "html":
        return {}, to_page(brief, command).encode()
    text, charts = to_markdown(brief, command, file.stem)
    return charts, text.encode()


@on_data(format_=None, json=False, output=None, quiet=True, sources=False, chart=None)
def site(
    start: Start,
    output: Annotated[str | None, options.output_option(help="The folder to write.")] = None,
    base: Annotated[
        str, Option(metavar="URL", help="The address at which the site will be read.")
    ] = "",
    embargo: Annotated[
        str, Option(metavar="TIME", help="Not before this, such as 2026-12-01T09:00+09:00.")
    ] = "",
) -> None:
    """Write the ranking as a site of static pages.

    Example: scicli site -o site
    """
    if output is None:
        raise QuestionError("there is no folder to write to", "add -o site")
    from datetime import UTC, datetime

    from scicli.files.paths import SHIPPED, local_files
    from scicli.view.folder import check_folder
    from scicli.view.site.publication import Publication

    # Wrong options are refused before anything is read.
    Publication.of(base, embargo, datetime.now(UTC))
    request = start()
    check_folder(Path(output), "site", local_files(request.paths or [SHIPPED]))
    request.catalog.category(OVERALL)

    from scicli.index.index import assemble

    with request.waiting.during("answering"):
        index = assemble(request.files, request.catalog)
    with request.waiting.during("writing"):
        scicli.site(index, output, base=base, embargo=embargo, processes=os.cpu_count() or 1)


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


COMMANDS = (findings, verify, report, site)
