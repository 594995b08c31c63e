"""The command `package`."""

import sys
from typing import Annotated

from scicli.cli import options
from scicli.cli.commands import Start, on_data


@on_data(
    no_places=False,
    language_of_names=None,
    format_=None,
    json=False,
    output=None,
    quiet=True,
    sources=False,
    chart=None,
)
def package(
    start: Start,
    output: Annotated[
        str | None,
        options.output_option(metavar="FOLDER", help="The folder to write, a new one."),
    ] = None,
    quiet: options.WithoutReport = False,
) -> None:
    """Write the data as a Data Package: tables, schema, checksums.

    Example: scicli package --data mine.csv -o mine
    """
    from scicli.files.paths import SHIPPED, local_files
    from scicli.view.package_folder import folder_named

    read = local_files(options.data_paths(start.keywords["data"]) or [SHIPPED])
    folder = folder_named(output, read)
    request = start()

    from scicli.index.index import assemble
    from scicli.view.folder import write_folder
    from scicli.view.package import data_package, package_report
    from scicli.view.target import show

    with request.waiting.during("checking"):
        index = assemble(request.files, request.catalog)
    with request.waiting.during("writing"):
        made = data_package(index)
        write_folder(made.files.items(), folder)
    if not quiet:
        show(package_report(made, index, folder), sys.stdout)
