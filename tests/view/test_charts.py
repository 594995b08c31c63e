"""Charts: what is drawn of an answer, and the files that hold it."""

import html
import re
import sys
from itertools import pairwise
from pathlib import Path
from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scicli
from picture import Picture
from scaffold import Run, Write
from scicli.analysis.answer import Answer
from scicli.errors import ExtraError, QuestionError
from scicli.index.index import Index, load
from scicli.index.rank import NO_END, Rank
from scicli.view.charts.draw import to_chart
from scicli.view.charts.places import apart, bounds, ticks

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


def test_a_history_has_a_mark_for_each_rank(index: Index) -> None:
    picture = Picture.of(scicli.trend(index, "B", "A"))
    marks = picture.marks()
    assert {(one.shape, one.inks, one.words) for one in marks} == {
        ("circle", "f-first", "B, 1: 1"),
        ("circle", "f-first", "B, 2: 3"),
        ("rect", "f-first", "B, 4: 801+"),
        ("circle", "f-first", "B, 5: =7"),
        ("circle", "f-second", "A, 1: 4"),
        ("circle", "f-second", "A, 2: 2"),
        ("rect", "f-second", "A, 4: 201–250"),
    }
    heights = {one.words: one.y for one in marks}
    assert heights["B, 1: 1"] < heights["A, 2: 2"] < heights["B, 2: 3"] < heights["A, 1: 4"]


def test_lines_lead_from_mark_to_mark(index: Index) -> None:
    picture = Picture.of(scicli.trend(index, "B", "A"))
    at = {one.words: (one.x, one.y) for one in picture.marks()}
    assert picture.lines("first")[0] == [at["B, 1: 1"], at["B, 2: 3"]]
    # A is not held in the last edition: no leader goes to the edge.
    assert [len(line) for line in picture.lines("second")] == [2]


def test_a_line_stops_at_an_edition_that_is_not_held(write: Write) -> None:
    index = load(write(editions="edition,city,rank\n1,A,1\n2,B,1\n3,A,2\n4,A,3\n"))
    picture = Picture.of(scicli.trend(index, "A"))
    at = {one.words: (one.x, one.y) for one in picture.marks()}
    line, leader = picture.lines("first")
    assert line == [at["A, 3: 2"], at["A, 4: 3"]]
    assert leader[0][1] == at["A, 4: 3"][1]


def test_a_ring_lies_where_the_lines_cross(index: Index) -> None:
    picture = Picture.of(scicli.compare(index, "A", "B", to_edition=2))
    at = {one.words: one for one in picture.marks()}
    ring = at["A overtook B, 2"]
    start, end, above, below = (at[words] for words in ("A, 1: 4", "A, 2: 2", "B, 1: 1", "B, 2: 3"))
    assert ring.inks == "f-paper s-text"
    assert ring.x == pytest.approx(start.x + 0.75 * (end.x - start.x), abs=0.02)
    assert ring.y == pytest.approx(start.y + 0.75 * (end.y - start.y), abs=0.02)
    assert ring.y == pytest.approx(above.y + 0.75 * (below.y - above.y), abs=0.02)
    assert "A passes B" in picture.texts()
    assert "A ring: one overtook the other." in picture.said()


def test_equal_bands_stand_side_by_side(write: Write) -> None:
    index = load(write(editions="edition,city,rank\n1,A,201-250\n1,B,201-250\n1,C,1\n"))
    marks = {one.words: one for one in Picture.of(scicli.trend(index)).marks()}
    one, other = marks["A, 1: 201–250"], marks["B, 1: 201–250"]
    assert (one.y, other.x - one.x) == (other.y, 9)
    assert "Bars and ribbons are bands of places." in Picture.of(scicli.trend(index)).said()


def test_more_than_18_lines_have_a_panel_each(write: Write) -> None:
    rows = "".join(f"{e},City {n:02},{n + 1}\n" for n in range(19) for e in (1, 2))
    picture = Picture.of(scicli.trend(load(write(editions=f"edition,city,rank\n{rows}"))))
    assert len(list(picture.each("use"))) == 19
    assert [words for words in picture.texts() if words.startswith("City")] == [
        f"City {n:02}" for n in range(19)
    ]
    assert "Each panel runs from 1 to 2, and from place 1 at its top to place 19." in picture.said()


