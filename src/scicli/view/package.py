"""A ranking as a Data Package: each of its files as bytes."""

import csv
import hashlib
import json
import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from scicli.analysis.answer import Answer, Column, Kind, Section
from scicli.analysis.wording import counted
from scicli.errors import DataError
from scicli.files.paths import DESCRIPTION, Holding, readable
from scicli.files.text import TextError, decoded, trimmed
from scicli.index.index import Index
from scicli.index.merged_tables import Table, merged_tables
from scicli.index.names import without_accents
from scicli.index.terms import Terms
from scicli.view.machine import csv_text
from scicli.view.markdown import escape, is_address
from scicli.view.package_folder import CHECKSUMS, README, STEMS, checksums
from scicli.view.package_schema import number_columns, table_schema
from scicli.view.screen import printable

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_NO_IDENTIFIER = re.compile(r"[^a-z0-9]+")
_DIALECT = {
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
}
_README_TEXT = """\
# {title}

This folder is a Data Package: tables of text, with a description that programs can read. It holds

- {summary}
- tables of one edition and category: {tables}; complete: {complete}

What is not in a table is not held: it is not zero, not last and not new.

| file | rows | holds |
|---|---:|---|
{files}

A rank is one place (`7`), a place that is shared (`=7`), one of several places (`201-250`), or a
place from one on (`801+`). A text that begins with `=`, `+`, `-` or `@` has a `'` before it, so
that no spreadsheet runs it. Lists are joined by `;`.

In this folder

- `scicli editions --data .` shows how much of each edition is held; every question of scicli takes
  `--data .`
- `scicli check .` lists what may be wrong in the tables
- `sha256sum -c checksums.txt` tells whether a file was changed
"""


class Package(NamedTuple):
    """The files of a Data Package, by name, and the number of rows of each table among them."""

    files: Mapping[str, bytes]
    rows: Mapping[str, int]


def data_package(index: Index) -> Package:
    """Return a ranking as a Data Package.

    Raises:
        DataError: A CSV file cannot hold a text of the data.
    """
    terms = _trimmed(index.catalog.terms)
    tables = merged_tables(index.files) | _ranking(terms)
    files = {f"{STEMS[holding]}.csv": _csv(holding, table) for holding, table in tables.items()}
    rows = {f"{STEMS[holding]}.csv": _count(table) for holding, table in tables.items()}
    description = _description(index, terms.title, tables, files)
    files[DESCRIPTION] = f"{json.dumps(description, ensure_ascii=False, indent=2)}\n".encode()
    files[README] = _readme(index, terms.title, rows).encode()
    files[CHECKSUMS] = checksums(files)
    return Package(files, rows)


def package_report(package: Package, index: Index, folder: Path) -> Answer:
    """Return which files a package has, with a row for each: `file`, `rows` and `bytes`."""
    import pandas as pd

    frame = pd.DataFrame(
        {
            "file": pd.array([*package.files], dtype="str"),
            "rows": pd.array([package.rows.get(name) for name in package.files], dtype="Int64"),
            "bytes": [len(data) for data in package.files.values()],
        }
    )
    section = Section(
        title=(readable(str(folder)), "Data Package", *_summary(index)),
        frame=frame,
        columns=(
            Column("file", "File", Kind.LABEL, weight=12),
            Column("rows", "Rows", Kind.COUNT, weight=11),
            Column("bytes", "Bytes", Kind.COUNT, weight=10),
        ),
        notes=(f"Next: scicli editions --data {shlex.quote(str(folder))}",),
    )
    return Answer(frame, (section,))


def _trimmed(terms: Terms) -> Terms:
    """Return terms as they would be read from a file."""
    return Terms(*map(trimmed, terms))


def _ranking(terms: Terms) -> dict[Holding, Table]:
    """Return the name of a ranking and its noun as a table, if it has one of its own."""
    default = Terms()
    has_noun = (terms.noun, terms.nouns) != (default.noun, default.nouns)
    row = {"name": terms.name} if terms.name else {}
    row |= {"noun": terms.noun, "nouns": terms.nouns} if has_noun else {}
    return {Holding.RANKINGS: {column: [text] for column, text in row.items()}} if row else {}


