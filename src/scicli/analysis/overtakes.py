"""Whom a city passed between two editions, and who passed it."""

import pandas as pd

from scicli.analysis.answer import Answer, Column, Kind, Section
from scicli.analysis.moves import Moves, moves
from scicli.analysis.wording import counted, readable, span_name
from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index

FIELDS = (
    "from_edition", "to_edition", "category", "city", "other", "direction", "city_from",
    "city_to", "other_from", "other_to",
)  # fmt: skip
OVERTOOK = "overtook"
OVERTAKEN = "overtaken"
_PARTIAL = "Whom it passed of the cities that are not held in both is not known."


def overtakes(
    index: Index,
    city: str,
    *,
    from_edition: Label | None = None,
    to_edition: Label | None = None,
    category: str = OVERALL,
) -> Answer:
    """Return whom a city passed between two editions, and who passed it.

    The frame has a row for each other city: first those that the city "overtook", certainly
    behind before and certainly ahead after, then those by which it was "overtaken"; each by the
    new rank of the other city, then its name. Its columns are `from_edition`, `to_edition`,
    `category`, `city`, `other`, `direction`, and the ranks of both before and after (`city_from`,
    `city_to`, `other_from`, `other_to`), the best place where a rank is
    an interval.

    Raises:
        QuestionError: There is no such city, edition or category, or both editions are the same.

    >>> import scicli
    >>> answer = scicli.overtakes(scicli.load(), "Busan", to_edition=6)
    >>> answer.frame[["other", "direction", "other_from", "other_to"]]
         other  direction  other_from  other_to
    0    Seoul   overtook          24        24
    1  Beijing   overtook          22        27
    2   Dublin   overtook          21        31
    3    Tokyo  overtaken          28        17
    """
    name = index.catalog.city(city)
    start, end = index.catalog.span(from_edition, to_edition)
    key = index.catalog.category(category)
    moved = moves(index, start, end, key)
    pairs = _pairs(moved.both, name).assign(
        from_edition=start, to_edition=end, category=key, city=name
    )
    passed = (
        pairs.dropna(subset="direction")
        .sort_values(
            ["direction", "to_rank", "to_rank_max", "other"], ascending=[False, True, True, True]
        )
        .reset_index(drop=True)
    )
    undecided = int((pairs["possible"] & pairs["direction"].isna()).sum())
    section = Section(
        title=(name, span_name(index, start, end), readable(key)),
        frame=passed.assign(
            words=passed["direction"].map({OVERTOOK: "overtook", OVERTAKEN: "was overtaken by"})
        ),
        columns=(
            Column("words", name, Kind.LABEL, weight=3),
            Column("other", "City", Kind.CITY, weight=4),
            Column("from_rank", str(start), Kind.RANK, weight=1),
            Column("to_rank", str(end), Kind.RANK, weight=2),
        ),
        notes=_notes(moved, passed, name, undecided),
    )
    return Answer.of(
        index,
        frame=passed[list(FIELDS)],
        sections=(section,),
        editions=(start, end),
        asked=(name,),
        counted=moved.both["city"],
    )


def _pairs(both: pd.DataFrame, city: str) -> pd.DataFrame:
    """Return the other cities with `direction`, and `possible`: whether places may have changed."""
    own = both[both["city"] == city]
    pairs = both[both["city"] != city].merge(own.add_prefix("own_"), how="cross")
    own_before, own_after, before, after = (
        rank.column(pairs, name)
        for name in ("own_from_rank", "own_to_rank", "from_rank", "to_rank")
    )
    directions = pd.Series(pd.NA, index=pairs.index, dtype="str")
    # It may have passed the other unless it was certainly not behind, or is certainly not ahead.
    may_pass = rank.may_be_ahead(before, own_before) & rank.may_be_ahead(own_after, after)
    may_be_passed = rank.may_be_ahead(own_before, before) & rank.may_be_ahead(after, own_after)
    return pairs.assign(
        direction=directions.mask(
            rank.overtook(own_before, own_after, before, after), OVERTOOK
        ).mask(rank.overtook(before, after, own_before, own_after), OVERTAKEN),
        possible=may_pass | may_be_passed,
        other=pairs["city"],
        sources=pairs["sources"] + ";" + pairs["own_sources"],
        city_from=pairs["own_from_rank"],
        city_to=pairs["own_to_rank"],
        other_from=pairs["from_rank"],
        other_to=pairs["to_rank"],
    )


def _notes(moved: Moves, passed: pd.DataFrame, city: str, undecided: int) -> tuple[str, ...]:
    own = moved.both[moved.both["city"] == city]
    if own.empty:
        held = moved.table[moved.table["city"] == city]
        lacking = [
            str(edition)
            for edition, rank in ((moved.start, "from_rank"), (moved.end, "to_rank"))
            if held[rank].isna().all()
        ]
        editions = "edition" if len(lacking) == 1 else "editions"
        return (f"{city} is not held in {editions} {' and '.join(lacking)}.",)
    directions = passed["direction"].value_counts()
    others = counted(len(moved.both) - 1, "other city", "other cities")
    return (
        f"{city} stood {rank.of_row(own.iloc[0], 'from_rank').text()} in edition {moved.start}"
        f" and {rank.of_row(own.iloc[0], 'to_rank').text()} in {moved.end}.",
        f"It overtook {directions.get(OVERTOOK, 'none')} and was overtaken by"
        f" {directions.get(OVERTAKEN, 'none')} of the {others} held in both.",
        *_undecided_note(undecided),
        *([] if moved.complete else [_PARTIAL]),
    )


def _undecided_note(undecided: int) -> tuple[str, ...]:
    if not undecided:
        return ()
    others = "one other" if undecided == 1 else f"{undecided} others"
    return (f"Whether it changed places with {others} is not certain.",)
