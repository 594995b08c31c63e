"""Cities head to head: who is ahead, by how much, and who overtook whom."""

from itertools import pairwise, permutations

import numpy as np
import numpy.typing as npt
import pandas as pd

from scicli.analysis.answer import Answer, ChartKind, Column, Kind, Overtake, Plot, Section
from scicli.analysis.tables import Names, each_name
from scicli.analysis.wording import counted, edition_name, readable
from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.names import listed
from scicli.index.rank import NO_END, Rank

FIELDS = ("edition", "category", "leader", "gap")
LEVEL = "level"
_SEVERAL = 2
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
    that has such a category. Its columns are `edition`, `category`, `leader` (the city that is
    certain to stand ahead of every other one asked: who is not held stands below the depth of the
    table, or is not in it; "level" where all hold the same place; else missing), `gap` (the certain
    places between it and the next; missing where no other is in the table), and for each city as
    asked its rank under its name, with `…_max`; under `city:` and its name where that is the name
    of another column.

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
    held = _held(index, names, editions)
    of_category = held[held["category"] == key]
    over_time = _standings(index, of_category, names)
    by_category = _standings(index, _latest(held[held["category"] != key]), names)
    sections = [_editions_section(index, over_time, names, key)]
    if len(by_category):
        sections.append(_categories_section(index, by_category, names))
    return Answer.of(
        index,
        frame=_frame(index, pd.concat([over_time, by_category]), names),
        sections=tuple(sections),
        editions=over_time["edition"].tolist(),
        asked=names,
        plot=Plot(
            ChartKind.HISTORY,
            of_category.assign(
                place=of_category["edition"].cat.codes - catalog.editions.index(editions[0])
            ).head(len(of_category) if len(over_time) else 0),
            editions,
            names,
            tuple(_passings(over_time, names)),
            nothing=" ".join(sections[0].notes),
            days=catalog.order.days_of(editions),
        ),
    )


def _held(index: Index, cities: tuple[str, ...], editions: tuple[Label, ...]) -> pd.DataFrame:
    """Return the ranks of the cities in some editions."""
    figures = index.history(*cities)
    ranked = figures[figures["edition"].isin(editions) & figures["rank"].notna()]
    return ranked.astype({"city": "str"})


def _latest(held: pd.DataFrame) -> pd.DataFrame:
    """Return the ranks of the latest edition in which a category is held for two cities."""
    several = held[held.groupby(_KEY, observed=True)["city"].transform("size") >= _SEVERAL]
    return several[several["edition"] == several["edition"].max()] if len(several) else several


def _standings(index: Index, held: pd.DataFrame, cities: tuple[str, ...]) -> pd.DataFrame:
    """Return a row for each edition and category, with the rank of city n as `n`.

    Its columns are `edition`, `category`, for each city `n`, `n_max`, `n_mark`, then `below` (the
    depth, below which those stand that are not held, or missing where they are not in the table),
    `leader`, `gap` and `sources`.
    """
    rows = held[_KEY].drop_duplicates().sort_values(_KEY, ignore_index=True)
    sources = pd.Series("", index=rows.index, dtype="str")
    for number, city in enumerate(cities):
        ranks = held.loc[held["city"] == city, [*_KEY, "rank", "rank_max", "rank_mark", "sources"]]
        names = [f"{number}", f"{number}_max", f"{number}_mark", "cited"]
        ranks = ranks.set_axis([*_KEY, *names], axis="columns")
        rows = rows.merge(ranks, on=_KEY, how="left", validate="1:1")
        sources += ";" + rows.pop("cited").fillna("")
    keys = zip(rows["edition"], rows["category"], _all_held(rows, cities), strict=True)
    # The depth counts only for cities that are not held, and takes time in large data.
    below = [None if held else _depth(index, *key) for *key, held in keys]
    led = _led(rows.assign(sources=sources, below=pd.array(below, dtype="Int64")), cities)
    several = led[[f"{number}" for number in range(len(cities))]].notna().sum(axis="columns") > 1
    return led[several | led["leader"].notna()].reset_index(drop=True)


def _depth(index: Index, edition: Label, category: str) -> int | None:
    """Return the place below which those stand that are not held; None if they do not stand."""
    coverage = index.coverage(edition, category)
    full = coverage.ranked is not None and coverage.depth >= coverage.ranked
    return None if coverage.complete or full else coverage.depth


