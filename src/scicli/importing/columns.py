"""The layout of a table: the meaning of its columns, from their names and values."""

import shlex
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from scicli.errors import AmbiguousError
from scicli.files.column import Column
from scicli.files.schema import CATEGORIES, OVERALL
from scicli.importing.evidence import entities, follows, looks_ranked, numbers_places, plain_name
from scicli.importing.figure_cells import POINT, decimal_mark, field_of, is_figure, needed_marks
from scicli.importing.import_options import (
    EDITION_HERE,
    MEASURES,
    ColumnMapping,
    Field,
    ImportOptions,
)
from scicli.importing.patterns import (
    category_key,
    edition_called,
    edition_in,
    is_label,
    is_rating,
    is_tidy,
    is_time,
    is_year,
    measure_in,
    split_label,
)
from scicli.importing.sheets import Row
from scicli.importing.vocabulary import (
    CITY_WORDS,
    COUNTRY_WORDS,
    EDITION_WORDS,
    MEASURE_WORDS,
    NEVER_WORDS,
    REGION_WORDS,
    WEAK_RANK_WORDS,
)
from scicli.index.names import fold, listed

_RANK_WORDS = MEASURE_WORDS[Field.RANK]
_DESCRIPTIONS = {
    Field.COUNTRY: COUNTRY_WORDS,
    Field.REGION: REGION_WORDS,
    Field.CATEGORY: {"category"},
}
_SAMPLE = 2_000  # The number of rows that show what columns hold.

Names = dict[int, str]  # Of columns, by their index.
Ranking = tuple[str, str]  # An edition and a category.
Columns = dict[Ranking, dict[Field | None, int]]  # Of rank and rating, by their index.


class Sample:
    """The first rows below the names of columns."""

    def __init__(self, header: Sequence[str], below: Sequence[Row]) -> None:
        self._rows = [row.cells for row in below[:_SAMPLE] if tuple(row.cells) != tuple(header)]
        self._width = len(header)
        self.tables = [""] * len(self._rows)

    @cached_property
    def columns(self) -> list[Column]:
        """The columns of the rows; a cell that is not there is blank."""
        return [
            Column.of([cells[at] if at < len(cells) else "" for cells in self._rows])
            for at in range(self._width)
        ]

    def divide_by(self, column: int | None) -> None:
        """Take the rows with one text in a column for one table."""
        if column is not None:
            self.tables = self.columns[column].cells()


@dataclass(frozen=True)
class Measure:
    """A column of figures."""

    column: int
    name: str
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
    def city(self) -> int:
        """The column of cities."""
        return self.descriptions[Field.CITY]

    @property
    def read(self) -> set[int]:
        """The columns with a meaning."""
        return {*self.descriptions.values(), *(measure.column for measure in self.measures)}

    @property
    def unread(self) -> tuple[int, ...]:
        """The columns without a meaning."""
        return tuple(index for index in range(len(self.header)) if index not in self.read)

    @property
    def tidy(self) -> bool:
        """Whether the table has the columns of a tidy file, whose decimals have a point."""
        return is_tidy(self.header)


def read_layout(
    header: Sequence[str], below: Sequence[Row], options: ImportOptions
) -> Layout | None:
    """Return the layout of a table from the names and values of its columns, or None.

    Mappings of the options come first, then columns that describe figures, then the figures.
    """
    if sum(map(bool, header)) < 2 or any(is_figure(name) and not is_year(name) for name in header):
        return None
    columns = _map_columns(header, options)
    if columns is None:
        return None
    descriptions, measures = columns
    taken = {*descriptions.values(), *(measure.column for measure in measures)}
    free = {
        column: name
        for column, name in enumerate(header)
        if column not in taken and (any(map(str.isalnum, name)) or plain_name(name) in _RANK_WORDS)
    }
    sample = Sample(header, below)
    candidates = _move_descriptions(header, free, descriptions, options, sample)
    if not candidates:
        return None
    if not measures:
        measures = _edition_measures(free, descriptions, options)
    if not any(measure.edition for measure in measures):
        measures += _category_measures(free, measures, options, sample)
        measures += _measures_by_values(free, measures, sample)
    measures = [one for one in measures if one.field not in options.unread]
    if not measures:
        return None
    if Field.EDITION not in descriptions and options.edition is None:
        _check_editions(measures)
    descriptions[Field.CITY] = _only_column(Field.CITY, candidates, header)
    labels = [measure.edition for measure in measures if measure.edition]
    prefixes = {"" if is_time(label) else split_label(label)[0] for label in labels}
    prefix = prefixes.pop() if len(prefixes) == 1 else ""
    measures = [replace(one, edition=one.edition.removeprefix(prefix)) for one in measures]
    return Layout(tuple(header), descriptions, tuple(measures), prefix)


