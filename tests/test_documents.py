"""The documents name everything there is, lead everywhere, and are short."""

import re
from pathlib import Path

import pytest

import scicli
from scicli.claims.verify import KINDS
from scicli.cli.app import build, commands

ROOT = Path(__file__).parents[1]
INDEX, SECURITY = ROOT / "docs" / "README.md", ROOT / "docs" / "security.md"
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
TEXTS = {file: file.read_text(encoding="utf-8") for file in DOCUMENTS}
# What the tool prints, and what stands in comments.
MADE = re.compile(r"<!-- \[\[\[cog.*?\[\[\[end\]\]\] -->|<!--.*?-->", re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)")


def holds(text: str, word: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None


def linked(file: Path) -> set[Path]:
    return {(file.parent / link).resolve() for link in LINK.findall(TEXTS[file])}


@pytest.mark.parametrize("name", list(commands()))
def test_every_option_is_in_the_section_of_its_command(name: str) -> None:
    reference = TEXTS[ROOT / "docs" / "reference.md"]
    [section] = re.findall(rf"^## `scicli {name}`$(.*?)(?=^## |\Z)", reference, re.M | re.S)
    options = {option for one in build(name, commands()[name]).params for option in one.opts}
    assert [one for one in options if one.startswith("-") and not holds(section, one)] == []


def test_every_kind_of_claims_and_every_public_name_is_in_a_document() -> None:
    words = [*KINDS, *(f"scicli.{name}" for name in scicli.__all__ if name != "__version__")]
    everything = "\n".join(TEXTS.values())
    assert [word for word in words if not holds(everything, word)] == []


def test_every_link_leads_to_a_file() -> None:
    assert [(file, to) for file in DOCUMENTS for to in linked(file) if not to.exists()] == []


def test_every_document_is_reached_from_the_index() -> None:
    reached, new = {INDEX}, {INDEX}
    while new := set().union(*map(linked, new & TEXTS.keys())) - reached:
        reached |= new
    assert set(DOCUMENTS) - reached == {ROOT / "README.md"}


@pytest.mark.parametrize("file", [*(ROOT / "docs" / "guides").glob("*.md"), SECURITY])
def test_a_document_is_short(file: Path) -> None:
    words = MADE.sub("", TEXTS[file]).split()
    assert len(words) <= (500 if file == SECURITY else 400)
