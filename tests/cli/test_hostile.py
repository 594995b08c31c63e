"""What data, paths and claims can be made to do: nothing but be shown, or be refused."""

import csv
import json
import os
from itertools import product
from pathlib import Path

import pytest

import scicli
from scaffold import Outcome, Run, Write
from scicli.index.index import Index

CLAIM = "kind,city,to\nleader,A,1\n"


def test_every_command_refuses_to_overwrite_its_input(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write(data="edition,city,rank\n1,A,1\n", claims=CLAIM))
    for command in ("verify claims.csv -d data.csv -o claims.csv", "rank -d data.csv -o data.csv",
                    "verify claims.csv -d data.csv -o ./claims.csv", "check data.csv -o data.csv",
                    "report A -d data.csv -o data.md", "import data.csv -o data.csv"):  # fmt: skip
        outcome = run(*command.split())
        if "data.md" not in command:
            assert (outcome.code, outcome.out) == (2, "")
            assert outcome.err.endswith(" is a file that is read; write another one.\n")
    assert Path("claims.csv").read_text() == CLAIM


def test_names_in_a_header_are_guarded_like_any_text(run: Run, write: Write) -> None:
    folder = str(write(editions="edition,city,rank\n1,=1+1,1\n1,＝2,2\n1,B,3\n"))
    asked = ["compare", "-d", folder, "-q", "--", "=1+1", "＝2", "B"]
    for format_, separator in (("csv", ","), ("tsv", "\t")):
        header, *_ = run(asked[0], "-f", format_, *asked[1:]).out.splitlines()
        assert header.split(separator)[4:] == [
            "'=1+1", "'=1+1_max", "'＝2", "'＝2_max", "B", "B_max",
        ]  # fmt: skip
    keys = list(json.loads(run(asked[0], "-f", "json", *asked[1:]).out)[0])
    assert keys[4:] == ["=1+1", "=1+1_max", "＝2", "＝2_max", "B", "B_max"]


@pytest.mark.parametrize("name", ["</script><img src=x onerror=alert(1)>", "<b>", "a&b", '"x"'])
def test_a_chart_page_contains_no_script_and_no_markup_from_names(
    run: Run, write: Write, tmp_path: Path, name: str
) -> None:
    quoted = '"{}"'.format(name.replace('"', '""'))
    folder = str(write(editions=f"edition,city,rank\n1,{quoted},1\n2,{quoted},2\n"))
    page = tmp_path / "chart.html"
    for command in ("rank", "trend", "fallers"):
        assert run(command, "-d", folder, "--chart", str(page)).code == 0
        text = page.read_text(encoding="utf-8")
        assert "<script" not in text.casefold()
        assert "<img" not in text.casefold()
        assert "<b>" not in text
        assert 'name="viewport"' in text


def test_a_file_name_that_is_too_long_is_one_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    long = "a" * 300
    for command in (f"rank -o {long}.csv", f"rank -o {long}", f"climbers --chart {long}.svg"):
        outcome = run(*command.split())
        assert (outcome.code, outcome.out) == (3, "")
        assert outcome.err.endswith(" cannot be written: file name too long; name another file.\n")
    assert run("rank", "-d", f"{long}.csv").err == (
        f"scicli: {long}.csv cannot be read: file name too long; check the path.\n"
    )


def test_a_link_to_itself_is_not_replaced(run: Run, tmp_path: Path) -> None:
    link = tmp_path / "x.csv"
    link.symlink_to(link)
    outcome = run("rank", "-o", str(link))
    assert (outcome.code, outcome.err) == (
        3, f"scicli: {link} cannot be written: it is a link to itself; name another file.\n",
    )  # fmt: skip
    assert link.is_symlink()


def test_undecodable_bytes_in_a_path_are_shown(run: Run, tmp_path: Path) -> None:
    data = os.fsdecode(os.fsencode(tmp_path) + b"/\xfe.csv")
    brief = os.fsdecode(os.fsencode(tmp_path) + b"/\xfb.md")
    Path(data).write_text("edition,city,rank\n1,A,1\n2,A,2\n")
    assert run("report", "A", "-d", data, "-o", brief).code == 0
    text = Path(brief).read_text(encoding="utf-8")
    assert "--data '\\udcfe.csv'" in text
    assert "(<%FB-history.svg>)" in text
    assert run("rank", "-d", data).code == 0


