"""The way from the options that every question has to its written answer."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scicli.cli.options import data_paths
from scicli.index.files import Files, read
from scicli.index.outline import Outline, outline
from scicli.view.write import Destination, Format, write

if TYPE_CHECKING:
    from scicli.analysis.answer import Answer
    from scicli.index.tables import Index


@dataclass(frozen=True)
class Asked:
    """The data that a question is asked of, and where its answer goes.

    A name that the data do not have is found out by `named`, before anything heavy is imported.

    Attributes:
        named: What the data name.
    """

    named: Outline
    _files: Files
    _destination: Destination

    def index(self) -> "Index":
        """Load and check the data."""
        from scicli.index.load import assemble

        return assemble(self._files, self.named)

    def answer(self, answer: "Answer") -> None:
        """Write the answer."""
        write(answer, self._destination)


def asked(
    data: list[str] | None,
    format_: Format | None,
    output: str | None,
    *,
    quiet: bool,
    sources: bool,
) -> Asked:
    """Read what the data name, once it is clear that the answer can be written as asked."""
    destination = Destination.asked(format_, output, quiet=quiet, sources=sources)
    files = read(data_paths(data))
    return Asked(outline(files), files, destination)