def _map_columns(
    header: Sequence[str], options: ImportOptions
) -> tuple[dict[Field, int], list[Measure]] | None:
    """Return the columns that the options map; None if one of them is not in the header."""
    descriptions: dict[Field, int] = {}
    measures: list[Measure] = []
    for mapping in options.columns:
        if not mapping.header:
            continue
        labels = find_columns(header, mapping)
        if not labels:
            return None
        if EDITION_HERE not in mapping.header:
            labels = {_only_column(mapping.field, list(labels), header, mapping.category): ""}
        for column, label in labels.items():
            if mapping.field in MEASURES:
                names_edition = is_label(mapping.category) or mapping.category.isdigit()
                edition = mapping.category if names_edition else label
                category = "" if names_edition else mapping.category
                measures.append(Measure(column, header[column], mapping.field, edition, category))
            else:
                descriptions[mapping.field] = column
    return descriptions, measures


def find_columns(header: Sequence[str], mapping: ColumnMapping) -> Names:
    """Return the columns of a mapping, each with the edition in its name."""
    if EDITION_HERE in mapping.header:
        labels = enumerate(edition_in(name, mapping.header) for name in header)
        return {column: label for column, label in labels if label}
    wanted = fold(mapping.header)
    exact = [column for column, name in enumerate(header) if name == mapping.header]
    alike = [column for column, name in enumerate(header) if name and fold(name) == wanted]
    return dict.fromkeys(exact or alike, "")


def _move_descriptions(
    header: Sequence[str],
    free: Names,
    descriptions: dict[Field, int],
    options: ImportOptions,
    sample: Sample,
) -> list[int]:
    """Move the columns that describe figures from the free columns to the descriptions.

    Return the columns that may name what is ranked, which are not free either.
    """
    given = options.edition is not None

    def move(field: Field, columns: Sequence[int]) -> None:
        if columns and field not in descriptions and field not in options.unread:
            descriptions[field] = _only_column(field, columns, free)
            del free[descriptions[field]]

    def called(words: Collection[str]) -> list[int]:
        return [column for column, name in free.items() if plain_name(name) in words]

    stated = [name for name in free.values() if name.casefold() == Field.EDITION]
    if given and stated:
        raise AmbiguousError(f"column '{stated[-1]}' gives the editions", "leave out --edition")
    if is_tidy(free.values()):
        for field in Field:
            if field not in MEASURES:
                move(field, [column for column, name in free.items() if name.casefold() == field])
        return [descriptions[Field.CITY]]
    if not given:
        move(Field.EDITION, called(EDITION_WORDS))
    sample.divide_by(descriptions.get(Field.EDITION))
    cities = [descriptions[Field.CITY]] if Field.CITY in descriptions else []
    # Row names of a table often have no name themselves; remarks behind it have none either.
    no_city = CITY_WORDS.isdisjoint(map(plain_name, free.values()))
    nameless = {at: "" for at, name in enumerate(header) if not name and (no_city or at == 0)}
    cities = cities or entities(free | nameless, sample.columns, sample.tables)
    for column in cities:
        free.pop(column, None)
    for field, words in _DESCRIPTIONS.items():
        columns = called(words)
        if len(columns) == 1:
            move(field, columns)
    return cities


def _edition_measures(
    free: Names, descriptions: dict[Field, int], options: ImportOptions
) -> list[Measure]:
    """Return the columns with an edition in their names; refuse doubtful ones."""
    measures = [
        Measure(column, name, None, label)
        for column, name in free.items()
        if (label := name if is_time(name) else edition_called(name))
    ]
    measures += [
        Measure(column, name, field, label)
        for column, name in free.items()
        for field, label in [measure_in(name)]
        if field and is_label(label)
    ]
    if not measures:
        return []
    if Field.EDITION in descriptions or options.edition is not None:
        problem = f"column '{measures[0].name}' names an edition, which is given already"
        raise AmbiguousError(problem, "say --column which columns hold rank and rating")
    problem = _doubt_about_editions(measures, free)
    if problem:
        remedy = f"with {EDITION_HERE} for editions in their names"
        raise AmbiguousError(problem, f"say --column which columns hold what, {remedy}")
    return measures


