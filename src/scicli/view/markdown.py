"""An answer as Markdown."""

import re
from collections.abc import Sequence

from scicli.analysis.answer import Answer
from scicli.analysis.wording import nonempty
from scicli.view.grids import LINK_STARTS, RIGHT, Cell, Grid, Source, Tone, grids, lines_below
from scicli.view.screen import UNICODE

_BACKTICKS = re.compile("`+")
_NO_ADDRESS = re.compile(r"[<>\s]")
_SPECIAL = re.compile(r"([\\`*_\[\]|~#])")
_EMPHASIS = {Tone.ASKED: "**", Tone.GAP: "*"}


def to_markdown(answer: Answer, *, notes: bool, sources: bool) -> str:
    """Return an answer as Markdown: each table with its title, and its notes as a list."""
    tables, footnotes = grids(answer, UNICODE, sources=sources)
    blocks = []
    for grid, below in zip(tables, lines_below(tables), strict=True):
        blocks.append(f"### {escape(grid.caption)}")
        if grid.text_columns:
            blocks.append(table(grid))
        if notes and below:
            blocks.append("\n".join(f"- {escape(line)}" for line in below))
    if footnotes:
        blocks.append(source_list(footnotes))
    return "\n\n".join(blocks) + "\n"


def table(grid: Grid) -> str:
    """Return a grid as a table."""
    columns = grid.text_columns
    rows = [
        [escape(column.heading) for column in columns],
        ["---:" if column.kind in RIGHT else "---" for column in columns],
        *(map(_cell, row) for row in zip(*(column.cells for column in columns), strict=True)),
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(cell: Cell) -> str:
    sign = _EMPHASIS.get(cell.tone, "")
    return f"{sign}{escape(cell.text)}{sign}"


def source_list(sources: Sequence[Source]) -> str:
    """Return the sources as a numbered list."""
    return "\n".join(
        f"{number}. {' '.join(nonempty(escape(source.words), _address(source.address)))}"
        for number, source in enumerate(sources, 1)
    )


def _address(text: str) -> str:
    """Return an address as a link, in which nothing is escaped; another text is no link."""
    return f"<{text}>" if is_address(text) else escape(text)


def is_address(text: str) -> bool:
    """Return whether a text is the address of a page, and nothing else."""
    plain = text.isprintable() and not _NO_ADDRESS.search(text)
    return plain and text.startswith(LINK_STARTS)


def code(text: str) -> str:
    """Return text as code, between more backticks than it has in a row.

    >>> code("a"), code("a`b")
    ('`a`', '``a`b``')
    """
    longest = max(map(len, _BACKTICKS.findall(text)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence}{text}{fence}"


def escape(text: str) -> str:
    """Return text in which nothing is markup."""
    harmless = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", harmless)
