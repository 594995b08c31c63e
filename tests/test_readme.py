"""The README shows nothing that the tool did not print."""

import re
import shlex
from pathlib import Path

import pytest

from scaffold import Run
from scicli.cli.main import main
from scicli.index.tables import Index

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLES = re.findall(r"^```console\n\$ scicli (.*?)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
MINE, BAD, SENT = re.findall(r"^```csv\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


@pytest.fixture(autouse=True)
def _folder_with_the_data_of_the_readme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in (("mine", MINE), ("bad", BAD), ("sent", SENT)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    assert main(["import", str(tmp_path / "sent.csv"), "-o", "editions.csv", "-q"]) == 0


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
