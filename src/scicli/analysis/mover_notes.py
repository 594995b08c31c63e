"""The notes below the biggest climbers and fallers."""

from typing import Literal

import pandas as pd

from scicli.analysis.direction import COUNTED_FROM, Direction
from scicli.analysis.scope import Area, Moves
from scicli.analysis.wording import counted, nonempty
from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.index import Index

Ranks = Literal["all", "exact"]


def basis_notes(
    both: pd.DataFrame,
    nouns: tuple[str, str],
    area: Area,
    direction: Direction,
    places: int,
    ranks: Ranks,
    *,
    found: bool,
) -> tuple[str, ...]:
    """Return how many cities are compared, and what is not certain about them."""
    several = len(both) > 1
    cities = f"{nouns[several]}{area.phrase('of')}"
    how = "held in both" if ranks == "all" else "held in both as one number"
    only = f"{'Only 1' if len(both) else 'No'} {cities} is {how}."
    undecided = int((both["gain_mark"] == rank.GainStatus.UNDECIDED).sum())
    least = "" if places == 1 else f" of {places} places or more"
    return nonempty(
        f"Among the {len(both)} {cities} {how}." if several else only,
        f"Whether {undecided} of them rose or fell is not certain."
        if several and undecided
        else "",
        f"No {direction.noun}{least} is certain." if len(both) and not found else "",
    )


def publisher_note(index: Index, direction: Direction, moved: Moves, area: Area) -> str:
    """Return the publisher's count of cities that moved far, beside the count of those held."""
    count = index.release(moved.end)[direction.counted]
    adjacent = index.catalog.adjacent(moved.start, moved.end)
    if moved.category != OVERALL or area.names or not adjacent or pd.isna(count):
        return ""
    places = direction.places(moved.gained)
    held = int((places.least >= COUNTED_FROM).sum())
    cities = counted(int(count), *index.nouns)
    counts = f"The publisher counts {cities} that {direction.verb} {COUNTED_FROM} or more places"
    if held > count:
        return f"{counts}, but {counted(held, 'is', 'are')} held."
    if not count:
        return f"{counts}."
    verb = "are" if held > 1 else "is"
    sure = " for certain" if (places.most >= COUNTED_FROM).sum() > held else ""
    return f"{counts}; {held or 'none'} of them {verb} held{sure}."
