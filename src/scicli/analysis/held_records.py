"""Who holds the record of each measure, as far as the figures prove it."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

import numpy as np

from scicli.analysis.measures import MEASURES, Measure, Measured
from scicli.analysis.possible_places import OPEN, Places
from scicli.index.rank import Array

TOPS = (3, 5, 10, 20)
"""The tops that records are kept of."""
_PLACES = (1, 2, 3)
_FEWEST = 2  # Everybody does something once.


class Record(NamedTuple):
    """A measure, and who holds the record as far as the figures prove it.

    `holders` are the rows of those for whom the most is proved. `others` is how many more cities
    may have as much or more, those not named counted as one; `bound` is the most that anybody may
    have.
    """

    measure: Measure
    top: int | None
    measured: Measured
    holders: tuple[int, ...]
    others: int
    bound: int

    def editions(self, places: Places, row: int) -> list[int]:
        """Return the rows of the editions in which somebody made the record."""
        first, last = int(self.measured.first[row]), int(self.measured.last[row])
        if not self.measure.of:
            return list(range(first, last + 1))
        top = self.top or 0
        inside = places.at(top) if self.measure.of == "place" else places.in_top(top)
        [column] = np.flatnonzero(inside.columns == row)
        return (first + np.flatnonzero(inside.sure[first : last + 1, column])).tolist()


def held_records(
    places: Places,
    inside: Array,
    *,
    city: str | None = None,
    top: int | None = None,
    measures: Collection[str] = MEASURES,
) -> Iterator[Record]:
    """Yield the records of some cities, given by their rows and that of those not named.

    Of one city they are what is proved of it. `top` leaves out the records of other tops.
    """
    for measure, asked in _measures_with_tops(top):
        if measure.name in measures:
            yield from _record(measure, asked, places, inside, city)


def _measures_with_tops(top: int | None) -> Iterator[tuple[Measure, int | None]]:
    """Yield each measure with each place or top that it is asked for."""
    places = _PLACES if top is None else (1,) * (top == 1)
    tops = TOPS if top is None else (top,) * (top > 1)
    for measure in MEASURES.values():
        for asked in {"": (None,), "place": places, "top": tops}[measure.of]:
            yield measure, asked


def _record(
    measure: Measure, top: int | None, places: Places, inside: Array, city: str | None
) -> Iterator[Record]:
    """Yield a record with its holders, if it has any."""
    measured = measure.count(places, top or 0)
    value, bound = measure.proven(measured)
    sure, may = measure.among(places)
    sign = -1 if measure.least_first else 1
    named = inside[:-1]
    certain = named[sure[named] & (measured.first[named] >= 0) & (np.abs(value[named]) < OPEN)]
    if city is not None:
        certain = certain[certain == places.row(city)]
    if not len(certain):
        return
    best = (sign * value[certain]).max()
    holders = tuple(certain[sign * value[certain] == best].tolist())
    if city is None and measure.unit in {"edition", "time", "rise", "fall"} and best < _FEWEST:
        return
    others = np.setdiff1d(inside[may[inside]], holders)
    reach = sign * bound[others]
    yield Record(
        measure, top, measured, holders, int((reach >= best).sum()),
        int(sign * max([best, *(sign * bound[list(holders)]), *reach])),
    )  # fmt: skip
