"""Claims judged: those of the press, and each kind on tables that are complete, partial, banded."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

import scicli
from scaffold import Write, values
from scicli.claims import record_claims
from scicli.claims.claim import Claim
from scicli.claims.claim_files import claim_of, read_claims
from scicli.claims.findings import sources_of
from scicli.claims.verify import KINDS, example_of, kinds, verify
from scicli.index.index import Index, load

PUBLISHED = Path(__file__).parent / "published.csv"

# A B C D, then B A C E, then B E A C: of four ranked, all are held.
COMPLETE = {
    "editions": """edition,city,rank,rating,country,region
1,A,1,90,X,West
1,B,2,80,X,West
1,C,3,70.5,Y,West
1,D,4,60,Y,East
2,B,1,90,X,West
2,A,2,80,X,West
2,C,3,70.5,Y,West
2,E,4,60,Y,East
3,B,1,,X,West
3,E,2,70,Y,East
3,A,3,,X,West
3,C,4,,Y,West
""",
    "releases": """edition,cities_ranked,average_rating_change_pct,rose_10_or_more,fell_10_or_more
1,4,,,
2,4,-1.5,0,2
3,4,,,
""",
}
# Of ten ranked, four are held: complete to 2, to 3, to 2.
PARTIAL = {
    "editions": """edition,city,rank,rating,country,region
1,A,1,,X,West
1,B,2,,X,West
1,C,5,,Y,West
1,D,9,,,
2,A,1,,X,West
2,B,2,,X,West
2,C,3,80,Y,West
2,D,7,,,
3,B,1,,X,West
3,C,2,,Y,West
3,A,4,,X,West
3,E,,50,Y,East
""",
    "releases": "edition,cities_ranked\n1,10\n2,10\n3,10\n",
}
# How many are ranked is not known: complete to 1, to 2, to 1.
BANDED = {
    "editions": """edition,city,rank,rating,country,region
