"""What the documents show of the tool: every screen, file and help in them is made here.

`make docs` runs the blocks that README.md and the documents in this folder hold for cog, and draws
the pictures that README.md names; a test fails when one of them is stale.
"""

import inspect
import os
import re
import shlex
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from shutil import copytree

import scicli
from scicli.cli.app import commands
from scicli.index.rank import Mark, parse_rank

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "docs" / "examples"
_PICTURE = re.compile(r"^!\[scicli (?P<command>.*?)\]\((?P<file>docs/screens/.*?\.svg)\)$", re.M)
_EXAMPLE = re.compile(r"^  Example: scicli (.*)$", re.M)
# The library calls these questions by a noun.
_FUNCTIONS = {"rank": "ranking"}


def console(command: str) -> None:
    """Show a command, and what the tool prints for it in a folder with the examples."""
    _print_block("console", f"$ scicli {command}\n{printed(command)}")


def example(name: str, language: str = "csv") -> None:
    """Show an example file."""
    _print_block(language, (EXAMPLES / name).read_text(encoding="utf-8"))


def reference() -> None:
    """Show every command: its help, the fields of its answer, and its example."""
    for name in commands():
        shown = printed(f"{name} --help")
        print(f"\n## `scicli {name}`\n")
        _print_block("text", shown)
        print(_fields(_FUNCTIONS.get(name, name)))
        [command] = _EXAMPLE.findall(shown)
        console(command)


def grammar(*texts: str) -> None:
    """Show how texts are read as ranks."""
    print("| text | best place | worst place | shown |\n|---|---:|---:|---|")
    for text in texts:
        rank = parse_rank(text)
        worst = "open" if rank.mark is Mark.OPEN else rank.worst
        if not rank.held:
            print(f"| {f'`{text}`' if text else 'nothing'} | | | `–` |")
        else:
            print(f"| `{text}` | {rank.best} | {worst} | `{rank.text()}` |")


def pictures(document: str) -> dict[Path, str]:
    """Return the pictures that a document names, each drawn anew: a chart, or what a screen shows."""
    return {
        ROOT / found["file"]: _chart(question) if chart else printed(f"{question} --format svg")
        for found in _PICTURE.finditer(document)
        for question, chart, _ in [found["command"].partition(" --chart")]
    }


def _chart(question: str) -> str:
    """Return the chart of an answer."""
    printed(f"{question} --quiet --chart chart.svg")
    return (Path(_folder().name) / "chart.svg").read_text(encoding="utf-8")


@cache
def printed(command: str) -> str:
    """Return what the tool prints, errors first, in a folder with the examples."""
    silent = {"COLUMNS", "NO_COLOR", "FORCE_COLOR", "SCICLI_DATA"}
    finished = subprocess.run(
        [sys.executable, "-m", "scicli", *shlex.split(command)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=_folder().name,
        env={k: v for k, v in os.environ.items() if k not in silent} | {"PYTHONUTF8": "1"},
    )
    return finished.stderr + finished.stdout


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """Return a folder with the examples, to which later commands find what earlier ones wrote."""
    folder = tempfile.TemporaryDirectory()
    copytree(EXAMPLES, folder.name, dirs_exist_ok=True)
    return folder


def _fields(function: str) -> str:
    """Return what the library says of the answer of a function, as a paragraph."""
    documented = getattr(scicli, function, None)
    if documented is None:
        return ""
    _, _, text = (inspect.getdoc(documented) or "").partition("\n\n")
    said = re.split(r"^(?:Args:|Raises:|>>>)", text, maxsplit=1, flags=re.M)[0].strip()
    return f"\n{said}\n"


def _print_block(kind: str, text: str) -> None:
    print(f"```{kind}\n{text.rstrip()}\n```")


if __name__ == "__main__":
    for file, drawn in pictures((ROOT / "README.md").read_text(encoding="utf-8")).items():
        file.write_text(drawn, encoding="utf-8")
