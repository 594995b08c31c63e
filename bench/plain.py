"""The same questions as a plain pandas script asks them, which checks nothing."""

import sys
from typing import Literal

import pandas as pd


def main() -> None:
    """Print the answer to a question: its name, a CSV file, two editions, two cities."""
    job, file, before, after, city, other = sys.argv[1:]
    table = pd.read_csv(file, dtype={"rank": "str"})
    start, end = int(before), int(after)
    if job in {"rank", "climbers"}:
        answer = _tables(table, start, end, how="outer" if job == "climbers" else "right")
    elif job == "compare":
        own = _placed(table[(table["category"] == "overall") & table["city"].isin([city, other])])
        answer = own.pivot_table(index="edition", columns="city", values="place").reset_index()
    else:
        own = _placed(table[(table["city"] == city) & (table["edition"] <= end)])
        best = own.sort_values(["place", "edition"]).drop_duplicates("category")
        answer = own[own["edition"] == end].merge(best, on="category", suffixes=("", "_best"))
    answer.to_csv(sys.stdout, index=False)


def _tables(
    table: pd.DataFrame, start: int, end: int, how: Literal["outer", "right"]
) -> pd.DataFrame:
    """Return two tables side by side, with ties, entrants and leavers."""
    overall = _placed(table[(table["category"] == "overall") & table["edition"].isin([start, end])])
    overall["tied"] = overall.duplicated(["edition", "place"], keep=False)
    first, last = (overall[overall["edition"] == edition] for edition in (start, end))
    beside = first.merge(last, on="city", how=how, suffixes=("_before", "_after"), indicator=True)
    beside["gain"] = beside["place_before"] - beside["place_after"]
    return beside.sort_values(["gain", "place_after", "city"], ascending=[False, True, True])


def _placed(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(place=rows["rank"].str.lstrip("=").astype("int64"))


main()
