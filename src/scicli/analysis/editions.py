"""The editions of a ranking, and how much of each is held."""

from scicli.analysis.answer import Answer, Column, Kind, Section
from scicli.analysis.wording import counted, readable_date
from scicli.files.categories import OVERALL
from scicli.index.tables import Index

FIELDS = (
    "edition",
    "published",
    "cities_ranked",
    "ranks_held",
    "complete_to",
    "categories_held",
    "cities_researched",
    "instrumental_factors",
    "assessments",
    "respondents",
    "average_rating_change_pct",
    "rose_10_or_more",
    "fell_10_or_more",
    "sources",
)
_MOVED = "Rose, fell: cities that moved 10 or more places, as the publisher counts them."


def editions(index: Index) -> Answer:
    """Return the editions, the first edition first, and how much of each is held.

    The frame's columns are `edition`, `published`, `cities_ranked`, of the overall table
    `ranks_held` and `complete_to` (its depth), `categories_held` (how many categories have a
    rank, overall among them), and what the publisher says of the edition: `cities_researched`,
    `instrumental_factors`, `assessments`, `respondents`, `average_rating_change_pct`,
    `rose_10_or_more`, `fell_10_or_more`; `sources` are those of the release.

    >>> import scicli
    >>> frame = scicli.editions(scicli.load()).frame
    >>> frame.loc[5, ["edition", "cities_ranked", "ranks_held", "complete_to"]].tolist()
    [6, 75, 22, 5]
    """
    labels = index.outline.editions
    coverage = [index.coverage(edition, OVERALL) for edition in labels]
    ranked = index.figures[index.figures["rank"].notna()]
    held = ranked.groupby("edition", observed=False)["category"].nunique()
    frame = index.releases.assign(
        edition=index.labels(index.releases["edition"]),
        ranks_held=[table.held for table in coverage],
        complete_to=[table.depth for table in coverage],
        categories_held=held.reindex(labels).tolist(),
    )
    told = frame[["rose_10_or_more", "fell_10_or_more"]].notna().any(axis=None)
    section = Section(
        title=tuple(filter(None, (index.name, counted(len(labels), "edition", "editions")))),
        frame=frame.assign(
            label=frame["edition"].astype("str"),
            date=frame["published"].map(readable_date, na_action="ignore"),
        ),
        columns=(
            Column("label", "Edition", Kind.LABEL, weight=8),
            Column("date", "Published", Kind.TEXT, weight=3),
            Column("cities_ranked", "Ranked", Kind.NUMBER, weight=6),
            Column("ranks_held", "Held", Kind.NUMBER, weight=7),
            Column("complete_to", "Complete", Kind.NUMBER, weight=5),
            Column("categories_held", "Categories", Kind.NUMBER, weight=4),
            Column("rose_10_or_more", "Rose", Kind.NUMBER, weight=2),
            Column("fell_10_or_more", "Fell", Kind.NUMBER, weight=1),
        ),
        notes=(
            "Held: overall ranks; complete to this place. Categories: those with a rank held.",
            *((_MOVED,) if told else ()),
        ),
    )
    return Answer.of(index, frame=frame[list(FIELDS)], sections=(section,))
