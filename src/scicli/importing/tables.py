"""A publisher's table: the one reading of a file in which names and figures are found."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import groupby, pairwise

from scicli.errors import AmbiguousError, DataError, QuestionError
from scicli.files.paths import File
from scicli.importing.header import Layout, layout, measure_in, said_in
from scicli.importing.import_options import Field, ImportOptions
from scicli.importing.numbers import POINT, is_figure, plain_rank
from scicli.importing.sheets import Sheet, sheets
from scicli.index.names import fold, listed
from scicli.index.rank import parse_rank
from scicli.index.rating import GrammarError

# Nobody writes more lines than this above a table.
_PREAMBLE = 200
_DIGIT = re.compile(r"[0-9]", re.ASCII)
_CODE = re.compile(r"[A-Z0-9]{2,4}", re.ASCII)
_DATE = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}(?![0-9])", re.ASCII)
_YEAR = re.compile(
    r"(?<![0-9])(?:18|19|20)[0-9]{2}(?:[-–_][0-9]{2}(?![0-9])|-?Q[1-4])?(?![0-9])", re.ASCII
)


@dataclass(frozen=True)
class LeftOut:
    """A line of a file that no figure is read from."""

    file: str
    line: int
    text: str
    reason: str


@dataclass(frozen=True)
class Table:
    """A table that is understood."""

    sheet: Sheet
    layout: Layout
    header: int
    rows: list[tuple[int, list[str]]]
    edition: str
    left_out: list[LeftOut]


def table(file: File, options: ImportOptions) -> Table:
    """Return the table of a file.

    Raises:
        DataError: There is none, there are several, a row has more or fewer cells than there are
            columns, or two readings of the columns are possible.
        QuestionError: A column that is said is not there.
        ExtraError: What reads the file is not installed.
    """
    read = sheets(file, options)
    found = [(sheet, *header) for sheet in read for header in _headers(sheet, options)]
    if not found:
        broken = next((sheet.broken for sheet in read if sheet.broken is not None), None)
        raise broken or _no_header(file, read, options)
    whole = [one for one in found if one[0].broken is None]
    if len(found) > 1 and whole:
        found = whole
    if len(found) > 1:
        first, second = found[0][0], found[1][0]
        if first.name == second.name:
            raise AmbiguousError(
                f"the columns of {first.name} may be separated by {first.separator} or by"
                f" {second.separator}",
                "say --separator",
            )
        names = [sheet.names[-1] for sheet, _, _ in found]
        raise AmbiguousError(
            f"{file.name} has tables on the sheets {listed(names, 'and')}", "say --sheet NAME"
        )
    [(sheet, number, columns)] = found
    if sheet.broken is not None:
        raise sheet.broken
    others = tuple(
        ("sheet not read", f"{one.names[-1]}, {len(one.rows)} rows")
        for one in read
        if one.name != sheet.name
    )
    sheet = replace(sheet, facts=sheet.facts + others)
    header, _ = sheet.rows[number]
    _check_one_table(sheet, number, columns)
    left_out = [
        LeftOut(sheet.name, line, _joined(cells), "stands above the table")
        for line, cells in sheet.rows[:number]
    ]
    body = list(_body(sheet, number, columns, options, left_out))
    _check_ranks_go_on(sheet, number, columns, body)
    _check_ranked(sheet, header, columns, body, options)
    return Table(sheet, columns, header, body, _edition(sheet, number, columns, options), left_out)


def _check_one_table(sheet: Sheet, number: int, columns: Layout) -> None:
    """Refuse a table above the one that is read, names in two lines, and cells that are no texts.

    Raises:
        DataError: There is such a thing.
    """
    above = [line for line, cells in sheet.rows[:number] if _holds_figures(cells)]
    if len(above) > 1:
        raise AmbiguousError(
            f"{sheet.name}: lines {above[0]} to {above[-1]} hold figures above the names of the"
            f" columns in line {sheet.rows[number][0]}",
            "keep one table in a file",
        )
    below = sheet.rows[number + 1][1] if number + 1 < len(sheet.rows) else []
    named = [cell for cell in below if measure_in(cell)[0] is not None]
    if len(named) > 1:
        lines = f"{sheet.rows[number][0]} and {sheet.rows[number + 1][0]}"
        raise AmbiguousError(
            f"{sheet.name}: lines {lines} both name columns",
            "write one name for each, such as '2023 Rank', in one line",
        )
    for column in (*columns.fields.values(), *(one.column for one in columns.measures)):
        if column in sheet.unreadable:
            raise sheet.unreadable[column]


def _check_ranks_go_on(
    sheet: Sheet, number: int, columns: Layout, body: Sequence[tuple[int, list[str]]]
) -> None:
    """Refuse a table below names that stand twice, if its ranks begin anew.

    At the top of a page the ranks go on, or stand in no order at all.

    Raises:
        AmbiguousError: Above the names and below them ranks run from the first to the last.
    """
    if {Field.EDITION, Field.CATEGORY} & columns.fields.keys():
        return
    _, names = sheet.rows[number]
    again = [line for line, cells in sheet.rows[number + 1 :] if cells == names]
    for column in [one.column for one in columns.measures if one.field is Field.RANK]:
        parts: list[list[int]] = [[] for _ in (0, *again)]
        for line, cells in body:
            place = _first_place(cells[column])
            if place is not None:
                parts[bisect(again, line)].append(place)
        for line, (before, after) in zip(again, pairwise(parts), strict=True):
            if _run(before) and _run(after) and after[0] < before[-1]:
                raise AmbiguousError(
                    f"{sheet.name}: line {line} names the columns again, and ranks begin anew",
                    "keep one table in a file, or take the line out",
                )


def _run(places: Sequence[int]) -> bool:
    """Tell whether there are places, and none stands behind a worse one."""
    return bool(places) and list(places) == sorted(places)


def _first_place(text: str) -> int | None:
    """Return the best place of a rank, or None where a text is no rank."""
    try:
        rank = parse_rank(plain_rank(text, POINT))
    except GrammarError:
        return None
    return int(rank.best) if rank.held else None


def _check_ranked(
    sheet: Sheet,
    header: int,
    columns: Layout,
    body: Sequence[tuple[int, list[str]]],
    options: ImportOptions,
) -> None:
    """Refuse to take countries for what is ranked where another column may name that.

    Raises:
        AmbiguousError: There is a column of names that differ from row to row.
    """
    city = columns.fields[Field.CITY]
    said = any(one.field is Field.CITY for one in options.columns)
    if said or fold(columns.header[city]) != "country":
        return
    for column in columns.unread:
        names = [cells[column] for _, cells in body if cells[column]]
        if len(names) > 1 and len(set(names)) == len(names) and all(map(_is_name, names)):
            raise AmbiguousError(
                f"{sheet.name}, line {header}: column '{columns.header[column]}' may name what is"
                f" ranked, and so may '{columns.header[city]}'",
                f"say --column city='{columns.header[column]}' or"
                f" --column city='{columns.header[city]}'",
            )


def _is_name(text: str) -> bool:
    """Tell a text that may be a name: no number, and no code in capitals."""
    return any(map(str.isalpha, text)) and not is_figure(text) and not _CODE.fullmatch(text)


def _holds_figures(cells: Sequence[str]) -> bool:
    """Tell a line that may be a row of another table."""
    filled = _filled(cells)
    return len(filled) > 1 and any(map(is_figure, filled))


def _headers(sheet: Sheet, options: ImportOptions) -> Iterator[tuple[int, Layout]]:
    """Yield the first row that names columns, and what they hold."""
    for number, (line, cells) in enumerate(sheet.rows[:_PREAMBLE]):
        try:
            found = layout(cells, options)
        except AmbiguousError as error:
            raise AmbiguousError(
                f"{sheet.name}, line {line}: {error.problem}", error.remedy
            ) from error
        if found:
            yield number, found
            return


def _no_header(
    file: File, read: Sequence[Sheet], options: ImportOptions
) -> DataError | QuestionError:
    """Return why no row names the columns: one that is said is not there, or none is."""
    rows = [cells for sheet in read for _, cells in sheet.rows[:_PREAMBLE]]
    for one in options.columns:
        if not any(said_in(cells, one) for cells in rows):
            names = dict.fromkeys(cell for cells in rows[:1] for cell in cells if cell)
            folded = {fold(name): name for name in names}
            near = get_close_matches(fold(one.header), folded, n=3, cutoff=0.6)
            remedy = (
                f"did you mean {listed([repr(folded[name]) for name in near])}?"
                if near
                else "name one as the file does"
            )
            return QuestionError(f"{file.name} has no column '{one.header}'", remedy)
    return DataError(
        f"{file.name} has no line that names a column of cities and one of ranks or ratings",
        "write one above the table, or say --column city=NAME and --column rank=NAME",
    )


def _body(
    sheet: Sheet, header: int, columns: Layout, options: ImportOptions, left_out: list[LeftOut]
) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of the table, with as many cells as it has columns."""
    _, names = sheet.rows[header]
    below = sheet.rows[header + 1 :]
    end = len(below)
    while end and _is_footer(below[end - 1][1], columns):
        end -= 1
    width = _width(names, [cells for _, cells in below[:end]])
    for line, cells in below[:end]:
        if cells == names:
            reason = "repeats the names of the columns"
            left_out.append(LeftOut(sheet.name, line, _joined(cells), reason))
        elif _stands_outside(cells, len(names)):
            reason = "stands beside the table"
            left_out.append(LeftOut(sheet.name, line, _joined(cells), reason))
        elif _filled(cells):
            yield line, _fitted(sheet, line, cells, len(names), width, options)
    for line, cells in below[end:]:
        if _filled(cells):
            left_out.append(LeftOut(sheet.name, line, _joined(cells), "stands below the table"))


