"""The cities of the data: what the files say of each, filled from what is known of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scicli.index.files import Files, TextTable
from scicli.index.names import fold


@dataclass(frozen=True)
class City:
    """A city as the data know it.

    Attributes:
        city: Its name, as the data spell it.
        country: The name of its country, or "".
        iso2: The two-letter ISO 3166-1 code of the country, or "".
        region: Its region, or "".
        aliases: Other names by which it can be asked for.
    """

    city: str
    country: str = ""
    iso2: str = ""
    region: str = ""
    aliases: tuple[str, ...] = ()


def cities(files: Files, editions: Sequence[str]) -> dict[str, City]:
    """Return every city that has a row in the tables of editions, in the order of names.

    What a table of editions states of a city goes before what `cities.csv` knows of it, and
    what a later edition states before an earlier one.

    Args:
        files: The files of the data.
        editions: The labels of the editions as texts, the first edition first.
    """
    known: dict[str, City] = {}
    for table in reversed(files.cities):
        codes = _codes(known.values())
        for city in _rows(table):
            known[city.city] = _filled(city, known.get(city.city), codes)
    found = _Known(known.values())
    codes = _codes(known.values())
    return {
        city.city: _filled(city, found.named(city.city), codes)
        for city in _stated(files.figures, editions)
    }


class _Known:
    """Finds a known city by its name, by an alias, or by one of them folded."""

    def __init__(self, known: Iterable[City]) -> None:
        self._levels: tuple[dict[str, list[City]], ...] = ({}, {}, {})
        names, aliases, folded = self._levels
        for city in known:
            names.setdefault(city.city, []).append(city)
            for alias in city.aliases:
                aliases.setdefault(alias, []).append(city)
            for spelling in {fold(name) for name in (city.city, *city.aliases)}:
                folded.setdefault(spelling, []).append(city)

    def named(self, name: str) -> City | None:
        for level, spelling in zip(self._levels, (name, name, fold(name)), strict=True):
            found = level.get(spelling, [])
            if found:
                return found[0] if len(found) == 1 else None
        return None


def _rows(table: TextTable) -> Iterator[City]:
    for name, country, iso2, region, aliases in table.rows(
        "city", "country", "iso2", "region", "aliases"
    ):
        others = tuple(filter(None, map(str.strip, aliases.split(";"))))
        yield City(name, country, iso2, region, others)


def _stated(tables: Iterable[TextTable], editions: Sequence[str]) -> Iterator[City]:
    """Yield each city with what the latest edition that states it says of it."""
    place = {label: number for number, label in enumerate(editions)}
    rows = {
        (place.get(edition, -1), city, country, region)
        for table in tables
        for edition, city, country, region in table.rows("edition", "city", "country", "region")
        if city
    }
    stated: dict[str, City] = {}
    for _, name, country, region in sorted(rows):
        city = stated.get(name, City(name))
        stated[name] = replace(city, country=country or city.country, region=region or city.region)
    return iter(sorted(stated.values(), key=lambda city: city.city))


def _codes(known: Iterable[City]) -> dict[str, str]:
    """Return the ISO code of each country, by its folded name."""
    return {fold(city.country): city.iso2 for city in known if city.country and city.iso2}


def _filled(city: City, known: City | None, codes: Mapping[str, str]) -> City:
    """Fill what is not stated of a city, unless the known one lies in another country."""
    iso2 = city.iso2 or codes.get(fold(city.country), "")
    if known is None or (iso2 and known.iso2 and iso2 != known.iso2):
        return replace(city, iso2=iso2)
    others = dict.fromkeys((*city.aliases, known.city, *known.aliases))
    return City(
        city=city.city,
        country=city.country or known.country,
        iso2=iso2 or known.iso2,
        region=city.region or known.region,
        aliases=tuple(name for name in others if name != city.city),
    )
