"""The question `overtakes`: whom a city passed, and who passed it."""

import pandas as pd

from scicli.analysis.answer import Answer, Column, Kind, Section
from scicli.analysis.scope import Moves, moves
from scicli.analysis.wording import (
    counted,
    from_to,
    in_edition,
    months,
    nonempty,
    place_words,
    readable,
    two_editions,
)
from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index

FIELDS = (
    "from_edition", "to_edition", "category", "city", "other", "direction", "city_from",
    "city_to", "other_from", "other_to",
)  # fmt: skip
_PARTIAL = "It may also have passed, or been passed by, {} not held in both."


def overtakes(
    index: Index,
    city: str,
    *,
    from_edition: Label | None = None,
    to_edition: Label | None = None,
    category: str = OVERALL,
) -> Answer:
    """Return the overtakings of a city between two editions, in both directions.

    A city overtook another if it was certainly behind before and is certainly ahead after. The
    frame has a row for each overtaking: first the cities overtaken, then the cities that overtook,
    each by new rank and name. Its columns are `from_edition`, `to_edition`, `category`, `city`,
    `other`, `direction` ("overtook" or "overtaken"), and the ranks of both before and after
    (`city_from`, `city_to`, `other_from`, `other_to`; the best place of an interval).

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
    pairs = _pairs(moved.both, name)
    overtakes = pairs.dropna(subset="direction").sort_values(
        ["direction", "to_rank", "to_rank_max", "other"],
        ascending=[False, True, True, True],
        ignore_index=True,
    )
    verbs = {"overtook": "overtook", "overtaken": "was overtaken by"}
    section = Section(
        title=nonempty(name, from_to(index, start, end), readable(key), months(index, start, end)),
        frame=overtakes.assign(verb=overtakes["direction"].map(verbs)),
        columns=(
            Column("verb", name, Kind.LABEL, weight=10),
            Column("other", "City", Kind.CITY, weight=12),
            Column("from_rank", str(start), Kind.RANK, weight=10),
            Column("to_rank", str(end), Kind.RANK, weight=10),
        ),
        notes=_overtake_notes(moved, pairs, name),
    )
    own = {"own_from_rank": "city_from", "own_to_rank": "city_to"}
    other = {"from_rank": "other_from", "to_rank": "other_to"}
    return Answer.of(
        index,
        frame=overtakes.rename(columns=own | other)[list(FIELDS)],
        sections=(section,),
        editions=(start, end),
        asked=(name,),
        counted=moved.both["city"],
    )


def _pairs(both: pd.DataFrame, city: str) -> pd.DataFrame:
    """Return each `other` city beside the `own_…` columns of a city.

    `direction` is missing where no overtaking is certain; `undecided` says whether one may be.
    """
    own = both[both["city"] == city].add_prefix("own_").rename(columns={"own_city": "city"})
    pairs = both[both["city"] != city].rename(columns={"city": "other"}).merge(own, how="cross")
    sides = ("own_from_rank", "own_to_rank", "from_rank", "to_rank")
    own_before, own_after, before, after = (rank.column(pairs, side) for side in sides)
    overtook = rank.overtook(own_before, own_after, before, after)
    overtaken = rank.overtook(before, after, own_before, own_after)
    # A city may have overtaken another if it can be behind before, and ahead after.
    may_overtake = rank.may_be_ahead(before, own_before) & rank.may_be_ahead(own_after, after)
    may_be_overtaken = rank.may_be_ahead(own_before, before) & rank.may_be_ahead(after, own_after)
    direction = pd.Series(pd.NA, index=pairs.index, dtype="str")
    return pairs.assign(
        direction=direction.mask(overtook, "overtook").mask(overtaken, "overtaken"),
        undecided=(may_overtake | may_be_overtaken) & ~(overtook | overtaken),
        sources=pairs["sources"] + ";" + pairs["own_sources"],
    )


def _overtake_notes(moved: Moves, pairs: pd.DataFrame, city: str) -> tuple[str, ...]:
    own = moved.table[moved.table["city"] == city]
    sides = {"from_rank": moved.start, "to_rank": moved.end}
    missing = [edition for side, edition in sides.items() if own[side].isna().all()]
    if missing:
        where = two_editions(missing[0], missing[1]) if len(missing) > 1 else in_edition(*missing)
        return (f"{city} is not held in {where}.",)
    before, after = (place_words(rank.of_row(own.iloc[0], side)) for side in sides)
    directions = pairs["direction"].value_counts()
    others = counted(len(pairs), *(f"other {noun}" for noun in moved.nouns))
    undecided = int(pairs["undecided"].sum())
    unsure = "one other" if undecided == 1 else f"{undecided} others"
    return nonempty(
        f"{city} stood {before} in {in_edition(moved.start)} and {after} in {moved.end}.",
        f"It overtook {directions.get('overtook', 'none')} and was overtaken by"
        f" {directions.get('overtaken', 'none')} of the {others} held in both.",
        f"Whether it changed places with {unsure} is not certain." if undecided else "",
        "" if moved.complete else _PARTIAL.format(moved.nouns[1]),
    )
