"""What holds every answer of the suite to the schema of its command."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

import scicli
from scicli.analysis.answer import Answer
from scicli.index.names import listed
from scicli.view import machine
from scicli.view.forms import FORMS
from scicli.view.row_types import Form

# Their answers are shown to people, and have no rows for programs.
_SHOWN_ONLY = {
    "scicli.claims.report",
    "scicli.importing.import_report",
    "scicli.view.package",
}


class Contract:
    """Checks the columns of every answer that is made, and every JSON that is written.

    `command` is the command that runs, or "" where the library is called; then the rows may be
    those of any command with such columns.
    """

    def __init__(self) -> None:
        self.command = ""

    @contextmanager
    def of(self, command: str) -> Iterator[None]:
        """Hold the rows to the schema of a command."""
        self.command = command
        try:
            yield
        finally:
            self.command = ""

    def check_columns(self, columns: tuple[str, ...]) -> None:
        """Fail if no command answers with rows of such fields, in this order."""
        assert _commands_with(columns), f"no schema has the fields {', '.join(columns)}"

    def check_rows(self, answer: Answer, rows: list[dict[str, Any]]) -> None:
        """Fail if rows break the schema of the command."""
        columns = _columns(answer)
        commands = _commands_with(columns)
        if self.command:
            assert self.command in commands, f"{self.command} has the fields {', '.join(columns)}"
            commands = (self.command,)
        # No command has the answers that tests make up.
        faults = [best_match(_validator(one).iter_errors(rows)) for one in commands]
        assert not faults or None in faults, f"{listed(commands)}: {faults[0]}"


def _columns(answer: Answer) -> tuple[str, ...]:
    return tuple(map(str, answer.frame))


@cache
def _commands_with(columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name, forms in FORMS.items() if any(_fits(one, columns) for one in forms))


def _fits(form: Form, columns: tuple[str, ...]) -> bool:
    fields = tuple(name for name in form.fields if name not in form.added or name in columns)
    rest = columns[len(fields) :]
    return columns[: len(fields)] == fields and (not rest or form.named is not None)


@cache
def _validator(command: str) -> Draft202012Validator:
    return Draft202012Validator(scicli.schema(command))


def kept(contract: Contract) -> Iterator[Contract]:
    """Hold all answers to a contract."""
    plain: Callable[..., Answer] = Answer.__new__

    def made(cls: type[Answer], *values: object, **named: object) -> Answer:
        answer = plain(cls, *values, **named)
        maker = sys._getframe(1)
        if maker.f_globals["__name__"] == Answer.__module__ and maker.f_back is not None:
            maker = maker.f_back
        module = maker.f_globals["__name__"]
        if module.startswith("scicli.") and module not in _SHOWN_ONLY:
            contract.check_columns(_columns(answer))
        return answer

    def checked(
        write: Callable[[Answer], str], read: Callable[[str], list[Any]]
    ) -> Callable[[Answer], str]:
        def written(answer: Answer) -> str:
            text = write(answer)
            contract.check_rows(answer, read(text))
            return text

        return written

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Answer, "__new__", made)
        patch.setattr(machine, "to_json", checked(machine.to_json, json.loads))
        patch.setattr(machine, "to_jsonl", checked(machine.to_jsonl, _lines))
        yield contract


def _lines(text: str) -> list[Any]:
    return [json.loads(line) for line in text.split("\n")[:-1]]
