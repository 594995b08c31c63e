"""An answer as Markdown."""

import re
from collections.abc import Sequence

from scicli.analysis.answer import Answer, Kind
from scicli.view.glyphs import Glyphs
from scicli.view.grids import LINKED, RIGHT, Grid, Tone, grids, lines_below, text_columns

_BACKTICKS = re.compile("`+")
_NO_ADDRESS = re.compile(r"[<>\s]")
_SPECIAL = re.compile(r"([\\`*_\[\]|~#])")


def to_markdown(answer: Answer, *, notes: bool, sources: bool) -> str:
    """Return an answer as Markdown: each table with its title, and its notes as a list."""
    glyphs = Glyphs.of("utf-8")
    shown = grids(answer, glyphs, notes=notes, sources=sources)
    blocks = [block for grid in shown.grids for block in _blocks(grid, glyphs, notes=notes)]
    if shown.sources:
        blocks.append(source_list(shown.sources))
    return "\n\n".join(blocks) + "\n"


def _blocks(grid: Grid, glyphs: Glyphs, *, notes: bool) -> list[str]:
    blocks = [f"### {escaped(f' {glyphs.dot} '.join(grid.title))}"]
    if text_columns(grid):
        blocks.append(table(grid))
    below = lines_below(grid, glyphs, notes=notes)
    if below:
        blocks.append("\n".join(f"- {escaped(note)}" for note in below))
    return blocks


def table(grid: Grid) -> str:
    """Return a grid as a table."""
    columns = text_columns(grid)
    lines = [
        _row([escaped(column.heading) for column in columns]),
        _row(["---:" if column.kind in RIGHT else "---" for column in columns]),
    ]
    rows = [*zip(*(column.cells for column in columns), strict=True), None]
    for number, row in enumerate(rows):
        if number in grid.gaps:
            gap = f"*{escaped(grid.gaps[number])}*"
            lines.append(_row([gap if column.kind is Kind.CITY else "" for column in columns]))
        if row:
            lines.append(
                _row(
                    [
                        f"**{escaped(cell.text)}**"
                        if cell.tone is Tone.ASKED
                        else escaped(cell.text)
                        for cell in row
                    ]
                )
            )
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def source_list(sources: Sequence[tuple[str, ...]]) -> str:
    """Return the sources as a numbered list."""
    return "\n".join(
        f"{number}. {' '.join([escaped(words), *map(_address, address)])}"
        for number, (words, *address) in enumerate(sources, 1)
    )


def _address(text: str) -> str:
    """Return an address as a link of which no letter is escaped; another text is no link."""
    plain = text.isprintable() and not _NO_ADDRESS.search(text)
    return f"<{text}>" if plain and text.startswith(LINKED) else escaped(text)


def code(text: str) -> str:
    """Return text as it is, between as many backticks as it does not have in a row.

    >>> code("a"), code("a`b")
    ('`a`', '``a`b``')
    """
    longest = max(map(len, _BACKTICKS.findall(text)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence}{text}{fence}"


def escaped(text: str) -> str:
    """Return text in which nothing is markup."""
    harmless = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", harmless)
