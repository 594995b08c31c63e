"""Places on a line of pixels: axes, and labels that stand apart."""

from collections.abc import Sequence
from statistics import fmean
from typing import NamedTuple, TypeVar

from scicli.index.rank import NO_END, Array, Rank

Value = TypeVar("Value", float, Array)
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)
_MOST_TICKS = 6
# An open end reaches beyond the last known place by this share of the axis.
_BEYOND = 0.06


class Scale(NamedTuple):
    """A line from the value `first` at pixel `start` to the value `last` at pixel `end`."""

    first: float
    last: float
    start: float
    end: float

    def at(self, value: Value) -> Value:
        """Return the pixel of a value, or the pixels of an array of values."""
        share = (value - self.first) / (self.last - self.first)
        return self.start + share * (self.end - self.start)


def ticks(first: int, last: int) -> list[int]:
    """Return the ticks of an axis: the first place, and round ones up to the last.

    >>> ticks(1, 13), ticks(1, 62), ticks(1, 3)
    ([1, 5, 10], [1, 20, 40, 60], [1, 2, 3])
    """
    span = last - first
    steps = (*_STEPS, 10 ** len(str(span)) // 5)
    step = next(one for one in steps if span / one < _MOST_TICKS - 1)
    round_places = range(step * (first // step + 1), last + 1, step)
    # The first place and the round one after it both need room.
    return [first, *(place for place in round_places if place - first >= step / 2)]


def bounds(ranks: Sequence[Rank]) -> tuple[int, int]:
    """Return the first and the last place of an axis that shows all ranks and their open ends."""
    bests, worsts = [rank.best for rank in ranks], [rank.worst for rank in ranks]
    first, last = min(bests), int(max(place for place in bests + worsts if place < NO_END))
    if NO_END in worsts:
        last += max(1, round(last * _BEYOND))
    # An axis of ranks near the top begins with place 1.
    first = 1 if first <= max(3, (last - first) / 2) else first
    return first, max(last, first + 1)


def apart(wanted: Sequence[float], gap: float, top: float, bottom: float) -> list[float]:
    """Return where labels stand, given where each should stand.

    They keep their order and stand at least a gap apart, each as near to where it should as that
    allows, and between top and bottom if all fit there.

    >>> apart([10, 11, 40], gap=4, top=0, bottom=50)
    [8.5, 12.5, 40.0]
    """
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    # Labels that touch form a block around the mean of what they want. The gaps above a label are
    # taken off that, so that a block is one number.
    blocks: list[list[float]] = []
    for step, number in enumerate(order):
        blocks.append([wanted[number] - gap * step])
        while len(blocks) > 1 and fmean(blocks[-2]) > fmean(blocks[-1]):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    lowest = bottom - gap * (len(wanted) - 1)
    starts = [max(min(fmean(block), lowest), top) for block in blocks for _ in block]
    stands = [start + gap * step for step, start in enumerate(starts)]
    return [stand for _, stand in sorted(zip(order, stands, strict=True))]
