"""Measures everything, and writes what was found into docs/performance.md."""

import argparse
import compileall
import os
import platform
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version
from pathlib import Path

from bench.empty import write_empty
from bench.jobs import JOBS, Asked, by_duckdb, by_others, by_scicli
from bench.measure import Measured, measured, program
from bench.tables import ONE_MILLION, SITES, TEN_MILLION, WEEKLY, Size, written

_PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
_RUNS = 7
_OF_TEN = Asked(2_499, 2_500)
_OF_ONE = Asked(249, 250)
_BARE_IMPORTS = "import typer, rich.table, rich.console, pandas"


def main() -> None:
    """Measure, and write the tables."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("work", type=Path, help="The folder with the environments full and bare.")
    parser.add_argument("--only", nargs="*", default=list(_SECTIONS), choices=list(_SECTIONS))
    asked = parser.parse_args()
    for name in asked.only:
        print(f"measuring: {name}", file=sys.stderr)
        _put(name, _SECTIONS[name](asked.work.resolve()))
    _put("machine", [_machine()])


def start_up(work: Path) -> Iterable[str]:
    """Yield how long it takes to start, beside an empty program and the bare imports."""
    yield "| environment | asked | scicli | beside | ratio | memory |"
    yield "|---|---|---:|---:|---:|---:|"
    for environment in ("full", "bare"):
        folder = work / environment / "bin"
        empty = work / "empty"
        empty.mkdir(exist_ok=True)
        start = write_empty(empty)
        compileall.compile_dir(empty, quiet=1)
        line = "scicli rank --around Bus"
        typed = {"_TYPER_COMPLETE_ARGS": line, "COMP_WORDS": line, "COMP_CWORD": "3"}
        bash = "complete_bash"
        words = {"--version": (["--version"], 0), "--help": (["--help"], 0)}
        words["a wrong city"] = (["rank", "--around", "Bussan"], 2)
        programs = {}
        for name, (arguments, code) in words.items():
            programs[name] = program(folder / "scicli", *arguments, code=code)
            programs[f"empty {name}"] = program(folder / "python", start, *arguments, code=code)
        programs["TAB"] = program(folder / "scicli", environment=typed | {"_SCICLI_COMPLETE": bash})
        programs["empty TAB"] = program(
            folder / "python", start, environment=typed | {"_EMPTY_COMPLETE": bash}
        )
        programs["bare imports"] = program(folder / "python", "-c", _BARE_IMPORTS)
        programs["rank -e 6"] = program(folder / "scicli", "rank", "-e", "6")
        programs["climbers"] = program(folder / "scicli", "climbers")
        took = measured(programs, 3 * _RUNS)
        for name in (*words, "TAB", "rank -e 6", "climbers"):
            beside = f"empty {name}" if f"empty {name}" in took else "bare imports"
            yield _row(
                environment,
                f"`{name}`" if " " not in name or name[0] == "r" else name,
                _seconds(took[name]),
                f"{_seconds(took[beside])} ({beside.partition(' ')[0]})",
                _ratio(took[name], took[beside]),
                _memory(took[name]),
            )


def large_files(work: Path) -> Iterable[str]:
    """Yield how long each question takes of ten million rows, beside DuckDB, and `check`."""
    text, packed = written(TEN_MILLION, work)
    yield from _table_of(TEN_MILLION, text, packed)
    tools, bare = work / "full" / "bin", work / "bare" / "bin"
    for job in JOBS:
        programs = {
            "DuckDB, CSV": by_duckdb(tools, job, text, _OF_TEN),
            "scicli, CSV, with pyarrow": by_scicli(tools / "scicli", job, text, _OF_TEN),
            "scicli, CSV, without": by_scicli(bare / "scicli", job, text, _OF_TEN),
        }
        if packed:
            programs["scicli, Parquet"] = by_scicli(tools / "scicli", job, packed, _OF_TEN)
        yield from _beside_duckdb(job, measured(programs, _RUNS))
    checks = {
        f"scicli, {name}": program(tools / "scicli", "check", file, "--format", "csv", "--quiet")
        for name, file in (("CSV, with pyarrow", text), ("Parquet", packed))
        if file
    }
    for name, one in measured(checks, _RUNS).items():
        yield _row("`check`", name, _seconds(one), "", _memory(one))


def other_tools(work: Path) -> Iterable[str]:
    """Yield how long `climbers` of ten million rows takes with other tools."""
    text, packed = written(TEN_MILLION, work)
    yield from _table_of(TEN_MILLION, text, packed)
    tools = work / "full" / "bin"
    programs = {
        "DuckDB, CSV": by_duckdb(tools, "climbers", text, _OF_TEN),
        "scicli, CSV, with pyarrow": by_scicli(tools / "scicli", "climbers", text, _OF_TEN),
        **dict(by_others(tools, "climbers", text, _OF_TEN)),
    }
    yield from _beside_duckdb("climbers", measured(programs, _RUNS))


def growth(work: Path) -> Iterable[str]:
    """Yield how time and memory grow from one million rows to ten."""
    small, _ = written(ONE_MILLION, work)
    large, _ = written(TEN_MILLION, work)
    yield "| environment | `climbers`, 1 M rows | 10 M rows | ratio | memory | × the CSV file |"
    yield "|---|---:|---:|---:|---:|---:|"
    for environment in ("full", "bare"):
        scicli = work / environment / "bin" / "scicli"
        took = measured(
            {
                "small": by_scicli(scicli, "climbers", small, _OF_ONE),
                "large": by_scicli(scicli, "climbers", large, _OF_TEN),
            },
            _RUNS,
        )
        share = took["large"].megabytes / (large.stat().st_size / 2**20)
        yield _row(
            environment,
            _seconds(took["small"]),
            _seconds(took["large"]),
            _ratio(took["large"], took["small"]),
            _memory(took["large"]),
            f"{share:.2f}",
        )


def weekly(work: Path) -> Iterable[str]:
    """Yield how long histories take, beside loading the file."""
    text, _ = written(WEEKLY, work)
    yield "| environment | asked | seconds | × `scicli.load` |"
    yield "|---|---|---:|---:|"
    questions = {
        "trend": ["trend", "City 0007"],
        "compare": ["compare", "City 0007", "City 0123"],
        "findings": ["findings", "City 0007"],
        "records": ["records"],
    }
    for environment in ("full", "bare"):
        folder = work / environment / "bin"
        load = f"import scicli; scicli.load({str(text)!r})"
        programs = {"`scicli.load`": program(folder / "python", "-c", load)}
        for name, words in questions.items():
            last = ("--data", text, "--format", "csv", "--quiet")
            programs[f"`{name}`"] = program(folder / "scicli", *words, *last)
        took = measured(programs, _RUNS)
        for name, one in took.items():
            yield _row(environment, name, _seconds(one), _ratio(one, took["`scicli.load`"]))


def sites(work: Path) -> Iterable[str]:
    """Yield how long it takes to write sites, of the shipped data and of larger ones."""
    yield "| data | pages | seconds | × 375 cities |"
    yield "|---|---:|---:|---:|"
    scicli, folder = work / "full" / "bin" / "scicli", work / "site"
    programs = {"shipped": program(scicli, "site", "--output", folder / "shipped")}
    for size in SITES:
        text, _ = written(size, work)
        name = f"{size.ranked:,} cities × {size.editions} editions"
        programs[name] = program(scicli, "site", "--data", text, "--output", folder / size.name)
    folder.mkdir(exist_ok=True)
    took = measured(programs, _RUNS)
    for (name, one), made in zip(took.items(), ("shipped", *(size.name for size in SITES)),
                                 strict=True):  # fmt: skip
        pages = sum(1 for _ in (folder / made).rglob("*.html"))
        ratio = _ratio(one, took[f"375 cities × {SITES[0].editions} editions"])
        yield _row(name, f"{pages:,}", _seconds(one), ratio)


_SECTIONS: Mapping[str, Callable[[Path], Iterable[str]]] = {
    "start-up": start_up,
    "large": large_files,
    "others": other_tools,
    "growth": growth,
    "weekly": weekly,
    "sites": sites,
}


def _beside_duckdb(job: str, took: Mapping[str, Measured]) -> Iterable[str]:
    for name, one in sorted(took.items(), key=lambda item: item[1].seconds):
        few = "" if one.runs == _RUNS else f" ({one.runs} runs)"
        ratio = _ratio(one, took["DuckDB, CSV"])
        yield _row(f"`{job}`", name, _seconds(one) + few, ratio, _memory(one))


def _table_of(size: Size, text: Path, packed: Path | None) -> Iterable[str]:
    """Yield what a file holds, and the head of a table."""
    sizes = [f"{file.stat().st_size / 2**20:,.0f} MB" for file in (text, packed) if file]
    files = " of CSV, ".join(sizes) + (" of Parquet" if packed else " of CSV")
    yield (
        f"{size.rows:,} rows: {size.editions:,} editions, categories {size.categories},"
        f" {size.ranked:,} cities in each table; {files}."
    )
    yield ""
    yield "| question | tool | seconds | × DuckDB | memory |"
    yield "|---|---|---:|---:|---:|"


def _machine() -> str:
    names = ("typer", "rich", "pandas", "numpy", "pyarrow", "duckdb", "sqlite-utils", "csvkit")
    packages = ", ".join(f"{name} {version(name)}" for name in names)
    return f"{os.cpu_count()} processors, Python {platform.python_version()}; {packages}."


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _seconds(one: Measured) -> str:
    return f"{one.seconds:.3f}" if one.seconds < 1 else f"{one.seconds:.2f}"


def _ratio(one: Measured, base: Measured) -> str:
    return f"{one.seconds / base.seconds:.2f}"


def _memory(one: Measured) -> str:
    return f"{one.megabytes:,.0f} MB"


def _put(name: str, lines: Iterable[str]) -> None:
    """Put lines between the marks that the page has for them."""
    body = "\n".join(lines)
    # Only now, for the page may have been written while the lines were measured.
    text = _PAGE.read_text(encoding="utf-8")
    begin, end = f"<!-- {name} -->\n", "<!-- end -->"
    pattern = re.escape(begin) + r".*?" + re.escape(end)
    page, found = re.subn(pattern, lambda _: f"{begin}{body}\n{end}", text, flags=re.DOTALL)
    if found != 1:
        raise RuntimeError(f"{_PAGE} has no place for '{name}'")
    _PAGE.write_text(page, encoding="utf-8")


main()
