"""A ranking as a Data Package: the files it has, and what is read from them again."""

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest

import scicli
from made_data import BANDED, SINGLE, complete, generated
from scaffold import Outcome, Run, Write, values
from scicli.errors import DataError
from scicli.files.paths import SHIPPED
from scicli.index.index import Index
from scicli.view.package import data_package
from test_matrix import VALID, paths_of

KOREAN = {
    "editions": "edition,city,rank,rating,sources\n"
    "GFCI 9,부산,=1,9.50,신문\nGFCI 9,서울,1=,9.5,신문\nGFCI 10,부산,1,,\nGFCI 10,서울,2,,\n",
    "cities": "city,country,iso2,region,aliases\n"
    "부산,대한민국,KR,아시아,Busan;釜山\n서울,대한민국,KR,,\n",
    "sources": "source,publisher,title,published,url,language\n신문,부산일보,순위,2024-05,,ko\n",
}
FORMULAS = {
    "editions": "edition,city,category,rank,rating,basis,sources,country,region,previous\n"
    "'=1,'=1+1,'@x,'=1,-3,'=b,'+s;t,'-land,＝region,'+2\n"
    "'=1,+A,@x,1=,+4,,'+s,,,'=\n=1,'-B,'@x,201-250,,,,,,-\n'=2,'=1+1,@x,>15,,,,,,new\n",
    "releases": "edition,published,cities_ranked,average_rating_change_pct,breaks,sources\n"
    "=1,2024-05,300,-0.5,'=b,'+s\n'=2,2024-11-03,,+1,,\n",
    "cities": "city,country,aliases\n=1+1,-land,'=AA;+BB\n+A,,\n-B,,@B\n",
    "sources": "source,publisher,title,published,url\n+s,@P,'=T,2024-01,=u\nt,,,,javascript:a(1)\n",
    "ranking": "name,noun,nouns\n'=League,'@team,'-teams\n",
}
SEVERAL = {
    "a": "edition,city,rank,country,basis\nspring,Cordoba,=2,Spain,listed\nspring,B,1,X,\n",
    "b": "edition,city,category,rank,rating,sources,previous\nautumn,Córdoba,,1,8,s,=\n"
    "spring,B,overall,=1,,z;y,\nspring,B,air,3,,,\n",
    "releases": "edition,breaks\nautumn,the method changed\n",
}
KNOWN = {
    # Places are those that scicli knows; categories stand in the order of their rows.
    "editions": "edition,category,city,rank\n2,b,Busan,1\n2,a,Pusan,2\n1,a,Seoul,1\n2,b,Quito,=2\n"
}
DATA = {
    "single": SINGLE,
    "known": KNOWN,
    "banded": BANDED,
    "complete": complete(12, 4, 2),
    "weekly": complete(6, 20, weekly=True, missing=1),
    "korean": KOREAN,
    "formulas": FORMULAS,
    "several": SEVERAL,
    **{
        f"generated {tables} {seed}": dict(
            zip(("editions", "releases"), generated(tables, seed), strict=True)
        )
        for tables in ("complete", "partial", "banded")
        for seed in (1, 2)
    },
}


def texts(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: data.decode() for name, data in files.items()}


