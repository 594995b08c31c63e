"""A folder of files that scicli writes as a whole, and may write again."""

import os
import shutil
import tempfile
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from scicli.errors import QuestionError
from scicli.view.target import unwritable

_MARK = "This folder was written by scicli {}, which may replace it.\n"


def check_folder(folder: Path, kind: str, sources: Iterable[Path]) -> None:
    """Refuse a folder that is not scicli's to write: one with other files, or with files read.

    `kind` is what the folder is to hold, such as "site"; a folder of the same kind is replaced.
    """
    check_unread(folder, sources)
    try:
        is_own = not folder.exists() or (folder / f".scicli-{kind}").is_file()
        is_empty = folder.is_dir() and not any(folder.iterdir())
    except OSError as error:
        raise unwritable(str(folder), error) from error
    if not (is_own or is_empty):
        raise QuestionError(f"{folder} exists, and holds no {kind} of scicli", "name a new folder")


def check_unread(folder: Path, sources: Iterable[Path]) -> None:
    """Refuse a folder with files that are read."""
    real = os.path.realpath(folder)
    for source in sources:
        if os.path.commonpath([real, os.path.realpath(source)]) == real:
            raise QuestionError(f"{source} in {folder} is a file that is read", "write another one")


def deliver_folder(files: Iterable[tuple[str, bytes]], folder: Path, kind: str) -> None:
    """Write files of a kind as `write_folder` does, with the mark by which they are replaced."""
    mark = (f".scicli-{kind}", _MARK.format(kind).encode())
    write_folder(chain(files, [mark]), folder)


def write_folder(files: Iterable[tuple[str, bytes]], folder: Path) -> None:
    """Write files by their paths in a folder, which is then whole or as it was before.

    Raises:
        WriteError: They cannot be written.
    """
    try:
        real = Path(os.path.realpath(folder))
        beside = Path(tempfile.mkdtemp(dir=real.parent, prefix=".scicli-"))
        try:
            new = beside / "new"
            for path, data in files:
                file = new / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
            _swap(new, real, beside / "old")
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        raise unwritable(str(folder), error) from error


def _swap(new: Path, real: Path, old: Path) -> None:
    """Put a new folder where one may be, which comes back if that fails."""
    is_there = real.exists()
    if is_there:
        real.rename(old)
    try:
        new.rename(real)
    except OSError:
        if is_there:
            old.rename(real)
        raise
