import pandas as pd

from scaffold import Write
from scicli.analysis.answer import Answer, Column, Kind, Section
from scicli.analysis.listings import cities, editions
from scicli.analysis.ranking import ranking
from scicli.index.index import Index, load
from scicli.view.grids import Cell, Tone, grids
from scicli.view.screen import UNICODE

RANKS = """edition,city,rank,rating
1,A,1,12345.5
1,B,=2,700
1,C,4-5,
1,D,6+,-0.25
1,E,,1
"""


def columns(answer: Answer) -> dict[str, list[Cell]]:
    [grid], _ = grids(answer, UNICODE, sources=False)
    return {column.name: column.cells for column in grid.columns}


def test_a_cell_has_a_number_if_it_shows_a_number_and_nothing_else(write: Write) -> None:
    shown = columns(ranking(load(write(editions=RANKS))))
    assert shown["Rank"] == [
        Cell("1", number=1),
        Cell("=2"),
        Cell("4–5"),
        Cell("6+"),
        Cell("–", Tone.FAINT),
    ]
    assert shown["Rating"] == [
        Cell("12,345.50", number=12345.5),
        Cell("700.00", number=700),
        Cell("–", Tone.FAINT),
        Cell("-0.25", number=-0.25),
        Cell("1.00", number=1),
    ]


def test_an_edition_is_a_number_only_if_every_label_is_one(write: Write) -> None:
    numbers = columns(editions(load(write(editions="edition,city,rank\n6,A,1\n7,A,1\n"))))
    assert numbers["Edition"] == [Cell("6", number=6), Cell("7", number=7)]
    texts = columns(editions(load(write(editions="edition,city,rank\n6,A,1\nVII,A,1\n"))))
    assert texts["Edition"] == [Cell("6"), Cell("VII")]


def test_a_text_of_digits_is_no_number() -> None:
    kinds = [kind for kind in Kind if kind in {Kind.CITY, Kind.LABEL, Kind.TEXT, Kind.COUNT}]
    frame = pd.DataFrame({"field": ["1e5"]})
    section = Section(
        ("T",), frame, tuple(Column("field", kind.name, kind, weight=1) for kind in kinds), ()
    )
    assert columns(Answer(frame, (section,))) == {kind.name: [Cell("1e5")] for kind in kinds}


def test_an_answer_that_cites_nothing_has_no_sources(shipped: Index) -> None:
    answer = cities(shipped, country="KR")
    assert grids(answer, UNICODE, sources=True) == grids(answer, UNICODE, sources=False)
