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
DESCRIPTION = "datapackage.json"
"""The file that describes the Data Package in its folder."""
SUFFIX = re.compile(r"\.(csv|tsv|parquet|txt)(\.gz)?$", re.IGNORECASE)
"""The suffix of a file that may hold a table."""

# A name that begins with a dot is a program's, not a person's.
_TABLE = re.compile(r"[^.].*\.(csv|tsv)(\.gz)?", re.IGNORECASE | re.DOTALL)
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
    """Return the files at some paths, each once.

    A folder has its tables; one with the description of a Data Package has those it names.
    """
    files: dict[str, File] = {}
    for path in paths:
        for file in _files_at(path):
            real = STANDARD_INPUT if file.path is None else os.path.realpath(file.path)
            if file.path is None and real in files:
                raise QuestionError("standard input is named twice", "name - once")
            files.setdefault(real, file)
    return list(files.values())


def local_files(paths: Sequence[str | os.PathLike[str]]) -> list[Path]:
    """Return the paths of the files at some paths, without standard input; see `found`.

    The descriptions of Data Packages are read too.
    """
    tables = [file.path for file in found(paths) if file.path is not None]
    return tables + [file for file in map(description_at, paths) if file is not None]


def description_at(path: str | os.PathLike[str]) -> Path | None:
    """Return the description of the Data Package at a path, or None if there is none."""
    place = Path(path)
    file = place if place.name == DESCRIPTION else place / DESCRIPTION
    is_word = str(path) in {SHIPPED, STANDARD_INPUT}
    return file if not is_word and file.is_file() else None


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
    """Return the name of a file without its suffix, the title of a Data Package, or else "".

    >>> name_of("data/top-500.csv.gz"), name_of("."), name_of("-")
    ('top-500', '', '')
    """
    if description := description_at(path):
        from scicli.files.data_package import title_of

        return title_of(description)
    named = str(path) not in {SHIPPED, STANDARD_INPUT} and not Path(path).is_dir()
    return readable(SUFFIX.sub("", Path(path).name)) if named else ""


def unreadable(name: str, error: OSError) -> DataError:
    """Return the error that says why a file cannot be read."""
    reason = (error.strerror or str(error)).lower()
    return DataError(f"{readable(name)} cannot be read: {reason}", "check the path")


def _files_at(path: str | os.PathLike[str]) -> Iterator[File]:
    shipped = path == SHIPPED
    file = File(SHIPPED, shipped_folder()) if shipped else file_at(path)
    try:
        description = description_at(path)
        inside = sorted(file.path.iterdir()) if file.path and file.path.is_dir() else None
    except OSError as error:
        raise unreadable(file.name, error) from error
    if description is not None:
        from scicli.files.data_package import tables_of

        inside = list(tables_of(description))
    elif inside is None:
        yield file
        return
    else:
        inside = [one for one in inside if _TABLE.fullmatch(one.name)]
    for one in inside:
        name = one.name if shipped else readable(str(one))
        if _is_pipe(name, one):
            raise DataError(f"{name} is a pipe in a folder", "name it itself, or take it out")
        stem = SUFFIX.sub("", one.name).casefold()
        yield File(name, one, Holding(stem) if stem in _DESCRIPTIONS else Holding.FIGURES)


def _is_pipe(name: str, path: Path) -> bool:
    """Return whether a file is a pipe: reading one waits without end if nobody writes to it."""
    try:
        return path.is_fifo()
    except OSError as error:
        raise unreadable(name, error) from error


def readable(name: str) -> str:
    """Return the name of a file as text, even if its bytes are not text."""
    return name.encode("utf-8", "backslashreplace").decode()
