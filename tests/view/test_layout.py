"""Every table fits from 40 columns up, and nothing that was asked is lost."""

from collections import Counter
from collections.abc import Callable, Sequence

import pytest
from rich.cells import cell_len

from scaffold import Write
from scicli.analysis.answer import ANSWER, Answer, Kind
from scicli.analysis.breakdown import breakdown
from scicli.analysis.compare import compare
from scicli.analysis.gap import gap
from scicli.analysis.leaders import leaders
from scicli.analysis.listings import cities, sources
from scicli.analysis.movers import climbers
from scicli.analysis.overtakes import overtakes
from scicli.analysis.ranking import ranking
from scicli.analysis.trend import trend
from scicli.claims.claim import Claim
from scicli.claims.findings import findings
from scicli.claims.verify import verify
from scicli.index.index import Index, load
from scicli.view.grids import Cell, Grid, GridColumn, grids
from scicli.view.layout import fit
from scicli.view.screen import UNICODE, Screen
from scicli.view.terminal import to_table

WORDS = ("Alps", "Baltic", "Coast", "Delta", "Estuary", "Forest", "Glacier", "Harbour")
NAMES = {
    "long": tuple(f"University of Applied Sciences of the {word}" for word in WORDS),
    "wide": tuple(f"부산광역시 국제대학교의 {word}" for word in WORDS),
}
TABLES = ["1 2 3 4 5 6 7 8", "2 1 3 4 6 5 8 7", "3 1 2 5 6 4 7 9-12", "1 =2 =2 4 5 6 7 9-12"]


@pytest.fixture(params=NAMES)
def names(request: pytest.FixtureRequest) -> Sequence[str]:
    names: Sequence[str] = NAMES[request.param]
    return names


@pytest.fixture
def index(names: Sequence[str], write: Write) -> Index:
    rows = [
        f"{edition},{category},{name},{rank}"
        for category, order in (("overall", 1), ("teaching", -1))
        for edition, table in enumerate(TABLES, 1)
        for name, rank in zip(names, table.split()[::order], strict=True)
    ]
    return load(write(editions="\n".join(["edition,category,city,rank", *rows])))


def claims(index: Index, names: Sequence[str]) -> Answer:
    return verify(
        index, [Claim("overtook", number, city=names[2], other=names[0]) for number in (2, 3, 4)]
    )


QUESTIONS: dict[str, Callable[[Index, Sequence[str]], Answer]] = {
    "rank": lambda index, _: ranking(index, edition=3),
    "climbers": lambda index, _: climbers(index, from_edition=1, to_edition=3),
    "compare 2": lambda index, names: compare(index, *names[:2]),
    "compare 3": lambda index, names: compare(index, *names[:3]),
    "compare 5": lambda index, names: compare(index, *names[:5]),
    "compare 8": lambda index, names: compare(index, *names),
    "trend": lambda index, names: trend(index, *names),
    "breakdown": lambda index, names: breakdown(index, *names[6:]),
    "overtakes": lambda index, names: overtakes(index, names[1], from_edition=1, to_edition=3),
    "gap": lambda index, names: gap(index, names[7], to=2),
    "leaders": lambda index, _: leaders(index, top=2),
    "findings": lambda index, names: findings(index, names[0]),
    "verify": claims,
    "cities": lambda index, _: cities(index),
    "sources": lambda index, names: sources(index, names[0]),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_at_every_width_each_word_of_the_answer_is_on_the_screen(
    index: Index, names: Sequence[str], question: str
) -> None:
    answer = QUESTIONS[question](index, names)
    asked = answer_words(answer)
    for width in range(40, 121):
        screen = to_table(answer, Screen(width=width), notes=False, sources=False)
        assert max(map(cell_len, screen.splitlines())) <= width
        assert asked - Counter(screen.replace(":", " ").split()) == Counter()


def answer_words(answer: Answer) -> Counter[str]:
    """Return the words of the columns that are part of an answer, and how often each is there."""
    tables, _ = grids(answer, UNICODE, sources=False)
    columns = [column for table in tables for column in table.columns if column.weight >= ANSWER]
    texts = [text for one in columns for text in (one.heading, *(cell.text for cell in one.cells))]
    heads = Counter(word for column in columns for word in column.heading.split())
    words = Counter(" ".join(texts).replace(":", " ").split())
    # Records show a heading only where a row has the cell, and the head of a record has none.
    return words - heads


def column(heading: str, *cells: str, kind: Kind = Kind.CITY, weight: int = ANSWER) -> GridColumn:
    return GridColumn(heading, heading, kind, weight, list(map(Cell, cells)))


def fitted(room: int, *columns: GridColumn) -> tuple[list[str], list[int]]:
    shown, widths = fit(Grid((), list(columns), []), room)
    return [one.name for one in shown], list(widths)


CITY = column("City", "New York", "Ho Chi Minh City and Infrastructure")
RANK = column("Rank", "1", "201–250", kind=Kind.RANK)
SINCE = column("Since 3", "▲ 3", "", kind=Kind.GAIN, weight=9)
COUNTRY = column("Country", "United States", "Vietnam", kind=Kind.TEXT, weight=6)


def test_a_table_that_fits_stays_as_it_is() -> None:
    assert fitted(68, CITY, RANK, SINCE, COUNTRY) == (
        ["City", "Rank", "Since 3", "Country"],
        [35, 7, 7, 13],
    )


def test_details_go_before_a_name_is_folded() -> None:
    assert fitted(67, CITY, RANK, SINCE, COUNTRY) == (["City", "Rank", "Since 3"], [35, 7, 7])


def test_a_name_folds_before_what_is_nearly_the_answer_goes() -> None:
    assert fitted(52, CITY, RANK, SINCE) == (["City", "Rank", "Since 3"], [34, 7, 7])
    assert fitted(32, CITY, RANK, SINCE) == (["City", "Rank", "Since 3"], [14, 7, 7])


def test_what_is_nearly_the_answer_goes_before_a_word_is_broken() -> None:
    assert fitted(31, CITY, RANK, SINCE) == (["City", "Rank"], [22, 7])


def test_rows_become_records_before_a_word_is_broken_or_a_column_is_narrow() -> None:
    assert fitted(23, CITY, RANK) == (["City", "Rank"], [14, 7])
    assert fitted(22, CITY, RANK) == (["City", "Rank"], [])
    many = column("City", "a b c d e f g h i")
    assert fitted(21, many, RANK) == (["City", "Rank"], [12, 7])
    assert fitted(20, many, RANK) == (["City", "Rank"], [])


def test_a_very_long_word_is_broken_and_numbers_are_not() -> None:
    word = column("City", "x" * 50)
    number = column("Number", "1" * 30, kind=Kind.NUMBER)
    assert fitted(56, word, number) == (["City", "Number"], [24, 30])
    assert fitted(55, word, number) == (["City", "Number"], [])


def test_a_sentence_takes_the_room_that_is_left_but_is_never_narrow() -> None:
    prose = column("Statement", "word " * 20, kind=Kind.PROSE)
    assert fitted(60, RANK, prose) == (["Rank", "Statement"], [7, 51])
    assert fitted(38, RANK, prose) == (["Rank", "Statement"], [])


def test_a_table_without_columns_has_no_widths() -> None:
    assert fit(Grid((), [], []), 40) == ([], [])
