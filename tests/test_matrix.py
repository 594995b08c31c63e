"""Every command asked of many data sets: what `check` calls right is answered, and harmless."""

import csv
import gzip
import html.parser
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

import pandas as pd
import pytest

from scaffold import Outcome, Run
from scicli.claims.verify import KINDS
from scicli.index.index import load
from scicli.view.formats import Format
from scicli.view.target import Target, write

if TYPE_CHECKING:
    from scicli.analysis.answer import Answer
    from scicli.view.progress import Waiting

Content = str | bytes | Callable[[], bytes]
Elements = list[tuple[str, Mapping[str, str | None]]]

HEADER = "edition,city,rank,rating\n"
PLAIN = HEADER + "1,A,1,90\n1,B,2,80.5\n1,C,3,\n2,B,1,91\n2,A,2,80\n2,C,3,7.25\n"
DESCRIBED = {"cities.csv", "releases.csv", "sources.csv"}


def table(*cells: str, column: str = "city") -> str:
    """Return two editions of figures, of which one column holds such cells."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, ["edition", "category", "city", "rank", "country", "sources"])
    writer.writeheader()
    count = len(cells)
    for number, cell in enumerate(cells):
        rows: list[dict[str, object]] = (
            [{"edition": cell, "city": city, "rank": rank}
             for city, rank in (("A", 1 + number % 2), ("B", 2 - number % 2))]
            if column == "edition"
            else [{"edition": 1, "city": f"C{number}", "rank": number + 1, column: cell},
                  {"edition": 2, "city": f"C{number}", "rank": count - number, column: cell}]
        )  # fmt: skip
        writer.writerows(rows)
        if column == "category":
            writer.writerows({**row, "category": ""} for row in rows)
    return text.getvalue()


def parquet(**columns: object) -> Callable[[], bytes]:
    """Return what makes the bytes of a Parquet file, as pandas writes it, without its first row."""

    def made() -> bytes:
        frame = pd.DataFrame(columns)
        data = io.BytesIO()
        frame.iloc[1:].to_parquet(data, index=False)
        return data.getvalue()

    return made


MARKUP = [
    "</script><img src=x onerror=alert(1)>", "[red]", "[/]", "*", "&amp;`|_~", "](javascript:a)",
]  # fmt: skip
FORMULAS = ["=1+1", "+A", "-A", "@A"]
CONTROLS = [
    "a\x1b[31mb", "a\x07b", "a\x0bb", "a\x7fb", "a\x85b", "a\ufffeb", "a\u202eb", "a\u2028b",
]  # fmt: skip
MISSING = ["NA", "nan", "NaN", "null", "None", "N/A", "<NA>", "NaT", "inf", "True", "1e5"]
COLUMNS = [
    "level", "edition", "edition_max", "leader", "gap", "category", "A", "A_max", "city:level",
]  # fmt: skip
LETTERS = ["x" * 300, "부산", "دبي", "A\nB", 'A "B"', "A, B", "A;B", "'A", "A\tB", "A\rB"]
VALID: dict[str, dict[str, Content]] = {
    "three cities in two editions": {"a.csv": PLAIN},
    "no category overall": {"a.csv": "edition,category,city,rank\n1,air,A,1\n1,air,B,2\n"
                                     "2,air,A,2\n2,air,B,1\n2,human_capital,A,1\n"},
    "ratings only": {"a.csv": "edition,city,rating\n1,A,9\n1,B,8.5\n2,A,9\n2,B,9.5\n"},
    "one row": {"a.csv": "edition,city,rank\n1,A,1\n"},
    "one row of a rating": {"a.csv": "edition,city,rating\n1,A,0\n"},
    "bands only": {"a.csv": "edition,city,rank\n1,A,201-250\n1,B,201–250\n2,A,251-300\n2,B,9-9\n"},
    "open ends": {"a.csv": "edition,city,rank\n1,A,801+\n1,B,>15\n2,A,>15\n2,B,801+\n"},
    "mixed labels": {"a.csv": "edition,city,rank\n6,A,1\n6,B,2\nGFCI 7,A,2\nGFCI 7,B,1\n"},
    "labels of text": {"a.csv": table("spring", "summer", "autumn", column="edition")},
    "dates": {"a.csv": table("2023-12-30", "2024-12-30", column="edition")},
    "quarters": {"a.csv": table("2012-Q1", "2012-Q2", "2013-Q1", column="edition")},
    "months": {"a.csv": table("2024-01", "2024-02", column="edition")},
    "cities named as markup": {"a.csv": table(*MARKUP)},
    "cities named as formulas": {"a.csv": table(*FORMULAS)},
    "cities named with controls": {"a.csv": table(*CONTROLS)},
    "cities named as nothing": {"a.csv": table(*MISSING)},
    "cities named as columns": {"a.csv": table(*COLUMNS)},
    "cities of odd letters": {"a.csv": table(*LETTERS)},
    "columns of odd names": {
        "a.csv": 'edition,city,rank,=1+1,[red],<script>,,"a\nb",a\x1bb,a\ufffeb,x,x\n'
                 "1,A,1,=1,[/],<b>,x,\x07,\x1b,\ufffe,y,z\n2,A,1,,,,,,,,,\n"},
    "categories named as markup": {"a.csv": table(*MARKUP, column="category")},
    "categories named as formulas": {"a.csv": table(*FORMULAS, column="category")},
    "categories named with controls": {"a.csv": table(*CONTROLS, column="category")},
    "categories named as nothing": {"a.csv": table(*MISSING, column="category")},
    "categories named as columns": {"a.csv": table(*COLUMNS, column="category")},
    "editions named as markup": {"a.csv": table(*MARKUP, column="edition")},
    "editions named as formulas": {"a.csv": table(*FORMULAS, column="edition")},
    "editions named with controls": {"a.csv": table(*CONTROLS, column="edition")},
    "editions named as nothing": {"a.csv": table(*MISSING, column="edition")},
    "editions named as words": {"a.csv": table("latest", "previous", "first", column="edition")},
    "countries and sources as markup": {
        "a.csv": "edition,city,rank,country,region,basis,sources\n"
                 + "".join(f'{e},C{n},{n},"{name}","{name}",=b,"{name}"\n'
                           for n, name in enumerate([*MARKUP, *FORMULAS], 1) for e in (1, 2))},
    "files that add up": {"a.csv": "edition,city,rank\n1,A,1\n1,B,\n2,A,2\n",
                          "b.csv": "edition,city,rank,rating,sources\n1,B,2,8,x\n2,B,1,,y\n",
                          "c.csv": "edition,city,rank,sources\n1,A,1,z\n2,B,,z\n"},
    "a folder that is described": {
        "a.csv": HEADER.replace("rating", "sources") + "1,A,1,s\n1,B,2,s\n2,A,2,s;t\n2,B,1,t\n",
        "releases.csv": "edition,published,cities_ranked,rose_10_or_more,sources\n"
                        "1,2023-05,2,,s\n2,2024-05-02,2,0,t\n3,2025-01,9,,t\n",
        "cities.csv": "city,country,iso2,region,aliases\nA,X,XX,West,AA;Å\nD,Y,YY,East,\n",
        "sources.csv": "source,publisher,title,published,url,language\n"
                       "s,P,<b>T</b>,2023-01,https://a.org/?a=1&b=2,en\nt,,,,javascript:a(1),\n"},
    "a complete table": {"a.csv": PLAIN, "releases.csv": "edition,cities_ranked\n1,3\n2,3\n"},
    "a partial table": {"a.csv": PLAIN + "3,A,1,\n3,C,9,\n",
                        "releases.csv": "edition,cities_ranked\n1,30\n2,30\n3,10\n"},
    "ties marked and unmarked": {"a.csv": "edition,city,rank\n1,A,1\n1,B,=2\n1,C,2=\n1,D,4\n"
                                          "2,A,1\n2,B,1\n2,C,=1\n2,D,4\n"},
    "a lone mark of a tie": {"a.csv": "edition,city,rank\n1,A,1\n1,B,=2\n1,C,4\n"},
    "Parquet of categories": {"a.parquet": parquet(
        edition=pd.Categorical(["0", "1", "1", "2", "2"]),
        city=pd.Categorical(["unused", "A", "B", "A", "B"]),
        category=pd.Categorical(["none", "overall", "overall", "overall", "overall"]),
        rank=pd.Categorical(["no rank", "1", "2", "2", "1"]),
        rating=pd.Categorical(["no rating", "9", None, "8.5", "9"]))},
    "Parquet of floats": {"a.parquet": parquet(
        edition=[0, 1, 1, 2, 2], city=list("XABAB"), rank=[9, 1.0, 2.0, float("nan"), 1.0],
        rating=[9, 90.5, float("nan"), 80, 91])},
    "Parquet of whole numbers": {"a.parquet": parquet(
        edition=pd.array([0, 1, 1, 2, 2], dtype="Int64"), city=list("XABAB"),
        rank=pd.array([9, 1, 2, None, 1], dtype="Int64"))},
    "Parquet of dates": {"a.parquet": parquet(
        edition=pd.to_datetime(["2020-01-01", *["2023-12-30"] * 2, *["2024-12-30"] * 2]),
        city=list("XABAB"), rank=[9, 1, 2, 2, 1])},
    "Parquet of single precision": {"a.parquet": parquet(
        edition=[0, 1, 1, 2, 2], city=list("XABAB"),
        rating=pd.array([9, 0.1, 733.3, None, 8.55], dtype="float32"))},
    "Parquet of hostile names": {"a.parquet": parquet(
        edition=[0, *[1] * 4, *[2] * 4], rank=[9, 1, 2, 3, 4, 4, 3, 2, 1],
        city=["X", *(2 * ["'=A", "@", "<NA>", "a\rb"])])},
    "spellings joined": {"a.csv": "edition,city,rank\n1,Cordoba,1\n1,B,2\n2,Córdoba,2\n2,B,1\n"},
    "spellings apart": {"a.csv": "edition,city,rank\n1,Cordoba,1\n1,Córdoba,2\n2,Córdoba,1\n"},
    "spellings apart beside others": {"a.csv": "edition,city,rank\n1,Cordoba,1\n1,Córdoba,2\n",
                                      "b.csv": "edition,city,rank\n2,B,1\n2,C,2\n"},
    "spellings joined beside others": {"a.csv": "edition,city,rank\n1,Cordoba,1\n2,Córdoba,2\n",
                                       "b.csv": "edition,city,rank\n2,B,1\n1,C,2\n"},
    "one edition": {"a.csv": "edition,city,rank\n1,A,1\n1,B,2\n1,C,3\n"},
    "300 editions": {"a.csv": "edition,city,rank\n" + "".join(
        f"{e},A,{1 + e % 2}\n{e},B,{2 - e % 2}\n" for e in range(1, 301))},
    "100 cities": {"a.csv": "edition,city,rank\n" + "".join(
        f"{e},C{n},{n if e == 1 else 101 - n}\n" for e in (1, 2) for n in range(1, 101))},
    "a city absent in the latest edition": {"a.csv": "edition,city,rank\n1,A,1\n1,B,2\n2,B,1\n"},
    "empty ranks": {"a.csv": "edition,city,rank\n1,A,\n1,B,-\n2,A,n/a\n2,B,N/A\n"},
    "nothing but empty cells": {"a.csv": HEADER + "1,A,,\n2,A,,\n2,B,,\n"},
    "negative ratings": {"a.csv": HEADER + "1,A,1,-0.5\n1,B,2,-3\n2,A,2,-0\n2,B,1,+4\n"},
    "long numbers": {"a.csv": HEADER + "1,A,1,0.00001\n1,B,999999999999999999,123456789012345\n"
                                       "2,A,2,0.000000000000001\n2,B,1,99999.5\n"},
    "UTF-16": {"a.csv": PLAIN.replace("A", "Ä").encode("utf-16")},
    "tabs": {"a.tsv": PLAIN.replace(",", "\t")},
    "gzip": {"a.csv.gz": gzip.compress(PLAIN.encode(), mtime=0)},
    "a byte order mark": {"a.csv": PLAIN.encode("utf-8-sig")},
}  # fmt: skip
# These are drawn, too, and told in a brief, which takes long.
DRAWN = {
    "no category overall", "one row", "cities named as markup", "cities named with controls",
    "nothing but empty cells",
}  # fmt: skip
# These differ in what every question reads, and are asked only the questions that name nothing.
ASKED_LESS = {
    "mixed labels", "labels of text", "dates", "quarters", "months", "300 editions", "100 cities",
    "Parquet of floats", "Parquet of whole numbers", "Parquet of dates", "UTF-16", "tabs", "gzip",
    "a byte order mark",
}  # fmt: skip
INVALID: dict[str, dict[str, Content]] = {
    "no column of cities": {"a.csv": "edition,rank\n1,1\n2,1\n"},
    "a blank edition": {"a.csv": PLAIN + ",D,4,\n"},
    "a city that stands twice": {"a.csv": PLAIN + "2,A,2,80\n"},
    "a rank that is none": {"a.csv": "edition,city,rank\n1,A,first\n1,B,x\n2,A,second\n2,B,y\n"},
    "ranks beyond the last": {"a.csv": "edition,city,rank\n1,A,8\n1,B,9\n2,A,9\n2,B,8\n",
                              "releases.csv": "edition,cities_ranked\n1,2\n2,2\n"},
    "files that disagree": {"a.csv": "edition,city,rank\n1,A,1\n1,B,2\n2,A,2\n2,B,1\n",
                            "b.csv": "edition,city,rank\n1,A,3\n1,B,4\n2,A,4\n2,B,3\n"},
    "a quotation mark left open": {"a.csv": PLAIN + '3,"A,1,\n'},
    "a header alone": {"a.csv": HEADER},
    "nothing": {"a.csv": ""},
}  # fmt: skip
QUESTIONS = """
rank
rank {category}
rank --edition={first} --around={city} --sources
climbers
climbers {category}
climbers --by=rating
climbers {category} --from={first} --every --top=2
fallers {category} --from={last} --to={first}
fallers --from={last} --to={first} --by=rating --every --top=1 --exact
breakdown
breakdown --edition={first} -- {cities}
compare {category} -- {cities}
compare -- {city} {other}
trend {category}
gap {category} --to=2 -- {city}
leaders --top=2
changes
changes {category} --top=2 -- {first} {last}
records
records {category} --top=2 --as-of={first} -- {city}
trend
trend {category} --sort=spread --top=2 --wide -n1
trend --by=category -- {city}
trend {category} --rating --sort=gain --from={last} --to={first}
trend {category} --rating --wide --sort=latest -- {city}
trend {category} --sources -- {city}
overtakes {category} -- {city}
overtakes -- {other}
findings
findings -- {other}
verify {claims}
editions
cities
sources
sources --edition={last} -- {city}
""".strip().splitlines()
CHARTS = """
rank {category}
climbers {category}
trend {category}
compare {category} -- {cities}
breakdown -- {city}
""".strip().splitlines()


@dataclass(frozen=True)
class Held:
    """What a data set names."""

    editions: list[str]
    categories: list[str]
    cities: list[str]
    claims: str = "claims.json"

    def fill(self, question: str) -> tuple[str, ...]:
        """Return the words of a question with names of the data."""
        category = self.categories[-1]
        names = {
            "{category}": [] if category == "overall" else [f"--category={category}"],
            "{cities}": self.cities if 1 < len(self.cities) <= 12 else (self.cities * 2)[:2],
            "{city}": self.cities[:1],
            "{other}": self.cities[-1:],
            "{claims}": [self.claims],
        }
        return tuple(
            word.format(first=self.editions[0], last=self.editions[-1], city=self.cities[0])
            if part not in names
            else word
            for part in question.split()
            for word in names.get(part, [part])
        )


# Sentences that refuse a question, and when they may.
REFUSALS: list[tuple[str, Callable[[Held], bool]]] = [
    (r"no category is called 'overall'; .*", lambda held: "overall" not in held.categories),
    (r"there is no edition before .*; name another one\.", lambda held: len(held.editions) == 1),
    (r"edition .* is compared with itself; name .*", lambda held: len(held.editions) == 1),
    (r".* is asked for twice; name each city once\.", lambda held: len(held.cities) == 1),
    (r"[0-9]+ lines are told apart by nobody; .*", lambda held: len(held.cities) > 60),
    (r"there is nothing to draw \(.*\); .*", lambda held: True),
]
# Obeyed by a screen, or turning the direction of what follows.
CONTROL = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
# A tag in Markdown; a link to an address is none.
MARKUP_OF_PAGES = re.compile(r"(?<!\\)<(?!https?://)[a-z/!][^>]*>?")


class Everywhere:
    """Writes an answer as asked, and into a file in every format."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.formats = list(Format)
        self.failures: list[str] = []

    def __call__(self, answer: "Answer", destination: Target, waiting: "Waiting") -> None:
        write(answer, destination, waiting)
        for old in Format:
            (self.folder / old).unlink(missing_ok=True)
        for format_ in self.formats:
            # The notes of the others go to standard error, where those of the question stand.
            notes = format_ in {Format.TABLE, Format.MD, Format.HTML, Format.SVG}
            file = self.folder / format_
            try:
                write(answer, destination._replace(format=format_, file=file, notes=notes), waiting)
            except Exception as error:
                self.failures.append(f"{format_}: {error!r}")

    def text(self, format_: Format) -> str:
        return (self.folder / format_).read_bytes().decode()

    def faults(self, asked: str) -> Iterator[str]:
        """Yield what is wrong with the answer in every format, after a question for JSON."""
        failures, self.failures = self.failures, []
        yield from failures
        for format_ in Format:
            if (self.folder / format_).exists():
                yield from (f"{format_}: {fault}" for fault in self._faults(format_, asked))

    def _faults(self, format_: Format, asked: str) -> Iterator[str]:
        text = self.text(format_)
        if format_ in {Format.HTML, Format.SVG}:
            yield from harm(text, elements_of_page if format_ is Format.HTML else elements_of_xml)
        if format_ in {Format.TABLE, Format.MD, Format.HTML, Format.SVG}:
            yield from (f"holds {found!r}" for found in sorted(set(CONTROL.findall(text))))
            if format_ is Format.MD:
                yield from (
                    f"holds {tag}"
                    for tag in re.findall(r"(?<!\\)<(?!https?://)[a-z/!][^>]*>?", text)
                )
            return
        rows = json.loads(asked, object_pairs_hook=distinct, parse_constant=refused)
        header = list(rows[0]) if rows else None
        cells = [[written(value) for value in row.values()] for row in rows]
        if format_ is Format.JSON:
            yield from (["is not what was asked"] if text != asked else [])
            yield from (f"has other keys {row}" for row in rows if list(row) != header)
        elif format_ is Format.JSONL:
            lines = [json.loads(line) for line in text.split("\n")[:-1]]
            yield from (["differs from json"] if lines != rows else [])
        else:
            separator = "," if format_ is Format.CSV else "\t"
            read = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
            expected = [read[0] if header is None else [written(name) for name in header], *cells]
            yield from (
                f"row {number} is {got}, in json {row}"
                for number, (got, row) in enumerate(zip(read, expected, strict=False))
                if got != row
            )
            yield from ([f"has {len(read)} lines"] if len(read) != len(expected) else [])


def distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    assert len({key for key, _ in pairs}) == len(pairs), "has a key twice"
    return dict(pairs)


def refused(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def written(value: object) -> str:
    """Return a value of JSON as CSV has it, guarded where a spreadsheet would run it."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}"
    text = ";".join(value) if isinstance(value, list) else str(value)
    return text if isinstance(value, int) else re.sub("^(?=[=+@-])", "'", text)


def elements_of_page(text: str) -> Elements:
    found: Elements = []

    class Page(html.parser.HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, dict(attrs)))

    page = Page()
    page.feed(text)
    page.close()
    return found


def elements_of_xml(text: str) -> Elements:
    found: Elements = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, attributes: found.append((tag, attributes))
    parser.Parse(text.encode(), True)
    return found


def harm(text: str, elements: Callable[[str], Elements]) -> Iterator[str]:
    """Yield what could run in a page or a picture, or why it is none."""
    try:
        found = elements(text)
    except expat.ExpatError as error:
        yield f"is no XML: {error}"
        return
    for tag, attributes in found:
        runs = [
            name
            for name, value in attributes.items()
            if name.startswith("on") or (value or "").lower().startswith("javascript:")
        ]
        if runs or tag.rpartition(":")[2] in {"script", "iframe", "object", "embed", "img"}:
            yield f"holds {tag} {runs}"


def paths_of(folder: Path, files: Mapping[str, Content]) -> list[str]:
    """Write files, and return the paths that bring them."""
    folder.mkdir()
    for name, content in files.items():
        data = content() if callable(content) else content
        (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    if DESCRIBED & set(files):
        return [str(folder)]
    return [str(folder / name) for name in files]


def claims_of(held: Held) -> str:
    """Return a claim of each kind, as JSON."""
    city, category = held.cities[0], held.categories[-1]
    fields = {
        "city": city, "other": held.cities[-1], "region or country": "West", "top": "1",
        "from": held.editions[0], "to": held.editions[-1], "value": "1",
    }  # fmt: skip
    claims = [
        {"claim": kind, "kind": kind, "category": category, "statement": city}
        | {need.partition(" ")[0]: fields[need] for need in what.needs}
        for kind, what in KINDS.items()
        if len(held.editions) > 1 or "from" not in what.needs
    ]
    return json.dumps(claims)


def asked_of(paths: Iterable[str], words: Sequence[str]) -> list[str]:
    """Return a question with the data that it is asked of."""
    command, *rest = words
    return [command, *(word for path in paths for word in ("--data", path)), *rest]


def outcome_faults(held: Held | None, command: str, outcome: Outcome) -> Iterator[str]:
    """Yield what is wrong with how a command ended; without data it may only refuse with 3."""
    codes = {3} if held is None else {0, 1, 2} if command == "verify" else {0, 2}
    if outcome.code not in codes:
        yield f"ends with {outcome.code}: {outcome.err}"
    if CONTROL.search(outcome.err):
        yield f"says {outcome.err!r}"
    if outcome.code > 1:
        said = re.fullmatch("scicli: (.+)\n", outcome.err)
        if outcome.out or not said:
            yield f"refuses with {outcome.out!r} and {outcome.err!r}"
        elif held is not None and not any(
            re.fullmatch(sentence, said[1]) and may(held) for sentence, may in REFUSALS
        ):
            yield f"refuses: {said[1]}"
    elif re.search("(?m)^scicli: ", outcome.err):
        yield f"answers, and says {outcome.err}"


def faults_of(
    run: Run, held: Held, paths: list[str], name: str, everywhere: Everywhere
) -> Iterator[str]:
    """Yield what is wrong with the answers to questions."""
    questions = [one for one in QUESTIONS if name not in ASKED_LESS or "{" not in one]
    for number, words in enumerate(dict.fromkeys(map(held.fill, questions))):
        command = words[0]
        if not name.startswith("cities named") and command != "findings":
            # Half of the formats, and the other half of the same question of the next data set.
            everywhere.formats = list(Format)[(number + list(VALID).index(name)) % 2 :: 2]
        else:
            everywhere.formats = list(Format)
        try:
            outcome = run(*asked_of(paths, [command, "--format", "json", *words[1:]]))
            faults = [*outcome_faults(held, command, outcome)]
            if outcome.code < 2:
                faults += everywhere.faults(outcome.out)
                rows = json.loads(outcome.out)
                contradicted = any(row.get("verdict") == "contradicted" for row in rows)
                faults += [f"ends with {outcome.code}"] * (contradicted is not (outcome.code == 1))
                if command == "findings" and rows and Format.CSV in everywhere.formats:
                    faults += unproved(run, paths, everywhere.folder)
        except Exception as error:
            faults = [f"{type(error).__name__}: {error}"]
        yield from (f"{' '.join(words)[:99]!r}: {fault}" for fault in faults)


def unproved(run: Run, paths: list[str], folder: Path) -> Iterator[str]:
    """Yield the sentences of the answer that lies in a folder which verify does not call proved."""
    sentences = folder / "sentences.csv"
    sentences.write_bytes((folder / Format.CSV).read_bytes())
    outcome = run(*asked_of(paths, ["verify", str(sentences), "-f", "json", "-q"]))
    if outcome.code > 1:
        yield f"verify ends with {outcome.code}: {outcome.err}"
        return
    for row in json.loads(outcome.out):
        if row["verdict"] != "supported":
            yield f"verify calls {row['statement']!r} {row['verdict']}: {row['reason']}"


def faults_drawn(run: Run, held: Held, paths: list[str], folder: Path) -> Iterator[str]:
    """Yield what is wrong with charts and briefs."""
    chart, page, brief = (folder / name for name in ("chart.svg", "brief.html", "brief.md"))
    asked = [question.replace(" ", f" --chart {chart} ", 1) for question in CHARTS]
    asked += [f"report --output {file} -- {{city}}" for file in (page, brief)]
    for words in map(held.fill, asked):
        for old in folder.glob("*.svg"):
            old.unlink()
        try:
            outcome = run(*asked_of(paths, words))
            faults = [*outcome_faults(held, words[0], outcome)]
            if outcome.code == 0:
                for file in folder.glob("*.svg"):
                    faults += harm(file.read_bytes().decode(), elements_of_xml)
                if str(page) in words:
                    faults += harm(page.read_bytes().decode(), elements_of_page)
        except Exception as error:
            faults = [f"{type(error).__name__}: {error}"]
        yield from (f"{' '.join(words)[:99]!r}: {fault}" for fault in faults)


@pytest.mark.parametrize("name", VALID)
def test_what_check_calls_right_is_answered(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    paths = paths_of(tmp_path / "data", VALID[name])
    everywhere = Everywhere(tmp_path)
    monkeypatch.setattr("scicli.view.target.write", everywhere)
    # Every question gets the same index, which none may change.
    index = load(*paths)
    monkeypatch.setattr("scicli.index.index.assemble", lambda *_: index)
    monkeypatch.chdir(tmp_path)
    checked = run("check", *paths, "-f", "json", "-q")
    errors = [row for row in json.loads(checked.out) if row["severity"] == "error"]
    assert (checked.code, errors, checked.err) == (0, [], "")
    faults = [f"check: {fault}" for fault in everywhere.faults(checked.out)]
    rows = json.loads(run(*asked_of(paths, ["sources", "-f", "json"])).out)
    held = Held(
        list(dict.fromkeys(str(row["edition"]) for row in rows)),
        list(dict.fromkeys(row["category"] for row in rows)),
        list(dict.fromkeys(row["city"] for row in rows)),
    )
    (tmp_path / held.claims).write_text(claims_of(held), encoding="utf-8")
    faults += faults_of(run, held, paths, name, everywhere)
    if name in DRAWN:
        faults += faults_drawn(run, held, paths, tmp_path)
    assert faults == []


@pytest.mark.parametrize("name", INVALID)
def test_what_check_calls_wrong_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    paths = paths_of(tmp_path / "data", INVALID[name])
    monkeypatch.chdir(tmp_path)
    held = Held(["1", "2"], ["overall"], ["A", "B"])
    (tmp_path / held.claims).write_text(claims_of(held), encoding="utf-8")
    checked = run("check", *paths, "-f", "json", "-q")
    severities = {row["severity"] for row in json.loads(checked.out)}
    assert (checked.code, "error" in severities, checked.err) == (1, True, "")
    questions = [*QUESTIONS, "report -o a.html -- {city}"]
    asked = dict.fromkeys(map(held.fill, questions))
    faults = [
        f"{' '.join(words)}: {fault}"
        for words in asked
        for fault in outcome_faults(None, words[0], run(*asked_of(paths, words)))
    ]
    assert faults == []
