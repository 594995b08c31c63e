"""The shapes of tables that are not one row for each figure."""

import re
from collections.abc import Sequence

from scicli.importing.figure_cells import is_figure, is_nothing
from scicli.importing.import_options import Field
from scicli.importing.patterns import measure_in, tells_kinds
from scicli.importing.sheets import Row
from scicli.importing.vocabulary import MEASURE_WORDS
from scicli.importing.workbook_parts import column_name

_BEST = {"low", "lower", "lo", "min", "minimum", "from"}
_WORST = {"high", "upper", "hi", "max", "maximum", "to"}


def side_by_side(header: Sequence[str]) -> str:
    """Return the columns of two tables that have the same header side by side, or "".

    >>> side_by_side(["Rank", "City", "", "Rank", "City"])
    'A to B and D to E'
    """
    names = [*header]
    for second in range(2, len(names)):
        width = [*names[:second], ""].index("")
        if width > 1 and names[:width] == names[second : second + width]:
            ends = map(column_name, (1, width, second + 1, second + width))
            return "{} to {} and {} to {}".format(*ends)
    return ""


def transposed(rows: Sequence[Row]) -> list[Row]:
    """Return a table with a row for each column; each has the number of the column as its line.

    The corner names what is ranked.
    """
    width = max((len(row.cells) for row in rows), default=0)
    columns = zip(*([*row.cells, *[""] * width][:width] for row in rows), strict=True)
    return [
        Row(line, ["name", *cells[1:]] if line == 1 else list(cells))
        for line, cells in enumerate(columns, 1)
    ]


def with_bounds_joined(
    header: Sequence[str], rows: Sequence[Row]
) -> tuple[list[str], list[Row]] | None:
    """Return a table in which two columns with the bounds of a rank are one, or None.

    Beside a column of ranks they may be bounds of something else.
    """
    if (Field.RANK, "") in map(measure_in, header):
        return None
    words = [frozenset(re.findall(r"[^\W_]+", name.casefold())) for name in header]
    worst_of = {one - _WORST: at for at, one in enumerate(words) if one & _WORST}
    for best, one in enumerate(words):
        rest = one - _BEST
        if rest != one and rest in worst_of and rest & MEASURE_WORDS[Field.RANK]:
            worst = worst_of[rest]
            kept = [at for at in range(len(header)) if at != worst]
            names = ["rank" if at == best else header[at] for at in kept]
            return names, [_joined(row, best, worst, len(header), kept) for row in rows]
    return None


def _joined(row: Row, best: int, worst: int, width: int, kept: Sequence[int]) -> Row:
    cells = [*row.cells, *[""] * (width - len(row.cells))]
    first, last = cells[best], cells[worst]
    cells[best] = f"{first}-{last}" if first and last and first != last else first or last
    return Row(row.line, [cells[at] for at in kept] + cells[width:])


def with_kinds_as_columns(
    header: Sequence[str], rows: Sequence[Row]
) -> tuple[list[str], list[Row]] | None:
    """Return a table whose rows are ranks and ratings in turn with a column for each, or None.

    A column of words such as `Rank` and `Score` tells the kind of each row, another one holds its
    figure, and the other columns are alike in all rows of one thing.
    """
    width = len(header)
    # Every cell of such a column tells a kind, so the first one does.
    first = rows[0].cells[:width] if rows else []
    kinds = [at for at, text in enumerate(first) if measure_in(text)[0]]
    cells = [(*row.cells, *[""] * width)[:width] for row in rows] if kinds else []
    kinds = [at for at in kinds if tells_kinds({row[at] for row in cells})]
    if len(kinds) != 1:
        return None
    [kind] = kinds
    words = list(dict.fromkeys(row[kind] for row in cells))
    others = [at for at in range(width) if at != kind]
    figures = [
        at
        for at in others
        if measure_in(header[at])[0] and all(is_figure(r[at]) or is_nothing(r[at]) for r in cells)
    ]
    if len(figures) != 1:
        return None
    [figure] = figures
    kept = [at for at in others if at != figure]
    wide: dict[tuple[str, ...], tuple[int, dict[str, str]]] = {}
    for row, one in zip(rows, cells, strict=True):
        _, found = wide.setdefault(tuple(one[at] for at in kept), (row.line, {}))
        if found.setdefault(one[kind], one[figure]) != one[figure]:
            return None
    names = [*(header[at] for at in kept), *words]
    return names, [
        Row(line, [*key, *(found.get(word, "") for word in words)])
        for key, (line, found) in wide.items()
    ]
