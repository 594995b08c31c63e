"""The question `ranking`: the rank table of an edition."""

import numpy as np
import pandas as pd

from scicli.analysis import headlines
from scicli.analysis.answer import Answer, ChartKind, Column, Gap, Kind, Plot, Section
from scicli.analysis.place_within import Within, with_place_within
from scicli.analysis.scope import Area, Names, first_rows, movement, require_positive, with_previous
from scicli.analysis.table_columns import CITY, COUNTRY, RANK, RATING, since
from scicli.analysis.wording import (
    counted,
    coverage_note,
    edition_name,
    in_edition,
    nonempty,
    readable,
    readable_date,
)
from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Coverage, Index

FIELDS = (
    "edition", "category", "rank", "rank_max", "city", "country", "region", "rating",
    "previous_rank", "previous_rank_max", "gain", "gain_max", "movement", "basis", "sources",
)  # fmt: skip
WITHIN_FIELDS = (*FIELDS[:-1], "place_within", "place_within_max", FIELDS[-1])
_HOMES = {
    None: (COUNTRY,),
    "region": (
        Column("region", "Region", Kind.TEXT, weight=10),
        Column("place_within", "In region", Kind.RANK, weight=10),
    ),
    "country": (
        COUNTRY._replace(weight=10),
        Column("place_within", "In country", Kind.RANK, weight=10),
    ),
}
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
    within: Within | None = None,
) -> Answer:
    """Return the rank table of an edition.

    The frame has a row for each city of the table, by best place, worst place and name; cities
    whose rank is not held come last. Its columns are `edition`, `category`, `rank`, `rank_max`,
    `city`, `country`, `region`, `rating`, the rank in the edition before (`previous_rank`,
    `previous_rank_max`), the places gained since at least and at most (`gain`, `gain_max`; positive
    is up), `movement` ("up", "down", "level", "entered" or missing), `basis` and `sources` (joined
    by ";"). With `within`, `place_within` and `place_within_max` stand before `sources`.

    Args:
        rows: The number of rows at most; rows that tie with the last of them are kept.
        around: Only this city, and five rows with a rank on each side of it; `rows` in all if
            that is given.
        within: Also the best and the worst place that the city can have among the cities of its
            "region" or "country"; missing where no rank is held, or the city's own region or
            country is not known. The place is certain if the rank is exact and at most the depth,
            and the region of every city above is known.

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
    >>> answer = scicli.ranking(scicli.load(), edition=12, rows=4, within="region")
    >>> answer.frame[["rank", "city", "region", "place_within"]]
       rank           city          region  place_within
    0     1         Zurich  Western Europe             1
    1     2         London  Western Europe             2
    2     3      Singapore    Asia/Pacific             1
    3     4  San Francisco   North America             1
    """
    catalog = index.catalog
    label, key = catalog.edition(edition), catalog.category(category)
    area = Area.of(catalog, region, country)
    catalog.require_homes(within)
    city = None if around is None else catalog.city(around)
    require_positive(rows, "rows")
    before = catalog.before(label)
    coverage = index.coverage(label, key)
    table = _table(index, before, label, key)
    table = table if within is None else with_place_within(table, within, coverage)
    frame, cut, gaps = _shown(table, area, city, rows, coverage.ranked)
    notes = nonempty(
        coverage_note(coverage, index.nouns[1]),
        *area.notes(table, index.nouns),
        _absence_note(city, table, coverage, area) if city and frame.empty else cut,
        _previous_note(index, before, key, frame),
        _within_note(frame, within) if within else "",
    )
    columns = (RANK, CITY, *_HOMES[within], RATING, *since(before))
    editions = (label,) if before is None else (before, label)
    finding = headlines.of_table(index, frame, label, key, area, city)
    return Answer.of(
        index,
        frame=frame[list(WITHIN_FIELDS if within else FIELDS)],
        sections=(Section(_title(index, label, key, area, city), frame, columns, notes, gaps),),
        editions=editions,
        asked=nonempty(city),
        plot=Plot(ChartKind.RANKS, frame, editions, nothing=" ".join(notes), finding=finding),
    )


def _title(
    index: Index, edition: Label, category: str, area: Area, city: str | None
) -> tuple[str, ...]:
    published = index.published(edition)
    return nonempty(
        edition_name(index, edition),
        readable(category),
        *area.names,
        f"around {city}" if city else "",
        readable_date(published) if published else "",
    )


