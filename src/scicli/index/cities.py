"""The cities of the data: what the files say of each, filled from what is known of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scicli.errors import DataError
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

    What the data set says of a city in a `cities.csv` goes before what its tables of editions
    state, a later edition before an earlier one, and that before what scicli knows by itself.

    Args:
        files: The files of the data.
        editions: The labels of the editions as texts, the first edition first.

    Raises:
        DataError: One edition puts a city in two countries or regions.
    """
    known: dict[str, City] = {}
    tables = [{city.city: city for city in _rows(table)} for table in files.cities]
    for table in reversed(tables):
        codes = _codes(known.values())
        known |= {name: _filled(city, known.get(name), codes) for name, city in table.items()}
    own = tables if files.shipped else tables[:-1]
    codes = _codes(known.values())
    found_own = _Known(known[name] for table in own for name in table)
    found = _Known(known.values())
    return {
        stated.city: _filled(
            _filled(_filled(City(stated.city), found_own.named(stated.city), codes), stated, codes),
            found.named(stated.city),
            codes,
        )
        for stated in _stated(files.figures, editions)
    }


class _Known:
    """Finds a known city by its name, by an alias, or by one of them folded."""

    def __init__(self, known: Iterable[City]) -> None:
        self._levels: tuple[dict[str, list[City]], ...] = ({}, {}, {})
        names, aliases, folded = self._levels
        for city in dict.fromkeys(known):
            names.setdefault(city.city, []).append(city)
            for alias in city.aliases:
                aliases.setdefault(alias, []).append(city)
            for spelling in {fold(name) for name in (city.city, *city.aliases)} - {""}:
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
        (place[edition], city, country, region)
        for table in tables
        for edition, city, country, region in table.rows("edition", "city", "country", "region")
        if edition and city
    }
    stated: dict[tuple[int, str], City] = {}
    for number, name, country, region in sorted(rows):
        city = stated.get((number, name), City(name))
        edition = editions[number]
        stated[number, name] = replace(
            city,
            country=_only("country", edition, name, city.country, country),
            region=_only("region", edition, name, city.region, region),
        )
    latest: dict[str, City] = {}
    for (_, name), city in stated.items():
        earlier = latest.get(name, city)
        latest[name] = replace(
            city,
            country=city.country or earlier.country,
            region=city.region or earlier.region,
        )
    return iter(sorted(latest.values(), key=lambda city: city.city))


def _only(what: str, edition: str, city: str, one: str, other: str) -> str:
    """Return the one of two texts that is not blank; refuse two that differ."""
    if one and other and one != other:
        raise DataError(
            f"edition {edition} puts {city} in the {what} {one} and in {other}",
            "correct one, or tell two cities apart by their names",
        )
    return one or other


def _codes(known: Iterable[City]) -> dict[str, str]:
    """Return the ISO code of each country, by its folded name."""
    return {fold(city.country): city.iso2 for city in known if city.country and city.iso2}


def _filled(city: City, known: City | None, codes: Mapping[str, str]) -> City:
    """Fill what is blank of a city, unless the known one lies in another country."""
    iso2 = city.iso2 or codes.get(fold(city.country), "")
    known_iso2 = "" if known is None else known.iso2 or codes.get(fold(known.country), "")
    if known is None or (iso2 and known_iso2 and iso2 != known_iso2):
        return replace(city, iso2=iso2)
    others = dict.fromkeys((*city.aliases, known.city, *known.aliases))
    return City(
        city=city.city,
        country=city.country or known.country,
        iso2=iso2 or known_iso2,
        region=city.region or known.region,
        aliases=tuple(name for name in others if name != city.city),
    )
