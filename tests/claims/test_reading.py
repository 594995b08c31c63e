"""Claims read from running text: all that it says, nothing that it does not, and the rest told."""

import csv
from pathlib import Path

import pytest

from made_data import generated
from scaffold import Write
from scicli.claims.city_sentences import of_city
from scicli.claims.claim import Claim
from scicli.claims.claim_files import read_claims
from scicli.claims.edition_sentences import of_edition
from scicli.claims.findings import findings
from scicli.claims.paragraphs import Paragraph, paragraphs
from scicli.claims.reading import date_of, read_text
from scicli.claims.verify import KINDS, example_of, judge, sentence_of
from scicli.index.index import Index, load

PUBLISHED = Path(__file__).with_name("published.csv")
LEAST_READ = 0.8


def claims_of(index: Index, text: str, edition: int | str, on: str = "") -> list[Claim]:
    """Return the claims read from a text."""
    readings = read_text(index.catalog, text, edition=edition, on=on)
    return [claim for reading in readings for part in reading.parts for claim in part.claims]


def read_back(index: Index) -> tuple[int, list[str]]:
    """Return how many findings of an index there are, and those that are not read as they say."""
    count, wrong = 0, []
    for number, edition in enumerate(index.catalog.editions):
        cities = list(index.catalog.cities)[number % 3 :: 3]
        for city in (None, *cities):
            frame = findings(index, city, edition=edition, every=True).frame
            said: dict[str, set[Claim]] = {}
            told = of_edition(index, edition) if city is None else of_city(index, city, edition)
            for finding in told:
                said.setdefault(finding.words, set()).update(finding.claims)
            for statement in frame["statement"].unique():
                count += 1
                words = statement.partition(" (no edition between")[0].removesuffix(".")
                words = words.partition(" (by the countries")[0]
                if set(claims_of(index, statement, edition)) != said[words]:
                    wrong.append(statement)
    return count, wrong


def test_every_finding_on_the_shipped_data_is_read_as_it_says(shipped: Index) -> None:
    count, wrong = read_back(shipped)
    assert wrong == []
    assert count > 250


@pytest.mark.parametrize("tables", ["complete", "partial", "banded", "of unknown size"])
def test_every_finding_on_other_tables_is_read_as_it_says(write: Write, tables: str) -> None:
    editions, releases = generated(tables, 3)
    known = {} if tables == "of unknown size" else {"releases": releases}
    count, wrong = read_back(load(write(editions=editions, **known)))
    assert wrong == []
    assert count > 40


def test_every_kind_has_a_sentence_that_is_read_as_it(shipped: Index) -> None:
    unread = []
    for kind in KINDS.values():
        own, _ = judge(shipped, example_of(kind))
        assert own is not None
        sentence = sentence_of(own, shipped.nouns)
        if own not in claims_of(shipped, sentence, 12):
            unread.append(sentence)
    assert unread == []


def fields_of(claim: Claim) -> dict[str, str]:
    """Return what a claim says, without its name and its words."""
    return {name: text for name, text in claim.fields.items()
            if text and name not in {"claim", "statement"}}  # fmt: skip


# Statements whose claim stands in more than their words, or behind words that may change it.
UNREADABLE = {
    "C014", "C071", "C091", "C096", "C120", "C122", "C130", "C132", "C134", "C135", "C139", "C141",
    "C143", "C144", "C148",
}  # fmt: skip


def test_what_the_press_said_is_read_as_the_claims_it_made(shipped: Index) -> None:
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    made = {claim.claim: fields_of(claim) for claim in read_claims(PUBLISHED).claims}
    same: dict[str, list[str]] = {}
    for row in rows:
        same.setdefault(row["statement"], []).append(row["claim"])
    unread, others = set(), []
    for row in rows:
        found = [fields_of(one) for one in claims_of(shipped, row["statement"], 12)]
        own = made[row["claim"]]
        if own not in found:
            unread.add(row["claim"])
            # No other claim of the kind is read that the statement does not make, too.
            also = [made[name] for name in same[row["statement"]]]
            others += [one for one in found if one["kind"] == own["kind"] and one not in also]
    assert unread == UNREADABLE
    assert 1 - len(unread) / len(rows) > LEAST_READ
    assert others == []


