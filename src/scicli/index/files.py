"""The data files as they lie on the disk: found, decoded, and split into columns of text."""

import csv
import io
import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scicli.errors import DataError

SHIPPED = "shipped"
"""The word that stands for the data set that comes with scicli."""

_NEEDED = {
    "figures": ("edition", "city"),
    "releases": ("edition",),
    "cities": ("city",),
    "sources": ("source",),
}
COUNTS = (
    "cities_ranked",
    "cities_researched",
    "instrumental_factors",
    "assessments",
    "respondents",
    "rose_10_or_more",
    "fell_10_or_more",
)
_READ = {
    "figures": (
        *_NEEDED["figures"],
        "category",
        "rank",
        "rating",
        "basis",
        "sources",
        "country",
        "region",
    ),
    "releases": ("edition", "published", *COUNTS, "average_rating_change_pct", "sources"),
    "cities": ("city", "country", "iso2", "region", "aliases"),
    "sources": ("source", "publisher", "title", "published", "url", "language"),
}
_LINE_END = re.compile(r"\r\n|\r|\n")
_BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True)
class TextTable:
    """One file as columns of trimmed text.

    Attributes:
        name: The file, as the person who gave it will recognise it.
        columns: The cells of each column that scicli knows, a text for every row; a blank is "".
        lines: The line of the file on which each row begins; the first line is 1.
    """

    name: str
    columns: dict[str, list[str]]
    lines: list[int]

    def cells(self, column: str) -> list[str]:
        """Return the cells of a column, all blank where the file does not have it."""
        return self.columns.get(column, [""] * len(self.lines))

    def rows(self, *columns: str) -> Iterator[tuple[str, ...]]:
        """Yield the cells of some columns, row by row."""
        return zip(*map(self.cells, columns), strict=True)


@dataclass(frozen=True)
class Files:
    """The files of one data set, each under what it holds.

    Attributes:
        figures: The tables of editions; at least one.
        releases: What is known of each edition as a whole.
        cities: What is known of the cities: those of the data set, then those scicli ships.
        sources: Where the figures come from.
        shipped: Whether the data set that comes with scicli is among them.
    """

    figures: tuple[TextTable, ...]
    releases: tuple[TextTable, ...]
    cities: tuple[TextTable, ...]
    sources: tuple[TextTable, ...]
    shipped: bool


def shipped_folder() -> Path:
    """Return the folder of the shipped data: in the package, or beside its source."""
    package = Path(__file__).parents[1] / "data"
    return package if package.is_dir() else Path(__file__).parents[3] / "data"


def read(paths: Sequence[str | os.PathLike[str]] = ()) -> Files:
    """Read the files of a data set as text.

    Args:
        paths: Files of figures; folders, which bring their CSV files; or the word `shipped`.
            None at all means the shipped data.

    Raises:
        DataError: A file is not there, is no table of text, or lacks a column it needs.
    """
    found: dict[str, list[TextTable]] = {kind: [] for kind in _NEEDED}
    shipped = not paths or SHIPPED in paths
    seen: set[str] = set()
    for path in paths or (SHIPPED,):
        for kind, file, name in _files(path):
            real = os.path.realpath(file)
            if real not in seen:
                found[kind].append(_table(kind, file, name))
            seen.add(real)
    if not found["figures"]:
        raise DataError(
            f"{listed_paths(paths)} holds no table of editions",
            "put a CSV file with the columns edition, city and rank there",
        )
    if not shipped:
        found["cities"].append(_table("cities", shipped_folder() / "cities.csv", "cities.csv"))
    return Files(**{kind: tuple(tables) for kind, tables in found.items()}, shipped=shipped)


def listed_paths(paths: Sequence[str | os.PathLike[str]]) -> str:
    """Return paths as they were given, for a message."""
    return ", ".join(map(str, paths))


def _files(path: str | os.PathLike[str]) -> Iterator[tuple[str, Path, str]]:
    """Yield what each file of a path holds, the file, and its name for messages."""
    if not str(path):
        raise DataError("--data names nothing", "give it a file, a folder or the word shipped")
    given = shipped_folder() if path == SHIPPED else Path(path)
    try:
        inside = sorted(given.iterdir()) if given.is_dir() else None
    except OSError as error:
        raise _unreadable(str(path), error) from error
    if inside is None:
        yield "figures", given, str(path)
        return
    for file in inside:
        # What begins with a dot was put there by a program, not by a person.
        if file.suffix.casefold() == ".csv" and not file.name.startswith("."):
            stem = file.stem.casefold()
            kind = stem if stem in _NEEDED else "figures"
            yield kind, file, file.name if path == SHIPPED else str(file)


