"""The listings: editions, cities, sources, and the faults of files."""

import re

import numpy as np
import pandas as pd

from scicli.analysis.answer import Answer, Column, Kind, Section
from scicli.analysis.scope import RANK_FIELDS, Area, Names, beside
from scicli.analysis.table_columns import (
    AREA,
    BEST,
    BEST_EDITION,
    CITY,
    COUNTRY,
    EDITION,
    RANK,
    RATING,
)
from scicli.analysis.wording import counted, in_edition, nonempty, readable, readable_date
from scicli.files.faults import Fault, Severity
from scicli.files.paths import STANDARD_INPUT, file_at
from scicli.files.schema import OVERALL
from scicli.index.cells import source_keys
from scicli.index.check import CheckResult
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.names import fold, listed

EDITION_FIELDS = (
    "edition", "published", "cities_ranked", "ranks_held", "complete_to", "categories_held",
    "cities_researched", "instrumental_factors", "assessments", "respondents",
    "average_rating_change_pct", "rose_10_or_more", "fell_10_or_more", "sources",
)  # fmt: skip
CITY_FIELDS = (
    "city", "country", "iso2", "region", "aliases", "first_edition", "latest_edition",
    "latest_rank", "latest_rank_max", "best_rank", "best_rank_max", "best_edition",
)  # fmt: skip
_FIGURE_FIELDS = ("edition", "city", "category", "rank", "rank_max", "rating", "basis")
_DESCRIPTION = ("publisher", "title", "published", "url")
SOURCE_FIELDS = (*_FIGURE_FIELDS, "source", *_DESCRIPTION)
FAULT_FIELDS = ("file", "line", "column", "severity", "problem", "value")
_MOVED = "Rose, fell: {} that moved 10 or more places, as the publisher counts them."
_ALIASES_SHOWN = 5  # the most cities with their aliases in the notes
_BETWEEN_WORDS = re.compile(r"[\s/-]+")
_KIND = ["severity", "file", "column", "remedy"]  # what problems have in common that are shown once
_REPEATED = "Times counts repeats: the first is shown here, and --format csv lists them all."
_VALUE_SHOWN = 24


def editions(index: Index) -> Answer:
    """Return the editions, the first edition first, and how much of each is held.

    The frame's columns are `edition`, `published`, `cities_ranked`, `ranks_held` and `complete_to`
    (the depth) of the overall table, `categories_held` (the number of categories with a rank,
    overall included), and the publisher's facts on the edition: `cities_researched`,
    `instrumental_factors`, `assessments`, `respondents`, `average_rating_change_pct`,
    `rose_10_or_more`, `fell_10_or_more`; `sources` are the sources of these facts.

    >>> import scicli
    >>> frame = scicli.editions(scicli.load()).frame
    >>> frame.loc[5, ["edition", "cities_ranked", "ranks_held", "complete_to"]].tolist()
    [6, 75, 22, 5]
    """
    labels = index.catalog.editions
    coverage = [index.coverage(edition, OVERALL) for edition in labels]
    ranked = index.figures[index.figures["rank"].notna()]
    categories = ranked.groupby("edition", observed=False)["category"].nunique()
    frame = index.releases.assign(
        edition=index.labels(index.releases["edition"]),
        ranks_held=[table.held for table in coverage],
        complete_to=[table.depth for table in coverage],
        categories_held=categories.reindex(labels).tolist(),
    )
    movers_counted = frame[["rose_10_or_more", "fell_10_or_more"]].notna().any(axis=None)
    section = Section(
        title=nonempty(index.catalog.terms.title, counted(len(labels), "edition", "editions")),
        frame=frame.assign(date=frame["published"].map(readable_date, na_action="ignore")),
        columns=(
            EDITION,
            Column("date", "Published", Kind.TEXT, weight=3),
            Column("cities_ranked", "Ranked", Kind.NUMBER, weight=6),
            Column("ranks_held", "Held", Kind.NUMBER, weight=11),
            Column("complete_to", "Complete", Kind.NUMBER, weight=9),
            Column("categories_held", "Categories", Kind.NUMBER, weight=4),
            Column("rose_10_or_more", "Rose", Kind.NUMBER, weight=2),
            Column("fell_10_or_more", "Fell", Kind.NUMBER, weight=1),
        ),
        notes=nonempty(
            "Held: overall ranks; complete to this place. Categories: those with a rank held.",
            _MOVED.format(index.nouns[1]) if movers_counted else "",
        ),
    )
    return Answer.of(index, frame=frame[list(EDITION_FIELDS)], sections=(section,))


