"""The layout of a table: which of its columns holds what, by their names."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scicli.errors import AmbiguousError
from scicli.files.schema import CATEGORIES, OVERALL
from scicli.importing.import_options import (
    EDITION_HERE,
    MEASURES,
    ColumnMapping,
    Field,
    ImportOptions,
)
from scicli.importing.patterns import (
    DESCRIPTION_WORDS,
    category_key,
    edition_in,
    is_label,
    is_tidy,
    is_year,
    measure_in,
    normal_name,
    split_label,
)
from scicli.index.names import fold, listed

Names = dict[int, str]  # Of columns, by their index.


@dataclass(frozen=True)
class Measure:
    """A column of figures."""

    column: int
    field: Field | None  # Rank or rating, or None where only the values can tell.
    edition: str = ""  # As its name states it, or "".
    category: str = ""  # As its name states it, or "".


@dataclass(frozen=True)
class Layout:
    """What each column of a table holds."""

    header: tuple[str, ...]
    descriptions: dict[Field, int]  # The columns that describe figures.
    measures: tuple[Measure, ...]
    unread: tuple[int, ...]
    prefix: str  # The text before the number of every edition, which the labels leave out.
    tidy: bool  # Whether the columns are called as in a tidy file, where decimals have a point.


def read_layout(header: Sequence[str], options: ImportOptions) -> Layout | None:
    """Return the layout of a table by the names of its columns; None if they name no figures.

    What the options say of columns comes first, then what describes figures, then the figures.
    """
    mapped = _mapped(header, options)
    if mapped is None:
        return None
    descriptions, measures = mapped
    free = {column: name for column, name in enumerate(header) if any(map(str.isalnum, name))}
    for column in (*descriptions.values(), *(measure.column for measure in measures)):
        free.pop(column, None)
    descriptions |= _descriptions(free, descriptions, options)
    if Field.CITY not in descriptions:
        return None
    if not measures:
        measures = _by_edition(free, descriptions, options)
    if not any(measure.edition for measure in measures):
        measures += _by_category(free, measures)
    if not measures:
        return None
    prefixes = {split_label(measure.edition)[0] for measure in measures if measure.edition}
    prefix = prefixes.pop() if len(prefixes) == 1 else ""
    measures = [replace(one, edition=one.edition[len(prefix) :]) for one in measures]
    read = {*descriptions.values(), *(measure.column for measure in measures)}
    return Layout(
        header=tuple(header),
        descriptions=descriptions,
        measures=tuple(measures),
        unread=tuple(index for index in range(len(header)) if index not in read),
        prefix=prefix,
        tidy=is_tidy(header),
    )


def _mapped(
    header: Sequence[str], options: ImportOptions
) -> tuple[dict[Field, int], list[Measure]] | None:
    """Return the columns that the options map; None if one of them is not in the header."""
    descriptions: dict[Field, int] = {}
    measures: list[Measure] = []
    for mapping in options.columns:
        found = mapped_columns(header, mapping)
        if not found:
            return None
        if len(found) > 1 and EDITION_HERE not in mapping.header:
            raise AmbiguousError(
                f"{len(found)} columns are called '{mapping.header}'", "rename or remove one"
            )
        for column, label in found.items():
            if mapping.field in MEASURES:
                measures.append(Measure(column, mapping.field, label, mapping.category))
            else:
                descriptions[mapping.field] = column
    return descriptions, measures


def mapped_columns(header: Sequence[str], mapping: ColumnMapping) -> Names:
    """Return the columns that a mapping means, each with the edition that its name states."""
    names = dict(enumerate(header))
    if EDITION_HERE in mapping.header:
        labels = {column: edition_in(name, mapping.header) for column, name in names.items()}
        return {column: label for column, label in labels.items() if label}
    found = [column for column, name in names.items() if name == mapping.header]
    if not found:
        wanted = fold(mapping.header)
        found = [column for column, name in names.items() if name and fold(name) == wanted]
    return dict.fromkeys(found, "")


def _descriptions(
    free: Names, mapped: dict[Field, int], options: ImportOptions
) -> dict[Field, int]:
    """Take from the free columns those that describe figures, except for fields in `mapped`."""
    found: dict[Field, int] = {}
    tidy = is_tidy(free.values())
    for field, synonyms in DESCRIPTION_WORDS:
        only_itself = tidy or (field is Field.EDITION and options.edition is not None)
        words = {field.value} if only_itself else synonyms
        columns = [column for column, name in free.items() if normal_name(name) in words]
        if columns and field not in mapped | found:
            found[field] = _only_column(field, columns, free)
            name = free.pop(found[field])
            if field is Field.EDITION and options.edition is not None:
                raise AmbiguousError(f"column '{name}' gives the editions", "leave out --edition")
    return found


def _by_edition(
    free: Names, descriptions: dict[Field, int], options: ImportOptions
) -> list[Measure]:
    """Return the columns whose names state an edition; refuse doubtful ones."""
    stated = [(column, *measure_in(name)) for column, name in free.items()]
    measures = [Measure(column, None, name) for column, name in free.items() if is_year(name)]
    measures += [Measure(*one) for one in stated if one[1] and is_label(one[2])]
    if not measures:
        return []
    if Field.EDITION in descriptions or options.edition is not None:
        raise AmbiguousError(
            f"column '{free[measures[0].column]}' names an edition, which is given already",
            "say --column which columns hold rank and rating",
        )
    _check_editions(measures, free)
    return measures


def _check_editions(measures: list[Measure], free: Names) -> None:
    """Refuse columns of editions beside one that names none, and labels of several forms."""
    remedy = (
        f"say --column which columns hold what, with {EDITION_HERE} for editions in their names"
    )
    names = {measure.edition: free[measure.column] for measure in measures}
    first, *_ = names
    for column, name in free.items():
        field, rest = measure_in(name)
        of_edition = any(column == measure.column for measure in measures)
        if field and category_key(rest) in {"", *CATEGORIES} and not of_edition:
            raise AmbiguousError(
                f"column '{free[measures[0].column]}' may name an edition, but column '{name}'"
                " names none",
                remedy,
            )
    prefix = split_label(first)[0].strip().casefold()
    by_number: dict[str, str] = {}
    for label, name in names.items():
        before, number = split_label(label)
        other = by_number.setdefault(number, label)
        if other != label:
            raise AmbiguousError(
                f"the columns '{names[other]}' and '{name}' may be of one edition", remedy
            )
        # The word before a year may be a category: "Safety rank 2023".
        if before.strip().casefold() != prefix and is_year(number):
            raise AmbiguousError(
                f"the columns '{names[first]}' and '{name}' may name editions or categories", remedy
            )


def _by_category(free: Names, mapped: Sequence[Measure]) -> list[Measure]:
    """Return the columns whose names state a rank or rating, overall or of a category."""
    stated = _stated_categories(free)
    # A category that is not known needs both a rank and a rating.
    categories = [{category for _, category, one in stated if one is field} for field in MEASURES]
    kept = set.intersection(*categories) | (set.union(*categories) & {"", *CATEGORIES})
    if not kept and not mapped:
        # Where no column is a plain rank, the one "World rank" is it.
        stated = [(column, "", field) for column, _, field in stated]
        kept = {""}
    read = [(column, field) for column, category, field in stated if category in kept]
    for column, _, field in stated:
        if not mapped and field not in [one for _, one in read]:
            first, other = read[0]
            raise AmbiguousError(
                f"column '{free[column]}' may hold the {field}",
                f"say --column {field}='{free[column]}', or without it"
                f" --column {other}='{free[first]}'",
            )
    columns: dict[tuple[str, Field], list[int]] = defaultdict(list)
    for column, category, field in stated:
        if category in kept:
            columns[category or OVERALL, field].append(column)
    taken = {(measure.category or OVERALL, measure.field) for measure in mapped}
    return [
        Measure(
            column=_only_column(field, same, free, category),
            field=field,
            category="" if category == OVERALL else category,
        )
        for (category, field), same in columns.items()
        if (category, field) not in taken
    ]


def _stated_categories(free: Names) -> list[tuple[int, str, Field]]:
    """Return the columns whose names state a measure, with its category and its field."""
    stated = [
        (column, category_key(rest), field)
        for column, name in free.items()
        for field, rest in [measure_in(name)]
        if field
    ]
    ranked = {category for _, category, field in stated if field is Field.RANK}
    # "Teaching" is a rating beside "Teaching rank".
    stated += [
        (column, category_key(name), Field.RATING)
        for column, name in free.items()
        if category_key(name) in ranked and measure_in(name)[0] is None
    ]
    return stated


def _only_column(
    field: Field, columns: Sequence[int], names: Names, category: str = OVERALL
) -> int:
    """Return the one column that may hold a field, or refuse several."""
    if len(columns) == 1:
        return columns[0]
    quoted = [f"'{names[column]}'" for column in columns]
    if len(set(quoted)) == 1:
        raise AmbiguousError(
            f"{len(quoted)} columns are called {quoted[0]}", "rename or remove one"
        )
    wanted = field if category == OVERALL else f"{category}.{field}"
    raise AmbiguousError(
        f"the columns {listed(quoted, 'and')} may each hold the {wanted}",
        f"say which: --column {wanted}={quoted[0]}",
    )
