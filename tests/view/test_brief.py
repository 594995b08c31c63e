"""The brief of a city, as a page and as Markdown."""

import html
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

import scicli
from made_data import BRIEFS, city_of
from scaffold import Run, Write, values
from scicli.claims.report import report
from scicli.index.index import Index, load
from scicli.view.brief import to_page


def test_the_page_has_all_that_belongs_to_it(run: Run, tmp_path: Path, shipped: Index) -> None:
    file = tmp_path / "busan.html"
    outcome = run("report", "부산", "-e", "12", "-o", str(file))
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    page = file.read_text(encoding="utf-8")
    assert re.findall(r"<h2 id=\"\w+\">(.*?)</h2>", page) == [
        "What the figures say", "Rank by edition", "By category", "Head to head",
        "What we do not know", "Sources",
    ]  # fmt: skip
    [header] = re.findall(r"<header>\n(.*?)\n</header>", page, re.DOTALL)
    assert header.split("\n") == [
        "<h1>Busan</h1>",
        '<p><b class="headline">8th of 77 cities</b>'
        " 4 places up on edition 11 · the best of ten known places</p>",
        '<p class="quiet">South Korea, Asia/Pacific · Smart Centres Index 12 · 3 December 2025</p>',
    ]
    assert re.findall(r"<dt>(.*?)</dt><dd><b>(.*?)</b> (.*?)</dd>", page) == [
        ("Rank", "8th", "of 77 cities"),
        ("Change", "▲ 4", "4 places up on edition 11"),
        ("In its region", "2nd", "Asia/Pacific"),
        ("In its country", "1st", "South Korea"),
        ("Next ahead", "1 place", "Tel Aviv, 7th"),
    ]
    assert "<code>scicli report Busan --edition 12</code> with scicli" in page
    assert f"<code>{shipped.checksum}</code>" in page
    titles = re.findall(r"<title>(.*?)</title>", page)
    assert "Busan, 6: 22" in titles
    assert "Busan, Delivery capability: 13" in titles
    # Each of the two charts is there once wide and once narrow.
    assert re.findall(r'<svg class="(\w+)"', page) == ["wide", "narrow"] * 2
    assert len(re.findall(r'<svg [^>]*role="img"', page)) == 4
    assert "<script" not in page
    links = set(re.findall(r'href="#(.*?)"', page))
    anchors = re.findall(r'<li id="(source-[0-9]+)">', page)
    assert links <= set(anchors)
    assert len(anchors) == len(set(anchors))
    assert '<span lang="ko" dir="auto">' in page


@pytest.mark.parametrize("data", ["Busan", "London", *BRIEFS])
def test_a_pdf_has_two_pages_and_can_be_read_aloud(
    run: Run, write: Write, tmp_path: Path, data: str
) -> None:
    pytest.importorskip("typst", reason="needs typst, which the extra report brings")
    asked, pages = [data, "-e", "12"], 2
    if data in BRIEFS:
        files, pages = BRIEFS[data]
        asked = [city_of(files), "-d", str(write(**files))]
    file = tmp_path / "brief.pdf"
    outcome = run("report", *asked, "-o", str(file))
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    paper = PdfReader(file)
    assert len(paper.pages) == pages
    catalog: Any = paper.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in catalog["/Metadata"].get_data()
    assert paper.metadata is not None
    assert str(paper.metadata.title).startswith(asked[0])
    sizes = {(round(page.mediabox.width), round(page.mediabox.height)) for page in paper.pages}
    assert sizes == {A4}
    text = "\n".join(page.extract_text() for page in paper.pages)
    # Where no history is drawn, everything stands on one page.
    assert ("Rank by edition" in text) == (pages == 2)
    assert "Sources" in text


