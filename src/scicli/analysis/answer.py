"""The Answer: what a question returns, the same for every format."""

from collections.abc import Iterable, Sequence, Set
from enum import Enum, StrEnum, auto
from typing import NamedTuple

import pandas as pd

from scicli.index.catalog import Catalog
from scicli.index.editions import Label, Rule
from scicli.index.index import Index
from scicli.index.names import listed
from scicli.index.times import length_words

_GROUPS_TOLD = 5
_SEVERAL = 2


class Kind(Enum):
    """What a column holds, which decides how it is drawn."""

    CITY = auto()
    LABEL = auto()
    """A text that tells what the row is about."""
    TEXT = auto()
    DETAIL = auto()
    """A text, or nothing."""
    PROSE = auto()
    """A sentence, which is folded where there is no room for it."""
    REMARK = auto()
    """A word on the row; most rows have none."""
    MARK = auto()
    """A `Strength`; most rows have none."""
    NOTE = auto()
    """The numbers of footnotes."""
    VERDICT = auto()
    """Whether something holds: "supported", "contradicted" or "unknown"."""
    NUMBER = auto()
    COUNT = auto()
    """A whole number, or nothing."""
    DIFFERENCE = auto()
    """A whole number with its sign."""
    RANK = auto()
    """The interval from `field` to `field_max`, written as `field_mark` (a `Mark`) says."""
    GAIN = auto()
    """The interval from `field` to `field_max`, with `field_mark` (a `GainStatus`)."""
    PLACE = auto()
    """The interval from `field` to `field_max` on a line from 1 on, beside the overall rank."""
    SPARK = auto()
    """A list of places, or None, as a line in which up is better and a gap is a gap."""
    BAR = auto()
    """A whole number as a length, of one colour where it is positive, another where negative."""


class Strength(StrEnum):
    """What a category is to a city, beside its overall rank."""

    STRENGTH = "strength"
    WEAKNESS = "weakness"


class Column(NamedTuple):
    """A column of a table; on a narrow screen the one with the smallest weight goes first."""

    field: str
    heading: str
    kind: Kind
    weight: int


class Gap(NamedTuple):
    """The places `first` to `last`, which no row holds, before row number `row`."""

    row: int
    first: int
    last: int


class Section(NamedTuple):
    """One table of an answer, for people.

    `frame` has the drawn columns, the `…_max` and `…_mark` of ranks, and perhaps `sources`. `gaps`
    are only given where the rows are otherwise a whole table.
    """

    title: tuple[str, ...]
    frame: pd.DataFrame
    columns: tuple[Column, ...]
    notes: tuple[str, ...]
    gaps: tuple[Gap, ...] = ()


class ChartKind(Enum):
    """What a plot shows, and the columns that its frame has for that.

    A rank is an interval from `rank` to `rank_max` with its `rank_mark` (a `Mark`).
    """

    HISTORY = auto()
    """Ranks over editions: `city`, `place` (the number of the edition), a rank."""
    MOVES = auto()
    """Ranks in two editions: `city`, and the ranks `from_rank` and `to_rank`."""
    CATEGORIES = auto()
    """Ranks by category: `city`, `area`, a rank, the rank `overall_rank`, `mark` (a `Strength`)."""
    RANKS = auto()
    """The ranks of an edition: `city`, a rank, `rating`."""


class Overtake(NamedTuple):
    """One city overtook another between two editions."""

    city: str
    other: str
    before: Label
    after: Label


class Plot(NamedTuple):
    """What of an answer can be drawn.

    The asked cities come first in `cities`. `nothing` says why nothing can be drawn, where `frame`
    holds no rank. `days` are the days of `editions` as ordinals, or empty.
    """

    picture: ChartKind
    frame: pd.DataFrame
    editions: tuple[Label, ...]
    cities: tuple[str, ...] = ()
    passings: tuple[Overtake, ...] = ()
    nothing: str = ""
    days: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        rank = "to_rank" if self.picture is ChartKind.MOVES else "rank"
        return not self.frame[rank].notna().any()


