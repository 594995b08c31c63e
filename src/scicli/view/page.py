"""An answer as a page of HTML that stands alone."""

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path

from scicli.analysis.answer import Answer, Kind
from scicli.view.glyphs import Glyphs
from scicli.view.grids import (
    LINKED,
    RIGHT,
    Cell,
    Grid,
    GridColumn,
    Tone,
    grids,
    lines_below,
    text_columns,
)

TEMPLATES = Path(__file__).parent / "templates"
_GLYPHS = Glyphs.of("utf-8")
_DIGITS = re.compile(r"[0-9]+", re.ASCII)
STYLE = (TEMPLATES / "page.css").read_text(encoding="utf-8")
"""The style of every page."""


def to_html(answer: Answer, *, notes: bool, sources: bool) -> str:
    """Return an answer as a page: a table with its caption for each section, and its notes."""
    shown = grids(answer, _GLYPHS, notes=notes, sources=sources)
    parts = [part for grid in shown.grids for part in _parts(grid, _GLYPHS, notes=notes)]
    if shown.sources:
        parts += ["<h2>Sources</h2>", source_list(shown.sources)]
    return document(_title(shown.grids[0], _GLYPHS), parts)


def fragment(answer: Answer) -> str:
    """Return the tables of an answer and their notes, for a page that has its own style."""
    shown = grids(answer, _GLYPHS, notes=True, sources=False)
    return "\n".join(part for grid in shown.grids for part in _parts(grid, _GLYPHS, notes=True))


def document(title: str, parts: Sequence[str], style: str = "") -> str:
    """Return a page that stands alone."""
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{title}</title>",
            f"<style>\n{STYLE}{style}</style>",
            "</head>",
            "<body>",
            "<main>",
            *parts,
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _title(grid: Grid, glyphs: Glyphs) -> str:
    return escape(f" {glyphs.dot} ".join(grid.title))


def _parts(grid: Grid, glyphs: Glyphs, *, notes: bool) -> list[str]:
    title = _title(grid, glyphs)
    parts = [table(grid, glyphs)] if text_columns(grid) else [f"<p>{title}</p>"]
    below = lines_below(grid, glyphs, notes=notes)
    if below:
        parts += ["<ul>", *(f"<li>{escape(note)}</li>" for note in below), "</ul>"]
    return parts


def table(grid: Grid, glyphs: Glyphs) -> str:
    """Return a grid as a table with its caption."""
    columns, title = text_columns(grid), _title(grid, glyphs)
    lines = [
        # What scrolls has to be reached by the keyboard.
        f'<div class="scroll" tabindex="0" role="region" aria-label="{title}">',
        "<table>",
        f"<caption><span>{title}</span></caption>",
        "<thead>",
        "<tr>",
    ]
    lines += [
        f'<th scope="col"{_classes(column, Tone.PLAIN)}>{escape(column.heading)}</th>'
        if column.heading
        else "<td></td>"
        for column in columns
    ]
    lines += ["</tr>", "</thead>", "<tbody>"]
    # The first column that names something heads its row.
    names = [n for n, column in enumerate(columns) if column.kind in {Kind.CITY, Kind.LABEL}]
    rows = [*zip(*(column.cells for column in columns), strict=True), None]
    for number, row in enumerate(rows):
        if number in grid.gaps:
            lines.append(_gap(columns, grid.gaps[number]))
        if row:
            cells = (
                _cell(column, cell, "th" if place in names[:1] else "td")
                for place, (column, cell) in enumerate(zip(columns, row, strict=True))
            )
            lines.append(f"<tr>{''.join(cells)}</tr>")
    return "\n".join([*lines, "</tbody>", "</table>", "</div>"])


def _gap(columns: Sequence[GridColumn], text: str) -> str:
    """Return a row that has a text where the cities stand."""
    before = [column.kind for column in columns].index(Kind.CITY)
    blank = f'<td colspan="{before}"></td>' if before else ""
    rest = f'<td colspan="{len(columns) - before}" class="gap">{escape(text)}</td>'
    return f"<tr>{blank}{rest}</tr>"


def _cell(column: GridColumn, cell: Cell, tag: str) -> str:
    scope = ' scope="row"' if tag == "th" else ""
    text = escape(cell.text)
    if column.kind is Kind.NOTE:
        text = _DIGITS.sub(r'<a href="#source-\g<0>">\g<0></a>', text)
    return f"<{tag}{scope}{_classes(column, cell.tone)}>{text}</{tag}>"


def _classes(column: GridColumn, tone: Tone) -> str:
    classes = [
        *(["right"] if column.kind in RIGHT else []),
        *(["prose"] if column.kind is Kind.PROSE else []),
        *(["text"] if column.kind is Kind.TEXT else []),
        *(["spark"] if column.kind is Kind.SPARK else []),
        *([] if tone is Tone.PLAIN else [tone.name.lower()]),
    ]
    return f' class="{" ".join(classes)}"' if classes else ""


def source_list(sources: Sequence[tuple[str, ...]]) -> str:
    """Return the sources as a numbered list, each with an anchor."""
    items = (_source(number, lines) for number, lines in enumerate(sources, 1))
    return "\n".join(["<ol>", *items, "</ol>"])


def _source(number: int, lines: tuple[str, ...]) -> str:
    words, *address = lines
    linked = [
        f'<a href="{escape(one)}">{escape(one)}</a>' if one.startswith(LINKED) else escape(one)
        for one in address
    ]
    return f'<li id="source-{number}">{"<br>".join([escape(words), *linked])}</li>'