def test_more_than_200_lines_are_refused(write: Write) -> None:
    rows = "".join(f"1,City {n:03},{n + 1}\n" for n in range(201))
    answer = scicli.trend(load(write(editions=f"edition,city,rank\n{rows}")))
    with pytest.raises(QuestionError) as caught:
        to_chart(answer, "svg")
    assert str(caught.value) == "201 lines are too many for a chart; name 200 cities or fewer"


def test_of_many_lines_those_asked_for_stand_out(write: Write) -> None:
    rows = "".join(f"{e},City {n:02},{n + 1}\n" for n in range(12) for e in (1, 2))
    index = load(write(editions=f"edition,city,rank\n{rows}"))
    best = Picture.of(scicli.trend(index))
    asked = [f"City {n:02}" for n in range(11, -1, -1)]
    named = Picture.of(scicli.trend(index, *asked))
    for picture, highlighted in ((best, ["00", "01", "02"]), (named, ["11", "10", "09", "08"])):
        inks = {one.words.partition(",")[0]: one.inks for one in picture.marks()}
        assert [inks.pop(f"City {n}") for n in highlighted] == [
            "f-first", "f-second", "f-third", "f-fourth",
        ][: len(highlighted)]  # fmt: skip
        assert set(inks.values()) == {"f-other"}


def test_moves_have_both_ranks_and_the_places(index: Index) -> None:
    picture = Picture.of(scicli.fallers(index, from_edition=2, to_edition=4))
    assert [(one.shape, one.inks, one.words) for one in picture.marks()] == [
        ("circle", "f-paper s-down", "B: 3 in 2, 801+ in 4"),
        ("circle", "f-paper s-down", "A: 2 in 2, 201–250 in 4"),
        ("rect", "f-down", "B: 3 in 2, 801+ in 4"),
        ("rect", "f-down", "A: 2 in 2, 201–250 in 4"),
    ]
    assert picture.texts()[0] == "B fell at least 798 places, to 801+"
    assert [words for words in picture.texts() if words.startswith("▼")] == ["▼ ≥ 798", "▼ ≥ 199"]
    risen = Picture.of(scicli.climbers(index, from_edition=1, to_edition=2))
    ring, dot = risen.marks()
    assert (ring.inks, dot.inks, ring.x < dot.x) == ("f-paper s-up", "f-up", True)
    [line] = risen.lines("up")
    # The line ends at the edge of the ring.
    assert line[0][0] == pytest.approx(ring.x + 5, abs=0.02)


def test_categories_have_their_marks_and_what_is_not_held(index: Index) -> None:
    picture = Picture.of(scicli.breakdown(index, "B"))
    assert [(one.inks, one.words) for one in picture.marks()] == [
        ("f-first", "B, Overall: =7"),
        ("f-up", "B, Safety: 1"),
        ("f-down", "B, Housing: 13–20"),
    ]
    texts = picture.texts()
    assert {"overall =7", "strength", "weakness"} <= set(texts)
    before = Picture.of(scicli.breakdown(index, "B", edition=2))
    assert "Not held: Safety and Housing." in before.said()
    both = Picture.of(scicli.breakdown(index, "B", "C"))
    assert {(one.inks, one.words) for one in both.marks()} == {
        ("f-first", "B, Overall: =7"),
        ("f-first", "B, Safety: 1"),
        ("f-first", "B, Housing: 13–20"),
    }
    assert "C" in both.texts()


def test_ranks_have_their_ratings_on_a_line(write: Write) -> None:
    index = load(write(editions="edition,city,rank,rating\n1,A,1,9\n1,B,=2,8.5\n1,C,=2,8\n"))
    picture = Picture.of(scicli.ranking(index))
    one, other, last = picture.marks()
    assert [mark.words for mark in (one, other, last)] == [
        "A: rated 9", "B: rated 8.5", "C: rated 8",
    ]  # fmt: skip
    assert other.x - last.x == pytest.approx(one.x - other.x, abs=0.02)
    assert "The line of ratings begins at 8, not at zero." in picture.said()


