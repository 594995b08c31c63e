"""A claim about a ranking."""

from dataclasses import dataclass
from decimal import Decimal

from scicli.files.schema import OVERALL
from scicli.index.editions import Label

FIELDS = (
    "claim", "kind", "city", "other", "category", "region", "country", "top", "from", "to",
    "value", "statement",
)  # fmt: skip
"""The fields of a claim."""


@dataclass(frozen=True)
class Claim:
    """A claim, of which the figures may be asked whether it holds.

    Attributes:
        kind: One of `KINDS`.
        claim: What it is called, or "".
        city: The city that it is about, as it is written, or "".
        other: The other city, or "".
        category: The category.
        region: The region, or "".
        country: The country, or "".
        top: So many places, or None.
        from_edition: The edition that is compared from, or None.
        to_edition: The edition that it is about, or that is compared to.
        value: The number that it states, or None.
        statement: The sentence that states it, or "".
    """

    kind: str
    to_edition: Label
    claim: str = ""
    city: str = ""
    other: str = ""
    category: str = OVERALL
    region: str = ""
    country: str = ""
    top: int | None = None
    from_edition: Label | None = None
    value: Decimal | None = None
    statement: str = ""

    @property
    def span(self) -> tuple[Label, Label]:
        """The edition that is compared from, and the one that is compared to."""
        return self.to_edition if self.from_edition is None else self.from_edition, self.to_edition

    @property
    def fields(self) -> dict[str, str]:
        """The claim as the texts of its fields."""
        numbers = {"top": self.top, "from": self.from_edition, "value": self.value}
        texts = {
            "claim": self.claim,
            "kind": self.kind,
            "city": self.city,
            "other": self.other,
            "category": self.category,
            "region": self.region,
            "country": self.country,
            **{name: "" if number is None else str(number) for name, number in numbers.items()},
            "to": str(self.to_edition),
            "statement": self.statement,
        }
        return {name: texts[name] for name in FIELDS}
