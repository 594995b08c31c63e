"""The command `schema` from the command line."""

import json
from pathlib import Path

import pytest

import scicli
from scaffold import Run
from scicli.view.forms import FORMS


def test_the_schema_of_a_command_is_printed(run: Run) -> None:
    outcome = run("schema", "rank")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == json.dumps(scicli.schema("rank"), indent=2, ensure_ascii=False) + "\n"
    assert run("schema", "rank") == outcome


def test_without_a_command_all_schemas_are_printed_by_command(run: Run) -> None:
    outcome = run("schema")
    assert (outcome.code, outcome.err, outcome.out[-3:]) == (0, "", "\n}\n")
    schemas = json.loads(outcome.out)
    assert list(schemas) == list(FORMS)
    assert schemas == {name: scicli.schema(name) for name in FORMS}


def test_a_schema_is_written_to_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "rank.json"
    outcome = run("schema", "rank", "-o", str(file))
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    assert file.read_text(encoding="utf-8") == run("schema", "rank").out
    assert run("schema", "rank", "-o", "-").out == file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("schema rnk", "there is no command 'rnk'; did you mean rank?"),
        ("schema xyz", "there is no command 'xyz'; see 'scicli --help'."),
        ("schema ranking", "there is no command 'ranking'; did you mean rank?"),
        ("schema Busan", "there is no command 'Busan'; see 'scicli --help'."),
        ("schema report", "report answers with no rows; name another command."),
        ("schema import", "import answers with no rows; name another command."),
        ("schema schema", "schema answers with no rows; name another command."),
        ("schema rank -o x.txt", "the suffix of 'x.txt' names no schema; end it with .json."),
    ],
)
def test_what_has_no_schema_is_a_wrong_question(run: Run, arguments: str, sentence: str) -> None:
    outcome = run(*arguments.split())
    assert (outcome.code, outcome.out, outcome.err) == (2, "", f"scicli: {sentence}\n")
