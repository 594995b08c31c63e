"""The table of `trend`: a row for each line, a column for each edition, and what orders it."""

from collections.abc import Sequence
from typing import Literal

import pandas as pd

from scicli.analysis.scope import RANK_FIELDS
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.rank import NO_END

Show = Literal["rank", "rating"]
KEYS = {
    "gain": "Gain: places gained from the first to the last edition held; of bands, at least.",
    "spread": "Spread: places between the worst and the best rank; of bands, at least.",
}
"""The notes on the keys that have a column of their own."""


def key_of(history: pd.DataFrame, sort: str) -> pd.DataFrame:
    """Return each `line` with the `key` and `key_max` by which it is sorted, the smallest first."""
    held = history[history["rank"].notna()].sort_values("place")
    if sort == "latest":
        rows = held[held["place"] == held["place"].max()]
    elif sort == "best":
        rows = held.sort_values(["rank", "rank_max", "place"]).drop_duplicates("line")
    else:
        return _distance(held, sort)
    return pd.DataFrame({"line": rows["line"], "key": rows["rank"], "key_max": rows["rank_max"]})


def _distance(held: pd.DataFrame, sort: str) -> pd.DataFrame:
    """Return the certain places gained, or between the worst and the best rank, of each line."""
    lines = held["line"].drop_duplicates().array
    ranks = rank.column(held, "rank")
    held = held.assign(best=ranks.best, worst=ranks.worst)
    by_line = held.groupby("line", sort=False)
    if sort == "gain":
        places = by_line["best"].first() - by_line["worst"].last()
        several = by_line.size() > 1
        places = places.where(several & (places > -(NO_END // 2)))
    else:
        places = (by_line["best"].max() - by_line["worst"].min()).clip(lower=0)
    certain = -places.reindex(lines).astype("Int64")
    return pd.DataFrame({"line": lines, "key": certain.array, "key_max": certain.array})


def side_by_side(history: pd.DataFrame, editions: Sequence[Label], show: Show) -> pd.DataFrame:
    """Return a row for each line, with its figures in edition n as `n_rank`, `n_rating`, ….

    `line_of_ranks` lists what is shown for a sparkline, the lowest value at the top: the middle of
    an interval, the beginning of an open one, less a rating; None where nothing is held.
    """
    rows = history.drop_duplicates("line").sort_values("order")[["line", "key"]]
    rows = rows.assign(key=-rows["key"]).reset_index(drop=True)
    middle = (history["rank"] + history["rank_max"].fillna(history["rank"])) / 2
    drawn = (middle if show == "rank" else -history["rating"]).astype("Float64")
    history = history.assign(drawn=drawn)
    for number, edition in enumerate(editions, 1):
        held = history[history["edition"] == edition].set_index("line")
        columns = held[[*RANK_FIELDS, "rating", "drawn"]].add_prefix(f"{number}_")
        rows = rows.join(columns, on="line", validate="1:1")
    values = rows[[f"{number}_drawn" for number in range(1, len(editions) + 1)]].astype("object")
    sources = history.fillna({"sources": ""}).groupby("line")["sources"]
    lines = values.where(values.notna(), None).to_numpy().tolist()
    return rows.assign(
        line_of_ranks=pd.Series(lines, dtype="object"),
        sources=rows["line"].map(sources.agg(";".join)),
    )


def wide(history: pd.DataFrame, editions: Sequence[Label], show: Show) -> pd.DataFrame:
    """Return `city`, `category`, then a column for each edition, named by its label.

    A column of ranks of which one is no single place is followed by its `…_max`.
    """
    key = ["city", "category"]
    lines = history.sort_values("order")[key].drop_duplicates(ignore_index=True)
    for edition in editions:
        held = history[history["edition"] == edition].set_index(key)
        columns = {str(edition): held[show]}
        if show == "rank" and not held["rank"].equals(held["rank_max"]):
            columns[f"{edition}_max"] = held["rank_max"]
        names = [f"edition:{name}" if name in lines else name for name in columns]
        side = pd.concat(columns.values(), axis="columns").set_axis(names, axis="columns")
        lines = lines.join(side, on=key, validate="1:1")
    return lines
