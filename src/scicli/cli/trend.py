"""The command `trend`."""

from typing import Annotated

import typer

from scicli.cli import completing, options
from scicli.files.categories import OVERALL


def trend(
    cities: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CITY]...",
            help="The cities; without one: every city.",
            autocompletion=completing.cities,
        ),
    ] = None,
    category: options.Category = OVERALL,
    data: options.Data = None,
    format_: options.OutputFormat = None,
    output: options.Output = None,
    quiet: options.Quiet = False,
    sources: options.Sources = False,
    chart: options.Chart = None,
) -> None:
    """Show rank histories.

    Example: scicli trend Busan Seoul Tokyo
    """
    from scicli.cli.asking import asked

    question = asked(data, format_, output, quiet=quiet, sources=sources, chart=chart)
    names = question.named.distinct_cities(cities or [])
    key = question.named.category(category)

    from scicli.analysis.trend import trend as answer

    question.answer(lambda index: answer(index, *names, category=key))
