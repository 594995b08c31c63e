"""The names of columns: what they say of ranks, ratings, editions and categories."""

import re

from scicli.importing.wishes import EDITION_HERE, Field

# Nobody gives a column a longer name; a longer text is not looked into.
_LONGEST = 200
_RANK = ("ranking", "rank", "position", "place")
_RATING = ("rating", "score", "scores", "points", "index")
_BETWEEN = r"[\s_:()/–-]"
_WORDS = {"rank": "|".join(_RANK), "rating": "|".join(_RATING)}
_MEASURE = "|".join(f"(?P<{kind}>{words})" for kind, words in _WORDS.items())
_BEHIND = re.compile(rf"(?P<rest>.*?){_BETWEEN}*\b(?:{_MEASURE}){_BETWEEN}*", re.I | re.S)
_BEFORE = re.compile(
    rf"{_BETWEEN}*(?:{_MEASURE})\b{_BETWEEN}*(?P<rest>.*?){_BETWEEN}*", re.I | re.S
)
_YEAR_FORM = r"(?:1[89]|20)[0-9]{2}(?:[-/–](?:[0-9]{2}|[0-9]{4})|-?Q[1-4]|-[0-9]{2}-[0-9]{2})?"
_YEAR = re.compile(_YEAR_FORM, re.ASCII)
# What may stand before the number of an edition, and the number: "SCI 6", "2011-12".
_LABEL = re.compile(
    rf"(?P<prefix>(?:[^\W\d_](?:[^\W\d_]|[ .’'–-])*)?)(?P<number>{_YEAR_FORM}|[0-9]+)"
)
_WITHIN = re.compile(
    rf"(?P<rest>.*?){_BETWEEN}*\b(?:{_MEASURE})\b{_BETWEEN}*(?P<number>{_YEAR_FORM})"
    rf"{_BETWEEN}*",
    re.I | re.S,
)
_WORD = re.compile(r"\w+")
# A column of an earlier edition that is not named, or of a difference, is no figure of this one.
_OTHER_TIMES = {
    "previous", "prev", "prior", "past", "last", "old", "former", "earlier", "py", "ly", "yoy",
    "change", "chg", "difference", "diff", "delta", "δ", "movement", "move", "trend",
}  # fmt: skip
# A number behind one of these is not that of an edition.
_NO_EDITIONS = {
    "pillar", "factor", "dimension", "area", "category", "indicator", "question", "domain", "theme",
    "component", "goal", "tier", "level", "group", "top", "sub", "part", "variable", "judge",
    "max", "min", "maximum", "minimum", "of", "out", "per", "n", "base", "scale", "to", "up",
}  # fmt: skip


def measure_in(name: str) -> tuple[Field | None, str]:
    """Return whether a name states a rank or a rating, and the rest of it.

    Between a name and a number, "Safety rank 2023", only a year counts.

    >>> measure_in("SCI 6 Rank"), measure_in("scores_teaching"), measure_in("Change in rank")
    ((<Field.RANK: 'rank'>, 'SCI 6'), (<Field.RATING: 'rating'>, 'teaching'), (None, ''))
    """
    if len(name) > _LONGEST:
        return None, ""
    for form in (_BEHIND, _BEFORE, _WITHIN):
        found = form.fullmatch(name.replace("_", " "))
        if found:
            field = Field.RANK if found["rank"] else Field.RATING
            rest = " ".join(filter(None, (found["rest"].strip(), found.groupdict().get("number"))))
            # "Scores teaching rank" is the rank of what is scored.
            inner = _BEFORE.fullmatch(rest) if field is Field.RANK else None
            rest = inner["rest"] if inner and inner["rating"] else rest
            of_this_time = _OTHER_TIMES.isdisjoint(_words(rest))
            return (field, rest) if of_this_time else (None, "")
    return None, ""


def is_label(text: str) -> bool:
    """Tell whether a text may be the label of an edition: a year, or a number behind a name.

    >>> is_label("SCI 6"), is_label("2011-12"), is_label("Pillar 1"), is_label("2023 Safety")
    (True, True, False, False)
    >>> is_label("6"), is_label("max 100")
    (False, False)
    """
    found = _LABEL.fullmatch(text)
    if found is None or not _NO_EDITIONS.isdisjoint(_words(found["prefix"])):
        return False
    return found["prefix"][:1].isupper() or is_year(found["number"])


def is_year(text: str) -> bool:
    """Tell whether a text is a year, or a part or a pair of years."""
    return _YEAR.fullmatch(text) is not None


def split_label(label: str) -> tuple[str, str]:
    """Return what a label has before its number, and the number."""
    found = _LABEL.fullmatch(label)
    return (found["prefix"], found["number"]) if found else ("", label)


def edition_in(name: str, pattern: str) -> str:
    """Return the label that stands in the name of a column where the pattern has `{edition}`.

    Where nothing else stands in the pattern, it is a year or a number.
    """
    if len(name) > _LONGEST:
        return ""
    before, _, behind = pattern.partition(EDITION_HERE)
    found = re.fullmatch(f"{re.escape(before)}(.*){re.escape(behind)}", name)
    label = found[1].strip() if found else ""
    return label if before or behind or is_label(label) or label.isdigit() else ""


def slug(name: str) -> str:
    """Return the key of a category by the name that a publisher gives it.

    >>> slug("Business Environment")
    'business_environment'
    """
    return re.sub(r"\W+", "_", name.casefold()).strip("_")


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
