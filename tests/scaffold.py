"""What tests share: the outcome of a run, frames as tuples, and types of the fixtures."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

Write = Callable[..., Path]
Run = Callable[..., "Outcome"]


@dataclass(frozen=True)
class Outcome:
    """What a run of the program left behind."""

    code: int
    out: str
    err: str


def values(frame: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    """Return some columns of a frame row by row, with None for what is missing."""
    chosen = frame[list(columns)].astype("object")
    return list(chosen.where(chosen.notna(), None).itertuples(index=False, name=None))
