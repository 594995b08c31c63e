"""What the figures say in sentences, each of which can be verified."""

from pathlib import Path

import pandas as pd
import pytest

from made_data import generated
from scaffold import Write, values
from scicli.analysis.answer import Answer
from scicli.claims.claim_files import read_claims
from scicli.claims.findings import FIELDS, findings
from scicli.claims.verify import verify
from scicli.errors import QuestionError
from scicli.index.index import Index, load
from scicli.view.machine import to_csv


def statements(
    index: Index, city: str | None = None, edition: int | str = "latest", *, every: bool = False
) -> list[str]:
    """Return the sentences, each once."""
    frame = findings(index, city, edition=edition, every=every).frame
    return list(dict.fromkeys(frame["statement"]))


def test_edition_6_has_its_sentences(shipped: Index) -> None:
    told = statements(shipped, edition=6, every=True)
    assert told == [
        "New York kept the lead in edition 6; it has led since edition 4.",
        "Los Angeles entered the top 3 in edition 6 for the first time.",
        "Singapore entered the top 10 in edition 6.",
        "Hong Kong left the top 3 in edition 6.",
        "Boston left the top 10 in edition 6.",
        "Tokyo (28th to 17th) rose 11 places from edition 5 to edition 6, the most of the 17 cities"
        " known in both.",
        "Boston (6th to 16th) and Dublin (21st to 31st) each fell ten places from edition 5 to"
        " edition 6, the most of the 17 cities known in both.",
        "New York's longest run in 1st place up to edition 6 is three editions, the record.",
        "Los Angeles (10th to 3rd) and San Francisco (9th to 4th) overtook Hong Kong (3rd to 5th)"
        " in edition 6.",
        "Los Angeles (10th to 3rd), San Francisco (9th to 4th) and Singapore (12th to 8th) overtook"
        " Boston (6th to 16th) in edition 6.",
        "Los Angeles (10th to 3rd) overtook San Francisco (9th to 4th) in edition 6.",
        "Busan (27th to 22nd) overtook Seoul (24th in both) in edition 6.",
        "Of the top 5 in edition 6, three are in North America, one in Asia/Pacific and one in"
        " Western Europe.",
        "By the publisher's figures ratings fell by 4.17 per cent on average in edition 6.",
        "By the publisher's count seven cities rose and two fell ten or more places in edition 6.",
    ]
    assert statements(shipped, edition=6) == told[:8]
    assert findings(shipped, edition=6).notes == (
        "The first 8 of 15 sentences that the figures prove; --all has all.",
    )


def test_a_region_has_the_sentences_on_its_cities(shipped: Index) -> None:
    answer = findings(shipped, edition=12, region="Asia")
    assert list(dict.fromkeys(answer.frame["statement"])) == [
        "Singapore is 1st in Asia/Pacific in edition 12.",
        "Singapore entered the top 3 in edition 12.",
        "Busan entered the top 10 in edition 12.",
        "Singapore (9th to 3rd) rose six places from edition 11 to edition 12, the most of the"
        " eight cities known in both.",
        "Seoul (33rd to 39th) fell six places from edition 11 to edition 12, the most of the eight"
        " cities known in both.",
        "Singapore (9th to 3rd) overtook Oxford (4th to 5th) and New York (5th to 6th) in edition"
        " 12.",
    ]
    korea = findings(shipped, edition=6, country="KR").frame
    assert korea["statement"].unique().tolist() == [
        "Busan (27th to 22nd) overtook Seoul (24th in both) in edition 6."
    ]
    with pytest.raises(QuestionError, match="Busan is asked for, and a part of Asia/Pacific"):
        findings(shipped, "Busan", region="Asia")


def test_busan_has_its_sentences(shipped: Index) -> None:
    assert statements(shipped, "Busan", 12) == [
        "Busan is 8th of 77 cities in edition 12, four places up on edition 11.",
        "Busan's 8th place in edition 12 is its best from edition 3 on.",
        "Busan has risen in nine editions in a row, from 62nd in edition 3 to 8th in edition 12.",
        "Busan entered the top 10 in edition 12.",
        "Busan is 1st in innovation support in edition 12, above its overall 8th place.",
        "Busan is 13th in delivery capability in edition 12, below its overall 8th place.",
        "While Busan rose overall from edition 11 to edition 12 (12th to 8th), it fell in"
        " infrastructure (6th to 9th) and business environment (8th to 10th).",
        "Busan is 1st in South Korea and 2nd in Asia/Pacific in edition 12.",
    ]


