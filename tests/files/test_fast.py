import codecs
import csv
import errno
import gzip
import io
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scaffold import Outcome, Run, values
from scicli.analysis.ranking import ranking
from scicli.errors import DataError
from scicli.files.dataset import read
from scicli.files.fast import trimmed_columns
from scicli.files.faults import Collect
from scicli.files.table import TextTable
from scicli.files.text import rows, trimmed
from scicli.index.check import examine
from scicli.index.index import load

HEADER = b"edition,city,rank,note\n"
ROWS = [f"{edition},City {place},{place}," for edition in (6, 7) for place in range(1, 9)]
PARSERS = ("pyarrow", "pandas")
TOKENS = [
    "6", "Busan", ",", ",", ",", "\n", "\n", '"', "\r\n", " ", "'=", "é", "\t", "6,A,1,\n",
    '7,"B, C",2,\n', '8,"D ""E""",3,\n', '"',
]  # fmt: skip


def of_rows(rows: Sequence[str]) -> bytes:
    return HEADER + "".join(f"{row}\n" for row in rows).encode()


def as_large(patch: pytest.MonkeyPatch, parser: str) -> None:
    """Take every file for a large one, and read it with pyarrow or without."""
    if parser == "pandas":
        patch.setattr("scicli.files.fast.find_spec", {}.get)
    patch.setattr("scicli.files.table._LARGE", 0)


