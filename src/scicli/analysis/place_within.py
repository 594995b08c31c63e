"""The place of a city among the cities of its region or country."""

from functools import lru_cache
from typing import Literal

import numpy as np
import pandas as pd

from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Coverage, Index
from scicli.index.rank import NO_END, Array, Mark, Rank

Within = Literal["region", "country"]
NOT_KNOWN = -1
"""The number of a home that is not known."""


def with_place_within(table: pd.DataFrame, within: Within, coverage: Coverage) -> pd.DataFrame:
    """Add the place among the cities of the same region or country as `place_within`, ….

    It is missing where no rank is held, or the region or country of the city is not known;
    `place_within_max` is also missing where an open end leaves it unbounded. Two cities of one home
    with one exact rank are a tie.
    """
    held = table[table["rank"].notna()]
    ranks = rank.column(held, "rank")
    homes = held[within].astype("category").cat.codes.to_numpy("int64")
    places = places_within(ranks, homes, coverage.missing, coverage.depth)
    unknown, is_open = homes == NOT_KNOWN, places.worst == NO_END
    same = pd.DataFrame({"home": homes, "best": ranks.best, "worst": ranks.worst})
    tied = same.duplicated(keep=False).to_numpy() & ranks.exact & places.exact
    mark = pd.Series(Mark.PLAIN, index=held.index, dtype="str")
    return table.join(
        pd.DataFrame(
            {
                "place_within": pd.arrays.IntegerArray(places.best, unknown),
                "place_within_max": pd.arrays.IntegerArray(places.worst, unknown | is_open),
                "place_within_mark": mark.mask(tied, Mark.TIED).mask(is_open, Mark.OPEN),
            },
            index=held.index,
        )
    )


@lru_cache(maxsize=8)
def home_places(
    index: Index, edition: Label, within: Within, category: str = OVERALL
) -> dict[str, Rank]:
    """Return the place of each city of a table among those of its home.

    Cities whose rank or home is not known are left out.
    """
    coverage = index.coverage(edition, category)
    table = with_place_within(index.table(edition, category), within, coverage)
    held = table[table["place_within"].notna()]
    return dict(zip(held["city"], rank.each(held, "place_within"), strict=True))


def places_within(ranks: Rank, homes: Array, missing: int, depth: int) -> Rank:
    """Return which places each city can have among the cities of its home.

    `homes` are numbers of regions or countries, or `NOT_KNOWN`; for a city without a known home the
    result means nothing. Up to `missing` cities of the table are not held; they stand below the
    depth.

    A place is one more than the number of cities ahead. The best place counts the cities of the
    same home that are certainly ahead. The worst counts the cities of the same home that may be
    ahead, and those that are not held; but only p − 1 cities are ahead of place p, and some of them
    are certainly of another home.
    """
    everywhere, nowhere = np.zeros_like(homes), np.full_like(homes, NOT_KNOWN)
    ahead = rank.count_better(everywhere, ranks.worst, everywhere, ranks.best)
    ahead_at_home = rank.count_better(homes, ranks.worst, homes, ranks.best)
    ahead_of_no_home = rank.count_better(homes, ranks.worst, nowhere, ranks.best)
    may_be_at_home = (
        rank.count_better(homes, ranks.best, homes, ranks.worst)
        - rank.may_be_ahead(ranks, ranks)  # A city is not ahead of itself.
        + rank.count_better(homes, ranks.best, nowhere, ranks.worst)
    )
    not_held = np.clip(ranks.worst - 1 - ahead, 0, missing)
    not_held = np.where(ranks.worst <= depth + 1, 0, not_held)
    ahead_elsewhere = ahead - ahead_at_home - ahead_of_no_home
    best = 1 + ahead_at_home
    worst = 1 + np.minimum(ranks.worst - 1 - ahead_elsewhere, may_be_at_home + not_held)
    # Where ties are ranked 1, 1, 2, more cities are ahead than there are better places.
    worst = np.maximum(best, worst)
    return Rank(best, np.where(ranks.worst == NO_END, NO_END, worst))