def written(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


LEAGUE = {
    "editions": "edition,city,rank,rating,previous,sources\n"
    "1,=A,1,9,,s\n1,부산,=2,-8.50,new,s;t\n1,C,2,n/a,,\n2,부산,201–250,,=,s\n2,=A,801+,,+3,\n",
    "releases": "edition,cities_ranked,breaks\n1,3,\n2,900,new_rules\n",
    "cities": "city,aliases\n=A,\n부산,Busan;釜山\n",
    "sources": "source,publisher,title,url\n"
    "s,Post,<b>Table</b>,https://example.org/a\nt,,,javascript:alert(1)\n",
    "ranking": "name,noun\nThe *League*,team\n",
}


def test_a_package_holds_the_tables_as_they_are_told(write: Write, tmp_path: Path) -> None:
    index = scicli.load(write(**LEAGUE))
    files = texts(data_package(index).files)
    assert {name: text for name, text in files.items() if name.endswith(".csv")} == {
        "editions.csv": "edition,city,category,rank,rating,sources,previous\n"
        "1,'=A,overall,1,9,s,\n1,부산,overall,'=2,-8.50,s;t,new\n1,C,overall,2,,,\n"
        "2,부산,overall,201–250,,s,'=\n2,'=A,overall,801+,,,'+3\n",
        "releases.csv": "edition,cities_ranked,breaks\n1,3,\n2,900,new_rules\n",
        "cities.csv": "city,aliases\n'=A,\n부산,Busan;釜山\n",
        "sources.csv": "source,publisher,title,url\n"
        "s,Post,<b>Table</b>,https://example.org/a\nt,,,javascript:alert(1)\n",
        "ranking.csv": "name,noun,nouns\nThe *League*,team,teams\n",
    }


def test_the_readme_says_what_there_is_in_numbers_of_the_data(write: Write) -> None:
    files = texts(data_package(scicli.load(write(**LEAGUE))).files)
    before, _, after = files["README.md"].partition("\nA rank is one place")
    assert before.splitlines() == [
        r"# The \*League\*",
        "",
        "This folder is a Data Package: tables of text, with a description that programs can read."
        " It holds",
        "",
        "- 5 figures of 3 teams",
        "- 2 editions, 1 to 2",
        "- 1 category",
        "- tables of one edition and category: 2; complete: 1",
        "",
        "What is not in a table is not held: it is not zero, not last and not new.",
        "",
        "| file | rows | holds |",
        "|---|---:|---|",
        "| `editions.csv` | 5 | the figures, a row for each edition, category and team |",
        "| `releases.csv` | 2 | the editions: when they were published, how many teams they rank |",
        "| `cities.csv` | 2 | the teams: where they lie, and their other names |",
        "| `sources.csv` | 2 | the sources, by the keys that the other tables name |",
        "| `ranking.csv` | 1 | the name of the ranking, or its word for what it ranks |",
        "| `datapackage.json` |  | the description of the tables, for programs: columns, types,"
        " keys |",
        "| `checksums.txt` |  | the SHA-256 of every other file |",
    ]
    assert after.splitlines()[-6:] == [
        "In this folder",
        "",
        "- `scicli editions --data .` shows how much of each edition is held; every question of"
        " scicli takes",
        "  `--data .`",
        "- `scicli check .` lists what may be wrong in the tables",
        "- `sha256sum -c checksums.txt` tells whether a file was changed",
    ]


def test_the_description_follows_the_standard(write: Write) -> None:
    files = data_package(scicli.load(write(**LEAGUE))).files
    description = json.loads(files["datapackage.json"])
    *tables, resource = [description.pop("resources")][0][::-1]
    assert description == {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "the-league",
        "title": "The *League*",
        "description": "5 figures of 3 teams; 2 editions, 1 to 2; 1 category.",
        "sources": [
            {"title": "<b>Table</b>", "path": "https://example.org/a"},
            {"title": "t"},
        ],
    }
    assert [one["name"] for one in tables] == ["ranking", "sources", "cities", "releases"]
    schema = resource.pop("schema")
    data = files["editions.csv"]
    assert resource == {
        "name": "editions",
        "path": "editions.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "skipInitialSpace": False,
        },
    }
    fields = {field["name"]: field for field in schema.pop("fields")}
    assert schema == {
        "missingValues": [""],
        "primaryKey": ["edition", "city", "category"],
        "foreignKeys": [
            {"fields": ["edition"], "reference": {"resource": "releases", "fields": ["edition"]}},
        ],
    }
    assert {name: field["type"] for name, field in fields.items()} == {
        "edition": "integer",
        "city": "string",
        "category": "string",
        "rank": "string",
        "rating": "number",
        "sources": "list",
        "previous": "string",
    }
    assert [name for name, field in fields.items() if not field["description"].endswith(".")] == []
    assert fields["sources"]["delimiter"] == ";"
    assert {name: field.get("constraints") for name, field in fields.items()} == {
        "edition": {"required": True},
        "city": {"required": True},
        "category": {"required": True},
        "rank": {"pattern": fields["rank"]["constraints"]["pattern"]},
        "rating": None,
        "sources": None,
        "previous": None,
    }


