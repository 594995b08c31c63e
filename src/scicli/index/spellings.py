"""Which spellings in the tables of editions mean one city."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from scicli.files.table import TextTable


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
