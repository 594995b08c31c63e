"""The part of the world that a question is narrowed to."""

from typing import NamedTuple

import pandas as pd

from scicli.analysis.wording import counted
from scicli.index.outline import Outline


class Area(NamedTuple):
    """A region, a country, both, or, where both are None, the whole world.

    Attributes:
        region: The name of the region, as the data spell it.
        country: The name of the country, as the data spell it.
    """

    region: str | None
    country: str | None

    @classmethod
    def asked(cls, named: Outline, region: str | None, country: str | None) -> "Area":
        """Return the area that is meant by the names that were typed.

        Raises:
            QuestionError: The data name no such region or country.
        """
        return cls(
            region=None if region is None else named.region(region),
            country=None if country is None else named.country(country),
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Its names; none for the whole world."""
        return tuple(name for name in (self.region, self.country) if name is not None)

    def within(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of a table whose `region` and `country` are those of the area."""
        for column, name in (("region", self.region), ("country", self.country)):
            if name is not None:
                table = table[table[column] == name]
        return table

    def notes(self, table: pd.DataFrame) -> list[str]:
        """Return what is to be said of a table that is narrowed to the area."""
        if not self.names:
            return []
        inside = len(self.within(table))
        verb = "is" if inside == 1 else "are"
        notes = [f"{inside} of these {len(table)} {verb} in {', '.join(self.names)}."]
        for column, name in (("region", self.region), ("country", self.country)):
            unknown = int(table[column].isna().sum()) if name is not None else 0
            if unknown:
                notes.append(f"The {column} of {counted(unknown, 'city', 'cities')} is not known.")
        return notes