def _check_editions(measures: Sequence[Measure]) -> None:
    """Refuse a column without an edition beside columns that have one each."""
    labels = [one.edition for one in measures if one.edition]
    bare = [one for one in measures if not one.edition]
    if labels and bare:
        first = bare[0]
        # A mapping names an edition or a category, not both.
        remedy = "import one edition at a time, with --edition"
        if not first.category:
            option = shlex.quote(f"{labels[0]}.{first.field}={first.name}")
            remedy = f"say which edition it belongs to, such as --column {option}"
        raise AmbiguousError(f"column '{first.name}' names no edition, but others do", remedy)


def _doubt_about_editions(measures: list[Measure], free: Names) -> str:
    """Return why columns may not be of the editions in their names, or ""."""
    first, editions = measures[0], {measure.column for measure in measures}
    prefixes = {category_key(split_label(measure.edition)[0]) for measure in measures}
    plain = {"", *CATEGORIES, *prefixes}
    for column, name in free.items():
        field, rest = measure_in(name)
        if field and column not in editions and category_key(rest) in plain:
            return f"column '{first.name}' may name an edition, but column '{name}' names none"
    by_number: dict[str, Measure] = {}
    for measure in measures:
        (prefix, number), (first_prefix, _) = map(split_label, (measure.edition, first.edition))
        other = by_number.setdefault(number, measure)
        if other.edition != measure.edition:
            return f"the columns '{other.name}' and '{measure.name}' may be of one edition"
        # The word before a year may be a category: "Safety rank 2023".
        if prefix.strip().casefold() != first_prefix.strip().casefold() and is_year(number):
            names = f"'{first.name}' and '{measure.name}'"
            return f"the columns {names} may name editions or categories"
    return ""


def _category_measures(
    free: Names, measures: Sequence[Measure], options: ImportOptions, sample: Sample
) -> list[Measure]:
    """Return the columns with a rank or rating in their names that no measure has yet.

    A column called "No." holds ranks only if it looks like that.
    """
    candidates = [
        one
        for one in _category_candidates(free)
        if one.field not in options.unread
        and (
            plain_name(one.name) not in WEAK_RANK_WORDS
            or numbers_places(sample.columns[one.column], sample.tables)
        )
    ]
    ranks, ratings = (
        {one.category for one in candidates if one.field is field} for field in MEASURES
    )
    # A category that is not known needs both a rank and a rating.
    kept = (ranks & ratings) | ((ranks | ratings) & {"", *CATEGORIES})
    if not kept and not measures:
        # Without a plain rank, the only "World rank" is the rank.
        candidates = [replace(one, category="") for one in candidates]
        kept = {""}
    read = [one for one in candidates if one.category in kept]
    unread = [one for one in candidates if one.field not in {other.field for other in read}]
    if unread and not measures:
        first, other = unread[0], read[0]
        raise AmbiguousError(
            f"column '{first.name}' may hold the {first.field}",
            f"say --column {first.field}='{first.name}', or without it"
            f" --column {other.field}='{other.name}'",
        )
    return _one_column_each(read, measures, free)


def _one_column_each(
    candidates: Sequence[Measure], measures: Sequence[Measure], free: Names
) -> list[Measure]:
    """Return the candidates for what no measure has yet, one for each category and field."""
    columns: dict[tuple[str, Field | None], list[int]] = defaultdict(list)
    for one in candidates:
        columns[one.category or OVERALL, one.field].append(one.column)
    for one in measures:
        columns.pop((one.category or OVERALL, one.field), None)
    found = []
    for (category, field), same in columns.items():
        strong = [column for column in same if plain_name(free[column]) not in WEAK_RANK_WORDS]
        column = _only_column(field, strong or same, free, category)
        key = "" if category == OVERALL else category
        found.append(Measure(column, free[column], field, category=key))
    return found


def _category_candidates(free: Names) -> list[Measure]:
    """Return the columns with a rank or rating in their names, each with the rest as category."""
    candidates = [
        Measure(column, name, field, category=category_key(rest))
        for column, name in free.items()
        for field, rest in [measure_in(name)]
        if field
    ]
    ranked = {one.category for one in candidates if one.field is Field.RANK}
    # "Teaching" is a rating beside "Teaching rank".
    return candidates + [
        Measure(column, name, Field.RATING, category=category_key(name))
        for column, name in free.items()
        if category_key(name) in ranked and measure_in(name)[0] is None
    ]