def test_the_command_in_a_brief_quotes_a_city_that_begins_with_a_dash(
    run: Run, write: Write, tmp_path: Path
) -> None:
    folder = str(write(editions="edition,city,rank\n1,-A,1\n"))
    assert run("report", "-d", folder, "-o", str(tmp_path / "a.md"), "--", "-A").code == 0
    assert "`scicli report --edition 1 --data " in (tmp_path / "a.md").read_text()
    assert " -- -A`" in (tmp_path / "a.md").read_text()


def test_running_out_of_memory_is_one_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("scicli.files.dataset.read", full)
    sentence = "scicli: the data do not fit into memory; read fewer editions at a time.\n"
    assert run("rank") == Outcome(3, "", sentence)


def test_a_deleted_current_folder_is_one_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    outcome = run("rank", "-d", "x.csv")
    monkeypatch.chdir(tmp_path)
    sentence = "the current folder cannot be read: no such file or directory; check the path"
    assert (outcome.code, outcome.err) == (3, f"scicli: {sentence}.\n")


def test_source_addresses_stay_intact_in_markdown(run: Run, write: Write) -> None:
    address = "https://x.org/a_b/?c=1&d=*2~[x](y)|z"
    folder = str(
        write(
            editions="edition,city,rank,sources\n1,A,1,s;t;u\n",
            sources=f"source,title,url\ns,S_1,{address}\nt,T,javascript:a(1)\nu,U,https://x y<z\n",
        )
    )
    out = run("rank", "-d", folder, "--sources", "-f", "md").out
    assert f"1. S\\_1 <{address}>" in out
    assert "2. T javascript:a(1)" in out
    assert "3. U https://x y&lt;z" in out


@pytest.mark.parametrize("question", ["editions", "findings", "findings A", "report A -o x.html"])
def test_data_need_no_overall_ranks(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    folder = write(editions="edition,city,category,rank\n1,A,air,1\n1,B,air,2\n")
    monkeypatch.chdir(folder)
    outcome = run(*question.split(), "-d", str(folder))
    if question == "editions":
        assert (outcome.code, outcome.err) == (0, "")
    else:
        sentence = "scicli: no category is called 'overall'; the only one is air.\n"
        assert (outcome.code, outcome.out, outcome.err) == (2, "", sentence)


PIECES = ["*", "▲ ", " ", "(", "[a]", "1,", "A. ", "-", "a", "'"]


@pytest.mark.parametrize(("length", "imported"), [(60, 3), (20_000, 0)])
def test_no_cell_takes_a_long_time(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, length: int, imported: int
) -> None:
    """A pattern that can match a row of signs in many ways would not come to an end."""
    monkeypatch.chdir(tmp_path)
    cells = [f"1{(piece * length)[:length]}x" for piece in PIECES]
    header = ["edition", "city", "rank", "rating", "previous"]
    with Path("cells.csv").open("w", encoding="utf-8") as file:
        csv.writer(file).writerow(header)
        csv.writer(file).writerows(
            [cell if column == hostile else str(row) for column in header]
            for row, (cell, hostile) in enumerate(product(cells, header))
        )
    with Path("header.csv").open("w", encoding="utf-8") as file:
        csv.writer(file).writerows([[*header, *cells], ["1"] * 15])
    codes = [
        run(*command.split(), name).code
        for name in ("cells.csv", "header.csv")
        for command in ("import -o o.csv", "check -q", "rank -d")
    ]
    assert codes == [3, 1, 3, imported, 0, 0]


@pytest.mark.parametrize("piece", [*PIECES, "No. ", "[", "[a](", "<!-- ", "and ", "1st "])
def test_no_word_of_a_release_takes_a_long_time(shipped: Index, piece: str) -> None:
    words = f"Busan ranked 8th.\n\n{piece * 3000}"
    verdicts = scicli.verify_text(shipped, words).frame["verdict"]
    assert verdicts[0] == "supported"
