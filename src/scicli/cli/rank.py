"""The command `rank`."""

from typing import Annotated

import typer

from scicli.cli import options
from scicli.cli.app import QUESTIONS, app
from scicli.index.files import read
from scicli.index.outline import OVERALL, outline
from scicli.view.write import Destination, write


@app.command(rich_help_panel=QUESTIONS)
def rank(
    edition: options.Edition = "latest",
    category: options.Category = OVERALL,
    rows: options.Rows = None,
    region: options.Region = None,
    country: options.Country = None,
    around: Annotated[
        str | None,
        typer.Option("--around", metavar="CITY", help="A city, with five rows on each side."),
    ] = None,
    data: options.Data = None,
    format_: options.OutputFormat = None,
    output: options.Output = None,
    quiet: options.Quiet = False,
    sources: options.Sources = False,
) -> None:
    """List the rank table of an edition.

    Example: scicli rank --edition 6 --country KR
    """
    destination = Destination.asked(format_, output, quiet=quiet, sources=sources)
    files = read(options.data_paths(data))
    named = outline(files)
    # A name that the data do not have is found out before anything heavy is imported.
    label, key = named.edition(edition), named.category(category)
    region = region and named.region(region)
    country = country and named.country(country)
    around = around and named.city(around)

    from scicli.analysis.ranking import ranking
    from scicli.index.load import assemble

    answer = ranking(
        assemble(files, named),
        edition=label,
        category=key,
        rows=rows,
        region=region,
        country=country,
        around=around,
    )
    write(answer, destination)
