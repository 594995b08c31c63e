"""Charts as they are seen: where their texts stand, read from the SVG."""

import datetime
import math
from collections.abc import Sequence
from itertools import combinations
from math import dist
from operator import mul

import pytest

import scicli
from picture import Picture
from scaffold import Write
from scicli.analysis.answer import Answer
from scicli.index.index import Index, load
from scicli.view.charts.draw import to_chart
from scicli.view.charts.drawing import DARK, HIGHLIGHTS, LIGHT, Box, Ink

WIDTHS = (400, 680, 1280)


def assert_nothing_collides(picture: Picture) -> None:
    texts = list(picture.boxes())
    assert texts
    # A hair less than the room: letters at the edge of it do not touch.
    inner = [(words, Box(a + 0.5, b + 0.5, c - 0.5, d - 0.5)) for words, (a, b, c, d) in texts]
    touching = [(one[0], other[0]) for one, other in combinations(inner, 2)
                if one[1].overlaps(other[1])]  # fmt: skip
    assert touching == []
    assert [words for words, box in texts if not picture.box.contains(box)] == []


def named(number: int, letters: int) -> str:
    return f"{number:03} Technical University of Western Pomerania"[:letters]


def editions_of(count: int, *, weekly: bool) -> list[str]:
    first = datetime.date(2019, 1, 6)
    days = (first + datetime.timedelta(weeks=number) for number in range(count))
    return [day.isoformat() for day in days] if weekly else [str(n) for n in range(1, count + 1)]


def moving(lines: int, count: int, letters: int, *, weekly: bool = False) -> str:
    """Return tables in which cities change places by a rule of their own."""
    rows = ["edition,city,rank"]
    for step, edition in enumerate(editions_of(count, weekly=weekly)):
        order = sorted(range(lines), key=lambda n: math.sin(n * 1.7 + step * (0.1 + n % 5 / 20)))
        rows += [f"{edition},{named(city, letters)},{at}" for at, city in enumerate(order, 1)]
    return "\n".join(rows)


@pytest.mark.parametrize("letters", [8, 45])
@pytest.mark.parametrize(("count", "weekly"), [(12, False), (300, True)])
@pytest.mark.parametrize("lines", [2, 5, 12, 30, 150])
def test_no_text_of_a_history_touches_another(
    write: Write, lines: int, count: int, weekly: bool, letters: int
) -> None:
    if lines * count > 10_000:
        count = 40
    index = load(write(editions=moving(lines, count, letters, weekly=weekly)))
    for width in WIDTHS:
        assert_nothing_collides(Picture.of(scicli.trend(index), width))


SPARSE = """edition,city,category,rank,rating
1,A,,4,
1,B,,1,
1,C,,2,
2,A,,2,
2,B,,3,
2,D,,1,
3,A,,201-250,
3,B,,801+,
3,D,,201-250,
4,A,,201-250,-3.5
4,B,,=7,1
4,D,,=7,1
4,B,safety,1,
4,B,housing,13-20,
4,B,transport,801+,
4,D,safety,=90,
"""


@pytest.fixture
def sparse(write: Write) -> Index:
    return load(write(editions=SPARSE))


def every_answer(index: Index) -> dict[str, Answer]:
    """Return an answer of each kind."""
    first, second, *_ = index.catalog.cities
    return {
        "trend": scicli.trend(index),
        "trend of one": scicli.trend(index, first),
        "trend by category": scicli.trend(index, second, by="category"),
        "compare": scicli.compare(index, first, second),
        "gap": scicli.gap(index, second, to=2),
        "gap to a city": scicli.gap(index, second, to=first),
        "rank": scicli.ranking(index, rows=30),
        "rank before": scicli.ranking(index, edition="first", rows=30),
        "around": scicli.ranking(index, around=second),
        "climbers": scicli.climbers(index, from_edition="first"),
        "fallers": scicli.fallers(index, from_edition="first"),
        "breakdown": scicli.breakdown(index, second),
        "breakdown of two": scicli.breakdown(index, second, first),
        "leaders": scicli.leaders(index),
        "leaders of three": scicli.leaders(index, top=3),
        "records": scicli.records(index),
        "records of one": scicli.records(index, second),
        "changes": scicli.changes(index, "first", "latest"),
    }


