"""Cities that may follow others in the next edition, under almost the same name or a new one."""

from collections.abc import Iterator, Mapping
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from scicli.index.catalog import Catalog
from scicli.index.cities import COUNTRY_CODES
from scicli.index.editions import Label
from scicli.index.names import almost_alike, fold
from scicli.index.plain_names import plain_name_of
from scicli.index.presence import Presence, Step

if TYPE_CHECKING:
    import pandas as pd

_NEAR, _NEAR_SHARE = 2, 0.1
_SMALLEST = 4  # In a smaller table any two cities are near.
# As many wrong pairs may be found by chance in all editions together.
_BY_CHANCE = 0.5
# Countries of one code that are ranked on their own.
_PARTS = frozenset({"england", "scotland"})


class Successor(NamedTuple):
    """A city that may be another one of the edition before.

    `row` is the label of its first row in the edition; `new_name` tells a new name from almost
    the same one.
    """

    city: str
    other: str
    before: Label
    edition: Label
    row: int
    new_name: bool


def successors(
    figures: "pd.DataFrame", catalog: Catalog, presence: Presence
) -> Iterator[Successor]:
    """Yield each city that may be one that left as it entered.

    No edition has both. The index of `figures` is kept in `Successor.row`.
    """
    codes = _codes(catalog, presence)
    steps = list(presence.steps())
    for step in steps:
        by_code = {codes[city]: city for city in step.left if city in codes}
        country = {
            city: by_code[codes[city]] for city in step.entered if codes.get(city) in by_code
        }
        known = {
            city: other
            for city, other in (_almost(step) | country).items()
            if presence.never_meet(city, other)
        }
        gone = set(known.values())
        left = [city for city in step.left if city not in gone]
        entered = [city for city in step.entered if city not in known]
        new_names: dict[str, str] = {}
        # Places count for nothing where cities come and go.
        if left and len(left) == len(entered) and presence.follows(step):
            old, held_before = _places(figures, catalog, step.rows_before, left)
            new, held = _places(figures, catalog, step.rows, entered)
            size = max(held_before, held) if held_before and held else 0
            new_names = renames(old, new, size, _BY_CHANCE / len(steps))
        first_rows = _first_rows(figures, step, known | new_names)
        for city, other in (known | new_names).items():
            is_new = city in new_names or city in country
            yield Successor(city, other, step.before, step.edition, first_rows[city], is_new)


def renames(
    left: Mapping[str, int], entered: Mapping[str, int], size: int, by_chance: float
) -> dict[str, str]:
    """Return the city that left which each new city may be, if their places tell.

    They are paired in the order of their places if as many left as entered, at nearly the same
    places, and not only in the second half of the table, where cities come and go. That they
    are so near must be less likely `by_chance`.

    Args:
        left: The place before of each city that left.
        entered: The place of each city that entered.
        size: The number of places, or 0 if places are not known.
        by_chance: The greatest probability.
    """
    old = sorted((place, city) for city, place in left.items())
    new = sorted((place, city) for city, place in entered.items())
    if not old or len(old) != len(new) or size < _SMALLEST or max(old[0], new[0])[0] > size / 2:
        return {}
    steps = [abs(place - other) for (place, _), (other, _) in zip(old, new, strict=True)]
    others = size - len(old) + 1
    chance = prod(min(1, (2 * step + 1) / others) for step in steps)
    if max(steps) > max(_NEAR, _NEAR_SHARE * size) or chance > by_chance:
        return {}
    return {city: other for (_, other), (_, city) in zip(old, new, strict=True)}


def _almost(step: Step) -> dict[str, str]:
    """Return the city that left of almost the same name as each new city."""
    left = set(step.left)
    plain = {city: plain_name_of(city) for city in step.entered}
    return dict(almost_alike(step.entered, step.left)) | {
        city: other for city, other in plain.items() if other in left
    }


def _codes(catalog: Catalog, presence: Presence) -> dict[str, str]:
    """Return the ISO codes of cities that are countries.

    A `cities.csv` gives a code of its own to a country, and one of several to a city.
    """
    names_of: dict[str, list[str]] = {}
    for name, city in catalog.cities.items():
        own = "" if city.country else city.iso2
        folded = fold(name)
        if code := own or ("" if folded in _PARTS else COUNTRY_CODES.get(folded, "")):
            names_of.setdefault(code, []).append(name)
    return {
        name: code
        for code, names in names_of.items()
        if len(names) > 1 and presence.never_meet(*names)
        for name in names
    }


def _places(
    figures: "pd.DataFrame", catalog: Catalog, rows: slice, cities: list[str]
) -> tuple[dict[str, int], int]:
    """Return the places of cities in the main category of an edition, and how many it has.

    There are none if the table is partial or a city has no place.
    """
    table = figures.iloc[rows]
    table = table[(table["category"] == catalog.categories[0]) & table["rank"].notna()]
    ranks = table["rank"].astype("int64")
    wanted = table["city"].isin(cities)
    if wanted.sum() < len(cities) or ranks.max() > len(ranks):
        return {}, 0
    return dict(zip(table["city"][wanted], ranks[wanted].tolist(), strict=True)), len(ranks)


def _first_rows(figures: "pd.DataFrame", step: Step, cities: Mapping[str, str]) -> dict[str, int]:
    """Return the first row of each of some cities in the later edition of a step."""
    if not cities:
        return {}
    names = figures["city"].iloc[step.rows]
    names = names[names.isin(list(cities))].sort_index().drop_duplicates()
    return dict(zip(names, names.index.tolist(), strict=True))
