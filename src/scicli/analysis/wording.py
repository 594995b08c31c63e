"""Phrases that answers share."""

from collections.abc import Sequence
from itertools import groupby

import pandas as pd

from scicli.files.schema import OVERALL
from scicli.index.catalog import Catalog
from scicli.index.editions import Label
from scicli.index.index import Coverage, Index
from scicli.index.names import listed
from scicli.index.rank import NO_END, Gain, Mark, Rank

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_ARTICLED = ("United ", "Middle East", "Democratic Republic")
_ISLANDS = {"Netherlands", "Philippines", "Maldives", "Bahamas", "Comoros", "Gambia", "Seychelles"}
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}
GROUPED_FROM = 10_000  # the smallest number with commas between thousands
_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


def edition_name(index: Index, edition: Label) -> str:
    """Return the name of an edition, with that of the ranking or its file where it has one."""
    name, title = index.name, index.catalog.terms.title
    if title and not name:
        return f"{title}, {in_edition(edition)}"
    return f"{name or 'Edition'} {edition}" if name or isinstance(edition, int) else edition


def from_to(index: Index, start: Label, end: Label) -> str:
    """Return two editions as part of a title: "Smart Centres Index 12 → 3, backwards in time"."""
    editions = index.catalog.editions
    backwards = editions.index(end) < editions.index(start)
    return f"{edition_name(index, start)} → {end}{', backwards in time' if backwards else ''}"


def asked_backwards(catalog: Catalog, start: Label | None, editions: Sequence[Label]) -> str:
    """Return how a span is shown that was asked for with its later edition first, or ""."""
    if start is None or catalog.first_of_span(start) == editions[0]:
        return ""
    return f"{editions[-1]} → {editions[0]}, in the order of time"


def months(index: Index, *editions: Label) -> str:
    """Return the months of editions, "May 2022 to November 2022", or "" if one has no date."""
    dates = [index.published(edition) for edition in editions]
    words = [readable_date(date[:7]) for date in dates if date]
    return " to ".join(dict.fromkeys(words)) if len(words) == len(editions) else ""


def in_edition(edition: Label) -> str:
    """Return an edition as part of a sentence: "edition 6", "GFCI 38"."""
    return edition if isinstance(edition, str) else f"edition {edition}"


def two_editions(first: Label, last: Label, joint: str = "and") -> str:
    """Return two editions as part of a sentence: "editions 5 and 7", "GFCI 36 to GFCI 38"."""
    return f"{'' if isinstance(first, str) else 'editions '}{first} {joint} {last}"


def several_editions(editions: Sequence[Label], order: Sequence[Label]) -> str:
    """Return editions, in an order, as part of a sentence.

    >>> several_editions([3, 5, 6, 8, 9, 10], range(1, 13)), several_editions([3], [1, 3])
    ('editions 3, 5, 6 and 8 to 10', 'edition 3')
    """
    if len(editions) == 1:
        return in_edition(editions[0])
    positions = {edition: position for position, edition in enumerate(order)}
    words: list[str] = []
    for _, run in groupby(enumerate(editions), lambda one: positions[one[1]] - one[0]):
        labels = [str(edition) for _, edition in run]
        words += [f"{labels[0]} to {labels[-1]}"] if len(labels) > 2 else labels
    return f"{'' if isinstance(editions[0], str) else 'editions '}{listed(words, 'and')}"


def readable(category: str) -> str:
    """Return a category in words: "financial services"."""
    return category.replace("_", " ")


def area_names(categories: pd.Series) -> list[str]:
    """Return a column of categories in words, each with a capital letter."""
    return [readable(category).capitalize() for category in categories]


def of_category(category: str) -> str:
    """Return a category in brackets, " (financial services)"; nothing for the overall one."""
    return "" if category == OVERALL else f" ({readable(category)})"


def ordinal(place: int) -> str:
    """Return a place as an ordinal.

    >>> [ordinal(place) for place in (1, 2, 3, 4, 11, 12, 13, 21, 102, 111)]
    ['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '102nd', '111th']
    """
    teen = place % 100 in {11, 12, 13}
    return f"{grouped(place)}{'th' if teen else _ORDINALS.get(place % 10, 'th')}"


