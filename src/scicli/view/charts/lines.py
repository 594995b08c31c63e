"""The lines of rank histories: each city with its ranks, its ink and where it is drawn."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from scicli.analysis.answer import Plot
from scicli.index.editions import Label
from scicli.index.rank import NO_END, UNKNOWN, Mark, Rank, each
from scicli.view.charts.drawing import HIGHLIGHTS, Box, Drawing, Ink, Point
from scicli.view.charts.places import Scale, bounds

UNDER = 18
"""The room for a text under the lowest point."""
_MOST_POINTS = 40  # a line of more editions is drawn in steps, without points
_RADIUS = 3.5
_THICK, _THIN = 2.5, 1.5
_BAR = 3.5
_SIDE_BY_SIDE = 9


class Stop(NamedTuple):
    """A rank of a line, at the index of its edition; an open end reaches to that of the axis.

    `middle` is that of its places. Equal bands of one edition stand side by side: each is `shift`
    pixels to the right.
    """

    edition: int
    rank: Rank
    text: str
    is_exact: bool
    middle: float
    shift: float = 0


@dataclass(frozen=True, eq=False)
class Line:
    """The ranks of one city in the order of time."""

    city: str
    stops: tuple[Stop, ...]

    @property
    def last(self) -> Stop:
        """The latest rank held."""
        return self.stops[-1]

    @property
    def has_gap(self) -> bool:
        """Whether an edition between its first and its last is not held."""
        return self.last.edition - self.stops[0].edition >= len(self.stops)

    @cached_property
    def has_bands(self) -> bool:
        """Whether a rank is a band of places."""
        return not all(stop.is_exact for stop in self.stops)

    @cached_property
    def has_open_end(self) -> bool:
        """Whether a rank is open."""
        return any(stop.rank.mark is Mark.OPEN for stop in self.stops)

    @cached_property
    def runs(self) -> list[list[Stop]]:
        """The ranks of consecutive editions that are single places."""
        runs: list[list[Stop]] = []
        for before, stop in pairwise((None, *self.stops)):
            if stop is None or not stop.is_exact:
                continue
            if before and before.is_exact and stop.edition == before.edition + 1:
                runs[-1].append(stop)
            else:
                runs.append([stop])
        return runs

    @cached_property
    def apart(self) -> list[Stop]:
        """The ranks that no line joins: bands, and those of an edition between two not held."""
        editions = {stop.edition for stop in self.stops}
        return [
            stop
            for stop in self.stops
            if not stop.is_exact or editions.isdisjoint((stop.edition - 1, stop.edition + 1))
        ]


class Field(NamedTuple):
    """The part of a drawing in which lines run; `times` has the place in time of each edition."""

    x: Scale
    y: Scale
    times: Sequence[int]
    editions: Sequence[Label]

    @property
    def in_steps(self) -> bool:
        """Whether lines have too many editions for points."""
        return len(self.editions) > _MOST_POINTS

    def room(self) -> Box:
        """Return the room for texts among the lines."""
        return Box(0, self.y.start - 16, self.x.end + 4, self.y.end + UNDER)

    def point(self, stop: Stop) -> Point:
        """Return where a rank is drawn."""
        return self.across(stop), self.y.at(stop.middle)

    def points(self, run: Sequence[Stop]) -> list[Point]:
        """Return where ranks are drawn that are single places."""
        across = self.x.at(np.array([self.times[stop.edition] for stop in run]))
        down = self.y.at(np.array([stop.middle for stop in run]))
        return list(zip(across.tolist(), down.tolist(), strict=True))

    def across(self, stop: Stop) -> float:
        """Return how far to the right a rank is drawn."""
        return self.x.at(self.times[stop.edition]) + stop.shift


@lru_cache(maxsize=2)
def lines_of(plot: Plot) -> tuple[tuple[Line, ...], tuple[int, int]]:
    """Return the lines of a plot, and the first and last place of their axis.

    Those asked for come first, in their order, then those of the last edition by rank. A page has
    a plot in two widths.
    """
    names, places = plot.frame["city"].tolist(), plot.frame["place"].tolist()
    rows = zip(names, places, each(plot.frame, "rank"), strict=True)
    held = sorted((row for row in rows if row[2] is not UNKNOWN), key=itemgetter(1))
    ranks = [one for *_, one in held]
    first, last = bounds([*ranks, *([Rank(plot.goal, plot.goal)] if plot.goal else [])])
    cities: dict[str, list[Stop]] = {city: [] for city, *_ in held}
    bands = Counter[tuple[int, Rank]]()
    for city, place, one in held:
        end, shift = one, 0
        if not one.exact:
            end = one._replace(worst=last) if one.worst == NO_END else one
            shift = _SIDE_BY_SIDE * bands[place, one]
            bands[place, one] += 1
        middle = (end.best + end.worst) / 2
        cities[city].append(Stop(place, end, one.text(), end.exact, middle, shift))
    lines = [Line(city, tuple(stops)) for city, stops in cities.items()]
    asked = {city: number for number, city in enumerate(plot.cities)}

    def order(line: Line) -> tuple[int, int, int, str]:
        edition, latest = line.last.edition, line.last.rank
        return asked.get(line.city, len(asked)), -edition, latest.best, line.city

    return tuple(sorted(lines, key=order)), (first, last)


def times_of(plot: Plot) -> Sequence[int]:
    """Return the place in time of each edition: its day, or its number if a day is missing."""
    is_dated = len(set(plot.days)) == len(plot.editions)
    return plot.days if is_dated else range(len(plot.editions))


def inks_of(lines: Sequence[Line], plot: Plot) -> dict[str, Ink]:
    """Return the inks of the lines in question: those asked for, all of a few, or the first."""
    asked = [line.city for line in lines if line.city in plot.cities]
    if len(lines) <= len(HIGHLIGHTS) + 1 and len(plot.editions) <= _MOST_POINTS:
        # Few lines have an ink each, so that each can be followed.
        asked = [line.city for line in lines]
    most = len(HIGHLIGHTS) if asked or len(lines) <= len(HIGHLIGHTS) else len(HIGHLIGHTS) - 1
    return dict(zip((asked or [line.city for line in lines])[:most], HIGHLIGHTS, strict=False))


def draw_line(
    drawing: Drawing,
    field: Field,
    line: Line,
    ink: Ink,
    radius: float = _RADIUS,
    *,
    is_main: bool = True,
) -> None:
    """Draw a line with its points and bands; it stops where an edition is not held."""
    in_steps = field.in_steps
    width = _THICK if is_main and ink is not Ink.OTHER else _THIN
    for run in line.runs:
        if len(run) > 1:
            draw = drawing.steps if in_steps else drawing.line
            draw(field.points(run), ink, width)
    for before, after in pairwise(line.stops if line.has_bands else ()):
        if after.edition == before.edition + 1 and not (before.is_exact and after.is_exact):
            drawing.area(_ribbon(field, before, after), ink, 0.12)
    for stop in line.apart if in_steps else line.stops:
        words = f"{line.city}, {field.editions[stop.edition]}: {stop.text}"
        if stop.is_exact:
            drawing.dot(*field.point(stop), radius if width > _THIN else 2.5, ink, words)
        else:
            draw_band(drawing, field, stop, ink, words)


def draw_band(drawing: Drawing, field: Field, stop: Stop, ink: Ink, words: str) -> None:
    """Draw a rank that is a band of places; an open one ends in an arrow."""
    x, top, bottom = field.across(stop), *_ends(field, stop)
    drawing.bar(Box(x - _BAR, top, x + _BAR, bottom), ink, 0.35, words)
    if stop.rank.mark is Mark.OPEN:
        drawing.area([(x - 6, bottom - 2), (x + 6, bottom - 2), (x, bottom + 7)], ink, 1)


def _ends(field: Field, stop: Stop) -> tuple[float, float]:
    return field.y.at(stop.rank.best), field.y.at(stop.rank.worst)


def _ribbon(field: Field, before: Stop, after: Stop) -> list[Point]:
    left, right = field.across(before), field.across(after)
    (top, bottom), (next_top, next_bottom) = _ends(field, before), _ends(field, after)
    return [(left, top), (right, next_top), (right, next_bottom), (left, bottom)]
