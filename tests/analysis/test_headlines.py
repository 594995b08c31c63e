"""The headlines of charts: what an answer shows in one line, and nothing that is not certain."""

import pytest

import scicli
from scaffold import Write
from scicli.analysis.answer import Answer
from scicli.index.index import Index, load


def headline(answer: Answer) -> str:
    assert answer.plot
    return answer.plot.finding


def test_the_shipped_data_have_headlines(shipped: Index) -> None:
    found = [
        headline(one)
        for one in (
            scicli.ranking(shipped, edition=12),
            scicli.ranking(shipped, edition=6, around="Busan"),
            scicli.ranking(shipped, edition=6, region="Asia/Pacific"),
            scicli.climbers(shipped, from_edition=5, to_edition=6),
            scicli.breakdown(shipped, "Busan", edition=12),
            scicli.compare(shipped, "Busan", "Seoul"),
            scicli.trend(shipped, "Busan"),
            scicli.trend(shipped, "Busan", "Seoul"),
            scicli.gap(shipped, "Busan", to=5),
            scicli.gap(shipped, "Busan", to="Seoul"),
            scicli.leaders(shipped),
            scicli.leaders(shipped, top=3),
        )
    ]
    assert found == [
        "Zurich leads 77 cities",
        "Busan is 22nd of 75 cities",
        "Hong Kong is 5th, the best rank held in Asia/Pacific",
        "Tokyo rose most of the 17 cities compared: 11 places, to 17th",
        "Busan stands highest in innovation support (1st), lowest in delivery capability (13th)",
        "Busan is ahead of Seoul in 7 of 8 editions",
        "Busan: from 62nd in June 2021 to 8th in December 2025",
        "Busan 8th and Seoul 39th in December 2025",
        "Busan is 3 places behind 5th place",
        "Busan is 31 places ahead of Seoul",
        "London led 6 of 12 editions, more than any other",
        "London stood in the top 3 in all 12 editions",
    ]


@pytest.fixture
def index(write: Write) -> Index:
    return load(
        write(
            editions="edition,city,category,rank\n1,A,,1\n1,B,,2\n1,C,,9\n1,D,,8\n"
            "2,A,,=2\n2,B,,=2\n2,C,,4\n2,D,,3\n2,E,,100+\n2,A,safety,3\n2,A,housing,3\n"
            "2,B,safety,1\n3,A,,5\n3,B,,5\n3,C,,201-250\n3,E,safety,2\n"
        )
    )


def test_what_is_not_certain_has_no_headline(index: Index) -> None:
    assert headline(scicli.ranking(index, edition=1)) == "A leads"
    assert headline(scicli.ranking(index, edition=1, around="C")) == "C is 9th"
    assert headline(scicli.ranking(index, edition=1, around="E")) == ""
    assert headline(scicli.ranking(index, edition=2)) == ""
    assert headline(scicli.ranking(index, edition=3, category="housing")) == ""
    climbers = scicli.climbers(index, from_edition=1, to_edition=2)
    assert headline(climbers) == "D and C rose most of the 4 cities compared: 5 places each"
    assert headline(scicli.climbers(index, from_edition=2, to_edition=3)) == ""
    fallers = scicli.fallers(index, from_edition=2, to_edition=3)
    assert headline(fallers) == "C fell at least 197 and at most 246 places, to 201–250"
    assert headline(scicli.breakdown(index, "A", edition=2)) == "A is joint 2nd overall"
    assert headline(scicli.breakdown(index, "E", edition=3)) == ""
    assert headline(scicli.breakdown(index, "D", edition=3)) == ""
    assert headline(scicli.compare(index, "A", "B")) == "A is ahead of B in 1 of 3 editions"
    assert headline(scicli.compare(index, "A", "B", from_edition=2)) == ""
    assert headline(scicli.compare(index, "A", "C", from_edition=2, to_edition=3)) == (
        "A is ahead of C in both editions"
    )
    assert headline(scicli.compare(index, "A", "E")) == "A is ahead of E in both editions"
    assert headline(scicli.compare(index, "E", "D")) == "D is ahead of E"
    assert headline(scicli.trend(index)) == ""
    assert headline(scicli.trend(index, "E")) == "E is 100+ in edition 2"
    assert headline(scicli.trend(index, "A", "D")) == ""
    assert headline(scicli.gap(index, "A", to="B")) == "A is level with B"
    assert headline(scicli.gap(index, "C", to=240)) == ""
    assert headline(scicli.gap(index, "D", to=2)) == ""
    assert headline(scicli.leaders(index)) == ""
    assert headline(scicli.leaders(index, category="housing")) == ""


def test_of_a_tie_nobody_leads_more_often(write: Write) -> None:
    rows = "1,A,1\n1,B,2\n2,B,1\n2,A,2\n"
    index = load(write(editions=f"edition,city,rank\n{rows}"))
    assert headline(scicli.compare(index, "A", "B")) == ""
    assert headline(scicli.leaders(index)) == ""
