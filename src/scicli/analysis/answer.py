"""The Answer: what a question returns, the same for every format."""

from dataclasses import dataclass
from enum import Enum, auto

import pandas as pd


class Kind(Enum):
    """What a column holds, which decides how it is drawn."""

    CITY = auto()
    LABEL = auto()
    """A text that tells what the row is about."""
    TEXT = auto()
    REMARK = auto()
    """A word on the row; most rows have none."""
    NUMBER = auto()
    DIFFERENCE = auto()
    """A whole number with its sign."""
    RANK = auto()
    """The interval from `field` to `field_max`, written as `field_mark` (a `Mark`) says."""
    GAIN = auto()
    """The interval from `field` to `field_max`; `field_mark` (a `Standing`) where it says more."""
    PLACE = auto()
    """The interval from `field` to `field_max` on a line from 1 on, beside the overall rank."""
    SPARK = auto()
    """A list of places, or None, as a line in which up is better and a gap is a gap."""
    BAR = auto()
    """A whole number as a length, of one colour where it is positive, another where negative."""


class Standing(Enum):
    """What a gain says that is no interval of places."""

    KNOWN = ""
    UNDECIDED = "undecided"
    """Both ranks are held, but they do not tell up from down."""
    ENTERED = "entered"
    """The table before is complete, without the city."""


@dataclass(frozen=True)
class Column:
    """A column that is drawn for people.

    Attributes:
        field: The column of the frame.
        heading: What stands above it.
        kind: What it holds.
        weight: On a narrow screen the column with the smallest weight goes first.
    """

    field: str
    heading: str
    kind: Kind
    weight: int


@dataclass(frozen=True)
class Gap:
    """Places of a table that no row of it holds.

    Attributes:
        row: The number of the row before which they lie; one past the last row at the end.
        first: The first of these places.
        last: The last of them.
    """

    row: int
    first: int
    last: int


@dataclass(frozen=True, eq=False)
class Section:
    """One table for people.

    Attributes:
        title: What it shows, in parts of one line.
        frame: Its rows, with the columns that are drawn, and with their marks. Where it has a
            column `sources`, those are the sources of a row.
        columns: What of the frame is drawn, from left to right.
        notes: Sentences on what the figures allow to be said.
        gaps: Places that no row holds, in their order; only where the rows are all there are.
    """

    title: tuple[str, ...]
    frame: pd.DataFrame
    columns: tuple[Column, ...]
    notes: tuple[str, ...]
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, eq=False)
class Answer:
    """What a question returns.

    Attributes:
        frame: A row for each fact, with the fields of the question as columns.
        sections: The same for people, as one table or several.
        asked: The cities that the question names.
        sources: Every source of the index: `source`, `publisher`, `title`, `published`, `url`,
            `language`.
    """

    frame: pd.DataFrame
    sections: tuple[Section, ...]
    asked: tuple[str, ...]
    sources: pd.DataFrame

    @property
    def notes(self) -> tuple[str, ...]:
        """What the figures allow to be said, of all sections."""
        return tuple(note for section in self.sections for note in section.notes)