RELEASE = """\
# Busan climbs to 22nd

22 November 2022 - The Smart Centres Index puts Busan 22nd of 75 cities this time. The city, which
ranked 27th in May of this year, has moved up 40 places in one year. It stands above Seoul, which is
ranked 24th, for the first time.

Ahead of it are New York (1st), London (2nd) and LA (3rd).

- In Reputation it ranked 12th.
- It is the second city of Asia!
- "We want to be among the best of the world", said the mayor in 1998.
- It was third in Scandinavia, and entered the top 20 of the happy cities.
"""


def test_a_release_is_read_sentence_by_sentence(shipped: Index) -> None:
    readings = read_text(shipped.catalog, RELEASE, edition=6, on="2022-11-22")
    told = [
        (reading.sentence[:24], [fields_of(one) for part in reading.parts for one in part.claims])
        for reading in readings
    ]

    def rank(city: str, value: int, edition: int = 6, category: str = "overall") -> dict[str, str]:
        return {"kind": "rank", "city": city, "category": category, "to": str(edition),
                "value": str(value)}  # fmt: skip

    def of_two(kind: str) -> dict[str, str]:
        return {"kind": kind, "city": "Busan", "other": "Seoul", "category": "overall", "to": "6"}

    assert [claims for _, claims in told] == [
        [
            rank("Busan", 22),
            {"kind": "rose_at_least", "city": "Busan", "category": "overall", "from": "5",
             "to": "6", "value": "1"},
        ],
        [
            rank("Busan", 22),
            {"kind": "table_size", "category": "overall", "to": "6", "value": "75"},
        ],
        [
            rank("Busan", 27, 5),
            {"kind": "gain", "city": "Busan", "category": "overall", "from": "4", "to": "6",
             "value": "40"},
        ],
        [of_two("ahead"), of_two("first_ahead_of_held"), rank("Seoul", 24)],
        [rank("New York", 1), rank("London", 2), rank("Los Angeles", 3)],
        [rank("Busan", 12, category="reputation")],
        [],
        [],
        [],
    ]  # fmt: skip
    assert [reading.unread for reading in readings] == [
        (), (), (), (), ("Ahead of it are New York (1st), London (2nd) and",), (),
        ("It is the second city of Asia!",),
        ('"We want to be among the best of the world", said the mayor in 1998.',),
        ("It was third in Scandinavia, and entered the top 20 of the happy cities.",),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Busan ranked 22nd in 6.", ["rank Busan 6 22"]),
        ("Busan is number one in the world in 12.", ["rank Busan 12 1"]),
        ("Busan is up four places, to 8th, in SCI 12.", ["gain Busan 11 12 4", "rank Busan 12 8"]),
        ("In the 12th SCI, Busan was ranked 8th and Seoul was ranked 39th.",
         ["rank Busan 12 8", "rank Seoul 12 39"]),
        ("Busan fell two places in SCI 10.", ["gain Busan 9 10 -2"]),
        ("부산 ranked 8th in the 12th edition.", ["rank Busan 12 8"]),
        ("Busan has led since edition 8.", ["led_since Busan 8 12"]),
        ("Busan and Seoul entered the top 10 in SCI 12.",
         ["came_into_top Busan 12 10", "came_into_top Seoul 12 10"]),
        ("As Busan City ranks 11th in high-tech fields such as Fintech, it is glad.",
         ["rank Busan 12 11"]),
        ("In addition, it ranked 12th in the Reputation category.", []),
        ("London led. It ranked 3rd in the Delivery Capability category, which counts.",
         ["rank London 12 3"]),
        ("Busan overtook Seoul and is second in Asia.",
         ["overtook Busan Seoul 11 12", "region_rank Busan 12 2"]),
        ("Busan ranked 8th. Oslo ranked 3rd.", ["rank Busan 12 8"]),
        ("Busan ranked 8th. Its rival ranked 39th.", ["rank Busan 12 8"]),
        ("Busan and Oslo ranked 8th.", []),
        ("In 2019 Busan ranked 12th.", []),
        ("A year ago Busan ranked 12th.", []),
        ("On 4 December 2025 Busan ranked 8th.", []),
        ("In edition 13 Busan ranked 5th.", []),
        ("Busan rose 54 places since edition 3.", ["gain Busan 3 12 54"]),
        ("Compared with edition 11, Busan rose four places.", ["gain Busan 11 12 4"]),
        ("In edition 6 Busan was 22nd and in edition 7 19th.", []),
        ("In edition 6, Busan was 22nd. Seoul was 24th.", ["rank Busan 6 22"]),
        ("Neither London nor Zurich leads the index.", []),
        ("Busan almost overtook London.", []),
        ("It is false that Busan ranks eighth.", []),
        ("Busan is better than Seoul in technology.", ["ahead Busan Seoul 12"]),
        ("Busan's infrastructure rank is ninth.", []),
        ("In reputation and in human capital, Busan ranked 9th.", []),
        ("On rents, London ranks second.", []),
        ("London's airport ranked second.", []),
        ("Tourism in Busan rose 4 places.", []),
        ("Ahead of Seoul, Busan ranked 8th.", []),
        ("Seoul and Busan ranked 39th and 8th respectively.", []),
        ("All but Busan are in the top 5.", []),
        ("New York is sixth, York is tenth.", ["rank New York 12 6"]),
        ("Busan slipped from 12th to 8th.", []),
        ("Busan ranked 8th in the SCI but fell to 24th in the GFCI.", []),
        ("Busan rose two places in SCI 1.", []),
        ("Busan rose for two editions.", []),
        ("Seoul kept 24th place in SCI 6.",
         ["gain Seoul 5 6 0", "rank Seoul 5 24", "rank Seoul 6 24"]),
        ("Busan rose 5 per cent in SCI 12.", []),
        ("Busan rose 5 in SCI 12.", []),
        ("The index puts Busan third best.", []),
        ("Busan, Korea's No. 1 city, ranked 8th.", ["region_rank Busan 12 1", "rank Busan 12 8"]),
        ("Busan ranked 8th, and 9th.", ["rank Busan 12 8"]),
        ("Between the 8th and the 12th edition, Busan rose seven places.", []),
        ("Busan rose 3 places from SCI 5 to SCI 5.", ["gain Busan 5 5 3"]),
        ("The mayor, which ranked 8th, met Busan.", []),
        ("Busan rose 19 places from edition 5.", ["gain Busan 5 12 19"]),
        ("Busan overtook Seoul between editions 5 and 6.", ["overtook Busan Seoul 5 6"]),
        ("Busan ranked 27th in May of this year.", []),
        ("x8th is no place, and x8 is none: Busan.", []),
        ("Busan ranked third best.", []),
        ("Busan is the third largest city.", []),
        ("Busan was second in the Balkans.", []),
        ("Busan came 15th in cheese in SCI 12.", []),
        ("Busan is leading the 4th industrial revolution.", []),
        ("Nice to see it ranked.", []),
        ("Busan did not rank in the top 10 in SCI 12.", []),
        ("Busan is not 8th, and has never been ranked higher than 8th.", []),
        ("London no longer leads the index.", []),
        ("Busan is expected to rise five places to 3rd, and could become first.", []),
        ("If it rises four places, it will be 4th.", []),
        ("Did Busan rank 8th?", []),
        ("Busan rose nearly 30 places.", []),
        ("In the Mercer Survey, Busan ranked 5th.", []),
        ("Busan ranked 5th in the Global Finance Index.", []),
        ("Busan ranked 8th, not 9th.", ["rank Busan 12 8"]),
        ("The Global Smart Centers Index says that Busan ranked 8th.", ["rank Busan 12 8"]),
    ],
)  # fmt: skip
def test_what_is_said_is_read_and_nothing_else(shipped: Index, text: str, said: list[str]) -> None:
    assert told(shipped, text) == said


