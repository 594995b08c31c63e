"""All files of a site: its pages with their rows, its style and scripts, its feed and map."""

import gc
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path
from typing import TypeAlias

import scicli
from scicli.files.dataset import Files
from scicli.files.schema import OVERALL
from scicli.index.catalog import Catalog
from scicli.index.index import Index, assemble
from scicli.view import brief, page
from scicli.view.machine import to_csv_and_json
from scicli.view.site.feed import feed, sitemap
from scicli.view.site.publication import Publication
from scicli.view.site.rank_data import ranks_script
from scicli.view.site.site_pages import Page, Pages

_TEMPLATES = Path(__file__).parents[1] / "templates"
_MANY = 200  # pages that are worth a second process, which first loads the data
_AT_ONCE = 4
File: TypeAlias = tuple[str, bytes]
"""The path of a file in a folder, and its content."""
_MENU = (
    ("Latest", "index.html"), ("Editions", "editions/index.html"), ("{}", "cities/index.html"),
    ("Categories", "categories/index.html"), ("Movers", "movers.html"), ("Records", "records.html"),
    ("Compare", "compare.html"), ("Sources", "sources.html"), ("About", "about.html"),
)  # fmt: skip


def site_files(
    index: Index, publication: Publication, processes: int = 1
) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the content of each file of the site of a ranking.

    Raises:
        QuestionError: The data have no overall ranks.
        ExtraError: The extra `report` is not installed.
    """
    index.catalog.category(OVERALL)
    site = _Site(index, publication)
    paths = []
    for path, *files in _pages(site, processes):
        paths.append(path[0])
        yield from (path, *files)
    yield "site.css", (page.STYLE + brief.STYLE + _text("site.css")).encode()
    yield "site.js", _text("site.js").encode()
    yield "ranks.js", ranks_script(index, site.pages.addresses)
    if site.has_feed:
        yield "feed.xml", feed(index, site.pages.addresses, publication.base)
    if publication.base:
        yield "sitemap.xml", sitemap(paths, publication.base)


def _pages(site: "_Site", processes: int) -> Iterator[list[File]]:
    """Yield the files of each page; where there are many, several processes make them."""
    first, *others = range(len(site.pages.makers))
    if processes == 1 or len(others) < _MANY:
        yield from map(site.files, (first, *others))
        return
    given = site.index.files, site.index.catalog, site.publication
    with ProcessPoolExecutor(processes, get_context("spawn"), _start, given) as pool:
        for _ in range(processes):
            pool.submit(_is_ready)
        # This process raises the error if a package is missing, while the others load the data.
        yield site.files(first)
        yield from pool.map(_files, others, chunksize=_AT_ONCE)


_sites: list["_Site"] = []
"""The site of a process that makes pages for another one."""


def _start(files: Files, catalog: Catalog, publication: Publication) -> None:
    """Load the data in a process that makes pages for another one."""
    import pandas as pd

    # An interruption reaches the main process, which stops this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A page is made of small tables, for which Arrow is the slower storage.
    pd.set_option("mode.string_storage", "python")
    _sites.append(_Site(assemble(files, catalog), publication))
    # Pages leave hardly any cycles, and the objects that all pages share take long to search.
    gc.disable()


def _is_ready() -> bool:
    return bool(_sites)


def _files(number: int) -> list[File]:
    return _sites[0].files(number)


class _Site:
    """What all pages of a site share."""

    def __init__(self, index: Index, publication: Publication) -> None:
        self.pages = Pages(index)
        self.index = index
        self.publication = publication

    @cached_property
    def has_feed(self) -> bool:
        """Whether there is a feed: an edition has a date, and no embargo holds it back."""
        dates = self.index.releases["published"]
        return not self.publication.embargo and bool(dates.notna().any())

    def files(self, number: int) -> list[File]:
        """Return a page, and its rows as CSV and JSON."""
        one = self.pages.makers[number]()
        files = [(one.path, self.framed(one).encode())]
        if one.rows is not None:
            stem = one.path.removesuffix(".html")
            csv, json = to_csv_and_json(one.rows)
            files += [(f"{stem}.csv", csv.encode()), (f"{stem}.json", json.encode())]
        return files

    def framed(self, one: Page) -> str:
        """Return a page with its menu, and with how to cite it."""
        base, embargo = self.publication
        stem = one.path.removesuffix(".html").rpartition("/")[2]
        nouns = self.index.nouns[1].capitalize()
        content = {
            "title": one.title,
            "beneath": one.beneath,
            "ranking": self.index.catalog.terms.title,
            "path": one.path,
            "root": one.root,
            "canonical": base and base + one.path,
            "embargo": embargo,
            "pages": [(name.format(nouns), path) for name, path in _MENU],
            "cite": self._cite(one),
            "rows": "" if one.rows is None else stem,
            "version": scicli.__version__,
            "checksum": self.index.checksum,
        }
        return brief.filled(
            "site.html.jinja",
            content,
            body=one.body,
            feed=self.has_feed,
            has_script=one.path == "compare.html",
        )

    def _cite(self, one: Page) -> str:
        """Return the page as it is cited: title, ranking, address, data and program."""
        ranking, base = self.index.catalog.terms.title, self.publication.base
        parts = [one.title, *([ranking] if ranking not in one.title else [])]
        parts += [f"{base}{one.path}"] if base else []
        checksum = self.index.checksum[:12]
        return ". ".join([*parts, f"scicli {scicli.__version__}, data {checksum}"]) + "."


def _text(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")
