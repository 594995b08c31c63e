"""The files at a path."""

import os
import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from scicli.errors import DataError, QuestionError

SHIPPED = "shipped"
"""The word that stands for the data set that comes with scicli."""
STANDARD_INPUT = "-"
"""The word that stands for standard input."""

# A name that begins with a dot is a program's, not a person's.
_TABLE = re.compile(r"(?P<stem>[^.].*)\.(csv|tsv)(\.gz)?", re.IGNORECASE | re.DOTALL)
_SUFFIX = re.compile(r"\.(csv|tsv|parquet|txt)(\.gz)?$", re.IGNORECASE)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


class Holding(StrEnum):
    """What a file holds."""

    FIGURES = "figures"
    RELEASES = "releases"
    CITIES = "cities"
    SOURCES = "sources"
    RANKINGS = "ranking"


# A table of figures may be called ranking.csv too, so that its header decides.
_DESCRIPTIONS = {Holding.RELEASES, Holding.CITIES, Holding.SOURCES}


class File(NamedTuple):
    """A file to read; without a path it is standard input."""

    name: str
    path: Path | None
    holding: Holding = Holding.FIGURES


def shipped_folder() -> Path:
    """Return the folder of the shipped data: in the package, or beside its source."""
    package = Path(__file__).parents[1] / "data"
    return package if package.is_dir() else Path(__file__).parents[3] / "data"


def found(paths: Sequence[str | os.PathLike[str]]) -> list[File]:
    """Return the files at some paths, each once; a folder has its tables."""
    files: dict[str, File] = {}
    for path in paths:
        for file in _files_at(path):
            real = STANDARD_INPUT if file.path is None else os.path.realpath(file.path)
            if file.path is None and real in files:
                raise QuestionError("standard input is named twice", "name - once")
            files.setdefault(real, file)
    return list(files.values())


def local_files(paths: Sequence[str | os.PathLike[str]]) -> list[Path]:
    """Return the paths of the files at some paths, without standard input; see `found`."""
    return [file.path for file in found(paths) if file.path is not None]


def file_at(path: str | os.PathLike[str]) -> File:
    """Return the one file at a path."""
    text = str(path)
    if not text:
        raise DataError("a path is empty", "name a file or a folder")
    if _ADDRESS.match(text):
        raise DataError(
            f"{text} is an address, and scicli reads local files only",
            "download it first, and name the file",
        )
    if text == STANDARD_INPUT:
        return File("standard input", None)
    return File(readable(text), Path(path))


def name_of(path: str | os.PathLike[str]) -> str:
    """Return the name of a file without its suffix, or "" for anything else.

    >>> name_of("data/top-500.csv.gz"), name_of("."), name_of("-")
    ('top-500', '', '')
    """
    named = str(path) not in {SHIPPED, STANDARD_INPUT} and not Path(path).is_dir()
    return readable(_SUFFIX.sub("", Path(path).name)) if named else ""


def unreadable(name: str, error: OSError) -> DataError:
    """Return the error that says why a file cannot be read."""
    reason = (error.strerror or str(error)).lower()
    return DataError(f"{readable(name)} cannot be read: {reason}", "check the path")


def _files_at(path: str | os.PathLike[str]) -> Iterator[File]:
    shipped = path == SHIPPED
    file = File(SHIPPED, shipped_folder()) if shipped else file_at(path)
    try:
        inside = sorted(file.path.iterdir()) if file.path and file.path.is_dir() else None
    except OSError as error:
        raise unreadable(file.name, error) from error
    if inside is None:
        yield file
        return
    for one in inside:
        if table := _TABLE.fullmatch(one.name):
            name = one.name if shipped else readable(str(one))
            # Reading a pipe waits without end if nobody writes to it.
            if one.is_fifo():
                raise DataError(f"{name} is a pipe in a folder", "name it itself, or take it out")
            stem = table["stem"].casefold()
            yield File(name, one, Holding(stem) if stem in _DESCRIPTIONS else Holding.FIGURES)


def readable(name: str) -> str:
    """Return the name of a file as text, even if its bytes are not text."""
    return name.encode("utf-8", "backslashreplace").decode()
