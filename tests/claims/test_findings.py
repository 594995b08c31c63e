"""What the figures say in sentences, each of which can be verified."""

import random
from pathlib import Path

import pandas as pd
import pytest

from scaffold import Write, values
from scicli.analysis.answer import Answer
from scicli.claims.claim_files import read_claims
from scicli.claims.findings import FIELDS, findings
from scicli.claims.verify import verify
from scicli.index.index import Index, load
from scicli.view.machine import to_csv


def statements(index: Index, city: str | None = None, edition: int | str = "latest") -> list[str]:
    """Return the sentences, each once."""
    frame = findings(index, city, edition=edition).frame
    return list(dict.fromkeys(frame["statement"]))


def test_edition_6_has_its_sentences(shipped: Index) -> None:
    assert statements(shipped, edition=6) == [
        "New York kept the lead of the Smart Centres Index in edition 6; it has led"
        " since edition 4.",
        "Los Angeles (10th to 3rd) and San Francisco (9th to 4th) overtook Hong Kong"
        " (3rd to 5th) in"
        " edition 6.",
        "Los Angeles (10th to 3rd), San Francisco (9th to 4th) and Singapore (12th to 8th) overtook"
        " Boston (6th to 16th) in edition 6.",
        "Los Angeles (10th to 3rd) overtook San Francisco (9th to 4th) in edition 6.",
        "Busan (27th to 22nd) overtook Seoul (24th in both) in edition 6.",
        "Tokyo (28th to 17th) rose 11 places, the most among the 17 cities held in both editions 5"
        " and 6.",
        "Boston (6th to 16th) and Dublin (21st to 31st) each fell 10 places, the most among the 17"
        " cities held in both editions 5 and 6.",
        "Los Angeles entered the top 3 in edition 6, for the first time in 6 editions.",
        "Of the top 5 in edition 6, three are in North America, one in Asia/Pacific and one in"
        " Western Europe.",
        "The publisher states that ratings fell by 4.17 per cent on average in edition 6.",
        "The publisher counts seven cities that rose and two cities that fell 10 or more places in"
        " edition 6.",
    ]


def test_busan_has_its_sentences(shipped: Index) -> None:
    assert statements(shipped, "Busan", 12) == [
        "Busan stands 8th of 77 cities in edition 12 of the Smart Centres Index, 4 places up on"
        " edition 11.",
        "8th is the best rank of Busan in the 10 editions held since edition 3, after"
        " nine rises in a"
        " row.",
        "Behind the overall 8th place of Busan in edition 12, business environment (8th to 10th)"
        " and infrastructure (6th to 9th) stand lower than in edition 11.",
        "Busan is 1st in South Korea and 2nd in Asia/Pacific in edition 12.",
        "Busan is strong in innovation support (1st) in edition 12, against 8th overall.",
        "Busan is weak in delivery capability (13th) in edition 12, against 8th overall.",
    ]


def test_each_claim_has_a_row_with_its_basis_and_sources(shipped: Index) -> None:
    frame = findings(shipped, edition=6).frame
    assert tuple(frame.columns) == FIELDS
    rows = values(frame, *(name for name in FIELDS if name not in {"statement", "source"}))
    assert rows[:3] == [
        ("1.1", "leader", "New York", None, "overall", None, None, None, None, 6, None, None),
        ("1.2", "leader", "New York", None, "overall", None, None, None, None, 5, None, None),
        ("1.3", "leader", "New York", None, "overall", None, None, None, None, 4, None, None),
    ]
    assert rows[-3:] == [
        ("10", "average_change", None, None, "overall", None, None, None, None, 6, -4.17,
         "the publisher's own figure"),
        ("11.1", "count_rose", None, None, "overall", None, None, 10, 5, 6, 7.0,
         "the publisher's own count"),
        ("11.2", "count_fell", None, None, "overall", None, None, 10, 5, 6, 2.0,
         "the publisher's own count"),
    ]  # fmt: skip
    assert frame["source"].notna().all()
    tokyo, most = frame.loc[frame["city"] == "Tokyo", "source"]
    assert tokyo == most
    cited = shipped.figures[
        (shipped.figures["city"] == "Tokyo") & shipped.figures["edition"].isin([5, 6])
    ]
    assert set(tokyo.split(";")) == set(";".join(cited["sources"]).split(";"))


def check_all(index: Index, folder: Path) -> int:
    """Verify every claim that is made of editions, and of every third city in each.

    Return how many they are.
    """
    told = [
        findings(index, city, edition=edition).frame
        for number, edition in enumerate(index.catalog.editions)
        for city in (None, *list(index.catalog.cities)[number % 3 :: 3])
    ]
    file = folder / "claims.csv"
    frame = pd.concat([one for one in told if len(one)], ignore_index=True)
    file.write_text(to_csv(Answer(frame, ())), encoding="utf-8")
    read = read_claims(file)
    judged = verify(index, read.claims).frame
    wrong = judged[judged["verdict"] != "supported"]
    assert (read.malformed, wrong.to_dict("records")) == ((), [])
    return len(judged)