# Each says more than a claim, less, or something else.
DOUBTFUL = """\
Busan is in the top three in Asia.
Busan rose from 5th to 2nd in Asia.
Singapore tops the list in Asia.
London kept the lead in Western Europe.
Busan ranks 2nd among 20 Asian cities.
Busan is in the top 10 percent of smart cities.
Busan is in the top 10%.
Busan overtook Seoul in ship traffic.
Busan climbed from 12th to 8th in container traffic.
Busan gained 4 places in the port ranking.
Busan reached the top 10 in tourism.
London topped the list of the most expensive cities.
Tokyo is ahead of London by nine hours.
Seoul lost 6 places in kindergartens.
Busan ranks first in technology exports.
Busan is ahead of Seoul, wrongly say critics.
Busan rose 4 places more than Seoul.
Busan is second to none.
Busan was first and foremost a port.
Busan came second with 29 votes.
Busan ranked 2nd among port cities.
Busan ranked 8th in the list of the world's busiest container ports.
Busan ranked 8th in this category.
Busan ranked 62nd at launch.
Busan finished second in the third edition of the Asia Cup.
Asia's best are Singapore (1st) and Busan (2nd).
In the Global Cities Report, Busan (58th) beat Seoul (12th).
In 2019, Busan (62nd) was new.
The mayor wants Busan (5th) to rise.
Will Busan (8th) rise?
Busan ranked 3rd, which is wrong.
Busan ranked 3rd, allegedly.
Busan ranked third (not true).
Busan ranked 3rd, or so the mayor dreams.
"Busan ranked third" is a false statement.
Busan ranked 40th, according to Mercer.
According to Seoul, Busan ranked 40th.
Busan ranked 8th at best.
When Busan ranks 5th, we celebrate.
Busan, which had ranked 12th, is ranked high.
London led the ranking before SCI 11.
Busan ranked 22nd after SCI 6.
London led in SCI 7, SCI 8, SCI 9 and SCI 11.
Busan ranked 12th in SCI 11 and in SCI 12.
Busan was 41st, in that year.
At the time, Busan ranked 41st.
In '21 Busan ranked 62nd.
Busan overtook Seoul under Mayor Park.
Zurich (1st), London (2nd) and Singapore (3rd) lead the table in Europe.
Geneva, Switzerland's second city, is growing.
Busan has been ahead of Seoul since SCI 5.
Busan is joint 8th with Tel Aviv.
Busan rose 3.5 places.
Busan ranked 8th for the first time.
Busan beats Seoul in baseball.
Seoul was passed by Busan in exports.
Busan went from 3rd to 5th gear.
Busan ranked 8th, based on patents.
Busan ranked 8th?
Busan entered the index, though not early, in SCI 3 (62nd).
Busan ranked 8th (tourism).
Busan ranked 8th (+5).
Busan ranked 8th (when Taiwan is left out).
Busan ranked 39th, the OECD said.
Busan ranked 12th, an error.
Busan again ranked 8th.
Busan ranked 8th, a claim that the publisher rejects.
"""


