"""Charts: what is drawn of an answer, and the files that hold it."""

import html
import re
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scicli
from scaffold import Run, Write
from scicli.analysis.answer import Answer
from scicli.errors import ExtraError, QuestionError
from scicli.index.index import Index, load
from scicli.index.rank import NO_END, Rank
from scicli.view.charts.draw import drawing, to_chart
from scicli.view.charts.history import apart
from scicli.view.charts.layers import INKS, ON_WHITE, bounds, ticks

TABLES = """edition,city,category,rank,rating
1,A,,4,
1,B,,1,
2,A,,2,
2,B,,3,
4,A,,201-250,
4,B,,801+,
5,B,,=7,
5,B,safety,1,
5,B,housing,13-20,
"""


@pytest.fixture
def index(write: Write) -> Index:
    return load(write(editions=TABLES + "5,C,housing,,8.5\n"))


def data(answer: Answer) -> list[list[dict[str, Any]]]:
    """Return the rows that each layer of a chart draws."""
    spec = drawing(answer, ON_WHITE, 560)
    own = spec.get("data", {}).get("values")
    return [layer["data"]["values"] if "data" in layer else own for layer in spec["layer"]]


@given(
    st.lists(st.floats(0, 300), max_size=12),
    st.floats(1, 20),
)
def test_labels_stand_apart_in_their_order(places: list[float], gap: float) -> None:
    stands = apart(places, gap, top=0, bottom=300)
    by_place = [stand for _, stand in sorted(zip(places, stands, strict=True))]
    assert all(below - above >= gap - 1e-6 for above, below in pairwise(sorted(stands)))
    assert by_place == sorted(stands) or len(set(places)) < len(places)
    assert all(0 <= stand <= 300 + 1e-6 for stand in stands) or gap * (len(places) - 1) > 300


def test_an_axis_of_places_begins_with_the_first_and_has_round_ones() -> None:
    assert [ticks(first, last) for last, first in ((2, 1), (10, 1), (77, 40), (1400, 1))] == [
        [1, 2], [1, 2, 4, 6, 8, 10], [40, 50, 60, 70], [1, 500, 1000],
    ]  # fmt: skip
    assert ticks(1, 9_000_000)[-1] <= 9_000_000
    assert bounds([Rank(1, 1)]) == (1, 2)
    assert bounds([Rank(5, 8), Rank(8, NO_END)]) == (5, 9)
    assert bounds([Rank(2, 60), Rank(8, 8)]) == (1, 60)


def test_a_history_joins_neighbours_and_leaves_gaps_open(index: Index) -> None:
    answer = scicli.trend(index, "B", "A")
    points = data(answer)[1]
    assert [
        (p["city"], p["time"], p["run"], p["best"], p["worst"], p["words"]) for p in points
    ] == [
        ("B", 0, "B 0", 1, 1, "B, 1: 1"),
        ("A", 0, "A 0", 4, 4, "A, 1: 4"),
        ("B", 1, "B 0", 3, 3, "B, 2: 3"),
        ("A", 1, "A 0", 2, 2, "A, 2: 2"),
        ("B", 2, "B 0", 801, 849, "B, 4: 801+"),
        ("A", 2, "A 0", 201, 250, "A, 4: 201–250"),
        ("B", 3, "B 0", 7, 7, "B, 5: =7"),
    ]
    [labels] = [rows for rows in data(answer) if rows and "stands" in rows[0]][:1]
    assert [(label["city"], label["label"]) for label in labels] == [
        ("B", "B =7"),
        ("A", "A 201–250 (in 4)"),
    ]
    spec = drawing(answer, ON_WHITE, 560)
    assert spec["layer"][1]["encoding"]["color"]["scale"] == {
        "domain": ["B", "A"],
        "range": [*INKS[:2]],
    }


def test_a_line_stops_at_an_edition_that_is_not_held(write: Write) -> None:
    index = load(write(editions="edition,city,rank\n1,A,1\n2,B,1\n3,A,2\n4,A,3\n"))
    assert [p["run"] for p in data(scicli.trend(index, "A"))[1]] == ["A 0", "A 1", "A 1"]


def test_a_comparison_has_a_ring_where_the_lines_cross(index: Index) -> None:
    rings = data(scicli.compare(index, "A", "B", to_edition=2))[4]
    assert rings == [{"time": 0.75, "middle": 2.5, "words": "A overtook B, 2"}]
    assert len(data(scicli.compare(index, "A", "B", to_edition=2))) == 7
    assert len(data(scicli.trend(index, "A", "B"))) == 6


