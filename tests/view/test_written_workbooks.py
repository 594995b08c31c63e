"""Workbooks are read back: the values, the looks and the bytes of every sheet."""

import datetime
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scaffold import Run, Write, shown
from scicli.analysis.answer import Answer, Column, Kind, Section
from scicli.analysis.breakdown import breakdown
from scicli.analysis.listings import cities
from scicli.analysis.ranking import ranking
from scicli.analysis.trend import trend
from scicli.errors import WriteError
from scicli.index.index import Index, load
from scicli.view.excel import COLOURS, to_xlsx
from scicli.view.grids import grids, lines_below
from scicli.view.page import STYLE
from scicli.view.screen import UNICODE

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

openpyxl = pytest.importorskip("openpyxl", reason="needs openpyxl")
calamine = pytest.importorskip(
    "python_calamine", reason="needs python-calamine, which excel brings"
)
xlsxwriter = pytest.importorskip("xlsxwriter", reason="needs xlsxwriter, which excel brings")

EDITIONS = """edition,city,rank,rating,sources
1,A,2,,
1,B,1,,
2,A,1,12345.5,s1
2,B,=2,700,s1;s2
2,C,=2,,s2
2,D,4-5,-0.25,
2,E,8+,0,s3
2,F,,1,
"""
SOURCES = """source,publisher,title,published,url
s1,=Press,The table,2024-05-01,https://example.org/1
s2,Paper,,,javascript:alert(1)
"""


def book(answer: Answer, *, notes: bool = True) -> "Workbook":
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(answer, notes=notes)))


def cells(sheet: "Worksheet") -> list[list[object]]:
    """Return the values of a sheet, without the blanks at the end of each row."""
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    return rows


def answer_of(values: Sequence[object], kind: Kind) -> Answer:
    """Return an answer of one column."""
    frame = pd.DataFrame({"field": list(values)}, dtype="object")
    return Answer(frame, (Section(("T",), frame, (Column("field", "H", kind, weight=1),), ()),))


@pytest.fixture
def answer(write: Write) -> Answer:
    return ranking(load(write(editions=EDITIONS, sources=SOURCES)))


def test_a_workbook_has_the_tables_the_data_and_the_sources(answer: Answer) -> None:
    written = book(answer)
    assert written.sheetnames == ["Table", "Data", "Sources"]
    assert cells(written["Table"]) == [
        ["Edition 2 · overall"],
        [],
        ["Rank", "City", "Rating", "Since 1", "Sources"],
        [1, "A", 12345.5, "▲ 1", "1"],
        ["=2", "B", 700, "▼ 1", "1–2"],
        ["=2", "C", "–", "–", "2"],
        ["4–5", "D", -0.25, "–"],
        [None, "6–7 not held"],
        ["8+", "E", 0, "–", "3"],
        ["–", "F", 1, "–"],
        [],
        ["5 ranks are held, complete to 3; how many cities are ranked is not known."],
        ["Of these 5, 2 ranks are held in edition 1 too."],
        ["▲ up  ▼ down  = shared  + or beyond  – not held"],
    ]
    assert [row[2:5] + row[7:8] for row in cells(written["Data"])] == [
        ["rank", "rank_max", "city", "rating"],
        [1, 1, "A", 12345.5],
        [2, 2, "B", 700],
        [2, 2, "C", None],
        [4, 5, "D", -0.25],
        [8, None, "E", 0],
        [None, None, "F", 1],
    ]
    assert cells(written["Sources"]) == [
        ["Number", "Source", "Address"],
        [1, "=Press, The table, 1 May 2024", "https://example.org/1"],
        [2, "Paper", "javascript:alert(1)"],
        [3, "s3"],
    ]


def test_numbers_have_the_digits_of_the_screen(write: Write, answer: Answer) -> None:
    table = book(answer)["Table"]
    assert [shown(cell) for cell in table["C"][3:10]] == [
        "12,345.50", "700.00", "–", "-0.25", "", "0.00", "1.00",
    ]  # fmt: skip
    differences = book(answer_of([0.5, -1.0, 0.0, None, 12345.0], Kind.DIFFERENCE))["Table"]
    assert [(cell.value, shown(cell)) for cell in differences["A"][3:]] == [
        (0.5, "+0.5"), (-1, "-1.0"), (0, "0.0"), (None, ""), (12345, "+12,345.0"),
    ]  # fmt: skip


