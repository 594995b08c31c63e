"""The sentences of findings in English: what they say is decided elsewhere, how is decided here.

Each function takes names, ranks and editions as the figures have them, so that a language which
bends names or puts its verb last can stand beside this one. `reading` reads the sentences back.
"""

import re
from collections.abc import Mapping, Sequence

from scicli.analysis.wording import (
    grouped,
    number_word,
    ordinal,
    place_words,
    readable,
    readable_date,
    with_article,
)
from scicli.index.editions import Label
from scicli.index.rank import Gain, Mark, Rank

_LARGEST_WORD = 10
_FIRST_YEAR = 1900
_DATE = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?", re.ASCII)
Path = tuple[Rank, Rank]
"""Where something stood before and after."""
Span = tuple[Label, Label]
"""Two editions, the earlier one first."""


def edition(label: Label) -> str:
    """Return an edition as a noun: "edition 6", "2019", "30 September 2024", "GFCI 38"."""
    if isinstance(label, int):
        return f"edition {label}" if label < _FIRST_YEAR else str(label)
    return readable_date(label) if _DATE.fullmatch(label) else label


def in_edition(label: Label) -> str:
    """Return when something is so: "in edition 6", "on 30 September 2024"."""
    is_day = isinstance(label, str) and _DATE.fullmatch(label) and label.count("-") == 2
    return f"{'on' if is_day else 'in'} {edition(label)}"


def between(span: Span) -> str:
    """Return two editions as a span: "from edition 3 to edition 12"."""
    return f"from {edition(span[0])} to {edition(span[1])}"


def number(count: int) -> str:
    """Return a number, in words up to ten."""
    return number_word(count) if 0 < count <= _LARGEST_WORD else grouped(count)


def places(count: int) -> str:
    """Return a number of places: "one place", "four places", "35 places"."""
    return f"{number(count)} {'place' if count == 1 else 'places'}"


def joined(words: Sequence[str]) -> str:
    """Return all of several words as a list in a sentence."""
    *front, end = words
    return f"{', '.join(front)} and {end}" if front else end


def nth(place: int, *, joint: bool = False) -> str:
    """Return a place: "8th", "joint 8th"."""
    return f"{'joint ' if joint else ''}{ordinal(place)}"


def path(one: Path) -> str:
    """Return two places in brackets, " (27th to 22nd)", " (24th in both)"; "" for bands."""
    before, after = one
    if not (before.exact and after.exact):
        return ""
    if before.best == after.best:
        return f" ({ordinal(after.best)} in both)"
    return f" ({ordinal(before.best)} to {ordinal(after.best)})"


NO_EDITION, NOT_COMPARABLE = "no edition between", "not comparable before"
HELD_FROM = "the editions held begin with"
BY_SCICLI = "by the countries and regions that scicli ships"
"""How the limits of a sentence begin, which stand in brackets at its end."""


def no_edition_between(before: Label, after: Label) -> str:
    """Return that an unusually long time lies between two editions."""
    return f"{NO_EDITION} {before} and {after}"


def not_comparable(label: Label, why: str) -> str:
    """Return that an edition is not comparable with those before it."""
    return f"{NOT_COMPARABLE} {edition(label)}: {why}"


def held_from(label: Label) -> str:
    """Return that nothing is known of any edition before one."""
    return f"{HELD_FROM} {label}"


def standing(
    city: str,
    now: Rank,
    label: Label,
    size: tuple[int, str] | None,
    since: tuple[int, Label] | None,
) -> str:
    """Return the rank of a city; `size` is how many are ranked, `since` the places gained."""
    place = nth(now.best, joint=now.mark is Mark.TIED)
    words = f"{city} is {place}{_of(size)} {in_edition(label)}"
    if since is None:
        return words
    gained, before = since
    if not gained:
        return f"{words}, the same as {in_edition(before)}"
    return f"{words}, {places(abs(gained))} {'up' if gained > 0 else 'down'} on {edition(before)}"


def in_top(city: str, top: int, label: Label) -> str:
    """Return that a city is in the top, where its rank is a band of places."""
    return f"{city} is in the top {grouped(top)} {in_edition(label)}"