@pytest.mark.parametrize("text", DOUBTFUL.splitlines())
def test_what_says_something_else_is_told_and_not_guessed(shipped: Index, text: str) -> None:
    [reading] = read_text(shipped.catalog, text, edition=12)
    assert (reading.parts, reading.unread) == ((), (text,))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Busan ranked 8th in the Smart Centres Index.", ["rank Busan 12 8"]),
        ("Busan ranked 8th of 77 cities in the SCI announced by Z/Yen.",
         ["rank Busan 12 8", "table_size 12 77"]),
        ("Busan Metropolitan City took eighth place in SCI12.", ["rank Busan 12 8"]),
        ("Busan, South Korea, ranked number eight.", ["rank Busan 12 8"]),
        ("Seoul, however, came thirty-ninth.", ["rank Seoul 12 39"]),
        ("On Wednesday, Busan ranked 8th in the new index.", ["rank Busan 12 8"]),
        ("Korea's Busan is the 8th smartest city in the world.", ["rank Busan 12 8"]),
        ("Busan is in SCI 6, and now ranks 8th.", []),
        ("In SCI 6 Busan ranked 22nd; today it ranks 8th.", ["rank Busan 6 22", "rank Busan 12 8"]),
        ("Busan was 12th in SCI 11 and is 8th in SCI 12.", ["rank Busan 11 12", "rank Busan 12 8"]),
        ("Busan ranked 22nd (SCI 6).", ["rank Busan 6 22"]),
        ("Busan has risen 54 places since June 2021, when it ranked 62nd.",
         ["gain Busan 3 12 54", "rank Busan 3 62"]),
        ("Busan moved from 62nd in June 2021 to 8th in December 2025.",
         ["gain Busan 3 12 54", "rank Busan 3 62", "rank Busan 12 8"]),
        ("Busan rose to 8th from 12th.",
         ["gain Busan 11 12 4", "rank Busan 11 12", "rank Busan 12 8"]),
        ("Busan rose four places, from 12th to 8th.",
         ["gain Busan 11 12 4", "rank Busan 11 12", "rank Busan 12 8"]),
        ("Busan ranked 8th, up from 12th in May 2025.", ["rank Busan 12 8", "rank Busan 11 12"]),
        ("Busan ranked 22nd in SCI 1, up from 25th.", ["rank Busan 1 22"]),
        ("Since SCI 3, Busan has risen 54 places.", ["gain Busan 3 12 54"]),
        ("Busan climbed to second in Asia.", ["region_rank Busan 12 2"]),
        ("Busan surpassed Hong Kong for the first time in SCI 10.",
         ["overtook Busan Hong Kong 9 10", "first_ahead_of_held Busan Hong Kong 10"]),
        ("Hong Kong was surpassed by Busan in SCI 10.", ["overtook Busan Hong Kong 9 10"]),
        ("BUSAN OUTRANKS SEOUL", ["ahead Busan Seoul 12"]),
        ("Seoul trails Busan. It is below Tokyo.", ["ahead Busan Seoul 12"]),
        ("Busan is second in Asia behind Singapore.",
         ["region_rank Busan 12 2", "ahead Singapore Busan 12"]),
        ("Busan rose. It overtook Seoul and is second in Asia behind Singapore.",
         ["overtook Busan Seoul 11 12", "region_rank Busan 12 2", "ahead Singapore Busan 12"]),
        ("Busan joined the top ten in SCI 12.", ["came_into_top Busan 12 10"]),
        ("Busan is among the top ten.", ["in_top Busan 12 10"]),
        ("The top three are Zurich, London and Singapore.",
         ["rank Zurich 12 1", "rank London 12 2", "rank Singapore 12 3"]),
        ("The top four are Zurich, London and Singapore.", []),
        ("Busan has risen nine times in a row.", ["streak_rise Busan 12 9"]),
        ("Busan rose for the ninth consecutive edition.", ["streak_rise Busan 12 9"]),
        ("London kept the lead from SCI 7 to SCI 10.", ["led_since London 7 10"]),
        ("The SCI ranks 77 cities.", ["table_size 12 77"]),
        ("77 cities were ranked.", ["table_size 12 77"]),
        ("77 ports were ranked.", []),
        ("Seven startups rose 10 or more places.", []),
        ("London took the table apart.", []),
        ("Seoul saw the world's largest increase in rents.", []),
        ("Dubai scored 670 points in SCI 3.", ["rating Dubai 3 670"]),
        ("The Global Ports Index came out. Busan ranked 8th. In SCI 6 it ranked 22nd.", []),
        ("# Mercer Survey\n\nBusan is 40th.\n\n# SCI\n\nBusan is 8th.", ["rank Busan 12 8"]),
        ("Busan ranked 8th. Incheon did well. It ranked 2nd.", ["rank Busan 12 8"]),
        ("The index is published in London. It ranks 8th.", []),
        ("London's team won. It ranks 8th.", []),
        ("Zurich came first in innovation support and Busan 2nd.", []),
        ("> Busan ranked 3rd.", []),
        ("Busan ranked 12th in SCI 11, one place higher than in SCI 10.", ["rank Busan 11 12"]),
        ("Seoul rose to 39th.", ["rank Seoul 12 39", "rose_at_least Seoul 11 12 1"]),
        ("Busan fell to 22nd in SCI 1.", ["rank Busan 1 22"]),
        ("Zurich kept first place.", ["leader Zurich 12", "leader Zurich 11"]),
        ("Busan remained 8th.",
         ["gain Busan 11 12 0", "rank Busan 11 8", "rank Busan 12 8"]),
        ("Busan ranked 8th. In technology, the city ranked 11th.",
         ["rank Busan 12 8", "rank Busan 12 11"]),
        ("Things were different in May. Busan ranked 12th.", []),
        ("## Technology\n\nBusan ranked 8th.", []),
        ("## SCI 6\n\nBusan ranked 8th.", []),
        ("In the GFCI, New York was first. London was second.", []),
        ("Another index tells another story. Busan ranked 39th.", []),
        ("![Busan ranked 3rd](x.png) <!-- Busan ranked 1st -->", []),
    ],
)  # fmt: skip
def test_what_releases_say_is_read_in_many_forms(
    shipped: Index, text: str, said: list[str]
) -> None:
    assert told(shipped, text) == said