def test_bad_news_is_told_by_the_same_rules(shipped: Index) -> None:
    assert statements(shipped, "Seoul", 12) == [
        "Seoul is 39th of 77 cities in edition 12, six places down on edition 11.",
        "Seoul's 39th place in edition 12 is its worst from edition 5 on.",
        "Seoul has fallen in three editions in a row, from 29th in edition 9 to 39th in edition"
        " 12.",
    ]


def test_each_claim_has_a_row_with_its_basis_and_sources(shipped: Index) -> None:
    frame = findings(shipped, edition=6, every=True).frame
    assert tuple(frame.columns) == FIELDS
    rows = values(frame, *(name for name in FIELDS if name not in {"statement", "source"}))
    assert rows[:3] == [
        ("1.1", "leader", "New York", None, "overall", None, None, None, None, 6, None, None),
        ("1.2", "led_since", "New York", None, "overall", None, None, None, 4, 6, None, None),
        (
            "2",
            "entered_top",
            "Los Angeles",
            None,
            "overall",
            None,
            None,
            3,
            None,
            6,
            None,
            "the 6 editions from 1 on",
        ),
    ]
    assert rows[-3:] == [
        ("14", "average_change", None, None, "overall", None, None, None, None, 6, -4.17,
         "the publisher's own figure"),
        ("15.1", "count_rose", None, None, "overall", None, None, 10, 5, 6, 7.0,
         "the publisher's own count"),
        ("15.2", "count_fell", None, None, "overall", None, None, 10, 5, 6, 2.0,
         "the publisher's own count"),
    ]  # fmt: skip
    assert frame["source"].notna().all()
    [tokyo] = frame.loc[(frame["city"] == "Tokyo") & (frame["kind"] == "gain"), "source"]
    cited = shipped.figures[
        (shipped.figures["city"] == "Tokyo") & shipped.figures["edition"].isin([5, 6])
    ]
    assert set(tokyo.split(";")) == set(";".join(cited["sources"]).split(";"))


def check_all(index: Index, folder: Path) -> int:
    """Verify every claim that is made of editions, and of every third city in each.

    Return how many they are.
    """
    told = [
        findings(index, city, edition=edition, every=True).frame
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
        ["A leads in edition 2."],
        ["B took the lead from A in edition 3."],
        ["B kept the lead in edition 4; it has led since edition 3."],
        [],
        ["B leads in edition 6."],
        ["C took the lead from B in edition 7; it had never led before."],
    ]
    assert statements(index, "B", 7)[1] == "B lost the lead to C in edition 7."
    assert statements(index, "C", 7)[1] == told[-1][0]


def test_a_first_lead_is_reported_if_all_editions_prove_it(write: Write) -> None:
    rows = "1,A,,1,,,\n1,B,,2,,,\n2,A,,1,,,\n2,B,,2,,,\n3,B,,1,,,\n3,C,,2,,,\n"
    assert statements(of(write, rows), edition=3)[0] == (
        "B took the lead from A in edition 3; it had never led before."
    )


def test_a_superlative_covers_all_cities_of_complete_tables(write: Write) -> None:
    rows = "1,A,,1,,,\n1,B,,2,,,\n1,C,,3,,,\n2,C,,1,,,\n2,A,,2,,,\n2,B,,3,,,\n"
    told = findings(of(write, rows, THREE), edition=2).frame
    [most] = [statement for statement in set(told["statement"]) if " rose " in statement]
    assert most == (
        "C (3rd to 1st) rose two places from edition 1 to edition 2, the most of the three cities"
        " in both."
    )
    assert told.loc[told["statement"] == most, "kind"].tolist() == [
        "gain", "most_gained_of_held", "biggest_gain", "rank", "rank",
    ]  # fmt: skip
    [worst] = [statement for statement in set(told["statement"]) if " fell " in statement]
    assert told.loc[told["statement"] == worst, "kind"].tolist()[4:6] == ["biggest_fall"] * 2


def test_there_is_no_superlative_if_an_interval_may_exceed_it(write: Write) -> None:
    rows = "1,A,,5,,,\n1,B,,9-20,,,\n2,A,,3,,,\n2,B,,7-9,,,\n"
    assert not any(" rose " in statement for statement in statements(of(write, rows), edition=2))


