"""The table in a file: the row that names its columns, and the rows below it."""

import re
from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import groupby, pairwise

from scicli.errors import AmbiguousError, DataError, QuestionError, ScicliError
from scicli.files.paths import File
from scicli.importing.columns import Layout, find_columns, read_layout
from scicli.importing.double_header import joined_header
from scicli.importing.figure_cells import is_figure, possible_rank
from scicli.importing.import_options import EVERY, Field, ImportOptions
from scicli.importing.patterns import is_other_measure, measure_in
from scicli.importing.shapes import (
    side_by_side,
    transposed,
    with_bounds_joined,
    with_kinds_as_columns,
)
from scicli.importing.sheet_editions import category_of, check_sheets, edition_of, sheet_editions
from scicli.importing.sheets import Row, Sheet, error_context, join_cells, sheets
from scicli.index.names import fold, listed

_HEADER_LINES = 200  # The header of a real table is among these.
_MOST_EDITIONS = 1_000  # Of a table whose columns are cities.
_MEASURED = "--column rank=NAME or rating=NAME"
_DIGIT = re.compile(r"[0-9]", re.ASCII)


@dataclass(frozen=True)
class Omission:
    """A line of a file that gives no figure."""

    file: str
    line: int
    text: str
    reason: str


@dataclass(frozen=True)
class Table:
    """The table in a file."""

    sheet: Sheet
    layout: Layout
    line: int  # Of the header, or of the lower of its two rows.
    above: list[Row]  # The rows above the header.
    rows: list[Row]  # The rows below the header; in the end with a cell for each column.
    edition: str = ""  # Of all rows, or "" if the columns give it.
    category: str = ""  # Of all rows, or "".
    omissions: tuple[Omission, ...] = ()


def read_tables(file: File, options: ImportOptions) -> list[Table]:
    """Return the one table in a file, or the table of each edition that has a sheet."""
    every_sheet = sheets(file, options)
    tables = _tables(file, every_sheet, options)
    titles = [table.sheet.title for table in tables]
    unread = [
        ("sheet not read", f"{sheet.title}, {len(sheet.rows)} rows")
        for sheet in every_sheet
        if sheet.title not in titles
    ]
    several = len(tables) > 1 and options.category != EVERY
    labels = sheet_editions(titles) if several else {}
    first, *others = [_checked(file, table, options, labels) for table in tables]
    facts = (*first.sheet.facts, *unread)
    return [replace(first, sheet=replace(first.sheet, facts=facts)), *others]


def _checked(file: File, table: Table, options: ImportOptions, labels: Mapping[str, str]) -> Table:
    """Return a table with its rows and its edition; `labels` has the editions of sheets."""
    _check_lines(table, options)
    rows, omissions = _rows(table, options)
    _check_second_table(table, rows)
    edition = edition_of(file, table, options, labels.get(table.sheet.title, ""))
    category = category_of(file, table, options)
    return replace(table, rows=rows, edition=edition, category=category, omissions=omissions)


def _tables(file: File, every_sheet: Sequence[Sheet], options: ImportOptions) -> list[Table]:
    """Return the tables of the sheets that have a header; whole sheets go before broken ones."""
    tables: list[Table] = []
    errors: list[ScicliError] = []
    for sheet in every_sheet:
        try:
            tables += filter(None, [_find(sheet, options)])
        except ScicliError as error:
            errors.append(error)
    # Cells that are separated in the wrong way make no sense.
    if errors and not (tables and every_sheet[0].separator):
        raise errors[0]
    if not tables:
        broken = next((sheet.broken for sheet in every_sheet if sheet.broken), None)
        raise broken or _no_header(file, every_sheet, options)
    tables = [table for table in tables if table.sheet.broken is None] or tables
    first, *others = [table.sheet for table in tables]
    if others and first.separator:
        separators = f"{first.separator} or by {others[0].separator}"
        problem = f"the columns of {file.name} may be separated by {separators}"
        raise AmbiguousError(problem, "say --separator")
    if others:
        check_sheets(file, tables, options)
    if first.broken:
        raise first.broken
    return tables


