import io
import os
import stat
import sys
import threading
from pathlib import Path

import pytest

from scicli.analysis.answer import Answer
from scicli.analysis.ranking import ranking
from scicli.errors import QuestionError, WriteError
from scicli.index.index import Index, load
from scicli.view.formats import Format
from scicli.view.machine import to_csv
from scicli.view.progress import Waiting
from scicli.view.screen import Screen
from scicli.view.target import Target, say, show, write
from scicli.view.terminal import to_table


@pytest.fixture
def answer(shipped: Index) -> Answer:
    return ranking(shipped, edition=6, country="KR")


def to(file: Path, format_: Format | None = None, *, quiet: bool = False) -> Target:
    return Target.of(format_, str(file), quiet=quiet, sources=False)


def inside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("format_", "file", "expected"),
    [
        (None, None, Format.TABLE),
        (None, "x.csv", Format.CSV),
        (None, "x.JSON", Format.JSON),
        (None, "x.txt", Format.TABLE),
        (Format.JSON, "x.csv", Format.JSON),
        (Format.CSV, "x", Format.CSV),
        (Format.CSV, None, Format.CSV),
    ],
)
def test_the_format_option_decides_over_the_suffix(
    format_: Format | None, file: str | None, expected: Format
) -> None:
    assert Target.of(format_, file, quiet=False, sources=False).format == expected


@pytest.mark.parametrize("name", ["-", "/dev/stdout", "/dev/fd/1"])
def test_standard_output_can_be_named_and_is_never_opened_anew(name: str) -> None:
    destination = Target.of(Format.CSV, name, quiet=False, sources=False)
    assert destination == Target(Format.CSV, None, notes=True, sources=False)


def test_a_suffix_that_names_no_format_is_refused() -> None:
    with pytest.raises(QuestionError) as caught:
        to(Path("ranks.doc"))
    assert str(caught.value) == (
        "the suffix of 'ranks.doc' names no format;"
        " end it with .txt, .csv, .tsv, .json, .jsonl, .md, .html, .svg or .xlsx, or say --format"
    )


def test_an_answer_is_not_written_to_a_directory(tmp_path: Path) -> None:
    with pytest.raises(WriteError) as caught:
        Target.of(None, str(tmp_path), quiet=False, sources=False)
    assert str(caught.value) == (f"{tmp_path} cannot be written: is a directory; name another file")