@pytest.mark.parametrize(
    ("text", "is_rank"),
    [
        ("7", True), ("'=7", True), ("=7", True), ("7=", True), ("201-250", True), ("801+", True),
        (">15", True), ("", False), ("0", False), ("=7=", False), ("7th", False), ("7 ", False),
        ("x7", False),
    ],
)  # fmt: skip
def test_the_pattern_of_ranks_is_their_grammar(shipped: Index, text: str, is_rank: bool) -> None:
    description = json.loads(data_package(shipped).files["datapackage.json"])
    fields = {one["name"]: one for one in description["resources"][0]["schema"]["fields"]}
    pattern = fields["rank"]["constraints"]["pattern"]
    assert (re.fullmatch(pattern, text) is not None) is is_rank
    # Programs that anchor a pattern do it like this.
    assert (re.match(f"^{pattern}$", text) is not None) is is_rank


def test_a_foreign_key_is_stated_only_where_all_of_its_values_are_keys(write: Write) -> None:
    folder = write(editions="edition,city,rank\nx,A,1\ny,Ä,1\n", releases="edition\nx\n",
                   cities="city\nA\nÄ\n")  # fmt: skip

    def keys() -> list[str]:
        description = json.loads(data_package(scicli.load(folder)).files["datapackage.json"])
        schema = description["resources"][0]["schema"]
        return [key["reference"]["resource"] for key in schema.get("foreignKeys", [])]

    assert keys() == ["cities"]
    write(releases="edition\nx\ny\nz\n", cities="city,aliases\nA,Ä\n")
    assert keys() == ["releases"]
    (folder / "releases.csv").unlink()
    assert keys() == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Premier League '24", "premier-league-24"),
        ("Índice  São", "indice-sao"),
        ("축구", "ranking"),
    ],
)
def test_the_name_is_made_of_the_title(write: Write, title: str, name: str) -> None:
    index = scicli.load(write(editions="edition,city,rank\n1,A,1\n"), name=title)
    description = json.loads(data_package(index).files["datapackage.json"])
    assert (description["name"], description["title"]) == (name, title)


def test_hostile_texts_are_no_markup_and_stay_in_their_lines(write: Write) -> None:
    folder = write(editions="edition,city,rank\n1,A,1\n")
    name, noun = " <script>\n# [x](http://y)", "a|b`\nc"
    index = scicli.load(folder, name=name, noun=noun, nouns=noun)
    files = texts(data_package(index).files)
    assert files["README.md"].splitlines()[0] == r"# &lt;script&gt;␊\# \[x\](http://y)"
    assert r"| the figures, a row for each edition, category and a\|b\`␊c |" in files["README.md"]
    description = json.loads(files["datapackage.json"])
    assert (description["title"], description["description"]) == (
        name.strip(),
        r"1 figure of 1 a\|b\`␊c; 1 edition, 1; 1 category.",
    )


@pytest.mark.parametrize("text", ["\ufeffA", "A\r\r\nB", "A" * 131_072])
def test_what_a_csv_file_cannot_hold_is_refused(text: str) -> None:
    index = scicli.load(pd.DataFrame({"edition": [1], "city": [text], "rank": [1]}))
    with pytest.raises(DataError) as caught:
        data_package(index)
    assert str(caught.value) == (
        "a text of the data cannot be in editions.csv as it is; take out signs that cannot be"
        " seen, and texts without end"
    )


def test_a_name_that_is_no_text_is_refused() -> None:
    with pytest.raises(DataError, match=r"a text of the data cannot be in ranking.csv as it is"):
        data_package(scicli.load(name="\ud800"))