def told(index: Index, text: str) -> list[str]:
    """Return the claims read from a text in short."""
    names = ("kind", "city", "other", "from", "to", "top", "value")
    return [
        " ".join(claim.fields[name] for name in names if claim.fields[name])
        for claim in claims_of(index, text, 12)
    ]


TAILS = """\
a new low
+5
beating London
its worst showing
level with Seoul
more than any other city
more than Singapore
twice as many as Zurich
unlike Seoul
half of them at home
"""


@pytest.mark.parametrize("tail", TAILS.splitlines())
def test_what_follows_a_claim_and_is_not_read_is_told(shipped: Index, tail: str) -> None:
    [reading] = read_text(shipped.catalog, f"Busan ranked 8th, {tail}.", edition=12)
    assert [len(reading.parts), *(tail in one for one in reading.unread)] == [1, True]


def test_a_block_of_code_may_have_no_end() -> None:
    assert list(paragraphs("```\nBusan 5th")) == [Paragraph(("Busan 5th",), is_prose=False)]


def test_the_date_of_a_text_is_no_other_time(shipped: Index) -> None:
    said = "As of 2022-11-27 Busan ranked 22nd."
    assert [one.number for one in claims_of(shipped, said, 6, "2022-11-27")] == [22]
    assert claims_of(shipped, said, 6, "2022-11-28") == []


