"""The question `leaders`: who stood first in each edition, and for how long."""

from collections import Counter
from collections.abc import Sequence, Set
from itertools import pairwise

import pandas as pd

from scicli.analysis import headlines
from scicli.analysis.answer import Answer, ChartKind, Column, Kind, Plot, Section
from scicli.analysis.scope import require_positive
from scicli.analysis.table_columns import CITY, EDITION, PUBLISHED, RATING
from scicli.analysis.wording import month_of, nonempty, number_word, readable, several_editions
from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index

FIELDS = (
    "edition", "published", "category", "place", "place_max", "city", "rating", "since",
    "editions_in_row",
)  # fmt: skip
_NAMED = 5  # the most cities in the note on who led most often


def leaders(index: Index, *, category: str = OVERALL, top: int = 1) -> Answer:
    """Return who stood first, or in the top, in each edition, and for how long in a row.

    The frame has a row for each city that certainly stood in the top, by edition, best place, worst
    place and name; an edition without one has a row in which all that is not held is missing. Its
    columns are `edition`, `published`, `category`, the rank (`place`, `place_max`), `city`,
    `rating`, the edition since which it has certainly stood there in a row (`since`), and the
    number of these editions (`editions_in_row`).

    Args:
        top: The last place of the top.

    Raises:
        QuestionError: There is no such category, or `top` is less than 1.

    >>> import scicli
    >>> frame = scicli.leaders(scicli.load()).frame
    >>> frame.loc[[8, 9, 10], ["edition", "city", "since", "editions_in_row"]]
        edition           city  since  editions_in_row
    8         9         London      7                3
    9        10         London      7                4
    10       11  San Francisco     11                1
    """
    require_positive(top, "places")
    key = index.catalog.category(category)
    figures = index.figures[index.figures["category"] == key].astype({"city": "str"})
    figures = figures[figures["rank"].notna()].drop(columns="category")
    not_held = _editions_with_room(index, key, top)
    rows = _with_runs(index, _in_the_top(index, figures, top), figures, not_held, top)
    rows = rows.assign(category=key, date=pd.Series(map(month_of, rows["published"]), dtype="str"))
    undecided = {*not_held, *_undecided_editions(index, figures, top)}
    section = Section(
        title=nonempty(
            "Who led" if top == 1 else f"Who stood in the top {top}",
            index.catalog.terms.title,
            readable(key),
        ),
        frame=rows,
        columns=(
            EDITION,
            PUBLISHED,
            Column("place", "Place", Kind.RANK, weight=10),
            CITY,
            RATING,
            Column("row", "In a row", Kind.DETAIL, weight=10),
        ),
        notes=_notes(index, rows, undecided, top),
    )
    return Answer.of(
        index,
        frame=rows[list(FIELDS)],
        sections=(section,),
        editions=index.catalog.editions,
        plot=_plot(index, rows, undecided, top),
    )


def first_of(index: Index, edition: Label, category: str = OVERALL) -> list[str]:
    """Return the cities that certainly stand first in an edition, by name."""
    rows = index.rows(edition, category)
    return sorted(rows["city"].array[rank.column(rows, "rank").worst == 1])


def _plot(index: Index, rows: pd.DataFrame, undecided: Set[Label], top: int) -> Plot:
    editions = tuple(index.catalog.editions)
    held = rows[rows["city"].notna()]
    counts = dict(sorted(Counter(held["city"].astype("str")).items()))
    return Plot(
        ChartKind.LEADERS,
        held.drop(columns="place").rename(columns={"position": "place"}).assign(rank=held["place"]),
        editions,
        nothing="nobody is known to have stood there",
        days=index.catalog.order.days_of(editions),
        finding=headlines.of_leaders(counts, len(editions), len(undecided), top),
    )


def _editions_with_room(index: Index, category: str, top: int) -> list[Label]:
    """Return the editions in whose top a city that is not held may have stood."""
    coverages = {edition: index.coverage(edition, category) for edition in index.catalog.editions}
    return [one for one, held in coverages.items() if not held.complete and held.depth < top]


def _undecided_editions(index: Index, figures: pd.DataFrame, top: int) -> list[Label]:
    """Return the editions with a rank that may be in the top or below it."""
    ranks = rank.column(figures, "rank")
    return list(index.labels(figures["edition"][(ranks.best <= top) & (ranks.worst > top)]))


