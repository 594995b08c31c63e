"""Who leads each category."""

import pandas as pd

from scicli.analysis.answer import Answer, Column, Kind, Section
from scicli.analysis.wording import counted, edition_name, readable
from scicli.index.editions import Label
from scicli.index.tables import Index

FIELDS = ("edition", "category", "rank", "city", "country", "region", "rating", "basis", "sources")


def leaders(index: Index, *, edition: Label = "latest") -> Answer:
    """Return who holds place 1 of each category.

    The frame has a row for each category of the data in their order, or one for each city that
    shares its place 1; where place 1 is not held, `rank` and `city` are missing. Its columns are
    `edition`, `category`, `rank`, `city`, `country`, `region`, `rating`, `basis`, `sources`.

    Args:
        index: The ranking.
        edition: A label, its number, `latest`, `previous` or `first`.

    Raises:
        QuestionError: There is no such edition.

    >>> import scicli
    >>> frame = scicli.leaders(scicli.load(), edition=12).frame
    >>> frame.loc[frame["city"].notna(), ["category", "rank", "city"]]
                 category  rank    city
    0             overall     1  Zurich
    7  innovation_support     1   Busan
    """
    label = index.outline.edition(edition)
    categories = list(index.outline.categories)
    figures = pd.concat([index.rows(label, category) for category in categories])
    first = figures[(figures["rank_max"] == 1).fillna(value=False)]
    rows = (
        pd.DataFrame({"category": categories}, dtype="str")
        .merge(
            first.drop(columns="edition").astype({"category": "str", "city": "str"}),
            on="category",
            how="left",
        )
        .merge(index.cities[["city", "country", "region"]], on="city", how="left")
        .assign(edition=label)
    )
    held = rows.loc[rows["city"].notna(), "category"].nunique()
    total = counted(len(categories), "category", "categories")
    section = Section(
        title=(edition_name(index, label), "who leads each category"),
        frame=rows.assign(area=[readable(name).capitalize() for name in rows["category"]]),
        columns=(
            Column("area", "Category", Kind.LABEL, weight=5),
            Column("rank", "Rank", Kind.RANK, weight=3),
            Column("city", "City", Kind.CITY, weight=4),
            Column("country", "Country", Kind.TEXT, weight=1),
            Column("rating", "Rating", Kind.NUMBER, weight=2),
        ),
        notes=(f"Place 1 is held in {held} of {total}.",),
    )
    return Answer.of(index, frame=rows[list(FIELDS)], sections=(section,))