def test_a_lower_rating_that_is_better_is_said_to_be(write: Write) -> None:
    index = load(write(editions="edition,city,rank,rating\n1,A,1,61\n1,B,2,62.5\n"))
    assert "A lower rating is better here." in Picture.of(scicli.ranking(index)).said()


def test_a_chart_has_the_title_and_the_width_asked_for(
    run: Run, tmp_path: Path, shipped: Index
) -> None:
    file = tmp_path / "x.svg"
    words = ["trend", "Busan", "--chart", str(file), "--title", "Up <b>", "--width", "400"]
    assert run(*words).code == 0
    drawn = file.read_text(encoding="utf-8")
    assert ">Up &lt;b&gt;<" in drawn
    assert 'width="400"' in drawn
    assert scicli.chart(scicli.trend(shipped, "Busan"), title="Up <b>", width=400) == drawn
    for width, word in ((300, "few"), (2000, "many")):
        with pytest.raises(QuestionError) as caught:
            scicli.chart(scicli.trend(shipped, "Busan"), width=width)
        problem = f"{width} pixels are too {word} for a chart"
        assert str(caught.value) == f"{problem}; ask for 320 to 1600"


@pytest.mark.parametrize("words", [["--title", "Up"], ["--width", "400"]])
def test_the_looks_of_a_chart_need_a_chart(run: Run, words: list[str]) -> None:
    outcome = run("trend", "Busan", *words)
    assert outcome.err == f"scicli: {words[0]} needs a chart; add --chart FILE.\n"
    assert (outcome.code, outcome.out) == (2, "")


def test_many_cities_by_category_have_a_legend_of_several_lines(shipped: Index) -> None:
    picture = Picture.of(
        scicli.breakdown(shipped, "Busan", "London", "Tokyo", "New York", "San Francisco"), 320
    )
    boxes = dict(picture.boxes())
    assert boxes["Busan"].top < boxes["San Francisco"].top


def test_negative_ratings_are_bars_from_zero(write: Write) -> None:
    index = load(write(editions="edition,city,rank,rating\n1,A,1,-1\n1,B,2,-4\n"))
    picture = Picture.of(scicli.ranking(index))
    short, long = picture.lines("first")
    assert short[0] == (long[0][0], short[0][1])
    assert long[0][0] - long[1][0] == pytest.approx(4 * (short[0][0] - short[1][0]), abs=0.1)
    assert "−4" in picture.texts()


def test_ranks_without_ratings_have_lines_from_the_ranks_before(write: Write) -> None:
    rows = "1,A,1\n1,B,2\n1,C,9\n2,A,2\n2,B,1\n2,D,3\n2,C,9\n"
    picture = Picture.of(scicli.ranking(load(write(editions=f"edition,city,rank\n{rows}"))))
    [up], [down], [level] = (picture.lines(ink) for ink in ("up", "down", "quiet"))
    assert up[0][1] > up[1][1]
    assert down[0][1] < down[1][1]
    assert level[0][1] == level[1][1]
    assert {"edition 1", "edition 2", "▲ 1", "▼ 1", "0"} <= set(picture.texts())


def test_leaders_have_a_bar_for_each_edition(write: Write) -> None:
    rows = "1,A,1\n2,A,1\n3,B,2\n4,B,1\n"
    picture = Picture.of(scicli.leaders(load(write(editions=f"edition,city,rank\n{rows}"))))
    assert [one.words for one in picture.marks()] == ["A, 1", "A, 2", "B, 4"]
    assert "Hatched: not held." in picture.said()
    first, second, fourth = (one.x for one in picture.marks())
    assert fourth - second == pytest.approx(2 * (second - first), abs=0.05)


MAGIC = {"svg": b"<svg ", "png": b"\x89PNG", "pdf": b"%PDF"}


