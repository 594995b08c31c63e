"""What the values of columns show: which column is ranked, which holds ranks, which ratings."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from scicli.files.column import Column
from scicli.importing.figure_cells import is_figure, is_nothing, numbers, possible_rank
from scicli.importing.patterns import measure_in, tells_kinds
from scicli.importing.vocabulary import (
    ARTIST_WORDS,
    CITY_WORDS,
    COUNTRY_WORDS,
    EDITION_WORDS,
    GROUP_WORDS,
    NEVER_WORDS,
    REGION_WORDS,
    REMARK_WORDS,
    SUBJECT_WORDS,
    TEAM_WORDS,
)

_FILLERS = {"name", "names", "of", "the", "full", "der", "de"}
_CODE = re.compile(r"[A-Z0-9]{2,4}", re.ASCII)
_MOSTLY = 0.9  # the share of cells that shows what a column is
_LONGEST_NAME = 80
_FEWEST_STEPS = 4  # fewer may fall or rise by chance
_HOLES = 1.5  # ranks may reach this far beyond the number of rows


def plain_name(name: str) -> str:
    """Return the name of a column as the vocabulary writes it.

    What stands behind a backslash names the other columns: "geo" and "TIME_PERIOD" in one cell.

    >>> plain_name("Country_Name "), plain_name("Pos."), plain_name("Name"), plain_name("#")
    ('country', 'pos', 'name', '#')
    """
    words = name.partition("\\")[0].replace("_", " ").casefold().split()
    kept = [word.strip(".:") for word in words if word.strip(".:") not in _FILLERS] or words
    return " ".join(kept)


def entities(
    names: Mapping[int, str], columns: Sequence[Column], tables: Sequence[str]
) -> list[int]:
    """Return the columns that may name what is ranked: one, or several equal candidates.

    `tables` has a text for each row that its rank table shares.
    """
    texts = [
        column
        for column, name in names.items()
        if measure_in(name)[0] is None and _share(columns[column], _is_word) >= _MOSTLY
    ]
    plain = {column: plain_name(names[column]) for column in texts}

    def called(words: frozenset[str]) -> list[int]:
        return [column for column, name in plain.items() if name in words]

    for words in (SUBJECT_WORDS, TEAM_WORDS, ARTIST_WORDS):
        if found := called(words):
            return found
    attributes = CITY_WORDS | COUNTRY_WORDS | REGION_WORDS | GROUP_WORDS | EDITION_WORDS
    distinct = [column for column in texts if _differ(columns[column], tables)]
    unknown = [
        column
        for column in distinct
        if plain[column] not in attributes
        and not tells_kinds({*columns[column].distinct})
        and (NEVER_WORDS | REMARK_WORDS).isdisjoint(plain[column].split())
        and _share(columns[column], _is_name) >= _MOSTLY
    ]
    for words in (CITY_WORDS, COUNTRY_WORDS, REGION_WORDS):
        # Beside a name of its own in every row, a place may only say where that is.
        if found := called(words):
            return [*unknown, *found] if set(found) <= set(distinct) else unknown or found
    return unknown or [column for column in called(GROUP_WORDS) if column in distinct]


def numbers_places(column: Column, tables: Sequence[str]) -> bool:
    """Return whether cells can be ranks: in each table from 1 on, without large holes."""
    return _from_one_on(column, tables, fewest=1)


def looks_ranked(column: Column, tables: Sequence[str]) -> bool:
    """Return whether cells are ranks: as `numbers_places`, and of three places or more."""
    return _from_one_on(column, tables, fewest=3)


def _from_one_on(column: Column, tables: Sequence[str], fewest: int) -> bool:
    ranks = {text: possible_rank(text) for text in column.distinct}
    if not all(ranks[text].held or is_nothing(text) for text in column.distinct):
        return False
    by_table: dict[str, list[int]] = {}
    for table, text in zip(tables, column.cells(), strict=True):
        if ranks[text].held:
            by_table.setdefault(table, []).append(ranks[text].best)
    return bool(by_table) and all(
        min(places) == 1 and max(places) <= _HOLES * len(places) + 1 and len(set(places)) >= fewest
        for places in by_table.values()
    )


def follows(column: Column, ranks: Column, tables: Sequence[str]) -> bool:
    """Return whether numbers fall, or rise, with the ranks in every table."""
    values_of = numbers(column.distinct)
    by_table: dict[str, list[tuple[int, float]]] = {}
    for table, text, other in zip(tables, ranks.cells(), column.cells(), strict=True):
        rank = possible_rank(text)
        if rank.held and other in values_of:
            by_table.setdefault(table, []).append((rank.best, values_of[other]))
    steps = []
    for rows in by_table.values():
        values = [value for _, value in sorted(rows)]
        steps += [after > before for before, after in pairwise(values) if after != before]
    return len(steps) >= _FEWEST_STEPS and len(set(steps)) == 1


def _share(column: Column, test: Callable[[str], bool]) -> float:
    filled = [text for text in column.cells() if text]
    results = {text: test(text) for text in set(filled)}
    return sum(results[text] for text in filled) / len(filled) if filled else 0.0


def _is_word(text: str) -> bool:
    return any(map(str.isalpha, text)) and not is_figure(text)


def _is_name(text: str) -> bool:
    """Return whether a text may be a name: neither a code, nor an address, nor a sentence."""
    return len(text) <= _LONGEST_NAME and "://" not in text and not _CODE.fullmatch(text)


def _differ(column: Column, tables: Iterable[str]) -> bool:
    """Return whether a column has a text in nearly every row of a table, and not the same twice."""
    rows = list(zip(tables, column.cells(), strict=True))
    return len({row for row in rows if row[1]}) >= _MOSTLY * len(rows) > 0
