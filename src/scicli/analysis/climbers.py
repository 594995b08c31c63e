"""The biggest climbers between two editions."""

from scicli.analysis.answer import Answer
from scicli.analysis.area import Named
from scicli.analysis.movers import UP, Ranks, movers
from scicli.files.categories import OVERALL
from scicli.index.editions import Label
from scicli.index.tables import Index


def climbers(
    index: Index,
    *,
    from_edition: Label | None = None,
    to_edition: Label | None = None,
    category: str = OVERALL,
    rows: int = 10,
    region: Named = None,
    country: Named = None,
    places: int = 1,
    ranks: Ranks = "all",
) -> Answer:
    """Return the biggest climbers between two editions.

    The frame has a row for each city, by certain places, then the better new rank, then name. Its
    columns are `city`, `country`, `region`, `category`, `from_edition`, `to_edition`, the ranks in
    both (`from_rank`, `from_rank_max`, `to_rank`, `to_rank_max`), the places gained at least and at
    most (`gain`, `gain_max`; positive is up, missing where an open end leaves it unbounded),
    `from_rating` and `to_rating`.

    Args:
        index: The ranking.
        from_edition: The edition compared from; None means the one just before the other.
        to_edition: The edition compared to, which may be the earlier one; None means the latest.
        category: A key, its readable form or a unique prefix.
        rows: How many rows at most; rows with as many certain places as the last are kept.
        region: Only cities of this region, or of these.
        country: Only cities of this country, or of these, by name or ISO code.
        places: Only cities that rose at least so many places for certain.
        ranks: "exact" leaves out cities whose rank is not one number in both editions.

    Raises:
        QuestionError: There is no such edition, category, region or country, both editions are
            the same, or `rows` or `places` is less than 1.

    >>> import scicli
    >>> answer = scicli.climbers(scicli.load(), to_edition=6, rows=3)
    >>> answer.frame[["city", "from_rank", "to_rank", "gain"]]
                city  from_rank  to_rank  gain
    0          Tokyo         28       17    11
    1    Los Angeles         10        3     7
    2  San Francisco          9        4     5
    3          Busan         27       22     5
    """
    return movers(
        index,
        UP,
        from_edition=from_edition,
        to_edition=to_edition,
        category=category,
        rows=rows,
        region=region,
        country=country,
        places=places,
        ranks=ranks,
    )
