"""A header of two rows: titles of groups above the names of their columns."""

from collections import Counter
from collections.abc import Sequence

from scicli.importing.figure_cells import is_figure, is_nothing
from scicli.importing.patterns import is_year, measure_in
from scicli.index.names import fold


def joined_header(upper: Sequence[str], lower: Sequence[str]) -> list[str] | None:
    """Return the names of two rows joined, or None if they are not one header.

    A title holds for the blank cells to its right. It is joined to a name below it if one of them
    is a measure, and one name must stand below several titles.

    >>> joined_header(["", "Overall", "", "Customs"], ["City", "Rank", "Score", "Rank"])
    ['City', 'Overall Rank', 'Overall Score', 'Customs Rank']
    >>> joined_header(["City", "Platz", "", "Score"], ["", "2023", "2024", "2023"])
    ['City', '2023 Platz', '2024 Platz', '2023 Score']
    >>> joined_header(["Ranking 2024", "", ""], ["City", "Rank", "Score"]) is None
    True
    """
    width = max(len(upper), len(lower))
    own, names = ([*cells, *[""] * (width - len(cells))] for cells in (upper, lower))
    if any(map(_is_value, names)):
        return None
    titles = _titles(own, names)
    joined = {
        column: text
        for column, pair in enumerate(zip(titles, names, strict=True))
        if (text := _joined(*pair))
    }
    # Below measures, a name beside the joined ones shows that these are the cells of a row.
    beside = any(
        own[column] not in {"", names[column]} and names[column]
        for column in set(range(width)) - joined.keys()
    )
    if beside and not all(measure_in(names[column])[0] for column in joined):
        return None
    counts = Counter(fold(names[column]) for column in joined)
    if max(counts.values(), default=0) < 2 or len({titles[column] for column in joined}) < 2:
        return None
    return [joined.get(column) or name or own[column] for column, name in enumerate(names)]


def _titles(own: Sequence[str], names: Sequence[str]) -> list[str]:
    """Return the title above each name; the name of a single column is no title."""
    titles: list[str] = []
    title = ""
    for text, name in zip(own, names, strict=True):
        if text:
            title = text if name not in {"", text} else ""
        titles.append(title)
    return titles


def _joined(title: str, name: str) -> str:
    """Return a title and a name with the measure last, or "" if not one of them is a measure."""
    if not title or not name:
        return ""
    for other, measure in ((title, name), (name, title)):
        if field := measure_in(measure)[0]:
            text = f"{other} {measure}"
            return text if measure_in(text)[0] else f"{other} {field}"
    return ""


def _is_value(cell: str) -> bool:
    """Return whether a cell belongs to a row of figures; years may be names of columns."""
    return cell != "" and (is_nothing(cell) or (is_figure(cell) and not is_year(cell)))
