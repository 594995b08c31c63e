import errno
import runpy
import sys
from pathlib import Path

import pytest

import scicli
from scaffold import Outcome, Run, Write
from scicli.__main__ import run as run_program
from scicli.cli import app


def test_version_shows_the_version_of_the_package(run: Run) -> None:
    outcome = run("--version")
    assert (outcome.code, outcome.out, outcome.err) == (0, f"scicli {scicli.__version__}\n", "")


def test_the_program_without_arguments_shows_the_help(run: Run) -> None:
    alone = run()
    assert alone == run("--help") == run("-h")
    assert alone.code == 0
    assert alone.err == ""
    assert alone.out.startswith("Usage: scicli [OPTIONS] COMMAND [ARGS]...")
    lines = alone.out.splitlines()
    assert lines[lines.index("Questions:") :] == [
        "Questions:",
        "  rank       List the rank table of an edition.",
        "  climbers   List the biggest climbers between two editions.",
        "  fallers    List the biggest fallers between two editions.",
        "  breakdown  Show a city by category, or who leads each.",
        "  compare    Compare cities head to head.",
        "  trend      Show rank histories, city by edition.",
        "  gap        Say how far a city is from a place or another city.",
        "  leaders    List who stood first in each edition, and for how long.",
        "  records    List who did most, longest and first.",
        "  changes    Show what changed between two editions, or in the data.",
        "  panel      Show a city in several rankings, side by side.",
        "  overtakes  List whom a city overtook, and who overtook it.",
        "",
        "Words:",
        "  findings  Say in sentences what the figures show.",
        "  verify    Judge a text, or claims, by the figures.",
        "  report    Write the brief of a city on two pages: figures, charts, sources.",
        "  site      Write the ranking as a site of static pages.",
        "",
        "Data:",
        "  editions  List the editions and how much of each is held.",
        "  cities    List the cities, their aliases and when they were ranked.",
        "  sources   Show where each figure comes from.",
        "  check     List the problems in data files.",
        "  import    Turn a publisher's table into an editions file.",
        "  package   Write the data as a Data Package: tables, schema, checksums.",
        "  schema    Print the JSON Schema of the rows that a command answers.",
    ]
    assert len(lines) <= 36
    assert max(map(len, lines)) <= 80


def test_the_word_help_after_a_command_shows_its_help(run: Run) -> None:
    assert run("rank", "help") == run("rank", "--help")


