import pytest

from scaffold import Write, values
from scicli.analysis.ranking import ranking
from scicli.index.check import examine
from scicli.index.index import Index, load

HEADER = "edition,city,category,rank,country\n"


def load_rows(write: Write, rows: str, **files: str) -> Index:
    return load(write(editions=HEADER + rows, **files))


def test_spellings_that_never_meet_are_one_city_by_its_known_name(write: Write) -> None:
    index = load_rows(write, "1,부산,,3,\n2,Busan,,2,\n3,Pusan,,1,\n")
    assert index.catalog.spellings == {"Pusan": "Busan", "부산": "Busan"}
    assert values(index.figures, "edition", "city", "rank") == [
        (1, "Busan", 3),
        (2, "Busan", 2),
        (3, "Busan", 1),
    ]
    assert index.catalog.city("pusan") == "Busan"


def test_of_spellings_nobody_knows_the_latest_is_the_name(write: Write) -> None:
    index = load_rows(write, "1,Cordoba,,3,\n2,Córdoba,,2,\n1,CORDOBA,air,2,\n")
    assert index.catalog.spellings == {"CORDOBA": "Córdoba", "Cordoba": "Córdoba"}
    assert index.catalog.cities["Córdoba"].aliases == ("CORDOBA", "Cordoba")


def test_spellings_in_one_table_stay_apart(write: Write) -> None:
    index = load_rows(write, "1,Córdoba,,3,\n1,Cordoba,,2,\n2,CORDOBA,,1,\n")
    assert index.catalog.spellings == {}
    assert index.catalog.apart == (("CORDOBA", "Cordoba", "Córdoba"),)
    assert len(index.cities) == 3


def test_cities_of_two_countries_are_two_cities(write: Write) -> None:
    index = load_rows(write, "1,Córdoba,,3,Spain\n2,Cordoba,,2,Argentina\n")
    assert (index.catalog.spellings, index.catalog.apart) == ({}, ())
    index = load_rows(write, "1,Cambridge,,3,United States\n2,CAMBRIDGE,,2,United Kingdom\n")
    assert (index.catalog.spellings, index.catalog.apart) == ({}, ())


def test_what_is_stated_of_one_spelling_is_known_of_the_city(write: Write) -> None:
    index = load_rows(write, "1,Cordoba,,3,Spain\n2,Córdoba,,2,\n")
    assert index.catalog.cities["Córdoba"].country == "Spain"


def test_an_added_edition_joins_the_shipped_cities(write: Write) -> None:
    file = write(mine="edition,city,rank\n13,Pusan,7\n") / "mine.csv"
    answer = ranking(load("shipped", file), edition=13)
    assert values(answer.frame, "city", "rank", "previous_rank", "gain") == [("Busan", 7, 8, 1)]


@pytest.mark.parametrize(
    ("rows", "note"),
    [
        ("1,Cordoba,,1,\n2,Córdoba,,2,\n", "Read as one city: Cordoba and Córdoba."),
        (
            "1,Cordoba,,1,\n2,Córdoba,,1,\n2,Cordoba,,2,\n",
            "Kept apart, for they stand in one edition: Cordoba and Córdoba.",
        ),
        (
            "".join(f"1,City {n},,{n},\n2,CITY {n},,{n},\n" for n in range(1, 8)),
            "Read as one city: CITY 1 and City 1; CITY 2 and City 2; CITY 3 and City 3;"
            " CITY 4 and City 4; CITY 5 and City 5; and 2 more.",
        ),
    ],
)
def test_an_answer_says_how_the_names_in_it_are_read(write: Write, rows: str, note: str) -> None:
    index = load_rows(write, rows)
    assert ranking(index).notes[-1] == note


def test_an_answer_is_silent_on_names_that_are_not_in_it(write: Write) -> None:
    index = load_rows(write, "1,Cordoba,air,1,\n2,Córdoba,air,2,\n2,Quito,,1,\n")
    assert not any("one city" in note for note in ranking(index).notes)


def test_a_row_without_an_edition_stands_nowhere(write: Write) -> None:
    folder = write(editions=f"{HEADER}1,Cordoba,,3,\n2,Córdoba,,2,\n,Cordoba,,1,\n")
    faults = [(fault.line, fault.problem) for fault in examine(folder).faults]
    assert faults == [(2, "is read as 'Córdoba'"), (4, "the edition is blank")]