def moved_at_least(city: str, gained: Gain, span: Span, now: Rank) -> str:
    """Return how far a city moved at least, and where it is now, as far as that is certain."""
    verb, least = ("rose", gained.least) if gained.up else ("fell", gained.lost.least)
    moved = f"{city} {verb} at least {places(least)} {between(span)}"
    return f"{moved}, to {ordinal(now.best)}" if now.exact else moved


def last_known(city: str, then: Rank, known: Label, size: tuple[int, str] | None) -> str:
    """Return where a city was last known, which is not held now."""
    place = ordinal(then.best) if then.exact else f"in the top {grouped(then.worst)}"
    return f"{city} was last known {place}{_of(size)}, {in_edition(known)}"


def _of(size: tuple[int, str] | None) -> str:
    return f" of {grouped(size[0])} {size[1]}" if size else ""


def record(
    city: str, place: int, label: Label, superlative: str, where: str, *, equals: bool
) -> str:
    """Return that a place is the "best" or the "worst" of some editions, or equals it."""
    verb = "equals" if equals else "is"
    return f"{city}'s {ordinal(place)} place {in_edition(label)} {verb} its {superlative} {where}"


SO_FAR = "so far"
"""A record is one of all editions up to its own."""


def from_on(label: Label) -> str:
    """Return that a record is one of all editions from one on; "since" might leave that one out."""
    return f"from {edition(label)} on"


def since(label: Label, better: Rank) -> str:
    """Return that a record is one of all editions after one, in which the rank was better.

    >>> since(3, Rank(2, 2)), since(3, Rank(5, 8))
    ('since edition 3 (2nd)', 'since edition 3 (5–8)')
    """
    return f"since {edition(label)} ({place_words(better)})"


def streak(city: str, verb: str, ranks: Sequence[Rank], span: Span) -> str:
    """Return that a city has "risen" or "fallen" in several editions in a row."""
    moved = f"{city} has {verb} in {number(len(ranks) - 1)} editions in a row"
    first, last = ranks[0], ranks[-1]
    if first.exact and last.exact:
        start, end = map(in_edition, span)
        return f"{moved}, from {ordinal(first.best)} {start} to {ordinal(last.best)} {end}"
    return f"{moved}, up to {edition(span[1])}"


def entered(cities: Sequence[str], top: int, label: Label, *, first_time: bool) -> str:
    """Return that cities came into the top."""
    first = " for the first time" if first_time else ""
    return f"{joined(cities)} entered the top {top} {in_edition(label)}{first}"


def left(cities: Sequence[str], top: int, label: Label) -> str:
    """Return that cities left the top."""
    return f"{joined(cities)} left the top {top} {in_edition(label)}"


def against(
    city: str, verbs: tuple[str, str], span: Span, overall: Path, areas: Mapping[str, Path]
) -> str:
    """Return the categories that moved against the overall rank; `verbs` are "rose" and "fell"."""
    words = [f"{readable(area)}{path(one)}" for area, one in areas.items()]
    return (
        f"While {city} {verbs[0]} overall {between(span)}{path(overall)}, it {verbs[1]} in"
        f" {joined(words)}"
    )


def overtook(cities: Mapping[str, Path | None], others: Mapping[str, Path | None],
             label: Label) -> str:  # fmt: skip
    """Say that cities overtook others, each with its path where one is given."""
    one, other = (
        joined([f"{city}{path(way) if way else ''}" for city, way in side.items()])
        for side in (cities, others)
    )
    return f"{one} overtook {other} {in_edition(label)}"


def overtaken(city: str, others: Sequence[str], label: Label) -> str:
    """Return who overtook a city."""
    return f"{city} was overtaken by {joined(others)} {in_edition(label)}"


def in_areas(city: str, places: Mapping[str, tuple[int, bool]], label: Label) -> str:
    """Return the place of a city in areas, each with whether it is shared."""
    words = [
        f"{nth(place, joint=joint)} in {with_article(area)}"
        for area, (place, joint) in places.items()
    ]
    return f"{city} is {joined(words)} {in_edition(label)}"


