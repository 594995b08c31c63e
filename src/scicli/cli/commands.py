"""How a command is declared, and how its question is answered."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from inspect import Signature, signature
from typing import TYPE_CHECKING, Any, NamedTuple

from typer.models import ArgumentInfo

import scicli
from scicli.cli import options
from scicli.errors import DataError, QuestionError

if TYPE_CHECKING:
    from pathlib import Path

    from scicli.analysis.answer import Answer
    from scicli.files.dataset import Files
    from scicli.index.catalog import Catalog
    from scicli.index.terms import Settings
    from scicli.view.progress import Waiting
    from scicli.view.target import Look, Target

Command = Callable[..., None]
"""A function whose parameters are the options of a command."""


class Request(NamedTuple):
    """The data that a question is about, and where its answer goes."""

    paths: list[str]
    settings: "Settings"
    catalog: "Catalog"
    files: "Files"
    target: "Target"
    chart: "Path | None"
    look: "Look"
    waiting: "Waiting"

    def answer(self, ask: "Callable[..., Answer]", *names: object, **given: object) -> "Answer":
        """Check the data, ask a question about them, write the answer, and return it."""
        from scicli.index.index import assemble
        from scicli.view.target import draw, write

        with self.waiting.during("checking"):
            index = assemble(self.files, self.catalog)
        with self.waiting.during("answering"):
            answer = ask(index, *names, **given)
        if self.chart is not None:
            draw(answer, self.chart, self.look, self.waiting)
        write(answer, self.target, self.waiting)
        return answer


Start = partial[Request]
"""What reads the names in the data, once the command has checked its own options."""


def question(
    function: str,
    *,
    check: "Callable[[Catalog, dict[str, Any]], object]" = lambda *_: None,
    **fixed: object,
) -> Callable[[Command], Command]:
    """Declare a command that asks a question of the library, such as "ranking".

    The parameters of the decorated function are the command's options, and go on to the library;
    arguments do so by position. Before anything heavy is imported, options that TAB completes
    become names in the data, and `check` is called with all of them, which it may change. For
    `fixed` see `on_data`.
    """

    def declare(declaration: Command) -> Command:
        own = signature(declaration).parameters
        infos = {name: option.annotation.__metadata__[0] for name, option in own.items()}

        def ask(start: Start, **options: object) -> None:
            given: dict[str, Any] = options
            request = start()
            for name, info in infos.items():
                kind = getattr(info.autocompletion, "__self__", None)
                if kind is not None and given[name] is not None:
                    given[name] = kind.resolve(request.catalog, given[name])
            check(request.catalog, given)
            arguments = [
                given.pop(name) for name, info in infos.items() if isinstance(info, ArgumentInfo)
            ]
            request.answer(getattr(scicli, function), *arguments, **given)

        return _command(ask, declaration, [*own.values()], start, fixed)

    return declare


def on_data(**fixed: object) -> Callable[[Command], Command]:
    """Declare a command on data: a function of a `Start` and of the command's own options.

    The parameters of `start` are options too, unless they are `fixed`.
    """
    return options_of(start, **fixed)


def options_of(read: Callable[..., object], **fixed: object) -> Callable[[Command], Command]:
    """Declare a command: a function of a partial of `read` and of the command's own options.

    The parameters of `read` are options too, unless they are `fixed`.
    """

    def declare(run: Command) -> Command:
        _, *own = signature(run).parameters.values()
        return _command(run, run, own, read, fixed)

    return declare


def _command(
    run: Command,
    declaration: Command,
    own: Sequence[Any],
    read: Callable[..., object],
    fixed: Mapping[str, object],
) -> Command:
    if "chart" in fixed:
        fixed = {**fixed, "title": "", "width": None}
    shared = [one for name, one in signature(read).parameters.items() if name not in fixed]

    def command(**given: object) -> None:
        reading: dict[str, Any] = {**fixed, **{one.name: given.pop(one.name) for one in shared}}
        run(partial(read, **reading), **given)

    # Typer reads the name, the help and the options of a command from these attributes.
    command.__name__, command.__doc__ = declaration.__name__, declaration.__doc__
    vars(command)["__signature__"] = Signature([*own, *shared])
    return command


def start(
    data: options.Data = None,
    name: options.Name = "",
    noun: options.Noun = "",
    nouns: options.Nouns = "",
    no_places: options.NoPlaces = False,
    language_of_names: options.LanguageOfNames = None,
    format_: options.OutputFormat = None,
    json: options.Json = False,
    output: options.Output = None,
    quiet: options.Quiet = False,
    sources: options.Sources = False,
    chart: options.Chart = None,
    title: options.Title = "",
    width: options.Width = None,
) -> Request:
    """Read the names in the data; first check where the answer goes.

    The parameters are the options that questions share.
    """
    from scicli.files.dataset import read
    from scicli.files.paths import SHIPPED, local_files
    from scicli.index.catalog import read_catalog
    from scicli.index.terms import Places, Settings
    from scicli.view.progress import Waiting
    from scicli.view.target import Target, check_not_read

    chosen = options.chosen_format(format_, json=json)
    target = Target.of(chosen, output, quiet=quiet, sources=sources)
    file_of_chart, look = _drawing(chart, title, width, target)
    paths = options.data_paths(data)
    for file in (target.file, file_of_chart):
        check_not_read(file, local_files(paths or [SHIPPED]))
    places: Places = "stated" if no_places else "shipped"
    settings = Settings(name, noun, nouns, places, language_of_names or "")
    waiting = Waiting()
    try:
        with waiting.during("reading"):
            files = read(paths)
            catalog = read_catalog(files, settings=settings)
    except DataError as error:
        raise _raw_table(error, paths) from error
    return Request(paths, settings, catalog, files, target, file_of_chart, look, waiting)


def _drawing(
    chart: str | None, title: str, width: int | None, answer: "Target"
) -> "tuple[Path | None, Look]":
    """Return the file of a chart beside an answer, or None, and how it is to look."""
    from scicli.view.target import PLAIN, Look, chart_file

    if chart is None and (title or width):
        option = "--title" if title else "--width"
        raise QuestionError(f"{option} needs a chart", "add --chart FILE")
    look = Look(title, width or PLAIN.width)
    return None if chart is None else chart_file(chart, answer), look


def _raw_table(error: DataError, paths: Sequence[str]) -> DataError:
    """Return an error with the command that imports the data, if they are not tidy."""
    from scicli.importing.import_line import import_line

    line = import_line(paths) if paths else ""
    return DataError(error.problem, f"turn it into a tidy table with '{line}'") if line else error
