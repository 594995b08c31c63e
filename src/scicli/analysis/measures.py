"""What records are kept of: measures of the history of each city, each with its bounds.

A measure has a value in every world that the figures leave possible; its bounds hold in all of
them. It is counted over the editions up to one; later ones play no part.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import numpy as np

from scicli.analysis.possible_places import END, OPEN, Inside, Mask, Places
from scicli.analysis.wording import counted, ordinal
from scicli.index.rank import Array

_NONE = -1


class Measured(NamedTuple):
    """The bounds of a measure for each city, and the columns of the editions where it is reached.

    `first` and `last` are those of the least that is certain: of a run its first and last edition,
    of a move those between which it happened, of a count the first and last one that counts. They
    are -1 where nothing is certain.
    """

    least: Array
    most: Array
    first: Array
    last: Array


Count = Callable[[Places, int], Measured]


def _all(places: Places) -> tuple[Mask, Mask]:
    every = np.ones(len(places.cities), dtype=bool)
    return every, every.copy()


@dataclass(eq=False)
class Measure:
    """A measure; it decorates the function that counts it."""

    name: str
    title: str  # in a table, with {top}
    sentence: str  # the claim that it has a value, as of a `ClaimKind`
    unit: Literal["edition", "place", "rank", "rise", "fall", "time"]
    of: Literal["", "place", "top"] = ""  # what it is asked for, if anything
    least_first: bool = False  # whether the least value is the record
    # Which cities can hold the record, for certain and perhaps; all unless it says so.
    among: Callable[[Places], tuple[Mask, Mask]] = _all
    count: Count = field(init=False)

    def proven(self, measured: Measured) -> tuple[Array, Array]:
        """Return the value that is proved for each city, and how far it may go beyond it."""
        least, most = measured.least, measured.most
        return (most, least) if self.least_first else (least, most)

    def titled(self, top: int | None) -> str:
        """Return the title with the place or the top that is asked for."""
        return self.title.format(top=ordinal(top or 0) if self.of == "place" else top)

    def words(self, value: int) -> str:
        """Return a value with its unit: "9 rises", "8th"."""
        if abs(value) >= OPEN:
            return "any number"
        if self.unit == "rank":
            return ordinal(value)
        return counted(value, self.unit, f"{self.unit}s")

    def __call__(self, count: Count) -> Count:
        """Declare the measure."""
        self.count = count
        MEASURES[self.name] = self
        return count


MEASURES: dict[str, Measure] = {}
"""Every measure by its name, in the order in which records are shown."""


@Measure(
    "editions_at",
    title="Most editions in {top} place",
    sentence="{city} stood {nth_top} in exactly {editions} up to {to}",
    unit="edition",
    of="place",
)
def _editions_at(places: Places, place: int) -> Measured:
    return _of_some(_counted, places, places.at(place))


@Measure(
    "editions_in_top",
    title="Most editions in the top {top}",
    sentence="{city} stood in the top {top} in exactly {editions} up to {to}",
    unit="edition",
    of="top",
)
def _editions_in_top(places: Places, top: int) -> Measured:
    return _of_some(_counted, places, places.in_top(top))


@Measure(
    "run_at",
    title="Longest run in {top} place",
    sentence="{city}'s longest run in {nth_top} place up to {to} is {editions}",
    unit="edition",
    of="place",
)
def _run_at(places: Places, place: int) -> Measured:
    return _of_some(_longest, places, places.at(place))


@Measure(
    "run_in_top",
    title="Longest run in the top {top}",
    sentence="{city}'s longest run in the top {top} up to {to} is {editions}",
    unit="edition",
    of="top",
)
def _run_in_top(places: Places, top: int) -> Measured:
    return _of_some(_longest, places, places.in_top(top))


@Measure(
    "times_at",
    title="Most times in {top} place",
    sentence="{city} came to stand {nth_top} exactly {times} up to {to}",
    unit="time",
    of="place",
)
def _times_at(places: Places, place: int) -> Measured:
    return _of_some(_spells, places, places.at(place))


@Measure(
    "times_in_top",
    title="Most times in the top {top}",
    sentence="{city} came into the top {top} exactly {times} up to {to}",
    unit="time",
    of="top",
)
def _times_in_top(places: Places, top: int) -> Measured:
    return _of_some(_spells, places, places.in_top(top))


@Measure(
    "longest_rise",
    title="Longest run of rises",
    sentence="{city}'s longest run of rises up to {to} is {rises}",
    unit="rise",
)
def _longest_rise(places: Places, _: int) -> Measured:
    return _steps(places, places)


@Measure(
    "longest_fall",
    title="Longest run of falls",
    sentence="{city}'s longest run of falls up to {to} is {falls}",
    unit="fall",
)
def _longest_fall(places: Places, _: int) -> Measured:
    return _steps(places, places.upside_down)


@Measure(
    "step_rise",
    title="Biggest rise in one step",
    sentence="{city}'s biggest rise in a single step up to {to} is {places}",
    unit="place",
)
def _step_rise(places: Places, _: int) -> Measured:
    return _biggest_step(places)


@Measure(
    "step_fall",
    title="Biggest fall in one step",
    sentence="{city}'s biggest fall in a single step up to {to} is {places}",
    unit="place",
)
def _step_fall(places: Places, _: int) -> Measured:
    return _biggest_step(places.upside_down)


@Measure(
    "whole_rise",
    title="Biggest rise over several editions",
    sentence="{city}'s biggest rise over any number of editions up to {to} is {places}",
    unit="place",
)
def _whole_rise(places: Places, _: int) -> Measured:
    return _biggest(places)


@Measure(
    "whole_fall",
    title="Biggest fall over several editions",
    sentence="{city}'s biggest fall over any number of editions up to {to} is {places}",
    unit="place",
)
def _whole_fall(places: Places, _: int) -> Measured:
    return _biggest(places.upside_down)


@Measure(
    "best_place",
    title="Best place",
    sentence="{city}'s best place up to {to} is {nth}",
    unit="rank",
    least_first=True,
)
def _best_place(places: Places, _: int) -> Measured:
    sure = np.where(places.sure, places.worst, END)
    least = np.where(places.may, places.best, END).min(axis=0)
    at = sure.argmin(axis=0)
    return _reached(least, sure.min(axis=0), at, at, np.asarray(places.sure.any(axis=0)))


@Measure(
    "worst_place",
    title="Worst place",
    sentence="{city}'s worst place up to {to} is {nth}",
    unit="rank",
)
def _worst_place(places: Places, _: int) -> Measured:
    sure = np.where(places.sure, places.best, 0)
    most = np.where(places.may, places.worst, 0).max(axis=0)
    at, least = sure.argmax(axis=0), sure.max(axis=0)
    # Every place is the first or a worse one, which says nothing.
    return _reached(least, most, at, at, (least > 1) | (least == most))


@Measure(
    "spread",
    title="Biggest spread from best to worst place",
    sentence="{city}'s best and worst place up to {to} are {places} apart",
    unit="place",
)
def _spread(places: Places, _: int) -> Measured:
    lows = np.where(places.sure, places.best, -END)
    highs = np.where(places.sure, places.worst, END)
    lowest, highest = lows.argmax(axis=0), highs.argmin(axis=0)
    least = np.maximum(lows.max(axis=0) - highs.min(axis=0), 0)
    most = np.where(places.may, places.worst, -END).max(axis=0) - np.where(
        places.may, places.best, END
    ).min(axis=0)
    first, last = np.minimum(lowest, highest), np.maximum(lowest, highest)
    return _reached(least, np.maximum(most, 0), first, last, least > 0)


def _in_every(places: Places) -> tuple[Mask, Mask]:
    return np.asarray(places.sure.all(axis=0)), np.asarray(places.may.all(axis=0))


@Measure(
    "steadiest",
    title="Smallest spread, of those in every edition",
    sentence="{city} stayed within {places} in every edition up to {to}",
    unit="place",
    least_first=True,
    among=_in_every,
)
def _steadiest(places: Places, _: int) -> Measured:
    spread = _spread(places, 0)
    first = np.where(spread.first < 0, 0, spread.first)
    return spread._replace(first=first, last=np.where(spread.last < 0, 0, spread.last))


def _never_first(places: Places) -> tuple[Mask, Mask]:
    columns, sure, _ = places.at(1)
    never, perhaps = _all(places)
    never[columns] = False
    perhaps[columns] = ~sure.any(axis=0)
    return never, perhaps


@Measure(
    "best_unled",
    title="Best place without ever leading",
    sentence="{city}'s best place up to {to} is {nth}, and it never led",
    unit="rank",
    least_first=True,
    among=_never_first,
)
def _best_unled(places: Places, _: int) -> Measured:
    best = _best_place(places, 0)
    # A city that never led has never stood first.
    return best._replace(least=np.maximum(best.least, 2))


@Measure(
    "absence",
    title="Longest absence before a return",
    sentence="{city}'s longest absence before a return up to {to} is {editions}",
    unit="edition",
)
def _absence(places: Places, _: int) -> Measured:
    least, first, last = _runs(~places.may & _between(places.sure))
    most = _runs(~places.sure & _between(places.may))[0]
    return _reached(least, most, first, last, least > 0)


def _reached(least: Array, most: Array, first: Array, last: Array, known: Mask) -> Measured:
    return Measured(least, most, np.where(known, first, _NONE), np.where(known, last, _NONE))


def _nothing(places: Places) -> Measured:
    zero = np.zeros(len(places.cities), dtype="int32")
    return Measured(zero, zero.copy(), zero + _NONE, zero + _NONE)


def _of_some(count: Callable[[Mask, Mask], Measured], places: Places, inside: Inside) -> Measured:
    """Return a measure of the cities that ever may stand in some places; of others it is 0."""
    whole = _nothing(places)
    for part, some in zip(whole, count(inside.sure, inside.may), strict=True):
        part[inside.columns] = some
    return whole


def _counted(sure: Mask, may: Mask) -> Measured:
    """Return in how many editions something is so."""
    least = sure.sum(axis=0)
    last = len(sure) - 1 - sure[::-1].argmax(axis=0)
    return _reached(least, may.sum(axis=0), sure.argmax(axis=0), last, least > 0)


def _longest(sure: Mask, may: Mask) -> Measured:
    """Return in how many editions in a row something is so at the longest."""
    least, first, last = _runs(sure)
    most = least if np.array_equal(sure, may) else _runs(may)[0]
    return _reached(least, most, first, last, least > 0)


def _runs(mask: Mask) -> tuple[Array, Array, Array]:
    """Return the length of the longest run of each column, and its first and last row."""
    run = np.zeros(mask.shape[1], dtype="int32")
    longest, last = run.copy(), run.copy()
    for row, is_so in enumerate(mask):
        run = (run + 1) * is_so
        last = np.where(run > longest, row, last)
        longest = np.maximum(longest, run)
    return longest, last - longest + 1, last


def _spells(sure: Mask, may: Mask) -> Measured:
    """Return how many runs there are in which something is so."""
    starts = sure.sum(axis=0) - (sure[1:] & sure[:-1]).sum(axis=0)
    fewest, most = starts.copy(), starts.copy()
    [open_] = np.nonzero((may & ~sure).any(axis=0))
    fewest[open_], most[open_] = _bounds_of_spells(sure[:, open_], may[:, open_])
    *_, first, last = _counted(sure, may)
    return Measured(fewest, most, first, last)


def _bounds_of_spells(sure: Mask, may: Mask) -> tuple[Array, Array]:
    """Return the fewest and the most runs, counted edition by edition.

    Two counts are kept of each: for cities in such a run at that edition, and for the others.
    """
    never = np.int32(len(sure) + 1)
    out = np.zeros(sure.shape[1], dtype="int32")
    fewest_in, fewest_out, most_in, most_out = out + never, out, out - never, out
    for certain, possible in zip(sure, may, strict=True):
        fewest_in, fewest_out = (
            np.where(possible, np.minimum(fewest_in, fewest_out + 1), never),
            np.where(certain, never, np.minimum(fewest_in, fewest_out)),
        )
        most_in, most_out = (
            np.where(possible, np.maximum(most_in, most_out + 1), -never),
            np.where(certain, -never, np.maximum(most_in, most_out)),
        )
    return np.minimum(fewest_in, fewest_out), np.maximum(most_in, most_out)


def _steps(places: Places, ordered: Places) -> Measured:
    """Return the most steps in a row in which places got better.

    `ordered` has the places so that a smaller one is better.
    """
    both = places.sure[:-1] & places.sure[1:]
    either = places.may[:-1] & places.may[1:]
    certain = both & (ordered.worst[1:] < ordered.best[:-1])
    possible = either & (ordered.best[1:] < ordered.worst[:-1])
    if not len(certain):
        return _nothing(places)
    least, first, last = _runs(certain)
    # A run of steps ends one edition later than it begins.
    return _reached(least, _runs(possible)[0], first, last + 1, least > 0)


def _biggest_step(places: Places) -> Measured:
    """Return the most places gained from an edition to the next; 0 if none."""
    if len(places.editions) == 1:
        return _nothing(places)
    both = places.sure[:-1] & places.sure[1:]
    either = places.may[:-1] & places.may[1:]
    gains = np.where(both, places.best[:-1] - places.worst[1:], 0)
    most = np.where(either, places.worst[:-1] - places.best[1:], 0).max(axis=0)
    first, least = gains.argmax(axis=0), np.maximum(gains.max(axis=0), 0)
    return _reached(least, np.maximum(most, 0), first, first + 1, least > 0)


def _biggest(places: Places) -> Measured:
    """Return the most places gained from an edition to any later one; 0 if none."""
    size = len(places.cities)
    least, most = np.zeros(size, dtype="int32"), np.zeros(size, dtype="int32")
    first, last = least + _NONE, least + _NONE
    start, highest, possible = first, np.full(size, -END), np.full(size, -END)
    for row, (best, worst, sure, may) in enumerate(
        zip(places.best, places.worst, places.sure, places.may, strict=True)
    ):
        gain = np.where(sure, highest - worst, 0)
        more = gain > least
        least, first, last = (
            np.where(more, one, old) for one, old in ((gain, least), (start, first), (row, last))
        )
        most = np.maximum(most, np.where(may, possible - best, 0))
        own = np.where(sure, best, -END)
        start, highest = np.where(own >= highest, row, start), np.maximum(highest, own)
        possible = np.maximum(possible, np.where(may, worst, -END))
    return Measured(least, most, first, last)


def _between(mask: Mask) -> Mask:
    """Return the rows of each column between its first and its last one that is true."""
    after = np.maximum.accumulate(mask, axis=0)
    before = np.maximum.accumulate(mask[::-1], axis=0)[::-1]
    return np.asarray(after & before)