def test_a_list_that_would_lose_a_sign_is_refused(write: Write) -> None:
    folder = write(
        a="edition,city,rank,sources\n1,A,1,x;'=y\n", b="edition,city,rank,sources\n1,A,1,\n"
    )
    with pytest.raises(DataError, match=r"cannot be in editions.csv"):
        data_package(scicli.load(folder))


def saved(folder: Path, files: Mapping[str, str]) -> Path:
    folder.mkdir()
    for stem, text in files.items():
        (folder / f"{stem}.csv").write_text(text, encoding="utf-8")
    return folder


QUESTIONS = ("rank", "trend", "findings", "sources", "editions")


def answers(run: Run, path: str, category: str) -> list[Outcome]:
    """Return the answers to questions as CSV, with their notes, and a screen."""
    narrow = {name: ["--category", category] for name in ("rank", "trend")}
    asked = [[name, "--data", path, *narrow.get(name, [])] for name in QUESTIONS]
    return [*(run(*words, "--format", "csv") for words in asked), run(*asked[0])]


@pytest.mark.parametrize("name", [SHIPPED, *DATA])
def test_a_package_answers_every_question_alike(run: Run, tmp_path: Path, name: str) -> None:
    path = SHIPPED if name == SHIPPED else str(saved(tmp_path / "data", DATA[name]))
    package, twice = tmp_path / "package", tmp_path / "twice"
    index = scicli.load(path)
    scicli.package(index, package)
    again = scicli.load(package)
    assert (again.checksum, again.name, again.nouns) == (index.checksum, index.name, index.nouns)
    category = index.catalog.categories[-1]
    assert answers(run, str(package), category) == answers(run, path, category)
    scicli.package(again, twice)
    assert written(twice) == written(package)


def test_data_beside_the_shipped_ones_are_packaged_with_them(write: Write, tmp_path: Path) -> None:
    folder = write(
        editions="edition,city,rank,sources\n13,Boston,1,x\n12,Busan,=8,kmib-2025-12-10\n",
        cities="city,country,aliases\nBoston,United Kingdom,The Stump\nBusan,,Fusan\n",
        sources="source,title\nkmib-2025-12-10,\nx,X\n",
    )
    for number, paths in enumerate([(str(folder), SHIPPED), (SHIPPED, str(folder))]):
        index = scicli.load(*paths)
        scicli.package(index, tmp_path / str(number))
        again = scicli.load(tmp_path / str(number))
        assert (again.checksum, again.name) == (index.checksum, "Smart Centres Index")


def test_a_package_holds_the_names_of_the_data_in_whatever_language_they_are_called(
    shipped: Index,
) -> None:
    korean = scicli.load(language_of_names="ko")
    assert data_package(korean).files == data_package(shipped).files


@pytest.mark.parametrize("name", [SHIPPED, *DATA])
def test_check_finds_the_same_in_a_package(run: Run, tmp_path: Path, name: str) -> None:
    path = SHIPPED if name == SHIPPED else str(saved(tmp_path / "data", DATA[name]))
    package = str(tmp_path / "package")
    scicli.package(scicli.load(path), package)
    before, after = (run("check", one, "--strict", "-f", "csv") for one in (path, package))
    assert (after.code, after.err) == (before.code, before.err)
    if name == "several":
        # Its rows stood in two files, at other lines.
        assert after.out.count("\n") == before.out.count("\n")
    else:
        assert after.out.replace(f"{package}/", "") == before.out.replace(f"{path}/", "")


