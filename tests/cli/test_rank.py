import json
from pathlib import Path

import pytest

from scaffold import Run, Write
from scicli.analysis.ranking import ranking
from scicli.index.index import Index
from scicli.view.machine import to_csv, to_json
from scicli.view.screen import Screen
from scicli.view.terminal import to_table


def test_the_default_is_the_overall_table_of_the_latest_edition(run: Run, shipped: Index) -> None:
    outcome = run("rank")
    expected = to_table(ranking(shipped, edition=12), Screen(), notes=True, sources=False)
    assert (outcome.code, outcome.out, outcome.err) == (0, expected, "")


def test_every_option_reaches_the_question(run: Run, shipped: Index) -> None:
    outcome = run(
        *("rank", "-e", "6", "-c", "Overall", "-n", "3", "--region", "asia", "--country", "kr"),
        *("--around", "부산", "-f", "csv", "-q"),
    )
    answer = ranking(shipped, edition=6, rows=3, region="asia", country="kr", around="부산")
    assert outcome.out == to_csv(answer)
    assert (outcome.code, outcome.err) == (0, "")


def test_sources_are_listed_with_the_option(run: Run, shipped: Index) -> None:
    answer = ranking(shipped, edition=6, country="KR")
    assert run("rank", "-e", "6", "--country", "KR", "--sources").out == to_table(
        answer, Screen(), notes=True, sources=True
    )


def test_json_goes_to_the_pipe_and_notes_to_standard_error(run: Run, shipped: Index) -> None:
    outcome = run("rank", "--edition", "6", "--format", "json")
    assert outcome.out == to_json(ranking(shipped, edition=6))
    assert json.loads(outcome.out)[0]["city"] == "New York"
    assert outcome.err == (
        "22 of 75 ranks are held, complete to 5.\n"
        "Of these 22, 17 ranks are held in edition 5 too.\n"
    )


def test_a_file_is_written_in_the_format_of_its_suffix(
    run: Run, shipped: Index, tmp_path: Path
) -> None:
    outcome = run("rank", "-e", "6", "-q", "-o", str(tmp_path / "six.csv"))
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    assert (tmp_path / "six.csv").read_text(encoding="utf-8") == to_csv(ranking(shipped, edition=6))


MINE = "edition,city,rank\n2,Quito,1\n"
OTHER = "edition,city,rank\n3,Lima,1\n"


def cities(outcome_json: str) -> list[tuple[object, str]]:
    return [(row["edition"], row["city"]) for row in json.loads(outcome_json)]


def test_own_data_replace_the_shipped_data(run: Run, write: Write) -> None:
    file = write(mine=MINE) / "mine.csv"
    assert cities(run("rank", "-d", str(file), "-f", "json").out) == [(2, "Quito")]


def test_the_environment_variable_lists_paths_and_the_option_overrides_it(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(mine=MINE, other=OTHER)
    monkeypatch.setenv("SCICLI_DATA", f"{folder / 'mine.csv'}:{folder / 'other.csv'}:")
    assert cities(run("rank", "-f", "json").out) == [(3, "Lima")]
    assert cities(run("rank", "-e", "2", "-f", "json").out) == [(2, "Quito")]
    assert cities(run("rank", "-f", "json", "--data", str(folder / "mine.csv")).out) == [
        (2, "Quito")
    ]
    monkeypatch.setenv("SCICLI_DATA", "")
    assert len(cities(run("rank", "-f", "json").out)) == 9


def test_own_data_are_combined_with_the_shipped_data_by_name(run: Run, write: Write) -> None:
    file = write(mine="edition,city,rank\n13,Busan,7\n") / "mine.csv"
    [row] = json.loads(run("rank", "-d", "shipped", "-d", str(file), "-f", "json").out)
    assert (row["city"], row["country"], row["rank"], row["gain"]) == ("Busan", "South Korea", 7, 1)