def cities(
    index: Index, text: str | None = None, *, region: Names = None, country: Names = None
) -> Answer:
    """Return the cities by name, with their aliases and their first, latest and best overall ranks.

    The frame's columns are `city`, `country`, `iso2`, `region`, `aliases` (joined by ";"), the
    first and the latest edition in which an overall rank is held (`first_edition`,
    `latest_edition`), the latest rank (`latest_rank`, `latest_rank_max`), and the best rank with
    the first edition that has it (`best_rank`, `best_rank_max`, `best_edition`).

    Args:
        text: Only cities whose name or an alias contains this; case and accents do not matter.

    Raises:
        QuestionError: There is no such region or country.

    >>> import scicli
    >>> frame = scicli.cities(scicli.load(), "부산").frame
    >>> frame[["city", "iso2", "first_edition", "latest_rank", "best_rank", "best_edition"]]
        city iso2  first_edition  latest_rank  best_rank  best_edition
    0  Busan   KR              3            8          8            12
    """
    area = Area.of(index.catalog, region, country)
    matches = area.within(index.cities)
    if text is not None:
        matches = matches[[_is_called(index, city, text) for city in matches["city"]]]
    frame = matches.merge(_spans(index), on="city", how="left", validate="1:1")
    where = area.phrase("in")
    called = "" if text is None else f" called '{text}'"
    section = Section(
        title=nonempty(
            index.catalog.terms.title, f"{counted(len(frame), *index.nouns)}{where}{called}"
        ),
        frame=frame,
        columns=(
            CITY,
            COUNTRY,
            Column("region", "Region", Kind.TEXT, weight=1),
            Column("first_edition", "First", Kind.TEXT, weight=2),
            Column("latest_edition", "Latest", Kind.TEXT, weight=5),
            Column("latest_rank", "Rank", Kind.RANK, weight=10),
            BEST,
            BEST_EDITION,
        ),
        notes=_alias_notes(frame, index.nouns, text, where),
    )
    return Answer.of(index, frame=frame[list(CITY_FIELDS)], sections=(section,))


def _alias_notes(
    frame: pd.DataFrame, nouns: tuple[str, str], text: str | None, where: str
) -> tuple[str, ...]:
    if frame.empty and text is not None:
        return (f"No {nouns[0]}{where} has '{text}' in its name or an alias.",)
    if len(frame) > _ALIASES_SHOWN:
        shown = f"{_ALIASES_SHOWN} {nouns[1]} or fewer"
        return (f"Other names are listed for {shown}, and always in csv and json.",)
    aliases = frame.set_index("city")["aliases"].dropna()
    return tuple(
        f"{city} is also called {listed(names.split(';'), 'and')}."
        for city, names in aliases.items()
    )


def _is_called(index: Index, city: str, text: str) -> bool:
    # In a text without a letter or digit every sign counts.
    words = _words if _words(text) else str.casefold
    names = (city, *index.catalog.cities[city].aliases)
    return any(words(text) in words(name) for name in names)


def _words(text: str) -> str:
    """Return the folded words of a text, with blanks between them."""
    return " ".join(map(fold, _BETWEEN_WORDS.split(text)))


def _spans(index: Index) -> pd.DataFrame:
    """Return the first, latest and best overall rank of each city, with their editions."""
    held = index.figures[index.figures["category"] == OVERALL].dropna(subset="rank")
    held = held.sort_values("edition").astype({"city": "str"})
    spans = {
        "first": held.drop_duplicates("city"),
        "latest": held.drop_duplicates("city", keep="last"),
        "best": held.sort_values(["rank", "rank_max", "edition"]).drop_duplicates("city"),
    }
    sides = [
        rows.assign(edition=index.labels(rows["edition"]))
        .set_index("city")[["edition", *RANK_FIELDS]]
        .add_prefix(f"{name}_")
        for name, rows in spans.items()
    ]
    return pd.concat(sides, axis="columns").reset_index()


def sources(
    index: Index,
    city: str | None = None,
    *,
    edition: Label | None = None,
    category: str | None = None,
) -> Answer:
    """Return the sources of each figure, for all figures or those of a city, edition or category.

    The frame has a row for each source of each figure, by edition, category, place and name of
    the city, and one row without a source for a figure that names none. Its columns are `edition`,
    `city`, `category`, `rank`, `rank_max`, `rating`, `basis`, `source` (the key), `publisher`,
    `title`, `published` and `url`; the last four are missing if the data do not describe the
    source.

    Raises:
        QuestionError: There is no such city, edition or category.

    >>> import scicli
    >>> frame = scicli.sources(scicli.load(), "Malta", edition=5).frame
    >>> frame.loc[0, ["city", "basis", "publisher", "published"]].tolist()
    ['Malta', 'derived', 'FinanceMalta (Mondaq)', '2022-12-21']
    """
    catalog = index.catalog
    name = None if city is None else catalog.city(city)
    label = None if edition is None else catalog.edition(edition)
    key = None if category is None else catalog.category(category)
    figures = _figures(index, name, label, key)
    frame = _each_source(index, figures)
    number = int((figures["rank"].notna() | figures["rating"].notna()).sum())
    cited = frame["source"].nunique()
    distinct = counted(cited, "source", "sources")
    others = len(index.sources) - cited if (name, label, key) == (None, None, None) else 0
    more = f"; {others} more {'is' if others == 1 else 'are'} of editions" if others > 0 else ""
    section = Section(
        title=nonempty(
            name or f"All {index.nouns[1]}",
            "" if label is None else in_edition(label),
            "" if key is None else readable(key),
            index.catalog.terms.title,
        ),
        frame=figures,
        columns=(
            EDITION,
            # The title names the city that was asked.
            *((CITY,) if name is None else ()),
            AREA,
            RANK,
            RATING,
            Column("basis", "Basis", Kind.TEXT, weight=1),
        ),
        notes=(f"{counted(number, 'figure', 'figures')} from {distinct}{more}.",),
    )
    return Answer.of(index, frame=frame, sections=(section,), asked=nonempty(name))


