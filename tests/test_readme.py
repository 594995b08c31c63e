"""The README shows nothing that the tool did not print."""

import re
import shlex
from pathlib import Path

import pytest

from scaffold import Run
from scicli.index.tables import Index

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLES = re.findall(r"^```console\n\$ scicli (.*?)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


[MINE] = re.findall(r"^```csv\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


@pytest.fixture(autouse=True)
def _folder_with_the_data_of_the_readme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.csv").write_text(MINE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("command", "screen"), CONSOLES)
def test_every_screen_is_what_the_command_shows(run: Run, command: str, screen: str) -> None:
    outcome = run(*shlex.split(command))
    assert outcome.err + outcome.out == screen


def test_the_counts_are_those_of_the_shipped_data(shipped: Index) -> None:
    figures, cities, editions = (
        len(table) for table in (shipped.figures, shipped.cities, shipped.releases)
    )
    counts = f"{figures} figures of {cities} cities in {editions}\neditions"
    assert counts in README
    held = [shipped.coverage(edition, "overall") for edition in shipped.outline.editions]
    row = " | ".join(f"{table.held} of {table.ranked or '?'}" for table in held)
    assert f"| held | {row} |" in README


def test_the_data_readme_counts_what_there_is(shipped: Index) -> None:
    counts = (
        f"{len(shipped.figures)} figures, {len(shipped.cities)} cities,"
        f" {len(shipped.releases)} editions, {len(shipped.sources)} sources"
    )
    assert counts in (ROOT / "data" / "README.md").read_text(encoding="utf-8")
