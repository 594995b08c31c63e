"""The parts of a page: answers as tables and charts, below headings, with their sources."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from scicli.analysis.answer import Answer
from scicli.analysis.wording import counted
from scicli.errors import QuestionError
from scicli.index.index import Index
from scicli.view import page
from scicli.view.charts.draw import figure
from scicli.view.grids import Grid, Source, every_source, grids, lines_below
from scicli.view.page import Links
from scicli.view.screen import UNICODE


class Part(NamedTuple):
    """An answer below a heading.

    `chart` is the name of its chart, "" for none; `tables` says whether it has its tables, `tools`
    whether a reader can search, narrow and sort them.
    """

    title: str
    answer: Answer
    chart: str = ""
    tables: bool = True
    tools: bool = False


def body(parts: Sequence[Part], links: Links) -> str:
    """Return the parts of a page as markup, and below them the sources that they cite."""
    answers = [part.answer for part in parts if part.tables]
    remarks = dict.fromkeys(remark for answer in answers for remark in answer.remarks)
    sections = tuple(section for answer in answers for section in answer.sections)
    whole = answers[0]._replace(sections=sections, remarks=tuple(remarks), asked=())
    tables, sources = grids(whole, UNICODE, sources=True)
    shown = iter(zip(tables, lines_below(tables), strict=True))
    texts = []
    for number, part in enumerate(parts):
        count = len(part.answer.sections) if part.tables else 0
        own = [next(shown) for _ in range(count)]
        texts.append(_section(f"part-{number}", part, own, links))
    return "\n".join([*texts, *_sources(sources)])


def sources_of(index: Index) -> tuple[str, int]:
    """Return every source of a ranking as a list, and their number."""
    sources = every_source(index.sources, UNICODE)
    return (page.source_list(sources) if sources else ""), len(sources)


def _section(key: str, part: Part, tables: Sequence[tuple[Grid, list[str]]], links: Links) -> str:
    texts = [f'<section aria-labelledby="{key}"{" data-tools" if part.tools else ""}>']
    texts.append(f'<h2 id="{key}">{escape(part.title)}</h2>')
    if part.chart:
        texts.append(_chart(part))
    for grid, notes in tables:
        if grid.text_columns:
            if len(tables) > 1:
                texts.append(f"<h3>{escape(grid.caption)}</h3>")
            texts.append(page.table(grid, links))
        if notes:
            texts += ["<ul>", *(f"<li>{escape(note)}</li>" for note in notes), "</ul>"]
    return "\n".join([*texts, "</section>"])


def _chart(part: Part) -> str:
    """Return the chart of an answer, or nothing where it has nothing or too much to draw."""
    try:
        return figure(part.answer, part.chart, notes=not part.tables)
    except QuestionError:
        return ""


def _sources(sources: Sequence[Source]) -> list[str]:
    if not sources:
        return []
    words = counted(len(sources), "source", "sources")
    return [
        '<section aria-labelledby="sources"><h2 id="sources">Sources</h2>',
        f"<details><summary>{words}</summary>{page.source_list(sources)}</details></section>",
    ]
