"""The labels of editions: what they are, their order, and how one is asked for."""

import re
from collections.abc import Iterable, Mapping, Sequence

from scicli.errors import QuestionError
from scicli.index.names import listed, slug

Label = int | str
"""A whole number where every label of the data is one, else a text."""
WORDS = {"latest": -1, "previous": -2, "first": 0}
"""The words that stand for an edition, each with its place in the order of all."""

# At most eighteen digits, so that a label fits a column of whole numbers.
_WHOLE = re.compile(r"0|[1-9][0-9]{0,17}", re.ASCII)
_DAY_FIRST = re.compile(r"[0-9]{1,2}([./-])[0-9]{1,2}\1[0-9]{4}", re.ASCII)
_DIGITS = re.compile(r"([0-9]+)", re.ASCII)


def ordered(texts: Iterable[str], published: Mapping[str, str]) -> tuple[Label, ...]:
    """Return the labels of the editions, the first edition first.

    They follow the dates of publication where every edition has one, else natural order, in
    which the numbers inside a label compare as numbers.

    >>> ordered(["GFCI 38", "GFCI 7"], {})
    ('GFCI 7', 'GFCI 38')
    >>> ordered(["10", "9"], {})
    (9, 10)
    """
    distinct = sorted(set(texts), key=_natural)
    if all(text in published for text in distinct):
        distinct.sort(key=lambda text: published[text])
    if all(map(is_whole, distinct)):
        return tuple(int(text) for text in distinct)
    return tuple(distinct)


def is_whole(label: str) -> bool:
    """Tell the text of a label that is a whole number.

    >>> is_whole("6"), is_whole("06"), is_whole("GFCI 6")
    (True, False, False)
    """
    return bool(_WHOLE.fullmatch(label))


def is_day_first(label: Label) -> bool:
    """Tell a date whose parts do not sort as dates do.

    >>> is_day_first("15.01.2024"), is_day_first("2024-01-15"), is_day_first(2024)
    (True, False, False)
    """
    return bool(_DAY_FIRST.fullmatch(str(label)))


def resolve_edition(asked: Label, labels: Sequence[Label]) -> Label:
    """Return the label of the edition that is meant.

    Args:
        asked: A label; its number, where only one label has it; `latest`, `previous` or `first`.
        labels: The labels of the data, the first edition first; at least one.

    Raises:
        QuestionError: There is no such edition, or there are several.
    """
    text = str(asked)
    for label in labels:
        if str(label) == text:
            return label
    place = WORDS.get(text.casefold())
    if place is not None:
        if len(labels) < -place:
            raise QuestionError(f"there is no edition before {labels[0]}", "ask for that one")
        return labels[place]
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