def _find(sheet: Sheet, options: ImportOptions) -> Table | None:
    rows = transposed(sheet.rows) if options.transpose else sheet.rows
    if options.header:
        rows = [Row(0, list(options.header)), *rows]
    for index, (line, cells) in enumerate(rows[:_HEADER_LINES]):
        below = rows[index + 1 :]
        headers = [(line, cells, below)]
        if below and (joined := joined_header(cells, below[0].cells)):
            headers.insert(0, (below[0].line, joined, below[1:]))
        for last_line, header, body in headers:
            with error_context(f"{sheet.name}, line {last_line}"):
                found = _layout(header, body, options)
            if found is not None:
                layout, below = found
                return Table(sheet, layout, last_line, rows[:index], below)
    return None


def _has_table(sheet: Sheet, options: ImportOptions) -> bool:
    try:
        return _find(sheet, options) is not None
    except ScicliError:
        return False


def _layout(
    header: list[str], below: list[Row], options: ImportOptions
) -> tuple[Layout, list[Row]] | None:
    """Return the layout of a table and the rows below its header, in the shape that has one."""
    header, below = with_bounds_joined(header, below) or (header, below)
    try:
        layout = read_layout(header, below, options)
    except AmbiguousError as error:
        if columns := side_by_side(header):
            problem = f"two tables stand side by side, in the columns {columns}"
            raise AmbiguousError(problem, "keep one table in a file") from error
        raise
    wide = with_kinds_as_columns(header, below) if layout else None
    if wide and (by_column := read_layout(*wide, options)):
        return by_column, wide[1]
    return (layout, below) if layout else None


def _no_header(
    file: File, every_sheet: Sequence[Sheet], options: ImportOptions
) -> DataError | QuestionError:
    """Return the error that says why no row is a header."""
    rows = [row.cells for sheet in every_sheet for row in sheet.rows[:_HEADER_LINES]]
    for mapping in (one for one in options.columns if one.header):
        if not any(find_columns(cells, mapping) for cells in rows):
            names = {fold(cell): cell for cells in rows[:1] for cell in cells if cell}
            near = get_close_matches(fold(mapping.header), names, n=3, cutoff=0.6)
            quoted = [f"'{names[one]}'" for one in near]
            return QuestionError(
                f"{file.name} has no column '{mapping.header}'",
                f"did you mean {listed(quoted)}?" if near else "name one as the file does",
            )
    problem = f"{file.name} has no line that names a column of cities and one of ranks or ratings"
    if not options.transpose:
        turned = replace(options, transpose=True)
        few = [sheet for sheet in every_sheet if 0 < len(sheet.rows) <= _MOST_EDITIONS]
        if any(_has_table(sheet, turned) for sheet in few):
            return AmbiguousError(problem, "say --transpose if each column holds a city")
    if rows and not options.header and any(map(is_figure, rows[0])):
        return AmbiguousError(problem, "say --header city,rank with a name for each column")
    other = next(filter(is_other_measure, rows[0] if rows else ()), "")
    if other:
        problem = f"no column of {file.name} holds ranks or ratings: '{other}' is neither"
        return DataError(problem, f"say {_MEASURED} if one does")
    remedy = f"write one above the table, or say --column city=NAME and {_MEASURED}"
    return DataError(problem, remedy)


def _check_lines(table: Table, options: ImportOptions) -> None:
    """Refuse figures above the header, a header of two lines, and columns that are not text."""
    name = table.sheet.name
    above = [
        line
        for line, cells in table.above
        if sum(map(bool, cells)) > 1 and any(map(is_figure, cells))
    ]
    if len(above) > 1:
        lines = f"lines {above[0]} to {above[-1]} hold figures"
        problem = f"{name}: {lines} above the names of the columns in line {table.line}"
        raise AmbiguousError(problem, "keep one table in a file")
    for line, cells in table.rows[:1]:
        names = sum(measure_in(cell)[0] is not None for cell in cells)
        if names > 1 and not any(map(is_figure, cells)):
            if options.header:
                raise QuestionError(f"line {line} of {name} names columns", "leave out --header")
            problem = f"{name}: lines {table.line} and {line} both name columns"
            remedy = "write one name for each, such as '2023 Rank', in one line"
            raise AmbiguousError(problem, remedy)
    for column, error in table.sheet.unreadable.items():
        if column not in table.layout.unread:
            raise error


