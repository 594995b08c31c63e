"""The question `gap`: how far a city is from a place or another city."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from scicli.analysis.answer import Answer, ChartKind, Column, Kind, Plot, Section
from scicli.analysis.table_columns import EDITION, PUBLISHED
from scicli.analysis.wording import (
    edition_name,
    in_edition,
    month_of,
    nonempty,
    ordinal,
    place_words,
    readable,
)
from scicli.errors import QuestionError
from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.figures import Row
from scicli.index.index import Index
from scicli.index.names import listed
from scicli.index.rank import UNKNOWN, Gain, Rank
from scicli.index.rating import difference, rating_text

FIELDS = (
    "edition", "category", "city", "rank", "rank_max", "other", "other_rank", "other_rank_max",
    "places", "places_max", "points", "between",
)  # fmt: skip
_MOST_NAMES = 5


class _Distance(NamedTuple):
    """A city and its goal in one table; `others` are the cities that hold the goal."""

    edition: Label
    rank: Rank
    rating: float | None
    others: tuple[str, ...]
    goal: Rank
    goal_rating: float | None
    between: tuple[str, ...]
    sources: str

    @property
    def places(self) -> Gain | None:
        """The places to gain; negative ones are ahead of the goal."""
        return rank.gain(self.rank, self.goal) if self.rank.held and self.goal.held else None

    @property
    def points(self) -> float | None:
        """The rating of the goal less that of the city."""
        if self.rating is None or self.goal_rating is None:
            return None
        return difference(self.goal_rating, self.rating)

    @property
    def text(self) -> str | None:
        """The places in short: "3 behind", "1–4 behind", "31 ahead", "level" or "not certain"."""
        if self.places is None:
            return None
        if self.places.level:
            return "level"
        if not (self.places.up or self.places.down):
            return "not certain"
        behind = self.places if self.places.up else self.places.lost
        band = Rank(behind.least, behind.most) if behind.most < rank.NO_END // 2 else None
        size = band.text() if band else f"{behind.least}+"
        return f"{size} {'behind' if self.places.up else 'ahead'}"


def gap(
    index: Index,
    city: str,
    *,
    to: Label,
    edition: Label = "latest",
    category: str = OVERALL,
    from_edition: Label | None = None,
) -> Answer:
    """Return how far a city is from a place or another city, up to an edition.

    The frame has a row for each edition in which both are held (for a place: the city), and one for
    the edition asked, by edition. Its columns are `edition`, `category`, `city`, its rank (`rank`,
    `rank_max`), `other` (the city at the goal, or several joined by ";"), the goal (`other_rank`,
    `other_rank_max`), the places to gain at least and at most (`places`, `places_max`; negative if
    the city is ahead), `points` (the rating of the goal less that of the city), and `between` (the
    cities that certainly stand between, joined by ";").

    Args:
        to: A place, such as 5, or the name of another city.
        from_edition: The first edition; None means the first of all.

    Raises:
        QuestionError: There is no such city, edition, category or place, or the other city is the
            same.

    >>> import scicli
    >>> answer = scicli.gap(scicli.load(), "Busan", to=5)
    >>> answer.frame[["edition", "rank", "other", "places", "between"]].tail(1)
       edition  rank    other  places              between
    9       12     8  Tel Aviv       3  Frankfurt;New York
    """
    catalog = index.catalog
    name, label, key = catalog.city(city), catalog.edition(edition), catalog.category(category)
    goal = catalog.goal(to, name)
    ranked = index.coverage(label, key).ranked
    if isinstance(goal, int) and ranked is not None and goal > ranked:
        problem = f"{in_edition(label)} ranks {ranked} {index.nouns[1]}"
        raise QuestionError(problem, "name a place among them")
    editions = (label,) if from_edition == label else catalog.between(from_edition, label)
    distances = [_distance(index, one, key, name, goal) for one in editions]
    shown = [one for one in distances if one.places is not None or one.edition == label]
    cities = (name,) if isinstance(goal, int) else (name, goal)
    words = ordinal(goal) if isinstance(goal, int) else goal
    frame = _frame(index, shown, name, key)
    section = Section(
        title=(f"{name} to {words}", edition_name(index, label), readable(key)),
        frame=frame,
        columns=(
            EDITION,
            PUBLISHED,
            Column("rank", name, Kind.RANK, weight=10),
            Column("there", f"{words} then", Kind.TEXT, weight=10)
            if isinstance(goal, int)
            else Column("other_rank", goal, Kind.RANK, weight=10),
            Column("distance", "Gap", Kind.TEXT, weight=11),
            Column("points", "Points", Kind.NUMBER, weight=7),
        ),
        notes=_notes(index, distances[-1], key, name, goal),
    )
    return Answer.of(
        index,
        frame=frame[list(FIELDS)],
        sections=(section,),
        editions=[one.edition for one in shown],
        asked=cities,
        plot=_plot(index, editions, key, cities),
    )


def _distance(index: Index, edition: Label, category: str, city: str, goal: int | str) -> _Distance:
    own = index.figure(edition, category, city)
    table = index.rows(edition, category)
    if isinstance(goal, int):
        ranks = rank.column(table, "rank")
        others = tuple(table["city"][ranks.exact & (ranks.best == goal)])
        target = Rank(goal, goal)
    else:
        others = (goal,)
        target = _rank_of(index.figure(edition, category, goal))
    rows = [index.figure(edition, category, other) for other in others]
    ratings = {row["rating"] for row in rows if row is not None}
    [rating] = ratings if len(ratings) == 1 else [None]
    held = _rank_of(own)
    return _Distance(
        edition,
        held,
        own["rating"] if own else None,
        others if isinstance(goal, int) or target.held else (),
        target,
        rating,
        _between(table, held, target),
        ";".join(row["sources"] for row in (own, *rows) if row and row["sources"]),
    )


def _rank_of(row: Row | None) -> Rank:
    return UNKNOWN if row is None or row["rank"] is None else rank.of_row(row, "rank")


def _between(table: pd.DataFrame, one: Rank, other: Rank) -> tuple[str, ...]:
    """Return the cities that certainly stand between two ranks, by rank and name."""
    if not (one.held and other.held):
        return ()
    front, back = (other, one) if rank.ahead(other, one) else (one, other)
    table = table.take(rank.first_to_last(rank.column(table, "rank")))
    ranks = rank.column(table, "rank")
    return tuple(table["city"][ranks.held & rank.ahead(front, ranks) & rank.ahead(ranks, back)])


def _frame(index: Index, rows: Sequence[_Distance], city: str, category: str) -> pd.DataFrame:
    places = [one.places for one in rows]
    texts = {
        "other": [";".join(one.others) or None for one in rows],
        "between": [";".join(one.between) or None for one in rows],
        "there": [listed(one.others, "and") if one.others else None for one in rows],
        "distance": [one.text for one in rows],
        "date": [month_of(index.published(one.edition)) for one in rows],
    }
    return pd.DataFrame(
        {
            "edition": [one.edition for one in rows],
            "category": category,
            "city": city,
            **_rank_columns("rank", [one.rank for one in rows]),
            **_rank_columns("other_rank", [one.goal for one in rows]),
            "places": _whole([one.least if one else None for one in places]),
            "places_max": _whole([one.most if one else None for one in places]),
            "points": pd.array([one.points for one in rows], dtype="Float64"),
            **{name: pd.Series(column, dtype="str") for name, column in texts.items()},
            "sources": [one.sources for one in rows],
        }
    )


def _rank_columns(name: str, ranks: Sequence[Rank]) -> dict[str, object]:
    return {
        name: _whole([one.best if one.held else None for one in ranks]),
        f"{name}_max": _whole([one.worst if one.held else None for one in ranks]),
        f"{name}_mark": [str(one.mark) for one in ranks],
    }


def _whole(numbers: Sequence[int | None]) -> pd.Series:
    """Return whole numbers; what an open end leaves unbounded is missing."""
    unbounded = rank.NO_END // 2
    return pd.Series(
        [None if one is None or abs(one) > unbounded else one for one in numbers], dtype="Int64"
    )


def _notes(
    index: Index, now: _Distance, category: str, city: str, goal: int | str
) -> tuple[str, ...]:
    """Return the gap in the edition asked, in sentences."""
    where = in_edition(now.edition)
    held = {city: now.rank.held, str(goal): now.goal.held}
    missing = [one for one, is_held in held.items() if not is_held]
    if missing:
        verb = "is" if len(missing) == 1 else "are"
        return (f"{listed(missing, 'and')} {verb} not held in {where}.",)
    unknown = _unknown_places(index, now, category)
    return nonempty(
        f"{city} stands {place_words(now.rank)} in {where}: {_words(now)} {_target(now, goal)}.",
        f"Between them: {_some(now.between)}." if now.between else "",
        f"Who stands {listed(unknown, 'and')} is not known." if unknown else "",
        _rating_note(now),
    )


def _target(now: _Distance, goal: int | str) -> str:
    if isinstance(goal, str):
        return f"{goal} ({place_words(now.goal)})"
    verb = "stands" if len(now.others) == 1 else "stand"
    there = f", where {listed(now.others, 'and')} {verb}" if now.others else ""
    return f"{ordinal(goal)}{there}"


def _rating_note(now: _Distance) -> str:
    if not now.points:
        return ""
    side = "below" if now.points > 0 else "above"
    size = rating_text(abs(now.points))
    return f"Its rating is {size} {side} that of {listed(now.others, 'and')}."


def _words(now: _Distance) -> str:
    """Return the places to the goal in words, up to the name of the goal."""
    places = now.places
    if places is None or not (places.up or places.down or places.level):
        return "it is not certain which stands ahead, it or"
    if places.level:
        return "level with"
    return f"{places.text()} behind" if places.up else f"{places.lost.text()} ahead of"


def _some(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMES
    return listed([*names[:_MOST_NAMES], *([f"{more} more"] if more > 0 else [])], "and")


def _unknown_places(index: Index, now: _Distance, category: str) -> list[str]:
    """Return the places between two exact ranks that no exact rank takes up, in words."""
    if not (now.rank.exact and now.goal.exact) or index.coverage(now.edition, category).complete:
        return []
    table = index.rows(now.edition, category)
    ranks = rank.column(table, "rank")
    last = rank.reach(ranks, (table["rank_mark"] == rank.Mark.TIED).to_numpy())
    first, end = sorted((now.rank.best, now.goal.best))
    known = ranks.exact & (ranks.best >= first) & (ranks.best < end)
    taken = dict(zip(ranks.best[known].tolist(), last[known].tolist(), strict=True))
    ends = dict(sorted(({first: first} | taken).items()))
    starts = [*[*ends][1:], end]
    holes = [
        (to + 1, one - 1) for to, one in zip(ends.values(), starts, strict=True) if to + 1 < one
    ]
    return [ordinal(one) if one == to else f"{ordinal(one)} to {ordinal(to)}" for one, to in holes]


def _plot(index: Index, editions: Sequence[Label], category: str, cities: tuple[str, ...]) -> Plot:
    figures = index.history(*cities)
    held = figures[figures["edition"].isin(editions) & (figures["category"] == category)]
    position = held["edition"].cat.codes - index.catalog.editions.index(editions[0])
    return Plot(
        ChartKind.HISTORY,
        held.astype({"city": "str"}).assign(place=position),
        tuple(editions),
        cities,
        nothing=f"no rank of {listed(list(cities), 'and')} is held",
        days=index.catalog.order.days_of(editions),
    )
