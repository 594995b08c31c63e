"""Cities are called by an alias in the script of a language, where there is one."""

from pathlib import Path

import pytest

import scicli
from scaffold import Run, Write, values
from scicli.index.index import Index, load

CITIES = """\
city,country,aliases
Busan,South Korea,Pusan;釜山;부산
Seoul,South Korea,서울
Sejong,South Korea,부산
Oslo,Norway,Kristiania
"""
EDITIONS = "edition,city,rank\n1,Busan,1\n1,Seoul,2\n1,Oslo,3\n2,Pusan,2\n2,Seoul,1\n2,Oslo,3\n"


def test_cities_have_the_names_of_a_language(write: Write) -> None:
    folder = write(editions=EDITIONS, cities=CITIES.replace("Sejong,South Korea,부산\n", ""))
    index = load(folder, language_of_names="ko")
    answer = scicli.trend(index, "Busan")
    assert values(answer.frame, "edition", "city", "rank") == [(1, "부산", 1), (2, "부산", 2)]
    # Busan is joined with Pusan by the data, not by the language.
    assert answer.remarks == ("Read as one city: Pusan and 부산.",)
    # They keep their order.
    assert list(index.catalog.cities) == ["부산", "Oslo", "서울"]
    assert index.catalog.city("pusan") == index.catalog.city("부산") == "부산"
    assert index.catalog.cities["부산"].aliases == ("Busan", "Pusan", "釜山", "بوزان")
    plain = load(folder)
    assert list(plain.catalog.cities) == ["Busan", "Oslo", "Seoul"]
    assert plain.catalog.renamed == {}


def test_a_name_of_two_cities_is_given_to_neither(write: Write) -> None:
    editions = f"{EDITIONS}2,Sejong,4\n"
    index = load(write(editions=editions, cities=CITIES), language_of_names="ko")
    assert sorted(index.catalog.cities) == ["Busan", "Oslo", "Sejong", "서울"]


@pytest.mark.parametrize(
    ("language", "name"),
    [("ko", "부산"), ("ja", "釜山"), ("zh", "釜山"), ("ar", "بوزان"), ("el", "Busan")],
)
def test_a_city_without_a_name_in_the_script_keeps_its_own(
    shipped: Index, language: str, name: str
) -> None:
    index = load(language_of_names=language)
    assert index.catalog.city("Busan") == name
    rank = index.figure(12, "overall", name)
    assert rank is not None
    assert rank["rank"] == 8
    assert len(index.figures) == len(shipped.figures)


def test_the_option_is_part_of_the_command_of_a_brief(run: Run, tmp_path: Path) -> None:
    outcome = run("rank", "-e", "12", "-n", "1", "-q", "-f", "csv", "--language-of-names", "ko")
    assert outcome.out.splitlines()[1].split(",")[4] == "취리히"
    file = tmp_path / "b.html"
    assert run("report", "Busan", "--language-of-names", "ko", "-o", str(file)).code == 0
    page = file.read_text(encoding="utf-8")
    assert "<h1>부산</h1>" in page
    assert "report &#39;부산&#39; --edition 12 --language-of-names ko" in page
    assert run("rank", "--language-of-names", "xx").code == 2
    with pytest.raises(scicli.QuestionError, match="'xx' is no language with a script of its own"):
        load(language_of_names="xx")
