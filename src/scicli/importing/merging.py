"""The import: files of publishers turned into the rows of one tidy table."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from scicli.errors import AmbiguousError, DataError, QuestionError
from scicli.files.paths import Holding, found
from scicli.importing.import_options import Better, Duplicates, Field, ImportOptions
from scicli.importing.tables import LeftOut, table
from scicli.importing.tidy import Figure, Figures, figures
from scicli.index.names import listed
from scicli.index.rank import NO_END, parse_rank
from scicli.index.times import is_numeric, iso, times

_NEEDED = ("edition", "city", "category", "rank", "rating")
_OPTIONAL = ("country", "region", "basis", "sources")
_DERIVED = "derived"


@dataclass(frozen=True)
class Imported:
    """What was read from the files of publishers."""

    files: tuple[Figures, ...]
    figures: tuple[Figure, ...]
    left_out: tuple[LeftOut, ...]
    computed: tuple[tuple[str, str], ...]
    unranked: tuple[tuple[str, str], ...]
    describing: tuple[str, ...]

    @property
    def columns(self) -> dict[str, list[str]]:
        """The columns of the tidy table; those that are optional only where one is filled."""
        columns = {
            name: [getattr(figure, name) for figure in self.figures]
            for name in (*_NEEDED, *_OPTIONAL)
        }
        return {name: cells for name, cells in columns.items() if name in _NEEDED or any(cells)}


def imported(paths: Sequence[str | os.PathLike[str]], options: ImportOptions) -> Imported:
    """Read files of publishers.

    Raises:
        DataError: A file cannot be read, two readings of it are possible, a figure is none, or a
            city stands twice in an edition.
        QuestionError: A column, sheet or name that is said is not there.
        ExtraError: What reads a file is not installed.
    """
    every_file = found(paths)
    read = [file for file in every_file if file.holding is Holding.FIGURES]
    if not read:
        raise DataError(
            f"{listed(list(map(str, paths)), 'and')} holds no CSV file of figures", "name the files"
        )
    files = tuple(figures(table(file, options), options) for file in read)
    _check_one_publisher(files)
    skipped = set[str]().union(*(file.skipped for file in files))
    idle = [name for name in options.skip if name not in skipped]
    if idle:
        raise QuestionError(f"no row is called '{idle[0]}'", "give --skip the name in the file")
    every = _dated([figure for file in files for figure in file.figures], options)
    if not every:
        names = listed([file.table.sheet.name for file in files], "and")
        raise DataError(
            f"{names} holds no figures", "add a row for each below the names of its columns"
        )
    kept, left_out = _each_once(every, options)
    if not kept:
        raise DataError("every city stands twice, and none is kept", "say --duplicates best")
    ranked, computed = _ranked(kept, options)
    return Imported(
        files=files,
        figures=tuple(ranked),
        left_out=(*(one for file in files for one in file.left_out), *left_out),
        computed=computed,
        unranked=_unranked(ranked) if options.rank_by else (),
        describing=tuple(file.name for file in every_file if file not in read),
    )


def _dated(every: Sequence[Figure], options: ImportOptions) -> list[Figure]:
    """Return figures of which the editions that are dates such as 12/30/2023 are 2023-12-30.

    Raises:
        AmbiguousError: No edition shows whether the day or the month stands first.
    """
    labels = list(dict.fromkeys(figure.edition for figure in every))
    if not labels or not all(map(is_numeric, labels)):
        return list(every)
    found = times(labels, options.dates)
    if found.ambiguous:
        raise AmbiguousError(
            f"the edition '{found.ambiguous}' may be a day of two months",
            "say --dates day-first or --dates month-first",
        )
    plain = dict(zip(labels, map(iso, found.days), strict=False))
    return [replace(figure, edition=plain.get(figure.edition, figure.edition)) for figure in every]


def _check_one_publisher(files: Sequence[Figures]) -> None:
    """Refuse editions that are called alike only without what stands before their numbers.

    Raises:
        AmbiguousError: Two files have another name before the numbers of their editions.
    """
    names = {file.table.layout.prefix: file.table.sheet.name for file in files}
    if len(names.keys() - {""}) > 1:
        (one, first), (other, second) = [item for item in names.items() if item[0]][:2]
        raise AmbiguousError(
            f"{first} names its editions '{one.strip()}' and {second} '{other.strip()}'",
            "import each by itself",
        )


def _table_of(figure: Figure) -> tuple[str, str]:
    return figure.edition, figure.category


def _each_once(
    every: Sequence[Figure], options: ImportOptions
) -> tuple[list[Figure], list[LeftOut]]:
    """Return each city of an edition and category once, and what is left out for that.

    Raises:
        DataError: One stands twice, and nothing is said of it.
    """
    by_key: dict[tuple[str, str, str], list[Figure]] = {}
    for figure in every:
        by_key.setdefault((*_table_of(figure), figure.city), []).append(figure)
    if len(by_key) == len(every):
        return list(every), []
    kept: list[Figure] = []
    left_out = []
    for same in map(_added_up, by_key.values()):
        if len(same) > 1 and options.duplicates is None:
            first, second = same[:2]
            raise DataError(
                f"{second.file}, line {second.line}: {second.city} stands in line {first.line} of"
                f" {first.file} too, in edition {first.edition}, {first.category}",
                "say --duplicates best or --duplicates drop",
            )
        chosen = None
        if len(same) == 1 or options.duplicates is Duplicates.BEST:
            chosen = min(same, key=lambda figure: _standing(figure, options.better))
            kept.append(chosen)
        for figure in same:
            if figure is not chosen:
                values = " | ".join(filter(None, (figure.city, figure.rank, figure.rating)))
                reason = f"stands twice in edition {figure.edition}, {figure.category}"
                left_out.append(LeftOut(figure.file, figure.line, values, reason))
    return kept, left_out


def _added_up(same: Sequence[Figure]) -> Sequence[Figure]:
    """Return what several files say of one city as one figure, where they do not contradict.

    A blank is filled by a value; sources are joined.
    """
    said = {
        name: list(dict.fromkeys(filter(None, (getattr(figure, name) for figure in same))))
        for name in ("rank", "rating", "country", "region", "basis", "sources")
    }
    # Whether a place is marked as shared contradicts nothing.
    if len({parse_rank(rank)[:2] for rank in said["rank"]}) == 1:
        said["rank"] = [max(said["rank"], key=len)]
    alone = len({figure.file for figure in same}) < len(same)
    if alone or any(len(texts) > 1 for name, texts in said.items() if name != "sources"):
        return same
    rank, rating, country, region, basis, sources = map(";".join, said.values())
    return [
        replace(
            same[0],
            rank=rank,
            rating=rating,
            country=country,
            region=region,
            basis=basis,
            sources=sources,
        )
    ]


def _standing(figure: Figure, better: Better) -> tuple[int, int, Decimal]:
    """Return what is the smaller, the better a figure is."""
    rank = parse_rank(figure.rank)
    return rank.best if rank.held else NO_END, rank.worst, _rated(figure, better)


def _rated(figure: Figure, better: Better) -> Decimal:
    if not figure.rating:
        return Decimal("Infinity")
    rating = Decimal(figure.rating)
    return rating if better is Better.LOWER else -rating


def _ranked(
    every: Sequence[Figure], options: ImportOptions
) -> tuple[list[Figure], tuple[tuple[str, str], ...]]:
    """Return the figures with ranks computed for the tables that have none, and which those are.

    Standard competition ranking: 1, 2, 2, 4.
    """
    if options.rank_by is not Field.RATING:
        return list(every), ()
    with_ranks = {_table_of(figure) for figure in every if figure.rank}
    computed = tuple(
        dict.fromkeys(_table_of(figure) for figure in every if _table_of(figure) not in with_ranks)
    )
    places: dict[tuple[str, str], dict[Decimal, int]] = {}
    rated: dict[tuple[str, str], list[Decimal]] = {one: [] for one in computed}
    for figure in every:
        if figure.rating and _table_of(figure) in rated:
            rated[_table_of(figure)].append(_rated(figure, options.better))
    for one, ratings in rated.items():
        places[one] = {}
        for place, rating in enumerate(sorted(ratings), 1):
            places[one].setdefault(rating, place)
    return [
        replace(
            figure,
            rank=str(places[_table_of(figure)][_rated(figure, options.better)]),
            basis=figure.basis or _DERIVED,
        )
        if figure.rating and _table_of(figure) in places
        else figure
        for figure in every
    ], computed


def _unranked(every: Sequence[Figure]) -> tuple[tuple[str, str], ...]:
    """Return the tables in which a city has a rating and no rank."""
    return tuple(
        dict.fromkeys(_table_of(figure) for figure in every if figure.rating and not figure.rank)
    )
