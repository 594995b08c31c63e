"""Rank histories: edition after edition, where the best rank was, and how long a rise lasted."""

from collections.abc import Sequence

import pandas as pd

from scicli.analysis.answer import Answer, ChartKind, Column, Kind, Plot, Section
from scicli.analysis.tables import Names, each_name
from scicli.analysis.wording import number_word, readable
from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.names import listed
from scicli.index.rank import with_gain

FIELDS = (
    "edition", "published", "city", "category", "rank", "rank_max", "rating", "gain",
    "gain_max",
)  # fmt: skip
# More columns of ranks than these are no longer read at a glance.
_EDITIONS_SHOWN = 12
_RISES_TOLD = 2


def trend(
    index: Index, *cities: Names, category: str = OVERALL, to_edition: Label = "latest"
) -> Answer:
    """Return the ranks of cities in every edition in which they are held.

    The frame has a row for each edition and city, by edition, then in the order asked (by name
    where no city is asked for). Its columns are `edition`, `published`, `city`, `category`, `rank`,
    `rank_max`, `rating`, and the places gained since the edition just before at least and at
    most (`gain`, `gain_max`; positive is up, missing where that edition is not held).

    Args:
        cities: Names or aliases of cities; none at all means every city.

    Raises:
        QuestionError: There is no such city, category or edition, or a city is asked for twice.

    >>> import scicli
    >>> answer = scicli.trend(scicli.load(), "Busan")
    >>> answer.frame["rank"].tolist()
    [62, 41, 27, 22, 19, 15, 14, 13, 12, 8]
    >>> answer.notes[0]
    'Busan: best 8 (edition 12), worst 62 (3), first held in 3, nine rises in a row (3 to 12).'
    """
    asked = index.catalog.distinct_cities(each_name(*cities))
    key = index.catalog.category(category)
    every = index.catalog.between(None, to_edition)
    figures = index.history(*asked) if asked else index.figures
    history = _history(index, figures, asked or tuple(index.catalog.cities), key, every)
    notes = [_note(index, history[history["city"] == city], city) for city in asked]
    who = listed(asked, "and") if asked else "All cities"
    editions = _shown(every, history)
    section = Section(
        title=tuple(filter(None, (who, index.name, readable(key)))),
        frame=_side_by_side(history, editions),
        columns=(
            Column("city", "City", Kind.CITY, weight=len(editions) + 2),
            *(
                Column(f"{place}", str(edition), Kind.RANK, weight=place)
                for place, edition in enumerate(editions, 1)
            ),
            Column("ranks", "Trend", Kind.SPARK, weight=len(editions) + 1),
        ),
        notes=(*notes, *_cut_note(every, editions)),
    )
    return Answer.of(
        index,
        frame=history[list(FIELDS)],
        sections=(section,),
        editions=sorted(set(history["edition"]), key=every.index),
        asked=asked,
        plot=Plot(
            ChartKind.HISTORY,
            history,
            every,
            asked,
            nothing=" ".join(section.notes),
            days=index.catalog.order.days_of(every),
        ),
    )


def _history(
    index: Index,
    figures: pd.DataFrame,
    cities: Sequence[str],
    category: str,
    editions: Sequence[Label],
) -> pd.DataFrame:
    """Return the figures of the cities with their gains, by edition and then as asked."""
    order = {city: number for number, city in enumerate(cities)}
    held = figures[figures["category"] == category].assign(
        place=lambda rows: rows["edition"].cat.codes.astype("int64"),
        order=lambda rows: rows["city"].astype("str").map(order),
    )
    held = held[held["place"] < len(editions)]
    before = held[["city", "place", "rank", "rank_max"]].assign(place=held["place"] + 1)
    return (
        with_gain(
            held.merge(
                before.rename(columns={"rank": "before", "rank_max": "before_max"}),
                on=["city", "place"],
                how="left",
                validate="1:1",
            ),
            before="before",
            now="rank",
        )
        .merge(index.releases[["edition", "published"]], on="edition", validate="m:1")
        .assign(edition=lambda rows: index.labels(rows["edition"]))
        .astype({"city": "str", "category": "str"})
        .sort_values(["place", "order"], ignore_index=True)
    )


def _shown(editions: tuple[Label, ...], history: pd.DataFrame) -> tuple[Label, ...]:
    """Return the editions that are drawn: from the first that is held on, and not too many."""
    first = 0 if history.empty else int(history["place"].min())
    return editions[max(first, len(editions) - _EDITIONS_SHOWN) :]


def _side_by_side(history: pd.DataFrame, editions: tuple[Label, ...]) -> pd.DataFrame:
    """Return a row for each city, with its rank in edition n of those shown as `n`.

    `ranks` has those ranks as a list for a strip: the middle of an interval, the beginning of an
    open one, None where none is held.
    """
    rows = history.drop_duplicates("city").sort_values("order")[["city"]].reset_index(drop=True)
    columns = ["rank", "rank_max", "rank_mark", "middle"]
    middle = (history["rank"] + history["rank_max"].fillna(history["rank"])) / 2
    history = history.assign(middle=middle.astype("Float64"))
    for place, edition in enumerate(editions, 1):
        held = history.loc[history["edition"] == edition, ["city", *columns]]
        names = [f"{place}", f"{place}_max", f"{place}_mark", f"{place}_middle"]
        rows = rows.merge(held.set_axis(["city", *names], axis="columns"), on="city", how="left")
    middles = rows[[f"{place}_middle" for place in range(1, len(editions) + 1)]].astype("object")
    cited = history.assign(sources=history["sources"].fillna("")).groupby("city")["sources"]
    return rows.assign(
        ranks=pd.Series(middles.where(middles.notna(), None).to_numpy().tolist(), dtype="object"),
        sources=rows["city"].map(cited.agg(";".join)),
    )


def _note(index: Index, history: pd.DataFrame, city: str) -> str:
    """Return best, worst, first and the longest run of rises of a city in one sentence."""
    ranked = history[history["rank"].notna()]
    if ranked.empty:
        return f"{city}: no rank is held."
    best = ranked.sort_values(["rank", "rank_max", "place"]).iloc[0]
    worst = ranked.sort_values(["rank_max", "rank", "place"], ascending=[False, False, True])
    open_ended = worst[worst["rank_max"].isna()]
    last = (worst if open_ended.empty else open_ended).iloc[0]
    run = _longest_rise(history)
    told = ""
    if len(run) >= _RISES_TOLD:
        before = index.catalog.editions[int(run["place"].iloc[0]) - 1]
        after = run["edition"].iloc[-1]
        told = f", {number_word(len(run))} rises in a row ({before} to {after})"
    return (
        f"{city}: best {rank.of_row(best, 'rank').text()} (edition {best['edition']}),"
        f" worst {rank.of_row(last, 'rank').text()}"
        f" ({last['edition']}), first held in {ranked['edition'].iloc[0]}{told}."
    )


def _longest_rise(history: pd.DataFrame) -> pd.DataFrame:
    """Return the longest run of rows that are each a certain rise; the latest of equal ones."""
    rises = history[(history["gain"] >= 1).fillna(value=False)]
    rises = rises.assign(run=(rises["place"].diff() != 1).cumsum())
    lengths = rises["run"].value_counts()
    longest = lengths.index[lengths == lengths.max()].max()
    found: pd.DataFrame = rises[rises["run"] == longest]
    return found


def _cut_note(every: tuple[Label, ...], shown: tuple[Label, ...]) -> tuple[str, ...]:
    if len(shown) < _EDITIONS_SHOWN or len(shown) == len(every):
        return ()
    return (f"The last {len(shown)} of {len(every)} editions are shown.",)