def test_the_data_are_the_frame(run: Run, tmp_path: Path) -> None:
    run("rank", "-e", "6", "-o", str(tmp_path / "x.xlsx"))
    header, *rows = openpyxl.load_workbook(tmp_path / "x.xlsx")["Data"].iter_rows(values_only=True)
    assert [dict(zip(header, row, strict=True)) for row in rows] == [
        {name: ";".join(v) if isinstance(v, list) else v for name, v in row.items()}
        for row in json.loads(run("rank", "-e", "6", "--json", "-q").out)
    ]


def looks(row: "Sequence[Cell]") -> list[tuple[object, ...]]:
    """Return for each cell whether it is bold, its side, its colour and its format."""
    return [
        (
            cell.font.b,
            cell.alignment.horizontal,
            cell.font.color.rgb if cell.font.color.type == "rgb" else "",
            cell.number_format,
        )
        for cell in row
    ]


def test_cells_look_as_on_a_screen(write: Write) -> None:
    index = load(write(editions=EDITIONS, sources=SOURCES))
    table = book(ranking(index, around="B"))["Table"]
    up, down, quiet = "FF14662D", "FFA31621", "FF5C6570"
    assert looks(table[1][:1]) == [(True, "left", "", "@")]
    assert looks(table[3]) == [
        (True, side, "", "@") for side in ("right", "left", "right", "left", "left")
    ]
    assert looks(table[4]) == [
        (False, "right", "", "0"),
        (False, "left", "", "@"),
        (False, "right", "", "#,##0.00"),
        (False, "left", up, "@"),
        (False, "left", "", "@"),
    ]
    assert looks(table[5]) == [
        (False, "right", "", "@"),
        (True, "left", "", "@"),
        (False, "right", "", "0.00"),
        (False, "left", down, "@"),
        (False, "left", "", "@"),
    ]
    assert looks(table[6])[2:4] == [(False, "right", quiet, "@"), (False, "left", quiet, "@")]


def test_sentences_and_sources_are_folded(answer: Answer) -> None:
    written = book(answer_of(["A sentence."], Kind.PROSE))
    assert [written[name]["A"][-1].alignment.wrap_text for name in ("Table", "Data")] == [
        True,
        None,
    ]
    sources = book(answer)["Sources"]
    assert [cell.alignment.wrap_text for cell in sources[2]] == [None, True, True]


def test_a_heading_on_the_right_is_clear_of_the_button_of_its_filter(
    answer: Answer, shipped: Index
) -> None:
    alone = book(answer)["Table"]
    assert [cell.alignment.indent for cell in alone[3]] == [2, 0, 2, 0, 0]
    several = book(breakdown(shipped, "Busan", "Seoul", edition=12))["Table"]
    assert {cell.alignment.indent for cell in several[3]} == {0}


def test_texts_of_digits_are_not_marked_as_mistakes(answer: Answer) -> None:
    archive = zipfile.ZipFile(io.BytesIO(to_xlsx(answer, notes=True)))
    ignored = '<ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/>'
    assert [
        archive.read(f"xl/worksheets/sheet{n}.xml").decode().count(ignored) for n in (1, 2, 3)
    ] == [1, 1, 1]


def test_colours_are_those_of_a_page_on_a_light_ground() -> None:
    light = STYLE.partition("@media")[0]
    of_page = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", light))
    names = {"UP": "up", "DOWN": "down", "FAINT": "quiet", "GAP": "quiet"}
    assert {tone.name: colour for tone, colour in COLOURS.items()} == {
        tone: of_page[name] for tone, name in names.items()
    }


def test_a_header_stays_in_view_and_filters_its_rows(answer: Answer) -> None:
    assert {sheet.title: (sheet.freeze_panes, sheet.auto_filter.ref) for sheet in book(answer)} == {
        "Table": ("A4", "A3:E10"),
        "Data": ("A2", "A1:O7"),
        "Sources": ("A2", "A1:C4"),
    }


def test_several_tables_stand_one_below_the_other_without_filters(shipped: Index) -> None:
    answer = breakdown(shipped, "Busan", "Seoul", edition=12)
    tables, _ = grids(answer, UNICODE, sources=True)
    table = book(answer)["Table"]
    expected: list[list[str]] = []
    for grid, below in zip(tables, lines_below(tables), strict=True):
        columns = grid.text_columns
        rows = zip(*(column.cells for column in columns), strict=True)
        expected += [
            *([[]] if expected else []),
            [grid.caption],
            [],
            [column.heading for column in columns],
            *([cell.text for cell in row] for row in rows),
            *([[], *([line] for line in below)] if below else []),
        ]
    width = max(map(len, expected))
    assert [list(map(shown, row)) for row in table.iter_rows()] == [
        row + [""] * (width - len(row)) for row in expected
    ]
    assert (len(tables), table.freeze_panes, table.auto_filter.ref) == (2, None, None)


