"""The way from the options that every question has to its written answer."""

from typing import TYPE_CHECKING, NamedTuple

from scicli.cli.environment import data_paths
from scicli.files.dataset import Files, read
from scicli.files.paths import SHIPPED, local_files
from scicli.index.outline import Outline, outline
from scicli.view.formats import Format
from scicli.view.progress import Waiting
from scicli.view.target import Destination, chart_file, check_not_read, draw, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from scicli.analysis.answer import Answer
    from scicli.index.tables import Index


class Asked(NamedTuple):
    """The data that a question is asked of, and where its answer goes.

    A name that the data do not have is found out by `named`, before anything heavy is imported.

    Attributes:
        named: What the data name.
        files: The files of the data.
        destination: Where the answer goes.
        chart: Where a chart of it goes, or None.
        waiting: Says meanwhile what takes long.
    """

    named: Outline
    files: Files
    destination: Destination
    chart: "Path | None"
    waiting: Waiting

    def answer(self, ask: "Callable[[Index], Answer]") -> "Answer":
        """Load and check the data, ask the question of them, write the answer, and return it."""
        from scicli.index.load import assemble

        with self.waiting.during("checking"):
            index = assemble(self.files, self.named)
        with self.waiting.during("answering"):
            answer = ask(index)
        if self.chart is not None:
            draw(answer, self.chart, self.waiting)
        write(answer, self.destination, self.waiting)
        return answer


def asked(
    data: list[str] | None,
    format_: Format | None,
    output: str | None,
    *,
    quiet: bool,
    sources: bool,
    chart: str | None = None,
) -> Asked:
    """Read what the data name, once it is clear that the answer can be written as asked."""
    destination = Destination.asked(format_, output, quiet=quiet, sources=sources)
    drawn = None if chart is None else chart_file(chart, destination)
    written = (destination.file, drawn)
    waiting = Waiting()
    files, named = read_named(data_paths(data), written, waiting)
    return Asked(named, files, destination, drawn, waiting)


def read_named(
    paths: list[str], written: "Iterable[Path | None]", waiting: Waiting
) -> tuple[Files, Outline]:
    """Read data and what they name, once it is clear that nothing is written onto them.

    Args:
        paths: The data; none at all means those that are shipped.
        written: The files that the answer is written to; None is standard output.
        waiting: Says meanwhile what takes long.
    """
    for file in written:
        check_not_read(file, local_files(paths or [SHIPPED]))
    with waiting.during("reading"):
        files = read(paths)
        return files, outline(files)
