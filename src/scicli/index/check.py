"""Data files, examined: everything that is wrong with them, and all that may be."""

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
    """What was found in data files."""

    paths: tuple[str, ...]
    faults: tuple[Fault, ...]
    figures: int


def examine(*paths: str | os.PathLike[str]) -> CheckResult:
    """Read data files, and return everything that is wrong with them.

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
    count = _examined(files, faults) if files.figures else 0
    order = {file.name: number for number, file in enumerate(found(paths))}
    # Where every row is refused, what is wrong with each says more.
    several = len(set(faults.found)) > 1
    told = (one for one in faults.found if one.problem != NO_FIGURES or not several)
    faulty = sorted(
        dict.fromkeys(told),
        key=lambda fault: (order.get(fault.file, -1), fault.line or 0),
    )
    return CheckResult(tuple(map(str, paths)), tuple(faulty), count)


def _examined(files: Files, faults: Collect) -> int:
    catalog = read_catalog(files, faults)
    released = releases(files, catalog, faults)
    store = FigureStore(files.figures, catalog, released, faults)
    held = store.all()
    cities(files, catalog, faults)
    sources(files, faults)
    suspicions = Suspicions(held, Cells(files.figures, COLUMNS, faults), catalog, faults)
    suspicions.of_ratings()
    suspicions.of_places(released)
    suspicions.of_names()
    suspicions.of_labels(files)
    suspicions.of_countries(files)
    suspicions.of_sources(files)
    return int(held[["rank", "rating"]].notna().any(axis="columns").sum())
