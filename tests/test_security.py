"""What scicli reads, writes and runs, as the interpreter sees it; docs/security.md tells of it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from scicli.files.paths import shipped_folder

ROOT = Path(__file__).parents[1]
SECURITY = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
# Runs commands, each in quotation marks, and tells what Python asks of the system meanwhile.
WATCH = """
import json, os, shlex, sys
from scicli.cli.app import main
events, looking = [], True
def look(event, arguments):
    if looking:
        events.append([event, *map(str, arguments)])
sys.addaudithook(look)
codes = [main(shlex.split(command)) for command in sys.argv[1:]]
looking = False
print(json.dumps([codes, events]), file=sys.stderr)
"""
# What begins with one of these runs a program, calls the network, or removes files.
RUNS = ("subprocess.", "socket.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork",
        "os.startfile", "pty.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.",
        "os.link", "os.symlink", "os.truncate")  # fmt: skip
CHANGES = {"os.rename", "os.chmod", "os.chown", "os.mkdir", "os.rmdir", "os.remove"}
# Python and its packages, scicli and its data, what belongs to the system, and the folder itself.
READ = (sys.prefix, sys.base_prefix, ROOT / "src", shipped_folder(), "/usr", "/etc", "/dev",
        "/sys", "/proc")  # fmt: skip
WRITTEN = {
    "rank -d mine.csv -o rank.csv": {"rank.csv"},
    "rank -d mine.csv -f json": set(),
    "findings Quito -d mine.csv -o words.md": {"words.md"},
    "trend Busan Seoul -q -o trend.html --chart chart.svg": {"trend.html", "chart.svg"},
    "check mine.csv --aliases aliases.csv": {"aliases.csv"},
    "verify claims.txt": set(),
    "import table.csv -o tidy.csv": {"tidy.csv"},
    "site -d mine.csv -o site": {"site"},
    "package -d mine.csv -o package": {"package"},
}
WITH_EXTRAS = {
    "report Busan -o brief.pdf": {"brief.pdf"},
    "report Busan -o brief.md": {"brief.md", "brief-history.svg", "brief-categories.svg"},
    "trend Busan --chart chart.png": {"chart.png"},
    "rank -o rank.xlsx": {"rank.xlsx"},
    "import rank.xlsx --sheet Data -o tidy.parquet": {"tidy.parquet"},
    "rank -d tidy.parquet": set(),
}


def watched(folder: Path, commands: dict[str, set[str]]) -> tuple[list[int], list[list[str]]]:
    """Run commands in a folder, and return their exit codes and what Python asked of the system."""
    (folder / "mine.csv").write_text("edition,city,rank\n1,Quito,1\n1,Lima,2\n")
    (folder / "claims.txt").write_text("Busan ranked 8th.")
    (folder / "table.csv").write_text("Year,City,Rank\n2024,Quito,1\n2024,Lima,2\n")
    finished = subprocess.run(
        [sys.executable, "-B", "-c", WATCH, *commands],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=folder,
        env={**os.environ, "HOME": str(folder), "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    codes, events = json.loads(finished.stderr.splitlines()[-1])
    return codes, events


@pytest.mark.parametrize("commands", [WRITTEN, WITH_EXTRAS], ids=["plain", "with extras"])
def test_nothing_is_run_and_only_what_is_named_is_read_and_written(
    tmp_path: Path, commands: dict[str, set[str]]
) -> None:
    if commands is WITH_EXTRAS:
        for package in ("typst", "jinja2", "xlsxwriter", "python_calamine", "pyarrow"):
            pytest.importorskip(package, reason=f"needs {package}, which an extra brings")
    codes, events = watched(tmp_path, commands)
    assert codes == [0] * len(commands)
    assert [event for event, *_ in events if event.startswith(RUNS)] == []
    named = {"mine.csv", "claims.txt", "table.csv"}
    assert {path.name for path in tmp_path.iterdir()} == named.union(*commands.values())
    opened = [
        (tmp_path / arguments[0], int(arguments[2]))
        for event, *arguments in events
        if event == "open" and not arguments[0].isdigit()
    ]
    read = {path for path, _ in opened}
    allowed = (tmp_path, *READ)
    assert [one for one in read if not any(one.is_relative_to(place) for place in allowed)] == []
    written = {path for path, flags in opened if flags & (os.O_WRONLY | os.O_RDWR)}
    written |= {tmp_path / arguments[0] for event, *arguments in events if event in CHANGES}
    assert [path for path in written if not path.is_relative_to(tmp_path)] == []


def test_every_test_that_the_document_names_is_there() -> None:
    named = re.findall(r"(tests/[\w/]+\.py)::(\w+)", SECURITY)
    missing = [
        f"{file}::{name}"
        for file, name in named
        if not (ROOT / file).exists()
        or not re.search(rf"^def {name}\b", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert missing == []
    assert len(set(named)) >= 20