def _figures(
    index: Index, city: str | None, edition: Label | None, category: str | None
) -> pd.DataFrame:
    """Return figures, or those of a city, edition or category, with plain names."""
    figures = index.figures if city is None else index.history(city)
    for column, value in (("edition", edition), ("category", category)):
        if value is not None:
            figures = figures[figures[column] == value]
    if city is None:
        order = ["edition", "category", "rank", "rank_max", "city"]
        figures = figures.sort_values(order, ignore_index=True)
    return figures.assign(
        edition=index.labels(figures["edition"]),
        category=figures["category"].astype("str"),
        city=figures["city"].astype("str"),
        area=list(map(readable, figures["category"])),
    )


def _each_source(index: Index, figures: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each source of each figure; one without sources has one row, too."""
    keys = [source_keys(text) for text in figures["sources"].fillna("")]
    rows = np.repeat(np.arange(len(figures)), [max(len(own), 1) for own in keys])
    cited_keys = [key or None for own in keys for key in own or [""]]
    source = pd.Series(cited_keys, dtype="str")
    described = pd.Index(index.sources["source"]).get_indexer(source)
    return pd.DataFrame(
        {
            **beside(figures, rows, "", _FIGURE_FIELDS),
            "source": source,
            **beside(index.sources, described, "", _DESCRIPTION),
        },
        copy=False,
    )


def check(examined: CheckResult) -> Answer:
    """Return the problems of data files, file by file and line by line.

    The frame has a row for each problem: `file`, `line` (missing if the problem is in the whole
    file), `column` (missing if it is in the whole line), `severity` ("error", which stops a load,
    or "warning"), `problem` (with its remedy) and `value` (the text found, or missing). For people,
    problems of one kind in one column are shown once.

    >>> import scicli
    >>> scicli.check(scicli.examine("shipped")).frame.empty
    True
    """
    faults = pd.DataFrame(examined.faults, columns=Fault._fields).astype(
        dict.fromkeys(Fault._fields, "str") | {"line": "Int64"}
    )
    kinds = _kinds(faults)
    counts = faults["severity"].value_counts()
    errors, warnings = counts.get(Severity.ERROR, 0), counts.get(Severity.WARNING, 0)
    summary = nonempty(
        counted(errors, "error", "errors") if errors else "",
        counted(warnings, "warning", "warnings") if warnings else "",
    )
    # The title names the one file that is checked; of a folder it does not say which one is meant.
    titled = {*examined.paths, file_at(STANDARD_INPUT).name}
    is_one_file = len(examined.paths) == 1 and titled.issuperset(faults["file"])
    columns = (
        Column("severity", "", Kind.LABEL, weight=12),
        *([] if is_one_file else [Column("file", "File", Kind.LABEL, weight=11)]),
        Column("line", "Line", Kind.COUNT, weight=11),
        Column("column", "Column", Kind.DETAIL, weight=3),
        Column("times", "Times", Kind.COUNT, weight=1),
        Column("value", "Found", Kind.DETAIL, weight=2),
        Column("problem", "What is wrong", Kind.PROSE, weight=13),
    )
    figures = counted(examined.figures, "figure", "figures")
    section = Section(
        title=(listed(examined.paths, "and"), *(summary or ["nothing is wrong"])),
        frame=kinds,
        columns=columns if len(kinds) else (),
        notes=nonempty(
            f"{figures} can be read{'' if errors else ' and loaded'}.",
            _REPEATED if len(kinds) < len(faults) else "",
        ),
    )
    frame = faults.assign(problem=faults["problem"] + "; " + faults["remedy"])
    return Answer(frame[list(FAULT_FIELDS)], (section,))


def _kinds(faults: pd.DataFrame) -> pd.DataFrame:
    """Return the first problem of each kind, errors first, with the number of its `times`."""
    times = faults.groupby(_KIND, dropna=False, sort=False)["severity"].transform("size")
    first = faults.assign(times=times.astype("Int64").where(times > 1)).drop_duplicates(_KIND)
    is_long = (first["value"].str.len() > _VALUE_SHOWN).fillna(value=False)
    return first.assign(
        value=first["value"].mask(is_long, first["value"].str[:_VALUE_SHOWN] + "…"),
        problem=first["problem"] + "; " + first["remedy"] + ".",
    ).sort_values("severity", kind="stable", ignore_index=True)
