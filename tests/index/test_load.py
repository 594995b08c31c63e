from pathlib import Path
from random import Random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from scaffold import Write, values
from scicli.errors import DataError
from scicli.files.dataset import read
from scicli.index.catalog import read_catalog
from scicli.index.index import Coverage, Index, assemble, load

FIGURES = ("edition", "category", "city", "rank", "rank_max", "rank_mark", "rating")


def refusal(folder: Path) -> str:
    with pytest.raises(DataError) as caught:
        load(folder)
    return str(caught.value).replace(f"{folder}/", "")


def test_a_figure_is_an_interval_of_places_a_mark_and_a_rating(write: Write) -> None:
    index = load(
        write(
            editions=(
                "edition,city,category,rank,rating,basis,sources\n"
                "1,A,,1,90,printed,s1;s2\n"
                "1,B,,=2,8.5,,\n"
                "1,C,,2,,listed,s1\n"
                "1,D,,5-9,,,\n"
                "1,E,,10+,,,\n"
                "1,F,,-,n/a,,\n"
                "1,A,air,>3,,,\n"
            )
        )
    )
    assert values(index.figures, *FIGURES) == [
        (1, "overall", "A", 1, 1, "", 90.0),
        (1, "overall", "B", 2, 2, "tied", 8.5),
        (1, "overall", "C", 2, 2, "tied", None),
        (1, "overall", "D", 5, 9, "", None),
        (1, "overall", "E", 10, None, "open", None),
        (1, "overall", "F", None, None, "", None),
        (1, "air", "A", 4, None, "open", None),
    ]
    assert values(index.figures, "basis", "sources")[:3] == [
        ("printed", "s1;s2"),
        (None, None),
        ("listed", "s1"),
    ]
    assert index.figures.dtypes.astype("str").to_dict() == {
        "edition": "category",
        "category": "category",
        "city": "category",
        "rank": "Int64",
        "rank_max": "Int64",
        "rank_mark": "str",
        "rating": "Float64",
        "basis": "str",
        "sources": "str",
    }


def test_an_open_end_closes_at_the_number_of_cities_and_ties_with_nobody(write: Write) -> None:
    index = load(
        write(
            editions="edition,city,rank\n1,A,8+\n1,B,12+\n1,C,12\n1,D,12+\n2,A,8+\n",
            releases="edition,cities_ranked\n1,12\n",
        )
    )
    assert values(index.figures, "edition", "city", "rank", "rank_max", "rank_mark") == [
        (1, "A", 8, 12, "open"),
        (1, "B", 12, 12, "open"),
        (1, "C", 12, 12, ""),
        (1, "D", 12, 12, "open"),
        (2, "A", 8, None, "open"),
    ]


def test_a_tie_is_within_one_edition_and_category(write: Write) -> None:
    index = load(
        write(
            editions=(
                "edition,city,category,rank\n1,A,,1\n2,B,,1\n1,C,air,1\n1,D,,5-9\n1,E,,5-9\n"
                "1,F,,3\n1,G,,3\n"
            )
        )
    )
    assert values(index.figures, "city", "rank_mark") == [
        ("A", ""),
        ("D", ""),
        ("E", ""),
        ("F", "tied"),
        ("G", "tied"),
        ("C", ""),
        ("B", ""),
    ]


def test_releases_have_a_row_for_every_edition_in_order(write: Write) -> None:
    index = load(
        write(
            editions="edition,city,rank\n2,A,1\n10,A,1\n",
            releases=(
                "edition,published,cities_ranked,average_rating_change_pct,sources\n"
                "2,2022-11,75,-4.17,s1\n1,2022-05-31,,,\n"
            ),
        )
    )
    columns = ("edition", "published", "cities_ranked", "average_rating_change_pct", "sources")
    assert values(index.releases, *columns) == [
        (1, "2022-05-31", None, None, None),
        (2, "2022-11", 75, -4.17, "s1"),
        (10, None, None, None, None),
    ]


def test_labels_are_numbers_where_every_one_is_a_whole_number(write: Write) -> None:
    index = load(write(editions="edition,city,rank\nGFCI 38,A,1\nGFCI 7,A,1\n"))
    assert values(index.figures, "edition") == [("GFCI 7",), ("GFCI 38",)]


