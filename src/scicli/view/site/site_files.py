"""All files of a site: its pages with their rows, its style and scripts, its feed and map."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import scicli
from scicli.files.schema import OVERALL
from scicli.index.index import Index
from scicli.view import brief, page
from scicli.view.machine import to_csv, to_json
from scicli.view.site.feed import feed, sitemap
from scicli.view.site.publication import Publication
from scicli.view.site.rank_data import ranks_script
from scicli.view.site.site_pages import Page, Pages

_TEMPLATES = Path(__file__).parents[1] / "templates"
_MENU = (
    ("Latest", "index.html"), ("Editions", "editions/index.html"), ("{}", "cities/index.html"),
    ("Categories", "categories/index.html"), ("Movers", "movers.html"), ("Records", "records.html"),
    ("Compare", "compare.html"), ("Sources", "sources.html"), ("About", "about.html"),
)  # fmt: skip


def site_files(index: Index, publication: Publication) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the content of each file of the site of a ranking.

    Raises:
        QuestionError: The data have no overall ranks.
        ExtraError: The extra `report` is not installed.
    """
    index.catalog.category(OVERALL)
    site = _Site(index, publication)
    paths = []
    for one in site.pages.each():
        paths.append(one.path)
        yield one.path, site.framed(one).encode()
        if one.rows is not None:
            stem = one.path.removesuffix(".html")
            yield f"{stem}.csv", to_csv(one.rows).encode()
            yield f"{stem}.json", to_json(one.rows).encode()
    yield "site.css", (page.STYLE + brief.STYLE + _text("site.css")).encode()
    yield "site.js", _text("site.js").encode()
    yield "ranks.js", ranks_script(index, site.pages.addresses)
    if site.feed is not None:
        yield "feed.xml", site.feed
    if publication.base:
        yield "sitemap.xml", sitemap(paths, publication.base)


class _Site:
    """What all pages of a site share."""

    def __init__(self, index: Index, publication: Publication) -> None:
        self.pages = Pages(index)
        self._index = index
        self._publication = publication

    @cached_property
    def feed(self) -> bytes | None:
        """The feed, which waits for the end of an embargo."""
        if self._publication.embargo:
            return None
        return feed(self._index, self.pages.addresses, self._publication.base)

    def framed(self, one: Page) -> str:
        """Return a page with its menu, and with how to cite it."""
        base, embargo = self._publication
        stem = one.path.removesuffix(".html").rpartition("/")[2]
        nouns = self._index.nouns[1].capitalize()
        content = {
            "title": one.title,
            "beneath": one.beneath,
            "ranking": self._index.catalog.terms.title,
            "path": one.path,
            "root": one.root,
            "canonical": base and base + one.path,
            "embargo": embargo,
            "pages": [(name.format(nouns), path) for name, path in _MENU],
            "cite": self._cite(one),
            "rows": "" if one.rows is None else stem,
            "version": scicli.__version__,
            "checksum": self._index.checksum,
        }
        return brief.filled(
            "site.html.jinja",
            content,
            body=one.body,
            feed=self.feed is not None,
            has_script=one.path == "compare.html",
        )

    def _cite(self, one: Page) -> str:
        """Return the page as it is cited: title, ranking, address, data and program."""
        ranking, base = self._index.catalog.terms.title, self._publication.base
        parts = [one.title, *([ranking] if ranking not in one.title else [])]
        parts += [f"{base}{one.path}"] if base else []
        checksum = self._index.checksum[:12]
        return ". ".join([*parts, f"scicli {scicli.__version__}, data {checksum}"]) + "."


def _text(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")
