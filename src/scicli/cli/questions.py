"""The commands that ask a question and show a table: their options and their words."""

from collections.abc import Callable
from typing import Annotated

import typer

from scicli.cli import completing, options
from scicli.cli.commands import question
from scicli.files.schema import OVERALL

_TEN_ROWS = 10
_BOTH = ("sources", "chart")


@question("analysis.ranking.ranking", shared=_BOTH)
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
        options.CITY,
    ] = None,
) -> None:
    """List the rank table of an edition.

    Example: scicli rank --edition 6 --country KR
    """


def _movers(name: str, words: str) -> Callable[..., None]:
    """Return the options of a question on who moved most, with its own name and words."""

    def wording(
        from_edition: options.From = None,
        to_edition: options.To = None,
        category: options.Category = OVERALL,
        rows: options.Rows = _TEN_ROWS,
        places: Annotated[
            int,
            typer.Option(
                "--min", metavar="PLACES", min=1, help="Only who moved so many places for certain."
            ),
        ] = 1,
        ranks: Annotated[
            bool,
            typer.Option("--exact", help="Only ranks that are one number in both editions."),
            options.Resolved(lambda _, exact: "exact" if exact else "all"),
        ] = False,
        region: options.Region = None,
        country: options.Country = None,
    ) -> None:
        pass

    wording.__name__, wording.__doc__ = name, words
    return wording


climbers = question("analysis.movers.climbers", shared=_BOTH, ends="span")(
    _movers(
        "climbers",
        """List the biggest climbers between two editions.

        Example: scicli climbers --from 3 --to 5
        """,
    )
)
fallers = question("analysis.movers.fallers", shared=_BOTH, ends="span")(
    _movers(
        "fallers",
        """List the biggest fallers between two editions.

        Example: scicli fallers --to 6 --min 5
        """,
    )
)


@question("analysis.breakdown.breakdown", shared=_BOTH)
def breakdown(
    cities: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CITY]...",
            help="The cities; without one: who leads.",
            autocompletion=completing.cities,
        ),
        options.CITIES,
    ] = None,
    edition: options.Edition = "latest",
) -> None:
    """Show a city by category, or who leads each.

    Example: scicli breakdown Busan --edition 12
    """


@question("analysis.compare.compare", shared=_BOTH, ends="between")
def compare(
    cities: Annotated[
        list[str],
        typer.Argument(
            metavar="CITY CITY...", help="The cities.", autocompletion=completing.cities
        ),
        options.RIVALS,
    ],
    category: options.Category = OVERALL,
    from_edition: options.From = None,
    to_edition: options.To = None,
) -> None:
    """Set cities head to head.

    Example: scicli compare Busan Seoul
    """


@question("analysis.trend.trend", shared=_BOTH)
def trend(
    cities: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CITY]...",
            help="The cities; without one: every city.",
            autocompletion=completing.cities,
        ),
        options.CITIES,
    ] = None,
    category: options.Category = OVERALL,
) -> None:
    """Show rank histories.

    Example: scicli trend Busan Seoul Tokyo
    """


@question("analysis.movers.overtakes", shared=["sources"], ends="span")
def overtakes(
    city: options.City,
    from_edition: options.From = None,
    to_edition: options.To = None,
    category: options.Category = OVERALL,
) -> None:
    """List whom a city passed, and who passed it.

    Example: scicli overtakes Busan --to 6
    """


@question("analysis.listings.editions", "Data")
def editions() -> None:
    """List the editions and how much of each is held.

    Example: scicli editions
    """


@question("analysis.listings.cities", "Data")
def cities(
    text: Annotated[
        str | None, typer.Argument(metavar="[TEXT]", help="Only names that have this in them.")
    ] = None,
    region: options.Region = None,
    country: options.Country = None,
) -> None:
    """List the cities, their aliases and when they were ranked.

    Example: scicli cities --country US
    """


@question("analysis.listings.sources", "Data", always=["sources"])
def sources(
    city: Annotated[
        str | None,
        typer.Argument(
            metavar="[CITY]", help="Only the figures of a city.", autocompletion=completing.cities
        ),
        options.CITY,
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
        options.EDITION,
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
        options.CATEGORY,
    ] = None,
) -> None:
    """Show where each figure comes from.

    Example: scicli sources Busan --edition 6
    """


COMMANDS = (
    *(rank, climbers, fallers, breakdown, compare, trend, overtakes),
    *(editions, cities, sources),
)
