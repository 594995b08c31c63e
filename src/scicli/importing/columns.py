"""The layout of a table: the meaning of its columns, from their names and values."""

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
    field_of,
    is_label,
    is_tidy,
    is_year,
    measure_in,
    split_label,
)
from scicli.importing.sheets import Row
from scicli.index.names import fold, listed

Names = dict[int, str]  # Of columns, by their index.
Ranking = tuple[str, str]  # An edition and a category.


@dataclass(frozen=True)
class Measure:
    """A column of figures."""

    column: int
    field: Field | None  # Rank or rating, or None if only the values can tell.
    edition: str = ""  # From the name of the column, or "".
    category: str = ""  # From the name of the column, or "".


@dataclass(frozen=True)
class Layout:
    """The meaning of each column of a table."""

    header: tuple[str, ...]
    descriptions: dict[Field, int]  # The columns that describe figures.
    measures: tuple[Measure, ...]
    prefix: str  # The text before the number of every edition; the labels leave it out.

    @property
    def unread(self) -> tuple[int, ...]:
        """The columns without a meaning."""
        read = {*self.descriptions.values(), *(measure.column for measure in self.measures)}
        return tuple(index for index in range(len(self.header)) if index not in read)

    @property
    def tidy(self) -> bool:
        """Whether the table has the columns of a tidy file, whose decimals have a point."""
        return is_tidy(self.header)


def read_layout(header: Sequence[str], options: ImportOptions) -> Layout | None:
    """Return the layout of a table from the names of its columns; None if they name no figures.

    Mappings of the options come first, then columns that describe figures, then the figures.
    """
    mapped = _mapped(header, options)
    if mapped is None:
        return None
    descriptions, measures = mapped
    taken = {*descriptions.values(), *(measure.column for measure in measures)}
    free = {
        column: name
        for column, name in enumerate(header)
        if column not in taken and any(map(str.isalnum, name))
    }
    descriptions |= _take_descriptions(free, descriptions, options)
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
    measures = [replace(one, edition=one.edition.removeprefix(prefix)) for one in measures]
    return Layout(tuple(header), descriptions, tuple(measures), prefix)


def _mapped(
    header: Sequence[str], options: ImportOptions
) -> tuple[dict[Field, int], list[Measure]] | None:
    """Return the columns that the options map; None if one of them is not in the header."""
    descriptions: dict[Field, int] = {}
    measures: list[Measure] = []
    for mapping in options.columns:
        labels = mapped_columns(header, mapping)
        if not labels:
            return None
        if EDITION_HERE not in mapping.header:
            labels = {_only_column(mapping.field, list(labels), header, mapping.category): ""}
        for column, label in labels.items():
            if mapping.field in MEASURES:
                measures.append(Measure(column, mapping.field, label, mapping.category))
            else:
                descriptions[mapping.field] = column
    return descriptions, measures


def mapped_columns(header: Sequence[str], mapping: ColumnMapping) -> Names:
    """Return the columns of a mapping, each with the edition in its name."""
    if EDITION_HERE in mapping.header:
        labels = enumerate(edition_in(name, mapping.header) for name in header)
        return {column: label for column, label in labels if label}
    found = [column for column, name in enumerate(header) if name == mapping.header]
    if not found:
        wanted = fold(mapping.header)
        found = [column for column, name in enumerate(header) if name and fold(name) == wanted]
    return dict.fromkeys(found, "")


def _take_descriptions(
    free: Names, mapped: dict[Field, int], options: ImportOptions
) -> dict[Field, int]:
    """Remove the columns that describe figures from the free ones; skip fields in `mapped`."""
    found: dict[Field, int] = {}
    tidy = is_tidy(free.values())
    for field, synonyms in DESCRIPTION_WORDS:
        given = field is Field.EDITION and options.edition is not None
        words = {str(field)} if tidy or given else synonyms
        columns = [column for column, name in free.items() if name.casefold() in words]
        if columns and field not in mapped | found:
            found[field] = _only_column(field, columns, free)
            name = free.pop(found[field])
            if given:
                raise AmbiguousError(f"column '{name}' gives the editions", "leave out --edition")
    return found


def _by_edition(
    free: Names, descriptions: dict[Field, int], options: ImportOptions
) -> list[Measure]:
    """Return the columns with an edition in their names; refuse doubtful ones."""
    measures = [
        Measure(column, field, label if field else name)
        for column, name in free.items()
        for field, label in [measure_in(name)]
        if (is_label(label) if field else is_year(name))
    ]
    if not measures:
        return []
    if Field.EDITION in descriptions or options.edition is not None:
        problem = f"column '{free[measures[0].column]}' names an edition, which is given already"
        raise AmbiguousError(problem, "say --column which columns hold rank and rating")
    problem = _doubt_about_editions(measures, free)
    if problem:
        remedy = f"with {EDITION_HERE} for editions in their names"
        raise AmbiguousError(problem, f"say --column which columns hold what, {remedy}")
    return measures


