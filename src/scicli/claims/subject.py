"""A city in an edition: what is told of it begins here."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from scicli.analysis.wording import in_edition
from scicli.claims.claim import Claim
from scicli.claims.places import Standing, standing
from scicli.files.categories import OVERALL
from scicli.index.editions import Label
from scicli.index.tables import Index


@dataclass(frozen=True, eq=False)
class Subject:
    """A city in an edition.

    Attributes:
        index: The ranking.
        city: The city.
        edition: The edition.
    """

    index: Index
    city: str
    edition: Label

    @cached_property
    def earlier(self) -> tuple[Label, ...]:
        """The editions before, the first edition first."""
        editions = self.index.outline.editions
        return editions[: editions.index(self.edition)]

    @cached_property
    def where(self) -> str:
        """The edition, to stand behind a verb."""
        return f"in {in_edition(self.edition)}"

    @cached_property
    def now(self) -> Standing:
        """Where it can stand overall."""
        return self.place(self.edition)

    def place(self, edition: Label) -> Standing:
        """Return where it can stand overall in an edition."""
        return standing(self.index, edition, OVERALL, self.city)

    def rank(self, category: str, rank: int) -> Claim:
        """Return the claim that it holds a rank in the edition."""
        return Claim("rank", self.edition, city=self.city, category=category, value=Decimal(rank))

    def gain(self, category: str, since: Label, places: int) -> Claim:
        """Return the claim that it gained places since another edition."""
        return Claim(
            "gain",
            self.edition,
            city=self.city,
            category=category,
            from_edition=since,
            value=Decimal(places),
        )
