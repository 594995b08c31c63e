"""The labels of editions, their order, and how a text means one of them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import pairwise
from operator import itemgetter
from types import MappingProxyType
from typing import Literal, NamedTuple

from scicli.errors import QuestionError
from scicli.index.names import listed, slug

Label = int | str
"""A whole number if every label of the data is one, else a text."""
Span = Literal[0, 1, -1]
"""What an edition is to a span of editions: nothing, its first one, or its last one."""
WORDS = {"latest": -1, "previous": -2, "first": 0}
"""The words that mean an edition, each with its index in the order of all."""

NO_DATES: Mapping[str, str] = MappingProxyType({})

# Eighteen digits fit a column of 64-bit integers.
_WHOLE = re.compile(r"0|[1-9][0-9]{0,17}", re.ASCII)
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}", re.ASCII)
_DIGITS = re.compile(r"([0-9]+)")
_ONE_NUMBER = re.compile(r"([^0-9]*)[0-9]+([^0-9]*)")
# A number with more digits may be a time.
_LONGEST_NUMBER = 3


class Rule(StrEnum):
    """The rule that orders the editions."""

    PUBLISHED = "published"
    """By date of publication: every edition has one."""
    TIME = "time"
    """By label: all labels are times in one form."""
    NUMBER = "number"
    """By label: all labels are the same text with one number in it."""
    ROWS = "rows"
    """By first row: the labels show no order."""


class Order(NamedTuple):
    """The editions of a ranking in their order.

    `days` are the days of the editions as ordinals, or empty if they have no dates. `long_gaps` are
    the positions of editions before an unusually long step, each with its days: a step of more
    than twice the median, or, with 0 days, one that leaves out a number.
    """

    labels: tuple[Label, ...]
    rule: Rule
    days: tuple[int, ...] = ()
    long_gaps: tuple[tuple[int, int], ...] = ()

    def days_of(self, editions: Sequence[Label]) -> tuple[int, ...]:
        """Return the days of some editions, or nothing if they have no dates."""
        known = dict(zip(self.labels, self.days, strict=False))
        return tuple(known[edition] for edition in editions if edition in known)

    def long_steps(self, first: Label, last: Label) -> tuple[tuple[Label, Label, int], ...]:
        """Return the unusually long steps between two editions: from, to, days."""
        if not self.long_gaps:
            return ()
        start, end = sorted((self.labels.index(first), self.labels.index(last)))
        return tuple(
            (self.labels[position], self.labels[position + 1], days)
            for position, days in self.long_gaps
            if start <= position < end
        )


def ordered(texts: Iterable[str], published: Mapping[str, str]) -> Order:
    """Return the editions in order, by the first `Rule` that fits all labels.

    >>> ordered(["GFCI 38", "GFCI 7"], {}).labels, ordered(["10", "9"], {}).labels
    (('GFCI 7', 'GFCI 38'), (9, 10))
    >>> ordered(["Q1 2024", "Q4 2023"], {}).labels, ordered(["Spain", "Bahrain"], {}).labels
    (('Q4 2023', 'Q1 2024'), ('Spain', 'Bahrain'))
    """
    rows = list(dict.fromkeys(texts))
    by_name = sorted(rows, key=_natural)
    if all(text in published for text in rows):
        by_date = sorted(by_name, key=published.__getitem__)
        days = _days([published[text] for text in by_date])
        return Order(_labels(by_date), Rule.PUBLISHED, days, _long_gaps(days))
    if any(len(text) > _LONGEST_NUMBER for text in rows):
        from scicli.index.times import times

        by_day = sorted(zip(times(by_name).days, by_name, strict=False), key=itemgetter(0))
        if by_day:
            days, by_time = zip(*by_day, strict=True)
            return Order(_labels(by_time), Rule.TIME, days, _long_gaps(days))
    if len(set(map(_without_number, rows))) == 1:
        return Order(_labels(by_name), Rule.NUMBER, (), _left_out(by_name))
    return Order(_labels(rows), Rule.ROWS)


def _labels(texts: Sequence[str]) -> tuple[Label, ...]:
    """Return texts as labels: as whole numbers if all of them are."""
    return tuple(map(int, texts)) if all(map(_WHOLE.fullmatch, texts)) else tuple(texts)


def _days(dates: Sequence[str]) -> tuple[int, ...]:
    """Return the ordinals of dates, the first day of a month, or nothing if one is not a date."""
    try:
        return tuple(date.fromisoformat(f"{text}-01"[:10]).toordinal() for text in dates)
    except ValueError:
        return ()


def _long_gaps(days: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return the positions before steps of more than twice the median, and their days."""
    steps = [after - before for before, after in pairwise(days)]
    median = sorted(steps)[(len(steps) - 1) // 2] if steps else 0
    return tuple((at, step) for at, step in enumerate(steps) if step > 2 * median)


def _left_out(labels: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return the positions before numbers that are left out, each with 0 days."""
    numbers = ["".join(_DIGITS.findall(label)) for label in labels]
    if not all(0 < len(number) <= _LONGEST_NUMBER for number in numbers):
        return ()
    steps = enumerate(pairwise(map(int, numbers)))
    return tuple((at, 0) for at, (before, after) in steps if after - before > 1)


def _without_number(text: str) -> tuple[str, ...]:
    """Return the words around the only number of a label, or the label if it has not one."""
    match = _ONE_NUMBER.fullmatch(text.casefold())
    return tuple(map(str.strip, match.groups())) if match else (text,)


def _natural(text: str) -> tuple[list[tuple[int, str]], str]:
    """Return a sort key by which numbers in a text compare by size."""
    parts = enumerate(_DIGITS.split(text.casefold()))
    return [_size(part) if at % 2 else (0, part) for at, part in parts], text


def _size(digits: str) -> tuple[int, str]:
    """Return a sort key of a number, however many digits it has."""
    significant = digits.lstrip("0")
    return len(significant), significant


def resolve_edition(
    edition: Label, labels: Sequence[Label], published: Mapping[str, str] = NO_DATES, span: Span = 0
) -> Label:
    """Return the edition that a text means.

    It is a label, `latest`, `previous`, `first`, a number in one label only, or the beginning of a
    date: of the label, or in `published` by label. Of several editions published then it is the
    first if a span begins with it (`span` 1), and the last if a span ends with it (-1).

    Raises:
        QuestionError: There is no such edition, or there are several.

    >>> resolve_edition("2022-11", (5, 6), {"5": "2022-05", "6": "2022-11-22"})
    6
    >>> resolve_edition("2022", (5, 6), {"5": "2022-05", "6": "2022-11-22"}, span=1)
    5
    """
    text = str(edition)
    folded = text.casefold()
    for label in labels:
        if str(label) == text:
            return label
    if folded in WORDS:
        if len(labels) < -WORDS[folded]:
            raise QuestionError(f"there is no edition before {labels[0]}", "ask for that one")
        return labels[WORDS[folded]]
    texts = {str(label): label for label in labels}
    dates = {name: published.get(name, name) for name in texts}
    text = _as_printed(text)
    is_date = _DATE.fullmatch(text) is not None
    for found in (
        [name for name in texts if name.casefold() == folded],
        [name for name in texts if slug(name).casefold() == folded],
        [name for name in texts if _has_number(name, text)],
        [name for name in texts if is_date and f"{dates[name]}-".startswith(f"{text}-")],
    ):
        if len(found) == 1 or (found and span and is_date):
            return texts[found[min(span, 0)]]
        if found:
            several = [f"{one} ({published[one]})" if one in published else one for one in found]
            remedy = f"say {listed(found)}" if is_date else "write the whole label"
            raise QuestionError(f"'{text}' may mean {listed(several)}", remedy)
    from difflib import get_close_matches

    spelt = {label.casefold(): label for label in labels if isinstance(label, str)}
    near = [spelt[match] for match in get_close_matches(folded, spelt, cutoff=0.7)]
    remedy = f"did you mean {listed(near)}?" if near else f"the data hold {_span(labels)}"
    raise QuestionError(f"there is no edition '{text}'", remedy)


def _as_printed(text: str) -> str:
    """Return a date in words, such as "Nov 2022", as YYYY-MM or YYYY-MM-DD; else the text."""
    from scicli.index.times import iso, times

    has_words = any(map(str.isalpha, text)) and any(map(str.isdigit, text))
    days = times([text]).days if has_words else ()
    if not days:
        return text
    has_day = len(_DIGITS.findall(text)) > 1
    return iso(*days) if has_day else iso(*days)[:7]


def _has_number(label: str, text: str) -> bool:
    return bool(_DIGITS.fullmatch(text)) and _size(text) in map(_size, _DIGITS.findall(label))


def _span(labels: Sequence[Label]) -> str:
    first, last = labels[0], labels[-1]
    if len(labels) == 1:
        return f"only edition {first}"
    if isinstance(first, int) and list(labels) == list(range(first, first + len(labels))):
        return f"editions {first} to {last}"
    return f"{len(labels)} editions, {listed([str(label) for label in labels], 'and')}"
