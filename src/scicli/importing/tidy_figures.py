"""The figures of an import: read from every table, each once, dated and ranked."""

import os
import re
import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from scicli.errors import AmbiguousError, DataError, QuestionError
from scicli.files.column import Column
from scicli.files.paths import Holding, found
from scicli.files.schema import OVERALL
from scicli.importing.columns import Ranking, columns_by_ranking, decimal_of, with_fields
from scicli.importing.divisions import check_divisions
from scicli.importing.figure_cells import is_figure, number, read_rating
from scicli.importing.header import Omission, Table, read_tables
from scicli.importing.import_options import Better, Duplicates, Field, ImportOptions
from scicli.importing.patterns import tells_kinds
from scicli.importing.readings import Readings
from scicli.importing.sheets import error_context, join_cells
from scicli.importing.vocabulary import GROUP_WORDS
from scicli.index import rank
from scicli.index.cells import source_keys
from scicli.index.editions import ordered
from scicli.index.names import listed
from scicli.index.plain_names import plain_name_of
from scicli.index.rank import NO_END, UNKNOWN, Mark, Rank
from scicli.index.times import is_numeric, iso, times

# A tidy file may leave these out.
_OPTIONAL = ["country", "region", "basis", "sources", "previous"]
_RANKING = ["edition", "category"]
_KEY = [*_RANKING, "city"]
_RANK = ["rank", "rank_max", "rank_mark"]
_DERIVED = "derived"
_FALL = re.compile(r"[-−–][1-9][0-9]*", re.ASCII)
Texts: TypeAlias = npt.NDArray[np.object_]


@dataclass(frozen=True)
class TableFigures:
    """The figures of one table.

    The frame has the columns of a tidy file, `rank_max`, `rank_mark`, `file` and `line`. A rank
    that is not held is `UNKNOWN`; a rating is a text with the digits of the file and a point.
    """

    table: Table  # With the field of every measure.
    figures: pd.DataFrame
    omissions: list[Omission]
    decimal: str
    missing: int  # The number of cells with a value of `--missing`.
    readings: Readings


@dataclass(frozen=True)
class ImportResult:
    """The figures of all files; see `TableFigures`."""

    files: tuple[TableFigures, ...]
    figures: pd.DataFrame
    omissions: tuple[Omission, ...]
    computed_rankings: tuple[Ranking, ...]  # With computed ranks.
    incomplete_rankings: tuple[Ranking, ...]  # With published ranks, but not for every rating.
    description_files: tuple[str, ...]  # Files of folders that describe figures and hold none.

    @property
    def columns(self) -> dict[str, list[str]]:
        """The columns of the tidy file; the optional ones only if they are not blank."""
        ranks = list(zip(*(self._cells(name) for name in _RANK), strict=True))
        texts = {one: _rank_text(Rank(one[0], one[1], Mark(one[2]))) for one in set(ranks)}
        return {
            **{name: self._cells(name) for name in ("edition", "city", "category")},
            "rank": [texts[one] for one in ranks],
            "rating": self._cells("rating"),
            **{name: cells for name in _OPTIONAL if any(cells := self._cells(name))},
        }

    def _cells(self, name: str) -> list[Any]:
        # An array of objects gives its texts much faster than a column of text.
        return self.figures[name].to_numpy(dtype=object).tolist()


def _rank_text(one: Rank) -> str:
    # The mark of a tie comes last, because a spreadsheet runs a text that begins with it.
    return one.text("-", behind=True) if one.held else ""


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
    tables = (table for file in read for table in read_tables(file, options))
    files = tuple(_read_figures(table, options) for table in tables)
    _check_prefixes(files)
    _check_skip(files, options)
    figures = pd.concat([file.figures for file in files], ignore_index=True)
    if figures.empty:
        names = listed([file.table.sheet.name for file in files], "and")
        remedy = "add a row for each below the names of its columns"
        raise DataError(f"{names} holds no figures", remedy)
    figures = _with_homes_in_names(_with_iso_dates(figures, options))
    figures, duplicates = _without_duplicates(files, figures, options)
    if figures.empty:
        raise DataError("every city appears twice, so none is kept", "say --duplicates best")
    computed, incomplete = _unranked(figures) if options.rank_by is Field.RATING else ((), ())
    return ImportResult(
        files=files,
        figures=_with_ranks(figures, computed, options.better) if computed else figures,
        omissions=(*(one for file in files for one in file.omissions), *duplicates),
        computed_rankings=computed,
        incomplete_rankings=incomplete,
        description_files=tuple(file.name for file in every_file if file not in read),
    )


