"""The names in the data: editions, categories and cities, read before any figure."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from scicli.errors import QuestionError
from scicli.files.dataset import Files
from scicli.files.faults import Fault, Faults, RaiseFirst
from scicli.files.schema import CATEGORIES, OVERALL
from scicli.files.table import TextTable
from scicli.index.cities import City, cities
from scicli.index.editions import Label, Order, ordered, resolve_edition
from scicli.index.languages import name_in
from scicli.index.names import resolve
from scicli.index.terms import DEFAULTS, Settings, Terms, read_terms

_PLACE = re.compile(r"([1-9][0-9]{0,17})(?:st|nd|rd|th)?", re.ASCII)
NO_FIGURES = "holds no figures"
"""The problem of files without a single row."""


class Catalog(NamedTuple):
    """The editions, categories and cities that the data name.

    `published` has the dates of editions. The publisher's categories come first. `spellings` maps
    other spellings to their city; `apart` holds spellings that look alike but are in one table.
    `located` is the number of cities whose country is stated by scicli, not by the data. `renamed`
    maps names in the data to those in the language that was asked for. `breaks` has the editions
    that are not comparable with those before them, each with the reason.
    """

    terms: Terms
    order: Order
    published: Mapping[str, str]
    categories: tuple[str, ...]
    cities: Mapping[str, City]
    spellings: Mapping[str, str]
    apart: tuple[tuple[str, ...], ...]
    located: int
    renamed: Mapping[str, str]
    breaks: Mapping[Label, str]

    @property
    def editions(self) -> tuple[Label, ...]:
        """The labels of the editions in order."""
        return self.order.labels

    @property
    def is_from_the_first(self) -> bool:
        """Whether the first edition is number 1: that of the ranking, not only of the data."""
        return self.editions[0] == 1

    def edition(self, text: Label) -> Label:
        """Return the edition that a text means; see `resolve_edition`."""
        return resolve_edition(text, self.editions, self.published)

    def first_of_span(self, text: Label) -> Label:
        """Return the edition from which a span goes: of a year, the first one."""
        return resolve_edition(text, self.editions, self.published, span=1)

    def last_of_span(self, text: Label) -> Label:
        """Return the edition to which a span goes: of a year, the last one."""
        return resolve_edition(text, self.editions, self.published, span=-1)

    def before(self, edition: Label) -> Label | None:
        """Return the edition just before, or None for the first."""
        position = self.editions.index(edition)
        return self.editions[position - 1] if position else None

    def adjacent(self, start: Label, end: Label) -> bool:
        """Return whether one edition follows the other, with none left out."""
        return self.before(end) == start and not self.order.long_steps(start, end)

    def breaks_between(self, first: Label, last: Label) -> tuple[tuple[Label, str], ...]:
        """Return the editions after one, up to another, that are not comparable with it."""
        if not self.breaks:
            return ()
        start, end = sorted((self.editions.index(first), self.editions.index(last)))
        crossed = self.editions[start + 1 : end + 1]
        return tuple((one, self.breaks[one]) for one in crossed if one in self.breaks)

    def span(self, from_edition: Label | None, to_edition: Label | None) -> tuple[Label, Label]:
        """Return two editions to compare, by default the latest and the one just before.

        Raises:
            QuestionError: There is no such edition, none before it, or both are the same.
        """
        end = self.editions[-1] if to_edition is None else self.edition(to_edition)
        start = self.before(end) if from_edition is None else self.edition(from_edition)
        if start is None:
            raise QuestionError(f"there is no edition before {end}", "name another one")
        if start == end:
            raise QuestionError(f"edition {end} is compared with itself", "name two editions")
        return start, end

    def between(self, from_edition: Label | None, to_edition: Label | None) -> tuple[Label, ...]:
        """Return the editions from one to another, by default all, in order.

        Raises:
            QuestionError: There is no such edition, or both ends are the same.
        """
        start = self.editions[0] if from_edition is None else self.first_of_span(from_edition)
        end = self.editions[-1] if to_edition is None else self.last_of_span(to_edition)
        if from_edition is not None and to_edition is not None:
            self.span(start, end)
        first, last = sorted((self.editions.index(start), self.editions.index(end)))
        return self.editions[first : last + 1]

    def up_to(self, edition: Label, from_edition: Label | None) -> tuple[Label, ...]:
        """Return the editions from one, by default the first, up to another, in order.

        Raises:
            QuestionError: There is no such edition, or the last one is before the first.
        """
        end = self.edition(edition)
        start = self.editions[0] if from_edition is None else self.first_of_span(from_edition)
        first, last = self.editions.index(start), self.editions.index(end)
        if first > last:
            problem = f"edition {start} is later than edition {end}"
            raise QuestionError(problem, "start from an earlier one")
        return self.editions[first : last + 1]

    def category(self, text: str, *, whole: bool = False) -> str:
        """Return the category that a key or its readable form means; see `resolve`."""
        names = dict.fromkeys(self.categories, ())
        return resolve(text, names, "category", "categories", whole=whole)

    def city(self, text: str, *, whole: bool = False) -> str:
        """Return the city that a name or an alias means; see `resolve`."""
        if text in self.cities:
            # Thousands of claims mostly name their cities as the data do.
            return text
        aliases = {name: city.aliases for name, city in self.cities.items()}
        return resolve(text, aliases, self.terms.noun, self.terms.nouns, whole=whole)

    def distinct_cities(self, texts: Sequence[str]) -> tuple[str, ...]:
        """Return the cities that texts mean, in the same order.

        Raises:
            QuestionError: There is no such city, or two names mean the same one.
        """
        names = [self._city_of(texts, at) for at in range(len(texts))]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise QuestionError(f"{twice} is asked for twice", f"name each {self.terms.noun} once")
        return tuple(names)

    def _city_of(self, texts: Sequence[str], at: int) -> str:
        """Return the city that one of several texts means, which may be words of one name."""
        try:
            return self.city(texts[at])
        except QuestionError:
            for words in (texts[max(at - 1, 0) : at + 1], texts[at : at + 2]):
                name = " ".join(words)
                if len(words) > 1 and name.casefold() in map(str.casefold, self.cities):
                    problem = f"'{name}' is read as {len(words)} names"
                    raise QuestionError(problem, f"put quotes around it: '{name}'") from None
            raise

    def only_city(self, names: Sequence[str], category: str) -> tuple[str]:
        """Return the one city whose categories are asked for, all of them.

        Raises:
            QuestionError: Not one city is named, or a category is.
        """
        if len(names) != 1:
            problem = f"the categories of one {self.terms.noun} are shown at a time"
            raise QuestionError(problem, f"name one {self.terms.noun}")
        if category != OVERALL:
            raise QuestionError("every category is shown", "leave out --category")
        return (names[0],)

    def require_homes(self, within: str | None) -> None:
        """Raise a QuestionError if the data name no regions, or no countries, to rank within."""
        homes = {"region": self.regions, "country": tuple(self.countries)}
        if within is not None and not homes[within]:
            plural = {"region": "regions", "country": "countries"}[within]
            raise QuestionError(f"the data name no {plural}", "leave out --within")

    def goal(self, text: Label, city: str) -> int | str:
        """Return the place, or else the city, that a text means as the goal of another city.

        Raises:
            QuestionError: There is no such city, or it is the same one.

        >>> from scicli.files.dataset import read
        >>> catalog = read_catalog(read())
        >>> catalog.goal("5th", "Busan"), catalog.goal("Seoul", "Busan")
        (5, 'Seoul')
        """
        wanted = str(text)
        is_name = wanted in self.cities
        if not is_name and (place := _PLACE.fullmatch(wanted)):
            return int(place[1])
        if not is_name and wanted.lstrip("+-").isdecimal():
            raise QuestionError(f"there is no place {wanted}", "name a place from 1 on")
        other = self.city(wanted)
        if other == city:
            remedy = f"name a place, or another {self.terms.noun}"
            raise QuestionError(f"{city} is compared with itself", remedy)
        return other

    def rivals(self, texts: Sequence[str]) -> tuple[str, ...]:
        """Return two or more cities to compare; see `distinct_cities`."""
        if len(texts) <= 1:
            problem = f"one {self.terms.noun} is nothing to compare"
            raise QuestionError(problem, "name two or more")
        return self.distinct_cities(texts)

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions of the cities, by name."""
        return tuple(sorted({city.region for city in self.cities.values() if city.region}))

    @property
    def countries(self) -> Mapping[str, tuple[str, ...]]:
        """The countries of the cities, by name, each with its name and its ISO codes."""
        pairs = sorted({(city.country, city.iso2) for city in self.cities.values() if city.country})
        return {
            country: (country, *(code for name, code in pairs if name == country and code))
            for country, _ in pairs
        }

    def country(self, text: str, *, whole: bool = False) -> str:
        """Return the country that a name or an ISO code means; see `resolve`."""
        return resolve(text, self.countries, "country", "countries", whole=whole)

    def region(self, text: str, *, whole: bool = False) -> str:
        """Return the region that a name means; see `resolve`."""
        return resolve(text, dict.fromkeys(self.regions, ()), "region", "regions", whole=whole)


