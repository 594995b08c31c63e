"""What the documents show of the tool: every screen, file and help in them is made here.

`make docs` runs the blocks that README.md and the documents in this folder hold for cog, and draws
the pictures that README.md names; a test fails when one of them is stale.
"""

import inspect
import re
from pathlib import Path
from typing import Any

import scicli
from problem_pages import checked, problems
from running import console, example, folder_of_examples, print_block, printed, session
from scicli.cli.app import commands
from scicli.index.rank import Mark, parse_rank
from scicli.view.forms import FORMS

__all__ = [
    "checked", "console", "example", "grammar", "library", "pictures", "problems", "reference",
    "session",
]  # fmt: skip
ROOT = Path(__file__).parents[1]
_PICTURE = re.compile(r"^!\[scicli (?P<command>.*?)\]\((?P<file>docs/screens/.*?\.svg)\)$", re.M)
_EXAMPLE = re.compile(r"^  Example: scicli (.*)$", re.M)
_TYPES = {"array": "list of texts", "integer": "whole number", "number": "number", "string": "text"}
_MOST_TEXTS = 20


def reference() -> None:
    """Show every command: its help, the fields of its answer, and its example."""
    for name in commands():
        shown = printed(f"{name} --help")
        print(f"\n## `scicli {name}`\n")
        print_block("text", shown)
        print(_fields(name))
        [command] = _EXAMPLE.findall(shown)
        console(command)


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
    return (Path(folder_of_examples().name) / "chart.svg").read_text(encoding="utf-8")


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


if __name__ == "__main__":
    for file, drawn in pictures((ROOT / "README.md").read_text(encoding="utf-8")).items():
        file.write_text(drawn, encoding="utf-8")
