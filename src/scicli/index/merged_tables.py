"""The files of a data set as one table for each thing they hold, with the texts of the files."""

from collections.abc import Sequence

from scicli.files.dataset import Files
from scicli.files.paths import Holding
from scicli.files.schema import COLUMNS
from scicli.files.table import TextTable
from scicli.index.cells import source_keys
from scicli.index.cities import own_cities
from scicli.index.figures import KEY
from scicli.index.rank import Mark, parse_rank
from scicli.index.rating import BLANK

Table = dict[str, list[str]]
"""The texts of each column, row by row."""
KEYS = {
    Holding.FIGURES: KEY,
    Holding.RELEASES: ("edition",),
    Holding.CITIES: ("city",),
    Holding.SOURCES: ("source",),
}
"""The columns that tell the rows of a table apart."""
_LISTS = {"basis", "sources"}
_NUMBERS = {"rank", "rating", "average_rating_change_pct"}


def merged_tables(files: Files) -> dict[Holding, Table]:
    """Return the figures, releases, cities and sources of files that can be loaded.

    A row stands where its key stands first, so that editions and categories keep their order.
    What several files say of one key is merged as `load` merges it. A column or a table that holds
    nothing is left out.
    """
    tables = {
        Holding.FIGURES: _merged(files.figures, Holding.FIGURES),
        Holding.RELEASES: _merged(files.releases, Holding.RELEASES),
        Holding.CITIES: _cities(files),
        Holding.SOURCES: _merged(files.sources, Holding.SOURCES),
    }
    return {
        holding: _without_blanks(table, holding)
        for holding, table in tables.items()
        if any(table.values())
    }


def _merged(tables: Sequence[TextTable], holding: Holding) -> Table:
    columns = COLUMNS[holding]
    if len(tables) == 1:
        return {column: _cells(tables[0], column) for column in columns}
    key = [columns.index(column) for column in KEYS[holding]]
    rows: dict[tuple[str, ...], tuple[str, ...]] = {}
    for table in tables:
        for row in zip(*(_cells(table, column) for column in columns), strict=True):
            name = tuple(row[at] for at in key)
            rows[name] = tuple(map(_both, columns, rows[name], row)) if name in rows else row
    return dict(zip(columns, map(list, zip(*rows.values(), strict=True)), strict=False))


def _cities(files: Files) -> Table:
    rows = [(*city[:-1], ";".join(city.aliases)) for city in own_cities(files)]
    cells = map(list, zip(*rows, strict=True))
    return dict(zip(COLUMNS[Holding.CITIES], cells, strict=False))


def _cells(table: TextTable, column: str) -> list[str]:
    cells = table.column(column)
    if column in _NUMBERS:
        cells = cells.renamed(lambda text: "" if text in BLANK else text)
    return cells.cells()


def _both(column: str, one: str, other: str) -> str:
    """Return the text of two cells of one column that say no different things."""
    if column in _LISTS:
        return ";".join(sorted({*source_keys(one), *source_keys(other)}))
    if column == "rank" and one and other and parse_rank(one).mark is not Mark.TIED:
        # The mark of a tie says more.
        return other if parse_rank(other).mark is Mark.TIED else one
    return one or other


def _without_blanks(table: Table, holding: Holding) -> Table:
    """Return the columns that hold a value, and the columns that the file needs."""
    needed = {*KEYS[holding]}
    if holding is Holding.FIGURES and not any(table["rating"]):
        needed.add("rank")
    return {column: cells for column, cells in table.items() if any(cells) or column in needed}
