"""The cities of the data: their countries, regions and aliases, and the spellings of each."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from scicli.files.dataset import Files
from scicli.files.faults import Fault, Faults
from scicli.files.table import TextTable
from scicli.index.names import fold, spelling
from scicli.index.terms import Places

COUNTRY_CODES = {
    "america": "US", "unitedstatesofamerica": "US", "usa": "US", "us": "US",
    "britain": "GB", "england": "GB", "greatbritain": "GB", "scotland": "GB", "uk": "GB",
    "korea": "KR", "korearep": "KR", "korearepublic": "KR", "korearepublicof": "KR",
    "republicofkorea": "KR", "southkorea": "KR",
    "emirates": "AE", "uae": "AE", "russianfederation": "RU", "chinapr": "CN", "prc": "CN",
    "hongkongsar": "HK", "hongkongchina": "HK", "czechia": "CZ", "czechrepublic": "CZ",
    "turkiye": "TR", "turkey": "TR", "holland": "NL", "thenetherlands": "NL",
    "swaziland": "SZ", "eswatini": "SZ", "macedonia": "MK", "northmacedonia": "MK",
    "burma": "MM", "myanmar": "MM", "ivorycoast": "CI", "cotedivoire": "CI",
    "capeverde": "CV", "caboverde": "CV", "easttimor": "TL", "timorleste": "TL",
}  # fmt: skip
"""ISO codes of countries by names that are in no list of cities, in folded form."""


class City(NamedTuple):
    """A city as the data know it."""

    city: str
    country: str = ""
    iso2: str = ""
    region: str = ""
    aliases: tuple[str, ...] = ()


Cities = tuple[Mapping[str, City], Mapping[str, str], tuple[tuple[str, ...], ...], int]


def cities(
    files: Files, editions: Sequence[str], faults: Faults, places: Places = "shipped"
) -> Cities:
    """Return the fields of `Catalog` from `cities` on.

    What a `cities.csv` of the data set says of a city overrides its tables of editions, and a later
    edition overrides an earlier one. The list that comes with scicli provides names. It provides
    countries and regions only if the data state none, and only if `places` are those "shipped".
    """
    codes = _codes(files.cities)
    known, own = _merged(files.cities, codes), _merged(_own(files), codes)
    in_editions = [
        city._replace(iso2=codes.get(fold(city.country), ""))
        for city in _stated(files.figures, editions, faults)
    ]
    none_stated = not any(map(_is_located, (*in_editions, *own.values())))
    none_located = none_stated and places == "shipped"
    known_as, own_as = _Finder(known.values()), _Finder(own.values())
    found: dict[str, City] = {}
    alike: dict[tuple[str, str], list[str]] = {}
    located = 0
    for stated in in_editions:
        name = stated.city
        city = _filled(_filled(City(name), own_as.city(name)), stated)
        same = known_as.city(name)
        if same is not None and not _apart(city, same):
            located += none_located and _is_located(same)
            unlocated = same._replace(country="", iso2="", region="")
            city = _filled(city, same if none_located else unlocated)
            alike.setdefault(("known", same.city), []).append(name)
        elif spelling(name):
            alike.setdefault(("alike", spelling(name)), []).append(name)
        found[name] = city
    groups = [sorted(group) for group in alike.values() if len(group) > 1]
    one_country = [
        group
        for group in groups
        if len({found[name].iso2 or fold(found[name].country) for name in group} - {""}) <= 1
    ]
    city_of, apart = _spellings(files.figures, one_country, known, editions)
    for other, name in city_of.items():
        found[name] = _filled(found[name], found.pop(other))
    return found, city_of, apart, located


def own_cities(files: Files) -> list[City]:
    """Return the cities that each `cities.csv` of a data set describes, as one list.

    Their order is that of their first rows. A city has an ISO code only if one of the files states
    it.
    """
    tables = _own(files)
    merged = _merged(tables, _codes(files.cities))
    coded = {city for table in tables for city, iso2 in table.rows("city", "iso2") if iso2}
    return [
        merged[name] if name in coded else merged[name]._replace(iso2="")
        for name in dict.fromkeys(name for table in tables for name in table.cells("city"))
    ]


def _own(files: Files) -> Sequence[TextTable]:
    """Return the tables of cities of a data set; the shipped one only if it was asked for."""
    return files.cities if files.shipped else files.own_cities


def _codes(tables: Iterable[TextTable]) -> dict[str, str]:
    """Return the ISO code of each country by its folded name or code."""
    rows = (row for table in tables for row in table.rows("country", "iso2"))
    by_name = {fold(country): iso2 for country, iso2 in rows if fold(country) and iso2}
    return COUNTRY_CODES | {fold(code): code for code in by_name.values()} | by_name


def _rows(table: TextTable, codes: Mapping[str, str]) -> Iterator[City]:
    columns = ("city", "country", "iso2", "region", "aliases")
    for name, country, iso2, region, texts in table.rows(*columns):
        aliases = tuple(filter(None, map(str.strip, texts.split(";"))))
        yield City(name, country, iso2 or codes.get(fold(country), ""), region, aliases)


def _merged(tables: Sequence[TextTable], codes: Mapping[str, str]) -> dict[str, City]:
    """Return the cities of several tables; an earlier table overrides a later one."""
    merged: dict[str, City] = {}
    for table in reversed(tables):
        cities = _rows(table, codes)
        merged |= {city.city: _filled(city, merged.get(city.city)) for city in cities}
    return merged


def _is_located(city: City) -> bool:
    return bool(city.country or city.iso2 or city.region)


def _filled(city: City, other: City | None) -> City:
    """Fill the blanks of a city from another one, unless they are in different countries."""
    if other is None or _apart(city, other):
        return city
    names = dict.fromkeys((*city.aliases, other.city, *other.aliases))
    return City(
        city=city.city,
        country=city.country or other.country,
        iso2=city.iso2 or other.iso2,
        region=city.region or other.region,
        aliases=tuple(name for name in names if name != city.city),
    )


def _apart(city: City, other: City) -> bool:
    """Return whether two cities are known to be in different countries."""
    if city.iso2 and other.iso2:
        return city.iso2 != other.iso2
    return len({fold(city.country), fold(other.country)} - {""}) > 1


class _Finder:
    """Finds a city by its name, by an alias, or by another spelling of one of them."""

    def __init__(self, known: Iterable[City]) -> None:
        self._names: dict[str, list[City]] = {}
        self._aliases: dict[str, list[City]] = {}
        self._spellings: dict[str, list[City]] = {}
        for city in dict.fromkeys(known):
            self._names[city.city] = [city]
            for alias in {*city.aliases}:
                self._aliases.setdefault(alias, []).append(city)
            for alike in {spelling(name) for name in (city.city, *city.aliases)} - {""}:
                self._spellings.setdefault(alike, []).append(city)

    def city(self, name: str) -> City | None:
        """Return the only city of a name, or None."""
        cities = (
            self._names.get(name)
            or self._aliases.get(name)
            or self._spellings.get(spelling(name), [])
        )
        return cities[0] if len(cities) == 1 else None


def _stated(tables: Sequence[TextTable], editions: Sequence[str], faults: Faults) -> Iterator[City]:
    """Yield each city by name, with the country and region that its latest edition states."""
    locations: dict[str, set[tuple[str, str]]] = {}
    columns = ("city", "country", "region")
    for table in tables:
        # Most files fill every edition, and fewer columns are faster to read.
        if "" in table.column("edition").distinct:
            rows = {row[1:] for row in table.distinct("edition", *columns) if row[0]}
        else:
            rows = table.distinct(*columns)
        for city, country, region in rows:
            locations.setdefault(city, set()).add((country, region))
    locations.pop("", None)
    several = {
        city
        for city, found in locations.items()
        if any(len({*texts} - {""}) > 1 for texts in zip(*found, strict=True))
    }
    latest = _latest(tables, several, editions, faults) if several else {}
    for city in sorted(locations):
        countries, regions = zip(*locations[city], strict=True)
        yield latest.get(city) or City(city, country=max(countries), region=max(regions))


def _latest(
    tables: Sequence[TextTable], cities: Collection[str], editions: Sequence[str], faults: Faults
) -> dict[str, City]:
    """Return some cities with the country and region that the latest edition states."""
    position = {label: number for number, label in enumerate(editions)}
    columns = ("edition", "city", "country", "region")
    rows = {row for table in tables for row in table.distinct(*columns, cities=cities) if row[0]}
    numbered = sorted((position[edition], *rest) for edition, *rest in rows)
    latest: dict[str, City] = {}
    for (number, name), group in groupby(numbered, itemgetter(0, 1)):
        _, _, countries, regions = zip(*group, strict=True)
        for column, texts in (("country", countries), ("region", regions)):
            if len({*texts} - {""}) > 1:
                _contradiction(tables, (editions[number], name), column, faults)
        earlier = latest.get(name, City(name))
        latest[name] = City(
            name,
            country=next(filter(None, countries), earlier.country),
            region=next(filter(None, regions), earlier.region),
        )
    return latest


def _contradiction(
    tables: Sequence[TextTable], key: tuple[str, str], column: str, faults: Faults
) -> None:
    """Add the fault that an edition states two countries or regions of one city."""
    rows = (
        (text, table.name, table.line(row))
        for table in tables
        for row, (text, *rest) in enumerate(table.rows(column, "edition", "city"))
        if text and tuple(rest) == key
    )
    before, file, number = next(rows)
    text, name, line = next(row for row in rows if row[0] != before)
    problem = f"contradicts '{before}' in {file}, line {number}"
    remedy = "correct one, or tell two cities apart by their names"
    faults.add(Fault(name, problem, remedy, line, column, text))


def _spellings(
    tables: Iterable[TextTable],
    groups: Sequence[Sequence[str]],
    listed: Collection[str],
    editions: Sequence[str],
) -> tuple[Mapping[str, str], tuple[tuple[str, ...], ...]]:
    """Return the city of each other spelling, and the groups of names that are kept apart.

    The names of a group are one city unless two of them are in one edition and category. The city
    is called as it is `listed` in a `cities.csv`, else as in the latest edition.
    """
    position = {label: number for number, label in enumerate(editions)}
    tables_of: dict[str, set[tuple[int, str]]] = {name: set() for group in groups for name in group}
    for table in tables if groups else ():
        columns = ("edition", "category", "city")
        for edition, category, city in table.distinct(*columns, cities=tables_of):
            if edition:
                tables_of[city].add((position[edition], category))

    def preference(name: str) -> tuple[bool, int, str]:
        latest, _ = max(tables_of[name])
        return name in listed, latest, name

    city_of: dict[str, str] = {}
    apart: list[tuple[str, ...]] = []
    for group in groups:
        tables_of_group = [tables_of[name] for name in group]
        if sum(map(len, tables_of_group)) > len(set().union(*tables_of_group)):
            apart.append(tuple(group))
        else:
            city = max(group, key=preference)
            city_of |= {name: city for name in group if name != city}
    return city_of, tuple(apart)
