"""Claims about a ranking, the verdicts on them, and findings made of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

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


class Verdict(StrEnum):
    """Whether a claim holds."""

    SUPPORTED = "supported"
    """The figures prove it."""
    CONTRADICTED = "contradicted"
    """The figures disprove it."""
    UNKNOWN = "unknown"
    """The figures do neither."""


class Judgement(NamedTuple):
    """A verdict with its reason."""

    verdict: Verdict
    reason: str


def verdict(*, can_hold: bool, can_fail: bool) -> Verdict:
    """Return the verdict on what may hold or fail by all that is possible."""
    if can_hold and can_fail:
        return Verdict.UNKNOWN
    return Verdict.SUPPORTED if can_hold else Verdict.CONTRADICTED


def all_hold(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the verdict on several things that are claimed together."""
    found = set(verdicts)
    if Verdict.CONTRADICTED in found:
        return Verdict.CONTRADICTED
    return Verdict.UNKNOWN if Verdict.UNKNOWN in found else Verdict.SUPPORTED


@dataclass(frozen=True)
class Finding:
    """A sentence with the claims that prove it.

    `basis` says among which figures it holds, where it says more than its claims alone.
    """

    statement: str
    claims: tuple[Claim, ...]
    basis: str = ""
