"""Data Packages as data: which files a description names, and what it may not name."""

import json
import os
from pathlib import Path

import pytest

import scicli
from scaffold import Run, Write
from scicli.errors import DataError
from scicli.files.paths import File, Holding, found, local_files, name_of, readable

TABLE = "edition,city,rank\n1,A,1\n"


def described(folder: Path, *resources: object, **more: object) -> Path:
    """Write the description of a Data Package and return its path."""
    file = folder / "datapackage.json"
    file.write_text(json.dumps({**more, "resources": resources}))
    return file


def names(*paths: str | Path) -> list[str]:
    return [file.name for file in found([*map(str, paths)])]


def test_a_package_brings_the_files_it_names_and_no_others(write: Write) -> None:
    folder = write(editions=TABLE, other=TABLE, releases="edition,cities_ranked\n1,9\n")
    assert names(folder) == [f"{folder}/{one}.csv" for one in ("editions", "other", "releases")]
    file = described(folder, {"path": "editions.csv"}, {"path": "./releases.csv"})
    held = [f"{folder}/editions.csv", f"{folder}/releases.csv"]
    assert names(folder) == names(file) == names(folder, file) == held
    assert [one.holding for one in found([folder])] == [Holding.FIGURES, Holding.RELEASES]


def test_a_package_may_name_files_of_its_folders_and_files_that_hold_no_table(
    tmp_path: Path,
) -> None:
    (tmp_path / "data").mkdir()
    described(
        tmp_path,
        {"path": "data/Cities.TSV.gz"},
        {"path": "brief.pdf"},
        {"path": "data/figures.dat", "type": "table"},
        {"path": "figures.parquet"},
    )
    held = ("data/Cities.TSV.gz", "data/figures.dat", "figures.parquet")
    assert found([tmp_path]) == [
        File(f"{tmp_path}/{held[0]}", tmp_path / held[0], Holding.CITIES),
        File(f"{tmp_path}/{held[1]}", tmp_path / held[1]),
        File(f"{tmp_path}/{held[2]}", tmp_path / held[2]),
    ]


def test_the_description_is_a_file_that_is_read(write: Write, run: Run) -> None:
    folder = write(editions=TABLE)
    file = described(folder, {"path": "editions.csv"})
    assert local_files([folder]) == local_files([file]) == [folder / "editions.csv", file]
    before = file.read_text()
    outcome = run("rank", "-d", str(folder), "-f", "csv", "-o", str(file))
    assert (outcome.code, outcome.out, file.read_text()) == (2, "", before)
    assert outcome.err == f"scicli: {file} is a file that is read; write another one.\n"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("League", "League"),
        ("=1+1", "=1+1"),
        (None, ""),
        (7, ""),
        (["x"], ""),
        ("\udcff", "\\udcff"),
    ],
)
def test_the_title_of_a_package_is_the_name_of_its_data(
    write: Write, title: object, name: str
) -> None:
    folder = write(editions=TABLE)
    file = described(folder, {"path": "editions.csv"}, title=title)
    assert name_of(folder) == name_of(file) == name
    index = scicli.load(folder)
    assert (index.name, index.catalog.terms.title) == ("", name)


@pytest.mark.parametrize(
    "path",
    [
        "../secret.csv",
        "data/../editions.csv",
        "..",
        "..\\secret.csv",
        "/etc/passwd.csv",
        "\\\\server\\share.csv",
        "C:\\secret.csv",
        "https://example.org/editions.csv",
        "file:///etc/passwd.csv",
        "file:editions.csv",
        ".hidden/editions.csv",
        "~/../x.csv",
        "edi\ntions.csv",
        "editions.csv\0",
        "\ud800.csv",
        "link.csv",
        "folder/editions.csv",
    ],
)
def test_a_package_may_not_name_a_file_elsewhere(tmp_path: Path, run: Run, path: str) -> None:
    (tmp_path / "secret.csv").write_text(TABLE)
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "editions.csv").write_text(TABLE)
    (folder / "link.csv").symlink_to(tmp_path / "secret.csv")
    (folder / "folder").symlink_to(tmp_path)
    file = described(folder, {"path": path})
    with pytest.raises(DataError) as caught:
        scicli.load(folder)
    assert str(caught.value) == (
        f"{file} names '{readable(path)}', which is not in its folder; put the file there, and name"
        " it by its path from there"
    )
    outcome = run("rank", "-d", str(file))
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.err.count("\n") == 1


