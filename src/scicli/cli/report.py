"""The command `report`."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scicli.cli import completing, options
from scicli.errors import QuestionError
from scicli.files.categories import OVERALL

if TYPE_CHECKING:
    from scicli.index.editions import Label

_PAGE, _MARKDOWN = ".html", ".md"


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
    from scicli.cli.asking import read_named
    from scicli.cli.environment import data_paths
    from scicli.view.progress import Waiting
    from scicli.view.target import deliver

    paths = data_paths(data)
    waiting = Waiting()
    files, named = read_named(paths, [file], waiting)
    named.category(OVERALL)
    label = named.edition(edition)
    name, *rivals = named.distinct_cities([city, *(against or [])])

    from scicli.claims.report import report as brief
    from scicli.index.load import assemble
    from scicli.view.brief import to_markdown, to_page

    with waiting.during("answering"):
        told = brief(assemble(files, named), name, edition=label, against=rivals)
    command = _command(name, label, rivals, paths)
    with waiting.during("drawing"):
        if file.suffix.casefold() == _PAGE:
            text, charts = to_page(told, command), dict[str, bytes]()
        else:
            text, charts = to_markdown(told, command, file.stem)
    for chart, drawn in charts.items():
        deliver(drawn, file.with_name(chart))
    deliver(text.encode(), file)


def _command(city: str, edition: "Label", rivals: list[str], paths: list[str]) -> str:
    """Return the command by which another desk makes the same, with its own copy of the data."""
    options = ["--edition", str(edition)]
    options += [word for rival in rivals for word in ("--against", rival)]
    options += [word for path in paths for word in ("--data", _named(path))]
    # A name that begins with a dash is no option.
    words = [*options, "--", city] if city.startswith("-") else [city, *options]
    return shlex.join(["scicli", "report", *words])


def _named(path: str) -> str:
    from scicli.files.paths import SHIPPED, STANDARD_INPUT, readable

    return path if path in {SHIPPED, STANDARD_INPUT} else readable(Path(path).name or path)
