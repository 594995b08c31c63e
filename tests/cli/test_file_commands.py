"""The commands `check` and `import` from the command line."""

import io
import sys
from pathlib import Path

import pytest

from scaffold import Run, Write

TABLE = "Centre;SCI 6 Rank;SCI 6 Rating;SCI 5 Rank;Change\nBusan;22;;27;▲5\nMalta;=12;696;15;▲3\n"
TIDY = (
    "edition,city,category,rank,rating\n"
    "5,Busan,overall,27,\n5,Malta,overall,15,\n6,Busan,overall,22,\n6,Malta,overall,12=,696\n"
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "table.csv"
    file.write_text(TABLE, encoding="utf-8-sig")
    return file


def test_check_exits_with_1_on_errors_and_with_strict_on_warnings(run: Run, write: Write) -> None:
    folder = write(editions="edition,city,rank\n1,A,1\n2,B,x\n")
    outcome = run("check", str(folder), "-f", "csv")
    assert (outcome.code, outcome.err) == (1, "1 figure can be read.\n")
    file = folder / "editions.csv"
    assert outcome.out == (
        "file,line,column,severity,problem,value\n"
        f'{file},3,rank,error,"is no rank; write 7, =7, 201-250, 801+, >15 or nothing",x\n'
    )
    file.write_text("edition,city,rank,sources\n1,A,1,s1\n")
    assert [run("check", str(file), *strict, "-q").code for strict in ([], ["--strict"])] == [0, 1]
    file.write_text("edition,city,rank\n1,A,1\n")
    outcome = run("check", str(file), "--strict", "-f", "json", "-q")
    assert (outcome.code, outcome.out, outcome.err) == (0, "[]\n", "")


def test_check_shows_problems_of_one_kind_once(run: Run, write: Write) -> None:
    rows = "".join(f"1,City {place},x{place}\n" for place in range(1000))
    file = write(editions=f"edition,city,rank\n{rows}1,,1\n") / "editions.csv"
    outcome = run("check", str(file))
    assert outcome.code == 1
    lines = outcome.out.replace(str(file), "FILE").splitlines()
    assert [" ".join(line.split()) for line in lines if " error " in line] == [
        "error 2 rank 1000 x0 is no rank; write 7, =7, 201-250, 801+, >15 or nothing.",
        "error 1002 city the city is blank; fill it in or delete the line.",
    ]
    assert lines[0] == " FILE · 1001 errors"
    assert (
        lines[-1]
        == " Times counts repeats: the first is shown here, and --format csv lists them all."
    )
    assert len(run("check", str(file), "-f", "csv").out.splitlines()) == 1002


def test_check_names_the_file_of_each_problem_if_there_are_several(run: Run, write: Write) -> None:
    folder = write(a="edition,city,rank\n1,A,x\n", b=f"edition,city,rank\n1,{'B' * 99},y\n")
    out = run("check", str(folder / "a.csv"), str(folder / "b.csv")).out
    assert f" error  {folder}/a.csv     2  rank" in out
    assert "File" in out


def test_check_names_the_one_file_with_problems_where_its_title_does_not(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(a="edition,city,rank\n1,A,x\n", b="edition,city,rank\n1,B,2\n")
    monkeypatch.chdir(folder.parent)
    wrong = "2  rank    x      is no rank; write 7, =7, 201-250, 801+, >15 or nothing."
    one, other = (f"{folder.name}/{name}.csv" for name in "ab")
    for asked, place in (([folder.name], one), ([one, other], one), ([one], "")):
        shown = f" error  {place}     {wrong}" if place else f" error     {wrong}"
        assert shown in run("check", *asked).out.splitlines()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"edition,city,rank\n1,A,x\n")))
    assert f" error     {wrong}" in run("check", "-").out.splitlines()


