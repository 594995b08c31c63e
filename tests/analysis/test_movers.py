from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold import Write, values
from scicli.analysis.listings import sources
from scicli.analysis.movers import MOVER_FIELDS, climbers, fallers
from scicli.analysis.ranking import ranking
from scicli.errors import QuestionError
from scicli.index.index import Index, load

EDITIONS = """edition,city,country,rank,rating
1,A,Xa,9,50
1,B,Xa,8,
1,C,Yb,5,
1,D,Yb,201-250,
1,E,Yb,801+,
1,F,,2,
1,G,,1,99
1,I,,20-30,
2,A,Xa,4,60.5
2,B,Xa,3,
2,C,Yb,=10,
2,D,Yb,151-200,
2,E,Yb,601-800,
2,F,,7,
2,H,,1,
2,I,,25-35,
"""


@pytest.fixture
def bands(write: Write) -> Index:
    return load(write(editions=EDITIONS))


def test_climbers_are_sorted_by_certain_places_then_new_rank_then_name(bands: Index) -> None:
    frame = climbers(bands).frame
    assert tuple(frame.columns) == MOVER_FIELDS
    assert values(frame, *MOVER_FIELDS) == [
        ("B", "Xa", None, "overall", 1, 2, 8, 8, 3, 3, 5, 5, None, None),
        ("A", "Xa", None, "overall", 1, 2, 9, 9, 4, 4, 5, 5, 50.0, 60.5),
        ("D", "Yb", None, "overall", 1, 2, 201, 250, 151, 200, 1, 99, None, None),
        ("E", "Yb", None, "overall", 1, 2, 801, None, 601, 800, 1, None, None, None),
    ]


def test_fallers_are_sorted_the_same_way(bands: Index) -> None:
    assert values(fallers(bands).frame, "city", "to_rank", "gain", "gain_max") == [
        ("F", 7, -5, -5),
        ("C", 10, -5, -5),
    ]
    assert values(fallers(bands, from_edition=2, to_edition=1).frame, "city", "gain_max") == [
        ("B", -5),
        ("A", -5),
        ("D", -1),
        ("E", -1),
    ]


@pytest.mark.parametrize(
    ("asked", "cities"),
    [
        ({}, ["B", "A", "D", "E"]),
        ({"rows": 1}, ["B", "A"]),
        ({"rows": 2}, ["B", "A"]),
        ({"rows": 3}, ["B", "A", "D", "E"]),
        ({"least": 2}, ["B", "A"]),
        ({"least": 6}, []),
        ({"ranks": "exact"}, ["B", "A"]),
        ({"country": "Yb"}, ["D", "E"]),
    ],
)
def test_climbers_are_narrowed(bands: Index, asked: dict[str, Any], cities: list[str]) -> None:
    assert climbers(bands, **asked).frame["city"].tolist() == cities


@pytest.mark.parametrize(
    ("asked", "notes"),
    [
        ({}, ("Among the 7 cities held in both.",
              "Whether 1 of them rose or fell is not certain.",
              "Held in 2, not held in 1: H.",
              "Held in 1, not held in 2: G.")),
        ({"ranks": "exact", "rows": 1},
         ("Among the 4 cities held in both as one number.",
          "Held in 2, not held in 1: H.",
          "Held in 1, not held in 2: G.")),
        ({"country": "Xa", "least": 6},
         ("Among the 2 cities of Xa held in both.",
          "No rise of 6 places or more is certain.")),
        ({"country": "Yb", "ranks": "exact"},
         ("Only 1 city of Yb is held in both as one number.", "No rise is certain.")),
        ({"from_edition": 2, "to_edition": 1, "country": "Xa"},
         ("Among the 2 cities of Xa held in both.", "No rise is certain.")),
    ],
)  # fmt: skip
def test_notes_count_the_cities_and_name_those_in_one_table_only(
    bands: Index, asked: dict[str, Any], notes: tuple[str, ...]
) -> None:
    assert climbers(bands, **asked).notes == notes


def test_notes_say_who_entered_and_left_only_between_complete_tables(write: Write) -> None:
    editions = "edition,city,rank\n1,A,1\n1,B,2\n1,C,3\n2,B,1\n2,D,2\n2,E,\n"
    releases = "edition,cities_ranked\n1,{}\n2,{}\n"

    def passage(before: str, after: str, **asked: int) -> tuple[str, ...]:
        index = load(write(editions=editions, releases=releases.format(before, after)))
        span: dict[str, Any] = dict(asked)
        return climbers(index, **span).notes[-2:]

    assert passage("3", "2") == ("Entered since 1: D and E.", "Left since 1: A and C.")
    apart = (
        "Held in 2, not held in 1: D.",
        "Held in 1, not held in 2: A and C.",
    )
    assert passage("3", "9") == apart
    assert passage("9", "2") == apart
    assert passage("3", "2", from_edition=2, to_edition=1) == (
        "Held in 1, not held in 2: A and C.",
        "Held in 2, not held in 1: D.",
    )


def test_a_blank_rank_is_not_held(write: Write) -> None:
    rows = "1,A,1\n1,B,2\n1,Gone,\n1,Lost,3\n2,A,2\n2,B,1\n2,New,-\n2,Lost,-\n"
    index = load(write(editions=f"edition,city,rank\n{rows}"))
    assert climbers(index).notes == (
        "Among the 2 cities held in both.",
        "Held in 1, not held in 2: Lost.",
    )
    assert ranking(index).notes[-1] == (
        "2 ranks are held, complete to 2; how many cities are ranked is not known."
    )
    assert sources(index).notes == ("5 figures from 0 sources.",)


