"""The columns of figures: by the editions or else the categories that their names state."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scicli.errors import AmbiguousError
from scicli.files.categories import CATEGORIES, OVERALL
from scicli.importing.headings import is_label, is_year, measure_in, slug, split_label
from scicli.importing.wishes import EDITION_HERE, MEASURES, Field
from scicli.index.names import listed


@dataclass(frozen=True)
class Measure:
    """A column of figures.

    Attributes:
        column: Its number, from 0.
        field: Rank or rating, or None where only the values can tell.
        edition: The label of the edition that its name states, or "".
        category: The category that its name states, or "".
    """

    column: int
    field: Field | None
    edition: str = ""
    category: str = ""


def by_edition(free: dict[int, str]) -> list[Measure]:
    """Return the columns whose names state an edition, if there are any."""
    years = [Measure(number, None, name) for number, name in free.items() if is_year(name)]
    named = {number: measure_in(name) for number, name in free.items()}
    labelled = [
        Measure(number, field, rest)
        for number, (field, rest) in named.items()
        if field and is_label(rest)
    ]
    return years + labelled


def check_editions(found: list[Measure], free: dict[int, str]) -> None:
    """Refuse columns of which it is not clear what edition they are of.

    Raises:
        AmbiguousError: Another column of figures names none, or what stands before the numbers
            of editions differs.
    """
    plain = [
        number
        for number, name in free.items()
        if number not in {measure.column for measure in found}
        for field, rest in [measure_in(name)]
        if field and slug(rest) in {"", *CATEGORIES}
    ]
    remedy = (
        f"say --column which columns hold what, with {EDITION_HERE} for editions in their names"
    )
    if plain:
        raise AmbiguousError(
            f"column '{free[found[0].column]}' may name an edition, but column"
            f" '{free[plain[0]]}' names none",
            remedy,
        )
    names = {measure.edition: free[measure.column] for measure in found}
    first, *_ = names
    prefix = split_label(first)[0].strip().casefold()
    numbers: dict[str, str] = {}
    for label in names:
        before, number = split_label(label)
        other = numbers.setdefault(number, label)
        if other != label:
            raise AmbiguousError(
                f"the columns '{names[other]}' and '{names[label]}' may be of one edition", remedy
            )
        # A word before a year may be that of a category: "Safety rank 2023".
        if before.strip().casefold() != prefix and is_year(number):
            raise AmbiguousError(
                f"the columns '{names[first]}' and '{names[label]}' may name editions or"
                " categories",
                remedy,
            )


def without_common_prefix(measures: list[Measure]) -> tuple[list[Measure], str]:
    """Drop what all labels of editions have before their number, and return that too."""
    prefixes = {split_label(measure.edition)[0] for measure in measures if measure.edition}
    if len(prefixes) != 1:
        return measures, ""
    [prefix] = prefixes
    return [replace(one, edition=one.edition[len(prefix) :]) for one in measures], prefix


def by_category(free: dict[int, str], settled: set[tuple[str, Field | None]]) -> list[Measure]:
    """Return the columns of figures whose names state a category, or none."""
    found: dict[tuple[str, Field], list[int]] = {}
    named = {number: measure_in(name) for number, name in free.items()}
    for number, (field, rest) in named.items():
        if field:
            found.setdefault((slug(rest), field), []).append(number)
    for number, name in free.items():
        # A name is that of a rating where another has it with the word "rank" behind it.
        if slug(name) and named[number][0] is None and (slug(name), Field.RANK) in found:
            found.setdefault((slug(name), Field.RATING), []).append(number)
    categories = {category for category, _ in found}
    kept = {
        category
        for category in categories
        if category in {"", *CATEGORIES} or all((category, field) in found for field in MEASURES)
    }
    if not kept and not settled:
        # Where no column is a plain rank, the one "World rank" is it.
        kept = {""}
        found = _merged(found)
    elif not settled:
        _check_all_fields(found, kept, free)
    measures: dict[tuple[str, Field], list[int]] = {}
    for (category, field), numbers in found.items():
        if category in kept and (category or OVERALL, field) not in settled:
            measures.setdefault((category or OVERALL, field), []).extend(numbers)
    return [
        Measure(only_one(field, numbers, free, category), field, "", _stated(category))
        for (category, field), numbers in measures.items()
    ]


def _check_all_fields(
    found: dict[tuple[str, Field], list[int]], kept: set[str], free: dict[int, str]
) -> None:
    """Refuse to leave a column unread that may hold the field that no other one holds.

    Raises:
        AmbiguousError: There is such a column.
    """
    held = {field for category, field in found if category in kept}
    for (_, field), numbers in found.items():
        if field not in held:
            other = next(columns[0] for (one, _), columns in found.items() if one in kept)
            [told] = held
            raise AmbiguousError(
                f"column '{free[numbers[0]]}' may hold the {field}",
                f"say --column {field}='{free[numbers[0]]}', or without it"
                f" --column {told}='{free[other]}'",
            )


def _merged(found: dict[tuple[str, Field], list[int]]) -> dict[tuple[str, Field], list[int]]:
    merged: dict[tuple[str, Field], list[int]] = {}
    for (_, field), numbers in found.items():
        merged.setdefault(("", field), []).extend(numbers)
    return merged


def _stated(category: str) -> str:
    return "" if category == OVERALL else category


def only_one(
    field: Field, found: Sequence[int], header: dict[int, str], category: str = OVERALL
) -> int:
    """Return the one column that holds a field.

    Raises:
        AmbiguousError: Several may.
    """
    if len(found) == 1:
        return found[0]
    names = [f"'{header[number]}'" for number in found]
    if len(set(names)) == 1:
        raise AmbiguousError(f"{len(found)} columns are called {names[0]}", "rename or remove one")
    name = field if category == OVERALL else f"{category}.{field}"
    raise AmbiguousError(
        f"the columns {listed(names, 'and')} may each hold the {name}",
        f"say which: --column {name}={names[0]}",
    )