@pytest.mark.parametrize(
    ("rows", "sentences"),
    [
        ("1,A,,201-250,,,\n", ["A is in the top 250 in edition 1."]),
        ("1,A,,801+,,,\n", []),
        ("1,A,,,8.5,,\n", ["A is rated 8.5 in edition 1."]),
        ("1,A,,=2,9,,\n1,B,,2,,,\n2,A,,2,8.5,,\n", [
            "A is 2nd in edition 2, the same as in edition 1.",
            "A is rated 8.5 in edition 2, 0.5 less than in edition 1.",
        ]),
        ("1,A,,3,,,\n2,A,,5,,,\n3,A,,4,,,\n4,A,,2,,,\n", [
            "A is 2nd in edition 4, two places up on edition 3.",
            "A's 2nd place in edition 4 is its best so far.",
            "A has risen in two editions in a row, from 5th in edition 2 to 2nd in edition 4.",
            "A entered the top 3 in edition 4.",
        ]),
        ("1,A,,1,,,\n2,A,,5,,,\n3,A,,4,,,\n", [
            "A is 4th in edition 3, one place up on edition 2.",
        ]),
        ("1,A,,1,,,\n2,A,,2,,,\n3,A,,7,,,\n4,A,,6-7,,,\n5,A,,4-5,,,\n6,A,,3,,,\n", [
            "A is 3rd in edition 6.",
            "A rose at least one place from edition 5 to edition 6, to 3rd.",
            "A's 3rd place in edition 6 is its best since edition 2 (2nd).",
            "A has risen in two editions in a row, up to edition 6.",
            "A entered the top 3 in edition 6.",
        ]),
        ("1,A,,2-3,,,\n2,A,,9,,,\n3,A,,8,,,\n4,A,,9,,,\n5,A,,7,,,\n", [
            "A is 7th in edition 5, two places up on edition 4.",
            "A's 7th place in edition 5 is its best since edition 1 (2–3).",
        ]),
        ("1,A,,1,,,\n2,A,,3,,,\n3,A,,2,,,\n4,A,,1,,,\n", [
            "A is 1st in edition 4, one place up on edition 3.",
            "A took the lead in edition 4.",
            "A's 1st place in edition 4 equals its best so far.",
            "A has risen in two editions in a row, from 3rd in edition 2 to 1st in edition 4.",
        ]),
        ("1,A,,200,,,\n2,A,,201-250,,,\n", [
            "A is in the top 250 in edition 2.",
            "A fell at least one place from edition 1 to edition 2.",
        ]),
        ("1,A,,4,,,\n2,A,,4,,,\n3,A,,4,,,\n", [
            "A is 4th in edition 3, the same as in edition 2.",
        ]),
        ("1,A,,1,,,\n2,A,,5,,,\n3,A,,4-6,,,\n4,A,,7-9,,,\n", [
            "A is in the top 9 in edition 4.",
            "A fell at least one place from edition 3 to edition 4.",
        ]),
    ],
)  # fmt: skip
def test_a_city_has_its_sentences(write: Write, rows: str, sentences: list[str]) -> None:
    assert statements(of(write, rows), "A") == sentences


def test_the_best_rank_of_all_editions_may_equal_an_earlier_one(write: Write) -> None:
    rows = "1,A,,3,,,\n1,B,,1,,,\n1,C,,2,,,\n2,A,,2,,,\n2,B,,1,,,\n2,C,,3,,,\n"
    index = of(write, f"{rows}3,B,,1,,,\n3,A,,2,,,\n3,C,,3,,,\n", THREE)
    assert statements(index, "A", 3)[1] == ("A's 2nd place in edition 3 equals its best so far.")
    assert statements(index, "C", 3)[1] == ("C's 3rd place in edition 3 equals its worst so far.")
    assert statements(index, "B", 3) == [
        "B is 1st of 3 cities in edition 3, the same as in edition 2.",
        "B kept the lead in edition 3; it has led since edition 1.",
    ]


def test_of_many_overtaken_cities_the_first_are_named(write: Write) -> None:
    others = "BCDEFGH"
    rows = "".join(f"1,{name},,{place},,,\n2,{name},,{place + 1},,,\n"
                   for place, name in enumerate(others, 1))  # fmt: skip
    index = of(write, f"{rows}1,A,,8,,,\n2,A,,1,,,\n")
    passed = "A overtook B, C, D, E and F in edition 2."
    frame = findings(index, "A").frame
    assert frame.loc[frame["statement"] == passed, "other"].tolist() == list("BCDEF")
    assert "B was overtaken by A in edition 2." in statements(index, "B")