def test_import_writes_a_tidy_file_and_reports(run: Run, table: Path, tmp_path: Path) -> None:
    out = tmp_path / "editions.csv"
    outcome = run("import", str(table), "-o", str(out))
    assert (outcome.code, outcome.err) == (0, "")
    assert out.read_text() == TIDY
    assert outcome.out.replace(f"{tmp_path}/", "").splitlines() == [
        " table.csv · read as",
        "",
        " What              Read as",
        " ───────────────────────────────────────────────────────────────",
        " city              Centre",
        " rank              SCI 6 Rank and SCI 5 Rank: 2 editions, 5 to 6",
        " rating            SCI 6 Rating: 1 edition, 6",
        " not read          Change",
        " encoding          UTF-8 with a byte order mark",
        " line ends         LF",
        " separator         semicolon",
        " decimals          point",
        " names of columns  line 1",
        " rows              2",
        "",
        " 4 figures of 2 cities · 2 editions, 5 to 6",
        "",
        " Next: scicli rank --data editions.csv",
    ]
    assert run("rank", "-d", str(out)).code == 0


def test_import_writes_only_the_table_to_standard_output(run: Run, table: Path) -> None:
    outcome = run("import", str(table), "-o", "-", "-q")
    assert (outcome.code, outcome.out, outcome.err) == (0, TIDY, "")
    loud = run("import", str(table), "-o", "-")
    assert (loud.out, loud.err.splitlines()[2]) == (TIDY, " What              Read as")


def test_a_dry_run_shows_the_first_rows_and_writes_nothing(
    run: Run, table: Path, tmp_path: Path
) -> None:
    rows = "".join(f"City {place};{place};\n" for place in range(1, 13))
    table.write_text(f"A title\nCity;Rank;Rating\n{rows};;\nTotal;;\nSource: x;;\n")
    out = tmp_path / "out.csv"
    outcome = run("import", str(table), "--edition", "6", "--dry-run", "-o", str(out))
    assert (outcome.code, outcome.err, out.exists()) == (0, "", False)
    shown = outcome.out.splitlines()
    left_out = shown.index(" Left out · 3 rows")
    assert shown[left_out + 2 : left_out + 7] == [
        " Line  Why                     Text",
        " ───────────────────────────────────────",
        "    1  stands above the table  A title",
        "   16  holds no figure         Total",
        "   17  holds no figure         Source: x",
    ]
    assert " edition  city     category  rank" in shown
    assert " 6        City 10  overall     10" in shown
    assert " 10 of 12." in shown
    assert " 12 figures of 12 cities · 1 edition, 6" in shown


def test_no_command_overwrites_a_file_it_reads(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("edition,city,rank\n1,A,1\n2,A,1\n")
    (tmp_path / "link.csv").symlink_to(file)
    for command in (
        ["import", str(tmp_path)],
        ["import", str(file)],
        ["check", str(file)],
        ["rank", "-d", str(file)],
        ["editions", "-d", str(tmp_path)],
    ):
        for target in (file, tmp_path / "link.csv"):
            outcome = run(*command, "-o", str(target))
            assert (outcome.code, outcome.out) == (2, "")
            assert outcome.err == (f"scicli: {target} is a file that is read; write another one.\n")
    assert file.read_text() == "edition,city,rank\n1,A,1\n2,A,1\n"


def test_editions_without_a_known_order_are_noted(run: Run, tmp_path: Path) -> None:
    file, out = tmp_path / "t.csv", tmp_path / "out.csv"
    file.write_text("Edition,City,Rank\nSpain,A,1\nBahrain,A,2\n")
    assert run("import", str(file), "-o", str(out)).out.splitlines()[-2] == (
        " Nothing tells the order of the editions; they stand in that of their rows."
    )
    told = run("check", str(out), "-f", "csv", "-q").out.splitlines()
    assert told[1] == (
        f"{out},3,edition,warning,\"may not follow 'Spain': editions stand in the order of their"
        ' first rows; give every edition a date in releases.csv, or write labels of one form",'
        "Bahrain"
    )
    assert run("climbers", "-d", str(out)).out.splitlines()[-1] == (
        " Nothing tells the order of the editions; they stand in that of their first rows."
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("rank -e 5 -e 6", "--edition is given 2 times; give it once"),
        ("climbers --to 5 --edition 6", "--to is given 2 times; give it once"),
        ("import t.xlsx -o o.csv --sheet A --sheet B", "--sheet is given 2 times; give it once"),
        ("rank -f csv -f json -f csv", "--format is given 3 times; give it once"),
    ],
)
def test_an_option_with_one_value_may_be_given_only_once(
    run: Run, arguments: str, sentence: str
) -> None:
    outcome = run(*arguments.split())
    assert (outcome.code, outcome.out, outcome.err) == (2, "", f"scicli: {sentence}.\n")