@pytest.mark.parametrize(
    ("command", "example"),
    [
        ("rank", "scicli rank --edition 6 --country KR"),
        ("climbers", "scicli climbers --from 3 --to 5"),
        ("fallers", "scicli fallers --to 6 --min 5"),
        ("breakdown", "scicli breakdown Busan --edition 12"),
        ("compare", "scicli compare Busan Seoul"),
        ("trend", "scicli trend Busan Seoul Tokyo"),
        ("records", "scicli records Busan"),
        ("changes", "scicli changes 11 12"),
        ("panel", "scicli panel Busan --data shipped"),
        ("overtakes", "scicli overtakes Busan --to 6"),
        ("findings", "scicli findings Busan --edition 12"),
        ("editions", "scicli editions"),
        ("cities", "scicli cities --country US"),
        ("sources", "scicli sources Busan --edition 6"),
        ("check", "scicli check shipped"),
        ("schema", "scicli schema check"),
    ],
)
def test_the_help_of_a_command_has_a_working_example(run: Run, command: str, example: str) -> None:
    outcome = run(command, "-h")
    assert outcome == run(command, "--help")
    assert f"  Example: {example}\n" in outcome.out
    assert run(*example.split()[1:]).code == 0
    assert max(map(len, outcome.out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        ("rnk", 2, "there is no command 'rnk'; did you mean rank?"),
        ("xyz", 2, "there is no command 'xyz'; see 'scicli --help'."),
        ("rank --editon 6", 2, "there is no option --editon; did you mean --edition?"),
        (
            "findings New York",
            2,
            "findings takes no 'York' after 'New'; put quotes around words that belong together:"
            " 'New York'.",
        ),
        (
            "compare London New York",
            2,
            "'New York' is read as 2 names; put quotes around it: 'New York'.",
        ),
        (
            "compare Hong Kong Seoul Bsan",
            2,
            "'Hong Kong' is read as 2 names; put quotes around it: 'Hong Kong'.",
        ),
        ("rank --zzz", 2, "no such option: --zzz; see 'scicli rank --help'."),
        ("rank -e", 2, "option '-e' requires an argument; see 'scicli rank --help'."),
        ("rank 6", 2, "rank takes no '6'; did you mean 'scicli rank --edition 6'?"),
        ("rank Busan", 2, "rank takes no 'Busan'; did you mean 'scicli rank --around Busan'?"),
        ("climbers Seoul", 2, "climbers takes no 'Seoul'; did you mean 'scicli trend Seoul'?"),
        (
            "rank --around Busan Seoul",
            2,
            "rank takes no 'Seoul'; did you mean 'scicli rank --around Seoul'?",
        ),
        (
            "overtakes Busan Seoul",
            2,
            "overtakes takes no 'Seoul'; did you mean 'scicli compare Busan Seoul'?",
        ),
        ("breakdown Busan --against Seoul", 2, "there is no option --against; report has it."),
        ("Busan", 2, "there is no command 'Busan'; did you mean 'scicli breakdown Busan'?"),
        ("movers", 2, "there is no command 'movers'; did you mean 'scicli climbers'?"),
        ("help rnk", 2, "there is no command 'rnk'; did you mean rank?"),
        ("rank --json -f csv", 2, "--json and --format csv name two formats; give one of them."),
        ("gap Busan Seoul", 2, "gap takes no 'Seoul'; did you mean 'scicli gap Busan --to Seoul'?"),
        (
            "rank -e 2022",
            2,
            "'2022' may mean 5 (2022-05) or 6 (2022-11-22); say 5 or 6.",
        ),
        ("rank -e 2019", 2, "there is no edition '2019'; the data hold editions 1 to 12."),
        (
            "rank -n 0",
            2,
            "--rows cannot be '0'; write a whole number of 1 or more.",
        ),
        (
            "rank -f xml",
            2,
            "--format cannot be 'xml'; write table, csv, tsv, json, jsonl, md, html or svg.",
        ),
        ("rank -e 13", 2, "there is no edition '13'; the data hold editions 1 to 12."),
        ("rank --around Bussan", 2, "no city is called 'Bussan'; did you mean Busan?"),
        ("rank -c tehc", 2, "no category is called 'tehc'; did you mean technology?"),
        ("rank --rows=0", 2, "--rows cannot be '0'; write a whole number of 1 or more."),
        ("rank -n0", 2, "--rows cannot be '0'; write a whole number of 1 or more."),
        (
            "rank --chart x.svg --width 2000",
            2,
            "--width cannot be '2000'; write a whole number from 320 to 1600.",
        ),
        ("rank -f jsn", 2, "--format cannot be 'jsn'; did you mean json or jsonl?"),
        ("climbers --min x", 2, "--min cannot be 'x'; write a number above 0, such as 5."),
        ("climbers --min inf", 2, "--min cannot be 'inf'; write a number above 0, such as 5."),
        ("climbers --min 0", 2, "--min cannot be '0'; write a number above 0, such as 5."),
        (
            "climbers --min 2.5",
            2,
            "2.5 places are not whole; ask for a whole number of places.",
        ),
        (
            "climbers --by rating --chart x.svg",
            2,
            "gains of ratings have no chart; leave out --by rating.",
        ),
        ("climbers --top 0", 2, "--top cannot be '0'; write a whole number of 1 or more."),
        ("climbers --by points", 2, "--by cannot be 'points'; write places or rating."),
        ("--versoin", 2, "there is no option --versoin; did you mean --version?"),
        ("--version=1", 2, "option '--version' does not take a value; see 'scicli --help'."),
        ("-e 6", 2, "there is no option -e before a command; write 'scicli COMMAND -e'."),
        (
            "rank --region Afrika",
            2,
            "no region is called 'Afrika'; did you mean Middle East & Africa?",
        ),
        (
            "rank --region Zzz",
            2,
            "no region is called 'Zzz'; the regions are Asia/Pacific, Eastern Europe & Central"
            " Asia, Middle East & Africa, North America and Western Europe.",
        ),
        ("rank --country Korea", 2, "no country is called 'Korea'; did you mean South Korea?"),
        (
            "rank -o six.doc",
            2,
            "the suffix of 'six.doc' names no format;"
            " end it with .txt, .csv, .tsv, .json, .jsonl, .md, .html, .svg or .xlsx,"
            " or say --format.",
        ),
        ("climbers --from 6 --to 6", 2, "edition 6 is compared with itself; name two editions."),
        ("compare Busan", 2, "one city is nothing to compare; name two or more."),
        ("compare Busan Bussan", 2, "no city is called 'Bussan'; did you mean Busan?"),
        ("breakdown Busan 부산", 2, "Busan is asked for twice; name each city once."),
        ("sources Bussan", 2, "no city is called 'Bussan'; did you mean Busan?"),
        ("check", 2, "missing argument 'PATH...'; see 'scicli check --help'."),
        (
            "check none.csv",
            3,
            "none.csv cannot be read: no such file or directory; check the path.",
        ),
        ("import x.csv", 2, "there is no file to write to; add -o editions.csv, or --dry-run."),
        (
            "import x.csv -o x.doc",
            2,
            "the suffix of 'x.doc' names no table; end it with .csv or .parquet.",
        ),
        ("import x.csv -o x.csv", 2, "x.csv is a file that is read; write another one."),
        (
            "import x.csv --dry-run --column city",
            2,
            "--column 'city' names no column; write FIELD=HEADER, such as city=Centre.",
        ),
        (
            "import x.csv --dry-run --column town=X",
            2,
            "--column names the field 'town'; the fields are edition, city, "
            "country, region, category, rank, rating, basis, sources and previous.",
        ),
        (
            "import x.csv --dry-run --column air.city=X",
            2,
            "--column gives the field city a category; only rank and rating have one.",
        ),
        (
            "import x.csv --dry-run --encoding latin-9000",
            2,
            "no encoding is called 'latin-9000'; name one such as utf-8, utf-16-le or cp1252.",
        ),
        (
            "import x.csv --dry-run --encoding hex",
            2,
            "no encoding is called 'hex'; name one such as utf-8, utf-16-le or cp1252.",
        ),
        (
            "import x.csv --dry-run --separator ab",
            2,
            "'ab' is not a separator; give --separator one character, or the word tab.",
        ),
        (
            "import x.csv --dry-run --decimal x",
            2,
            "'x' is not a decimal mark; give --decimal . or ,.",
        ),
        (
            "import x.csv --dry-run --rank-by luck",
            2,
            "ranks cannot be computed from 'luck'; say --rank-by rating.",
        ),
        (
            "import https://x.org/t.csv --dry-run",
            3,
            "https://x.org/t.csv is an address, and scicli reads local files only; "
            "download it first, and name the file.",
        ),
        ("fallers -e 1", 2, "there is no edition before 1; name another one."),
        (
            "rank -d none.csv",
            3,
            "none.csv cannot be read: no such file or directory; check the path.",
        ),
        (
            "rank -o none/six.csv",
            3,
            "none/six.csv cannot be written: no such file or directory; name another file.",
        ),
    ],
)
def test_a_wrong_command_line_is_one_sentence_on_standard_error(
    run: Run, arguments: str, code: int, sentence: str
) -> None:
    outcome = run(*arguments.split())
    assert (outcome.code, outcome.out, outcome.err) == (code, "", f"scicli: {sentence}\n")


