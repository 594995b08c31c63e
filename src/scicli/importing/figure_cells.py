"""The cells of publishers: ranks, ratings, words for missing figures, and marks around them."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import cache, lru_cache

from scicli.errors import AmbiguousError
from scicli.files.text import Numeral
from scicli.importing.import_options import Field
from scicli.index.rank import NO_END, UNKNOWN, Mark, Rank
from scicli.index.rating import GrammarError
from scicli.index.times import month_number

POINT, COMMA = ".", ","
# No figure is longer, with all its marks, and a search of a longer text would be slow.
_LONGEST = 200
# Marks of other scripts around digits: Arabic, of full width, and other hyphens.
_OTHER_MARKS = {
    0x066B: ".", 0x066C: ",", 0x2010: "-", 0x2011: "-", 0xFE63: "-",
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
}  # fmt: skip
# Words and signs that stand for a missing figure.
_NOTHING = frozenset({
    "", "-", "–", "—", "−", "..", "...", "…", ":", "n/a", "na", "n.a.",
    "n.a", "null", "none", "nan", "#n/a", "#na", "nr", "n.r.", "not ranked", "unranked",
    "not rated", "dnf", "dns", "dsq", "dq",
    "nc", "wd", "w/d", "cut", "mc", "mdf", "ret", "dnq", "abs", "k.a.", "n.v.",
    "無", "无", "없음", "нет",
})  # fmt: skip
# Signs that mean nothing, with a flag: ": c".
_FLAGGED_NOTHING = re.compile(r"(?:[:–—-]|\.\.+)\s+[a-z]{1,2}")
# A number with or without marks between its thousands.
_SPACES = " '’\u00a0\u2009\u202f"
_WHOLE = r"[1-9][0-9]{0,17}|[1-9][0-9]{0,2}(?:[,.'’\u00a0\u2009\u202f ][0-9]{3})+"
_BEFORE = r"(?:\#|no\.?|nr\.?|n°|nº|№|第|제)"
_AFTER = (
    r"(?:st|nd|rd|th|er|re|ère|ème|eme|ste|de|e|:[ae]|\.?[ºª°]|\.|位|名|위|등|번째|-?[ейя])"
    r"(?![^\W\d_])"
)
_TO = r"(?:[-–—−~〜～]|to|bis|à|до|至)"
# Marks behind a rank that are not part of it: footnotes, arrows, the rank before, the last place.
# Matched marks are not tried again: a row of them can be divided in too many ways.
_BEHIND = r"""
    [*†‡§¶]+ | [⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉ]+ | \[[^\[\]]{1,4}\]
  | [▲△▼▽↑↓⬆⬇↗↘→↔►◄●]\ufe0f?\s*+[0-9]*
  | \(\s*+(?:[-+–=▲▼↑↓]?\s*+[0-9]*|new|ne|re|re-entry|debut)\s*+\)
  | (?:/|of|out\ of|von|sur|de|из)\s*+[0-9]+
