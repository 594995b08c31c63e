"""The cities of which a rank is held in two editions, one by one."""

import math
from dataclasses import dataclass

from scicli.analysis.moves import Moves
from scicli.analysis.wording import place_words


@dataclass(frozen=True)
class Mover:
    """A city of which a rank is held in both of two editions.

    Attributes:
        city: Its name.
        before: The best and the worst place before.
        after: The best and the worst place after.
    """

    city: str
    before: tuple[int, float]
    after: tuple[int, float]

    @property
    def least(self) -> float:
        """The places gained at least."""
        return self.before[0] - self.after[1]

    @property
    def most(self) -> float:
        """The places gained at most."""
        return self.before[1] - self.after[0]

    @property
    def words(self) -> str:
        """Its name with both ranks: "Busan (27th to 22nd)"."""
        if self.before == self.after:
            return f"{self.city} ({place_words(*self.after)} in both)"
        return f"{self.city} ({place_words(*self.before)} to {place_words(*self.after)})"

    def overtook(self, other: "Mover") -> bool:
        """Tell whether it certainly stood behind another city, and certainly stands ahead now."""
        return self.before[0] > other.before[1] and self.after[1] < other.after[0]


def movers_of(moved: Moves) -> list[Mover]:
    """Return the cities held in both editions, by their new rank and then by name."""
    both = moved.both.sort_values(["to_rank", "to_rank_max", "city"])
    columns = [
        both[name].tolist() for name in ("from_rank", "from_rank_max", "to_rank", "to_rank_max")
    ]
    rows = zip(both["city"], *columns, strict=True)
    return [Mover(city, (a, _worst(b)), (c, _worst(d))) for city, a, b, c, d in rows]


def _worst(place: object) -> float:
    return float(place) if isinstance(place, int) else math.inf
