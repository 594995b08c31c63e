"""What a person may choose of where a table can be read in two ways."""

from enum import StrEnum


class Better(StrEnum):
    """Which of two ratings is better."""

    HIGHER = "higher"
    LOWER = "lower"


class Dates(StrEnum):
    """What stands first in a date such as `2/3/2024`."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


class Duplicates(StrEnum):
    """What becomes of a city that stands twice in one edition and category."""

    BEST = "best"
    """The row with the best rank, or else the best rating, is kept."""
    DROP = "drop"
    """None of its rows is kept."""
