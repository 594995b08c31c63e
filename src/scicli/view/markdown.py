"""An answer as Markdown."""

import re
from collections.abc import Sequence

from scicli.analysis.answer import Answer, Kind
from scicli.view.characters import Signs
from scicli.view.grids import RIGHT, Grid, GridColumn, Tone, grids, legend, undrawn

_SPECIAL = re.compile(r"([\\`*_\[\]|~#])")


def to_markdown(answer: Answer, *, notes: bool, sources: bool) -> str:
    """Return an answer as Markdown: each table with its title, and its notes as a list.

    Args:
        answer: What is shown.
        notes: Whether notes stand beneath it.
        sources: Whether the sources of every row are numbered, and listed beneath it.
    """
    signs = Signs.of("utf-8")
    shown = grids(answer, signs, notes=notes, sources=sources)
    blocks = [block for grid in shown.grids for block in _blocks(grid, signs, notes=notes)]
    if shown.sources:
        blocks.append(_numbered(shown.sources))
    return "\n\n".join(blocks) + "\n"


def _blocks(grid: Grid, signs: Signs, *, notes: bool) -> list[str]:
    columns = undrawn(grid)
    blocks = [f"### {_escaped(f' {signs.dot} '.join(grid.title))}"]
    if columns:
        blocks.append("\n".join(_table(grid, columns)))
    told = [*grid.notes, *filter(None, [legend(columns, signs) if notes else ""])]
    if told:
        blocks.append("\n".join(f"- {_escaped(note)}" for note in told))
    return blocks


def _table(grid: Grid, columns: Sequence[GridColumn]) -> list[str]:
    lines = [
        _row([_escaped(column.heading) for column in columns]),
        _row(["---:" if column.kind in RIGHT else "---" for column in columns]),
    ]
    rows = [*zip(*(column.cells for column in columns), strict=True), None]
    for number, row in enumerate(rows):
        if number in grid.gaps:
            gap = f"*{_escaped(grid.gaps[number])}*"
            lines.append(_row([gap if column.kind is Kind.CITY else "" for column in columns]))
        if row:
            lines.append(
                _row(
                    [
                        f"**{_escaped(cell.text)}**"
                        if cell.tone is Tone.ASKED
                        else _escaped(cell.text)
                        for cell in row
                    ]
                )
            )
    return lines


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _numbered(sources: Sequence[tuple[str, ...]]) -> str:
    return "\n".join(
        f"{number}. {' '.join(map(_escaped, lines))}" for number, lines in enumerate(sources, 1)
    )


def _escaped(text: str) -> str:
    """Return text in which nothing is markup."""
    harmless = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", harmless)
