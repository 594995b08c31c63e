"""Who moved most between two editions: the biggest climbers and fallers."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from scicli.analysis.answer import Answer, ChartKind, Column, Kind, Plot, Section
from scicli.analysis.area import Area, Named, cut_note, first_rows
from scicli.analysis.moves import Moves, moves
from scicli.analysis.wording import counted, readable, span_name
from scicli.errors import QuestionError
from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.rank import Gain, GainStatus

FIELDS = (
    "city", "country", "region", "category", "from_edition", "to_edition", "from_rank",
    "from_rank_max", "to_rank", "to_rank_max", "gain", "gain_max", "from_rating", "to_rating",
)  # fmt: skip
Ranks = Literal["all", "exact"]
COUNTED_FROM = 10
"""From so many places on the publisher counts the cities that moved."""


@dataclass(frozen=True)
class Direction:
    """A direction in which cities move."""

    title: str
    verb: str
    participle: str
    certain: Literal["gain", "gain_max"]
    sign: Literal[1, -1]
    counted: str

    def places(self, gained: Gain) -> Gain:
        """Return the places that were moved in this direction."""
        return gained if self.sign > 0 else gained.lost


UP = Direction("Biggest climbers", "rose", "risen", "gain", 1, "rose_10_or_more")
DOWN = Direction("Biggest fallers", "fell", "fallen", "gain_max", -1, "fell_10_or_more")


def movers(
    index: Index,
    direction: Direction,
    *,
    from_edition: Label | None,
    to_edition: Label | None,
    category: str,
    rows: int,
    region: Named,
    country: Named,
    places: int,
    ranks: Ranks,
) -> Answer:
    """Return who moved most in one direction; see `climbers`."""
    if places < 1:
        raise QuestionError(f"{places} places are no movement", "ask for 1 or more")
    start, end = index.catalog.span(from_edition, to_edition)
    key = index.catalog.category(category)
    area = Area.asked(index.catalog, region, country)
    moved = moves(index, start, end, key).within(area)
    both = moved.both if ranks == "all" else moved.both[_exact(moved.both)]
    certain = direction.places(moved._replace(table=both).gained).least
    found = _most_first(both, certain, places).assign(
        category=key, from_edition=start, to_edition=end
    )
    shown = first_rows(found, rows, ["places"])
    nobody = () if len(found) or both.empty else (_nobody(len(both), direction, places),)
    basis = _basis_notes(both, area, ranks)
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
            *nobody,
            *cut_note(rows, len(shown), len(found)),
            *_publisher_note(index, direction, moved, key, area),
            *moved.passage_notes(),
        ),
    )
    return Answer.of(
        index,
        frame=shown[list(FIELDS)],
        sections=(section,),
        editions=(start, end),
        counted=both["city"],
        plot=Plot(ChartKind.MOVES, shown, (start, end), nothing=(*basis, *nobody)[-1]),
    )


def _most_first(both: pd.DataFrame, gain: npt.NDArray[np.int64], least: int) -> pd.DataFrame:
    """Return who gained so many `places`: who gained most first, then by the new rank and name."""
    [moved] = np.nonzero(gain >= least)
    # By name they stand already, which a stable order keeps.
    by_rank = rank.first_to_last(rank.column(both, "to_rank").take(moved))
    order = moved[by_rank][np.argsort(-gain[moved][by_rank], kind="stable")]
    return both.take(order).reset_index(drop=True).assign(places=gain[order])


def _exact(table: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Return whose rank is one number in both editions."""
    before, after = rank.column(table, "from_rank"), rank.column(table, "to_rank")
    exact: npt.NDArray[np.bool_] = before.exact & after.exact
    return exact


def _nobody(cities: int, direction: Direction, places: int) -> str:
    least = "" if places == 1 else f" {places} places or more"
    if cities == 1:
        return f"It is not certain to have {direction.participle}{least}."
    return f"None of them {direction.verb}{least} for certain."


def _basis_notes(both: pd.DataFrame, area: Area, ranks: Ranks) -> tuple[str, ...]:
    """Return among how many cities these are found, and of how many the direction is open."""
    where = f" of {', '.join(area.names)}" if area.names else ""
    how = "held in both" if ranks == "all" else "held in both as one number"
    undecided = int((both["gain_mark"] == GainStatus.UNDECIDED).sum())
    open_question = (f"Whether {undecided} of them rose or fell is not certain.",)
    if len(both) <= 1:
        return (f"{'Only 1' if len(both) else 'No'} city{where} is {how}.",)
    return (f"Among the {len(both)} cities{where} {how}.", *(open_question if undecided else ()))


def _publisher_note(
    index: Index, direction: Direction, moved: Moves, category: str, area: Area
) -> tuple[str, ...]:
    """Return the publisher's own count beside that of the cities held, where there is one."""
    adjacent = index.catalog.adjacent(moved.start, moved.end)
    if category != OVERALL or area.names or not adjacent:
        return ()
    count = index.release(moved.end)[direction.counted]
    if pd.isna(count):
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
    region: Named = None,
    country: Named = None,
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
        places: Only cities that rose at least so many places for certain.
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
    return movers(
        index,
        UP,
        from_edition=from_edition,
        to_edition=to_edition,
        category=category,
        rows=rows,
        region=region,
        country=country,
        places=places,
        ranks=ranks,
    )


def fallers(
    index: Index,
    *,
    from_edition: Label | None = None,
    to_edition: Label | None = None,
    category: str = OVERALL,
    rows: int = 10,
    region: Named = None,
    country: Named = None,
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
    return movers(
        index,
        DOWN,
        from_edition=from_edition,
        to_edition=to_edition,
        category=category,
        rows=rows,
        region=region,
        country=country,
        places=places,
        ranks=ranks,
    )
