"""The commands that ask a question and show a table."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

from typer import Argument, Exit, Option

import scicli
from scicli.cli import options
from scicli.cli.commands import Start, on_data, question
from scicli.cli.mover_commands import check_editions, climbers, fallers
from scicli.errors import QuestionError
from scicli.files.schema import OVERALL

if TYPE_CHECKING:
    from scicli.index.catalog import Catalog


class Within(StrEnum):
    """The areas within which cities have a place."""

    REGION = "region"
    COUNTRY = "country"


def _check_rank(catalog: "Catalog", given: dict[str, Any]) -> None:
    catalog.require_homes(given["within"])


@question("ranking", check=_check_rank)
def rank(
    edition: options.Edition = "latest",
    category: options.Category = OVERALL,
    rows: options.Rows = None,
    region: options.Region = None,
    country: options.Country = None,
    around: Annotated[
        str | None, options.city_option(help="Only a city, and five rows on each side of it.")
    ] = None,
    within: Annotated[
        Within | None, Option(help="Add the place among the cities of the region or country.")
    ] = None,
) -> None:
    """List the rank table of an edition.

    Example: scicli rank --edition 6 --country KR
    """


def _check_comparison(catalog: "Catalog", given: dict[str, Any]) -> None:
    catalog.rivals(given["cities"])
    catalog.between(given["from_edition"], given["to_edition"])


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


_TOP = 10


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
    catalog.between(given["from_edition"], given["to_edition"])


@question("trend", check=_check_trend)
def trend(
    cities: Annotated[
        list[str] | None,
        options.city_argument(metavar="[CITY]...", help="The cities; without any, all cities."),
    ] = None,
    category: options.Category = OVERALL,
    from_edition: options.SpanFrom = None,
    to_edition: options.SpanTo = None,
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


@question("leaders")
def leaders(
    category: options.Category = OVERALL,
    top: Annotated[int, Option("--top", metavar="N", min=1, help="Who stood in the top N.")] = 1,
) -> None:
    """List who stood first in each edition, and for how long.

    Example: scicli leaders --top 3
    """


@on_data()
def changes(
    start: Start,
    from_edition: Annotated[
        str | None,
        options.edition_argument(
            metavar="[FROM]", help="The earlier edition; else the one before."
        ),
    ] = None,
    to_edition: Annotated[
        str | None,
        options.edition_argument(metavar="[TO]", help="The later edition; else the latest."),
    ] = None,
    category: options.Category = OVERALL,
    top: Annotated[
        int, Option(metavar="N", min=1, help="The top that cities enter and leave.")
    ] = _TOP,
    common: options.Common = False,
    was: Annotated[
        str | None,
        Option(metavar="PATH", help="Compare data instead of editions: the old version of them."),
    ] = None,
    now: Annotated[
        str | None, Option(metavar="PATH", help="The new version; else that of --data.")
    ] = None,
) -> None:
    """Show what changed between two editions, or in the data.

    Example: scicli changes 11 12
    """
    if was is None and now is not None:
        raise QuestionError("--now is compared with nothing", "add --was PATH")
    if was is not None:
        if from_edition:
            raise QuestionError("versions of the data have all editions", "leave out the editions")
        if (category, top, common) != (OVERALL, _TOP, False):
            problem = "versions of the data are compared whole"
            raise QuestionError(problem, "leave out --category, --top and --common")
        _compare_versions(start, was, now)
        return
    request = start()
    span = request.catalog.span(from_edition, to_edition)
    key = request.catalog.category(category)
    request.answer(scicli.changes, *span, category=key, top=top, common=common)


def _compare_versions(start: Start, was: str, now: str | None) -> None:
    from scicli.view.target import write

    if start.keywords["chart"]:
        raise QuestionError("versions of the data have no chart", "leave out --chart")
    request = start(data=[now]) if now else start()
    with request.waiting.during("comparing"):
        answer = scicli.versions(was, request.files)
    write(answer, request.target, request.waiting)
    if len(answer.frame):
        raise Exit(1)


@question("records")
def records(
    city: Annotated[
        str | None,
        options.city_argument(metavar="[CITY]", help="The city; without one, the whole ranking."),
    ] = None,
    category: options.Category = OVERALL,
    top: Annotated[
        int | None, Option(metavar="N", min=1, help="Only records of the top N, and of no top.")
    ] = None,
    as_of: Annotated[
        str, options.edition_option(help="The last edition to look at; none later is known.")
    ] = "latest",
    region: options.Region = None,
    country: options.Country = None,
) -> None:
    """List who did most, longest and first.

    Example: scicli records Busan
    """


@on_data(data=None, name="", sources=False, chart=None)
def panel(
    start: Start,
    city: Annotated[str, Argument(metavar="CITY", help="The city.")],
    data: Annotated[
        list[str] | None,
        Option("--data", "-d", metavar="PATH", help="A ranking; once for each. Else SCICLI_DATA."),
    ] = None,
    category: Annotated[
        str, Option("--category", "-c", metavar="NAME", help="A category that all have.")
    ] = OVERALL,
) -> None:
    """Show a city in several rankings, side by side.

    Example: scicli panel Busan --data shipped
    """
    from scicli.files.paths import SHIPPED

    requests = [start(data=[path]) for path in options.data_paths(data) or [SHIPPED]]
    known = [one for one in requests if _names(one.catalog, city)]
    if not known:
        requests[0].catalog.city(city)

    from scicli.index.index import assemble
    from scicli.view.target import write

    first = requests[0]
    with first.waiting.during("answering"):
        indexes = [assemble(one.files, one.catalog) for one in requests]
        answer = scicli.panel(indexes, city, category=category)
    write(answer, first.target, first.waiting)


def _names(catalog: "Catalog", city: str) -> bool:
    try:
        return bool(catalog.city(city, whole=True))
    except QuestionError:
        return False


@question("overtakes", check=check_editions, chart=None)
def overtakes(
    city: options.City,
    from_edition: options.From = None,
    to_edition: options.To = None,
    category: options.Category = OVERALL,
) -> None:
    """List whom a city overtook, and who overtook it.

    Example: scicli overtakes Busan --to 6
    """


COMMANDS = (
    rank,
    climbers,
    fallers,
    breakdown,
    compare,
    trend,
    gap,
    leaders,
    records,
    changes,
    panel,
    overtakes,
)
