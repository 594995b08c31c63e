"""The commands that ask a question and show a table."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

from typer import Option

from scicli.cli import options
from scicli.cli.commands import Command, question
from scicli.errors import QuestionError
from scicli.files.schema import OVERALL

if TYPE_CHECKING:
    from scicli.index.catalog import Catalog


@question("ranking")
def rank(
    edition: options.Edition = "latest",
    category: options.Category = OVERALL,
    rows: options.Rows = None,
    region: options.Region = None,
    country: options.Country = None,
    around: Annotated[
        str | None, options.city_option(help="Only a city, and five rows on each side of it.")
    ] = None,
) -> None:
    """List the rank table of an edition.

    Example: scicli rank --edition 6 --country KR
    """


def _check_editions(catalog: "Catalog", given: dict[str, Any]) -> None:
    catalog.span(given["from_edition"], given["to_edition"])


def _check_comparison(catalog: "Catalog", given: dict[str, Any]) -> None:
    catalog.rivals(given["cities"])
    catalog.between(given["from_edition"], given["to_edition"])


def _movers(name: str, example: str) -> Command:
    def declaration(
        from_edition: options.From = None,
        to_edition: options.To = None,
        category: options.Category = OVERALL,
        rows: options.Rows = 10,
        places: Annotated[
            int,
            Option(
                "--min",
                metavar="PLACES",
                min=1,
                help="Only cities that moved at least this many places for certain.",
            ),
        ] = 1,
        ranks: Annotated[
            bool,
            Option(
                "--exact",
                callback=lambda exact: "exact" if exact else "all",
                help="Only cities with an exact rank in both editions.",
            ),
        ] = False,
        region: options.Region = None,
        country: options.Country = None,
    ) -> None:
        """Declare the options of both commands."""

    declaration.__name__ = name
    declaration.__doc__ = f"List the biggest {name} between two editions.\n\nExample: {example}"
    return question(name, check=_check_editions)(declaration)


climbers = _movers("climbers", "scicli climbers --from 3 --to 5")
fallers = _movers("fallers", "scicli fallers --to 6 --min 5")


@question("breakdown")
def breakdown(
    cities: Annotated[
        list[str] | None,
        options.city_argument(
            metavar="[CITY]...", help="The cities; without any, the leader of each category."
        ),
    ] = None,
    edition: options.Edition = "latest",
) -> None:
    """Show a city by category, or who leads each.

    Example: scicli breakdown Busan --edition 12
    """


@question("compare", check=_check_comparison)
def compare(
    cities: Annotated[list[str], options.city_argument(metavar="CITY CITY...", help="The cities.")],
    category: options.Category = OVERALL,
    from_edition: options.SpanFrom = None,
    to_edition: options.SpanTo = None,
) -> None:
    """Compare cities head to head.

    Example: scicli compare Busan Seoul
    """


class Sort(StrEnum):
    """The orders of the table of `trend`."""

    NAME = "name"
    LATEST = "latest"
    BEST = "best"
    GAIN = "gain"
    SPREAD = "spread"


class By(StrEnum):
    """What the rows of `trend` are."""

    CITY = "city"
    CATEGORY = "category"


def _check_trend(catalog: "Catalog", given: dict[str, Any]) -> None:
    if given["by"] == By.CATEGORY:
        catalog.only_city(given["cities"] or [], given["category"])
    if given["from_edition"] is not None:
        catalog.between(given["from_edition"], given["to_edition"])


@question("trend", check=_check_trend)
def trend(
    cities: Annotated[
        list[str] | None,
        options.city_argument(metavar="[CITY]...", help="The cities; without any, all cities."),
    ] = None,
    category: options.Category = OVERALL,
    from_edition: options.SpanFrom = None,
    to_edition: options.SpanTo = "latest",
    top: Annotated[
        int | None,
        Option(metavar="N", min=1, help="Only cities that stood in the top N in an edition."),
    ] = None,
    region: options.Region = None,
    country: options.Country = None,
    rows: options.Rows = None,
    sort: Annotated[
        Sort, Option(help="By name, latest rank, best rank, places gained, or restlessness.")
    ] = Sort.NAME,
    show: Annotated[
        bool,
        Option(
            "--rating",
            callback=lambda wanted: "rating" if wanted else "rank",
            help="Show ratings instead of ranks.",
        ),
    ] = False,
    layout: Annotated[
        bool,
        Option(
            "--wide",
            callback=lambda wanted: "wide" if wanted else "long",
            help="In csv and json, a column for each edition.",
        ),
    ] = False,
    by: Annotated[By, Option(help="The rows: cities, or the categories of one city.")] = By.CITY,
) -> None:
    """Show rank histories, city by edition.

    Example: scicli trend Busan Seoul Tokyo
    """


def _check_gap(catalog: "Catalog", given: dict[str, Any]) -> None:
    if given["to"] is None:
        raise QuestionError("there is no goal", "add --to 5, or --to CITY")
    given["to"] = catalog.goal(given["to"], given["city"])
    catalog.up_to(given["edition"], given["from_edition"])


@question("gap", check=_check_gap)
def gap(
    city: options.City,
    to: Annotated[
        str | None, options.goal_option(help="A place, such as 5, or another city.")
    ] = None,
    edition: options.Edition = "latest",
    category: options.Category = OVERALL,
    from_edition: options.SpanFrom = None,
) -> None:
    """Say how far a city is from a place or another city.

    Example: scicli gap Busan --to 5
    """


@question("leaders", chart=None)
def leaders(
    category: options.Category = OVERALL,
    top: Annotated[int, Option("--top", metavar="N", min=1, help="Who stood in the top N.")] = 1,
) -> None:
    """List who stood first in each edition, and for how long.

    Example: scicli leaders --top 3
    """


@question("overtakes", check=_check_editions, chart=None)
def overtakes(
    city: options.City,
    from_edition: options.From = None,
    to_edition: options.To = None,
    category: options.Category = OVERALL,
) -> None:
    """List whom a city overtook, and who overtook it.

    Example: scicli overtakes Busan --to 6
    """


COMMANDS = (rank, climbers, fallers, breakdown, compare, trend, gap, leaders, overtakes)
