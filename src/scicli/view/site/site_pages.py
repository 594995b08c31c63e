"""The pages of a site: what each of them says."""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from html import escape
from typing import NamedTuple

import scicli
from scicli.analysis.answer import Answer, Column, Kind
from scicli.analysis.wording import counted, edition_name, nonempty, readable
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.view import brief
from scicli.view.screen import printable
from scicli.view.site.addresses import Addresses
from scicli.view.site.parts import Part, body, sources_of

_TOP = 5
_REGION = Column("region", "Region", Kind.TEXT, weight=5)
_HOW_TO_READ = (
    "A rank that is not known is shown as “not held”. It is not zero, not last and not new.",
    "A rank such as 201–250 is a band: the place is one of these. 801+ is this place or a worse"
    " one. =7 is shared.",
    "Places gained are those that are certain: “at least so many” where a rank is a band.",
    "A sentence is written only where the figures that are held prove all of it.",
    "A record is proved as far as the figures go; what is possible beyond stands beside it.",
)


class Page(NamedTuple):
    """A page: its path, title and content; the rows of an answer are offered beside it, if any."""

    path: str
    title: str
    beneath: str
    body: str
    rows: Answer | None = None

    @property
    def root(self) -> str:
        """What leads from the page to the root of the site."""
        return "../" * self.path.count("/")


class Pages:
    """The pages of the site of a ranking."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.addresses = Addresses.of(index.catalog)
        self._latest = index.catalog.edition("latest")
        self._links_of_cities = self.addresses.links("../", of="categories")

    @cached_property
    def makers(self) -> list[Callable[[], Page]]:
        """What makes each page, the first page first."""
        addresses = self.addresses
        return [
            partial(self._edition, "index.html", self._latest),
            self._editions,
            *(partial(self._edition, path, label) for label, path in addresses.editions.items()),
            self._cities,
            *(partial(self._city, path, city) for city, path in addresses.cities.items()),
            self._categories,
            *(partial(self._category, path, one) for one, path in addresses.categories.items()),
            self._movers,
            self._records,
            self._compare,
            self._sources,
            self._about,
        ]

    def _edition(self, path: str, label: Label) -> Page:
        """Return the page of an edition; that of the latest one shows the leaders' history too."""
        findings = Part("Findings", scicli.findings(self._index, edition=label, every=True))
        answer = scicli.ranking(self._index, edition=label)
        parts = [findings, Part("Rank table", _with_region(answer), tools=True)]
        first = answer.frame.loc[answer.frame["rank"].notna(), "city"].head(_TOP).tolist()
        if label == self._latest and first:
            history = scicli.trend(self._index, *first)
            parts.insert(1, Part("The first five", history, chart="history", tables=False))
        return self._page(path, edition_name(self._index, label), parts, answer)

    def _editions(self) -> Page:
        answer = scicli.editions(self._index)
        parts = [Part("How much of each edition is held", answer)]
        return self._page("editions/index.html", "Editions", parts, answer, heads="editions")

    def _cities(self) -> Page:
        answer = scicli.cities(self._index)
        nouns = self._index.nouns[1]
        parts = [Part(f"All {nouns}", answer, tools=True)]
        return self._page("cities/index.html", nouns.capitalize(), parts, answer)

    def _city(self, path: str, city: str) -> Page:
        report = scicli.report(self._index, city)
        headline = (
            f'<p><b class="headline">{escape(report.headline)}</b>'
            f" {escape(_joined(report.beneath))}</p>"
        )
        return Page(
            path,
            city,
            _joined(nonempty(", ".join(report.where), *report.ranking)),
            headline + brief.to_part(report, self._links_of_cities),
            scicli.sources(self._index, city),
        )

    def _categories(self) -> Page:
        answer = scicli.breakdown(self._index)
        parts = [Part("Who leads each category", answer)]
        return self._page("categories/index.html", "Categories", parts, answer, heads="categories")

    def _category(self, path: str, category: str) -> Page:
        held = [one for one in self._index.catalog.editions if len(self._index.rows(one, category))]
        answer = scicli.ranking(self._index, edition=held[-1], category=category)
        leaders = scicli.leaders(self._index, category=category)
        parts = [
            Part(f"Rank table of {edition_name(self._index, held[-1])}", answer, tools=True),
            Part("Who led", leaders, chart="leaders"),
        ]
        title = readable(category).capitalize()
        return self._page(path, title, parts, answer, heads="editions")

    def _movers(self) -> Page:
        if self._index.catalog.before(self._latest) is None:
            return Page(
                "movers.html", "Movers", "", "<p>There is no edition before the latest.</p>"
            )
        answer = scicli.changes(self._index)
        return self._page(
            "movers.html", "Movers", [Part("What changed", answer, chart="moves")], answer,
            heads="categories",
        )  # fmt: skip

    def _records(self) -> Page:
        answer = scicli.records(self._index)
        parts = [Part("Records", answer, chart="records")]
        return self._page("records.html", "Records", parts, answer)

    def _compare(self) -> Page:
        nouns = self._index.nouns[1]
        names = "".join(
            f'<li><a href="{escape(path)}">{escape(printable(city))}</a></li>'
            for city, path in self.addresses.cities.items()
        )
        text = (
            '<div id="compare"></div>'
            "<noscript><p>To pick some, this page needs a script. Each of the pages below has ranks"
            " by edition, and head-to-heads.</p></noscript>"
            f'<section aria-labelledby="names"><h2 id="names">All {escape(nouns)}</h2>'
            f'<ul class="names">{names}</ul></section>'
        )
        return Page("compare.html", "Compare", f"{nouns.capitalize()} head to head", text)

    def _sources(self) -> Page:
        listed, count = sources_of(self._index)
        words = counted(count, "source", "sources") if count else "The data name no source."
        answer = scicli.sources(self._index) if count else None
        return Page("sources.html", "Sources", words, listed, answer)

    def _about(self) -> Page:
        index = self._index
        sizes = (
            f"{counted(len(index.figures), 'figure', 'figures')} of"
            f" {counted(len(index.catalog.cities), *index.nouns)} in"
            f" {counted(len(index.catalog.editions), 'edition', 'editions')}"
        )
        rules = "".join(f"<li>{escape(rule)}</li>" for rule in _HOW_TO_READ)
        text = (
            '<section aria-labelledby="read"><h2 id="read">How to read it</h2>'
            f"<ul>{rules}</ul></section>"
        )
        return Page("about.html", "About the data", sizes, text)

    def _page(
        self, path: str, title: str, parts: Sequence[Part], rows: Answer, *, heads: str = ""
    ) -> Page:
        """Return a page; `heads` says what heads the rows of its tables, and is linked."""
        words = [one for one in rows.sections[0].title if one != title]
        bare = Page(path, title, _joined(words), "", rows)
        links = self.addresses.links(bare.root, of=heads)
        return bare._replace(body=body(parts, links))


def _joined(words: Sequence[str]) -> str:
    return " · ".join(words)


def _with_region(answer: Answer) -> Answer:
    """Return a rank table with a column of regions, if there are any."""
    [section] = answer.sections
    if section.frame["region"].isna().all():
        return answer
    *first, last = section.columns
    section = section._replace(columns=(*first, _REGION, last))
    return answer._replace(sections=(section,))
