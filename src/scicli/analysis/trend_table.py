"""The table of `trend`: a row for each line, a column for each edition, and what orders it."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd

from scicli.analysis.scope import RANK_FIELDS, beside, first_rows
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.rank import NO_END, with_gain

WIDE_FIELDS = ("city", "category")
Sort = Literal["name", "latest", "best", "gain", "spread"]
Show = Literal["rank", "rating"]


def in_order(
    history: pd.DataFrame, names: Sequence[str], last: Label, sort: Sort, rows: int | None
) -> tuple[pd.DataFrame, str]:
    """Return the history of the first lines, and a note on the cut.

    `order` is the number of a line in the table, and `key` what it is sorted by. The history is by
    edition, then in this order. Lines with equal keys are in the order of the names.
    """
    numbers = {name: at for at, name in enumerate(names)}
    codes, found = pd.factorize(history["line"].array)
    orders = pd.array([numbers[name] for name in found], dtype="Int64")
    by = ["key"]
    if sort == "name":
        lines = pd.DataFrame({"key": orders}, copy=False).take(np.argsort(orders))
    else:
        by = ["key", "key_max"]
        keys = _keys(history, last, sort)
        lines = pd.DataFrame({"line": found, "order": orders})
        lines = lines.merge(keys, on="line", how="left", validate="1:1")
        lines = lines.sort_values([*by, "order"])
    lines, cut = first_rows(lines, rows, by)
    # The number of each line in the table; that of a line cut off is -1.
    order = np.full(len(found), -1)
    order[lines.index] = np.arange(len(lines))
    by_place = np.lexsort((order[codes], history["place"]))
    kept = by_place[order[codes][by_place] >= 0]
    order = order[codes][kept]
    columns = beside(history, kept, "", [*history])
    key = lines["key"].array.take(order)
    return pd.DataFrame({**columns, "order": order, "key": key}, copy=False), cut


def _keys(history: pd.DataFrame, last: Label, sort: Sort) -> pd.DataFrame:
    """Return each `line` with the `key` and `key_max` by which it is sorted, the smallest first."""
    held = history[history["rank"].notna()].sort_values("place")
    if sort in {"gain", "spread"}:
        places = _gained(held) if sort == "gain" else _spread(held)
        key = (-places).rename("key").reset_index()
        return key.assign(key_max=key["key"])
    if sort == "latest":
        rows = held[held["edition"] == last]
    else:
        rows = held.sort_values(["rank", "rank_max"]).drop_duplicates("line")
    return rows[["line", "rank", "rank_max"]].set_axis(["line", "key", "key_max"], axis="columns")


def _gained(held: pd.DataFrame) -> pd.Series:
    """Return the places that each line certainly gained from its first to its last edition."""
    columns = held[["line", "place", *RANK_FIELDS]].set_index("line")
    first = columns[~columns.index.duplicated()].add_prefix("from_")
    latest = columns[~columns.index.duplicated(keep="last")].add_prefix("to_")
    lines = first.join(latest, validate="1:1")
    lines = lines[lines["from_place"] < lines["to_place"]]
    return with_gain(lines, before="from_rank", now="to_rank")["gain"]


def _spread(held: pd.DataFrame) -> pd.Series:
    """Return the places that are certainly between the worst and the best rank of each line."""
    ranks = rank.column(held, "rank")
    by_line = held.assign(best=ranks.best, worst=ranks.worst).groupby("line")
    spread = by_line["best"].max() - by_line["worst"].min()
    return spread.clip(lower=0).astype("Int64")


def shown_editions(history: pd.DataFrame, editions: Sequence[Label], show: Show) -> Sequence[Label]:
    """Return the editions from the first rank on, or those with a rating."""
    places = np.unique(history["place"].to_numpy()[history[show].notna()]).tolist()
    if show == "rating" and places:
        return [editions[place] for place in places]
    return editions[min(places, default=0) :]


def side_by_side(history: pd.DataFrame, editions: Sequence[Label], show: Show) -> pd.DataFrame:
    """Return a row for each line, with what is shown of edition n as `n_rank`, … or `n_rating`.

    `drawn` lists what a sparkline shows: ratings, or the middle of each rank (the beginning of an
    open one); None where nothing is held. `key` is the places by which the lines are sorted.
    """
    order = history["order"].to_numpy()
    _, first = np.unique(order, return_index=True)
    points = [*_drawn(history, show), None]
    # The row of each edition and line in the history; a missing one is -1.
    columns = {edition: at for at, edition in enumerate(editions)}
    column = np.array([columns.get(edition, -1) for edition in history["edition"].tolist()], int)
    [shown] = np.nonzero(column >= 0)
    rows = np.full((len(editions), len(first)), -1)
    rows[column[shown], order[shown]] = shown
    sources: list[list[str]] = [[] for _ in first]
    for line, keys in zip(order.tolist(), history["sources"].fillna("").tolist(), strict=True):
        sources[line].append(keys)
    fields = RANK_FIELDS if show == "rank" else ["rating"]
    cells = {
        f"{at + 1}_{field}": values[at * len(first) : (at + 1) * len(first)]
        for field, values in beside(history, rows.ravel(), "", fields).items()
        for at in range(len(editions))
    }
    return pd.DataFrame(
        {
            "line": history["line"].array.take(first),
            "key": -history["key"].array.take(first),
            **cells,
            "drawn": pd.Series([[points[at] for at in line] for line in rows.T], dtype="object"),
            "sources": pd.array([";".join(keys) for keys in sources], dtype="str"),
        },
        copy=False,
    )


def _drawn(history: pd.DataFrame, show: Show) -> list[float | None]:
    """Return what a sparkline shows of each row: its rating, or the middle of its rank."""
    if show == "rating":
        return [None if pd.isna(one) else one for one in history["rating"].tolist()]
    ranks = rank.column(history, "rank")
    middle = (ranks.best + np.where(ranks.worst == NO_END, ranks.best, ranks.worst)) / 2
    # No place is 0: that is a rank that is not held.
    return [one or None for one in middle.tolist()]


def wide(history: pd.DataFrame, editions: Sequence[Label], show: Show) -> pd.DataFrame:
    """Return `city`, `category`, then a column for each edition, named by its label.

    Where a rank is a band or open, the column of its edition is followed by `…_max`.
    """
    key = list(WIDE_FIELDS)
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
