"""Where an answer goes: standard output or a file, in the format that is asked for."""

import contextlib
import os
import stat
import sys
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from scicli.errors import QuestionError, WriteError
from scicli.index.names import listed
from scicli.view.characters import printable
from scicli.view.screen import Screen

if TYPE_CHECKING:
    from scicli.analysis.answer import Answer


class Format(StrEnum):
    """A format that answers are written in."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


# Names of standard output, which would be truncated if it were opened as a file.
_STANDARD_OUTPUT = {"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"}
_SUFFIXES = {".txt": Format.TABLE, ".csv": Format.CSV, ".json": Format.JSON}


@dataclass(frozen=True)
class Destination:
    """How an answer is to be written, and where to.

    Attributes:
        format: The format.
        file: The file that is written, or None for standard output.
        notes: Whether notes are written: beneath a table, else to standard error.
        sources: Whether a table lists the sources of its rows.
    """

    format: Format
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
        """
        path = None if file is None or file in _STANDARD_OUTPUT else Path(file)
        if format_ is None:
            format_ = Format.TABLE if path is None else _format_of(path)
        return cls(format_, path, notes=not quiet, sources=sources)


def write(answer: "Answer", destination: Destination) -> None:
    """Write an answer.

    Raises:
        WriteError: It cannot be written.
        BrokenPipeError: The reader of standard output has gone.
    """
    if destination.file is None:
        stream = _standard_output()
        _to_stream(stream, _rendered(answer, destination, Screen.of(stream)), destination.format)
    else:
        text = _rendered(answer, destination, Screen())
        try:
            _to_file(destination.file, text.encode())
        except OSError as error:
            raise unwritable(str(destination.file), error) from error
    if destination.notes and destination.format is not Format.TABLE:
        for note in answer.notes:
            say(note)


def say(sentence: str) -> None:
    """Say something to the person who asks, on standard error."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            sys.stderr.write(f"{printable(sentence)}\n")
            sys.stderr.flush()


def _format_of(file: Path) -> Format:
    try:
        return _SUFFIXES[file.suffix.casefold()]
    except KeyError:
        raise QuestionError(
            f"the suffix of '{file}' names no format",
            f"end it with {listed(list(_SUFFIXES))}, or say --format",
        ) from None


def _rendered(answer: "Answer", destination: Destination, screen: Screen) -> str:
    if destination.format is Format.CSV:
        from scicli.view.delimited import to_csv

        return to_csv(answer)
    if destination.format is Format.JSON:
        from scicli.view.records import to_json

        return to_json(answer)
    from scicli.view.table import to_table

    return to_table(answer, screen, notes=destination.notes, sources=destination.sources)


def _standard_output() -> TextIO:
    if sys.stdout is None:
        raise WriteError("standard output is closed", "give the answer a file with --output")
    return sys.stdout


def _to_stream(stream: TextIO, text: str, format_: Format) -> None:
    # A screen has its own encoding; what programs read is always UTF-8.
    encoding = stream.encoding if format_ is Format.TABLE else "utf-8"
    try:
        stream.flush()
        stream.buffer.write(text.encode(encoding))
        stream.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise unwritable("standard output", error) from error


def _to_file(file: Path, data: bytes) -> None:
    """Write a file so that it is either whole or as it was before."""
    before = file.stat() if file.exists() else None
    if before is not None and not stat.S_ISREG(before.st_mode):
        file.write_bytes(data)
        return
    target = Path(os.path.realpath(file))
    if before is not None and not os.access(target, os.W_OK):
        raise PermissionError(None, "permission denied")
    handle, beside = tempfile.mkstemp(dir=target.parent, prefix=".scicli-")
    try:
        with open(handle, "wb") as stream:
            stream.write(data)
        Path(beside).chmod(_new_mode() if before is None else stat.S_IMODE(before.st_mode))
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
    return WriteError(f"{name} cannot be written: {reason}", "choose another place with --output")