LOST = """\
Busan: 8
Zurich 1, London 2, Singapore 3
Busan (+4)
Our city topped the ranking.
Busan plunges in new index.
Zurich claims the crown from San Francisco.
Moscow was removed from the index.
Busan is passing Hong Kong.
Busan is the runner-up.
Since then the gap has narrowed in every edition.
Nearly 90 cities are ranked.
Zurich is new in SCI 2.
Busan's strongest category is innovation support.
Busan is closing in on Tel Aviv.
"""


@pytest.mark.parametrize("text", LOST.splitlines())
def test_nothing_on_ranks_is_lost(shipped: Index, text: str) -> None:
    assert read_text(shipped.catalog, text, edition=12)[0].unread == (text,)


@pytest.mark.parametrize(
    "text",
    [
        "Busan ranked 8th of all the cities " + "cities " * 200 + "x.",
        "Busan ranked 8th " + "in the SCI announced in SCI 12 " * 100 + "x.",
        "A" * 50_000,
        "Busan " * 2_000,
    ],
)
def test_no_text_takes_long(shipped: Index, text: str) -> None:
    assert claims_of(shipped, text, 12) == []


def test_names_are_read_by_all_their_names_and_no_parts(write: Write) -> None:
    index = load(write(
        editions="edition,city,rank\n1,Santiago,1\n1,Santiago de Compostela,2\n1,York,3\n"
        "1,New York,4\n1,Zürich,5\n1,A&B <city>,6\n1,«C0»,7\n",
        cities="city,aliases\nNew York,NYC\n",
    ))  # fmt: skip
    for name, city in (
        ("Santiago", "Santiago"), ("Santiago de Compostela", "Santiago de Compostela"),
        ("New York", "New York"), ("NYC", "New York"), ("York", "York"), ("Zurich", "Zürich"),
        ("A&B <city>", "A&B <city>"), ("«C0»", "«C0»"),
    ):  # fmt: skip
        [claim] = claims_of(index, f"{name} is 2nd in edition 1.", 1)
        assert (claim.kind, claim.city, claim.number) == ("rank", city, 2)
    assert claims_of(index, "Yorkshire is 2nd in edition 1.", 1) == []


def test_a_date_at_the_head_says_what_this_year_is(shipped: Index) -> None:
    assert date_of("Busan, 27 November 2022. Busan ranked 22nd.") == "2022-11-27"
    assert date_of("Busan ranked 22nd.") == ""
    assert date_of("2022-11-27: Busan ranked 22nd.") == "2022-11-27"
    for text, day in (
        ("BUSAN (South Korea), Nov. 27, 2022 -- Busan ranked 22nd.", "2022-11-27"),
        ("# A title\n\nFor Immediate Release: 27th November 2022\n", "2022-11-27"),
        ("The bridge opened on 5 May 2021. Busan ranked 8th.", ""),
        ("Mayor Park, born 27 May 1960, thanked them.", ""),
        ("EMBARGOED UNTIL 27 November 2022. Busan ranked 8th.", ""),
        ("On 4 December 2025 Busan ranked 8th.", ""),
        ("2022-99-99: Busan ranked 8th.", ""),
    ):
        assert date_of(text) == day
    said = "Busan ranked 27th in May of this year. It ranked 41st in November last year."
    assert [one.to_edition for one in claims_of(shipped, said, 6, "2022-11-27")] == [5, 4]
    assert [one.to_edition for one in claims_of(shipped, "Busan ranked 41st in November 2021.", 6)
            ] == [4]  # fmt: skip


