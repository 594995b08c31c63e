"""Large rankings to measure with: seeded, so that every run reads the same figures."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

_SEED = 8
_CATEGORIES = ("overall", "technology", "human_capital", "reputation")
# So many cities more than a table ranks are there to enter and to leave.
_OUTSIDE = 10


@dataclass(frozen=True)
class Size:
    """How large a ranking is.

    Attributes:
        name: What its file is called, without a suffix.
        editions: How many editions it has.
        ranked: How many cities each of their tables ranks.
        categories: How many categories each has.
    """

    name: str
    editions: int
    ranked: int
    categories: int

    @property
    def rows(self) -> int:
        """The number of its rows."""
        return self.editions * self.ranked * self.categories


ONE_MILLION = Size("one-million", 500, 500, 4)
TEN_MILLION = Size("ten-million", 5_000, 500, 4)
WEEKLY = Size("weekly", 500, 1_500, 1)


def written(size: Size, folder: Path) -> tuple[Path, Path | None]:
    """Return the CSV file of a ranking, and its Parquet file where pyarrow is installed."""
    text, packed = folder / f"{size.name}.csv", folder / f"{size.name}.parquet"
    if not text.exists():
        unfinished = text.with_suffix(".unfinished")
        generator = np.random.default_rng(_SEED)
        for edition in range(1, size.editions + 1):
            some = _edition(size, edition, generator)
            some.to_csv(unfinished, mode="a", header=edition == 1, index=False)
        unfinished.rename(text)
    try:
        from pyarrow import csv, parquet
    except ImportError:
        return text, None
    if not packed.exists():
        columns = csv.ConvertOptions(column_types={"rank": "string"})
        parquet.write_table(csv.read_csv(text, convert_options=columns), packed)
    return text, packed


def _edition(size: Size, edition: int, generator: np.random.Generator) -> pd.DataFrame:
    """Return the tables of an edition: standard competition ranking, ties marked by `=`."""
    tables = []
    for category in _CATEGORIES[: size.categories]:
        cities = generator.permutation(size.ranked + _OUTSIDE)[: size.ranked]
        ratings = np.sort(generator.integers(300, 9_000, size.ranked))[::-1] / 10
        places = pd.Series(ratings).rank(method="min", ascending=False).astype("int64")
        marks = places.duplicated(keep=False).map({True: "=", False: ""})
        tables.append(
            pd.DataFrame(
                {
                    "edition": edition,
                    "city": [f"City {city:04}" for city in cities],
                    "category": category,
                    "rank": marks + places.astype("str"),
                    "rating": ratings,
                    "sources": f"press-{edition}",
                }
            )
        )
    return pd.concat(tables)
