"""What only the values of a table tell of its columns: which figures, and how written."""

from dataclasses import replace

from scicli.errors import AmbiguousError
from scicli.importing.header import Measure
from scicli.importing.import_options import EDITION_HERE, Field, ImportOptions
from scicli.importing.numbers import POINT, decimal_of, is_rank, some_number
from scicli.importing.tables import Table
from scicli.index.rating import GrammarError, parse_rating


def settled(
    table: Table, rows: list[tuple[int, list[str]]], options: ImportOptions
) -> tuple[Measure, ...]:
    """Return the columns of figures, each known to hold ranks or ratings.

    Raises:
        AmbiguousError: The values may be either.
    """
    open_ones = [measure for measure in table.layout.measures if measure.field is None]
    if not open_ones:
        return table.layout.measures
    field = options.rank_by
    if field is None:
        texts = {cells[measure.column] for _, cells in rows for measure in open_ones} - {""}
        ranks = {text for text in texts if is_rank(text)}
        if ranks != texts and all(some_number(text) or text in ranks for text in texts):
            field = Field.RATING
        elif ranks == texts and any(some_number(text) is None for text in texts):
            field = Field.RANK
        else:
            name = table.layout.header[open_ones[0].column]
            raise AmbiguousError(
                f"{table.sheet.name}: what stands below '{name}' may be ranks or ratings",
                f"say --column 'rank={EDITION_HERE}' or --column 'rating={EDITION_HERE}'",
            )
    return tuple(
        replace(measure, field=field) if measure.field is None else measure
        for measure in table.layout.measures
    )


def check_measures(
    table: Table,
    rows: list[tuple[int, list[str]]],
    measures: tuple[Measure, ...],
    options: ImportOptions,
) -> None:
    """Refuse two columns for one thing, and a column that only counts its rows.

    Raises:
        AmbiguousError: There is such a column.
    """
    seen: dict[tuple[str, str, Field | None], str] = {}
    for measure in measures:
        name = table.layout.header[measure.column]
        other = seen.setdefault((measure.edition, measure.category, measure.field), name)
        if other != name:
            edition = f" of edition {measure.edition}" if measure.edition else ""
            raise AmbiguousError(
                f"{table.sheet.name}: the columns '{other}' and '{name}' may each hold the"
                f" {measure.field}{edition}",
                f"say --column which holds the {measure.field}",
            )
        cells = [row[measure.column] for _, row in rows]
        counting = [list(map(str, range(start, start + len(cells)))) for start in (0, 1)]
        if (
            name.casefold() == "index"
            and cells in counting
            and not any(one.header == name for one in options.columns)
        ):
            raise AmbiguousError(
                f"{table.sheet.name}: the column '{name}' only numbers its rows",
                f"say --column rating={name}, or rename it",
            )


def decimal_mark(
    table: Table,
    rows: list[tuple[int, list[str]]],
    measures: tuple[Measure, ...],
    options: ImportOptions,
) -> str:
    """Return what separates decimals."""
    if options.decimal is not None:
        return options.decimal
    columns = [measure.column for measure in measures if measure.field is Field.RATING]
    texts = dict.fromkeys(cells[column] for _, cells in rows for column in columns)
    if table.layout.tidy and all(_is_tidy_rating(text) for text in texts):
        return POINT
    return decimal_of(texts, table.sheet.name)


def _is_tidy_rating(text: str) -> bool:
    try:
        parse_rating(text)
    except GrammarError:
        return False
    return True