@pytest.fixture(params=PARSERS)
def large(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    as_large(monkeypatch, request.param)
    return str(request.param)


def table(file: Path) -> TextTable:
    [one] = read([file]).figures
    return one


def refusal(file: Path) -> str:
    with pytest.raises(DataError) as caught:
        read([file])
    return str(caught.value).removeprefix(str(file))


def seen(file: Path) -> tuple[object, bool]:
    """Return all that is read of a file with what is wrong, and whether it is a table at all."""
    faults = Collect()
    tables = read([file], faults).figures
    found = [
        (
            [one.cells(column) for column in one.columns],
            [one.column(column).in_row_order() for column in one.columns],
            list(map(one.line, range(len(one)))),
        )
        for one in tables
    ]
    return (found, faults.found), bool(found)


def test_a_large_file_is_read_as_a_small_one(tmp_path: Path, large: str) -> None:
    file = tmp_path / "mine.csv"
    file.write_bytes(of_rows(ROWS))
    read_fast = table(file)
    assert type(read_fast.column("city").codes) is np.ndarray
    rows = read_fast.rows("edition", "city", "rank", "rating")
    assert [",".join(row) for row in rows] == ROWS
    assert list(map(read_fast.line, range(16))) == list(range(2, 18))


@settings(max_examples=12)
@given(st.lists(st.sampled_from(TOKENS), max_size=40).map("".join))
@example('6,"A\nB",1,\n6,C,2,\n' * 9)
@example('6,"A"B,1,\n' + "6,C,2,\n" * 9)
@example("6,A,1\n" + "6,C,2,,\n" * 9)
@example("6,A,1,\n\n  \n6,B,2,\n" * 9)
@example(f"6,A,1,{'x' * 100}\n" * 3)
@example("6,A,1,\r6,B,2,\r" * 5)
def test_what_is_read_fast_is_what_is_read_strictly(
    tmp_path_factory: pytest.TempPathFactory, body: str
) -> None:
    file = tmp_path_factory.getbasetemp() / "fast.csv"
    file.write_bytes(HEADER + body.encode())
    strictly, _ = seen(file)
    for parser in PARSERS:
        with pytest.MonkeyPatch.context() as patch:
            as_large(patch, parser)
            assert seen(file)[0] == strictly


@settings(max_examples=12)
@given(
    st.lists(st.sampled_from([token.encode() for token in TOKENS] + [b"\0", b"\xff"]), max_size=40),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
@example([b"6,Busan,1,\n"] * 9 + [b"\xff"], "utf-8")
def test_what_is_no_text_is_no_table_on_the_fast_road_either(
    tmp_path_factory: pytest.TempPathFactory, body: list[bytes], encoding: str
) -> None:
    file = tmp_path_factory.getbasetemp() / "bytes.csv"
    file.write_bytes(HEADER.decode().encode(encoding) + b"".join(body))
    _, strictly = seen(file)
    for parser in PARSERS:
        with pytest.MonkeyPatch.context() as patch:
            as_large(patch, parser)
            assert seen(file)[1] == strictly


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([*ROWS, "6,B\0,1,"], ", line 18: a NUL character; save the file as UTF-8"),
        ([*ROWS, '6,"B,1,', *ROWS], ", line 18: a quotation mark is not closed;"
         " check the quotation marks from there on"),
        ([*ROWS, "6,B", *ROWS], ", line 18: 2 cells where the header has 4;"
         " give every row as many cells, blank ones too"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(
    tmp_path: Path, large: str, rows: list[str], sentence: str
) -> None:
    file = tmp_path / "mine.csv"
    file.write_bytes(of_rows(rows))
    assert refusal(file) == sentence


@pytest.mark.parametrize("row", [f"6,{'x' * 200_000},1,", f"6,A,1,{'x' * 200_000}"])
def test_a_cell_longer_than_the_csv_module_takes_is_refused(
    tmp_path: Path, large: str, row: str
) -> None:
    file = tmp_path / "mine.csv"
    file.write_bytes(of_rows([*ROWS, row]))
    assert refusal(file) == (
        ", line 18: a cell has more than 131,072 characters;"
        " check the quotation marks from there on"
    )


@pytest.mark.parametrize("shift", [0, 1])
@pytest.mark.parametrize(
    ("end", "sentence"),
    [
        (b'"6",A,1,\n', None),
        (b"6,A\xc3,1,\n", ", line 4003: the bytes are not UTF-8; save the file as UTF-8"),
        (b"6,A", ", line 4003: 2 cells where the header has 4;"
                 " give every row as many cells, blank ones too"),
    ],
)  # fmt: skip
def test_a_text_may_stop_being_regular_behind_half_a_character(
    tmp_path: Path, large: str, shift: int, end: bytes, sentence: str | None
) -> None:
    rows = f"6,{'x' * shift},1,\n" + f"7,{'ü' * 40},1,\n" * 4_000
    file = tmp_path / "mine.csv"
    file.write_bytes(HEADER + rows.encode() + end)
    if sentence is None:
        assert table(file).cells("edition") == ["6", *["7"] * 4_000, "6"]
    else:
        assert refusal(file) == sentence


def test_a_large_file_with_semicolons_is_refused_as_a_small_one(tmp_path: Path, large: str) -> None:
    file = tmp_path / "mine.csv"
    file.write_bytes(of_rows(ROWS).replace(b",", b";"))
    assert refusal(file) == (
        " separates its columns by semicolons; turn them into commas with 'scicli import'"
    )


def test_what_cannot_be_read_twice_is_kept(
    tmp_path: Path, large: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.csv.gz"
    file.write_bytes(gzip.compress(of_rows(ROWS)))
    assert table(file).cells("rank") == [str(place) for place in range(1, 9)] * 2
    stream = io.TextIOWrapper(io.BytesIO(of_rows(ROWS)))
    monkeypatch.setattr(sys, "stdin", stream)
    [piped] = read(["-"]).figures
    assert piped.cells("rank") == [str(place) for place in range(1, 9)] * 2


def test_a_line_of_a_file_that_changed_since_is_not_found(tmp_path: Path, large: str) -> None:
    file = tmp_path / "mine.csv"
    file.write_bytes(of_rows(ROWS))
    before = table(file)
    file.write_bytes(of_rows(ROWS[:2]))
    with pytest.raises(DataError) as caught:
        before.line(7)
    assert str(caught.value) == f"{file} was changed while it was read; ask again"


def test_a_header_that_is_not_plain_is_read_strictly(tmp_path: Path, large: str) -> None:
    file = tmp_path / "mine.csv"
    buffer = io.StringIO()
    csv.writer(buffer).writerows([["edition", "city", "rank", "a\nb"], ["6", "A", "1", ""]])
    file.write_text(buffer.getvalue())
    assert list(table(file).rows("edition", "city", "rank")) == [("6", "A", "1")]


@given(st.lists(st.sampled_from([*TOKENS, ";", "\u3000", "'-1", "\r"])).map("".join))
@example("a,b\n1\n2,3,4\n")
@example("a,b\n\n1,2\n")
@example("a,b\n,\n\u2028,2")
@example("a·b\n1·2\n")
@example(f"a,b\n1,{'x' * csv.field_size_limit()}y\n")
def test_the_columns_of_a_text_without_anything_to_trim_are_its_rows(text: str) -> None:
    for separator in ",;\t·":
        columns = trimmed_columns(text, separator)
        if columns:
            strictly = [[trimmed(cell) for cell in cells] for _, cells in rows(text, separator)]
            assert list(map(list, zip(*columns, strict=True))) == strictly
            assert [line for line, _ in rows(text, separator)] == list(range(1, len(strictly) + 1))


def test_most_texts_are_read_by_column() -> None:
    text = "edition\tcity\trank\n6\tSão Paulo\t12\n7\tNew York\t#N/A\n"
    columns = [["edition", "6", "7"], ["city", "São Paulo", "New York"], ["rank", "12", "#N/A"]]
    assert trimmed_columns(text, "\t") == columns


def test_a_text_that_stops_being_regular_is_read_strictly(
    tmp_path: Path, large: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scicli.files.fast._PART", 1024)
    file = tmp_path / "mine.csv"
    file.write_bytes(of_rows([*ROWS * 9, '8,"Washington, DC",1,']))
    assert table(file).cells("city")[-2:] == ["City 8", "Washington, DC"]


def test_a_name_of_a_column_that_is_almost_known_is_suspected(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_bytes(of_rows(ROWS).replace(b"note", b"sorces", 1))
    strictly, _ = seen(file)
    for parser in PARSERS:
        with pytest.MonkeyPatch.context() as patch:
            as_large(patch, parser)
            assert seen(file)[0] == strictly


def test_different_rows_of_many_are_those_of_few(
    tmp_path: Path, large: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.csv"
    file.write_bytes(of_rows(ROWS * 2))
    few = table(file).distinct("edition", "city")
    monkeypatch.setattr("scicli.files.table._MANY_ROWS", 0)
    assert (
        table(file).distinct("edition", "city") == few == set(table(file).rows("edition", "city"))
    )


def test_a_large_file_may_end_its_lines_with_carriage_returns(tmp_path: Path, large: str) -> None:
    file = tmp_path / "mine.csv"
    file.write_bytes(of_rows(ROWS).replace(b"\n", b"\r"))
    rows = table(file).rows("edition", "city", "rank", "rating")
    assert [",".join(row) for row in rows] == ROWS


def test_a_large_file_may_be_utf_16(tmp_path: Path, large: str) -> None:
    file = tmp_path / "mine.csv"
    text = of_rows(ROWS).decode()
    for mark, encoding in (
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
    ):
        file.write_bytes(mark + text.encode(encoding))
        rows = table(file).rows("edition", "city", "rank", "rating")
        assert [",".join(row) for row in rows] == ROWS


def test_a_large_file_needs_its_columns_too(tmp_path: Path, large: str) -> None:
    file = tmp_path / "mine.csv"
    file.write_bytes(of_rows(ROWS).replace(b"city", b"town", 1))
    assert refusal(file) == (
        ", line 1: no column is called 'city'; rename one, or turn a publisher's table into a tidy"
        " one with 'scicli import'"
    )
    assert not seen(file)[1]


def test_a_large_file_that_cannot_be_read_has_its_sentence(
    tmp_path: Path, large: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.csv"
    file.write_bytes(of_rows(ROWS))

    def broken(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "open", broken)
    assert refusal(file) == " cannot be read: input/output error; check the path"


@pytest.mark.parametrize("parser", PARSERS)
def test_a_question_is_answered_of_a_large_file_as_of_a_small_one(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parser: str
) -> None:
    file = tmp_path / "mine.csv"
    rows = [
        f"{edition},City {place * edition % 11},{category},{'=' * (place > 8)}{min(place, 9)},"
        for edition in (5, 6, 7)
        for category in ("overall", "air")
        for place in range(1, 11)
    ]
    header = b"edition,city,category,rank,note\n"
    file.write_bytes(header + "".join(f"{row}\n" for row in rows).encode())
    questions = [
        ["rank"], ["climbers"], ["fallers", "--from", "5"], ["breakdown"], ["breakdown", "City 3"],
        ["compare", "City 3", "City 4"], ["trend"], ["trend", "City 3"], ["overtakes", "City 3"],
        ["findings"], ["findings", "City 3"], ["editions"], ["cities"], ["sources", "City 3"],
    ]  # fmt: skip

    def answers() -> list[Outcome]:
        return [run(*words, "-d", str(file), "-f", "csv") for words in questions]

    strictly = answers()
    assert {answer.code for answer in strictly} == {0}
    as_large(monkeypatch, parser)
    assert answers() == strictly


@pytest.mark.parametrize("blank", ["\n" * 500, "\ufeff"])
def test_blank_lines_and_a_mark_of_the_encoding_are_no_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, large: str, blank: str
) -> None:
    rows = "".join(f"{e},C{n},{n}\n" for e in (1, 2) for n in range(1, 11))
    text = f"edition,city,rank\n{rows}{blank}3,C1,1\n3,C2,2\n"
    file = tmp_path / "mine.csv"
    file.write_text(text, encoding="utf-8")
    fast = load(file)
    monkeypatch.undo()
    small = load(file)
    assert fast.catalog.editions == small.catalog.editions
    assert values(fast.figures, "edition", "city", "rank") == values(
        small.figures, "edition", "city", "rank"
    )
    assert ranking(fast).frame.equals(ranking(small).frame)


def test_a_large_file_of_which_no_row_fits_is_told_row_by_row(tmp_path: Path, large: str) -> None:
    file = tmp_path / "trail.csv"
    file.write_text("edition,city,rank\n" + "".join(f"1,City {n},{n},\n" for n in range(1, 200)))
    faults = examine(file).faults
    assert {(fault.line, fault.problem) for fault in faults} == {
        (line, "4 cells where the header has 3") for line in range(2, 201)
    }
    file.write_text("edition,city,rank\n" + "\n" * 5000)
    assert [fault.problem for fault in examine(file).faults] == ["holds no figures"]
