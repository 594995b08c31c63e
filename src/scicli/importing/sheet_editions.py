"""The editions and categories of the tables of a file: from options, sheets, name and titles."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from scicli.errors import AmbiguousError
from scicli.files.paths import File
from scicli.importing.import_options import EVERY, Field, ImportOptions
from scicli.importing.patterns import category_key, labels_inside
from scicli.index.names import fold, listed
from scicli.index.times import times

if TYPE_CHECKING:
    from scicli.importing.header import Table


def check_sheets(file: File, tables: "Sequence[Table]", options: ImportOptions) -> None:
    """Refuse tables on several sheets, unless each sheet is an edition or a category."""
    titles = [table.sheet.title for table in tables]
    problem = f"{file.name} has tables on the sheets {listed(titles, 'and')}"
    editions = sheet_editions(titles)
    if options.category == EVERY:
        return
    if options.sheet == EVERY:
        if options.edition is not None:
            raise AmbiguousError(f"{problem}, and --edition names one edition", "leave it out")
        if not editions and not all(map(_names_editions, tables)):
            remedy = "say --sheet NAME and --edition LABEL"
            raise AmbiguousError(f"{problem}, whose names are no editions", remedy)
    elif not editions or options.edition is not None:
        raise AmbiguousError(problem, "say --sheet NAME")
    elif len(set(map(_shape, tables))) > 1:
        remedy = f"say --sheet NAME, or --sheet '{EVERY}' for an edition from each"
        raise AmbiguousError(f"{problem}, whose columns differ", remedy)


def _shape(table: "Table") -> tuple[str, frozenset[Field], frozenset[tuple[Field | None, str]]]:
    """Return what sheets with one table for each edition have in common."""
    layout = table.layout
    measures = frozenset((one.field, one.category) for one in layout.measures)
    return fold(layout.header[layout.city]), frozenset(layout.descriptions), measures


def sheet_editions(titles: Sequence[str]) -> dict[str, str]:
    """Return the edition in the title of each sheet, or nothing unless each has its own.

    >>> sheet_editions(["Q1 2024", "Q4 2023"]), sheet_editions(["GFCI 2023", "GFCI 2024"])
    ({'Q1 2024': 'Q1 2024', 'Q4 2023': 'Q4 2023'}, {'GFCI 2023': '2023', 'GFCI 2024': '2024'})
    >>> sheet_editions(["Sheet1", "Sheet2"]), sheet_editions(["2023 men", "2024 women"])
    ({}, {})
    """
    labels = dict(zip(titles, titles, strict=True))
    if not times(titles).days:
        inside = {title: labels_inside(title) for title in titles}
        labels = {title: one.pop() for title, one in inside.items() if len(one) == 1}
    others = {title.replace(label, "") for title, label in labels.items()}
    return labels if len(set(labels.values())) == len(titles) and len(others) == 1 else {}


def _names_editions(table: "Table") -> bool:
    """Return whether the columns of a table give the editions."""
    measures = table.layout.measures
    return Field.EDITION in table.layout.descriptions or any(one.edition for one in measures)


def edition_of(file: File, table: "Table", options: ImportOptions, label: str) -> str:
    """Return the edition of all rows, or "" if the columns give it.

    Without an option it is the label of the sheet, or comes from the names of file and sheet,
    unless a title contradicts.
    """
    name, layout = table.sheet.name, table.layout
    column = next((one.name for one in layout.measures if one.edition), None)
    if options.edition is not None and column is not None:
        problem = f"{name}: column '{column}' names another edition than --edition"
        raise AmbiguousError(problem, "leave out --edition, or say --column")
    if options.edition is not None:
        return options.edition
    if _names_editions(table):
        return ""
    labels = labels_inside(table.sheet.title)
    if not label:
        labels |= labels_inside(PurePath(file.name).name)
    above = {label for row in table.above for cell in row.cells for label in labels_inside(cell)}
    agree = any(one in other or other in one for one in labels for other in above)
    if labels and above and not agree:
        here, there = listed(sorted(labels), "and"), listed(sorted(above), "and")
        problem = f"{name} has {here} in its name, but {there} above its table"
    elif label or len(labels) == 1:
        return label or labels.pop()
    else:
        problem = f"{name} does not say which edition it holds"
    raise AmbiguousError(problem, "say --edition LABEL")


def category_of(file: File, table: "Table", options: ImportOptions) -> str:
    """Return the category of all rows, or "" if the columns give it or there is none."""
    layout = table.layout
    if options.category is None:
        return ""
    if Field.CATEGORY in layout.descriptions or any(one.category for one in layout.measures):
        raise AmbiguousError(
            f"{table.sheet.name}: the columns give the categories", "leave out --category"
        )
    if options.category != EVERY:
        return options.category
    return category_key(table.sheet.title or PurePath(file.name).name.split(".")[0])
