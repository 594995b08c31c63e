"""The figures of an import: read from every table, each once, dated and ranked."""

import math
import os
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from typing import TypeVar

from scicli.errors import AmbiguousError, DataError, QuestionError
from scicli.files.paths import Holding, found
from scicli.files.schema import OVERALL
from scicli.importing.columns import (
    Columns,
    Layout,
    Ranking,
    columns_by_ranking,
    decimal_of,
    with_fields,
)
from scicli.importing.header import Omission, Table, read_table
from scicli.importing.import_options import Better, Duplicates, Field, ImportOptions
from scicli.importing.patterns import number, read_rank, read_rating
from scicli.importing.sheets import Row, error_context, join_cells
from scicli.index.cells import source_keys
from scicli.index.editions import ordered
from scicli.index.names import listed
from scicli.index.rank import NO_END, UNKNOWN, Mark, Rank
from scicli.index.rating import GrammarError
from scicli.index.times import is_numeric, iso, times

_NEEDED = ("edition", "city", "category", "rank", "rating")
_OPTIONAL = ("country", "region", "basis", "sources")  # A tidy file may leave these out.
_DERIVED = "derived"

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Figure:
    """The rank and the rating of a city, where one may be blank, and their line in a file."""

    edition: str
    city: str
    category: str
    rank: Rank
    rating: str  # With a point, and with the digits of the file.
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

    table: Table  # With the field of every measure.
    figures: list[Figure]
    omissions: list[Omission]
    decimal: str
    missing: int  # The number of cells with a value of `--missing`.


@dataclass(frozen=True)
class ImportResult:
    """The figures of all files."""

    files: tuple[TableFigures, ...]
    figures: tuple[Figure, ...]
    omissions: tuple[Omission, ...]
    computed_rankings: tuple[Ranking, ...]  # With computed ranks.
    incomplete_rankings: tuple[Ranking, ...]  # With published ranks, but not for every rating.
    description_files: tuple[str, ...]  # Files of folders that describe figures and hold none.

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
        names = listed(list(map(str, paths)), "and")
        raise DataError(f"{names} holds no CSV file of figures", "name the files")
    files = tuple(_read_figures(read_table(file, options), options) for file in read)
    _check_prefixes(files)
    _check_skip(files, options)
    figures = _with_iso_dates([figure for file in files for figure in file.figures], options)
    if not figures:
        names = listed([file.table.sheet.name for file in files], "and")
        remedy = "add a row for each below the names of its columns"
        raise DataError(f"{names} holds no figures", remedy)
    figures, duplicates = _without_duplicates(figures, options)
    if not figures:
        raise DataError("every city appears twice, so none is kept", "say --duplicates best")
    compute = options.rank_by is Field.RATING
    published = {one.ranking for one in figures if one.rank.held}
    computed = dict.fromkeys(
        one.ranking for one in figures if compute and one.ranking not in published
    )
    if computed:
        figures = _with_ranks(figures, computed, options.better)
    incomplete = dict.fromkeys(
        one.ranking for one in figures if compute and one.rating and not one.rank.held
    )
    return ImportResult(
        files=files,
        figures=tuple(figures),
        omissions=(*(one for file in files for one in file.omissions), *duplicates),
        computed_rankings=tuple(computed),
        incomplete_rankings=tuple(incomplete),
        description_files=tuple(file.name for file in every_file if file not in read),
    )


