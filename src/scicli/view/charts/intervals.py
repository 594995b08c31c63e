"""Ranks as intervals on an axis."""

from scicli.index.rank import Rank


def end(rank: Rank, last: float) -> float:
    """Return the worst place of a rank on an axis that ends at a last place."""
    place: float = min(rank.worst, last)
    return place


def middle(rank: Rank, last: float) -> float:
    """Return the middle of a rank on an axis that ends at a last place."""
    place: float = (rank.best + end(rank, last)) / 2
    return place
