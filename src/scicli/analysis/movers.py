"""The questions on two editions: who climbed, who fell, and who overtook whom."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from scicli.analysis.answer import Answer, ChartKind, Column, Kind, Plot, Section
from scicli.analysis.scope import Area, Moves, Names, first_rows, moves
from scicli.analysis.wording import counted, readable, span_name
from scicli.errors import QuestionError
from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.rank import Gain, GainStatus

MOVER_FIELDS = (
    "city", "country", "region", "category", "from_edition", "to_edition", "from_rank",
    "from_rank_max", "to_rank", "to_rank_max", "gain", "gain_max", "from_rating", "to_rating",
)  # fmt: skip
OVERTAKE_FIELDS = (
    "from_edition", "to_edition", "category", "city", "other", "direction", "city_from",
    "city_to", "other_from", "other_to",
)  # fmt: skip
Ranks = Literal["all", "exact"]
COUNTED_FROM = 10  # the publisher counts the cities that moved this many places or more
_PARTIAL = "Whom it passed of the cities that are not held in both is not known."


@dataclass(frozen=True)
class Direction:
    """A direction in which cities move."""

    title: str
    verb: str
    participle: str
    certain: Literal["gain", "gain_max"]  # the bound of the gain that is certain
    sign: Literal[1, -1]  # of a gain in this direction
    counted: str  # the column with the publisher's own count

    def places(self, gained: Gain) -> Gain:
        """Return the places moved in this direction."""
        return gained if self.sign > 0 else gained.lost


UP = Direction("Biggest climbers", "rose", "risen", "gain", 1, "rose_10_or_more")
DOWN = Direction("Biggest fallers", "fell", "fallen", "gain_max", -1, "fell_10_or_more")


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
    """Return who moved most in one direction; see `climbers`."""
    if places < 1:
        raise QuestionError(f"{places} places are no movement", "ask for 1 or more")
    start, end = index.catalog.span(*span)
    key = index.catalog.category(category)
    area = Area.of(index.catalog, region, country)
    moved = moves(index, start, end, key)
    moved = moved._replace(table=area.within(moved.table))
    both = moved.both
    if ranks == "exact":
        both = both[rank.column(both, "from_rank").exact & rank.column(both, "to_rank").exact]
    found = both.assign(
        places=both[direction.certain] * direction.sign,
        category=key,
        from_edition=start,
        to_edition=end,
    )
    found = found[(found["places"] >= places).fillna(value=False)].sort_values(
        ["places", "to_rank", "to_rank_max", "city"],
        ascending=[False, True, True, True],
        ignore_index=True,
    )
    shown, cut = first_rows(found, rows, ["places"])
    basis = _basis_notes(both, area, direction, places, ranks, found=len(found) > 0)
    section = Section(
        title=(direction.title, span_name(index, start, end), readable(key), *area.names),
        frame=shown,
        columns=(
            Column("gain", "Places", Kind.GAIN, weight=5),
            Column("city", "City", Kind.CITY, weight=6),
            Column("from_rank", str(start), Kind.RANK, weight=3),
            Column("to_rank", str(end), Kind.RANK, weight=4),
            Column(direction.certain, "Bar", Kind.BAR, weight=1),
        ),
        notes=(
            *basis,
            *cut,
            *_publisher_note(index, direction, moved, key, area),
            *moved.passage_notes(),
        ),
    )
    return Answer.of(
        index,
        frame=shown[list(MOVER_FIELDS)],
        sections=(section,),
        editions=(start, end),
        counted=both["city"],
        plot=Plot(ChartKind.MOVES, shown, (start, end), nothing=basis[-1]),
    )


def _basis_notes(
    both: pd.DataFrame, area: Area, direction: Direction, places: int, ranks: Ranks, *, found: bool
) -> list[str]:
    """Return among how many cities these are found, and what is not certain of them."""
    where = area.phrase("of")
    how = "held in both" if ranks == "all" else "held in both as one number"
    least = "" if places == 1 else f" {places} places or more"
    if len(both) > 1:
        notes = [f"Among the {len(both)} cities{where} {how}."]
        nobody = f"None of them {direction.verb}{least} for certain."
    else:
        notes = [f"{'Only 1' if len(both) else 'No'} city{where} is {how}."]
        nobody = f"It is not certain to have {direction.participle}{least}."
    undecided = int((both["gain_mark"] == GainStatus.UNDECIDED).sum())
    if undecided and len(both) > 1:
        notes.append(f"Whether {undecided} of them rose or fell is not certain.")
    return notes if found or both.empty else [*notes, nobody]


def _publisher_note(
    index: Index, direction: Direction, moved: Moves, category: str, area: Area
) -> tuple[str, ...]:
    """Return the publisher's own count beside that of the cities held, where there is one."""
    count = index.release(moved.end)[direction.counted]
    adjacent = index.catalog.adjacent(moved.start, moved.end)
    if category != OVERALL or area.names or not adjacent or pd.isna(count):
        return ()
    places = direction.places(moved.gained)
    held = int((places.least >= COUNTED_FROM).sum())
    cities = counted(int(count), "city", "cities")
    counts = f"The publisher counts {cities} that {direction.verb} {COUNTED_FROM} or more places"
    if held > count:
        return (f"{counts}, but {counted(held, 'is', 'are')} held.",)
    if not count:
        return (f"{counts}.",)
    verb = "are" if held > 1 else "is"
    sure = " for certain" if (places.most >= COUNTED_FROM).sum() > held else ""
    return (f"{counts}; {held or 'none'} of them {verb} held{sure}.",)


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
        rows: How many rows at most; rows with as many certain places as the last are kept.
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
    frame has a row for each other city: first those that the city overtook, then those that
    overtook it, each by new rank and name. Its columns are `from_edition`, `to_edition`,
    `category`, `city`, `other`, `direction` ("overtook" or "overtaken"), and the ranks of both
    before and after (`city_from`, `city_to`, `other_from`, `other_to`; of an interval its best
    place).

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
    pairs = _pairs(moved.both, name).assign(from_edition=start, to_edition=end, category=key)
    passed = pairs.dropna(subset="direction").sort_values(
        ["direction", "to_rank", "to_rank_max", "other"],
        ascending=[False, True, True, True],
        ignore_index=True,
    )
    verbs = {"overtook": "overtook", "overtaken": "was overtaken by"}
    section = Section(
        title=(name, span_name(index, start, end), readable(key)),
        frame=passed.assign(verb=passed["direction"].map(verbs)),
        columns=(
            Column("verb", name, Kind.LABEL, weight=3),
            Column("other", "City", Kind.CITY, weight=4),
            Column("from_rank", str(start), Kind.RANK, weight=1),
            Column("to_rank", str(end), Kind.RANK, weight=2),
        ),
        notes=_overtake_notes(moved, pairs, name),
    )
    ranks = ["own_from_rank", "own_to_rank", "from_rank", "to_rank"]
    fields = dict(zip(ranks, OVERTAKE_FIELDS[-4:], strict=True))
    return Answer.of(
        index,
        frame=passed.rename(columns=fields)[list(OVERTAKE_FIELDS)],
        sections=(section,),
        editions=(start, end),
        asked=(name,),
        counted=moved.both["city"],
    )