def _read_figures(table: Table, options: ImportOptions) -> TableFigures:
    """Return the figures of a table: row by row, or by edition if its columns name editions."""
    name = table.sheet.name
    omissions = list(table.omissions)
    rows: list[Row] = []
    for line, cells in table.rows:
        if options.skips(cells[table.layout.city]):
            omissions.append(Omission(name, line, join_cells(cells), "is skipped"))
        else:
            rows.append(Row(line, list(cells)))
    texts = {text.strip() for text in options.missing}
    with error_context(name):
        layout = with_fields(table.layout, rows, texts, options)
        columns = columns_by_ranking(layout)
        decimal = options.decimal or decimal_of(layout, rows, texts)
    missing = _blank_missing(layout, rows, texts, decimal)
    table = replace(table, layout=layout)
    figures: list[Figure] = []
    for row in rows:
        of_row = list(_row_figures(table, row, columns, decimal))
        figures += of_row
        if not of_row:
            omissions.append(Omission(name, row.line, join_cells(row.cells), "holds no figure"))
    if any(measure.edition for measure in layout.measures):
        labels = ordered((figure.edition for figure in figures), {}).labels
        position = {str(label): index for index, label in enumerate(labels)}
        figures.sort(key=lambda figure: position[figure.edition])
    omissions.sort(key=lambda one: one.line)
    return TableFigures(table, figures, omissions, decimal, missing)


def _blank_missing(layout: Layout, rows: Sequence[Row], texts: set[str], decimal: str) -> int:
    """Blank the figures that mean none, and return their number."""

    def value(text: str) -> Decimal | None:
        plain = number(text, decimal)
        return None if plain is None else Decimal(plain)

    numbers = set(map(value, texts)) - {None}
    count = 0
    for (_, cells), measure in product(rows if texts else (), layout.measures):
        cell = cells[measure.column]
        if cell and (cell in texts or value(cell) in numbers):
            cells[measure.column] = ""
            count += 1
    return count


def _row_figures(table: Table, row: Row, columns_of: Columns, decimal: str) -> Iterator[Figure]:
    """Yield the figures of a row, with the blank ones of a tidy file."""
    tidy = table.layout.tidy
    texts = {field: row.cells[column] for field, column in table.layout.descriptions.items()}
    for (label, category), columns in columns_of.items():
        if not tidy and not any(row.cells[column] for column in columns.values()):
            continue
        edition = label or table.edition or texts.get(Field.EDITION, "")
        for name, text in (("name", texts[Field.CITY]), ("edition", edition)):
            if not text:
                problem = f"{table.sheet.name}, line {row.line}: the {name} is blank"
                raise DataError(problem, "fill it in, or delete the line")
        rank = _value(table, row, columns.get(Field.RANK), read_rank, decimal)
        rating = _value(table, row, columns.get(Field.RATING), read_rating, decimal)
        if rank.held or rating or tidy:
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
    table: Table, row: Row, column: int | None, read: Callable[[str, str], Value], decimal: str
) -> Value:
    """Read the cell of a column, or a blank if there is none."""
    if column is None:
        return read("", decimal)
    text = row.cells[column]
    try:
        return read(text, decimal)
    except GrammarError as error:
        cell = f"line {row.line}, column {table.layout.header[column]}: '{text}'"
        remedy = f"{error.remedy}, or say --missing '{text}' if it means that there is none"
        raise DataError(f"{table.sheet.name}, {cell} {error.problem}", remedy) from error


def _check_prefixes(files: Sequence[TableFigures]) -> None:
    """Refuse editions of two prefixes, which the labels leave out."""
    names = {file.table.layout.prefix: file.table.sheet.name for file in files}
    names.pop("", None)
    if len(names) > 1:
        (prefix, name), (other, other_name), *_ = names.items()
        problem = f"{name} names its editions '{prefix.strip()}' and {other_name} '{other.strip()}'"
        raise AmbiguousError(problem, "import each by itself")


def _check_skip(files: Sequence[TableFigures], options: ImportOptions) -> None:
    tables = [file.table for file in files]
    cities = {cells[one.layout.city].casefold() for one in tables for _, cells in one.rows}
    for name in options.skip:
        if name.strip().casefold() not in cities:
            raise QuestionError(f"no row is called '{name}'", "give --skip the name in the file")


