import codecs
import csv
import gzip
import io
import os
import sys
import threading
from pathlib import Path

import pytest

from scicli.errors import DataError, QuestionError
from scicli.files.column import Column
from scicli.files.dataset import read
from scicli.files.paths import SHIPPED, shipped_folder
from scicli.files.table import TextTable

HEADER = "edition,city,rank\n"
IMPORT = "rename one, or turn a publisher's table into a tidy one with 'scicli import'"
# Without the time at which it was packed: the names of tests are the same at every collection.
PACKED = gzip.compress(b"edition,city,rank\n6,Busan,22\n", mtime=0)


def figures(path: Path) -> TextTable:
    [table] = read([path]).figures
    return table


def columns(table: TextTable) -> dict[str, list[str]]:
    return {name: table.cells(name) for name in table.columns}


def sentence(path: Path) -> str:
    with pytest.raises(DataError) as caught:
        read([path])
    return str(caught.value)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mine.csv"


def test_cells_are_read_as_trimmed_text_with_their_lines(file: Path) -> None:
    file.write_text(
        'edition , City,rank,mayor\n\n6, Busan ,=22,x\n  \n6,"New\nYork",1,y\n6,NA,,z\n'
    )
    table = figures(file)
    assert (table.name, list(table.columns)) == (str(file), ["edition", "city", "rank"])
    assert list(table.rows("edition", "city", "rank")) == [
        ("6", "Busan", "=22"),
        ("6", "New\nYork", "1"),
        ("6", "NA", ""),
    ]
    assert list(map(table.line, range(len(table)))) == [3, 5, 7]


@pytest.mark.parametrize(
    ("bytes_", "city"),
    [
        ("edition,city,rank\n6,부산,22\n".encode(), "부산"),
        ("edition,city,rank\n6,부산,22\n".encode("utf-8-sig"), "부산"),
        ("edition,city,rank\n6,부산,22\n".encode("utf-16"), "부산"),
        (codecs.BOM_UTF16_BE + "edition,city,rank\n6,부산,22\n".encode("utf-16-be"), "부산"),
        (b"edition\tcity\trank\n6\tA, B\t22\n", "A, B"),
        (b"edition,city,rank\r\n6,Busan,22\r\n", "Busan"),
        (b"edition,city,rank\r\r\n6,Busan,22\r\r\n", "Busan"),
        (PACKED, "Busan"),
        (b"edition,city,rank\r6,Busan,22\r", "Busan"),
        (b"edition,city,rank\n6,Busan,22", "Busan"),
        (b'edition,city,rank\n6,"Say ""A"", B",22\n', 'Say "A", B'),
        (b"edition,city,rank\n6,'=Busan,22\n", "=Busan"),
        (b"edition,city,rank\n6,'t Gooi,22\n", "'t Gooi"),
        (b"edition,city,rank,a\tb\n6,Busan,22,\n", "Busan"),
        (b"edition,city,rank,a\r6,Busan,22,\t\r", "Busan"),
    ],
)
def test_every_encoding_separator_and_line_end_gives_the_same(
    file: Path, bytes_: bytes, city: str
) -> None:
    file.write_bytes(bytes_)
    assert columns(figures(file)) == {"edition": ["6"], "city": [city], "rank": ["22"]}


@pytest.mark.parametrize(
    ("bytes_", "problem", "remedy"),
    [
        (b"", " is empty", "begin it with a line of column names"),
        (b"\n \n", " is empty", "begin it with a line of column names"),
        (b"edition,rank\n", ", line 1: no column is called 'city'", IMPORT),
        (b"\n\nedition,city\n", ", line 3: no column is called 'rank' or 'rating'", IMPORT),
        (b"edition,city,rank,Rank\n", ", line 1: two columns are called 'rank'",
         "rename or remove one"),
        (b"edition;city;rank\n", " separates its columns by semicolons",
         "turn them into commas with 'scicli import'"),
        (b"edition,city,rank\n6,Busan,22\n6,Seoul\n",
         ", line 3: 2 cells where the header has 3",
         "give every row as many cells, blank ones too"),
        (b"edition,city,rank\n6,Busan,22,23\n", ", line 2: 4 cells where the header has 3",
         "give every row as many cells, blank ones too"),
        (b"edition,city,rank\n6,Z\xfcrich,22\n", ", line 2: the bytes are not UTF-8",
         "save the file as UTF-8"),
        (b"\xff\xfee\x00x", ", line 1: the bytes are not UTF-16", "save the file as UTF-8"),
        (b"edition,city,rank\n6,B\x00,22\n", ", line 2: a NUL character",
         "save the file as UTF-8"),
        (b'edition,city,rank\n6,"Busan,22\n', ", line 2: a quotation mark is not closed",
         "check the quotation marks from there on"),
        (b'edition,city,rank\n6,"Bus"an,22\n',
         ", line 2: a quotation mark is followed by more of its cell",
         "check the quotation marks from there on"),
        (b'edition,city,rank\n6,A,1\n2024"Washington, DC",1\n',
         ", line 3: a quotation mark stands inside a cell",
         "check the quotation marks from there on"),
        (b'edition,city,rank\n6,A,1\n6,"B,2\n6,C,3\n6,D,4\n',
         ", line 3: a quotation mark is not closed", "check the quotation marks from there on"),
        (b"edition,city,rank\r6,A,1\r6,\xff,2\r", ", line 3: the bytes are not UTF-8",
         "save the file as UTF-8"),
        (b"edition,city,rank\r\n6,A,1\r\n6,\0,2\r\n", ", line 3: a NUL character",
         "save the file as UTF-8"),
    ],
)  # fmt: skip
def test_each_way_to_be_no_table_has_its_sentence(
    file: Path, bytes_: bytes, problem: str, remedy: str
) -> None:
    file.write_bytes(bytes_)
    assert sentence(file) == f"{file}{problem}; {remedy}"