"""
_RANK = re.compile(
    rf"""
    (?P<tie>=|t-?(?=\s*+[0-9])|(?:joint|tied?|ex\ aequo)[\s-]*+)?\s*+
    (?P<before>{_BEFORE})?\s*+
    (?P<beyond>[>]\s*+)?
    (?P<best>{_WHOLE})(?P<zeros>[.,](?:00?|0{{4,}})(?![0-9]))?(?P<after>{_AFTER})?
    (?:\s*+{_TO}\s*+(?P<worst>{_WHOLE})(?:{_AFTER})?)?
    (?P<open>\s*+\+)?
    (?P<tied>\s*+(?:=|t|\(\s*+(?:tied?|joint|t|=)\s*+\)))?
    (?P<behind>(?:\s*+(?:{_BEHIND}))*+)
    """,
    re.IGNORECASE | re.VERBOSE,
)
# A date as spreadsheets write it: 05-Oct, Jan-50, 2024-10-05.
_DAY = re.compile(
    r"[0-9]{1,2}[-. ]{1,2}(?P<month>[^\W\d_]{3,9})\.?(?:[-. ][0-9]{2,4})?"
    r"|[0-9]{1,2}(?:月[0-9]{1,2}日|월 ?[0-9]{1,2}일)"
    r"|(?P<first>[^\W\d_]{3,9})\.?[-. ][0-9]{2,4}"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T][0-9:.]+)?"
)


def is_nothing(text: str) -> bool:
    """Return whether a cell in a column of figures says that a figure is missing.

    >>> [is_nothing(text) for text in ("–", "N/A", "not ranked", ": c", "0")]
    [True, True, True, True, False]
    """
    plain = text.strip()
    return plain.casefold() in _NOTHING or _FLAGGED_NOTHING.fullmatch(plain) is not None


def plain_digits(text: str) -> str:
    """Return a text with the digits of every script as 0 to 9.

    >>> plain_digits("٣"), plain_digits("１２"), plain_digits("7¹")
    ('3', '12', '7¹')
    """
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
        for letter in text.translate(_OTHER_MARKS)
    )


class DateInsteadError(GrammarError):
    """A date that a spreadsheet has made of a rank such as 5–10."""

    def __init__(self) -> None:
        remedy = "format the column as text, and enter its ranks again"
        super().__init__("is a date, which a spreadsheet makes of ranks such as 5-10", remedy)


def read_rank(text: str, decimal: str) -> tuple[Rank, str]:
    """Return the rank that a cell states, and the marks that were taken off, or "".

    Raises:
        GrammarError: The cell states no rank.

    >>> [read_rank(text, ".")[0].text() for text in ("17th", "T-5", "501~600", "1,234")]
    ['17', '=5', '501–600', '1234']
    >>> read_rank("7[a]", "."), read_rank("1 (3)", ".")[1]
    ((Rank(best=7, worst=7, mark=<Mark.PLAIN: ''>), '[a]'), '(3)')
    """
    if is_nothing(text):
        return UNKNOWN, ""
    plain = plain_digits(text.strip())
    match = _RANK.fullmatch(plain) if len(plain) <= _LONGEST else None
    mark = POINT if isinstance(text, Numeral) else decimal
    if match is None and _is_date(text):
        raise DateInsteadError
    if match is None or mark in match["best"]:
        raise GrammarError("is no rank", "write 7, =7, 201-250, 801+, >15 or nothing")
    best, taken = _place(match["best"]), match["behind"].strip()
    if match["beyond"]:
        return Rank(best + 1, NO_END, Mark.OPEN), taken
    if match["open"]:
        return Rank(best, NO_END, Mark.OPEN), taken
    if match["worst"]:
        worst = _place(match["worst"])
        if best > worst:
            raise GrammarError("ends before it begins", "write the better place first")
        return Rank(best, worst), taken
    return Rank(best, best, Mark.TIED if match["tie"] or match["tied"] else Mark.PLAIN), taken


def _is_date(text: str) -> bool:
    day = _DAY.fullmatch(text.strip())
    month = day and (day["month"] or day["first"])
    return day is not None and (month is None or month_number(month) is not None)


def _place(digits: str) -> int:
    return int(re.sub(r"\D", "", digits))


# Before a number a word is not its unit: "Points 2024" names a column.
_UNITS_BEFORE = r"[%‰$€£¥₩₹]|us\$|usd|eur|gbp|chf|krw|円|원|元"
_UNITS = rf"{_UNITS_BEFORE}|km|kg|pts?\.?|points?|punkte"
# Letters that multiply a number are no flag that may be taken off.
_MAGNITUDES = r"(?:k|m|t|g|bn|mn|mm|tn|mi|bi|tr)\b"
_RATING = re.compile(
    rf"""
    (?P<unit>{_UNITS_BEFORE})?\s*+
    (?P<sign>[-+−–])?\s*+
    (?P<unit_inside>{_UNITS_BEFORE})?\s*+
    (?P<number>[0-9][0-9{re.escape("'’., ")}\u00a0\u2009\u202f]*|[.,][0-9]+)
    (?P<exponent>e[-+−]?[0-9]{{1,2}})?
    (?:\s*+(?P<unit_behind>{_UNITS}))?
    (?:\s++(?P<flag>(?-i:(?!{_MAGNITUDES})[a-z]{{1,2}})))?
    (?P<behind>(?:\s*+(?:[*†‡§¶]+|[⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉ]+|\[[^\[\]]{{1,4}}\]))*+)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BAND_OF_RATINGS = re.compile(r"\s*[-+−]?[0-9][0-9.,]*\s*[-–—~]\s*[0-9][0-9.,]*\s*%?\s*")


def read_rating(text: str, decimal: str) -> tuple[str, str]:
    """Return the number that a cell states, with a point, and the marks that were taken off.

    A band of ratings is not a rating; all of it is taken off.

    Raises:
        GrammarError: The cell states no number, or one with another decimal mark.

    >>> read_rating("−3,5 %", ","), read_rating(".564", "."), read_rating("125 b", ".")
    (('-3.5', '%'), ('0.564', ''), ('125', 'b'))
    >>> read_rating("$45,320", "."), read_rating("49.5–53.1", ".")
    (('45320', '$'), ('', '49.5–53.1'))
    """
    if is_nothing(text):
        return "", ""
    if isinstance(text, Numeral):
        return str(text), ""
    plain = plain_digits(text.strip())
    is_short = len(plain) <= _LONGEST
    match = _RATING.fullmatch(plain) if is_short else None
    if match is None:
        if is_short and _BAND_OF_RATINGS.fullmatch(plain):
            return "", text.strip()
        raise GrammarError("is no rating", "write a number such as 733 or 8.5, or nothing")
    digits = number(match["number"].strip(), decimal)
    if digits is None:
        raise GrammarError("is not a rating with that decimal mark", "say another --decimal")
    minus = "-" if match["sign"] in {"-", "−", "–"} else ""
    if match["exponent"]:
        digits = f"{Decimal(digits + match['exponent'].replace('−', '-')):f}"
    marks = (match[name] for name in ("unit", "unit_inside", "unit_behind", "flag", "behind"))
    return f"{minus}{digits}", " ".join(mark.strip() for mark in marks if mark)


