"""The questions `climbers` and `fallers`: who moved most between two editions."""

import pandas as pd

from scicli.analysis import headlines
from scicli.analysis.answer import Answer, ChartKind, Column, Kind, Plot, Section
from scicli.analysis.direction import DOWN, UP, Direction
from scicli.analysis.mover_notes import basis_notes, publisher_note
from scicli.analysis.mover_rows import (
    By,
    Question,
    Ranks,
    Steps,
    better_sign,
    compared,
    smallest_move,
    through,
)
from scicli.analysis.scope import (
    Area,
    Moves,
    Names,
    among_common,
    first_rows,
    moves,
    require_positive,
)
from scicli.analysis.table_columns import CITY
from scicli.analysis.top import top_notes
from scicli.analysis.wording import from_to, months, nonempty, readable
from scicli.errors import QuestionError
from scicli.files.schema import OVERALL
from scicli.index.editions import Label
from scicli.index.index import Index

COMMON = "ranked among those held in both"
MOVER_FIELDS = (
    "city", "country", "region", "category", "from_edition", "to_edition", "from_rank",
    "from_rank_max", "to_rank", "to_rank_max", "gain", "gain_max", "from_rating", "to_rating",
)  # fmt: skip
RATED_FIELDS = (*MOVER_FIELDS, "rating_gain")


def _movers(
    index: Index,
    direction: Direction,
    span: tuple[Label | None, Label | None],
    category: str,
    rows: int,
    area: tuple[Names, Names],
    least: float | None,
    ranks: Ranks,
    by: By,
    steps: Steps,
    top: int | None,
    *,
    common: bool,
) -> Answer:
    """Return the cities that moved most in one direction; see `climbers`."""
    if common and steps == "every":
        problem = "ranks among those held in both compare two editions"
        raise QuestionError(problem, "leave out --every, or --common")
    require_positive(rows, "rows")
    require_positive(top, "places")
    start, end = index.catalog.span(*span)
    key = index.catalog.category(category)
    editions = through(index, start, end, steps)
    question = Question(
        direction=direction,
        editions=editions,
        category=key,
        area=Area.of(index.catalog, *area),
        by=by,
        better=better_sign(index, editions, key) if by == "rating" else 1,
        ranks=ranks,
        least=smallest_move(by, least),
        top=top,
        common=common,
    )
    return _answer(index, question, rows)


def _answer(index: Index, question: Question, rows: int) -> Answer:
    """Return the first rows of the cities that moved as the question asks."""
    start, end = question.editions[0], question.editions[-1]
    moved = moves(index, start, end, question.category)
    moved = among_common(moved) if question.common else moved
    moved = moved._replace(table=question.area.within(moved.table))
    both = compared(index, moved, question)
    movers, cut = first_rows(_sorted(both, question), rows, ["least"])
    basis = basis_notes(both, index.nouns, question)
    publisher = publisher_note(index, moved, question)
    by_places = question.by == "places"
    section = Section(
        title=_title(index, question),
        frame=movers,
        columns=_columns(start, end, question),
        notes=nonempty(*basis, cut, publisher, *_entry_notes(index, moved, question)),
    )
    return Answer.of(
        index,
        frame=movers[list(MOVER_FIELDS if by_places else RATED_FIELDS)],
        sections=(section,),
        editions=(start, end),
        counted=both["city"],
        plot=_plot(index, both, movers, question, basis[-1]) if by_places else None,
        undrawn=("gains of ratings have no chart", "leave out --by rating"),
    )


def _plot(
    index: Index, both: pd.DataFrame, movers: pd.DataFrame, question: Question, nothing: str
) -> Plot:
    ends = (question.editions[0], question.editions[-1])
    verb, every = question.direction.verb, question.in_each_step
    finding = headlines.of_moves(index.nouns, both, movers, verb, every=every)
    return Plot(ChartKind.MOVES, movers, ends, nothing=nothing, finding=finding)


def _entry_notes(index: Index, moved: Moves, question: Question) -> tuple[str, ...]:
    """Return who entered and left the top, if one is asked for, or else the table."""
    if question.top is not None:
        return top_notes(index, moved, question.top)
    return moved.entry_notes() if question.by == "places" else ()


def _sorted(both: pd.DataFrame, question: Question) -> pd.DataFrame:
    """Return the cities that certainly moved in each step, and far enough, the furthest first."""
    return both[both["certain"] & (both["least"] >= question.least)].sort_values(
        ["least", "to_rank", "to_rank_max", "city"],
        ascending=[False, True, True, True],
        ignore_index=True,
    )


