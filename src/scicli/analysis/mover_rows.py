"""Which cities moved from edition to edition, and how far."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from scicli.analysis.direction import Direction
from scicli.analysis.scope import Area, Moves, moves
from scicli.errors import QuestionError
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.rank import Gain, Rank
from scicli.index.rating import difference

By = Literal["places", "rating"]
Ranks = Literal["all", "exact"]
Steps = Literal["whole", "every"]


class Question(NamedTuple):
    """What is asked of the cities that moved.

    `editions` are the first and the last one, with all between them if each step counts. `better`
    is the sign of a rating that gets better. `least` is the smallest move, in places or points.
    """

    direction: Direction
    editions: tuple[Label, ...]
    category: str
    area: Area
    by: By
    better: Literal[1, -1]
    ranks: Ranks
    least: float
    top: int | None
    common: bool

    @property
    def steps(self) -> list[tuple[Label, Label]]:
        """The pairs of editions between which a city has to move."""
        return list(pairwise(self.editions))

    @property
    def in_each_step(self) -> bool:
        """Whether there are several of them."""
        return len(self.editions) > 2


def smallest_move(by: By, least: float | None) -> float:
    """Return the smallest move that counts, in places or points; 0 means any move of a rating.

    Raises:
        QuestionError: It is not more than 0, or no whole number of places.
    """
    if least is None:
        return 1 if by == "places" else 0
    unit, smallest = ("places", "1 or more") if by == "places" else ("points", "more than 0")
    if not least > 0:
        raise QuestionError(f"{least:g} {unit} are too few", f"ask for {smallest}")
    if by == "places" and not float(least).is_integer():
        raise QuestionError(f"{least:g} places are not whole", "ask for a whole number of places")
    return least


def through(index: Index, start: Label, end: Label, steps: Steps) -> tuple[Label, ...]:
    """Return two editions, with all between them in this order if every step counts."""
    if steps == "whole":
        return start, end
    between = index.catalog.between(start, end)
    return between if between[0] == start else between[::-1]


def better_sign(index: Index, editions: Sequence[Label], category: str) -> Literal[1, -1]:
    """Return 1 if a higher rating is better in some tables, and -1 if a lower one is.

    A lower rating is better if, from each rated city to the next one behind it, ratings rise more
    often than they fall.
    """
    balance = 0
    for edition in editions:
        rows = index.rows(edition, category)
        rated = rows[rows["rank"].notna() & rows["rating"].notna()]
        rated = rated.take(rank.first_to_last(rank.column(rated, "rank")))
        ranks, ratings = rank.column(rated, "rank"), rated["rating"].to_numpy("float64")
        front, back = Rank(ranks.best[:-1], ranks.worst[:-1]), Rank(ranks.best[1:], ranks.worst[1:])
        balance += int(np.sign(np.diff(ratings))[rank.ahead(front, back)].sum())
    return -1 if balance > 0 else 1


def compared(index: Index, moved: Moves, question: Question) -> pd.DataFrame:
    """Return the rows of `moved` that can be compared in every step, with how far each city moved.

    `least` and `most` are the bounds of the whole move, in places or points in the direction asked.
    `certain` says whether the city certainly moved in each step, `possible` whether it may have.
    Ratings add `rating_gain`.
    """
    rows = _measured(moved, question)
    if question.top is not None:
        in_the_top = (rows["from_rank_max"] <= question.top) | (rows["to_rank_max"] <= question.top)
        rows = rows[in_the_top.fillna(value=False)]
    steps = [rows]
    if question.in_each_step:
        tables = (moves(index, *step, question.category) for step in question.steps)
        steps = [_measured(table, question) for table in tables]
    held, certain, possible = (
        set.intersection(*map(set, cities))
        for cities in (
            [step["city"] for step in steps],
            [step["city"][step["least"] > 0] for step in steps],
            [step["city"][step["most"] > 0] for step in steps],
        )
    )
    return rows[rows["city"].isin(held)].assign(
        certain=lambda rows: rows["city"].isin(certain),
        possible=lambda rows: rows["city"].isin(possible),
    )


def _measured(moved: Moves, question: Question) -> pd.DataFrame:
    """Return the cities held, or rated, in both tables of a step, with how far each moved."""
    rows = moved.both if question.by == "places" else moved.rated
    if question.ranks == "exact":
        rows = rows[rank.column(rows, "from_rank").exact & rank.column(rows, "to_rank").exact]
    if question.by == "places":
        gained = rank.gain(rank.column(rows, "from_rank"), rank.column(rows, "to_rank"))
    else:
        gains = [*map(difference, rows["to_rating"], rows["from_rating"])]
        rows = rows.assign(rating_gain=pd.array(gains, dtype="Float64"))
        size = rows["rating_gain"] * question.better
        gained = Gain(size, size)
    least, most = question.direction.places(gained)
    return rows.assign(least=least, most=most)