def _ranks(rows: pd.DataFrame, cities: tuple[str, ...]) -> list[Rank]:
    """Return the ranks of each city, row by row."""
    return [rank.column(rows, f"{number}") for number in range(len(cities))]


def _all_held(rows: pd.DataFrame, cities: tuple[str, ...]) -> pd.Series:
    return rows[[f"{number}" for number in range(len(cities))]].notna().all(axis="columns")


def _led(rows: pd.DataFrame, cities: tuple[str, ...]) -> pd.DataFrame:
    """Add `leader` and `gap`: who is certain to stand ahead of all others, and by how much."""
    ranks = _ranks(rows, cities)
    level = np.logical_and.reduce([one.exact & (one.best == ranks[0].best) for one in ranks])
    leader = pd.Series(pd.NA, index=rows.index, dtype="str").mask(level, LEVEL)
    gap = pd.Series(pd.NA, index=rows.index, dtype="Int64").mask(level, 0)
    # Who is not held stands behind the depth, or nowhere.
    below = rows["below"].to_numpy("int64", na_value=NO_END - 1) + 1
    first = np.array([np.where(one.held, one.best, below) for one in ranks])
    for number, (city, one) in enumerate(zip(cities, ranks, strict=True)):
        next_best = np.delete(first, number, axis=0).min(axis=0)
        ahead = rank.ahead(one, Rank(next_best, next_best))
        leader = leader.mask(ahead, f"city:{city}" if city == LEVEL else city)
        gap = gap.mask(ahead & (next_best < NO_END), next_best - one.worst)
    return rows.assign(leader=leader, gap=gap)


def _frame(index: Index, rows: pd.DataFrame, cities: tuple[str, ...]) -> pd.DataFrame:
    """Return the rows under the names that the fields of the answer have."""
    taken = set(FIELDS)
    names: dict[str, str] = {}
    for number, city in enumerate(cities):
        name = f"city:{city}" if {city, f"{city}_max"} & taken else city
        taken |= {name, f"{name}_max"}
        names |= {f"{number}": name, f"{number}_max": f"{name}_max"}
    plain = rows.assign(edition=index.labels(rows["edition"])).astype({"category": "str"})
    return plain[[*FIELDS, *names]].rename(columns=names).reset_index(drop=True)


def _passings(rows: pd.DataFrame, cities: tuple[str, ...]) -> list[Overtake]:
    """Return who passed whom from one row to the next in which it is certain who is ahead."""
    ranks = _ranks(rows, cities)
    editions = rows["edition"].tolist()
    found = []
    for one, other in permutations(range(len(cities)), 2):
        ahead = rank.ahead(ranks[one], ranks[other])
        decided = np.flatnonzero(ahead | rank.ahead(ranks[other], ranks[one]))
        for before, after in pairwise(decided):
            if ahead[after] and not ahead[before]:
                passing = Overtake(cities[one], cities[other], editions[before], editions[after])
                found.append((after, passing))
    return [passing for _, passing in sorted(found, key=lambda place: place[0])]


def _editions_section(
    index: Index, rows: pd.DataFrame, cities: tuple[str, ...], category: str
) -> Section:
    passings = _passings(rows, cities)
    overtaken: dict[Label, list[str]] = {edition: [] for edition in rows["edition"]}
    for one in passings:
        overtaken[one.after].append(f"{one.city} overtook {one.other}")
    passed = ["; ".join(told) for told in overtaken.values()]
    return Section(
        title=tuple(filter(None, (_against(cities), index.name, readable(category)))),
        frame=_for_people(rows, cities).assign(
            row=rows["edition"].astype("str"), passed=pd.Series(passed, dtype="str")
        ),
        columns=_columns("Edition", cities),
        notes=(
            *_tally(rows, cities, "edition", "editions"),
            *(_passing_note(index, passing) for passing in passings),
        ),
    )


def _categories_section(index: Index, rows: pd.DataFrame, cities: tuple[str, ...]) -> Section:
    [edition] = rows["edition"].unique()
    return Section(
        title=(_against(cities), edition_name(index, edition), "by category"),
        frame=_for_people(rows, cities).assign(
            row=[readable(category).capitalize() for category in rows["category"]],
            passed=pd.Series("", index=rows.index, dtype="str"),
        ),
        columns=_columns("Category", cities),
        notes=(
            *_tally(rows, cities, "category", "categories"),
            *_dominance_note(rows, cities),
        ),
    )