def test_only_a_single_place_is_drawn_as_a_point(index: Index) -> None:
    points = data(scicli.trend(index, "B", "A"))[1]
    assert {p["words"]: p["kind"] for p in points if p["time"] == 2} == {
        "B, 4: 801+": "open",
        "A, 4: 201–250": "band",
    }
    layers = drawing(scicli.trend(index, "B", "A"), ON_WHITE, 560)["layer"]
    filters = [layer["transform"][0]["filter"] for layer in layers if "transform" in layer]
    assert filters == [
        "datum.best != datum.worst", "datum.kind == 'exact'", "datum.kind == 'open'",
    ]  # fmt: skip


def test_more_than_60_lines_are_refused(write: Write) -> None:
    rows = "".join(f"1,City {n:02},{n + 1}\n" for n in range(61))
    answer = scicli.trend(load(write(editions=f"edition,city,rank\n{rows}")))
    with pytest.raises(QuestionError) as caught:
        to_chart(answer, "svg")
    assert str(caught.value) == ("61 lines are told apart by nobody; name 60 cities or fewer")


def test_more_lines_than_inks_are_grey(write: Write) -> None:
    rows = "".join(f"1,City {n:02},{n + 1}\n" for n in range(30))
    spec = drawing(scicli.trend(load(write(editions=f"edition,city,rank\n{rows}"))), ON_WHITE, 560)
    assert set(spec["layer"][1]["encoding"]["color"]["scale"]["range"]) == {ON_WHITE.quiet}
    assert spec["height"] == 660


def test_moves_have_both_ranks(index: Index) -> None:
    rows = data(scicli.fallers(index, from_edition=2, to_edition=4))[0]
    assert [
        (r["city"], r["rose"], r["before_text"], r["after_text"], r["words"]) for r in rows
    ] == [
        ("B", False, "3", "801+", "B: 3 in 2, 801+ in 4"),
        ("A", False, "2", "201–250", "A: 2 in 2, 201–250 in 4"),
    ]
    assert [(r["before_middle"], r["after_middle"], r["after_worst"]) for r in rows] == [
        (3, 825, 849),
        (2, 225.5, 250),
    ]
    [row] = data(scicli.climbers(index, from_edition=1, to_edition=2))[0]
    assert (row["city"], row["rose"]) == ("A", True)


def test_the_texts_of_moves_stand_outside(index: Index) -> None:
    spec = drawing(scicli.climbers(index, from_edition=1, to_edition=2), ON_WHITE, 560)
    assert [
        (layer["transform"][0]["filter"], layer["mark"]["align"], layer["encoding"]["x"]["field"])
        for layer in spec["layer"]
        if layer["mark"]["type"] == "text"
    ] == [
        ("datum.rose", "right", "before_worst"),
        ("!datum.rose", "left", "before_best"),
        ("!datum.rose", "right", "after_worst"),
        ("datum.rose", "left", "after_best"),
    ]


def test_categories_have_their_marks_and_what_is_not_held(index: Index) -> None:
    layers = data(scicli.breakdown(index, "B"))
    assert layers[0] == [{"at": 7}]
    assert [(r["area"], r["label"], r["mark"], r["words"]) for r in layers[2]] == [
        ("Overall", "=7", "neither", "Overall: =7"),
        ("Safety", "1 strength", "strength", "Safety: 1"),
        ("Housing", "13–20 weakness", "weakness", "Housing: 13–20"),
    ]
    assert layers[4] == []
    layers = data(scicli.breakdown(index, "B", edition=2))
    assert layers[4] == [{"area": area, "text": "not held"} for area in ("Safety", "Housing")]
    both = drawing(scicli.breakdown(index, "B", "C"), ON_WHITE, 560)
    assert [part["title"]["text"] for part in both["vconcat"]] == ["B", "C"]


def test_ranks_are_bars_where_all_are_rated_else_dots(write: Write, index: Index) -> None:
    rated = load(write(editions="edition,city,rank,rating\n1,A,1,9\n1,B,=2,8.5\n1,C,2,8.5\n"))
    rows = data(scicli.ranking(rated))[0]
    assert [(r["name"], r["rating"], r["text"], r["words"]) for r in rows] == [
        ("1  A", 9, "9", "A: rated 9"),
        ("=2  B", 8.5, "8.5", "B: rated 8.5"),
        ("=2  C", 8.5, "8.5", "C: rated 8.5"),
    ]
    dots = data(scicli.ranking(index, edition=4))[1]
    assert [(r["name"], r["best"], r["worst"], r["words"]) for r in dots] == [
        ("201–250  A", 201, 250, "A: 201–250"),
        ("801+  B", 801, 849, "B: 801+"),
    ]


MAGIC = {"svg": b"<svg ", "png": b"\x89PNG", "pdf": b"%PDF"}


@pytest.mark.parametrize("format_", MAGIC)
def test_the_same_answer_gives_the_same_file(shipped: Index, format_: str) -> None:
    answer = scicli.compare(shipped, "Busan", "Seoul")
    first = to_chart(answer, format_)
    assert first.lstrip().startswith(MAGIC[format_])
    assert [to_chart(answer, format_) for _ in range(2)] == [first] * 2


