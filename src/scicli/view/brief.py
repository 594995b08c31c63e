"""The brief of a city as a page, or as Markdown with its charts beside it."""

import os
from dataclasses import dataclass
from urllib.parse import quote

import scicli
from scicli.analysis.answer import Answer
from scicli.claims.report import Report
from scicli.errors import ExtraError
from scicli.index.names import listed
from scicli.view import markdown, page
from scicli.view.charts.draw import inline_svg, to_chart
from scicli.view.glyphs import Glyphs, printable
from scicli.view.grids import Grids, grids, lines_below

_HEADINGS = {
    "findings": "What the figures say",
    "history": "The way here",
    "categories": "By category",
    "rivals": "Head to head",
    "editions": "All editions",
}
_SIGNS = Glyphs.of("utf-8")


@dataclass(frozen=True)
class _Chapter:
    """A section of the brief."""

    name: str
    heading: str
    table: str
    notes: list[str]


def to_page(report: Report, command: str) -> str:
    """Return the brief as a page of HTML that stands alone, without any script.

    Raises:
        ExtraError: What draws charts or fills templates is not installed.
    """
    shown = _shown(report)
    tables = [page.table(grid, _SIGNS) for grid in shown.grids]
    return _filled(
        "brief.html.jinja",
        report,
        shown,
        tables,
        command,
        style=page.STYLE,
        charts={name: inline_svg(answer, _titles(report)[name]) for name, answer in _drawn(report)},
        sources=page.source_list(shown.sources) if shown.sources else "",
    )


def to_markdown(report: Report, command: str, stem: str) -> tuple[str, dict[str, bytes]]:
    """Return the brief as Markdown, and the charts that stand beside it, by the names of files.

    Raises:
        ExtraError: What draws charts or fills templates is not installed.
    """
    shown = _shown(report)
    tables = [markdown.table(grid) for grid in shown.grids]
    files = {f"{stem}-{name}.svg": to_chart(answer, "svg") for name, answer in _drawn(report)}
    # A name of a file may hold what an address may not.
    links = [quote(os.fsencode(file)) for file in files]
    text = _filled(
        "brief.md.jinja",
        report,
        shown,
        tables,
        command,
        style="",
        charts=dict(zip((name for name, _ in _drawn(report)), links, strict=True)),
        sources=markdown.source_list(shown.sources) if shown.sources else "",
    )
    return text, files


def _filled(
    template: str,
    report: Report,
    shown: Grids,
    tables: list[str],
    command: str,
    *,
    style: str,
    charts: dict[str, str],
    sources: str,
) -> str:
    """Return a template filled with a brief."""
    try:
        import jinja2
    except ImportError:
        raise ExtraError("writing a brief", "jinja2", "report") from None
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(page.TEMPLATES),
        autoescape=jinja2.select_autoescape(["html.jinja"]),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "shown": printable,
        "plain": lambda text: markdown.escaped(printable(text)),
        "code": lambda text: markdown.code(printable(text)),
    }
    filled: str = environment.get_template(template).render(
        report=report,
        chapters=[
            _Chapter(name, _HEADINGS[name], table, lines_below(grid, _SIGNS, notes=True))
            for name, table, grid in zip(report.names, tables, shown.grids, strict=True)
        ],
        titles=_titles(report),
        charts=charts,
        sources=sources,
        style=style,
        command=command,
        version=scicli.__version__,
    )
    return filled


def _shown(report: Report) -> Grids:
    return grids(report.answer, _SIGNS, notes=True, sources=True)


def _drawn(report: Report) -> list[tuple[str, Answer]]:
    """Return what of the brief is drawn, by the names of its sections."""
    drawn = (("history", report.history), ("categories", report.categories))
    return [
        (name, answer)
        for name, answer in drawn
        if answer and answer.plot and not answer.plot.is_empty and name in report.names
    ]


def _titles(report: Report) -> dict[str, str]:
    """Return what the charts show, for those who do not see them."""
    rivals = f" beside {listed(report.rivals, 'and')}" if report.rivals else ""
    return {
        "history": printable(f"Ranks of {report.city}{rivals}, edition by edition"),
        "categories": printable(f"Ranks of {report.city} by category, against its overall rank"),
    }
