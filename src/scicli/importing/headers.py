"""What the columns of a publisher's table hold, read from their names."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scicli.errors import AmbiguousError
from scicli.files.categories import OVERALL
from scicli.importing.headings import edition_in
from scicli.importing.measures import (
    Measure,
    by_category,
    by_edition,
    check_editions,
    only_one,
    without_common_prefix,
)
from scicli.importing.wishes import EDITION_HERE, MEASURES, Field, Said, Wishes
from scicli.index.names import fold

_CITY = frozenset(
    {"city", "centre", "center", "name", "institution", "university", "team", "player"}
)
_EDITION = frozenset({"edition", "year", "date"})
_DESCRIBING = (Field.COUNTRY, Field.REGION, Field.CATEGORY)
_OURS = (Field.BASIS, Field.SOURCES)


@dataclass(frozen=True)
class Layout:
    """What the columns of a table hold.

    Attributes:
        header: The names of the columns.
        fields: The columns that describe figures, by what they hold.
        measures: The columns that hold figures.
        unread: The columns that nothing is read from.
        prefix: What stood before the number of every edition, or "".
    """

    header: tuple[str, ...]
    fields: dict[Field, int]
    measures: tuple[Measure, ...]
    unread: tuple[int, ...]
    prefix: str

    @property
    def tidy(self) -> bool:
        """Whether the names are those of a tidy file, in which decimals have a point."""
        return is_tidy(self.header)


def layout(cells: Sequence[str], wishes: Wishes) -> Layout | None:
    """Return what the columns hold whose names a row may be, or None where it is no such row.

    Args:
        cells: The cells of the row, trimmed.
        wishes: What is said of the columns.

    Raises:
        AmbiguousError: Two readings are possible.
    """
    header = tuple(cells)
    spoken = _spoken(header, wishes.columns)
    if spoken is None:
        return None
    fields, measures, prefix = spoken
    taken = {*fields.values(), *(measure.column for measure in measures)}
    free = {
        number: name
        for number, name in enumerate(header)
        if number not in taken and any(map(str.isalnum, name))
    }
    fields |= _describing(free, fields, wishes)
    if Field.CITY not in fields:
        return None
    free = {number: name for number, name in free.items() if number not in fields.values()}
    # What is said of one field of a category leaves nothing to guess of it.
    settled = {(measure.category or OVERALL, measure.field) for measure in measures}
    editions = [] if settled else by_edition(free)
    if editions:
        if Field.EDITION in fields or wishes.edition is not None:
            raise AmbiguousError(
                f"column '{free[editions[0].column]}' names an edition, which is given already",
                "say --column which columns hold rank and rating",
            )
        check_editions(editions, free)
        named, prefix = without_common_prefix(editions)
        measures += named
    elif not any(measure.edition for measure in measures):
        measures += by_category(free, settled)
    if not measures:
        return None
    taken = {*fields.values(), *(measure.column for measure in measures)}
    unread = tuple(number for number in range(len(header)) if number not in taken)
    return Layout(header, fields, tuple(measures), unread, prefix)


def is_tidy(names: Iterable[str]) -> bool:
    """Tell whether columns have the names of a tidy file."""
    every = set(map(_plain, names))
    return {"edition", "city"} <= every and not every.isdisjoint(MEASURES)


def said_in(cells: Sequence[str], one: Said) -> list[int]:
    """Return the columns that something is said of, by the exact name or else by the folded one."""
    if EDITION_HERE in one.header:
        return [number for number, name in enumerate(cells) if edition_in(name, one.header)]
    exact = [number for number, name in enumerate(cells) if name == one.header]
    return exact or [
        number for number, name in enumerate(cells) if name and fold(name) == fold(one.header)
    ]


def _spoken(
    header: Sequence[str], columns: Iterable[Said]
) -> tuple[dict[Field, int], list[Measure], str] | None:
    """Return what is said of the columns, or None where one of them is not in the header.

    Behind the fields and the measures stands what was before the number of every edition.
    """
    fields: dict[Field, int] = {}
    measures: list[Measure] = []
    for one in columns:
        found = said_in(header, one)
        if not found:
            return None
        if EDITION_HERE in one.header:
            labels = [edition_in(header[number], one.header) for number in found]
            measures += [
                Measure(number, one.field, label, one.category)
                for number, label in zip(found, labels, strict=True)
            ]
        elif len(found) > 1:
            raise AmbiguousError(
                f"{len(found)} columns are called '{one.header}'", "rename or remove one"
            )
        elif one.field in MEASURES:
            measures.append(Measure(found[0], one.field, "", one.category))
        else:
            fields[one.field] = found[0]
    return fields, *without_common_prefix(measures)


def _describing(free: dict[int, str], known: dict[Field, int], wishes: Wishes) -> dict[Field, int]:
    """Return the columns that describe figures and of which nothing is said."""
    words = {number: _plain(name) for number, name in free.items()}
    fields: dict[Field, int] = {}

    def choose(field: Field, names: Iterable[str]) -> None:
        names = set(names)
        found = [number for number, word in words.items() if word in names]
        if field not in known and found:
            fields[field] = only_one(field, found, free)

    # The further columns of a tidy file are left alone.
    tidy = is_tidy(free.values())
    choose(Field.CITY, {"city"} if tidy else _CITY)
    if Field.CITY not in known | fields:
        choose(Field.CITY, {"country"})
    choose(Field.EDITION, _EDITION if wishes.edition is None and not tidy else {"edition"})
    if wishes.edition is not None and Field.EDITION in fields:
        raise AmbiguousError(
            f"column '{free[fields[Field.EDITION]]}' gives the editions", "leave out --edition"
        )
    words = {number: word for number, word in words.items() if number not in fields.values()}
    # What a publisher calls sources or basis are no keys of ours.
    for field in (*_DESCRIBING, *(_OURS if tidy else ())):
        choose(field, {field.value})
    return fields


def _plain(name: str) -> str:
    return " ".join(re.split(r"[\s_]+", name.strip().casefold()))
