"""Numbers as publishers write them: which mark separates decimals, and which thousands."""

import re
from collections.abc import Iterable

from scicli.errors import AmbiguousError
from scicli.files.text import Numeral
from scicli.index.rank import parse_rank
from scicli.index.rating import GrammarError, parse_rating

POINT, COMMA = ".", ","
# Marks between thousands, beside the one of point and comma that does not separate decimals.
_SPACES = "' \u00a0\u2009\u202f’"


def _form(decimal: str) -> re.Pattern[str]:
    thousands = f"[{re.escape(POINT if decimal == COMMA else COMMA)}{_SPACES}]"
    whole = rf"[0-9]+|[1-9][0-9]{{0,2}}(?:{thousands}[0-9]{{3}})+"
    return re.compile(rf"[+-]?(?:{whole})(?:{re.escape(decimal)}[0-9]+)?", re.ASCII)


_FORMS = {decimal: _form(decimal) for decimal in (POINT, COMMA)}
# More than one zero behind the mark may be thousands.
_WHOLE = re.compile(r"([0-9]+)\.0", re.ASCII)
# The numbers within a rank, and the signs about which a publisher may leave blanks.
_RUN = re.compile(rf"[0-9](?:[0-9{POINT}{COMMA}{_SPACES}]*[0-9])?", re.ASCII)
_ABOUT_SIGNS = re.compile(r"\s*([-–—=+>])\s*")


def number(text: str, decimal: str) -> str | None:
    """Return a number with a point and without marks between thousands, or None for no number.

    What the file itself holds as a number has a point already.

    >>> number("1.234,50", ","), number("1 234", "."), number("8,5", ".")
    ('1234.50', '1234', None)
    """
    if isinstance(text, Numeral):
        return str(text)
    if not _FORMS[decimal].fullmatch(text):
        return None
    digits = re.sub(rf"[^0-9{re.escape(decimal)}+-]", "", text)
    return digits.replace(decimal, POINT).removeprefix("+")


def some_number(text: str) -> str | None:
    """Return a number under the one mark of decimals or the other, or None for no number."""
    return number(text, POINT) or number(text, COMMA)


def decimal_of(texts: Iterable[str], place: str) -> str:
    """Return the mark of decimals that makes numbers of texts.

    Raises:
        AmbiguousError: Both marks do, and make other numbers of them.
    """
    readings = [(text, number(text, POINT), number(text, COMMA)) for text in texts]
    point = any(one is not None and other is None for _, one, other in readings)
    comma = any(one is None and other is not None for _, one, other in readings)
    differs = next((text for text, one, other in readings if one != other), None)
    if point != comma or differs is None:
        return COMMA if comma else POINT
    one, other = number(differs, POINT), number(differs, COMMA)
    meaning = f"may be {one} or {other}" if one and other else "does not go with the others"
    raise AmbiguousError(f"{place}: '{differs}' {meaning}", "say --decimal . or --decimal ,")


def plain_rank(text: str, decimal: str) -> str:
    """Return a rank as `7`, `7=`, `201-250` or `801+`; "" where there is none.

    Raises:
        GrammarError: The text is no rank.
    """
    if isinstance(text, Numeral):
        decimal = POINT
    tight = _ABOUT_SIGNS.sub(r"\1", text)
    tight = _RUN.sub(lambda run: _whole(run[0], decimal), tight)
    rank = parse_rank(tight)
    # A tie is marked behind the place, for a spreadsheet runs what begins with the mark.
    return rank.text("-", behind=True) if rank.held else ""


def is_rank(text: str) -> bool:
    """Tell whether a text is a rank in one of the forms that publishers use."""
    try:
        return plain_rank(text, POINT) != ""
    except GrammarError:
        return False


def is_figure(text: str) -> bool:
    """Tell whether a text may be a rank or a rating."""
    return is_rank(text) or some_number(text) is not None


def plain_rating(text: str, decimal: str) -> str:
    """Return a rating with a point and no marks between thousands; "" where there is none.

    Raises:
        GrammarError: The text is no rating.
    """
    plain = number(text, decimal)
    rating = text if plain is None else plain
    if parse_rating(rating) is None:
        return ""
    if plain is None:
        raise GrammarError("is no rating with that mark of decimals", "say another --decimal")
    return rating


def _whole(run: str, decimal: str) -> str:
    """Return a number within a rank without marks and without ".0"; what is none as it is."""
    plain = number(run, decimal) or run
    whole = _WHOLE.fullmatch(plain)
    return whole[1] if whole else plain
