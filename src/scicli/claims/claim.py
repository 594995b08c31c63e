"""Claims, the verdicts on them, and the findings that make them."""

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
    """A statement about a ranking that the figures may prove or disprove.

    Attributes:
        kind: One of the kinds that `scicli verify --kinds` lists.
        to_edition: The edition that it is about, or that is compared to.
        claim: Its own name, or "".
        top: The number of places at the top that it is about, or None.
        from_edition: The edition that is compared from, or None.
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
        """The editions compared from and to."""
        return self.to_edition if self.from_edition is None else self.from_edition, self.to_edition

    @property
    def number(self) -> int:
        """The value as a whole number; 0 if there is none."""
        return int(self.value or 0)

    @property
    def fields(self) -> dict[str, str]:
        """The claim as the texts of its fields."""
        values = vars(self) | {"from": self.from_edition, "to": self.to_edition}
        return {name: "" if values[name] is None else str(values[name]) for name in FIELDS}


@dataclass(frozen=True)
class Finding:
    """A sentence that the figures prove."""

    words: str
    """The sentence without its full stop."""
    claims: tuple[Claim, ...]
    basis: str = ""
    """The cities or editions that the sentence covers, if its figures alone do not show them."""


class Verdict(StrEnum):
    """Whether a claim holds."""

    SUPPORTED = "supported"
    """The figures prove it."""
    CONTRADICTED = "contradicted"
    """The figures disprove it."""
    UNKNOWN = "unknown"
    """The figures do neither."""

    @property
    def opposite(self) -> "Verdict":
        """The verdict on the opposite claim."""
        return verdict(
            can_hold=self is not Verdict.SUPPORTED, can_fail=self is not Verdict.CONTRADICTED
        )


class Judgement(NamedTuple):
    """A verdict and its reason, a sentence without a full stop that quotes the figures."""

    verdict: Verdict
    reason: str

    def deny(self, claimed: object) -> "Judgement":
        """Return the judgement with ", not …" behind the reason if the claim is contradicted."""
        if self.verdict is not Verdict.CONTRADICTED:
            return self
        return self._replace(reason=f"{self.reason}, not {claimed}")


def verdict(*, can_hold: bool, can_fail: bool) -> Verdict:
    """Return the verdict on a claim that can hold or fail in what the figures leave possible."""
    if can_hold and can_fail:
        return Verdict.UNKNOWN
    return Verdict.SUPPORTED if can_hold else Verdict.CONTRADICTED


def equals(number: float | Decimal, least: float | Decimal, most: float | Decimal) -> Verdict:
    """Judge whether something is a number if it lies between `least` and `most`."""
    return verdict(can_hold=least <= number <= most, can_fail=not least == most == number)


def all_hold(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the verdict on several claims made together."""
    found = set(verdicts)
    return verdict(can_hold=Verdict.CONTRADICTED not in found, can_fail=Verdict.UNKNOWN in found)
