"""The description of a Data Package: the files that it names, and its title."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from scicli.errors import DataError
from scicli.files.paths import SUFFIX, readable, unreadable

_MOST = 64 * 2**20  # bytes
# The beginning of an address, or of a path on a drive.
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SEPARATOR = re.compile(r"[/\\]")


def tables_of(description: Path) -> Iterator[Path]:
    """Yield the tables that the description of a Data Package names, in its order.

    Raises:
        DataError: It is no description, names no files, or names one that is not in its folder.
    """
    name = readable(str(description))
    resources = _read(description).get("resources")
    if not isinstance(resources, list) or not resources:
        raise DataError(f"{name} names no resources", "name the files there")
    for resource in resources:
        path = resource.get("path") if isinstance(resource, dict) else None
        if not isinstance(path, str) or not path:
            problem = f"{name} has a resource without the path of one file"
            raise DataError(problem, "give each resource a path of its own")
        if not _is_inside(description.parent, path):
            problem = f"{name} names '{readable(path)}', which is not in its folder"
            raise DataError(problem, "put the file there, and name it by its path from there")
        if resource.get("type") == "table" or SUFFIX.search(path):
            yield description.parent / path


def title_of(description: Path) -> str:
    """Return the title that the description of a Data Package states, or ""."""
    title = _read(description).get("title")
    return readable(title) if isinstance(title, str) else ""


def _read(description: Path) -> Mapping[str, object]:
    name = readable(str(description))
    try:
        with description.open("rb") as stream:
            data = stream.read(_MOST + 1)
        found = json.loads(data.decode("utf-8-sig")) if len(data) <= _MOST else None
    except OSError as error:
        raise unreadable(name, error) from error
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        problem = f"{name} is no description of a Data Package"
        raise DataError(problem, "make it anew with 'scicli package'")
    return found


def _is_inside(folder: Path, path: str) -> bool:
    """Return whether a path leads to a file in a folder, as the standard wants it.

    It may neither be absolute nor an address, and no part of it may be hidden or `..`. A link may
    not lead elsewhere.
    """
    parts = _SEPARATOR.split(path)
    is_plain = path.isprintable() and not _ADDRESS.match(path) and parts[0] != ""
    if not is_plain or any(part.startswith(".") and part != "." for part in parts):
        return False
    return Path(os.path.realpath(folder / path)).is_relative_to(os.path.realpath(folder))
