"""The options that commands share, each worded once."""

from functools import partial
from typing import Annotated

from typer import Argument, Option

from scicli.cli import completing
from scicli.view.formats import Format

edition_option = partial(Option, metavar="LABEL", autocompletion=completing.EDITIONS.complete)
category_option = partial(Option, metavar="NAME", autocompletion=completing.CATEGORIES.complete)
city_option = partial(Option, metavar="CITY", autocompletion=completing.CITIES.complete)
city_argument = partial(Argument, metavar="CITY", autocompletion=completing.CITIES.complete)

Edition = Annotated[
    str,
    edition_option(
        "--edition", "-e", help="A label, a number, latest, previous or first.", show_default=True
    ),
]
From = Annotated[str | None, edition_option("--from", help="The edition to compare from.")]
To = Annotated[
    str | None, edition_option("--to", "-e", "--edition", help="The edition to compare to.")
]
Category = Annotated[
    str,
    category_option(
        "--category", "-c", help="The category, or how its name begins.", show_default=True
    ),
]
City = Annotated[str, city_argument(help="The city.")]
Rows = Annotated[
    int | None, Option("--rows", "-n", metavar="N", min=1, help="Show the first N rows, and ties.")
]
Region = Annotated[
    list[str] | None,
    Option(
        metavar="NAME",
        help="Only cities in a region; may be repeated.",
        autocompletion=completing.REGIONS.complete,
    ),
]
Country = Annotated[
    list[str] | None,
    Option(
        metavar="NAME",
        help="Only cities in a country, such as KR; may be repeated.",
        autocompletion=completing.COUNTRIES.complete,
    ),
]
Data = Annotated[
    list[str] | None,
    Option(
        "--data", "-d", metavar="PATH", help="Your own data: a file or a folder; else SCICLI_DATA."
    ),
]
OutputFormat = Annotated[Format | None, Option("--format", "-f", help="The format of the answer.")]
Output = Annotated[
    str | None, Option("--output", "-o", metavar="FILE", help="Write the answer to a file.")
]
Quiet = Annotated[bool, Option("--quiet", "-q", help="Leave out the notes.")]
Sources = Annotated[bool, Option("--sources", help="List the sources below the table.")]
Chart = Annotated[
    str | None,
    Option(metavar="FILE", help="Draw a chart too: .svg, .png, .pdf or .html (extra report)."),
]
