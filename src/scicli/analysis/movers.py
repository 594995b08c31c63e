"""The questions `climbers` and `fallers`: who moved most between two editions."""

from scicli.analysis.answer import Answer, ChartKind, Column, Kind, Plot, Section
from scicli.analysis.direction import DOWN, UP, Direction
from scicli.analysis.mover_notes import Ranks, basis_notes, publisher_note
from scicli.analysis.scope import Area, Names, first_rows, moves, require_positive
from scicli.analysis.table_columns import CITY
from scicli.analysis.wording import edition_name, nonempty, readable
from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index

MOVER_FIELDS = (
    "city", "country", "region", "category", "from_edition", "to_edition", "from_rank",
    "from_rank_max", "to_rank", "to_rank_max", "gain", "gain_max", "from_rating", "to_rating",
)  # fmt: skip


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
    basis = basis_notes(both, index.nouns, area, direction, places, ranks, found=len(movers) > 0)
    movers, cut = first_rows(movers, rows, ["places"])
    publisher = publisher_note(index, direction, moved, area)
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