WON = """edition,city,rank,sources
1,A,1,one
1,B,2,
2,B,1,two
2,A,2,
3,A,1,one;three
3,B,2,
4,A,1,four
4,B,2,
"""


def test_a_record_has_bars_over_the_editions_in_which_it_was_made(write: Write) -> None:
    index = load(
        write(
            editions=WON,
            releases="edition,cities_ranked\n1,2\n2,2\n3,2\n4,2\n",
            sources="source,publisher\none,One\ntwo,Two\nthree,Three\nfour,Four\n",
        )
    )
    picture = Picture.of(scicli.records(index, top=1))
    bars = [(mark.words, mark.inks) for mark in picture.marks() if mark.shape == "rect"]
    assert bars == [
        *[("Most editions in 1st place: 3 editions: A", "f-first")] * 2,
        ("Longest run in 1st place: 2 editions: A", "f-first"),
        *[("Most times in 1st place: 2 times: A", "f-first")] * 2,
        *[("Biggest rise in one step: 1 place: A and B", "f-first")] * 2,
        *[("Biggest fall in one step: 1 place: A and B", "f-first")] * 2,
        *[("Biggest rise over several editions: 1 place: A and B", "f-first")] * 2,
        *[("Biggest fall over several editions: 1 place: A and B", "f-first")] * 2,
        *[("Best place: 1st: A and B", "f-first")] * 2,
        *[("Worst place: 2nd: A and B", "f-first")] * 2,
        *[("Biggest spread from best to worst place: 1 place: A and B", "f-first")] * 2,
        *[("Smallest spread, of those in every edition: 1 place: A and B", "f-first")] * 2,
    ]
    assert picture.texts()[0] == "Most editions in 1st place: A, 3 editions"
    assert "Sources: Four, One, Three and 1 more." in picture.said()
    assert "Pale:" not in picture.said()


@pytest.mark.parametrize("format_", MAGIC)
def test_the_same_answer_gives_the_same_file(shipped: Index, format_: str) -> None:
    answer = scicli.compare(shipped, "Busan", "Seoul")
    first = to_chart(answer, format_)
    assert first.lstrip().startswith(MAGIC[format_])
    assert [to_chart(answer, format_) for _ in range(2)] == [first] * 2