def read_catalog(
    files: Files, faults: Faults | None = None, settings: Settings = DEFAULTS
) -> Catalog:
    """Return the names in files; without `faults`, raise the first fault.

    Raises:
        DataError: There are no figures; or the first fault.
    """
    faults = RaiseFirst() if faults is None else faults
    editions = _texts(files.figures, "edition")
    editions.pop("", None)
    if not editions:
        faults.add(_no_figures(files.figures))
    rows = [
        row
        for table in files.releases
        for row in table.rows("edition", "published", "breaks")
        if row[0]
    ]
    reasons = {edition: why.rstrip(".") for edition, _, why in rows if why}
    published = {edition: date for edition, date, _ in rows if date}
    order = ordered([*editions, *(edition for edition, *_ in rows)], published)
    categories = _texts(files.figures, "category")
    publishers = {category: None for category in CATEGORIES if category in categories}
    found = cities(files, list(map(str, order.labels)), faults, settings.places)
    terms = read_terms(files, settings, faults)
    breaks = {label: reasons[str(label)] for label in order.labels if str(label) in reasons}
    every = tuple(publishers | categories)
    catalog = Catalog(terms, order, published, every, *found, {}, breaks)
    return _in_language(catalog, settings.language) if settings.language else catalog


def _in_language(catalog: Catalog, language: str) -> Catalog:
    """Return a catalog in which cities have names in a language, where one is known and unique."""
    names = {name: name_in(language, city.aliases) for name, city in catalog.cities.items()}
    counts = Counter(names.values())
    renamed = {
        name: other
        for name, other in names.items()
        if other and counts[other] == 1 and other not in catalog.cities
    }
    cities = {
        renamed.get(name, name): city
        if name not in renamed
        else city._replace(
            city=renamed[name],
            aliases=(name, *(one for one in city.aliases if one != renamed[name])),
        )
        for name, city in catalog.cities.items()
    }
    spellings = {text: renamed.get(name, name) for text, name in catalog.spellings.items()}
    return catalog._replace(cities=cities, spellings=spellings, renamed=renamed)


def _texts(tables: Sequence[TextTable], column: str) -> dict[str, None]:
    """Return the texts of a column in the order of their first rows, as keys."""
    return dict.fromkeys(text for table in tables for text in table.column(column).in_row_order())


def _no_figures(tables: Sequence[TextTable]) -> Fault:
    for table in tables:
        if len(table):
            remedy = "fill it in or delete the line"
            return Fault(table.name, "the edition is blank", remedy, table.line(0), "edition")
    names = ", ".join(table.name for table in tables)
    return Fault(names, NO_FIGURES, "add a row for each below the header")
