"""The questions on two editions: `climbers`, `fallers` and `overtakes`."""

from typing import Literal, NamedTuple

import pandas as pd

from scicli.analysis.answer import Answer, ChartKind, Column, Kind, Plot, Section
from scicli.analysis.scope import Area, Moves, Names, first_rows, moves, require_positive
from scicli.analysis.table_columns import CITY
from scicli.analysis.wording import (
    counted,
    edition_name,
    in_edition,
    nonempty,
    readable,
    two_editions,
)
from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index

MOVER_FIELDS = (
    "city", "country", "region", "category", "from_edition", "to_edition", "from_rank",
    "from_rank_max", "to_rank", "to_rank_max", "gain", "gain_max", "from_rating", "to_rating",
)  # fmt: skip
OVERTAKE_FIELDS = (
    "from_edition", "to_edition", "category", "city", "other", "direction", "city_from",
    "city_to", "other_from", "other_to",
)  # fmt: skip
Ranks = Literal["all", "exact"]
_PARTIAL = "It may also have passed, or been passed by, {} not held in both."
COUNTED_FROM = 10  # the fewest places moved by the cities that the publisher counts


class Direction(NamedTuple):
    """A direction in which cities move."""

    title: str
    verb: str
    noun: str
    certain: Literal["gain", "gain_max"]  # the bound of the gain that is certain
    sign: Literal[1, -1]  # of a gain in this direction
    counted: str  # the column with the publisher's own count

    def places(self, gained: rank.Gain) -> rank.Gain:
        """Return the places moved in this direction."""
        return gained if self.sign > 0 else gained.lost


UP = Direction("Biggest climbers", "rose", "rise", "gain", 1, "rose_10_or_more")
DOWN = Direction("Biggest fallers", "fell", "fall", "gain_max", -1, "fell_10_or_more")


def _movers(
    index: Index,
    direction: Direction,
    span: tuple[Label | None, Label | None],
    category: str,
    region: Names,
    country: Names,
    rows: int,
    places: int,
    ranks: Ranks,
) -> Answer:
    """Return the cities that moved most in one direction; see `climbers`."""
    require_positive(places, "places")
    require_positive(rows, "rows")
    start, end = index.catalog.span(*span)
    key = index.catalog.category(category)
    area = Area.of(index.catalog, region, country)
    moved = moves(index, start, end, key)
    moved = moved._replace(table=area.within(moved.table))
    both = moved.both
    if ranks == "exact":
        both = both[rank.column(both, "from_rank").exact & rank.column(both, "to_rank").exact]
    movers = both.assign(places=both[direction.certain] * direction.sign)
    movers = movers[(movers["places"] >= places).fillna(value=False)].sort_values(
        ["places", "to_rank", "to_rank_max", "city"],
        ascending=[False, True, True, True],
        ignore_index=True,
    )
    basis = _basis_notes(both, index.nouns, area, direction, places, ranks, found=len(movers) > 0)
    movers, cut = first_rows(movers, rows, ["places"])
    publisher = _publisher_note(index, direction, moved, area)
    section = Section(
        title=(
            direction.title,
            f"{edition_name(index, start)} → {end}",
            readable(key),
            *area.names,
        ),
        frame=movers,
        columns=(
            Column("gain", "Places", Kind.GAIN, weight=12),
            CITY,
            Column("from_rank", str(start), Kind.RANK, weight=10),
            Column("to_rank", str(end), Kind.RANK, weight=10),
            Column(direction.certain, "Bar", Kind.BAR, weight=1),
        ),
        notes=nonempty(*basis, cut, publisher, *moved.entry_notes()),
    )
    return Answer.of(
        index,
        frame=movers[list(MOVER_FIELDS)],
        sections=(section,),
        editions=(start, end),
        counted=both["city"],
        plot=Plot(ChartKind.MOVES, movers, (start, end), nothing=basis[-1]),
    )


def _basis_notes(
    both: pd.DataFrame,
    nouns: tuple[str, str],
    area: Area,
    direction: Direction,
    places: int,
    ranks: Ranks,
    *,
    found: bool,
) -> tuple[str, ...]:
    """Return how many cities are compared, and what is not certain about them."""
    several = len(both) > 1
    cities = f"{nouns[several]}{area.phrase('of')}"
    how = "held in both" if ranks == "all" else "held in both as one number"
    only = f"{'Only 1' if len(both) else 'No'} {cities} is {how}."
    undecided = int((both["gain_mark"] == rank.GainStatus.UNDECIDED).sum())
    least = "" if places == 1 else f" of {places} places or more"
    return nonempty(
        f"Among the {len(both)} {cities} {how}." if several else only,
        f"Whether {undecided} of them rose or fell is not certain."
        if several and undecided
        else "",
        f"No {direction.noun}{least} is certain." if len(both) and not found else "",
    )


