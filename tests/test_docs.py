"""The documents show nothing that the tool did not print, and leave no command out."""

import re
import subprocess
import sys
from pathlib import Path

from scicli.cli.app import commands
from scicli.index.index import Index
from shown import pictures

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
REFERENCE = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")


def test_the_documents_are_as_the_tool_makes_them() -> None:
    making = ["-P", "--check", "--diff", "-I", "docs", "-p", "from shown import *"]
    finished = subprocess.run(
        [sys.executable, "-m", "cogapp", *making, *DOCUMENTS],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
    )
    assert finished.returncode == 0, f"'make docs' makes them anew:\n{finished.stdout}"


def test_the_pictures_are_what_the_tool_draws() -> None:
    drawn = pictures(README)
    assert [file.name for file in drawn] == ["compare.svg"]
    assert {file: file.read_text(encoding="utf-8") for file in drawn} == drawn


def test_every_command_is_in_the_readme_and_the_reference() -> None:
    asked = re.findall(r"^\| `scicli (.*?)` \|", README, re.MULTILINE)
    listed = [
        name for row in asked for name in re.findall(r"\b[a-z]+\b", row) if name in commands()
    ]
    assert sorted(listed) == sorted(commands())
    assert re.findall(r"^## `scicli (.*)`$", REFERENCE, re.MULTILINE) == list(commands())


def test_the_counts_are_those_of_the_shipped_data(shipped: Index) -> None:
    figures, cities, editions = (
        len(table) for table in (shipped.figures, shipped.cities, shipped.releases)
    )
    counts = f"{figures} figures of {cities} cities in {editions} editions"
    assert counts in README
    held = [shipped.coverage(edition, "overall") for edition in shipped.catalog.editions]
    row = " | ".join(f"{table.held} of {table.ranked or '?'}" for table in held)
    assert f"| held | {row} |" in README


def test_the_data_readme_counts_what_there_is(shipped: Index) -> None:
    counts = (
        f"{len(shipped.figures)} figures, {len(shipped.cities)} cities,"
        f" {len(shipped.releases)} editions, {len(shipped.sources)} sources"
    )
    assert counts in (ROOT / "data" / "README.md").read_text(encoding="utf-8")
