"""What is being done, shown on a terminal while it takes long."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

_PATIENCE = 1.0
"""So many seconds pass before anything is shown."""


class Waiting:
    """Shows on standard error, where it is a terminal, what takes longer than a second."""

    def __init__(self) -> None:
        self._begun = time.monotonic()

    @contextmanager
    def during(self, what: str) -> Iterator[None]:
        """Show what is being done while it is done, and nothing once it is."""
        if sys.stderr is None or not sys.stderr.isatty():
            yield
            return
        shown = _Shown(what)
        left = max(self._begun + _PATIENCE - time.monotonic(), 0)
        timer = Timer(left, shown.start)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()
            shown.stop()


class _Shown:
    """A line that is drawn once it is started, and wiped when it is stopped."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._bar: Progress | None = None

    def start(self) -> None:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        console = Console(stderr=True)
        if console.is_dumb_terminal:
            return
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )
        self._bar.add_task(self._what, total=None)
        self._bar.start()

    def stop(self) -> None:
        if self._bar is not None:
            self._bar.stop()
