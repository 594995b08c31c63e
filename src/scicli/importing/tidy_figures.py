"""Tidy figures: one rank and rating for each city, edition and category."""

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from scicli.errors import AmbiguousError, DataError, QuestionError
from scicli.files.paths import Holding, found
from scicli.files.schema import OVERALL
from scicli.importing.columns import Measure
from scicli.importing.header import Omission, Table, read_table
from scicli.importing.import_options import Better, Duplicates, Field, ImportOptions
from scicli.importing.sheets import Row, joined
from scicli.importing.values import decimal_mark, measures_of, number, read_rank, read_rating
from scicli.index.editions import ordered
from scicli.index.names import listed
from scicli.index.rank import NO_END, UNKNOWN, Mark, Rank
from scicli.index.rating import GrammarError
from scicli.index.times import is_numeric, iso, times

_NEEDED = ("edition", "city", "category", "rank", "rating")
_OPTIONAL = ("country", "region", "basis", "sources")
_DERIVED = "derived"
Ranking = tuple[str, str]
"""An edition and a category."""
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Figure:
    """A rank and a rating, of which one may be blank, and where they stand."""

    edition: str
    city: str
    category: str
    rank: Rank
    rating: str  # With a point, and the digits that it is written with.
    country: str
    region: str
    basis: str
    sources: str  # Keys joined by ";".
    file: str
    line: int

    @property
    def ranking(self) -> Ranking:
        """The edition and the category."""
        return self.edition, self.category

    def text(self, column: str) -> str:
        """Return the text of a column in a tidy file."""
        if column == "rank":
            # The mark of a tie comes last, because a spreadsheet runs a text that begins with it.
            return self.rank.text("-", behind=True) if self.rank.held else ""
        return str(getattr(self, column))


@dataclass(frozen=True)
class TableFigures:
    """The figures of one table."""

    table: Table
    figures: list[Figure]
    omissions: list[Omission]
    decimal: str
    missing: int  # How many cells have a value of `--missing`.
    measures: tuple[Measure, ...]  # Each with its field.


@dataclass(frozen=True)
class ImportResult:
    """What was read from the files of publishers."""

    files: tuple[TableFigures, ...]
    figures: tuple[Figure, ...]
    omissions: tuple[Omission, ...]
    computed: tuple[Ranking, ...]  # Their ranks were computed.
    unranked: tuple[Ranking, ...]  # They have ranks, but not for every city with a rating.
    describing: tuple[str, ...]  # Files of folders that describe figures and hold none.

    @property
    def columns(self) -> dict[str, list[str]]:
        """The columns of the tidy file; the optional ones only if they are not blank."""
        columns = {
            name: [figure.text(name) for figure in self.figures] for name in (*_NEEDED, *_OPTIONAL)
        }
        return {name: cells for name, cells in columns.items() if name in _NEEDED or any(cells)}


def imported(paths: Sequence[str | os.PathLike[str]], options: ImportOptions) -> ImportResult:
    """Read files of publishers, or folders of CSV files.

    Raises:
        DataError: A file cannot be read, or can be read in two ways; a figure is not valid; or a
            city appears twice in an edition.
        QuestionError: The options name a column, sheet or row that is not there.
        ExtraError: A package that reads a file is not installed.
    """
    every_file = found(paths)
    read = [file for file in every_file if file.holding is Holding.FIGURES]
    if not read:
        raise DataError(
            f"{listed(list(map(str, paths)), 'and')} holds no CSV file of figures", "name the files"
        )
    files = tuple(read_figures(read_table(file, options), options) for file in read)
    _check_one_publisher(files)
    _check_skip(files, options)
    figures = _with_iso_dates([figure for file in files for figure in file.figures], options)
    if not figures:
        names = listed([file.table.sheet.name for file in files], "and")
        raise DataError(
            f"{names} holds no figures", "add a row for each below the names of its columns"
        )
    figures, duplicates = _without_duplicates(figures, options)
    if not figures:
        raise DataError("every city stands twice, and none is kept", "say --duplicates best")
    computed: tuple[Ranking, ...] = ()
    unranked: tuple[Ranking, ...] = ()
    if options.rank_by is Field.RATING:
        figures, computed = _with_ranks(figures, options.better)
        unranked = _rankings(one for one in figures if one.rating and not one.rank.held)
    return ImportResult(
        files=files,
        figures=tuple(figures),
        omissions=(*(one for file in files for one in file.omissions), *duplicates),
        computed=computed,
        unranked=unranked,
        describing=tuple(file.name for file in every_file if file not in read),
    )


