"""The question `gap`: how far a city is from a place or another city."""

from collections.abc import Sequence

import pandas as pd

from scicli.analysis import headlines
from scicli.analysis.answer import Answer, ChartKind, Column, Kind, Plot, Section
from scicli.analysis.distance import Distance, measure, places_not_known
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
from scicli.index.index import Index
from scicli.index.names import listed
from scicli.index.rank import NO_END, Gain, Rank
from scicli.index.rating import rating_text

FIELDS = (
    "edition", "category", "city", "rank", "rank_max", "other", "other_rank", "other_rank_max",
    "places", "places_max", "points", "between",
)  # fmt: skip
_MOST_NAMES = 5


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
        QuestionError: There is no such city, edition, category or place, the other city is the
            same, or the first edition is after the edition asked.

    >>> import scicli
    >>> answer = scicli.gap(scicli.load(), "Busan", to=5)
    >>> answer.frame[["edition", "rank", "other", "places", "between"]].tail(1)
       edition  rank   other  places            between
    9       12     8  Oxford       3  New York;Tel Aviv
    """
    catalog = index.catalog
    name, label, key = catalog.city(city), catalog.edition(edition), catalog.category(category)
    goal = _goal(index, to, name, (label, key))
    editions = catalog.up_to(label, from_edition)
    distances = [measure(index, one, key, name, goal) for one in editions]
    shown = [one for one in distances if one.places is not None or one.edition == label]
    cities = (name,) if isinstance(goal, int) else (name, goal)
    words = ordinal(goal) if isinstance(goal, int) else goal
    frame = _frame(index, shown, name, key)
    section = Section(
        title=(f"{name} to {words}", edition_name(index, label), readable(key)),
        frame=frame,
        columns=_columns(name, goal),
        notes=_notes(index, distances[-1], key, name, goal),
    )
    return Answer.of(
        index,
        frame=frame[list(FIELDS)],
        sections=(section,),
        editions=[one.edition for one in shown],
        asked=cities,
        plot=_plot(index, editions, key, cities, (distances[-1], goal)),
    )


def _columns(city: str, goal: int | str) -> tuple[Column, ...]:
    return (
        EDITION,
        PUBLISHED,
        Column("rank", city, Kind.RANK, weight=10),
        Column("there", f"{ordinal(goal)} then", Kind.TEXT, weight=10)
        if isinstance(goal, int)
        else Column("other_rank", goal, Kind.RANK, weight=10),
        Column("distance", "Gap", Kind.TEXT, weight=11),
        Column("rated", "Rating", Kind.TEXT, weight=7),
        Column("number", "Held between", Kind.COUNT, weight=4),
    )


def _goal(index: Index, to: Label, city: str, table: tuple[Label, str]) -> int | str:
    """Return the place or the other city asked for; a place is one of the table."""
    goal = index.catalog.goal(to, city)
    ranked = index.coverage(*table).ranked
    if isinstance(goal, int) and ranked is not None and goal > ranked:
        problem = f"{in_edition(table[0])} ranks {ranked} {index.nouns[1]}"
        raise QuestionError(problem, "name a place among them")
    return goal


def _frame(index: Index, rows: Sequence[Distance], city: str, category: str) -> pd.DataFrame:
    texts = {
        "other": [";".join(one.others) or None for one in rows],
        "between": [";".join(one.between) or None for one in rows],
        "there": [
            listed(one.others, "and") if one.others else "nobody" if one.skipped else None
            for one in rows
        ],
        "rated": [_rated(one) for one in rows],
        "distance": [one.text for one in rows],
        "date": [month_of(index.published(one.edition)) for one in rows],
    }
    frame = pd.DataFrame(
        {
            "edition": [one.edition for one in rows],
            "category": category,
            "city": city,
            **_rank_columns("rank", [one.rank for one in rows]),
            **_rank_columns("other_rank", [one.goal for one in rows]),
            "points": pd.array([one.points for one in rows], dtype="Float64"),
            "number": _whole([len(one.between) if one.places else None for one in rows]),
            **{name: pd.Series(column, dtype="str") for name, column in texts.items()},
            "sources": [one.sources for one in rows],
        }
    )
    places = {"gain": "places", "gain_max": "places_max"}
    return rank.with_gain(frame, before="rank", now="other_rank").rename(columns=places)


def _rank_columns(name: str, ranks: Sequence[Rank]) -> dict[str, object]:
    return {
        name: _whole([one.best if one.held else None for one in ranks]),
        f"{name}_max": _whole([one.worst if one.worst < NO_END else None for one in ranks]),
        f"{name}_mark": [str(one.mark) for one in ranks],
    }


def _whole(numbers: Sequence[int | None]) -> pd.Series:
    return pd.Series(numbers, dtype="Int64")


def _notes(
    index: Index, now: Distance, category: str, city: str, goal: int | str
) -> tuple[str, ...]:
    """Return the gap in the edition asked, in sentences."""
    where = in_edition(now.edition)
    if now.places is None:
        held = {city: now.rank.held, str(goal): now.goal.held}
        missing = [one for one, is_held in held.items() if not is_held]
        return (
            f"{listed(missing, 'and')} {'is' if len(missing) == 1 else 'are'} not held in {where}.",
        )
    unknown = [_span(*places) for places in places_not_known(index, now, category)]
    return nonempty(
        f"{city} stands {place_words(now.rank)} in {where}{_how_far(now, now.places, city, goal)}.",
        f"Between them: {_some(now.between)}." if now.between else "",
        f"Who stands {listed(unknown, 'and')} is not known." if unknown else "",
        _rating_note(now),
    )


def _how_far(now: Distance, places: Gain, city: str, goal: int | str) -> str:
    """Return the end of the sentence that begins with the rank of a city."""
    if isinstance(goal, str):
        return f": {_words(places)} {goal} ({place_words(now.goal)})"
    others = [other for other in now.others if other != city]
    names = listed(others, "and") if others else ""
    if places.level:
        return f" already, level with {names}" if others else " already"
    there = f", where {names} {'stands' if len(others) == 1 else 'stand'}" if others else ""
    there = ", which nobody holds because of a tie" if now.skipped else there
    return f": {_words(places)} {ordinal(goal)}{there}"


def _words(places: Gain) -> str:
    """Return the places to a goal in words, up to the name of the goal."""
    if places.level:
        return "level with"
    if places.up:
        return f"{places.text()} behind"
    if places.down:
        return f"{places.lost.text()} ahead of"
    if places.least == 0:
        return "level with or behind"
    return "level with or ahead of" if places.most == 0 else "it may be ahead of or behind"


def _span(first: int, last: int) -> str:
    return ordinal(first) if first == last else f"{ordinal(first)} to {ordinal(last)}"


def _rated(now: Distance) -> str | None:
    """Return how far the rating of the city is above or below that of its goal."""
    if now.points is None:
        return None
    side = "below" if now.points > 0 else "above"
    return f"{rating_text(abs(now.points))} {side}" if now.points else "equal"


def _rating_note(now: Distance) -> str:
    others = listed(now.others, "and") if now.points else ""
    return f"Its rating is {_rated(now)} that of {others}." if others else ""


def _some(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMES
    return listed([*names[:_MOST_NAMES], *([f"{more} more"] if more > 0 else [])], "and")


def _plot(
    index: Index,
    editions: Sequence[Label],
    category: str,
    cities: tuple[str, ...],
    latest: tuple[Distance, int | str],
) -> Plot:
    now, goal = latest
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
        finding=headlines.of_gap(cities[0], now, goal),
        goal=goal if isinstance(goal, int) else None,
    )
