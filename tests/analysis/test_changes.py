"""What changed between two editions, on whole tables and on tables with holes."""

import random
from itertools import combinations

import numpy as np
import pytest

from scaffold import Write, values
from scicli.analysis.changes import FIELDS, changes
from scicli.analysis.movers import climbers, fallers
from scicli.errors import QuestionError
from scicli.index.index import Index, load
from scicli.index.rank import NO_END, Rank, among

TABLES = (
    "edition,city,category,rank,country,region\n"
    "1,A,overall,1,X,N\n1,B,overall,2,X,N\n1,C,overall,3,Y,S\n1,D,overall,4,Y,S\n"
    "1,E,overall,5,Y,S\n1,A,tech,1,X,N\n"
    "2,B,overall,1,X,N\n2,C,overall,2,Y,S\n2,A,overall,3,X,N\n2,D,overall,4,Y,S\n"
    "2,F,overall,5,Y,S\n2,B,tech,1,X,N\n"
)
RELEASES = "edition,cities_ranked,rose_10_or_more,fell_10_or_more\n1,5,,\n2,5,0,1\n"


def told(index: Index, *editions: int, top: int = 2, what: str = "") -> list[tuple[object, ...]]:
    frame = changes(index, *editions, top=top).frame
    assert tuple(frame.columns) == FIELDS
    rows = values(frame, "change", "category", "city", "area", "before", "after", "value")
    return [row for row in rows if str(row[0]).startswith(what)]


def test_two_whole_tables_on_one_screen(write: Write) -> None:
    index = load(write(editions=TABLES, releases=RELEASES))
    assert told(index) == [
        ("rose", "overall", "B", None, 2, 1, 1),
        ("rose", "overall", "C", None, 3, 2, 1),
        ("fell", "overall", "A", None, 1, 3, -2),
        ("moved 0", "overall", None, None, None, None, 1),
        ("moved 1-4", "overall", None, None, None, None, 3),
        ("moved 5-9", "overall", None, None, None, None, 0),
        ("moved 10+", "overall", None, None, None, None, 0),
        ("tau_b", "overall", None, None, None, None, 0.3333),
        ("entered", "overall", "F", None, None, None, None),
        ("left", "overall", "E", None, None, None, None),
        ("entered top", "overall", "C", None, None, None, None),
        ("left top", "overall", "A", None, None, None, None),
        *told(index, what="record"),
        ("leader", "overall", "B", "A", None, None, None),
        ("leader", "tech", "B", "A", None, None, None),
        ("in top", "overall", None, "N", 2, 1, None),
        ("in top", "overall", None, "S", 0, 1, None),
        ("publisher rose", "overall", None, None, None, None, 0),
        ("publisher fell", "overall", None, None, None, None, 1),
    ]
    plot = changes(index).plot
    assert plot is not None
    assert (plot.editions, plot.frame["city"].tolist()) == ((1, 2), ["B", "C", "A"])
    records = [(row[2], row[3], row[6]) for row in told(index, what="record")]
    assert ("B", "Most editions in the top 3", 2) in records
    # A place that was held before is no new record.
    assert "Best place" not in {title for _, title, _ in records}


def test_backwards_in_time_nobody_enters_and_nothing_is_a_record(write: Write) -> None:
    index = load(write(editions=TABLES, releases=RELEASES))
    found = {row[0] for row in told(index, 2, 1)}
    assert found.isdisjoint({"entered", "left", "entered top", "left top", "record"})
    assert "publisher fell" not in found
    with pytest.raises(QuestionError, match="0 places are too few"):
        changes(index, top=0)


def test_bands_leave_open_how_far_a_city_moved(write: Write) -> None:
    rows = "1,A,1-5\n1,B,20\n1,C,30\n2,A,3-12\n2,B,20\n2,C,18-25\n"
    frame = changes(load(write(editions=f"edition,city,rank\n{rows}"))).frame
    moved = frame[frame["change"].str.startswith("moved")]
    assert values(moved, "change", "value", "value_max") == [
        ("moved 0", 1, 2), ("moved 1-4", 0, 1), ("moved 5-9", 0, 2), ("moved 10+", 0, 2),
    ]  # fmt: skip
    assert "tau_b" not in set(frame["change"])