def place_words(rank: Rank) -> str:
    """Return a rank as part of a sentence: "7th", "joint 3rd", "5–8", "9+"."""
    if rank.exact:
        return f"{'joint ' if rank.mark is Mark.TIED else ''}{ordinal(rank.best)}"
    return f"{rank.best}–{rank.worst}" if rank.worst < NO_END else f"{rank.best}+"


def gain_text(gain: Gain) -> str:
    """Return the places gained or lost, with a triangle; of a span the certain part.

    >>> [gain_text(Gain(*one)) for one in ((3, 3), (-9, -2), (0, 0), (-1, 4))]
    ['▲ 3', '▼ ≥ 2', '0', '']
    """
    if gain.level:
        return "0"
    if not (gain.up or gain.down):
        return ""
    least, most = gain if gain.up else gain.lost
    return f"{'▲' if gain.up else '▼'} {least if least == most else f'≥ {least}'}"


def gained_words(gain: int, before: Label) -> str:
    """Return the places gained since an edition, as part of a sentence.

    >>> gained_words(4, 11), gained_words(-1, 11), gained_words(0, 11)
    ('4 places up on edition 11', '1 place down on edition 11', 'the same as in edition 11')
    """
    places = counted(abs(gain), "place", "places")
    moved = f"{places} {'up' if gain > 0 else 'down'} on" if gain else "the same as in"
    return f"{moved} {in_edition(before)}"


def with_article(area: str) -> str:
    """Return a country or region with its article, if it takes one.

    >>> with_article("United States"), with_article("South Korea"), with_article("Netherlands")
    ('the United States', 'South Korea', 'the Netherlands')
    """
    takes_one = area.startswith(_ARTICLED) or area in _ISLANDS or area.endswith(" Republic")
    return f"the {area}" if takes_one else area


def readable_date(date: str) -> str:
    """Return a date in words: "22 November 2022", "May 2022"."""
    year, month, *day = date.split("-")
    return " ".join([*(str(int(number)) for number in day), MONTHS[int(month) - 1], year])


def month_of(date: str | None) -> str | None:
    """Return the month of a date in short: "Nov 2022"; None for none.

    >>> month_of("2022-11-22"), month_of("2022-05"), month_of(None)
    ('Nov 2022', 'May 2022', None)
    """
    if date is None or pd.isna(date):
        return None
    return f"{MONTHS[int(date[5:7]) - 1][:3]} {date[:4]}"


def number_word(number: int) -> str:
    """Return a number as a word up to twelve, and in digits beyond."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def counted(number: int, singular: str, plural: str) -> str:
    """Return a number with its noun, in the singular or the plural."""
    return f"{grouped(number)} {singular if number == 1 else plural}"


def grouped(number: int) -> str:
    """Return a number as text; a large one has commas between thousands."""
    return str(number) if number < GROUPED_FROM else f"{number:,}"


def nonempty(*texts: str | None) -> tuple[str, ...]:
    """Return the texts that are not empty, as the parts of a title or as notes."""
    return tuple(text for text in texts if text)


def held_of(held: int, ranked: int) -> str:
    """Return how many ranks are held: "22 of 75 ranks are held"."""
    return f"{grouped(held)} of {grouped(ranked)} ranks {'is' if held == 1 else 'are'} held"


def coverage_note(coverage: Coverage, nouns: str) -> str:
    """Return how much of a table is held: "22 of 75 ranks are held, complete to 5."."""
    if coverage.complete and coverage.held == 1:
        return "The one rank is held."
    if coverage.complete:
        return f"All {grouped(coverage.held)} ranks are held."
    if coverage.ranked is not None and coverage.held > coverage.ranked:
        return f"{coverage.held} ranks are held, more than the {coverage.ranked} said to be ranked."
    depth = f"complete to {grouped(coverage.depth)}" if coverage.depth else "complete to no place"
    if coverage.ranked is None:
        held = counted(coverage.held, "rank is", "ranks are")
        return f"{held} held, {depth}; how many {nouns} are ranked is not known."
    return f"{held_of(coverage.held, coverage.ranked)}, {depth}."
