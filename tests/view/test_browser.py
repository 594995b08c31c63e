"""Pages and charts in a browser that has no network: what it says of them, and what it shows."""

import io
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

import scicli
from in_browser import Scheme, chromium, opened, violations
from made_data import BRIEFS, city_of
from scaffold import Run, Write
from scicli.index.index import Index
from scicli.view.charts.draw import to_chart

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.needs("chromium")
DEAD_LINKS = """
[...document.querySelectorAll('a[href^="#"]')]
  .filter(link => !document.getElementById(link.hash.slice(1))).length
"""
BOTH: tuple[tuple[int, Scheme], ...] = ((400, "light"), (1200, "dark"))
DESK = 1200
MOST_TAB_STOPS = 40


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with chromium() as started:
        yield started


TAB_STOPS = """
[...document.querySelectorAll('a[href], summary, [tabindex="0"]')]
  .filter(one => one.checkVisibility() && !one.closest('section[aria-labelledby=sources]')).length
"""


@pytest.mark.parametrize("data", ["Busan", "London", *BRIEFS])
def test_a_brief_is_sound(
    browser: "Browser", run: Run, write: Write, tmp_path: Path, data: str
) -> None:
    file = tmp_path / "brief.html"
    if data in BRIEFS:
        files, pages = BRIEFS[data]
        asked = [city_of(files), "-d", str(write(**files))]
    else:
        asked, pages = [data], 2
    assert run("report", *asked, "-o", str(file)).code == 0
    for width, scheme in BOTH:
        page, complaints = opened(browser, file, width, scheme)
        assert complaints == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []
        assert page.evaluate(DEAD_LINKS) == 0
        assert page.evaluate(TAB_STOPS) <= MOST_TAB_STOPS
        charts = page.locator("svg[role=img]:visible").count()
        assert charts == {"single": 0, "banded": 1, "weekly": 1}.get(data, 2)
        paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        assert len(paper.pages) == pages
        page.context.close()


@pytest.mark.parametrize(
    "question", ["rank -e 6 --sources", "compare Busan Seoul London", "sources Busan"]
)
def test_an_answer_as_a_page_is_sound(
    browser: "Browser", run: Run, tmp_path: Path, question: str
) -> None:
    file = tmp_path / "answer.html"
    assert run(*question.split(), "-o", str(file)).code == 0
    for width, scheme in BOTH:
        page, complaints = opened(browser, file, width, scheme)
        assert complaints == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []
        page.context.close()


TWELVE = ["Busan", "Seoul", "Tokyo", "London", "New York", "Zurich", "Singapore", "Hong Kong",
          "Dubai", "Oxford", "Cambridge", "San Francisco"]  # fmt: skip


@pytest.mark.parametrize("count", [2, 5, 12])
def test_no_label_of_a_chart_lies_on_another(
    browser: "Browser", shipped: Index, tmp_path: Path, count: int
) -> None:
    file = tmp_path / "chart.svg"
    file.write_bytes(to_chart(scicli.trend(shipped, *TWELVE[:count]), "svg"))
    page, complaints = opened(browser, file, DESK)
    boxes = page.evaluate(
        "[...document.querySelectorAll('text')].map(t => t.getBoundingClientRect())"
        ".map(b => [b.left, b.top, b.right, b.bottom])"
    )
    lying = [
        (one, other)
        for one, other in combinations(boxes, 2)
        if min(one[2], other[2]) - max(one[0], other[0]) > 1
        and min(one[3], other[3]) - max(one[1], other[1]) > 2
    ]
    assert (complaints, lying) == ([], [])


def test_a_chart_as_a_page_needs_no_network(browser: "Browser", run: Run, tmp_path: Path) -> None:
    file = tmp_path / "chart.html"
    assert run("trend", "Busan", "Seoul", "-q", "--chart", str(file)).code == 0
    page, complaints = opened(browser, file, DESK)
    page.wait_for_selector("svg, canvas", timeout=30_000)
    assert complaints == []
