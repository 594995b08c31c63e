"""A place that is marked as shared: by a city of the table, or by one that is not held."""

import pytest

from scaffold import Write, values
from scicli.analysis.listings import editions
from scicli.claims.claim_files import claim_of
from scicli.claims.verify import verify
from scicli.index.index import load

BEFORE = "2023,Alpha,1\n2023,Gamma,2\n2023,Beta,3\n2023,Delta,4\n"


@pytest.mark.parametrize(
    ("ranks", "depth"),
    [
        ("1 2 2 4", 4),
        ("1 =2 2 4", 4),
        ("1 =2 =2 =2 5", 5),
        ("1 =2 =2 5", 3),
        ("1 =2 4", 1),
        ("1 2= 4 5", 1),
        ("=1", 0),
        ("=1 2", 0),
        ("1 =2 3", 1),
        ("1 =2 2-3", 3),
        ("1 =2 2-5 4", 1),
        ("1 2 =3", 2),
        ("1 2 4 =9", 2),
    ],
)
def test_the_depth_ends_before_a_tie_that_a_city_not_held_shares(
    write: Write, ranks: str, depth: int
) -> None:
    rows = "".join(f"1,City {n},{rank}\n" for n, rank in enumerate(ranks.split()))
    index = load(write(editions=f"edition,city,rank\n{rows}"))
    assert index.coverage(1, "overall").depth == depth
    assert editions(index).frame["complete_to"].tolist() == [depth]


def test_who_shares_a_marked_place_is_not_known(write: Write) -> None:
    rows = f"edition,city,rank\n{BEFORE}2024,Alpha,1\n2024,Beta,=2\n2024,Delta,4\n"
    claims = [
        {"kind": "rank", "city": "Gamma", "value": "2"},
        {"kind": "in_top", "city": "Gamma", "top": "2"},
        {"kind": "ahead", "city": "Beta", "other": "Gamma"},
        {"kind": "in_top", "city": "Gamma", "top": "3"},
        {"kind": "overtook", "city": "Beta", "other": "Gamma", "from": "2023"},
    ]
    answer = verify(
        load(write(editions=rows)), [claim_of({**claim, "to": "2024"}) for claim in claims]
    )
    assert values(answer.frame, "verdict") == [("unknown",)] * len(claims)
