"""The biggest fallers between two editions."""

from scicli.analysis.answer import Answer
from scicli.analysis.area import Named
from scicli.analysis.movers import DOWN, Ranks, movers
from scicli.files.categories import OVERALL
from scicli.index.editions import Label
from scicli.index.tables import Index


def fallers(
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
    """Return the biggest fallers between two editions.

    The frame has the columns of `climbers`, by the places that are certainly lost, then the better
    new rank, then name.

    Args:
        index: The ranking.
        from_edition: The edition compared from; None means the one just before the other.
        to_edition: The edition compared to, which may be the earlier one; None means the latest.
        category: A key, its readable form or a unique prefix.
        rows: How many rows at most; rows with as many certain places as the last are kept.
        region: Only cities of this region, or of these.
        country: Only cities of this country, or of these, by name or ISO code.
        places: Only cities that fell at least so many places for certain.
        ranks: "exact" leaves out cities whose rank is not one number in both editions.

    Raises:
        QuestionError: There is no such edition, category, region or country, both editions are
            the same, or `rows` or `places` is less than 1.

    >>> import scicli
    >>> answer = scicli.fallers(scicli.load(), to_edition=6, rows=2)
    >>> answer.frame[["city", "from_rank", "to_rank", "gain"]]
         city  from_rank  to_rank  gain
    0  Boston          6       16   -10
    1  Dublin         21       31   -10
    """
    return movers(
        index,
        DOWN,
        from_edition=from_edition,
        to_edition=to_edition,
        category=category,
        rows=rows,
        region=region,
        country=country,
        places=places,
        ranks=ranks,
    )
