"""The two directions in which cities move, with the words for each."""

from typing import Literal, NamedTuple

from scicli.index.rank import Gain

COUNTED_FROM = 10  # the fewest places moved by the cities that the publisher counts


class Direction(NamedTuple):
    """A direction in which cities move."""

    title: str
    verb: str
    noun: str
    certain: Literal["gain", "gain_max"]  # the bound of the gain that is certain
    sign: Literal[1, -1]  # of a gain in this direction
    counted: str  # the column with the publisher's own count
    gained: str  # the verb for places
    best: str  # the superlative of the rank that it leads to

    def places(self, gained: Gain) -> Gain:
        """Return the places moved in this direction."""
        return gained if self.sign > 0 else gained.lost


UP = Direction("Biggest climbers", "rose", "rise", "gain", 1, "rose_10_or_more", "gained", "best")
DOWN = Direction(
    "Biggest fallers", "fell", "fall", "gain_max", -1, "fell_10_or_more", "lost", "worst"
)
