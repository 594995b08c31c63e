"""One city in several rankings, each by itself."""

from pathlib import Path

import pytest

from scaffold import Run, Write, values
from scicli.analysis.panel import FIELDS, panel
from scicli.errors import QuestionError
from scicli.index.index import Index, load


def ranking(folder: Path, name: str, rows: str, ranked: str = "") -> Index:
    place = folder / name
    place.mkdir()
    (place / "editions.csv").write_text(f"edition,city,rank\n{rows}", encoding="utf-8")
    if ranked:
        text = f"edition,published,cities_ranked\n{ranked}"
        (place / "releases.csv").write_text(text, encoding="utf-8")
    return load(place, name=name)


def test_each_ranking_has_its_row_and_nothing_is_added_up(tmp_path: Path, shipped: Index) -> None:
    one = ranking(tmp_path, "One", "1,Busan,3\n1,X,1\n2,Busan,=2\n2,X,1\n", "1,,5\n2,2024-03,5\n")
    bands = ranking(tmp_path, "Bands", "1,Busan,11-20\n", "1,,21\n")
    unknown = ranking(tmp_path, "Unknown", "1,Busan,5+\n2,Busan,\n")
    without = ranking(tmp_path, "Without", "1,X,1\n")
    answer = panel([one, bands, unknown, without, shipped], "Busan")
    assert tuple(answer.frame.columns) == FIELDS
    assert values(answer.frame, *FIELDS) == [
        ("One", "2", "2024-03", "Busan", 2, 2, 5, 75, 75, "1", 3, 3, 1, 1),
        ("Bands", "1", None, "Busan", 11, 20, 21, 5, 50, None, None, None, None, None),
        ("Unknown", "1", None, "Busan", 5, None, None, None, None, None, None, None, None, None),
        ("Smart Centres Index", "12", "2025-12-03", "Busan", 8, 8, 77, 90.8, 90.8, "11", 12, 12,
         4, 4),
    ]  # fmt: skip
    assert answer.notes[-1] == "No rank of it is held in Without."


def test_a_city_that_nobody_ranks_is_a_wrong_question(tmp_path: Path, shipped: Index) -> None:
    blank = ranking(tmp_path, "Blank", "1,Busan,\n1,X,1\n")
    with pytest.raises(QuestionError, match="no rank of Busan is held; ask for another one"):
        panel([blank], "Busan")
    with pytest.raises(QuestionError, match="no city is called 'Nowhere'"):
        panel([blank, shipped], "Nowhere")


def test_the_command_reads_each_data_by_itself(run: Run, tmp_path: Path) -> None:
    ranking(tmp_path, "one", "1,Busan,1\n")
    outcome = run("panel", "부산", "-d", str(tmp_path / "one"), "-d", "shipped", "-f", "csv", "-q")
    assert (outcome.code, outcome.out.splitlines()[1:]) == (
        0, ["ranking 1,1,,Busan,1,1,,,,,,,,",
            "Smart Centres Index,12,2025-12-03,Busan,8,8,77,90.8,90.8,11,12,12,4,4"],
    )  # fmt: skip
    outcome = run("panel", "Nowhere", "-d", "shipped")
    assert (outcome.code, outcome.err.partition(";")[0]) == (
        2, "scicli: no city is called 'Nowhere'",
    )  # fmt: skip


def test_a_name_that_another_begins_with_is_not_that_other(tmp_path: Path) -> None:
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_text("edition,city,rank\n1,Guinea,1\n1,Mali,2\n", encoding="utf-8")
    two.write_text("edition,city,rank\n1,Guinea-Bissau,1\n1,Mali,2\n", encoding="utf-8")
    answer = panel([load(str(one)), load(str(two))], "Guinea")
    assert values(answer.frame, "ranking", "city", "rank") == [("one", "Guinea", 1)]
    assert "No rank of it is held in two." in answer.notes


def test_a_break_between_the_two_latest_editions_is_said(write: Write) -> None:
    index = load(
        write(
            editions="edition,city,rank\n1,A,1\n1,B,2\n2,A,2\n2,B,1\n",
            releases="edition,breaks\n1,\n2,method changed\n",
        )
    )
    [note] = [one for one in panel([index], "A").notes if "comparable" in one]
    assert note.endswith(": not comparable with what was before edition 2: method changed.")
