"""The command `rank`."""

from typing import Annotated

import typer

from scicli.cli import completing, options
from scicli.files.categories import OVERALL


def rank(
    edition: options.Edition = "latest",
    category: options.Category = OVERALL,
    rows: options.Rows = None,
    region: options.Region = None,
    country: options.Country = None,
    around: Annotated[
        str | None,
        typer.Option(
            "--around",
            metavar="CITY",
            help="A city, with five rows on each side.",
            autocompletion=completing.cities,
        ),
    ] = None,
    data: options.Data = None,
    format_: options.OutputFormat = None,
    output: options.Output = None,
    quiet: options.Quiet = False,
    sources: options.Sources = False,
    chart: options.Chart = None,
) -> None:
    """List the rank table of an edition.

    Example: scicli rank --edition 6 --country KR
    """
    from scicli.cli.asking import asked

    question = asked(data, format_, output, quiet=quiet, sources=sources, chart=chart)
    named = question.named
    label, key = named.edition(edition), named.category(category)
    regions = [named.region(name) for name in region or ()]
    countries = [named.country(name) for name in country or ()]
    around = None if around is None else named.city(around)

    from scicli.analysis.ranking import ranking

    question.answer(
        lambda index: ranking(
            index,
            edition=label,
            category=key,
            rows=rows,
            region=regions,
            country=countries,
            around=around,
        )
    )