def test_the_three_forms_of_a_brief_say_the_same(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("typst", reason="needs typst, which the extra report brings")
    forms = {}
    for suffix in ("html", "md", "pdf"):
        file = tmp_path / f"b.{suffix}"
        assert run("report", "Seoul", "-e", "11", "-o", str(file)).code == 0
        forms[suffix] = (
            "\n".join(page.extract_text() for page in PdfReader(file).pages)
            if suffix == "pdf"
            else html.unescape(file.read_text(encoding="utf-8")).replace("\\", "")
        )
    brief = report(scicli.load(), "Seoul", edition=11)
    said = [
        brief.headline, *brief.beneath, *(one.value for one in brief.tiles), *brief.strengths,
        *brief.weaknesses, *brief.unknown, *brief.rivals,
        *brief.answer.sections[0].frame["statement"],
    ]  # fmt: skip
    for suffix, text in forms.items():
        plain = "".join(text.split())
        assert [one for one in said if "".join(one.split()) not in plain] == [], suffix


def test_the_same_data_give_the_same_bytes(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("typst", reason="needs typst, which the extra report brings")
    for name in ("a.html", "b.html", "a.md", "b.md", "a.pdf", "b.pdf"):
        (tmp_path / name[0]).mkdir(exist_ok=True)
        assert run("report", "Busan", "-o", str(tmp_path / name[0] / f"x{name[1:]}")).code == 0
    files = [sorted(path.name for path in (tmp_path / folder).iterdir()) for folder in "ab"]
    assert files == [["x-categories.svg", "x-history.svg", "x.html", "x.md", "x.pdf"]] * 2
    for name in files[0]:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_markdown_names_its_charts_and_its_sources(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "seoul 6.md"
    assert run("report", "Seoul", "-e", "6", "--against", "Tokyo", "-o", str(file)).code == 0
    text = file.read_text(encoding="utf-8")
    assert (
        "![Seoul: from 24th in May 2022 to 24th in November 2022](<seoul%206-history.svg>)" in text
    )
    assert (tmp_path / "seoul 6-history.svg").read_text(encoding="utf-8").startswith("<svg ")
    assert "\n1. " in text
    assert "`scicli report Seoul --edition 6 --against Tokyo`" in text
    assert (
        "**24th of 75 cities** · the same as in edition 5 · equals the best of two known places"
        " · Smart Centres Index 6 · 22 November 2022"
    ) in text


A4 = (595, 842)
HOSTILE = "<script>alert(1)</script>|*x*`{{ 7 * 7 }}"


def test_names_stay_text_and_bands_are_drawn(run: Run, write: Write, tmp_path: Path) -> None:
    rows = "".join(
        f'{edition},"{HOSTILE}",{rank}\n{edition},B & C,{other}\n'
        for edition, rank, other in ((1, "201-250", "=7"), (2, "801+", "12"), (4, "30", "201-250"))
    )
    data = write(editions=f"edition,city,rank\n{rows}") / "editions.csv"
    page, text = tmp_path / "x.html", tmp_path / "x.md"
    for file in (page, text):
        outcome = run("report", HOSTILE, "-d", str(data), "-o", str(file))
        assert (outcome.code, outcome.err) == (0, "")
    shown = page.read_text(encoding="utf-8")
    assert "<script" not in shown
    assert "{{ 7 * 7 }}" in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;|*x*`{{ 7 * 7 }}, 2: 801+</title>" in shown
    assert "--data editions.csv</code>" in shown
    assert "<p>The data name no source.</p>" in shown
    written = text.read_text(encoding="utf-8")
    assert "<script" not in re.sub("``.*``", "", written)
    assert f"``scicli report '{HOSTILE}' --edition 4 --data editions.csv``" in written
    assert r"# &lt;script&gt;alert(1)&lt;/script&gt;\|\*x\*\`{{ 7 \* 7 }}" in written
    assert "The overall rank of" not in shown


def test_names_stay_text_in_a_pdf(run: Run, write: Write, tmp_path: Path) -> None:
    name = '#panic("x") *b* $1$ <a> @b // c'
    quoted = name.replace('"', '""')
    data = write(editions=f'edition,city,rank\n1,"{quoted}",1\n2,"{quoted}",2\n2,B,1\n')
    file = tmp_path / "x.pdf"
    outcome = run("report", name, "-d", str(data), "-o", str(file))
    assert (outcome.code, outcome.err) == (0, "")
    paper = PdfReader(file)
    assert name in " ".join("".join(page.extract_text() for page in paper.pages).split())


def test_a_city_without_any_figure_has_its_page(run: Run, write: Write, tmp_path: Path) -> None:
    data = write(editions="edition,city,rank\n1,A,\n2,A,\n1,B,\n")
    for suffix in ("html", "md"):
        file = tmp_path / f"a.{suffix}"
        assert run("report", "A", "-d", str(data), "-o", str(file)).code == 0
        text = file.read_text(encoding="utf-8")
        assert "rank not known" in text
        assert "The overall rank of A in editions 1 and 2 is not held." in text


@pytest.mark.usefixtures("no_fonts_of_the_machine")
def test_letters_of_a_brief_without_a_font_are_named(
    run: Run, write: Write, tmp_path: Path
) -> None:
    data = write(editions="edition,city,rank\n1,가나다라마바사,1\n2,가나다라마바사,1\n")
    file = tmp_path / "x.pdf"
    outcome = run("report", "가나다라마바사", "-d", str(data), "-o", str(file))
    assert (outcome.code, outcome.err) == (
        0,
        "No font here has 가, 나, 다, 라, 마 and 2 more; boxes stand for them; install a font that"
        " has them.\n",
    )


def test_a_change_is_as_certain_as_the_ranks_are(write: Write) -> None:
    rows = "1,A,151-200\n2,A,101-150\n3,A,101-200\n4,A,120\n1,B,1\n2,B,1\n3,B,1\n4,B,1\n5,B,1\n"
    index = load(write(editions=f"edition,city,rank\n{rows}"))
    changes = [report(index, "A", edition=edition).tiles[1][1:] for edition in (2, 3, 4, 5)]
    assert changes == [
        ("▲ ≥ 1", "at least 1 place up on edition 1"),
        ("not known", "up or down on edition 2 is not certain"),
        ("not known", "up or down on edition 3 is not certain"),
        ("not known", "its rank in edition 5 is not held"),
    ]
    index = load(write(editions="edition,city,rank\n1,A,3\n2,A,2\n3,B,1\n"))
    brief = report(index, "A", edition=3)
    assert brief.headline == "rank not known"
    assert brief.beneath == ("last known 2nd, edition 2", "the best of two known places")


def test_the_place_at_home_of_a_city_that_is_not_held_is_not_known(shipped: Index) -> None:
    assert report(shipped, "Astana", edition=12).tiles[2:] == (
        ("In its region", "not known", "Eastern Europe & Central Asia"),
        ("In its country", "not known", "Kazakhstan"),
    )


def test_few_publishers_are_all_named(run: Run, write: Write, tmp_path: Path) -> None:
    data = write(
        editions="edition,city,rank,sources\n1,A,1,s;t\n2,A,1,s\n",
        sources="source,publisher,title,published,url\ns,Press,,,\nt,,Title,,\n",
    )
    file = tmp_path / "a.html"
    assert run("report", "A", "-d", str(data), "-o", str(file)).code == 0
    assert "<p>2 sources: Press (1) and t (1).</p>" in file.read_text(encoding="utf-8")


def test_what_is_long_is_told_short(write: Write) -> None:
    areas = [f"area {number}" for number in range(8)]
    rows = [f"{edition},A,overall,20" for edition in range(1, 60, 2)]
    rows += [f"59,A,{area},{number + 1}" for number, area in enumerate(areas)]
    rows += [f"{edition},B,overall,1" for edition in range(1, 60)]
    index = load(write(editions="\n".join(["edition,city,category,rank", *rows])))
    brief = report(index, "A", edition=59)
    assert brief.strengths == (
        "Area 0: 1st, 19 places ahead of its overall rank",
        "Area 1: 2nd, 18 places ahead of its overall rank",
        "Area 2: 3rd, 17 places ahead of its overall rank",
        "Area 3: 4th, 16 places ahead of its overall rank",
        "and four more",
    )
    assert brief.unknown[0] == (
        "The overall rank of A in editions 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28 and"
        " 15 more is not held."
    )


def test_no_name_is_a_command_in_a_pdf(run: Run, write: Write, tmp_path: Path) -> None:
    pytest.importorskip("typst", reason="needs typst, which the extra report brings")
    names = ["#panic(1)", "$x$ @ref *b* _i_ `c` <l> // no", "= A \\u{41}", "[#sys.version]"]
    rows = [f'{edition},"{name}",{1 + (edition + number) % 4}'
            for edition in (1, 2, 3) for number, name in enumerate(names)]  # fmt: skip
    data, file = write(editions="\n".join(["edition,city,rank", *rows])), tmp_path / "x.pdf"
    assert run("report", names[0], "-d", str(data), "-o", str(file)).code == 0
    text = "".join(page.extract_text() for page in PdfReader(file).pages)
    assert [name for name in names if "".join(name.split()) not in "".join(text.split())] == []


def test_a_city_with_a_single_figure_has_its_page(run: Run, write: Write, tmp_path: Path) -> None:
    data = write(editions="edition,city,rank,rating\n1,Solo,3,\n2,Solo,,8.5\n")
    for edition, headline, beneath, chapters in (
        ("1", "3rd", "", ["findings", "unknown", "sources"]),
        ("2", "rank not known", "last known 3rd, edition 1", ["findings", "unknown", "sources"]),
    ):
        file = tmp_path / f"{edition}.html"
        assert run("report", "Solo", "-d", str(data), "-e", edition, "-o", str(file)).code == 0
        page = file.read_text(encoding="utf-8")
        assert f'<b class="headline">{headline}</b> {beneath}</p>' in page
        assert re.findall(r"<h2 id=\"(\w+)\">", page) == chapters


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        ("Busan", 2,
         "there is no file to write to; add -o busan.html, or -o busan.pdf."),
        ("Busan -o x.doc", 2, "the suffix of 'x.doc' names no brief; end it with .html, .md or"
         " .pdf."),
        ("Bussan -o x.html", 2, "no city is called 'Bussan'; did you mean Busan?"),
        ("Busan --against Pusan -o x.md", 2, "Busan is asked for twice; name each city once."),
        ("Busan -o no/x.md", 3, "no/x-history.svg cannot be written: no such file or directory;"
         " name another file."),
    ],
)  # fmt: skip
def test_a_brief_that_cannot_be_written_is_refused_in_one_sentence(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    arguments: str,
    code: int,
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = run("report", *arguments.split())
    assert (outcome.code, outcome.out, outcome.err) == (code, "", f"scicli: {sentence}\n")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_extra_is_reported_in_one_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    outcome = run("report", "Busan", "-o", str(tmp_path / "x.html"))
    assert (outcome.code, outcome.err) == (
        3,
        "scicli: a brief or a site needs jinja2; pip install 'scicli[report]' brings it.\n",
    )
    assert list(tmp_path.iterdir()) == []


def test_rivals_are_the_next_ahead_and_behind_then_those_at_home(
    write: Write, shipped: Index
) -> None:
    assert report(shipped, "Busan", edition=6).rivals == ("Tokyo", "Shanghai", "Seoul", "Beijing")
    assert report(shipped, "Busan", edition=12).rivals == (
        "Singapore", "New York", "Tel Aviv", "Seoul",
    )  # fmt: skip
    assert report(shipped, "Busan", edition=6, against=["런던"]).rivals == ("London",)
    index = load(write(editions="edition,city,rank\n1,A,5\n1,B,1\n1,C,6\n1,D,4\n1,E,\n"))
    assert report(index, "A").rivals == ("B", "D", "C")
    assert report(index, "E").rivals == ("B", "D", "A", "C")
    rows = "".join(f"1,C{place},{'AB'[place % 7 == 0]},{place}\n" for place in range(1, 30))
    index = load(write(editions=f"edition,city,country,rank\n{rows}"))
    assert report(index, "C21").rivals == ("C14", "C19", "C20", "C22")
    assert report(index, "C1").rivals == ("C2", "C3", "C4", "C5")
    assert report(index, "C29").rivals == ("C25", "C26", "C27", "C28")


def test_a_brief_lists_what_is_not_held(shipped: Index) -> None:
    assert report(shipped, "Tokyo", edition=7).unknown == (
        "The overall rank of Tokyo in editions 1 to 4 is not held.",
        "Of the categories of edition 7 these are not held: Technology, Business environment, Human"
        " capital, Infrastructure, Financial services and 4 more.",
        "Edition 7: 24 of 77 ranks are held, complete to 10.",
    )


def test_the_checksum_is_that_of_what_is_held(write: Write, tmp_path: Path) -> None:
    rows = "edition,city,rank\n1,A,1\n1,B,2\n"
    first = load(write(editions=rows)).checksum
    same = "city\tedition\trank\textra\nB\t1\t2\tx\nA\t1\t1\ty\n"
    (tmp_path / "same").mkdir()
    (tmp_path / "same" / "same.tsv").write_text(same)
    assert load(tmp_path / "same").checksum == first
    assert load(write(editions=rows.replace("B,2", "B,=1"))).checksum != first
    assert scicli.load().checksum == scicli.load().checksum


def test_nothing_is_missing_from_a_complete_table(run: Run, write: Write, tmp_path: Path) -> None:
    folder = write(
        editions="edition,city,rank\n1,A,1\n1,B,2\n2,A,2\n2,B,1\n",
        releases="edition,cities_ranked\n1,2\n2,2\n",
    )
    index = load(folder)
    brief = scicli.report(index, "A")
    assert brief.unknown == ()
    assert "What we do not know" not in to_page(brief, "scicli")


def test_a_note_on_joined_spellings_is_not_an_overtake(write: Write) -> None:
    rows = "1,Córdoba,AR,1\n1,Lima,AR,2\n2,Cordoba,AR,2\n2,Lima,AR,1\n"
    index = load(write(editions=f"edition,city,country,rank\n{rows}"))
    brief = scicli.report(index, "Cordoba")
    against = brief.answer.sections[brief.names.index("rivals")].frame
    assert against[["city", "led", "passed"]].to_numpy().tolist() == [
        ["Lima", "1 of 2", "fell behind in edition 2"]
    ]
    assert brief.answer.remarks == ("Read as one city: Cordoba and Córdoba.",)


BESIDE = "1,A,10-20\n1,B,15-25\n2,A,3\n2,B,9\n3,A,5\n3,B,=5\n"


def test_an_edition_that_does_not_tell_who_is_ahead_counts_for_neither(write: Write) -> None:
    index = load(write(editions=f"edition,city,rank\n{BESIDE}"))
    brief = report(index, "A", against=["B"])
    rows = brief.answer.sections[brief.names.index("rivals")].frame
    columns = ("city", "row", "0", "1", "led", "passed")
    assert values(rows, *columns) == [("B", "3", 5, 5, "1 of 2, level in 1", "none known")]
    two = load(
        write(editions=f"edition,city,rank\n{BESIDE[: BESIDE.index('3,A')]}4,A,7-9\n4,B,8-9\n")
    )
    brief = report(two, "A", against=["B"])
    rows = brief.answer.sections[brief.names.index("rivals")].frame
    assert values(rows, *columns) == [("B", "4", 7, 8, "1 of 1", "none known")]


def test_nobody_is_ahead_of_a_city_that_is_not_in_a_table(write: Write) -> None:
    index = load(
        write(
            editions="edition,city,rank\n1,A,2\n1,B,1\n2,A,1\n2,C,2\n3,A,1\n3,B,2\n",
            releases="edition,cities_ranked\n1,2\n2,2\n3,2\n",
        )
    )
    brief = report(index, "A", against=["B"])
    rows = brief.answer.sections[brief.names.index("rivals")].frame
    assert values(rows, "city", "row", "led", "passed") == [
        ("B", "3", "1 of 2", "went ahead between editions 1 and 3")
    ]