def _for_people(rows: pd.DataFrame, cities: tuple[str, ...]) -> pd.DataFrame:
    """Add who is ahead, in words."""
    least = np.where(_all_exact(rows, cities), " by ", " by at least ")
    by = rows["leader"] + least + rows["gap"].astype("str")
    ahead = by.where(rows["gap"].notna(), rows["leader"])
    ahead = ahead.mask((rows["leader"] == LEVEL).fillna(value=False), LEVEL)
    return rows.assign(ahead=ahead.mask(rows["leader"].isna(), "not certain"))


def _all_exact(rows: pd.DataFrame, cities: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    exact: npt.NDArray[np.bool_] = np.logical_and.reduce(
        [one.exact for one in _ranks(rows, cities)]
    )
    return exact


def _columns(row: str, cities: tuple[str, ...]) -> tuple[Column, ...]:
    return (
        Column("row", row, Kind.LABEL, weight=len(cities) + 3),
        *(
            Column(f"{number}", city, Kind.RANK, weight=len(cities) + 2 - number)
            for number, city in enumerate(cities)
        ),
        Column("ahead", "Ahead", Kind.TEXT, weight=2),
        Column("passed", "Passed", Kind.REMARK, weight=1),
    )


def _against(cities: tuple[str, ...]) -> str:
    return f"{cities[0]} against {listed(cities[1:], 'and')}"


def _all_of(cities: tuple[str, ...]) -> str:
    return "both" if len(cities) == 2 else f"all {len(cities)}"


def _tally(
    rows: pd.DataFrame, cities: tuple[str, ...], singular: str, plural: str
) -> tuple[str, ...]:
    """Return how often each city is ahead, and who stands where nothing is held of them."""
    if rows.empty:
        return (f"No {singular} tells who is ahead: none is held for two of them.",)
    names = [f"city:{city}" if city == LEVEL else city for city in cities]
    led = [int((rows["leader"] == name).sum()) for name in names]
    level = int((rows["leader"] == LEVEL).sum())
    counts = [
        *(f"{city} {number}" for city, number in zip(cities, led, strict=True)),
        *([f"level {level}"] if level else []),
        *([f"not certain {rest}"] if (rest := len(rows) - sum(led) - level) else []),
    ]
    held = int(_all_held(rows, cities).sum())
    where = counted(len(rows), singular, plural)
    all_held = "" if held == len(rows) else f"; {held} of them held for {_all_of(cities)}"
    return (
        f"Ahead: {', '.join(counts)}, in {where}{all_held}.",
        *_below_notes(rows, cities, singular),
    )


def _below_notes(rows: pd.DataFrame, cities: tuple[str, ...], singular: str) -> tuple[str, ...]:
    """Return where those stand that are not held in a row that has a leader."""
    notes = []
    for number, city in enumerate(cities):
        lacking = rows[rows[f"{number}"].isna() & rows["leader"].notna()]
        outside = lacking["below"].isna()
        for some, stands in (
            (lacking[~outside], "stands below the places held there, or is not in the index"),
            (lacking[outside], "was not in the index"),
        ):
            if len(some):
                names = [readable(str(name)) for name in some[singular]]
                notes.append(f"In {listed(names, 'and')} {city} {stands}.")
    return tuple(notes)


def _dominance_note(rows: pd.DataFrame, cities: tuple[str, ...]) -> tuple[str, ...]:
    leaders = rows["leader"][_all_held(rows, cities)]
    distinct = leaders.drop_duplicates().tolist()
    if len(leaders) < _SEVERAL or distinct not in [[city] for city in cities]:
        return ()
    return (f"{distinct[0]} is ahead in every category held for {_all_of(cities)}.",)


def _passing_note(index: Index, passing: Overtake) -> str:
    adjacent = index.catalog.adjacent(passing.before, passing.after)
    when = (
        f"in edition {passing.after}"
        if adjacent
        else f"between editions {passing.before} and {passing.after}"
    )
    return f"{passing.city} overtook {passing.other} {when}."