def test_columns_are_as_wide_as_their_texts(write: Write) -> None:
    long = load(write(editions=f"edition,city,rank\n1,부산광역시,1\n1,{'x' * 99},2\n"))
    table = book(ranking(long))["Table"]
    assert [round(table.column_dimensions[one].width) for one in "AB"] == [10, 62]
    # A letter of Hangul is as wide as two digits.
    name = "부산광역시 해운대구"
    korean = load(write(editions=f"edition,city,rank\n1,{name},1\n2,{name},1\n"))
    lines = book(trend(korean))["Table"]
    assert round(lines.column_dimensions["A"].width) == 21


def test_a_sparkline_has_more_room_than_digits(write: Write) -> None:
    rows = "".join(f"{edition},A,1\n{edition},B,2\n" for edition in range(1, 21))
    table = book(trend(load(write(editions=f"edition,city,rank\n{rows}"))))["Table"]
    heading, line = [table[row][-1] for row in (3, 4)]
    assert (heading.value, len(line.value)) == ("Trend", 12)
    assert round(table.column_dimensions[line.column_letter].width) == 20


def test_quiet_leaves_the_notes_out(answer: Answer) -> None:
    loud, quiet = (cells(book(answer, notes=notes)["Table"]) for notes in (True, False))
    assert quiet == loud[:-4]


def test_an_answer_that_cites_nothing_has_no_sheet_of_sources(shipped: Index) -> None:
    assert book(cities(shipped)).sheetnames == ["Table", "Data"]


def test_an_answer_without_a_table_has_its_title_and_its_notes() -> None:
    answer = Answer(pd.DataFrame(), (Section(("Nothing",), pd.DataFrame(), (), ("None.",)),))
    written = book(answer)
    assert {sheet.title: cells(sheet) for sheet in written} == {
        "Table": [["Nothing"], [], ["None."]],
        "Data": [],
    }
    assert {sheet.auto_filter.ref for sheet in written} == {None}


def test_an_answer_without_rows_has_its_headers(shipped: Index) -> None:
    empty = book(ranking(shipped, edition=12, around="Paris"))
    assert cells(empty["Table"])[2] == ["Rank", "City", "Since 11"]
    assert (len(cells(empty["Data"])), empty["Data"].auto_filter.ref) == (1, "A1:O1")


HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(A1)", "'=1", "{=1+1}", "1", "1e5", "007", "1/2", "2024-05-01", "TRUE",
    "https://example.org", "mailto:a@example.org", "internal:Data!A1", "external:c:\\x.xlsx",
    "<r><t>x</t></r>", "<r></r>", "<r></si><si></r>", "</t></si>", "&amp;", "_x0041_", "_x005F_",
    "#N/A", "\x00\x1b[31m\t\r\n", "\u202e", "\ufffe", "\ud800", " x ", "부산", "👩‍💻",
]  # fmt: skip


PIECES = st.sampled_from(["_x0041", "_x005F", "_", "<r>", "</r>", "<t>", "&", "\n", "=", "x"])


@given(
    st.lists(
        st.sampled_from(HOSTILE) | st.text(min_size=1) | st.lists(PIECES, min_size=1).map("".join),
        min_size=1,
    )
)
@example(["_x0041_x0042_", "a_x005f_x0041_x0042_", "<r>_x0041_</r>"])
def test_a_text_is_a_text_whatever_it_holds(texts: list[str]) -> None:
    file = to_xlsx(answer_of(texts, Kind.CITY), notes=False)
    # calamine decodes `_x0041_` as Excel does.
    read = calamine.load_workbook(io.BytesIO(file))
    shown = [[UNICODE.text(text)] for text in texts]
    assert read.get_sheet_by_name("Table").to_python() == [["T"], [""], ["H"], *shown]
    assert read.get_sheet_by_name("Data").to_python() == [["field"], *shown]
    sheets = list(openpyxl.load_workbook(io.BytesIO(file)))
    filled = [cell for sheet in sheets for [cell] in sheet if cell.value is not None]
    assert {(cell.data_type, cell.hyperlink) for cell in filled} == {("s", None)}
    assert not [name for name in zipfile.ZipFile(io.BytesIO(file)).namelist() if "_rels/s" in name]


@given(st.lists(st.floats(-1e14, 1e14).map(lambda n: float(f"{n:.15g}")), min_size=1))
def test_a_number_is_the_same_number(numbers: list[float]) -> None:
    written = book(answer_of(numbers, Kind.NUMBER))
    assert [cell.value for cell in written["Data"]["A"][1:]] == numbers
    [grid], _ = grids(answer_of(numbers, Kind.NUMBER), UNICODE, sources=False)
    texts = [cell.text for cell in grid.columns[0].cells]
    table = written["Table"]["A"][3:]
    assert [cell.value for cell in table] == [
        text if len(text) > 30 else number for text, number in zip(texts, numbers, strict=True)
    ]


