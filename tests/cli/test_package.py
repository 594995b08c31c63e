"""The command `package` from the command line."""

import io
import sys
from pathlib import Path

import pytest

import scicli
from scaffold import Run, Write

FIGURES = "edition,city,rank\n1,Ärö,1\n1,B,=2\n2,B,1\n"
NAMES = {"datapackage.json", "editions.csv", "README.md", "checksums.txt"}


def held(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_package_is_written_and_reported(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(league=FIGURES)
    monkeypatch.chdir(folder)
    outcome = run("package", "-d", "league.csv", "-o", "my package")
    assert (outcome.code, outcome.err) == (0, "")
    sizes = {name: len(data) for name, data in held(folder / "my package").items()}
    assert set(sizes) == NAMES
    assert outcome.out.splitlines() == [
        " my package · Data Package · 3 figures of 2 cities · 2 editions, 1 to 2 · 1 category",
        "",
        " File              Rows  Bytes",
        " ─────────────────────────────",
        f" editions.csv         3  {sizes['editions.csv']:>5}",
        f" datapackage.json        {sizes['datapackage.json']:>5}",
        f" README.md               {sizes['README.md']:>5}",
        f" checksums.txt           {sizes['checksums.txt']:>5}",
        "",
        " Next: scicli editions --data 'my package'",
    ]
    assert run("rank", "-d", "my package").out == run("rank", "-d", "league.csv").out
    quiet = run("package", "-d", "league.csv", "-o", "again", "-q")
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")
    assert held(folder / "again") == held(folder / "my package")


def test_a_package_replaces_an_earlier_one_but_never_what_is_read(
    run: Run, tmp_path: Path, write: Write
) -> None:
    data = write(editions=FIGURES)
    package = tmp_path / "package"
    assert run("package", "-o", str(package), "-q").code == 0
    shipped = held(package)
    assert run("package", "-d", str(data), "-o", str(package), "-q").code == 0
    assert set(held(package)) == NAMES != set(shipped)
    (tmp_path / "link").symlink_to(package)
    before = held(package)
    for source in (package, package / "datapackage.json", package / "editions.csv"):
        for target in (package, tmp_path / "link", package / "."):
            outcome = run("package", "-d", str(source), "-o", str(target))
            assert (outcome.code, outcome.out) == (2, "")
            assert outcome.err == (
                f"scicli: {package}/editions.csv in {target} is a file that is read;"
                " write another one.\n"
            )
    outcome = run("package", "-d", str(data), "-o", str(data))
    assert outcome.err.endswith(f" in {data} is a file that is read; write another one.\n")
    assert held(package) == before


def test_the_environment_names_the_data_too(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    data = write(editions=FIGURES)
    monkeypatch.setenv("SCICLI_DATA", str(data))
    assert run("package", "-o", str(data)).err == (
        f"scicli: {data}/editions.csv in {data} is a file that is read; write another one.\n"
    )
    assert run("package", "-o", str(tmp_path / "package"), "-q").code == 0
    assert scicli.load(tmp_path / "package").checksum == scicli.load(data / "editions.csv").checksum


def test_a_package_keeps_the_name_and_the_noun_that_are_given(
    run: Run, write: Write, tmp_path: Path
) -> None:
    package = tmp_path / "package"
    said = ["--name", "Premier League", "--noun", "team"]
    data = str(write(editions=FIGURES) / "editions.csv")
    assert run("package", "-d", data, *said, "-o", str(package), "-q").code == 0
    index = scicli.load(package)
    assert (index.name, index.nouns) == ("Premier League", ("team", "teams"))
    assert run("rank", "-d", str(package)).out == run("rank", "-d", data, *said).out
    assert (package / "ranking.csv").read_text() == ("name,noun,nouns\nPremier League,team,teams\n")


def test_standard_input_is_packaged(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FIGURES.encode())))
    assert run("package", "-d", "-", "-o", str(tmp_path / "package"), "-q").code == 0
    assert set(held(tmp_path / "package")) == NAMES


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        ("package", 2, "there is no folder to write to; add -o FOLDER"),
        ("package -o -", 2, "a package is a folder of files; name a folder with --output"),
        ("package -o mine.csv", 2,
         "mine.csv exists, and holds no package as scicli wrote it; name a new folder"),
        ("package -o .", 2,
         ". exists, and holds no package as scicli wrote it; name a new folder"),
        ("package -o none/package", 3,
         "none/package cannot be written: no such file or directory; name another file"),
        ("package -d none.csv -o package", 3,
         "none.csv cannot be read: no such file or directory; check the path"),
        ("package -d bad.csv -o package", 3,
         "bad.csv, line 2, column rank: 'x' is no rank; write 7, =7, 201-250, 801+, >15 or"
         " nothing"),
    ],
)  # fmt: skip
def test_what_cannot_be_packaged_is_told_and_nothing_is_written(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch, arguments: str, code: int,
    sentence: str,
) -> None:  # fmt: skip
    folder = write(mine=FIGURES, bad="edition,city,rank\n1,A,x\n")
    monkeypatch.chdir(folder)
    outcome = run(*arguments.split())
    assert (outcome.code, outcome.out, outcome.err) == (code, "", f"scicli: {sentence}.\n")
    assert {file.name for file in folder.iterdir()} == {"mine.csv", "bad.csv"}
