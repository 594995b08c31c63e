"""The question `trend`: ranks from edition to edition."""

from collections.abc import Sequence

import pandas as pd

from scicli.analysis.answer import Answer, ChartKind, Column, Kind, Plot, Section
from scicli.analysis.scope import RANK_FIELDS, Names, each_name, with_previous
from scicli.analysis.wording import in_edition, nonempty, number_word, readable
from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.names import listed

FIELDS = (
    "edition", "published", "city", "category", "rank", "rank_max", "rating", "gain",
    "gain_max",
)  # fmt: skip
_EDITIONS_SHOWN = 12  # more columns cannot be read at a glance


def trend(
    index: Index, *cities: Names, category: str = OVERALL, to_edition: Label = "latest"
) -> Answer:
    """Return the ranks of cities in every edition in which they are held.

    The frame has a row for each edition and city, by edition, then in the order of the cities given
    (by name if none is). Its columns are `edition`, `published`, `city`, `category`, `rank`,
    `rank_max`, `rating`, and the places gained since the edition just before at least and at
    most (`gain`, `gain_max`; positive is up, missing where that edition is not held).

    Args:
        cities: Names or aliases of cities; without any, every city.

    Raises:
        QuestionError: There is no such city, category or edition, or a city is asked for twice.

    >>> import scicli
    >>> answer = scicli.trend(scicli.load(), "Busan")
    >>> answer.frame["rank"].tolist()
    [62, 41, 27, 22, 19, 15, 14, 13, 12, 8]
    >>> answer.notes[0]
    'Busan: best 8 (edition 12), worst 62 (3), first held in 3, nine rises in a row (3 to 12).'
    """
    names = index.catalog.distinct_cities(each_name(*cities))
    key = index.catalog.category(category)
    editions = index.catalog.between(None, to_edition)
    history = _history(index, names, key, editions)
    first = 0 if history.empty else int(history["place"].min())
    recent = editions[max(first, len(editions) - _EDITIONS_SHOWN) :]
    notes = [_note(index, history[history["city"] == city], city) for city in names]
    if len(editions) > len(recent) == _EDITIONS_SHOWN:
        notes.append(f"The last {len(recent)} of {len(editions)} editions are shown.")
    who = listed(names, "and") if names else f"All {index.nouns[1]}"
    section = Section(
        title=nonempty(who, index.catalog.terms.title, readable(key)),
        frame=_side_by_side(history, recent),
        columns=(
            Column("city", "City", Kind.CITY, weight=len(recent) + 2),
            *(
                Column(f"{number}_rank", str(edition), Kind.RANK, weight=number)
                for number, edition in enumerate(recent, 1)
            ),
            Column("ranks", "Trend", Kind.SPARK, weight=len(recent) + 1),
        ),
        notes=tuple(notes),
    )
    days = index.catalog.order.days_of(editions)
    return Answer.of(
        index,
        frame=history[list(FIELDS)],
        sections=(section,),
        editions=sorted(set(history["edition"]), key=editions.index),
        asked=names,
        plot=Plot(ChartKind.HISTORY, history, editions, names, nothing=" ".join(notes), days=days),
    )


def _history(
    index: Index, cities: tuple[str, ...], category: str, editions: Sequence[Label]
) -> pd.DataFrame:
    """Return the figures of cities, or of all, with their gains, by edition and then by city.

    `place` is the index of the edition.
    """
    figures = index.history(*cities) if cities else index.figures
    order = {city: number for number, city in enumerate(cities or index.catalog.cities)}
    held = figures[figures["category"] == category]
    held = held.assign(
        place=held["edition"].cat.codes.astype("int64"),
        order=held["city"].astype("str").map(order),
    )
    held = held[held["place"] < len(editions)]
    key = ["city", "place"]
    before = held.assign(place=held["place"] + 1).set_index(key)
    return (
        with_previous(held, before, on=key)
        .merge(index.releases[["edition", "published"]], on="edition", validate="m:1")
        .assign(edition=lambda rows: index.labels(rows["edition"]))
        .astype({"city": "str", "category": "str"})
        .sort_values(["place", "order"], ignore_index=True)
    )


def _side_by_side(history: pd.DataFrame, editions: tuple[Label, ...]) -> pd.DataFrame:
    """Return a row for each city, with its rank in edition n as `n_rank`, `n_rank_max`, ….

    `ranks` lists these ranks for a sparkline: the middle of an interval, the beginning of an open
    one, None where no rank is held.
    """
    rows = history.drop_duplicates("city").sort_values("order")[["city"]].reset_index(drop=True)
    middle = (history["rank"] + history["rank_max"].fillna(history["rank"])) / 2
    history = history.assign(middle=middle.astype("Float64"))
    for number, edition in enumerate(editions, 1):
        held = history[history["edition"] == edition].set_index("city")
        columns = held[[*RANK_FIELDS, "middle"]].add_prefix(f"{number}_")
        rows = rows.join(columns, on="city", validate="1:1")
    middles = rows[[f"{number}_middle" for number in range(1, len(editions) + 1)]].astype("object")
    sources = history.fillna({"sources": ""}).groupby("city")["sources"]
    return rows.assign(
        ranks=pd.Series(middles.where(middles.notna(), None).to_numpy().tolist(), dtype="object"),
        sources=rows["city"].map(sources.agg(";".join)),
    )


def _note(index: Index, history: pd.DataFrame, city: str) -> str:
    """Return the best, worst and first rank of a city, and its longest run of rises."""
    ranked = history[history["rank"].notna()]
    if ranked.empty:
        return f"{city}: no rank is held."
    best = ranked.sort_values(["rank", "rank_max", "place"]).iloc[0]
    worst = ranked.sort_values(
        ["rank_max", "rank", "place"], ascending=[False, False, True], na_position="first"
    ).iloc[0]
    facts = [
        f"best {rank.of_row(best, 'rank').text()} ({in_edition(best['edition'])})",
        f"worst {rank.of_row(worst, 'rank').text()} ({worst['edition']})",
        f"first held in {ranked['edition'].iloc[0]}",
    ]
    rises = history[(history["gain"] >= 1).fillna(value=False)]
    runs = [run for _, run in rises.groupby((rises["place"].diff() != 1).cumsum())]
    run = max(reversed(runs), key=len, default=rises)  # the latest of equal runs
    if len(run) > 1:
        before = index.catalog.editions[int(run["place"].iloc[0]) - 1]
        span = f"{before} to {run['edition'].iloc[-1]}"
        facts.append(f"{number_word(len(run))} rises in a row ({span})")
    return f"{city}: {', '.join(facts)}."
