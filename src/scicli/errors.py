"""The errors that a user can fix, each with its exit code."""

from typing import ClassVar


class ScicliError(Exception):
    """An error that the user can fix: a problem and its remedy, and other errors found with it."""

    exit_code: ClassVar[int]

    def __init__(self, problem: str, remedy: str, *others: "ScicliError") -> None:
        super().__init__(".\n".join([f"{problem}; {remedy}", *map(str, others)]))
        self.problem = problem
        self.remedy = remedy
        self.others = others


class QuestionError(ScicliError):
    """The question is wrong: no such edition, city, category, region or format."""

    exit_code = 2


class DataError(ScicliError):
    """Data cannot be read, or are not valid."""

    exit_code = 3


class AmbiguousError(DataError):
    """Data can be read in two ways, and the remedy names the option that decides."""


class WriteError(ScicliError):
    """An answer cannot be written."""

    exit_code = 3


class ExtraError(ScicliError):
    """A feature needs a package that an extra of scicli brings."""

    exit_code = 3

    def __init__(self, what: str, package: str, extra: str) -> None:
        super().__init__(f"{what} needs {package}", f"pip install 'scicli[{extra}]' brings it")