class Answer(NamedTuple):
    """What a question returns.

    Attributes:
        frame: A row for each fact, with the fields of the question as columns.
        sections: The same for people, as one table or several.
        asked: The cities that the question names.
        ranking: The ranking that was asked, or None.
        remarks: Sentences on how the data are read, which limit all sections.
        plot: What of it can be drawn, or None.
    """

    frame: pd.DataFrame
    sections: tuple[Section, ...]
    asked: tuple[str, ...]
    ranking: Index | None
    remarks: tuple[str, ...] = ()
    plot: Plot | None = None

    @classmethod
    def of(
        cls,
        index: Index,
        frame: pd.DataFrame,
        sections: tuple[Section, ...],
        *,
        editions: Sequence[Label] = (),
        asked: tuple[str, ...] = (),
        counted: Iterable[str] = (),
        plot: Plot | None = None,
    ) -> "Answer":
        """Return the answer to a question that an index was asked."""
        shown = {
            str(city)
            for section in sections
            for column in section.columns
            if column.kind is Kind.CITY
            for city in section.frame[column.field].dropna()
        }
        catalog = index.catalog
        return cls(
            frame=frame,
            sections=sections,
            asked=asked,
            ranking=index,
            remarks=(
                *_order_remarks(catalog, editions),
                *_place_remarks(catalog, frame),
                *_naming_remarks(catalog, shown.union(asked, counted)),
            ),
            plot=plot,
        )

    @classmethod
    def without_sources(cls, frame: pd.DataFrame, sections: tuple[Section, ...]) -> "Answer":
        """Return an answer that does not rest on the figures of an index."""
        return cls(frame=frame, sections=sections, asked=(), ranking=None)

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
        """What the figures allow to be said, of all sections, and how the data are read."""
        return (*(note for section in self.sections for note in section.notes), *self.remarks)


def _order_remarks(catalog: Catalog, editions: Sequence[Label]) -> tuple[str, ...]:
    """Return sentences on the order of the editions that are set beside one another."""
    if len(editions) < _SEVERAL:
        return ()
    order = catalog.order
    if order.rule is Rule.ROWS:
        return ("Nothing tells the order of the editions; they stand in that of their first rows.",)
    if not order.long_gaps:
        return ()
    ends = sorted(editions, key=order.labels.index)
    return tuple(
        f"There is no edition between {before} and {after}"
        + (f", {length_words(days)}." if days else ".")
        for before, after, days in order.long_steps(ends[0], ends[-1])
    )


def _place_remarks(catalog: Catalog, frame: pd.DataFrame) -> tuple[str, ...]:
    """Return the sentence on countries and regions that the data do not state."""
    columns = [name for name in ("country", "region") if name in frame]
    if not catalog.located or not frame[columns].notna().any(axis=None):
        return ()
    cities = f"{catalog.located} {'city' if catalog.located == 1 else 'cities'}"
    return (f"Countries and regions of {cities} are those scicli ships.",)


def _naming_remarks(catalog: Catalog, shown: Set[str]) -> tuple[str, ...]:
    """Return sentences on the cities shown that the data spell in several ways."""
    joined: dict[str, list[str]] = {}
    for spelling, city in catalog.spellings.items():
        if city in shown:
            joined.setdefault(city, [city]).append(spelling)
    apart = [group for group in catalog.apart if not shown.isdisjoint(group)]
    notes = []
    if joined:
        notes.append(f"Read as one city: {_groups(list(joined.values()))}.")
    if apart:
        notes.append(f"Kept apart, for they stand in one edition: {_groups(apart)}.")
    return tuple(notes)


def _groups(groups: Sequence[Sequence[str]]) -> str:
    told = [listed(sorted(group), "and") for group in groups[:_GROUPS_TOLD]]
    more = len(groups) - _GROUPS_TOLD
    return "; ".join([*told, *([f"and {more} more"] if more > 0 else [])])
