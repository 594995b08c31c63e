"""Which cities entered and left the top of a table between two editions."""

from scicli.analysis.scope import Moves
from scicli.index import rank
from scicli.index.index import Index
from scicli.index.names import listed
from scicli.index.rank import Array


def top_notes(index: Index, moved: Moves, top: int) -> tuple[str, ...]:
    """Return the cities that entered and left the top, and those for which that is not certain.

    Backwards in time, cities stand in one top and not in the other.
    """
    start, end = moved.start, moved.end
    was_inside, was_outside = _inside_and_outside(index, moved, "from_rank", top)
    is_inside, is_outside = _inside_and_outside(index, moved, "to_rank", top)
    only_after, only_before = (
        (f"Entered the top {top}", f"Left the top {top}")
        if moved.forward
        else (
            f"In the top {top} of {end}, not in that of {start}",
            f"In the top {top} of {start}, not in that of {end}",
        )
    )
    notes = {
        only_after: is_inside & was_outside,
        f"In the top {top} of {end}, perhaps not in that of {start}": (
            is_inside & ~was_inside & ~was_outside
        ),
        only_before: was_inside & is_outside,
        f"In the top {top} of {start}, perhaps not in that of {end}": (
            was_inside & ~is_inside & ~is_outside
        ),
    }
    cities = moved.table["city"]
    found = tuple(
        f"{what}: {listed(cities[which].tolist(), 'and')}."
        for what, which in notes.items()
        if which.any()
    )
    return found or (f"No {moved.nouns[0]} is known to have entered or left the top {top}.",)


def entered_and_left(index: Index, moved: Moves, top: int) -> tuple[list[str], list[str]]:
    """Return the cities that certainly entered the top, and those that certainly left it."""
    was_inside, was_outside = _inside_and_outside(index, moved, "from_rank", top)
    is_inside, is_outside = _inside_and_outside(index, moved, "to_rank", top)
    cities = moved.table["city"]
    return cities[is_inside & was_outside].tolist(), cities[was_inside & is_outside].tolist()


def _inside_and_outside(index: Index, moved: Moves, side: str, top: int) -> tuple[Array, Array]:
    """Return which cities certainly stood in the top of a table, and which certainly did not.

    A city that is not held stands below the depth of a partial table, or is not in it. It is not
    in a complete table.
    """
    edition = moved.start if side == "from_rank" else moved.end
    coverage = index.coverage(edition, moved.category)
    ranks = rank.column(moved.table, side)
    known = coverage.complete or coverage.depth >= top
    return ranks.held & (ranks.worst <= top), (ranks.best > top) | (~ranks.held & known)
