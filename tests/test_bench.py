"""What is measured: files that are always the same, and others that answer the same questions."""

import csv
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from bench.empty import write_empty
from bench.jobs import Asked, by_others, by_scicli, sql
from bench.tables import ONE_MILLION, make

from scicli.cli.app import build, commands

SMALL = replace(ONE_MILLION, name="small", editions=3, ranked=40, categories=2)
ASKED = Asked(2, 3)


def rows(*command: str) -> list[dict[str, str]]:
    finished = subprocess.run(command, capture_output=True, text=True, check=True)
    return list(csv.DictReader(finished.stdout.splitlines()))


def test_the_files_that_are_measured_are_always_the_same(tmp_path: Path) -> None:
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        make(SMALL, folder)
    one, two = ((tmp_path / name / "small.csv").read_text() for name in ("one", "two"))
    assert one == two
    assert len(one.splitlines()) == SMALL.rows + 1


def test_scicli_and_the_others_find_the_same_climbers(tmp_path: Path) -> None:
    make(SMALL, tmp_path)
    file, here = tmp_path / "small.csv", Path(sys.executable).parent
    found = rows(*by_scicli(here / "scicli", "climbers", file, ASKED).command)
    expected = [(row["city"], int(row["gain"])) for row in found]
    plain = dict(by_others(here, "climbers", file, ASKED))["plain pandas"]
    others = [(row["city"], row["gain"]) for row in rows(*plain.command)]
    climbed = [(city, int(float(gain))) for city, gain in others if gain and float(gain) > 0]
    assert len(expected) > 10
    assert climbed == expected


def test_a_question_in_sql_names_its_table_and_what_is_asked() -> None:
    assert "from held_ones where city = 'City 0007' and edition <= 3" in sql(
        "breakdown", "held_ones", ASKED
    )


def test_the_empty_program_has_every_option(tmp_path: Path) -> None:
    start = write_empty(tmp_path)
    for name, run in commands().items():
        finished = subprocess.run(
            [sys.executable, str(start), name, "--help"], capture_output=True, text=True, check=True
        )
        for parameter in build(name, run).params:
            for option in parameter.opts:
                if option.startswith("--"):
                    assert option in finished.stdout