def test_every_sentence_on_the_shipped_data_is_proved(shipped: Index, tmp_path: Path) -> None:
    assert check_all(shipped, tmp_path) > 300


CITIES = [f"City {number}" for number in range(12)]


def generated(tables: str, seed: int) -> tuple[str, str]:
    """Return editions and releases of tables that are complete, partial or banded."""
    chance = random.Random(seed)
    rows, released = [], []
    for edition in range(1, 6):
        pool = chance.sample(CITIES, chance.randint(8, 11))
        released.append(f"{edition},{len(pool)}")
        for category in ("overall", "technology", "reputation"):
            chance.shuffle(pool)
            place = 1
            while place <= len(pool):
                shared = chance.choice([1, 1, 1, 2])
                for city in pool[place - 1 : place - 1 + shared]:
                    rank = str(place)
                    if tables == "banded" and place > 4:
                        rank = "9+" if place > 8 else "5-8"
                    rating = chance.choice(["", 100 - place])
                    where = f"Land {CITIES.index(city) % 4},Region {CITIES.index(city) % 3}"
                    if tables != "partial" or chance.random() > 0.3:
                        rows.append(f"{edition},{city},{category},{rank},{rating},{where}")
                place += shared
    header = "edition,city,category,rank,rating,country,region"
    return "\n".join([header, *rows]), "\n".join(["edition,cities_ranked", *released])


@pytest.mark.parametrize("tables", ["complete", "partial", "banded", "of unknown size"])
@pytest.mark.parametrize("seed", [1, 2])
def test_every_sentence_on_other_tables_is_proved(
    write: Write, tmp_path: Path, tables: str, seed: int
) -> None:
    editions, releases = generated(tables, seed)
    known = {} if tables == "of unknown size" else {"releases": releases}
    index = load(write(editions=editions, **known))
    assert check_all(index, tmp_path) > 30


def of(write: Write, editions: str, releases: str = "edition,cities_ranked\n") -> Index:
    return load(write(editions=f"edition,city,category,rank,rating,country,region\n{editions}",
                      releases=releases))  # fmt: skip


THREE = "edition,cities_ranked\n1,3\n2,3\n3,3\n"


def test_leaders_keep_take_or_share_the_lead(write: Write) -> None:
    index = of(write, "1,A,,=1,,,\n1,B,,=1,,,\n2,A,,1,,,\n2,B,,2,,,\n3,B,,1,,,\n3,A,,2,,,\n"
               "4,B,,1,,,\n5,C,,2-3,,,\n6,B,,1,,,\n7,B,,2,,,\n7,C,,1,,,\n")  # fmt: skip
    told = [statements(index, edition=edition)[:1] for edition in index.catalog.editions]
    assert told == [
        ["A and B share the lead in edition 1."],
        ["A kept the lead in edition 2; it has led since edition 1, the first in the data."],
        ["B took the lead in edition 3 from A."],
        ["B kept the lead in edition 4; it has led since edition 3."],
        [],
        ["B has the lead in edition 6."],
        ["C took the lead in edition 7 from B, for the first time in 7 editions."],
    ]


def test_a_first_lead_is_reported_if_all_editions_prove_it(write: Write) -> None:
    rows = "1,A,,1,,,\n1,B,,2,,,\n2,A,,1,,,\n2,B,,2,,,\n3,B,,1,,,\n3,C,,2,,,\n"
    assert statements(of(write, rows), edition=3)[0] == (
        "B took the lead in edition 3 from A, for the first time in 3 editions."
    )


def test_a_superlative_covers_all_cities_of_complete_tables(write: Write) -> None:
    rows = "1,A,,1,,,\n1,B,,2,,,\n1,C,,3,,,\n2,C,,1,,,\n2,A,,2,,,\n2,B,,3,,,\n"
    told = findings(of(write, rows, THREE), edition=2).frame
    [most] = [statement for statement in set(told["statement"]) if " rose " in statement]
    assert most == (
        "C (3rd to 1st) rose 2 places, the most among the 3 cities of both editions 1 and 2."
    )
    assert told.loc[told["statement"] == most, "kind"].tolist() == [
        "gain", "most_gained_of_held", "biggest_gain",
    ]  # fmt: skip


def test_there_is_no_superlative_if_an_interval_may_exceed_it(write: Write) -> None:
    rows = "1,A,,5,,,\n1,B,,9-20,,,\n2,A,,3,,,\n2,B,,7-9,,,\n"
    assert not any(" rose " in statement for statement in statements(of(write, rows), edition=2))