def _publisher_note(index: Index, direction: Direction, moved: Moves, area: Area) -> str:
    """Return the publisher's count of cities that moved far, beside the count of those held."""
    count = index.release(moved.end)[direction.counted]
    adjacent = index.catalog.adjacent(moved.start, moved.end)
    if moved.category != OVERALL or area.names or not adjacent or pd.isna(count):
        return ""
    places = direction.places(moved.gained)
    held = int((places.least >= COUNTED_FROM).sum())
    cities = counted(int(count), *index.nouns)
    counts = f"The publisher counts {cities} that {direction.verb} {COUNTED_FROM} or more places"
    if held > count:
        return f"{counts}, but {counted(held, 'is', 'are')} held."
    if not count:
        return f"{counts}."
    verb = "are" if held > 1 else "is"
    sure = " for certain" if (places.most >= COUNTED_FROM).sum() > held else ""
    return f"{counts}; {held or 'none'} of them {verb} held{sure}."


def climbers(
    index: Index,
    *,
    from_edition: Label | None = None,
    to_edition: Label | None = None,
    category: str = OVERALL,
    rows: int = 10,
    region: Names = None,
    country: Names = None,
    places: int = 1,
    ranks: Ranks = "all",
) -> Answer:
    """Return the biggest climbers between two editions.

    The frame has a row for each city, by certain places, then the better new rank, then name. Its
    columns are `city`, `country`, `region`, `category`, `from_edition`, `to_edition`, the ranks in
    both (`from_rank`, `from_rank_max`, `to_rank`, `to_rank_max`), the places gained at least and at
    most (`gain`, `gain_max`; positive is up, missing where an open end leaves it unbounded),
    `from_rating` and `to_rating`.

    Args:
        rows: The number of rows at most; rows with as many certain places as the last are kept.
        places: Only cities that rose at least this many places for certain.
        ranks: "exact" leaves out cities whose rank is not one number in both editions.

    Raises:
        QuestionError: There is no such edition, category, region or country, both editions are
            the same, or `rows` or `places` is less than 1.

    >>> import scicli
    >>> answer = scicli.climbers(scicli.load(), to_edition=6, rows=3)
    >>> answer.frame[["city", "from_rank", "to_rank", "gain"]]
                city  from_rank  to_rank  gain
    0          Tokyo         28       17    11
    1    Los Angeles         10        3     7
    2  San Francisco          9        4     5
    3          Busan         27       22     5
    """
    span = (from_edition, to_edition)
    return _movers(index, UP, span, category, region, country, rows, places, ranks)


def fallers(
    index: Index,
    *,
    from_edition: Label | None = None,
    to_edition: Label | None = None,
    category: str = OVERALL,
    rows: int = 10,
    region: Names = None,
    country: Names = None,
    places: int = 1,
    ranks: Ranks = "all",
) -> Answer:
    """Return the biggest fallers between two editions, by the places that are certainly lost.

    See `climbers` for the columns, the options and the errors.

    >>> import scicli
    >>> answer = scicli.fallers(scicli.load(), to_edition=6, rows=2)
    >>> answer.frame[["city", "from_rank", "to_rank", "gain"]]
         city  from_rank  to_rank  gain
    0  Boston          6       16   -10
    1  Dublin         21       31   -10
    """
    span = (from_edition, to_edition)
    return _movers(index, DOWN, span, category, region, country, rows, places, ranks)