@pytest.mark.parametrize("name", VALID)
def test_whatever_can_be_loaded_is_packaged_and_read_again(
    run: Run, tmp_path: Path, name: str
) -> None:
    paths = paths_of(tmp_path / "data", VALID[name])
    index = scicli.load(*paths)
    scicli.package(index, tmp_path / "package")
    again = scicli.load(tmp_path / "package")
    assert again.checksum == index.checksum
    assert (again.name, again.nouns) == (index.name, index.nouns)
    assert again.catalog.order == index.catalog.order
    scicli.package(again, tmp_path / "again")
    assert written(tmp_path / "again") == written(tmp_path / "package")
    if len(paths) == 1:
        changes = scicli.versions(paths[0], tmp_path / "package").frame
        # Only the signs for nothing are gone.
        assert set(values(changes, "change", "column", "now")) <= {("altered", "rank", None)}
        assert set(changes["was"]) <= {"-", "n/a", "N/A"}


VALIDATION = """
import json, sys
import frictionless
for path in sys.argv[1:]:
    report = frictionless.validate(path)
    notes = report.flatten(["title", "fieldName", "rowNumber", "message"])
    print(json.dumps([report.valid, report.stats["tasks"], notes]))
"""


def validated(*folders: Path) -> list[tuple[bool, int, list[list[str]]]]:
    """Return what frictionless says of packages; it changes the csv module, so it runs alone."""
    pytest.importorskip("frictionless", reason="needs frictionless, which the extra dev brings")
    finished = subprocess.run(
        [sys.executable, "-c", VALIDATION, *(f"{one}/datapackage.json" for one in folders)],
        capture_output=True,
        check=False,
        text=True,
    )
    assert finished.stderr == ""
    lines = map(json.loads, finished.stdout.splitlines())
    return [(valid, tasks, notes) for valid, tasks, notes in lines]


def test_packages_are_valid(tmp_path: Path) -> None:
    folders = []
    for number, files in enumerate([None, *DATA.values(), LEAGUE]):
        paths = [SHIPPED] if files is None else [saved(tmp_path / f"data {number}", files)]
        folders.append(tmp_path / f"package {number}")
        scicli.package(scicli.load(*paths), folders[-1])
    tables = [len([*folder.glob("*.csv")]) for folder in folders]
    assert validated(*folders) == [(True, number, []) for number in tables]


@pytest.mark.parametrize(
    ("name", "old", "new", "titles"),
    [
        ("editions.csv", "1,London,overall,1,", "1,London,overall,1th,", {"Constraint Error"}),
        ("editions.csv", "1,London,", "1,Londres,", {"ForeignKey Error"}),
        ("editions.csv", "1,London,", "99,London,", {"ForeignKey Error"}),
        ("editions.csv", "1,London,", "1,New York,", {"PrimaryKey Error"}),
        ("releases.csv", "1,2020-07-14,", "1,2020-7-14,", {"Constraint Error"}),
    ],
)
def test_what_is_not_as_described_is_not_valid(
    shipped: Index, tmp_path: Path, name: str, old: str, new: str, titles: set[str]
) -> None:
    scicli.package(shipped, tmp_path / "package")
    file = tmp_path / "package" / name
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    [(valid, _, notes)] = validated(tmp_path / "package")
    assert not valid
    assert {title for title, *_ in notes} - {"Hash Count Error", "Byte Count Error"} == titles


@pytest.mark.needs("sha256sum")
def test_the_checksums_are_those_of_sha256sum(shipped: Index, tmp_path: Path) -> None:
    scicli.package(shipped, tmp_path / "package")
    checking = ["sha256sum", "--check", "--strict", "checksums.txt"]
    finished = subprocess.run(
        checking, cwd=tmp_path / "package", capture_output=True, check=False, text=True
    )
    names = sorted({file.name for file in (tmp_path / "package").iterdir()} - {"checksums.txt"})
    assert (finished.returncode, finished.stderr) == (0, "")
    assert finished.stdout == "".join(f"{name}: OK\n" for name in names)


def test_the_checksums_name_every_file(shipped: Index) -> None:
    files = dict(data_package(shipped).files)
    lines = files.pop("checksums.txt").decode().splitlines()
    assert lines == [
        f"{hashlib.sha256(data).hexdigest()}  {name}" for name, data in sorted(files.items())
    ]
