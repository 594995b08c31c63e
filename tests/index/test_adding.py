from pathlib import Path

import pytest

from scaffold import Write, values
from scicli.errors import DataError
from scicli.index.index import load

HEADER = "edition,city,rank,rating,basis,sources\n"


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "a.csv", tmp_path / "b.csv"


def test_blanks_are_filled_and_sources_joined(two: tuple[Path, Path]) -> None:
    one, other = two
    one.write_text(f"{HEADER}1,A,=7,,printed,s1;s2\n1,B,,8.5,,\n1,C,801+,,,s9\n1,E,1,,,\n")
    other.write_text(
        f"{HEADER}1,A,7,9,listed,s2;s3\n1,B,>15,8.50,listed,s1\n1,C,801+,,,\n1,D,2,,,\n"
    )
    for paths in ((one, other), (other, one)):
        index = load(*paths)
        assert values(index.figures, "city", "rank", "rank_max", "rank_mark", "rating") == [
            ("A", 7, 7, "tied", 9.0),
            ("B", 16, None, "open", 8.5),
            ("C", 801, None, "open", None),
            ("D", 2, 2, "", None),
            ("E", 1, 1, "", None),
        ]
    assert values(load(one, other).figures, "basis", "sources") == [
        ("listed;printed", "s1;s2;s3"),
        ("listed", "s1"),
        (None, "s9"),
        (None, None),
        (None, None),
    ]


@pytest.mark.parametrize(
    ("one", "other", "sentence"),
    [
        ("7,", "8,", "column rank: '8' contradicts '7' in {a}, line 2; keep one of the two"),
        ("7,", "7-8,", "column rank: '7-8' contradicts '7' in {a}, line 2; keep one of the two"),
        ("7-8,", "7+,", "column rank: '7+' contradicts '7-8' in {a}, line 2; keep one of the two"),
        (",8", ",9", "column rating: '9' contradicts '8' in {a}, line 2; keep one of the two"),
    ],
)
def test_two_values_for_one_figure_are_refused(
    two: tuple[Path, Path], one: str, other: str, sentence: str
) -> None:
    for file, row in zip(two, (one, other), strict=True):
        file.write_text(f"edition,city,rank,rating\n1,A,{row}\n")
    with pytest.raises(DataError) as caught:
        load(*two)
    assert str(caught.value) == f"{two[1]}, line 2, {sentence.format(a=two[0])}"


def test_three_files_add_up(two: tuple[Path, Path], tmp_path: Path) -> None:
    three = tmp_path / "c.csv"
    for file, row in zip((*two, three), ("7,,", ",8,", ",,s1"), strict=True):
        file.write_text(f"edition,city,rank,rating,sources\n1,A,{row}\n")
    assert values(load(*two, three).figures, "rank", "rating", "sources") == [(7, 8.0, "s1")]


def test_releases_and_sources_add_up_too(tmp_path: Path) -> None:
    for name, release, source in (
        ("a", "1,75,,s1", "s1,P,"),
        ("b", "1,,2022-11,s2", "s1,,T"),
    ):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "editions.csv").write_text("edition,city,rank\n1,A,1\n")
        (folder / "releases.csv").write_text(
            f"edition,cities_ranked,published,sources\n{release}\n"
        )
        (folder / "sources.csv").write_text(f"source,publisher,title\n{source}\n")
    index = load(tmp_path / "a", tmp_path / "b")
    assert values(index.releases, "edition", "cities_ranked", "published", "sources") == [
        (1, 75, "2022-11", "s1;s2")
    ]
    assert values(index.sources, "source", "publisher", "title") == [("s1", "P", "T")]


def test_the_shipped_figures_given_again_change_nothing(tmp_path: Path) -> None:
    copy = tmp_path / "copy.csv"
    shipped = load()
    copy.write_text("edition,city,rank,rating\n6,New York,=1,733.0\n6,London,2,\n")
    both = load("shipped", copy)
    assert both.figures.drop(columns="rank_mark").equals(shipped.figures.drop(columns="rank_mark"))


@pytest.mark.parametrize("ranks", ["1,Córdoba,1\n2,Cordoba,1\n", "1,Córdoba,1\n1,Cordoba,2\n"])
def test_a_file_may_hold_none_of_the_spellings_of_another(write: Write, ranks: str) -> None:
    folder = write(a=f"edition,city,rank\n{ranks}", b="edition,city,rank\n1,Lima,3\n2,Lima,2\n")
    one, other = folder / "a.csv", folder / "b.csv"
    expected = {*ranks.replace("\n", ",").split(",")[1::3], "Lima"}
    for paths in ([folder], [one, other], [other, one]):
        index = load(*paths)
        assert {*index.catalog.cities, *index.catalog.spellings} == expected
        assert len(index.figures) == 4