def test_a_file_holds_the_answer_alone_and_notes_go_to_standard_error(
    answer: Answer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(answer, to(tmp_path / "x.csv"), Waiting())
    assert (tmp_path / "x.csv").read_text(encoding="utf-8") == to_csv(answer)
    assert inside(tmp_path) == ["x.csv"]
    assert capsys.readouterr() == (
        "",
        "22 of 75 ranks are held, complete to 5.\n2 of these 22 are in South Korea.\n",
    )


def test_a_table_in_a_file_is_plain_and_has_its_notes_beneath(
    answer: Answer,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    write(answer, to(tmp_path / "x.txt"), Waiting())
    expected = to_table(answer, Screen(), notes=True, sources=False)
    assert (tmp_path / "x.txt").read_text(encoding="utf-8") == expected
    assert capsys.readouterr() == ("", "")


def test_quiet_drops_the_notes_everywhere(
    answer: Answer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(answer, to(tmp_path / "x.csv", quiet=True), Waiting())
    write(answer, to(tmp_path / "x.txt", quiet=True), Waiting())
    expected = to_table(answer, Screen(), notes=False, sources=False)
    assert (tmp_path / "x.txt").read_text(encoding="utf-8") == expected
    assert capsys.readouterr() == ("", "")


def test_a_new_file_has_the_mode_of_new_files_and_an_old_one_keeps_its_own(
    answer: Answer, tmp_path: Path
) -> None:
    before = os.umask(0o027)
    try:
        write(answer, to(tmp_path / "new.csv"), Waiting())
    finally:
        os.umask(before)
    old = tmp_path / "old.csv"
    old.write_text("old")
    old.chmod(0o604)
    write(answer, to(old), Waiting())
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("new.csv", "old.csv")]
    assert modes == [0o640, 0o604]
    assert old.read_text(encoding="utf-8") == to_csv(answer)


def test_a_link_stays_a_link_and_its_target_is_written(answer: Answer, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link = tmp_path / "link.csv"
    link.symlink_to(tmp_path / "there" / "target.csv")
    write(answer, to(link), Waiting())
    assert link.is_symlink()
    assert (tmp_path / "there" / "target.csv").read_text(encoding="utf-8") == to_csv(answer)


def test_a_name_may_be_as_long_as_the_disk_allows(answer: Answer, tmp_path: Path) -> None:
    file = tmp_path / f"{'x' * 245}.csv"
    write(answer, to(file), Waiting())
    assert file.read_text(encoding="utf-8") == to_csv(answer)


def test_a_pipe_is_written_to_directly(answer: Answer, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    write(answer, to(pipe, Format.CSV), Waiting())
    reader.join()
    assert read == [to_csv(answer)]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def refusal(answer: Answer, file: Path) -> str:
    with pytest.raises(WriteError) as caught:
        write(answer, to(file, Format.CSV), Waiting())
    return str(caught.value)


def test_a_place_that_cannot_be_written_to_is_refused_and_nothing_is_left(
    answer: Answer, tmp_path: Path
) -> None:
    assert refusal(answer, tmp_path / "no" / "x.csv") == (
        f"{tmp_path}/no/x.csv cannot be written: no such file or directory; name another file"
    )
    assert refusal(answer, tmp_path) == (
        f"{tmp_path} cannot be written: is a directory; name another file"
    )
    assert inside(tmp_path) == []


def test_a_file_that_may_not_be_written_keeps_what_it_holds(
    answer: Answer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept.csv"
    kept.write_text("kept")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert refusal(answer, kept) == (
        f"{kept} cannot be written: permission denied; name another file"
    )
    assert kept.read_text() == "kept"


def test_a_failure_in_the_middle_leaves_no_half_file(
    answer: Answer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept.csv"
    kept.write_text("kept")

    def full(path: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert refusal(answer, kept) == (
        f"{kept} cannot be written: no space left on device; name another file"
    )
    assert (inside(tmp_path), kept.read_text()) == (["kept.csv"], "kept")


def test_a_closed_standard_output_is_refused(
    answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(WriteError) as caught:
        write(answer, Target(Format.CSV, None, notes=False, sources=False), Waiting())
    assert str(caught.value) == ("standard output is closed; give the answer a file with --output")


def test_messages_are_printable_and_vanish_without_a_standard_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    say("a\x1b[31mb")
    assert capsys.readouterr() == ("", "a␛[31mb\n")
    monkeypatch.setattr(sys, "stderr", None)
    say("lost")
    assert capsys.readouterr().out == ""


class Terminal(io.TextIOWrapper):
    """A standard output that shows what it is given."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("format_", [Format.CSV, Format.TSV, Format.JSON, Format.JSONL])
def test_rows_are_exact_in_a_pipe_and_harmless_on_a_terminal(
    format_: Format, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "x.csv"
    data.write_text("edition,city,rank\n1,\x1b[2J\x9bBrașov,1\n", encoding="utf-8")
    answer = ranking(load(data))
    monkeypatch.setenv("COLUMNS", "80")

    def written(stream: type[io.TextIOWrapper]) -> str:
        data = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", stream(data))
        write(answer, Target(format_, None, notes=False, sources=False), Waiting())
        return data.getvalue().decode()

    exact, shown = written(io.TextIOWrapper), written(Terminal)
    assert "Brașov" in shown
    assert exact != shown
    assert shown == exact.replace("\x1b", "␛").replace("\x9b", "\ufffd")


def test_nothing_is_shown_on_a_stream_that_is_closed(
    answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    show(answer, None)
    assert tuple(capsys.readouterr()) == ("", "")
