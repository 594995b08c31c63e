"""An answer as a page of HTML that needs no other file."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import TypeAlias

from scicli.analysis.answer import Answer, Kind
from scicli.analysis.wording import nonempty
from scicli.view.grids import (
    LINES,
    LINK_STARTS,
    RIGHT,
    Grid,
    GridColumn,
    Source,
    Tone,
    grids,
    lines_below,
)
from scicli.view.screen import UNICODE

_TEMPLATES = Path(__file__).parent / "templates"
STYLE = (_TEMPLATES / "page.css").read_text(encoding="utf-8")
_PAGE = Template((_TEMPLATES / "page.html").read_text(encoding="utf-8"))
_DIGITS = re.compile(r"[0-9]+", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
Links: TypeAlias = Mapping[Kind, Mapping[str, str]]
"""The addresses of texts in columns of a kind, such as those of cities."""
NO_LINKS: Links = {}
_HEADS = Kind.CITY, Kind.LABEL
_CLASSES = {
    **dict.fromkeys(RIGHT, "right"),
    Kind.PROSE: "prose",
    Kind.TEXT: "text",
    Kind.NOTE: "refs",
    **dict.fromkeys(LINES, "spark"),
}


def to_html(answer: Answer, *, notes: bool, sources: bool) -> str:
    """Return an answer as a page: a table with its caption for each section, and its notes."""
    tables, footnotes = grids(answer, UNICODE, sources=sources)
    parts = [f"<h1>{escape(tables[0].caption)}</h1>", *_parts(tables, notes=notes)]
    if footnotes:
        parts += ["<h2>Sources</h2>", source_list(footnotes)]
    return document(escape(tables[0].caption), parts)


def fragment(answer: Answer) -> str:
    """Return the tables of an answer and their notes, for a page that has its own style."""
    return "\n".join(_parts(grids(answer, UNICODE, sources=False)[0], notes=True))


def _parts(tables: Sequence[Grid], *, notes: bool) -> list[str]:
    parts = []
    for grid, below in zip(tables, lines_below(tables), strict=True):
        parts.append(
            table(grid) if grid.text_columns else f'<p class="caption">{escape(grid.caption)}</p>'
        )
        if notes and below:
            parts += ["<ul>", *(f"<li>{escape(line)}</li>" for line in below), "</ul>"]
    return parts


def document(title: str, parts: Sequence[str], style: str = "") -> str:
    """Return a whole page from markup, with a style of its own after that of all pages."""
    return _PAGE.substitute(title=title, style=STYLE + style, parts="\n".join(parts))


def table(grid: Grid, links: Links = NO_LINKS) -> str:
    """Return a grid as a table with its caption; `links` are the addresses of texts by kind."""
    columns, title = grid.text_columns, escape(grid.caption)
    head = (
        f'<th scope="col"{_classes(column.kind, Tone.PLAIN)}>{escape(column.heading)}</th>'
        if column.heading
        else "<td></td>"
        for column in columns
    )
    # The first column that names something heads its rows.
    first = next((column for column in columns if column.kind in _HEADS), None)
    cells = [_cells(column, links, is_head=column is first) for column in columns]
    rows = [f"<tr>{''.join(row)}</tr>" for row in zip(*cells, strict=True)]
    for number, gap in _gaps(columns):
        rows[number] = gap
    lines = [
        # The keyboard has to reach what scrolls.
        f'<div class="scroll" tabindex="0" role="region" aria-label="{title}">',
        f"<table>\n<caption><span>{title}</span></caption>",
        "<thead>\n<tr>", *head, "</tr>\n</thead>",
        "<tbody>", *rows, "</tbody>\n</table>\n</div>",
    ]  # fmt: skip
    return "\n".join(lines)


def _cells(column: GridColumn, links: Links, *, is_head: bool) -> Iterator[str]:
    """Yield the cells of a column."""
    tag, scope = ("th", ' scope="row"') if is_head else ("td", "")
    starts = {tone: f"<{tag}{scope}{_classes(column.kind, tone)}>" for tone in Tone}
    addresses = links.get(column.kind, {})
    for text, tone, _ in column.cells:
        words = references(text) if column.kind is Kind.NOTE else escape(text)
        if address := addresses.get(text):
            words = f'<a href="{escape(address)}">{words}</a>'
        yield f"{starts[tone]}{words}</{tag}>"


def _gaps(columns: Sequence[GridColumn]) -> Iterator[tuple[int, str]]:
    """Yield the rows that are gaps, with their numbers."""
    for at, column in enumerate(columns):
        for number, cell in enumerate(column.cells):
            if cell.tone is Tone.GAP:
                blank = f'<td colspan="{at}"></td>' if at else ""
                rest = f'<td colspan="{len(columns) - at}" class="gap">{escape(cell.text)}</td>'
                yield number, f"<tr>{blank}{rest}</tr>"


@cache
def _classes(kind: Kind, tone: Tone) -> str:
    own = "" if tone is Tone.PLAIN else tone.name.lower()
    classes = " ".join(filter(None, (_CLASSES.get(kind), own)))
    return f' class="{classes}"' if classes else ""


def references(text: str) -> str:
    """Return the numbers of sources, such as "1–3 7", as a link to the first."""
    first = _DIGITS.search(text)
    if first is None:
        return escape(text)
    return f'<a href="#source-{first[0]}" aria-label="Sources {escape(text)}">{escape(text)}</a>'


def source_list(sources: Sequence[Source]) -> str:
    """Return the sources as a numbered list, each with an anchor."""
    items = (f'<li id="source-{number}">{_item(one)}</li>' for number, one in enumerate(sources, 1))
    return "\n".join(["<ol>", *items, "</ol>"])


def _item(source: Source) -> str:
    """Return a source whose title is marked as text in its language."""
    publisher, title, date, address = map(escape, source[:4])
    if title and _LANGUAGE.fullmatch(source.language):
        title = f'<span lang="{source.language}" dir="auto">{title}</span>'
    link = f'<a href="{address}">{address}</a>'
    words = ", ".join(nonempty(publisher, title, date)) or escape(source.key)
    return "<br>".join(nonempty(words, link if source.address.startswith(LINK_STARTS) else address))
