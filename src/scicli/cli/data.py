"""The commands that show what is held: `editions`, `cities` and `sources`."""

from typing import Annotated

import typer

from scicli.cli import completing, options


def editions(
    data: options.Data = None,
    format_: options.OutputFormat = None,
    output: options.Output = None,
    quiet: options.Quiet = False,
) -> None:
    """List the editions and how much of each is held.

    Example: scicli editions
    """
    from scicli.cli.asking import asked

    question = asked(data, format_, output, quiet=quiet, sources=False)

    from scicli.analysis.editions import editions as answer

    question.answer(answer)


def cities(
    text: Annotated[
        str | None, typer.Argument(metavar="[TEXT]", help="Only names that have this in them.")
    ] = None,
    region: options.Region = None,
    country: options.Country = None,
    data: options.Data = None,
    format_: options.OutputFormat = None,
    output: options.Output = None,
    quiet: options.Quiet = False,
) -> None:
    """List the cities, their aliases and when they were ranked.

    Example: scicli cities --country US
    """
    from scicli.cli.asking import asked

    question = asked(data, format_, output, quiet=quiet, sources=False)
    regions = [question.named.region(name) for name in region or ()]
    countries = [question.named.country(name) for name in country or ()]

    from scicli.analysis.cities import cities as answer

    question.answer(lambda index: answer(index, text, region=regions, country=countries))


def sources(
    city: Annotated[
        str | None,
        typer.Argument(
            metavar="[CITY]",
            help="Only the figures of a city.",
            autocompletion=completing.cities,
        ),
    ] = None,
    edition: Annotated[
        str | None,
        typer.Option(
            "--edition",
            "-e",
            metavar="LABEL",
            help="Only those of an edition.",
            autocompletion=completing.editions,
        ),
    ] = None,
    category: Annotated[
        str | None,
        typer.Option(
            "--category",
            "-c",
            metavar="NAME",
            help="Only those of a category.",
            autocompletion=completing.categories,
        ),
    ] = None,
    data: options.Data = None,
    format_: options.OutputFormat = None,
    output: options.Output = None,
    quiet: options.Quiet = False,
) -> None:
    """Show where each figure comes from.

    Example: scicli sources Busan --edition 6
    """
    from scicli.cli.asking import asked

    question = asked(data, format_, output, quiet=quiet, sources=True)
    named = question.named
    city = None if city is None else named.city(city)
    label = None if edition is None else named.edition(edition)
    category = None if category is None else named.category(category)

    from scicli.analysis.sources import sources as answer

    question.answer(lambda index: answer(index, city, edition=label, category=category))
