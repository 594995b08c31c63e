"""Where an answer goes: standard output or a file, in a format."""

import contextlib
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from scicli.errors import QuestionError, ScicliError, WriteError
from scicli.index.names import listed
from scicli.view.formats import FORMATS, Format
from scicli.view.progress import Waiting
from scicli.view.screen import Screen, printable

if TYPE_CHECKING:
    from scicli.analysis.answer import Answer

CHARTS = {".svg": "svg", ".png": "png", ".pdf": "pdf", ".html": "html"}
"""The formats of charts by their suffixes."""
TIDY = {".csv": "csv", ".parquet": "parquet"}
"""The formats of tidy tables by their suffixes."""
_SCREEN = "standard output"
# Names of standard output, which would be truncated if it were opened as a file.
_STANDARD_OUTPUT = {"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"}


class Look(NamedTuple):
    """How a chart is to look: with a title instead of its finding, how wide, how high at least.

    The height is that of the field of lines; both are in pixels.
    """

    title: str = ""
    width: int = 680
    height: int = 260


PLAIN = Look()
"""How a chart looks unless something else is asked for."""


class Target(NamedTuple):
    """How and where an answer is written."""

    format: str
    file: Path | None  # None: standard output
    notes: bool
    sources: bool

    @classmethod
    def of(
        cls, format_: Format | None, file: str | None, *, quiet: bool, sources: bool
    ) -> "Target":
        """Return the target that the options of a command name; the format wins over the suffix."""
        path = file_named(file)
        name = format_ or (Format.TABLE if path is None else format_of(path))
        return cls(str(name), path, notes=not quiet, sources=sources)


def file_named(text: str | None) -> Path | None:
    """Return the file that an option names, or None for standard output."""
    return None if text is None or text in _STANDARD_OUTPUT else Path(text)


def check_not_read(file: Path | None, sources: Iterable[Path]) -> None:
    """Refuse to write to a file that is read."""
    if file is not None and os.path.realpath(file) in map(os.path.realpath, sources):
        raise QuestionError(f"{file} is a file that is read", "write another one")


def write(answer: "Answer", target: Target, waiting: Waiting) -> None:
    """Write an answer, and its notes to standard error if its format takes none."""
    with waiting.during("writing"):
        data = render(answer, target)
    deliver(data, target.file)
    if target.notes and "notes" not in FORMATS[target.format].takes:
        for note in answer.notes:
            say(note)


def chart_file(text: str, answer: Target) -> Path:
    """Return the file that an option names for a chart beside an answer."""
    file = Path(text)
    format_named(file, CHARTS, "format of charts")
    if answer.file is not None and os.path.realpath(answer.file) == os.path.realpath(file):
        raise QuestionError(f"{file} is asked for twice", "name another file for the chart")
    return file


def alias_file(text: str, answer: Target) -> Path | None:
    """Return the new file that an option names for aliases, or None for standard output."""
    file = file_named(text)
    if file is None:
        if answer.file is None:
            raise QuestionError(f"{_SCREEN} is asked for twice", "name a file for the aliases")
        return None
    format_named(file, {".csv": "csv"}, "table of aliases")
    if os.path.lexists(file):
        raise QuestionError(f"{file} exists, and may have been edited", "name a new file")
    if os.path.realpath(file) == os.path.realpath(answer.file or ""):
        raise QuestionError(f"{file} is asked for twice", "name another file for the aliases")
    return file


def draw(answer: "Answer", file: Path, look: Look, waiting: Waiting) -> None:
    """Draw an answer to a `chart_file`, in the format of its suffix."""
    with waiting.during("drawing"), warnings_to_stderr():
        from scicli.view.charts.draw import to_chart

        data = to_chart(answer, CHARTS[file.suffix.casefold()], look)
    deliver(data, file)


@contextlib.contextmanager
def warnings_to_stderr() -> Iterator[None]:
    """Write the warnings that something gives to standard error, as plain sentences."""
    import warnings

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield
    for one in caught:
        say(str(one.message))


def deliver(data: bytes, file: Path | None) -> None:
    """Write bytes to standard output, or to a file, which is then whole or as it was before.

    Raises:
        WriteError: They cannot be written.
        BrokenPipeError: The reader of standard output has gone.
    """
    if file is None:
        _to_stream(_standard_output(), data)
        return
    try:
        _to_file(file, data)
    except OSError as error:
        raise unwritable(str(file), error) from error


