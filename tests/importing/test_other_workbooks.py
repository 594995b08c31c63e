"""Workbooks that are not .xlsx: OpenDocument, .xls and .xlsb."""

import base64
import io
import zipfile
import zlib
from pathlib import Path

import pytest

from scicli.errors import ScicliError
from scicli.importing.import_options import ImportOptions
from scicli.importing.tidy_figures import imported

python_calamine = pytest.importorskip(
    "python_calamine", reason="needs python-calamine, which excel brings"
)

# Sheets 2023 (City, Rank; A 1, B 2 merged with C) and 2024 (A 2, B 1).
OLD = zlib.decompress(
    base64.b85decode(
        "c-rk)O=uHA6#iy6+aybxZfYvDLJ0+{wmoR;!ArZgMSHT;UK9~DwK<fOR6;NHpw*hAAb3)|6ngPe_2LhT=*@#r(L+HH62"
        "+4zLBT_t_07wyrgaYu*q}1sGH>3zc{B5N-kX=nzFtWb7w@-~un7Y&QTC!}sFDdPQNQ7U`aMswejTCWY5Y@&M#zy37M?V"
        "|3QHeKf0tn3Ug!l;-~*M@IFHepTqadV46zMqA#LavA&NZ%x2eR@%62s~J;!th)4Qzul<8rXTw~f#x<zpcEAD95Ar;3bj"
        "SlXM6BT&KW8Sgk09x=;#_^@=qM~bIFh7-^{yRI`LoqCYJU5cbW%B9iB9i37C4BQzz*qmQK2K?RedPiq|GrTk4v^n4Lcl"
        "z{vqA=90WqwavL}Sz{k?tMwtlt`uAzeyu*DJ#PtDFzHJ;98DJll33{e@jWt!$=?QA&KjU4PTqLXN1KEWaHP~u*@^X1L4"
        "i81#KOXfM1R}%hiX(2pZmLq6z92I*cq;40}Zl+gw)?LiEF-?-KRCkWGDCXz_>s;mDPFkmr@z&i_#qTA)@cH<o_QFSZAM"
        "wj0r3=aBRd<o!f0D+_X8}E;N8Gw8@!0iip;E(prmerFiHPAS+dcKG)`WG~%qEytT5@-U(iZ{xg7xK$7Y&>3N$@U9eIr2"
        "MV0}~RS9af4`euN>$@+4ipV1DO%AQZWvcYYE0iziY<iwQlexV-zH?{u*{BPIjf9VzWA%c9Up`oFnp`oF%EfDG&XR1rRr"
        "7nwM^<8J3N?Cs<`EN0f8G2^vZ|M=_sLo@qruf+jOZan%EspWO7fPI<)$_<=g6+uG9KUqg7uD~x<$=zhJ3_UtU#`W@ZC?"
        "Ke=so$b"
    )
)
TWO_EDITIONS = [
    ("2023", "A", "1"),
    ("2023", "B", "2"),
    ("2023", "C", "2"),
    ("2024", "A", "2"),
    ("2024", "B", "1"),
]


def figures(file: Path, data: bytes, options: ImportOptions | None = None) -> list[tuple[str, ...]]:
    file.write_bytes(data)
    columns = imported([str(file)], options or ImportOptions()).columns
    return sorted(zip(columns["edition"], columns["city"], columns["rank"], strict=True))


def refusal(file: Path, data: bytes) -> str:
    with pytest.raises(ScicliError) as caught:
        figures(file, data)
    return str(caught.value).replace(f"{file.parent}/", "")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "book"  # The first bytes of a workbook tell its kind, not its name.