def _in_the_top(index: Index, figures: pd.DataFrame, top: int) -> pd.DataFrame:
    """Return each edition with the cities certainly in its top, or with none."""
    inside = figures[rank.column(figures, "rank").worst <= top]
    return (
        index.releases[["edition", "published"]]
        .merge(inside, on="edition", how="left")
        .rename(columns={"rank": "place", "rank_max": "place_max", "rank_mark": "place_mark"})
        .sort_values(["edition", "place", "place_max", "city"], ignore_index=True)
        .assign(position=lambda rows: rows["edition"].cat.codes.astype("int64"))
    )


def _with_runs(
    index: Index, rows: pd.DataFrame, figures: pd.DataFrame, not_held: Sequence[Label], top: int
) -> pd.DataFrame:
    """Add `since`, `editions_in_row`, `longer` and `row`; `edition` becomes a plain label.

    A run may be longer if the city may have stood in the top in the edition before it.
    """
    breaks = rows.groupby("city")["position"].diff() != 1
    by_run = rows.assign(
        run=breaks.groupby(rows["city"]).cumsum(),
        longer=_may_have_stood_before(index, rows, figures, not_held, top),
    ).groupby(["city", "run"], observed=True)
    number = by_run.cumcount().add(1).astype("Int64").where(rows["city"].notna())
    since = index.labels(by_run["edition"].transform("first"))
    longer = by_run["longer"].transform("first").fillna(value=False).astype("bool")
    plus = longer.map({True: "+", False: ""})
    return rows.assign(
        edition=index.labels(rows["edition"]),
        since=since,
        editions_in_row=number,
        longer=longer,
        row=number.astype("str") + plus + " since " + since.astype("str"),
    )


def _may_have_stood_before(
    index: Index, rows: pd.DataFrame, figures: pd.DataFrame, not_held: Sequence[Label], top: int
) -> pd.Series:
    """Return whether the city of each row may have stood in the top in the edition before."""
    position = figures["edition"].cat.codes.astype("int64") + 1
    before = figures[["city", "rank"]].assign(position=position)
    found = rows.merge(before, on=["city", "position"], how="left", validate="m:1")["rank"]
    has_room = (rows["position"] - 1).isin(map(index.catalog.editions.index, not_held))
    return has_room.where(found.isna(), found.le(top).fillna(value=False))


def _notes(index: Index, rows: pd.DataFrame, undecided: Set[Label], top: int) -> tuple[str, ...]:
    editions, where = index.catalog.editions, "first" if top == 1 else f"in the top {top}"
    starts = rows.loc[rows["longer"], "since"].unique()
    before = [edition for edition, after in pairwise(editions) if after in starts]
    counts = rows["city"].dropna().value_counts()
    times = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    most = ", ".join(f"{city} {number}" for city, number in times[:_NAMED])
    equal = sum(number == times[_NAMED - 1][1] for _, number in times[_NAMED:])
    if equal:
        most += f"; {equal} more {'has' if equal == 1 else 'have'} {times[_NAMED][1]}"
    return nonempty(
        _known_note(index, rows, undecided, top),
        f"A run with + may be longer: the {index.nouns[0]} may also have stood {where} in"
        f" {several_editions(before, editions)}."
        if before
        else "",
        f"Most editions {where}{', at least' if undecided else ''}: {most}." if times else "",
    )


def _known_note(index: Index, rows: pd.DataFrame, undecided: Set[Label], top: int) -> str:
    """Return in which editions the top is not known, or how much of it is."""
    editions = index.catalog.editions
    held = rows.groupby("edition")["city"].count()
    known: dict[int, list[Label]] = {}
    for edition in editions:
        if edition in undecided and held[edition] < top:
            known.setdefault(int(held[edition]), []).append(edition)
    if top == 1 and known:
        return f"Who stood first is not known in {several_editions(known[0], editions)}."
    if not known:
        return ""
    most, *fewer = sorted(known, reverse=True)
    one, several = index.nouns
    who = f"Only {number_word(most)} {one if most == 1 else several}" if most else f"No {one}"
    parts = [
        f"{who} {'is' if most < 2 else 'are'} known in the top {top} of"
        f" {several_editions(known[most], editions)}",
        *(
            f"{number_word(number) if number else 'none'} in"
            f" {several_editions(known[number], editions)}"
            for number in fewer
        ),
    ]
    return f"{'; '.join(parts)}."