def test_categories_that_rose_behind_a_fall_have_a_sentence(write: Write) -> None:
    rows = "1,A,,2,,,\n1,A,x,9,,,\n1,A,y,8,,,\n2,A,,5,,,\n2,A,x,4,,,\n2,A,y,3,,,\n"
    assert statements(of(write, rows), "A")[1:] == [
        "A left the top 3 in edition 2.",
        "A is 3rd in y in edition 2.",
        "While A fell overall from edition 1 to edition 2 (2nd to 5th), it rose in x (9th to 4th)"
        " and y (8th to 3rd).",
    ]


def test_shared_places_are_reported_as_shared(write: Write) -> None:
    rows = (
        "1,A,,=1,,Netherlands,West\n1,B,,1,,Netherlands,West\n1,C,,=3,,South Korea,East\n"
        "2,A,,=1,,,\n2,C,,9-12,,,\n3,C,,9,,,\n4,C,,26+,,,\n"
    )
    index = of(write, rows)
    assert statements(index, "A", 1) == [
        "A is joint 1st in edition 1.",
        "A and B share the lead in edition 1.",
    ]
    area = findings(index, edition=1, region="West").frame["statement"]
    assert area.unique().tolist() == [
        "A and B are joint 1st in West in edition 1.",
        "A and B share the lead in edition 1.",
    ]
    assert statements(index, edition=2) == [
        "A leads in edition 2.",
        "C left the top 3 in edition 2.",
    ]
    assert statements(index, "C", 3) == ["C is 9th in edition 3."]
    assert statements(index, "C", 4) == [
        "C fell at least 17 places from edition 3 to edition 4.",
        "C left the top 20 in edition 4.",
    ]


def test_nobody_enters_a_top_as_large_as_the_table(write: Write) -> None:
    rows = "1,A,,1,,,\n1,B,,2,,,\n1,C,,3,,,\n2,A,,1,,,\n2,B,,2,,,\n2,D,,3,,,\n"
    assert not any(
        "entered" in statement for statement in statements(of(write, rows, THREE), edition=2)
    )


def test_a_city_that_is_not_held_now_was_last_known_somewhere(shipped: Index, write: Write) -> None:
    assert statements(shipped, "Astana", 12) == [
        "Astana was last known 46th of 76 cities, in edition 11."
    ]
    banded = of(write, "1,A,,5-9,,,\n1,C,,20+,,,\n2,B,,1,,,\n")
    assert statements(banded, "A", 2) == ["A was last known in the top 9, in edition 1."]
    assert statements(banded, "C", 2) == []


def test_years_and_days_are_said_as_people_say_them(write: Write) -> None:
    rows = "2023,A,,3,,,\n2024,A,,1,,,\n"
    assert statements(of(write, rows), "A")[0] == "A is 1st in 2024, two places up on 2023."
    rows = "2024-09-23,A,,3,,,\n2024-09-30,A,,3,,,\n"
    assert statements(of(write, rows), "A") == [
        "A is 3rd on 30 September 2024, the same as on 23 September 2024."
    ]


def test_a_city_that_is_not_held_has_no_sentences(shipped: Index) -> None:
    answer = findings(shipped, "Astana", edition=1)
    assert (len(answer.frame), answer.notes) == (
        0,
        ("Astana is not held in edition 1, which is complete to 3.",),
    )


def test_an_edition_without_proved_sentences_says_so(write: Write) -> None:
    answer = findings(of(write, "1,A,,5-9,,,\n"))
    assert answer.notes == ("The figures that are held prove no sentence.",)


def test_data_that_begin_later_say_so(write: Write) -> None:
    ranks = {2022: "Bern Ayr Cork", 2023: "Bern Ayr Cork", 2024: "Ayr Bern Cork"}
    rows = [
        f"{year},{city},{place}"
        for year, cities in ranks.items()
        for place, city in enumerate(cities.split(), 1)
    ]
    counts = "".join(f"{year},3\n" for year in ranks)
    index = load(
        write(
            editions="\n".join(["edition,city,rank", *rows]),
            releases=f"edition,cities_ranked\n{counts}",
        )
    )
    assert statements(index, "Ayr") == [
        "Ayr is 1st of 3 cities in 2024, one place up on 2023.",
        "Ayr took the lead from Bern in 2024; it had never led before"
        " (the editions held begin with 2022).",
        "Ayr's 1st place in 2024 is its best from 2022 on.",
        "Ayr overtook Bern in 2024.",
    ]
