"""The import: the figures of all tables, each once, dated and ranked."""

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from scicli.errors import AmbiguousError, DataError, QuestionError
from scicli.files.paths import Holding, found
from scicli.importing.header import Omission, read_table
from scicli.importing.import_options import Better, Duplicates, Field, ImportOptions
from scicli.importing.sheets import joined
from scicli.importing.values import OPTIONAL, Figure, Ranking, TableFigures, read_figures
from scicli.index.names import listed
from scicli.index.rank import NO_END, UNKNOWN, Mark, Rank
from scicli.index.times import is_numeric, iso, times

_NEEDED = ("edition", "city", "category", "rank", "rating")
_DERIVED = "derived"


@dataclass(frozen=True)
class ImportResult:
    """What was read from the files of publishers."""

    files: tuple[TableFigures, ...]
    figures: tuple[Figure, ...]
    omissions: tuple[Omission, ...]
    computed: tuple[Ranking, ...]  # Their ranks were computed.
    unranked: tuple[Ranking, ...]  # They have ranks, but not for every city with a rating.
    describing: tuple[str, ...]  # Files of folders that describe figures and hold none.

    @property
    def columns(self) -> dict[str, list[str]]:
        """The columns of the tidy file; the optional ones only if they are not blank."""
        columns = {
            name: [figure.text(name) for figure in self.figures] for name in (*_NEEDED, *OPTIONAL)
        }
        return {name: cells for name, cells in columns.items() if name in _NEEDED or any(cells)}


def imported(paths: Sequence[str | os.PathLike[str]], options: ImportOptions) -> ImportResult:
    """Read files of publishers, or folders of CSV files.

    Raises:
        DataError: A file cannot be read, or can be read in two ways; a figure is not valid; or a
            city appears twice in an edition.
        QuestionError: The options name a column, sheet or row that is not there.
        ExtraError: A package that reads a file is not installed.
    """
    every_file = found(paths)
    read = [file for file in every_file if file.holding is Holding.FIGURES]
    if not read:
        raise DataError(
            f"{listed(list(map(str, paths)), 'and')} holds no CSV file of figures", "name the files"
        )
    files = tuple(read_figures(read_table(file, options), options) for file in read)
    _check_one_publisher(files)
    _check_skip(files, options)
    figures = _with_iso_dates([figure for file in files for figure in file.figures], options)
    if not figures:
        names = listed([file.table.sheet.name for file in files], "and")
        raise DataError(
            f"{names} holds no figures", "add a row for each below the names of its columns"
        )
    figures, duplicates = _without_duplicates(figures, options)
    if not figures:
        raise DataError("every city appears twice, so none is kept", "say --duplicates best")
    computed: tuple[Ranking, ...] = ()
    unranked: tuple[Ranking, ...] = ()
    if options.rank_by is Field.RATING:
        figures, computed = _with_ranks(figures, options.better)
        unranked = _rankings(one for one in figures if one.rating and not one.rank.held)
    return ImportResult(
        files=files,
        figures=tuple(figures),
        omissions=(*(one for file in files for one in file.omissions), *duplicates),
        computed=computed,
        unranked=unranked,
        describing=tuple(file.name for file in every_file if file not in read),
    )


def _check_one_publisher(files: Sequence[TableFigures]) -> None:
    """Refuse editions of two prefixes, which the labels leave out."""
    names = {file.table.layout.prefix: file.table.sheet.name for file in files}
    names.pop("", None)
    if len(names) > 1:
        (prefix, name), (other_prefix, other_name), *_ = names.items()
        raise AmbiguousError(
            f"{name} names its editions '{prefix.strip()}' and {other_name}"
            f" '{other_prefix.strip()}'",
            "import each by itself",
        )


def _check_skip(files: Sequence[TableFigures], options: ImportOptions) -> None:
    cities = {
        cells[file.table.layout.descriptions[Field.CITY]].casefold()
        for file in files
        for _, cells in file.table.rows
    }
    for name in options.skip:
        if name.strip().casefold() not in cities:
            raise QuestionError(f"no row is called '{name}'", "give --skip the name in the file")