def _read_figures(table: Table, options: ImportOptions) -> TableFigures:
    """Return the figures of a table: row by row, or by edition if its columns name editions."""
    name, city = table.sheet.name, table.layout.city
    skipped = [row for row in table.rows if options.skip and options.skips(row.cells[city])]
    rows = [row for row in table.rows if row not in skipped] if skipped else table.rows
    of = _factorized if table.sheet.separator else _coded
    columns = {at: of([row.cells[at] for row in rows]) for at in table.layout.read}
    texts = {text.strip() for text in options.missing}
    with error_context(name):
        layout = with_fields(table.layout, columns, texts, options)
        columns_by_ranking(layout)
        decimal = options.decimal or decimal_of(layout, columns, rows, texts)
    missing = 0
    for measure in layout.measures:
        columns[measure.column], blanked = _blanked(columns[measure.column], texts, decimal)
        missing += blanked
    table = replace(table, layout=layout)
    lines = [row.line for row in rows]
    readings = Readings(name, layout.header, lines)
    columns[city] = readings.names("names", columns[city], plain_name_of)
    figures = _figures(table, columns, lines, decimal, readings)
    with error_context(name):
        check_divisions(table, figures, options)
    empty = np.setdiff1d(np.arange(len(rows)), figures.index).tolist()
    reasons = [(row, "is skipped") for row in skipped]
    reasons += [(rows[row], "holds no figure") for row in empty]
    omissions = [
        *table.omissions,
        *(Omission(name, line, join_cells(cells), why) for (line, cells), why in reasons),
    ]
    omissions.sort(key=lambda one: one.line)
    return TableFigures(table, figures, omissions, decimal, missing, readings)


def _factorized(cells: Sequence[str]) -> Column:
    codes, distinct = pd.factorize(np.array(cells, dtype=object))
    return Column(distinct.tolist(), codes)


def _coded(cells: Iterable[str]) -> Column:
    """Return a column in which a number of a sheet is not the text with its digits."""
    numbers: dict[tuple[type, str], int] = {}
    codes = [numbers.setdefault((type(cell), cell), len(numbers)) for cell in cells]
    return Column([text for _, text in numbers], np.array(codes, dtype="int64"))


def _blanked(cells: Column, missing: set[str], decimal: str) -> tuple[Column, int]:
    """Return a column without the figures that mean none, and their number."""

    def value(text: str) -> Decimal | None:
        plain = number(text, decimal)
        return None if plain is None else Decimal(plain)

    numbers = set(map(value, missing)) - {None}
    texts = [
        "" if text in missing or (missing and value(text) in numbers) else text
        for text in cells.distinct
    ]
    gone = [bool(text) and not left for text, left in zip(cells.distinct, texts, strict=True)]
    return Column(texts, cells.codes), int(np.array(gone, dtype=bool)[cells.array()].sum())


def _figures(
    table: Table,
    columns: Mapping[int, Column],
    lines: Sequence[int],
    decimal: str,
    readings: Readings,
) -> pd.DataFrame:
    """Return the figures of rows, by the index of the row, with the blank ones of a tidy file."""
    layout, count = table.layout, len(lines)
    texts = {field: _texts(columns[at]) for field, at in layout.descriptions.items()}
    if Field.PREVIOUS in texts:
        header = layout.header[layout.descriptions[Field.PREVIOUS]]
        texts[Field.PREVIOUS] = _with_signs(texts[Field.PREVIOUS], header)
    frames = []
    for (label, category), at in columns_by_ranking(layout).items():
        used = np.any([_texts(columns[one]) != "" for one in at.values()], axis=0) | layout.tidy
        frame = pd.DataFrame(
            {
                "edition": label or table.edition or texts.get(Field.EDITION, ""),
                "city": texts[Field.CITY],
                "category": category or texts.get(Field.CATEGORY, table.category),
                **{one: texts.get(Field(one), "") for one in _OPTIONAL},
                "file": table.sheet.name,
                "line": lines,
            },
            index=range(count),
        )
        _refuse_blanks(frame[used], readings)
        ranks, ratings = [UNKNOWN] * count, [""] * count
        if (ranked := at.get(Field.RANK)) is not None:
            tables = [*zip(*(frame[one].tolist() for one in _RANKING), strict=True)]
            ranks = readings.ranks(ranked, columns[ranked], decimal, tables)
        if (rated := at.get(Field.RATING)) is not None:
            ratings = readings.figures(rated, columns[rated], decimal, read_rating)
        frame = frame.assign(category=frame["category"].replace("", OVERALL), rating=ratings)
        frame = frame.join(pd.DataFrame(ranks, columns=_RANK))
        frames.append(frame[(frame["rank"] > 0) | (frame["rating"] != "") | layout.tidy])
    readings.refuse_faults()
    figures = pd.concat(frames).sort_index(kind="stable")
    several = any(measure.edition for measure in layout.measures)
    return _by_edition(figures) if several else figures