def test_several_countries_are_combined(run: Run) -> None:
    asked = ["rank", "-e", "6", "--country", "KR", "--country", "Japan", "-f", "csv", "-q"]
    _, *rows = run(*asked).out.splitlines()
    assert [row.split(",")[4] for row in rows] == ["Tokyo", "Busan", "Seoul"]


def test_description_files_in_a_folder_are_not_imported(run: Run, tmp_path: Path) -> None:
    (tmp_path / "releases.csv").write_text("edition,cities_ranked\n6,75\n")
    (tmp_path / "t.csv").write_text("edition,city,rank\n6,A,1\n")
    assert run("import", str(tmp_path), "--dry-run").out.splitlines()[-1] == (
        f" Not read, because they describe figures and hold none: {tmp_path}/releases.csv."
    )


def test_import_reads_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TABLE.encode())))
    assert run("import", "-", "-o", "-", "-q").out == TIDY


def test_skipping_an_unknown_name_is_a_wrong_question(run: Run, table: Path) -> None:
    outcome = run("import", str(table), "--dry-run", "--skip", "Busan", "--skip", "Moon")
    assert (outcome.code, outcome.err) == (
        2,
        "scicli: no row is called 'Moon'; give --skip the name in the file.\n",
    )


def test_an_unknown_column_is_a_wrong_question(run: Run, table: Path) -> None:
    outcome = run("import", str(table), "--dry-run", "--column", "city=Center")
    assert outcome.code == 2
    assert outcome.err.endswith(" has no column 'Center'; did you mean 'Centre'?\n")
    outcome = run("import", str(table), "--dry-run", "--column", "city=xyz")
    assert outcome.err.endswith(" has no column 'xyz'; name one as the file does.\n")


def test_a_tidy_file_may_be_parquet(run: Run, table: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="needs pyarrow, which the extra fast brings")
    out, back = tmp_path / "editions.parquet", tmp_path / "back.csv"
    assert run("import", str(table), "-o", str(out), "-q").code == 0
    assert run("import", str(out), "-o", str(back), "-q").code == 0
    assert back.read_text() == TIDY
    assert (
        run("rank", "-d", str(out), "-f", "csv").out
        == run("rank", "-d", str(back), "-f", "csv").out
    )