def show(answer: "Answer", stream: TextIO | None) -> None:
    """Show an answer as a table on a stream, if it is open."""
    from scicli.view.terminal import to_table

    if stream is not None:
        screen = Screen.of(stream)
        text = to_table(answer, screen, notes=True, sources=False)
        _to_stream(stream, text.encode(screen.encoding))


def say(sentence: str) -> None:
    """Write a sentence to standard error."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            sys.stderr.write(f"{printable(sentence)}\n")
            sys.stderr.flush()


def complain(error: ScicliError) -> None:
    """Write an error to standard error on one line, as a sentence, and those found with it."""
    texts = [f"{one.problem}; {one.remedy}" for one in (error, *error.others)]
    say(f"scicli: {' '.join(text if text.endswith('?') else f'{text}.' for text in texts)}")


def format_named(file: Path, formats: Mapping[str, str], what: str, remedy: str = "") -> str:
    """Return the format that the suffix of a file names, or say that it names no `what`."""
    found = formats.get(file.suffix.casefold())
    if found is None:
        raise QuestionError(
            f"the suffix of '{file}' names no {what}",
            f"end it with {listed(list(formats))}{remedy}",
        )
    return found


def unwritable(name: str, error: OSError) -> WriteError:
    """Return the error that says why a file or standard output cannot be written."""
    reason = (error.strerror or str(error)).lower()
    remedy = "name another file" if name != _SCREEN else "give the answer a file with --output"
    return WriteError(f"{name} cannot be written: {reason}", remedy)


def format_of(file: Path) -> str:
    """Return the format of answers that the suffix of a file names."""
    try:
        if file.is_dir():
            raise IsADirectoryError(None, "is a directory")
    except OSError as error:
        raise unwritable(str(file), error) from error
    suffixes = {entry.suffix: name for name, entry in FORMATS.items()}
    return format_named(file, suffixes, "format", ", or say --format")


def render(answer: "Answer", target: Target) -> bytes:
    """Return an answer as the bytes of its format."""
    screen = Screen() if target.file else Screen.of(_standard_output())
    entry = FORMATS[target.format]
    writer = getattr(import_module(f"scicli.view.{entry.module}"), entry.writer)
    options = {"screen": screen, "notes": target.notes, "sources": target.sources}
    data: str | bytes = writer(answer, **{name: options[name] for name in entry.takes})
    if isinstance(data, bytes):
        return data
    if not entry.takes and target.file is None and _standard_output().isatty():
        # Rows for programs are exact, but a terminal would obey control characters in them.
        lines = (map(printable, line.split("\t")) for line in data.split("\n"))
        data = "\n".join(map("\t".join, lines))
    # A screen has its own encoding; everything else is UTF-8.
    return data.encode(screen.encoding if target.format == Format.TABLE else "utf-8")


def _standard_output() -> TextIO:
    if sys.stdout is None:
        raise WriteError(f"{_SCREEN} is closed", "give the answer a file with --output")
    return sys.stdout


def _to_stream(stream: TextIO, data: bytes) -> None:
    try:
        stream.flush()
        stream.buffer.write(data)
        stream.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise unwritable(_SCREEN, error) from error


def _to_file(file: Path, data: bytes) -> None:
    before = file.stat() if file.exists() else None
    if before is not None and not stat.S_ISREG(before.st_mode):
        file.write_bytes(data)
        return
    real = Path(os.path.realpath(file))
    if real.is_symlink():
        raise OSError(None, "it is a link to itself")
    if before is not None and not os.access(real, os.W_OK):
        raise PermissionError(None, "permission denied")
    import tempfile

    handle, name = tempfile.mkstemp(dir=real.parent, prefix=".scicli-")
    beside = Path(name)
    try:
        with open(handle, "wb") as stream:
            stream.write(data)
        beside.chmod(_new_mode() if before is None else stat.S_IMODE(before.st_mode))
        if before is not None:
            with contextlib.suppress(PermissionError):
                os.chown(beside, before.st_uid, before.st_gid)
        beside.replace(real)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _new_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
