"""The questions that are asked of large files, and how others are asked the same."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.measure import Program, program

_PLACE = "cast(replace(\"rank\", '=', '') as integer)"
_TABLES = f"""with held as (
  select edition, city, rating, {_PLACE} as place
  from {{table}} where category = 'overall' and edition in ({{before}}, {{after}})
), told as (
  select *, count(*) over (partition by edition, place) > 1 as tied from held
), f as (
  select * from told where edition = {{before}}
), n as (
  select * from told where edition = {{after}}
)"""
_SQL = {
    "rank": f"""{_TABLES}
select n.place, n.tied, n.city, n.rating, f.place as previous, f.place - n.place as gain,
  f.city is null as entered
from n left join f on f.city = n.city order by n.place, n.city""",
    "climbers": f"""{_TABLES}
select coalesce(f.city, n.city) as city, f.place as before, f.tied as tied_before,
  n.place as after, n.tied as tied_after, f.place - n.place as gain,
  f.city is null as entered, n.city is null as gone
from f full join n on f.city = n.city order by gain desc nulls last, n.place, city""",
    "compare": f"""with held as (
  select edition, city, {_PLACE} as place
  from {{table}} where category = 'overall' and city in ('{{city}}', '{{other}}')
)
select one.edition, one.place as one, two.place as two, two.place - one.place as lead
from held as one join held as two on one.edition = two.edition
where one.city = '{{city}}' and two.city = '{{other}}' order by one.edition""",
    "breakdown": f"""with held as (
  select edition, category, rating, {_PLACE} as place
  from {{table}} where city = '{{city}}' and edition <= {{after}}
), best as (
  select *, row_number() over (partition by category order by place, edition) as nth from held
)
select n.category, n.place, n.rating, p.place - n.place as gain, o.place - n.place as apart,
  best.place as best, best.edition as best_edition
from held as n join best on best.category = n.category and best.nth = 1
left join held as p on p.category = n.category and p.edition = {{after}} - 1
left join held as o on o.category = 'overall' and o.edition = {{after}}
where n.edition = {{after}}""",
}
JOBS = tuple(_SQL)
"""The names of the questions."""


@dataclass(frozen=True)
class Asked:
    """What is asked.

    Attributes:
        before: An edition.
        after: A later one, just behind it where a question is of one edition.
        city: A city.
        other: Another one.
    """

    before: int
    after: int
    city: str = "City 0007"
    other: str = "City 0123"


def sql(job: str, table: str, asked: Asked) -> str:
    """Return a question in SQL, as both DuckDB and SQLite understand it."""
    return _SQL[job].format(
        table=table, before=asked.before, after=asked.after, city=asked.city, other=asked.other
    )


def by_scicli(scicli: Path, job: str, file: Path, asked: Asked) -> Program:
    """Return a question as scicli is asked."""
    words = {
        "rank": ["--edition", str(asked.after)],
        "climbers": ["--from", str(asked.before), "--to", str(asked.after), "--rows", "1000"],
        "compare": [asked.city, asked.other],
        "breakdown": [asked.city, "--edition", str(asked.after)],
    }
    return program(scicli, job, *words[job], "--data", file, "--format", "csv", "--quiet")


def by_others(folder: Path, job: str, file: Path, asked: Asked) -> Iterator[tuple[str, Program]]:
    """Yield the same question for each other tool that is installed.

    Args:
        folder: Where the tools lie that come from the package index.
        job: The question.
        file: The CSV file.
        asked: What is asked.
    """
    python = folder / "python"
    here = Path(__file__).parent
    values = (str(asked.before), str(asked.after), asked.city, asked.other)
    yield "plain pandas", program(python, here / "plain.py", job, file, *values)
    if (folder / "sqlite-utils").exists():
        words = (folder / "sqlite-utils", "memory", file, sql(job, "t", asked), "--csv")
        yield "sqlite-utils", program(*words)
    if (folder / "csvsql").exists():
        yield "csvkit", program("sh", "-c", _csvkit(folder, job, file, asked))
    if shutil.which("mlr"):
        yield "Miller", program("mlr", "--icsv", "--ocsv", *_miller(job, asked), file)


def by_duckdb(folder: Path, job: str, file: Path, asked: Asked) -> Program:
    """Return a question as DuckDB is asked."""
    kind = "read_parquet" if file.suffix == ".parquet" else "read_csv"
    types = "" if file.suffix == ".parquet" else ", types = {'rank': 'VARCHAR'}"
    text = sql(job, f"{kind}('{file}'{types})", asked)
    code = "import sys, duckdb; duckdb.sql(sys.argv[1]).write_csv('/dev/null')"
    return program(folder / "python", "-c", code, text)


def _csvkit(folder: Path, job: str, file: Path, asked: Asked) -> str:
    """Return a pipe that takes out the rows first, as a table of all would not fit."""
    grep = f"{folder}/csvgrep"
    tables = f"{grep} -c edition -r '^({asked.before}|{asked.after})$' {file} | {grep} -c category"
    rows = {
        "rank": f"{tables} -m overall",
        "climbers": f"{tables} -m overall",
        "compare": f"{grep} -c city -r '^({asked.city}|{asked.other})$' {file}",
        "breakdown": f"{grep} -c city -m '{asked.city}' {file}",
    }
    query = sql(job, "t", asked).replace('"rank"', '\\"rank\\"')
    return f'{rows[job]} | {folder}/csvsql --tables t --query "{query}"'


def _miller(job: str, asked: Asked) -> list[str]:
    place = ["put", '$place = int(sub(string($rank), "=", ""))', "then"]
    editions = (
        f'($edition == {asked.before} || $edition == {asked.after}) && $category == "overall"'
    )
    beside = ["count-similar", "-g", "edition,place", "-o", "sharing", "then"]
    beside += ["cut", "-f", "edition,city,place", "then", "reshape", "-s", "edition,place", "then"]
    beside += ["unsparsify", "then", "put", f"$gain = ${{{asked.before}}} - ${{{asked.after}}}"]
    cities = f'$category == "overall" && ($city == "{asked.city}" || $city == "{asked.other}")'
    wide = ["cut", "-f", "edition,city,place", "then", "reshape", "-s", "city,place", "then"]
    lead = f"$lead = ${{{asked.other}}} - ${{{asked.city}}}"
    own = f'$city == "{asked.city}" && $edition <= {asked.after}'
    best = ["sort", "-n", "place", "-n", "edition", "then", "head", "-n", "1", "-g", "category"]
    then = {
        "rank": [*place, *beside, "then", "sort", "-n", str(asked.after)],
        "climbers": [*place, *beside, "then", "sort", "-nr", "gain"],
        "compare": [*place, *wide, "unsparsify", "then", "put", lead],
        "breakdown": [*place, *best],
    }
    chosen = {"rank": editions, "climbers": editions, "compare": cities, "breakdown": own}
    return ["filter", chosen[job], "then", *then[job]]
