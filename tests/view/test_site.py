"""The site of a ranking: whole, the same each time, every link within it leading somewhere."""

import gc
import json
import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag
from xml.etree import ElementTree

import pytest

import scicli
from scaffold import Outcome, Run, Write, invalid_pages
from scicli.errors import QuestionError
from scicli.index.index import Index, load
from scicli.view.folder import check_folder
from scicli.view.site import site_files as site_files_module
from scicli.view.site.addresses import Addresses
from scicli.view.site.feed import feed
from scicli.view.site.publication import Publication
from scicli.view.site.site_files import site_files

ODD = """edition,city,category,rank,rating,sources
2024,부산,overall,1,9,one
2024,"<b>Bold</b>",overall,=2,8,one
2024,Bold,overall,=2,8,
2024,bold!,overall,4-5,,
2024,con,overall,6+,,
2025,부산,overall,2,9,
2025,"<b>Bold</b>",overall,1,8,one
2025,con,overall,3,8,
2025,con,</script>,1,8,
2025,bold!,overall,,7,
"""
ATOM = "{http://www.w3.org/2005/Atom}"


class Links(HTMLParser):
    """Reads where a page leads to, and what can be led to within it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.to: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"href", "src"} and value is not None:
                self.to.append(value)
            elif name == "id" and value:
                self.anchors.add(value)


def written(index: Index, publication: Publication | None = None) -> dict[str, bytes]:
    return dict(site_files(index, publication or Publication()))


@pytest.fixture(scope="module")
def site(shipped: Index) -> dict[str, bytes]:
    return written(shipped)


@pytest.fixture
def odd(write: Write) -> Index:
    return load(
        write(
            editions=ODD,
            releases="edition,published,cities_ranked\n2024,2024-05,10\n2025,2025-05-01,10\n",
            sources="source,publisher,title,url\none,A & B,<i>x</i>,javascript:alert(1)\n",
        )
    )


def assert_all_links_lead_somewhere(files: dict[str, bytes]) -> None:
    pages = {path: Links(data.decode()) for path, data in files.items() if path.endswith(".html")}
    dead = []
    for path, page in pages.items():
        folder = f"{path.rpartition('/')[0]}/" if "/" in path else ""
        for address in page.to:
            if address.startswith(("http://", "https://")):
                continue
            target, anchor = urldefrag(address)
            whole = unquote(target)
            parts = f"{folder}{whole}".split("/") if whole else path.split("/")
            while ".." in parts:
                at = parts.index("..")
                del parts[at - 1 : at + 1]
            found = "/".join(parts)
            if found not in files or (anchor and anchor not in pages[found].anchors):
                dead.append((path, address))
    assert dead == []


def test_every_city_edition_and_category_has_a_page(site: dict[str, bytes], shipped: Index) -> None:
    pages = {path for path in site if path.endswith(".html")}
    catalog = shipped.catalog
    counts = {folder: sum(path.startswith(f"{folder}/") for path in pages) - 1
              for folder in ("cities", "editions", "categories")}  # fmt: skip
    assert counts == {
        "cities": len(catalog.cities),
        "editions": len(catalog.editions),
        "categories": len(catalog.categories),
    }
    assert {path for path in pages if "/" not in path} == {
        "index.html", "movers.html", "records.html", "compare.html", "sources.html", "about.html",
    }  # fmt: skip
    assert {"cities/hong-kong.html", "editions/12.html", "categories/technology.html"} <= pages


def test_every_link_leads_somewhere(site: dict[str, bytes], odd: Index) -> None:
    assert_all_links_lead_somewhere(site)
    assert_all_links_lead_somewhere(written(odd))


def test_several_processes_make_the_same_site_as_one(
    odd: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_files_module, "_MANY", 1)
    publication = Publication(base="https://example.org/")
    made = list(site_files(odd, publication, processes=2))
    assert made == list(site_files(odd, publication))


def test_a_feed_has_the_latest_editions_that_have_a_date(write: Write) -> None:
    # The first one has none.
    years = range(2008, 2020)
    index = load(
        write(
            editions="edition,city,rank\n" + "".join(f"{year},A,1\n{year},B,2\n" for year in years),
            releases="edition,published\n" + "".join(f"{year},{year}-05\n" for year in years[1:]),
        )
    )
    root = ElementTree.fromstring(written(index)["feed.xml"])  # noqa: S314 -- scicli wrote this XML
    titles = [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")]
    assert titles == [f"Edition {year}" for year in reversed(years[1:])]


def test_a_feed_has_twenty_editions_at_most(write: Write) -> None:
    years = range(1990, 2015)
    index = load(
        write(
            editions="edition,city,rank\n" + "".join(f"{year},A,1\n" for year in years),
            releases="edition,published\n" + "".join(f"{year},{year}-05\n" for year in years),
        )
    )
    text = feed(index, Addresses.of(index.catalog), "")
    entries = ElementTree.fromstring(text).findall(f"{ATOM}entry")  # noqa: S314 -- scicli wrote this XML
    titles = [entry.findtext(f"{ATOM}title") for entry in entries]
    assert titles == [f"Edition {year}" for year in reversed(range(1995, 2015))]


def test_the_rows_of_a_page_stand_beside_it(site: dict[str, bytes], shipped: Index) -> None:
    rows = json.loads(site["editions/6.json"])
    assert [row["city"] for row in rows] == scicli.ranking(shipped, edition=6).frame[
        "city"
    ].tolist()
    assert site["editions/6.csv"].decode().splitlines()[1].startswith("6,overall,1,1,New York")
    busan = json.loads(site["cities/busan.json"])
    assert {row["city"] for row in busan} == {"Busan"}


def test_a_page_says_how_to_cite_it(shipped: Index) -> None:
    files = written(shipped, Publication("https://example.org/sci/"))
    page = files["editions/12.html"].decode()
    cite = re.search(r'<p class="cite">(.*?)</p>', page)
    assert cite is not None
    assert cite[1] == (
        "Smart Centres Index 12. https://example.org/sci/editions/12.html."
        f" scicli {scicli.__version__}, data {shipped.checksum[:12]}."
    )
    assert '<link rel="canonical" href="https://example.org/sci/editions/12.html">' in page


def test_odd_names_have_pages_of_their_own_and_are_no_markup(odd: Index) -> None:
    files = written(odd)
    pages = [path for path in files if path.startswith("cities/") and path.endswith(".html")]
    assert len(pages) == len({path.casefold() for path in pages}) == len(odd.catalog.cities) + 1
    assert all(
        re.fullmatch(r"cities/(index|n-[0-9a-f]{12}|[a-z0-9-]+)\.html", one) for one in pages
    )
    assert "cities/con.html" not in pages
    for path, data in files.items():
        text = data.decode()
        if path.endswith(".html"):
            assert "<b>Bold" not in text
            assert "</script>\n" in text
            assert 'href="javascript' not in text
    assert b"</script" not in files["ranks.js"]


def test_the_same_data_give_the_same_bytes(odd: Index, tmp_path: Path) -> None:
    one, two = written(odd), written(load(tmp_path))
    assert one == two


def test_a_feed_has_the_findings_of_each_edition_with_a_date(odd: Index) -> None:
    feed = ElementTree.fromstring(written(odd)["feed.xml"])  # noqa: S314 -- scicli wrote this XML
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}updated") for entry in entries] == [
        "2025-05-01T00:00:00Z", "2024-05-01T00:00:00Z",
    ]  # fmt: skip
    content = entries[0].findtext(f"{ATOM}content") or ""
    told = scicli.findings(odd, edition=2025).frame["statement"].drop_duplicates()
    assert content.count("<li>") == len(told) > 0
    assert "&lt;b&gt;Bold" in content
    assert len({one.text for one in feed.iter(f"{ATOM}id")}) == 3


def test_without_dates_there_is_no_feed(write: Write) -> None:
    files = written(load(write(editions="edition,city,rank\n1,A,1\n1,B,2\n")))
    assert "feed.xml" not in files
    assert b"feed.xml" not in files["index.html"]
    assert b"There is no edition before the latest." in files["movers.html"]
    assert b"The data name no source." in files["sources.html"]


def test_a_map_needs_the_address_of_the_site(odd: Index) -> None:
    assert "sitemap.xml" not in written(odd)
    files = written(odd, Publication.of("https://example.org/x", "", datetime.now(UTC)))
    pages = sorted(path for path in files if path.endswith(".html"))
    found = re.findall(r"<loc>(.*?)</loc>", files["sitemap.xml"].decode())
    assert sorted(found) == [f"https://example.org/x/{path}" for path in pages]


def test_an_embargo_is_on_every_page_and_keeps_the_feed_back(odd: Index) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    publication = Publication.of("", "2026-02-03T09:00+09:00", now)
    files = written(odd, publication)
    words = b"Not for publication before 3 February 2026, 09:00 (UTC+09:00)."
    assert all(words in data for path, data in files.items() if path.endswith(".html"))
    assert "feed.xml" not in files
    assert Publication.of("", "2025-12-31T09:00Z", now) == Publication()


@pytest.mark.parametrize(
    ("base", "embargo", "said"),
    [
        ("example.org", "", "'example.org' is no address; write one such as https://example.org/"),
        ('https://x/"y', "", "is no address"),
        ("", "tomorrow", "'tomorrow' is no time with its zone; write one such as 2026-12-01T09"),
        ("", "2026-12-01", "'2026-12-01' is no time with its zone"),
    ],
)
def test_an_address_or_a_time_that_is_none_is_refused(base: str, embargo: str, said: str) -> None:
    with pytest.raises(QuestionError, match=re.escape(said)):
        Publication.of(base, embargo, datetime.now(UTC))


def test_a_site_is_written_whole_and_replaced(run: Run, write: Write, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    file = data / "mine.csv"
    file.write_text("edition,city,rank\n1,A,1\n1,B,2\n", encoding="utf-8")
    folder = tmp_path / "site"
    assert run("site", "-d", str(file), "-o", str(folder)) == Outcome(0, "", "")
    assert (folder / "cities" / "b.html").exists()
    file.write_text("edition,city,rank\n1,A,1\n1,C,2\n", encoding="utf-8")
    assert run("site", "-d", str(file), "-o", str(folder)).code == 0
    assert not (folder / "cities" / "b.html").exists()
    assert (folder / "cities" / "c.html").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "site"]


def test_a_folder_that_cannot_be_looked_into_is_not_written(run: Run, tmp_path: Path) -> None:
    outcome = run("site", "-o", str(tmp_path / ("x" * 300)))
    assert outcome.code == 3
    assert "cannot be written: file name too long; name another file." in outcome.err
    (tmp_path / "empty").mkdir()
    check_folder(tmp_path / "empty", "site", ())


def test_a_folder_with_other_files_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("edition,city,rank\n1,A,1\n", encoding="utf-8")
    outcome = run("site", "-o", str(tmp_path))
    assert (outcome.code, outcome.err) == (
        2, f"scicli: {tmp_path} exists, and holds no site of scicli; name a new folder.\n",
    )  # fmt: skip
    outcome = run("site", "-d", str(tmp_path / "mine.csv"), "-o", str(tmp_path))
    assert outcome.code == 2
    assert "is a file that is read; write another one." in outcome.err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.csv"]


def test_a_site_needs_a_folder_and_overall_ranks(run: Run, write: Write, tmp_path: Path) -> None:
    assert run("site").err == "scicli: there is no folder to write to; add -o site.\n"
    folder = write(editions="edition,city,category,rank\n1,A,x,1\n")
    outcome = run("site", "-d", str(folder), "-o", str(tmp_path / "out"))
    assert outcome.code == 2
    assert not (tmp_path / "out").exists()
    outcome = run("site", "-o", str(tmp_path / "no" / "where"))
    assert outcome.code == 3
    assert "cannot be written" in outcome.err


@pytest.mark.needs("java")
def test_pages_are_valid_html(site: dict[str, bytes], odd: Index, tmp_path: Path) -> None:
    held_back = Publication(base="https://example.org/", embargo="1 December 2026, 09:00 (UTC)")
    for name, files in {"shipped": site, "odd": written(odd, held_back)}.items():
        for path, data in files.items():
            file = tmp_path / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    assert invalid_pages(tmp_path) == ""


def test_pages_leave_hardly_any_cycles_of_objects(odd: Index) -> None:
    # Where many pages are made nobody looks for cycles.
    written(odd)
    gc.collect()
    gc.disable()
    try:
        files = written(odd)
        left = gc.collect()
    finally:
        gc.enable()
    assert left < 20 * len(files)
