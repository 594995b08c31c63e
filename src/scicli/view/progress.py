"""What the program does, shown on a terminal if it takes long."""

import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from threading import Timer

_PATIENCE = 1.0
"""The seconds before anything is shown."""


class Waiting:
    """Shows on standard error, if that is a terminal, what takes longer than a second."""

    def __init__(self) -> None:
        self._begin = time.monotonic()

    @contextmanager
    def during(self, what: str) -> Iterator[None]:
        """Show what the program does, such as "reading", until it is done."""
        if sys.stderr is None or not sys.stderr.isatty():
            yield
            return
        with ExitStack() as line:
            patience = max(self._begin + _PATIENCE - time.monotonic(), 0)
            timer = Timer(patience, lambda: line.enter_context(_spinner(what)))
            timer.daemon = True
            timer.start()
            try:
                yield
            finally:
                timer.cancel()
                timer.join()


def _spinner(what: str) -> AbstractContextManager[object]:
    """Return a context that shows a spinner on standard error."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    if console.is_dumb_terminal:
        return nullcontext()
    spinner = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        # A stand-in of rich for standard output has no encoding, and an answer needs one.
        redirect_stdout=False,
        redirect_stderr=False,
    )
    spinner.add_task(what, total=None)
    return spinner
