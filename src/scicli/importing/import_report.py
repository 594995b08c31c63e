"""The report of an import: what was read, and what was left out."""

import shlex
from collections.abc import Iterable, Iterator
from functools import partial

import pandas as pd

from scicli.analysis.answer import ANSWER, Answer, Column, Kind, Section
from scicli.analysis.wording import counted
from scicli.files.schema import OVERALL
from scicli.importing.figure_cells import COMMA
from scicli.importing.header import Table
from scicli.importing.import_options import MEASURES, Better, Field
from scicli.importing.readings import Readings
from scicli.importing.tidy_figures import ImportResult, TableFigures
from scicli.index.editions import Rule, ordered
from scicli.index.name_checks import no_entities
from scicli.index.names import listed

_MOST_NAMES = 8
_FACT_COLUMNS = (
    Column("what", "What", Kind.LABEL, weight=11),
    Column("fact", "Read as", Kind.PROSE, weight=10),
)
_all = partial(listed, last="and")


def import_report(result: ImportResult, better: Better, first: int, file: str = "") -> Answer:
    """Return the report of an import to a file, with the first rows of the tidy table.

    The frame has a row for each fact about a file, in the columns `file`, `what` and `fact`.
    """
    facts = pd.DataFrame(
        [(file.table.sheet.name, *fact) for file in result.files for fact in _facts(file)],
        columns=["file", "what", "fact"],
        dtype="str",
    )
    sections = [
        Section((str(name), "read as"), rows.reset_index(drop=True), _FACT_COLUMNS, ())
        for name, rows in facts.groupby("file", sort=False)
    ]
    if result.omissions:
        sections.append(_omissions(result))
    if first:
        sections.append(_first_rows(result, first))
    summary = _summary(result, better)
    if file:
        categories = set(result.figures["category"])
        other = "" if OVERALL in categories else f" --category {shlex.quote(min(categories))}"
        note = f"Next: scicli rank --data {shlex.quote(file)}{other}"
        summary = summary._replace(notes=(*summary.notes, note))
    sections.append(summary)
    return Answer(facts, tuple(sections))


def _facts(file: TableFigures) -> Iterator[tuple[str, str]]:
    """Yield what was understood of a file: a label and a value."""
    table, header = file.table, file.table.layout.header
    yield "city", _column_name(table, table.layout.city)
    for field, column in table.layout.descriptions.items():
        if field is not Field.CITY:
            yield str(field), header[column]
    if table.edition:
        yield "edition", table.edition
    for kind in MEASURES:
        measures = [measure for measure in table.layout.measures if measure.field is kind]
        names = [one.name + (f" ({one.category})" if one.category else "") for one in measures]
        labels = list(dict.fromkeys(one.edition for one in measures if one.edition))
        editions = (
            f": {counted(len(labels), 'edition', 'editions')}, {_span(labels)}" if labels else ""
        )
        if names:
            fact = f"{names[0]} … {names[-1]}" if len(names) > _MOST_NAMES else _all(names)
            yield str(kind), fact + editions
    if file.missing:
        yield "missing", counted(file.missing, "cell", "cells")
    yield from _changes(file.readings)
    unread = [
        _column_name(table, column)
        for column in table.layout.unread
        if header[column] or any(cells[column] for _, cells in table.rows)
    ]
    if unread:
        yield "not read", _all(unread)
    yield from table.sheet.facts
    if table.sheet.separator:
        yield "separator", table.sheet.separator
    yield "decimals", "comma" if file.decimal == COMMA else "point"
    if table.line:
        yield "names of columns", f"line {table.line}"
    yield "rows", str(len(table.rows))


def _column_name(table: Table, column: int) -> str:
    return table.layout.header[column] or f"column {column + 1}, which has no name"


def _changes(readings: Readings) -> Iterator[tuple[str, str]]:
    """Yield what was taken off cells and names, each kind with its most frequent example."""
    for kind, changes in readings.changed.items():
        [((text, plain), _)] = changes.most_common(1)
        more = changes.total() - 1
        others = f" (and {more} more)" if more else ""
        yield kind, f"'{text}' read as {plain or 'nothing'}{others}"
    if readings.nothing:
        words = [f"'{word}' ({count})" for word, count in readings.nothing.most_common()]
        yield "no figure", _all(words)


def _omissions(result: ImportResult) -> Section:
    frame = pd.DataFrame(result.omissions).astype({"line": "Int64"})
    files = (Column("file", "File", Kind.LABEL, weight=9),) if len(result.files) > 1 else ()
    return Section(
        title=("Left out", counted(len(frame), "row", "rows")),
        frame=frame,
        columns=(
            *files,
            Column("line", "Line", Kind.COUNT, weight=12),
            Column("reason", "Why", Kind.LABEL, weight=11),
            Column("text", "Text", Kind.PROSE, weight=10),
        ),
        notes=(),
    )


def _weight(name: str) -> int:
    return ANSWER if name in {"edition", "city", *MEASURES} else 1


def _first_rows(result: ImportResult, first: int) -> Section:
    columns = {name: cells[:first] for name, cells in result.columns.items()}
    frame = pd.DataFrame(columns, dtype="str")
    return Section(
        title=("The first rows",),
        frame=frame.mask(frame == ""),
        columns=tuple(
            Column(name, name, Kind.COUNT if name in MEASURES else Kind.DETAIL, _weight(name))
            for name in columns
        ),
        notes=(f"{len(frame)} of {len(result.figures)}.",),
    )


def _summary(result: ImportResult, better: Better) -> Section:
    labels = result.figures["edition"].unique().tolist()
    cities = result.figures["city"].unique().tolist()
    categories = result.figures["category"].unique().tolist()
    totals = no_entities(cities)
    notes = []
    if len(categories) > 1:
        notes.append(f"By category: {_all(categories)}.")
    if not (result.figures["rank"] > 0).any():
        notes.append("The table has no ranks; --rank-by rating computes them.")
    if result.computed_rankings:
        tables = counted(len(result.computed_rankings), "table", "tables")
        notes.append(
            f"The ranks of {tables} are computed from the ratings, where {better} is better;"
            " ties share the best place: 1, 2, 2, 4."
        )
    if result.incomplete_rankings:
        some = _all([f"{edition} ({category})" for edition, category in result.incomplete_rankings])
        notes.append(f"Some ranks are published, so none are computed, in {some}.")
    if result.description_files:
        names = _all(result.description_files)
        notes.append(f"Not read, because they describe figures and hold none: {names}.")
    if ordered(labels, {}).rule is Rule.ROWS:
        notes.append("Nothing tells the order of the editions; they stand in that of their rows.")
    if totals:
        skips = " ".join(f"--skip {shlex.quote(name)}" for name in totals)
        notes.append(f"{_all(totals)} may not be cities; leave them out with {skips}.")
    figures = counted(len(result.figures), "figure", "figures")
    editions = counted(len(labels), "edition", "editions")
    title = (
        f"{figures} of {counted(len(cities), 'city', 'cities')}",
        f"{editions}, {_span(labels)}",
    )
    return Section(title, pd.DataFrame(), (), tuple(notes))


def _span(labels: Iterable[str]) -> str:
    """Return the first and the last of some editions: "2 to 7"."""
    in_order = ordered(labels, {}).labels
    return " to ".join(dict.fromkeys((str(in_order[0]), str(in_order[-1]))))