def test_a_chart_says_what_it_shows_how_much_is_held_and_where_from(shipped: Index) -> None:
    drawn = to_chart(scicli.trend(shipped, "Busan", "Seoul"), "svg").decode()
    for text in (
        ">Busan and Seoul<",
        ">Smart Centres Index · overall · June 2021 to December 2025 · editions 3 to 12<",
        ">18 ranks held. Busan: best 8 (edition 12), worst 62 (3), first held in 3, nine rises",
        'aria-label="Busan, 6: 22"',
    ):
        assert text in drawn
    assert "<script" not in drawn


def test_names_stay_text_in_a_chart(write: Write) -> None:
    rows = '1,"</text><script>alert(1)</script>",1\n2,"</text><script>alert(1)</script>",2\n'
    index = load(write(editions=f"edition,city,rank\n{rows}"))
    for answer in (
        scicli.trend(index), scicli.fallers(index), scicli.ranking(index),
        scicli.breakdown(index, *index.catalog.cities),
    ):  # fmt: skip
        drawn = to_chart(answer, "svg").decode()
        assert "<script" not in drawn
        assert "source." in drawn


def test_a_chart_of_several_cities_names_them_all_in_its_title(shipped: Index) -> None:
    drawn = to_chart(scicli.breakdown(shipped, "Busan", "Seoul"), "svg").decode()
    assert ">Busan and Seoul<" in drawn
    assert ">Busan: 10 of 10 ranks are held. Seoul: 1 of 10 ranks is held. Apart: places" in drawn
    drawn = to_chart(scicli.ranking(shipped, edition=6), "svg").decode()
    assert ">22 of 75 ranks are held, complete to 5. Of these 22, 17 ranks are held in" in drawn


def texts(drawn: bytes) -> str:
    """Return all that is written on a chart."""
    written = re.findall(r"<text[^>]*>([^<]*)</text>", drawn.decode())
    return html.unescape(" ".join(written))


def test_every_note_that_limits_an_answer_stands_in_its_chart(shipped: Index, write: Write) -> None:
    climbers = scicli.climbers(shipped, from_edition=5, to_edition=6)
    drawn = texts(to_chart(climbers, "svg"))
    assert [note for note in climbers.notes if note not in drawn] == []
    assert "Sources: " in drawn
    gap = load(write(editions="edition,city,rank\n1998,A,5\n1999,A,3\n2022,A,2\n"))
    for answer in (scicli.trend(gap, "A"), scicli.ranking(gap), scicli.climbers(gap)):
        assert "There is no edition between 1999 and 2022, 23 years." in texts(
            to_chart(answer, "svg")
        )
    joined = load(write(editions="edition,city,rank\n1,Córdoba,1\n2,Cordoba,2\n"))
    assert "Read as one city: Cordoba and Córdoba." in texts(
        to_chart(scicli.trend(joined, "Cordoba"), "svg")
    )


def test_editions_stand_at_their_distance_in_time(write: Write) -> None:
    index = load(write(editions="edition,city,rank\n1998,A,5\n1999,A,3\n2022,A,2\n"))
    places = [p["time"] for p in data(scicli.trend(index, "A"))[1]]
    assert [place - places[0] for place in places] == [0, 365, 8766]
    plain = load(write(editions="edition,city,rank\n1,A,5\n2,A,3\n30,A,2\n"))
    assert [p["time"] for p in data(scicli.trend(plain, "A"))[1]] == [0, 1, 2]


def test_no_old_rank_is_labelled_as_the_latest(write: Write) -> None:
    rows = "1,A,1\n1,B,2\n2,A,2\n2,B,1\n3,A,9\n"
    answer = scicli.compare(load(write(editions=f"edition,city,rank\n{rows}")), "A", "B")
    [labels] = [layer for layer in data(answer) if layer and "stands" in layer[0]][:1]
    assert [label["label"] for label in labels] == ["A 9", "B 1 (in 2)"]


