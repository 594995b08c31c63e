"""An edition that is not comparable with those before it is named by whatever crosses it."""

from pathlib import Path

import pytest

from scaffold import Run, Write
from scicli.claims.findings import findings
from scicli.claims.release import verify_text
from scicli.index.index import load

EDITIONS = "edition,city,category,rank\n" + "".join(
    f"{edition},{city},{category},{1 + (number + edition) % 3}\n"
    for edition in (1, 2, 3, 4)
    for category in ("overall", "technology")
    for number, city in enumerate(("Alpha", "Beta", "Gamma"))
)
RELEASES = "edition,cities_ranked,breaks\n1,3,\n2,3,\n3,3,<b>64</b> cities added.\n4,3,\n"
NOTE = "Not comparable with what was before edition 3: <b>64</b> cities added."


@pytest.fixture
def folder(write: Write) -> Path:
    return write(editions=EDITIONS, releases=RELEASES)


@pytest.mark.parametrize(
    ("command", "crosses"),
    [
        ("rank -e 3", True),
        ("rank -e 4", False),
        ("climbers --from 2 --to 3", True),
        ("climbers --from 3 --to 4", False),
        ("fallers --from 4 --to 1", True),
        ("breakdown Alpha -e 3", True),
        ("breakdown Alpha -e 2", False),
        ("compare Alpha Beta", True),
        ("compare Alpha Beta --to 2", False),
        ("trend Alpha", True),
        ("trend Alpha --from 3", False),
        ("gap Alpha --to Beta", True),
        ("leaders", True),
        ("overtakes Alpha --to 3", True),
        ("overtakes Alpha --to 4", False),
        ("records Alpha", True),
        ("records Alpha --as-of 2", False),
        ("changes 1 4", True),
        ("changes 3 4", False),
        ("findings Alpha -e 2", False),
        ("findings Alpha -e 4", True),
    ],
)
def test_what_crosses_a_break_says_so(run: Run, folder: Path, command: str, crosses: bool) -> None:
    outcome = run(*command.split(), "-d", str(folder))
    assert (outcome.code, " ".join(outcome.out.split()).count(NOTE)) == (0, int(crosses))


def test_a_chart_that_crosses_a_break_says_so(run: Run, folder: Path, tmp_path: Path) -> None:
    chart = tmp_path / "a.svg"
    assert run("trend", "Alpha", "-d", str(folder), "--chart", str(chart), "-q").code == 0
    assert "Not comparable with what was before edition 3: &lt;b&gt;" in chart.read_text()


def test_a_sentence_that_crosses_a_break_says_so_and_is_read_back(folder: Path) -> None:
    index = load(folder)
    frame = findings(index, "Alpha", edition=3).frame
    first = str(frame.loc[0, "statement"])
    assert first.endswith("(not comparable before edition 3: <b>64</b> cities added).")
    claims = frame[frame["statement"] == first]
    read = verify_text(index, str(first), edition=3).frame
    assert sorted(read["kind"]) == sorted(claims["kind"])
    assert set(read["verdict"]) == {"supported"}