def test_a_number_with_more_digits_than_excel_keeps_is_a_text(write: Write) -> None:
    places = [10**15 - 1, 10**15, 10**17 + 1]
    rows = "".join(f"1,C{place},{place}\n" for place in places)
    written = book(ranking(load(write(editions=f"edition,city,rank\n{rows}"))))
    expected = [places[0], *map(str, places[1:])]
    assert [row[2] for row in cells(written["Data"])[1:]] == expected
    column = [cell.value for cell in written["Table"]["A"] if cell.value is not None]
    assert column[2:5] == expected


TOO_LARGE = (
    "Excel holds 1,048,576 rows, 16,384 columns, and 32,767 characters in a cell;"
    " the answer has more; write a .csv file"
)


@pytest.mark.parametrize("letter", ["x", "<", "부", "😀"])
def test_a_text_is_as_long_as_excel_allows(letter: str) -> None:
    most = 32_767 // (len(letter.encode("utf-16-le")) // 2)
    fits = book(answer_of([letter * most], Kind.CITY))
    assert fits["Data"]["A2"].value == letter * most
    with pytest.raises(WriteError, match="^" + re.escape(TOO_LARGE) + "$"):
        to_xlsx(answer_of([letter * (most + 1)], Kind.CITY), notes=False)


def test_a_text_in_parts_is_as_long_as_excel_allows() -> None:
    with pytest.raises(WriteError, match="^" + re.escape(TOO_LARGE) + "$"):
        to_xlsx(answer_of(["_x0041_" * 4_682], Kind.CITY), notes=False)


def test_an_answer_with_more_columns_than_excel_has_is_refused() -> None:
    frame = pd.DataFrame([range(16_385)])
    answer = Answer(frame, (Section(("T",), frame, (), ()),))
    with pytest.raises(WriteError, match="^" + re.escape(TOO_LARGE) + "$"):
        to_xlsx(answer, notes=False)
    fits = Answer(frame.iloc[:, :-1], answer.sections)
    assert book(fits)["Data"].max_column == 16_384


def test_an_answer_with_more_rows_than_excel_has_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Small(xlsxwriter.Workbook.worksheet_class):  # type: ignore[misc, name-defined] # has no types
        def __init__(self) -> None:
            super().__init__()
            self.xls_rowmax = 6

    monkeypatch.setattr(xlsxwriter.Workbook, "worksheet_class", Small)
    # The table has three lines above its rows.
    assert book(answer_of([1, 2, 3], Kind.NUMBER))["Table"].max_row == 6
    with pytest.raises(WriteError, match="^" + re.escape(TOO_LARGE) + "$"):
        to_xlsx(answer_of([1, 2, 3, 4], Kind.NUMBER), notes=False)


def test_a_refused_answer_leaves_no_file(run: Run, write: Write, tmp_path: Path) -> None:
    folder = write(editions=f"edition,city,rank\n1,{'x' * 32_768},1\n")
    outcome = run("rank", "-d", str(folder), "-o", str(tmp_path / "x.xlsx"))
    assert (outcome.code, outcome.out, outcome.err) == (3, "", f"scicli: {TOO_LARGE}.\n")
    assert [file.name for file in tmp_path.glob("*.xlsx")] == []


def test_without_xlsxwriter_no_workbook_is_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    outcome = run("rank", "-o", str(tmp_path / "x.xlsx"))
    assert (outcome.code, outcome.err) == (
        3,
        "scicli: writing Excel needs xlsxwriter; pip install 'scicli[excel]' brings it.\n",
    )
    assert list(tmp_path.iterdir()) == []


def test_the_same_answer_gives_the_same_bytes_everywhere(tmp_path: Path) -> None:
    written = []
    for locale, zone, seed in (("C", "UTC", "1"), ("C.UTF-8", "Asia/Seoul", "2")):
        file = tmp_path / f"{seed}.xlsx"
        environment = {**os.environ, "LC_ALL": locale, "TZ": zone, "PYTHONHASHSEED": seed}
        command = [
            sys.executable,
            "-m",
            "scicli",
            "breakdown",
            "Busan",
            "-e",
            "12",
            "-o",
            str(file),
        ]
        subprocess.run(command, env=environment, check=True)
        written.append(file.read_bytes())
    assert written[0] == written[1]
    created = openpyxl.load_workbook(io.BytesIO(written[0])).properties.created
    assert created == datetime.datetime(2000, 1, 1)
