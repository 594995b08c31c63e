"""What the measures of records mean, counted slowly from where a city stood."""

from collections.abc import Callable, Sequence
from itertools import groupby, pairwise

History = Sequence[int | None]
"""The place of a city in each edition, or None where it is not in the table."""


def longest(truths: Sequence[bool]) -> int:
    return max((len(list(run)) for is_so, run in groupby(truths) if is_so), default=0)


def spells(truths: Sequence[bool]) -> int:
    return sum(is_so for is_so, _ in groupby(truths))


def at(history: History, place: int) -> list[bool]:
    return [one == place for one in history]


def within(history: History, top: int) -> list[bool]:
    return [one is not None and one <= top for one in history]


def steps(history: History) -> list[int]:
    """Return the places gained in each step; 0 where the city is not in both tables."""
    return [a - b if a and b else 0 for a, b in pairwise(history)]


def held(history: History) -> list[int]:
    return [one for one in history if one]


def gains(history: History) -> list[int]:
    places = held(history)
    return [0, *(a - b for at, a in enumerate(places) for b in places[at + 1 :])]


def absence(history: History) -> int:
    inside = [at for at, one in enumerate(history) if one]
    return max((b - a - 1 for a, b in pairwise(inside)), default=0)


TRUE: dict[str, Callable[[History, int], int | None]] = {
    "editions_at": lambda history, place: sum(at(history, place)),
    "editions_in_top": lambda history, top: sum(within(history, top)),
    "run_at": lambda history, place: longest(at(history, place)),
    "run_in_top": lambda history, top: longest(within(history, top)),
    "times_at": lambda history, place: spells(at(history, place)),
    "times_in_top": lambda history, top: spells(within(history, top)),
    "longest_rise": lambda history, _: longest([one > 0 for one in steps(history)]),
    "longest_fall": lambda history, _: longest([one < 0 for one in steps(history)]),
    "step_rise": lambda history, _: max(0, *steps(history), 0),
    "step_fall": lambda history, _: -min(0, *steps(history), 0),
    "whole_rise": lambda history, _: max(gains(history)),
    "whole_fall": lambda history, _: -min(gains(history)),
    "best_place": lambda history, _: min(held(history), default=None),
    "worst_place": lambda history, _: max(held(history), default=None),
    "spread": lambda history, _: max(held(history), default=0) - min(held(history), default=0),
    "steadiest": lambda history, _: (
        max(held(history)) - min(held(history)) if None not in history else None
    ),
    "best_unled": lambda history, _: min(held(history), default=None) if 1 not in history else None,
    "absence": lambda history, _: absence(history),
}
