"""The brief of a city: what the figures say of it, its history and its rivals, on one page."""

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
from scicli.claims.city_sentences import CityInEdition
from scicli.claims.findings import findings
from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.names import listed

_MOST_RIVALS = 5


@dataclass(frozen=True, eq=False, repr=False)
class Report:
    """The brief of a city.

    Attributes:
        where: Its country and region, as far as they are known.
        ranking: The name of the ranking and the edition, and its date of publication.
        headline: The rank: "8th", or "not held".
        beneath: What stands beneath the headline, in short parts.
        answer: The sections of the brief that are not empty.
        names: The names of these sections, of `findings`, `history`, `categories`, `rivals` and
            `editions`.
        history: The ranks of the city and its rivals, as a chart.
        categories: Its ranks by category, as a chart, or None if the data have only one.
        missing: Sentences on what is not held.
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
        against: Names or aliases of the cities that it is compared with. Without one these are the
            other cities held of its country, then those of its region, the nearest ranks first,
            five in all. If its region is not known, they are those of the whole table.

    Raises:
        QuestionError: There is no such city or edition, a city is named twice, or the data have no
            overall ranks.

    >>> import scicli
    >>> brief = scicli.report(scicli.load(), "Busan", edition=12)
    >>> brief.headline, brief.rivals
    ('8th', ('Seoul', 'Singapore'))
    """
    catalog = index.catalog
    catalog.category(OVERALL)
    label = catalog.edition(edition)
    name, *rivals = catalog.distinct_cities([city, *against])
    rivals = rivals or _rivals(index, name, label)
    home = catalog.cities[name]
    subject = CityInEdition(index, name, label)
    history = trend(index, name, *rivals, to_edition=label)
    by_category = breakdown(index, name, edition=label)
    areas = by_category.sections[0].frame[by_category.frame["category"] != OVERALL]
    several = bool(areas["rank"].notna().any())
    sections = {
        "findings": findings(index, name, edition=label).sections[0],
        "history": history.sections[0],
        "categories": by_category.sections[0] if several else None,
        "rivals": _rivals_section(index, name, rivals, label),
        "editions": _editions_section(index, name, history),
    }
    filled = {key: one for key, one in sections.items() if one is not None and len(one.frame)}
    published = index.published(label)
    return Report(
        city=name,
        where=tuple(filter(None, (home.country, home.region))),
        ranking=(edition_name(index, label), *([readable_date(published)] if published else [])),
        headline=place_words(subject.now.rank) if subject.now.held else "not held",
        beneath=tuple(_beneath(subject)),
        rivals=tuple(rivals),
        answer=Answer.of(
            index,
            frame=index.city_rows([name, *rivals]),
            sections=tuple(filled.values()),
            editions=catalog.between(None, label),
            asked=(name, *rivals),
        ),
        names=tuple(filled),
        history=history,
        categories=by_category if several else None,
        missing=tuple(_missing(subject, areas.loc[areas["rank"].isna(), "area"].tolist())),
        checksum=index.checksum,
    )


def _rivals(index: Index, city: str, edition: Label) -> list[str]:
    """Return the other cities held of its country, then those of its region, the nearest first."""
    home = index.catalog.cities[city]
    table = index.table(edition, OVERALL)
    held = table[table["rank"].notna() & (table["city"] != city)]
    own = table.loc[table["city"] == city, "rank"].dropna()
    distance = (held["rank"] - (own.iloc[0] if len(own) else 1)).abs()
    held = held.assign(distance=distance).sort_values(["distance", "rank", "city"], kind="stable")
    country = held[held["country"] == home.country] if home.country else held.head(0)
    region = held[held["region"] == home.region] if home.region else held
    return list(dict.fromkeys([*country["city"], *region["city"]]))[:_MOST_RIVALS]


def _beneath(subject: CityInEdition) -> Iterator[str]:
    """Yield what stands beneath the headline: of how many cities, and the places gained."""
    held = [edition for edition, one in subject.ranks.items() if one.held]
    if held and held[-1] != subject.edition:
        last = place_words(subject.ranks[held[-1]].rank)
        yield f"last held in {in_edition(held[-1])}: {last}"
        return
    ranked = subject.index.coverage(subject.edition, OVERALL).ranked
    if ranked:
        yield f"of {ranked} {subject.index.nouns[1]}"
    before = subject.before
    if before in held:
        gained = rank.gain(subject.ranks[before].rank, subject.now.rank)
        if gained.least == gained.most:
            yield gained_words(gained.least, before)


def _rivals_section(index: Index, city: str, rivals: Sequence[str], edition: Label) -> Section:
    """Return a row for each rival: the latest edition in which it is held with the city."""
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
        Column("city", "Against", Kind.CITY, weight=12),
        Column("row", "Latest", Kind.LABEL, weight=9),
        Column("0", city, Kind.RANK, weight=11),
        Column("1", "They", Kind.RANK, weight=11),
        Column("ahead", "Ahead", Kind.TEXT, weight=10),
        Column("sentences", "In all", Kind.PROSE, weight=1),
    )
    frame = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame()
    return Section((f"{city} against its rivals",), frame, columns, notes=())


def _editions_section(index: Index, city: str, history: Answer) -> Section:
    """Return every edition in which the city has a figure."""
    frame = history.frame if history.plot is None else history.plot.frame
    own = frame[frame["city"] == city]
    ranked = [index.release(edition)["cities_ranked"] for edition in own["edition"]]
    rows = own.assign(
        label=own["edition"].astype("str"),
        date=own["published"].map(readable_date, na_action="ignore"),
        cities_ranked=pd.array(ranked, dtype="Int64"),
    )
    columns = (
        Column("label", "Edition", Kind.LABEL, weight=12),
        Column("date", "Published", Kind.TEXT, weight=2),
        Column("rank", "Rank", Kind.RANK, weight=11),
        Column("cities_ranked", "Of", Kind.NUMBER, weight=3),
        Column("gain", "Since the one before", Kind.GAIN, weight=4),
        Column("rating", "Rating", Kind.NUMBER, weight=1),
    )
    return Section((f"All editions of {city}",), rows.reset_index(drop=True), columns, notes=())


def _missing(subject: CityInEdition, categories: list[str]) -> Iterator[str]:
    """Yield what is not held: ranks of the city, some categories of the edition, its table."""
    lacking = [str(edition) for edition, one in subject.ranks.items() if not one.held]
    edition = in_edition(subject.edition)
    if lacking:
        which = "edition" if len(lacking) == 1 else "editions"
        yield (
            f"The overall rank of {subject.city} in {which} {listed(lacking, 'and')} is not held."
        )
    if categories:
        yield f"Of the categories of {edition} these are not held: {listed(categories, 'and')}."
    coverage = subject.index.coverage(subject.edition, OVERALL)
    if not coverage.complete:
        note = coverage_note(coverage, subject.index.nouns[1])
        yield f"{edition[:1].upper()}{edition[1:]}: {note}"
