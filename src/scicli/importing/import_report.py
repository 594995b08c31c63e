"""The report of an import: what was understood, what was left out, and what came of it."""

from collections.abc import Iterator, Sequence

import pandas as pd

from scicli.analysis.answer import Answer, Column, Kind, Section
from scicli.analysis.wording import counted
from scicli.importing.import_options import MEASURES, Better
from scicli.importing.patterns import COMMA
from scicli.importing.tidy_figures import ImportResult, TableFigures
from scicli.index.editions import Rule, ordered
from scicli.index.names import fold, listed

# Words in the names of rows that sum others up.
_TOTALS = {"average", "mean", "median", "total", "sum"}
_MOST_NAMES = 8
_FACT_COLUMNS = (
    Column("what", "What", Kind.LABEL, weight=2),
    Column("fact", "Read as", Kind.PROSE, weight=1),
)


def import_report(result: ImportResult, better: Better, first: int) -> Answer:
    """Return the report of an import, with the first rows of the tidy file.

    The frame has a row for each thing that was understood: `file`, `what` and `fact`.
    """
    facts = pd.DataFrame(
        [
            {"file": file.table.sheet.name, "what": what, "fact": fact}
            for file in result.files
            for what, fact in _facts(file)
        ],
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
    sections.append(_summary(result, better))
    return Answer.without_sources(facts, tuple(sections))


def _facts(file: TableFigures) -> Iterator[tuple[str, str]]:
    """Yield what was understood of a file: a word, and what it is."""
    table = file.table
    header = table.layout.header
    yield from table.sheet.facts
    if table.sheet.separator:
        yield "separator", table.sheet.separator
    yield "decimals", "comma" if file.decimal == COMMA else "point"
    yield "names of columns", f"line {table.line}"
    yield "rows", str(len(table.rows))
    for field, column in table.layout.descriptions.items():
        yield str(field), header[column]
    if table.edition:
        yield "edition", table.edition
    for kind in sorted({str(measure.field) for measure in table.layout.measures}):
        measures = [measure for measure in table.layout.measures if measure.field == kind]
        names = [
            header[one.column] + (f" ({one.category})" if one.category else "") for one in measures
        ]
        fact = f"{names[0]} … {names[-1]}" if len(names) > _MOST_NAMES else _and(names)
        labels = [measure.edition for measure in measures if measure.edition]
        if labels:
            fact += f": {counted(len(labels), 'edition', 'editions')}, {_span(labels)}"
        yield kind, fact
    if file.missing:
        yield "meaning none", counted(file.missing, "cell", "cells")
    unread = [
        header[column] or f"column {column + 1}, which has no name"
        for column in table.layout.unread
        if header[column] or any(cells[column] for _, cells in table.rows)
    ]
    if unread:
        yield "not read", _and(unread)


def _omissions(result: ImportResult) -> Section:
    frame = pd.DataFrame(result.omissions).astype({"line": "Int64"})
    files = (Column("file", "File", Kind.LABEL, weight=1),) if len(result.files) > 1 else ()
    return Section(
        title=("Left out", counted(len(frame), "row", "rows")),
        frame=frame,
        columns=(
            *files,
            Column("line", "Line", Kind.COUNT, weight=4),
            Column("reason", "Why", Kind.LABEL, weight=3),
            Column("text", "What stands there", Kind.PROSE, weight=2),
        ),
        notes=(),
    )


def _first_rows(result: ImportResult, first: int) -> Section:
    columns = result.columns
    frame = pd.DataFrame(columns, dtype="str").head(first)
    return Section(
        title=("The first rows",),
        frame=frame.mask(frame == ""),
        columns=tuple(
            Column(name, name, Kind.COUNT if name in MEASURES else Kind.DETAIL, weight=-index)
            for index, name in enumerate(columns)
        ),
        notes=(f"{len(frame)} of {len(result.figures)}.",),
    )


def _summary(result: ImportResult, better: Better) -> Section:
    figures = result.figures
    labels = [figure.edition for figure in figures]
    cities = dict.fromkeys(figure.city for figure in figures)
    categories = list(dict.fromkeys(figure.category for figure in figures))
    notes = []
    if len(categories) > 1:
        notes.append(f"By category: {_and(categories)}.")
    if result.computed:
        tables = counted(len(result.computed), "table", "tables")
        notes.append(
            f"The ranks of {tables} are computed from the ratings, where {better} is better;"
            " ties share the best place: 1, 2, 2, 4."
        )
    if result.unranked:
        some = [f"{edition} ({category})" for edition, category in result.unranked]
        notes.append(f"Some ranks are published, so none are computed, in {_and(some)}.")
    if result.describing:
        names = _and(result.describing)
        notes.append(f"Not read, because they describe figures and hold none: {names}.")
    if ordered(labels, {}).rule is Rule.ROWS:
        notes.append("Nothing tells the order of the editions; they stand in that of their rows.")
    totals = sorted(city for city in cities if not _TOTALS.isdisjoint(map(fold, city.split())))
    if totals:
        notes.append(f"These may not be cities; --skip leaves them out: {_and(totals)}.")
    return Section(
        title=(
            f"{counted(len(figures), 'figure', 'figures')} of"
            f" {counted(len(cities), 'city', 'cities')}",
            f"{counted(len(set(labels)), 'edition', 'editions')}, {_span(labels)}",
        ),
        frame=pd.DataFrame(),
        columns=(),
        notes=tuple(notes),
    )


def _span(labels: Sequence[str]) -> str:
    """Return the first and the last of some editions: "2 to 7"."""
    in_order = ordered(labels, {}).labels
    return " to ".join(dict.fromkeys((str(in_order[0]), str(in_order[-1]))))


def _and(names: Sequence[str]) -> str:
    return listed(names, "and")
