"""Which columns a file may have, and which it needs."""

from collections.abc import Sequence

from scicli.files.faults import Fault, Faults, Severity
from scicli.files.paths import File, Holding

OVERALL = "overall"
"""The category of a figure for which no other is given."""
# In the order of the publisher of the Smart Centres Index: the areas, then the dimensions.
CATEGORIES = (
    OVERALL,
    "technology",
    "business_environment",
    "human_capital",
    "infrastructure",
    "financial_services",
    "reputation",
    "innovation_support",
    "creative_intensity",
    "delivery_capability",
)
"""The categories of the Smart Centres Index."""
COUNTS = (
    "cities_ranked", "cities_researched", "instrumental_factors", "assessments", "respondents",
    "rose_10_or_more", "fell_10_or_more",
)  # fmt: skip
"""The columns of releases that count something."""
_NEEDED = {
    Holding.FIGURES: ("edition", "city"),
    Holding.RELEASES: ("edition",),
    Holding.CITIES: ("city",),
    Holding.SOURCES: ("source",),
}
KNOWN = {
    Holding.FIGURES: (
        *("edition", "city", "category", "rank", "rating", "basis", "sources"),
        *("country", "region"),
    ),
    Holding.RELEASES: ("edition", "published", *COUNTS, "average_rating_change_pct", "sources"),
    Holding.CITIES: ("city", "country", "iso2", "region", "aliases"),
    Holding.SOURCES: ("source", "publisher", "title", "published", "url", "language"),
}
"""The columns that scicli reads; others are left alone."""
BLANKS = {"category": OVERALL}
"""What a blank stands for, in columns in which it stands for something."""


# Two names are almost one if so much of both is alike.
_ALMOST = 0.8


def check_header(file: File, names: Sequence[str], line: int, faults: Faults) -> bool:
    """Tell whether a table has the columns that it needs, each once."""
    if not names:
        faults.add(Fault(file.name, "is empty", "begin it with a line of column names"))
        return False
    remedy = "name one so, or turn a publisher's table into a tidy one with 'scicli import'"
    wrong = [
        (f"no column is called '{column}'", remedy)
        for column in _NEEDED[file.holding]
        if column not in names
    ]
    if file.holding is Holding.FIGURES and not {"rank", "rating"} & set(names):
        wrong.append(("no column is called 'rank' or 'rating'", remedy))
    wrong += [
        (f"two columns are called '{column}'", "rename or remove one")
        for column in KNOWN[file.holding]
        if names.count(column) > 1
    ]
    for problem, remedy in wrong:
        faults.add(Fault(file.name, problem, remedy, line))
    _suspect_slips(file, names, line, faults)
    return not wrong


def _suspect_slips(file: File, names: Sequence[str], line: int, faults: Faults) -> None:
    """Suspect each column that is left alone, and is called almost as one that is not there."""
    known = KNOWN[file.holding]
    missing = [column for column in known if column not in names]
    for name in set(names) - set(known) if missing else ():
        from difflib import get_close_matches

        for near in get_close_matches(name, missing, 1, _ALMOST):
            problem = f"is left alone, and is almost '{near}', which no column is called"
            remedy = "rename it, if it is that column"
            faults.add(Fault(file.name, problem, remedy, line, None, name, Severity.WARNING))
