"""Checked tables from files of text: a cell is read by its grammar, or refused with its place."""

import os
import re
from bisect import bisect
from collections.abc import Callable, Sequence
from datetime import date
from itertools import accumulate
from typing import TypeVar

import pandas as pd

from scicli.errors import DataError
from scicli.index.files import COUNTS, Files, TextTable, read
from scicli.index.names import listed
from scicli.index.outline import OVERALL, Outline, outline
from scicli.index.ranks import GrammarError, Mark, parse_rank, parse_rating
from scicli.index.tables import Index

_SHIPPED_NAME = "Smart Centres Index"
_PUBLISHED = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?", re.ASCII)
_COUNT = re.compile(r"[0-9]{1,18}", re.ASCII)

Value = TypeVar("Value")


def load(*paths: str | os.PathLike[str]) -> Index:
    """Load a ranking.

    Args:
        paths: Files of figures; folders, which bring their CSV files; or the word `shipped`.
            None at all means the data set that comes with scicli.

    Raises:
        DataError: A file cannot be read, or says something that is not valid.

    >>> index = load()
    >>> index.name, len(index.figures), len(index.cities)
    ('Smart Centres Index', 256, 43)
    """
    files = read(paths)
    return assemble(files, outline(files))


def assemble(files: Files, named: Outline) -> Index:
    """Check the cells of files that are read, and return them as an Index.

    Raises:
        DataError: A cell does not follow its grammar, a key is blank or stands twice, or a
            rank lies beyond the number of cities ranked.
    """
    releases = _releases(files.releases, named)
    return Index(
        name=_SHIPPED_NAME if files.shipped else "",
        outline=named,
        figures=_figures(files.figures, named, releases),
        releases=releases,
        cities=_cities(files.cities, named),
        sources=_sources(files.sources),
    )


class _Cells:
    """Some columns of several files as one frame of text, with the place of every cell."""

    def __init__(self, tables: Sequence[TextTable], columns: Sequence[str]) -> None:
        self._tables = tables
        self._ends = list(accumulate(len(table.lines) for table in tables))
        self.text = pd.DataFrame(
            {
                column: [cell for table in tables for cell in table.cells(column)]
                for column in columns
            },
            dtype="str",
        )

    def fault(self, row: int, column: str, problem: str, remedy: str) -> DataError:
        """Return the error that says what is wrong with a cell."""
        table, line = self._place(row)
        text = str(self.text.at[row, column])
        return DataError(f"{table}, line {line}, column {column}: '{text}' {problem}", remedy)

    def parsed(self, column: str, parse: Callable[[str], Value]) -> list[Value]:
        """Return every cell of a column as a value; each distinct text is parsed once."""
        codes, texts = pd.factorize(self.text[column])
        values = []
        for code, text in enumerate(texts):
            try:
                values.append(parse(text))
            except GrammarError as error:
                row = int((codes == code).argmax())
                raise self.fault(row, column, error.problem, error.remedy) from error
        return [values[code] for code in codes]

    def held(self, column: str) -> pd.Series:
        """Return a column of text in which a blank is missing."""
        return self.text[column].mask(self.text[column] == "")

    def check_key(self, *columns: str) -> None:
        """Refuse a blank in the key, and a key that stands twice."""
        for column in columns:
            blank = self.text[column] == ""
            if blank.any():
                table, line = self._place(int(blank.argmax()))
                raise DataError(
                    f"{table}, line {line}: the {column} is blank", "fill it in or delete the line"
                )
        key = self.text[list(columns)]
        twice = key.duplicated()
        if twice.any():
            second = int(twice.argmax())
            cells = [str(cell) for cell in key.iloc[second]]
            first = int(key.eq(cells).all(axis="columns").argmax())
            table, line = self._place(second)
            before, line_before = self._place(first)
            raise DataError(
                f"{table}, line {line} has the same {listed(columns, 'and')}"
                f" as {before}, line {line_before}: {', '.join(cells)}",
                "keep one of the two",
            )

    def _place(self, row: int) -> tuple[str, int]:
        number = bisect(self._ends, row)
        table = self._tables[number]
        return table.name, table.lines[row - self._ends[number]]


