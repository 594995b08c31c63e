"""The check of data files: all their faults, and all that may be one."""

import os
from dataclasses import dataclass

from scicli.files.dataset import Files, read
from scicli.files.faults import Collect, Fault
from scicli.files.paths import found
from scicli.index.catalog import NO_FIGURES, read_catalog
from scicli.index.cells import Cells
from scicli.index.descriptions import cities, releases, sources
from scicli.index.figures import COLUMNS, FigureStore
from scicli.index.suspicions import Suspicions


@dataclass(frozen=True)
class CheckResult:
    """The faults of data files, file by file and line by line, and their number of figures."""

    paths: tuple[str, ...]
    faults: tuple[Fault, ...]
    figures: int


def examine(*paths: str | os.PathLike[str]) -> CheckResult:
    """Return everything that is wrong with data files.

    Args:
        paths: Files of figures; folders, which bring their CSV files; `-`, which is standard
            input; or the word `shipped`.

    Raises:
        QuestionError: Standard input is named twice.
        DataError: A file cannot be read, or none holds figures.
        ExtraError: A Parquet file is among them, and pyarrow is not installed.
    """
    faults = Collect()
    files = read(paths, faults)
    count = _check(files, faults) if files.figures else 0
    order = {file.name: number for number, file in enumerate(found(paths))}
    # Where every row is refused, the fault of each row says more than that none is left.
    several = len(set(faults.found)) > 1
    reported = (one for one in faults.found if one.problem != NO_FIGURES or not several)
    by_line = sorted(
        dict.fromkeys(reported),
        key=lambda fault: (order.get(fault.file, -1), fault.line or 0),
    )
    return CheckResult(tuple(map(str, paths)), tuple(by_line), count)


def _check(files: Files, faults: Collect) -> int:
    """Add all faults of files, and return how many figures can be read."""
    catalog = read_catalog(files, faults)
    released = releases(files, catalog, faults)
    figures = FigureStore(files.figures, catalog, released, faults).all()
    cities(files, catalog, faults)
    sources(files, faults)
    cells = Cells(files.figures, COLUMNS, faults)
    suspicions = Suspicions(figures, cells, catalog, faults)
    suspicions.of_ratings()
    suspicions.of_places(released)
    suspicions.of_names()
    suspicions.of_labels(files)
    suspicions.of_countries(files)
    suspicions.of_sources(files)
    return int(figures[["rank", "rating"]].notna().any(axis="columns").sum())