def _doubt_about_editions(measures: list[Measure], free: Names) -> str:
    """Return why columns may not be of the editions in their names, or ""."""
    first, editions = measures[0], {measure.column for measure in measures}
    for column, name in free.items():
        field, rest = measure_in(name)
        if field and column not in editions and category_key(rest) in {"", *CATEGORIES}:
            return (
                f"column '{free[first.column]}' may name an edition, but column '{name}' names none"
            )
    first_prefix, _ = split_label(first.edition)
    by_number: dict[str, Measure] = {}
    for measure in measures:
        prefix, number = split_label(measure.edition)
        other = by_number.setdefault(number, measure)
        if other.edition != measure.edition:
            names = f"'{free[other.column]}' and '{free[measure.column]}'"
            return f"the columns {names} may be of one edition"
        # The word before a year may be a category: "Safety rank 2023".
        if prefix.strip().casefold() != first_prefix.strip().casefold() and is_year(number):
            names = f"'{free[first.column]}' and '{free[measure.column]}'"
            return f"the columns {names} may name editions or categories"
    return ""


def _by_category(free: Names, mapped: Sequence[Measure]) -> list[Measure]:
    """Return the columns with a rank or rating in their names, overall or of a category."""
    stated = _stated_categories(free)
    ranks, ratings = ({one.category for one in stated if one.field is field} for field in MEASURES)
    # A category that is not known needs both a rank and a rating.
    kept = (ranks & ratings) | ((ranks | ratings) & {"", *CATEGORIES})
    if not kept and not mapped:
        # Without a plain rank, the only "World rank" is the rank.
        stated = [replace(one, category="") for one in stated]
        kept = {""}
    read = [one for one in stated if one.category in kept]
    unread = [one for one in stated if one.field not in {other.field for other in read}]
    if unread and not mapped:
        first, other = unread[0], read[0]
        raise AmbiguousError(
            f"column '{free[first.column]}' may hold the {first.field}",
            f"say --column {first.field}='{free[first.column]}', or without it"
            f" --column {other.field}='{free[other.column]}'",
        )
    columns: dict[tuple[str, Field | None], list[int]] = defaultdict(list)
    for one in read:
        columns[one.category or OVERALL, one.field].append(one.column)
    for one in mapped:
        columns.pop((one.category or OVERALL, one.field), None)
    return [
        Measure(
            column=_only_column(field, same, free, category),
            field=field,
            category="" if category == OVERALL else category,
        )
        for (category, field), same in columns.items()
    ]


def _stated_categories(free: Names) -> list[Measure]:
    """Return the columns with a rank or rating in their names, each with the rest as category."""
    stated = [
        Measure(column, field, category=category_key(rest))
        for column, name in free.items()
        for field, rest in [measure_in(name)]
        if field
    ]
    ranked = {one.category for one in stated if one.field is Field.RANK}
    # "Teaching" is a rating beside "Teaching rank".
    return stated + [
        Measure(column, Field.RATING, category=category_key(name))
        for column, name in free.items()
        if category_key(name) in ranked and measure_in(name)[0] is None
    ]


def _only_column(
    field: Field | None, columns: Sequence[int], names: Names | Sequence[str], category: str = ""
) -> int:
    """Return the one column that may hold a field, or refuse several."""
    if len(columns) == 1:
        return columns[0]
    quoted = [f"'{names[column]}'" for column in columns]
    if len(set(quoted)) == 1:
        problem = f"{len(quoted)} columns are called {quoted[0]}"
        raise AmbiguousError(problem, "rename or remove one")
    wanted = f"{category}.{field}" if category not in {"", OVERALL} else field
    problem = f"the columns {listed(quoted, 'and')} may each hold the {wanted}"
    raise AmbiguousError(problem, f"say which: --column {wanted}={quoted[0]}")


def with_fields(
    layout: Layout, rows: Sequence[Row], missing: set[str], options: ImportOptions
) -> Layout:
    """Return a layout with the field of every measure, which may follow from the values."""
    _check_index(layout, rows, options)
    unclear = [measure.column for measure in layout.measures if measure.field is None]
    texts = {cells[column] for _, cells in rows for column in unclear} - {"", *missing}
    field = options.rank_by or field_of(texts)
    if unclear and field is None:
        raise AmbiguousError(
            f"the values below '{layout.header[unclear[0]]}' may be ranks or ratings",
            f"say --column 'rank={EDITION_HERE}' or --column 'rating={EDITION_HERE}'",
        )
    measures = tuple(replace(one, field=one.field or field) for one in layout.measures)
    return replace(layout, measures=measures)


def _check_index(layout: Layout, rows: Sequence[Row], options: ImportOptions) -> None:
    """Refuse a column called "index" that only numbers its rows."""
    mapped = {mapping.header for mapping in options.columns}
    numbers = [list(map(str, range(start, start + len(rows)))) for start in (0, 1)]
    for measure in layout.measures:
        name = layout.header[measure.column]
        cells = [row.cells[measure.column] for row in rows]
        if name.casefold() == "index" and name not in mapped and cells in numbers:
            problem = f"the column '{name}' only numbers its rows"
            raise AmbiguousError(problem, f"say --column rating={name}, or rename it")


def columns_by_ranking(layout: Layout) -> dict[Ranking, dict[Field | None, int]]:
    """Return the columns of each edition and category by field; refuse two of one field."""
    columns: dict[Ranking, dict[Field | None, int]] = defaultdict(dict)
    for one in layout.measures:
        first = columns[one.edition, one.category].setdefault(one.field, one.column)
        if first != one.column:
            edition = f" of edition {one.edition}" if one.edition else ""
            names = f"'{layout.header[first]}' and '{layout.header[one.column]}'"
            raise AmbiguousError(
                f"the columns {names} may each hold the {one.field}{edition}",
                f"say --column which holds the {one.field}",
            )
    return columns
