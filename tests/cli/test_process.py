"""What only a process of its own can show: what is imported, and how streams end."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROBE = """
import sys
from scicli.cli.app import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print("loaded:", *sorted({"numpy", "pandas", "rich"} & set(sys.modules)), file=sys.stderr)
"""


def heavy(*arguments: str, environment: dict[str, str] | None = None) -> list[str]:
    finished = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **(environment or {})},
    )
    [*_, last] = finished.stderr.splitlines()
    return last.removeprefix("loaded:").split()


@pytest.mark.parametrize(
    "arguments",
    ["", "--help", "--version", "rank --help", "rnk", "rank --zzz", "rank -e 13", "rank -c xyz",
     "rank --around Bussan", "rank --region xyz", "rank --country xyz", "rank -o x.doc",
     "rank -d none.csv", "climbers --to 1", "climbers --min x", "climbers --by x",
     "fallers --top 0", "rank --within x", "breakdown Bussan", "compare Busan",
     "compare Busan Xyz", "trend Bussan", "trend --by category",
     "trend Busan --by category -c tech", "trend --from 6 --to 6", "trend --region xyz",
     "gap Bussan --to 5", "gap Busan --to Xyz", "gap Busan",
     "gap Busan --to 5 -e 5 --from 6",
     "leaders -c xyz", "help", "help rank", "rank Busan", "Busan", "rank -e 2022",
     "overtakes Bussan", "sources Bussan", "findings Bussan", "report Bussan -o x.html",
     "report Busan", "rank --chart x.doc", "verify", "verify none.csv", "cities --country xyz",
     "check", "import x.csv", "import x.csv -o x.doc", "schema rnk", "schema report",
     "schema rank -o x.txt", "package", "package -o src"],
)  # fmt: skip
def test_help_version_and_wrong_questions_load_nothing_heavy(arguments: str) -> None:
    assert heavy(*arguments.split()) == []


@pytest.mark.parametrize("arguments", ["", "--help", "--version", "rank --help", "import --help"])
def test_help_and_version_load_only_the_modules_that_parse_a_command(arguments: str) -> None:
    heavy_ones = '{"numpy", "pandas", "rich"} & set(sys.modules)'
    own = "(name for name in sys.modules if name.startswith('scicli.'))"
    listing = PROBE.replace(heavy_ones, own)
    finished = subprocess.run(
        [sys.executable, "-c", listing, *arguments.split()],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = finished.stderr.splitlines()[-1].split()[1:]
    assert {name for name in loaded if not name.startswith("scicli.cli")} <= {
        "scicli.errors", "scicli.files", "scicli.files.faults", "scicli.files.paths",
        "scicli.index", "scicli.index.languages",
        "scicli.files.schema", "scicli.importing", "scicli.importing.import_options", "scicli.view",
        "scicli.view.formats",
    }  # fmt: skip


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_loads_neither_pandas_nor_numpy(shell: str) -> None:
    environment = {
        "_SCICLI_COMPLETE": f"complete_{shell}",
        "_TYPER_COMPLETE_ARGS": "scicli rank --",
        "COMP_WORDS": "scicli rank --",
        "COMP_CWORD": "2",
    }
    assert not {"pandas", "numpy"} & set(heavy(environment=environment))


def test_importing_the_library_loads_nothing_heavy_until_it_is_used() -> None:
    code = (
        "import sys, scicli; print(sorted({'pandas', 'rich'} & set(sys.modules)));"
        "scicli.load; print(sorted({'pandas', 'rich'} & set(sys.modules)))"
    )
    finished = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert finished.stdout == "[]\n['pandas']\n"


def test_only_a_table_loads_rich() -> None:
    assert heavy("rank", "-f", "csv") == ["numpy", "pandas"]
    assert heavy("rank") == ["numpy", "pandas", "rich"]


SCICLI = [sys.executable, "-m", "scicli"]


@pytest.mark.parametrize("arguments", [[], ["--help"], ["rank"], ["rank", "-f", "json"]])
def test_a_closed_pipe_is_quiet_and_no_failure(arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    finished = subprocess.run(
        [*SCICLI, *arguments, "-q"] if "rank" in arguments else [*SCICLI, *arguments],
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert (finished.returncode, finished.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("arguments", [["--help"], ["rank"], ["rank", "-f", "json"]])
def test_a_full_disk_is_one_sentence(arguments: list[str], unbuffered: str) -> None:
    with Path("/dev/full").open("w") as full:
        finished = subprocess.run(
            [*SCICLI, *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        )
    assert (finished.returncode, finished.stderr) == (
        3,
        "scicli: standard output cannot be written: no space left on device;"
        " give the answer a file with --output.\n",
    )


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "jsonl"])
def test_escape_sequences_in_rows_do_not_reach_a_terminal(tmp_path: Path, form: str) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("edition,city,rank\n1,\x1b[31mRED\u202e,1\n", encoding="utf-8")
    mine, terminal = os.openpty()
    subprocess.run(
        [*SCICLI, "rank", "-d", str(file), "-f", form, "-q"], stdout=terminal, check=True
    )
    os.close(terminal)
    shown = os.read(mine, 10_000).decode()
    os.close(mine)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "[31mRED" in shown
    assert shown.count("\n") == len(shown.splitlines())


@pytest.mark.parametrize(("closing", "code"), [(">&-", 3), ("2>&-", 0)])
def test_a_closed_stream_is_no_traceback(closing: str, code: int) -> None:
    finished = subprocess.run(
        ["/bin/sh", "-c", f"'{sys.executable}' -m scicli rank -f csv {closing}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == code
    assert finished.stderr == (
        "scicli: standard output is closed; give the answer a file with --output.\n" if code else ""
    )


def test_a_terminal_without_unicode_gets_ascii() -> None:
    finished = subprocess.run(
        [*SCICLI, "rank", "-e", "6", "--around", "Busan"],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert b"   22  Busan           South Korea         .  +  5" in finished.stdout.splitlines()
