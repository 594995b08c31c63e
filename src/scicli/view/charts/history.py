"""Rank histories as lines: place 1 on top, and the names at the ends of the lines."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from scicli.analysis.answer import Answer, Overtake, Plot
from scicli.analysis.wording import month_of, ordinal
from scicli.errors import QuestionError
from scicli.view.charts.drawing import MARGIN, SIZE, SMALL, Drawing, Drawn, Ink, Point
from scicli.view.charts.letters import cut, width_of
from scicli.view.charts.lines import (
    UNDER,
    Field,
    Line,
    draw_line,
    inks_of,
    lines_of,
    times_of,
)
from scicli.view.charts.panels import panels
from scicli.view.charts.places import Scale, apart, ticks
from scicli.view.charts.rows import ARROWS

_MOST_LINES = 18  # of one field; more get a panel each
_MOST_PANELS = 200
_LABEL_HEIGHT = 17
_ROOM_FOR_NAMES = 0.45  # of the width, at most
_LEADER = 14
_MOST_RINGS = 5
_MOST_NAMED_WITHIN = 8
_BETWEEN_LABELS = 10
_AROUND_RING = (8, 20, 32)


class _Ending(NamedTuple):
    """The label at the end of a line: its rank, if that is of the last edition, and its name."""

    y: float
    rank: str
    name: str
    ink: Ink
    bold: bool


def history(drawing: Drawing, answer: Answer, plot: Plot, top: float) -> Drawn:
    """Draw the ranks of cities below `top`.

    A line joins single ranks of consecutive editions, and stops at a gap. A rank that is a band of
    places is drawn as one, and never as a point.
    """
    lines, (first, last) = lines_of(plot)
    if len(lines) > _MOST_PANELS:
        raise QuestionError(
            f"{len(lines)} lines are too many for a chart", f"name {_MOST_PANELS} cities or fewer"
        )
    words = _in_words(plot)
    if len(lines) > _MOST_LINES:
        return Drawn(*panels(drawing, plot, lines, (first, last), top), words)
    inks = inks_of(lines, plot)
    start = min(line.stops[0].edition for line in lines)
    gutter = max(width_of(str(tick), SMALL) for tick in ticks(first, last)) + 8
    field = _field(drawing, plot, (MARGIN + gutter + 6, top + 22), start)
    _place_axis(drawing, field, gutter)
    bottom = edition_axis(drawing, field, plot, start, field.y.end + UNDER)
    for line in sorted(lines, key=lambda line: line.city in inks):
        is_main = line.city in inks and (line.city in plot.cities or not plot.cities)
        draw_line(drawing, field, line, inks.get(line.city, Ink.OTHER), is_main=is_main)
    tinted = len(plot.cities) == 2 and len(lines) == 2 and not field.in_steps
    if tinted:
        _tint(drawing, field, lines, inks)
    if plot.goal:
        y = field.y.at(plot.goal)
        drawing.line([(field.x.start, y), (field.x.end, y)], Ink.QUIET, 1.5, dash="5 4")
    named = _first_and_old_ranks(drawing, field, plot, lines, inks)
    rings = _rings(drawing, field, plot, lines)
    _endings(drawing, field, plot, [line for line in lines if line.city not in named], inks)
    key = (
        "A ring: one overtook the other." if rings else "",
        "The shade shows who is ahead." if tinted else "",
        *_key(lines, first),
    )
    return Drawn(bottom, tuple(filter(None, key)), words)


def _field(drawing: Drawing, plot: Plot, corner: Point, start: int) -> Field:
    """Return where lines run from the edition `start` on, below and right of a corner."""
    lines, (first, last) = lines_of(plot)
    labels = [_label(plot, line) for line in lines]
    if plot.goal:
        labels.append((ordinal(plot.goal), ""))
    right = drawing.width - MARGIN - _room_for_names(drawing, labels) - _LEADER - 6
    height = max(drawing.height, _LABEL_HEIGHT * (len(lines) + 1))
    times = times_of(plot)
    left, upper = corner
    return Field(
        Scale(times[start], max(times[-1], times[start] + 1), left, right),
        Scale(first, last, upper, upper + height - UNDER),
        times,
        plot.editions,
    )


def _key(lines: Sequence[Line], first: int) -> Iterator[str]:
    """Yield what explains the axis, which begins with the place `first`, and the lines."""
    if first > 1:
        yield f"Places 1 to {first - 1} are not drawn."
    if any(line.has_bands for line in lines):
        yield "Bars and ribbons are bands of places."
    if any(line.has_open_end for line in lines):
        yield ARROWS
    if any(line.has_gap for line in lines):
        yield "A line stops where its edition is not held."


@lru_cache(maxsize=2)
def _in_words(plot: Plot) -> tuple[str, ...]:
    """Return a sentence for each line."""
    names = [f" in {edition}" for edition in plot.editions]
    lines, _ = lines_of(plot)
    return tuple(
        f"{line.city}: {', '.join(stop.text + names[stop.edition] for stop in line.stops)}"
        for line in lines
    )


def _label(plot: Plot, line: Line) -> tuple[str, str]:
    """Return the rank in the last edition and the name, or only the name and what is last held."""
    edition = plot.editions[line.last.edition]
    if edition == plot.editions[-1]:
        return line.last.text, line.city
    return "", f"{line.city}, last held in {edition}"


def _room_for_names(drawing: Drawing, labels: Sequence[tuple[str, str]]) -> float:
    ranks = max(width_of(rank, SIZE, bold=True) for rank, _ in labels)
    names = max(width_of(name, SIZE, bold=True) for _, name in labels)
    return min(ranks + 6 + names, _ROOM_FOR_NAMES * drawing.width)


def _place_axis(drawing: Drawing, field: Field, gutter: float) -> None:
    first, last = int(field.y.first), int(field.y.last)
    for tick in ticks(first, last):
        y = field.y.at(tick)
        drawing.line([(field.x.start - 6, y), (field.x.end + 6, y)], Ink.GRID)
        drawing.text(MARGIN + gutter - 8, y + 4, str(tick), ink=Ink.QUIET, size=SMALL, anchor="end")
    drawing.text(MARGIN, field.y.start - 11, "rank", ink=Ink.QUIET, size=SMALL)


def edition_axis(drawing: Drawing, field: Field, plot: Plot, start: int, base: float) -> float:
    """Write the editions below `base`: the last, the first, and those between that have room."""
    steps = list(range(start, len(plot.editions)))
    y = base + 20
    labels = _edition_labels(plot)
    taken: list[tuple[float, float]] = []
    lines = max(len(words) for words, _ in labels[start:])
    for step in dict.fromkeys((steps[-1], steps[0], *_thinned(steps))):
        x = field.x.at(field.times[step])
        words, width = labels[step]
        half = width / 2
        # The first and the last label may not leave the picture.
        middle = min(max(x, MARGIN + half), drawing.width - MARGIN - half)
        left, right = middle - half, middle + half
        if all(right + _BETWEEN_LABELS < one or other + _BETWEEN_LABELS < left
               for one, other in taken):  # fmt: skip
            taken.append((left, right))
            drawing.line([(x, base + 4), (x, base + 8)], Ink.OTHER)
            for number, word in enumerate(words):
                drawing.text(
                    middle, y + 13 * number, word, ink=Ink.QUIET, size=SMALL, anchor="middle"
                )
    return y + 13 * (lines - 1) + 4


def _thinned(steps: Sequence[int]) -> Iterator[int]:
    """Yield the steps again and again, each time closer together, from the last on."""
    for distance in (64, 32, 16, 8, 4, 2, 1):
        yield from steps[::-1][::distance]


@lru_cache(maxsize=2)
def _edition_labels(plot: Plot) -> list[tuple[list[str], float]]:
    """Return the label of each edition, and its width."""
    labels = [_edition_words(plot, step) for step in range(len(plot.editions))]
    return [(words, max(width_of(one, SMALL) for one in words)) for words in labels]


def _edition_words(plot: Plot, step: int) -> list[str]:
    """Return the label of an edition, and its month below it if it has a date."""
    label = str(plot.editions[step])
    if not plot.days:
        return [label]
    day = date.fromordinal(plot.days[step])
    month = month_of(day.isoformat()) or ""
    if str(day.year) in label:
        return [label if len(label) <= len(month) else month]
    return [label, month]


def _tint(drawing: Drawing, field: Field, lines: Sequence[Line], inks: dict[str, Ink]) -> None:
    """Shade the area between two lines in the colour of the city that is ahead."""
    by_edition = [{stop.edition: stop for stop in line.stops if stop.is_exact} for line in lines]
    for edition in by_edition[0]:
        stops = [[one.get(step) for step in (edition, edition + 1)] for one in by_edition]
        if any(stop is None for pair in stops for stop in pair):
            continue
        (one, next_one), (other, next_other) = (
            [field.point(stop) for stop in pair if stop] for pair in stops
        )
        crossing = _crossing(one, next_one, other, next_other)
        corners = [one, *([crossing] if crossing else [next_one, next_other]), other]
        first = one if one != other else next_one
        leader = lines[0] if first[1] < (other if one != other else next_other)[1] else lines[1]
        drawing.area(corners, inks[leader.city], 0.08)
        if crossing:
            behind = lines[1] if leader is lines[0] else lines[0]
            drawing.area([crossing, next_one, next_other], inks[behind.city], 0.08)


def _crossing(one: Point, next_one: Point, other: Point, next_other: Point) -> Point | None:
    """Return where two lines between the same editions cross, or None."""
    gap, next_gap = one[1] - other[1], next_one[1] - next_other[1]
    if gap * next_gap >= 0:
        return None
    share = gap / (gap - next_gap)
    return (
        one[0] + share * (next_one[0] - one[0]),
        one[1] + share * (next_one[1] - one[1]),
    )


def _endings(
    drawing: Drawing, field: Field, plot: Plot, lines: Sequence[Line], inks: dict[str, Ink]
) -> None:
    """Write the names at the ends of the lines, set apart, with a leader to each.

    Those that are not held in the last edition stand below the others.
    """
    endings = [
        _Ending(field.point(line.last)[1], *_label(plot, line), inks.get(line.city, Ink.OTHER),
                bold=line.city in plot.cities and len(plot.cities) < len(lines))
        for line in lines
    ]  # fmt: skip
    if plot.goal:
        y = field.y.at(plot.goal)
        endings.append(_Ending(y, ordinal(plot.goal), "", Ink.QUIET, bold=False))
    if not endings:
        return
    endings.sort(key=lambda one: not one.rank)
    old = sum(not one.rank for one in endings)
    bottom = field.y.end + UNDER - 4
    now = [one.y for one in endings if one.rank]
    stands = apart(now, _LABEL_HEIGHT, field.y.start, bottom - old * _LABEL_HEIGHT)
    stands += [bottom - number * _LABEL_HEIGHT for number in reversed(range(old))]
    left = field.x.end + 6 + _LEADER
    ranks = max(width_of(one.rank, SIZE, bold=True) for one in endings)
    for one, y in zip(endings, stands, strict=True):
        if one.rank:
            points = [(field.x.end + 6, one.y), (left - 4, y)]
            drawing.line(points, one.ink)
            drawing.text(left + ranks, y + 4, one.rank, anchor="end", bold=True)
        indent = ranks + 6 if ranks and (one.rank or len(endings) > 1) else 0
        room = drawing.width - MARGIN - left - indent
        quiet = Ink.TEXT if one.rank else Ink.QUIET
        name = cut(one.name, SIZE, room, bold=one.bold)
        drawing.text(left + indent, y + 4, name, ink=quiet, bold=one.bold)


def _first_and_old_ranks(
    drawing: Drawing, field: Field, plot: Plot, lines: Sequence[Line], inks: dict[str, Ink]
) -> set[str]:
    """Write the first rank of each line in question, and name lines where they end early.

    Return the cities that could be named there.
    """
    end = len(field.editions) - 1
    room = field.room()
    named = set()
    for line in lines:
        first, last = line.stops[0], line.last
        is_asked = line.city in (plot.cities or inks)
        if is_asked and first is not last and first.is_exact:
            drawing.text_beside(field.point(first), first.text, room)
        if last.edition < end and len(lines) <= _MOST_NAMED_WITHIN:
            name = f"{line.city} {last.text}"
            if drawing.text_beside(field.point(last), name, room):
                named.add(line.city)
    return named


def _rings(drawing: Drawing, field: Field, plot: Plot, lines: Sequence[Line]) -> int:
    """Ring the last points at which one city overtook another, and return their number.

    Lines that are not drawn from one edition to the next do not cross.
    """
    passed = {name for one in plot.passings for name in (one.city, one.other)}
    by_end = {
        (line.city, stop.edition): stop
        for line in lines
        if line.city in passed
        for stop in line.stops
    }
    rings: list[tuple[Point, Overtake]] = []
    for one in plot.passings:
        start, end = plot.editions.index(one.before), plot.editions.index(one.after)
        keys = list(product((one.city, one.other), (start, end)))
        drawn = [by_end[key] for key in keys if key in by_end and by_end[key].is_exact]
        if end - start > 1 or len(drawn) < len(keys):
            continue
        points = [field.point(stop) for stop in drawn]
        crossing = _crossing(*points)
        rings += [(crossing, one)] if crossing else []
    rings = rings[-_MOST_RINGS:]
    for (x, y), one in rings:
        words = f"{one.city} overtook {one.other}, {one.after}"
        drawing.ring(x, y, 6, Ink.TEXT, words)
    # Of several cities a name beside a ring could mean another line.
    for (x, y), one in dict.fromkeys([*rings[:1], *rings[-1:]] if len(lines) == 2 else []):
        words = f"{one.city} passes {one.other}"
        drawing.text_beside((x, y), words, field.room(), _AROUND_RING)
    return len(rings)
