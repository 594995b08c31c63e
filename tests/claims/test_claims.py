"""Claims read from files, and what is wrong with those that are none."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from scicli.claims.claim import FIELDS, Claim
from scicli.claims.claim_files import Claims, claim_of, read_claims
from scicli.errors import DataError
from scicli.index.rating import GrammarError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "claims"


def read(file: Path, content: str | bytes) -> Claims:
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_claims(file)


LEADER = Claim("leader", "10", city="London")
RATING = Claim(
    "rating", "6", claim="c1", city="Malta", category="technology", value=Decimal("-1.50"),
    statement='It is "low", they say',
)  # fmt: skip


def test_the_header_alone_decides_the_separator(file: Path) -> None:
    told = read(file, "kind,city,to,statement\rleader,London,10,a\t\t\t\t\t\t\tb\r")
    claim = Claim("leader", "10", city="London", statement="a\t\t\t\t\t\t\tb")
    assert told == Claims((claim,), ())


@pytest.mark.parametrize(
    "content",
    [
        'kind,city,to,value,claim,category,statement,verdict\nleader,London,10,,,,,\n'
        'rating,Malta,6,-1.50,c1,technology,"It is ""low"", they say",x\n',
        "\ufeffKind\tCity\tTo\tValue\tclaim\tcategory\tstatement\n\nleader\tLondon\t10\t\t\t\t\n"
        'rating\tMalta\t6\t-1.50\tc1\ttechnology\t"It is ""low"", they say"\n',
        '[{"kind": "leader", "city": "London", "to": 10, "other": null},\n {"kind": "rating",'
        ' "claim": "c1", "city": "Malta", "category": "technology", "to": "6", "value": -1.50,'
        ' "statement": "It is \\"low\\", they say"}\n]\n',
        '{"KIND": "leader", "city": " London ", "to": 10}\n\n{"kind": "rating", "claim": "c1",'
        ' "city": "Malta", "category": "technology", "to": 6, "value": "-1.50", "statement":'
        ' "It is \\"low\\", they say"}',
    ],
)  # fmt: skip
def test_claims_are_read_from_csv_and_json(file: Path, content: str) -> None:
    assert read(file, content) == Claims((LEADER, RATING), ())


def test_a_file_without_claims_is_empty(file: Path) -> None:
    assert read(file, "[]") == read(file, "kind,city\n") == Claims((), ())


def test_a_claim_has_its_fields_as_texts() -> None:
    fields = Claim("top_count", 7, region="R", top=10, value=Decimal(4)).fields
    assert tuple(fields) == FIELDS
    assert {name: text for name, text in fields.items() if text} == {
        "kind": "top_count", "category": "overall", "region": "R", "top": "10", "to": "7",
        "value": "4",
    }  # fmt: skip
    assert claim_of(fields) == Claim("top_count", "7", region="R", top=10, value=Decimal(4))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ("", "the claim has no kind; see scicli verify --kinds"),
        ("kind=gian", "'gian' is no kind of claim; see scicli verify --kinds"),
        ("kind=rank to=6 value=1", "a claim of rank has no 'city'; give it one"),
        ("kind=top_count top=1 to=6 value=1",
         "a claim of top_count has no 'region' or 'country'; give it one"),
        ("kind=top_count top=1 to=6 value=1 region=a country=b", "a claim of top_count has both"
         " 'region' and 'country'; give it one"),
        ("kind=leader city=London to=6 country=France",
         "a claim of leader takes no 'country'; leave it blank"),
        ("kind=rank city=Busan to=6 value=22 top=5",
         "a claim of rank takes no 'top'; leave it blank"),
        ("kind=gain city=a from=6 to=6 value=1",
         "edition 6 is compared with itself; name two editions"),
        ("kind=in_top city=a top=0 to=6",
         "top '0' is no number of places; write a whole number from 1 on"),
        ("kind=in_top city=a top=1.5 to=6",
         "top '1.5' is no number of places; write a whole number from 1 on"),
        ("kind=rank city=a to=6 value=0", "value '0' is no rank; write a whole number from 1 on"),
        ("kind=gain city=a from=5 to=6 value=x", "value 'x' is no gain; write a whole number"),
        ("kind=rating city=a to=6 value=8,5",
         "value '8,5' is no rating; write a number such as 733 or 8.5, or nothing"),
        (f"kind=gain city=a from=5 to=6 value={99 * '1'}",
         f"value '{40 * '1'}…' is no gain; write a whole number"),
        ("kind=leader city=\ud800 to=6", "the city holds half a character; write it in UTF-8"),
        ("kind=rating city=a to=6 value=n/a",
         "value 'n/a' is no number; write a number such as 733 or 8.5"),
    ],
)  # fmt: skip
def test_a_malformed_claim_gets_an_error_that_names_the_remedy(fields: str, sentence: str) -> None:
    with pytest.raises(GrammarError) as caught:
        claim_of(dict(part.split("=") for part in fields.split()))
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    "claim",
    ["{", "not JSON", "[7]", '{"kind": "leader", "to": NaN}',
     '{"kind": "leader", "city": {"a": 1}, "to": 6}',
     '{"kind": "leader", "city": true, "to": 6}', '{"kind": "leader", "Kind": "rank"}'],
)  # fmt: skip
def test_a_line_that_is_not_a_claim_does_not_affect_the_others(file: Path, claim: str) -> None:
    sound = '{"kind": "leader", "city": "London", "to": 10}'
    found = read(file, f"{sound}\n{claim}\n{sound}\n")
    assert found.claims == (LEADER, LEADER)
    assert [str(error) for error in found.malformed] == [
        f"{file}, line 2: is no claim; give it the fields that the others have"
    ]


def test_one_claim_may_span_several_lines(file: Path) -> None:
    found = read(file, '{\n"kind": "leader",\n"city": "London",\n"to": 10\n}\n')
    assert (found.claims, found.malformed) == ((LEADER,), ())


def test_an_edition_that_a_kind_does_not_use_is_ignored() -> None:
    fields = {"kind": "leader", "city": "London", "from": "10", "to": "10"}
    assert claim_of(fields) == LEADER
    best = claim_of({"kind": "best", "city": "London", "from": "10", "to": "10"})
    assert best.span == ("10", "10")


def test_the_other_claims_are_read_if_one_is_malformed(file: Path) -> None:
    sound = {"kind": "leader", "city": "London", "to": "10"}
    table = "kind,city,to\nleader,London,10\nleader,London\n,London,10\n\nleader,London,10\n"
    rows = json.dumps([sound, [1], {**sound, "kind": None}, sound], indent=0)
    sentences = {
        table: [
            "line 3: is no claim; give it the fields that the others have",
            "line 4: the claim has no kind; see scicli verify --kinds",
        ],
        rows: [
            "claim 2: is no claim; give it the fields that the others have",
            "claim 3: the claim has no kind; see scicli verify --kinds",
        ],
    }
    for content, said in sentences.items():
        found = read(file, content)
        assert found.claims == (LEADER, LEADER)
        assert [str(error) for error in found.malformed] == [f"{file}, {one}" for one in said]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", " has no column 'kind'; begin it with the fields claim, kind, city, other, category,"
         " region, country, top, from, to, value and statement"),
        ("city,to\nA,1\n", " has no column 'kind'; begin it with the fields claim, kind, city,"
         " other, category, region, country, top, from, to, value and statement"),
        ("kind;city;to\nleader;A;1\n",
         " separates its fields by semicolons; write commas or tabs"),
        ("kind,to,To\nleader,1,1\n", " has two columns 'to'; begin it with the fields claim, kind,"
         " city, other, category, region, country, top, from, to, value and statement"),
        ('kind,city\nleader,"A\n',
         ", line 2: a quotation mark is not closed; check the quotation marks from there on"),
        (b"kind,city\nleader,Z\xfcrich\n",
         ", line 2: the bytes are not UTF-8; save the file as UTF-8"),
        ("[\n{]", ", line 2: no JSON;"
         " check brackets, commas and quotation marks"),
        ('{"kind": "leader"', ", line 1: no JSON; check brackets, commas and quotation marks"),
        ('{"a":' * 100_000, " nests too deeply; write an array of claims"),
        ("[" * 100_000, " nests too deeply; write an array of claims"),
        ('[{"kind": "x"},\n', ", line 2: no JSON;"
         " check brackets, commas and quotation marks"),
        ('[{"kind": "x"}] 7', ", line 1: no JSON;"
         " check brackets, commas and quotation marks"),
        ('[{"kind": "x"}\n {"kind": "x"}]', ", line 2: no JSON;"
         " check brackets, commas and quotation marks"),
        ('[{"kind": "x"},]', ", line 1: no JSON;"
         " check brackets, commas and quotation marks"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_a_table_of_claims_is_refused(
    file: Path, content: str | bytes, sentence: str
) -> None:
    with pytest.raises(DataError) as caught:
        read(file, content)
    assert str(caught.value) == f"{file}{sentence}"


def test_a_missing_file_is_refused(file: Path) -> None:
    with pytest.raises(DataError) as caught:
        read_claims(file)
    assert str(caught.value) == (
        f"{file} cannot be read: no such file or directory; check the path"
    )
