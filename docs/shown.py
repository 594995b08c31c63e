"""What the documents show of the tool: every screen, file and help in them is made here.

`make docs` runs the blocks that README.md and the documents in this folder hold for cog, and draws
the pictures that README.md names; a test fails when one of them is stale.
"""

import gzip
import inspect
import json
import os
import re
import shlex
import sys
import tempfile
from code import InteractiveInterpreter
from contextlib import ExitStack, chdir, redirect_stderr, redirect_stdout
from functools import cache, partial
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from shutil import copytree
from typing import Any, NoReturn
from unittest.mock import patch

import typst

import scicli
from scicli.cli.app import commands, main
from scicli.index.rank import Mark, parse_rank
from scicli.view.forms import FORMS
from scicli.view.screen import printable

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "docs" / "examples"
PROBLEMS = ROOT / "docs" / "problems"
_SIZE = os.terminal_size((80, 24))
_fonts = partial(typst.Fonts, include_system_fonts=False)
_LONG = 100
_PICTURE = re.compile(r"^!\[scicli (?P<command>.*?)\]\((?P<file>docs/screens/.*?\.svg)\)$", re.M)
_EXAMPLE = re.compile(r"^  Example: scicli (.*)$", re.M)
_TYPES = {"array": "list of texts", "integer": "whole number", "number": "number", "string": "text"}
_MOST_TEXTS = 20


def console(command: str, folder: str = "", *, code: bool = False, **where: str) -> None:
    """Show a command, what it prints in a folder of the examples, and perhaps its exit code.

    `where` says what the tool lacks, and the encoding of its terminal; see `_run`.
    """
    text, number = _run(command, folder, **where)
    _print_block("console", f"$ scicli {command}\n{text}" + f"$ echo $?\n{number}" * code)


def example(name: str, language: str = "csv") -> None:
    """Show an example file, or a file that a command has written beside the examples."""
    _print_block(language, Path(_folder().name, name).read_text(encoding="utf-8"))


def checked(case: str) -> None:
    """Show the files of a case of a problem, `NAME/before` or `NAME/after`, and their check."""
    folder, path = f"problems/{Path(case).parent}", case_path(case)
    for file in sorted(path.iterdir()) if path.is_dir() else [path]:
        if file.suffix == ".xlsx":
            print(f"`{file.name}` is a workbook of {file.stat().st_size} bytes.\n")
        else:
            print(f"`{file.relative_to(path.parent)}`:\n")
            _print_block("csv", _visible(file.read_bytes()))
            print()
    console(f"check {path.name}", folder)


def problems() -> None:
    """List the problems that have a page: what `check` says of each, and its title."""
    listed: dict[str, list[str]] = {"error": [], "warning": []}
    for page in sorted(PROBLEMS.glob("*.md")):
        if page.name != "README.md":
            path = case_path(f"{page.stem}/before")
            found = json.loads(printed(f"check {path.name} -f json -q", f"problems/{page.stem}"))[0]
            sentence = found["problem"].partition("; ")[0]
            said = sentence if found["value"] is None else f"'{found['value']}' {sentence}"
            title = page.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
            line = f"- [{title}]({page.name}): `{printable(said)}`"
            listed[found["severity"]].append(line)
    for severity, lines in listed.items():
        print(f"\n## {severity.capitalize()}s\n\n" + "\n".join(sorted(lines)))


def case_path(case: str) -> Path:
    """Return the file or the folder of a case of a problem, `NAME/before` or `NAME/after`."""
    [path] = (EXAMPLES / "problems").glob(f"{case}*")
    return path


def reference() -> None:
    """Show every command: its help, the fields of its answer, and its example."""
    for name in commands():
        shown = printed(f"{name} --help")
        print(f"\n## `scicli {name}`\n")
        _print_block("text", shown)
        print(_fields(name))
        [command] = _EXAMPLE.findall(shown)
        console(command)


def session(*statements: str) -> None:
    """Show statements as they are typed into Python, and what each of them prints."""
    shown = ""
    for statement in statements:
        with chdir(_folder().name), redirect_stdout(StringIO()) as printed_by:
            _python().runsource(statement)
        shown += f">>> {statement}\n{printed_by.getvalue()}"
    _print_block("pycon", shown)


def library() -> None:
    """List what is public in the library, with the first line that it says of itself."""
    print("| name | what it is |\n|---|---|")
    for name in scicli.__all__:
        if name != "__version__":
            said = (inspect.getdoc(getattr(scicli, name)) or "").partition("\n")[0]
            print(f"| `scicli.{name}` | {said} |")


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
    """Return the pictures that a document names, drawn anew: charts, or what screens show."""
    return {
        ROOT / found["file"]: _chart(question) if chart else printed(f"{question} --format svg")
        for found in _PICTURE.finditer(document)
        for question, chart, _ in [found["command"].partition(" --chart")]
    }


