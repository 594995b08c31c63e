"""Screens of any width: nothing that was asked is lost, from 40 columns up."""

import re
from pathlib import Path

import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension

from scaffold import Run

SHORT = [
    "Aberdeen",
    "Brisbane",
    "Canberra",
    "Dortmund",
    "Edmonton",
    "Freetown",
    "Grenoble",
    "Honolulu",
]
LONG = [
    f"University of Applied Sciences of the {word}" + "x" * (7 - len(word))
    for word in ("Alps", "Baltic", "Coast", "Delta", "Estuary", "Forest", "Glacier", "Harbour")
]
RANKS = {
    "overall": ["1 2 3 4 5 6 7 8", "2 1 3 4 6 5 8 7", "3 1 2 5 6 4 7 9-12", "1 =2 =2 4 5 6 7 9-12"],
    "teaching": ["8 7 6 5 4 3 2 1", "8 7 6 5 4 3 1 2", "1 7 6 5 4 3 8 2", "12 7 6 5 4 3 8 1"],
}


class Screens(SingleFileSnapshotExtension):
    """Keeps the screens of a width in one text file."""

    file_extension = "txt"


def data(folder: Path, names: list[str]) -> str:
    rows = [
        f"{edition},{category},{name},{rank}"
        for category, tables in RANKS.items()
        for edition, table in enumerate(tables, 1)
        for name, rank in zip(names, table.split(), strict=True)
    ]
    file = folder / "ranking of eight.csv"
    file.write_text("\n".join(["edition,category,city,rank", *rows]))
    claims = "\n".join(
        ["claim,kind,city,other,from,to,value"]
        + [
            f"{n},overtook,{names[n]},{names[0]},1,{n + 2},\n{n}b,rank,{names[n]},,,4,{n}"
            for n in (1, 2)
        ]
    )
    (folder / "claims.csv").write_text(claims)
    return str(file)


def questions(names: list[str]) -> list[list[str]]:
    several = [names[:number] for number in (2, 3, 5, 8)]
    return [
        ["rank", "-e", "3"],
        ["rank", "--around", names[7], "-n", "3"],
        ["climbers", "--from", "1", "--to", "3"],
        *(["compare", *some] for some in several),
        *(["trend", *some] for some in several),
        ["breakdown", *names[6:]],
        ["overtakes", names[1], "--from", "1", "--to", "3"],
        ["gap", names[7], "--to", names[0]],
        ["gap", names[5], "--to", "2"],
        ["leaders", "--top", "2"],
        ["records", "--top", "2"],
        ["changes"],
        ["findings", names[0]],
        ["verify", "claims.csv"],
        ["cities"],
        ["sources", names[0]],
    ]


@pytest.mark.parametrize("names", [SHORT, LONG], ids=["short", "long"])
@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_screens_of_a_width_are_as_last_seen(
    run: Run,
    snapshot: SnapshotAssertion,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    width: int,
    names: list[str],
) -> None:
    file = data(tmp_path, names)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", str(width))
    screens = []
    for words in questions(names):
        outcome = run(*words, "-d", file)
        assert outcome.code in {0, 1}
        screens.append(f"$ scicli {' '.join(words)}\n{outcome.out}")
    assert "\n".join(screens).encode() == snapshot(extension_class=Screens)


def squeezed(text: str) -> str:
    """Return a text without the blanks and line ends that folding changes."""
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("names", [SHORT, LONG], ids=["short", "long"])
@pytest.mark.parametrize("width", [40, 53, 71, 93])
def test_no_width_loses_a_name_a_rank_who_is_ahead_a_statement_or_a_verdict(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, width: int, names: list[str]
) -> None:
    file = data(tmp_path, names)
    monkeypatch.chdir(tmp_path)
    for words in questions(names):
        monkeypatch.delenv("COLUMNS", raising=False)
        natural = run(*words, "-d", file, "-q").out
        monkeypatch.setenv("COLUMNS", str(width))
        screen = run(*words, "-d", file, "-q").out
        assert max(map(cell_len, screen.splitlines())) <= width
        asked = [name for name in names if name in natural]
        lost = [name for name in asked if not has(screen, name)]
        assert lost == []
        for answer in re.findall(
            r"supported|contradicted|unknown|level|not certain|\d+ (?:ahead|behind)", natural
        ):
            assert squeezed(answer) in squeezed(screen)


def has(screen: str, name: str) -> bool:
    """Return whether every word of a name stands on a screen; no two names share the last one."""
    return all(word in screen for word in name.split())