def _with_iso_dates(figures: list[Figure], options: ImportOptions) -> list[Figure]:
    """Return figures with editions such as 2023-12-30 for 12/30/2023."""
    labels = list(dict.fromkeys(figure.edition for figure in figures))
    if not all(map(is_numeric, labels)):
        return figures
    dates = times(labels, options.dates)
    if dates.ambiguous:
        problem = f"the edition '{dates.ambiguous}' may be one of two days"
        raise AmbiguousError(problem, "say --dates day-first or --dates month-first")
    iso_dates = dict(zip(labels, map(iso, dates.days), strict=False))
    return [replace(one, edition=iso_dates.get(one.edition, one.edition)) for one in figures]


def _without_duplicates(
    figures: Iterable[Figure], options: ImportOptions
) -> tuple[list[Figure], list[Omission]]:
    """Return one figure for each city of an edition and category, and the lines of the others."""
    by_city: dict[tuple[Ranking, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        by_city[figure.ranking, figure.city].append(figure)
    kept: list[Figure] = []
    omissions: list[Omission] = []
    for same in (_merge(same) if len(same) > 1 else same for same in by_city.values()):
        if len(same) == 1:
            kept += same
            continue
        first, second, *_ = same
        ranking = f"in edition {first.edition}, {first.category}"
        if options.duplicates is None:
            lines = f"stands in line {first.line} of {first.file} too, {ranking}"
            problem = f"{second.file}, line {second.line}: {first.city} {lines}"
            raise DataError(problem, "say --duplicates best or --duplicates drop")
        if options.duplicates is Duplicates.BEST:
            best = min(same, key=lambda one: _order(one, options.better))
            kept.append(best)
            same.remove(best)
        for one in same:
            text = join_cells([one.city, one.text("rank"), one.rating])
            omissions.append(Omission(one.file, one.line, text, f"stands twice {ranking}"))
    return kept, omissions


def _merge(same: list[Figure]) -> list[Figure]:
    """Return the figures of one city in several files as one, if they do not contradict.

    Values fill blanks; sources are joined.
    """
    texts = {
        name: list(dict.fromkeys(filter(None, (one.text(name) for one in same))))
        for name in ("rating", *_OPTIONAL)
    }
    ranks = [one.rank for one in same if one.rank.held]
    in_one_file = len({one.file for one in same}) < len(same)
    contradict = any(len(values) > 1 for name, values in texts.items() if name != "sources")
    # The mark of a tie contradicts nothing.
    if in_one_file or contradict or len({(rank.best, rank.worst) for rank in ranks}) > 1:
        return same
    rank = max(ranks, key=lambda rank: rank.mark is Mark.TIED, default=UNKNOWN)
    texts["sources"] = list(dict.fromkeys(key for one in same for key in source_keys(one.sources)))
    rating, country, region, basis, sources = map(";".join, texts.values())
    one = replace(same[0], rank=rank, rating=rating, country=country, region=region)
    return [replace(one, basis=basis, sources=sources)]


def _with_ranks(
    figures: Sequence[Figure], rankings: Container[Ranking], better: Better
) -> list[Figure]:
    """Return figures with ranks by rating in some rankings.

    Ties share the best place: 1, 2, 2, 4.
    """
    import pandas as pd

    ratings = pd.Series([_rating_order(one, better) for one in figures])
    ranking_of = pd.Series([one.ranking for one in figures])
    places = ratings.groupby(ranking_of).rank(method="min").astype(int).tolist()
    return [
        replace(one, rank=Rank(place, place), basis=one.basis or _DERIVED)
        if one.rating and one.ranking in rankings
        else one
        for one, place in zip(figures, places, strict=True)
    ]


def _order(figure: Figure, better: Better) -> tuple[int, int, float]:
    """Return a key that is smaller for a better rank, or for a better rating of equal ranks."""
    return figure.rank.best or NO_END, figure.rank.worst, _rating_order(figure, better)


def _rating_order(figure: Figure, better: Better) -> float:
    """Return a number that is smaller for a better rating, and largest for none."""
    sign = 1 if better is Better.LOWER else -1
    return sign * float(figure.rating) if figure.rating else math.inf