def test_nothing_held_in_both_tells_of_no_change(write: Write) -> None:
    answer = changes(load(write(editions="edition,city,rank\n1,A,\n2,B,\n")))
    assert (len(answer.frame), answer.notes) == (
        0, ("The figures that are held tell of no change.",),
    )  # fmt: skip


def slow_tau(pairs: list[tuple[int, int]]) -> float:
    """Return Kendall's tau-b by looking at every pair."""
    agree = level_one = level_two = every = 0
    for (a, b), (c, d) in combinations(pairs, 2):
        every += 1
        level_one += a == c
        level_two += b == d
        agree += ((a > c) - (a < c)) * ((b > d) - (b < d))
    return float(agree / ((every - level_one) * (every - level_two)) ** 0.5)


def test_tau_is_that_of_every_pair(write: Write) -> None:
    chance = random.Random(5)
    for size in (5, 40, 700):
        pairs = [(chance.randint(1, size), chance.randint(1, size)) for _ in range(size)]
        rows = [f"{edition},City {number},{places[edition - 1]}"
                for number, places in enumerate(pairs) for edition in (1, 2)]  # fmt: skip
        frame = changes(load(write(editions="\n".join(["edition,city,rank", *rows])))).frame
        [tau] = frame.loc[frame["change"] == "tau_b", "value"]
        assert tau == pytest.approx(slow_tau(pairs), abs=1e-4)


COMMON = (
    "edition,city,rank\n1,A,1\n1,B,2\n1,C,3\n1,D,4\n1,E,5-6\n"
    "2,X,1\n2,B,2\n2,Y,3\n2,A,=4\n2,D,=4\n2,E,7-9\n2,Z,6\n"
)


def test_ranks_among_those_held_in_both_are_counted_anew(write: Write) -> None:
    index = load(write(editions=COMMON))
    moved = climbers(index, common=True).frame
    names = ("city", "from_rank", "from_rank_max", "to_rank", "to_rank_max", "gain")
    assert values(moved, *names) == [("B", 2, 2, 1, 1, 1), ("D", 3, 3, 2, 2, 1)]
    assert values(fallers(index, common=True).frame, *names) == [("A", 1, 1, 2, 2, -1)]
    assert climbers(index).frame["city"].tolist() == []
    told = changes(index, common=True).frame
    assert values(told[told["change"].isin(["rose", "fell"])], "city", "before", "after") == [
        ("B", 2, 1), ("D", 3, 2), ("A", 1, 2),
    ]  # fmt: skip
    assert "record" not in set(told["change"])
    assert "ranked among those held in both" in climbers(index, common=True).sections[0].title
    with pytest.raises(QuestionError, match="compare two editions; leave out --every"):
        climbers(index, common=True, steps="every")


def test_places_among_some_cities_are_bounds() -> None:
    ranks = Rank(np.array([2, 5, 5, 9]), np.array([2, 5, 9, NO_END]))
    places = among(ranks)
    assert (places.best.tolist(), places.worst.tolist()) == ([1, 2, 2, 3], [1, 2, 3, 4])


ABSENT = """edition,city,rank
1,A,1
1,B,2
1,C,3
2,B,1
2,C,2
3,C,1
3,B,2
4,C,1
4,A,2
4,B,3
"""


def test_an_absence_that_ended_is_a_new_record(write: Write) -> None:
    index = load(write(editions=ABSENT, releases="edition,cities_ranked\n1,3\n2,2\n3,2\n4,3\n"))
    frame = changes(index, 3, 4).frame
    rows = frame[frame["area"] == "Longest absence before a return"]
    assert values(rows, "city", "value") == [("A", 2.0)]


def test_what_ties_at_the_cut_is_shown(write: Write) -> None:
    names = [f"N{number:02}" for number in range(1, 15)]
    after = [*names[1::2], *names[::2]]
    swapped = [name for pair in zip(names[1::2], names[::2], strict=True) for name in pair]
    assert sorted(after) == names
    rows = [f"{edition},{name},{place}" for edition, order in ((1, names), (2, swapped))
            for place, name in enumerate(order, 1)]  # fmt: skip
    index = load(write(editions="\n".join(["edition,city,rank", *rows])))
    answer = changes(index)
    assert answer.frame["change"].tolist().count("rose") == 7
    assert answer.plot is not None
    assert answer.plot.finding == ""
