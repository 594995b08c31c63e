"""How the columns of a table fit a screen: all of them, the answer only, folded, or as records."""

from collections.abc import Sequence

from rich.cells import cell_len

from scicli.analysis.answer import ANSWER, Kind
from scicli.view.grids import Grid, GridColumn

BETWEEN = 2
"""The blanks between two columns."""
# The least weight of a column for which names are folded, rather than leave it out.
_WORTH_FOLDING = 9
_LEAST_TEXT = 12
# A longer word may be broken.
_LONGEST_WORD = 24
_LEAST_PROSE = 30
# Texts of these kinds may be folded; numbers are never broken.
_FOLDED = {Kind.CITY, Kind.LABEL, Kind.TEXT, Kind.DETAIL, Kind.REMARK, Kind.NOTE}


def fit(grid: Grid, room: int) -> tuple[Sequence[GridColumn], Sequence[int]]:
    """Return the columns that fit a room, and their widths; without any, rows are records.

    Details go first, the least important first of all. Then names are folded; what is worth that
    goes next. If the answer alone does not fit, each row becomes a record.
    """
    for least in (_WORTH_FOLDING, ANSWER):
        columns = _without_details(grid.columns, least, room)
        most = list(map(_whole, columns))
        for widths in ([*map(_natural, columns)], [*map(_least, columns)]):
            if _total(widths) <= room:
                return columns, _shared(widths, most, room)
    return _without_details(grid.columns, _WORTH_FOLDING, room), ()


def _without_details(columns: Sequence[GridColumn], least: int, room: int) -> list[GridColumn]:
    """Return columns without those of less than a weight, as far as they have to go."""
    kept = list(columns)
    while _total([*map(_natural, kept)]) > room and len(kept) > 1:
        lightest = min(kept, key=lambda column: column.weight)
        if lightest.weight >= least:
            break
        kept.remove(lightest)
    return kept


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + BETWEEN * (len(widths) - 1)


def _whole(column: GridColumn) -> int:
    """Return the width of a column in which nothing is folded."""
    return max(map(cell_len, [column.heading, *(cell.text for cell in column.cells)]))


def _natural(column: GridColumn) -> int:
    """Return the width of a column in which only sentences are folded."""
    return min(_whole(column), _LEAST_PROSE) if column.kind is Kind.PROSE else _whole(column)


def _least(column: GridColumn) -> int:
    """Return the least width of a column: where texts are folded, no word is broken."""
    if column.kind is Kind.PROSE:
        return _natural(column)
    cells = [cell.text for cell in column.cells]
    if column.kind in _FOLDED:
        return _folded([column.heading, *cells])
    return max([_folded([column.heading]), *map(cell_len, cells)])


def _folded(texts: Sequence[str]) -> int:
    """Return the least width of folded texts."""
    longest = max(cell_len(word) for text in texts for word in ["", *text.split()])
    most = max(map(cell_len, texts))
    return min(most, max(_LEAST_TEXT, min(longest, _LONGEST_WORD)))


def _shared(least: Sequence[int], most: Sequence[int], room: int) -> list[int]:
    """Return widths between the least and the most that share a room; the narrowest grow first."""
    if _total(most) <= room:
        return list(most)
    widths = list(least)
    for _ in range(room - _total(widths)):
        growing = [at for at, width in enumerate(widths) if width < most[at]]
        widths[min(growing, key=widths.__getitem__)] += 1
    return widths