def _with_iso_dates(figures: list[Figure], options: ImportOptions) -> list[Figure]:
    """Return figures with editions such as 2023-12-30 for 12/30/2023."""
    labels = list(dict.fromkeys(figure.edition for figure in figures))
    if not labels or not all(map(is_numeric, labels)):
        return figures
    dates = times(labels, options.dates)
    if dates.ambiguous:
        raise AmbiguousError(
            f"the edition '{dates.ambiguous}' may be one of two days",
            "say --dates day-first or --dates month-first",
        )
    written = dict(zip(labels, map(iso, dates.days), strict=False))
    return [replace(one, edition=written.get(one.edition, one.edition)) for one in figures]


def _without_duplicates(
    figures: Iterable[Figure], options: ImportOptions
) -> tuple[list[Figure], list[Omission]]:
    """Return one figure for each city of an edition and category, and the lines of the others."""
    by_city: dict[tuple[Ranking, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        by_city[figure.ranking, figure.city].append(figure)
    kept: list[Figure] = []
    omissions: list[Omission] = []
    for same in map(_merged, by_city.values()):
        if len(same) == 1:
            kept += same
            continue
        first, second, *_ = same
        place = f"in edition {first.edition}, {first.category}"
        if options.duplicates is None:
            raise DataError(
                f"{second.file}, line {second.line}: {second.city} stands in line {first.line} of"
                f" {first.file} too, {place}",
                "say --duplicates best or --duplicates drop",
            )
        if options.duplicates is Duplicates.BEST:
            best = min(
                same,
                key=lambda one: (
                    one.rank.best or NO_END,
                    one.rank.worst,
                    _rating_order(one, options.better),
                ),
            )
            kept.append(best)
            same.remove(best)
        for one in same:
            text = joined([one.city, one.text("rank"), one.rating])
            omissions.append(Omission(one.file, one.line, text, f"stands twice {place}"))
    return kept, omissions


def _merged(same: list[Figure]) -> list[Figure]:
    """Return the figures of one city in several files as one, if they do not contradict.

    Values fill blanks; sources are joined.
    """
    texts = {
        name: list(dict.fromkeys(filter(None, (one.text(name) for one in same))))
        for name in ("rating", "country", "region", "basis", "sources")
    }
    ranks = [one.rank for one in same if one.rank.held]
    in_one_file = len({one.file for one in same}) < len(same)
    contradict = any(len(values) > 1 for name, values in texts.items() if name != "sources")
    # Whether a rank has the mark of a tie contradicts nothing.
    if in_one_file or contradict or len({(rank.best, rank.worst) for rank in ranks}) > 1:
        return same
    rank = max(ranks, key=lambda rank: rank.mark is Mark.TIED, default=UNKNOWN)
    rating, country, region, basis, sources = map(";".join, texts.values())
    one = replace(same[0], rank=rank, rating=rating, country=country, region=region)
    return [replace(one, basis=basis, sources=sources)]


def _with_ranks(
    figures: Sequence[Figure], better: Better
) -> tuple[list[Figure], tuple[Ranking, ...]]:
    """Return figures with ranks for the rankings that have none, and which those are.

    The ranks follow from the ratings; ties share the best place: 1, 2, 2, 4.
    """
    published = {one.ranking for one in figures if one.rank.held}
    count: Counter[Ranking] = Counter()
    places: dict[tuple[Ranking, Decimal], int] = {}
    for one in sorted(figures, key=lambda one: _rating_order(one, better)):
        count[one.ranking] += 1
        places.setdefault((one.ranking, _rating_order(one, better)), count[one.ranking])
    ranked = []
    for one in figures:
        if one.rating and one.ranking not in published:
            place = places[one.ranking, _rating_order(one, better)]
            one = replace(one, rank=Rank(place, place), basis=one.basis or _DERIVED)
        ranked.append(one)
    return ranked, _rankings(one for one in figures if one.ranking not in published)


def _rating_order(figure: Figure, better: Better) -> Decimal:
    """Return a number that is smaller for a better rating, and largest for none."""
    sign = 1 if better is Better.LOWER else -1
    return sign * Decimal(figure.rating) if figure.rating else Decimal("Infinity")


def _rankings(figures: Iterable[Figure]) -> tuple[Ranking, ...]:
    return tuple(dict.fromkeys(figure.ranking for figure in figures))