def test_hostile_text_in_a_question_or_in_data_does_not_reach_the_terminal(
    run: Run, write: Write
) -> None:
    assert run("rank", "--around", "\x1b[31m").err.startswith(
        "scicli: no city is called '␛[31m'; the data name 49 cities"
    )
    file = write(mine="edition,city,rank\n1,A,\x1b]0;x\x07\n") / "mine.csv"
    outcome = run("rank", "-d", str(file))
    assert outcome.code == 3
    assert "column rank: '␛]0;x␇' is no rank" in outcome.err
    assert "\x1b" not in outcome.err


class Failing:
    """A standard output that cannot be written to, for one reason or another."""

    encoding = "utf-8"

    def __init__(self, error: OSError) -> None:
        self.error = error

    def isatty(self) -> bool:
        return False

    def flush(self) -> None:
        raise self.error

    def write(self, _: str) -> None:
        raise self.error


@pytest.mark.parametrize("arguments", ["rank", "rank -f csv", "--help"])
def test_a_closed_pipe_is_not_a_failure(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: str
) -> None:
    monkeypatch.setattr(sys, "stdout", Failing(BrokenPipeError(errno.EPIPE, "Broken pipe")))
    assert run(*arguments.split()) == Outcome(0, "", "")


def test_a_full_disk_is_one_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = (
        "scicli: standard output cannot be written: no space left on device;"
        " give the answer a file with --output.\n"
    )
    monkeypatch.setattr(sys, "stdout", Failing(OSError(errno.ENOSPC, "No space left on device")))
    outcomes = [run("rank"), run("--help")]
    assert outcomes == [Outcome(3, "", sentence)] * 2


def test_an_interruption_ends_quietly_with_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("scicli.files.dataset.read", interrupted)
    outcome = run("rank")
    assert (outcome.code, outcome.out, outcome.err) == (130, "", "")


def test_an_interruption_before_the_command_starts_ends_with_130(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(app, "get_command", interrupted)
    assert run("rank").code == 130


def test_an_exit_by_typer_keeps_its_code(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_SCICLI_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "scicli ra")
    with pytest.raises(SystemExit) as caught:
        run()
    assert caught.value.code == 0


def test_the_process_ends_with_the_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["scicli", "rank", "-e", "13"])
    monkeypatch.delitem(sys.modules, "scicli.__main__")
    with pytest.raises(SystemExit) as caught:
        runpy.run_module("scicli", run_name="__main__")
    assert caught.value.code == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_failed_write_to_standard_output_is_not_retried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "main", lambda: 3)
    with Path("/dev/full").open("w") as full:
        full.write("an answer")
        monkeypatch.setattr(sys, "stdout", full)
        with pytest.raises(SystemExit) as caught:
            run_program()
        full.flush()
    assert caught.value.code == 3


def test_the_process_ends_even_if_standard_output_is_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(app, "main", lambda: 3)
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(SystemExit) as caught:
        run_program()
    assert caught.value.code == 3


def test_an_interruption_during_startup_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "scicli.cli.app":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "scicli.cli.app")
    monkeypatch.setattr(sys, "meta_path", [Interrupted(), *sys.meta_path])
    with pytest.raises(SystemExit) as caught:
        run_program()
    assert caught.value.code == 130
