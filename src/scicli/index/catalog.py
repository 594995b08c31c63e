"""What the data name, so that a question can be understood before any figure is read."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from scicli.errors import QuestionError
from scicli.files.dataset import Files
from scicli.files.faults import Fault, Faults, RaiseFirst
from scicli.files.schema import CATEGORIES
from scicli.files.table import TextTable
from scicli.index.cities import City, cities
from scicli.index.editions import Label, Order, ordered, resolve_edition
from scicli.index.names import resolve

_FEWEST_RIVALS = 2
NO_FIGURES = "holds no figures"
"""What is wrong with files in which no row is left."""


class Catalog(NamedTuple):
    """The editions, categories and cities that the data name.

    The publisher's categories come first. `spellings` maps other spellings to their city; `apart`
    are spellings that look alike but stand in one table. `placed` counts cities whose country
    scicli, and not the data, states.
    """

    order: Order
    categories: tuple[str, ...]
    cities: Mapping[str, City]
    spellings: Mapping[str, str]
    apart: tuple[tuple[str, ...], ...]
    placed: int

    @property
    def editions(self) -> tuple[Label, ...]:
        """The labels of the editions, the first edition first."""
        return self.order.labels

    def edition(self, asked: Label) -> Label:
        """Return the edition that is meant; see `resolve_edition`."""
        return resolve_edition(asked, self.editions)

    def before(self, edition: Label) -> Label | None:
        """Return the edition just before, or None for the first."""
        place = self.editions.index(edition)
        return self.editions[place - 1] if place else None

    def adjacent(self, start: Label, end: Label) -> bool:
        """Tell whether no edition stands, nor is left out, between two that follow each other."""
        return self.before(end) == start and not self.order.long_steps(start, end)

    def span(self, from_edition: Label | None, to_edition: Label | None) -> tuple[Label, Label]:
        """Return the two editions between which places are gained.

        Raises:
            QuestionError: There is no such edition, none before it, or both are the same.
        """
        end = self.editions[-1] if to_edition is None else self.edition(to_edition)
        if from_edition is None:
            start = self.before(end)
            if start is None:
                raise QuestionError(f"there is no edition before {end}", "name another one")
        else:
            start = self.edition(from_edition)
        if start == end:
            raise QuestionError(f"edition {end} is compared with itself", "name two editions")
        return start, end

    def between(self, from_edition: Label | None, to_edition: Label | None) -> tuple[Label, ...]:
        """Return the editions from one to another, in their order.

        Raises:
            QuestionError: There is no such edition, or both ends are asked to be the same.
        """
        ends = [
            end if asked is None else self.editions.index(self.edition(asked))
            for asked, end in ((from_edition, 0), (to_edition, len(self.editions) - 1))
        ]
        if None not in (from_edition, to_edition) and ends[0] == ends[1]:
            raise QuestionError(
                f"edition {self.editions[ends[0]]} is compared with itself", "name two editions"
            )
        return self.editions[min(ends) : max(ends) + 1]

    def category(self, asked: str, *, whole: bool = False) -> str:
        """Return the category that is meant by its key or readable form; see `resolve`."""
        return resolve(
            asked, dict.fromkeys(self.categories, ()), "category", "categories", whole=whole
        )

    def city(self, asked: str, *, whole: bool = False) -> str:
        """Return the city that is meant by a name or alias; see `resolve`."""
        if asked in self.cities:
            # Of thousands of claims each names a city, mostly as the data do.
            return asked
        aliases = {name: city.aliases for name, city in self.cities.items()}
        return resolve(asked, aliases, "city", "cities", whole=whole)

    def distinct_cities(self, asked: Sequence[str]) -> tuple[str, ...]:
        """Return the cities that are meant, in the order asked.

        Raises:
            QuestionError: There is no such city, or two names mean the same one.
        """
        names = [self.city(name) for name in asked]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise QuestionError(f"{twice} is asked for twice", "name each city once")
        return tuple(names)

    def rivals(self, asked: Sequence[str]) -> tuple[str, ...]:
        """Return the two cities or more that are to be compared; see `distinct_cities`.

        Raises:
            QuestionError: There are fewer than two.
        """
        if len(asked) < _FEWEST_RIVALS:
            raise QuestionError("one city is nothing to compare", "name two or more")
        return self.distinct_cities(asked)

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions of the cities, by name."""
        return tuple(sorted({city.region for city in self.cities.values() if city.region}))

    @property
    def countries(self) -> Mapping[str, tuple[str, ...]]:
        """The countries of the cities, by name, each with its name and its ISO codes."""
        codes: dict[str, set[str]] = {}
        for city in self.cities.values():
            if city.country:
                codes.setdefault(city.country, set()).add(city.iso2)
        return {
            country: (country, *sorted(filter(None, codes[country]))) for country in sorted(codes)
        }

    def country(self, asked: str, *, whole: bool = False) -> str:
        """Return the country that is meant by its name or ISO code; see `resolve`."""
        return resolve(asked, self.countries, "country", "countries", whole=whole)

    def region(self, asked: str, *, whole: bool = False) -> str:
        """Return the region that is meant; see `resolve`."""
        return resolve(asked, dict.fromkeys(self.regions, ()), "region", "regions", whole=whole)


def read_catalog(files: Files, faults: Faults | None = None) -> Catalog:
    """Return what the data name.

    Raises:
        DataError: There is not one figure; or the first fault.
    """
    faults = RaiseFirst() if faults is None else faults
    editions = dict.fromkeys(
        text for table in files.figures for text in table.column("edition").in_row_order() if text
    )
    if not editions:
        faults.add(_nothing(files.figures))
    published = {
        edition: date
        for table in files.releases
        for edition, date in table.rows("edition", "published")
        if edition
    }
    order = ordered([*editions, *published], {k: date for k, date in published.items() if date})
    catalog = dict.fromkeys(
        text for table in files.figures for text in table.column("category").in_row_order()
    )
    publishers = [category for category in CATEGORIES if category in catalog]
    others = [category for category in catalog if category not in CATEGORIES]
    found = cities(files, [str(label) for label in order.labels], faults)
    return Catalog(
        order=order,
        categories=(*publishers, *others),
        cities=found.cities,
        spellings=found.spellings.read_as,
        apart=found.spellings.apart,
        placed=found.placed,
    )


def _nothing(tables: Sequence[TextTable]) -> Fault:
    """Return what is wrong with tables of which no row names an edition."""
    for table in tables:
        if len(table):
            remedy = "fill it in or delete the line"
            return Fault(table.name, "the edition is blank", remedy, table.line(0), "edition")
    names = ", ".join(table.name for table in tables)
    return Fault(names, NO_FIGURES, "add a row for each below the header")
