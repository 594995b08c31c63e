"""The commands that ask a question and show a table."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from scicli.cli import completing, options
from scicli.cli.asking import Question, question
from scicli.files.schema import OVERALL

if TYPE_CHECKING:
    from scicli.analysis.answer import Answer

_TEN_ROWS = 10


@question(sources=True, chart=True)
def rank(
    asked: Question,
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
    from scicli.analysis.ranking import ranking

    asked.answer(
        ranking,
        edition=edition,
        category=category,
        rows=rows,
        region=region,
        country=country,
        around=around,
    )


def _movers(ask: "Callable[[], Callable[..., Answer]]", name: str, doc: str) -> Callable[..., None]:
    """Return the command that asks who moved most in one direction."""

    def command(
        asked: Question,
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
        exact: Annotated[
            bool, typer.Option("--exact", help="Only ranks that are one number in both editions.")
        ] = False,
        region: options.Region = None,
        country: options.Country = None,
    ) -> None:
        start, end = asked.catalog.span(from_edition, to_edition)
        asked.answer(
            ask(),
            from_edition=start,
            to_edition=end,
            category=category,
            rows=rows,
            region=region,
            country=country,
            places=places,
            ranks="exact" if exact else "all",
        )

    command.__name__, command.__doc__ = name, doc
    return question(sources=True, chart=True)(command)


def _climbers() -> "Callable[..., Answer]":
    from scicli.analysis.movers import climbers

    return climbers


def _fallers() -> "Callable[..., Answer]":
    from scicli.analysis.movers import fallers

    return fallers


climbers = _movers(
    _climbers,
    "climbers",
    """List the biggest climbers between two editions.

    Example: scicli climbers --from 3 --to 5
    """,
)
fallers = _movers(
    _fallers,
    "fallers",
    """List the biggest fallers between two editions.

    Example: scicli fallers --to 6 --min 5
    """,
)


@question(sources=True, chart=True)
def breakdown(
    asked: Question,
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
    from scicli.analysis.breakdown import breakdown as ask

    asked.answer(ask, *(cities or ()), edition=edition)


@question(sources=True, chart=True)
def compare(
    asked: Question,
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
    asked.catalog.between(from_edition, to_edition)

    from scicli.analysis.compare import compare as ask

    asked.answer(ask, *cities, category=category, from_edition=from_edition, to_edition=to_edition)


@question(sources=True, chart=True)
def trend(
    asked: Question,
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
    from scicli.analysis.trend import trend as ask

    asked.answer(ask, *(cities or ()), category=category)


@question(sources=True)
def overtakes(
    asked: Question,
    city: options.City,
    from_edition: options.From = None,
    to_edition: options.To = None,
    category: options.Category = OVERALL,
) -> None:
    """List whom a city passed, and who passed it.

    Example: scicli overtakes Busan --to 6
    """
    start, end = asked.catalog.span(from_edition, to_edition)

    from scicli.analysis.overtakes import overtakes as ask

    asked.answer(ask, city, from_edition=start, to_edition=end, category=category)


@question()
def editions(asked: Question) -> None:
    """List the editions and how much of each is held.

    Example: scicli editions
    """
    from scicli.analysis.listings import editions as ask

    asked.answer(ask)


@question()
def cities(
    asked: Question,
    text: Annotated[
        str | None, typer.Argument(metavar="[TEXT]", help="Only names that have this in them.")
    ] = None,
    region: options.Region = None,
    country: options.Country = None,
) -> None:
    """List the cities, their aliases and when they were ranked.

    Example: scicli cities --country US
    """
    from scicli.analysis.listings import cities as ask

    asked.answer(ask, text, region=region, country=country)


@question()
def sources(
    asked: Question,
    city: Annotated[
        str | None,
        typer.Argument(
            metavar="[CITY]",
            help="Only the figures of a city.",
            autocompletion=completing.cities,
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
    from scicli.analysis.listings import sources as ask

    listing = asked._replace(destination=asked.destination._replace(sources=True))
    listing.answer(ask, city, edition=edition, category=category)
