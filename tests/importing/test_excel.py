import datetime
import io
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from scicli.errors import DataError, ExtraError, QuestionError, ScicliError
from scicli.importing.import_options import ImportOptions
from scicli.importing.tidy_figures import imported

openpyxl = pytest.importorskip("openpyxl", reason="needs openpyxl")
pytest.importorskip("python_calamine", reason="needs python-calamine, which excel brings")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "table.xlsx"


def saved(file: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(file)
    return file


def columns(file: Path, options: ImportOptions | None = None) -> dict[str, list[str]]:
    return imported([str(file)], options or ImportOptions()).columns


def refusal(file: Path, options: ImportOptions | None = None) -> str:
    with pytest.raises(ScicliError) as caught:
        columns(file, options)
    return str(caught.value).replace(f"{file.parent}/", "")


HEADER: list[object] = ["Date", "City", "Rank", "Score"]


def test_cells_are_read_as_they_are_shown(file: Path) -> None:
    saved(
        file,
        Notes=[["Nothing here"]],
        Table=[
            ["Smart centres"],
            [],
            HEADER,
            [datetime.datetime(2024, 12, 30), " NA ", 1, 0.1 + 0.2],
            [datetime.datetime(2024, 12, 30), "B", "2=", 7.769],
            [datetime.datetime(2024, 12, 30), "C", 3.0, None],
            ["Source: the publisher"],
        ],
    )
    assert columns(file) == {
        "edition": ["2024-12-30"] * 3,
        "city": ["NA", "B", "C"],
        "category": ["overall"] * 3,
        "rank": ["1", "2=", "3"],
        "rating": ["0.3", "7.769", ""],
    }


def test_one_of_several_tables_is_chosen_by_sheet(file: Path) -> None:
    saved(file, a=[HEADER, [6, "A", 1, 2]], b=[HEADER, [7, "A", 1, 2]], c=[["x"]])
    assert refusal(file) == "table.xlsx has tables on the sheets a and b; say --sheet NAME"
    assert columns(file, ImportOptions(sheet="b"))["edition"] == ["7"]
    assert imported([str(file)], ImportOptions(sheet="b")).files[0].table.sheet.facts == (
        ("format", "Excel"),
    )
    assert (
        refusal(file, ImportOptions(sheet="d"))
        == "table.xlsx has no sheet 'd'; its sheets are a, b and c"
    )
    with pytest.raises(QuestionError):
        columns(file, ImportOptions(sheet="d"))


ROWS: list[list[object]] = [["Rank", "City"], [1, "A"], [2, "B"]]
TURNED: list[list[object]] = [["City", "Rank"], ["A", 2], ["B", 1]]


@pytest.mark.parametrize(
    ("titles", "editions"),
    [
        (("2023", "2024"), ("2023", "2024")),
        (("Ranking 2024", "Ranking 2023"), ("2024", "2023")),
        (("Q4 2023", "Q1 2024"), ("Q4 2023", "Q1 2024")),
        (("März 2024", "April 2024"), ("März 2024", "April 2024")),
        (("2022-23", "2023-24"), ("2022-23", "2023-24")),
        (("2024年1月", "2024年2月"), ("2024年1月", "2024年2月")),
    ],
)
def test_sheets_of_one_shape_whose_names_are_times_are_editions(
    file: Path, titles: tuple[str, str], editions: tuple[str, str]
) -> None:
    first, second = titles
    saved(file, Notes=[["Method"]], **{first: ROWS, second: TURNED})
    assert columns(file) == {
        "edition": [editions[0]] * 2 + [editions[1]] * 2,
        "city": ["A", "B"] * 2,
        "category": ["overall"] * 4,
        "rank": ["1", "2", "2", "1"],
        "rating": [""] * 4,
    }
    assert columns(file, ImportOptions(sheet="*")) == columns(file)
    one, two = imported([str(file)], ImportOptions()).files
    assert one.table.sheet.facts == (("format", "Excel"), ("sheet not read", "Notes, 1 rows"))
    assert two.table.sheet.facts == (("format", "Excel"),)


@pytest.mark.parametrize(
    "titles", [("Men", "Women"), ("2024 men", "2024 women"), ("2023 men", "2024 women"), ("1", "2")]
)
def test_sheets_whose_names_are_no_editions_are_not_put_together(
    file: Path, titles: tuple[str, str]
) -> None:
    first, second = titles
    saved(file, **{first: ROWS, second: TURNED})
    problem = f"table.xlsx has tables on the sheets {first} and {second}"
    assert refusal(file) == f"{problem}; say --sheet NAME"
    assert refusal(file, ImportOptions(sheet="*")) == (
        f"{problem}, whose names are no editions; say --sheet NAME and --edition LABEL"
    )


def test_sheets_of_different_shapes_are_put_together_only_by_an_option(file: Path) -> None:
    scored: list[list[object]] = [["City", "Rank", "Score"], ["A", 2, 70], ["B", 1, 80]]
    saved(file, **{"2023": ROWS, "2024": scored})
    problem = "table.xlsx has tables on the sheets 2023 and 2024"
    assert refusal(file) == (
        f"{problem}, whose columns differ;"
        " say --sheet NAME, or --sheet '*' for an edition from each"
    )
    assert columns(file, ImportOptions(sheet="*"))["rating"] == ["", "", "70", "80"]
    assert columns(file, ImportOptions(sheet="2024"))["edition"] == ["2024", "2024"]


def test_the_sheets_of_a_workbook_are_not_one_edition(file: Path) -> None:
    saved(file, **{"2023": ROWS, "2024": TURNED})
    problem = "table.xlsx has tables on the sheets 2023 and 2024"
    assert refusal(file, ImportOptions(edition="7")) == f"{problem}; say --sheet NAME"
    assert refusal(file, ImportOptions(sheet="*", edition="7")) == (
        f"{problem}, and --edition names one edition; leave it out"
    )


def test_the_columns_of_sheets_may_name_the_editions(file: Path) -> None:
    saved(file, a=[HEADER, [6, "A", 1, 2]], b=[HEADER, [7, "A", 1, 2]])
    assert columns(file, ImportOptions(sheet="*"))["edition"] == ["6", "7"]


@pytest.mark.parametrize("titles", [("Air", "Tech"), ("Luft", "Technik"), ("1", "2024")])
def test_sheets_may_be_categories(file: Path, titles: tuple[str, str]) -> None:
    first, second = titles
    saved(file, **{first: ROWS, second: TURNED})
    found = columns(file, ImportOptions(sheet="*", category="*", edition="6"))
    assert found["category"] == [first.lower()] * 2 + [second.lower()] * 2
    assert found["edition"] == ["6"] * 4


def test_a_title_above_the_table_of_a_sheet_may_not_contradict_its_name(file: Path) -> None:
    titled: list[list[object]] = [["Ranking 2022"], *ROWS]
    saved(file, **{"2023": titled, "2024": TURNED})
    assert refusal(file) == (
        "table.xlsx, sheet 2023 has 2023 in its name, but 2022 above its table; say --edition LABEL"
    )


def test_an_error_names_the_sheet_and_the_row(file: Path) -> None:
    saved(file, a=[HEADER, [6, "A", "x", 2]], b=[["x"]])
    assert refusal(file).startswith("table.xlsx, sheet a, line 2, column Rank: 'x' is no rank; ")


def test_a_formula_without_a_stored_value_is_refused(file: Path) -> None:
    saved(file, a=[HEADER, [6, "A", "=1+1", 2]])
    assert refusal(file) == (
        "table.xlsx, line 2: the value of a formula is not stored;"
        " open the file in a spreadsheet and save it again"
    )


def test_without_calamine_the_extra_is_named(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(file, a=[HEADER])
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(ExtraError) as caught:
        columns(file)
    assert str(caught.value) == (
        "reading Excel needs python-calamine; pip install 'scicli[excel]' brings it"
    )


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xd0\xcf\x11\xe0old"])
def test_a_text_that_is_no_archive_is_refused(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    with pytest.raises(DataError, match="is not a complete Excel file; fetch or save it again"):
        columns(file)


def test_sheets_that_are_not_read_are_reported(file: Path) -> None:
    saved(file, Main=[HEADER, [6, "A", 1, 2]], More=[["Municipality", "Mayor"], ["C", "D"]])
    [read] = imported([str(file)], ImportOptions()).files
    assert read.table.sheet.facts == (("format", "Excel"), ("sheet not read", "More, 2 rows"))


def test_a_sheet_of_another_year_than_its_file_has_no_edition(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Centre", "Rank"], ["A", 1]]
    file = saved(tmp_path / "gfci_2023.xlsx", **{"2022": rows, "2023": rows})
    assert columns(file, ImportOptions(sheet="2023"))["edition"] == ["2023"]
    assert refusal(file, ImportOptions(sheet="2022")) == (
        "gfci_2023.xlsx, sheet 2022 does not say which edition it holds; say --edition LABEL"
    )


def test_small_numbers_have_no_exponent(file: Path) -> None:
    saved(file, a=[HEADER, [6, "A", 1, 0.00001]])
    assert columns(file)["rating"] == ["0.00001"]


def test_numbers_have_a_point_and_texts_keep_their_own_decimal_mark(file: Path) -> None:
    rows: list[list[object]] = [
        ["Edition", "Name", "Rank", "Rating"],
        [6, "A", 1, 1234.5],
        [6, "B", "2", "8,512"],
    ]
    saved(file, Table=rows)
    assert refusal(file) == (
        "table.xlsx: '8,512' may be 8512 or 8.512; say --decimal . or --decimal ,"
    )
    assert columns(file, ImportOptions(decimal=","))["rating"] == ["1234.5", "8.512"]
    assert columns(file, ImportOptions(decimal="."))["rating"] == ["1234.5", "8512"]


def test_the_value_of_a_merged_cell_fills_every_cell_it_covers(file: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Smart centres", None], ["City", "Rank"], ["A", 1], ["B", 2], ["C", None]):
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("B4:B5")
    book.save(file)
    options = ImportOptions(edition="6")
    assert [columns(file, options)[name] for name in ("city", "rank")] == [
        ["A", "B", "C"], ["1", "2", "2"],
    ]  # fmt: skip
    [above] = imported([str(file)], options).omissions
    assert (above.line, above.text) == (1, "Smart centres")


def test_a_merged_cell_that_covers_the_sheet_is_refused(file: Path) -> None:
    saved(file, Table=[["City", "Rank"], ["A", 1]])
    changed = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            merged = b'<mergeCells count="1"><mergeCell ref="B1:XFD1048576"/></mergeCells>'
            text = old.read(name).replace(b"</sheetData>", b"</sheetData>" + merged)
            new.writestr(name, text)
    file.write_bytes(changed.getvalue())
    assert refusal(file) == (
        "table.xlsx: the merged cell B1:XFD1048576 covers most of the sheet; unmerge it"
    )


@pytest.mark.parametrize("place", ["A1048576", "XFD3", "XFD1048576"])
def test_a_blank_in_a_far_cell_costs_nothing(file: Path, place: str) -> None:
    book = openpyxl.Workbook()
    for row in (HEADER, [6, "A", 1, 8.5]):
        book.active.append(row)
    book.active[place] = " "
    book.save(file)
    assert columns(file)["city"] == ["A"]


@pytest.mark.parametrize(("place", "line"), [("A1048576", 1048576), ("XFD20", 20), ("P9", 9)])
def test_a_remark_in_a_far_cell_is_listed_with_its_line(file: Path, place: str, line: int) -> None:
    book = openpyxl.Workbook()
    for row in ([], [], HEADER, [], [6, "A", 1, 8.5], [6, "B", 2, 8.5]):
        book.active.append(row)
    book.active[place] = "checked"
    book.save(file)
    result = imported([str(file)], ImportOptions())
    assert result.columns["city"] == ["A", "B"]
    assert result.figures["line"].tolist() == [5, 6]
    assert [(one.line, one.text, one.reason) for one in result.omissions] == [
        (line, "checked", "stands below the table")
    ]


def changed(file: Path, pattern: bytes, replacement: bytes) -> None:
    """Replace what a pattern finds in the sheets of a workbook."""
    stream = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            sheet = name.startswith("xl/worksheets/")
            new.writestr(name, re.sub(pattern, replacement, text) if sheet else text)
    file.write_bytes(stream.getvalue())


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [
        (rb' r="[A-Z]*[0-9]+"', b""),
        (rb'="([^"]*)"', rb"='\1'"),
        (rb"<(/?)(?=sheetData|row|c[ >]|v>|is>|t>)", rb"<\1x:"),
        (rb"(<worksheet )", rb'\1mc:Ignorable="y" xmlns:mc="m" xmlns:y="y" '),
    ],
    ids=["without places", "single quotation marks", "a prefix", "an extension"],
)
@pytest.mark.parametrize("far", [None, "XFD1048576"])
def test_the_ways_to_write_a_sheet_are_one(
    file: Path, pattern: bytes, replacement: bytes, far: str | None
) -> None:
    book = openpyxl.Workbook()
    for row in (HEADER, [6, "A", 1, 8.5], [6, "B", 2, 7.5]):
        book.active.append(row)
    if far:
        book.active[far] = " "
    book.save(file)
    changed(file, pattern, replacement)
    assert columns(file)["city"] == ["A", "B"]
    assert columns(file)["rating"] == ["8.5", "7.5"]


BROKEN_COMMENT = (
    b'<comments><authors/><commentList><comment ref="A1" authorId="7"/></commentList></comments>'
)
UNKNOWN_LINK = b'<Relationship Id="rId99" Type="urn:unknown" Target="nowhere.xml"/></Relationships>'


@pytest.mark.parametrize(
    "change",
    [
        lambda parts: parts | {"xl/comments/comment1.xml": BROKEN_COMMENT},
        lambda parts: {
            name: data.replace(b"</Relationships>", UNKNOWN_LINK) for name, data in parts.items()
        },
        lambda parts: {name: data for name, data in parts.items() if "theme" not in name},
        lambda parts: {
            name.replace("worksheets", "Worksheets"): data for name, data in parts.items()
        },
        lambda parts: {
            name: data.replace(b"sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml")
            for name, data in parts.items()
        },
    ],
    ids=["author of a comment", "unknown link", "no theme", "letter case", "macros"],
)
@pytest.mark.parametrize("far", [None, "XFD1048576"])
def test_what_a_common_reader_opens_is_read(
    file: Path, change: Callable[[dict[str, bytes]], dict[str, bytes]], far: str | None
) -> None:
    book = openpyxl.Workbook()
    for row in (HEADER, [6, "A", 1, 8.5]):
        book.active.append(row)
    book.active["A1"].comment = openpyxl.comments.Comment("text", "author")
    if far:
        book.active[far] = " "
    book.save(file)
    with zipfile.ZipFile(file) as old:
        parts = change({name: old.read(name) for name in old.namelist()})
    with zipfile.ZipFile(file, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    assert columns(file)["city"] == ["A"]


def test_cells_scattered_over_a_sheet_are_refused(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scicli.importing.workbook_parts.MOST_PLACES", 20)
    book = openpyxl.Workbook()
    for number in range(1, 6):
        book.active.cell(number * 1000, number * 100).value = number
    book.save(file)
    assert refusal(file) == (
        "table.xlsx: the cells up to SF5000 are scattered over a sheet; keep one table on a sheet"
    )


@pytest.mark.parametrize(
    "form", ["yyyy-mm-dd", "dd/mm/yyyy", "d. mmmm yyyy", "[$-411]yyyy年m月d日"]
)
def test_a_date_is_an_iso_date_however_it_is_shown(file: Path, form: str) -> None:
    book = openpyxl.Workbook()
    for row in (["Rank", "Team", "Date"], [1, "A", None], [2, "B", None]):
        book.active.append(row)
    for line in (2, 3):
        book.active.cell(line, 3, datetime.date(2024, 10, 5)).number_format = form
    book.save(file)
    assert columns(file)["edition"] == ["2024-10-05"] * 2


def test_a_moment_keeps_its_time(file: Path) -> None:
    saved(file, Table=[["Date", "City", "Rank"], [datetime.datetime(2024, 10, 5, 18, 30), "A", 1]])
    assert columns(file)["edition"] == ["2024-10-05 18:30:00"]


@pytest.mark.parametrize(
    "header", [["City", "Rank"], ["Stadt", "Platz"], ["都市", "順位"]], ids=["en", "de", "ja"]
)
def test_a_rank_that_a_spreadsheet_made_a_date_is_shown_as_one(
    file: Path, header: list[object]
) -> None:
    saved(file, Table=[header, ["A", 1], ["B", datetime.date(2024, 10, 5)]])
    assert refusal(file, ImportOptions(edition="7")).startswith(
        f"table.xlsx, line 3, column {header[1]}: '2024-10-05' "
    )


def test_a_blank_sheet_is_not_read(file: Path) -> None:
    saved(file, Blank=[], **{"2024": ROWS})
    assert columns(file)["city"] == ["A", "B"]
    [read] = imported([str(file)], ImportOptions()).files
    assert read.table.sheet.facts == (("format", "Excel"), ("sheet not read", "Blank, 0 rows"))


@pytest.mark.parametrize("error", ["#REF!", "#DIV/0!", "#NAME?"])
def test_an_error_in_a_cell_is_no_figure(file: Path, error: str) -> None:
    saved(file, Table=[HEADER, [6, "A", 1, 8.5], [6, "B", 2, error]])
    assert refusal(file).startswith(f"table.xlsx, line 3, column Score: '{error}' is no rating; ")


def test_na_in_a_cell_is_nothing_and_a_truth_is_a_name(file: Path) -> None:
    saved(file, Table=[HEADER, [6, True, 1, 8.5], [6, "B", 2, "#N/A"], [6, "C", "#N/A", 7]])
    assert columns(file) == {
        "edition": ["6", "6", "6"],
        "city": ["TRUE", "B", "C"],
        "category": ["overall"] * 3,
        "rank": ["1", "2", ""],
        "rating": ["8.5", "", "7"],
    }


def test_an_archive_that_is_no_workbook_or_unpacks_to_too_much_is_refused(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(file, Table=[HEADER, [6, "A", 1, 8.5]])
    monkeypatch.setattr("scicli.files.text._MOST", 100)
    with pytest.raises(DataError, match=r"table\.xlsx gives more than 0 MiB; "):
        imported([str(file)], ImportOptions())
    monkeypatch.undo()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "b")
    assert refusal(file) == "table.xlsx is not a complete Excel file; fetch or save it again"


def test_a_sheet_that_is_damaged_is_refused(file: Path) -> None:
    saved(file, Table=[HEADER, [6, "A", 1, 8.5]])
    changed = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"</sheetData>", b"<"))
    file.write_bytes(changed.getvalue())
    assert refusal(file) == "table.xlsx is not a complete Excel file; fetch or save it again"


@pytest.mark.parametrize(
    ("part", "piece"),
    [("xl/workbook.xml", b"<sheet "), *(
        ("xl/worksheets/sheet1.xml", piece)
        for piece in (b"<c ", b'<c t="', b'<c r="A1" ', b'r="A1" ', b"a")
    )],
)  # fmt: skip
def test_no_part_of_a_workbook_takes_a_long_time(file: Path, part: str, piece: bytes) -> None:
    saved(file, Table=[HEADER, [6, "A", 1, 8.5]])
    changed = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            tags = b"<f><c r='A1' " + piece * 100_000 if name == part else b"<"
            new.writestr(name, re.sub(rb"<(?=/sheetData|/sheets)", tags, old.read(name)))
    file.write_bytes(changed.getvalue())
    assert refusal(file) == "table.xlsx is not a complete Excel file; fetch or save it again"


def test_the_value_of_a_formula_may_be_an_empty_text_and_a_merged_cell_may_be_blank(
    file: Path,
) -> None:
    saved(file, Table=[HEADER, [6, "A", 1, 8.5], [6, "B", 2, "=A1"], [6, "C", 3, None]])
    changed = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            text = re.sub(rb'<c r="D3"[^>]*><f>A1</f><v ?/></c>',
                          b'<c r="D3" t="str"><f>A1</f><v></v></c>', text)  # fmt: skip
            merged = b'</sheetData><mergeCells count="1"><mergeCell ref="D4:E4"/></mergeCells>'
            new.writestr(name, text.replace(b"</sheetData>", merged))
    file.write_bytes(changed.getvalue())
    assert columns(file)["rating"] == ["8.5", "", ""]