def _table(kind: str, file: Path, name: str) -> TextTable:
    text = _text(file, name)
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=_separator(text, name), strict=True
    )
    rows: list[list[str]] = []
    lines: list[int] = []
    before = 0
    # A cell may be as long as it likes; where a quotation mark is not closed, the end says so.
    limit = csv.field_size_limit(sys.maxsize)
    try:
        header = next((cells for cells in reader if _filled(cells)), [])
        if not header:
            raise DataError(f"{name} is empty", "begin it with a line of column names")
        names = [cell.strip().casefold() for cell in header]
        _check_header(kind, names, name)
        before = reader.line_num
        for cells in reader:
            if _filled(cells):
                if len(cells) != len(names):
                    raise DataError(
                        f"{name}, line {before + 1}: {len(cells)} cells where the header has"
                        f" {len(names)}",
                        "give every row as many cells, blank ones too",
                    )
                rows.append([_cell(cell) for cell in cells])
                lines.append(before + 1)
            before = reader.line_num
    except csv.Error as error:
        raise DataError(
            f"{name}, line {before + 1}: {error}", "check the quotation marks from there on"
        ) from error
    finally:
        csv.field_size_limit(limit)
    cells_by_column = zip(*rows, strict=True) if rows else [()] * len(names)
    columns = {
        column: list(cells)
        for column, cells in zip(names, cells_by_column, strict=True)
        if column in _READ[kind]
    }
    return TextTable(name, columns, lines)


def _text(file: Path, name: str) -> str:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise _unreadable(name, error) from error
    encoding = next(
        (encoding for mark, encoding in _BYTE_ORDER_MARKS.items() if data.startswith(mark)),
        "utf-8",
    )
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = _line_behind(data[: error.start].decode(encoding, "replace"))
        raise DataError(
            f"{name}, line {line}: the bytes are not {encoding.removesuffix('-sig').upper()}",
            "save the file as UTF-8",
        ) from error
    if "\0" in text:
        line = _line_behind(text[: text.index("\0")])
        raise DataError(f"{name}, line {line}: a NUL character", "save the file as UTF-8 text")
    return text


def _line_behind(text: str) -> int:
    """Return the number of the line that a text ends in; lines end as they do in CSV."""
    return len(_LINE_END.findall(text)) + 1


def _unreadable(name: str, error: OSError) -> DataError:
    reason = (error.strerror or str(error)).lower()
    return DataError(f"{name} cannot be read: {reason}", "check the path given with --data")


def _separator(text: str, name: str) -> str:
    header = _LINE_END.split(text.lstrip(), maxsplit=1)[0]
    if header.count("\t") > header.count(","):
        return "\t"
    if ";" in header and "," not in header:
        raise DataError(
            f"{name} separates its columns by semicolons", "separate them by commas or tabs"
        )
    return ","


def _check_header(kind: str, names: list[str], file: str) -> None:
    for column in _NEEDED[kind]:
        if column not in names:
            raise DataError(
                f"{file} has no column '{column}'",
                f"begin it with a line of column names, '{column}' among them",
            )
    if kind == "figures" and not {"rank", "rating"} & set(names):
        raise DataError(
            f"{file} has neither a column 'rank' nor a column 'rating'", "give it one of them"
        )
    twice = next((column for column in _READ[kind] if names.count(column) > 1), None)
    if twice:
        raise DataError(f"{file} has two columns '{twice}'", "rename or remove one")


def _filled(cells: list[str]) -> bool:
    """Tell a row from a line on which nothing stands."""
    return len(cells) > 1 or any(map(str.strip, cells))


def _cell(text: str) -> str:
    """Return a cell trimmed, without the apostrophe that guards a spreadsheet from a formula."""
    text = text.strip()
    return text[1:] if text[:2] in {"'=", "'+", "'-", "'@"} else text
