"""The command `compare`."""

from typing import Annotated

import typer

from scicli.cli import completing, options
from scicli.files.categories import OVERALL


def compare(
    cities: Annotated[
        list[str],
        typer.Argument(
            metavar="CITY CITY...", help="The cities.", autocompletion=completing.cities
        ),
    ],
    category: options.Category = OVERALL,
    from_edition: options.From = None,
    to_edition: options.To = None,
    data: options.Data = None,
    format_: options.OutputFormat = None,
    output: options.Output = None,
    quiet: options.Quiet = False,
    sources: options.Sources = False,
    chart: options.Chart = None,
) -> None:
    """Set cities head to head.

    Example: scicli compare Busan Seoul
    """
    from scicli.cli.asking import asked

    question = asked(data, format_, output, quiet=quiet, sources=sources, chart=chart)
    names = question.named.rivals(cities)
    key = question.named.category(category)
    question.named.between(from_edition, to_edition)

    from scicli.analysis.compare import compare as answer

    question.answer(
        lambda index: answer(
            index,
            *names,
            category=key,
            from_edition=from_edition,
            to_edition=to_edition,
        )
    )
