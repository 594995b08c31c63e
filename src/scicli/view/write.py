"""Where an answer goes: standard output or a file, in the format that is asked for."""

import contextlib
import os
import stat
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TextIO

from scicli.errors import QuestionError, ScicliError, WriteError
from scicli.index.names import listed
from scicli.view.characters import printable
from scicli.view.formats import Format
from scicli.view.progress import Waiting
from scicli.view.screen import Screen

if TYPE_CHECKING:
    from scicli.analysis.answer import Answer


_SCREEN = "standard output"
# Names of standard output, which would be truncated if it were opened as a file.
_STANDARD_OUTPUT = {"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"}
# A suffix may also name an Excel file, which is no format of standard output.
Written = Format | Literal["xlsx"]
_SUFFIXES: dict[str, Written] = {
    ".txt": Format.TABLE,
    ".csv": Format.CSV,
    ".tsv": Format.TSV,
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".md": Format.MD,
    ".html": Format.HTML,
    ".svg": Format.SVG,
    ".xlsx": "xlsx",
}
# These have their notes within; those of the others go to standard error.
_WITH_NOTES = {Format.TABLE, Format.MD, Format.HTML, Format.SVG, "xlsx"}


class Destination(NamedTuple):
    """How an answer is to be written, and where to.

    Attributes:
        format: The format, or "xlsx".
        file: The file that is written, or None for standard output.
        notes: Whether notes are written: within what people read, else to standard error.
        sources: Whether a table lists the sources of its rows.
    """

    format: Written
    file: Path | None
    notes: bool
    sources: bool

    @classmethod
    def asked(
        cls, format_: Format | None, file: str | None, *, quiet: bool, sources: bool
    ) -> "Destination":
        """Return the destination that the options of a command mean.

        Raises:
            QuestionError: The suffix of the file names no format, and no option does.
            WriteError: The file is a directory.
        """
        path = None if file is None else file_named(file)
        chosen: Written | None = format_
        if chosen is None:
            chosen = Format.TABLE if path is None else _format_of(path)
        return cls(chosen, path, notes=not quiet, sources=sources)


def file_named(text: str) -> Path | None:
    """Return the file that an option names, or None for standard output."""
    return None if text in _STANDARD_OUTPUT else Path(text)


def check_not_read(file: Path | None, sources: Iterable[Path]) -> None:
    """Refuse to write to a file that is read.

    Raises:
        QuestionError: The file is one of the sources.
    """
    if file is not None and os.path.realpath(file) in map(os.path.realpath, sources):
        raise QuestionError(f"{file} is a file that is read", "write another one")


def write(answer: "Answer", destination: Destination, waiting: Waiting) -> None:
    """Write an answer.

    Args:
        answer: What is written.
        destination: Where to, and how.
        waiting: Shows that it is drawn, where that takes long.

    Raises:
        WriteError: It cannot be written.
        BrokenPipeError: The reader of standard output has gone.
    """
    screen = Screen() if destination.file else Screen.of(_standard_output())
    with waiting.during("writing"):
        data = _rendered(answer, destination, screen)
    deliver(data, destination.file)
    if destination.notes and destination.format not in _WITH_NOTES:
        for note in answer.notes:
            say(note)


def deliver(data: bytes, file: Path | None) -> None:
    """Write bytes to a file, so that it is either whole or as it was before, or to standard output.

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
    from scicli.view.table import to_table

    if stream is not None:
        screen = Screen.of(stream)
        text = to_table(answer, screen, notes=True, sources=False)
        _to_stream(stream, text.encode(screen.encoding))


def say(sentence: str) -> None:
    """Say something to the person who asks, on standard error."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            sys.stderr.write(f"{printable(sentence)}\n")
            sys.stderr.flush()


def complain(problem: ScicliError | str) -> None:
    """Say what is wrong, as one sentence."""
    sentence = str(problem)
    say(f"scicli: {sentence}" if sentence.endswith("?") else f"scicli: {sentence}.")


def _format_of(file: Path) -> Written:
    try:
        if file.is_dir():
            raise IsADirectoryError(None, "is a directory")
    except OSError as error:
        raise unwritable(str(file), error) from error
    try:
        return _SUFFIXES[file.suffix.casefold()]
    except KeyError:
        raise QuestionError(
            f"the suffix of '{file}' names no format",
            f"end it with {listed(list(_SUFFIXES))}, or say --format",
        ) from None


def _rendered(answer: "Answer", destination: Destination, screen: Screen) -> bytes:
    notes, sources = destination.notes, destination.sources
    if destination.format == "xlsx":
        from scicli.view.workbook import to_xlsx

        return to_xlsx(answer, notes=notes)
    if destination.format is Format.TABLE:
        from scicli.view.table import to_table

        # A screen has its own encoding; what programs read is always UTF-8.
        return to_table(answer, screen, notes=notes, sources=sources).encode(screen.encoding)
    if destination.format is Format.SVG:
        from scicli.view.picture import to_svg

        return to_svg(answer, width=screen.width, notes=notes, sources=sources).encode()
    if destination.format is Format.MD:
        from scicli.view.markdown import to_markdown

        return to_markdown(answer, notes=notes, sources=sources).encode()
    if destination.format is Format.HTML:
        from scicli.view.page import to_html

        return to_html(answer, notes=notes, sources=sources).encode()
    rows = _rows(answer, destination.format)
    if destination.file is None and _standard_output().isatty():
        # What a program reads is exact; a terminal would obey what is a command to it.
        lines = (map(printable, line.split("\t")) for line in rows.split("\n"))
        rows = "\n".join(map("\t".join, lines))
    return rows.encode()


def _rows(answer: "Answer", format_: Format) -> str:
    """Return an answer in a format that programs read."""
    from scicli.view import delimited, records

    writers = {
        Format.CSV: delimited.to_csv,
        Format.TSV: delimited.to_tsv,
        Format.JSON: records.to_json,
        Format.JSONL: records.to_jsonl,
    }
    return writers[format_](answer)


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
    target = Path(os.path.realpath(file))
    if target.is_symlink():
        raise OSError(None, "it is a link to itself")
    if before is not None and not os.access(target, os.W_OK):
        raise PermissionError(None, "permission denied")
    import tempfile

    handle, beside = tempfile.mkstemp(dir=target.parent, prefix=".scicli-")
    try:
        with open(handle, "wb") as stream:
            stream.write(data)
        Path(beside).chmod(_new_mode() if before is None else stat.S_IMODE(before.st_mode))
        if before is not None:
            with contextlib.suppress(PermissionError):
                os.chown(beside, before.st_uid, before.st_gid)
        Path(beside).replace(target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _new_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def unwritable(name: str, error: OSError) -> WriteError:
    """Return the error that says why an answer cannot be written to where it is named."""
    reason = (error.strerror or str(error)).lower()
    remedy = "name another file" if name != _SCREEN else "give the answer a file with --output"
    return WriteError(f"{name} cannot be written: {reason}", remedy)
