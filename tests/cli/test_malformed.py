"""Generated files that are malformed in bytes or cells: never a traceback, never a lost row."""

import csv
import io
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, seed, settings
from hypothesis import strategies as st

from scaffold import Run

PARTS = 4
"""Of bytes and of cells each, so that several processors share them."""
SETTINGS = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
LABEL = st.sampled_from(["6", "7", "2011-12", "GFCI 7", "GFCI 38"])
CITY = st.sampled_from(
    [
        "Busan",
        "Pusan",
        "부산",
        "Zürich",
        "Zurich",
        "دبي",
        "A\nB",
        'A "B"',
        "NA",
        "NaN",
        "null",
        "=A",
    ]
) | st.text(max_size=4)
RANK = st.sampled_from(
    ["", "1", "2", "=2", "7", "201-250", "201–250", "220—300", "801+", ">15", " =39", "n/a"]
)
RATING = st.sampled_from(["", "8.5", "733", "-1", "0.25", "n/a", "-"])
ANY = st.one_of(
    LABEL, CITY, RANK, RATING, st.sampled_from(["9-2", "0", "x", "8,5", "1,234", "▲ 5", "overall"])
)
HEADERS = st.sampled_from(
    [["edition", "city", "rank", "rating"]] * 4
    + [["Year", "Centre", "Position", "Score"], ["country", "1995", "1996", "1997"],
       ["city", "SCI 6 Rank", "SCI 6 Rating", "SCI 5 Rank"], ["rank", "name", "Tech rank", "Tech"],
       ["edition", "city", "rank", "rank"], ["edition", "category", "city", "rank"], ["x"]]
)  # fmt: skip
ROWS = st.lists(
    st.tuples(LABEL, CITY, RANK, RATING).map(list),
    max_size=6,
    unique_by=lambda row: (row[0], row[1].strip().removeprefix("'")),
)
# The number of a row, and what it becomes: rows are mostly left as they are.
SPOILT = st.lists(st.tuples(st.integers(0, 6), st.lists(ANY, max_size=5)), max_size=1)
Table = tuple[list[str], list[list[str]], list[tuple[int, list[str]]], str, str, str]
TABLE = st.tuples(
    HEADERS,
    ROWS,
    SPOILT,
    st.sampled_from(",,,\t;|"),
    st.sampled_from(["\n", "\r\n", "\r", "\r\r\n"]),
    st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-16-le"]),
)
SOUND = b'edition,city,rank,rating\n6,Busan,=22,8.5\n6,Z\xc3\xbcrich,801+,\n7,"A, B",>15,\n'
FRAGMENT = st.sampled_from(
    [b"", b"\n", b",", b'"', b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1f\x8b", b"PAR1", b"\r\r\n",
     b"PK\x03\x04", b";", b"\xfc", b"=7", b"\n7,A,1,\n", b"8,Lima,1,1\n"]
) | st.binary(max_size=6)  # fmt: skip
# A piece of the file, from one place to another, and what stands there instead.
PATCH = st.tuples(st.integers(0, len(SOUND)), st.integers(0, 4), FRAGMENT)
BYTES = st.lists(PATCH, max_size=3)


def patched(patches: list[tuple[int, int, bytes]]) -> bytes:
    data = SOUND
    for start, length, fragment in patches:
        data = data[:start] + fragment + data[start + length :]
    return data


def encoded(table: Table) -> bytes:
    header, rows, spoilt, separator, end, encoding = table
    lines = [header, *rows]
    for number, cells in spoilt:
        lines[number : number + 1] = [cells]
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=separator, lineterminator=end).writerows(lines)
    return buffer.getvalue().encode(encoding, "replace")