@pytest.mark.parametrize(
    ("rows", "sentences"),
    [
        ("1,A,,201-250,,,\n", ["A stands in the band 201–250 in edition 1."]),
        ("1,A,,801+,,,\n", []),
        ("1,A,,,8.5,,\n", ["A is rated 8.5 in edition 1."]),
        ("1,A,,=2,9,,\n1,B,,2,,,\n2,A,,2,8.5,,\n", [
            "A stands 2nd in edition 2, the same as in edition 1.",
            "2nd equals the best rank of A in both editions so far.",
            "A is rated 8.5 in edition 2, 0.5 less than in edition 1.",
        ]),
        ("1,A,,3,,,\n2,A,,5,,,\n3,A,,4,,,\n4,A,,2,,,\n", [
            "A stands 2nd in edition 4, 2 places up on edition 3.",
            "2nd is the best rank of A in all 4 editions so far, after two rises in a row.",
        ]),
        ("1,A,,1,,,\n2,A,,5,,,\n3,A,,4,,,\n", [
            "A stands 4th in edition 3, 1 place up on edition 2.",
        ]),
        ("1,A,,1,,,\n2,A,,2,,,\n3,A,,7,,,\n4,A,,6-7,,,\n5,A,,4-5,,,\n6,A,,3,,,\n", [
            "A stands 3rd in edition 6.",
            "3rd is the best rank of A since edition 2, when it stood at 2, after two rises in a"
            " row.",
        ]),
    ],
)  # fmt: skip
def test_a_city_has_its_sentences(write: Write, rows: str, sentences: list[str]) -> None:
    assert statements(of(write, rows), "A") == sentences


def test_the_best_rank_of_all_editions_may_equal_an_earlier_one(write: Write) -> None:
    rows = "1,A,,3,,,\n1,B,,1,,,\n1,C,,2,,,\n2,A,,2,,,\n2,B,,1,,,\n2,C,,3,,,\n"
    index = of(write, f"{rows}3,B,,1,,,\n3,A,,2,,,\n3,C,,3,,,\n", THREE)
    assert statements(index, "A", 2)[1] == "2nd is the best rank of A in both editions so far."
    assert statements(index, "A", 3)[1] == "2nd equals the best rank of A in all 3 editions so far."


def test_rises_without_a_best_rank_have_a_sentence(write: Write) -> None:
    rows = "1,A,,2,,,\n2,A,,8,,,\n3,A,,5-6,,,\n4,A,,3-4,,,\n"
    assert statements(of(write, rows), "A")[1] == (
        "A has risen in two editions in a row since edition 2, to 3–4."
    )


def test_many_overtaken_cities_are_counted_and_some_are_named(write: Write) -> None:
    others = "BCDEFGH"
    rows = "".join(f"1,{name},,{place},,,\n2,{name},,{place + 1},,,\n"
                   for place, name in enumerate(others, 1))  # fmt: skip
    index = of(write, f"{rows}1,A,,8,,,\n2,A,,1,,,\n")
    passed = "A overtook 7 cities in edition 2, among them B, C, D, E and F."
    frame = findings(index, "A").frame
    assert frame.loc[frame["statement"] == passed, "other"].tolist() == list(others)
    assert "B was overtaken by A in edition 2." in statements(index, "B")


def test_categories_that_rose_behind_a_fall_have_a_sentence(write: Write) -> None:
    rows = "1,A,,2,,,\n1,A,x,9,,,\n1,A,y,8,,,\n2,A,,5,,,\n2,A,x,4,,,\n2,A,y,3,,,\n"
    assert statements(of(write, rows), "A")[1] == (
        "Behind the overall 5th place of A in edition 2, x (9th to 4th) and y (8th to 3rd) stand"
        " higher than in edition 1."
    )


def test_shared_places_are_reported_as_shared(write: Write) -> None:
    rows = (
        "1,A,,=1,,Netherlands,West\n1,B,,1,,Netherlands,West\n1,C,,=3,,South Korea,East\n"
        "2,A,,=1,,,\n2,C,,9-12,,,\n3,C,,9,,,\n4,C,,26+,,,\n"
    )
    index = of(write, rows)
    assert statements(index, "A", 1) == [
        "A shares 1st place in edition 1.",
        "A is joint 1st in the Netherlands and joint 1st in West in edition 1.",
    ]
    assert statements(index, edition=2)[0] == "A shares the lead in edition 2."
    assert statements(index, "C", 3) == ["C stands 9th in edition 3."]
    assert findings(index, "C", edition=4).notes == (
        "C stood at 26+ in edition 4; the figures prove nothing more.",
    )


def test_nobody_enters_a_top_as_large_as_the_table(write: Write) -> None:
    rows = "1,A,,1,,,\n1,B,,2,,,\n1,C,,3,,,\n2,A,,1,,,\n2,B,,2,,,\n2,D,,3,,,\n"
    assert not any(
        "entered" in statement for statement in statements(of(write, rows, THREE), edition=2)
    )


def test_a_city_that_is_not_held_has_no_sentences(shipped: Index) -> None:
    answer = findings(shipped, "Astana", edition=1)
    assert (len(answer.frame), answer.notes) == (
        0,
        ("Astana is not held in edition 1, which is complete to 3.",),
    )


def test_an_edition_without_proved_sentences_says_so(write: Write) -> None:
    answer = findings(of(write, "1,A,,5-9,,,\n"))
    assert answer.notes == ("The figures that are held prove nothing of it.",)
