"""An answer as an Excel workbook, with a sheet each for its tables, its rows and its sources."""

import datetime
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain, repeat, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from scicli.analysis.answer import Answer, Kind
from scicli.errors import ExtraError, WriteError
from scicli.files.text import EXACT_DIGITS
from scicli.view.charts.drawing import LIGHT, Ink
from scicli.view.grids import (
    LINES,
    RIGHT,
    Cell,
    Grid,
    Source,
    Tone,
    grids,
    lines_below,
)
from scicli.view.machine import Value, frame_columns
from scicli.view.screen import UNICODE

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

COLOURS = {
    Tone.UP: LIGHT[Ink.UP],
    Tone.DOWN: LIGHT[Ink.DOWN],
    Tone.FAINT: LIGHT[Ink.QUIET],
    Tone.GAP: LIGHT[Ink.QUIET],
}
"""The colours of tones, as in charts."""
# The same answer gives the same file, whenever it is written.
_WRITTEN = datetime.datetime(2000, 1, 1)
_TOO_LARGE = (
    "Excel holds 1,048,576 rows, 16,384 columns, and 32,767 characters in a cell;"
    " the answer has more"
)
_LONGEST_TEXT = 32_767
# Excel keeps as many digits as scicli does, and shows no more decimals than this.
_INEXACT_FROM: int = 10**EXACT_DIGITS
_LONGEST_NUMBER = 30
# xlsxwriter would write <r>…</r> as markup, and Excel would read _x0041_ as the letter A. Such a
# text is split at these places, and written in parts, which stay as they are.
_MISREAD = re.compile(r"(?<=\A<)(?=r>.*</r>\Z)|(?<=_)(?=x[0-9A-Fa-f]{4}_)", re.DOTALL)
_LEAST_WIDTH, _MOST_WIDTH = 8, 60
# The button of a filter covers the end of a heading.
_BUTTON = 3
# In a font of letters of any width, a sign of a sparkline takes more room than a digit.
_SPARK_WIDTH = 1.5


class _Style(NamedTuple):
    """The look of a cell; the fields are properties of a format of xlsxwriter."""

    num_format: str = "@"  # Text, so that a text stays one even if the cell is edited.
    bold: bool = False
    align: str = "left"
    font_color: str = ""
    indent: int = 0
    text_wrap: bool = False
    valign: str = "top"


class _Entry(NamedTuple):
    """The value of a cell in its style."""

    value: Value
    style: _Style = _Style()


class _Sheet(NamedTuple):
    """A sheet; the row `head`, if there is one, stays in view and filters the rows below it."""

    name: str
    rows: Iterable[Sequence[_Entry]]
    widths: Sequence[float]
    head: int | None = None
    size: int = 0  # the number of rows below the head


_BOLD = _Style(bold=True)
_WRAPPED = _Style(text_wrap=True)
_NUMBER = _Style(num_format="General", align="right")


