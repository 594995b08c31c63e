"""The part of a table that is asked for: some regions or countries, and the first rows."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from scicli.analysis.wording import counted
from scicli.errors import QuestionError
from scicli.index.catalog import Catalog
from scicli.index.names import listed

Named = str | Iterable[str] | None
"""One name, several, or none."""


class Area(NamedTuple):
    """Regions and countries, or, where there are none, the whole world."""

    regions: tuple[str, ...]
    countries: tuple[str, ...]

    @classmethod
    def asked(cls, catalog: Catalog, region: Named, country: Named) -> "Area":
        """Return the area that is meant by the names that were typed.

        Raises:
            QuestionError: The data name no such region or country.
        """
        return cls(
            regions=tuple(dict.fromkeys(map(catalog.region, each_name(region)))),
            countries=tuple(dict.fromkeys(map(catalog.country, each_name(country)))),
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Its names; none for the whole world."""
        return tuple(listed(names, "and") for names in (self.regions, self.countries) if names)

    def within(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of a table whose `region` and `country` are among those of the area."""
        for column, names in self._columns:
            table = table[table[column].isin(names)]
        return table

    def notes(self, table: pd.DataFrame) -> list[str]:
        """Return what is to be said of a table that is narrowed to the area."""
        if not self.names:
            return []
        inside = len(self.within(table))
        verb = "is" if inside == 1 else "are"
        notes = [f"{inside} of these {len(table)} {verb} in {', '.join(self.names)}."]
        for column, _ in self._columns:
            unknown = int(table[column].isna().sum())
            if unknown:
                notes.append(f"The {column} of {counted(unknown, 'city', 'cities')} is not known.")
        return notes

    @property
    def _columns(self) -> list[tuple[str, tuple[str, ...]]]:
        """The columns that it narrows, each with the names that are kept."""
        columns = (("region", self.regions), ("country", self.countries))
        return [(column, names) for column, names in columns if names]


def each_name(*names: Named) -> list[str]:
    """Return names that are given one by one or as lists.

    >>> each_name("Busan", ["Seoul", "Tokyo"], None)
    ['Busan', 'Seoul', 'Tokyo']
    """
    return [
        name
        for one in names
        if one is not None
        for name in ([one] if isinstance(one, str) else one)
    ]


def first_rows(table: pd.DataFrame, rows: int, place: list[str]) -> pd.DataFrame:
    """Return the first rows of a table, and those behind them that share the place of the last.

    Raises:
        QuestionError: `rows` is less than 1.
    """
    if rows < 1:
        raise QuestionError(f"{rows} rows are none", "ask for 1 or more")
    if rows >= len(table):
        return table
    # No place is negative, so that an open end ties with an open end.
    places = table[place].fillna(-1)
    shared = places.eq(places.iloc[rows - 1]).all(axis="columns") & table[place[0]].notna()
    return table.head(rows + int(shared.iloc[rows:].sum()))


def cut_note(rows: int, shown: int, of: int) -> tuple[str, ...]:
    """Return the sentence that says how many rows are shown, where not all are."""
    if shown == of:
        return ()
    ties = counted(shown - rows, "more that shares", "more that share")
    return (f"The first {rows} of {of}{f', and {ties} the last place' if shown > rows else ''}.",)
