"""The brief of a city as two pages of HTML or PDF, or as Markdown with its charts beside it."""

import os
import warnings
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import scicli
from scicli.analysis.answer import Answer, Kind
from scicli.analysis.wording import counted
from scicli.claims.report import Report
from scicli.errors import ExtraError
from scicli.index.names import listed
from scicli.view import markdown, page
from scicli.view.charts.draw import figure, part, to_chart
from scicli.view.charts.letters import isolated
from scicli.view.grids import RIGHT, Grid, Source, grids, most_first
from scicli.view.screen import UNICODE, printable
from scicli.view.target import Look
from scicli.view.typeset import Typesetter

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).parent / "templates"
STYLE = (_TEMPLATES / "brief.css").read_text(encoding="utf-8")
"""The style of a brief, after that of all pages."""
_PUBLISHERS_NAMED = 12
_PURPOSE = "a brief"
_ON_A_PAGE, _IN_A_PDF = Look(height=340), Look(height=420)


def to_page(report: Report, command: str) -> str:
    """Return the brief as a page of HTML without script, with the command that makes it again."""
    return _as_html("brief.html.jinja", report, {}, command, style=page.STYLE + STYLE)


def to_part(report: Report, links: page.Links) -> str:
    """Return the brief as part of a page of HTML that has its title, with links in its tables."""
    return _as_html("brief_body.html.jinja", report, links, folded=True)


def _as_html(
    template: str, report: Report, links: page.Links, command: str = "", **parts: object
) -> str:
    tables, sources = _tables(report)
    charts = {
        name: figure(one, name, _ON_A_PAGE, notes=False) for name, one in _plots(report).items()
    }
    return filled(
        template,
        _content(report, tables, sources, command),
        charts=charts,
        tables={name: page.table(grid, links) for name, grid in tables.items()},
        sources=page.source_list(sources) if sources else "",
        **parts,
    )


def to_markdown(report: Report, command: str, stem: str) -> tuple[str, dict[str, bytes]]:
    """Return the brief as Markdown, and its charts by file name; each name begins with `stem`."""
    plots = _plots(report)
    files = {name: f"{stem}-{name}.svg" for name in plots}
    tables, sources = _tables(report)
    text = filled(
        "brief.md.jinja",
        _content(report, tables, sources, command),
        # A file name can have characters that an address cannot.
        charts={name: quote(os.fsencode(file)) for name, file in files.items()},
        titles={name: one.plot.finding or name for name, one in plots.items() if one.plot},
        tables={name: markdown.table(grid) for name, grid in tables.items()},
        sources=markdown.source_list(sources),
    )
    return text, {files[name]: to_chart(one, "svg") for name, one in plots.items()}


def to_pdf(report: Report, command: str) -> bytes:
    """Return the brief as a PDF of two pages, or of one if the city has no history.

    A warning names letters that no font has of those on this machine.
    """
    typesetter = Typesetter(_PURPOSE)
    tables, sources = _tables(report)
    content = _isolated(_content(report, tables, sources, command))
    rivals = tables.get("rivals")
    content["rivals"] = _isolated(_table(rivals)) if rivals else None
    content["charts"] = {}
    for name, answer in _plots(report).items():
        one = part(answer, name, _IN_A_PDF, dark=False)
        about, key = f"{one.title}. {one.about}", printable(" ".join(one.key))
        content["charts"][name] = {"svg": one.svg, "about": isolated(about), "key": key}
    if missing := typesetter.missing(str(content)):
        warnings.warn(missing, stacklevel=2)
    template = (_TEMPLATES / "brief.typ").read_text(encoding="utf-8")
    return typesetter.pdf(template, content)


def _tables(report: Report) -> tuple[dict[str, Grid], list[Source]]:
    """Return the sections of a brief as tables by their names, and its sources."""
    if not report.names:
        return {}, []
    tables, sources = grids(report.answer, UNICODE, sources=True)
    return dict(zip(report.names, tables, strict=True)), sources


def _plots(report: Report) -> dict[str, Answer]:
    """Return the answers that are drawn, by the names of their sections."""
    answers = {"history": report.history, "categories": report.categories}
    return {
        name: answer
        for name, answer in answers.items()
        if answer and answer.plot and not answer.plot.is_empty
    }


def _content(
    report: Report, tables: Mapping[str, Grid], sources: Sequence[Source], command: str
) -> dict[str, Any]:
    """Return what all forms of the brief say beside their charts and tables."""
    return {
        "city": report.city,
        "where": ", ".join(report.where),
        "ranking": " · ".join(report.ranking),
        "headline": report.headline,
        "beneath": " · ".join(report.beneath),
        "tiles": [one._asdict() for one in report.tiles],
        "sentences": _sentences(tables.get("findings")),
        "strengths": report.strengths,
        "weaknesses": report.weaknesses,
        "rule": report.rule,
        "against": " ".join(tables["rivals"].notes) if "rivals" in tables else "",
        "unknown": report.unknown,
        "publishers": _publishers(sources),
        "command": command,
        "version": scicli.__version__,
        "checksum": report.checksum,
    }


def _sentences(findings: Grid | None) -> list[dict[str, str]]:
    """Return each sentence, with the numbers of its sources."""
    by_kind = {column.kind: column.cells for column in findings.columns} if findings else {}
    sentences = by_kind.get(Kind.PROSE, [])
    numbers = by_kind.get(Kind.NOTE, [])
    texts = [cell.text for cell in numbers] or [""] * len(sentences)
    return [
        {"text": sentence.text, "sources": text}
        for sentence, text in zip(sentences, texts, strict=True)
    ]


def _table(grid: Grid) -> dict[str, Any]:
    """Return a table without its sources, for a template."""
    columns = [column for column in grid.text_columns if column.kind is not Kind.NOTE]
    return {
        "headings": [column.heading for column in columns],
        "right": [column.kind in RIGHT for column in columns],
        "rows": [
            [cell.text for cell in row]
            for row in zip(*(column.cells for column in columns), strict=True)
        ],
    }


def _publishers(sources: Sequence[Source]) -> str:
    """Return how many sources each publisher has, as a sentence."""
    counts = most_first(one.publisher or one.key for one in sources)
    if not counts:
        return "The data name no source."
    words = [f"{name} ({number})" for name, number in counts.items()]
    if len(words) > _PUBLISHERS_NAMED + 1:
        words[_PUBLISHERS_NAMED:] = [f"{len(words) - _PUBLISHERS_NAMED} more publishers"]
    return f"{counted(sum(counts.values()), 'source', 'sources')}: {listed(words, 'and')}."


def _isolated(content: Any) -> Any:  # noqa: ANN401 -- JSON has no type of its own
    """Return content in which every text is harmless, and names from right to left stay apart."""
    if isinstance(content, str):
        return isolated(content)
    if isinstance(content, Mapping):
        return {name: _isolated(one) for name, one in content.items()}
    return [_isolated(one) for one in content] if isinstance(content, list | tuple) else content


def filled(template: str, content: Mapping[str, Any], **parts: object) -> str:
    """Return a template filled with content, and with parts that are markup already.

    Raises:
        ExtraError: The extra `report` is not installed.
    """
    if find_spec("jinja2") is None:
        raise ExtraError("a brief or a site", "jinja2", "report")
    if template.endswith(".html.jinja"):
        content = _isolated(content)
    return str(_environment().get_template(template).render(**content, **parts))


@cache
def _environment() -> "Environment":
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=jinja2.select_autoescape(["html.jinja"]),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "plain": lambda text: markdown.escape(printable(text)),
        "code": lambda text: markdown.code(printable(text)),
        "references": page.references,
    }
    return environment
