"""The grammar of ranks and ratings: text to numbers, and a rank back to text."""

import re
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from scicli.files.numerals import EXACT_DIGITS

# As many digits as fit a column of whole numbers, wherever a place is counted from.
_PLACE = r"[1-9][0-9]{0,17}"
_EXACT = re.compile(_PLACE, re.ASCII)
_TIED = re.compile(rf"=({_PLACE})|({_PLACE})=", re.ASCII)
_BAND = re.compile(rf"({_PLACE})[-–—]({_PLACE})", re.ASCII)
_FROM = re.compile(rf"({_PLACE})\+", re.ASCII)
_BEYOND = re.compile(rf">({_PLACE})", re.ASCII)
_RATING = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?", re.ASCII)
BEYOND = 10**18
"""Beyond every place: where what has none, or no end, is sorted."""
_NONE = frozenset({"", "-", "n/a", "N/A"})


class GrammarError(ValueError):
    """A cell that does not follow its grammar.

    Args:
        problem: What is wrong, to stand behind the text of the cell: "is no rank".
        remedy: What to write instead.
    """

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}; {remedy}")
        self.problem = problem
        self.remedy = remedy


class Mark(StrEnum):
    """How a rank reads beyond its two numbers."""

    PLAIN = ""
    TIED = "tied"
    OPEN = "open"


class Rank(NamedTuple):
    """A rank as an interval of places, mostly of one.

    Attributes:
        best: The best place it can mean, or None where no rank is held.
        worst: The worst place it can mean, or None where no rank is held or the end is open.
        mark: Whether the text said that the place is shared, or left the end open.
    """

    best: int | None = None
    worst: int | None = None
    mark: Mark = Mark.PLAIN


def parse_rank(text: str) -> Rank:
    """Read a rank.

    Raises:
        GrammarError: The text is no rank.

    >>> parse_rank("=7")
    Rank(best=7, worst=7, mark=<Mark.TIED: 'tied'>)
    >>> parse_rank("201–250")
    Rank(best=201, worst=250, mark=<Mark.PLAIN: ''>)
    >>> parse_rank(">15")
    Rank(best=16, worst=None, mark=<Mark.OPEN: 'open'>)
    """
    if text in _NONE:
        return Rank()
    if _EXACT.fullmatch(text):
        return Rank(int(text), int(text))
    if tied := _TIED.fullmatch(text):
        place = int(tied[1] or tied[2])
        return Rank(place, place, Mark.TIED)
    if start := _FROM.fullmatch(text):
        return Rank(int(start[1]), None, Mark.OPEN)
    if beyond := _BEYOND.fullmatch(text):
        return Rank(int(beyond[1]) + 1, None, Mark.OPEN)
    if band := _BAND.fullmatch(text):
        best, worst = int(band[1]), int(band[2])
        if best > worst:
            raise GrammarError("ends before it begins", "write the better place first")
        return Rank(best, worst)
    raise GrammarError("is no rank", "write 7, =7, 201-250, 801+, >15 or nothing")


def parse_rating(text: str) -> float | None:
    """Read a rating: a decimal with a point, or None where there is none.

    Raises:
        GrammarError: The text is no rating.

    >>> parse_rating("8.5"), parse_rating("n/a")
    (8.5, None)
    """
    if text in _NONE:
        return None
    if _RATING.fullmatch(text):
        if len(re.sub(r"[+-]?0*\.?0*", "", text, count=1).replace(".", "")) > EXACT_DIGITS:
            raise GrammarError("has more digits than are kept", f"round it to {EXACT_DIGITS}")
        return float(text) + 0.0
    raise GrammarError("is no rating", "write a number such as 733 or 8.5, or nothing")


def rating_text(rating: float) -> str:
    """Write a number with the digits it was written with, and without an exponent.

    >>> rating_text(1e-05), rating_text(8.5), rating_text(733.0)
    ('0.00001', '8.5', '733')
    """
    return f"{Decimal(repr(float(rating))).normalize():f}"


def rank_text(best: int, worst: int | None, mark: Mark, to: str = "–") -> str:
    """Write a rank as people read it: `7`, `=7`, `201–250` or `801+`; `to` joins a band.

    >>> rank_text(7, 7, Mark.TIED), rank_text(201, 250, Mark.PLAIN), rank_text(801, None, Mark.OPEN)
    ('=7', '201–250', '801+')
    """
    if mark is Mark.OPEN:
        return f"{best}+"
    if mark is Mark.TIED:
        return f"={best}"
    return str(best) if best == worst else f"{best}{to}{worst}"