def _is_footer(cells: list[str], columns: Layout) -> bool:
    """Tell a line below a table: it holds no number where figures stand, and is no whole row."""
    filled = _filled(cells)
    width = len(columns.header)
    if any(map(is_figure, filled)):
        return False
    if len(filled) <= 1:
        return not filled or len(cells) != width or not cells[columns.fields[Field.CITY]]
    return len(cells) != width and not any(map(_DIGIT.search, filled))


def _stands_outside(cells: list[str], width: int) -> bool:
    """Tell a line with nothing but words where no columns are."""
    outside = _filled(cells[width:])
    return bool(outside) and not any(cells[:width]) and not any(map(is_figure, outside))


def _width(names: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Return how many cells a row has: as many as there are columns, or more in every row.

    Where every row ends with as many separators too many, they separate nothing. In one row of
    many a separator too many has moved the cells behind it.
    """
    widths = {len(cells) for cells in rows if len(_filled(cells)) > 1}
    return max(widths) if len(widths) == 1 and len(rows) > 1 else len(names)


def _fitted(
    sheet: Sheet, line: int, cells: list[str], width: int, cells_in_row: int, options: ImportOptions
) -> list[str]:
    """Return a row with a cell for each column; only blank ones are added or taken."""
    if len(cells) == width:
        return cells
    # A sheet has its columns, whatever its cells hold.
    fits = len(cells) == cells_in_row or not sheet.separator
    if len(cells) > width and fits and not any(cells[width:]):
        return cells[:width]
    if len(cells) < width and not sheet.separator:
        return [*cells, *[""] * width][:width]
    is_skipped = cells[0].casefold() in (name.strip().casefold() for name in options.skip)
    if is_skipped:
        return [*cells, *[""] * width][:width]
    raise DataError(
        f"{sheet.name}, line {line}: {len(cells)} cells where the names of the columns are {width}",
        "give every row as many cells, blank ones too",
    )


def _edition(sheet: Sheet, header: int, columns: Layout, options: ImportOptions) -> str:
    """Return the label of the edition of all rows, or "" where columns give it.

    Raises:
        DataError: Neither the columns, nor the person, nor the name of the file gives one.
    """
    in_names = [measure for measure in columns.measures if measure.edition]
    if options.edition is not None:
        if in_names:
            name = columns.header[in_names[0].column]
            raise AmbiguousError(
                f"{sheet.name}: column '{name}' names another edition than --edition",
                "leave out --edition, or say --column",
            )
        return options.edition
    if Field.EDITION in columns.fields or in_names:
        return ""
    labels = {label for name in sheet.names for label in _labels(name)}
    above = {label for _, cells in sheet.rows[:header] for cell in cells for label in _labels(cell)}
    if above and labels.isdisjoint(above):
        raise AmbiguousError(
            f"{sheet.name} is called {listed(sorted(labels), 'and')}, but above its table stands"
            f" {listed(sorted(above), 'and')}"
            if labels
            else f"{sheet.name} does not say of which edition it is",
            "say --edition LABEL",
        )
    if len(labels) == 1:
        return labels.pop()
    raise AmbiguousError(f"{sheet.name} does not say of which edition it is", "say --edition LABEL")


def _labels(name: str) -> set[str]:
    """Return the dates or else the years in the name of a file or sheet."""
    years = (year.replace("_", "-") for year in _YEAR.findall(name))
    return set(_DATE.findall(name)) or set(years)


def _filled(cells: Sequence[str]) -> list[str]:
    return [cell for cell in cells if cell]


def _joined(cells: Sequence[str]) -> str:
    """Return what stands in a line; a merged cell, which stands in several, once."""
    return " | ".join(cell for cell, _ in groupby(_filled(cells)))
