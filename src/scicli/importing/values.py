"""Ranks and ratings as publishers write them, and what only they tell of their columns."""

import re
from collections.abc import Sequence
from dataclasses import replace

from scicli.errors import AmbiguousError
from scicli.files.text import Numeral
from scicli.importing.columns import Layout, Measure
from scicli.importing.import_options import EDITION_HERE, Field, ImportOptions
from scicli.importing.sheets import Row
from scicli.index.rank import UNKNOWN, Rank, parse_rank
from scicli.index.rating import GrammarError, parse_rating

POINT, COMMA = ".", ","
# Marks between thousands, beside the point or comma that does not separate decimals.
_SPACES = "' \u00a0\u2009\u202f’"


def _form(decimal: str) -> re.Pattern[str]:
    thousands = f"[{re.escape(POINT if decimal == COMMA else COMMA)}{_SPACES}]"
    whole = rf"[0-9]+|[1-9][0-9]{{0,2}}(?:{thousands}[0-9]{{3}})+"
    return re.compile(rf"[+-]?(?:{whole})(?:{re.escape(decimal)}[0-9]+)?", re.ASCII)


_FORMS = {decimal: _form(decimal) for decimal in (POINT, COMMA)}
# More than one zero behind the mark may be thousands.
_POINT_ZERO = re.compile(r"\A([0-9]+)\.0\Z", re.ASCII)
# The numbers within a rank, and the signs around which there may be blanks.
_NUMBER_INSIDE = re.compile(rf"[0-9](?:[0-9{POINT}{COMMA}{_SPACES}]*[0-9])?", re.ASCII)
_BLANKS_AROUND_SIGN = re.compile(r"\s*([-–—=+>])\s*")


def number(text: str, decimal: str) -> str | None:
    """Return a number with a point and without marks between thousands; None if it is none.

    A `Numeral` has a point whatever the decimal mark is.

    >>> number("1.234,50", ","), number("1 234", "."), number("8,5", ".")
    ('1234.50', '1234', None)
    """
    if isinstance(text, Numeral):
        return str(text)
    if not _FORMS[decimal].fullmatch(text):
        return None
    digits = re.sub(rf"[^0-9{re.escape(decimal)}+-]", "", text)
    return digits.replace(decimal, POINT).removeprefix("+")


def read_rank(text: str, decimal: str) -> Rank:
    """Read a rank that may have blanks, marks between thousands, or ".0" behind it."""

    def whole(digits: re.Match[str]) -> str:
        plain = number(digits[0], POINT if isinstance(text, Numeral) else decimal)
        return _POINT_ZERO.sub(r"\1", plain or digits[0])

    return parse_rank(_NUMBER_INSIDE.sub(whole, _BLANKS_AROUND_SIGN.sub(r"\1", text)))


def read_rating(text: str, decimal: str) -> str:
    """Return a rating with a point and without marks between thousands; "" for a blank."""
    plain = number(text, decimal)
    if parse_rating(text if plain is None else plain) is None:
        return ""
    if plain is None:
        raise GrammarError("is no rating with that mark of decimals", "say another --decimal")
    return plain


def possible_rank(text: str) -> Rank:
    """Return the rank that a text states; `UNKNOWN` if it states none."""
    try:
        return read_rank(text, POINT)
    except GrammarError:
        return UNKNOWN


def is_number(text: str) -> bool:
    """Return whether a text is a number, with a point or a comma."""
    return any(number(text, decimal) is not None for decimal in _FORMS)


def is_figure(text: str) -> bool:
    """Return whether a text may be a rank or a rating."""
    return bool(possible_rank(text).held) or is_number(text)


def measures_of(
    layout: Layout, rows: Sequence[Row], options: ImportOptions, place: str
) -> tuple[Measure, ...]:
    """Return the columns of figures, each with its field; refuse doubtful ones."""
    measures = layout.measures
    unclear = [measure.column for measure in measures if measure.field is None]
    if unclear:
        texts = {row.cells[column] for row in rows for column in unclear} - {""}
        field = options.rank_by or _field_of(texts)
        if field is None:
            raise AmbiguousError(
                f"{place}: what stands below '{layout.header[unclear[0]]}' may be ranks or ratings",
                f"say --column 'rank={EDITION_HERE}' or --column 'rating={EDITION_HERE}'",
            )
        measures = tuple(replace(one, field=one.field or field) for one in measures)
    first: dict[tuple[str, str, Field | None], str] = {}
    for measure in measures:
        name = layout.header[measure.column]
        other = first.setdefault((measure.edition, measure.category, measure.field), name)
        if other != name:
            edition = f" of edition {measure.edition}" if measure.edition else ""
            raise AmbiguousError(
                f"{place}: the columns '{other}' and '{name}' may each hold the"
                f" {measure.field}{edition}",
                f"say --column which holds the {measure.field}",
            )
        cells = [row.cells[measure.column] for row in rows]
        counts = [list(map(str, range(start, start + len(cells)))) for start in (0, 1)]
        mapped = any(mapping.header == name for mapping in options.columns)
        if name.casefold() == "index" and cells in counts and not mapped:
            raise AmbiguousError(
                f"{place}: the column '{name}' only numbers its rows",
                f"say --column rating={name}, or rename it",
            )
    return measures


def _field_of(texts: set[str]) -> Field | None:
    """Return whether texts are ratings or ranks, or None if they may be either."""
    numbers = {text for text in texts if is_number(text)}
    ranks = {text for text in texts if possible_rank(text).held}
    if ranks != texts:
        return Field.RATING if numbers | ranks == texts else None
    return None if numbers == texts else Field.RANK


def decimal_mark(
    layout: Layout,
    measures: Sequence[Measure],
    rows: Sequence[Row],
    options: ImportOptions,
    place: str,
) -> str:
    """Return the decimal mark of the ratings, or refuse ratings that differ by the mark."""
    if options.decimal is not None:
        return options.decimal
    columns = [measure.column for measure in measures if measure.field is Field.RATING]
    texts = dict.fromkeys(row.cells[column] for row in rows for column in columns)
    if layout.tidy and all(map(_is_tidy_rating, texts)):
        return POINT
    readings = [(text, number(text, POINT), number(text, COMMA)) for text in texts]
    point = any(one is not None and other is None for _, one, other in readings)
    comma = any(one is None and other is not None for _, one, other in readings)
    differing = [reading for reading in readings if reading[1] != reading[2]]
    if point != comma or not differing:
        return COMMA if comma else POINT
    text, one, other = differing[0]
    meaning = f"may be {one} or {other}" if one and other else "does not go with the others"
    raise AmbiguousError(f"{place}: '{text}' {meaning}", "say --decimal . or --decimal ,")


def _is_tidy_rating(text: str) -> bool:
    try:
        parse_rating(text)
    except GrammarError:
        return False
    return True
