"""The figures of a city that its brief shows large."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from scicli.analysis.place_within import Within, home_places
from scicli.analysis.wording import (
    counted,
    gain_text,
    gained_words,
    in_edition,
    months,
    number_word,
    place_words,
    with_article,
)
from scicli.claims.city_sentences import CityInEdition
from scicli.claims.standings import held_rating
from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.rank import UNKNOWN
from scicli.index.rating import difference, rating_text

NOT_KNOWN = "not known"


class Tile(NamedTuple):
    """A figure: what it is, its value in short, and what explains it."""

    label: str
    value: str
    detail: str


def tiles(subject: CityInEdition) -> Iterator[Tile]:
    """Yield the rank, its change, the places in the country and the region, the rating, the next.

    Where a figure is not certain, its tile says between which bounds it is, or that it is not
    known. A city without a country has no tile for it; the same is true of region and rating.
    """
    yield Tile("Rank", *_rank(subject))
    yield Tile("Change", *_change(subject))
    home = subject.index.catalog.cities[subject.city]
    if home.region:
        yield Tile("In its region", *_within(subject, "region", home.region))
    if home.country:
        yield Tile("In its country", *_within(subject, "country", home.country))
    yield from _rating(subject)
    yield from _next(subject)


def standing(subject: CityInEdition) -> str:
    """Return the rank and how many are ranked: "8th of 77 cities", "joint 4th of 20 clubs"."""
    value, detail = _rank(subject)
    if not subject.now.held:
        return f"rank {value}"
    return f"{value} {detail}" if detail else value


def best(subject: CityInEdition) -> str:
    """Return whether the rank is the best of those known, or which one is; "" without another."""
    known = {edition: one for edition, one in subject.ranks.items() if one.held}
    if len(known) < 2 or not all(one.exact for one in known.values()):
        return ""
    top = min(one.rank.best for one in known.values())
    edition = next(edition for edition, one in known.items() if one.rank.best == top)
    places = f"{number_word(len(known))} known places"
    if subject.now.held and subject.now.rank.best == top:
        is_alone = edition == subject.edition
        return f"{'the best' if is_alone else 'equals the best'} of {places}"
    if not subject.now.held and edition == list(known)[-1]:
        return f"the best of {places}"
    when = months(subject.index, edition) or in_edition(edition)
    return f"best of {places}: {place_words(known[edition].rank)}, {when}"


def _rank(subject: CityInEdition) -> tuple[str, str]:
    if not subject.now.held:
        held = [edition for edition, one in subject.ranks.items() if one.held]
        if not held:
            return NOT_KNOWN, ""
        when = months(subject.index, held[-1]) or in_edition(held[-1])
        return NOT_KNOWN, f"last known {place_words(subject.ranks[held[-1]].rank)}, {when}"
    ranked = subject.index.coverage(subject.edition, OVERALL).ranked
    of = f"of {counted(ranked, *subject.index.nouns)}" if ranked else ""
    return place_words(subject.now.rank), of


def _change(subject: CityInEdition) -> tuple[str, str]:
    before = subject.before
    if before is None:
        return NOT_KNOWN, "there is no edition before"
    then = subject.ranks[before]
    if not (subject.now.held and then.held):
        missing = before if not then.held else subject.edition
        return NOT_KNOWN, f"its rank in {in_edition(missing)} is not held"
    gained = rank.gain(then.rank, subject.now.rank)
    if gained.least == gained.most:
        return gain_text(gained), gained_words(gained.least, before)
    if not (gained.up or gained.down):
        return NOT_KNOWN, f"up or down on {in_edition(before)} is not certain"
    least = gained.least if gained.up else -gained.lost.least
    return gain_text(gained), f"at least {gained_words(least, before)}"


def _within(subject: CityInEdition, within: Within, home: str) -> tuple[str, str]:
    """Return the place among the cities of the same region or country, and its name."""
    one = home_places(subject.index, subject.edition, within).get(subject.city, UNKNOWN)
    if not one.held:
        return NOT_KNOWN, with_article(home)
    bounds = "" if one.exact else ", not known more exactly"
    return place_words(one), f"{with_article(home)}{bounds}"


def _rating(subject: CityInEdition) -> Iterator[Tile]:
    index, before = subject.index, subject.before
    now = held_rating(index, subject.edition, subject.city)
    if now is None:
        return
    then = None if before is None else held_rating(index, before, subject.city)
    detail = ""
    if before is not None and then is not None:
        change = difference(float(now), float(then))
        size = f"{rating_text(abs(change))} {'more' if change > 0 else 'less'} than"
        detail = f"{size if change else 'the same as'} in {in_edition(before)}"
    yield Tile("Rating", rating_text(float(now)), detail)


def _next(subject: CityInEdition) -> Iterator[Tile]:
    """Yield how far the next city ahead is that is held, or the next one behind the leader."""
    own = subject.now.rank
    if not subject.now.exact:
        return
    table = subject.index.rows(subject.edition, OVERALL)
    ranks = rank.column(table, "rank")
    exact = ranks.best[ranks.exact]
    ahead, behind = exact[exact < own.best], exact[exact > own.best]
    if not len(ahead) and (own.best > 1 or not len(behind)):
        return
    side, place = ("ahead", ahead.max()) if len(ahead) else ("behind", behind.min())
    # The rows are in the order of names.
    other = table.iloc[np.argmax(ranks.exact & (ranks.best == place))]
    places = abs(own.best - int(place))
    label = f"Next {side}" if places == 1 else f"Next known {side}"
    words = f"{other['city']}, {place_words(rank.of_row(other, 'rank'))}"
    yield Tile(label, counted(places, "place", "places"), words)
