"""The question `leaders`: who stood first in each edition, and for how long."""

import pandas as pd

from scicli.analysis.answer import Answer, Column, Kind, Section
from scicli.analysis.scope import require_positive
from scicli.analysis.table_columns import CITY, EDITION, PUBLISHED, RATING
from scicli.analysis.wording import month_of, nonempty, readable, several_editions
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
        edition      city  since  editions_in_row
    8         9  New York      8                2
    9        10    London     10                1
    10       11    Zurich     11                1
    """
    require_positive(top, "places")
    key = index.catalog.category(category)
    rows = _runs(index, _in_the_top(index, key, top))
    rows = rows.assign(
        category=key,
        date=pd.Series(map(month_of, rows["published"]), dtype="str"),
        row=rows["editions_in_row"].astype("str") + " since " + rows["since"].astype("str"),
    )
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
        notes=_notes(index, rows, key, top),
    )
    return Answer.of(
        index,
        frame=rows[list(FIELDS)],
        sections=(section,),
        editions=index.catalog.editions,
    )


def _in_the_top(index: Index, category: str, top: int) -> pd.DataFrame:
    """Return each edition with the cities certainly in its top, or with none."""
    figures = index.figures[index.figures["category"] == category]
    inside = figures[(figures["rank_max"] <= top).fillna(value=False)].astype({"city": "str"})
    return (
        index.releases[["edition", "published"]]
        .merge(inside.drop(columns="category"), on="edition", how="left")
        .rename(columns={"rank": "place", "rank_max": "place_max", "rank_mark": "place_mark"})
        .sort_values(["edition", "place", "place_max", "city"], ignore_index=True)
    )


def _runs(index: Index, rows: pd.DataFrame) -> pd.DataFrame:
    """Add `since` and `editions_in_row`; `edition` becomes a plain label."""
    position = rows["edition"].cat.codes.astype("int64")
    breaks = position.groupby(rows["city"]).diff() != 1
    run = breaks.groupby(rows["city"]).cumsum()
    by_run = rows.assign(run=run).groupby(["city", "run"], observed=True)
    first = by_run["edition"].transform("first")
    return rows.assign(
        edition=index.labels(rows["edition"]),
        since=index.labels(first),
        editions_in_row=by_run.cumcount().add(1).astype("Int64").where(rows["city"].notna()),
    )


def _notes(index: Index, rows: pd.DataFrame, category: str, top: int) -> tuple[str, ...]:
    editions = index.catalog.editions
    unknown = [edition for edition in editions if _may_hold_more(index, edition, category, top)]
    what = "who stood first" if top == 1 else f"who else stood in the top {top}"
    one = "it" if len(unknown) == 1 else "one of them"
    counts = rows["city"].dropna().value_counts()
    times = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:_NAMED]
    most = ", ".join(f"{city} {number}" for city, number in times)
    least = ", at least" if unknown else ""
    return nonempty(
        f"Most editions{least}: {most}." if times else "",
        f"It is not known {what} in {several_editions(unknown)}; a run after {one} may be longer."
        if unknown
        else "",
    )


def _may_hold_more(index: Index, edition: Label, category: str, top: int) -> bool:
    """Return whether others than those certainly in the top of a table may stand there too."""
    ranks = rank.column(index.rows(edition, category), "rank")
    coverage = index.coverage(edition, category)
    undecided = ranks.held & (ranks.best <= top) & (ranks.worst > top)
    return bool(undecided.any()) or (not coverage.complete and coverage.depth < top)
