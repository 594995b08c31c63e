"""The columns that the files of a data set may have."""

from collections.abc import Mapping, Sequence, Set

from scicli.files.faults import Fault, Faults, Severity
from scicli.files.paths import File, Holding

OVERALL = "overall"
"""The category of a figure for which no other is given."""
CATEGORIES = (
    OVERALL,
    "technology", "business_environment", "human_capital",
    "infrastructure", "financial_services", "reputation",
    "innovation_support", "creative_intensity", "delivery_capability",
)  # fmt: skip
"""The categories of the Smart Centres Index in its publisher's order: areas, then dimensions."""
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
    Holding.RANKINGS: (),
}
COLUMNS: Mapping[Holding, tuple[str, ...]] = {
    Holding.FIGURES: (
        "edition", "city", "category", "rank", "rating", "basis", "sources", "country", "region",
        "previous",
    ),
    Holding.RELEASES: (
        "edition", "published", *COUNTS, "average_rating_change_pct", "breaks", "sources",
    ),
    Holding.CITIES: ("city", "country", "iso2", "region", "aliases"),
    Holding.SOURCES: ("source", "publisher", "title", "published", "url", "language"),
    Holding.RANKINGS: ("name", "noun", "nouns"),
}  # fmt: skip
"""The columns that a file may have, by what it holds."""
# The share of two names that must be alike for one to be a misspelling of the other.
_SIMILAR = 0.8


def describes(holding: Holding, names: Set[str]) -> bool:
    """Return whether the columns of a file are those of what it holds, and no others."""
    return names >= set(_NEEDED[holding]) and names <= set(COLUMNS[holding])


def known_columns(file: File, names: Sequence[str], line: int, faults: Faults) -> dict[str, int]:
    """Return the position of each column that scicli reads, or nothing if the header is wrong."""
    if not names:
        faults.add(Fault(file.name, "is empty", "begin it with a line of column names"))
        return {}
    known = COLUMNS[file.holding]
    missing = [f"'{column}'" for column in _NEEDED[file.holding] if column not in names]
    if file.holding is Holding.FIGURES and not {"rank", "rating"} & set(names):
        missing.append("'rank' or 'rating'")
    remedy = "rename one, or turn a publisher's table into a tidy one with 'scicli import'"
    errors = [
        Fault(file.name, f"no column is called {', '.join(missing)}", remedy, line)
        for _ in missing[:1]
    ]
    errors += [
        Fault(file.name, f"two columns are called '{column}'", "rename or remove one", line)
        for column in known
        if names.count(column) > 1
    ]
    for fault in errors:
        faults.add(fault)
    _suspect_misspellings(file, names, line, faults)
    return {} if errors else {name: names.index(name) for name in known if name in names}


def _suspect_misspellings(file: File, names: Sequence[str], line: int, faults: Faults) -> None:
    known = COLUMNS[file.holding]
    missing = [column for column in known if column not in names]
    for name in dict.fromkeys(names) if missing else ():
        from difflib import get_close_matches

        for near in get_close_matches(name, missing, 1, _SIMILAR) if name not in known else ():
            problem = f"is ignored, and resembles the missing column '{near}'"
            remedy = "rename it, if it is that column"
            faults.add(Fault(file.name, problem, remedy, line, None, name, Severity.WARNING))
