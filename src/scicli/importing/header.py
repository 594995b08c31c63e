"""The table in a file: the row that names its columns, with the rows below it."""

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import groupby, pairwise
from pathlib import PurePath

from scicli.errors import AmbiguousError, DataError, QuestionError
from scicli.files.paths import File
from scicli.importing.columns import Layout, mapped_columns, read_layout
from scicli.importing.import_options import Field, ImportOptions
from scicli.importing.patterns import is_figure, labels_inside, measure_in, possible_rank
from scicli.importing.sheets import Row, Sheet, joined, sheets
from scicli.index.names import fold, listed

# No real table has more lines above it.
_PREAMBLE = 200
_DIGIT = re.compile(r"[0-9]", re.ASCII)
_CODE = re.compile(r"[A-Z0-9]{2,4}", re.ASCII)


@dataclass(frozen=True)
class Omission:
    """A line of a file that no figure is read from."""

    file: str
    line: int
    text: str
    reason: str


@dataclass(frozen=True)
class Header:
    """The row of a sheet that names the columns."""

    sheet: Sheet
    layout: Layout
    line: int
    above: list[Row]
    below: list[Row]


@dataclass(frozen=True)
class Table:
    """The table in a file."""

    sheet: Sheet
    layout: Layout
    line: int  # Of the header.
    rows: list[Row]  # With a cell for each column.
    edition: str  # The label of the edition of all rows, or "" where the columns give it.
    omissions: list[Omission]


def read_table(file: File, options: ImportOptions) -> Table:
    """Return the one table in a file."""
    every_sheet = sheets(file, options)
    header = _only_header(file, every_sheet, options)
    sheet = header.sheet
    _check_around(header)
    rows, omissions = _rows(header, options)
    _check_ranks_go_on(header, rows)
    _check_city(header, rows, options)
    others = [
        ("sheet not read", f"{other.title}, {len(other.rows)} rows")
        for other in every_sheet
        if other.title != sheet.title
    ]
    return Table(
        sheet=replace(sheet, facts=(*sheet.facts, *others)),
        layout=header.layout,
        line=header.line,
        rows=rows,
        edition=_edition(file, header, options),
        omissions=omissions,
    )


def _only_header(file: File, every_sheet: Sequence[Sheet], options: ImportOptions) -> Header:
    """Return the header of the one sheet that has one; whole sheets go before broken ones."""
    found = [header for sheet in every_sheet if (header := _find(sheet, options)) is not None]
    if not found:
        broken = next((sheet.broken for sheet in every_sheet if sheet.broken is not None), None)
        raise broken or _no_header(file, every_sheet, options)
    found = [header for header in found if header.sheet.broken is None] or found
    if len(found) > 1:
        read = [header.sheet for header in found]
        if read[0].separator:
            raise AmbiguousError(
                f"the columns of {file.name} may be separated by {read[0].separator} or by"
                f" {read[1].separator}",
                "say --separator",
            )
        titles = listed([sheet.title for sheet in read], "and")
        raise AmbiguousError(f"{file.name} has tables on the sheets {titles}", "say --sheet NAME")
    if found[0].sheet.broken is not None:
        raise found[0].sheet.broken
    return found[0]


def _find(sheet: Sheet, options: ImportOptions) -> Header | None:
    for index, (line, cells) in enumerate(sheet.rows[:_PREAMBLE]):
        try:
            layout = read_layout(cells, options)
        except AmbiguousError as error:
            problem = f"{sheet.name}, line {line}: {error.problem}"
            raise AmbiguousError(problem, error.remedy) from error
        if layout is not None:
            return Header(sheet, layout, line, sheet.rows[:index], sheet.rows[index + 1 :])
    return None


def _no_header(
    file: File, every_sheet: Sequence[Sheet], options: ImportOptions
) -> DataError | QuestionError:
    """Return why no row names the columns."""
    rows = [row.cells for sheet in every_sheet for row in sheet.rows[:_PREAMBLE]]
    for mapping in options.columns:
        if not any(mapped_columns(cells, mapping) for cells in rows):
            names = {fold(cell): cell for cells in rows[:1] for cell in cells if cell}
            near = get_close_matches(fold(mapping.header), names, n=3, cutoff=0.6)
            quoted = [f"'{names[one]}'" for one in near]
            return QuestionError(
                f"{file.name} has no column '{mapping.header}'",
                f"did you mean {listed(quoted)}?" if near else "name one as the file does",
            )
    return DataError(
        f"{file.name} has no line that names a column of cities and one of ranks or ratings",
        "write one above the table, or say --column city=NAME and --column rank=NAME",
    )


def _check_around(header: Header) -> None:
    """Refuse a table above the header, a header of two lines, and columns that are not text."""
    sheet = header.sheet
    above = [
        line
        for line, cells in header.above
        if sum(map(bool, cells)) > 1 and any(map(is_figure, cells))
    ]
    if len(above) > 1:
        raise AmbiguousError(
            f"{sheet.name}: lines {above[0]} to {above[-1]} hold figures above the names of the"
            f" columns in line {header.line}",
            "keep one table in a file",
        )
    for line, cells in header.below[:1]:
        if sum(measure_in(cell)[0] is not None for cell in cells) > 1:
            raise AmbiguousError(
                f"{sheet.name}: lines {header.line} and {line} both name columns",
                "write one name for each, such as '2023 Rank', in one line",
            )
    for column, why in sheet.unreadable.items():
        if column not in header.layout.unread:
            raise why