KINDS = [
    "trend", "trend of one", "trend by category", "compare", "gap", "gap to a city", "rank",
    "rank before", "around", "climbers", "fallers", "breakdown", "breakdown of two", "leaders",
    "leaders of three", "records", "records of one", "changes",
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_of_a_chart_touches_another(shipped: Index, sparse: Index, kind: str) -> None:
    for index in (shipped, sparse):
        answer = every_answer(index)[kind]
        if answer.plot and not answer.plot.is_empty:
            for width in WIDTHS:
                assert_nothing_collides(Picture.of(answer, width))


@pytest.mark.parametrize(
    "rows",
    [
        "1,A,1,-3.5\n1,B,2,-10\n1,C,3,-11.25\n",
        "1,A,1,61.5\n1,B,2,62\n1,C,3,1000000\n",
        "1,A,1,\n1,B,2,9\n1,C,3,8\n",
        "1,A,1,7\n",
        "1,A,1,\n",
        "1,A,12,5\n1,B,801+,5\n",
    ],
)
def test_ratings_of_every_kind_have_a_chart(write: Write, rows: str) -> None:
    index = load(write(editions=f"edition,city,rank,rating\n{rows}"))
    for width in WIDTHS:
        assert_nothing_collides(Picture.of(scicli.ranking(index), width))


# How colours look without one kind of cones: the matrices for linear sRGB of Machado, Oliveira and
# Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", 2009.
EYES = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}  # fmt: skip
XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.95047, 1, 1.08883)
TOLD_APART = 11  # 2.3 is just noticed


def linear(colour: str) -> list[float]:
    """Return the linear red, green and blue of a colour of sRGB."""
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return [
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    ]


def times(matrix: Sequence[Sequence[float]], vector: Sequence[float]) -> list[float]:
    return [sum(map(mul, row, vector)) for row in matrix]


def lab(colour: str, eyes: str) -> tuple[float, float, float]:
    """Return a colour in CIELAB as some eyes see it."""
    seen = times(XYZ, times(EYES[eyes], linear(colour)))
    x, y, z = (
        max(one / white, 0) ** (1 / 3)
        if one / white > (6 / 29) ** 3
        else one / white / (3 * (6 / 29) ** 2) + 4 / 29
        for one, white in zip(seen, WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, as WCAG 2.2 defines it."""
    darker, lighter = sorted(times(XYZ, linear(colour))[1] for colour in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_lines_are_told_apart_by_all_eyes(colours: dict[Ink, str], eyes: str) -> None:
    seen = {ink: lab(colours[ink], eyes) for ink in (*HIGHLIGHTS, Ink.OTHER)}
    near = [pair for pair in combinations(seen, 2)
            if dist(seen[pair[0]], seen[pair[1]]) < TOLD_APART]  # fmt: skip
    assert near == []


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_lines_in_question_stand_out_in_grey(colours: dict[Ink, str]) -> None:
    lightness = {ink: lab(colours[ink], "normal")[0] for ink in (*HIGHLIGHTS, Ink.OTHER)}
    least = min(abs(lightness[ink] - lightness[Ink.OTHER]) for ink in HIGHLIGHTS)
    assert least >= TOLD_APART - 1


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_every_ink_can_be_seen(colours: dict[Ink, str]) -> None:
    paper = colours[Ink.PAPER]
    texts = set(Ink) - {Ink.PAPER, Ink.GRID, Ink.OTHER}
    assert {ink for ink in texts if contrast(colours[ink], paper) < 4.5} == set()
    assert contrast(colours[Ink.OTHER], paper) >= 3


def test_names_from_right_to_left_do_not_move_their_ranks(write: Write) -> None:
    index = load(write(editions="edition,city,rank\n1,دبي,1\n1,القاهرة الجديدة,2\n"))
    [text] = [
        one.text
        for one in Picture.of(scicli.ranking(index)).each("text")
        if one.text and "الجديدة" in one.text
    ]
    assert text == "\u2068القاهرة الجديدة\u2069"
    assert to_chart(scicli.ranking(index), "png").startswith(b"\x89PNG")


@pytest.mark.parametrize("width", [320, 400, 680, 1280])
def test_the_words_beside_a_ring_hide_no_point(shipped: Index, width: int) -> None:
    picture = Picture.of(scicli.compare(shipped, "Busan", "Seoul"), width)
    [box] = [box for words, box in picture.boxes() if words == "Busan passes Seoul"]
    hidden = [
        one.words
        for one in picture.marks()
        if box.left < one.x < box.right and box.top < one.y < box.bottom
    ]
    assert hidden == []


@pytest.mark.parametrize("width", [320, *WIDTHS])
def test_the_places_below_an_axis_stand_apart(shipped: Index, width: int) -> None:
    assert_nothing_collides(Picture.of(scicli.breakdown(shipped, "Busan"), width))
