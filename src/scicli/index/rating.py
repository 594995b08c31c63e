"""Ratings: text to numbers and back."""

import re
from decimal import Decimal

from scicli.files.text import EXACT_DIGITS

BLANK = frozenset({"", "-", "n/a", "N/A"})
"""The texts of a cell that holds no rank or rating."""
_RATING = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?", re.ASCII)


class GrammarError(ValueError):
    """A text that does not follow the grammar of its cell; `problem` reads on from the text."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}; {remedy}")
        self.problem = problem
        self.remedy = remedy


def parse_rating(text: str) -> float | None:
    """Read a rating, a number with a decimal point; a blank is None.

    Raises:
        GrammarError: The text is not a rating.

    >>> parse_rating("8.5"), parse_rating("n/a")
    (8.5, None)
    """
    if text in BLANK:
        return None
    if _RATING.fullmatch(text):
        if len(re.sub(r"[+-]?0*\.?0*", "", text, count=1).replace(".", "")) > EXACT_DIGITS:
            raise GrammarError("has more digits than are kept", f"round it to {EXACT_DIGITS}")
        return float(text) + 0.0
    raise GrammarError("is no rating", "write a number such as 733 or 8.5, or nothing")


def rating_text(rating: float) -> str:
    """Return a number with its shortest digits and no exponent.

    >>> rating_text(1e-05), rating_text(8.5), rating_text(733.0)
    ('0.00001', '8.5', '733')
    """
    return f"{Decimal(repr(float(rating))).normalize():f}"


def difference(rating: float, other: float) -> float:
    """Return a rating less another one, in decimals as both are written.

    >>> difference(8.3, 8.0), 8.3 - 8.0
    (0.3, 0.3000000000000007)
    """
    return float(Decimal(rating_text(rating)) - Decimal(rating_text(other)))