def _measures_by_values(free: Names, measures: Sequence[Measure], sample: Sample) -> list[Measure]:
    """Return the rank and the rating that only their values show.

    Ranks begin with 1 in every table. A rating falls or rises with the rank.
    """
    taken = {one.column for one in measures}
    others = {
        column: name
        for column, name in free.items()
        if column not in taken and NEVER_WORDS.isdisjoint(plain_name(name).split())
    }
    columns, tables = sample.columns, sample.tables
    found: list[Measure] = []
    ranks = [one.column for one in measures if one.field is Field.RANK and not one.category]
    if not measures:
        ranks = [column for column in others if looks_ranked(columns[column], tables)]
        if ranks:
            column = _only_column(Field.RANK, ranks, free)
            found.append(Measure(column, free[column], Field.RANK))
            ranks = [column]
    if ranks and not any(one.field is Field.RATING for one in measures):
        ratings = [
            column
            for column in others
            if column not in ranks and follows(columns[column], columns[ranks[0]], tables)
        ]
        if len(ratings) == 1:
            found.append(Measure(ratings[0], free[ratings[0]], Field.RATING))
    return found


def _only_column(
    field: Field | None, columns: Sequence[int], names: Names | Sequence[str], category: str = ""
) -> int:
    """Return the one column that may hold a field, or refuse several."""
    if len(columns) == 1:
        return columns[0]
    quoted = [f"'{names[column]}'" for column in columns if names[column]]
    if len(quoted) < len(columns):
        quoted += ["one without a name"]
    if len(set(quoted)) == 1:
        problem = f"{len(quoted)} columns are called {quoted[0]}"
        raise AmbiguousError(problem, "rename or remove one")
    wanted = f"{category}.{field}" if category not in {"", OVERALL} else field
    problem = f"the columns {listed(quoted, 'and')} may each hold the {wanted}"
    raise AmbiguousError(problem, f"say which: --column {wanted}={quoted[0]}")


def with_fields(
    layout: Layout, columns: Mapping[int, Column], missing: set[str], options: ImportOptions
) -> Layout:
    """Return a layout with the field of every measure, which may follow from the values."""
    mapped = {mapping.header for mapping in options.columns}
    for one in layout.measures:
        cells = columns[one.column].cells() if one.name.casefold() == "index" else []
        numbers = (list(map(str, range(start, start + len(cells)))) for start in (0, 1))
        if cells and one.name not in mapped and cells in numbers:
            problem = f"the column '{one.name}' only numbers its rows"
            raise AmbiguousError(problem, f"say --column rating={one.name}, or rename it")
    rows = len(columns[layout.city].codes)
    unclear = [one for one in layout.measures if one.field is None]
    texts = {text for one in unclear for text in columns[one.column].distinct} - {"", *missing}
    ranked = [looks_ranked(columns[one.column], [""] * rows) for one in unclear]
    field = options.rank_by or (Field.RANK if unclear and all(ranked) else field_of(texts))
    if unclear and field is None:
        problem = f"the values below '{unclear[0].name}' may be ranks or ratings"
        remedy = f"say --column 'rank={EDITION_HERE}' or --column 'rating={EDITION_HERE}'"
        raise AmbiguousError(problem, remedy)
    measures = tuple(replace(one, field=one.field or field) for one in layout.measures)
    return replace(layout, measures=measures)


def columns_by_ranking(layout: Layout) -> Columns:
    """Return the columns of each edition and category by field; refuse two of one field."""
    columns: Columns = defaultdict(dict)
    for one in layout.measures:
        first = columns[one.edition, one.category].setdefault(one.field, one.column)
        if first != one.column:
            if layout.header[first] == one.name:
                raise AmbiguousError(f"2 columns are called '{one.name}'", "rename or remove one")
            edition = f" of edition {one.edition}" if one.edition else ""
            names = f"'{layout.header[first]}' and '{one.name}'"
            problem = f"the columns {names} may each hold the {one.field}{edition}"
            raise AmbiguousError(problem, f"say --column which holds the {one.field}")
    return columns


def decimal_of(
    layout: Layout, columns: Mapping[int, Column], rows: Sequence[Row], missing: set[str]
) -> str:
    """Return the decimal mark of the ratings, or refuse ratings that depend on it."""
    ratings = [columns[one.column] for one in layout.measures if one.field is Field.RATING]
    texts = [text for column in ratings for text in column.distinct if text not in missing]
    if layout.tidy and all(map(is_rating, texts)):
        return POINT
    try:
        return decimal_mark(texts)
    except AmbiguousError:
        # The other numbers of a table have the same mark.
        others = {row.cells[at] for row in rows for at in layout.unread}
        marks = needed_marks(others)
        if len(marks) != 1:
            raise
        return decimal_mark([*texts, *(text for text in others if needed_marks([text]))])