def test_the_shipped_editions_answer_as_the_press_counted(shipped: Index) -> None:
    assert values(climbers(shipped, to_edition=6).frame, "city", "gain")[:4] == [
        ("Tokyo", 11),
        ("Los Angeles", 7),
        ("San Francisco", 5),
        ("Busan", 5),
    ]
    assert values(climbers(shipped, from_edition=3, to_edition=5).frame, "city", "gain")[0] == (
        "Busan",
        35,
    )
    assert values(fallers(shipped, from_edition=5, to_edition=6).frame, "city", "gain")[:3] == [
        ("Boston", -10),
        ("Dublin", -10),
        ("Beijing", -5),
    ]


@pytest.mark.parametrize(
    ("asked", "note"),
    [
        ({"to_edition": 6},
         ("The publisher counts 7 cities that rose 10 or more places; 1 of them is held in"
          " both.",)),
        ({"to_edition": 12},
         ("The publisher counts 6 cities that rose 10 or more places; none of them is held in"
          " both.",)),
        ({"to_edition": 8}, ()),
        ({"to_edition": 6, "category": "technology"}, ()),
        ({"to_edition": 6, "country": "KR"}, ()),
        ({"from_edition": 3, "to_edition": 5}, ()),
        ({"from_edition": 6, "to_edition": 5}, ()),
    ],
)  # fmt: skip
def test_the_publishers_count_stands_beside_what_is_held(
    shipped: Index, asked: dict[str, Any], note: tuple[str, ...]
) -> None:
    notes = climbers(shipped, **asked).notes
    assert tuple(note for note in notes if "publisher" in note) == note


def test_a_note_says_that_no_city_is_held_in_both(shipped: Index) -> None:
    assert climbers(shipped, category="human_capital", to_edition=9).notes == (
        "No city is held in both.",
        "Held in 9, not held in 8: Busan.",
    )


@pytest.mark.parametrize(
    ("count", "ranks", "note"),
    [
        ("2", "30 12", "2 cities that rose 10 or more places; 1 of them is held in both."),
        (
            "1",
            "30-40 21-25",
            "1 city that rose 10 or more places; none of them is held in both for certain.",
        ),
        ("1", "40+ 25", "1 city that rose 10 or more places; 1 of them is held in both."),
        ("0", "30 12", "0 cities that rose 10 or more places, but 1 is held."),
        ("0", "12 12", "0 cities that rose 10 or more places."),
    ],
)
def test_only_certain_moves_are_held_of_the_publishers_count(
    write: Write, count: str, ranks: str, note: str
) -> None:
    before, after = ranks.split()
    index = load(
        write(
            editions=f"edition,city,rank\n1,A,{before}\n2,A,{after}\n1,B,5\n2,B,5\n",
            releases=f"edition,rose_10_or_more\n2,{count}\n",
        )
    )
    assert [told for told in climbers(index).notes if "publisher" in told] == [
        f"The publisher counts {note}"
    ]


def test_fallers_have_their_own_publishers_count(shipped: Index) -> None:
    assert fallers(shipped, to_edition=6).notes[1] == (
        "The publisher counts 2 cities that fell 10 or more places; 2 of them are held in both."
    )


def test_the_title_names_both_editions(shipped: Index, bands: Index) -> None:
    [section] = climbers(shipped, country="KR").sections
    assert section.title == (
        "Biggest climbers",
        "Smart Centres Index 11 → 12",
        "overall",
        "May 2025 to December 2025",
        "South Korea",
    )
    assert fallers(bands).sections[0].title == ("Biggest fallers", "Edition 1 → 2", "overall")


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"from_edition": 2}, "edition 2 is compared with itself; name two editions"),
        ({"to_edition": "first"}, "there is no edition before 1; name another one"),
        ({"least": 0}, "0 places are too few; ask for 1 or more"),
        ({"rows": 0}, "0 rows are too few; ask for 1 or more"),
    ],
)
def test_a_wrong_question_is_refused(bands: Index, asked: dict[str, Any], sentence: str) -> None:
    with pytest.raises(QuestionError) as caught:
        climbers(bands, **asked)
    assert str(caught.value) == sentence


RANKS = st.lists(st.integers(1, 9), min_size=1, max_size=9)


@given(RANKS, RANKS)
def test_climbers_one_way_are_fallers_the_other_way(
    tmp_path_factory: pytest.TempPathFactory, before: list[int], after: list[int]
) -> None:
    file = tmp_path_factory.getbasetemp() / "moves.csv"
    rows = [f"1,C{number},{rank}" for number, rank in enumerate(before)]
    rows += [f"2,C{number},{rank}" for number, rank in enumerate(after)]
    file.write_text("\n".join(["edition,city,rank", *rows]))
    index = load(file)
    up = climbers(index, rows=99).frame
    down = fallers(index, from_edition=2, to_edition=1, rows=99).frame
    expected = {
        (f"C{number}", old - new)
        for number, (old, new) in enumerate(zip(before, after, strict=False))
        if old > new
    }
    assert set(values(up, "city", "gain")) == expected
    assert set(values(down.assign(lost=-down["gain"]), "city", "lost")) == expected
