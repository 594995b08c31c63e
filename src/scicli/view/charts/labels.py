"""Labels that stand beside a chart, moved apart so that none lies on another."""

from collections.abc import Sequence


def apart(places: Sequence[float], gap: float, top: float, bottom: float) -> list[float]:
    """Return where labels stand that would like to stand at some places, in their order.

    They stand at least a gap apart, each as near to its place as that allows, and within the
    bounds where there is room for all.

    >>> apart([10, 11, 40], gap=4, top=0, bottom=50)
    [8.5, 12.5, 40.0]
    """
    order = sorted(range(len(places)), key=places.__getitem__)
    # Labels that touch stand as one block, in the middle of what its labels would like.
    blocks: list[tuple[float, list[int]]] = []
    for number in order:
        block = [number]
        start = _start([places[one] for one in block], gap, top, bottom)
        while blocks and blocks[-1][0] + gap * len(blocks[-1][1]) > start:
            block = [*blocks.pop()[1], *block]
            start = _start([places[one] for one in block], gap, top, bottom)
        blocks.append((start, block))
    found = [0.0] * len(places)
    for start, block in blocks:
        for rank, number in enumerate(block):
            found[number] = start + gap * rank
    return found


def _start(wanted: Sequence[float], gap: float, top: float, bottom: float) -> float:
    """Return where the first label of a block stands."""
    length = gap * (len(wanted) - 1)
    middle = sum(place - gap * rank for rank, place in enumerate(wanted)) / len(wanted)
    return max(min(middle, bottom - length), top)
