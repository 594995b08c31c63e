"""The files of a data set as one table for each thing they hold, with their texts as told."""

import csv
from pathlib import Path

import pytest

from scaffold import Write
from scicli.files.dataset import Data, read
from scicli.files.paths import Holding, shipped_folder
from scicli.index.merged_tables import merged_tables

Tables = dict[Holding, dict[str, list[str]]]


def tables(*data: Data) -> Tables:
    return merged_tables(read(data))


def rows(table: dict[str, list[str]]) -> list[str]:
    """Return a table as lines."""
    return [",".join(cells) for cells in [tuple(table), *zip(*table.values(), strict=True)]]


def test_the_texts_of_one_file_are_kept_as_they_are_told(write: Write) -> None:
    folder = write(
        editions="city,edition,mayor,Rating,rank,basis,previous,region,category\n"
        "B,06,x,8.50,7=,printed,+3,,\nA,5,x,n/a,201–250,,=,,air\nA,06,x,-3,>15,,-,,\nC,5,,-,-,,,,\n"
    )
    [(holding, table)] = tables(folder).items()
    assert holding is Holding.FIGURES
    assert rows(table) == [
        "edition,city,category,rank,rating,basis,previous",
        "06,B,overall,7=,8.50,printed,+3",
        "5,A,air,201–250,,,=",
        "06,A,overall,>15,-3,,-",
        "5,C,overall,,,,",
    ]


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("rank", ["edition", "city", "category", "rank"]),
        ("rating", ["edition", "city", "category", "rank"]),
    ],
)
def test_figures_without_a_value_keep_the_column_of_ranks(
    write: Write, header: str, columns: list[str]
) -> None:
    folder = write(editions=f"edition,city,{header}\n1,A,\n")
    assert [*tables(folder)[Holding.FIGURES]] == columns


def test_files_add_up_as_they_do_when_they_are_loaded(tmp_path: Path) -> None:
    header = "edition,city,rank,rating,basis,sources\n"
    for name, text in {
        "a": "2,A,7,,printed,s2; s1\n1,B,,8.5,,\n1,C,801+,,,s9\n1,E,1,,,z;y\n1,F,=3,,,\n",
        "b": "1,B,>15,8.50,listed,s1\n2,A,=7,9,listed,s2;s3\n1,C,801+,,,\n1,D,2,,,\n1,F,3=,,,\n",
        "c": "1,B,16+,,x,s1\n1,D,-,,,\n1,G,,,,\n",
    }.items():
        (tmp_path / f"{name}.csv").write_text(header + text)
    assert rows(tables(tmp_path)[Holding.FIGURES]) == [
        "edition,city,category,rank,rating,basis,sources",
        "2,A,overall,=7,9,listed;printed,s1;s2;s3",
        "1,B,overall,>15,8.5,listed;x,s1",
        "1,C,overall,801+,,,s9",
        "1,E,overall,1,,,z;y",
        "1,F,overall,=3,,,",
        "1,D,overall,2,,,",
        "1,G,overall,,,,",
    ]


def test_what_describes_figures_adds_up_too(tmp_path: Path) -> None:
    for name, (releases, sources, cities) in {
        "a": (
            "edition,published,average_rating_change_pct,sources\n2,,n/a,b\n1,2024-05,-0.5,a\n",
            "source,publisher,url\nb,B,\na,,https://a.org\n",
            "city,country,iso2,aliases\nA,Korea,,AA;Å\nB,Peru,PE,\n",
        ),
        "b": (
            "edition,cities_ranked,breaks,sources\n1,7,new.,b;a\n3,9,,\n",
            "source,title\na,T\nc,\n",
            "city,country,region,aliases\nB,Peru,West,BB\nA,,,Å;AAA;A\nC,Chile,,\n",
        ),
    }.items():
        folder = tmp_path / name
        folder.mkdir()
        (folder / "releases.csv").write_text(releases)
        (folder / "sources.csv").write_text(sources)
        (folder / "cities.csv").write_text(cities)
    (tmp_path / "a" / "editions.csv").write_text("edition,city,rank\n1,A,1\n")
    found = tables(tmp_path / "a", tmp_path / "b")
    assert [*found] == [Holding.FIGURES, Holding.RELEASES, Holding.CITIES, Holding.SOURCES]
    assert rows(found[Holding.RELEASES]) == [
        "edition,published,cities_ranked,average_rating_change_pct,breaks,sources",
        "2,,,,,b",
        "1,2024-05,7,-0.5,new.,a;b",
        "3,,9,,,",
    ]
    assert rows(found[Holding.CITIES]) == [
        "city,country,iso2,region,aliases",
        "A,Korea,,,AA;Å;AAA",
        "B,Peru,PE,West,BB",
        "C,Chile,,,",
    ]
    assert rows(found[Holding.SOURCES]) == [
        "source,publisher,title,url",
        "b,B,,",
        "a,,T,https://a.org",
        "c,,,",
    ]


def test_a_table_that_holds_nothing_is_left_out(write: Write) -> None:
    folder = write(
        editions="edition,city,rank\n1,A,1\n",
        releases="edition,published\n",
        cities="city\n",
        sources="source\n",
        ranking="name,noun\nX,team\n",
    )
    assert [*tables(folder)] == [Holding.FIGURES]


def test_cities_of_one_name_in_two_countries_are_not_mixed(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("edition,city,rank\n13,Boston,1\n")
    (tmp_path / "cities.csv").write_text(
        "city,country,iso2,aliases\nBoston,United Kingdom,,The Stump\nLincoln,United Kingdom,GB,\n"
    )
    own = rows(tables(tmp_path, "shipped")[Holding.CITIES])
    assert own[:3] == [
        "city,country,iso2,region,aliases",
        "Boston,United Kingdom,GB,,The Stump",
        "Lincoln,United Kingdom,GB,,",
    ]
    others = rows(tables("shipped", tmp_path)[Holding.CITIES])
    [boston] = [row for row in others if row.startswith("Boston")]
    assert boston.startswith("Boston,United States,US,North America,")
    assert "The Stump" not in boston


@pytest.mark.parametrize("holding", [*list(Holding)[:4]])
def test_the_shipped_data_are_kept_whole(holding: Holding) -> None:
    stem = "editions" if holding is Holding.FIGURES else holding
    with (shipped_folder() / f"{stem}.csv").open(encoding="utf-8", newline="") as file:
        told = list(csv.DictReader(file))
    table = tables()[holding]
    assert [dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)] == told
