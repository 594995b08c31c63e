"""Names that may not be what was meant, and rows that may be no city."""

import csv
from pathlib import Path

import pytest

from scaffold import Run, Write
from scicli.files.faults import Severity
from scicli.index.check import examine
from scicli.index.name_checks import look_alikes, mixed_alphabets, no_entities
from scicli.index.plain_names import plain_name_of

FOUR = ["Oslo", "Rome", "Kiel", "Lima"]


def table(*editions: list[str]) -> str:
    """Return figures of complete tables in order of rank."""
    rows = [
        f'{number},"{city}",{rank}\n'
        for number, cities in enumerate(editions, 1)
        for rank, city in enumerate(cities, 1)
    ]
    return "edition,city,rank\n" + "".join(rows)


def warnings(write: Write, editions: str) -> list[tuple[int | None, str | None, str]]:
    examined = examine(write(editions=editions) / "editions.csv")
    assert all(fault.severity is Severity.WARNING for fault in examined.faults)
    return [(fault.line, fault.value, fault.problem) for fault in examined.faults]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("SÃ£o Paulo", "has marks or letters that are no part of a name, and may be 'São Paulo'"),
        ("A &amp; B", "has marks or letters that are no part of a name, and may be 'A & B'"),
        ("Kosovo[a]", "has marks or letters that are no part of a name, and may be 'Kosovo'"),
        ("K\ufffdln", "has a character that was lost in decoding"),
        ("Мoscow", "has letters of two alphabets in one word, Cyrillic and Latin"),
        ("World average", "may be a sum, a mean or a group of the others"),
    ],
)
def test_names_with_foreign_letters_and_sums_are_suspect(
    write: Write, name: str, problem: str
) -> None:
    assert warnings(write, table([*FOUR, name])) == [(6, name, problem)]


def test_names_that_look_alike_are_suspect(write: Write) -> None:
    assert warnings(write, table([*FOUR, "St. Louis", "Saint Louis"])) == [
        (7, "Saint Louis", "looks like 'St. Louis'")
    ]


def test_a_name_that_was_decoded_wrongly_is_suspect_once(write: Write) -> None:
    before, after = table([*FOUR, "Zürich"], [*FOUR, "ZÃ¼rich"]), "ZÃ¼rich"
    problem = "has marks or letters that are no part of a name, and may be 'Zürich'"
    assert warnings(write, before) == [(11, after, problem)]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Univ. of Oslo", "University of Oslo"),
        ("St. Louis", "Saint Louis"),
        ("Trinidad and Tobago", "Trinidad & Tobago"),
        ("Рaris", "Paris"),
        ("臺灣", "台湾"),
        ("ＡＢＣ Corp", "ABC Corporation"),
        ("МOSCOW", "Moscow"),
    ],
)
def test_names_that_look_alike_are_found(name: str, other: str) -> None:
    assert list(look_alikes([other, "Lima", name])) == [(name, other)]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Guinea", "Guinea-Bissau"), ("Niger", "Nigeria"), ("Korea, Rep.", "Korea, Dem. Rep."),
        ("C", "C++"), ("C++", "C#"), ("Paris", "Perth"), ("Oslo", "OSLO"),
    ],
)  # fmt: skip
def test_other_names_do_not_look_alike(name: str, other: str) -> None:
    assert list(look_alikes([name, other])) == []


@pytest.mark.parametrize(
    ("name", "alphabets"),
    [
        ("Mосква", "Cyrillic and Latin"),
        ("Pаris", "Cyrillic and Latin"),
        ("Αthens", "Greek and Latin"),
        ("Москва Moscow", ""),
        ("KoЯn", ""),
        ("Дjango", ""),
        ("São Paulo", ""),
    ],
)
def test_only_letters_that_look_the_same_are_a_mixture(name: str, alphabets: str) -> None:
    assert mixed_alphabets(name) == alphabets


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kosovo [note 1]", "Kosovo"), ("UK*", "UK"), ("Crimea¹ ²", "Crimea"),
        ("Peru\u200e", "Peru"), ("Ã\x81vila", "Ávila"), ("Peruâ€™s", "Peru’s"),
        ("Mãoâ€™s", "Mãoâ€™s"), ("A*", "A*"), ("Hello [EP]", "Hello [EP]"), ("[a]", "[a]"),
        ("AT&amp;T", "AT&T"), ("AT&#38;T", "AT&T"), ("A &amp B", "A & B"), ("AT&T", "AT&T"),
        ("Arts&parade", "Arts&parade"), ("M*A*S*H", "M*A*S*H"), ("São Paulo", "São Paulo"),
    ],
)  # fmt: skip
def test_only_marks_of_a_journey_are_taken_off(text: str, name: str) -> None:
    assert plain_name_of(text) == name


@pytest.mark.parametrize(
    "names",
    [
        ["Asia", "Toto"],
        ["Total Recall", "Mean Girls"],
        ["Media", "Peru"],
        ["Total"],
        ["World", "EU"],
        ["Peru", "Georgia"],
        ["", "Oslo"],
    ],
)
def test_a_group_alone_or_among_groups_is_a_name(names: list[str]) -> None:
    assert no_entities(names) == []


@pytest.mark.parametrize("row", ["*", " ", "[1]", "†*", " [a]", "&"])
def test_a_row_of_marks_takes_no_long_time(row: str) -> None:
    name = f"Oslo{row * 100_000}x"
    assert plain_name_of(name) == name


def test_a_sum_or_a_sure_group_is_suspect_alone() -> None:
    names = ["Peru", "European Union", "World", "Total", "Group mean", "Average of all"]
    assert no_entities(names) == names[1:]


def test_a_city_under_a_new_name_is_suspect_and_an_alias_joins_it(
    run: Run, write: Write, tmp_path: Path
) -> None:
    folder = write(editions=table(["Alpha", "Swaziland", *FOUR], ["Eswatini", "Alpha", *FOUR]))
    cities = tmp_path / "aliases.csv"
    outcome = run("check", str(folder), "--aliases", str(cities))
    assert outcome.code == 0
    assert "add the line 'Eswatini,Swaziland' to a cities.csv of city,aliases, if it is" in (
        " ".join(outcome.out.split())
    )
    assert cities.read_text() == "city,aliases\nEswatini,Swaziland\n"
    cities.rename(folder / "cities.csv")
    rows = csv.DictReader(run("climbers", "--data", str(folder), "-f", "csv").out.splitlines())
    assert [(row["city"], row["gain"]) for row in rows] == [("Eswatini", "1")]


@pytest.mark.parametrize("nines", ["99", "999", "9999"])
def test_a_rank_of_nines_far_beyond_the_others_may_stand_for_none(write: Write, nines: str) -> None:
    figures = table(FOUR) + f"1,Bonn,{nines}\n1,Graz,{nines}\n"
    problem = "may stand for 'not ranked', in a table of 6 ranks"
    assert warnings(write, figures) == [(6, nines, problem), (7, nines, problem)]


def test_a_rank_of_nines_within_the_cities_ranked_is_a_rank(write: Write) -> None:
    write(releases="edition,cities_ranked\n1,1500\n")
    folder = write(editions=table(FOUR) + "1,Bonn,999\n")
    assert examine(folder).faults == ()


def test_the_names_of_three_languages_are_three(write: Write) -> None:
    assert warnings(write, table(["C", "Java"], ["C++", "Java"], ["Java", "C#"])) == []
