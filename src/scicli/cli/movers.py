"""The commands `climbers` and `fallers`, which differ only in their direction."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from scicli.cli import options
from scicli.files.categories import OVERALL

if TYPE_CHECKING:
    from scicli.analysis.answer import Answer

_TEN_ROWS = 10

Places = Annotated[
    int,
    typer.Option(
        "--min", metavar="PLACES", min=1, help="Only who moved so many places for certain."
    ),
]
Exact = Annotated[
    bool, typer.Option("--exact", help="Only ranks that are one number in both editions.")
]


def _climbers() -> "Callable[..., Answer]":
    from scicli.analysis.climbers import climbers

    return climbers


def _fallers() -> "Callable[..., Answer]":
    from scicli.analysis.fallers import fallers

    return fallers


def _command(
    imported: "Callable[[], Callable[..., Answer]]", name: str, doc: str
) -> Callable[..., None]:
    """Return the command that asks a question which is imported when it is asked."""

    def command(
        from_edition: options.From = None,
        to_edition: options.To = None,
        category: options.Category = OVERALL,
        rows: options.Rows = _TEN_ROWS,
        places: Places = 1,
        exact: Exact = False,
        region: options.Region = None,
        country: options.Country = None,
        data: options.Data = None,
        format_: options.OutputFormat = None,
        output: options.Output = None,
        quiet: options.Quiet = False,
        sources: options.Sources = False,
        chart: options.Chart = None,
    ) -> None:
        from scicli.cli.asking import asked

        question = asked(data, format_, output, quiet=quiet, sources=sources, chart=chart)
        named = question.named
        start, end = named.span(from_edition, to_edition)
        key = named.category(category)
        regions = [named.region(name) for name in region or ()]
        countries = [named.country(name) for name in country or ()]
        ask = imported()
        question.answer(
            lambda index: ask(
                index,
                from_edition=start,
                to_edition=end,
                category=key,
                rows=rows,
                region=regions,
                country=countries,
                places=places,
                ranks="exact" if exact else "all",
            )
        )

    command.__name__, command.__doc__ = name, doc
    return command


climbers = _command(
    _climbers,
    "climbers",
    """List the biggest climbers between two editions.

    Example: scicli climbers --from 3 --to 5
    """,
)
fallers = _command(
    _fallers,
    "fallers",
    """List the biggest fallers between two editions.

    Example: scicli fallers --to 6 --min 5
    """,
)
