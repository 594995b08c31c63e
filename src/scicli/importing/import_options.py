"""The options of an import, and the parsers of their texts."""

import codecs
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from scicli.errors import QuestionError


class Better(StrEnum):
    """Which of two ratings is better."""

    HIGHER = "higher"
    LOWER = "lower"


class Dates(StrEnum):
    """What comes first in a date such as `2/3/2024`."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


class Duplicates(StrEnum):
    """What to keep of a city that appears twice in one edition and category."""

    BEST = "best"  # The row with the best rank, then the best rating.
    DROP = "drop"  # No row.


class Field(StrEnum):
    """The meaning of a column."""

    EDITION = "edition"
    CITY = "city"
    COUNTRY = "country"
    REGION = "region"
    CATEGORY = "category"
    RANK = "rank"
    RATING = "rating"
    BASIS = "basis"
    SOURCES = "sources"
    PREVIOUS = "previous"


MEASURES = (Field.RANK, Field.RATING)  # The other fields describe a figure.
EDITION_HERE = "{edition}"  # Stands for the label of an edition in a header.

EVERY = "*"  # For `--sheet` and `--category`; no sheet can have this title.


@dataclass(frozen=True)
class ColumnMapping:
    """One `--column`, such as `technology.rank='Tech rank'`."""

    field: Field
    category: str  # Or edition, of a rank or rating; "" if the table gives it.
    header: str  # The name of the column; may contain `EDITION_HERE`; "" if there is none.


@dataclass(frozen=True)
class ImportOptions:
    """The options of an import; None or empty if the table decides."""

    columns: tuple[ColumnMapping, ...] = ()
    edition: str | None = None
    category: str | None = None  # Of all rows; `EVERY` for the names of sheets or files.
    encoding: str | None = None
    separator: str | None = None
    decimal: str | None = None
    sheet: str | None = None
    header: tuple[str, ...] = ()  # The names of columns that the file does not have.
    transpose: bool = False  # Whether columns are cities, and rows are editions.
    missing: tuple[str, ...] = ()  # Values that mean no rank or rating.
    skip: tuple[str, ...] = ()  # Names of rows that are not cities.
    duplicates: Duplicates | None = None
    rank_by: Field | None = None
    better: Better = Better.HIGHER
    dates: Dates | None = None

    @property
    def unread(self) -> frozenset[Field]:
        """The fields that no column holds, such as `--column rating=`."""
        return frozenset(one.field for one in self.columns if not one.header)

    def skips(self, name: str) -> bool:
        """Return whether to leave out the row with a name, with or without its marks."""
        from scicli.index.plain_names import plain_name_of

        names = {name.casefold(), plain_name_of(name).casefold()}
        return not names.isdisjoint(one.strip().casefold() for one in self.skip)


def parse_mapping(text: str) -> ColumnMapping:
    """Parse one `--column`.

    >>> parse_mapping("technology.rank=Tech rank")
    ColumnMapping(field=<Field.RANK: 'rank'>, category='technology', header='Tech rank')
    """
    from scicli.index.names import listed

    _check_text(text)
    left, sign, header = text.partition("=")
    category, _, name = left.strip().rpartition(".")
    if not sign:
        remedy = "write FIELD=HEADER, such as city=Centre"
        raise QuestionError(f"--column '{text}' names no column", remedy)
    if name not in list(Field):
        remedy = f"the fields are {listed(list(Field), 'and')}"
        raise QuestionError(f"--column names the field '{name}'", remedy)
    if name not in MEASURES and (category or EDITION_HERE in header):
        extra, short = (
            ("a category", "one") if category else ("the name of an edition", EDITION_HERE)
        )
        problem = f"--column gives the field {name} {extra}"
        raise QuestionError(problem, f"only rank and rating have {short}")
    return ColumnMapping(Field(name), category, header.strip())


def columns(texts: Sequence[str]) -> tuple[ColumnMapping, ...]:
    """Parse every `--column`; refuse two for one field or one column."""
    mappings = tuple(map(parse_mapping, texts))
    headers = [one.header for one in mappings if one.header]
    fields = [(one.field, one.category) for one in mappings if EDITION_HERE not in one.header]
    if len(set(headers)) < len(headers) or len(set(fields)) < len(fields):
        raise QuestionError("--column names a field or a column twice", "name each once")
    return mappings


def header(text: str) -> tuple[str, ...]:
    """Return the names of columns in a list such as `city,rank`."""
    _check_text(text)
    names = tuple(map(str.strip, text.split(",")))
    if len(names) < 2:
        raise QuestionError(f"--header '{text}' names one column", "write city,rank for example")
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice is not None:
        raise QuestionError(f"--header names '{twice}' twice", "give each column a name of its own")
    return names


def label(text: str) -> str:
    """Return the label of an edition, stripped."""
    _check_text(text)
    if not text.strip():
        raise QuestionError("--edition is blank", "write a label such as 2024")
    return text.strip()


def category(text: str) -> str:
    """Return a category, or `EVERY`."""
    _check_text(text)
    if not text.strip():
        raise QuestionError("--category is blank", "write a name such as technology")
    return text.strip()


def encoding(name: str) -> str:
    """Return the standard name of a text encoding."""
    try:
        "".encode(name)
        b"\xff".decode(name, "replace")
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        remedy = "name one such as utf-8, utf-16-le or cp1252"
        raise QuestionError(f"no encoding is called '{name}'", remedy) from None


def separator(text: str) -> str:
    r"""Return the character that separates columns; the words `tab` and `\t` mean a tab."""
    character = {"tab": "\t", "\\t": "\t"}.get(text.casefold(), text)
    if len(character) != 1 or character in '"\r\n\0':
        remedy = "give --separator one character, or the word tab"
        raise QuestionError(f"'{text}' is not a separator", remedy)
    return character


def decimal(text: str) -> str:
    """Return the decimal mark, a point or a comma."""
    if text not in {".", ","}:
        raise QuestionError(f"'{text}' is not a decimal mark", "give --decimal . or ,")
    return text


def rank_by(text: str) -> Field:
    """Return the field that ranks follow from, which only the rating can be."""
    if text != Field.RATING:
        raise QuestionError(f"ranks cannot be computed from '{text}'", "say --rank-by rating")
    return Field.RATING


def _check_text(text: str) -> None:
    """Refuse a text that the terminal did not decode."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise QuestionError(f"'{text}' is no text", "write it in UTF-8") from None
