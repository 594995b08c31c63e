"""The options that commands share, each worded once, with how its names are resolved."""

from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from scicli.cli import completing
from scicli.view.formats import Format

if TYPE_CHECKING:
    from collections.abc import Callable

    from scicli.index.catalog import Catalog


class Resolved(NamedTuple):
    """How what was typed becomes a name of the data, if anything was."""

    by: "Callable[[Catalog, Any], Any]"


EDITION = Resolved(lambda catalog, text: catalog.edition(text))
CATEGORY = Resolved(lambda catalog, text: catalog.category(text))
CITY = Resolved(lambda catalog, text: catalog.city(text))
CITIES = Resolved(lambda catalog, texts: catalog.distinct_cities(texts))
RIVALS = Resolved(lambda catalog, texts: catalog.rivals(texts))
REGIONS = Resolved(lambda catalog, texts: [catalog.region(text) for text in texts])
COUNTRIES = Resolved(lambda catalog, texts: [catalog.country(text) for text in texts])

Edition = Annotated[
    str,
    typer.Option(
        "--edition",
        "-e",
        metavar="LABEL",
        help="Its label, its number, or latest, previous, first.",
        show_default=True,
        autocompletion=completing.editions,
    ),
    EDITION,
]
From = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="LABEL",
        help="The edition compared from.",
        autocompletion=completing.editions,
    ),
    EDITION,
]
To = Annotated[
    str | None,
    typer.Option(
        "--to",
        "-e",
        "--edition",
        metavar="LABEL",
        help="The edition compared to.",
        autocompletion=completing.editions,
    ),
    EDITION,
]
Category = Annotated[
    str,
    typer.Option(
        "--category",
        "-c",
        metavar="NAME",
        help="Its name, or the beginning.",
        show_default=True,
        autocompletion=completing.categories,
    ),
    CATEGORY,
]
Rows = Annotated[
    int | None,
    typer.Option("--rows", "-n", metavar="N", min=1, help="The first N rows, and ties."),
]
Region = Annotated[
    list[str] | None,
    typer.Option(
        "--region",
        metavar="NAME",
        help="Only cities of a region; may be repeated.",
        autocompletion=completing.regions,
    ),
    REGIONS,
]
Country = Annotated[
    list[str] | None,
    typer.Option(
        "--country",
        metavar="NAME",
        help="Only cities of a country, such as KR; may be repeated.",
        autocompletion=completing.countries,
    ),
    COUNTRIES,
]
Data = Annotated[
    list[str] | None,
    typer.Option(
        "--data",
        "-d",
        metavar="PATH",
        help="Your own editions: a file, or a folder of files; SCICLI_DATA holds the same.",
    ),
]
OutputFormat = Annotated[
    Format | None, typer.Option("--format", "-f", help="How the answer is written.")
]
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write the answer to a file."),
]
Chart = Annotated[
    str | None,
    typer.Option(
        "--chart", metavar="FILE", help="Draw it too, as .svg, .png, .pdf or .html (extra report)."
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Leave the notes out.")]
Sources = Annotated[bool, typer.Option("--sources", help="List the sources beneath the table.")]
City = Annotated[
    str, typer.Argument(metavar="CITY", help="The city.", autocompletion=completing.cities), CITY
]