def _figures(tables: Sequence[TextTable], named: Outline, releases: pd.DataFrame) -> pd.DataFrame:
    cells = _Cells(tables, ["edition", "category", "city", "rank", "rating", "basis", "sources"])
    cells.text["category"] = cells.text["category"].replace("", OVERALL)
    cells.check_key("edition", "category", "city")
    ranks = cells.parsed("rank", parse_rank)
    figures = pd.DataFrame(
        {
            "edition": _editions(cells.text["edition"], named),
            "category": pd.Categorical(
                cells.text["category"], categories=named.categories, ordered=True
            ),
            "city": pd.Categorical(cells.text["city"], categories=list(named.cities)),
            "rank": pd.array([rank.best for rank in ranks], dtype="Int64"),
            "rank_max": pd.array([rank.worst for rank in ranks], dtype="Int64"),
            "rank_mark": pd.array([rank.mark.value for rank in ranks], dtype="str"),
            "rating": pd.array(cells.parsed("rating", parse_rating), dtype="Float64"),
            "basis": cells.held("basis"),
            "sources": cells.held("sources"),
        }
    )
    ranked = figures[["edition"]].merge(releases, on="edition", validate="m:1")["cities_ranked"]
    beyond = (figures["rank"] > ranked).fillna(value=False)
    if beyond.any():
        row = int(beyond.argmax())
        edition = cells.text["edition"].iloc[row]
        raise cells.fault(
            row,
            "rank",
            f"is beyond the {ranked.iloc[row]} cities ranked in edition {edition}",
            "correct the rank, or cities_ranked",
        )
    return figures.assign(
        rank_mark=figures["rank_mark"].mask(_shared(figures), Mark.TIED.value),
        rank_max=figures["rank_max"].mask(figures["rank_mark"] == Mark.OPEN.value, ranked),
    ).sort_values(["edition", "category", "city"], ignore_index=True)


def _editions(texts: pd.Series, named: Outline) -> pd.Series:
    """Return the labels of editions from their texts."""
    place = {str(label): number for number, label in enumerate(named.editions)}
    labels = pd.CategoricalDtype(list(named.editions), ordered=True)
    return pd.Series(pd.Categorical.from_codes(texts.map(place).tolist(), dtype=labels))


def _shared(figures: pd.DataFrame) -> pd.Series:
    """Return which rows have one exact rank in common with another row of their table."""
    one_place = (figures["rank"] == figures["rank_max"]).fillna(value=False)
    exact = one_place & (figures["rank_mark"] != Mark.OPEN.value)
    return exact & figures.where(exact).duplicated(["edition", "category", "rank"], keep=False)


def _releases(tables: Sequence[TextTable], named: Outline) -> pd.DataFrame:
    cells = _Cells(
        tables, ["edition", "published", *COUNTS, "average_rating_change_pct", "sources"]
    )
    cells.check_key("edition")
    counts = {
        column: pd.array(
            cells.parsed(column, _positive if column == "cities_ranked" else _count), dtype="Int64"
        )
        for column in COUNTS
    }
    cells.parsed("published", _check_published)
    releases = pd.DataFrame(
        {
            "edition": _editions(cells.text["edition"], named),
            "published": cells.held("published"),
            **counts,
            "average_rating_change_pct": pd.array(
                cells.parsed("average_rating_change_pct", parse_rating), dtype="Float64"
            ),
            "sources": cells.held("sources"),
        }
    )
    order = pd.DataFrame(
        {"edition": _editions(pd.Series(list(map(str, named.editions)), dtype="str"), named)}
    )
    return order.merge(releases, on="edition", how="left", validate="1:1")


def _count(text: str) -> int | None:
    if not text:
        return None
    if _COUNT.fullmatch(text):
        return int(text)
    raise GrammarError("is no whole number", "write digits only, or nothing")


def _positive(text: str) -> int | None:
    count = _count(text)
    if count == 0:
        raise GrammarError("ranks nobody", "write how many cities are ranked, or nothing")
    return count


def _check_published(text: str) -> None:
    refusal = GrammarError("is no date", "write YYYY-MM-DD, or YYYY-MM")
    if not text:
        return
    if not _PUBLISHED.fullmatch(text):
        raise refusal
    try:
        date.fromisoformat(text if len(text) == len("YYYY-MM-DD") else f"{text}-01")
    except ValueError:
        raise refusal from None


def _cities(tables: Sequence[TextTable], named: Outline) -> pd.DataFrame:
    for table in tables:
        _Cells([table], ["city"]).check_key("city")
    cities = pd.DataFrame(
        {
            "city": list(named.cities),
            "country": [city.country for city in named.cities.values()],
            "iso2": [city.iso2 for city in named.cities.values()],
            "region": [city.region for city in named.cities.values()],
            "aliases": [";".join(city.aliases) for city in named.cities.values()],
        },
        dtype="str",
    )
    return cities.mask(cities == "")


def _sources(tables: Sequence[TextTable]) -> pd.DataFrame:
    columns = ["source", "publisher", "title", "published", "url", "language"]
    cells = _Cells(tables, columns)
    cells.check_key("source")
    cells.parsed("published", _check_published)
    return pd.DataFrame({column: cells.held(column) for column in columns})