def test_sentences_end_where_people_end_them() -> None:
    text = (
        "# A title\n\nOne, at 4.5 per cent. Two is No. 1 in the U.S. market! *Three*\ngoes on"
        " [here](https://example.org).\n\n- four\n- five\n\n1. six? Seven\n\nA line\n======\n"
        "<!-- no\none sees it --> ![nor this](x.png)\n> Eight\n\n| Ten | 1 |\n|-----|---|\n"
        "| Ten | 2 |\n```\neleven\ntwelve\n```\nHe said “13.” 14"
    )
    assert list(paragraphs(text)) == [
        Paragraph(("A title",), is_heading=True),
        Paragraph(("One, at 4.5 per cent.", "Two is No. 1 in the U.S. market!",
                   "Three goes on here.")),
        Paragraph(("four",)),
        Paragraph(("five",)),
        Paragraph(("six?", "Seven"), number="1."),
        Paragraph(("A line",)),
        Paragraph(("> Eight",), is_prose=False),
        Paragraph(("| Ten | 1 |",), is_prose=False),
        Paragraph(("| Ten | 2 |",), is_prose=False),
        Paragraph(("eleven twelve",), is_prose=False),
        Paragraph(("He said “13.”", "14")),
    ]  # fmt: skip


def test_tables_code_and_numbered_lists_are_told_and_not_guessed(shipped: Index) -> None:
    text = (
        "## Ranks\n\n| City | Rank |\n| --- | --- |\n| Busan | 22 |\n\n1. London\n2. New York\n"
        "3. Busan ranked 22nd.\n4. Growth\n\n```\nBusan 5th\n```\n"
    )
    assert [(one.sentence, len(one.parts), one.unread)
            for one in read_text(shipped.catalog, text, edition=6)] == [
        ("Ranks", 0, ()),
        ("| City | Rank |", 0, ()),
        ("| Busan | 22 |", 0, ("| Busan | 22 |",)),
        ("1. London", 0, ("1. London",)),
        ("2. New York", 0, ("2. New York",)),
        ("Busan ranked 22nd.", 1, ()),
        ("4. Growth", 0, ()),
        ("Busan 5th", 0, ("Busan 5th",)),
    ]  # fmt: skip


def test_labels_years_and_days_are_editions_too(write: Write) -> None:
    def said(labels: str, text: str, edition: int | str) -> list[tuple[int | str, int]]:
        rows = "".join(
            f"{label},Alpha,{place}\n" for place, label in enumerate(labels.split(";"), 1)
        )
        index = load(write(editions=f"edition,city,rank\n{rows}"))
        return [(one.to_edition, one.number) for one in claims_of(index, text, edition)]

    assert said("2023;2024", "Alpha is 1st in 2023.", 2024) == [(2023, 1)]
    assert said("2023/24;2024/25", "Alpha is 1st in 2023/24.", "2024/25") == [("2023/24", 1)]
    assert said("2022;2023", "Alpha is 1st in 2021.", 2023) == []
    assert said("GFCI 37;GFCI 38", "Alpha is 1st in GFCI 37.", "GFCI 38") == [("GFCI 37", 1)]
    days = "2024-09-23;2024-09-30"
    assert said(days, "Alpha is 1st on 23 September 2024.", "2024-09-30") == [("2024-09-23", 1)]
    assert said("1;2", "Alpha is 1st in the last edition.", 2) == [(1, 1)]
    assert said("1;2", "Alpha is 1st in the last edition.", 1) == []
    assert said("1;2", "Alpha rose 3 places in one year.", 2) == []


def test_the_rest_of_a_list_that_names_strangers_is_told(shipped: Index) -> None:
    [reading] = read_text(shipped.catalog, "Busan is ahead of Seoul and Oslo.", edition=12)
    assert [one.other for part in reading.parts for one in part.claims] == ["Seoul"]
    assert reading.unread == ("Oslo.",)
