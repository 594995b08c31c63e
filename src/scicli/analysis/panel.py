"""The question `panel`: one city in several rankings, side by side."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from scicli.analysis.answer import Answer, Column, Kind, Section
from scicli.analysis.scope import typed
from scicli.analysis.wording import counted, in_edition, month_of, nonempty, readable
from scicli.errors import QuestionError
from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.names import listed
from scicli.index.rank import NO_END, UNKNOWN, Rank, with_gain

FIELDS = (
    "ranking", "edition", "published", "city", "rank", "rank_max", "ranked", "percentile",
    "percentile_max", "previous_edition", "previous_rank", "previous_rank_max", "gain", "gain_max",
)  # fmt: skip
_PERCENTILE = "Percentile: the share of the others that are not ahead, 100 (N - rank) / (N - 1)."
_RANKING = Column("ranking", "Ranking", Kind.LABEL, weight=12)
_CALLED = Column("city", "Called", Kind.TEXT, weight=12)
_COLUMNS = (
    Column("when", "Edition", Kind.TEXT, weight=11),
    Column("rank", "Rank", Kind.RANK, weight=12),
    Column("ranked", "Of", Kind.NUMBER, weight=11),
    Column("percent", "Percentile", Kind.DETAIL, weight=10),
    Column("gain", "Places", Kind.GAIN, weight=10),
    Column("since", "Since", Kind.DETAIL, weight=9),
)


class _Row(NamedTuple):
    """Where a city stands in the latest edition of a ranking that holds its rank."""

    data: Index
    ranking: str
    city: str
    category: str
    edition: Label
    now: Rank
    before: Label | None
    then: Rank

    @property
    def ranked(self) -> int | None:
        """How many are ranked, if that is known."""
        return self.data.coverage(self.edition, self.category).ranked

    @property
    def percentiles(self) -> tuple[float, float] | None:
        """The percentile at least and at most, or None if it is not bounded."""
        ranked, worst = self.ranked, self.now.worst
        if ranked is None or ranked < 2 or worst > ranked:
            return None
        least, most = (100 * (ranked - one) / (ranked - 1) for one in (worst, self.now.best))
        return round(least, 1), round(most, 1)


def panel(indexes: Sequence[Index], city: str, *, category: str = OVERALL) -> Answer:
    """Return where a city stands in several rankings, each by itself.

    The frame has a row for each ranking that names the city, in their order: `ranking` (its name),
    `edition` (the latest that holds its rank, as a text), `published`, `city` (as it is called
    there), the rank (`rank`, `rank_max`), `ranked` (how many are ranked), `percentile` and
    `percentile_max`, the edition just before with the rank there (`previous_edition`,
    `previous_rank`, `previous_rank_max`), and the places gained since (`gain`, `gain_max`). What is
    not known is missing.

    The percentile of rank r of N is 100 (N - r) / (N - 1): the share, in per cent, of the others
    that are not ahead; 100 is the first place. Rankings are never added up.

    Args:
        indexes: The rankings, as `load` returns them.
        city: A name or alias that at least one of them knows.

    Raises:
        QuestionError: None of them names the city, or has the category.

    >>> import scicli
    >>> frame = scicli.panel([scicli.load()], "Busan").frame
    >>> frame[["edition", "rank", "ranked", "percentile"]]
      edition  rank  ranked  percentile
    0      12     8      77        90.8
    """
    rows, lacking = _rows(indexes, city, category)
    frame = _typed([_fields(row) for row in rows])
    several_names = len({row.city for row in rows}) > 1
    section = Section(
        title=nonempty(rows[0].city, counted(len(rows), "ranking", "rankings"), readable(category)),
        frame=_shown(frame),
        columns=(_RANKING, *([_CALLED] if several_names else []), *_COLUMNS),
        notes=nonempty(
            _PERCENTILE if frame["percentile"].notna().any() else "",
            *(
                f"{row.ranking}: not comparable with what was before {in_edition(edition)}: {why}."
                for row in rows
                if row.before is not None
                for edition, why in row.data.catalog.breaks_between(row.before, row.edition)
            ),
            f"No rank of it is held in {listed(lacking, 'and')}." if lacking else "",
        ),
    )
    return Answer(frame[list(FIELDS)], (section,))


def _rows(indexes: Sequence[Index], city: str, category: str) -> tuple[list[_Row], list[str]]:
    """Return where a city stands in each ranking that holds its rank, and the names of the others.

    If none holds it, the first problem is raised.
    """
    rows: list[_Row] = []
    lacking: list[str] = []
    problem: QuestionError | None = None
    for number, index in enumerate(indexes, 1):
        name, row = _name(index, number), None
        try:
            known = index.catalog.city(city, whole=True)
            row = _row(index, name, known, index.catalog.category(category))
        except QuestionError as error:
            problem = problem or error
        if row is None:
            lacking.append(name)
        else:
            rows.append(row)
    if not rows:
        raise problem or QuestionError(f"no rank of {city} is held", "ask for another one")
    return rows, lacking


def _name(index: Index, number: int) -> str:
    return index.name or index.catalog.terms.title or f"ranking {number}"


def _row(index: Index, ranking: str, city: str, category: str) -> _Row | None:
    """Return the latest edition in which the rank of a city is held; None if there is none."""
    for edition in reversed(index.catalog.editions):
        now = _rank(index, edition, category, city)
        if now.held:
            before = index.catalog.before(edition)
            then = UNKNOWN if before is None else _rank(index, before, category, city)
            return _Row(index, ranking, city, category, edition, now, before, then)
    return None


def _rank(index: Index, edition: Label, category: str, city: str) -> Rank:
    row = index.figure(edition, category, city)
    return UNKNOWN if row is None or row["rank"] is None else rank.of_row(row, "rank")


def _fields(row: _Row) -> dict[str, object]:
    least, most = row.percentiles or (None, None)
    return {
        "ranking": row.ranking,
        "edition": str(row.edition),
        "published": row.data.published(row.edition),
        "city": row.city,
        "rank": row.now.best,
        "rank_max": _bounded(row.now.worst),
        "rank_mark": str(row.now.mark),
        "ranked": row.ranked,
        "percentile": least,
        "percentile_max": most,
        "previous_edition": None if row.before is None else str(row.before),
        "previous_rank": row.then.best if row.then.held else None,
        "previous_rank_max": _bounded(row.then.worst) if row.then.held else None,
        "previous_rank_mark": str(row.then.mark),
    }


def _bounded(place: int) -> int | None:
    return place if place < NO_END else None


def _typed(rows: list[dict[str, object]]) -> pd.DataFrame:
    texts = ("ranking", "edition", "published", "city", "previous_edition", "rank_mark",
             "previous_rank_mark")  # fmt: skip
    places = ("rank", "rank_max", "ranked", "previous_rank", "previous_rank_max")
    shares = ("percentile", "percentile_max")
    types = dict.fromkeys(texts, "str") | dict.fromkeys(places, "Int64")
    frame = typed(rows, types | dict.fromkeys(shares, "Float64"))
    return with_gain(frame, before="previous_rank", now="rank")


def _shown(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows as people read them."""
    months = [month_of(None if pd.isna(date) else date) for date in frame["published"]]
    least, most = frame["percentile"], frame["percentile_max"]
    spans = [
        None if pd.isna(one) else f"{one:.1f}" if one == other else f"{one:.1f} to {other:.1f}"
        for one, other in zip(least, most, strict=True)
    ]
    return frame.assign(
        when=[f"{edition}{f', {month}' if month else ''}"
              for edition, month in zip(frame["edition"], months, strict=True)],
        percent=pd.array(spans, dtype="str"),
        since=frame["previous_edition"].where(frame["previous_rank"].notna()),
    )  # fmt: skip