def test_a_ring_lies_where_both_lines_are_drawn(write: Write) -> None:
    rows = "1,A,1\n1,B,2\n3,A,2\n3,B,1\n4,A,1\n4,B,2\n2,C,1\n"
    answer = scicli.compare(load(write(editions=f"edition,city,rank\n{rows}")), "A", "B")
    assert answer.plot
    assert [p.after for p in answer.plot.passings] == [3, 4]
    rings = data(answer)[4]
    assert [ring["words"] for ring in rings] == ["A overtook B, 4"]
    assert texts(to_chart(answer, "svg")).count("○ One overtook the other.") == 1
    many = "".join(f"{n},A,{1 + n % 2}\n{n},B,{2 - n % 2}\n" for n in range(1, 12))
    answer = scicli.compare(load(write(editions=f"edition,city,rank\n{many}")), "A", "B")
    assert answer.plot
    assert len(answer.plot.passings) == 10
    assert len(data(answer)[4]) == 5


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ("climbers --min 50", "No rise of 50 places or more is certain"),
        ("breakdown Mauritius", "Mauritius: 0 of 10 ranks are held"),
        (
            "compare Austin Mauritius",
            "No edition tells who is ahead: none has ranks of two of these cities",
        ),
        ("rank -c technology -e 1", "0 ranks are held, complete to no place; how many cities are"
         " ranked is not known"),
    ],
)  # fmt: skip
def test_a_chart_with_nothing_to_draw_is_refused(
    run: Run, tmp_path: Path, arguments: str, why: str
) -> None:
    outcome = run(*arguments.split(), "--chart", str(tmp_path / "x.svg"))
    assert (outcome.code, outcome.out, outcome.err) == (
        2,
        "",
        f"scicli: there is nothing to draw ({why}); ask for another city, category or edition.\n",
    )
    assert list(tmp_path.iterdir()) == []


def test_more_than_200_rows_are_refused(write: Write) -> None:
    rows = "".join(f"1,City {n},{n + 1}\n" for n in range(201))
    index = load(write(editions=f"edition,city,rank\n{rows}"))
    with pytest.raises(QuestionError) as caught:
        to_chart(scicli.ranking(index), "svg")
    assert str(caught.value) == (
        "201 rows are too many for a chart; ask for 200 or fewer with --rows"
    )
    assert to_chart(scicli.ranking(index, rows=200), "svg").startswith(b"<svg ")


@pytest.mark.parametrize("sign", ["\x1b", "\x07", "\x0b", "\x7f", "\u2028", "\ufffe", "\U0001ffff"])
def test_a_control_character_in_a_name_does_not_stop_the_drawing(write: Write, sign: str) -> None:
    rows = f'1,"A{sign}B",x{sign},1\n2,"A{sign}B",x{sign},2\n'
    index = load(write(editions=f"edition,city,category,rank\n{rows}"))
    for answer in (
        scicli.trend(index, category=f"x{sign}"),
        scicli.ranking(index, category=f"x{sign}"),
        scicli.breakdown(index, *index.catalog.cities),
        scicli.fallers(index, category=f"x{sign}"),
    ):
        drawn = to_chart(answer, "svg").decode()
        assert sign not in drawn
        assert expat.ParserCreate().Parse(drawn.encode(), True) == 1


def test_a_source_without_a_publisher_has_its_key_in_the_line_of_sources(write: Write) -> None:
    folder = write(
        editions="edition,city,rank,sources\n1,A,1,s\n2,A,2,t\n3,A,3,u\n",
        sources="source,publisher,title,published,url\ns,P,,,\nt,,T,,\n",
    )
    drawn = texts(to_chart(scicli.trend(load(folder), "A"), "svg"))
    assert "Sources: P, t and u." in drawn


def test_a_long_title_is_folded(shipped: Index) -> None:
    names = ["Busan", "Seoul", "Tokyo", "London", "New York", "Zurich", "Singapore", "Hong Kong"]
    drawn = to_chart(scicli.trend(shipped, *names), "svg").decode()
    assert ">Busan, Seoul, Tokyo, London, New York, Zurich, Singapore and<" in drawn
    assert ">Hong Kong<" in drawn


def test_without_the_extra_no_chart_is_drawn(
    shipped: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(ExtraError) as caught:
        to_chart(scicli.ranking(shipped), "svg")
    assert str(caught.value) == (
        "drawing charts needs vl-convert-python; pip install 'scicli[report]' brings it"
    )


def test_a_chart_is_written_beside_the_answer(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "busan.SVG"
    alone = run("breakdown", "Busan", "-f", "csv")
    for command in (["breakdown", "Busan"],):
        outcome = run(*command, "-f", "csv", "--chart", str(file))
        assert outcome == alone
    assert file.read_text(encoding="utf-8").startswith("<svg ")


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        ("rank --chart x.doc", 2, "the suffix of 'x.doc' names no format of charts;"
         " end it with .svg, .png, .pdf or .html"),
        ("rank -o x.svg --chart x.svg", 2,
         "x.svg is asked for twice; name another file for the chart"),
        ("breakdown --chart x.svg", 2, "who leads each category has no chart; name a city"),
        ("trend Busan --chart no/x.svg", 3, "no/x.svg cannot be written: no such file or directory;"
         " name another file"),
    ],
)  # fmt: skip
def test_a_chart_that_cannot_be_drawn_is_refused_in_one_sentence(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    arguments: str,
    code: int,
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = run(*arguments.split())
    assert (outcome.code, outcome.out, outcome.err) == (code, "", f"scicli: {sentence}.\n")
    assert list(tmp_path.iterdir()) == []
