"""Whatever the shape of a table and the marks in its cells: its ranks come back, or it stops."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scicli.errors import ScicliError
from scicli.importing.import_options import Field, ImportOptions
from scicli.importing.tidy_figures import imported
from scicli.index.rank import parse_rank

Figures = dict[tuple[str, str], int]

CITIES = ("Oslo", "São Paulo", "St. Louis", "北京", "C++", "NA", "Omsk 2", "Aix-en-Provence")
WORDS = {
    "en": ("City", "Rank", "Year", "Change"),
    "de": ("Stadt", "Rang", "Jahr", "+/-"),
    "ko": ("도시", "순위", "연도", "변동"),
    "?": ("Thing", "Pos.", "Season", "Last week"),
}
CELLS: dict[str, Callable[[int], str]] = {
    "plain": str,
    "ordinal": lambda rank: f"{rank}" + {1: "st", 2: "nd", 3: "rd"}.get(rank, "th"),
    "point": lambda rank: f"{rank}.",
    "zero": lambda rank: f"{rank}.0",
    "sign": lambda rank: f"#{rank}",
    "before": lambda rank: f"{rank} ({rank + 2})",
    "arrow": lambda rank: f"{rank} ▲",
    "note": lambda rank: f"{rank}[a]" if rank % 2 else str(rank),
    "of": lambda rank: f"{rank}/180",
    "word": lambda rank: f"第{rank}位",
}
RANKS = st.lists(st.integers(1, 9), min_size=3, max_size=8).map(
    lambda points: [1 + sum(other < one for other in points) for one in points]
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, Figures, bool]:
    """Draw the text of a table, its ranks, and whether its columns are cities."""
    ranks = draw(RANKS)
    cities = draw(st.permutations(CITIES))[: len(ranks)]
    years = draw(st.lists(st.sampled_from(["2021", "2022", "2024"]), min_size=1, unique=True))
    turned = {year: ranks[at:] + ranks[:at] for at, year in enumerate(years)}
    figures = {
        (year, city): rank
        for year in years
        for city, rank in zip(cities, turned[year], strict=True)
    }
    city_word, rank_word, year_word, change = WORDS[draw(st.sampled_from(sorted(WORDS)))]
    cell = CELLS[draw(st.sampled_from(sorted(CELLS)))]
    shape = draw(st.sampled_from(["rows", "columns", "kinds", "turned"]))
    if shape == "columns":
        lines = [
            [city_word, *years],
            *([city, *(cell(figures[y, city]) for y in years)] for city in cities),
        ]
    elif shape == "turned":
        lines = [
            [year_word, *cities],
            *([year, *(cell(figures[year, c]) for c in cities)] for year in years),
        ]
    elif shape == "kinds":
        lines = [[city_word, year_word, "Type", "Value"]]
        for (year, city), rank in figures.items():
            lines += [[city, year, "Rank", cell(rank)], [city, year, "Score", str(90 - rank)]]
    else:
        lines = [[city_word, year_word, rank_word, change]]
        lines += [
            [city, year, cell(rank), str(rank % 3 - 1)] for (year, city), rank in figures.items()
        ]
    if shape != "turned":
        order = draw(st.permutations(range(len(lines[0]))))
        lines = [[line[at] for at in order] for line in lines]
    separator = draw(st.sampled_from([",", ";", "\t"]))
    title = draw(st.sampled_from(["", "A ranking\n\n"]))
    return (
        title + "".join(separator.join(line) + "\n" for line in lines),
        figures,
        shape == "turned",
    )


@given(tables())
def test_ranks_come_back_or_the_table_is_refused(
    tmp_path_factory: pytest.TempPathFactory, table: tuple[str, Figures, bool]
) -> None:
    text, figures, turned = table
    file = tmp_path_factory.getbasetemp() / "any.csv"
    file.write_text(text)
    for chosen in (ImportOptions(), ImportOptions(transpose=turned)):
        with suppress(ScicliError):
            found = imported([str(file)], chosen).columns
            ranks = [parse_rank(one).best for one in found[Field.RANK]]
            if any(ranks):
                read = zip(found["edition"], found["city"], ranks, strict=True)
                assert {(year, city): rank for year, city, rank in read} == figures


def test_most_shapes_are_not_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.getbasetemp() / "one.csv"
    for cell in CELLS.values():
        rows = "".join(f"{city};2024;{cell(at)}\n" for at, city in enumerate(CITIES, 1))
        file.write_text(f"Stadt;Jahr;Rang\n{rows}")
        found = imported([str(file)], ImportOptions()).columns
        assert [parse_rank(rank).best for rank in found["rank"]] == list(range(1, 9))
