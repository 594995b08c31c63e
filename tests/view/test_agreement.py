"""Every format says the same: the cells of an answer are compared, format by format."""

import csv
import html.parser
import io
import json
import re
from pathlib import Path

import pytest

from scaffold import Run, Write, invalid_pages, shown
from scicli.analysis.answer import Answer
from scicli.view.charts.drawing import DARK, LIGHT, Ink
from scicli.view.excel import to_xlsx
from scicli.view.markdown import to_markdown

QUESTIONS = [
    "rank -e 6",
    "rank -e 6 --country KR --sources",
    "climbers --to 6",
    "fallers --to 6 --sources",
    "breakdown Busan Seoul -e 12",
    "breakdown -e 12",
    "compare Busan Seoul London",
    "trend Busan Seoul",
    "trend",
    "gap Busan --to 5",
    "leaders --top 2",
    "overtakes Busan --to 6",
    "editions",
    "cities --country US",
    "sources Busan -e 6",
    "check shipped",
    "findings -e 6",
    "verify --kinds",
]


class Page(html.parser.HTMLParser):
    """Takes in the captions, cells, notes and names of elements of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.captions: list[str] = []
        self.items: list[str] = []
        self.open: list[str] = []
        self.elements: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        if tag in {"meta", "br"}:
            return
        self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        if tag == "caption":
            self.captions.append("")
        if tag == "tr":
            self.tables[-1].append([])
        if tag in {"th", "td"}:
            self.tables[-1][-1].append("")
        if tag == "li":
            self.items.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"th", "td"}.isdisjoint(self.open):
            self.tables[-1][-1][-1] += data
        elif "caption" in self.open:
            self.captions[-1] += data
        elif "li" in self.open:
            self.items[-1] += data


def markdown(text: str) -> tuple[list[str], list[list[list[str]]], list[str]]:
    """Return the titles, tables and list items of Markdown, without its escapes."""

    def plain(cell: str) -> str:
        cell = re.sub(r"^\*\*?(.*?[^\\])\*\*?$", r"\1", cell.strip(" "))
        linked = re.sub(r"<(https?://[^>]*)>", r"\1", cell)
        return html.unescape(re.sub(r"\\(.)", r"\1", linked))

    titles, tables, items = [], [], []
    for block in text.strip().split("\n\n"):
        lines = block.split("\n")
        if block.startswith("### "):
            titles.append(plain(block.removeprefix("### ")))
        elif block.startswith("|"):
            rows = [[plain(c) for c in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
            tables.append([rows[0], *rows[2:]])
        else:
            items += [plain(re.sub(r"^(-|[0-9]+\.) ", "", line)) for line in lines]
    return titles, tables, items


def filled(row: list[str]) -> list[str]:
    """Return the cells of a row; where places are not held it has only that one."""
    return [cell for cell in row if "not held" in cell] or row


@pytest.mark.parametrize("question", QUESTIONS)
def test_formats_for_programs_agree(run: Run, question: str) -> None:
    def asked(format_: str) -> str:
        return run(*question.split(), "-f", format_, "-q").out

    rows = json.loads(asked("json"))
    assert [json.loads(line) for line in asked("jsonl").splitlines()] == rows
    comma = list(csv.reader(io.StringIO(asked("csv"), newline="")))
    assert list(csv.reader(io.StringIO(asked("tsv"), newline=""), delimiter="\t")) == comma
    as_text = [
        ["" if v is None else ";".join(v) if isinstance(v, list) else str(v) for v in row.values()]
        for row in rows
    ]
    unguarded = [[re.sub(r"^'(?=[=+@-])", "", cell) for cell in row] for row in comma[1:]]
    assert [[re.sub(r"\.0$", "", c) for c in row] for row in unguarded] == [
        [re.sub(r"\.0$", "", c) for c in row] for row in as_text
    ]
    assert not rows or comma[0] == list(rows[0])


@pytest.mark.parametrize("question", QUESTIONS)
def test_formats_for_people_agree(run: Run, question: str) -> None:
    screen = run(*question.split()).out
    page = Page(run(*question.split(), "-f", "html").out)
    titles, tables, items = markdown(run(*question.split(), "-f", "md").out)
    squeezed = " ".join(screen.split())
    assert page.captions == titles[: len(page.captions)]
    assert [list(map(filled, table)) for table in page.tables] == [
        list(map(filled, table)) for table in tables
    ]
    for title in titles:
        assert title in squeezed
    for table in tables:
        for row in table:
            shown = [" ".join(cell.split()) for cell in row if cell]
            assert any(
                all(cell in " ".join(line.split()) for cell in shown)
                for line in screen.splitlines()
            )
    assert [
        item for item in items if " ".join(item.split()) in squeezed or " https://" in item
    ] == items
    assert len(page.items) == len(items)
    assert "script" not in page.elements


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_workbook_shows_what_a_document_shows(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="needs openpyxl")
    documents = []

    def both(answer: Answer, *, notes: bool) -> bytes:
        documents.append(to_markdown(answer, notes=notes, sources=True))
        return to_xlsx(answer, notes=notes)

    monkeypatch.setattr("scicli.view.excel.to_xlsx", both)
    run(*question.split(), "-o", str(tmp_path / "answer.xlsx"))
    titles, tables, items = markdown(documents[0])
    table, _, *others = openpyxl.load_workbook(tmp_path / "answer.xlsx")
    cited = [
        " ".join(cell for cell in row[1:] if cell)
        for sheet in others
        for row in sheet.iter_rows(min_row=2, values_only=True)
    ]
    notes = items[: len(items) - len(cited)]
    assert cited == items[len(notes) :]
    expected = [[text] for text in titles + notes] + [row for rows in tables for row in rows]
    written = [list(map(shown, row)) for row in table.iter_rows()]
    assert sorted(list(filter(None, row)) for row in written if any(row)) == sorted(
        list(filter(None, row)) for row in expected
    )


@pytest.mark.parametrize("format_", ["table", "md", "html", "svg"])
def test_quiet_leaves_the_notes_out(run: Run, format_: str) -> None:
    loud, quiet = (run("rank", "-e", "6", "-f", format_, *q) for q in ([], ["-q"]))
    told = [
        [
            note in re.sub(r"&#160;|\xa0", " ", outcome.out)
            for note in ("complete to 5", "– not held")
        ]
        for outcome in (loud, quiet)
    ]
    assert told == [[True, True], [False, False]]
    assert (loud.err, quiet.err) == ("", "")


@pytest.mark.needs("java")
def test_pages_are_valid_html(run: Run, write: Write, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    hostile = write(editions=f'edition,city,rank\n1,"{HOSTILE}",1\n1,\x1b[31m,2\n2,A,1\n')
    asked = [*QUESTIONS, f"rank -q -d {hostile} -e 1", f"rank --around A -e 1 -d {hostile}"]
    for number, question in enumerate(asked):
        assert run(*question.split(), "-o", str(pages / f"{number}.html")).code == 0
    assert run("report", "Busan", "-o", str(pages / "brief.html")).code == 0
    assert invalid_pages(pages) == ""


HOSTILE = "<script>alert(1)</script>|*_`[x](y)&amp;"


def test_hostile_names_stay_text(run: Run, write: Write) -> None:
    folder = write(editions=f'edition,city,rank\n1,"{HOSTILE}",1\n1,=1+1,2\n1,\x1b[31mred,3\n')
    page = Page(run("rank", "-d", str(folder), "-f", "html").out)
    [table] = page.tables
    assert [row[1] for row in table] == ["City", HOSTILE, "=1+1", "␛[31mred"]
    assert "script" not in page.elements
    _, [same], _ = markdown(run("rank", "-d", str(folder), "-f", "md").out)
    assert [row[1] for row in same] == ["City", HOSTILE, "=1+1", "␛[31mred"]
    picture = run("rank", "-d", str(folder), "-f", "svg").out
    assert "<script" not in picture
    assert "\x1b" not in picture


def test_a_picture_is_the_screen_and_fetches_nothing(run: Run) -> None:
    picture = run("rank", "-e", "6", "--country", "KR", "-f", "svg").out
    texts = [html.unescape(t) for t in re.findall(r"<text [^>]*>([^<]*)</text>", picture)]
    shown = " ".join(" ".join(texts).replace("\xa0", " ").split())
    screen = " ".join(run("rank", "-e", "6", "--country", "KR").out.split())
    assert screen in shown
    assert re.findall(r"https?://[^\s\"<]+", picture) == ["http://www.w3.org/2000/svg"]
    assert "<title>Smart Centres Index 6 · overall · South Korea · 22 November 2022" in picture


def test_a_picture_has_colours_for_light_and_dark_pages(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = run("climbers", "--to", "6", "-f", "svg").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert run("climbers", "--to", "6", "-f", "svg").out == plain
    light, dark = plain.split("@media (prefers-color-scheme: dark)")
    for part, ink in ((light, LIGHT), (dark, DARK)):
        assert {ink[Ink.TEXT], ink[Ink.PAPER], ink[Ink.UP]} <= set(re.findall("#[0-9a-f]{6}", part))
