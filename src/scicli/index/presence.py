"""The editions in which each city stands, and who left and entered from one to the next."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from scicli.index.catalog import Catalog
from scicli.index.editions import Label

if TYPE_CHECKING:
    import pandas as pd

    from scicli.index.figures import Numbers


class Step(NamedTuple):
    """Two neighbouring editions, and the cities that only one of them has, by name.

    The positions are those of the rows of each edition.
    """

    before: Label
    edition: Label
    left: tuple[str, ...]
    entered: tuple[str, ...]
    rows_before: slice
    rows: slice


class Presence:
    """Where the cities of `Index.figures` stand."""

    def __init__(self, figures: "pd.DataFrame", catalog: Catalog) -> None:
        import numpy as np

        self._labels = catalog.editions
        self._names = tuple(catalog.cities)
        self._numbers = {name: number for number, name in enumerate(self._names)}
        self._cities: Numbers = figures["city"].cat.codes.to_numpy()
        self._editions: Numbers = figures["edition"].cat.codes.to_numpy()
        # The rows are in the order of their editions.
        self._starts = np.searchsorted(self._editions, np.arange(len(self._labels) + 1))

    def steps(self) -> Iterator[Step]:
        """Yield each step from an edition to the next in which cities left and entered."""
        for position, edition in enumerate(self._labels[1:]):
            rows_before, rows = self._rows(position), self._rows(position + 1)
            left, entered = self._only_in(rows_before, rows), self._only_in(rows, rows_before)
            if left and entered:
                yield Step(self._labels[position], edition, left, entered, rows_before, rows)

    def editions_of(self, city: str) -> frozenset[int]:
        """Return the positions of the editions in which a city stands."""
        rows, starts = self._by_city
        number = self._numbers[city]
        return frozenset(self._editions[rows[starts[number] : starts[number + 1]]].tolist())

    def never_meet(self, *cities: str) -> bool:
        """Return whether no edition has two of some cities."""
        editions = list(map(self.editions_of, cities))
        return len(frozenset().union(*editions)) == sum(map(len, editions))

    def follows(self, step: Step) -> bool:
        """Return whether all who left in a step never return, and all who entered are new."""
        position = self._labels.index(step.before)
        return all(max(self.editions_of(city)) == position for city in step.left) and all(
            min(self.editions_of(city)) > position for city in step.entered
        )

    def _rows(self, position: int) -> slice:
        return slice(int(self._starts[position]), int(self._starts[position + 1]))

    def _only_in(self, rows: slice, others: slice) -> tuple[str, ...]:
        """Return the cities in some rows and not in others, by name."""
        import numpy as np

        only = np.zeros(len(self._names), dtype=bool)
        only[self._cities[rows]] = True
        only[self._cities[others]] = False
        return tuple(sorted(self._names[number] for number in np.flatnonzero(only).tolist()))

    @cached_property
    def _by_city(self) -> "tuple[Numbers, Numbers]":
        """The rows in the order of their cities, and the position at which each city begins."""
        import numpy as np

        rows = np.argsort(self._cities, kind="stable")
        return rows, np.searchsorted(self._cities[rows], np.arange(len(self._names) + 1))
