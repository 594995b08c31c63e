"""A site in a browser: sound at every width, usable by keyboard, and as right as the program."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import scicli
from in_browser import Scheme, chromium, opened, violations
from scaffold import Write
from scicli.analysis.answer import Answer
from scicli.index.index import Index, load
from scicli.view.grids import grids
from scicli.view.screen import UNICODE
from scicli.view.site.publication import Publication
from scicli.view.site.site_files import site_files

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.needs("chromium")
PAGES = ["index.html", "editions/6.html", "editions/index.html", "cities/index.html",
         "cities/busan.html", "cities/london.html", "categories/index.html",
         "categories/technology.html", "movers.html", "records.html", "compare.html",
         "sources.html", "about.html"]  # fmt: skip
LOOKS: tuple[tuple[int, Scheme], ...] = ((400, "dark"), (1280, "light"))
SPARSE = """edition,city,category,rank
1,A,overall,1
1,B,overall,=2
1,C,overall,=2
2,A,overall,3-5
2,B,overall,1
2,C,overall,801+
3,B,overall,2
3,C,overall,2
4,A,overall,1
4,A,safety,4
4,B,safety,4
4,C,safety,9
"""


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with chromium() as started:
        yield started


def saved(index: Index, folder: Path) -> Path:
    for path, data in site_files(index, Publication()):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def site(shipped: Index, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved(shipped, tmp_path_factory.mktemp("site"))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_sound(browser: "Browser", site: Path, path: str) -> None:
    for width, scheme in LOOKS:
        page, complaints = opened(browser, site / path, width, scheme)
        assert complaints == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []
        page.context.close()


def test_everything_can_be_read_without_the_script(browser: "Browser", site: Path) -> None:
    page, complaints = opened(browser, site / "compare.html", 1280, script=False)
    assert complaints == []
    assert "this page needs a script" in page.locator("main").inner_text()
    assert page.locator(".names a").count() == 49
    page.goto((site / "index.html").as_uri())
    assert page.locator("table button, .controls").count() == 0
    assert page.locator("table").last.locator("tbody tr").count() == 11


def rows_of(page: "Page") -> list[str]:
    return page.locator("section[data-tools] tbody tr:visible th").all_inner_texts()


def test_a_table_is_searched_narrowed_and_sorted_by_keyboard(
    browser: "Browser", site: Path
) -> None:
    page, _ = opened(browser, site / "editions" / "6.html", 1280)
    whole = rows_of(page)
    page.get_by_label("Search").focus()
    page.keyboard.type("LOND")
    assert rows_of(page) == ["London"]
    assert page.get_by_role("status").inner_text() == "1 row"
    page.get_by_label("Search").fill("")
    page.get_by_label("Region").focus()
    page.keyboard.type("Asia")
    narrowed = rows_of(page)
    assert "Busan" in narrowed
    assert "London" not in narrowed
    page.get_by_label("Region").select_option("")
    page.get_by_role("button", name="City").focus()
    page.keyboard.press("Enter")
    assert rows_of(page) == sorted(whole)
    page.get_by_role("button", name="Since 5").press("Enter")
    page.get_by_role("button", name="Since 5").press("Enter")
    assert rows_of(page)[0] == "Tokyo"
    page.get_by_role("button", name="Rank").press("Enter")
    assert rows_of(page) == whole


def compared_by(page: "Page", cities: list[str]) -> list[list[list[str]]]:
    """Return the cells of each table that the page shows for some cities."""
    for number, city in enumerate(cities, 1):
        if number > 2:
            page.get_by_role("button", name="One more").press("Enter")
        page.get_by_label(f"City {number}").select_option(city)
    tables = page.locator("#compare table").all()
    return [
        [row.locator("th, td").all_inner_texts() for row in table.locator("tbody tr").all()]
        for table in tables
    ]


def compared_by_scicli(answer: Answer) -> list[list[list[str]]]:
    found = []
    for grid in grids(answer, UNICODE, sources=False)[0]:
        columns = [one for one in grid.text_columns if one.name != "Passed"]
        cells = zip(*([cell.text for cell in one.cells] for one in columns), strict=True)
        rows = [list(row) for row in cells]
        found += [rows] if rows else []
    return found


@pytest.mark.parametrize(
    "cities",
    [["Busan", "Seoul"], ["London", "New York", "Zurich"], ["Austin", "Mauritius"],
     ["Malta", "Seoul", "Busan", "Tokyo", "Dubai"]],
)  # fmt: skip
def test_the_page_compares_as_the_program_does(
    browser: "Browser", site: Path, shipped: Index, cities: list[str]
) -> None:
    page, complaints = opened(browser, site / "compare.html", 1280)
    assert compared_by(page, cities) == compared_by_scicli(scicli.compare(shipped, *cities))
    assert complaints == []


@pytest.mark.parametrize("cities", [["A", "B"], ["A", "C"], ["B", "C"], ["C", "A", "B"]])
@pytest.mark.parametrize("ranked", [",,,", "3,4,3,9", "900,900,900,900"])
def test_the_page_says_no_more_than_the_program_of_a_partial_table(
    browser: "Browser", write: Write, tmp_path: Path, cities: list[str], ranked: str
) -> None:
    counts = [f"{n},{count}" for n, count in enumerate(ranked.split(","), 1)]
    releases = "\n".join(["edition,cities_ranked", *counts])
    rows = SPARSE if ranked != "3,4,3,9" else SPARSE.replace("801+", "3-4").replace("3-5", "2")
    index = load(write(editions=rows, releases=releases), places="stated")
    folder = saved(index, tmp_path / "site")
    page, complaints = opened(browser, folder / "compare.html", 1280)
    assert compared_by(page, cities) == compared_by_scicli(scicli.compare(index, *cities))
    assert complaints == []
