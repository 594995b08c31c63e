"""The same data give the same bytes, whatever the machine says of language, time and width."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PLACES = (
    {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "1", "COLUMNS": "40", "NO_COLOR": "1"},
    {"LC_ALL": "C.UTF-8", "TZ": "Asia/Seoul", "PYTHONHASHSEED": "2", "COLUMNS": "200"},
)
WRITTEN = (
    "trend Busan Seoul Tokyo --chart {}/x.svg",
    "rank -e 12 --chart {}/x.png",
    "compare Busan Seoul --chart {}/x.pdf",
    "breakdown Busan --chart {}/x.html",
    "leaders --top 3 -o {}/x.html",
    "climbers --to 6 -o {}/x.md",
    "rank -e 6 --sources -o {}/x.json",
    "report Busan -e 12 -o {}/x.html",
    "report Busan -e 12 -o {}/x.pdf",
    "report Busan -e 12 -o {}/x.md",
)


@pytest.mark.parametrize("command", WRITTEN)
def test_files_are_the_same_everywhere(tmp_path: Path, command: str) -> None:
    if command.endswith(("png", "pdf")):
        pytest.importorskip("typst", reason="needs typst, which the extra report brings")
    written = []
    for number, place in enumerate(PLACES):
        folder = tmp_path / str(number)
        folder.mkdir()
        words = command.format(folder).split()
        environment = {name: text for name, text in os.environ.items() if name != "NO_COLOR"}
        subprocess.run(
            [sys.executable, "-m", "scicli", *words],
            env=environment | place,
            stdout=subprocess.DEVNULL,
            check=True,
        )
        written.append({file.name: file.read_bytes() for file in folder.iterdir()})
    assert written[0] == written[1] != {}
