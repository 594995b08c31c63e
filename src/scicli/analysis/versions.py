"""The question `versions`: what was added, removed, altered and renamed between two data sets."""

import contextlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from scicli.analysis.answer import Answer, Column, Kind, Section
from scicli.analysis.wording import counted
from scicli.files.dataset import Data, Files, read
from scicli.files.schema import COUNTS
from scicli.files.table import TextTable
from scicli.index.cells import source_keys
from scicli.index.rating import GrammarError, parse_rating

FIELDS = (
    "change", "table", "edition", "category", "city", "column", "was", "now", "was_file",
    "was_line", "now_file", "now_line",
)  # fmt: skip
_FIGURE = ("edition", "category", "city")
# The columns that tell the rows of a table apart, and those that are compared.
_TABLES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "figures": (_FIGURE, ("rank", "rating", "basis", "sources", "country", "region", "previous")),
    "releases": (
        ("edition",), ("published", *COUNTS, "average_rating_change_pct", "breaks", "sources"),
    ),
    "own_cities": (("city",), ("country", "iso2", "region", "aliases")),
    "sources": (("source",), ("publisher", "title", "published", "url", "language")),
    "rankings": ((), ("name", "noun", "nouns")),
}  # fmt: skip
_NAMES = {"own_cities": "cities"}
CHANGES = ("added", "removed", "altered", "renamed")
"""What a row can say."""
TABLES = tuple(_NAMES.get(table, table) for table in _TABLES)
"""The tables that a row can be of."""
_Key = tuple[str, ...]


class _Row(NamedTuple):
    """A row of a table: its key and its cells, with its file and line as `origin`."""

    key: _Key
    cells: _Key
    table: TextTable
    number: int

    @property
    def origin(self) -> tuple[str, int]:
        return self.table.name, self.table.line(self.number)


class _Change(NamedTuple):
    """A change: what it is, in which row of a table, of which column, and both texts."""

    change: str
    table: str
    key: Mapping[str, str]
    column: str = ""
    was: str = ""
    now: str = ""
    before: _Row | None = None
    after: _Row | None = None


def versions(was: Data, now: "Data | Files") -> Answer:
    """Return what changed from one version of a data set to another.

    The frame has a row for each change, by table, then in the order of the rows of the new version
    and of the old one: `change` ("added", "removed", "altered" or "renamed"), `table` ("figures",
    "releases", "cities", "sources" or "rankings"), `edition`, `category` and `city` (of a source
    `city` has its key), the `column` that was altered or renamed, the texts `was` and `now` (of a
    row that came or went its rank and rating), and where they stand (`was_file`, `was_line`,
    `now_file`, `now_line`). A city, an edition or a category is renamed if all its rows went, and
    all those of a new one say the same. Columns that scicli does not read are not compared.

    Args:
        was: The old version: a file, a folder, or "shipped".
        now: The new version.

    Raises:
        DataError: One of them cannot be read, or has no table of editions.
    """
    old = read([was])
    new = now if isinstance(now, Files) else read([now])
    found = [change for table in _TABLES for change in _of_table(table, old, new)]
    frame = pd.DataFrame([_fields(change) for change in found], columns=list(FIELDS)).astype(
        dict.fromkeys(FIELDS, "str") | {"was_line": "Int64", "now_line": "Int64"}
    )
    tally = Counter(change.change for change in found)
    section = Section(
        title=(
            "Changes of the data",
            *(f"{number} {change}" for change, number in sorted(tally.items())),
        ),
        frame=pd.DataFrame(
            [_shown(change) for change in found], columns=["change", "what", "was", "now", "where"]
        ),
        columns=()
        if not found
        else (
            Column("change", "Change", Kind.LABEL, weight=12),
            Column("what", "What", Kind.TEXT, weight=12),
            Column("was", "Was", Kind.DETAIL, weight=11),
            Column("now", "Now", Kind.DETAIL, weight=11),
            Column("where", "File and line", Kind.DETAIL, weight=10),
        ),
        notes=(
            f"{counted(len(found), 'change', 'changes')}."
            if found
            else "Both versions say the same.",
            "Columns that scicli does not read are not compared.",
        ),
    )
    return Answer(frame, (section,))


