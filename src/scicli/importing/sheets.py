"""The rows of a publisher's file: separated text, a workbook, JSON or Parquet."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from itertools import count
from typing import NamedTuple

from scicli.errors import AmbiguousError, DataError, QuestionError
from scicli.files.fast import trimmed_columns
from scicli.files.paths import File
from scicli.files.text import (
    BrokenRowError,
    NoTextError,
    Numeral,
    Text,
    contents,
    decoded,
    is_parquet,
    is_workbook,
    rows,
    trimmed,
)
from scicli.importing.import_options import EVERY, ImportOptions
from scicli.importing.workbook import read_workbook
from scicli.index.names import listed

_SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_LIKELY_ENCODING = "cp1252"
_JSON = re.compile(r"\s*(?:\[\s*\{|\{\s*[\"}])")
_MARKUP = re.compile(r"\s*<(?:!doctype|html|table|\?xml)", re.IGNORECASE)
# These use several bytes for each letter, and may lack a byte order mark.
_WIDE_ENCODINGS = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")


class Row(NamedTuple):
    """The line on which a row begins, and its trimmed cells."""

    line: int
    cells: list[str]


@dataclass(frozen=True)
class Sheet:
    """One way to read a file as rows."""

    name: str  # For messages: the file, and its sheet if there are several.
    rows: list[Row]
    facts: tuple[tuple[str, str], ...]  # For the report: a label and a value.
    title: str = ""  # Of an Excel sheet.
    separator: str = ""  # Its name, such as "comma"; "" if cells need none.
    unreadable: Mapping[int, DataError] = field(default_factory=dict)  # By the index of the column.
    broken: DataError | None = None  # Why `rows` ends before the text does.


def sheets(file: File, options: ImportOptions) -> list[Sheet]:
    """Return every way to read a file as rows: one for each separator, or each sheet."""
    name, data = file.name, contents(file)
    if is_workbook(data):
        wanted = None if options.sheet == EVERY else options.sheet
        return list(_workbook(name, data, wanted))
    if options.sheet is not None:
        raise QuestionError(f"{name} is not a workbook", "leave out --sheet")
    if is_parquet(data):
        return [_parquet(name, data)]
    try:
        text = decoded(data, options.encoding)
    except NoTextError as error:
        remedy = (
            "say another --encoding" if options.encoding else _encoding_remedy(data, error.rest)
        )
        raise DataError(f"{name}, line {error.line}: {error.problem}", remedy) from error
    if not text.text.strip():
        raise DataError(f"{name} is empty", "fetch the file again")
    if _JSON.match(text.text):
        return [_json(name, text.text)]
    if _MARKUP.match(text.text):
        remedy = "open it in a browser, and save its table as CSV"
        raise DataError(f"{name} is a page of HTML or XML, which is not read", remedy)
    separators = [options.separator] if options.separator else _SEPARATORS
    return [_separated(name, text, one) for one in separators if one in text.text]


def join_cells(cells: Iterable[str]) -> str:
    """Return the filled cells of a row as one text."""
    return " | ".join(filter(None, cells))


@contextmanager
def error_context(where: str) -> Iterator[None]:
    """Name a file or line in the message of an ambiguity."""
    try:
        yield
    except AmbiguousError as error:
        raise AmbiguousError(f"{where}: {error.problem}", error.remedy) from error


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeError:
        return False
    return True


def _separated(name: str, text: Text, separator: str) -> Sheet:
    broken = None
    plain = cache(trimmed)  # Of most cells there are many.
    columns = trimmed_columns(text.text, separator)
    read = list(map(Row, count(1), map(list, zip(*columns, strict=True))))
    try:
        for line, cells in () if read else rows(text.text, separator):
            read.append(Row(line, list(map(plain, cells))))
    except BrokenRowError as error:
        problem = f"{name}, line {error.line}: {error.problem}"
        broken = DataError(problem, "check the quotation marks from there on")
    mark = " with a byte order mark" if text.marked else ""
    facts = (
        ("encoding", f"{text.encoding}{mark}"),
        ("line ends", " and ".join(text.line_ends) or "none"),
    )
    word = _SEPARATORS.get(separator, separator)
    return Sheet(name, read, facts, separator=word, broken=broken)


def _encoding_remedy(data: bytes, line: bytes) -> str:
    """Return the encoding to try for a line that is not UTF-8, with a name as it would read."""
    wide = max(_WIDE_ENCODINGS, key=lambda name: data.decode(name, "ignore").count("\n"))
    if b"\0" in data and "\n" in data.decode(wide, "ignore"):
        return f"say --encoding {wide} if that is what it is"
    if not line:
        return "save the file as text"
    right = {n: _is_utf8(one) for n, one in enumerate(data.splitlines(), 1) if not one.isascii()}
    wrong = [str(number) for number, is_right in right.items() if not is_right]
    if len(wrong) < sum(right.values()):
        lines = f"line{'s'[: len(wrong) > 1]} {listed(wrong, 'and')}"
        return f"correct {lines}, because the rest of the file is UTF-8"
    try:
        text = line.decode(_LIKELY_ENCODING)
    except UnicodeDecodeError:
        return "say its --encoding"
    separator = max(_SEPARATORS, key=text.count)
    cells = next(csv.reader(io.StringIO(text), delimiter=separator), [text])
    cell = next((cell for cell in cells if not cell.isascii()), text)
    return f"say --encoding {_LIKELY_ENCODING} if it is to read '{cell.strip()}'"


def _json(name: str, text: str) -> Sheet:
    """Return records of JSON as rows, each with its number as its line; the header is line 0."""
    try:
        data = json.loads(
            text, parse_int=Numeral, parse_float=_json_number, object_pairs_hook=_record
        )
    except ValueError as error:
        raise DataError(f"{name} is not valid JSON: {error}", "fetch the file again") from error
    if isinstance(data, dict):
        lists = [value for value in data.values() if isinstance(value, list)]
        data = lists[0] if len(lists) == 1 else None
    records = [one for one in data if isinstance(one, dict)] if isinstance(data, list) else []
    cells = [value for one in records for value in one.values()]
    if not cells or len(records) < len(data) or any(isinstance(one, dict | list) for one in cells):
        raise DataError(f"{name} is JSON, but not a list of records", "save its table as CSV")
    header = list(dict.fromkeys(key for one in records for key in one))
    read = [Row(0, header)]
    for line, one in enumerate(records, 1):
        read.append(Row(line, [_json_text(one.get(key)) for key in header]))
    return Sheet(name, read, (("format", "JSON"),))


def _record(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a record has two values of one name")
    return dict(pairs)


def _json_number(text: str) -> Numeral:
    return Numeral(f"{Decimal(text):f}")


def _json_text(value: object) -> str:
    if isinstance(value, Numeral):
        return value
    return "" if value is None else trimmed(str(value))


def _parquet(name: str, data: bytes) -> Sheet:
    from scicli.files.parquet import read_parquet

    parquet = read_parquet(name, data)
    if len(parquet.columns) < len(parquet.names):
        raise DataError(f"{name} has two columns of one name", "rename or remove one")
    below = map(list, zip(*parquet.columns.values(), strict=True))
    rows = list(map(Row, count(1), [list(parquet.names), *below]))
    unreadable = {parquet.names.index(one): error for one, error in parquet.unreadable.items()}
    return Sheet(name, rows, (("format", "Parquet"),), unreadable=unreadable)


def _workbook(name: str, data: bytes, wanted: str | None) -> Iterator[Sheet]:
    """Yield the sheets of a workbook, or only the one with the wanted title."""
    for sheet in read_workbook(name, data, wanted):
        rows = [Row(line, _shortened(cells)) for line, cells in sorted(sheet.rows.items())]
        filled = [row for row in rows if row.cells]
        yield Sheet(sheet.name, filled, (("format", sheet.format),), sheet.title)


def _shortened(cells: list[str]) -> list[str]:
    """Return cells up to the last filled one."""
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]
