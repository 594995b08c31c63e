"""The command `schema` from the command line."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

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


CLAIMS = "claim,kind,city,other,to,value\n,rank,Busan,,6,22\n2,leader,Atlantis,,6,\n"
OLD = "edition,city,category,rank\n1,Lima,overall,1\n1,Quito,overall,2\n2,Lima,air,1\n"
NEW = "edition,city,category,rank\n1,Lima,overall,3\n1,Kito,overall,2\n3,Lima,overall,>9\n"
LINES = """
rank -e 6
rank -e 6 --within region
rank -e 7 --within country
climbers --every --from 5 --to 7
climbers --by rating --from 6 --to 9
fallers --from 7 --to 5
breakdown Busan Seoul
breakdown
compare Busan Seoul Tokyo
trend
trend Busan --by category
trend --wide
trend --wide --rating
gap Busan --to 5
gap Busan --to Seoul
leaders --top 3
records
records Busan
changes
changes -c tech
changes --was old.csv --now new.csv
panel Busan -d shipped -d new.csv
panel Lima -d old.csv -d new.csv
overtakes Busan --to 6
findings
findings Busan
findings --region Asia/Pacific
verify claims.csv
verify text.md
verify --kinds
editions
editions -d new.csv
cities
cities -d new.csv
sources
sources -d new.csv
check bad.csv
check shipped
""".strip().splitlines()


@pytest.mark.parametrize("line", LINES)
def test_each_form_of_the_rows_keeps_the_contract(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.chdir(tmp_path)
    text = "The index names 9 cities. Busan is 22nd in edition 6. Busan is 22nd, as we said, too."
    files = {"old.csv": OLD, "new.csv": NEW, "claims.csv": CLAIMS, "text.md": text,
             "bad.csv": "edition,city,rank\n1,A,x\n,B,2\n"}  # fmt: skip
    for name, content in files.items():
        Path(name).write_text(content, encoding="utf-8")
    outcome = run(*line.split(), "--json", "-q")
    assert outcome.code in {0, 1}, outcome.err
    schema = scicli.schema(line.split()[0])
    Draft202012Validator(schema).validate(json.loads(outcome.out))


def test_these_lines_ask_for_every_command() -> None:
    assert list(dict.fromkeys(line.split()[0] for line in LINES)) == list(FORMS)
