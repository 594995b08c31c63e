"""The brief of a city as a page, or as Markdown with its charts in files beside it."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import quote

import scicli
from scicli.analysis.answer import Answer
from scicli.claims.report import Report
from scicli.errors import ExtraError
from scicli.index.names import listed
from scicli.view import markdown, page
from scicli.view.charts.draw import figure, to_chart
from scicli.view.grids import Grid, Source, grids
from scicli.view.screen import UNICODE, printable

_TEMPLATES = Path(__file__).parent / "templates"
_HEADINGS = {
    "findings": "What the figures say",
    "history": "The way here",
    "categories": "By category",
    "rivals": "Head to head",
    "editions": "All editions",
}


def to_page(report: Report, command: str) -> str:
    """Return the brief as a page of HTML without script, with the command that makes it again."""
    charts = {name: figure(answer, name) for name, answer in _plots(report).items()}
    return _fill("brief.html.jinja", report, command, charts, page.table, page.source_list)


def to_markdown(report: Report, command: str, stem: str) -> tuple[str, dict[str, bytes]]:
    """Return the brief as Markdown, and its charts by file name; each name begins with `stem`."""
    plots = _plots(report)
    files = {name: f"{stem}-{name}.svg" for name in plots}
    # A file name can have characters that an address cannot.
    links = {name: quote(os.fsencode(file)) for name, file in files.items()}
    text = _fill("brief.md.jinja", report, command, links, markdown.table, markdown.source_list)
    return text, {files[name]: to_chart(answer, "svg") for name, answer in plots.items()}


def _fill(
    template: str,
    report: Report,
    command: str,
    charts: dict[str, str],
    table: Callable[[Grid], str],
    source_list: Callable[[Sequence[Source]], str],
) -> str:
    """Return a template filled with a brief; `charts` are markup or links by section."""
    try:
        import jinja2
    except ImportError:
        raise ExtraError("writing a brief", "jinja2", "report") from None
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=jinja2.select_autoescape(["html.jinja"]),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "shown": printable,
        "plain": lambda text: markdown.escape(printable(text)),
        "code": lambda text: markdown.code(printable(text)),
    }
    tables, footnotes = grids(report.answer, UNICODE, sources=True)
    filled: str = environment.get_template(template).render(
        report=report,
        chapters=[
            {
                "name": name,
                "heading": _HEADINGS[name],
                "table": table(grid),
                "notes": grid.lines_below,
            }
            for name, grid in zip(report.names, tables, strict=True)
        ],
        titles=_titles(report),
        charts=charts,
        sources=source_list(footnotes) if footnotes else "",
        style=page.STYLE,
        command=command,
        version=scicli.__version__,
    )
    return filled


def _plots(report: Report) -> dict[str, Answer]:
    """Return the answers that are drawn, by the names of their sections."""
    answers = {"history": report.history, "categories": report.categories}
    return {
        name: answer
        for name, answer in answers.items()
        if answer and answer.plot and not answer.plot.is_empty and name in report.names
    }


def _titles(report: Report) -> dict[str, str]:
    """Return what each chart shows, for readers who cannot see it."""
    rivals = f" beside {listed(report.rivals, 'and')}" if report.rivals else ""
    return {
        "history": printable(f"Ranks of {report.city}{rivals}, edition by edition"),
        "categories": printable(f"Ranks of {report.city} by category, against its overall rank"),
    }
