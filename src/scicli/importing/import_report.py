"""What was understood of the files of publishers, and what was left out."""

from collections.abc import Iterator, Sequence

import pandas as pd

from scicli.analysis.answer import Answer, Column, Kind, Section
from scicli.analysis.wording import counted
from scicli.importing.import_options import MEASURES, Better
from scicli.importing.merging import Imported
from scicli.importing.numbers import COMMA
from scicli.importing.tidy import Figures
from scicli.index.editions import Rule, ordered
from scicli.index.names import fold, listed

# Words in the names of rows that sum others up.
_TOTALS = {"average", "mean", "median", "total", "sum"}
_NAMES_TOLD = 8
_FACT = (
    Column("what", "What", Kind.LABEL, weight=2),
    Column("fact", "Read as", Kind.PROSE, weight=1),
)


def import_report(imported: Imported, better: Better, first: int) -> Answer:
    """Return what was understood of the files of publishers, and what was left out.

    The frame has a row for each thing that was understood: `file`, `what` and `fact`.
    """
    facts = pd.DataFrame(
        [
            {"file": file.table.sheet.name, "what": what, "fact": fact}
            for file in imported.files
            for what, fact in _facts(file)
        ],
        dtype="str",
    )
    sections = [
        Section((str(name), "read as"), rows.reset_index(drop=True), _FACT, ())
        for name, rows in facts.groupby("file", sort=False)
    ]
    if imported.left_out:
        sections.append(_left_out(imported))
    if first:
        sections.append(_first_rows(imported, first))
    sections.append(_result(imported, better))
    return Answer.without_sources(facts, tuple(sections))


def _facts(file: Figures) -> Iterator[tuple[str, str]]:
    """Yield what was understood of a file: a word, and what it is."""
    table = file.table
    header = table.layout.header
    yield from table.sheet.facts
    if table.sheet.separator:
        yield "separator", table.sheet.separator
    yield "decimals", "comma" if file.decimal == COMMA else "point"
    yield "names of columns", f"line {table.header}"
    yield "rows", str(len(table.rows))
    for field, column in table.layout.fields.items():
        yield str(field), header[column]
    if table.edition:
        yield "edition", table.edition
    for field in MEASURES:
        of_field = [measure for measure in file.measures if measure.field is field]
        labels = [measure.edition for measure in of_field if measure.edition]
        names = [
            f"{header[measure.column]}{f' ({measure.category})' if measure.category else ''}"
            for measure in of_field
        ]
        if labels:
            editions = [str(label) for label in ordered(labels, {}).labels]
            span = " to ".join(dict.fromkeys((editions[0], editions[-1])))
            yield (
                str(field),
                f"{_few(names)}: {counted(len(labels), 'edition', 'editions')}, {span}",
            )
        elif names:
            yield str(field), _few(names)
    if file.missing:
        yield "meaning none", counted(file.missing, "cell", "cells")
    if table.layout.unread:
        unread = [
            header[column] or f"column {column + 1}, which has no name"
            for column in table.layout.unread
            if header[column] or any(cells[column] for _, cells in table.rows)
        ]
        if unread:
            yield "not read", listed(unread, "and")


def _few(names: Sequence[str]) -> str:
    """Return names as a list, of many only the first and the last."""
    if len(names) > _NAMES_TOLD:
        return f"{names[0]} … {names[-1]}"
    return listed(names, "and")


def _left_out(imported: Imported) -> Section:
    frame = pd.DataFrame(
        {
            "file": [one.file for one in imported.left_out],
            "line": pd.array([one.line for one in imported.left_out], dtype="Int64"),
            "text": [one.text for one in imported.left_out],
            "reason": [one.reason for one in imported.left_out],
        }
    )
    files = (Column("file", "File", Kind.LABEL, weight=1),) if len(imported.files) > 1 else ()
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


def _result(imported: Imported, better: Better) -> Section:
    """Return what came of it, in words."""
    figures = imported.figures
    order = ordered((figure.edition for figure in figures), {})
    editions = order.labels
    cities = len({figure.city for figure in figures})
    span = " to ".join(dict.fromkeys((str(editions[0]), str(editions[-1]))))
    categories = list(dict.fromkeys(figure.category for figure in figures))
    notes = [f"By category: {listed(categories, 'and')}."] if len(categories) > 1 else []
    if imported.computed:
        tables = counted(len(imported.computed), "table", "tables")
        notes.append(
            f"The ranks of {tables} are computed from the ratings, of which the {better} is better;"
            " ties share the best place: 1, 2, 2, 4."
        )
    if imported.unranked:
        some = [f"{edition} ({category})" for edition, category in imported.unranked]
        notes.append(f"Some ranks are given, so none is computed, in {listed(some, 'and')}.")
    if imported.describing:
        names = listed(imported.describing, "and")
        notes.append(f"Not read, for they describe figures and hold none: {names}.")
    if order.rule is Rule.ROWS:
        notes.append("Nothing tells the order of the editions; they stand in that of their rows.")
    totals = sorted({figure.city for figure in figures if _is_total(figure.city)})
    if totals:
        notes.append(f"Perhaps no cities, which --skip leaves out: {listed(totals, 'and')}.")
    return Section(
        title=(
            f"{counted(len(figures), 'figure', 'figures')} of {counted(cities, 'city', 'cities')}",
            f"{counted(len(editions), 'edition', 'editions')}, {span}",
        ),
        frame=pd.DataFrame(),
        columns=(),
        notes=tuple(notes),
    )


def _first_rows(imported: Imported, first: int) -> Section:
    columns = imported.columns
    frame = pd.DataFrame(columns, dtype="str").head(first)
    return Section(
        title=("The first rows",),
        frame=frame.mask(frame == ""),
        columns=tuple(
            Column(name, name, Kind.COUNT if name in MEASURES else Kind.DETAIL, weight=-number)
            for number, name in enumerate(columns)
        ),
        notes=(f"{len(frame)} of {len(imported.figures)}.",),
    )


def _is_total(name: str) -> bool:
    return not _TOTALS.isdisjoint(map(fold, name.split()))
