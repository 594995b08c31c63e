"""The brief of a city: its figures, what they say, its history, its rivals, on two pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from scicli.analysis import headlines
from scicli.analysis.answer import Answer, Section, Strength
from scicli.analysis.breakdown import STRENGTH_RULE
from scicli.analysis.scope import RANK_FIELDS
from scicli.analysis.trend import trend
from scicli.analysis.wording import (
    coverage_note,
    edition_name,
    in_edition,
    nonempty,
    number_word,
    place_words,
    readable_date,
    several_editions,
)
from scicli.claims.city_sentences import CityInEdition, city_in_edition
from scicli.claims.findings import overall_findings
from scicli.claims.head_to_head import head_to_head, rivals_of
from scicli.claims.tiles import NOT_KNOWN, Tile, best, standing, tiles
from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.figures import Row, each_row
from scicli.index.index import Index
from scicli.index.names import listed

_FEWEST_RANKS = 2  # of a line
_MOST_SENTENCES = 5
_MOST_CATEGORIES = 9
_MOST_MARKED = 4
_MOST_NAMES = 5


@dataclass(frozen=True, eq=False, repr=False)
class Report:
    """The brief of a city.

    Attributes:
        where: Its country and region, as far as they are known.
        ranking: The name of the ranking and the edition, and its date of publication.
        headline: The rank: "8th of 77 cities", or "not known".
        beneath: What stands beneath the headline, in short parts.
        tiles: The figures shown large.
        answer: The sections of the brief that are not empty.
        names: The names of these sections, of `findings`, `history`, `categories` and `rivals`.
        history: The ranks of the city and its rivals, as a chart, or None if it has a single one.
        categories: Its ranks by category, as a chart, or None if the data have only one.
        strengths: The categories that stand out, as short sentences.
        weaknesses: Those in which it falls behind.
        rule: What makes a strength or a weakness.
        unknown: Sentences on what is not held, and on how the data are read.
    """

    city: str
    where: tuple[str, ...]
    ranking: tuple[str, ...]
    headline: str
    beneath: tuple[str, ...]
    tiles: tuple[Tile, ...]
    rivals: tuple[str, ...]
    answer: Answer
    names: tuple[str, ...]
    history: Answer | None
    categories: Answer | None
    strengths: tuple[str, ...]
    weaknesses: tuple[str, ...]
    rule: str
    unknown: tuple[str, ...]
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
            next two ahead of it that are held, the next one behind and the nearest of its country;
            where these are fewer than four, the nearest of its region, then of the whole table.

    Raises:
        QuestionError: There is no such city or edition, a city is named twice, or the data have no
            overall ranks.

    >>> import scicli
    >>> brief = scicli.report(scicli.load(), "Busan", edition=12)
    >>> brief.headline, brief.rivals
    ('8th of 77 cities', ('Singapore', 'New York', 'Tel Aviv', 'Seoul'))
    """
    catalog = index.catalog
    catalog.category(OVERALL)
    label = catalog.edition(edition)
    name, *rivals = catalog.distinct_cities([city, *against])
    rivals = rivals or rivals_of(index, name, label)
    home = catalog.cities[name]
    subject = city_in_edition(index, name, label)
    areas = _areas(subject)
    by_category = subject.by_category if any(one["rank"] for one in areas) else None
    history = _history(index, name, rivals, label)
    shown = tuple(tiles(subject))
    sections = {
        "findings": overall_findings(index, name, label, _MOST_SENTENCES),
        "history": history.sections[0] if history else None,
        "categories": by_category.sections[0] if by_category else None,
        "rivals": head_to_head(index, name, rivals, label),
    }
    filled = {key: one for key, one in sections.items() if one is not None and len(one.frame)}
    answer = _answer(index, (name, *rivals), label, tuple(filled.values()))
    return Report(
        city=name,
        where=nonempty(home.country, home.region),
        ranking=_ranking(index, label),
        headline=standing(subject),
        beneath=nonempty(*_beneath(subject, shown)),
        tiles=shown,
        rivals=tuple(rivals),
        answer=answer,
        names=tuple(filled),
        history=history,
        categories=_drawn_categories(by_category) if by_category else None,
        strengths=tuple(_standing_out(areas, Strength.STRENGTH)),
        weaknesses=tuple(_standing_out(areas, Strength.WEAKNESS)),
        rule=STRENGTH_RULE,
        unknown=(*_unknown(subject, areas), *answer.remarks),
        checksum=index.checksum,
    )


def _answer(
    index: Index, cities: tuple[str, ...], edition: Label, sections: tuple[Section, ...]
) -> Answer:
    return Answer.of(
        index,
        frame=index.city_rows(cities),
        sections=sections,
        editions=index.catalog.between(None, edition),
        asked=cities,
    )


