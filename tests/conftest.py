"""Fixtures: the shipped index, data sets written in place, and the program run in place."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from contract import Contract, kept
from scaffold import Outcome, Run, Write
from scicli.cli.app import main
from scicli.index.index import Index, load

# How long an example takes is no property of the code; so many of each are found quickly.
settings.register_profile("untimed", deadline=None, max_examples=30)
settings.load_profile("untimed")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test that needs a program which is not installed."""
    for mark in item.iter_markers("needs"):
        [program] = mark.args
        if shutil.which(program) is None:
            pytest.skip(f"needs {program}, which CI installs")


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SCICLI_DATA", "COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session", autouse=True)
def contract() -> Iterator[Contract]:
    """Every answer that a test makes has the fields that a schema says."""
    yield from kept(Contract())


@pytest.fixture(scope="session")
def shipped() -> Index:
    return load()


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a data set: `write(editions="edition,city,rank\\n…")` returns its folder."""

    def written(**files: str) -> Path:
        for stem, text in files.items():
            (tmp_path / f"{stem}.csv").write_text(text, encoding="utf-8")
        return tmp_path

    return written


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes], contract: Contract) -> Run:
    """Run the program: `run("rank", "-e", "6")`; the JSON it writes is held to its schema."""

    def ran(*arguments: str) -> Outcome:
        with contract.of(arguments[0] if arguments else ""):
            code = main(list(arguments))
        out, err = capsysbinary.readouterr()
        return Outcome(code, out.decode(), err.decode())

    return ran


@pytest.fixture
def no_fonts_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set type with the fonts of scicli alone."""
    typst = pytest.importorskip("typst", reason="needs typst, which the extra report brings")
    fonts = typst.Fonts

    def of_scicli(font_paths: list[str]) -> object:
        return fonts(include_system_fonts=False, font_paths=font_paths)

    monkeypatch.setattr(typst, "Fonts", of_scicli)
