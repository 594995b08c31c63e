"""What a person says of a publisher's table: the options of an import."""

import codecs
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from scicli.errors import QuestionError


class Better(StrEnum):
    """Which of two ratings is better."""

    HIGHER = "higher"
    LOWER = "lower"


class Dates(StrEnum):
    """What stands first in a date such as `2/3/2024`."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


class Duplicates(StrEnum):
    """What becomes of a city that stands twice in one edition and category."""

    BEST = "best"
    """The row with the best rank, or else the best rating, is kept."""
    DROP = "drop"
    """None of its rows is kept."""


class Field(StrEnum):
    """What a column of a publisher's table may hold."""

    EDITION = "edition"
    CITY = "city"
    COUNTRY = "country"
    REGION = "region"
    CATEGORY = "category"
    RANK = "rank"
    RATING = "rating"
    BASIS = "basis"
    SOURCES = "sources"


MEASURES = (Field.RANK, Field.RATING)
"""The fields that hold figures; the others describe them."""
EDITION_HERE = "{edition}"
"""Stands in the name of a column for the label of an edition."""


class ColumnMapping(NamedTuple):
    """That a column holds a field."""

    field: Field
    category: str
    header: str


class ImportOptions(NamedTuple):
    """What a person says of a table; None and empty where they say nothing."""

    columns: tuple[ColumnMapping, ...] = ()
    edition: str | None = None
    encoding: str | None = None
    separator: str | None = None
    decimal: str | None = None
    sheet: str | None = None
    missing: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    duplicates: Duplicates | None = None
    rank_by: Field | None = None
    better: Better = Better.HIGHER
    dates: Dates | None = None


def parse_mapping(text: str) -> ColumnMapping:
    """Read what is said of a column: `city=Centre` or `technology.rank=Tech rank`.

    Raises:
        QuestionError: It says nothing, or names a field that is none.

    >>> parse_mapping("technology.rank=Tech rank")
    ColumnMapping(field=<Field.RANK: 'rank'>, category='technology', header='Tech rank')
    """
    _check_text(text)
    left, equals, header = text.partition("=")
    category, _, name = left.strip().rpartition(".")
    if not equals or not header.strip():
        raise QuestionError(
            f"--column '{text}' names no column", "write FIELD=HEADER, such as city=Centre"
        )
    if name not in list(Field):
        from scicli.index.names import listed

        raise QuestionError(
            f"--column names the field '{name}'", f"the fields are {listed(list(Field), 'and')}"
        )
    if category and name not in MEASURES:
        raise QuestionError(
            f"--column gives the field {name} a category", "only rank and rating have one"
        )
    if EDITION_HERE in header and name not in MEASURES:
        raise QuestionError(
            f"--column gives the field {name} the name of an edition",
            f"only rank and rating have {EDITION_HERE}",
        )
    return ColumnMapping(Field(name), category, header.strip())


def columns(texts: Sequence[str]) -> tuple[ColumnMapping, ...]:
    """Read what is said of several columns.

    Raises:
        QuestionError: One says nothing, or two say the same field or the same column.
    """
    every = tuple(map(parse_mapping, texts))
    for twice in (
        Counter((one.field, one.category) for one in every if EDITION_HERE not in one.header),
        Counter(one.header for one in every),
    ):
        for _, count in twice.items():
            if count > 1:
                raise QuestionError("--column says one thing twice", "say each once")
    return every


def label(text: str) -> str:
    """Return the label of an edition.

    Raises:
        QuestionError: It is blank, or no text.
    """
    _check_text(text)
    if not text.strip():
        raise QuestionError("--edition is blank", "write a label such as 2024")
    return text.strip()


def encoding(name: str) -> str:
    """Return the name of an encoding of text.

    Raises:
        QuestionError: There is no such encoding.
    """
    try:
        "".encode(name)
        b"\xff".decode(name, "replace")
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        raise QuestionError(
            f"no encoding is called '{name}'", "name one such as utf-8, utf-16-le or cp1252"
        ) from None


def separator(text: str) -> str:
    """Return the character that separates columns; `tab` is one.

    Raises:
        QuestionError: It is not one character that can separate.
    """
    character = {"tab": "\t", "\\t": "\t"}.get(text.casefold(), text)
    if len(character) != 1 or character in '"\r\n\0':
        raise QuestionError(
            f"'{text}' separates nothing", "give --separator one character, or the word tab"
        )
    return character


def decimal(text: str) -> str:
    """Return what separates decimals.

    Raises:
        QuestionError: It is neither a point nor a comma.
    """
    if text not in {".", ","}:
        raise QuestionError(f"'{text}' separates no decimals", "give --decimal . or ,")
    return text


def rank_by(text: str) -> Field:
    """Return the field that ranks are computed from.

    Raises:
        QuestionError: It is not the rating.
    """
    if text != Field.RATING:
        raise QuestionError(f"ranks cannot be computed from '{text}'", "say --rank-by rating")
    return Field.RATING


def _check_text(text: str) -> None:
    """Refuse what the terminal could not decode.

    Raises:
        QuestionError: It is no text.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        raise QuestionError(f"'{text}' is no text", "write it in UTF-8") from None
