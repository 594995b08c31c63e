"""The commands `climbers` and `fallers`, which have the same options."""

from enum import StrEnum
from math import inf, nan
from typing import TYPE_CHECKING, Annotated, Any

from typer import Option

from scicli.cli import options
from scicli.cli.commands import Command, question
from scicli.errors import QuestionError
from scicli.files.schema import OVERALL

if TYPE_CHECKING:
    from scicli.index.catalog import Catalog


class Gained(StrEnum):
    """What cities gain or lose."""

    PLACES = "places"
    RATING = "rating"


_Top = Annotated[
    int | None, Option(metavar="N", min=1, help="Only cities in the top N before or after.")
]
_Exact = Annotated[
    bool,
    Option(
        "--exact",
        callback=lambda exact: "exact" if exact else "all",
        help="Only cities with an exact rank in both editions.",
    ),
]


def _number(text: str | None) -> float | None:
    """Return the number that `--min` states."""
    try:
        number = None if text is None else float(text)
    except ValueError:
        number = nan
    if number is not None and not 0 < number < inf:
        raise QuestionError(f"--min cannot be '{text}'", "write a number above 0, such as 5")
    return number


def check_editions(catalog: "Catalog", given: dict[str, Any]) -> None:
    """Check that a question names two editions to compare."""
    catalog.span(given["from_edition"], given["to_edition"])


def _movers(name: str, verb: str, example: str) -> Command:
    def declaration(
        from_edition: options.From = None,
        to_edition: options.To = None,
        category: options.Category = OVERALL,
        rows: options.Rows = 10,
        least: Annotated[
            str | None,
            Option(
                "--min",
                metavar="N",
                callback=_number,
                help=f"Only cities that {verb} at least N places (or points) for certain.",
            ),
        ] = None,
        ranks: _Exact = False,
        by: Annotated[Gained, Option(help="Compare ranks, or ratings.")] = Gained.PLACES,
        steps: Annotated[
            bool,
            Option(
                "--every",
                callback=lambda every: "every" if every else "whole",
                help=f"Only cities that {verb} in each step from edition to edition.",
            ),
        ] = False,
        top: _Top = None,
        common: options.Common = False,
        region: options.Region = None,
        country: options.Country = None,
    ) -> None:
        """Declare the options of both commands."""

    declaration.__name__ = name
    declaration.__doc__ = f"List the biggest {name} between two editions.\n\nExample: {example}"
    return question(name, check=check_editions)(declaration)


climbers = _movers("climbers", "rose", "scicli climbers --from 3 --to 5")
fallers = _movers("fallers", "fell", "scicli fallers --to 6 --min 5")
