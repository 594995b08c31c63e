"""Where each figure comes from."""

import pandas as pd

from scicli.analysis.answer import Answer, Column, Kind, Section
from scicli.analysis.wording import counted, readable
from scicli.index.adding import source_keys
from scicli.index.editions import Label
from scicli.index.tables import Index

FIELDS = (
    "edition",
    "city",
    "category",
    "rank",
    "rank_max",
    "rating",
    "basis",
    "source",
    "publisher",
    "title",
    "published",
    "url",
)
_COLUMNS = (
    Column("label", "Edition", Kind.LABEL, weight=4),
    Column("city", "City", Kind.CITY, weight=6),
    Column("area", "Category", Kind.LABEL, weight=3),
    Column("rank", "Rank", Kind.RANK, weight=5),
    Column("rating", "Rating", Kind.NUMBER, weight=2),
    Column("basis", "Basis", Kind.TEXT, weight=1),
)


def sources(
    index: Index,
    city: str | None = None,
    *,
    edition: Label | None = None,
    category: str | None = None,
) -> Answer:
    """Return where each figure comes from, all figures unless they are narrowed.

    The frame has a row for each source of each figure, by edition, category, place and name of
    the city, and one row without a source for a figure that names none. Its columns are `edition`,
    `city`, `category`, `rank`, `rank_max`, `rating`, `basis`, `source` (its key), `publisher`,
    `title`, `published` and `url`; the last four are missing where the data do not describe it.

    Args:
        index: The ranking.
        city: A name or alias.
        edition: A label, its number, `latest`, `previous` or `first`.
        category: A key, its readable form or a unique prefix.

    Raises:
        QuestionError: There is no such city, edition or category.

    >>> import scicli
    >>> frame = scicli.sources(scicli.load(), "Malta", edition=5).frame
    >>> frame.loc[0, ["city", "basis", "publisher", "published"]].tolist()
    ['Malta', 'derived', 'FinanceMalta (Mondaq)', '2022-12-21']
    """
    named = index.outline
    who = None if city is None else named.city(city)
    label = None if edition is None else named.edition(edition)
    key = None if category is None else named.category(category)
    held = _figures(index, who, label, key)
    frame = _traced(index, held)
    title = (
        who or "All cities",
        "" if label is None else f"edition {label}",
        "" if key is None else readable(key),
        index.name,
    )
    number = int(held[["rank", "rating"]].notna().any(axis="columns").sum())
    figures = counted(number, "figure", "figures")
    distinct = counted(frame["source"].nunique(), "source", "sources")
    section = Section(
        title=tuple(filter(None, title)),
        frame=held.assign(
            label=held["edition"].astype("str"), area=[readable(name) for name in held["category"]]
        ),
        columns=_COLUMNS,
        notes=(f"{figures} from {distinct}.",),
    )
    return Answer.of(
        index, frame=frame[list(FIELDS)], sections=(section,), asked=() if who is None else (who,)
    )


def _figures(
    index: Index, city: str | None, edition: Label | None, category: str | None
) -> pd.DataFrame:
    """Return the figures that are asked for, by edition, category, place and name."""
    figures = index.figures if city is None else index.history(city)
    for column, asked in (("city", city), ("edition", edition), ("category", category)):
        if asked is not None:
            figures = figures[figures[column] == asked]
    held = figures.astype({"city": "str"}).sort_values(
        ["edition", "category", "rank", "rank_max", "city"], ignore_index=True
    )
    return held.assign(
        edition=index.labels(held["edition"]), category=held["category"].astype("str")
    )


def _traced(index: Index, held: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each source of each figure, with what is known of the source."""
    keys = pd.Series(map(source_keys, held["sources"].fillna("")), index=held.index, dtype="object")
    return (
        held.assign(source=keys)
        .explode("source", ignore_index=True)
        .astype({"source": "str"})
        .merge(index.sources, on="source", how="left", validate="m:1")
    )