def _of_table(table: str, old: Files, new: Files) -> Iterator[_Change]:
    key, columns = _TABLES[table]
    before, after = (_rows(_tables(files, table), key, columns) for files in (old, new))
    renamed, before = _renamed(table, key, before, after)
    yield from renamed
    by_key: defaultdict[_Key, list[_Row]] = defaultdict(list)
    for row in before:
        by_key[row.key].append(row)
    changed = []
    for row in after:
        same = next((one for one in by_key[row.key] if one.cells == row.cells), None)
        if same is None:
            changed.append(row)
        else:
            by_key[row.key].remove(same)
    for row in changed:
        others = by_key[row.key]
        where = dict(zip(key, row.key, strict=True))
        if others:
            yield from _altered(_NAMES.get(table, table), where, columns, others.pop(0), row)
        else:
            yield _Change("added", _NAMES.get(table, table), where, after=row)
    for rows in by_key.values():
        for row in rows:
            where = dict(zip(key, row.key, strict=True))
            yield _Change("removed", _NAMES.get(table, table), where, before=row)


def _tables(files: Files, table: str) -> Sequence[TextTable]:
    """Return the tables of a kind; the shipped list of cities counts only for shipped data."""
    name = "cities" if table == "own_cities" and files.shipped else table
    found: Sequence[TextTable] = getattr(files, name)
    return found


def _rows(tables: Sequence[TextTable], key: Sequence[str], columns: Sequence[str]) -> list[_Row]:
    return [
        _Row(cells[: len(key)], cells[len(key) :], table, number)
        for table in tables
        for number, cells in enumerate(table.rows(*key, *columns))
        if any(cells)
    ]


def _altered(
    table: str, key: Mapping[str, str], columns: Sequence[str], before: _Row, after: _Row
) -> Iterator[_Change]:
    for column, was, now in zip(columns, before.cells, after.cells, strict=True):
        if not _is_same(column, was, now):
            yield _Change("altered", table, key, column, was, now, before, after)


def _is_same(column: str, was: str, now: str) -> bool:
    """Return whether two texts say the same: sources have no order, 640.0 is 640."""
    if column == "sources":
        return set(source_keys(was)) == set(source_keys(now))
    if column == "rating" and was and now:
        with contextlib.suppress(GrammarError):
            return parse_rating(was) == parse_rating(now)
    return was == now


def _renamed(
    table: str, key: Sequence[str], before: list[_Row], after: list[_Row]
) -> tuple[list[_Change], list[_Row]]:
    """Return the names that changed with nothing else, and the old rows under their new names."""
    changes = []
    for column in key if table == "figures" else ():
        at = key.index(column)
        old, new = _by_name(before, at), _by_name(after, at)
        gone = [name for name in old if name not in new]
        come = {_signature(new[name], at): name for name in new if name not in old}
        names = {name: come[sign] for name in gone if (sign := _signature(old[name], at)) in come}
        changes += [
            _Change("renamed", table, {column: now}, column, was, now, old[was][0], new[now][0])
            for was, now in names.items()
        ]
        before = [
            row._replace(key=tuple(names.get(text, text) if number == at else text
                                   for number, text in enumerate(row.key)))
            for row in before
        ]  # fmt: skip
    return changes, before


def _by_name(rows: Sequence[_Row], at: int) -> dict[str, list[_Row]]:
    found: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        found[row.key[at]].append(row)
    return found


def _signature(rows: Sequence[_Row], at: int) -> tuple[object, ...]:
    """Return what rows say except for one part of their key."""
    return tuple(sorted(((*row.key[:at], *row.key[at + 1 :]), row.cells[:2]) for row in rows))


def _fields(change: _Change) -> tuple[object, ...]:
    key = change.key
    before = change.before.origin if change.before else (None, None)
    after = change.after.origin if change.after else (None, None)
    city = key.get("city") or key.get("source")
    was, now = _was_and_now(change)
    return (
        change.change, change.table, key.get("edition"), key.get("category"), city,
        change.column or None, was or None, now or None, *before, *after,
    )  # fmt: skip


def _was_and_now(change: _Change) -> tuple[str, str]:
    """Return both texts; of a row that came or went the first two, such as its rank and rating."""
    row = change.after or change.before
    if change.change not in {"added", "removed"} or row is None:
        return change.was, change.now
    words = ", ".join(filter(None, row.cells[:2]))
    return (words, "") if change.change == "removed" else ("", words)


def _shown(change: _Change) -> tuple[str, ...]:
    row = change.after or change.before
    name, line = row.origin if row else ("", 0)
    what = ", ".join(filter(None, (*change.key.values(), change.column)))
    if change.change == "renamed":
        what = change.column
    was, now = _was_and_now(change)
    return change.change, what or change.table, was, now, f"{name}, line {line}"