def _csv(holding: Holding, table: Table) -> bytes:
    """Return a table as a CSV file, which is read again with the same texts."""
    text = csv_text(table, numbers=number_columns(holding))
    try:
        is_kept = decoded(text.encode()).text == text
    except (UnicodeEncodeError, TextError):
        is_kept = False
    longest = csv.field_size_limit()
    distinct = {cell for cells in table.values() for cell in cells}
    if not is_kept or any(trimmed(cell) != cell or len(cell) >= longest for cell in distinct):
        problem = f"a text of the data cannot be in {STEMS[holding]}.csv as it is"
        raise DataError(problem, "take out signs that cannot be seen, and texts without end")
    return text.encode()


def _count(table: Table) -> int:
    return len(next(iter(table.values())))


def _description(
    index: Index, title: str, tables: Mapping[Holding, Table], files: Mapping[str, bytes]
) -> dict[str, object]:
    name = _NO_IDENTIFIER.sub("-", without_accents(title).casefold()).strip("-")
    sources = _sources(tables.get(Holding.SOURCES, {}))
    labels = "integer" if isinstance(index.catalog.editions[0], int) else "string"
    return {
        "$schema": _PROFILE,
        "name": name or "ranking",
        **({"title": title} if title else {}),
        "description": f"{escape(printable('; '.join(_summary(index))))}.",
        **({"sources": sources} if sources else {}),
        "resources": [
            {
                **_resource(STEMS[holding], files[f"{STEMS[holding]}.csv"]),
                "schema": table_schema(holding, table, labels, _references(holding, tables)),
            }
            for holding, table in tables.items()
        ],
    }


def _resource(name: str, data: bytes) -> dict[str, object]:
    return {
        "name": name,
        "path": f"{name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "dialect": _DIALECT,
    }


def _references(holding: Holding, tables: Mapping[Holding, Table]) -> dict[str, str]:
    """Return the columns of figures whose values are all keys of another table, and its name."""
    if holding is not Holding.FIGURES:
        return {}
    homes = {"edition": Holding.RELEASES, "city": Holding.CITIES}
    return {
        column: STEMS[home]
        for column, home in homes.items()
        if home in tables and {*tables[home][column]}.issuperset(tables[holding][column])
    }


def _sources(table: Table) -> list[dict[str, str]]:
    """Return the sources as the standard wants them: a title, and an address if there is one."""
    rows = [dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)]
    return [
        {
            "title": row.get("title") or row.get("publisher") or row["source"],
            **({"path": row["url"]} if is_address(row.get("url", "")) else {}),
        }
        for row in rows
    ]


def _summary(index: Index) -> tuple[str, ...]:
    """Return how much a package holds, in numbers."""
    catalog = index.catalog
    first, last = catalog.editions[0], catalog.editions[-1]
    span = f", {first} to {last}" if first != last else f", {first}"
    cities = counted(len(catalog.cities), *index.nouns)
    return (
        f"{counted(len(index.store), 'figure', 'figures')} of {cities}",
        f"{counted(len(catalog.editions), 'edition', 'editions')}{span}",
        counted(len(catalog.categories), "category", "categories"),
    )


def _readme(index: Index, title: str, rows: Mapping[str, int]) -> str:
    noun, nouns = (escape(printable(word)) for word in index.nouns)
    holds = {
        "editions.csv": f"the figures, a row for each edition, category and {noun}",
        "releases.csv": f"the editions: when they were published, how many {nouns} they rank",
        "cities.csv": f"the {nouns}: where they lie, and their other names",
        "sources.csv": "the sources, by the keys that the other tables name",
        "ranking.csv": "the name of the ranking, or its word for what it ranks",
        DESCRIPTION: "the description of the tables, for programs: columns, types, keys",
        CHECKSUMS: "the SHA-256 of every other file",
    }
    files = [
        f"| `{name}` | {rows.get(name, '')} | {text} |"
        for name, text in holds.items()
        if name in rows or not name.endswith(".csv")
    ]
    tables = index.figures[["edition", "category"]].drop_duplicates()
    held = [index.coverage(*table) for table in tables.itertuples(index=False, name=None)]
    return _README_TEXT.format(
        title=escape(printable(title)) or f"A ranking of {nouns}",
        summary="\n- ".join(escape(printable(text)) for text in _summary(index)),
        tables=len(held),
        complete=sum(table.complete for table in held),
        files="\n".join(files),
    )
