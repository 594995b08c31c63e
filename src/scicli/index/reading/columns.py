"""Which columns a file may have, and which it needs."""

from collections.abc import Sequence
from typing import NamedTuple

from scicli.index.categories import OVERALL
from scicli.index.faults import Fault, Faults
from scicli.index.reading.paths import File, Holding

COUNTS = (
    "cities_ranked",
    "cities_researched",
    "instrumental_factors",
    "assessments",
    "respondents",
    "rose_10_or_more",
    "fell_10_or_more",
)
"""The columns of releases that count something."""
FIGURE_COLUMNS = (
    "edition",
    "city",
    "category",
    "rank",
    "rating",
    "basis",
    "sources",
    "country",
    "region",
)
"""The columns that a table of editions may have."""

_NEEDED = {
    Holding.FIGURES: ("edition", "city"),
    Holding.RELEASES: ("edition",),
    Holding.CITIES: ("city",),
    Holding.SOURCES: ("source",),
}
KNOWN = {
    Holding.FIGURES: FIGURE_COLUMNS,
    Holding.RELEASES: ("edition", "published", *COUNTS, "average_rating_change_pct", "sources"),
    Holding.CITIES: ("city", "country", "iso2", "region", "aliases"),
    Holding.SOURCES: ("source", "publisher", "title", "published", "url", "language"),
}
"""The columns that scicli reads; others are left alone."""
KEYS = {
    Holding.FIGURES: ("edition", "category", "city", "country", "region"),
    Holding.RELEASES: KNOWN[Holding.RELEASES],
    Holding.CITIES: KNOWN[Holding.CITIES],
    Holding.SOURCES: KNOWN[Holding.SOURCES],
}
"""Those of them that are read of every row, whatever is asked."""
BLANKS = {"category": OVERALL}
"""What a blank stands for, in columns in which it stands for something."""
_HEADER_REMEDY = "begin it with a line of column names"


class Layout(NamedTuple):
    """How the rows of a text are laid out.

    Attributes:
        names: The names of the columns.
        separator: What stands between two cells.
    """

    names: Sequence[str]
    separator: str


def check_header(file: File, names: Sequence[str], faults: Faults) -> bool:
    """Tell whether a table has the columns that it needs, each once."""
    missing = [column for column in _NEEDED[file.holding] if column not in names]
    wrong = [
        (f"has no column '{column}'", f"{_HEADER_REMEDY}, '{column}' among them")
        for column in missing
    ]
    if file.holding is Holding.FIGURES and not {"rank", "rating"} & set(names):
        wrong.append(("has neither a column 'rank' nor a column 'rating'", "give it one of them"))
    wrong += [
        (f"has two columns '{column}'", "rename or remove one")
        for column in KNOWN[file.holding]
        if names.count(column) > 1
    ]
    if not names:
        wrong = [("is empty", _HEADER_REMEDY)]
    for problem, remedy in wrong:
        faults.add(Fault(file.name, problem, remedy))
    return not wrong
