"""The commands that turn figures into sentences and back: `findings` and `verify`."""

from pathlib import Path
from typing import Annotated

import typer

from scicli.cli import completing, options
from scicli.errors import QuestionError
from scicli.files.categories import OVERALL


def findings(
    city: Annotated[
        str | None,
        typer.Argument(
            metavar="[CITY]",
            help="The city; without one: the edition.",
            autocompletion=completing.cities,
        ),
    ] = None,
    edition: options.Edition = "latest",
    data: options.Data = None,
    format_: options.OutputFormat = None,
    output: options.Output = None,
    quiet: options.Quiet = False,
) -> None:
    """Say in sentences what the figures say.

    Example: scicli findings Busan --edition 12
    """
    from scicli.cli.asking import asked

    question = asked(data, format_, output, quiet=quiet, sources=False)
    question.named.category(OVERALL)
    label = question.named.edition(edition)
    name = None if city is None else question.named.city(city)

    from scicli.claims.findings import findings as answer

    question.answer(lambda index: answer(index, name, edition=label))


def verify(
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="Claims, as CSV or JSON; - reads them.")
    ] = None,
    kinds: Annotated[
        bool, typer.Option("--kinds", help="Tell what each kind of claim means.")
    ] = False,
    data: options.Data = None,
    format_: options.OutputFormat = None,
    output: options.Output = None,
    quiet: options.Quiet = False,
) -> None:
    """Judge whether claims hold.

    Example: scicli verify claims.csv
    """
    if kinds is (file is not None):
        raise QuestionError("verify takes a file of claims or --kinds", "name one of the two")
    if file is None:
        from scicli.view.progress import Waiting
        from scicli.view.target import Destination, write

        destination = Destination.asked(format_, output, quiet=quiet, sources=False)

        from scicli.claims.verify import kinds as meanings

        write(meanings(), destination, Waiting())
        return
    from scicli.claims.claim_files import read_claims
    from scicli.cli.asking import asked
    from scicli.cli.environment import data_paths
    from scicli.files.paths import STANDARD_INPUT
    from scicli.view.target import check_not_read, complain, file_named

    if file == STANDARD_INPUT and STANDARD_INPUT in data_paths(data):
        raise QuestionError("standard input is named twice", "name - once")
    if output is not None:
        check_not_read(file_named(output), [Path(file)])
    question = asked(data, format_, output, quiet=quiet, sources=False)
    read = read_claims(file)

    from scicli.claims.verify import CONTRADICTED
    from scicli.claims.verify import verify as answer

    answered = question.answer(lambda index: answer(index, read.claims))
    for error in read.malformed:
        complain(error)
    if read.malformed:
        raise typer.Exit(read.malformed[0].exit_code)
    if CONTRADICTED in set(answered.frame["verdict"]):
        raise typer.Exit(1)
