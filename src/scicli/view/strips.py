"""Numbers as strips of characters."""

from collections.abc import Sequence

from scicli.view.characters import Signs

_LONGEST_BAR = 24


def bars(lengths: Sequence[int], signs: Signs) -> list[str]:
    """Return numbers as bars: a block for each, or fewer where the longest would be too long."""
    longest = max(map(abs, lengths), default=0)
    scale = min(1.0, _LONGEST_BAR / longest) if longest else 1.0
    return [signs.block * max(1, round(abs(length) * scale)) for length in lengths]