def _table(index: Index, before: Label | None, edition: Label, category: str) -> pd.DataFrame:
    """Return a table with the columns of the answer, and the marks of ranks and gain."""
    table = index.table(edition, category)
    earlier = table.head(0) if before is None else index.table(before, category)
    table = with_previous(table, earlier, pd.Index(earlier["city"]).get_indexer(table["city"]))
    complete = before is not None and index.coverage(before, category).complete
    entered = ~table["city"].isin(earlier["city"]) & table["rank"].notna() & complete
    return table.assign(
        edition=edition,
        category=category,
        movement=movement(table).mask(entered, "entered"),
        gain_mark=table["gain_mark"].mask(entered, rank.GainStatus.ENTERED),
    )


def _shown(
    table: pd.DataFrame, area: Area, city: str | None, rows: int | None, ranked: int | None
) -> tuple[pd.DataFrame, str, tuple[Gap, ...]]:
    """Return the rows around a city, or else the first ones with a note on the cut, and the gaps.

    There are only gaps in a table of all areas.
    """
    inside = area.within(table)
    if city is None:
        shown, cut = first_rows(inside, rows, ["rank", "rank_max"])
    else:
        shown, cut = _around(inside, city, rows), ""
    gaps = () if area.names else _gaps(table, shown, ranked)
    return shown.reset_index(drop=True), cut, gaps


def _around(table: pd.DataFrame, city: str, rows: int | None) -> pd.DataFrame:
    """Return a city with the rows around it: five on each side, or `rows` in all."""
    held = table[table["rank"].notna()]
    if city not in set(held["city"]):
        return held.head(0)
    row = held["city"].tolist().index(city)
    if rows is None:
        return held.iloc[max(0, row - _ON_EACH_SIDE) : row + _ON_EACH_SIDE + 1]
    first = max(0, min(row - (rows - 1) // 2, len(held) - rows))
    return held.iloc[first : first + rows]


def _gaps(table: pd.DataFrame, shown: pd.DataFrame, ranked: int | None) -> tuple[Gap, ...]:
    """Return the places that no row holds, between the rows shown or at the ends of the table."""
    held = table[table["rank"].notna()]
    if held.empty and ranked is not None and len(shown) == len(table):
        return (Gap(0, 1, ranked),)
    tied = (held["rank_mark"] == rank.Mark.TIED).to_numpy()
    reach = np.maximum.accumulate(rank.reach(rank.column(held, "rank"), tied)).tolist()
    start, end = shown.index.min(), held.index.max()
    gaps = [
        Gap(row - start, last + 1, best - 1)
        for row, last, best in zip(held.index, [0, *reach], held["rank"].tolist(), strict=False)
        if last + 1 < best and row in shown.index and (row > start or start == 0)
    ]
    if ranked is not None and end in shown.index and reach[-1] < ranked:
        gaps.append(Gap(end + 1 - start, reach[-1] + 1, ranked))
    return tuple(gaps)


def _absence_note(city: str, table: pd.DataFrame, coverage: Coverage, area: Area) -> str:
    """Return why a city cannot be shown with the rows around it."""
    rank_of_city = table.loc[table["city"] == city, "rank"]
    if rank_of_city.notna().any():
        return f"{city} is not{area.phrase('in')}."
    if rank_of_city.empty and coverage.complete:
        return f"{city} was not in the index."
    if rank_of_city.empty and coverage.depth:
        below = f"it stands below place {coverage.depth}, or is not in the index"
        return f"{city} is not held: {below}."
    return f"The rank of {city} is not held."


def _previous_note(index: Index, before: Label | None, category: str, table: pd.DataFrame) -> str:
    """Return how many of the ranks shown are held in the edition before too, unless all are."""
    held = table[table["rank"].notna()]
    both = int(held["previous_rank"].notna().sum())
    if before is None or both == len(held) or index.coverage(before, category).complete:
        return ""
    if not both:
        whose = "Its rank is not" if len(held) == 1 else "None of their ranks is"
        return f"{whose} held in {in_edition(before)}."
    ranks = counted(both, "rank is", "ranks are")
    return f"Of these {len(held)}, {ranks} held in {in_edition(before)} too."


def _within_note(table: pd.DataFrame, within: Within) -> str:
    """Return for how many of the ranks shown the place in the region is certain, unless for all."""
    ranks = int(table["rank"].notna().sum())
    certain = int((table["place_within"] == table["place_within_max"]).sum())
    if certain == ranks:
        return ""
    return f"The place in the {within} is certain for {certain or 'none'} of these {ranks}."
