"""The command that judges a text: a file, a sentence, standard input."""

import csv
import io
import json
from pathlib import Path

import pytest

from scaffold import Run, values
from scicli.claims.release import verify_text
from scicli.errors import QuestionError
from scicli.index.index import Index

RELEASE = """\
Busan, 25 November 2022

Busan ranked 22nd this time, ahead of Seoul. It rose 12 places. It was third in Scandinavia.
The mayor is glad.
"""


def test_a_text_is_judged_sentence_by_sentence(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "release.txt"
    file.write_text(RELEASE, encoding="utf-8")
    outcome = run("verify", str(file), "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(outcome.out)))
    told = [(row["claim"], row["kind"], row["statement"], row["verdict"]) for row in rows]
    assert told == [
        ("1", "", "Busan, 25 November 2022", "no claim"),
        ("2.1", "rank", "Busan ranked 22nd", "supported"),
        ("2.2", "ahead", "ahead of Seoul", "supported"),
        ("3.1", "gain", "It rose 12 places", "contradicted"),
        ("4.1", "", "It was third in Scandinavia.", "not read"),
        ("5", "", "The mayor is glad.", "no claim"),
    ]
    assert outcome.code == 1
    assert outcome.err == "What could not be read may be right or wrong: check it by hand.\n"


def test_the_claims_of_a_text_can_be_edited_and_fed_back(run: Run, tmp_path: Path) -> None:
    file, claims = tmp_path / "release.md", tmp_path / "claims.csv"
    file.write_text(RELEASE, encoding="utf-8")
    assert run("verify", str(file), "-o", str(claims), "-q").code == 1
    text = claims.read_text(encoding="utf-8").replace(",12,", ",5,")
    claims.write_text(text, encoding="utf-8")
    outcome = run("verify", str(claims), "-f", "csv")
    assert outcome.code == 0
    assert [row["verdict"] for row in csv.DictReader(io.StringIO(outcome.out))] == ["supported"] * 3
    rows = json.loads(run("verify", str(file), "--json").out)
    again = tmp_path / "claims.json"
    again.write_text(json.dumps(rows), encoding="utf-8")
    assert [row["verdict"] for row in json.loads(run("verify", str(again), "--json").out)] == [
        "supported", "supported", "contradicted",
    ]  # fmt: skip


def test_a_sentence_is_judged_as_it_stands(run: Run) -> None:
    outcome = run("verify", "Busan overtook Seoul in 6", "--explain")
    assert outcome.code == 0
    shown = " ".join(outcome.out.split())
    assert "Busan overtook Seoul Busan overtook Seoul from edition 5 to edition 6." in shown
    assert "1 sentence · 1 supported" in shown
    assert "read as about edition 12" in shown
    dated = run("verify", "Busan ranked 22nd this year.", "--date", "2022-12-31")
    assert (dated.code, "read as about" in dated.out) == (0, False)
    named = run("verify", "Busan ranked 22nd.", "--edition", "6")
    assert (named.code, "read as about" in named.out) == (0, False)


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["verify", "none.txt"], 3, "none.txt cannot be read"),
        (["verify", "A ranks 1st.", "--date", "May"], 2, "'May' is no date; write YYYY-MM-DD."),
        (["verify", "A ranks 1st.", "-e", "99"], 2, "there is no edition '99'"),
        (["verify", "A ranks 1st.", "--date", "2019-01-01"], 2, "no edition was out on 2019-01"),
        (["verify", "claims.csv", "--explain"], 2,
         "a file of claims says all by itself; leave out the options of a text."),
    ],
)  # fmt: skip
def test_a_text_that_cannot_be_judged_is_refused_in_one_sentence(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    arguments: list[str],
    code: int,
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("claims.csv").write_text("kind,city,to\nleader,A,1\n", encoding="utf-8")
    outcome = run(*arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert outcome.err.startswith("scicli: ")
    assert sentence.split(";")[0] in outcome.err


def test_the_library_judges_texts_too(shipped: Index) -> None:
    answer = verify_text(shipped, "London leads in edition 10. So it does.")
    assert values(answer.frame, "claim", "kind", "city", "to", "verdict") == [
        ("1.1", "leader", "London", "10", "supported"), ("2", None, None, None, "no claim"),
    ]  # fmt: skip
    with pytest.raises(QuestionError, match="'2022' is no date"):
        verify_text(shipped, "", date="2022")
    assert verify_text(shipped, "").frame.empty


def test_what_is_no_table_of_claims_is_a_text(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "release"
    file.write_text("London leads in edition 10.", encoding="utf-8")
    assert run("verify", str(file), "-f", "csv").out.splitlines()[1].startswith("1.1,leader,London")
    file.write_text('{"kind": "leader", "city": "London", "to": "10"}', encoding="utf-8")
    assert run("verify", str(file), "-f", "csv").out.splitlines()[1].startswith(",leader,supported")


def test_a_claim_that_compares_a_thing_with_itself_is_unknown(shipped: Index) -> None:
    answer = verify_text(shipped, "Busan rose 3 places from SCI 5 to SCI 5.")
    assert values(answer.frame, "kind", "verdict") == [("gain", "unknown")]