def _ranking(index: Index, edition: Label) -> tuple[str, ...]:
    """Return the name of the ranking and the edition, and its date if that is known."""
    published = index.published(edition)
    return nonempty(edition_name(index, edition), readable_date(published) if published else "")


def _areas(subject: CityInEdition) -> Sequence[Row]:
    """Return what the brief says of each category but the overall one."""
    if len(subject.index.catalog.categories) == 1:
        return []
    grid = subject.by_category.sections[0].frame
    columns = ["area", *RANK_FIELDS, "against_overall", "mark"]
    return list(each_row(grid.loc[grid["category"] != OVERALL, columns]))


def _history(index: Index, city: str, rivals: Sequence[str], edition: Label) -> Answer | None:
    """Return the ranks of a city and its rivals, or None if the city has fewer than two."""
    answer = trend(index, city, *rivals, to_edition=edition)
    plot = answer.plot
    if plot is None or len(own := _held(plot.frame, city)) < _FEWEST_RANKS:
        return None
    finding = headlines.of_history(index, own, (city,))
    return answer._replace(plot=replace(plot, cities=(city,), finding=finding, notes=()))


def _held(history: pd.DataFrame, city: str) -> pd.DataFrame:
    """Return the rows of a history that have a rank of a city."""
    ranks = history[["line", "category", "edition", *RANK_FIELDS]]
    return ranks.take(np.flatnonzero((history["city"] == city) & history["rank"].notna()))


def _drawn_categories(answer: Answer) -> Answer:
    """Return the ranks by category as a chart; where room is short, marked ones come first."""
    frame = answer.sections[0].frame
    areas = frame[(frame["category"] != OVERALL) & frame["rank"].notna()]
    by_weight = areas.assign(apart=areas["against_overall"].abs()).sort_values(
        ["mark", "apart"], ascending=[True, False], na_position="last", kind="stable"
    )
    marked = by_weight["mark"].notna()
    in_order = [*by_weight["category"][marked], *areas["category"]]
    kept = {OVERALL, *list(dict.fromkeys(in_order))[:_MOST_CATEGORIES]}
    more = len(areas) - _MOST_CATEGORIES
    notes = (f"{_MOST_CATEGORIES} of {len(areas)} categories are drawn.",) if more > 0 else ()
    shown = frame[frame["category"].isin(kept)] if more > 0 else frame
    return answer._replace(plot=answer.plot and replace(answer.plot, frame=shown, notes=notes))


def _beneath(subject: CityInEdition, shown: Sequence[Tile]) -> Iterator[str]:
    """Yield what stands beneath the headline: the places gained, and the best rank known."""
    of_rank, of_change, *_ = shown
    if not subject.now.held:
        yield of_rank.detail
    elif of_change.value != NOT_KNOWN:
        yield of_change.detail
    yield best(subject)


def _standing_out(areas: Sequence[Row], mark: Strength) -> Iterator[str]:
    """Yield the categories that have a mark, those furthest from the overall rank first."""
    rows = [row for row in areas if row["mark"] == mark.value]
    rows.sort(key=lambda row: (-abs(_places_apart(row)), row["rank"]))
    most = _MOST_MARKED if len(rows) > _MOST_MARKED + 1 else len(rows)
    for row in rows[:most]:
        yield f"{row['area']}: {_apart(row)}"
    if len(rows) > most:
        yield f"and {number_word(len(rows) - most)} more"


def _apart(row: Row) -> str:
    place = place_words(rank.of_row(row, "rank"))
    apart = _places_apart(row)
    is_better = row["mark"] == Strength.STRENGTH.value
    if apart <= 0 if is_better else apart >= 0:
        return place
    places = "place" if abs(apart) == 1 else "places"
    side = "ahead of" if is_better else "behind"
    return f"{place}, {number_word(abs(apart))} {places} {side} its overall rank"


def _places_apart(row: Row) -> int:
    """Return how many places better than overall a rank is, or 0 if one of them is a band."""
    return row["against_overall"] or 0


def _unknown(subject: CityInEdition, areas: Sequence[Row]) -> Iterator[str]:
    """Yield what is not held: ranks of the city, some categories of the edition, its table."""
    index, edition = subject.index, in_edition(subject.edition)
    lacking = [label for label, one in subject.ranks.items() if not one.held]
    if lacking:
        which = several_editions(lacking, index.catalog.editions)
        yield f"The overall rank of {subject.city} in {which} is not held."
    missing = [one["area"] for one in areas if not one["rank"]]
    if missing:
        if len(missing) > _MOST_NAMES + 1:
            missing[_MOST_NAMES:] = [f"{len(missing) - _MOST_NAMES} more"]
        yield f"Of the categories of {edition} these are not held: {listed(missing, 'and')}."
    coverage = index.coverage(subject.edition, OVERALL)
    if not coverage.complete:
        note = coverage_note(coverage, index.nouns[1])
        yield f"{edition[:1].upper()}{edition[1:]}: {note}"
