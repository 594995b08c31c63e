"""What the library writes: answers, charts, sites and packages of data."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from scicli.analysis.answer import Answer
from scicli.errors import QuestionError
from scicli.view.formats import LEAST_WIDTH, MOST_WIDTH
from scicli.view.target import (
    CHARTS,
    PLAIN,
    Look,
    Target,
    deliver,
    format_named,
    format_of,
    render,
)

if TYPE_CHECKING:
    from scicli.index.index import Index


class Chart(str):
    """A chart as SVG, which a notebook draws."""

    __slots__ = ()

    def _repr_svg_(self) -> str:
        return self


def chart(
    answer: Answer,
    path: str | os.PathLike[str] | None = None,
    *,
    title: str = "",
    width: int = PLAIN.width,
) -> Chart:
    """Return the chart of an answer as SVG, and write it to a file if one is given.

    Args:
        path: A file that ends in `.svg`, `.png`, `.pdf` or `.html`.
        title: A title instead of what the chart shows.
        width: The width in pixels, from 320 to 1600.

    Raises:
        QuestionError: The answer cannot be drawn, the width is too small or too large, or the
            suffix of the file names no format.
        ExtraError: The file is a PNG or a PDF, and the extra `report` is not installed.
        WriteError: The file cannot be written.
    """
    from scicli.view.charts.draw import to_chart

    if not LEAST_WIDTH <= width <= MOST_WIDTH:
        problem = f"{width} pixels are too {'few' if width < LEAST_WIDTH else 'many'} for a chart"
        raise QuestionError(problem, f"ask for {LEAST_WIDTH} to {MOST_WIDTH}")
    look = Look(title, width)
    if path is not None:
        file = Path(path)
        deliver(to_chart(answer, format_named(file, CHARTS, "format of charts"), look), file)
    return Chart(to_chart(answer, "svg", look).decode())


def write(
    answer: Answer,
    path: str | os.PathLike[str],
    *,
    notes: bool = True,
    sources: bool = False,
) -> None:
    """Write an answer to a file, in the format of its suffix.

    Args:
        path: A file that ends in `.txt`, `.csv`, `.tsv`, `.json`, `.jsonl`, `.md`, `.html`, `.svg`
            or `.xlsx`.
        notes: Whether formats for people have the notes.
        sources: Whether formats for people list the sources of each row; `.xlsx` always does.

    Raises:
        QuestionError: The suffix of the file names no format.
        ExtraError: The format needs an extra that is not installed.
        WriteError: The file cannot be written.
    """
    file = Path(path)
    deliver(render(answer, Target(format_of(file), file, notes=notes, sources=sources)), file)


def package(index: "Index", folder: str | os.PathLike[str]) -> None:
    """Write a ranking to a folder as a Data Package, version 2.0 of the standard.

    The folder holds the tables `editions.csv`, `releases.csv`, `cities.csv`, `sources.csv` and
    `ranking.csv`, as far as they hold something, with the texts of the data as they are told;
    `datapackage.json`, which describes them; a `README.md`; and `checksums.txt`, as `sha256sum`
    reads it. `load` reads the folder again: every question has the same answer. The same data give
    the same bytes, and so does a package of a package.

    Args:
        folder: A new folder, an empty one, or one with a package as it was written.

    Raises:
        QuestionError: The folder holds something else.
        DataError: A CSV file cannot hold a text of the data as it is.
        WriteError: The folder cannot be written.
    """
    from scicli.view.folder import write_folder
    from scicli.view.package import data_package
    from scicli.view.package_folder import check_replaceable

    check_replaceable(Path(folder))
    write_folder(data_package(index).files.items(), Path(folder))


def site(
    index: "Index",
    path: str | os.PathLike[str],
    *,
    base: str = "",
    embargo: str = "",
    processes: int = 1,
) -> None:
    """Write a ranking as a site of static pages to a folder, which is new, empty or such a site.

    There is a page for each edition, city and category, for who moved, for records and sources,
    and one on which a reader picks cities to compare. Each says how it is cited, and has its rows
    as CSV and JSON beside it. An Atom feed has the findings of the latest editions; with
    `base` there is a map of the site too.

    Args:
        base: The address at which the site will be read, such as "https://example.org/".
        embargo: A time with its zone, such as "2026-12-01T09:00+09:00". Until then every page says
            so, and there is no feed.
        processes: How many processes make the pages of a large site. Above 1, the main module of
            the program must do nothing where it is only imported (see `multiprocessing`).

    Raises:
        QuestionError: The data have no overall ranks, the folder holds other files, or the address
            or the time is none.
        ExtraError: The extra `report` is not installed.
        WriteError: The folder cannot be written.
    """
    from scicli.view.folder import check_folder, deliver_folder
    from scicli.view.site.publication import Publication
    from scicli.view.site.site_files import site_files

    publication = Publication.of(base, embargo, datetime.now(UTC))
    check_folder(Path(path), "site", ())
    deliver_folder(site_files(index, publication, processes), Path(path), "site")
