"""The files of a data set, read as text."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from scicli.errors import DataError
from scicli.files.faults import Faults, RaiseFirst
from scicli.files.paths import SHIPPED, File, Holding, found, name_of, shipped_folder
from scicli.files.schema import describes
from scicli.files.table import TextTable, text_table

if TYPE_CHECKING:
    import pandas as pd


_LONGEST_HEADER = 2**12
Data: TypeAlias = "str | os.PathLike[str] | pd.DataFrame"
"""A file, a folder, `-` for standard input, the word `shipped`, or a DataFrame of figures."""


class Files(NamedTuple):
    """The files of one data set, by what they hold.

    `cities` includes the list that comes with scicli; `own_cities` does not. `name` is that of the
    only file, without its suffix, or "".
    """

    figures: tuple[TextTable, ...]
    releases: tuple[TextTable, ...]
    cities: tuple[TextTable, ...]
    own_cities: tuple[TextTable, ...]
    sources: tuple[TextTable, ...]
    rankings: tuple[TextTable, ...]
    shipped: bool
    name: str


def read(data: Sequence[Data] = (), faults: Faults | None = None) -> Files:
    """Read the files of a data set as text."""
    faults = RaiseFirst() if faults is None else faults
    paths = [one for one in data if isinstance(one, str | os.PathLike)]
    frames = [one for one in data if not isinstance(one, str | os.PathLike)]
    files = [_as_named(file) for file in found(paths or ([] if frames else [SHIPPED]))]
    if not (frames or any(file.holding is Holding.FIGURES for file in files)):
        raise DataError(
            f"{', '.join(map(str, paths))} holds no table of editions",
            "put a CSV file with the columns edition, city and rank there",
        )
    shipped = not data or SHIPPED in paths
    bundled = File("cities.csv", shipped_folder() / "cities.csv", Holding.CITIES)
    if not shipped:
        files.append(bundled)
    tables: dict[Holding, list[TextTable]] = {holding: [] for holding in Holding}
    if frames:
        from scicli.files.parquet import frame_table

        tables[Holding.FIGURES] += map(frame_table, frames)
    own_cities = []
    for file in files:
        if (table := text_table(file, faults)) is not None:
            tables.setdefault(file.holding, []).append(table)
            if file.holding is Holding.CITIES and file.path != bundled.path:
                own_cities.append(table)
    return Files(
        figures=tuple(tables[Holding.FIGURES]),
        releases=tuple(tables[Holding.RELEASES]),
        cities=tuple(tables[Holding.CITIES]),
        own_cities=tuple(own_cities),
        sources=tuple(tables[Holding.SOURCES]),
        rankings=tuple(tables[Holding.RANKINGS]),
        shipped=shipped,
        name=name_of(paths[0]) if len(data) == len(paths) == 1 else "",
    )


def _as_named(file: File) -> File:
    """Return a file with what its name says that it holds, if its header says so too."""
    stem = file.path.stem.casefold() if file.path else ""
    if file.path is None or stem not in set(Holding) or not file.path.is_file():
        return file
    try:
        with file.path.open("rb") as stream:
            header = stream.readline(_LONGEST_HEADER).decode("utf-8-sig", "replace")
    except OSError:
        # Reading the file will raise the error that says why.
        return file
    names = {cell.strip(' "\r\n').casefold() for cell in header.replace("\t", ",").split(",")}
    return file._replace(holding=Holding(stem)) if describes(Holding(stem), names) else file