def judge(run: Run, folder: Path, data: bytes) -> None:
    """Run every command that reads files, and look at what each says of this one."""
    file, out = folder / "2011_table.csv", folder / "out.csv"
    file.write_bytes(data)
    out.unlink(missing_ok=True)
    ranked = run("rank", "-d", str(file), "-f", "csv", "-q")
    checked = run("check", str(file), "-f", "json", "-q")
    imported = run("import", str(file), "-o", str(out))
    # The one question that a valid file may not be asked is that of a category it lacks.
    assert ranked.code != 2 or "no category is called 'overall'" in ranked.err
    for outcome, codes in ((ranked, {0, 2, 3}), (checked, {0, 1, 3}), (imported, {0, 3})):
        assert outcome.code in codes
        if outcome.code == 3:
            assert outcome.out == ""
            assert outcome.err.startswith("scicli: ")
            assert outcome.err.count("\n") == 1
    event(f"rank ends with {ranked.code}, import with {imported.code}")
    problems = json.loads(checked.out) if checked.out else []
    wrong = any(problem["severity"] == "error" for problem in problems)
    assert checked.code == 3 or (checked.code == 1) == wrong
    # A question finds what is wrong with what it reads; this one reads all.
    assert (run("sources", "-d", str(file), "-f", "csv").code == 3) == (checked.code != 0)
    assert ranked.code != 3 or checked.code != 0
    if checked.code == 0:
        check_rows(run, file, data)
    if imported.code == 0:
        assert run("check", str(out), "-q").code == 0
    else:
        assert not out.exists()


def check_rows(run: Run, file: Path, data: bytes) -> None:
    """Check that the answers hold every row of a file that is valid."""
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    # The mark of an encoding is dropped wherever it stands.
    text = data.decode(encoding).replace("\r\r\n", "\n").replace("\ufeff", "")
    separator = "\t" if text.lstrip().splitlines()[0].count("\t") else ","
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    header, *filled = [row for row in rows if len(row) > 1 or any(map(str.strip, row))]
    place = [name.strip().casefold() for name in header].index("edition")
    labels = Counter(row[place].strip().removeprefix("'") for row in filled)
    told = json.loads(run("sources", "-d", str(file), "-f", "json", "-q").out)
    keys = {(str(row["edition"]), row["city"], row["category"]) for row in told}
    assert Counter(edition for edition, _, _ in keys) == labels
    for edition, count in labels.items():
        in_edition = {key for key in keys if key[0] == edition and key[2] == "overall"}
        ranked = run("rank", "-d", str(file), "-e", edition, "-f", "json", "-q")
        assert ranked.code == 0 or "category" in ranked.err
        assert ranked.code or len(json.loads(ranked.out)) == len(in_edition) <= count


@pytest.mark.parametrize("part", range(PARTS))
def test_bytes(run: Run, tmp_path: Path, part: int) -> None:
    @seed(part)
    @SETTINGS
    @given(BYTES)
    def judged(patches: list[tuple[int, int, bytes]]) -> None:
        judge(run, tmp_path, patched(patches))

    judged()


@pytest.mark.parametrize("part", range(PARTS))
def test_cells(run: Run, tmp_path: Path, part: int) -> None:
    @seed(part)
    @SETTINGS
    @given(TABLE)
    def judged(table: Table) -> None:
        judge(run, tmp_path, encoded(table))

    judged()


def test_an_unreadable_file_is_one_sentence(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("edition,city,rank\n6,A,1\n")
    file.chmod(0)
    try:
        file.read_bytes()
    except PermissionError:
        pass
    else:
        pytest.skip("needs a user whom permissions bind")
    for command in (["rank", "-d"], ["check"], ["import", "-o", str(tmp_path / "o.csv")]):
        outcome = run(*command, str(file))
        assert (outcome.code, outcome.err) == (
            3,
            f"scicli: {file} cannot be read: permission denied; check the path.\n",
        )


def test_errors_found_together_stand_on_one_line(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("City,Rank,Score\nOslo,05-Oct,high\n")
    assert run("import", str(file), "--edition", "6", "-o", "-").err == (
        f"scicli: {file}, line 2, column Rank: '05-Oct' is a date, which a spreadsheet makes of"
        " ranks such as 5-10; format the column as text, and enter its ranks again."
        f" {file}, line 2, column Score: 'high' is no rating; write a number such as 733 or 8.5, or"
        " nothing, or say --missing 'high' if it means that there is none.\n"
    )
