import pytest

from scaffold import Write
from scicli.errors import DataError
from scicli.files.dataset import read
from scicli.files.faults import RaiseFirst
from scicli.index.catalog import read_catalog
from scicli.index.cities import City, cities

ONE = "edition,city,rank\n1,{},1\n"


def found(write: Write, **files: str) -> list[City]:
    return list(cities(read([write(**files)]), ["1", "2", "3"], RaiseFirst())[0].values())


def test_a_name_or_alias_of_the_shipped_cities_is_that_city(write: Write) -> None:
    [city] = found(write, editions=ONE.format("Pusan"))
    assert city == City(
        "Pusan", "South Korea", "KR", "Asia/Pacific", ("Busan", "부산", "釜山", "بوزان")
    )


def test_the_spelling_may_differ_by_case_and_accents(write: Write) -> None:
    [city] = found(write, editions=ONE.format("LËTZEBUERG"))
    assert (city.city, city.iso2) == ("LËTZEBUERG", "LU")


def test_of_a_city_that_is_not_known_nothing_is_known(write: Write) -> None:
    assert found(write, editions=ONE.format("Quito")) == [City("Quito")]


def test_a_city_of_the_same_name_in_another_country_is_another_city(write: Write) -> None:
    editions = "edition,city,rank,country\n1,Cambridge,1,United States\n"
    assert found(write, editions=editions) == [City("Cambridge", "United States", "US")]


def test_the_shipped_list_tells_no_place_where_the_data_state_one(write: Write) -> None:
    header = "edition,city,rank,country\n"
    [city] = found(write, editions=f"{header}1,New York,1,USA\n")
    assert (city.country, city.iso2, city.region) == ("USA", "US", "")
    assert "NYC" in city.aliases
    other, stated = found(write, editions=f"{header}1,Cambridge,1,\n1,Boston,2,USA\n")[::-1]
    assert (other.city, other.country, other.region) == ("Cambridge", "", "")
    assert (stated.country, stated.region) == ("USA", "")


def test_a_country_that_is_only_a_sign_gives_its_code_to_no_other_city(write: Write) -> None:
    cities = "city,country,iso2\nQuito,-,EC\n"
    editions = "edition,city,rank\n1,Quito,1\n1,Lima,2\n"
    assert found(write, editions=editions, cities=cities) == [
        City("Lima"), City("Quito", "-", "EC")
    ]  # fmt: skip


def test_a_city_in_another_country_than_the_shipped_one_is_another_city(write: Write) -> None:
    [city] = found(write, editions="edition,city,rank,country\n1,Cambridge,1,USA\n")
    assert city == City("Cambridge", "USA", "US")
    [city] = found(write, editions="edition,city,rank,country\n1,Paris,1,Texas\n")
    assert city == City("Paris", "Texas")


def test_of_data_that_state_no_place_the_shipped_list_tells_it(write: Write) -> None:
    editions = "edition,city,rank\n1,Paris,1\n1,Quito,2\n"
    catalog = read_catalog(read([write(editions=editions)]))
    assert catalog.located == 1
    assert [(city.city, city.country) for city in catalog.cities.values()] == [
        ("Paris", "France"), ("Quito", ""),
    ]  # fmt: skip


def test_what_a_later_edition_says_goes_before_an_earlier_one(write: Write) -> None:
    editions = (
        "edition,city,rank,country,region\n"
        "3,Quito,1,,Andes\n"
        "2,Quito,1,Ecuador,America\n"
        "1,Quito,1,Spain,America\n"
    )
    assert found(write, editions=editions) == [City("Quito", "Ecuador", "", "Andes")]


@pytest.mark.parametrize("what", ["country", "region"])
def test_one_edition_cannot_put_a_city_in_two_places(write: Write, what: str) -> None:
    editions = f"edition,city,category,rank,{what}\n1,A,,1,\n1,A,air,1,Chile\n1,A,sea,1,Peru\n"
    with pytest.raises(DataError) as caught:
        found(write, editions=editions)
    file = write() / "editions.csv"
    assert str(caught.value) == (
        f"{file}, line 4, column {what}: 'Peru' contradicts 'Chile' in {file}, line 3;"
        " correct one, or tell two cities apart by their names"
    )


def test_what_is_stated_beside_the_shipped_set_does_not_rewrite_it(write: Write) -> None:
    folder = write(
        mine="edition,city,rank,country,region\n13,New York,1,USA,Moon\n13,Lima,2,Peru,\n"
    )
    catalog = read_catalog(read(["shipped", folder])).cities
    assert (catalog["New York"].country, catalog["New York"].region) == (
        "United States",
        "North America",
    )
    assert catalog["Lima"] == City("Lima", "Peru")


def test_names_without_a_letter_are_not_each_other(write: Write) -> None:
    known = "city,country,iso2\n🏙,Utopia,UT\n"
    assert found(write, editions=ONE.format("🌆"), cities=known) == [City("🌆")]


def test_cities_of_the_data_go_before_the_shipped_ones_which_tell_their_names(
    write: Write,
) -> None:
    known = "city,region,aliases\nBusan,Far East,B;  ;Busan City\nQuito,Andes,UIO\n"
    editions = "edition,city,rank\n1,Busan City,2\n1,UIO,1\n"
    assert found(write, editions=editions, cities=known) == [
        City(
            "Busan City",
            "",
            "",
            "Far East",
            ("Busan", "B", "Pusan", "부산", "釜山", "بوزان"),
        ),
        City("UIO", "", "", "Andes", ("Quito",)),
    ]


def test_an_alias_that_two_known_cities_share_is_neither(write: Write) -> None:
    known = "city,country,aliases\nSan Jose,United States,SJ\nSão José,Brazil,SJ\n"
    assert found(write, editions=ONE.format("SJ"), cities=known) == [City("SJ")]


def test_rows_without_a_city_and_of_no_edition_name_nothing(write: Write) -> None:
    editions = "edition,city,rank,country\n,Quito,1,Peru\n1,Quito,1,Ecuador\n1,,2,Peru\n"
    assert found(write, editions=editions) == [City("Quito", "Ecuador")]
