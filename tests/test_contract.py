"""The suite itself: an answer that breaks the schema of its command fails the test that made it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import scicli
from contract import Contract
from scaffold import Run
from scicli.analysis import overtakes
from scicli.analysis.answer import Answer
from scicli.index.index import Index
from scicli.view import machine

FIELDS = overtakes.FIELDS


@pytest.mark.parametrize(
    "fields", [(*FIELDS, "undecided"), FIELDS[:-1], (FIELDS[1], FIELDS[0], *FIELDS[2:])]
)
def test_an_answer_whose_fields_no_schema_has_fails(
    shipped: Index, monkeypatch: pytest.MonkeyPatch, fields: tuple[str, ...]
) -> None:
    monkeypatch.setattr(overtakes, "FIELDS", fields)
    with pytest.raises(AssertionError, match=f"no schema has the fields {', '.join(fields)}"):
        scicli.overtakes(shipped, "Busan", to_edition=6)


@pytest.mark.parametrize(
    "options", ["-f json", "--json", "-f jsonl", "-o x.json", "-o x.jsonl", "--format=json -o x"]
)
def test_a_value_that_breaks_the_schema_fails_whichever_way_json_is_written(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, options: str
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ["overtakes", "Busan", "--to=6", *options.split()]
    assert run(*words).code == 0
    plain = machine._objects

    def objects(answer: Answer, values: Mapping[str, list[machine.Value]]) -> Iterator[str]:
        return (row.replace('"city_to": 22', '"city_to": 0') for row in plain(answer, values))

    monkeypatch.setattr(machine, "_objects", objects)
    with pytest.raises(AssertionError, match="0 is less than the minimum of 1"):
        run(*words)


def test_rows_of_another_command_fail(contract: Contract, shipped: Index) -> None:
    answer = scicli.editions(shipped)
    assert machine.to_json(answer).startswith("[{")
    with contract.of("rank"), pytest.raises(AssertionError, match="rank has the fields edition"):
        machine.to_json(answer)
    assert contract.command == ""
