"""The folder of a Data Package: its files, and whether it may be written."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from scicli.errors import QuestionError
from scicli.files.paths import DESCRIPTION, Holding
from scicli.view.folder import check_unread
from scicli.view.target import file_named, unwritable

README = "README.md"
CHECKSUMS = "checksums.txt"
STEMS = {
    Holding.FIGURES: "editions",
    Holding.RELEASES: "releases",
    Holding.CITIES: "cities",
    Holding.SOURCES: "sources",
    Holding.RANKINGS: "ranking",
}
"""The tables of a package: the name of each file without its suffix."""
_NAMES = {*(f"{stem}.csv" for stem in STEMS.values()), DESCRIPTION, README, CHECKSUMS}


def checksums(files: Mapping[str, bytes]) -> bytes:
    """Return the SHA-256 of each file, as `sha256sum` writes and checks them."""
    lines = (f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return "".join(lines).encode()


def folder_named(text: str | None, read: Iterable[Path]) -> Path:
    """Return the folder that an option names for a package.

    Raises:
        QuestionError: It is no folder, has files that are `read`, or holds something else than a
            package as it was written.
    """
    if not text:
        raise QuestionError("there is no folder to write to", "add -o FOLDER")
    if file_named(text) is None:
        raise QuestionError("a package is a folder of files", "name a folder with --output")
    folder = Path(text)
    check_unread(folder, read)
    check_replaceable(folder)
    return folder


def check_replaceable(folder: Path) -> None:
    """Refuse a folder that holds something else than a package as it was written.

    Raises:
        QuestionError: It does, or it is a file.
        WriteError: It cannot be read.
    """
    try:
        if not folder.exists() or (folder.is_dir() and _is_replaceable(folder)):
            return
    except OSError as error:
        raise unwritable(str(folder), error) from error
    problem = f"{folder} exists, and holds no package as scicli wrote it"
    raise QuestionError(problem, "name a new folder")


def _is_replaceable(folder: Path) -> bool:
    """Return whether a folder is empty, or has the files of a package with their checksums."""
    files = {file.name: file for file in folder.iterdir()}
    if not (_NAMES.issuperset(files) and all(file.is_file() for file in files.values())):
        return False
    held = {name: file.read_bytes() for name, file in files.items()}
    return not held or held.pop(CHECKSUMS, b"") == checksums(held)
