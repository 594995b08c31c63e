"""Phrases that answers share: names of editions and categories, dates, and how much is held."""

from scicli.files.schema import OVERALL
from scicli.index.editions import Label
from scicli.index.index import Coverage, Index
from scicli.index.rank import NO_END, Rank

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_ARTICLED = ("United ", "Middle East", "Democratic Republic")
_ISLANDS = {"Netherlands", "Philippines", "Maldives", "Bahamas", "Comoros", "Gambia", "Seychelles"}
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}
GROUPED_FROM = 10_000
"""From so large a number on, thousands are parted by commas."""
_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


def edition_name(index: Index, edition: Label) -> str:
    """Return the name of an edition, with that of the index where it has one."""
    name = index.name or ("Edition" if isinstance(edition, int) else "")
    return f"{name} {edition}".lstrip()


def in_edition(edition: Label) -> str:
    """Return an edition as it is called within a sentence.

    >>> in_edition(6), in_edition("GFCI 38")
    ('edition 6', 'GFCI 38')
    """
    return f"edition {edition}" if isinstance(edition, int) else edition


def span_name(index: Index, start: Label, end: Label) -> str:
    """Return the name of two editions that are compared."""
    return f"{edition_name(index, start)} → {end}"


def readable(category: str) -> str:
    """Return a category as people write it.

    >>> readable("financial_services")
    'financial services'
    """
    return category.replace("_", " ")


def of_category(category: str) -> str:
    """Return what stands behind a figure that is not overall.

    >>> of_category("financial_services"), of_category("overall")
    (' (financial services)', '')
    """
    return "" if category == OVERALL else f" ({readable(category)})"


def ordinal(place: int) -> str:
    """Return a place as an ordinal.

    >>> [ordinal(place) for place in (1, 2, 3, 4, 11, 12, 13, 21, 102, 111)]
    ['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '102nd', '111th']
    """
    teen = place % 100 in {11, 12, 13}
    return f"{grouped(place)}{'th' if teen else _ORDINALS.get(place % 10, 'th')}"


def place_words(rank: Rank) -> str:
    """Return a rank within a sentence.

    >>> place_words(Rank(7, 7)), place_words(Rank(5, 8)), place_words(Rank(9, NO_END))
    ('7th', '5–8', '9+')
    """
    if rank.exact:
        return ordinal(rank.best)
    return f"{rank.best}–{rank.worst}" if rank.worst < NO_END else f"{rank.best}+"


def gained_words(gain: int, before: Label) -> str:
    """Return the places gained since an edition, within a sentence.

    >>> gained_words(4, 11), gained_words(-1, 11), gained_words(0, 11)
    ('4 places up on edition 11', '1 place down on edition 11', 'the same as in edition 11')
    """
    places = counted(abs(gain), "place", "places")
    moved = f"{places} {'up' if gain > 0 else 'down'} on" if gain else "the same as in"
    return f"{moved} {in_edition(before)}"


def with_article(area: str) -> str:
    """Return a country or region with the article that it has within a sentence.

    >>> with_article("United States"), with_article("South Korea"), with_article("Netherlands")
    ('the United States', 'South Korea', 'the Netherlands')
    """
    takes_one = area.startswith(_ARTICLED) or area in _ISLANDS or area.endswith(" Republic")
    return f"the {area}" if takes_one else area


def readable_date(date: str) -> str:
    """Return a date as people write it.

    >>> readable_date("2022-11-22"), readable_date("2022-05")
    ('22 November 2022', 'May 2022')
    """
    year, month, *day = date.split("-")
    words = [*(str(int(number)) for number in day), _MONTHS[int(month) - 1], year]
    return " ".join(words)


def number_word(number: int) -> str:
    """Return a number as a word where it is a small one.

    >>> number_word(9), number_word(13)
    ('nine', '13')
    """
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def counted(number: int, singular: str, plural: str) -> str:
    """Return a number with its noun and verb.

    >>> counted(1, "rank is", "ranks are"), counted(22, "rank is", "ranks are")
    ('1 rank is', '22 ranks are')
    """
    return f"{grouped(number)} {singular if number == 1 else plural}"


def grouped(number: int) -> str:
    """Return a whole number; one of five digits or more has commas between thousands.

    >>> grouped(2157), grouped(1000000)
    ('2157', '1,000,000')
    """
    return str(number) if number < GROUPED_FROM else f"{number:,}"


def held_of(held: int, of: int) -> str:
    """Return how many of some ranks are held.

    >>> held_of(1, 77), held_of(22, 75)
    ('1 of 77 ranks is held', '22 of 75 ranks are held')
    """
    return f"{grouped(held)} of {grouped(of)} ranks {'is' if held == 1 else 'are'} held"


def coverage_note(coverage: Coverage) -> str:
    """Return the sentence that says how much of a table is held.

    >>> coverage_note(Coverage(ranked=75, held=22, depth=5))
    '22 of 75 ranks are held, complete to 5.'
    """
    if coverage.complete:
        return (
            "The one rank is held."
            if coverage.held == 1
            else f"All {grouped(coverage.held)} ranks are held."
        )
    if coverage.ranked is not None and coverage.held > coverage.ranked:
        return f"{coverage.held} ranks are held, more than the {coverage.ranked} said to be ranked."
    depth = f"complete to {grouped(coverage.depth)}" if coverage.depth else "complete to no place"
    if coverage.ranked is None:
        held = counted(coverage.held, "rank is", "ranks are")
        return f"{held} held, {depth}; how many cities are ranked is not known."
    return f"{held_of(coverage.held, coverage.ranked)}, {depth}."