def _title(index: Index, question: Question) -> tuple[str, ...]:
    return nonempty(
        f"{question.direction.title}{' by rating' if question.by == 'rating' else ''}",
        from_to(index, question.editions[0], question.editions[-1]),
        readable(question.category),
        months(index, question.editions[0], question.editions[-1]),
        "in each step" if question.in_each_step else "",
        f"in the top {question.top} before or after" if question.top else "",
        COMMON if question.common else "",
        *question.area.names,
    )


def _columns(start: Label, end: Label, question: Question) -> tuple[Column, ...]:
    if question.by == "places":
        return (
            Column("gain", "Places", Kind.GAIN, weight=12),
            CITY,
            Column("from_rank", str(start), Kind.RANK, weight=10),
            Column("to_rank", str(end), Kind.RANK, weight=10),
            Column(question.direction.certain, "Bar", Kind.BAR, weight=1),
        )
    return (
        Column("rating_gain", "Points", Kind.DIFFERENCE, weight=12),
        CITY,
        Column("from_rating", f"Rating {start}", Kind.NUMBER, weight=10),
        Column("to_rating", f"Rating {end}", Kind.NUMBER, weight=10),
        Column("from_rank", f"Rank {start}", Kind.RANK, weight=8),
        Column("to_rank", f"Rank {end}", Kind.RANK, weight=9),
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
    least: float | None = None,
    ranks: Ranks = "all",
    by: By = "places",
    steps: Steps = "whole",
    top: int | None = None,
    common: bool = False,
) -> Answer:
    """Return the biggest climbers between two editions.

    The frame has a row for each city, by certain places, then the better new rank, then name. Its
    columns are `city`, `country`, `region`, `category`, `from_edition`, `to_edition`, the ranks in
    both (`from_rank`, `from_rank_max`, `to_rank`, `to_rank_max`), the places gained at least and at
    most (`gain`, `gain_max`; positive is up, missing where an open end leaves it unbounded),
    `from_rating` and `to_rating`; by rating also `rating_gain`, the new rating less the old one.

    Args:
        rows: The number of rows at most; rows that moved as far for certain as the last are kept.
        least: Only cities that rose at least this many places (by rating: points) for certain.
        ranks: "exact" leaves out cities whose rank is not one number in all editions compared.
        by: "rating" compares ratings: of the cities rated in both editions, those whose rating got
            better, by the size of the change. A lower rating is better if, from each rated city to
            the next one behind it, ratings rise more often than they fall.
        steps: "every" keeps cities that rose for certain in each step from the first edition to the
            last, through all between.
        top: Only cities that certainly stood in the top before or after. The notes then say who
            entered it and who left it.
        common: Whether the ranks are those among the cities held in both editions, so that cities
            which came or went move nobody.

    Raises:
        QuestionError: There is no such edition, category, region or country, both editions are
            the same, `rows` or `top` is less than 1, `least` is no number of places (points), or
            `common` is asked for with every step.

    >>> import scicli
    >>> index = scicli.load()
    >>> scicli.climbers(index, to_edition=6, rows=3).frame[["city", "from_rank", "to_rank", "gain"]]
                city  from_rank  to_rank  gain
    0          Tokyo         28       17    11
    1    Los Angeles         10        3     7
    2  San Francisco          9        4     5
    3          Busan         27       22     5
    >>> answer = scicli.climbers(index, from_edition=5, to_edition=9, steps="every")
    >>> answer.frame[["city", "from_rank", "to_rank", "gain"]]
        city  from_rank  to_rank  gain
    0  Busan         27       14    13
    """
    span, area = (from_edition, to_edition), (region, country)
    return _movers(
        index, UP, span, category, rows, area, least, ranks, by, steps, top, common=common
    )


def fallers(
    index: Index,
    *,
    from_edition: Label | None = None,
    to_edition: Label | None = None,
    category: str = OVERALL,
    rows: int = 10,
    region: Names = None,
    country: Names = None,
    least: float | None = None,
    ranks: Ranks = "all",
    by: By = "places",
    steps: Steps = "whole",
    top: int | None = None,
    common: bool = False,
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
    span, area = (from_edition, to_edition), (region, country)
    return _movers(
        index, DOWN, span, category, rows, area, least, ranks, by, steps, top, common=common
    )
