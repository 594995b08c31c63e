"""The Answer: what a question returns, the same for every format."""

from dataclasses import dataclass
from enum import Enum, auto

import pandas as pd


class Kind(Enum):
    """What a column of an answer holds, which decides how it is drawn."""

    CITY = auto()
    TEXT = auto()
    NUMBER = auto()
    RANK = auto()
    """The interval from `field` to `field_max`, with a mark."""
    GAIN = auto()
    """The interval from `field` to `field_max` with its direction, or a mark where it has none."""


class Standing(Enum):
    """What a gain says that is no interval of places; the mark of a GAIN column."""

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
class Answer:
    """What a question returns.

    Attributes:
        title: What is answered, in parts of one line.
        frame: A row for each fact, with the fields of the command as columns.
        marks: For each rank column of `frame` how the rank is written (a `Mark`), for each gain
            column how it stands (a `Standing`), row by row.
        columns: What of it is drawn for people, from left to right.
        gaps: Places that no row holds, in their order; only where the rows are all there are.
        notes: Sentences on what the figures allow to be said.
        asked: The cities that the question names.
        sources: Every source of the index: `source`, `publisher`, `title`, `published`, `url`,
            `language`.
    """

    title: tuple[str, ...]
    frame: pd.DataFrame
    marks: pd.DataFrame
    columns: tuple[Column, ...]
    gaps: tuple[Gap, ...]
    notes: tuple[str, ...]
    asked: tuple[str, ...]
    sources: pd.DataFrame
