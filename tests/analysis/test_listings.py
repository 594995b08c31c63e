"""What is held: editions, cities and sources."""

from typing import Any

import pytest

from scaffold import Write, values
from scicli.analysis.listings import CITY_FIELDS as CITY_FIELDS
from scicli.analysis.listings import EDITION_FIELDS as EDITION_FIELDS
from scicli.analysis.listings import SOURCE_FIELDS as SOURCE_FIELDS
from scicli.analysis.listings import cities, editions, sources
from scicli.errors import QuestionError
from scicli.index.index import Index, load

FILES = {
    "editions": (
        "edition,city,category,rank,rating,basis,sources,country,region\n"
        "1,A,,1,9.5,printed,s1;s2,Xa,West\n"
        "1,B,,3,,,,Yb,East\n"
        "1,A,air,2,,listed,s9,,\n"
        "2,B,,2-4,,,s1,,\n"
        "2,B,air,,7,,,,\n"
        "3,B,,2,,,,,\n"
        "3,C,,,8,,,,\n"
    ),
    "releases": (
        "edition,published,cities_ranked,respondents,average_rating_change_pct,rose_10_or_more,"
        "sources\n1,2021-06,3,200,-1.5,2,s2\n4,,,,,,\n"
    ),
    "sources": "source,publisher,title,published,url\ns1,Z,One,2021-06-01,https://example.org/1\n"
    "s2,Y,,,\n",
}


@pytest.fixture
def index(write: Write) -> Index:
    return load(write(**FILES))


def test_every_edition_says_how_much_of_it_is_held(index: Index) -> None:
    answer = editions(index)
    assert tuple(answer.frame.columns) == EDITION_FIELDS
    assert values(answer.frame, *EDITION_FIELDS) == [
        (1, "2021-06", 3, 2, 1, 2, None, None, None, 200, -1.5, 2, None, "s2"),
        (2, None, None, 1, 0, 1, None, None, None, None, None, None, None, None),
        (3, None, None, 1, 0, 1, None, None, None, None, None, None, None, None),
        (4, None, None, 0, 0, 0, None, None, None, None, None, None, None, None),
    ]
    [section] = answer.sections
    assert section.title == ("4 editions",)
    assert values(section.frame, "edition", "date")[:2] == [(1, "June 2021"), (2, None)]


def test_every_city_has_the_span_and_the_best_of_its_overall_ranks(index: Index) -> None:
    frame = cities(index).frame
    assert tuple(frame.columns) == CITY_FIELDS
    assert values(frame, *CITY_FIELDS) == [
        ("A", "Xa", None, "West", None, 1, 1, 1, 1, 1, 1, 1),
        ("B", "Yb", None, "East", None, 1, 3, 2, 2, 2, 2, 3),
        ("C", None, None, None, None, None, None, None, None, None, None, None),
    ]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"text": "san"}, ["Busan", "San Francisco"]),
        ({"text": "부산"}, ["Busan"]),
        ({"text": "hong-k"}, ["Hong Kong"]),
        ({"text": "ZÜR"}, ["Zurich"]),
        ({"text": "zzz"}, []),
        ({"country": "KR"}, ["Busan", "Seoul"]),
        (
            {"region": "Eastern", "text": "a"},
            ["Astana", "Budapest", "Istanbul", "Moscow", "Prague", "Sofia", "Tallinn", "Warsaw"],
        ),
    ],
)
def test_cities_are_narrowed_by_text_and_area(
    shipped: Index, asked: dict[str, Any], names: list[str]
) -> None:
    assert cities(shipped, **asked).frame["city"].tolist() == names


def test_notes_name_the_aliases_of_a_few_cities(shipped: Index) -> None:
    assert cities(shipped, "busan").notes == ("Busan is also called Pusan, 부산, 釜山 and بوزان.",)
    assert cities(shipped).notes == (
        "Other names are listed for 5 cities or fewer, and always in csv and json.",
    )
    assert cities(shipped, "zzz").notes == ("No city has 'zzz' in its name or an alias.",)
    assert cities(shipped, "zzz").sections[0].title == (
        "Smart Centres Index",
        "0 cities called 'zzz'",
    )
    assert cities(shipped, "!!").frame.empty
    assert cities(shipped, country="KR").sections[0].title[1] == "2 cities in South Korea"


def test_every_source_of_a_figure_has_a_row_and_so_has_a_figure_without_sources(
    index: Index,
) -> None:
    answer = sources(index)
    assert tuple(answer.frame.columns) == SOURCE_FIELDS
    url = "https://example.org/1"
    assert values(answer.frame, *SOURCE_FIELDS) == [
        (1, "A", "overall", 1, 1, 9.5, "printed", "s1", "Z", "One", "2021-06-01", url),
        (1, "A", "overall", 1, 1, 9.5, "printed", "s2", "Y", None, None, None),
        (1, "B", "overall", 3, 3, None, None, None, None, None, None, None),
        (1, "A", "air", 2, 2, None, "listed", "s9", None, None, None, None),
        (2, "B", "overall", 2, 4, None, None, "s1", "Z", "One", "2021-06-01", url),
        (2, "B", "air", None, None, 7.0, None, None, None, None, None, None),
        (3, "B", "overall", 2, 2, None, None, None, None, None, None, None),
        (3, "C", "overall", None, None, 8.0, None, None, None, None, None, None),
    ]
    assert answer.notes == ("7 figures from 3 sources.",)


@pytest.mark.parametrize(
    ("asked", "figures", "title"),
    [
        ({"city": "B"}, 4, ("B",)),
        ({"edition": 1}, 3, ("All cities", "edition 1")),
        ({"category": "air"}, 2, ("All cities", "air")),
        ({"city": "a", "edition": 1, "category": "air"}, 1, ("A", "edition 1", "air")),
        ({"city": "A", "edition": 4}, 0, ("A", "edition 4")),
    ],
)
def test_sources_are_narrowed(
    index: Index, asked: dict[str, Any], figures: int, title: tuple[str, ...]
) -> None:
    [section] = sources(index, **asked).sections
    assert (len(section.frame), section.title) == (figures, title)


def test_every_shipped_figure_can_be_traced(shipped: Index) -> None:
    answer = sources(shipped)
    figures = answer.frame.drop_duplicates(["edition", "city", "category"])
    assert len(figures) == len(shipped.figures)
    assert answer.frame[["publisher", "title", "url"]].notna().all(axis=None)


def test_sources_of_an_unknown_city_are_refused(index: Index) -> None:
    with pytest.raises(QuestionError, match="no city is called 'Z'; the cities are A, B and C"):
        sources(index, "Z")
