"""How a command is declared, and the road from a question to its written answer."""

import os
from collections.abc import Callable, Iterable
from importlib import import_module
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from typer.models import ArgumentInfo

from scicli.cli import options

if TYPE_CHECKING:
    from pathlib import Path

    from scicli.analysis.answer import Answer
    from scicli.files.dataset import Files
    from scicli.index.catalog import Catalog
    from scicli.view.formats import Format
    from scicli.view.progress import Waiting
    from scicli.view.target import Target

Panel = Literal["Questions", "Words", "Data"]
"""The part of the help that lists a command."""
# The options of every question, then those of some.
_SHARED = {
    "data": (options.Data, None),
    "format_": (options.OutputFormat, None),
    "output": (options.Output, None),
    "quiet": (options.Quiet, False),
    "sources": (options.Sources, False),
    "chart": (options.Chart, None),
}


class Command(NamedTuple):
    """A command: the function whose parameters are its options, and the panel of the help."""

    name: str
    run: Callable[..., None]
    panel: Panel


class Question(NamedTuple):
    """The data that a question is asked of, and where its answer goes."""

    catalog: "Catalog"
    files: "Files"
    target: "Target"
    chart: "Path | None"
    waiting: "Waiting"

    def answer(self, ask: "Callable[..., Answer]", *names: object, **given: object) -> "Answer":
        """Check the data, ask a question of them, write the answer, and return it."""
        from scicli.index.index import assemble
        from scicli.view.target import draw, write

        with self.waiting.during("checking"):
            index = assemble(self.files, self.catalog)
        with self.waiting.during("answering"):
            answer = ask(index, *names, **given)
        if self.chart is not None:
            draw(answer, self.chart, self.waiting)
        write(answer, self.target, self.waiting)
        return answer


def question(
    home: str,
    panel: Panel = "Questions",
    *,
    shared: Iterable[str] = (),
    ends: Literal["span", "between", ""] = "",
    always: Iterable[str] = (),
) -> Callable[[Callable[..., None]], Command]:
    """Declare a command that asks a question of the library.

    `home` is the function that answers: "analysis.ranking.ranking". The parameters of the decorated
    function are its options; arguments are handed on by position. Before anything heavy is
    imported, each name among them becomes that of the data, and `ends` (a method of the catalog)
    checks `from_edition` and `to_edition`. The command has the options of all questions too, those
    of `shared`, and shows what is `always` asked for.
    """
    module, _, name = home.rpartition(".")

    def declare(wording: Callable[..., None]) -> Command:
        own = list(signature(wording).parameters.values())
        left_out = {"sources", "chart"} - set(shared)
        common = [
            Parameter(option, Parameter.POSITIONAL_OR_KEYWORD, default=default, annotation=type_)
            for option, (type_, default) in _SHARED.items()
            if option not in left_out
        ]

        # Typer converts each word to the type of its parameter, and only the signature knows them.
        def run(**given: Any) -> None:  # noqa: ANN401
            answered_to: dict[str, Any] = dict.fromkeys(always, True)
            asked = start(**answered_to, **{one.name: given.pop(one.name) for one in common})
            for one in own:
                for resolve in getattr(one.annotation, "__metadata__", ()):
                    if isinstance(resolve, options.Resolved) and given[one.name] is not None:
                        given[one.name] = resolve.by(asked.catalog, given[one.name])
            if ends:
                getattr(asked.catalog, ends)(given["from_edition"], given["to_edition"])
            names = [given.pop(one.name) for one in own if _is_argument(one)]
            ask = getattr(import_module(f"scicli.{module}"), name)
            asked.answer(ask, *names, **given)

        run.__doc__ = wording.__doc__
        parameters = [*own, *common]
        run.__annotations__ = {one.name: one.annotation for one in parameters}
        # Typer reads the parameters from here; a function's own type has no such field.
        run.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
        return Command(wording.__name__, run, panel)

    return declare


def _is_argument(parameter: Parameter) -> bool:
    metadata = getattr(parameter.annotation, "__metadata__", ())
    return any(isinstance(one, ArgumentInfo) for one in metadata)


def start(
    data: list[str] | None,
    format_: "Format | None",
    output: str | None,
    *,
    quiet: bool,
    sources: bool = False,
    chart: str | None = None,
) -> Question:
    """Read what the data name, once it is clear that the answer can be written."""
    from scicli.view.progress import Waiting
    from scicli.view.target import Target, chart_file

    target = Target.of(format_, output, quiet=quiet, sources=sources)
    file = None if chart is None else chart_file(chart, target)
    waiting = Waiting()
    files, catalog = read_data(data_paths(data), (target.file, file), waiting)
    return Question(catalog, files, target, file, waiting)


def read_data(
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


def data_paths(paths: list[str] | None) -> list[str]:
    """Return the data that `--data` names, else those of SCICLI_DATA, else none."""
    environment = os.environ.get("SCICLI_DATA", "").split(os.pathsep)
    return paths or [path for path in environment if path]
