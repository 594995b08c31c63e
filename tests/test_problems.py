"""Every problem that a check of data finds has a page, with a file that has it and its mending."""

import re
from contextlib import chdir

import pytest

from scicli.files.faults import Fault
from scicli.index.check import examine
from sentences import sentences
from shown import EXAMPLES, PROBLEMS, case_path

PAGES = sorted(page.stem for page in PROBLEMS.glob("*.md") if page.name != "README.md")
ONLY_IMPORTED = {"half a character"}
"""What no file that is checked can have: its bytes are not UTF-8 or UTF-16."""


def faults(case: str) -> tuple[Fault, ...]:
    path = case_path(case)
    with chdir(path.parent):
        return examine(path.name).faults


def test_every_sentence_in_the_source_is_the_first_problem_of_a_page() -> None:
    met = {faults(f"{page}/before")[0].problem for page in PAGES} | ONLY_IMPORTED
    unmet = [
        place for place, one in sentences().items() if not any(map(one.fullmatch, sorted(met)))
    ]
    assert unmet == [], "write docs/problems/NAME.md, with docs/examples/problems/NAME"


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_wrong_with_what_is_mended(page: str) -> None:
    assert faults(f"{page}/after") == ()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_laid_out_like_the_others(page: str) -> None:
    text = (PROBLEMS / f"{page}.md").read_text(encoding="utf-8")
    headings = re.findall("^## (.*)$", text, re.MULTILINE)
    assert headings == ["What it means", "Why it matters", "Before", "After"]
    shown = re.findall(r"\[\[\[cog (.*) \]\]\]", text)
    assert shown == [f"checked('{page}/before')", f"checked('{page}/after')"]


def test_every_example_has_a_page() -> None:
    assert sorted(folder.name for folder in (EXAMPLES / "problems").iterdir()) == PAGES
