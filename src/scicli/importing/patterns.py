"""The words and patterns that publishers use: names of columns, labels of editions, numbers."""

import re
from collections.abc import Iterable

from scicli.importing.import_options import EDITION_HERE, MEASURES, Field
from scicli.importing.vocabulary import EDITION_WORDS, MEASURE_WORDS, NEVER_WORDS, WEAK_RANK_WORDS
from scicli.index.rating import GrammarError, parse_rating
from scicli.index.times import month_number, times

_MEASURE_WORDS = {
    Field.RANK: ("ranking", "rank", "position", "place"),
    Field.RATING: ("rating", "score", "scores", "points", "index"),
}
# Words around a measure that say that it is the plain one.
_WHOLE = frozenset({"total", "overall", "final", "average", "mean", "combined", "weighted",
                    "world", "global", "worldwide"})  # fmt: skip
# A number after one of these words is not that of an edition.
_NOT_EDITIONS = frozenset({
    "pillar", "factor", "dimension", "area", "category", "indicator", "question", "domain", "theme",
    "component", "goal", "tier", "level", "group", "top", "sub", "part", "variable", "judge",
    "max", "min", "maximum", "minimum", "of", "out", "per", "n", "base", "scale", "to", "up",
})  # fmt: skip
# No real name is longer, and a search of a longer text would be slow.
_MOST_KINDS = 20
_LONGEST = 200
_BETWEEN = r"[\s_:()/–-]*"
_MARKS_BETWEEN = " _:()/–-"
_MEASURE = "|".join(f"(?P<{field}>{'|'.join(words)})" for field, words in _MEASURE_WORDS.items())
# A year, a date, two years or a quarter.
_YEAR = r"(?:1[89]|20)[0-9]{2}(?:-[0-9]{2}-[0-9]{2}|\s?[-/–]\s?(?:1[89]|20)?[0-9]{2}|-?Q[1-4])?"
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
# "2018년 순위", "Rang 2018".
_DATED_FORMS = (
    re.compile(rf"(?P<year>{_YEAR})(?:年|년)?(?P<name>[^0-9].*)", re.DOTALL),
    re.compile(rf"(?P<name>.*[^0-9])(?P<year>{_YEAR})(?:年|년)?", re.DOTALL),
)
_YEAR_INSIDE = re.compile(rf"(?<![0-9]){_YEAR}(?![0-9])")
# "201806", "20240105".
_DIGITS_INSIDE = re.compile(
    r"(?<![0-9])(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])?(?![0-9])"
)
_MONTH_INSIDE = re.compile(r"(?<![^\W\d_])([^\W\d_]{3,})[ _-]?(?:19|20)[0-9]{2}(?![0-9])")
# "week_01", "GFCI-37".
_NUMBERED = re.compile(
    r"(?:[A-Z]{2,6}|(?i:week|edition|issue|season|round|wave|volume))[ _-]?[0-9]{1,3}"
)


def measure_in(name: str) -> tuple[Field | None, str]:
    """Return the measure that the name of a column states, or None, and the rest of the name.

    After the measure, as in "Safety rank 2023", only a year may follow.

    >>> measure_in("SCI 6 Rank"), measure_in("scores_teaching"), measure_in("Change in rank")
    ((<Field.RANK: 'rank'>, 'SCI 6'), (<Field.RATING: 'rating'>, 'teaching'), (None, ''))
    >>> measure_in("Rang 2018"), measure_in("2018년 점수")
    ((<Field.RANK: 'rank'>, '2018'), (<Field.RATING: 'rating'>, '2018'))
    """
    if len(name) > _LONGEST:
        return None, ""
    undated, year = _without_year(name)
    for field, words in MEASURE_WORDS.items():
        if _plain_measure(name) in words:
            return field, ""
        if year and _plain_measure(undated) in words - WEAK_RANK_WORDS:
            return field, year
    forms = (form.fullmatch(name.replace("_", " ")) for form in _MEASURE_FORMS)
    match = next(filter(None, forms), None)
    if match is None:
        return None, ""
    rest = " ".join(filter(None, (match["rest"].strip(), match.groupdict().get("number"))))
    if match[Field.RANK]:
        # "Scores teaching rank" is the rank of "teaching".
        scored = _MEASURE_FIRST.fullmatch(rest)
        rest = scored["rest"] if scored and scored[Field.RATING] else rest
    if is_other_measure(rest):
        return None, ""
    around = _words(rest)
    if around and _WHOLE.issuperset(around):
        rest = ""
    return Field.RANK if match[Field.RANK] else Field.RATING, rest


def is_other_measure(name: str) -> bool:
    """Return whether the name of a column says that it holds neither ranks nor ratings.

    >>> is_other_measure("Percentile Rank"), is_other_measure("Rank"), is_other_measure("City")
    (True, False, False)
    """
    return not NEVER_WORDS.isdisjoint(_words(name))


def _plain_measure(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").split()).strip(".:")


def _without_year(name: str) -> tuple[str, str]:
    """Return a name without the year before or behind it, and the year, or ""."""
    forms = (form.fullmatch(name.strip(_MARKS_BETWEEN)) for form in _DATED_FORMS)
    match = next(filter(None, forms), None)
    return (match["name"].strip(_MARKS_BETWEEN), match["year"]) if match else (name, "")


def tells_kinds(texts: set[str]) -> bool:
    """Return whether texts tell ranks from ratings, such as "Rank" and "Score"."""
    if len(texts) > _MOST_KINDS:
        return False
    fields = {measure_in(text)[0] for text in texts}
    return len(fields) > 1 and None not in fields


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


def edition_called(name: str) -> str:
    """Return the label behind a word for editions in the name of a column, or "".

    >>> edition_called("Season 2022/23"), edition_called("Week 3"), edition_called("Pillar 3")
    ('2022/23', '3', '')
    """
    prefix, number = split_label(name)
    return number if _plain_measure(prefix) in EDITION_WORDS else ""


def is_year(text: str) -> bool:
    """Return whether a text is a year, a part of a year or a pair of years."""
    return re.fullmatch(_YEAR, text) is not None


def is_time(text: str) -> bool:
    """Return whether a text is a year or another time, such as "Feb 2024" or "Q3 2023"."""
    return is_year(text) or (len(text) < _LONGEST and bool(times([text]).days))


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
    """Return the dates in a title or the name of a file or sheet, or else its months or years.

    >>> labels_inside("GFCI-37.csv"), labels_inside("august2021.csv"), labels_inside("table1.csv")
    ({'GFCI-37'}, {'august2021'}, set())
    """
    months = [match[0] for match in _MONTH_INSIDE.finditer(text) if month_number(match[1])]
    labels = set(_YEAR_INSIDE.findall(re.sub("[_/]", "-", text)))
    numbered = {text.split(".")[0]} if _NUMBERED.fullmatch(text.split(".")[0]) else set()
    dates = {label for label in labels if label.count("-") > 1}
    return dates or {*months, *_DIGITS_INSIDE.findall(text)} or labels or numbered


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


def is_rating(text: str) -> bool:
    """Return whether a text is a rating in a tidy file."""
    try:
        parse_rating(text)
    except GrammarError:
        return False
    return True
