"""The words and patterns that publishers use: names of columns, labels of editions, numbers."""

import re
from collections.abc import Iterable

from scicli.errors import AmbiguousError
from scicli.files.text import Numeral
from scicli.importing.import_options import EDITION_HERE, MEASURES, Field
from scicli.index.rank import UNKNOWN, Rank, parse_rank
from scicli.index.rating import GrammarError, parse_rating

_MEASURE_WORDS = {
    Field.RANK: ("ranking", "rank", "position", "place"),
    Field.RATING: ("rating", "score", "scores", "points", "index"),
}
# A measure with one of these words is that of another time, or a difference.
_OTHER_TIMES = frozenset({
    "previous", "prev", "prior", "past", "last", "old", "former", "earlier", "py", "ly", "yoy",
    "change", "chg", "difference", "diff", "delta", "δ", "movement", "move", "trend",
})  # fmt: skip
# A number after one of these words is not that of an edition.
_NOT_EDITIONS = frozenset({
    "pillar", "factor", "dimension", "area", "category", "indicator", "question", "domain", "theme",
    "component", "goal", "tier", "level", "group", "top", "sub", "part", "variable", "judge",
    "max", "min", "maximum", "minimum", "of", "out", "per", "n", "base", "scale", "to", "up",
})  # fmt: skip
# The names of columns that describe figures; the first entry that fits a table counts. In a tidy
# file each column has the name of its field.
DESCRIPTION_WORDS: tuple[tuple[Field, set[str]], ...] = (
    (Field.CITY, {"city", "centre", "center", "name", "institution", "university", "team",
                  "player"}),
    (Field.CITY, {"country"}),
    (Field.EDITION, {"edition", "year", "date"}),
    (Field.COUNTRY, {"country"}),
    (Field.REGION, {"region"}),
    (Field.CATEGORY, {"category"}),
    (Field.BASIS, set()),  # Only in a tidy file.
    (Field.SOURCES, set()),
)  # fmt: skip

POINT, COMMA = ".", ","
# No real name is longer, and a search of a longer text would be slow.
_LONGEST = 200
_BETWEEN = r"[\s_:()/–-]*"
_MEASURE = "|".join(f"(?P<{field}>{'|'.join(words)})" for field, words in _MEASURE_WORDS.items())
# A year, a date, two years or a quarter.
_YEAR = r"(?:1[89]|20)[0-9]{2}(?:-[0-9]{2}-[0-9]{2}|[-/–](?:1[89]|20)?[0-9]{2}|-?Q[1-4])?"
_MEASURE_FORMS = tuple(
    re.compile(form + _BETWEEN, re.IGNORECASE | re.DOTALL)
    for form in (
        rf"(?P<rest>.*?){_BETWEEN}\b(?:{_MEASURE})",
        rf"{_BETWEEN}(?:{_MEASURE})\b{_BETWEEN}(?P<rest>.*?)",
        rf"(?P<rest>.*?){_BETWEEN}\b(?:{_MEASURE})\b{_BETWEEN}(?P<number>{_YEAR})",
    )
)
_MEASURE_FIRST = _MEASURE_FORMS[1]
# The number of an edition and what may stand before it: "SCI 6", "2011-12".
_LABEL = re.compile(rf"(?P<prefix>(?:[^\W\d_](?:[^\W\d_]|[ .’'–-])*)?)(?P<number>{_YEAR}|[0-9]+)")
_YEAR_INSIDE = re.compile(rf"(?<![0-9]){_YEAR}(?![0-9])")
# Marks between thousands, as well as the point or comma that is not the decimal mark.
_SPACES = "' \u00a0\u2009\u202f’"
_NUMBERS = {
    decimal: re.compile(
        rf"[+-]?(?:[0-9]+|[1-9][0-9]{{0,2}}(?:[{thousands}{_SPACES}][0-9]{{3}})+)"
        rf"(?:[{decimal}][0-9]+)?",
        re.ASCII,
    )
    for decimal, thousands in ((POINT, COMMA), (COMMA, POINT))
}
# Three zeros after the mark may be thousands.
_POINT_ZERO = re.compile(r"\A([0-9]+)\.0\Z", re.ASCII)
_NUMBER_INSIDE = re.compile(rf"[0-9](?:[0-9{POINT}{COMMA}{_SPACES}]*[0-9])?", re.ASCII)
# Blanks may surround the signs in a rank.
_BLANKS_AROUND_SIGN = re.compile(r"\s*([-–—=+>])\s*")


def measure_in(name: str) -> tuple[Field | None, str]:
    """Return the measure that the name of a column states, or None, and the rest of the name.

    After the measure, as in "Safety rank 2023", only a year may follow.

    >>> measure_in("SCI 6 Rank"), measure_in("scores_teaching"), measure_in("Change in rank")
    ((<Field.RANK: 'rank'>, 'SCI 6'), (<Field.RATING: 'rating'>, 'teaching'), (None, ''))
    """
    if len(name) > _LONGEST:
        return None, ""
    forms = (form.fullmatch(name.replace("_", " ")) for form in _MEASURE_FORMS)
    match = next(filter(None, forms), None)
    if match is None:
        return None, ""
    rest = " ".join(filter(None, (match["rest"].strip(), match.groupdict().get("number"))))
    if match[Field.RANK]:
        # "Scores teaching rank" is the rank of "teaching".
        scored = _MEASURE_FIRST.fullmatch(rest)
        rest = scored["rest"] if scored and scored[Field.RATING] else rest
    if not _OTHER_TIMES.isdisjoint(_words(rest)):
        return None, ""
    return Field.RANK if match[Field.RANK] else Field.RATING, rest