def _rows(header: Header, options: ImportOptions) -> tuple[list[Row], list[Omission]]:
    """Return the rows of the table, as wide as its header, and the lines that are none."""
    width = len(header.layout.header)
    end = len(header.below)
    while end and _is_footer(header.below[end - 1].cells, header.layout):
        end -= 1
    body, footer = header.below[:end], header.below[end:]
    # Extra separators at the end of every row separate nothing; in one row alone, an extra one has
    # moved the cells behind it.
    widths = {len(row.cells) for row in body if sum(map(bool, row.cells)) > 1}
    row_width = widths.pop() if len(widths) == 1 and len(body) > 1 else width
    rows: list[Row] = []
    others = [(row, "stands above the table") for row in header.above]
    for row in body:
        if tuple(row.cells) == header.layout.header:
            others.append((row, "repeats the names of the columns"))
        elif _is_beside(row.cells, width):
            others.append((row, "stands beside the table"))
        elif any(row.cells):
            rows.append(_fitted(header.sheet, row, width, row_width, options))
    others += [(row, "stands below the table") for row in footer if any(row.cells)]
    # A merged cell fills several cells, and is shown once.
    return rows, [
        Omission(
            file=header.sheet.name,
            line=line,
            text=joined(cell for cell, _ in groupby(filter(None, cells))),
            reason=reason,
        )
        for (line, cells), reason in others
    ]


def _is_footer(cells: list[str], layout: Layout) -> bool:
    """Return whether a line stands below the table: it has no figure, and is not a whole row."""
    filled = sum(map(bool, cells))
    whole = len(cells) == len(layout.header)
    if any(map(is_figure, cells)):
        return False
    if filled <= 1:
        return not filled or not whole or not cells[layout.descriptions[Field.CITY]]
    return not whole and not any(map(_DIGIT.search, cells))


def _is_beside(cells: list[str], width: int) -> bool:
    """Return whether a line has nothing but words, and only outside of the columns."""
    inside, outside = cells[:width], cells[width:]
    return any(outside) and not any(inside) and not any(map(is_figure, outside))


def _fitted(sheet: Sheet, row: Row, width: int, row_width: int, options: ImportOptions) -> Row:
    """Return a row with a cell for each column; only blank cells are added or taken away."""
    line, cells = row
    # In a sheet a cell stands in its column, whatever the others hold.
    sure = not sheet.separator
    surplus = len(cells) > width and (sure or len(cells) == row_width) and not any(cells[width:])
    if len(cells) == width or surplus or (sure and len(cells) < width) or options.skips(cells[0]):
        return Row(line, [*cells, *[""] * width][:width])
    raise DataError(
        f"{sheet.name}, line {line}: {len(cells)} cells, but there are {width} columns",
        "give every row as many cells, blank ones too",
    )


def _check_ranks_go_on(header: Header, rows: Sequence[Row]) -> None:
    """Refuse a table below a repeated header if its ranks begin anew.

    At the top of a page the ranks go on, or are in no order at all.
    """
    repeats = [line for line, cells in header.below if tuple(cells) == header.layout.header]
    if not repeats or {Field.EDITION, Field.CATEGORY} & header.layout.descriptions.keys():
        return
    for column in (one.column for one in header.layout.measures if one.field is Field.RANK):
        parts: list[list[int]] = [[] for _ in (0, *repeats)]
        for line, cells in rows:
            rank = possible_rank(cells[column])
            if rank.held:
                parts[bisect(repeats, line)].append(rank.best)
        for line, (before, after) in zip(repeats, pairwise(parts), strict=True):
            in_order = before == sorted(before) and after == sorted(after)
            if before and after and in_order and after[0] < before[-1]:
                raise AmbiguousError(
                    f"{header.sheet.name}: line {line} names the columns again, and ranks begin"
                    " anew",
                    "keep one table in a file, or take the line out",
                )


def _check_city(header: Header, rows: Sequence[Row], options: ImportOptions) -> None:
    """Refuse to rank countries if another column has names that differ from row to row."""
    names, city = header.layout.header, header.layout.descriptions[Field.CITY]
    mapped = any(mapping.field is Field.CITY for mapping in options.columns)
    if mapped or fold(names[city]) != "country":
        return
    for column in header.layout.unread:
        texts = [row.cells[column] for row in rows if row.cells[column]]
        if len(texts) > 1 and len(set(texts)) == len(texts) and all(map(_may_be_name, texts)):
            raise AmbiguousError(
                f"{header.sheet.name}, line {header.line}: column '{names[column]}' may name what"
                f" is ranked, and so may '{names[city]}'",
                f"say --column city='{names[column]}' or --column city='{names[city]}'",
            )


def _may_be_name(text: str) -> bool:
    return any(map(str.isalpha, text)) and not is_figure(text) and not _CODE.fullmatch(text)


def _edition(file: File, header: Header, options: ImportOptions) -> str:
    """Return the label of the edition of all rows, or "" where the columns give it.

    Without an option it comes from the names of file and sheet, unless a title contradicts.
    """
    sheet, layout = header.sheet, header.layout
    of_column = next((one.column for one in layout.measures if one.edition), None)
    if options.edition is not None:
        if of_column is not None:
            name = layout.header[of_column]
            raise AmbiguousError(
                f"{sheet.name}: column '{name}' names another edition than --edition",
                "leave out --edition, or say --column",
            )
        return options.edition
    if Field.EDITION in layout.descriptions or of_column is not None:
        return ""
    labels = labels_inside(PurePath(file.name).name) | labels_inside(sheet.title)
    above = {label for row in header.above for cell in row.cells for label in labels_inside(cell)}
    problem = f"{sheet.name} does not say of which edition it is"
    if labels and above and labels.isdisjoint(above):
        problem = (
            f"{sheet.name} has {listed(sorted(labels), 'and')} in its name, but"
            f" {listed(sorted(above), 'and')} above its table"
        )
    elif len(labels) == 1:
        return labels.pop()
    raise AmbiguousError(problem, "say --edition LABEL")
