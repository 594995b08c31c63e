import pytest
from hypothesis import given
from hypothesis import strategies as st

from scicli.errors import QuestionError
from scicli.index.names import fold, listed, resolve

CITIES = {
    "Busan": ("Pusan", "부산"),
    "Hong Kong": ("HK", "香港"),
    "London": ("런던",),
    "Luxembourg": ("Lëtzebuerg",),
    "Washington DC": ("Washington, DC",),
    "Zurich": ("Zürich",),
}


@pytest.mark.parametrize(
    ("asked", "city"),
    [
        ("Busan", "Busan"),
        ("Pusan", "Busan"),
        ("부산", "Busan"),
        ("부산".encode().decode("utf-8"), "Busan"),
        ("\u1107\u116e\u1109\u1161\u11ab", "Busan"),  # the same, written letter by letter
        ("zürich", "Zurich"),
        ("ZURICH", "Zurich"),
        ("hong-kong", "Hong Kong"),
        ("hk", "Hong Kong"),
        ("washington dc", "Washington DC"),
        ("letzebuerg", "Luxembourg"),
        ("lon", "London"),
        ("부", "Busan"),
    ],
)
def test_a_city_is_found_by_name_alias_folded_name_and_prefix(asked: str, city: str) -> None:
    assert resolve(asked, CITIES, "city", "cities") == city


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("Bussan", "no city is called 'Bussan'; did you mean Busan?"),
        ("Zürcih", "no city is called 'Zürcih'; did you mean Zurich?"),
        ("kong", "no city is called 'kong'; did you mean Hong Kong?"),
        ("Lo.n.dn", "no city is called 'Lo.n.dn'; did you mean London?"),
        (
            "Quito",
            "no city is called 'Quito'; the cities are Busan, Hong Kong, London, Luxembourg,"
            " Washington DC and Zurich",
        ),
        (
            "",
            "no city is called ''; the cities are Busan, Hong Kong, London, Luxembourg,"
            " Washington DC and Zurich",
        ),
        ("L", "'L' may mean London or Luxembourg; write more of the name of the city"),
    ],
)
def test_what_is_no_name_or_several_is_refused_with_the_nearest(asked: str, sentence: str) -> None:
    with pytest.raises(QuestionError) as caught:
        resolve(asked, CITIES, "city", "cities")
    assert str(caught.value) == sentence


def test_a_misspelt_beginning_suggests_the_name_that_begins_alike() -> None:
    categories = dict.fromkeys(["technology", "reputation", "infrastructure"], ())
    with pytest.raises(QuestionError) as caught:
        resolve("tehc", categories, "category", "categories")
    assert caught.value.remedy == "did you mean technology?"


def test_an_exact_name_goes_before_an_alias_of_another() -> None:
    assert resolve("Washington", {"DC": ("Washington",), "Washington": ()}, "city", "cities") == (
        "Washington"
    )


def test_an_alias_of_two_cities_is_ambiguous() -> None:
    with pytest.raises(QuestionError) as caught:
        resolve("SP", {"São Paulo": ("SP",), "St Petersburg": ("SP",)}, "city", "cities")
    assert caught.value.problem == "'SP' may mean São Paulo or St Petersburg"


def test_data_without_names_say_so() -> None:
    with pytest.raises(QuestionError) as caught:
        resolve("Asia", {}, "region", "regions")
    assert str(caught.value) == "no region is called 'Asia'; the data name no regions"


def test_many_names_are_summed_up() -> None:
    many = dict.fromkeys((f"City {number:02}" for number in range(1, 31)), ())
    with pytest.raises(QuestionError) as caught:
        resolve("xyz", many, "city", "cities")
    assert caught.value.remedy == "the data name 30 cities, from City 01 to City 30"
    with pytest.raises(QuestionError) as caught:
        resolve("City", many, "city", "cities")
    first = ", ".join(f"City {number:02}" for number in range(1, 15))
    assert caught.value.problem == f"'City' may mean {first} or 16 more"


def test_a_list_ends_with_its_last_word() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"], "and") == "a, b and c"


def test_marks_that_are_part_of_a_word_are_kept() -> None:
    assert fold("कानपुर") != fold("कनपर")
    assert fold("กรุงเทพฯ") == "กรุงเทพฯ"
    assert fold("København") == fold("kobenhavn")
    assert fold("Łódź") == "lodz"


@given(st.text())
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(), st.dictionaries(st.text(), st.lists(st.text(), max_size=3), max_size=5))
def test_an_answer_is_always_one_of_the_names(asked: str, names: dict[str, list[str]]) -> None:
    try:
        found = resolve(asked, names, "city", "cities")
    except QuestionError:
        assert asked not in names
    else:
        assert found in names
