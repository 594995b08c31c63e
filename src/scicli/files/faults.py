"""The faults of data files."""

from enum import StrEnum
from typing import NamedTuple, TypeAlias

from scicli.errors import DataError


class Severity(StrEnum):
    """How bad a fault is."""

    ERROR = "error"
    """The data cannot be loaded."""
    WARNING = "warning"
    """The data can be loaded, but may not say what was meant."""


class Fault(NamedTuple):
    """One thing that is wrong with a file; `problem` continues after `value`: "is no rank"."""

    file: str
    problem: str
    remedy: str
    line: int | None = None
    column: str | None = None
    value: str | None = None
    severity: Severity = Severity.ERROR

    def error(self) -> DataError:
        """Return the error that stops a load."""
        place = f", line {self.line}" if self.line is not None else ""
        place += f", column {self.column}" if self.column is not None else ""
        value = "" if self.value is None else f"'{self.value}' "
        between = ": " if place or value else " "
        return DataError(f"{self.file}{place}{between}{value}{self.problem}", self.remedy)


class RaiseFirst:
    """Raises the first error, as a load does, and ignores warnings."""

    def add(self, fault: Fault) -> None:
        """Raise a DataError, unless the fault is a warning."""
        if fault.severity is Severity.ERROR:
            raise fault.error()


class Collect:
    """Keeps every fault, as `check` does."""

    def __init__(self) -> None:
        self.found: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Keep a fault."""
        self.found.append(fault)


Faults: TypeAlias = RaiseFirst | Collect
