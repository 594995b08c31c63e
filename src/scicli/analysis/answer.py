"""The Answer: what a question returns, the same for every format."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from scicli.analysis.wording import counted, in_edition, nonempty
from scicli.index.catalog import Catalog
from scicli.index.editions import Label, Rule
from scicli.index.index import Index
from scicli.index.names import listed
from scicli.index.times import length_words

_GROUPS_NAMED = 5
_UNDRAWN = ("this answer has no chart", "draw ranks, such as those of a city")


class Kind(Enum):
    """The content of a column, which decides how it is drawn."""

    CITY = auto()
    LABEL = auto()  # a text that says what the row is about
    TEXT = auto()
    DETAIL = auto()  # a text, or nothing
    PROSE = auto()  # a sentence, folded to the room there is
    REMARK = auto()  # a word about the row; most rows have none
    MARK = auto()  # a `Strength`; most rows have none
    NOTE = auto()  # the numbers of footnotes
    VERDICT = auto()  # "supported", "contradicted" or "unknown"
    NUMBER = auto()
    COUNT = auto()  # a whole number, or nothing
    DIFFERENCE = auto()  # a number with its sign, or nothing
    RANK = auto()  # the interval `field` to `field_max`, with `field_mark` (a `Mark`)
    GAIN = auto()  # the interval `field` to `field_max`, with `field_mark` (a `GainStatus`)
    PLACE = auto()  # the interval `field` to `field_max` on a line, beside the overall rank
    SPARK = auto()  # a list of places or None as a line: up is better, a gap is a gap
    CURVE = auto()  # a list of numbers or None as a line: up is more, a gap is a gap
    BAR = auto()  # a whole number as a length, with one colour for each sign


class Strength(StrEnum):
    """The mark of a category in which a city ranks better or worse than overall."""

    STRENGTH = "strength"
    WEAKNESS = "weakness"


ANSWER = 10
"""The least weight of a column that is part of the answer, and is shown on every screen."""


class Column(NamedTuple):
    """A column of a table; a narrow screen drops the column with the smallest weight first.

    The heading "City" above names stands for the ranking's own word.
    """

    field: str
    heading: str
    kind: Kind
    weight: int


class Gap(NamedTuple):
    """The places `first` to `last` before row number `row`, which are not held."""

    row: int
    first: int
    last: int


class Section(NamedTuple):
    """One table of an answer, for people.

    `frame` has the fields of the columns, the `…_max` and `…_mark` of ranks, and perhaps `sources`.
    `gaps` are only given where the rows are otherwise a whole table.
    """

    title: tuple[str, ...]
    frame: pd.DataFrame
    columns: tuple[Column, ...]
    notes: tuple[str, ...]
    gaps: tuple[Gap, ...] = ()


class ChartKind(Enum):
    """What a plot shows, and the columns that its frame has for that.

    A rank is the interval `rank` to `rank_max` with its `rank_mark` (a `Mark`).
    """

    HISTORY = auto()  # `city`, `place` (the index of the edition in the plot), a rank
    MOVES = auto()  # `city`, the ranks `from_rank` and `to_rank`
    CATEGORIES = auto()  # `city`, `area`, a rank, the rank `overall_rank`, `mark` (a `Strength`)
    RANKS = auto()  # `city`, a rank, the rank `previous_rank`, `rating`
    LEADERS = auto()  # `city`, `place` (as in a history), `rank`, for each edition at the top
    RECORDS = auto()  # `record`, `city`, `value`, `is_shared`, `lane` (of its holder), `place`


class Overtake(NamedTuple):
    """The fact that one city overtook another between two editions."""

    city: str
    other: str
    before: Label
    after: Label


@dataclass(frozen=True, eq=False)
class Plot:
    """The part of an answer that can be drawn.

    `cities` are the cities asked for, which come first. `nothing` says why there is nothing to
    draw. `days` are the dates of `editions` as ordinals; it is empty where a date is missing.
    `finding` is what the plot shows, as a headline, or "". `goal` is a place to be marked, or None.
    `title` and `notes` stand instead of those of the first section, where they differ.
    """

    picture: ChartKind
    frame: pd.DataFrame
    editions: tuple[Label, ...]
    cities: tuple[str, ...] = ()
    passings: tuple[Overtake, ...] = ()
    nothing: str = ""
    days: tuple[int, ...] = ()
    finding: str = ""
    goal: int | None = None
    title: tuple[str, ...] = ()
    notes: tuple[str, ...] | None = None

    @cached_property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        shown = {ChartKind.MOVES: "to_rank", ChartKind.RECORDS: "record"}
        return bool(self.frame[shown.get(self.picture, "rank")].array.isna().all())


class Answer(NamedTuple):
    """What a question returns.

    Attributes:
        frame: A row for each fact, with the fields of the question as columns.
        sections: The same for people, as one table or several.
        asked: The cities that the question names.
        ranking: The index that answered, or None.
        remarks: Sentences on how the data are read, which apply to all sections.
        plot: What can be drawn, or None.
        undrawn: Why there is no plot, and what to ask instead.
    """

    frame: pd.DataFrame
    sections: tuple[Section, ...]
    asked: tuple[str, ...] = ()
    ranking: Index | None = None
    remarks: tuple[str, ...] = ()
    plot: Plot | None = None
    undrawn: tuple[str, str] = _UNDRAWN

    @classmethod
    def of(
        cls,
        index: Index,
        frame: pd.DataFrame,
        sections: tuple[Section, ...],
        *,
        editions: Iterable[Label | None] = (),
        asked: tuple[str, ...] = (),
        counted: Iterable[str] = (),
        plot: Plot | None = None,
        undrawn: tuple[str, str] = _UNDRAWN,
    ) -> "Answer":
        """Return an answer from an index, with remarks on how the data are read.

        `editions` are the editions compared, in any order. `counted` are cities that the answer
        rests on but does not show.
        """
        cities = set(asked).union(counted)
        for section in sections:
            for column in section.columns:
                if column.kind is Kind.CITY:
                    named = section.frame[column.field].tolist()
                    cities.update(one for one in named if isinstance(one, str))
        remarks = (
            *_edition_remarks(index.catalog, [one for one in editions if one is not None]),
            *_location_remarks(index.catalog, frame),
            *_spelling_remarks(index.catalog, cities),
        )
        return cls(frame, sections, asked, index, remarks, plot, undrawn)

    def __repr__(self) -> str:
        rows, columns = self.frame.shape
        return f"Answer({' · '.join(self.sections[0].title)}: {rows} rows, {columns} columns)"

    def _repr_html_(self) -> str:
        from scicli.view.page import fragment

        return fragment(self)

    @property
    def sources(self) -> pd.DataFrame:
        """Every source of the ranking: `source`, `publisher`, `title`, `published`, `url`, …."""
        return pd.DataFrame() if self.ranking is None else self.ranking.sources

    @property
    def notes(self) -> tuple[str, ...]:
        """The notes of all sections, then the remarks."""
        return (*(note for section in self.sections for note in section.notes), *self.remarks)


def _edition_remarks(catalog: Catalog, editions: Sequence[Label]) -> tuple[str, ...]:
    """Return what tells against comparing editions: no order, a gap, a break."""
    order = catalog.order
    if len(set(editions)) < 2:
        return ()
    positions = {label: at for at, label in enumerate(order.labels)}
    first, *_, last = sorted(editions, key=positions.__getitem__)
    breaks = tuple(
        f"Not comparable with what was before {in_edition(edition)}: {why}."
        for edition, why in catalog.breaks_between(first, last)
    )
    if order.rule is Rule.ROWS:
        rows = "Nothing tells the order of the editions; they stand in that of their first rows."
        return (rows, *breaks)
    return (*_gaps(catalog, first, last), *breaks)


def _gaps(catalog: Catalog, first: Label, last: Label) -> tuple[str, ...]:
    """Return the unusually long steps between two editions."""
    order = catalog.order
    return tuple(
        f"There is no edition between {before} and {after}"
        + (f", {length_words(days)}." if days else ".")
        for before, after, days in order.long_steps(first, last)
    )


def _location_remarks(catalog: Catalog, frame: pd.DataFrame) -> tuple[str, ...]:
    columns = [name for name in ("country", "region") if name in frame]
    if not catalog.located or not frame[columns].notna().any(axis=None):
        return ()
    cities = counted(catalog.located, catalog.terms.noun, catalog.terms.nouns)
    return (f"The countries and regions of {cities} come from scicli, not from the data.",)


def _spelling_remarks(catalog: Catalog, cities: Set[str]) -> tuple[str, ...]:
    """Return sentences on the cities that the data spell in several ways."""
    joined: dict[str, list[str]] = {}
    for spelling, city in catalog.spellings.items():
        if city in cities:
            joined.setdefault(city, [city]).append(spelling)
    apart = [group for group in catalog.apart if not cities.isdisjoint(group)]
    return nonempty(
        f"Read as one {catalog.terms.noun}: {_groups([*joined.values()])}." if joined else "",
        f"Kept apart, for they stand in one edition: {_groups(apart)}." if apart else "",
    )


def _groups(groups: Sequence[Sequence[str]]) -> str:
    texts = [listed(sorted(group), "and") for group in groups[:_GROUPS_NAMED]]
    if len(groups) > _GROUPS_NAMED:
        texts.append(f"and {len(groups) - _GROUPS_NAMED} more")
    return "; ".join(texts)
