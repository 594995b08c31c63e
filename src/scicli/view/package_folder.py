"""The folder of a Data Package: its files, and whether and how it is written."""

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from scicli.errors import QuestionError, WriteError
from scicli.files.paths import DESCRIPTION, Holding
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
        QuestionError: It is no folder, is one of files that are `read`, or holds something else
            than a package as it was written.
    """
    if not text:
        raise QuestionError("there is no folder to write to", "add -o FOLDER")
    if file_named(text) is None:
        raise QuestionError("a package is a folder of files", "name a folder with --output")
    folder = Path(text)
    if os.path.realpath(folder) in {os.path.realpath(file.parent) for file in read}:
        raise QuestionError(f"{folder} is a folder that is read", "name a new folder")
    check_replaceable(folder)
    return folder


def check_replaceable(folder: Path) -> None:
    """Refuse a folder that holds something else than a package as it was written.

    Raises:
        QuestionError: It does, or it is a file.
        WriteError: It cannot be read.
    """
    try:
        if not folder.exists():
            return
        if not folder.is_dir():
            raise QuestionError(f"{folder} is a file", "name a new folder")
        files = {file.name: file for file in folder.iterdir()}
        if not files:
            return
        is_ours = CHECKSUMS in files and _NAMES.issuperset(files)
        if is_ours and all(file.is_file() for file in files.values()):
            held = {name: file.read_bytes() for name, file in files.items()}
            if held.pop(CHECKSUMS) == checksums(held):
                return
    except OSError as error:
        raise _unwritable(folder, error) from error
    problem = f"{folder} holds files, and they are no package as scicli wrote it"
    raise QuestionError(problem, "name a new folder")


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files of a package to a folder that `check_replaceable` does not refuse.

    A new folder is there whole or not at all. In an old one each file is replaced by a whole one,
    once all of them are on the disk.

    Raises:
        WriteError: They cannot be written.
    """
    import tempfile

    real = Path(os.path.realpath(folder))
    try:
        is_new = not real.exists()
        beside = real.parent if is_new else real
        with tempfile.TemporaryDirectory(dir=beside, prefix=".scicli-") as stage:
            written = Path(stage, "package")
            written.mkdir()
            for name, data in files.items():
                (written / name).write_bytes(data)
            if is_new:
                written.rename(real)
                return
            for name in files:
                (written / name).replace(real / name)
        for name in _NAMES.difference(files):
            (real / name).unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error


def _unwritable(folder: Path, error: OSError) -> WriteError:
    return WriteError(unwritable(str(folder), error).problem, "name another folder")