def is_label(text: str) -> bool:
    """Return whether a text may be the label of an edition: a year, or a name and a number.

    >>> is_label("SCI 6"), is_label("2011-12"), is_label("Pillar 1"), is_label("2023 Safety")
    (True, True, False, False)
    >>> is_label("6"), is_label("max 100")
    (False, False)
    """
    match = _LABEL.fullmatch(text)
    if match is None or not _NOT_EDITIONS.isdisjoint(_words(match["prefix"])):
        return False
    return match["prefix"][:1].isupper() or is_year(match["number"])


def is_year(text: str) -> bool:
    """Return whether a text is a year, a part of a year or a pair of years."""
    return re.fullmatch(_YEAR, text) is not None


def split_label(label: str) -> tuple[str, str]:
    """Return the text before the number of an edition, and the number."""
    match = _LABEL.fullmatch(label)
    return (match["prefix"], match["number"]) if match else ("", label)


def edition_in(name: str, pattern: str) -> str:
    """Return the label in the name of a column where the pattern has `{edition}`, or "".

    If the pattern has nothing else, the label must be a year or a number.
    """
    if len(name) > _LONGEST:
        return ""
    before, _, after = pattern.partition(EDITION_HERE)
    match = re.fullmatch(f"{re.escape(before)}(.*){re.escape(after)}", name)
    label = match[1].strip() if match else ""
    return label if before or after or is_label(label) or label.isdigit() else ""


def labels_inside(text: str) -> set[str]:
    """Return the dates in a title or the name of a file or sheet, or else its years."""
    labels = set(_YEAR_INSIDE.findall(re.sub("[_/]", "-", text)))
    return {label for label in labels if label.count("-") > 1} or labels


def category_key(name: str) -> str:
    """Return the key of a category from its name.

    >>> category_key("Business Environment")
    'business_environment'
    """
    return re.sub(r"\W+", "_", name.casefold()).strip("_")


def is_tidy(names: Iterable[str]) -> bool:
    """Return whether columns have the names of a tidy file."""
    words = set(map(str.casefold, names))
    return {"edition", "city"} <= words and not words.isdisjoint(MEASURES)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def number(text: str, decimal: str) -> str | None:
    """Return a number with a point and no marks between thousands, or None for other text.

    A `Numeral` always has a point.

    >>> number("1.234,50", ","), number("1 234", "."), number("8,5", ".")
    ('1234.50', '1234', None)
    """
    if isinstance(text, Numeral):
        return str(text)
    if not _NUMBERS[decimal].fullmatch(text):
        return None
    digits = re.sub(rf"[^0-9{re.escape(decimal)}+-]", "", text)
    return digits.replace(decimal, POINT).removeprefix("+")


def read_rank(text: str, decimal: str) -> Rank:
    """Read a rank that may have blanks, marks between thousands, or ".0" at the end."""

    def place(match: re.Match[str]) -> str:
        plain = number(match[0], POINT if isinstance(text, Numeral) else decimal)
        return _POINT_ZERO.sub(r"\1", plain or match[0])

    return parse_rank(_NUMBER_INSIDE.sub(place, _BLANKS_AROUND_SIGN.sub(r"\1", text)))


def read_rating(text: str, decimal: str) -> str:
    """Return a rating with a point and no marks between thousands; "" for a blank."""
    plain = number(text, decimal)
    if parse_rating(text if plain is None else plain) is None:
        return ""
    if plain is None:
        raise GrammarError("is not a rating with that decimal mark", "say another --decimal")
    return plain


def is_rating(text: str) -> bool:
    """Return whether a text is a rating in a tidy file."""
    try:
        parse_rating(text)
    except GrammarError:
        return False
    return True


def possible_rank(text: str) -> Rank:
    """Return the rank that a text states; `UNKNOWN` if it states none."""
    try:
        return read_rank(text, POINT)
    except GrammarError:
        return UNKNOWN


def is_number(text: str) -> bool:
    """Return whether a text is a number, with a point or a comma."""
    return any(number(text, decimal) is not None for decimal in _NUMBERS)


def is_figure(text: str) -> bool:
    """Return whether a text may be a rank or a rating."""
    return bool(possible_rank(text).held) or is_number(text)


def field_of(texts: set[str]) -> Field | None:
    """Return whether texts are ranks or ratings, or None if they may be either."""
    numbers = set(filter(is_number, texts))
    ranks = {text for text in texts if possible_rank(text).held}
    if ranks != texts:
        return Field.RATING if numbers | ranks == texts else None
    return None if numbers == texts else Field.RANK


def decimal_mark(texts: Iterable[str]) -> str:
    """Return the decimal mark of numbers, or refuse numbers that depend on it."""
    readings = [(text, number(text, POINT), number(text, COMMA)) for text in texts]
    point = any(one is not None and other is None for _, one, other in readings)
    comma = any(one is None and other is not None for _, one, other in readings)
    differing = [reading for reading in readings if reading[1] != reading[2]]
    if point != comma or not differing:
        return COMMA if comma else POINT
    text, one, other = differing[0]
    meaning = f"may be {one} or {other}" if one and other else "does not go with the others"
    raise AmbiguousError(f"'{text}' {meaning}", "say --decimal . or --decimal ,")
