"""A ranking with one mark too many, too few or doubled, at every place of its file.

Each polluted file is either read as the clean one, or refused with the line. None is read as
something else.
"""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scaffold import values
from scicli.errors import ScicliError
from scicli.files.faults import Severity
from scicli.importing.import_options import ImportOptions
from scicli.importing.tidy_figures import imported
from scicli.index.check import examine
from scicli.index.index import load

TIDY = """edition,city,country,category,rank,rating,basis,sources,note
2023,"Washington, DC",United States,,=5,95.5,printed,a;b,
2023,Zürich,Switzerland,,1,98.5,printed,a,
2023,"Say ""A"", B",Peru,,=5,95.5,,,
2024,London,,,2,97.75,,"c, d",
2024,서울,,,10-12,,,e,"a, b"
2024,La Paz,,technology,801+,,,,
2024,Oslo,"Norway",,3,97,listed,,last
"""
PUBLISHED = """City,Country,Tech rank,Rank,Rating,Comment
"Washington, DC",United States,84,=5,95.5,
Zürich,Switzerland,83,1,98.5,
"Say ""A"", B",Peru,9,=5,95.5,"x, y"
London,United Kingdom,82,2,97.75,
서울,South Korea,101-150,10-12,80,
Oslo,Norway,80,3,97,
"""
FIGURE = ("edition", "city", "category", "rank", "rank_max", "rating")
Figures = list[tuple[object, ...]]


def separated(text: str, separator: str) -> str:
    """Return the rows of a text with another mark between cells."""
    buffer = io.StringIO(newline="")
    rows = csv.reader(io.StringIO(text, newline=""))
    csv.writer(buffer, delimiter=separator, lineterminator="\n").writerows(rows)
    return buffer.getvalue()


def polluted(text: str, separator: str) -> Iterator[str]:
    """Yield a text with one mark added, taken away or doubled at every place; and lines around.

    Within quotation marks every other mark is part of a name.
    """
    marks = ('"', "\ufeff", separator, "\n", "\r")
    for place in range(len(text) + 1):
        within = text.count('"', 0, place) % 2
        for mark in marks[:2] if within else marks:
            yield text[:place] + mark + text[place:]
        if text[place : place + 1] in marks[: 2 if within else None]:
            yield text[:place] + text[place + 1 :]
    header, *rows = text.splitlines(keepends=True)
    for place in range(len(rows) + 1):
        for line in ("\n", header, "Source: the publisher\n", f"a{separator}b\n"):
            yield "".join([header, *rows[:place], line, *rows[place:]])
    yield "".join(rows)
    yield f"Smart centres\n{text}"


def loaded(path: Path) -> Figures:
    return sorted(values(load(path).figures, *FIGURE), key=str)


def imported_and_loaded(path: Path) -> Figures:
    found = imported([str(path)], ImportOptions(edition="2024"))
    return sorted(values(found.figures, "edition", "city", "category", "rank", "rating"), key=str)


@pytest.mark.parametrize(
    ("read", "text", "separators"),
    [(loaded, TIDY, ",\t"), (imported_and_loaded, PUBLISHED, ",;|")],
    ids=["load", "import"],
)
def test_a_polluted_file_is_read_as_it_was_or_refused_with_the_line(
    tmp_path: Path, read: Callable[[Path], Figures], text: str, separators: str
) -> None:
    file = tmp_path / "table.csv"
    file.write_bytes(text.encode())
    clean = read(file)
    counts: Counter[str] = Counter()
    wrong = []
    every = [d for mark in separators for d in polluted(separated(text, mark), mark)]
    for dirty in every:
        file.write_bytes(dirty.encode())
        try:
            found = read(file)
        except ScicliError as error:
            counts["refused"] += 1
            counts["with the line"] += " line" in f" {error}"
            continue
        counts["right"] += found == clean
        if found != clean:
            wrong.append((dirty, [row for row in found if row not in clean]))
    assert wrong == []
    assert counts["refused"] + counts["right"] == len(every) > 2000
    assert counts["with the line"] > 0.99 * counts["refused"]


def test_check_calls_wrong_what_is_not_loaded_and_names_the_line(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    for dirty in list(polluted(TIDY, ","))[::9]:
        file.write_bytes(dirty.encode())
        wrong = [fault for fault in examine(file).faults if fault.severity is Severity.ERROR]
        refusal = ""
        try:
            loaded(file)
        except ScicliError as error:
            refusal = str(error)
        assert str(wrong[0].error() if wrong else "") == refusal
        assert all(fault.line for fault in wrong)
