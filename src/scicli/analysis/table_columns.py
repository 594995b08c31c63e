"""The columns that several tables show; local columns are weighed against them."""

from scicli.analysis.answer import Column, Kind
from scicli.index.editions import Label

AREA = Column("area", "Category", Kind.LABEL, weight=12)
CITY = Column("city", "City", Kind.CITY, weight=11)
EDITION = Column("edition", "Edition", Kind.LABEL, weight=12)
PUBLISHED = Column("date", "Published", Kind.DETAIL, weight=5)
RANK = Column("rank", "Rank", Kind.RANK, weight=10)
RATING = Column("rating", "Rating", Kind.NUMBER, weight=7)
COUNTRY = Column("country", "Country", Kind.TEXT, weight=6)
BEST = Column("best_rank", "Best", Kind.RANK, weight=4)
BEST_EDITION = Column("best_edition", "Best in", Kind.TEXT, weight=3)


def since(before: Label | None) -> tuple[Column, ...]:
    """Return the column of the gain since the edition before, if there is one."""
    return () if before is None else (Column("gain", f"Since {before}", Kind.GAIN, weight=9),)
