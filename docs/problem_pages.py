"""The pages of problems: the files of each, and what `check` says of them."""

import gzip
import json
from pathlib import Path

from running import EXAMPLES, console, print_block, printed
from scicli.view.screen import printable

PROBLEMS = Path(__file__).parent / "problems"
_LONG = 100


def checked(case: str) -> None:
    """Show the files of a case of a problem, `NAME/before` or `NAME/after`, and their check."""
    folder, path = f"problems/{Path(case).parent}", case_path(case)
    for file in sorted(path.iterdir()) if path.is_dir() else [path]:
        if file.suffix == ".xlsx":
            print(f"`{file.name}` is a workbook of {file.stat().st_size} bytes.\n")
        else:
            print(f"`{file.relative_to(path.parent)}`:\n")
            print_block("csv", _visible(file.read_bytes()))
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


def _visible(data: bytes) -> str:
    """Return the bytes of a file as text, long lines cut, with a picture of what has no letter."""
    text = (gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data).decode(
        "utf-8", "backslashreplace"
    )
    return "\n".join(
        line if len(line) <= _LONG else f"{line[:_LONG]}… ({len(line):,} characters)"
        for line in map(printable, text.split("\n"))
    )