def read_figures(table: Table, options: ImportOptions) -> TableFigures:
    """Return the figures of a table: row by row, or by edition if its columns name editions."""
    place, layout = table.sheet.name, table.layout
    city = layout.descriptions[Field.CITY]
    rows = [Row(line, list(cells)) for line, cells in table.rows if not options.skips(cells[city])]
    omissions = table.omissions + [
        Omission(place, line, joined(cells), "is skipped")
        for line, cells in table.rows
        if options.skips(cells[city])
    ]
    texts = {text.strip() for text in options.missing}
    missing = _blank_cells(rows, layout.measures, texts.__contains__)
    measures = measures_of(layout, rows, options, place)
    decimal = decimal_mark(layout, measures, rows, options, place)

    def value(text: str) -> Decimal | None:
        plain = number(text, decimal)
        return None if plain is None else Decimal(plain)

    # Which number a text is follows from the decimal mark.
    numbers = set(map(value, texts)) - {None}
    missing += _blank_cells(rows, measures, lambda text: value(text) in numbers)
    columns: dict[Ranking, dict[Field | None, int]] = defaultdict(dict)
    for measure in measures:
        columns[measure.edition, measure.category][measure.field] = measure.column
    figures: list[Figure] = []
    for row in rows:
        of_row = list(_row_figures(table, row, columns, decimal))
        figures += of_row
        if not of_row:
            omissions.append(Omission(place, row.line, joined(row.cells), "holds no figure"))
    if any(measure.edition for measure in measures):
        labels = ordered((figure.edition for figure in figures), {}).labels
        position = {str(label): index for index, label in enumerate(labels)}
        figures.sort(key=lambda figure: position[figure.edition])
    omissions.sort(key=lambda one: one.line)
    return TableFigures(table, figures, omissions, decimal, missing, measures)


def _blank_cells(
    rows: Iterable[Row], measures: Iterable[Measure], is_missing: Callable[[str], bool]
) -> int:
    """Blank the figures that are missing, and return how many they are."""
    count = 0
    for _, cells in rows:
        for measure in measures:
            if cells[measure.column] and is_missing(cells[measure.column]):
                cells[measure.column] = ""
                count += 1
    return count


def _row_figures(
    table: Table, row: Row, columns_of: dict[Ranking, dict[Field | None, int]], decimal: str
) -> Iterator[Figure]:
    """Yield the figures of a row; in a tidy file also those that are blank."""
    layout = table.layout
    texts = {field: row.cells[column] for field, column in layout.descriptions.items()}
    for (label, category), columns in columns_of.items():
        if not layout.tidy and not any(row.cells[column] for column in columns.values()):
            continue
        edition = label or table.edition or texts.get(Field.EDITION, "")
        for name, text in (("name", texts[Field.CITY]), ("edition", edition)):
            if not text:
                raise DataError(
                    f"{table.sheet.name}, line {row.line}: the {name} is blank",
                    "fill it in, or delete the line",
                )
        rank, rating = UNKNOWN, ""
        if Field.RANK in columns:
            rank = _value(table, row, columns[Field.RANK], read_rank, decimal)
        if Field.RATING in columns:
            rating = _value(table, row, columns[Field.RATING], read_rating, decimal)
        if rank.held or rating or layout.tidy:
            yield Figure(
                edition=edition,
                city=texts[Field.CITY],
                category=category or texts.get(Field.CATEGORY) or OVERALL,
                rank=rank,
                rating=rating,
                file=table.sheet.name,
                line=row.line,
                **{name: texts.get(Field(name), "") for name in _OPTIONAL},
            )


def _value(
    table: Table, row: Row, column: int, read: Callable[[str, str], Value], decimal: str
) -> Value:
    text = row.cells[column]
    try:
        return read(text, decimal)
    except GrammarError as error:
        raise DataError(
            f"{table.sheet.name}, line {row.line}, column {table.layout.header[column]}:"
            f" '{text}' {error.problem}",
            f"{error.remedy}, or say --missing '{text}' if it means that there is none",
        ) from error


def _check_one_publisher(files: Sequence[TableFigures]) -> None:
    """Refuse editions of two prefixes, which the labels leave out."""
    names = {file.table.layout.prefix: file.table.sheet.name for file in files}
    names.pop("", None)
    if len(names) > 1:
        (prefix, name), (other_prefix, other_name), *_ = names.items()
        raise AmbiguousError(
            f"{name} names its editions '{prefix.strip()}' and {other_name}"
            f" '{other_prefix.strip()}'",
            "import each by itself",
        )


