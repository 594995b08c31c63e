"""The brief of a city: what the figures say of it, its history, and its rivals, on one page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from scicli.analysis.answer import Answer, Column, Kind, Section
from scicli.analysis.breakdown import breakdown
from scicli.analysis.compare import compare, overtake_note
from scicli.analysis.trend import trend
from scicli.analysis.wording import (
    coverage_note,
    edition_name,
    gained_words,
    in_edition,
    place_words,
    readable_date,
)
from scicli.claims.findings import findings
from scicli.claims.places import standing
from scicli.files.schema import OVERALL
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.names import listed

_RIVALS = 5


@dataclass(frozen=True, eq=False, repr=False)
class Report:
    """The brief of a city.

    Attributes:
        city: The city.
        where: Its country and region, as far as they are known.
        ranking: What the ranking and the edition are called, and when it was published.
        headline: The rank: "8th", or "not held".
        beneath: What stands beneath the headline, in short parts.
        rivals: The cities that it is set against.
        answer: The sections of the brief: `findings`, `history`, `categories`, `rivals`, `editions`
            in this order, of which those that would be empty are missing.
        names: What the sections are called, in the same order.
        history: The ranks of the city and its rivals, to be drawn.
        categories: Its ranks by category, to be drawn, or None where the data have only one.
        missing: Sentences on what is not held.
        checksum: The checksum of the data.
    """

    city: str
    where: tuple[str, ...]
    ranking: tuple[str, ...]
    headline: str
    beneath: tuple[str, ...]
    rivals: tuple[str, ...]
    answer: Answer
    names: tuple[str, ...]
    history: Answer
    categories: Answer | None
    missing: tuple[str, ...]
    checksum: str

    def __repr__(self) -> str:
        return f"Report({' · '.join((self.city, *self.ranking))})"

    def _repr_html_(self) -> str:
        return self.answer._repr_html_()


def report(
    index: Index, city: str, *, edition: Label = "latest", against: Sequence[str] = ()
) -> Report:
    """Return the brief of a city in an edition.

    Args:
        against: Names or aliases of the cities that it is set against; without one the other cities
            held of its country, then those of its region, those with the nearest ranks first, five
            in all. Where its region is not known, those of the whole table.

    Raises:
        QuestionError: There is no such city or edition, a city is named twice, or the data have no
            overall ranks.

    >>> import scicli
    >>> brief = scicli.report(scicli.load(), "Busan", edition=12)
    >>> brief.headline, brief.rivals
    ('8th', ('Seoul', 'Singapore'))
    """
    index.catalog.category(OVERALL)
    label = index.catalog.edition(edition)
    name, *rivals = index.catalog.distinct_cities([city, *against])
    rivals = rivals or _rivals(index, name, label)
    known = index.catalog.cities[name]
    sentences = findings(index, name, edition=label)
    history = trend(index, name, *rivals, to_edition=label)
    by_category = breakdown(index, name, edition=label)
    sections = {
        "findings": sentences.sections[0],
        "history": history.sections[0],
        "categories": by_category.sections[0],
        "rivals": _against(index, name, rivals, label),
        "editions": _editions(index, name, history),
    }
    of_categories = by_category.frame[by_category.frame["category"] != OVERALL]
    several = bool(of_categories["rank"].notna().any())
    if not several:
        del sections["categories"]
    kept = {key: section for key, section in sections.items() if len(section.frame)}
    published = index.published(label)
    stands = standing(index, label, OVERALL, name)
    return Report(
        city=name,
        where=tuple(filter(None, (known.country, known.region))),
        ranking=(edition_name(index, label), *([readable_date(published)] if published else [])),
        headline=place_words(stands.rank) if stands.held else "not held",
        beneath=_beneath(index, label, history, name),
        rivals=tuple(rivals),
        answer=Answer.of(
            index,
            frame=index.city_rows([name, *rivals]),
            sections=tuple(kept.values()),
            editions=index.catalog.between(None, label),
            asked=(name, *rivals),
        ),
        names=tuple(kept),
        history=history,
        categories=by_category if several else None,
        missing=tuple(_missing(index, name, label, by_category)),
        checksum=index.checksum,
    )


def _rivals(index: Index, city: str, edition: Label) -> list[str]:
    """Return who is held of the same country, and then next to the city in its region."""
    known = index.catalog.cities[city]
    table = index.table(edition, OVERALL)
    held = table[table["rank"].notna() & (table["city"] != city)]
    own = table.loc[table["city"] == city, "rank"].dropna()
    distance = (held["rank"] - (own.iloc[0] if len(own) else 1)).abs()
    held = held.assign(distance=distance).sort_values(["distance", "rank", "city"], kind="stable")
    country = held[held["country"] == known.country] if known.country else held.head(0)
    region = held[held["region"] == known.region] if known.region else held
    names = [*country["city"], *region["city"]]
    return list(dict.fromkeys(map(str, names)))[:_RIVALS]


def _beneath(index: Index, edition: Label, history: Answer, city: str) -> tuple[str, ...]:
    """Return what stands beneath the headline: of how many, and the places gained."""
    ranked = index.coverage(edition, OVERALL).ranked
    before = index.catalog.before(edition)
    frame = history.frame
    row = frame[(frame["city"] == city) & (frame["edition"] == edition)]
    gain = row["gain"].iloc[0] if len(row) else pd.NA
    gain_max = row["gain_max"].iloc[0] if len(row) else pd.NA
    held = frame[(frame["city"] == city) & frame["rank"].notna()]
    last = index.catalog.edition(str(held["edition"].iloc[-1])) if len(held) else edition
    if last != edition:
        stood = standing(index, last, OVERALL, city)
        return (f"last held in {in_edition(last)}: {place_words(stood.rank)}",)
    parts = [f"of {ranked} cities"] if ranked else []
    if before is not None and pd.notna(gain) and pd.notna(gain_max) and gain == gain_max:
        parts.append(gained_words(int(gain), before))
    return tuple(parts)


def _against(index: Index, city: str, rivals: Sequence[str], edition: Label) -> Section:
    """Return a row for each rival that is held in an edition with the city: the latest of them."""
    rows = []
    for rival in rivals:
        answer = compare(index, city, rival, to_edition=edition)
        section, overtakes = answer.sections[0], answer.plot.passings if answer.plot else ()
        both = section.frame[section.frame["0"].notna() & section.frame["1"].notna()]
        if len(both):
            tally = section.notes[0]
            latest = [overtake_note(index, one) for one in overtakes[-1:]]
            rows.append(both.iloc[[-1]].assign(city=rival, sentences=" ".join([tally, *latest])))
    columns = (
        Column("city", "Against", Kind.CITY, weight=6),
        Column("row", "Latest", Kind.LABEL, weight=3),
        Column("0", city, Kind.RANK, weight=5),
        Column("1", "They", Kind.RANK, weight=4),
        Column("ahead", "Ahead", Kind.TEXT, weight=2),
        Column("sentences", "In all", Kind.PROSE, weight=1),
    )
    frame = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame()
    return Section((f"{city} against its rivals",), frame, columns, notes=())


def _editions(index: Index, city: str, history: Answer) -> Section:
    """Return every edition in which the city has a figure."""
    plot = history.plot
    frame = (history.frame if plot is None else plot.frame).drop(columns="published")
    own = frame[frame["city"] == city].merge(
        index.releases[["edition", "published", "cities_ranked"]].assign(
            edition=index.labels(index.releases["edition"])
        ),
        on="edition",
        how="left",
        validate="m:1",
    )
    shown = own.assign(
        label=own["edition"].astype("str"),
        date=own["published"].map(readable_date, na_action="ignore"),
    )
    columns = (
        Column("label", "Edition", Kind.LABEL, weight=6),
        Column("date", "Published", Kind.TEXT, weight=2),
        Column("rank", "Rank", Kind.RANK, weight=5),
        Column("cities_ranked", "Of", Kind.NUMBER, weight=3),
        Column("gain", "Since the one before", Kind.GAIN, weight=4),
        Column("rating", "Rating", Kind.NUMBER, weight=1),
    )
    return Section((f"All editions of {city}",), shown, columns, notes=())


def _missing(index: Index, city: str, edition: Label, by_category: Answer) -> Iterator[str]:
    """Yield what is not held of the city."""
    editions = index.catalog.between(None, edition)
    lacking = [one for one in editions if not standing(index, one, OVERALL, city).held]
    if lacking:
        names = listed([str(one) for one in lacking], "and")
        which = "edition" if len(lacking) == 1 else "editions"
        yield f"The overall rank of {city} in {which} {names} is not held."
    frame = by_category.sections[0].frame
    categories = frame.loc[frame["rank"].isna() & (frame["category"] != OVERALL), "area"]
    if len(categories):
        names = listed(categories.tolist(), "and")
        yield f"Of the categories of {in_edition(edition)} these are not held: {names}."
    coverage = index.coverage(edition, OVERALL)
    if not coverage.complete:
        name = in_edition(edition)
        yield f"{name[:1].upper()}{name[1:]}: {coverage_note(coverage)}"