def _refuse_blanks(frame: pd.DataFrame, readings: Readings) -> None:
    """Note each row that has a figure, but no city or no edition."""
    for column, noun in (("city", "name"), ("edition", "edition")):
        blank = frame[frame[column] == ""]
        for row, line in zip(blank.index.tolist(), blank["line"].tolist(), strict=True):
            place, remedy = f"line {line}:", "fill it in, or delete the line"
            readings.add(row, noun, place, f"the {noun} is blank", remedy)


def _by_edition(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures of a row with the ranks of several editions in the order of these."""
    labels = ordered(figures["edition"], {}).labels
    # Beside the ranks of several editions stands the change up to the latest one.
    before = figures["edition"].isin([str(one) for one in labels[:-1]])
    figures = figures.assign(previous=figures["previous"].mask(before, ""))
    position = {str(label): index for index, label in enumerate(labels)}
    return figures.sort_values("edition", key=lambda one: one.map(position), kind="stable")


def _with_signs(cells: Texts, header: str) -> Texts:
    """Return what a table says of the edition before, with a sign before each change.

    A column with 0, or with signs of minus, holds changes and no ranks.
    """
    texts = set(cells)
    falls = {text for text in texts if _FALL.fullmatch(text)}
    if not falls and "0" in texts:
        problem = f"'{header}' holds 0, which is no rank, and no sign that tells rises from falls"
        raise DataError(problem, "leave it out")
    if not falls:
        return cells
    signed = {text: f"+{text}" for text in texts if text.isdecimal() and text != "0"}
    return np.array([signed.get(text, text) for text in cells], dtype=object)


def _texts(column: Column) -> Texts:
    return np.array(column.distinct, dtype=object)[column.array()]


def _check_prefixes(files: Sequence[TableFigures]) -> None:
    """Refuse editions of two prefixes, which the labels leave out."""
    names = {file.table.layout.prefix: file.table.sheet.name for file in files}
    names.pop("", None)
    if len(names) > 1:
        (prefix, name), (other, other_name), *_ = names.items()
        problem = f"{name} names its editions '{prefix.strip()}' and {other_name} '{other.strip()}'"
        raise AmbiguousError(problem, "import each by itself")


def _check_skip(files: Sequence[TableFigures], options: ImportOptions) -> None:
    if not options.skip:
        return
    tables = [file.table for file in files]
    cities = {cells[one.layout.city] for one in tables for _, cells in one.rows}
    for name in options.skip:
        if not any(map(replace(options, skip=(name,)).skips, cities)):
            raise QuestionError(f"no row is called '{name}'", "give --skip the name in the file")


def _with_iso_dates(figures: pd.DataFrame, options: ImportOptions) -> pd.DataFrame:
    """Return figures with editions such as 2023-12-30 for 12/30/2023."""
    labels = figures["edition"].unique().tolist()
    if not all(map(is_numeric, labels)):
        if options.dates:
            raise QuestionError("no edition is a date such as 2/3/2024", "leave out --dates")
        return figures
    dates = times(labels, options.dates)
    if dates.contrary:
        problem = f"the edition '{dates.contrary}' cannot be {options.dates}"
        raise QuestionError(problem, "leave out --dates, or say the other order")
    if dates.ambiguous:
        problem = f"the edition '{dates.ambiguous}' may be one of two days"
        raise AmbiguousError(problem, "say --dates day-first or --dates month-first")
    iso_dates = dict(zip(labels, map(iso, dates.days), strict=False))
    return figures.assign(edition=figures["edition"].replace(iso_dates))


def _with_homes_in_names(figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures in which two cities of one name have their country or region in it."""
    for home in ("country", "region"):
        located = figures[figures[home] != ""]
        homes = located.groupby([*_KEY, "file"])[home].nunique()
        several = set(homes.index[homes > 1].get_level_values("city"))
        if several:
            names = [
                f"{city} ({where})" if where and city in several else city
                for city, where in zip(figures["city"], figures[home], strict=True)
            ]
            figures = figures.assign(city=names)
    return figures


def _without_duplicates(
    files: Sequence[TableFigures], figures: pd.DataFrame, options: ImportOptions
) -> tuple[pd.DataFrame, list[Omission]]:
    """Return one figure for each city of an edition and category, and the lines of the others."""
    repeated = figures.duplicated(_KEY, keep=False)
    kept, omissions = [figures[~repeated]], []
    for (edition, category, city), same in figures[repeated].groupby(_KEY, sort=False):
        merged = _merge(same)
        if merged is not None:
            kept.append(merged)
            continue
        ranking = f"in edition {edition}, {category}"
        if options.duplicates is None:
            first, second, *_ = same.to_dict("records")
            lines = f"stands in line {first['line']} of {first['file']} too, {ranking}"
            problem = f"{second['file']}, line {second['line']}: {city} {lines}"
            column = _dividing_column(files, figures[repeated])
            if column:
                raise AmbiguousError(problem, f"say --column {shlex.quote(f'category={column}')}")
            raise DataError(problem, "say --duplicates best or --duplicates drop")
        if options.duplicates is Duplicates.BEST:
            order = same.assign(
                rank=same["rank"].replace(UNKNOWN.best, NO_END),
                rating=_rating_order(same, options.better),
            ).sort_values(["rank", "rank_max", "rating"], kind="stable")
            kept.append(same.loc[order.index[:1]].set_axis(same.index[:1]))
            same = same.drop(order.index[0])
        for row, one in zip(same.to_dict("records"), rank.each(same, "rank"), strict=True):
            text = join_cells([row["city"], _rank_text(one), row["rating"]])
            omissions.append(Omission(row["file"], row["line"], text, f"stands twice {ranking}"))
    return pd.concat(kept).sort_index(), omissions


def _dividing_column(files: Sequence[TableFigures], repeated: pd.DataFrame) -> str:
    """Return the column that is not read and differs in all rows of one city, or ""."""
    found: dict[str, bool] = {}
    for file in files:
        rows = repeated[repeated["file"] == file.table.sheet.name]
        for at in file.table.layout.unread if len(rows) else ():
            header = file.table.layout.header[at]
            text_of = {row.line: row.cells[at] for row in file.table.rows}
            texts = rows["line"].map(text_of)
            differs = not rows.assign(text=texts).duplicated([*_KEY, "text"]).any()
            groups = set(text_of.values())
            if differs and tells_kinds(groups):
                problem = f"column '{header}' tells ranks from ratings"
                raise AmbiguousError(problem, "keep the rows of each in a file of their own")
            differs &= not all(map(is_figure, groups))
            divides = differs and "" not in groups and 2 * len(groups) <= len(text_of)
            found[header] = found.get(header, True) and bool(header) and divides
    columns = [name for name, divides in found.items() if divides]
    return min(columns, key=lambda name: name.casefold() not in GROUP_WORDS, default="")


def _merge(same: pd.DataFrame) -> pd.DataFrame | None:
    """Return the figures of one city in several files as one, or None if they contradict.

    Values fill blanks; sources are joined.
    """
    texts = {
        name: [text for text in same[name].unique() if text] for name in ("rating", *_OPTIONAL)
    }
    texts["sources"] = list(
        dict.fromkeys(key for keys in same["sources"] for key in source_keys(keys))
    )
    ranks = [one for one in rank.each(same, "rank") if one.held]
    contradict = any(len(values) > 1 for name, values in texts.items() if name != "sources")
    # The mark of a tie contradicts nothing.
    if same["file"].duplicated().any() or contradict or len({one[:2] for one in ranks}) > 1:
        return None
    tied = max(ranks, key=lambda one: one.mark is Mark.TIED, default=UNKNOWN)
    joined = {name: ";".join(values) for name, values in texts.items()}
    return same.head(1).assign(**dict(zip(_RANK, tied, strict=True)), **joined)


def _unranked(figures: pd.DataFrame) -> tuple[tuple[Ranking, ...], tuple[Ranking, ...]]:
    """Return the editions and categories without a rank, and those with a rating without one."""
    tables = figures.groupby(_RANKING, sort=False)
    unranked = figures.assign(lacks=(figures["rank"] == 0) & (figures["rating"] != ""))
    held, lacking = tables["rank"].max() > 0, unranked.groupby(_RANKING, sort=False)["lacks"].any()
    return tuple(held.index[~held]), tuple(held.index[held & lacking])


def _with_ranks(figures: pd.DataFrame, rankings: Sequence[Ranking], better: Better) -> pd.DataFrame:
    """Return figures with ranks by rating in some rankings.

    Ties share the best place: 1, 2, 2, 4.
    """
    order = figures.assign(order=_rating_order(figures, better)).groupby(_RANKING)["order"]
    places = order.rank(method="min").astype("int64")
    ranked = pd.MultiIndex.from_frame(figures[_RANKING]).isin(rankings) & (figures["rating"] != "")
    return figures.assign(
        rank=figures["rank"].mask(ranked, places),
        rank_max=figures["rank_max"].mask(ranked, places),
        basis=figures["basis"].mask(ranked & (figures["basis"] == ""), _DERIVED),
    )


def _rating_order(figures: pd.DataFrame, better: Better) -> pd.Series:
    """Return a number for each rating that is smaller for a better one, and largest for none."""
    sign = 1 if better is Better.LOWER else -1
    return figures["rating"].map(lambda rating: sign * float(rating) if rating else np.inf)