def test_unnamed_and_unknown_columns_are_left_alone(file: Path) -> None:
    file.write_text("edition,city,rank,,,note,note\n6,Busan,22,a,b,c,d\n")
    assert columns(figures(file)) == {"edition": ["6"], "city": ["Busan"], "rank": ["22"]}


def test_a_column_that_is_not_there_reads_as_blank() -> None:
    table = TextTable("t", {"city": Column.of(["Busan", "Seoul"])}, lambda _: [2, 3])
    assert list(table.rows("city", "region")) == [("Busan", ""), ("Seoul", "")]


def test_a_folder_brings_its_csv_files_each_for_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "b.CSV").write_text(HEADER)
    (tmp_path / "a.csv").write_text(HEADER)
    (tmp_path / ".hidden.csv").write_text("not a table")
    (tmp_path / "Releases.csv").write_text("edition,cities_ranked\n6,75\n")
    (tmp_path / "cities.csv").write_text("city\nBusan\n")
    (tmp_path / "sources.csv").write_text("source\nzyen\n")
    (tmp_path / "notes.txt").write_text("not a table")
    files = read([tmp_path])
    assert [table.name for table in files.figures] == [
        str(tmp_path / "a.csv"),
        str(tmp_path / "b.CSV"),
    ]
    assert list(map(columns, files.releases)) == [{"edition": ["6"], "cities_ranked": ["75"]}]
    assert [table.cells("city")[:1] for table in files.cities] == [["Busan"], ["Abu Dhabi"]]
    assert list(map(columns, files.sources)) == [{"source": ["zyen"]}]
    assert not files.shipped


def test_a_single_file_brings_nothing_beside_itself(tmp_path: Path, file: Path) -> None:
    file.write_text(HEADER)
    (tmp_path / "releases.csv").write_text("edition,cities_ranked\n6,75\n")
    files = read([file])
    assert (files.releases, files.sources) == ((), ())


def test_the_word_shipped_and_no_path_mean_the_shipped_data(file: Path) -> None:
    file.write_text(HEADER)
    names = ["cities.csv", "editions.csv", "releases.csv", "sources.csv"]
    assert sorted(path.name for path in shipped_folder().glob("*.csv")) == names
    assert [table.name for table in read().figures] == ["editions.csv"]
    assert list(map(columns, read().figures)) == list(map(columns, read([SHIPPED]).figures))
    both = read([SHIPPED, file])
    assert [table.name for table in both.figures] == ["editions.csv", str(file)]
    assert len(both.cities) == 1
    assert both.shipped


def test_a_cell_is_as_long_as_the_csv_module_takes(file: Path) -> None:
    name = "x" * csv.field_size_limit()
    file.write_text(f"{HEADER}6,{name},1\n")
    assert figures(file).cells("city") == [name]
    file.write_text(f"{HEADER}6,{name}x,1\n")
    assert sentence(file) == (
        f"{file}, line 2: a cell has more than 131,072 characters;"
        " check the quotation marks from there on"
    )


def test_a_file_that_is_given_twice_is_read_once(tmp_path: Path, file: Path) -> None:
    file.write_text(HEADER)
    files = read([file, tmp_path, SHIPPED, SHIPPED])
    assert [table.name for table in files.figures] == [str(file), "editions.csv"]


def test_a_blank_path_is_refused() -> None:
    with pytest.raises(DataError) as caught:
        read([""])
    assert str(caught.value) == "a path is empty; name a file or a folder"


