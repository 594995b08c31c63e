"""The question `compare`: cities head to head."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise, permutations
from operator import itemgetter
from typing import Literal

import numpy as np
import pandas as pd

from scicli.analysis import headlines
from scicli.analysis.answer import Answer, ChartKind, Column, Kind, Overtake, Plot, Section
from scicli.analysis.scope import RANK_FIELDS, Names, each_name
from scicli.analysis.table_columns import PUBLISHED
from scicli.analysis.wording import (
    area_names,
    asked_backwards,
    counted,
    edition_name,
    in_edition,
    month_of,
    nonempty,
    readable,
    two_editions,
)
from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.names import listed

FIELDS = ("edition", "category", "leader", "gap")
LEVEL = "level"
_KEY = ["edition", "category"]


def compare(
    index: Index,
    *cities: Names,
    category: str = OVERALL,
    from_edition: Label | None = None,
    to_edition: Label | None = None,
) -> Answer:
    """Return cities head to head, edition by edition and then category by category.

    The frame has a row for each edition in which two of the cities are held, or one is and leads
    for certain; then one for each other category that is held for two of them in the latest edition
    that has such a category. Its columns are `edition`, `category`, `leader` (the city certainly
    ahead of all the others, "level" where all hold the same place, else missing), `gap` (the
    certain places between the leader and the next city; missing where no other is in the table),
    and for each city its rank under its name, with `…_max`; a name that is also that of another
    column is preceded by `city:`. A city that is not held stands below the depth of a table, or is
    not in it.

    Args:
        from_edition: The first edition; None means the first of all.
        to_edition: The last edition, which may be the earlier one; None means the latest.

    Raises:
        QuestionError: There is no such city, edition or category, fewer than two cities are
            asked for, a city is asked for twice, or both editions are the same.

    >>> import scicli
    >>> answer = scicli.compare(scicli.load(), "Busan", "Seoul", to_edition=7)
    >>> answer.frame
       edition category leader  gap  Busan  Busan_max  Seoul  Seoul_max
    0        5  overall  Seoul    3     27         27     24         24
    1        6  overall  Busan    2     22         22     24         24
    2        7  overall  Busan    9     19         19     28         28
    """
    catalog = index.catalog
    names = catalog.rivals(each_name(*cities))
    key = catalog.category(category)
    editions = catalog.between(from_edition, to_edition)
    figures = index.history(*names)
    held = figures[figures["edition"].isin(editions) & figures["rank"].notna()]
    held = held.astype({"city": "str"})
    of_category, others = held[held["category"] == key], held[held["category"] != key]
    over_time = _standings(index, of_category, names)
    by_category = _standings(index, _latest(others), names)
    overtakes = _overtakes(over_time, names)
    against = f"{names[0]} against {listed(names[1:], 'and')}"
    backwards = asked_backwards(catalog, from_edition, editions)
    title = nonempty(against, catalog.terms.title, readable(key), backwards)
    notes = [overtake_note(index, one) for one in overtakes]
    sections = [_section(index, over_time, names, "edition", title, overtakes, notes)]
    if len(by_category):
        [edition] = by_category["edition"].unique()
        title = (against, edition_name(index, edition), "by category")
        notes = _dominance_notes(by_category, names)
        sections.append(_section(index, by_category, names, "category", title, [], notes))
    return Answer.of(
        index,
        frame=_frame(index, pd.concat([over_time, by_category]), names),
        sections=tuple(sections),
        editions=over_time["edition"].tolist(),
        asked=names,
        plot=_plot(index, (of_category, over_time), editions, names, overtakes, sections[0].notes),
    )


def _plot(
    index: Index,
    ranks: tuple[pd.DataFrame, pd.DataFrame],
    editions: tuple[Label, ...],
    cities: tuple[str, ...],
    overtakes: Iterable[Overtake],
    notes: Iterable[str],
) -> Plot:
    """Return the ranks of cities as a chart; `ranks` has those held, and the rows compared.

    There is nothing to draw if no edition has two of them, as the notes say.
    """
    held, over_time = ranks
    place = held["edition"].cat.codes - index.catalog.editions.index(editions[0])
    leaders, compared = over_time["leader"].fillna("").tolist(), over_time["edition"].tolist()
    return Plot(
        ChartKind.HISTORY,
        held.assign(place=place).head(len(held) if len(over_time) else 0),
        editions,
        cities,
        tuple(overtakes),
        nothing=" ".join(notes),
        days=index.catalog.order.days_of(editions),
        finding=headlines.of_rivals(leaders, compared, cities),
    )


def _latest(held: pd.DataFrame) -> pd.DataFrame:
    """Return the ranks of the latest edition in which a category is held for two cities."""
    several = held[held.groupby(_KEY, observed=True)["city"].transform("size") > 1]
    return several[several["edition"] == several["edition"].max()] if len(several) else several


def _standings(index: Index, held: pd.DataFrame, cities: tuple[str, ...]) -> pd.DataFrame:
    """Return a row for each edition and category, with the rank of city n as `n`.

    Its other columns are `n_max`, `n_mark`, `edition`, `category`, `sources`, `all_held`,
    `all_exact`, `below` (the place below which a city that is not held stands; missing where such a
    city is not in the table), `leader` and `gap`.
    """
    rows = held[_KEY].drop_duplicates().sort_values(_KEY, ignore_index=True).assign(sources="")
    for number, city in enumerate(cities):
        columns = [f"{number}", f"{number}_max", f"{number}_mark", "city_sources"]
        of_city = held.loc[held["city"] == city, [*_KEY, *RANK_FIELDS, "sources"]]
        of_city = of_city.set_axis([*_KEY, *columns], axis="columns")
        rows = rows.merge(of_city, on=_KEY, how="left", validate="1:1")
        rows["sources"] += ";" + rows.pop("city_sources").fillna("")
    ranks = _ranks(rows, cities)
    held_by = np.sum([one.held for one in ranks], axis=0)
    all_exact = np.all([one.exact for one in ranks], axis=0)
    rows = rows.assign(all_held=held_by == len(cities), all_exact=all_exact)
    keys = zip(rows["edition"], rows["category"], rows["all_held"], strict=True)
    # The depth counts only for cities that are not held, and takes time in large data.
    below = [None if all_held else index.coverage(*key).below for *key, all_held in keys]
    rows = _with_leader(rows.assign(below=pd.array(below, dtype="Int64")), cities)
    return rows[rows["leader"].notna() | pd.Series(held_by > 1)].reset_index(drop=True)


def _ranks(rows: pd.DataFrame, cities: tuple[str, ...]) -> list[rank.Rank]:
    return [rank.column(rows, f"{number}") for number in range(len(cities))]


def _with_leader(rows: pd.DataFrame, cities: tuple[str, ...]) -> pd.DataFrame:
    """Add `leader`, the city certainly ahead of all the others, and its `gap` to the next.

    The leader is "" where all hold the same place.
    """
    ranks = _ranks(rows, cities)
    level = rows["all_exact"] & np.all([one.best == ranks[0].best for one in ranks], axis=0)
    leader = pd.Series(pd.NA, index=rows.index, dtype="str").mask(level, "")
    gap = pd.Series(pd.NA, index=rows.index, dtype="Int64").mask(level, 0)
    # A city that is not held stands below the depth, or is not in the table.
    below = rows["below"].to_numpy("int64", na_value=rank.NO_END - 1) + 1
    best = np.array([np.where(one.held, one.best, below) for one in ranks])
    for number, (city, one) in enumerate(zip(cities, ranks, strict=True)):
        next_best = np.delete(best, number, axis=0).min(axis=0)
        # Nobody is ahead of cities that are not in the table.
        ahead = rank.ahead(one, rank.Rank(next_best, next_best)) & (next_best < rank.NO_END)
        leader = leader.mask(ahead, city)
        gap = gap.mask(ahead, next_best - one.worst)
    return rows.assign(leader=leader, gap=gap)


def _frame(index: Index, rows: pd.DataFrame, cities: tuple[str, ...]) -> pd.DataFrame:
    names: dict[str, str] = {}
    for number, city in enumerate(cities):
        is_taken = {city, f"{city}_max"} & {*FIELDS, *names.values()}
        name = f"city:{city}" if is_taken else city
        names |= {f"{number}": name, f"{number}_max": f"{name}_max"}
    plain = rows.assign(
        edition=index.labels(rows["edition"]),
        category=rows["category"].astype("str"),
        leader=rows["leader"].replace({LEVEL: f"city:{LEVEL}", "": LEVEL}),
    )
    return plain[[*FIELDS, *names]].rename(columns=names).reset_index(drop=True)


def _overtakes(rows: pd.DataFrame, cities: tuple[str, ...]) -> list[Overtake]:
    """Return the overtakings between two rows without a row between that tells who is ahead."""
    ranks, editions = _ranks(rows, cities), rows["edition"].tolist()
    found: list[tuple[int, Overtake]] = []
    for one, other in permutations(range(len(cities)), 2):
        ahead = rank.ahead(ranks[one], ranks[other])
        decided = np.flatnonzero(ahead | rank.ahead(ranks[other], ranks[one]))
        found += [
            (after, Overtake(cities[one], cities[other], editions[before], editions[after]))
            for before, after in pairwise(decided.tolist())
            if ahead[after] and not ahead[before]
        ]
    return [overtake for _, overtake in sorted(found, key=itemgetter(0))]


def _ahead(rows: pd.DataFrame) -> pd.Series:
    """Return who is ahead, and by how much, as words."""
    by = rows["all_exact"].map({True: " by ", False: " by at least "})
    ahead = (rows["leader"] + by + rows["gap"].astype("str")).where(
        rows["gap"].notna() & (rows["leader"] != ""), rows["leader"].replace("", LEVEL)
    )
    return ahead.fillna("not certain")


def _section(
    index: Index,
    rows: pd.DataFrame,
    cities: tuple[str, ...],
    key: Literal["edition", "category"],
    title: tuple[str, ...],
    overtakes: list[Overtake],
    notes: list[str],
) -> Section:
    passed: dict[Label, list[str]] = defaultdict(list)
    for one in overtakes:
        passed[one.after].append(f"{one.city} overtook {one.other}")
    return Section(
        title=title,
        frame=rows.assign(
            row=area_names(rows[key]) if key == "category" else rows[key].astype("str"),
            date=pd.Series(
                [month_of(index.published(edition)) for edition in rows["edition"]], dtype="str"
            ),
            ahead=_ahead(rows),
            passed=pd.Series(
                ["; ".join(passed[edition]) or None for edition in rows["edition"]], dtype="str"
            ),
        ),
        columns=(
            Column("row", key.capitalize(), Kind.LABEL, weight=13),
            *([PUBLISHED] if key == "edition" else []),
            *(
                Column(f"{number}", city, Kind.RANK, weight=11)
                for number, city in enumerate(cities)
            ),
            Column("ahead", "Ahead", Kind.TEXT, weight=12),
            Column("passed", "Passed", Kind.REMARK, weight=1),
        ),
        notes=(
            _tally(rows, cities, key, index.nouns[1]),
            *_absence_notes(rows, cities, key),
            *notes,
        ),
    )


def _tally(
    rows: pd.DataFrame, cities: tuple[str, ...], key: Literal["edition", "category"], nouns: str
) -> str:
    """Return how often each city is ahead."""
    if rows.empty:
        return f"No {key} tells who is ahead: none has ranks of two of these {nouns}."
    leads = rows["leader"].value_counts()
    uncertain, held = int(rows["leader"].isna().sum()), int(rows["all_held"].sum())
    counts = nonempty(
        *(f"{city} {leads.get(city, 0)}" for city in cities),
        f"level {leads['']}" if "" in leads else "",
        f"not certain {uncertain}" if uncertain else "",
    )
    where = counted(len(rows), key, "editions" if key == "edition" else "categories")
    all_held = "" if held == len(rows) else f"; {held} of them held for {_all_of(cities)}"
    return f"Ahead: {', '.join(counts)}, in {where}{all_held}."


def _absence_notes(rows: pd.DataFrame, cities: tuple[str, ...], key: str) -> Iterator[str]:
    """Yield where a city that is not held stands behind a leader."""
    for number, city in enumerate(cities):
        absent = rows[rows[f"{number}"].isna() & rows["leader"].notna()]
        outside = absent["below"].isna()
        if outside.any():
            labels = listed([readable(str(label)) for label in absent.loc[outside, key]], "and")
            yield f"{city} was not in the index in {labels}."
        below = absent[~outside]
        if len(below):
            tops = [
                f"the top {depth} of {readable(str(label))}"
                for depth, label in zip(below["below"], below[key], strict=True)
            ]
            yield f"{city} is not in {listed(tops, 'or')}: it stands behind, or is not ranked."


def _dominance_notes(rows: pd.DataFrame, cities: tuple[str, ...]) -> list[str]:
    leaders = rows["leader"][rows["all_held"]]
    return [
        f"{city} is ahead in every category held for {_all_of(cities)}."
        for city in cities
        if len(leaders) > 1 and set(leaders) == {city}
    ]


def _all_of(cities: tuple[str, ...]) -> str:
    return "both" if len(cities) == 2 else f"all {len(cities)}"


def overtake_note(index: Index, overtake: Overtake) -> str:
    """Return the sentence on an overtaking: "Busan overtook Seoul in edition 6."."""
    city, other, before, after = overtake
    adjacent = index.catalog.adjacent(before, after)
    when = f"in {in_edition(after)}" if adjacent else f"between {two_editions(before, after)}"
    return f"{city} overtook {other} {when}."