def test_without_pyarrow_parquet_is_not_written(
    run: Run, table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    if "pyarrow" in sys.modules:
        monkeypatch.delattr(sys.modules["pyarrow"], "parquet", raising=False)
    outcome = run("import", str(table), "-o", str(tmp_path / "x.parquet"))
    assert (outcome.code, outcome.out, outcome.err) == (
        3,
        "",
        "scicli: writing Parquet needs pyarrow; pip install 'scicli[fast]' brings it.\n",
    )
    assert list(tmp_path.iterdir()) == [table]


def test_editions_from_the_environment_and_standard_input_are_combined(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sci13.tsv").write_text("edition\tcity\trank\n13\tBusan\t7\n")
    monkeypatch.setenv("SCICLI_DATA", f"shipped:{tmp_path}:-")
    monkeypatch.setattr(
        sys, "stdin", io.TextIOWrapper(io.BytesIO(b"edition,city,rank\n13,Seoul,8\n"))
    )
    out = run("rank", "-f", "csv", "-q").out
    assert [line.split(",")[2:5] for line in out.splitlines()[1:]] == [
        ["7", "7", "Busan"],
        ["8", "8", "Seoul"],
    ]


def test_every_option_of_import_takes_effect(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "table.txt"
    file.write_bytes(
        "Name~Punkte~x\nA~8,5~1\nB~9,25~1\nB~9~1\nWelt~1~1\nC~0~1\nÖ~7~1\n".encode("cp1252")
    )
    out = tmp_path / "out.csv"
    outcome = run(
        *["import", str(file), "-o", str(out), "--column", "rating=Punkte", "--edition", " 6 "],
        *["--encoding", "cp1252", "--separator", "~", "--decimal", ",", "--missing", "0"],
        *["--skip", "Welt", "--duplicates", "best", "--rank-by", "rating", "--lower-is-better"],
    )
    assert (outcome.code, outcome.err) == (0, "")
    assert out.read_text() == (
        "edition,city,category,rank,rating,basis\n"
        "6,A,overall,2,8.5,derived\n6,B,overall,3,9,derived\n6,Ö,overall,1,7,derived\n"
    )
    told = outcome.out.replace(f"{tmp_path}/", "").splitlines()
    assert told[2:] == [
        " What              Read as",
        " ─────────────────────────",
        " city              Name",
        " edition           6",
        " rating            Punkte",
        " missing           1 cell",
        " not read          x",
        " encoding          CP1252",
        " line ends         LF",
        " separator         ~",
        " decimals          comma",
        " names of columns  line 1",
        " rows              6",
        "",
        " Left out · 3 rows",
        "",
        " Line  Why                                 Text",
        " ──────────────────────────────────────────────────────",
        "    5  is skipped                          Welt | 1 | 1",
        "    6  holds no figure                     C | 0 | 1",
        "    3  stands twice in edition 6, overall  B | 9.25",
        "",
        " 3 figures of 3 cities · 1 edition, 6",
        "",
        " The ranks of 1 table are computed from the ratings, where lower is better;"
        " ties share the best place: 1, 2, 2, 4.",
        " Next: scicli rank --data out.csv",
    ]


def test_the_report_points_out_what_may_be_a_mistake(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "2024.csv"
    file.write_text("City,Rank,Score,Tech rank,Tech score,\nA,1,9,,7,\nB,,8,,6,\nAverage,,8.5,,,\n")
    outcome = run("import", str(file), "--dry-run", "--rank-by", "rating")
    told = outcome.out.splitlines()
    assert " rank              Rank and Tech rank (tech)" in told
    assert not any("not read" in line for line in told)
    assert told[-6:] == [
        " 5 figures of 3 cities · 1 edition, 2024",
        "",
        " By category: overall and tech.",
        " The ranks of 1 table are computed from the ratings, where higher is better;"
        " ties share the best place: 1, 2, 2, 4.",
        " Some ranks are published, so none are computed, in 2024 (overall).",
        " Average may not be cities; leave them out with --skip Average.",
    ]
    file.write_text("City,Rank,\nA,1,x\n")
    told = run("import", str(file), "--dry-run").out.splitlines()
    assert " not read          column 3, which has no name" in told


def test_skipped_lines_name_their_file_if_there_are_several(run: Run, tmp_path: Path) -> None:
    files = [tmp_path / "2011.csv", tmp_path / "2012.csv"]
    for file in files:
        file.write_text("A title\ncity,rank\nA,1\n")
    told = run("import", *map(str, files), "--dry-run").out.splitlines()
    assert f" {files[1]}     1  stands above the table  A title" in told


def test_an_undecodable_file_name_is_shown(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "2011\udcff.csv"
    file.write_text("edition,city,rank\n1,A,1\n")
    for command in (["check", str(file)], ["import", str(file), "--dry-run"]):
        outcome = run(*command)
        assert (outcome.code, outcome.err) == (0, "")
    assert "2011\\udcff.csv" in outcome.out
    assert run("rank", "-d", str(file)).code == 0


def test_many_columns_are_reported_by_the_first_and_the_last(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "wide.csv"
    years = [str(year) for year in range(1995, 2004)]
    file.write_text(f"city,{','.join(years)}\nA{',8.5' * len(years)}\n")
    told = run("import", str(file), "--dry-run").out.splitlines()
    assert " rating            1995 … 2003: 9 editions, 1995 to 2003" in told


@pytest.mark.parametrize(
    ("content", "options"),
    [
        ("Rank,Company\n1,North\n2,South\n", " --edition LABEL"),
        ("Year,Company,Rank\n2023,North,1\n", ""),
        ("geo,2004,2005\nAT,128,125\nBE,121,120\n", " --rank-by rating"),
        ("Stadt;Punkte\nA;8,5\nB;9,25\n", " --edition LABEL --rank-by rating"),
        ("City,Tech rank,Tech score,Score\nA,1,2,3\n", " --edition LABEL"),
        ("a,b\n1,2\n", ""),
    ],
)
def test_a_raw_table_is_answered_with_the_import_that_is_meant(
    run: Run, tmp_path: Path, content: str, options: str
) -> None:
    file = tmp_path / "raw table.csv"
    file.write_text(content)
    line = f"'scicli import '{file}'{options} -o editions.csv'"
    asked, checked = run("rank", "--data", str(file)), run("check", str(file))
    assert asked.err.endswith(f"; turn it into a tidy table with {line}.\n")
    assert (asked.code, checked.code) == (3, 1)
    assert " ".join(checked.out.split()).endswith(f"Turn it into a tidy table with {line}.")


@pytest.mark.parametrize("content", ["edition,city,rank\n1,A,x\n", "", "\x00"])
def test_a_faulty_table_that_no_import_mends_is_answered_with_its_fault(
    run: Run, tmp_path: Path, content: str
) -> None:
    file = tmp_path / "table.csv"
    file.write_text(content)
    assert "import" not in run("rank", "--data", str(file)).err
    assert "import" not in run("check", str(file)).out


def test_aliases_are_written_to_a_new_file_and_never_over_another(run: Run, write: Write) -> None:
    folder = write(editions="edition,city,rank\n1,St. Louis,1\n2,Saint Louis,1\n", cities="city\n")
    table = "city,aliases\nSaint Louis,St. Louis\n"
    file, read, answer = folder / "new.csv", folder / "cities.csv", folder / "answer.csv"
    check = ["check", str(folder / "editions.csv"), "--aliases"]
    outcome = run(*check, str(file))
    hint = f"Edit {file}, then keep it as cities.csv in the folder of the data.\n"
    assert (outcome.code, outcome.err, file.read_text()) == (0, hint, table)
    for name, sentence in (
        (str(read), f"{read} exists, and may have been edited; name a new file"),
        ("x.json", "the suffix of 'x.json' names no table of aliases; end it with .csv"),
        ("-", "standard output is asked for twice; name a file for the aliases"),
    ):
        outcome = run(*check, name)
        assert (outcome.code, outcome.out, outcome.err) == (2, "", f"scicli: {sentence}.\n")
    outcome = run(*check, str(answer), "-o", str(answer))
    assert (outcome.code, outcome.err) == (
        2, f"scicli: {answer} is asked for twice; name another file for the aliases.\n",
    )  # fmt: skip
    outcome = run(*check, "-", "-o", str(answer), "-q")
    assert (outcome.code, outcome.out, outcome.err) == (0, table, "")
    assert run(*check, str(folder / "quiet.csv"), "-q").err == ""