def _pairs(both: pd.DataFrame, city: str) -> pd.DataFrame:
    """Return each `other` city beside the `own_…` columns of a city, with `direction`.

    It is missing where no overtaking is certain; `undecided` says whether there may be one.
    """
    own = both[both["city"] == city].add_prefix("own_")
    others = both[both["city"] != city].rename(columns={"city": "other"})
    pairs = others.merge(own, how="cross").rename(columns={"own_city": "city"})
    own_before, own_after, before, after = (
        rank.column(pairs, name)
        for name in ("own_from_rank", "own_to_rank", "from_rank", "to_rank")
    )
    overtook = rank.overtook(own_before, own_after, before, after)
    overtaken = rank.overtook(before, after, own_before, own_after)
    # A city can overtake another if it can be behind before, and ahead after.
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
    ranks = ((moved.start, "from_rank"), (moved.end, "to_rank"))
    missing = [str(edition) for edition, side in ranks if own[side].isna().all()]
    if missing:
        editions = "edition" if len(missing) == 1 else "editions"
        return (f"{city} is not held in {editions} {' and '.join(missing)}.",)
    directions = pairs["direction"].value_counts()
    others = counted(len(pairs), "other city", "other cities")
    undecided = int(pairs["undecided"].sum())
    unsure = "one other" if undecided == 1 else f"{undecided} others"
    return (
        f"{city} stood {rank.of_row(own.iloc[0], 'from_rank').text()} in edition {moved.start}"
        f" and {rank.of_row(own.iloc[0], 'to_rank').text()} in {moved.end}.",
        f"It overtook {directions.get('overtook', 'none')} and was overtaken by"
        f" {directions.get('overtaken', 'none')} of the {others} held in both.",
        *([f"Whether it changed places with {unsure} is not certain."] if undecided else []),
        *([] if moved.complete else [_PARTIAL]),
    )
