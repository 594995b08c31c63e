"""The commands `findings` and `verify` from the command line."""

import io
import sys
from pathlib import Path

import pytest

from scaffold import Run

CLAIMS = "claim,kind,city,to,value\n1,rank,Busan,6,22\n"


def feed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


@pytest.mark.parametrize("format_", ["csv", "tsv", "json", "jsonl"])
def test_findings_can_be_fed_to_verify(
    run: Run, monkeypatch: pytest.MonkeyPatch, format_: str
) -> None:
    told = run("findings", "-e", "6", "-f", format_, "-q")
    assert (told.code, told.err) == (0, "")
    feed(monkeypatch, told.out)
    judged = run("verify", "-", "-f", "csv", "-q")
    assert (judged.code, judged.err) == (0, "")
    rows = judged.out.splitlines()[1:]
    assert {row.split(",")[2] for row in rows} == {"supported"}
    assert len(rows) == 19


@pytest.mark.parametrize(
    ("claims", "code", "err"),
    [
        (CLAIMS, 0, ""),
        (f"{CLAIMS}2,leader,Atlantis,6,\n", 0, ""),
        (f"{CLAIMS}2,leader,Busan,6,\n", 1, ""),
        (f"{CLAIMS}2,leader,Busan,6,\n,rank,Busan,6,x\n,x\n", 3,
         "scicli: FILE, line 4: value 'x' is no rank; write a whole number from 1 on.\n"
         "scicli: FILE, line 5: is no claim; give it the fields that the others have.\n"),
    ],
)  # fmt: skip
def test_verify_exits_with_1_on_a_contradiction_and_3_on_a_malformed_claim(
    run: Run, tmp_path: Path, claims: str, code: int, err: str
) -> None:
    file = tmp_path / "claims.csv"
    file.write_text(claims)
    outcome = run("verify", str(file), "-f", "csv")
    assert (outcome.code, outcome.err.replace(str(file), "FILE")) == (code, err)
    assert outcome.out.splitlines()[:2] == [
        "claim,kind,verdict,reason,statement",
        "1,rank,supported,Busan 22 in edition 6,",
    ]


def test_verify_takes_claims_or_lists_their_kinds(run: Run, tmp_path: Path) -> None:
    sentence = "scicli: verify takes a text, claims or --kinds; name one of them.\n"
    assert [
        (run(*words).code, run(*words).err) for words in (["verify"], ["verify", "x", "--kinds"])
    ] == [(2, sentence)] * 2
    kinds = run("verify", "--kinds", "-f", "csv").out.splitlines()
    assert (kinds[0], kinds[3], len(kinds)) == (
        "kind,meaning,example",
        "leader,the city stands first in edition `to`,city=London to=10",
        68,
    )


def test_standard_input_may_be_named_only_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, CLAIMS)
    outcome = run("verify", "-", "-d", "-")
    assert (outcome.code, outcome.err) == (
        2,
        "scicli: standard input is named twice; name - once.\n",
    )
    monkeypatch.setenv("SCICLI_DATA", "-")
    assert run("verify", "-").code == 2


def test_findings_can_be_written_as_markdown(run: Run) -> None:
    outcome = run("findings", "Tokyo", "-e", "6", "-f", "md")
    assert outcome.code == 0
    assert "Tokyo is 17th of 75 cities" in outcome.out