def test_names_that_look_like_missing_values_are_names(write: Write) -> None:
    index = load(
        write(
            editions="edition,city,rank,country\n1,NA,1,nan\n1,null,2,None\n1,NaN,3,NA\n",
            sources="source,title\nNA,null\n",
        )
    )
    assert values(index.cities, "city", "country") == [
        ("NA", "nan"),
        ("NaN", "NA"),
        ("null", "None"),
    ]
    assert values(index.sources, "source", "title", "url") == [("NA", "null", None)]


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        (
            {"editions": "edition,city,rank\n1,A,1\n\n1,B,abc\n"},
            "editions.csv, line 4, column rank: 'abc' is no rank;"
            " write 7, =7, 201-250, 801+, >15 or nothing",
        ),
        (
            {"editions": "edition,city,rank\n1,A,9-2\n"},
            "editions.csv, line 2, column rank: '9-2' ends before it begins;"
            " write the better place first",
        ),
        (
            {"editions": 'edition,city,rank,rating\n1,A,1,"8,5"\n'},
            "editions.csv, line 2, column rating: '8,5' is no rating;"
            " write a number such as 733 or 8.5, or nothing",
        ),
        (
            {"editions": "edition,city,rank\n1,A,1\n1,,2\n"},
            "editions.csv, line 3, column city: the city is blank; fill it in or delete the line",
        ),
        (
            {"editions": "edition,city,rank\n1,A,1\n ,B,2\n"},
            "editions.csv, line 3, column edition: the edition is blank;"
            " fill it in or delete the line",
        ),
        (
            {"editions": "edition,city,rank,category\n1,A,1,\n1,B,2,\n1,A,1,overall\n"},
            "editions.csv, line 4: '1, overall, A' stands in line 2 too; keep one of the two,"
            " or tell two cities apart by their names",
        ),
        (
            {"a": "edition,city,rank\n1,A,1\n", "b": "edition,city,rank\n2,A,1\n1,A,2\n"},
            "b.csv, line 3, column rank: '2' contradicts '1' in a.csv, line 2; keep one of the two",
        ),
        (
            {
                "editions": "edition,city,rank\n1,A,75\n1,B,=76\n",
                "releases": "edition,cities_ranked\n1,75\n",
            },
            "editions.csv, line 3, column rank: '=76' is beyond the 75 cities ranked in edition 1;"
            " correct the rank, or cities_ranked",
        ),
        (
            {
                "editions": "edition,city,rank\n1,A,1\n",
                "releases": "edition,cities_ranked\n1,7.5\n",
            },
            "releases.csv, line 2, column cities_ranked: '7.5' is no whole number;"
            " write digits only, or nothing",
        ),
        (
            {"editions": "edition,city,rank\n1,A,1\n", "releases": "edition,published\n1,May\n"},
            "releases.csv, line 2, column published: 'May' is no date;"
            " write YYYY-MM-DD, or YYYY-MM",
        ),
        (
            {
                "editions": "edition,city,rank\n1,A,1\n",
                "releases": "edition,published\n1,2022-13\n",
            },
            "releases.csv, line 2, column published: '2022-13' is no date;"
            " write YYYY-MM-DD, or YYYY-MM",
        ),
        (
            {"editions": "edition,city,rank\n1,A,1\n", "releases": "edition\n1\n1\n"},
            "releases.csv, line 3: '1' stands in line 2 too; keep one of the two",
        ),
        (
            {"editions": "edition,city,rank\n1,A,1\n", "cities": "city,region\nA,x\nA,y\n"},
            "cities.csv, line 3: 'A' stands in line 2 too; keep one of the two",
        ),
        (
            {"editions": "edition,city,rank\n1,A,1\n", "releases": "edition,cities_ranked\n1,0\n"},
            "releases.csv, line 2, column cities_ranked: '0' ranks nobody;"
            " write how many cities are ranked, or nothing",
        ),
        (
            {"editions": "edition,city,rank\n1,A,1\n", "sources": "source,published\ns,2022\n"},
            "sources.csv, line 2, column published: '2022' is no date;"
            " write YYYY-MM-DD, or YYYY-MM",
        ),
        (
            {"editions": "edition,city,rank\n1,A,1\n", "sources": "source,url\n,x\n"},
            "sources.csv, line 2, column source: the source is blank;"
            " fill it in or delete the line",
        ),
    ],
)
def test_each_way_to_be_invalid_has_its_sentence(
    write: Write, files: dict[str, str], sentence: str
) -> None:
    assert refusal(write(**files)) == sentence