def archive(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as written:
        for name, data in parts.items():
            written.writestr(name, data)
    return stream.getvalue()


def test_the_sheets_of_an_old_workbook_are_editions(file: Path) -> None:
    assert figures(file, OLD) == TWO_EDITIONS


@pytest.mark.parametrize(
    "record",
    [
        b"\x05\x02\x08\x00" + bytes(6) + b"\x2a\x01",
        b"\x06\x00\x16\x00" + bytes(6) + b"\x02\x00\x07\x00\x00\x00\xff\xff",
    ],
)
def test_errors_in_an_old_workbook_are_not_read_as_blanks(file: Path, record: bytes) -> None:
    assert refusal(file, OLD + record) == (
        "book holds errors such as #N/A, which are not read from .xls;"
        " save it as .xlsx in a spreadsheet"
    )


def open_document(*sheets: str) -> bytes:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(f'xmlns:{one}="{names}:{one}:1.0"' for one in ("office", "table", "text"))
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f"{''.join(sheets)}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = b'<manifest:manifest xmlns:manifest="manifest"/>'
    parts = {"mimetype": kind, "META-INF/manifest.xml": manifest}
    return archive(**parts, **{"content.xml": content.encode()})


def sheet(title: str, *rows: str) -> str:
    return f'<table:table table:name="{title}">{"".join(rows)}{FILLER}</table:table>'


def row(*cells: str | float) -> str:
    return f"<table:table-row>{''.join(map(cell, cells))}</table:table-row>"


def cell(value: str | float, attributes: str = "") -> str:
    if isinstance(value, str) and value.startswith("<"):
        return value
    kind = "string" if isinstance(value, str) else f'float" office:value="{value}'
    return (
        f'<table:table-cell {attributes} office:value-type="{kind}">'
        f"<text:p>{value}</text:p></table:table-cell>"
    )


FILLER = (
    '<table:table-row table:number-rows-repeated="1048000">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)
SPANNED = 'table:number-rows-spanned="2" table:number-columns-spanned="1"'
COVERED = "<table:covered-table-cell/>"


def test_the_sheets_of_an_open_document_are_editions(file: Path) -> None:
    first = sheet(
        "2023",
        row("City", "Rank"),
        row("A", 1),
        row("B", cell(2, SPANNED)),
        row("C", COVERED),
    )
    data = open_document(first, sheet("2024", row("Rank", "City"), row(1, "B"), row(2, "A")))
    assert figures(file, data) == TWO_EDITIONS
    [one, _] = imported([str(file)], ImportOptions()).files
    assert one.table.sheet.facts == (("format", "OpenDocument"),)


def test_repeated_cells_of_an_open_document_are_cells(file: Path) -> None:
    gap = '<table:table-cell table:number-columns-repeated="2"/>'
    blank = '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    tied = row("C", gap, cell(2, SPANNED)) + row("B", gap, COVERED)
    rows = (row("City", gap, "Rank"), blank, row("A", gap, 1), tied)
    options = ImportOptions(edition="7")
    assert figures(file, open_document(sheet("a", *rows)), options) == [
        ("7", "A", "1"), ("7", "B", "2"), ("7", "C", "2"),
    ]  # fmt: skip
    assert imported([str(file)], options).figures["line"].tolist() == [5, 6, 7]


@pytest.mark.parametrize("value", ["2024-10-05", "2024-10-05T00:00:00"])
def test_a_date_of_an_open_document_is_an_iso_date(file: Path, value: str) -> None:
    date = (
        f'<table:table-cell office:value-type="date" office:date-value="{value}">'
        "<text:p>5 Oct</text:p></table:table-cell>"
    )
    data = open_document(sheet("a", row("Date", "City", "Rank"), row(date, "A", 1)))
    assert figures(file, data) == [("2024-10-05", "A", "1")]


def test_errors_in_an_open_document_are_not_read_as_blanks(file: Path) -> None:
    error = '<table:table-cell calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
    data = open_document(sheet("2023", row("City", "Rank"), row("A", error)))
    assert refusal(file, data) == (
        "book holds errors such as #N/A, which are not read from .ods;"
        " save it as .xlsx in a spreadsheet"
    )


def test_cells_scattered_over_an_open_document_are_refused(file: Path) -> None:
    rows = '<table:table-row table:number-rows-repeated="1048000">'
    wide = 'table:number-columns-repeated="16384"'
    far = f"{rows}{cell('x', wide)}</table:table-row>"
    assert refusal(file, open_document(sheet("2023", row("City", "Rank"), far))) == (
        "book: the cells up to XFD1048001 are scattered over a sheet; keep one table on a sheet"
    )


def record(kind: int, *fields: int | str | bytes) -> bytes:
    """Return a record of .xlsb; numbers have four bytes, texts their length before them."""
    body = b""
    for one in fields:
        if isinstance(one, str):
            body += len(one).to_bytes(4, "little") + one.encode("utf-16-le")
        else:
            body += one if isinstance(one, bytes) else one.to_bytes(4, "little")
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    size = len(body)
    return head + (bytes([size]) if size < 128 else bytes([size & 127 | 128, size >> 7])) + body


def binary(*records: bytes) -> bytes:
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="worksheets/sheet1.bin" Type="http://schemas.openxmlformats'
        '.org/officeDocument/2006/relationships/worksheet"/></Relationships>'
    )
    book = record(143) + record(156, 0, 1, "rId1", "2024") + record(144) + record(132)
    return archive(
        **{
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": links.encode(),
            "xl/worksheets/sheet1.bin": record(148, 0, 2, 0, 1) + record(145) + b"".join(records)
            + record(146),
        }
    )  # fmt: skip


def text_cell(column: int, text: str) -> bytes:
    return record(6, column, 0, text)


def number_cell(column: int, value: int) -> bytes:
    return record(2, column, 0, value << 2 | 2)


TABLE = (
    record(0, 0), text_cell(0, "City"), text_cell(1, "Rank" + " " * 40),
    record(0, 1), text_cell(0, "A"), number_cell(1, 1),
    record(0, 2), text_cell(0, "B"), number_cell(1, 2),
)  # fmt: skip


def test_a_binary_workbook_is_read(file: Path) -> None:
    assert figures(file, binary(*TABLE)) == [("2024", "A", "1"), ("2024", "B", "2")]


@pytest.mark.parametrize(
    ("further", "sentence"),
    [
        (record(176, 1, 2, 1, 1), "holds merged cells, which are not read from .xlsb; save it as"
         " .xlsx in a spreadsheet"),
        (record(3, 2, 0, b"\x2a"), "holds errors such as #N/A, which are not read from .xlsb; save"
         " it as .xlsx in a spreadsheet"),
        (record(0, 1048575) + number_cell(16383, 1), "the cells up to XFD1048576 are scattered over"
         " a sheet; keep one table on a sheet"),
    ],
)  # fmt: skip
def test_what_a_binary_workbook_would_lose_is_refused(
    file: Path, further: bytes, sentence: str
) -> None:
    assert refusal(file, binary(*TABLE, further)).replace("book:", "book") == f"book {sentence}"


def test_a_damaged_binary_workbook_is_refused(file: Path) -> None:
    data = binary(*TABLE).replace(record(144) + record(132), record(39) * 2)
    assert refusal(file, data) == "book is not a complete Excel file; fetch or save it again"


def test_a_workbook_with_a_password_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(_: object) -> None:
        raise python_calamine.PasswordError("locked")

    monkeypatch.setattr(python_calamine, "load_workbook", locked)
    assert refusal(file, OLD) == "book is locked by a password; save it without one"


def test_an_interruption_is_no_fault_of_a_workbook(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(python_calamine, "load_workbook", interrupted)
    with pytest.raises(KeyboardInterrupt):
        figures(file, OLD)


def test_an_archive_of_anything_else_is_refused(file: Path) -> None:
    assert refusal(file, archive(**{"letter.txt": b"A"})) == (
        "book is not a complete Excel file; fetch or save it again"
    )
