"""The warnings about names: those that may be one, and those that may be no name."""

from typing import TYPE_CHECKING

from scicli.files.dataset import Files
from scicli.files.faults import Collect, Severity
from scicli.index.aliases import Aliases, csv_line, proposed
from scicli.index.catalog import Catalog
from scicli.index.cells import Cells
from scicli.index.name_checks import look_alikes, mixed_alphabets, no_entities
from scicli.index.names import slips_apart, spelling
from scicli.index.plain_names import plain_name_of
from scicli.index.presence import Presence
from scicli.index.successors import successors

if TYPE_CHECKING:
    import pandas as pd

_NAMES = ("edition", "category", "city")


class NameDoubts:
    """The warnings about the names in data, and the aliases that they propose."""

    def __init__(
        self, files: Files, figures: "pd.DataFrame", catalog: Catalog, faults: Collect
    ) -> None:
        self._figures = figures
        self._catalog = catalog
        self._presence = Presence(figures, catalog)
        self._cells = Cells(files.figures, _NAMES, faults)
        self._first_rows = {column: self._cells.first_rows(column) for column in _NAMES}
        self._pairs: list[tuple[str, str]] = []  # Names that may be one.
        self._declared = {""} | {
            alias.strip()
            for table in files.own_cities
            for aliases in table.column("aliases").distinct
            for alias in aliases.split(";")
        }

    def add_all(self) -> None:
        """Add all warnings."""
        self._spellings()
        self._letters()
        self._alike()
        self._successors()

    def aliases(self) -> Aliases:
        """Return the names that may be one, given all warnings; see `proposed`."""
        return proposed(self._pairs, self._presence)

    def _spellings(self) -> None:
        """Suspect categories and cities that look like others, and names of several lines."""
        for category, other in slips_apart(self._catalog.categories):
            remedy = "spell them alike, if they are one"
            self._warn_first("category", category, f"is almost '{other}'", remedy)
        for name, city in self._catalog.spellings.items():
            if name not in self._declared:
                remedy = "spell them alike, or tell them apart"
                self._warn_first("city", name, f"is read as '{city}'", remedy)
        for first, *others in self._catalog.apart:
            for name in others:
                looks = f"looks like '{first}' but is kept apart, because one edition has both"
                self._warn_first("city", name, looks, "tell them apart, or leave one out")
        for column in _NAMES:
            for text in self._cells.distinct(column):
                if "\n" in text or "\r" in text:
                    remedy = "write it on one line, if it is one"
                    self._warn_first(column, text, "has a line end in it", remedy)

    def _letters(self) -> None:
        """Suspect names with letters or marks that are no part of them."""
        for name in self._undeclared():
            plain = plain_name_of(name)
            if "\ufffd" in name:
                problem = "has a character that was lost in decoding"
                self._warn_first("city", name, problem, "write the name as its publisher does")
            elif spelling(plain) != spelling(name):
                self._pair(name, plain)
                problem = f"has marks or letters that are no part of a name, and may be '{plain}'"
                self._warn_first("city", name, problem, "write it so, if it is")
            elif alphabets := mixed_alphabets(name):
                problem = f"has letters of two alphabets in one word, {alphabets}"
                self._warn_first("city", name, problem, "write it with letters of one")

    def _alike(self) -> None:
        """Suspect names that look like others, and rows of no city."""
        names = self._undeclared()
        for name, other in look_alikes(name for name in names if plain_name_of(name) == name):
            self._pair(name, other)
            problem, remedy = f"looks like '{other}'", "write both alike, if they are one"
            self._warn_first("city", name, problem, remedy)
        for name in no_entities(names):
            problem = "may be a sum, a mean or a group of the others"
            self._warn_first("city", name, problem, "leave its rows out, if it is none of them")

    def _undeclared(self) -> list[str]:
        """Return the names of cities that no `cities.csv` of the data declares as aliases."""
        return [name for name in self._cells.distinct("city") if name not in self._declared]

    def _pair(self, *names: str) -> None:
        """Note two names of the data that may be one."""
        one, other = (self._catalog.spellings.get(name, name) for name in names)
        if one in self._catalog.cities and other in self._catalog.cities:
            self._pairs.append((one, other))

    def _successors(self) -> None:
        """Suspect a city that replaces one of a similar name, or at its place, in an edition."""
        for city, other, before, edition, row, new_name in successors(
            self._figures, self._catalog, self._presence
        ):
            self._pairs.append((other, city))
            if new_name:
                problem = f"may be '{other}' of edition {before} under a new name"
                line = csv_line(city, other)
                remedy = f"add the line '{line}' to a cities.csv of city,aliases, if it is"
                self._warn(row, "city", problem, remedy)
            elif plain_name_of(city) != other:
                problem = f"is almost '{other}' of edition {before}, which edition {edition} lacks"
                self._warn(row, "city", problem, "spell them alike, if they are one")

    def _warn(self, row: int, column: str, problem: str, remedy: str) -> None:
        self._cells.fault(row, column, problem, remedy, Severity.WARNING)

    def _warn_first(self, column: str, text: str, problem: str, remedy: str) -> None:
        """Warn of the first row that has a text."""
        self._warn(self._first_rows[column][text], column, problem, remedy)
