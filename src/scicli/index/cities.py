"""The cities of the data: what files say of each, what is known of it, and its spellings."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from scicli.files.dataset import Files
from scicli.files.faults import Fault, Faults
from scicli.files.table import TextTable
from scicli.index.names import fold, spelling

# Names of countries beside those of the lists.
_OTHER_NAMES = {
    "america": "US", "unitedstatesofamerica": "US", "usa": "US", "us": "US",
    "britain": "GB", "england": "GB", "greatbritain": "GB", "scotland": "GB", "uk": "GB",
    "korea": "KR", "korearep": "KR", "korearepublic": "KR", "korearepublicof": "KR",
    "republicofkorea": "KR", "southkorea": "KR",
    "emirates": "AE", "uae": "AE", "russianfederation": "RU", "chinapr": "CN", "prc": "CN",
    "hongkongsar": "HK", "hongkongchina": "HK", "czechia": "CZ", "czechrepublic": "CZ",
    "turkiye": "TR", "turkey": "TR", "holland": "NL", "thenetherlands": "NL",
}  # fmt: skip


class City(NamedTuple):
    """A city as the data know it."""

    city: str
    country: str = ""
    iso2: str = ""
    region: str = ""
    aliases: tuple[str, ...] = ()


Cities = tuple[Mapping[str, City], Mapping[str, str], tuple[tuple[str, ...], ...], int]


def cities(files: Files, editions: Sequence[str], faults: Faults) -> Cities:
    """Return the cities of the tables of editions, as in `Catalog`, from `cities` on.

    What the data set says of a city in a `cities.csv` goes before what its tables of editions
    state, and a later edition before an earlier one. The list that comes with scicli tells names;
    countries and regions it tells only of data that state none.
    """
    tables = [{city.city: city for city in _rows(table)} for table in files.cities]
    codes = _codes(city for table in tables for city in table.values())
    known = _merged(tables, codes)
    own = _merged(tables if files.shipped else tables[:-1], codes)
    stated = list(_stated(files.figures, editions, faults))
    none_located = not any(map(_is_located, (*stated, *own.values())))
    find, find_own = _Finder(known.values()), _Finder(own.values())
    written: dict[str, City] = {}
    alike: dict[tuple[str, str], list[str]] = {}
    located = 0
    for one in stated:
        name = one.city
        city = _filled(_filled(City(name), find_own.city(name), codes), one, codes)
        same = find.city(name)
        if same is not None and not _apart(city, same, codes):
            located += none_located and _is_located(same)
            unlocated = same._replace(country="", iso2="", region="")
            city = _filled(city, same if none_located else unlocated, codes)
            alike.setdefault(("known", same.city), []).append(name)
        elif spelling(name):
            alike.setdefault(("alike", spelling(name)), []).append(name)
        written[name] = city
    groups = [
        group
        for group in alike.values()
        if len(group) > 1 and len(_countries(written[name] for name in group)) <= 1
    ]
    read_as, apart = spellings(files.figures, groups, known, editions)
    for other, name in read_as.items():
        written[name] = _filled(written[name], written.pop(other), codes)
    return written, read_as, apart, located


def _merged(tables: Sequence[Mapping[str, City]], codes: Mapping[str, str]) -> dict[str, City]:
    """Return the cities of several tables; an earlier table goes before a later one."""
    merged: dict[str, City] = {}
    for table in reversed(tables):
        merged |= {name: _filled(city, merged.get(name), codes) for name, city in table.items()}
    return merged


def _is_located(city: City) -> bool:
    return bool(city.country or city.iso2 or city.region)


class _Finder:
    """Finds a known city by its name, by an alias, or by another spelling of one."""

    def __init__(self, known: Iterable[City]) -> None:
        self._levels: tuple[dict[str, list[City]], ...] = ({}, {}, {})
        names, aliases, folded = self._levels
        for city in dict.fromkeys(known):
            names.setdefault(city.city, []).append(city)
            for alias in city.aliases:
                aliases.setdefault(alias, []).append(city)
            for alike in {spelling(name) for name in (city.city, *city.aliases)} - {""}:
                folded.setdefault(alike, []).append(city)

    def city(self, name: str) -> City | None:
        for level, text in zip(self._levels, (name, name, spelling(name)), strict=True):
            found = level.get(text, [])
            if found:
                return found[0] if len(found) == 1 else None
        return None


def _rows(table: TextTable) -> Iterator[City]:
    for name, country, iso2, region, aliases in table.rows(
        "city", "country", "iso2", "region", "aliases"
    ):
        others = tuple(filter(None, map(str.strip, aliases.split(";"))))
        yield City(name, country, iso2, region, others)


def _stated(tables: Sequence[TextTable], editions: Sequence[str], faults: Faults) -> Iterator[City]:
    """Yield each city, by name, with what the latest edition that states it says of it."""
    countries: dict[str, set[str]] = {}
    regions: dict[str, set[str]] = {}
    for table in tables:
        for city, country, region in _locations(table):
            countries.setdefault(city, set()).add(country)
            regions.setdefault(city, set()).add(region)
    several = {
        city
        for texts in (countries, regions)
        for city, found in texts.items()
        if len(found - {""}) > 1
    }
    latest = _latest(tables, several, editions, faults) if several else {}
    for city in sorted(countries):
        yield latest.get(city) or City(
            city, country=max(countries[city]), region=max(regions[city])
        )


def _locations(table: TextTable) -> Iterator[tuple[str, str, str]]:
    """Yield each city that has a row in an edition, with every country and region said of it."""
    columns = ("city", "country", "region")
    if "" in table.column("edition").distinct:
        rows = {row[1:] for row in table.distinct("edition", *columns) if row[0]}
    else:
        rows = table.distinct(*columns)
    return ((city, country, region) for city, country, region in rows if city)


def _latest(
    tables: Sequence[TextTable], cities: Collection[str], editions: Sequence[str], faults: Faults
) -> dict[str, City]:
    """Return what the latest edition that states it says of some cities."""
    position = {label: number for number, label in enumerate(editions)}
    rows = {
        (position[edition], city, country, region)
        for table in tables
        for edition, city, country, region in table.distinct(
            "edition", "city", "country", "region", cities=cities
        )
        if edition
    }
    stated: dict[tuple[int, str], City] = {}
    for number, name, country, region in sorted(rows):
        city = stated.setdefault((number, name), City(name))
        for column, before, text in (
            ("country", city.country, country),
            ("region", city.region, region),
        ):
            if before and text and before != text:
                _contradicted(tables, (editions[number], name), column, faults)
        stated[number, name] = _or_else(city, City(name, country, "", region))
    latest: dict[str, City] = {}
    for (_, name), city in stated.items():
        latest[name] = _or_else(city, latest.get(name, city))
    return latest


def _or_else(city: City, other: City) -> City:
    """Fill the country and the region of a city from another one."""
    return city._replace(country=city.country or other.country, region=city.region or other.region)


def _contradicted(
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


def _countries(cities: Iterable[City]) -> set[str]:
    """Return the countries that are known of some cities."""
    return {city.iso2 or fold(city.country) for city in cities} - {""}


def _codes(known: Iterable[City]) -> dict[str, str]:
    """Return the ISO code of each country, by its folded name."""
    found = {fold(city.country): city.iso2 for city in known if city.country and city.iso2}
    return _OTHER_NAMES | {fold(code): code for code in found.values()} | found


def _filled(city: City, known: City | None, codes: Mapping[str, str]) -> City:
    """Fill what is blank of a city, unless the known one lies in another country."""
    iso2 = city.iso2 or codes.get(fold(city.country), "")
    if known is None or _apart(city, known, codes):
        return city._replace(iso2=iso2)
    others = dict.fromkeys((*city.aliases, known.city, *known.aliases))
    return City(
        city=city.city,
        country=city.country or known.country,
        iso2=iso2 or known.iso2 or codes.get(fold(known.country), ""),
        region=city.region or known.region,
        aliases=tuple(name for name in others if name != city.city),
    )


def _apart(city: City, known: City, codes: Mapping[str, str]) -> bool:
    """Return whether two cities lie in different countries, as far as is known."""
    iso2, known_iso2 = (one.iso2 or codes.get(fold(one.country), "") for one in (city, known))
    if iso2 and known_iso2:
        return iso2 != known_iso2
    names = {fold(city.country), fold(known.country)} - {""}
    return len(names) > 1


def spellings(
    tables: Iterable[TextTable],
    groups: Iterable[Collection[str]],
    listed: Collection[str],
    editions: Sequence[str],
) -> tuple[Mapping[str, str], tuple[tuple[str, ...], ...]]:
    """Return how names that look alike are read: the city of each other spelling, and names apart.

    The names of a group are one city if no two of them stand in one edition and category; it is
    called as it is `listed` in a `cities.csv`, else as in the latest edition.
    """
    several = [sorted(group) for group in groups]
    tables_of = _tables_of(tables, {name for group in several for name in group})
    position = {label: number for number, label in enumerate(editions)}
    read_as: dict[str, str] = {}
    apart: list[tuple[str, ...]] = []
    for group in several:
        together = [table for name in group for table in tables_of[name]]
        if len(set(together)) < len(together):
            apart.append(tuple(group))
            continue

        def preference(name: str) -> tuple[bool, int, str]:
            latest = max((position[edition] for edition, _ in tables_of[name]), default=-1)
            return name in listed, latest, name

        city = max(group, key=preference)
        read_as |= {name: city for name in group if name != city}
    return read_as, tuple(apart)


def _tables_of(
    tables: Iterable[TextTable], names: Collection[str]
) -> dict[str, set[tuple[str, str]]]:
    """Return the editions and categories in which each name has a row."""
    found: dict[str, set[tuple[str, str]]] = {name: set() for name in names}
    for table in tables if names else ():
        for edition, category, city in table.distinct("edition", "category", "city", cities=names):
            if edition:
                found[city].add((edition, category))
    return found