def number(text: str, decimal: str) -> str | None:
    """Return an unsigned number with a point and no marks between thousands, or None.

    >>> number("1.234,50", ","), number("1 234", "."), number("8,5", "."), number(",5", ",")
    ('1234.50', '1234', None, '0.5')
    """
    match = _number_form(decimal).fullmatch(text)
    if match is None or not (match["whole"] or match["part"]):
        return None
    whole = re.sub(r"[^0-9]", "", match["whole"]) or "0"
    return f"{whole}.{match['part']}" if match["part"] else whole


@cache
def _number_form(decimal: str) -> re.Pattern[str]:
    thousands = re.escape((COMMA if decimal == POINT else POINT) + _SPACES)
    whole = rf"(?P<whole>[0-9]*|[1-9][0-9]{{0,2}}(?:[{thousands}][0-9]{{3}})+)"
    return re.compile(rf"{whole}(?:{re.escape(decimal)}(?P<part>[0-9]+))?")


def tied_means(texts: Iterable[str]) -> dict[str, Rank]:
    """Return the ranks that means of tied places stand for, if some text is such a mean.

    The mean of the k places from r on is r + (k - 1) / 2, which k rows share.

    >>> {text: rank.text() for text, rank in tied_means(["1", "2.5", "2.5", "4"]).items()}
    {'1': '1', '2.5': '=2', '4': '4'}
    >>> tied_means(["1", "2", "2.5"])
    {}
    """
    counts: dict[str, int] = {}
    for text in texts:
        counts[text] = counts.get(text, 0) + 1
    ranks: dict[str, Rank] = {}
    for text, rows in counts.items():
        digits = number(text, POINT)
        first = None if digits is None else float(digits) - (rows - 1) / 2
        if first is None or first < 1 or not first.is_integer():
            return {}
        ranks[text] = Rank(int(first), int(first), Mark.TIED if rows > 1 else Mark.PLAIN)
    return ranks if any("." in text.rstrip("0").rstrip(".") for text in ranks) else {}


def possible_rank(text: str) -> Rank:
    """Return the rank that a text states; `UNKNOWN` if it states none."""
    try:
        return read_rank(text, POINT)[0]
    except GrammarError:
        return UNKNOWN


def numbers(column: Iterable[str]) -> dict[str, float]:
    """Return the numbers among the texts of a column, by their texts."""
    texts = [text for text in column if not is_nothing(text)]
    marks = needed_marks(texts)
    decimal = marks.pop() if len(marks) == 1 else POINT
    read = {text: _rating(text, decimal) for text in texts}
    return {text: float(digits) for text, digits in read.items() if digits}


def is_number(text: str) -> bool:
    """Return whether a text is a number, with a point or a comma."""
    return any(_rating(text, decimal) for decimal in (POINT, COMMA))


@lru_cache(maxsize=2**16)  # Every line of a file may be the one that names its columns.
def is_figure(text: str) -> bool:
    """Return whether a text may be a rank or a rating."""
    return bool(possible_rank(text).held) or is_number(text)


def field_of(texts: set[str]) -> Field | None:
    """Return whether texts are ranks or ratings, or None if they may be either."""
    texts = {text for text in texts if not is_nothing(text)}
    numbers = set(filter(is_number, texts))
    ranks = {text for text in texts if possible_rank(text).held}
    if ranks != texts:
        return Field.RATING if numbers | ranks == texts else None
    return None if numbers == texts else Field.RANK


def needed_marks(texts: Iterable[str]) -> set[str]:
    """Return the decimal marks without which some text is no number.

    >>> needed_marks(["8,5", "1.234"]), needed_marks(["1.234"])
    ({','}, set())
    """
    marks = set()
    for text in texts:
        possible = [mark for mark in (POINT, COMMA) if _rating(text, mark) is not None]
        marks |= {*possible} if len(possible) == 1 else set()
    return marks


def decimal_mark(texts: Iterable[str]) -> str:
    """Return the decimal mark of numbers, or refuse numbers that depend on it."""
    readings = [(text, _rating(text, POINT), _rating(text, COMMA)) for text in texts]
    point = any(one is not None and other is None for _, one, other in readings)
    comma = any(one is None and other is not None for _, one, other in readings)
    differing = [reading for reading in readings if reading[1] != reading[2]]
    if point != comma or not differing:
        return COMMA if comma else POINT
    text, one, other = differing[0]
    meaning = f"may be {one} or {other}" if one and other else "does not go with the others"
    raise AmbiguousError(f"'{text}' {meaning}", "say --decimal . or --decimal ,")


def _rating(text: str, decimal: str) -> str | None:
    try:
        return read_rating(text, decimal)[0]
    except GrammarError:
        return None