BROKEN = "{} is no description of a Data Package; make it anew with 'scicli package'"
WITHOUT_PATH = (
    "{} has a resource without the path of one file; give each resource a path of its own"
)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"", BROKEN),
        (b"{", BROKEN),
        (b"[]", BROKEN),
        (b'"resources"', BROKEN),
        (b"\xff\xfe", BROKEN),
        (b"[" * 200_000, BROKEN),
        (b'{"resources": ' + b"9" * 5000 + b"}", BROKEN),
        (b"{}", "{} names no resources; name the files there"),
        (b'{"resources": []}', "{} names no resources; name the files there"),
        (b'{"resources": {"path": "editions.csv"}}', "{} names no resources; name the files there"),
        (b'{"resources": ["editions.csv"]}', WITHOUT_PATH),
        (b'{"resources": [{"data": [[1]]}]}', WITHOUT_PATH),
        (b'{"resources": [{"path": ["a.csv", "b.csv"]}]}', WITHOUT_PATH),
        (b'{"resources": [{"path": ""}]}', WITHOUT_PATH),
        (
            b'{"resources": [{"path": "none.csv"}]}',
            "{folder}/none.csv cannot be read: no such file or directory; check the path",
        ),
        (
            b'{"resources": [{"path": "brief.pdf"}]}',
            "{folder} holds no table of editions; put a CSV file with the columns edition, city"
            " and rank there",
        ),
    ],
)
def test_a_broken_description_is_refused(write: Write, text: bytes, sentence: str) -> None:
    folder = write(editions=TABLE)
    file = folder / "datapackage.json"
    file.write_bytes(text)
    with pytest.raises(DataError) as caught:
        scicli.load(folder)
    assert str(caught.value) == sentence.format(file, folder=folder)


def test_a_description_with_a_byte_order_mark_is_read(write: Write) -> None:
    folder = write(editions=TABLE)
    text = json.dumps({"resources": [{"path": "editions.csv"}]})
    (folder / "datapackage.json").write_text(text, encoding="utf-8-sig")
    assert names(folder) == [f"{folder}/editions.csv"]


def test_a_description_without_end_is_refused(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(editions=TABLE)
    file = described(folder, {"path": "editions.csv"}, more="x" * 100)
    monkeypatch.setattr("scicli.files.data_package._MOST", 100)
    with pytest.raises(DataError) as caught:
        found([folder])
    assert str(caught.value) == BROKEN.format(file)


def test_a_description_that_cannot_be_read_is_told(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(editions=TABLE)
    file = described(folder, {"path": "editions.csv"})

    def refused(*_: object, **__: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(DataError) as caught:
        found([folder])
    assert str(caught.value) == f"{file} cannot be read: permission denied; check the path"


def test_a_pipe_and_a_name_that_is_too_long_are_refused(write: Write) -> None:
    folder = write(editions=TABLE)
    os.mkfifo(folder / "pipe.csv")
    described(folder, {"path": "pipe.csv"})
    with pytest.raises(DataError, match=r"pipe.csv is a pipe in a folder; name it itself"):
        found([folder])
    described(folder, {"path": f"{'x' * 999}.csv"})
    with pytest.raises(DataError, match=r"x.csv cannot be read: file name too long"):
        found([folder])


def test_a_folder_called_like_a_description_is_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "datapackage.json"
    folder.mkdir()
    (folder / "a.csv").write_text(TABLE)
    assert names(folder) == [f"{folder}/a.csv"]
    assert names(tmp_path) == []
