"""The folder of a Data Package: what may be replaced, and that it is whole."""

import os
import stat
from pathlib import Path

import pytest

import scicli
from scicli.errors import QuestionError, WriteError
from scicli.index.index import Index
from scicli.view.folder import write_folder
from scicli.view.package_folder import check_replaceable, checksums

FILES = {"datapackage.json": b"{}", "editions.csv": b"a\n", "ranking.csv": b"b\n"}
PACKAGE = FILES | {"checksums.txt": checksums(FILES)}


def held(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_checksums_are_in_the_order_of_the_names() -> None:
    assert checksums({"b": b"", "a": b"x"}).decode() == (
        "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881  a\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b\n"
    )


def test_a_new_folder_is_made_with_the_usual_permissions(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_folder(PACKAGE.items(), tmp_path / "new")
    finally:
        os.umask(before)
    assert held(tmp_path / "new") == PACKAGE
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o750
    assert stat.S_IMODE((tmp_path / "new" / "ranking.csv").stat().st_mode) == 0o640
    assert [file.name for file in tmp_path.iterdir()] == ["new"]


def test_an_empty_folder_and_one_behind_a_link_are_filled(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to("empty")
    (tmp_path / "nowhere").symlink_to("new")
    for folder in ("link", "nowhere"):
        check_replaceable(tmp_path / folder)
        write_folder(PACKAGE.items(), tmp_path / folder)
        assert (tmp_path / folder).is_symlink()
    assert held(tmp_path / "empty") == held(tmp_path / "new") == PACKAGE


def test_an_earlier_package_is_replaced_whole(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    write_folder(PACKAGE.items(), folder)
    check_replaceable(folder)
    files = {"datapackage.json": b"[]", "editions.csv": b"c\n"}
    write_folder(files.items(), folder)
    assert held(folder) == files


@pytest.mark.parametrize(
    "change",
    [
        {"editions.csv": b"edited\n"},
        {"notes.txt": b""},
        {"sources.csv": b"source\n"},
        {"checksums.txt": b""},
    ],
)
def test_a_folder_with_anything_else_is_left_alone(
    shipped: Index, tmp_path: Path, change: dict[str, bytes]
) -> None:
    write_folder((PACKAGE | change).items(), tmp_path)
    with pytest.raises(QuestionError) as caught:
        scicli.package(shipped, tmp_path)
    assert str(caught.value) == (
        f"{tmp_path} exists, and holds no package as scicli wrote it; name a new folder"
    )
    assert held(tmp_path) == PACKAGE | change


def test_the_data_of_a_person_are_no_package(shipped: Index, tmp_path: Path) -> None:
    for name in ("editions.csv", "releases.csv"):
        (tmp_path / name).write_text("edition,city,rank\n1,A,1\n")
    with pytest.raises(QuestionError, match="holds no package as scicli wrote it"):
        scicli.package(shipped, tmp_path)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "editions.csv").mkdir()
    (tmp_path / "other" / "checksums.txt").write_bytes(checksums({}))
    with pytest.raises(QuestionError, match="holds no package as scicli wrote it"):
        scicli.package(shipped, tmp_path / "other")
    with pytest.raises(QuestionError, match=r"editions.csv exists, and holds no package"):
        scicli.package(shipped, tmp_path / "editions.csv")


def test_a_folder_that_cannot_be_written_is_told(
    shipped: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(WriteError) as caught:
        scicli.package(shipped, tmp_path / "none" / "package")
    assert str(caught.value) == (
        f"{tmp_path}/none/package cannot be written: no such file or directory; name another file"
    )

    def refused(_: Path) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refused)
    with pytest.raises(WriteError) as caught:
        scicli.package(shipped, tmp_path)
    assert (
        str(caught.value) == f"{tmp_path} cannot be written: permission denied; name another file"
    )


@pytest.mark.parametrize("earlier", [None, {}, PACKAGE])
def test_what_fails_halfway_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, earlier: dict[str, bytes] | None
) -> None:
    folder = tmp_path / "package"
    if earlier is not None:
        folder.mkdir()
        for name, data in earlier.items():
            (folder / name).write_bytes(data)
    write_bytes = Path.write_bytes

    def full(file: Path, data: bytes) -> int:
        if file.name == "ranking.csv":
            raise OSError(28, "No space left on device")
        return write_bytes(file, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(WriteError, match="cannot be written: no space left on device"):
        write_folder(PACKAGE.items(), folder)
    assert [file.name for file in tmp_path.iterdir()] == ([] if earlier is None else ["package"])
    if earlier is not None:
        assert held(folder) == earlier


@pytest.mark.parametrize("is_there", [True, False])
def test_a_folder_that_cannot_be_put_in_its_place_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_there: bool
) -> None:
    folder = tmp_path / "package"
    if is_there:
        write_folder(PACKAGE.items(), folder)
    rename = Path.rename

    def refused(file: Path, target: Path) -> Path:
        if file.name == "new":
            raise OSError(16, "Device or resource busy")
        return rename(file, target)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(WriteError, match="cannot be written: device or resource busy"):
        write_folder(FILES.items(), folder)
    assert [file.name for file in tmp_path.iterdir()] == (["package"] if is_there else [])
    assert not is_there or held(folder) == PACKAGE