def _chart(question: str) -> str:
    """Return the chart of an answer."""
    printed(f"{question} --quiet --chart chart.svg")
    return (Path(_folder().name) / "chart.svg").read_text(encoding="utf-8")


def printed(command: str, folder: str = "") -> str:
    """Return what the tool prints, errors first, in a folder of the examples."""
    return _run(command, folder)[0]


@cache
def _run(
    command: str, folder: str = "", without: str = "", encoding: str = "utf-8"
) -> tuple[str, int]:
    """Return what the tool prints, errors first, and its exit code; `< FILE` is its input.

    It runs `without` some package, on a terminal with an encoding, and with no font of the machine.
    """
    line, _, typed = command.partition(" < ")
    silent = {"COLUMNS", "NO_COLOR", "FORCE_COLOR", "SCICLI_DATA"}
    kept = {name: value for name, value in os.environ.items() if name not in silent}
    out, err = (TextIOWrapper(BytesIO(), encoding=encoding) for _ in range(2))
    with ExitStack() as stack:
        stack.enter_context(chdir(Path(_folder().name, folder)))
        stack.enter_context(patch.dict(os.environ, kept, clear=True))
        stack.enter_context(patch.dict(sys.modules, {without: None} if without else {}))
        stack.enter_context(patch("typst.Fonts", _fonts))
        # Help would take the width of the terminal in which the documents are made.
        stack.enter_context(patch("shutil.get_terminal_size", return_value=_SIZE))
        stack.enter_context(redirect_stdout(out))
        stack.enter_context(redirect_stderr(err))
        if typed:
            stack.enter_context(patch("sys.stdin", stack.enter_context(Path(typed).open())))
        code = main(shlex.split(line))
    texts = [stream.detach().getvalue().decode(encoding) for stream in (err, out)]
    return "".join(texts), code


class _Python(InteractiveInterpreter):
    """Runs statements as they are typed, but no document shows one that fails."""

    def showtraceback(self) -> NoReturn:
        """Let the error go on."""
        raise


@cache
def _python() -> _Python:
    """Return a Python in which later statements find what earlier ones named."""
    return _Python()


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """Return a folder with the examples, to which later commands find what earlier ones wrote."""
    folder = tempfile.TemporaryDirectory()
    copytree(EXAMPLES, folder.name, dirs_exist_ok=True)
    return folder


def _visible(data: bytes) -> str:
    """Return the bytes of a file as text, long lines cut, with a picture of what has no letter."""
    text = (gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data).decode(
        "utf-8", "backslashreplace"
    )
    return "\n".join(
        line if len(line) <= _LONG else f"{line[:_LONG]}… ({len(line):,} characters)"
        for line in map(printable, text.split("\n"))
    )


def _fields(command: str) -> str:
    """Return what a command has a row for, and a table of its fields; of each form, if several."""
    if command not in FORMS:
        return ""
    schema = scicli.schema(command)
    forms = [f"**{one['title']}.** {_rows(one)}" for one in schema.get("anyOf", [])]
    return "\n{}\n".format("\n\n".join(forms or [_rows(schema)]))


def _rows(schema: dict[str, Any]) -> str:
    rows = schema["items"]
    fields = {f"`{name}`": one for name, one in rows["properties"].items()}
    if rows["additionalProperties"]:
        fields["named by the data"] = rows["additionalProperties"]
    lines = [f"| {name} | {_type(one)} | {one['description']} |" for name, one in fields.items()]
    head = [schema["description"], "", "| field | type | meaning |", "|---|---|---|"]
    return "\n".join([*head, *lines])


def _type(schema: dict[str, Any]) -> str:
    """Return what a field holds, in words."""
    texts = [text for text in schema.get("enum", ()) if text is not None]
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    words = [_TYPES[name] for name in types if name != "null"]
    if 0 < len(texts) <= _MOST_TEXTS:
        words = [f"`{text}`" for text in texts]
    if "minimum" in schema:
        words[-1] += f" from {schema['minimum']}"
    if "maximum" in schema:
        words[-1] += f" to {schema['maximum']}"
    *front, end = [*words, *(["null"] if "null" in types else [])]
    return f"{', '.join(front)} or {end}" if front else end


def _print_block(kind: str, text: str) -> None:
    print(f"```{kind}\n{text.rstrip()}\n```")


if __name__ == "__main__":
    for file, drawn in pictures((ROOT / "README.md").read_text(encoding="utf-8")).items():
        file.write_text(drawn, encoding="utf-8")
