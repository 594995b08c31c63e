"""The command `breakdown`."""

from typing import Annotated

import typer

from scicli.cli import completing, options


def breakdown(
    cities: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CITY]...",
            help="The cities; without one: who leads.",
            autocompletion=completing.cities,
        ),
    ] = None,
    edition: options.Edition = "latest",
    data: options.Data = None,
    format_: options.OutputFormat = None,
    output: options.Output = None,
    quiet: options.Quiet = False,
    sources: options.Sources = False,
    chart: options.Chart = None,
) -> None:
    """Show a city by category, or who leads each.

    Example: scicli breakdown Busan --edition 12
    """
    from scicli.cli.asking import asked

    question = asked(data, format_, output, quiet=quiet, sources=sources, chart=chart)
    label = question.named.edition(edition)
    names = question.named.distinct_cities(cities or [])

    from scicli.analysis.breakdown import breakdown as answer

    question.answer(lambda index: answer(index, *names, edition=label))
