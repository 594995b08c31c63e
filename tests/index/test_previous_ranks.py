"""What a publisher prints of the edition before is compared with its table, line by line."""

from pathlib import Path

import pytest

from scaffold import Run, Write
from scicli.index.check import examine

FIRST = "edition,city,rank,previous\n1,A,1,7\n1,B,2,\n1,C,5,\n1,D,9,\n1,E,6-8,\n"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("A,1,1", ""), ("A,1,2", "says 2 for A, but it holds 1 in edition 1"),
        ("A,1,=", ""), ("A,2,-1", ""), ("A,2,+1", "says 3 for A, but it holds 1 in edition 1"),
        ("B,4,▼ 2", ""), ("B,4,▲2", "says 6 for B, but it holds 2 in edition 1"),
        ("C,3,2▲", ""), ("C,3,2 ▼", "says 1 for C, but it holds 5 in edition 1"),
        ("C,3,NEW", "says that C is new, but it holds 5 in edition 1"), ("X,3,new", ""),
        ("X,3,12", ""), ("C,3-4,+2", ""), ("C,,+2", ""), ("E,4,6-8", ""),
        ("E,4,7", "says 7 for E, but it holds 6–8 in edition 1"),
        ("A,1,better", "is no rank and no change of one"),
        ("A,1,-3", "is no rank and no change of one"), ("A,1,", ""),
    ],
)  # fmt: skip
def test_what_is_printed_is_compared(write: Write, row: str, problem: str) -> None:
    result = examine(write(editions=f"{FIRST}2,{row}\n"))
    told = [(fault.line, fault.problem) for fault in result.faults if fault.column == "previous"]
    assert told == ([(7, problem)] if problem else [])


def test_an_import_keeps_the_column_and_loading_passes_over_it(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("Rank,City,Was\n1,A,+1\n2,B,NEW\n", encoding="utf-8")
    out = tmp_path / "editions.csv"
    imported = run("import", str(table), "--edition", "2", "--previous-column", "Was", "-q",
                   "-o", str(out))  # fmt: skip
    assert (imported.code, imported.err) == (0, "")
    assert out.read_text(encoding="utf-8") == (
        "edition,city,category,rank,rating,previous\n2,A,overall,1,,'+1\n2,B,overall,2,,NEW\n"
    )
    assert run("rank", "-d", str(out), "-f", "csv", "-q").code == 0
    assert run("import", str(table), "--previous-column", "Nix", "-o", str(out)).code == 2
