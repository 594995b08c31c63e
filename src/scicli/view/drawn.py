"""Where a chart goes: a file, in the format of its suffix."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from scicli.errors import QuestionError
from scicli.index.names import listed
from scicli.view.progress import Waiting
from scicli.view.write import Destination, deliver

if TYPE_CHECKING:
    from scicli.analysis.answer import Answer
    from scicli.view.charts.draw import ChartFormat

_SUFFIXES: "dict[str, ChartFormat | Literal['html']]" = {
    ".svg": "svg",
    ".png": "png",
    ".pdf": "pdf",
    ".html": "html",
}


class ChartDestination(NamedTuple):
    """How a chart is to be written, and where to.

    Attributes:
        file: The file that is written.
        format: Its format.
    """

    file: Path
    format: "ChartFormat | Literal['html']"

    @classmethod
    def asked(cls, file: str, answer: Destination) -> "ChartDestination":
        """Return the destination that an option means.

        Args:
            file: The file.
            answer: Where the answer itself is written to.

        Raises:
            QuestionError: The suffix of the file names no format of charts, or the answer itself
                is written there.
        """
        path = Path(file)
        format_ = _SUFFIXES.get(path.suffix.casefold())
        if format_ is None:
            raise QuestionError(
                f"the suffix of '{file}' names no format of charts",
                f"end it with {listed(list(_SUFFIXES))}",
            )
        if answer.file is not None and os.path.realpath(answer.file) == os.path.realpath(path):
            raise QuestionError(f"{file} is asked for twice", "name another file for the chart")
        return cls(path, format_)


def draw(answer: "Answer", destination: ChartDestination, waiting: Waiting) -> None:
    """Draw an answer.

    Raises:
        QuestionError: It has nothing that can be drawn.
        ExtraError: What draws charts is not installed.
        WriteError: The file cannot be written.
    """
    with waiting.during("drawing"):
        from scicli.view.charts.draw import to_chart
        from scicli.view.charts.inline import chart_page

        data = (
            chart_page(answer).encode()
            if destination.format == "html"
            else to_chart(answer, destination.format)
        )
    deliver(data, destination.file)