def test_a_band_that_begins_within_the_cities_ranked_is_a_rank(write: Write) -> None:
    index = load(
        write(editions="edition,city,rank\n1,A,70-80\n", releases="edition,cities_ranked\n1,75\n")
    )
    assert values(index.figures, "rank", "rank_max") == [(70, 80)]


ROWS = st.lists(
    st.tuples(
        st.sampled_from("123"),
        st.sampled_from(["Busan", "Pusan", "Seoul", "Zürich"]),
        st.sampled_from(["", "overall", "air"]),
        st.sampled_from(["1", "=2", "3-5", "6+", "", "2"]),
    ),
    min_size=1,
    unique_by=lambda row: (row[0], row[1], row[2] or "overall"),
)


@given(ROWS, st.randoms())
def test_the_order_of_the_rows_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]], chance: Random
) -> None:
    def loaded(order: list[tuple[str, ...]]) -> pd.DataFrame:
        file = tmp_path_factory.getbasetemp() / "rows.csv"
        lines = ["edition,city,category,rank", *map(",".join, order)]
        file.write_text("\n".join(lines))
        index = load(file)
        return index.figures.astype({"category": "str"}).sort_values(
            ["edition", "category", "city"], ignore_index=True
        )

    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert_frame_equal(loaded(shuffled), loaded(rows))


def test_two_descriptions_of_one_city_may_not_contradict(tmp_path: Path) -> None:
    for name, country in (("a", "Peru"), ("b", "Chile")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "cities.csv").write_text(f"city,country,region\nLima,{country},\n")
        (tmp_path / name / f"{name}.csv").write_text(f"edition,city,rank\n{name},Lima,1\n")
    with pytest.raises(DataError) as caught:
        load(tmp_path / "a", tmp_path / "b")
    assert str(caught.value) == (
        f"{tmp_path}/b/cities.csv, line 2, column country: 'Chile' contradicts 'Peru' in"
        f" {tmp_path}/a/cities.csv, line 2; keep one of the two"
    )
    assert load("shipped", tmp_path / "b").catalog.cities["Lima"].country == "Chile"


def test_every_row_is_checked_before_a_question_is_answered(write: Write) -> None:
    rows = "edition,city,rank\n1,A,1\n1,B,{}\n2,A,2\n2,B,2\n2,C,=4\n"
    index = load(write(editions=rows.format("2")))
    assert values(index.rows(2, "overall"), "city", "rank", "rank_mark") == [
        ("A", 2, "tied"),
        ("B", 2, "tied"),
        ("C", 4, "tied"),
    ]
    assert values(index.history("A"), "edition", "rank", "rank_mark") == [
        (1, 1, ""),
        (2, 2, "tied"),
    ]
    files = read([write(editions=rows.format("2nd"))])
    with pytest.raises(DataError, match=r"line 3, column rank: '2nd' is no rank"):
        assemble(files, read_catalog(files))
    twice = read([write(editions="edition,city,rank\n1,A,1\n1,B,2\n1,A,3\n")])
    with pytest.raises(DataError, match="line 4: '1, overall, A' stands in line 2 too"):
        assemble(twice, read_catalog(twice))


def test_the_history_of_a_city_is_that_of_all_figures(shipped: Index) -> None:
    files = read()
    for city in shipped.catalog.cities:
        fresh = assemble(files, read_catalog(files))
        expected = shipped.figures[shipped.figures["city"] == city].reset_index(drop=True)
        assert_frame_equal(fresh.history(city), expected)


def test_tables_and_coverage_are_those_of_all_figures(shipped: Index) -> None:
    every = shipped.figures
    for edition in shipped.catalog.editions:
        for category in shipped.catalog.categories:
            rows = every[(every["edition"] == edition) & (every["category"] == category)]
            assert_frame_equal(shipped.rows(edition, category), rows.reset_index(drop=True))
            held = int(rows["rank"].notna().sum())
            assert shipped.coverage(edition, category).held == held


def test_nothing_is_held_of_a_category_that_nothing_names(write: Write) -> None:
    index = load(write(editions="edition,city,category,rank\n1,A,air,1\n"))
    assert index.rows(1, "overall").empty
    assert index.figure(1, "overall", "A") is None
    assert index.coverage(1, "overall") == Coverage(ranked=None, held=0, depth=0)
