"""What TAB offers: asked of the program, and typed into real shells."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest

from scaffold import Write
from scicli.cli.app import main

Tab = Callable[[str], list[str]]


@pytest.fixture
def tab(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Tab:
    """Return what bash is offered at the end of a line."""

    def offered(line: str) -> list[str]:
        with monkeypatch.context() as patch:
            patch.setenv("_SCICLI_COMPLETE", "complete_bash")
            patch.setenv("COMP_WORDS", line)
            patch.setenv("COMP_CWORD", str(line.count(" ")))
            with pytest.raises(SystemExit) as ended:
                main([])
        assert ended.value.code == 0
        out, err = capfd.readouterr()
        assert err == ""
        return out.split("\n")[:-1] if out.strip() else []

    return offered


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("scicli ov", ["overtakes"]),
        ("scicli rank --ar", ["--around"]),
        ("scicli compare hong", ["hong-kong"]),
        ("scicli compare Hong-K", ["Hong-Kong"]),
        ("scicli compare busan seo", ["seoul"]),
        ("scicli compare 부산", ["부산"]),
        ("scicli breakdown kob", ["kobenhavn"]),
        ("scicli trend zü", ["zürich"]),
        ("scicli overtakes to", ["tokyo", "toronto"]),
        ("scicli sources pus", ["pusan"]),
        ("scicli rank --around dfw", ["dfw"]),
        ("scicli rank -e 1", ["12", "11", "10", "1"]),
        ("scicli climbers --from la", ["latest"]),
        ("scicli sources -c inn", ["innovation_support"]),
        ("scicli rank --region m", ["middle-east-africa"]),
        ("scicli rank --country hong", ["hong-kong-sar-china"]),
        ("scicli rank --country KR", ["KR"]),
        ("scicli rank -f j", ["json", "jsonl"]),
        ("scicli rank --within ", ["region", "country"]),
        ("scicli climbers --by r", ["rating"]),
        ("scicli schema ra", ["rank"]),
        ("scicli schema re", ["records"]),
        ("scicli trend xyz", []),
        ("scicli rnk --ar", []),
        ("scicli compare busan,", []),
    ],
)
def test_tab_offers_whole_names_as_one_word(tab: Tab, line: str, offered: list[str]) -> None:
    assert tab(line) == offered


def test_tab_offers_the_names_in_the_data_given_earlier_on_the_line(tab: Tab, write: Write) -> None:
    write(mine="edition,city,category,rank\nGFCI 7,São Paulo,Quality of life,1\nGFCI 38,X,,1\n")
    asked = f"scicli rank -d {write() / 'mine.csv'}"
    assert tab(f"{asked} --around sao") == ["sao-paulo"]
    assert tab(f"{asked} --around são-p") == ["são-paulo"]
    assert tab(f"{asked} -c q") == ["quality-of-life"]
    assert tab(f"{asked} -e gf") == ["gfci-38", "gfci-7"]


def test_every_word_that_tab_offers_is_resolved(tab: Tab) -> None:
    def ask(option: str, word: str) -> int:
        return main(["rank", "-e", "6", "-f", "csv", "-q", "-o", os.devnull, option, word])

    offered = {
        option: tab(f"scicli rank {option} ")
        for option in ("--around", "--region", "--country", "--category")
    }
    assert {option: len(words) for option, words in offered.items()} == {
        "--around": 49, "--region": 5, "--country": 31, "--category": 10,
    }  # fmt: skip
    assert {ask(option, word) for option, words in offered.items() for word in words} == {0}


@pytest.mark.parametrize("data", ["none.csv", "-", "{}/bad.csv", "{}/large.csv", "https://a.bc"])
def test_tab_offers_nothing_if_the_data_cannot_be_read_quickly(
    tab: Tab, write: Write, data: str
) -> None:
    large = "edition,city,rank\n" + "1,Quito,1\n" * 900_000
    folder = write(bad="city,rank\nLima,1\n", large=large if "large" in data else "")
    assert tab(f"scicli rank -d {data.format(folder)} --around q") == []


SHELLS = {
    "bash": (["--norc", "--noprofile"], 'eval "$(_SCICLI_COMPLETE=source_bash scicli)"'),
    "zsh": (
        ["-f", "-i"],
        'autoload -Uz compinit; compinit -u -D; eval "$(_SCICLI_COMPLETE=source_zsh scicli)"',
    ),
    "fish": (["--no-config", "-i"], "_SCICLI_COMPLETE=source_fish scicli | source"),
}


@pytest.mark.parametrize(
    "shell", [pytest.param(name, marks=pytest.mark.needs(name)) for name in SHELLS]
)
def test_tab_completes_in_a_real_shell(shell: str, tmp_path: Path) -> None:
    options, sourcing = SHELLS[shell]
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "TERM": "xterm",
        "LC_ALL": "C.UTF-8",
    }
    child = pexpect.spawn(
        shell, options, env=environment, encoding="utf-8", timeout=60, dimensions=(24, 120)
    )
    child.sendline(f"{sourcing}; echo SOURCED $((6 * 7))" if shell != "fish" else sourcing)
    child.sendline("echo SOURCED (math 6 x 7)" if shell == "fish" else "")
    child.expect("SOURCED 42")
    child.send("scicli compare hong\t")
    child.expect("hong-kong")
    child.send(" 런\t")
    child.expect("런던")
    child.close(force=True)