def in_categories(
    city: str, ranks: Mapping[str, int], label: Label, apart: tuple[str, int] | None
) -> str:
    """Return the places of a city in categories, "above" or "below" its overall place."""
    words = [f"{ordinal(place)} in {readable(category)}" for category, place in ranks.items()]
    beside = f", {apart[0]} its overall {ordinal(apart[1])} place" if apart else ""
    return f"{city} is {joined(words)} {in_edition(label)}{beside}"


def rating(city: str, value: str, label: Label, change: tuple[str, int, Label] | None) -> str:
    """Return a rating, and how much more or less it is than before."""
    words = f"{city} is rated {value} {in_edition(label)}"
    if change is None:
        return words
    size, sign, before = change
    than = f"{size} {'more' if sign > 0 else 'less'} than" if sign else "the same as"
    return f"{words}, {than} {in_edition(before)}"


def kept_lead(city: str, label: Label, since: Label) -> str:
    """Return that a city kept the lead."""
    return f"{city} kept the lead {in_edition(label)}; it has led since {edition(since)}"


def took_lead(city: str, label: Label, before: Sequence[str], *, first_time: bool) -> str:
    """Return that a city took the lead."""
    whose = f" from {joined(before)}" if before else ""
    first = "; it had never led before" if first_time else ""
    return f"{city} took the lead{whose} {in_edition(label)}{first}"


def lost_lead(city: str, to: Sequence[str], label: Label) -> str:
    """Return that a city lost the lead, and to whom, if that is known."""
    return f"{city} lost the lead{f' to {joined(to)}' if to else ''} {in_edition(label)}"


def has_lead(cities: Sequence[str], label: Label) -> str:
    """Return who leads, or who share the lead."""
    if len(cities) > 1:
        return f"{joined(cities)} share the lead {in_edition(label)}"
    return f"{cities[0]} leads {in_edition(label)}"


def best_of_area(cities: Sequence[str], area: str, label: Label) -> str:
    """Return who is first of a region or country."""
    are = "are joint" if len(cities) > 1 else "is"
    return f"{joined(cities)} {are} 1st in {with_article(area)} {in_edition(label)}"


def moved_most(
    movers: Mapping[str, Path], size: int, verb: str, span: Span, among: tuple[int, str],
    *, complete: bool,
) -> str:  # fmt: skip
    """Return who "rose" or "fell" most of those known in both editions."""
    names = joined([f"{city}{path(one)}" for city, one in movers.items()])
    each = " each" if len(movers) > 1 else ""
    known = "in both" if complete else "known in both"
    return (
        f"{names}{each} {verb} {places(size)} {between(span)}, the most of the"
        f" {number(among[0])} {among[1]} {known}"
    )


def regions(top: int, counts: Mapping[str, int], label: Label) -> str:
    """Return how many of the top are in each region."""
    words = [f"{number(count)} in {with_article(region)}" for region, count in counts.items()]
    first = next(iter(counts.values()))
    words[0] = words[0].replace(" in ", f" {'is' if first == 1 else 'are'} in ", 1)
    return f"Of the top {top} {in_edition(label)}, {joined(words)}"


def average_change(size: str, sign: int, label: Label) -> str:
    """Return the publisher's average change of ratings."""
    by = f"{'rose' if sign > 0 else 'fell'} by {size} per cent" if sign else "did not change"
    return f"By the publisher's figures ratings {by} on average {in_edition(label)}"


def counted_moves(
    counts: Mapping[str, int], nouns: tuple[str, str], least: int, label: Label
) -> str:
    """Return how many "rose" and "fell" far by the publisher's own count."""
    words = [f"{number(count) if count else 'no'} {verb}" for verb, count in counts.items()]
    first = next(iter(counts.values()))
    words[0] = words[0].replace(" ", f" {nouns[first != 1]} ", 1)
    return (
        f"By the publisher's count {joined(words)} {number(least)} or more places"
        f" {in_edition(label)}"
    )
