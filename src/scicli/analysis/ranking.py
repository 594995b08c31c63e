"""The question `ranking`: the rank table of an edition."""

import numpy as np
import pandas as pd

from scicli.analysis.answer import Answer, ChartKind, Column, Gap, Kind, Plot, Section
from scicli.analysis.scope import Area, Names, first_rows, movement
from scicli.analysis.wording import counted, coverage_note, edition_name, readable, readable_date
from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Coverage, Index
from scicli.index.rank import GainStatus, Mark, with_gain

FIELDS = (
    "edition", "category", "rank", "rank_max", "city", "country", "region", "rating",
    "previous_rank", "previous_rank_max", "gain", "gain_max", "movement", "basis", "sources",
)  # fmt: skip
_ON_EACH_SIDE = 5


def ranking(
    index: Index,
    *,
    edition: Label = "latest",
    category: str = OVERALL,
    rows: int | None = None,
    region: Names = None,
    country: Names = None,
    around: str | None = None,
) -> Answer:
    """Return the rank table of an edition.

    The frame has a row for each city of the table, by best place, worst place and name; cities
    of which no rank is held come last. Its columns are `edition`, `category`, `rank`,
    `rank_max`, `city`, `country`, `region`, `rating`, the rank in the edition before
    (`previous_rank`, `previous_rank_max`), the places gained since at least and at most (`gain`,
    `gain_max`; positive is up), `movement` ("up", "down", "level", "entered" or missing),
    `basis` and `sources` (joined by ";").

    Args:
        rows: How many rows at most; rows that tie with the last of them are kept.
        around: Only this city, and five rows with a rank on each side of it; `rows` in all where
            that is given.

    Raises:
        QuestionError: There is no such edition, category, region, country or city, or `rows`
            is less than 1.

    >>> import scicli
    >>> answer = scicli.ranking(scicli.load(), edition=6, country="KR")
    >>> answer.frame[["rank", "city", "gain"]]
       rank   city  gain
    0    22  Busan     5
    1    24  Seoul     0
    >>> answer.notes[0]
    '22 of 75 ranks are held, complete to 5.'
    """
    catalog = index.catalog
    label, key = catalog.edition(edition), catalog.category(category)
    area = Area.of(catalog, region, country)
    city = None if around is None else catalog.city(around)

    table = _with_previous(index, label, key)
    inside = area.within(table)
    if city is None:
        chosen, cut = first_rows(inside, rows, ["rank", "rank_max"])
    else:
        chosen, cut = _around(inside, city, rows), ()
    shown = chosen.reset_index(drop=True)
    coverage, published = index.coverage(label, key), index.published(label)
    notes = (
        coverage_note(coverage),
        *area.notes(table),
        *([_not_held_note(city, table, coverage, area)] if city and shown.empty else []),
        *cut,
        *_previous_note(index, label, key, shown),
    )
    before = catalog.before(label)
    section = Section(
        title=(
            edition_name(index, label),
            readable(key),
            *area.names,
            *([f"around {city}"] if city else []),
            *([readable_date(published)] if published else []),
        ),
        frame=shown,
        columns=(
            Column("rank", "Rank", Kind.RANK, weight=4),
            Column("city", "City", Kind.CITY, weight=5),
            Column("country", "Country", Kind.TEXT, weight=1),
            Column("rating", "Rating", Kind.NUMBER, weight=2),
            *([] if before is None else [Column("gain", f"Since {before}", Kind.GAIN, weight=3)]),
        ),
        notes=notes,
        gaps=() if area.names else _gaps(table, chosen, coverage.ranked),
    )
    return Answer.of(
        index,
        frame=shown[list(FIELDS)],
        sections=(section,),
        editions=(before, label),
        asked=() if city is None else (city,),
        plot=Plot(ChartKind.RANKS, shown, (label,), nothing=" ".join(notes)),
    )


def _with_previous(index: Index, edition: Label, category: str) -> pd.DataFrame:
    """Return a table with the columns of the answer, and the marks of ranks and gain."""
    before = index.catalog.before(edition)
    table = index.table(edition, category)
    earlier = table.head(0) if before is None else index.table(before, category)
    ranks = earlier.set_index("city")[["rank", "rank_max", "rank_mark"]]
    table = table.join(ranks.add_prefix("previous_"), on="city", validate="1:1")
    table = with_gain(table, before="previous_rank", now="rank")
    complete = before is not None and index.coverage(before, category).complete
    entered = ~table["city"].isin(ranks.index) & table["rank"].notna() & complete
    return table.assign(
        edition=edition,
        category=category,
        movement=movement(table).mask(entered, "entered"),
        gain_mark=table["gain_mark"].mask(entered, GainStatus.ENTERED),
    )


def _around(table: pd.DataFrame, city: str, rows: int | None) -> pd.DataFrame:
    """Return a city with the rows around it: five on each side, or `rows` in all."""
    held = table[table["rank"].notna()]
    found = held["city"].eq(city).to_numpy().nonzero()[0]
    if not found.size:
        return held.head(0)
    [number] = found
    if rows is None:
        return held.iloc[max(0, number - _ON_EACH_SIDE) : number + _ON_EACH_SIDE + 1]
    start = max(0, min(int(number) - (rows - 1) // 2, len(held) - rows))
    return held.iloc[start : start + rows]


def _gaps(table: pd.DataFrame, shown: pd.DataFrame, ranked: int | None) -> tuple[Gap, ...]:
    """Return the places that no row holds, between the rows shown or at the ends of the table."""
    held = table[table["rank"].notna()]
    if held.empty and ranked is not None and len(shown) == len(table):
        return (Gap(0, 1, ranked),)
    tied = (held["rank_mark"] == Mark.TIED).to_numpy()
    reach = np.maximum.accumulate(rank.reach(rank.column(held, "rank"), tied))
    before = [0, *reach.tolist()]
    start = shown.index.min()
    gaps = [
        Gap(row - start, last + 1, rank - 1)
        for row, last, rank in zip(held.index, before, held["rank"].tolist(), strict=False)
        if last + 1 < rank and row in shown.index and (row > start or start == 0)
    ]
    end = held.index.max()
    if ranked is not None and end in shown.index and before[-1] < ranked:
        gaps.append(Gap(end + 1 - start, before[-1] + 1, ranked))
    return tuple(gaps)


def _not_held_note(city: str, table: pd.DataFrame, coverage: Coverage, area: Area) -> str:
    """Return why a city cannot be shown with the rows around it."""
    row = table[table["city"] == city]
    if row.empty and coverage.complete:
        return f"{city} was not in the index."
    if row.empty and coverage.depth:
        return (
            f"{city} is not held: it stands below place {coverage.depth}, or is not in the index."
        )
    if row.empty or row["rank"].isna().all():
        return f"The rank of {city} is not held."
    return f"{city} is not{area.phrase('in')}."


def _previous_note(
    index: Index, edition: Label, category: str, shown: pd.DataFrame
) -> tuple[str, ...]:
    before = index.catalog.before(edition)
    shown = shown[shown["rank"].notna()]
    both = int(shown["previous_rank"].notna().sum())
    if before is None or both == len(shown) or index.coverage(before, category).complete:
        return ()
    if not both:
        whose = "Its rank is not" if len(shown) == 1 else "None of their ranks is"
        return (f"{whose} held in edition {before}.",)
    ranks = counted(both, "rank is", "ranks are")
    return (f"Of these {len(shown)}, {ranks} held in edition {before} too.",)
