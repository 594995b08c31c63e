"""The shapes of tables that are not one row for each figure."""

from collections.abc import Sequence

from scicli.importing.cells import is_figure, is_nothing
from scicli.importing.patterns import measure_in
from scicli.importing.sheets import Row

_MOST_KINDS = 20


def with_kinds_as_columns(
    header: Sequence[str], rows: Sequence[Row]
) -> tuple[list[str], list[Row]] | None:
    """Return a table whose rows are ranks and ratings in turn with a column for each, or None.

    A column of words such as `Rank` and `Score` tells the kind of each row, another one holds its
    figure, and the other columns are alike in all rows of one thing.
    """
    width = len(header)
    cells = [(*row.cells, *[""] * width)[:width] for row in rows]
    kinds = [at for at in range(width) if _tells_kinds({row[at] for row in cells})]
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


def _tells_kinds(texts: set[str]) -> bool:
    if len(texts) > _MOST_KINDS:
        return False
    fields = {measure_in(text)[0] for text in texts}
    return len(fields) > 1 and None not in fields