def test_a_folder_without_a_table_of_editions_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cities.csv").write_text("city\n")
    assert sentence(tmp_path) == (
        f"{tmp_path} holds no table of editions;"
        " put a CSV file with the columns edition, city and rank there"
    )


def test_a_file_that_is_not_there_is_refused(file: Path) -> None:
    assert sentence(file) == (f"{file} cannot be read: no such file or directory; check the path")


def test_what_may_not_be_read_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text(HEADER)

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert sentence(file) == (f"{file} cannot be read: permission denied; check the path")
    monkeypatch.setattr(Path, "iterdir", refuse)
    assert sentence(file.parent) == (
        f"{file.parent} cannot be read: permission denied; check the path"
    )


def test_a_named_pipe_is_read_once(file: Path) -> None:
    os.mkfifo(file)
    writer = threading.Thread(target=file.write_text, args=(f"{HEADER}6,Busan,22\n",))
    writer.start()
    assert figures(file).cells("city") == ["Busan"]
    writer.join()


def test_a_named_pipe_in_a_folder_is_not_waited_for(file: Path) -> None:
    os.mkfifo(file)
    assert sentence(file.parent) == (
        f"{file} is a pipe in a folder; name it itself, or take it out"
    )


def test_the_data_lie_in_the_package_where_it_is_a_wheel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "site-packages" / "scicli" / "data"
    data.mkdir(parents=True)
    monkeypatch.setattr("scicli.files.paths.__file__", str(data.parent / "files" / "paths.py"))
    assert shipped_folder() == data


def test_a_folder_brings_tables_by_their_suffix(tmp_path: Path) -> None:
    packed = gzip.compress(HEADER.encode())
    for name in ("a.tsv", "b.csv.gz", "c.TSV.GZ", "d.txt", "e.parquet", ".f.csv", "g"):
        (tmp_path / name).write_bytes(packed)
    assert [Path(table.name).name for table in read([tmp_path]).figures] == [
        "a.tsv",
        "b.csv.gz",
        "c.TSV.GZ",
    ]


def test_what_is_not_packed_whole_is_refused(file: Path) -> None:
    file.write_bytes(gzip.compress(HEADER.encode())[:-4])
    assert sentence(file).startswith(f"{file} cannot be unpacked: ")


@pytest.mark.parametrize("address", ["https://x.org/a.csv", "s3://a/b.csv", "FTP://x", "file:///a"])
def test_addresses_are_refused(address: str) -> None:
    with pytest.raises(DataError) as caught:
        read([address])
    assert str(caught.value) == (
        f"{address} is an address, and scicli reads local files only;"
        " download it first, and name the file"
    )


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_standard_input_is_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, f"{HEADER}6,Busan,22\n".encode())
    [table] = read(["-"]).figures
    assert (table.name, table.cells("city")) == ("standard input", ["Busan"])


def test_standard_input_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, HEADER.encode())
    with pytest.raises(QuestionError, match="standard input is named twice; name - once"):
        read(["-", "-"])
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(DataError, match="standard input is closed; name a file instead of -"):
        read(["-"])


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_a_spreadsheet_is_sent_to_import(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    assert sentence(file) == (
        f"{file} is a spreadsheet, not a CSV file; turn it into one with 'scicli import'"
    )


def test_a_file_that_vanishes_between_two_looks_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.csv").write_text(HEADER)
    look = Path.iterdir

    def and_vanish(folder: Path) -> list[Path]:
        seen = list(look(folder))
        for one in seen:
            one.unlink()
        return seen

    monkeypatch.setattr(Path, "iterdir", and_vanish)
    assert sentence(tmp_path) == (
        f"{tmp_path / 'a.csv'} cannot be read: no such file or directory; check the path"
    )


@pytest.mark.parametrize("packed", [False, True])
def test_what_has_no_end_that_is_known_before_is_bounded(
    monkeypatch: pytest.MonkeyPatch, file: Path, packed: bool
) -> None:
    monkeypatch.setattr("scicli.files.text._MOST", 2**20)
    data = HEADER.encode() + b"6,Busan,22\n" * 100_000
    if packed:
        file.write_bytes(gzip.compress(data))
        path = str(file)
    else:
        stdin(monkeypatch, data)
        path = "-"
    with pytest.raises(DataError) as caught:
        read([path])
    name = path if packed else "standard input"
    assert str(caught.value) == (
        f"{name} gives more than 1 MiB; write it to a file of its own, unpacked, and name that"
    )


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_a_device_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scicli.files.text._MOST", 2**20)
    assert sentence(Path("/dev/zero")).startswith("/dev/zero gives more than 1 MiB; ")