1,A,1,,X,West
1,B,2-3,,X,West
1,C,2-3,,Y,West
1,D,4-10,,Y,East
1,E,11+,,Y,East
2,B,1,,X,West
2,A,2,,X,West
2,C,3-5,,Y,West
2,D,3-5,,Y,East
2,E,3-5,,Y,East
3,A,1,,X,West
3,B,2-4,,X,West
3,C,2-4,,Y,West
3,D,2-4,,Y,East
3,E,5-8,,Y,East
""",
}
UNSETTLED = {"editions": "edition,city,rank\n1,A,1-2\n1,B,1-2\n"}
LEADS = {"editions": "edition,city,rank,rating\n1,A,1,9\n1,B,2,7\n2,A,1,\n2,B,2,7\n"}
YES, NO, OPEN = "supported", "contradicted", "unknown"


def judged(index: Index, kind: str, said: str) -> tuple[str, str]:
    """Return the verdict on a claim, and the reason, of fields such as "city=A to=2"."""
    fields = dict(part.split("=") for part in said.split())
    frame = verify(index, [claim_of({"kind": kind, **fields})]).frame
    return str(frame["verdict"].iloc[0]), str(frame["reason"].iloc[0])


def test_claims_of_the_press_get_the_expected_verdicts(shipped: Index) -> None:
    read = read_claims(PUBLISHED)
    frame = verify(shipped, read.claims).frame
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        expected = [(row["claim"], row["verdict"]) for row in csv.DictReader(file)]
    assert read.malformed == ()
    assert values(frame, "claim", "verdict") == expected
    reasons = dict(zip(frame["claim"], frame["reason"], strict=True))
    assert reasons["C146"] == "Busan 22 in edition 6, 15 in edition 8: 7 places, not 47"
    assert reasons["C067"] == (
        "Stockholm not held in edition 2, which is complete to 3, 4 in edition 3;"
        " Singapore 3 in edition 2, 7 in edition 3"
    )


HALF_SETTLED = {"editions": "edition,city,rank\n1,A,1-2\n1,B,1-2\n2,A,1\n2,B,2\n"}
FULL_OF_NAMES = {
    "editions": "edition,city,rank\n1,A,1\n1,B,\n2,A,2\n2,B,1\n2,C,3\n",
    "releases": "edition,cities_ranked\n1,2\n2,3\n",
}
CASES = [
    (FULL_OF_NAMES, "ahead", "city=A other=C to=1", NO),
    (FULL_OF_NAMES, "ahead", "city=A other=B to=1", YES),
    (FULL_OF_NAMES, "rank", "city=C to=1 value=2", NO),
    (COMPLETE, "rose_at_least", "city=B from=1 to=2 value=1", YES),
    (COMPLETE, "rose_at_least", "city=B from=1 to=2 value=2", NO),
    (COMPLETE, "rose_at_least", "city=D from=1 to=2 value=1", NO),
    (BANDED, "rose_at_least", "city=E from=1 to=2 value=6", YES),
    (BANDED, "rose_at_least", "city=D from=1 to=2 value=2", OPEN),
    (COMPLETE, "fell_at_least", "city=A from=1 to=3 value=2", YES),
    (COMPLETE, "fell_at_least", "city=A from=1 to=3 value=3", NO),
    (BANDED, "fell_at_least", "city=C from=1 to=2 value=2", OPEN),
    (LEADS, "lead_in_points", "city=A to=1 value=2", YES),
    (LEADS, "lead_in_points", "city=A to=1 value=3", NO),
    (LEADS, "lead_in_points", "city=A to=2 value=2", OPEN),
    (BANDED, "countries_in_top", "top=1 to=1 value=1", YES),
    (BANDED, "countries_in_top", "top=1 to=1 value=2", NO),
    (BANDED, "countries_in_top", "top=3 to=2 value=2", OPEN),
    (COMPLETE, "table_size", "to=1 value=4", YES),
    (COMPLETE, "table_size", "to=1 value=5", NO),
    (UNSETTLED, "table_size", "to=1 value=2", OPEN),
    (UNSETTLED, "table_size", "to=1 value=1", NO),
    (COMPLETE, "first_ahead_of_held", "city=B other=A to=2", YES),
    (COMPLETE, "first_ahead_of_held", "city=B other=A to=3", NO),
    (COMPLETE, "first_ahead_of_held", "city=A other=B to=2", NO),
    (COMPLETE, "first_ahead_of_held", "city=A other=B to=1", YES),
    (BANDED, "first_ahead_of_held", "city=D other=C to=3", OPEN),
    (COMPLETE, "came_into_top", "city=B top=1 to=2", YES),
    (COMPLETE, "came_into_top", "city=E top=4 to=2", YES),
    (COMPLETE, "came_into_top", "city=B top=1 to=3", NO),
    (COMPLETE, "came_into_top", "city=A top=1 to=1", OPEN),
    (COMPLETE, "biggest_fall", "city=A from=1 to=2", YES),
    (COMPLETE, "biggest_fall", "city=B from=1 to=2", NO),
    (PARTIAL, "biggest_fall", "city=A from=1 to=3", OPEN),
    (COMPLETE, "left_top", "city=A top=1 to=2", YES),
    (COMPLETE, "left_top", "city=B top=1 to=2", NO),
    (COMPLETE, "left_top", "city=D top=4 to=2", NO),
    (COMPLETE, "left_top", "city=A top=1 to=1", NO),
    (COMPLETE, "left_top", "city=B top=1 to=1", OPEN),
    (PARTIAL, "left_top", "city=E top=4 to=3", OPEN),
    (COMPLETE, "led_since", "city=B from=2 to=3", YES),
    (COMPLETE, "led_since", "city=B from=1 to=3", NO),
    (HALF_SETTLED, "led_since", "city=A from=1 to=2", OPEN),
    (COMPLETE, "worst", "city=A to=3", YES),
    (COMPLETE, "worst", "city=B to=3", NO),
    (COMPLETE, "worst", "city=D to=3", NO),
    (COMPLETE, "worst", "city=E to=3", NO),
    (COMPLETE, "worst", "city=E to=3 from=3", YES),
    (PARTIAL, "worst", "city=D to=2", NO),
    (PARTIAL, "worst", "city=D to=3", OPEN),
    (COMPLETE, "streak_fall", "city=A to=3 value=2", YES),
    (COMPLETE, "streak_fall", "city=A to=3 value=3", OPEN),
    (COMPLETE, "streak_fall", "city=B to=3 value=1", NO),
    (COMPLETE, "rank", "city=A to=2 value=2", YES),
    (COMPLETE, "rank", "city=A to=2 value=1", NO),
    (COMPLETE, "rank", "city=D to=2 value=4", NO),
    (PARTIAL, "rank", "city=C to=1 value=5", YES),
    (PARTIAL, "rank", "city=C to=1 value=4", NO),
    (PARTIAL, "rank", "city=E to=1 value=2", NO),
    (PARTIAL, "rank", "city=E to=1 value=3", OPEN),
    (PARTIAL, "rank", "city=E to=1 value=11", NO),
    (PARTIAL, "rank", "city=E to=3 value=3", OPEN),
    (BANDED, "rank", "city=A to=1 value=1", YES),
    (BANDED, "rank", "city=B to=1 value=2", OPEN),
    (BANDED, "rank", "city=B to=1 value=4", NO),
    (BANDED, "rank", "city=E to=1 value=999", OPEN),
    (COMPLETE, "rating", "city=A to=2 value=80", YES),
    (COMPLETE, "rating", "city=A to=2 value=80.5", NO),
    (COMPLETE, "rating", "city=B to=3 value=9", OPEN),
    (COMPLETE, "rating", "city=D to=2 value=60", NO),
    (PARTIAL, "rating", "city=C to=2 value=80.0", YES),
    (PARTIAL, "rating", "city=C to=2 value=8", NO),
    (PARTIAL, "rating", "city=C to=1 value=8", OPEN),
    (BANDED, "rating", "city=A to=1 value=8", OPEN),
    (COMPLETE, "leader", "city=B to=2", YES),
    (COMPLETE, "leader", "city=A to=2", NO),
    (PARTIAL, "leader", "city=B to=3", YES),
    (PARTIAL, "leader", "city=E to=1", NO),
    (BANDED, "leader", "city=A to=1", YES),
    (BANDED, "leader", "city=B to=1", NO),
    (UNSETTLED, "leader", "city=B to=1", OPEN),
    (COMPLETE, "gain", "city=A from=1 to=3 value=-2", YES),
    (COMPLETE, "gain", "city=A from=1 to=3 value=2", NO),
    (COMPLETE, "gain", "city=D from=1 to=2 value=0", NO),
    (PARTIAL, "gain", "city=C from=1 to=2 value=2", YES),
    (PARTIAL, "gain", "city=D from=2 to=3 value=4", OPEN),
    (PARTIAL, "gain", "city=D from=2 to=3 value=5", NO),
    (BANDED, "gain", "city=A from=1 to=2 value=-1", YES),
    (BANDED, "gain", "city=C from=1 to=2 value=-1", OPEN),
    (BANDED, "gain", "city=C from=1 to=2 value=1", NO),
    (BANDED, "gain", "city=E from=1 to=2 value=500", OPEN),
    (COMPLETE, "rating_gain", "city=A from=1 to=2 value=-10", YES),
    (COMPLETE, "rating_gain", "city=A from=1 to=2 value=10", NO),
    (COMPLETE, "rating_gain", "city=A from=2 to=3 value=1", OPEN),
    (COMPLETE, "rating_gain", "city=D from=1 to=2 value=1", NO),
    (PARTIAL, "rating_gain", "city=C from=1 to=2 value=1", OPEN),
    (BANDED, "rating_gain", "city=C from=1 to=2 value=1", OPEN),
    (COMPLETE, "biggest_gain", "city=E from=2 to=3", YES),
    (COMPLETE, "biggest_gain", "city=B from=1 to=2", YES),
    (COMPLETE, "biggest_gain", "city=C from=1 to=2", NO),
    (COMPLETE, "biggest_gain", "city=D from=1 to=2", NO),
    (PARTIAL, "biggest_gain", "city=C from=1 to=2", OPEN),
    (PARTIAL, "biggest_gain", "city=B from=1 to=2", NO),
    (PARTIAL, "biggest_gain", "city=E from=1 to=2", OPEN),
    (BANDED, "biggest_gain", "city=B from=1 to=2", NO),
    (BANDED, "biggest_gain", "city=E from=1 to=2", OPEN),
    (BANDED, "biggest_gain", "city=D from=1 to=2", OPEN),
    (COMPLETE, "most_gained_of_held", "city=B from=1 to=2 value=1", YES),
    (COMPLETE, "most_gained_of_held", "city=B from=1 to=2 value=2", NO),
    (COMPLETE, "most_gained_of_held", "city=E from=1 to=2 value=1", NO),
    (PARTIAL, "most_gained_of_held", "city=C from=1 to=2 value=2", YES),
    (PARTIAL, "most_gained_of_held", "city=B from=1 to=2 value=1", NO),
    (BANDED, "most_gained_of_held", "city=E from=1 to=2 value=6", OPEN),
    (COMPLETE, "most_lost_of_held", "city=A from=1 to=2 value=1", YES),
    (COMPLETE, "most_lost_of_held", "city=A from=1 to=2 value=2", NO),
    (PARTIAL, "most_lost_of_held", "city=A from=2 to=3 value=3", YES),
    (PARTIAL, "most_lost_of_held", "city=B from=2 to=3 value=1", NO),
    (BANDED, "most_lost_of_held", "city=C from=1 to=2 value=1", OPEN),
    (COMPLETE, "ahead", "city=A other=C to=2", YES),
    (COMPLETE, "ahead", "city=C other=A to=2", NO),
    (COMPLETE, "most_gained_of_held", "city=B from=1 to=2 value=1", YES),
    (COMPLETE, "most_gained_of_held", "city=B from=1 to=2 value=2", NO),
    (COMPLETE, "most_gained_of_held", "city=E from=1 to=2 value=1", NO),
    (PARTIAL, "most_gained_of_held", "city=C from=1 to=2 value=2", YES),
    (PARTIAL, "most_gained_of_held", "city=B from=1 to=2 value=1", NO),
    (BANDED, "most_gained_of_held", "city=E from=1 to=2 value=6", OPEN),
    (COMPLETE, "most_lost_of_held", "city=A from=1 to=2 value=1", YES),
    (COMPLETE, "most_lost_of_held", "city=A from=1 to=2 value=2", NO),
    (PARTIAL, "most_lost_of_held", "city=A from=2 to=3 value=3", YES),
    (PARTIAL, "most_lost_of_held", "city=B from=2 to=3 value=1", NO),
    (BANDED, "most_lost_of_held", "city=C from=1 to=2 value=1", OPEN),
    (COMPLETE, "ahead", "city=A other=D to=2", NO),
    (COMPLETE, "ahead", "city=D other=A to=2", NO),
    (PARTIAL, "ahead", "city=B other=E to=1", YES),
    (PARTIAL, "ahead", "city=E other=B to=1", NO),
    (PARTIAL, "ahead", "city=C other=E to=1", OPEN),
    (PARTIAL, "ahead", "city=E other=D to=3", OPEN),
    (BANDED, "ahead", "city=A other=B to=1", YES),
    (BANDED, "ahead", "city=B other=C to=1", OPEN),
    (BANDED, "ahead", "city=E other=C to=1", NO),
    (COMPLETE, "overtook", "city=B other=A from=1 to=2", YES),
    (COMPLETE, "overtook", "city=A other=B from=1 to=2", NO),
    (COMPLETE, "overtook", "city=E other=C from=1 to=3", NO),
    (PARTIAL, "overtook", "city=C other=A from=2 to=3", YES),
    (PARTIAL, "overtook", "city=C other=D from=1 to=2", NO),
    (PARTIAL, "overtook", "city=E other=A from=1 to=3", OPEN),
    (BANDED, "overtook", "city=B other=A from=1 to=2", YES),
    (BANDED, "overtook", "city=E other=D from=1 to=2", OPEN),
    (BANDED, "overtook", "city=C other=A from=1 to=2", NO),
    (COMPLETE, "in_top", "city=A top=2 to=2", YES),
    (COMPLETE, "in_top", "city=C top=2 to=2", NO),
    (COMPLETE, "in_top", "city=D top=9 to=2", NO),
    (PARTIAL, "in_top", "city=C top=5 to=1", YES),
    (PARTIAL, "in_top", "city=E top=2 to=1", NO),
    (PARTIAL, "in_top", "city=E top=3 to=1", OPEN),
    (PARTIAL, "in_top", "city=E top=10 to=1", OPEN),
    (PARTIAL, "in_top", "city=E top=10 to=3", YES),
    (BANDED, "in_top", "city=B top=3 to=1", YES),
    (BANDED, "in_top", "city=B top=2 to=1", OPEN),
    (BANDED, "in_top", "city=E top=10 to=1", NO),
    (COMPLETE, "entered_top", "city=A top=1 to=1", OPEN),
    (COMPLETE, "entered_top", "city=C top=2 to=1", NO),
    (COMPLETE, "entered_top", "city=E top=2 to=3", YES),
    (COMPLETE, "entered_top", "city=A top=3 to=3", NO),
    (COMPLETE, "entered_top", "city=C top=2 to=3", NO),
    (PARTIAL, "entered_top", "city=C top=2 to=3", YES),
    (PARTIAL, "entered_top", "city=B top=2 to=3", NO),
    (PARTIAL, "entered_top", "city=E top=10 to=3", OPEN),
    (BANDED, "entered_top", "city=B top=1 to=2", YES),
    (BANDED, "entered_top", "city=A top=1 to=3", NO),
    (BANDED, "entered_top", "city=D top=4 to=3", OPEN),
    (COMPLETE, "region_rank", "city=C region=West to=2 value=3", YES),
    (COMPLETE, "region_rank", "city=C country=Y to=2 value=1", YES),
    (COMPLETE, "region_rank", "city=C region=West to=2 value=2", NO),
    (COMPLETE, "region_rank", "city=C region=East to=2 value=1", NO),
    (COMPLETE, "region_rank", "city=D region=East to=2 value=1", NO),
    (PARTIAL, "region_rank", "city=B region=West to=1 value=2", YES),
    (PARTIAL, "region_rank", "city=C region=West to=1 value=3", OPEN),
    (PARTIAL, "region_rank", "city=C region=West to=1 value=2", NO),
    (PARTIAL, "region_rank", "city=C region=West to=1 value=6", NO),
    (PARTIAL, "region_rank", "city=D region=West to=1 value=4", OPEN),
    (PARTIAL, "region_rank", "city=E region=East to=3 value=1", OPEN),
    (BANDED, "region_rank", "city=A region=West to=1 value=1", YES),
    (BANDED, "region_rank", "city=E region=East to=1 value=2", OPEN),
    (BANDED, "region_rank", "city=B region=West to=1 value=1", NO),
    (COMPLETE, "top_count", "region=West top=3 to=2 value=3", YES),
    (COMPLETE, "top_count", "country=Y top=3 to=2 value=0", NO),
    (PARTIAL, "top_count", "region=West top=3 to=2 value=3", YES),
    (PARTIAL, "top_count", "region=West top=3 to=2 value=2", NO),
    (PARTIAL, "top_count", "region=West top=5 to=2 value=3", OPEN),
    (PARTIAL, "top_count", "region=West top=5 to=2 value=2", NO),
    (BANDED, "top_count", "region=West top=1 to=1 value=1", YES),
    (BANDED, "top_count", "region=East top=3 to=2 value=1", OPEN),
    (BANDED, "top_count", "region=West top=3 to=1 value=1", NO),
    (COMPLETE, "count_rose", "top=10 from=1 to=2 value=0", YES),
    (COMPLETE, "count_rose", "top=10 from=1 to=2 value=1", NO),
    (COMPLETE, "count_fell", "top=10 from=1 to=2 value=2", YES),
    (COMPLETE, "count_fell", "top=10 from=1 to=2 value=0", NO),
    (COMPLETE, "count_rose", "top=1 from=1 to=2 value=1", YES),
    (COMPLETE, "count_rose", "top=2 from=2 to=3 value=0", NO),
    (COMPLETE, "count_fell", "top=1 from=2 to=3 value=2", YES),
    (PARTIAL, "count_rose", "top=2 from=1 to=2 value=2", OPEN),
    (PARTIAL, "count_rose", "top=2 from=1 to=2 value=1", NO),
    (PARTIAL, "count_fell", "top=3 from=2 to=3 value=0", NO),
    (PARTIAL, "count_fell", "top=3 from=2 to=3 value=11", NO),
    (BANDED, "count_rose", "top=1 from=1 to=2 value=2", OPEN),
    (BANDED, "count_rose", "top=1 from=1 to=2 value=1", NO),
    (BANDED, "count_fell", "top=1 from=1 to=2 value=0", NO),
    (BANDED, "count_fell", "top=1 from=1 to=2 value=1", OPEN),
    (COMPLETE, "average_change", "to=2 value=-1.5", YES),
    (COMPLETE, "average_change", "to=2 value=1.5", NO),
    (COMPLETE, "average_change", "to=3 value=1.5", OPEN),
    (PARTIAL, "average_change", "to=3 value=1.5", OPEN),
    (BANDED, "average_change", "to=3 value=1.5", OPEN),
    (COMPLETE, "best", "city=B to=3", YES),
    (COMPLETE, "best", "city=E to=3", YES),
    (COMPLETE, "best", "city=A to=3", NO),
    (COMPLETE, "best", "city=D to=2", NO),
    (PARTIAL, "best", "city=C to=3", YES),
    (PARTIAL, "best", "city=D to=2", YES),
    (PARTIAL, "best", "city=A to=3", NO),
    (PARTIAL, "best", "city=E to=3", OPEN),
    (BANDED, "best", "city=A to=3", YES),
    (BANDED, "best", "city=A from=1 to=2", NO),
    (BANDED, "best", "city=D from=2 to=3", OPEN),
    (COMPLETE, "streak_rise", "city=E to=3 value=1", YES),
    (COMPLETE, "streak_rise", "city=E to=3 value=2", NO),
    (COMPLETE, "streak_rise", "city=B to=2 value=2", OPEN),
    (PARTIAL, "streak_rise", "city=C to=3 value=2", YES),
    (PARTIAL, "streak_rise", "city=A to=3 value=1", NO),
    (PARTIAL, "streak_rise", "city=E to=3 value=1", OPEN),
    (BANDED, "streak_rise", "city=E to=2 value=1", YES),
    (BANDED, "streak_rise", "city=D to=2 value=1", OPEN),
    (BANDED, "streak_rise", "city=A to=2 value=1", NO),
]


@pytest.mark.parametrize(("tables", "kind", "said", "expected"), CASES)
def test_a_claim_is_judged_by_all_possible_ranks(
    write: Write, tables: dict[str, str], kind: str, said: str, expected: str
) -> None:
    assert judged(load(write(**tables)), kind, said)[0] == expected


def test_every_kind_has_every_verdict() -> None:
    # Records are judged against every world, in test_worlds.py.
    kinds = [name for name, kind in KINDS.items() if kind.module != record_claims.__name__]
    seen = {name: {verdict for _, kind, _, verdict in CASES if kind == name} for name in kinds}
    assert seen == {name: {YES, NO, OPEN} for name in kinds}


@pytest.mark.parametrize(
    ("tables", "kind", "said", "reason"),
    [
        (COMPLETE, "rank", "city=D to=2 value=4", "D not in the complete table of edition 2"),
        (PARTIAL, "rank", "city=C to=1 value=4", "C 5 in edition 1, not 4"),
        (PARTIAL, "rank", "city=E to=1 value=3", "E not held in edition 1, which is complete to 2"),
        (BANDED, "rank", "city=E to=1 value=999", "E 11+ in edition 1"),
        (COMPLETE, "rating", "city=A to=2 value=80.5", "A is rated 80 in edition 2, not 80.5"),
        (COMPLETE, "rating", "city=D to=2 value=60", "D is not in the complete table of edition 2"),
        (PARTIAL, "leader", "city=E to=1", "E not held in edition 1, which is complete to 2"),
        (BANDED, "leader", "city=B to=1", "B 2–3 in edition 1, not first"),
        (
            COMPLETE,
            "gain",
            "city=A from=1 to=3 value=2",
            "A 1 in edition 1, 3 in edition 3: -2 places, not 2",
        ),
        (
            PARTIAL,
            "gain",
            "city=D from=2 to=3 value=5",
            "D 7 in edition 2, not held in edition 3, which is complete to 2",
        ),
        (
            BANDED,
            "gain",
            "city=C from=1 to=2 value=1",
            "C 2–3 in edition 1, 3–5 in edition 2: at least -3 and at most 0 places, not 1",
        ),
        (
            BANDED,
            "gain",
            "city=E from=1 to=2 value=500",
            "E 11+ in edition 1, 3–5 in edition 2: at least 6 places",
        ),
        (
            COMPLETE,
            "rating_gain",
            "city=A from=1 to=2 value=10",
            "A is rated 90 in edition 1, 80 in edition 2: -10, not 10",
        ),
        (
            {"editions": "edition,city,rank\n1,A,11+\n1,B,5\n2,A,21+\n2,B,30+\n"},
            "most_lost_of_held",
            "city=A from=1 to=2 value=5",
            "A 11+ in edition 1, 21+ in edition 2: any number of places, among the 1 other city"
            " held in both, but B fell more",
        ),
        (
            {"editions": "edition,city,rank\n1,A,9\n1,B,8\n2,A,1\n2,B,2\n"},
            "most_gained_of_held",
            "city=A from=1 to=2 value=1",
            "A 9 in edition 1, 1 in edition 2: 8 places, among the 1 other city held in both",
        ),
        (
            COMPLETE,
            "entered_top",
            "city=A top=1 to=1",
            "A 1 in edition 1; the data begin with edition 1, and no edition before is known",
        ),
        (
            COMPLETE,
            "biggest_gain",
            "city=E from=2 to=3",
            "E 4 in edition 2, 2 in edition 3: 2 places; none of the 3 other cities held in"
            " both gained more",
        ),
        (
            COMPLETE,
            "biggest_gain",
            "city=C from=1 to=2",
            "C 3 in edition 1, 3 in edition 2: 0 places, but B gained 1 place",
        ),
        (
            PARTIAL,
            "biggest_gain",
            "city=C from=1 to=2",
            "C 5 in edition 1, 3 in edition 2: 2 places; none of the 3 other cities held in"
            " both gained more, but the tables are not complete",
        ),
        (
            BANDED,
            "biggest_gain",
            "city=E from=1 to=2",
            "E 11+ in edition 1, 3–5 in edition 2: at least 6 places, and who gained most is"
            " not certain",
        ),
        (
            COMPLETE,
            "ahead",
            "city=A other=D to=2",
            "A 2 in edition 2, D not in the complete table of edition 2",
        ),
        (
            PARTIAL,
            "overtook",
            "city=E other=A from=1 to=3",
            "E not held in edition 1, which is complete to 2, not held in edition 3, which"
            " is complete to 2; A 1 in edition 1, 4 in edition 3",
        ),
        (BANDED, "in_top", "city=E top=10 to=1", "E 11+ in edition 1, not in the top 10"),
        (
            COMPLETE,
            "entered_top",
            "city=E top=2 to=3",
            "E 2 in edition 3; not in the top 2 in the 2 editions before",
        ),
        (COMPLETE, "entered_top", "city=A top=3 to=3", "A 3 in edition 3; already 1 in edition 1"),
        (
            PARTIAL,
            "entered_top",
            "city=E top=10 to=3",
            "E not held in edition 3, which is complete to 2; not held in edition 1, which"
            " is complete to 2",
        ),
        (
            COMPLETE,
            "region_rank",
            "city=C region=West to=2 value=2",
            "C 3 in edition 2: 3rd of West, not 2",
        ),
        (COMPLETE, "region_rank", "city=C region=East to=2 value=1", "C is in West"),
        (
            PARTIAL,
            "region_rank",
            "city=C region=West to=1 value=3",
            "C 5 in edition 1: 3rd of West at best, and the table is complete to 2",
        ),
        (
            COMPLETE,
            "top_count",
            "country=Y top=3 to=2 value=0",
            "1 of the top 3 in edition 2 is in Y, not 0",
        ),
        (
            PARTIAL,
            "top_count",
            "region=West top=5 to=2 value=3",
            "at least 3 of the top 5 in edition 2 are in West, and the table is complete to 3",
        ),
        (
            COMPLETE,
            "count_rose",
            "top=10 from=1 to=2 value=1",
            "the publisher counts 0 cities that rose 10 or more places, not 1",
        ),
        (
            COMPLETE,
            "count_fell",
            "top=10 from=1 to=2 value=2",
            "the publisher counts 2 cities that fell 10 or more places",
        ),
        (
            PARTIAL,
            "count_rose",
            "top=2 from=1 to=2 value=2",
            "2 of the 4 cities held in both editions rose 2 or more places for certain, and"
            " the tables are not complete",
        ),
        (
            COMPLETE,
            "average_change",
            "to=2 value=1.5",
            "the publisher's average change of edition 2 is -1.5 per cent, not 1.5",
        ),
        (
            COMPLETE,
            "average_change",
            "to=3 value=1.5",
            "the publisher's average change of edition 3 is not held",
        ),
        (COMPLETE, "best", "city=B to=3", "B 1 in edition 3; no better in the 2 editions before"),
        (COMPLETE, "best", "city=A to=3", "A 3 in edition 3; 1 in edition 1"),
        (
            PARTIAL,
            "best",
            "city=E to=3",
            "E not held in edition 3, which is complete to 2; not held in edition 1, which"
            " is complete to 2",
        ),
        (
            COMPLETE,
            "streak_rise",
            "city=B to=2 value=2",
            "the data begin with edition 1, too late for 2 rises in a row",
        ),
        (PARTIAL, "streak_rise", "city=C to=3 value=2", "C stood at 5, 3, 2 in editions 1 to 3"),
        (PARTIAL, "streak_rise", "city=A to=3 value=1", "A 1 in edition 2, 4 in edition 3"),
    ],
)
def test_a_reason_quotes_the_figures(
    write: Write, tables: dict[str, str], kind: str, said: str, reason: str
) -> None:
    assert judged(load(write(**tables)), kind, said)[1] == reason


def test_a_name_that_the_data_lack_makes_a_claim_unknown(shipped: Index) -> None:
    told = {
        "city=Bussan to=6": "no city is called 'Bussan'; did you mean Busan?",
        "city=Busan to=13": "there is no edition '13'; the data hold editions 1 to 12",
        "city=Busan to=6 category=tech_nology": "",
    }
    for said, reason in told.items():
        verdict, why = judged(shipped, "leader", said)
        assert (verdict, why) == ((OPEN, reason) if reason else (NO, why))
    for kind, said in (
        ("rank", "city=Lon to=10 value=1"),
        ("ahead", "city=London other=Bus to=12"),
        ("leader", "city=London to=10 category=over"),
        ("region_rank", "city=Busan region=Asia to=12 value=2"),
        ("region_rank", "city=Busan country=South to=12 value=1"),
    ):
        assert judged(shipped, kind, said)[0] == OPEN
    assert judged(shipped, "ahead", "city=Busan other=부산 to=6") == (
        OPEN,
        "Busan is compared with itself; name two cities",
    )
    assert judged(shipped, "best", "city=Busan from=12 to=6") == (
        OPEN,
        "edition 12 comes after edition 6; name the earlier one in the field from",
    )
    assert judged(shipped, "gain", "city=Busan from=12 to=latest value=0") == (
        OPEN,
        "edition 12 is compared with itself; name two editions",
    )


def test_the_publishers_count_holds_only_between_adjacent_editions(
    write: Write,
) -> None:
    rows = [f"SCI {edition},{city}" for edition, city in ((6, "A,8"), (6, "C,2"), (8, "A,1"))]
    releases = "edition,cities_ranked,rose_10_or_more,fell_10_or_more\nSCI 8,40,5,0\n"
    table = "\n".join(["edition,city,rank", *rows, "SCI 8,C,30\n"])
    index = load(write(editions=table, releases=releases))
    for kind, value, verdict in (
        ("count_rose", 5, OPEN),
        ("count_fell", 0, NO),
        ("count_fell", 1, OPEN),
    ):
        assert judged(index, kind, f"top=10 from=6 to=8 value={value}")[0] == verdict
    climbed = scicli.climbers(index)
    assert not [note for note in climbed.notes if "publisher" in note]
    assert climbed.notes[-1] == "There is no edition between SCI 6 and SCI 8."


def test_claims_are_judged_in_order_and_keep_their_names(shipped: Index) -> None:
    claims = [
        Claim("rank", 6, claim="x", city="Busan", value=Decimal(22), statement="Busan is 22nd"),
        Claim("leader", 6, city="Busan"),
        Claim("leader", 6, city="Atlantis"),
    ]
    answer = verify(shipped, claims)
    assert values(answer.frame, "claim", "kind", "verdict", "statement") == [
        ("x", "rank", YES, "Busan is 22nd"),
        (None, "leader", NO, None),
        (None, "leader", OPEN, None),
    ]
    assert answer.sections[0].title == (
        "3 claims", "1 supported", "1 contradicted", "1 unknown",
    )  # fmt: skip
    assert scicli.verify(shipped, []).frame.columns.tolist() == answer.frame.columns.tolist()


def test_every_kind_has_a_meaning_and_an_example_that_is_a_claim() -> None:
    frame = kinds().frame
    assert frame["kind"].tolist() == list(KINDS)
    for kind, example in values(frame, "kind", "example"):
        fields = dict(part.split("=") for part in str(example).replace("Western ", "").split(" "))
        assert claim_of({"kind": str(kind), **fields}).kind == kind


def test_a_claim_without_a_statement_is_shown_as_a_sentence(shipped: Index) -> None:
    kinds = [kind for kind in KINDS.values() if kind.module != record_claims.__name__]
    claims = [example_of(kind) for kind in kinds]
    answer = verify(shipped, claims)
    assert answer.frame["statement"].isna().all()
    assert answer.sections[0].frame["statement"].tolist() == [
        "Busan stands 22nd in edition 6.",
        "Malta is rated 696 in edition 6.",
        "London leads in edition 10.",
        "London stands in the top 5 in edition 12.",
        "Busan stands ahead of Seoul in edition 7.",
        "London leads by 2 points in edition 1.",
        "Busan gained 14 places from edition 4 to edition 5.",
        "Busan gained at least 30 places from edition 3 to edition 5.",
        "Boston lost at least five places from edition 5 to edition 6.",
        "The rating of Dubai changed by 30 from edition 2 to edition 3.",
        "Busan overtook Seoul from edition 5 to edition 6.",
        "Busan stands ahead of Seoul in edition 6, for the first time in those held of both.",
        "Tokyo gained 11 places from edition 5 to edition 6, the most of the cities held in both.",
        "Boston lost ten places from edition 5 to edition 6, the most of the cities held in both.",
        "No city gained more places than Tokyo from edition 5 to edition 6.",
        "No city lost more places than Boston from edition 5 to edition 6.",
        "Zurich entered the top 10 in edition 2, for the first time.",
        "Busan entered the top 10 in edition 12.",
        "Chicago left the top 10 in edition 6.",
        "London led from edition 8 to edition 10, in every edition.",
        "Busan held no better rank since edition 3 than in edition 12.",
        "Seoul held no worse rank since edition 5 than in edition 12.",
        "Busan rose in nine editions in a row, up to edition 12.",
        "Seoul fell in three editions in a row, up to edition 12.",
        "London stands 1st in Western Europe in edition 6.",
        "4 of the top 10 in edition 7 are in Western Europe.",
        "The top 5 in edition 6 are of 3 countries.",
        "7 cities rose 10 or more places from edition 5 to edition 6.",
        "2 cities fell 10 or more places from edition 5 to edition 6.",
        "Edition 6 ranks 75 cities.",
        "Ratings changed by -4.17 per cent on average in edition 6.",
    ]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"kind": "gain", "city": "Busan", "from": "4", "to": "5", "value": "-1"},
            "Busan lost one place from edition 4 to edition 5.",
        ),
        (
            {"kind": "top_count", "country": "US", "top": "5", "to": "6", "value": "1"},
            "1 of the top 5 in edition 6 is in the United States.",
        ),
        (
            {"kind": "count_rose", "top": "10", "from": "5", "to": "6", "value": "1"},
            "1 city rose 10 or more places from edition 5 to edition 6.",
        ),
        (
            {"kind": "rank", "city": "Busan", "category": "technology", "to": "12", "value": "11"},
            "Busan stands 11th in edition 12 (technology).",
        ),
        (
            {"kind": "best", "city": "Busan", "to": "12"},
            "Busan held no better rank than in edition 12.",
        ),
    ],
)
def test_the_sentence_of_a_claim_agrees_with_its_numbers(
    shipped: Index, fields: dict[str, str], sentence: str
) -> None:
    [section] = verify(shipped, [claim_of(fields)]).sections
    assert section.frame["statement"].tolist() == [sentence]


def test_a_rank_in_an_area_rests_on_the_ranks_held(write: Write) -> None:
    rows = "1,A,1,9,X,s1\n1,B,2+,8,X,s2\n1,C,,7,X,s3\n"
    index = load(write(editions=f"edition,city,rank,rating,country,sources\n{rows}"))
    claim = Claim("region_rank", 1, city="B", country="X", value=Decimal(2))
    assert sources_of(index, claim) == ["s1", "s2"]
