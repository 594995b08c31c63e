"""Cities that may be others under a new name, and the aliases that join them."""

from pathlib import Path

import pytest

from scaffold import Run, Write
from scicli.errors import DataError
from scicli.index.check import examine
from scicli.index.index import load
from scicli.index.successors import renames

FOUR = ["Oslo", "Rome", "Kiel", "Lima"]


def table(*editions: list[str]) -> str:
    """Return figures of complete tables in order of rank."""
    return "edition,city,rank\n" + "".join(
        f'{number},"{city}",{rank}\n'
        for number, cities in enumerate(editions, 1)
        for rank, city in enumerate(cities, 1)
    )


def found(write: Write, text: str, **files: str) -> list[tuple[str | None, str]]:
    """Return the value and the problem of every warning."""
    return [(fault.value, fault.problem) for fault in examine(write(editions=text, **files)).faults]


def renamed(write: Write, *editions: list[str], **files: str) -> list[str | None]:
    """Return the cities that may be others under a new name."""
    faults = found(write, table(*editions), **files)
    return [value for value, problem in faults if problem.endswith("under a new name")]


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        ({"A": 1}, {"B": 1}, {"B": "A"}),
        ({"A": 2}, {"B": 1}, {"B": "A"}),
        ({"A": 1, "B": 3}, {"C": 1, "D": 3}, {"C": "A", "D": "B"}),
        # Cities come and go at the end; none left; more left than entered; far places.
        ({"A": 6}, {"B": 6}, {}),
        ({}, {"B": 1}, {}),
        ({"A": 1, "B": 2}, {"C": 1}, {}),
        ({"A": 1}, {"B": 5}, {}),
    ],
)
def test_as_many_new_cities_as_old_ones_at_their_places_may_be_those(
    before: dict[str, int], after: dict[str, int], pairs: dict[str, str]
) -> None:
    assert renames(before, after, 10, 0.5) == pairs


def test_places_that_are_near_by_chance_tell_nothing() -> None:
    pair = {"A": 2}, {"B": 1}
    assert [renames(*pair, 10, 0.3), renames(*pair, 10, 0.29)] == [{"B": "A"}, {}]
    assert [renames(*pair, 3, 1), renames(*pair, 0, 1)] == [{}, {}]


def test_a_country_is_known_by_its_code_wherever_it_stands(write: Write) -> None:
    assert renamed(write, [*FOUR, "Turkey"], ["Türkiye", *FOUR, "Peru"]) == ["Türkiye"]
    assert renamed(write, ["England", *FOUR], [*FOUR, "Scotland"]) == []


def test_a_code_of_the_data_is_one_country_unless_an_edition_has_two_of_it(write: Write) -> None:
    codes = "city,iso2\nUpper Volta,BF\nBurkina Faso,BF\nOslo,NO\nRome,NO\n"
    editions = ["Upper Volta", *FOUR], [*FOUR, "Burkina Faso"]
    assert renamed(write, *editions, cities=codes) == ["Burkina Faso"]
    assert renamed(write, *editions, cities=f"{codes}Kiel,BF\n") == []


def test_a_city_that_was_there_before_or_returns_has_no_new_name(write: Write) -> None:
    old, new = ["Alpha", *FOUR], ["Omega", *FOUR]
    assert renamed(write, old, new) == ["Omega"]
    assert renamed(write, new, old, new) == []
    assert renamed(write, old, new, old) == []


def test_two_cities_of_one_edition_are_two_in_every_edition(write: Write) -> None:
    assert found(write, table(["Quito", *FOUR], ["Quitto", *FOUR])) == [
        ("Quitto", "is almost 'Quito' of edition 1, which edition 2 lacks")
    ]
    assert found(write, table(["Quito", "Quitto"], ["Quito", "Rome"], ["Rome", "Quitto"])) == []


def test_cities_without_a_place_have_no_new_name(write: Write) -> None:
    text = "edition,city,category,rank\n1,A,air,1\n2,B,air,1\n"
    both = "".join(f"{n},{city},,{at}\n" for n in (1, 2) for at, city in enumerate(FOUR, 1))
    assert found(write, text + both) == []
    partial = table(["Alpha", *FOUR], ["Omega", *FOUR]) + "2,Bonn,50\n1,Bonn,50\n"
    assert found(write, partial) == []


def test_a_line_to_add_is_quoted_where_it_must_be(write: Write) -> None:
    [fault] = examine(write(editions=table(["Alpha", *FOUR], ["Omega, Rep.", *FOUR]))).faults
    assert fault.remedy == (
        "add the line '\"Omega, Rep.\",Alpha' to a cities.csv of city,aliases, if it is"
    )


def proposal(run: Run, folder: Path) -> str:
    """Return the aliases that a check proposes, and join the names in a folder by them."""
    file = folder.parent / f"{folder.name}-aliases.csv"
    assert run("check", str(folder), "--aliases", str(file)).code == 0
    file.rename(folder / "cities.csv")
    return (folder / "cities.csv").read_text(encoding="utf-8")


def test_three_names_of_one_city_are_proposed_as_one_by_the_latest(run: Run, write: Write) -> None:
    folder = write(editions=table(["Alpha", *FOUR], ["Beta", *FOUR], ["Gamma", *FOUR]))
    assert proposal(run, folder) == "city,aliases\nGamma,Alpha;Beta\n"
    assert load(folder).catalog.spellings == {"Alpha": "Gamma", "Beta": "Gamma"}
    assert examine(folder).faults == ()


def test_a_name_without_marks_is_proposed_for_one_with_them(run: Run, write: Write) -> None:
    folder = write(editions=table(["Zürich", "Kosovo"], ["Rome"], ["ZÃ¼rich", "Kosovo[a]"]))
    assert proposal(run, folder) == "city,aliases\nKosovo,Kosovo[a]\nZürich,ZÃ¼rich\n"
    assert load(folder).catalog.spellings == {"Kosovo[a]": "Kosovo", "ZÃ¼rich": "Zürich"}
    assert examine(folder).faults == ()


def test_names_that_an_alias_cannot_join_are_not_proposed(run: Run, write: Write) -> None:
    editions = ["Univ. of Oslo", "University of Oslo"], ["A&amp;B", "A;B", "St. John"]
    folder = write(editions=table(*editions, ["Saint John"], ["A and B"]))
    assert proposal(run, folder) == "city,aliases\nSaint John,St. John\n"


def test_names_of_one_edition_are_not_joined_by_a_third(run: Run, write: Write) -> None:
    folder = write(editions=table(["St. John", "Saint John*"], ["Saint John"]))
    assert proposal(run, folder) == "city,aliases\nSaint John,Saint John*\n"


def test_the_aliases_may_be_named_beside_the_figures(write: Write) -> None:
    folder = write(
        editions=table(["Alpha", *FOUR], ["Omega", *FOUR]), cities="city,aliases\nOmega,Alpha\n"
    )
    index = load(folder / "editions.csv", folder / "cities.csv")
    assert index.catalog.spellings == {"Alpha": "Omega"}


def test_a_table_of_figures_may_be_called_cities(write: Write) -> None:
    file = write(cities=table(FOUR)) / "cities.csv"
    assert len(load(file).figures) == 4


def test_a_list_of_cities_that_cannot_be_read_says_why(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(editions=table(FOUR), cities="city,aliases\n")
    opened = Path.open

    def refuse(path: Path, mode: str) -> object:
        if path == folder / "cities.csv":
            raise PermissionError(13, "Permission denied")
        return opened(path, mode)

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(DataError, match=r"cities\.csv cannot be read: permission denied; check"):
        load(folder / "editions.csv", folder / "cities.csv")
