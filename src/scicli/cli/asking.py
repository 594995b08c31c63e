"""The way from a command to its written answer, and what every question has for that."""

import os
from collections.abc import Callable, Iterable
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Any, NamedTuple

from scicli.cli import options

if TYPE_CHECKING:
    from pathlib import Path

    from scicli.analysis.answer import Answer
    from scicli.files.dataset import Files
    from scicli.index.catalog import Catalog
    from scicli.view.formats import Format
    from scicli.view.progress import Waiting
    from scicli.view.target import Target

# The options of every question, then those of some.
_SHARED = {
    "data": (options.Data, None),
    "format_": (options.OutputFormat, None),
    "output": (options.Output, None),
    "quiet": (options.Quiet, False),
    "sources": (options.Sources, False),
    "chart": (options.Chart, None),
}


class Question(NamedTuple):
    """The data that a question is asked of, and where its answer goes."""

    catalog: "Catalog"
    files: "Files"
    destination: "Target"
    chart: "Path | None"
    waiting: "Waiting"

    def answer(self, ask: "Callable[..., Answer]", *names: object, **asked: object) -> "Answer":
        """Load and check the data, ask the question of them, write the answer, and return it."""
        from scicli.index.index import assemble
        from scicli.view.target import draw, write

        with self.waiting.during("checking"):
            index = assemble(self.files, self.catalog)
        with self.waiting.during("answering"):
            answer = ask(index, *names, **asked)
        if self.chart is not None:
            draw(answer, self.chart, self.waiting)
        write(answer, self.destination, self.waiting)
        return answer


def question(
    *, sources: bool = False, chart: bool = False
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a command of a function that asks a question.

    The function takes the `Question` and its own options, in which every name is that of the data:
    one that the data do not have is found out before anything heavy is imported. The command has
    the options that all questions share, too.
    """
    left_out = {name for name, has in (("sources", sources), ("chart", chart)) if not has}

    def command_of(ask: Callable[..., None]) -> Callable[..., None]:
        own = list(signature(ask).parameters.values())[1:]
        shared = [
            Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, default=default, annotation=type_)
            for name, (type_, default) in _SHARED.items()
            if name not in left_out
        ]

        # Typer converts each word to the type of its parameter, and only the signature knows them.
        def command(**given: Any) -> None:  # noqa: ANN401
            asked = start(**{one.name: given.pop(one.name) for one in shared})
            for one in own:
                for resolve in getattr(one.annotation, "__metadata__", ()):
                    if isinstance(resolve, options.Resolved) and given[one.name] is not None:
                        given[one.name] = resolve.by(asked.catalog, given[one.name])
            ask(asked, **given)

        command.__name__, command.__doc__ = ask.__name__, ask.__doc__
        parameters = [*own, *shared]
        command.__annotations__ = {one.name: one.annotation for one in parameters}
        # Typer reads the parameters from here; a function's own type has no such field.
        command.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
        return command

    return command_of


def start(
    data: list[str] | None,
    format_: "Format | None",
    output: str | None,
    *,
    quiet: bool,
    sources: bool = False,
    chart: str | None = None,
) -> Question:
    """Read what the data name, once it is clear that the answer can be written as asked."""
    from scicli.view.progress import Waiting
    from scicli.view.target import Target, chart_file

    destination = Target.asked(format_, output, quiet=quiet, sources=sources)
    drawn = None if chart is None else chart_file(chart, destination)
    waiting = Waiting()
    files, catalog = read_named(data_paths(data), (destination.file, drawn), waiting)
    return Question(catalog, files, destination, drawn, waiting)


def read_named(
    paths: list[str], written: "Iterable[Path | None]", waiting: "Waiting"
) -> "tuple[Files, Catalog]":
    """Read data and what they name, once it is clear that nothing is written onto them."""
    from scicli.files.dataset import read
    from scicli.files.paths import SHIPPED, local_files
    from scicli.index.catalog import read_catalog
    from scicli.view.target import check_not_read

    for file in written:
        check_not_read(file, local_files(paths or [SHIPPED]))
    with waiting.during("reading"):
        files = read(paths)
        return files, read_catalog(files)


def data_paths(asked: list[str] | None) -> list[str]:
    """Return the data that are asked for: by `--data`, else by SCICLI_DATA, else none."""
    environment = os.environ.get("SCICLI_DATA", "").split(os.pathsep)
    return asked or [path for path in environment if path]
