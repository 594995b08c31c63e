"""A city beside its rivals: who they are, and how often it was ahead of each."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import pandas as pd

from scicli.analysis.answer import Column, Kind, Section
from scicli.analysis.compare import compare
from scicli.analysis.wording import in_edition, nonempty, two_editions
from scicli.files.schema import OVERALL
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.names import listed

_MOST_RIVALS = 4
_NEXT_AHEAD, _NEXT_BEHIND = 2, 1
_COLUMNS = (
    Column("city", "Against", Kind.CITY, weight=12),
    Column("row", "Edition", Kind.LABEL, weight=9),
    Column("0", "Own rank", Kind.RANK, weight=11),
    Column("1", "Its rank", Kind.RANK, weight=11),
    Column("led", "Ahead in", Kind.TEXT, weight=10),
    Column("passed", "Last change", Kind.TEXT, weight=1),
)


def rivals_of(index: Index, city: str, edition: Label) -> list[str]:
    """Return the cities that a city is compared with, four at most, in the order of the table.

    They are the next two ahead of it that are held, the next one behind, and the nearest of its
    country; where these are fewer than four, then the nearest of its region, then of all.
    """
    home = index.catalog.cities[city]
    table = index.table(edition, OVERALL)
    held = table[table["rank"].notna() & (table["city"] != city)].sort_values(
        ["rank", "rank_max", "city"], kind="stable"
    )
    own = table.loc[table["city"] == city, "rank"].dropna()
    place = int(own.iloc[0]) if len(own) else 1
    nearest = held.assign(distance=(held["rank"] - place).abs()).sort_values(
        ["distance", "rank", "city"], kind="stable"
    )
    ahead, behind = held[held["rank"] <= place], held[held["rank"] > place]
    chosen = dict.fromkeys(
        [
            *(ahead["city"].tail(_NEXT_AHEAD) if len(own) else []),
            *(behind["city"].head(_NEXT_BEHIND) if len(own) else []),
            *(nearest["city"][nearest["country"] == home.country].head(1) if home.country else []),
            *(nearest["city"][nearest["region"] == home.region] if home.region else []),
            *nearest["city"],
        ]
    )
    names = [str(name) for name in chosen][:_MOST_RIVALS]
    return [str(name) for name in held["city"] if name in names]


def head_to_head(index: Index, city: str, rivals: Sequence[str], edition: Label) -> Section:
    """Return a row for each rival: the latest edition that has one of both, and who led how often.

    A rival of whom no edition tells whether the city was ahead has no row, but a note.
    """
    rows, untold = [], []
    for rival in rivals:
        standings = compare(index, city, rival, to_edition=edition).sections[0].frame
        leaders = standings["leader"].dropna()
        if leaders.empty:
            untold.append(rival)
            continue
        led, level = int((leaders == city).sum()), int((leaders == "").sum())
        also = f", level in {level}" if level else ""
        labels = dict(zip(standings["edition"], standings["leader"].fillna(""), strict=True))
        row = standings.iloc[[-1]].assign(
            city=rival,
            led=f"{led} of {len(leaders)}{also}",
            passed=_last_change(index, city, {one: name for one, name in labels.items() if name}),
        )
        rows.append(row)
    frame = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame()
    notes = nonempty(
        f"Ahead in: the editions that tell who is ahead, and in how many {city} was."
        if rows
        else "",
        f"No edition tells who is ahead, {city} or {listed(untold)}." if untold else "",
    )
    return Section((f"{city} head to head",), frame, _COLUMNS, notes)


def _last_change(index: Index, city: str, leaders: Mapping[Label, str]) -> str:
    """Return when the city last went ahead of its rival or fell behind it.

    `leaders` has who was ahead in each edition that tells it, in order.
    """
    changes = [
        (before, after)
        for (before, leader), (after, other) in pairwise(leaders.items())
        if leader != other
    ]
    if not changes:
        return "none known"
    before, after = changes[-1]
    changed = "went ahead" if leaders[after] == city else "fell behind"
    if index.catalog.adjacent(before, after):
        return f"{changed} in {in_edition(after)}"
    return f"{changed} between {two_editions(before, after)}"
