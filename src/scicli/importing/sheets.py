"""The rows of a publisher's file, as every reading of it has them."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from scicli.errors import DataError, QuestionError
from scicli.files.paths import File
from scicli.files.strict import BrokenRowError, rows, trimmed
from scicli.files.text import NoTextError, Text, contents, decoded, is_parquet
from scicli.importing.excel import is_excel, read_excel
from scicli.importing.import_options import ImportOptions

_SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_LIKELY = "cp1252"
_SUFFIXES = re.compile(r"(\.(csv|tsv|txt|xlsx|xlsm|parquet|gz))+$", re.IGNORECASE)
# Encodings of several bytes a letter, which come without a mark too.
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")


@dataclass(frozen=True)
class Sheet:
    """One reading of a file as rows of cells."""

    name: str
    names: tuple[str, ...]
    rows: list[tuple[int, list[str]]]
    separator: str
    facts: tuple[tuple[str, str], ...]
    unreadable: Mapping[int, DataError] = field(default_factory=dict)
    broken: DataError | None = None


def sheets(file: File, options: ImportOptions) -> list[Sheet]:
    """Return every way to read a file as rows of cells.

    Raises:
        DataError: It cannot be read, or is not in the encoding that is said or likely.
        ExtraError: It is an Excel or Parquet file, and what reads those is not installed.
        QuestionError: It has no sheet of the name that is said.
    """
    data = contents(file)
    stem = _SUFFIXES.sub("", PurePath(file.name).name)
    if is_excel(file.name, data):
        return [
            Sheet(name, (stem, title), found, "", (("format", "Excel"),))
            for name, title, found in read_excel(file.name, data, options.sheet)
        ]
    if options.sheet is not None:
        raise QuestionError(f"{file.name} is no Excel file", "leave out --sheet")
    if is_parquet(data):
        from scicli.files.parquet import read_parquet

        parquet = read_parquet(file.name, data)
        if len(parquet.columns) < len(parquet.names):
            raise DataError(f"{file.name} has two columns of one name", "rename or remove one")
        cells = zip(*parquet.columns.values(), strict=True)
        found = list(enumerate([list(parquet.names), *map(list, cells)], 1))
        unreadable = {parquet.names.index(name): why for name, why in parquet.unreadable.items()}
        return [Sheet(file.name, (stem,), found, "", (("format", "Parquet"),), unreadable)]
    text = _text(file.name, data, options)
    if not text.text.strip():
        raise DataError(f"{file.name} is empty", "fetch the file again")
    return list(_separated(file.name, stem, text, options))


def _separated(name: str, stem: str, text: Text, options: ImportOptions) -> Iterator[Sheet]:
    """Yield the text under each separator that can separate its columns."""
    mark = " with a byte order mark" if text.marked else ""
    facts = (
        ("encoding", f"{text.encoding}{mark}"),
        ("line ends", " and ".join(text.line_ends) or "none"),
    )
    for separator in [options.separator] if options.separator else _SEPARATORS:
        if separator not in text.text:
            continue
        cells: list[tuple[int, list[str]]] = []
        broken = None
        try:
            for line, row in rows(text.text, separator):
                cells.append((line, list(map(trimmed, row))))
        except BrokenRowError as error:
            broken = DataError(
                f"{name}, line {error.line}: {error.problem}",
                "check the quotation marks from there on",
            )
        word = _SEPARATORS.get(separator, separator)
        yield Sheet(name, (stem,), cells, word, facts, broken=broken)


def _text(name: str, data: bytes, options: ImportOptions) -> Text:
    try:
        return decoded(data, options.encoding)
    except NoTextError as error:
        place = f"{name}, line {error.line}: {error.problem}"
        if options.encoding is not None:
            raise DataError(place, "say another --encoding") from error
        wide = max(_WIDE, key=lambda name: data.decode(name, "ignore").count("\n"))
        if b"\0" in data and "\n" in data.decode(wide, "ignore"):
            raise DataError(place, f"say --encoding {wide} if that is what it is") from error
        if not error.rest:
            raise DataError(place, "save the file as text") from error
        raise DataError(place, _likely(error.rest)) from error


def _likely(line: bytes) -> str:
    """Return what to do about a line that is not UTF-8: its first name, as it may be meant."""
    try:
        text = line.decode(_LIKELY)
    except UnicodeDecodeError:
        return "say its --encoding"
    separator = max(_SEPARATORS, key=text.count)
    cells = next(csv.reader(io.StringIO(text), delimiter=separator), [text])
    cell = next((cell for cell in cells if not cell.isascii()), text)
    return f"say --encoding {_LIKELY} if it is to read '{cell.strip()}'"
