"""Which spellings in the tables of editions mean one city."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from scicli.files.table import TextTable


class Spellings(NamedTuple):
    """How the names that the tables of editions write are read."""

    read_as: Mapping[str, str]
    apart: tuple[tuple[str, ...], ...]


def spellings(
    tables: Iterable[TextTable],
    groups: Iterable[Collection[str]],
    listed: Collection[str],
    editions: Sequence[str],
) -> Spellings:
    """Return how names are read that look like one city.

    They are read as one where no two of them stand in one edition and category: as the name that
    is listed, else as the one in the latest edition.
    """
    several = [sorted(group) for group in groups]
    stand = _standing(tables, {name for group in several for name in group})
    place = {label: number for number, label in enumerate(editions)}
    read_as: dict[str, str] = {}
    apart: list[tuple[str, ...]] = []
    for group in several:
        if len(set().union(*(stand[name] for name in group))) < sum(
            len(stand[name]) for name in group
        ):
            apart.append(tuple(group))
            continue

        def latest(name: str) -> tuple[bool, int, str]:
            held = [place[edition] for edition, _ in stand[name]]
            return name in listed, max(held, default=-1), name

        city = max(group, key=latest)
        read_as |= {name: city for name in group if name != city}
    return Spellings(read_as, tuple(apart))


def _standing(
    tables: Iterable[TextTable], names: Collection[str]
) -> dict[str, set[tuple[str, str]]]:
    """Return the editions and categories in which each name has a row."""
    stand: dict[str, set[tuple[str, str]]] = {name: set() for name in names}
    if names:
        for table in tables:
            rows = table.distinct("edition", "category", "city", cities=names)
            for edition, category, city in rows:
                if edition:
                    stand[city].add((edition, category))
    return stand
