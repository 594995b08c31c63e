"""What a publisher prints of the edition before, beside the ranks of one edition or of several."""

from pathlib import Path

from scaffold import Run

WIDE = "City,2023,2024,Change\nQuito,2,1,1\nLima,1,2,-1\nLa Paz,3,3,0\n"


def imported(run: Run, folder: Path, text: str, column: str) -> tuple[int, str, list[str]]:
    """Return the exit code, the error, and the lines of the tidy file."""
    table, made = folder / "table.csv", folder / "tidy.csv"
    table.write_text(text, encoding="utf-8")
    edition = [] if "2023" in text else ["--edition", "2024"]
    outcome = run("import", str(table), "--previous-column", column, "-o", str(made), *edition)
    lines = made.read_text(encoding="utf-8").splitlines() if made.exists() else []
    return outcome.code, outcome.err, lines


def test_a_change_belongs_to_the_latest_of_several_editions(run: Run, tmp_path: Path) -> None:
    code, _, lines = imported(run, tmp_path, WIDE, "Change")
    assert (code, lines) == (0, [
        "edition,city,category,rank,rating,previous",
        "2023,Quito,overall,2,,", "2023,Lima,overall,1,,", "2023,La Paz,overall,3,,",
        "2024,Quito,overall,1,,'+1", "2024,Lima,overall,2,,'-1", "2024,La Paz,overall,3,,0",
    ])  # fmt: skip
    assert "is wrong" in run("check", str(tmp_path / "tidy.csv")).out


def test_a_column_with_0_and_no_sign_is_refused(run: Run, tmp_path: Path) -> None:
    code, error, lines = imported(run, tmp_path, "Rank,City,Moved\n1,A,0\n2,B,3\n", "Moved")
    assert (code, lines) == (3, [])
    assert error.endswith(
        "'Moved' holds 0, which is no rank, and no sign that tells rises from falls;"
        " leave it out.\n"
    )


def test_a_column_of_ranks_stays_as_it_is(run: Run, tmp_path: Path) -> None:
    _, _, lines = imported(run, tmp_path, "Rank,City,Before\n1,A,3\n2,B,-\n3,C,=1\n", "Before")
    assert [line.split(",")[-1] for line in lines[1:]] == ["3", "'-", "'=1"]


def test_a_dash_says_nothing_of_the_edition_before(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(
        "edition,city,rank,previous\n1,A,1,\n1,B,2,\n2,A,2,-\n2,B,1,–\n", encoding="utf-8"
    )
    assert run("check", str(file)).code == 0
    assert "nothing is wrong" in run("check", str(file)).out