def _rows(table: Table, options: ImportOptions) -> tuple[list[Row], tuple[Omission, ...]]:
    """Return the rows of the table, as wide as its header, and the other lines."""
    header, width = list(table.layout.header), len(table.layout.header)
    end = len(table.rows)
    while end and _is_footer(table.rows[end - 1].cells, table.layout):
        end -= 1
    body, footer = table.rows[:end], table.rows[end:]
    row_width = _row_width(body, width)
    rows: list[Row] = []
    others = [(row, "stands above the table") for row in table.above]
    for row in body:
        cells = row.cells
        if len(cells) == width and all(cells) and cells != header:
            rows.append(row)
        elif not any(cells):
            continue
        elif row is body[0] and _is_of_units(cells, table.layout):
            others.append((row, "holds units, not figures"))
        elif cells == header:
            others.append((row, "repeats the names of the columns"))
        elif not any(cells[:width]) and not any(map(is_figure, cells)):
            others.append((row, "stands beside the table"))
        else:
            rows.append(_fit(table, row, row_width, options))
    others += [(row, "stands below the table") for row in footer if any(row.cells)]
    # A merged cell fills several cells; the text shows it once.
    texts = [join_cells(cell for cell, _ in groupby(filter(None, row.cells))) for row, _ in others]
    return rows, tuple(
        Omission(table.sheet.name, row.line, text, reason)
        for (row, reason), text in zip(others, texts, strict=True)
    )


def _row_width(rows: Sequence[Row], width: int) -> int:
    """Return the number of cells of the rows below a header of some width.

    Extra separators at the end of every row are harmless; in only one row, an extra separator has
    moved the cells after it.
    """
    if len(rows) < 2 or all(len(row.cells) == width for row in rows):
        return width
    widths = {len(cells) for _, cells in rows if sum(map(bool, cells)) > 1}
    return max(width, *widths) if len(widths) == 1 else width


def _is_of_units(cells: list[str], layout: Layout) -> bool:
    """Return whether the first row below whole names of columns has no name and no figure."""
    named = any(cells[layout.city : layout.city + 1])
    return all(layout.header) and not named and not any(map(is_figure, cells))


def _is_footer(cells: list[str], layout: Layout) -> bool:
    """Return whether a line stands below the table: it has no figure, and is not a whole row."""
    filled = sum(map(bool, cells))
    whole = len(cells) == len(layout.header)
    if any(map(is_figure, cells)):
        return False
    if filled <= 1:
        return not filled or not whole or not cells[layout.city]
    return not whole and not any(map(_DIGIT.search, cells))


def _fit(table: Table, row: Row, row_width: int, options: ImportOptions) -> Row:
    """Return a row with a cell for each column, after adding or removing blank cells only."""
    line, cells = row
    width = len(table.layout.header)
    # Without separators, each cell is certain to be in its column.
    certain = not table.sheet.separator or len(cells) in {width, row_width}
    if (certain and not any(cells[width:])) or options.skips(cells[0]):
        return Row(line, [*cells, *[""] * width][:width])
    problem = f"{table.sheet.name}, line {line}: {len(cells)} cells, but there are {width} columns"
    raise DataError(problem, "give every row as many cells, blank ones too")


def _check_second_table(table: Table, rows: Sequence[Row]) -> None:
    """Refuse a repeated header if the ranks below it start again.

    At the top of a page the ranks go on, or are in no order at all.
    """
    layout = table.layout
    header = list(layout.header)
    repeats = [line for line, cells in table.rows if cells == header]
    if not repeats or {Field.EDITION, Field.CATEGORY} & layout.descriptions.keys():
        return
    for column in (one.column for one in layout.measures if one.field is Field.RANK):
        ranks = [(bisect(repeats, line), possible_rank(cells[column])) for line, cells in rows]
        parts = [
            [rank.best for part, rank in ranks if part == index and rank.held]
            for index in range(len(repeats) + 1)
        ]
        for line, (before, after) in zip(repeats, pairwise(parts), strict=True):
            in_order = before == sorted(before) and after == sorted(after)
            if before and after and in_order and after[0] < before[-1]:
                problem = f"line {line} names the columns again, and ranks begin anew"
                remedy = "keep one table in a file, or take the line out"
                raise AmbiguousError(f"{table.sheet.name}: {problem}", remedy)