def _check_skip(files: Sequence[TableFigures], options: ImportOptions) -> None:
    cities = {
        cells[file.table.layout.descriptions[Field.CITY]].casefold()
        for file in files
        for _, cells in file.table.rows
    }
    for name in options.skip:
        if name.strip().casefold() not in cities:
            raise QuestionError(f"no row is called '{name}'", "give --skip the name in the file")


def _with_iso_dates(figures: list[Figure], options: ImportOptions) -> list[Figure]:
    """Return figures with editions such as 2023-12-30 for 12/30/2023."""
    labels = list(dict.fromkeys(figure.edition for figure in figures))
    if not labels or not all(map(is_numeric, labels)):
        return figures
    dates = times(labels, options.dates)
    if dates.ambiguous:
        raise AmbiguousError(
            f"the edition '{dates.ambiguous}' may be a day of two months",
            "say --dates day-first or --dates month-first",
        )
    written = dict(zip(labels, map(iso, dates.days), strict=False))
    return [replace(one, edition=written.get(one.edition, one.edition)) for one in figures]


def _without_duplicates(
    figures: Iterable[Figure], options: ImportOptions
) -> tuple[list[Figure], list[Omission]]:
    """Return one figure for each city of an edition and category, and the lines of the others."""
    by_city: dict[tuple[Ranking, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        by_city[figure.ranking, figure.city].append(figure)
    kept: list[Figure] = []
    omissions: list[Omission] = []
    for same in map(_merged, by_city.values()):
        if len(same) == 1:
            kept += same
            continue
        first, second, *_ = same
        place = f"in edition {first.edition}, {first.category}"
        if options.duplicates is None:
            raise DataError(
                f"{second.file}, line {second.line}: {second.city} stands in line {first.line} of"
                f" {first.file} too, {place}",
                "say --duplicates best or --duplicates drop",
            )
        if options.duplicates is Duplicates.BEST:
            best = min(
                same,
                key=lambda one: (
                    one.rank.best or NO_END,
                    one.rank.worst,
                    _rating_order(one, options.better),
                ),
            )
            kept.append(best)
            same.remove(best)
        for one in same:
            text = joined([one.city, one.text("rank"), one.rating])
            omissions.append(Omission(one.file, one.line, text, f"stands twice {place}"))
    return kept, omissions


def _merged(same: list[Figure]) -> list[Figure]:
    """Return the figures of one city in several files as one, if they do not contradict.

    Values fill blanks; sources are joined.
    """
    texts = {
        name: list(dict.fromkeys(filter(None, (one.text(name) for one in same))))
        for name in ("rating", "country", "region", "basis", "sources")
    }
    ranks = [one.rank for one in same if one.rank.held]
    in_one_file = len({one.file for one in same}) < len(same)
    contradict = any(len(values) > 1 for name, values in texts.items() if name != "sources")
    # Whether a rank has the mark of a tie contradicts nothing.
    if in_one_file or contradict or len({(rank.best, rank.worst) for rank in ranks}) > 1:
        return same
    rank = max(ranks, key=lambda rank: rank.mark is Mark.TIED, default=UNKNOWN)
    rating, country, region, basis, sources = map(";".join, texts.values())
    one = replace(same[0], rank=rank, rating=rating, country=country, region=region)
    return [replace(one, basis=basis, sources=sources)]


def _with_ranks(
    figures: Sequence[Figure], better: Better
) -> tuple[list[Figure], tuple[Ranking, ...]]:
    """Return figures with ranks for the rankings that have none, and which those are.

    The ranks follow from the ratings; ties share the best place: 1, 2, 2, 4.
    """
    published = {one.ranking for one in figures if one.rank.held}
    count: Counter[Ranking] = Counter()
    places: dict[tuple[Ranking, Decimal], int] = {}
    for one in sorted(figures, key=lambda one: _rating_order(one, better)):
        count[one.ranking] += 1
        places.setdefault((one.ranking, _rating_order(one, better)), count[one.ranking])
    ranked = []
    for one in figures:
        if one.rating and one.ranking not in published:
            place = places[one.ranking, _rating_order(one, better)]
            one = replace(one, rank=Rank(place, place), basis=one.basis or _DERIVED)
        ranked.append(one)
    return ranked, _rankings(one for one in figures if one.ranking not in published)


def _rating_order(figure: Figure, better: Better) -> Decimal:
    """Return a number that is smaller for a better rating, and largest for none."""
    sign = 1 if better is Better.LOWER else -1
    return sign * Decimal(figure.rating) if figure.rating else Decimal("Infinity")


def _rankings(figures: Iterable[Figure]) -> tuple[Ranking, ...]:
    return tuple(dict.fromkeys(figure.ranking for figure in figures))