def test_a_chart_says_what_it_shows_how_much_is_held_and_where_from(shipped: Index) -> None:
    drawn = to_chart(scicli.trend(shipped, "Busan", "Seoul"), "svg").decode()
    for text in (
        ">Busan 8th and Seoul 39th in December 2025<",
        ">Smart Centres Index · overall · June 2021 to December 2025 · editions 3 to 12<",
        "The shade shows who is ahead. 18 ranks held. Busan: best 8 (edition 12), worst 62 (3),",
        "<title>Busan, 6: 22</title>",
        '<title id="chart-title">Busan 8th and Seoul 39th in December 2025</title>',
        "Seoul: 24 in 5, 24 in 6, 28 in 7, 29 in 8, 29 in 9, 30 in 10, 33 in 11, 39 in 12.</desc>",
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
    picture = Picture.of(scicli.breakdown(shipped, "Busan", "Seoul"))
    assert picture.texts()[0] == "Busan and Seoul"
    assert "Busan: 10 of 10 ranks are held. Seoul: 1 of 10 ranks is held." in picture.said()
    said = Picture.of(scicli.ranking(shipped, edition=6)).said()
    assert "22 of 75 ranks are held, complete to 5. Of these 22, 17 ranks are held in" in said


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
    def distances(editions: str) -> float:
        index = load(write(editions=f"edition,city,rank\n{editions}"))
        first, second, last = sorted(one.x for one in Picture.of(scicli.trend(index)).marks())
        return (last - second) / (second - first)

    assert distances("1998,A,5\n1999,A,3\n2022,A,2\n") == pytest.approx(8401 / 365, abs=0.1)
    assert distances("1,A,5\n2,A,3\n30,A,2\n") == pytest.approx(1, abs=0.01)


def test_no_old_rank_is_labelled_at_the_right_edge(write: Write) -> None:
    rows = "1,A,1\n1,B,2\n2,A,2\n2,B,1\n3,A,9\n"
    answer = scicli.compare(load(write(editions=f"edition,city,rank\n{rows}")), "A", "B")
    boxes = dict(Picture.of(answer).boxes())
    assert boxes["9"].left > 560
    assert boxes["B 1"].right < 450
    long = f"edition,city,rank\n1,A,1\n1,{'Long ' * 20},2\n2,A,2\n"
    picture = Picture.of(scicli.trend(load(write(editions=long))), 320)
    assert [words[:9] for words in picture.texts() if words.startswith("Long")] == ["Long Long"]
    many = "".join(f"{e},C{n},{n}\n" for n in range(1, 12) for e in (1, 2) if n < 11 or e == 1)
    picture = Picture.of(scicli.trend(load(write(editions=f"edition,city,rank\n{many}"))))
    assert "C11, last held in 1" in picture.texts()
    assert "11" not in picture.texts()


def test_a_ring_needs_both_lines_to_be_drawn(write: Write) -> None:
    rows = "1,A,1\n1,B,2\n3,A,2\n3,B,1\n4,A,1\n4,B,2\n2,C,1\n"
    answer = scicli.compare(load(write(editions=f"edition,city,rank\n{rows}")), "A", "B")
    assert answer.plot
    assert [p.after for p in answer.plot.passings] == [3, 4]

    def rings(answer: Answer) -> list[str]:
        return [one.words for one in Picture.of(answer).marks() if "s-text" in one.inks]

    assert rings(answer) == ["A overtook B, 4"]
    many = "".join(f"{n},A,{1 + n % 2}\n{n},B,{2 - n % 2}\n" for n in range(1, 12))
    answer = scicli.compare(load(write(editions=f"edition,city,rank\n{many}")), "A", "B")
    assert answer.plot
    assert len(answer.plot.passings) == 10
    assert len(rings(answer)) == 5


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ("climbers --min 50", "No rise of 50 places or more is certain"),
        (
            "breakdown Mauritius",
            "Mauritius: 0 of 10 ranks are held. Mauritius is last held in edition 11",
        ),
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


def test_more_than_40_rows_are_refused(write: Write) -> None:
    rows = "".join(f"1,City {n},{n + 1}\n" for n in range(201))
    index = load(write(editions=f"edition,city,rank\n{rows}"))
    with pytest.raises(QuestionError) as caught:
        to_chart(scicli.ranking(index), "svg")
    assert str(caught.value) == (
        "201 rows are too many for a chart; ask for 40 or fewer with --rows"
    )
    assert to_chart(scicli.ranking(index, rows=40), "svg").startswith(b"<svg ")


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
    assert Picture.of(scicli.trend(shipped, *names)).texts()[:2] == [
        "Busan, Seoul, Tokyo, London, New York, Zurich, Singapore and Hong",
        "Kong",
    ]


def test_without_the_extra_no_chart_is_a_picture(
    shipped: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ExtraError) as caught:
        to_chart(scicli.ranking(shipped), "png")
    assert str(caught.value) == (
        "a chart as PNG needs typst with its font; pip install 'scicli[report]' brings it"
    )
    assert to_chart(scicli.ranking(shipped), "svg").startswith(b"<svg ")


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


@pytest.mark.usefixtures("no_fonts_of_the_machine")
def test_letters_that_no_font_has_are_named(run: Run, write: Write, tmp_path: Path) -> None:
    folder = write(editions="edition,city,rank\n1,부산,1\n1,Œ–λ,2\n2,부산,2\n2,Œ–λ,1\n")
    outcome = run("trend", "-d", str(folder), "-q", "--chart", str(tmp_path / "x.pdf"))
    assert (outcome.code, outcome.err) == (
        0, "No font here has 부 and 산; boxes stand for them; install a font that has them.\n",
    )  # fmt: skip
    with pytest.warns(UserWarning, match="No font here has 부 and 산"):
        to_chart(scicli.trend(load(folder)), "png")