def overtakes(
    index: Index,
    city: str,
    *,
    from_edition: Label | None = None,
    to_edition: Label | None = None,
    category: str = OVERALL,
) -> Answer:
    """Return whom a city overtook between two editions, and who overtook it.

    A city overtook another if it was certainly behind before and is certainly ahead after. The
    frame has a row for each overtaking: first the cities overtaken, then the cities that overtook,
    each by new rank and name. Its columns are `from_edition`, `to_edition`, `category`, `city`,
    `other`, `direction` ("overtook" or "overtaken"), and the ranks of both before and after
    (`city_from`, `city_to`, `other_from`, `other_to`; the best place of an interval).

    Raises:
        QuestionError: There is no such city, edition or category, or both editions are the same.

    >>> import scicli
    >>> answer = scicli.overtakes(scicli.load(), "Busan", to_edition=6)
    >>> answer.frame[["other", "direction", "other_from", "other_to"]]
         other  direction  other_from  other_to
    0    Seoul   overtook          24        24
    1  Beijing   overtook          22        27
    2   Dublin   overtook          21        31
    3    Tokyo  overtaken          28        17
    """
    name = index.catalog.city(city)
    start, end = index.catalog.span(from_edition, to_edition)
    key = index.catalog.category(category)
    moved = moves(index, start, end, key)
    pairs = _pairs(moved.both, name)
    overtakes = pairs.dropna(subset="direction").sort_values(
        ["direction", "to_rank", "to_rank_max", "other"],
        ascending=[False, True, True, True],
        ignore_index=True,
    )
    verbs = {"overtook": "overtook", "overtaken": "was overtaken by"}
    section = Section(
        title=(name, f"{edition_name(index, start)} → {end}", readable(key)),
        frame=overtakes.assign(verb=overtakes["direction"].map(verbs)),
        columns=(
            Column("verb", name, Kind.LABEL, weight=10),
            Column("other", "City", Kind.CITY, weight=12),
            Column("from_rank", str(start), Kind.RANK, weight=10),
            Column("to_rank", str(end), Kind.RANK, weight=10),
        ),
        notes=_overtake_notes(moved, pairs, name),
    )
    own = {"own_from_rank": "city_from", "own_to_rank": "city_to"}
    other = {"from_rank": "other_from", "to_rank": "other_to"}
    return Answer.of(
        index,
        frame=overtakes.rename(columns=own | other)[list(OVERTAKE_FIELDS)],
        sections=(section,),
        editions=(start, end),
        asked=(name,),
        counted=moved.both["city"],
    )


def _pairs(both: pd.DataFrame, city: str) -> pd.DataFrame:
    """Return each `other` city beside the `own_…` columns of a city.

    `direction` is missing where no overtaking is certain; `undecided` says whether one may be.
    """
    own = both[both["city"] == city].add_prefix("own_").rename(columns={"own_city": "city"})
    pairs = both[both["city"] != city].rename(columns={"city": "other"}).merge(own, how="cross")
    sides = ("own_from_rank", "own_to_rank", "from_rank", "to_rank")
    own_before, own_after, before, after = (rank.column(pairs, side) for side in sides)
    overtook = rank.overtook(own_before, own_after, before, after)
    overtaken = rank.overtook(before, after, own_before, own_after)
    # A city may have overtaken another if it can be behind before, and ahead after.
    may_overtake = rank.may_be_ahead(before, own_before) & rank.may_be_ahead(own_after, after)
    may_be_overtaken = rank.may_be_ahead(own_before, before) & rank.may_be_ahead(after, own_after)
    direction = pd.Series(pd.NA, index=pairs.index, dtype="str")
    return pairs.assign(
        direction=direction.mask(overtook, "overtook").mask(overtaken, "overtaken"),
        undecided=(may_overtake | may_be_overtaken) & ~(overtook | overtaken),
        sources=pairs["sources"] + ";" + pairs["own_sources"],
    )


def _overtake_notes(moved: Moves, pairs: pd.DataFrame, city: str) -> tuple[str, ...]:
    own = moved.table[moved.table["city"] == city]
    sides = {"from_rank": moved.start, "to_rank": moved.end}
    missing = [edition for side, edition in sides.items() if own[side].isna().all()]
    if missing:
        where = two_editions(missing[0], missing[1]) if len(missing) > 1 else in_edition(*missing)
        return (f"{city} is not held in {where}.",)
    before, after = (rank.of_row(own.iloc[0], side).text() for side in sides)
    directions = pairs["direction"].value_counts()
    others = counted(len(pairs), *(f"other {noun}" for noun in moved.nouns))
    undecided = int(pairs["undecided"].sum())
    unsure = "one other" if undecided == 1 else f"{undecided} others"
    return nonempty(
        f"{city} stood {before} in {in_edition(moved.start)} and {after} in {moved.end}.",
        f"It overtook {directions.get('overtook', 'none')} and was overtaken by"
        f" {directions.get('overtaken', 'none')} of the {others} held in both.",
        f"Whether it changed places with {unsure} is not certain." if undecided else "",
        "" if moved.complete else _PARTIAL.format(moved.nouns[1]),
    )
