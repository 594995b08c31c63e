"""How a command is declared, and the road from a question to its written answer."""

import os
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Any, NamedTuple

from typer.models import ArgumentInfo

from scicli.cli import options

if TYPE_CHECKING:
    from pathlib import Path

    from scicli.analysis.answer import Answer
    from scicli.files.dataset import Files
    from scicli.index.catalog import Catalog
    from scicli.view.progress import Waiting
    from scicli.view.target import Target

Command = Callable[..., None]
"""A function whose parameters are the options of a command."""


class Request(NamedTuple):
    """The data that a question is about, and where its answer goes."""

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
    *,
    shared: Iterable[str] = ("sources", "chart"),
    always: Iterable[str] = (),
    check: "Callable[[Catalog, Mapping[str, Any]], object]" = lambda *_: None,
) -> Callable[[Command], Command]:
    """Declare a command that asks a question of the library.

    `home` is the function that answers: "analysis.ranking.ranking". The parameters of the decorated
    function are its options; arguments are passed on by position. An option that TAB completes is
    resolved to a name in the data, and `check` is called, before anything heavy is imported. The
    parameters of `start` are options too, `sources` and `chart` only if `shared`; flags in `always`
    are on.
    """
    module, _, function = home.rpartition(".")

    def declare(wording: Command) -> Command:
        own = signature(wording).parameters
        infos = {name: one.annotation.__metadata__[0] for name, one in own.items()}
        positional = [name for name, info in infos.items() if isinstance(info, ArgumentInfo)]
        common = {
            name: one.replace(kind=Parameter.KEYWORD_ONLY)
            for name, one in signature(start).parameters.items()
            if name not in {"sources", "chart"}.difference(shared)
        }

        # Typer converts each word to the type of its parameter, and only the signature knows them.
        def run(**given: Any) -> None:  # noqa: ANN401
            on: dict[str, Any] = dict.fromkeys(always, True)
            request = start(**on, **{name: given.pop(name) for name in common})
            for name, info in infos.items():
                kind = getattr(info.autocompletion, "__self__", None)
                if kind is not None and given[name] is not None:
                    given[name] = kind.resolve(request.catalog, given[name])
            check(request.catalog, given)
            arguments = [given.pop(name) for name in positional]
            ask = getattr(import_module(f"scicli.{module}"), function)
            request.answer(ask, *arguments, **given)

        parameters = [*own.values(), *common.values()]
        run.__doc__ = wording.__doc__
        run.__annotations__ = {one.name: one.annotation for one in parameters}
        # Typer reads the parameters from here; a function's own type has no such field.
        run.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
        return run

    return declare


def start(
    data: options.Data = None,
    format_: options.OutputFormat = None,
    output: options.Output = None,
    quiet: options.Quiet = False,
    sources: options.Sources = False,
    chart: options.Chart = None,
) -> Request:
    """Read the names in the data, after checking that the answer can be written.

    The parameters are the options that questions share.
    """
    from scicli.files.dataset import read
    from scicli.files.paths import SHIPPED, local_files
    from scicli.index.catalog import read_catalog
    from scicli.view.progress import Waiting
    from scicli.view.target import Target, chart_file, check_not_read

    target = Target.of(format_, output, quiet=quiet, sources=sources)
    chart_target = None if chart is None else chart_file(chart, target)
    waiting = Waiting()
    paths = data_paths(data)
    for file in (target.file, chart_target):
        check_not_read(file, local_files(paths or [SHIPPED]))
    with waiting.during("reading"):
        files = read(paths)
        return Request(read_catalog(files), files, target, chart_target, waiting)


def data_paths(paths: list[str] | None) -> list[str]:
    """Return the data that `--data` names, else those of SCICLI_DATA, else none."""
    environment = os.environ.get("SCICLI_DATA", "").split(os.pathsep)
    return paths or [path for path in environment if path]
