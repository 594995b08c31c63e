"""Which names are spelt almost alike: a suspicion, on which nothing but a warning rests."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from scicli.index.names import fold

# One wrong letter says something of a name of so many letters or more.
_TELLING = 5
# A longer text is no name, and has too many parts to look at.
_LONGEST = 200
_FILLERS = {"of", "the", "and", "de", "la"}
_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"[0-9]+")


def almost_alike(names: Iterable[str], others: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each name with the first of the others that is spelt almost like it.

    Names are almost alike that differ in one letter, in the order of their words, or by words at
    the end; never in a number. The time this takes is linear in the number of names.

    >>> list(almost_alike(["Washington DC", "Lima"], ["Washington", "Quito"]))
    [('Washington DC', 'Washington')]
    """
    by_key: dict[str, str] = {}
    for other in others:
        for key in (*_slips(other), *_words(other), *_whole_and_parts(other, "longer")):
            by_key.setdefault(key, other)
    for name in names:
        keys = (*_slips(name), *_words(name), *_whole_and_parts(name, "shorter"))
        yield from _first_near(name, keys, by_key)


def slips_apart(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each name with the first one before it that differs in one letter at most.

    >>> list(slips_apart(["technology", "Technology", "pillar 1", "pillar 2"]))
    [('Technology', 'technology')]
    """
    by_key: dict[str, str] = {}
    for name in names:
        keys = _slips(name)
        yield from _first_near(name, keys, by_key)
        for key in keys:
            by_key.setdefault(key, name)


def _first_near(
    name: str, keys: Iterable[str], by_key: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield the name with the first that has one of its keys, and no other number in it."""
    near = (by_key[key] for key in keys if key in by_key)
    alike = (other for other in near if _DIGITS.findall(other) == _DIGITS.findall(name))
    yield from ((name, other) for other in islice(alike, 1))


def _slips(name: str) -> list[str]:
    """Return the folded name, and what it is without one of its letters."""
    folded = fold(name)
    if not _TELLING <= len(folded) <= _LONGEST:
        return [f"slip {folded}"] if folded else []
    shorter = (folded[:place] + folded[place + 1 :] for place in range(len(folded)))
    return [f"slip {folded}", *(f"slip {one}" for one in shorter)]


def _words(name: str) -> list[str]:
    words = sorted(set(map(fold, _WORD.findall(name))) - _FILLERS)
    return [f"words {' '.join(words)}"] if len(words) > 1 else []


def _whole_and_parts(name: str, side: str) -> list[str]:
    """Return keys that a name has in common with one that begins with it, or that it begins with.

    Args:
        name: The name.
        side: "longer" for the names that are looked up, "shorter" for those that look.
    """
    words = [fold(word) for word in _WORD.findall(name[:_LONGEST])]
    fronts = ("".join(words[:count]) for count in range(1, len(words)))
    other = "shorter" if side == "longer" else "longer"
    return [
        f"{side} {fold(name)}",
        *(f"{other} {front}" for front in fronts if len(front) >= _TELLING),
    ]
