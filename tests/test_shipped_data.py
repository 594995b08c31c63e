"""What the shipped data set must be, whatever is added to it."""

import csv

import pytest

from scaffold import values
from scicli.analysis.ranking import ranking
from scicli.files.paths import shipped_folder
from scicli.index.cells import source_keys
from scicli.index.index import Index


def rows(name: str) -> list[dict[str, str]]:
    with (shipped_folder() / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", ["editions.csv", "releases.csv"])
def test_every_row_names_sources_that_resolve(name: str) -> None:
    known = {row["source"] for row in rows("sources.csv")}
    cited = [source_keys(row["sources"]) for row in rows(name)]
    assert [keys for keys in cited if not keys or not set(keys) <= known] == []


def test_every_source_can_be_looked_up() -> None:
    lacking = [
        row["source"]
        for row in rows("sources.csv")
        if not (row["publisher"] and row["title"] and row["url"].startswith("http"))
    ]
    assert lacking == []


def test_every_figure_says_how_it_was_read() -> None:
    assert {row["basis"] for row in rows("editions.csv")} == {"printed", "listed", "derived"}


def test_every_city_has_its_country_code_and_region() -> None:
    cities = {row["city"] for row in rows("editions.csv")}
    described = {row["city"]: row for row in rows("cities.csv")}
    assert set(described) == cities
    blank = [
        row["city"]
        for row in described.values()
        if not (row["country"] and row["region"] and len(row["iso2"]) == 2)
    ]
    assert blank == []


def test_no_place_is_held_twice(shipped: Index) -> None:
    held = shipped.figures
    assert held.duplicated(["edition", "category", "rank"]).sum() == 0
    assert set(held["rank_mark"]) == {""}


@pytest.mark.parametrize(
    ("edition", "city", "rank", "gain"),
    [
        (6, "Tokyo", 17, 11),
        (6, "Boston", 16, -10),
        (6, "Busan", 22, 5),
        (6, "Moscow", 68, 0),
        (9, "Busan", 14, 1),
        (12, "Busan", 8, 4),
    ],
)
def test_published_statements_are_reproduced(
    shipped: Index, edition: int, city: str, rank: int, gain: int
) -> None:
    frame = ranking(shipped, edition=edition).frame
    assert values(frame[frame["city"] == city], "rank", "gain", "gain_max") == [(rank, gain, gain)]
