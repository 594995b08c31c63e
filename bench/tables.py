"""Large rankings to measure with: seeded, so that every run reads the same figures."""

import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

_SEED = 8
_CATEGORIES = ("overall", "technology", "human_capital", "reputation")


@dataclass(frozen=True)
class Size:
    """How large a ranking is.

    Attributes:
        name: What its file is called, without a suffix.
        editions: How many editions it has.
        ranked: How many cities each of their tables ranks.
        categories: How many categories each has.
        outside: How many cities more than that there are, to enter and to leave.
    """

    name: str
    editions: int
    ranked: int
    categories: int
    outside: int = 10

    @property
    def rows(self) -> int:
        """The number of its rows."""
        return self.editions * self.ranked * self.categories


ONE_MILLION = Size("one-million", 500, 500, 4)
TEN_MILLION = Size("ten-million", 5_000, 500, 4)
WEEKLY = Size("weekly", 486, 1_488, 1, outside=5_512)
SITES = (
    Size("site-375", 100, 375, 1, outside=0),
    Size("site-750", 100, 750, 1, outside=0),
    Size("site-1500", 100, 1_500, 1, outside=0),
)
_SIZES = {size.name: size for size in (ONE_MILLION, TEN_MILLION, WEEKLY, *SITES)}


def written(size: Size, folder: Path) -> tuple[Path, Path | None]:
    """Return the CSV file of a ranking, and its Parquet file where pyarrow is installed.

    What is missing is made by a process of its own: what is measured starts with the peak memory of
    the process that starts it.
    """
    text, packed = folder / f"{size.name}.csv", folder / f"{size.name}.parquet"
    if not text.exists():
        subprocess.run([sys.executable, "-m", "bench.tables", size.name, folder], check=True)
    return text, packed if packed.exists() else None


def make(size: Size, folder: Path) -> None:
    """Write the files of a ranking."""
    import numpy as np

    text = folder / f"{size.name}.csv"
    unfinished = text.with_suffix(".unfinished")
    generator = np.random.default_rng(_SEED)
    for edition in range(1, size.editions + 1):
        some = _edition(size, edition, generator)
        some.to_csv(unfinished, mode="a", header=edition == 1, index=False)
    if find_spec("pyarrow"):
        from pyarrow import csv, parquet

        columns = csv.ConvertOptions(column_types={"rank": "string"})
        table = csv.read_csv(unfinished, convert_options=columns)
        parquet.write_table(table, text.with_suffix(".parquet"))
    unfinished.rename(text)


def _edition(size: Size, edition: int, generator: "np.random.Generator") -> "pd.DataFrame":
    """Return the tables of an edition: standard competition ranking, ties marked by `=`."""
    import numpy as np
    import pandas as pd

    tables = []
    for category in _CATEGORIES[: size.categories]:
        cities = generator.permutation(size.ranked + size.outside)[: size.ranked]
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


if __name__ == "__main__":
    make(_SIZES[sys.argv[1]], Path(sys.argv[2]))