def to_xlsx(answer: Answer, *, notes: bool) -> bytes:
    """Return an answer as a workbook of the sheets Table, Data and, if it has sources, Sources.

    Table is what a screen shows, with the numbers of sources; Data is the frame. Numbers are
    numbers, and no text is a formula, a link or a number.

    Raises:
        ExtraError: The extra `excel` is not installed.
        WriteError: The answer has more rows or columns, or longer texts, than Excel can hold.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise ExtraError("writing Excel", "xlsxwriter", "excel") from None
    tables, sources = grids(answer, UNICODE, sources=True)
    sheets = [_tables(tables, notes=notes), _listing("Data", frame_columns(answer), _Style())]
    if sources:
        sheets.append(_listing("Sources", _source_columns(sources), _WRAPPED))
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": _WRITTEN})
        for sheet in sheets:
            _add(book, sheet)
    return buffer.getvalue()


def _tables(tables: Sequence[Grid], *, notes: bool) -> _Sheet:
    """Return the sheet of the tables, one below the other, each with its title and its notes."""
    # A sheet of Excel has one filter at most.
    alone = len(tables) == 1 and bool(tables[0].text_columns)
    rows: list[Sequence[_Entry]] = []
    for grid, below in zip(tables, lines_below(tables), strict=True):
        for block in (
            [[_Entry(grid.caption, _BOLD)]],
            _table(grid, indent=2 if alone else 0),
            [[_Entry(line)] for line in below if notes],
        ):
            rows += [[], *block] if rows and block else block
    sheet = _Sheet("Table", rows, _table_widths(tables))
    if alone:
        return sheet._replace(head=2, size=len(tables[0].columns[0].cells))
    return sheet


def _table(grid: Grid, *, indent: int) -> list[Sequence[_Entry]]:
    """Return the header and the rows of a table, or nothing if it has no columns.

    The indent keeps headings on the right clear of the button of a filter.
    """
    columns = grid.text_columns
    heads = [
        _Entry(column.heading, _Style(bold=True, align="right", indent=indent))
        if column.kind in RIGHT
        else _Entry(column.heading, _BOLD)
        for column in columns
    ]
    rows = zip(*(map(_entry, repeat(column.kind), column.cells) for column in columns), strict=True)
    return [heads, *rows] if heads else []


def _entry(kind: Kind, cell: Cell) -> _Entry:
    """Return a cell of a table, as a number if Excel can show that as its text."""
    style = _Style(
        bold=cell.tone is Tone.ASKED,
        align="right" if kind in RIGHT else "left",
        font_color=COLOURS.get(cell.tone, ""),
        text_wrap=kind is Kind.PROSE,
    )
    if cell.number is None or not _exact(cell.number) or len(cell.text) > _LONGEST_NUMBER:
        return _Entry(cell.text, style)
    return _Entry(cell.number, style._replace(num_format=_number_format(cell.text)))


def _exact(number: float) -> bool:
    """Return whether Excel keeps every digit of a number before the decimal point."""
    return abs(number) < _INEXACT_FROM


def _number_format(text: str) -> str:
    """Return the format in which Excel shows a number as a text does.

    >>> _number_format("8"), _number_format("12,345.5"), _number_format("+0.25")
    ('0', '#,##0.0', '+0.00;-0.00;0.00')
    """
    whole, point, decimals = text.partition(".")
    shown = ("#,##0" if "," in whole else "0") + point + "0" * len(decimals)
    return f"+{shown};-{shown};{shown}" if whole.startswith("+") else shown


def _table_widths(tables: Sequence[Grid]) -> list[float]:
    """Return the widths of columns that fit every table."""
    widths = [
        [
            _width(column.heading, [cell.text for cell in column.cells])
            * (_SPARK_WIDTH if column.kind in LINES else 1)
            for column in grid.text_columns
        ]
        for grid in tables
    ]
    return [max(column) for column in zip_longest(*widths, fillvalue=0)]


def _listing(name: str, columns: Mapping[str, Sequence[Value]], style: _Style) -> _Sheet:
    """Return a sheet of columns with a header, whose texts are in a style."""
    rows = zip(*(map(_value, cells, repeat(style)) for cells in columns.values()), strict=True)
    widths = [
        _width(heading, ["" if cell is None else str(cell) for cell in cells])
        for heading, cells in columns.items()
    ]
    size = len(next(iter(columns.values()), ()))
    heads = [_Entry(heading, _BOLD) for heading in columns]
    return _Sheet(name, chain([heads], rows), widths, head=0, size=size)


def _value(value: Value, style: _Style) -> _Entry:
    """Return a value in a style for texts, and as a text if Excel would change its digits."""
    if isinstance(value, str):
        return _Entry(value, style)
    if value is None or _exact(value):
        return _Entry(value, _NUMBER)
    return _Entry(str(value), style._replace(align="right"))


def _source_columns(sources: Sequence[Source]) -> dict[str, list[Value]]:
    return {
        "Number": list(range(1, len(sources) + 1)),
        "Source": [source.words for source in sources],
        "Address": [source.address or None for source in sources],
    }


def _width(heading: str, texts: Iterable[str]) -> float:
    """Return the width of a column, in digits."""
    from rich.cells import cell_len

    longest = max([_LEAST_WIDTH, cell_len(heading) + _BUTTON, *map(cell_len, texts)])
    return min(longest, _MOST_WIDTH) + 1


def _add(book: "Workbook", sheet: _Sheet) -> None:
    """Add a sheet to a workbook of xlsxwriter."""
    page = book.add_worksheet(sheet.name)
    # A text of digits is what it is, and no mistake.
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})

    @cache
    def format_of(style: _Style) -> "Format":
        return book.add_format({name: value for name, value in style._asdict().items() if value})

    for row, entries in enumerate(sheet.rows):
        for column, (value, style) in enumerate(entries):
            if value is None or value == "":
                continue
            if not _write(page, row, column, value, format_of(style)):
                raise WriteError(_TOO_LARGE, "write a .csv file")
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    if sheet.head is not None and sheet.widths:
        page.freeze_panes(sheet.head + 1, 0)
        page.autofilter(sheet.head, 0, sheet.head + sheet.size, len(sheet.widths) - 1)


def _write(page: "Worksheet", row: int, column: int, value: str | float, style: "Format") -> bool:
    """Write a value to a cell, and return whether Excel can hold it there."""
    if not isinstance(value, str):
        return bool(page.write_number(row, column, value, style) == 0)
    text = UNICODE.text(value)
    # Excel counts in units of UTF-16, and for a text in parts xlsxwriter would only warn.
    if len(text.encode("utf-16-le")) > 2 * _LONGEST_TEXT:
        return False
    first, *others = _MISREAD.split(text)
    if others:
        parts = chain.from_iterable((style, part) for part in others)
        return bool(page.write_rich_string(row, column, first, *parts, style) == 0)
    return bool(page.write_string(row, column, text, style) == 0)
