"""The cities of a ranking: what they are called, and when they were ranked."""

import re

import pandas as pd

from scicli.analysis.answer import Answer, Column, Kind, Section
from scicli.analysis.area import Area, Named
from scicli.analysis.wording import counted
from scicli.files.categories import OVERALL
from scicli.index.names import fold, listed
from scicli.index.tables import Index

FIELDS = (
    "city",
    "country",
    "iso2",
    "region",
    "aliases",
    "first_edition",
    "latest_edition",
    "latest_rank",
    "latest_rank_max",
    "best_rank",
    "best_rank_max",
    "best_edition",
)
_ALIASES_TOLD = 5
_BETWEEN_WORDS = re.compile(r"[\s/-]+")


def cities(
    index: Index, text: str | None = None, *, region: Named = None, country: Named = None
) -> Answer:
    """Return the cities by name, with their aliases and the span of their overall ranks.

    The frame's columns are `city`, `country`, `iso2`, `region`, `aliases` (joined by ";"), the
    first and the latest edition in which an overall rank is held (`first_edition`,
    `latest_edition`), the rank in the latest (`latest_rank`, `latest_rank_max`), and the best with
    the first edition that has it (`best_rank`, `best_rank_max`, `best_edition`).

    Args:
        index: The ranking.
        text: Only cities of which the name or an alias has this in it, whatever its case and
            accents.
        region: Only cities of this region, or of these.
        country: Only cities of this country, or of these, by name or ISO code.

    Raises:
        QuestionError: There is no such region or country.

    >>> import scicli
    >>> frame = scicli.cities(scicli.load(), "부산").frame
    >>> frame[["city", "iso2", "first_edition", "latest_rank", "best_rank", "best_edition"]]
        city iso2  first_edition  latest_rank  best_rank  best_edition
    0  Busan   KR              3            8          8            12
    """
    area = Area.asked(index.outline, region, country)
    within = area.within(index.cities)
    named = within if text is None else within[_has(index, within["city"], text)]
    frame = named.merge(_spans(index), on="city", how="left", validate="1:1")
    where = f" in {', '.join(area.names)}" if area.names else ""
    called = "" if text is None else f" called '{text}'"
    title = f"{counted(len(frame), 'city', 'cities')}{where}{called}"
    section = Section(
        title=tuple(filter(None, (index.name, title))),
        frame=frame,
        columns=(
            Column("city", "City", Kind.CITY, weight=8),
            Column("country", "Country", Kind.TEXT, weight=7),
            Column("region", "Region", Kind.TEXT, weight=2),
            Column("first_edition", "First", Kind.TEXT, weight=3),
            Column("latest_edition", "Latest", Kind.TEXT, weight=6),
            Column("latest_rank", "Rank", Kind.RANK, weight=8),
            Column("best_rank", "Best", Kind.RANK, weight=5),
            Column("best_edition", "In", Kind.TEXT, weight=4),
        ),
        notes=_notes(frame, text, where),
    )
    return Answer.of(index, frame=frame[list(FIELDS)], sections=(section,))


def _notes(frame: pd.DataFrame, text: str | None, where: str) -> tuple[str, ...]:
    if frame.empty and text is not None:
        return (f"No city{where} has '{text}' in its name or an alias.",)
    if len(frame) > _ALIASES_TOLD:
        return (f"Other names are told of {_ALIASES_TOLD} cities or fewer, and in csv and json.",)
    called = frame[frame["aliases"].notna()]
    return tuple(
        f"{city} is also called {listed(aliases.split(';'), 'and')}."
        for city, aliases in zip(called["city"], called["aliases"], strict=True)
    )


def _has(index: Index, names: pd.Series, text: str) -> list[bool]:
    # Of a text without a letter or digit every sign counts.
    words = _words if _words(text) else str.casefold
    known = index.outline.cities
    return [
        any(words(text) in words(spelling) for spelling in (name, *known[name].aliases))
        for name in names
    ]


def _words(text: str) -> str:
    """Return the folded words of a text, with blanks between them."""
    return " ".join(map(fold, _BETWEEN_WORDS.split(text)))


def _spans(index: Index) -> pd.DataFrame:
    """Return when each city was ranked overall: first, latest, and best."""
    figures = index.figures
    held = figures[(figures["category"] == OVERALL) & figures["rank"].notna()]
    held = held.assign(label=index.labels(held["edition"])).astype({"city": "str"})
    by_edition = held.sort_values("edition")
    by_rank = held.sort_values(["rank", "rank_max", "edition"])
    columns = ["city", "label", "rank", "rank_max", "rank_mark"]
    first = by_edition.drop_duplicates("city")[["city", "label"]]
    latest = by_edition.drop_duplicates("city", keep="last")[columns]
    best = by_rank.drop_duplicates("city")[columns]
    return (
        first.set_axis(["city", "first_edition"], axis="columns")
        .merge(latest.set_axis(_named("latest"), axis="columns"), on="city", validate="1:1")
        .merge(best.set_axis(_named("best"), axis="columns"), on="city", validate="1:1")
    )


def _named(which: str) -> list[str]:
    rank = f"{which}_rank"
    return ["city", f"{which}_edition", rank, f"{rank}_max", f"{rank}_mark"]
