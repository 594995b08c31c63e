"""The labels of editions, their order, and how a text means one of them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from scicli.errors import QuestionError
from scicli.index.names import listed, slug

Label = int | str
"""A whole number where every label of the data is one, else a text."""
WORDS = {"latest": -1, "previous": -2, "first": 0}
"""The words that mean an edition, with its index in the order of all."""

# At most eighteen digits, so that a label fits a column of whole numbers.
_WHOLE = re.compile(r"0|[1-9][0-9]{0,17}", re.ASCII)
_DIGITS = re.compile(r"([0-9]+)", re.ASCII)
# A number of more digits may be a time.
_LONGEST_NUMBER = 3
# A long step is more than this many times as long as the median step.
_LONG = 2


class Rule(StrEnum):
    """What orders the editions."""

    PUBLISHED = "published"
    """Their dates of publication, which all of them have."""
    TIME = "time"
    """Their labels, which are all times in one form."""
    NUMBER = "number"
    """Their labels, which are all one text with one number in it."""
    ROWS = "rows"
    """Their first rows: nothing in the labels says more."""


class Order(NamedTuple):
    """The editions of a ranking in their order.

    `days` are the days of the editions as ordinals, or nothing where they have no dates.
    `long_gaps` are the positions of editions after which an unusually long step follows, each with
    its days: a step of more than twice the median of all, or, with 0 days, one that leaves out a
    number.
    """

    labels: tuple[Label, ...]
    rule: Rule
    days: tuple[int, ...] = ()
    long_gaps: tuple[tuple[int, int], ...] = ()

    def days_of(self, editions: Sequence[Label]) -> tuple[int, ...]:
        """Return the days of some editions, or nothing where they have no dates."""
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
    """Return the editions in their order, by the first rule that fits all labels; see `Rule`.

    >>> ordered(["GFCI 38", "GFCI 7"], {}).labels, ordered(["10", "9"], {}).labels
    (('GFCI 7', 'GFCI 38'), (9, 10))
    >>> ordered(["Q1 2024", "Q4 2023"], {}).labels, ordered(["Spain", "Bahrain"], {}).labels
    (('Q4 2023', 'Q1 2024'), ('Spain', 'Bahrain'))
    """
    rows = list(dict.fromkeys(texts))
    by_name = sorted(rows, key=_natural)
    if all(text in published for text in rows):
        by_name.sort(key=lambda text: published[text])
        days = _days([published[one] for one in by_name])
        return Order(_labels(by_name), Rule.PUBLISHED, days, _long_gaps(days))
    day_of = _times(rows)
    if day_of:
        by_time = sorted(by_name, key=day_of.__getitem__)
        days = tuple(day_of[text] for text in by_time)
        return Order(_labels(by_time), Rule.TIME, days, _long_gaps(days))
    if len(set(map(_without_number, rows))) == 1:
        return Order(_labels(by_name), Rule.NUMBER, (), _left_out(by_name))
    return Order(_labels(rows), Rule.ROWS)


def _long_gaps(days: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return the positions before unusually long steps, and their days."""
    steps = [after - before for before, after in pairwise(days)]
    usual = sorted(steps)[(len(steps) - 1) // 2] if steps else 0
    return tuple((at, step) for at, step in enumerate(steps) if step > _LONG * usual)


def _left_out(labels: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return the positions before numbers that are left out, each with 0 days."""
    numbers = ["".join(_DIGITS.findall(label)) for label in labels]
    if not all(0 < len(number) <= _LONGEST_NUMBER for number in numbers):
        return ()
    steps = enumerate(pairwise(map(int, numbers)))
    return tuple((at, 0) for at, (before, after) in steps if after - before > 1)


def _labels(texts: Sequence[str]) -> tuple[Label, ...]:
    """Return texts as labels: as whole numbers where all of them are some."""
    return tuple(map(int, texts)) if all(map(is_whole, texts)) else tuple(texts)


def _days(dates: Sequence[str]) -> tuple[int, ...]:
    """Return the days that dates mean, a month its first one; nothing where one is no date."""
    try:
        return tuple(date.fromisoformat(f"{text}-01"[:10]).toordinal() for text in dates)
    except ValueError:
        return ()


def _times(labels: Sequence[str]) -> dict[str, int]:
    """Return the day that each label means, where all are times in one form."""
    if all(len(label) <= _LONGEST_NUMBER for label in labels):
        return {}
    from scicli.index.times import times

    days = times(labels).days
    return dict(zip(labels, days, strict=True)) if days else {}


def _without_number(text: str) -> tuple[str, ...]:
    """Return what stands around the one number of a label; of another label only itself."""
    around = _DIGITS.split(text.casefold())
    is_one = len(around) == len(("before", "number", "behind"))
    return (around[0].strip(), around[-1].strip()) if is_one else (text,)


def is_whole(label: str) -> bool:
    """Tell the text of a label that is a whole number.

    >>> is_whole("6"), is_whole("06"), is_whole("GFCI 6")
    (True, False, False)
    """
    return bool(_WHOLE.fullmatch(label))


def resolve_edition(edition: Label, labels: Sequence[Label]) -> Label:
    """Return the label that is meant by a label, a number in one, `latest`, `previous` or `first`.

    Raises:
        QuestionError: There is no such edition, or there are several.
    """
    text = str(edition)
    for label in labels:
        if str(label) == text:
            return label
    index = WORDS.get(text.casefold())
    if index is not None:
        if len(labels) < -index:
            raise QuestionError(f"there is no edition before {labels[0]}", "ask for that one")
        return labels[index]
    by_case = [label for label in labels if str(label).casefold() == text.casefold()]
    by_slug = [label for label in labels if slug(str(label)).casefold() == text.casefold()]
    by_number = [label for label in labels if _has_number(str(label), text)]
    for found in (by_case, by_slug, by_number):
        if len(found) == 1:
            return found[0]
        if found:
            several = listed([str(label) for label in found])
            raise QuestionError(f"'{text}' may mean {several}", "write the whole label")
    from difflib import get_close_matches

    texts = {label.casefold(): label for label in labels if isinstance(label, str)}
    near = [texts[one] for one in get_close_matches(text.casefold(), texts, cutoff=0.7)]
    remedy = f"did you mean {listed(near)}?" if near else f"the data hold {_span(labels)}"
    raise QuestionError(f"there is no edition '{text}'", remedy)


def _natural(text: str) -> tuple[list[tuple[str, tuple[int, str]]], str]:
    parts = _DIGITS.split(text)
    words = [part.casefold() for part in parts[0::2]]
    numbers = [_size(part) for part in parts[1::2]]
    return list(zip(words, [*numbers, _size("")], strict=True)), text


def _size(digits: str) -> tuple[int, str]:
    # Compares as the number would, however many digits it has.
    significant = digits.lstrip("0")
    return len(significant), significant


def _has_number(label: str, text: str) -> bool:
    return bool(_DIGITS.fullmatch(text)) and _size(text) in map(_size, _DIGITS.findall(label))


def _span(labels: Sequence[Label]) -> str:
    first, last = labels[0], labels[-1]
    if len(labels) == 1:
        return f"only edition {first}"
    if isinstance(first, int) and list(labels) == list(range(first, first + len(labels))):
        return f"editions {first} to {last}"
    return f"{len(labels)} editions, {listed([str(label) for label in labels], 'and')}"
