"""The verdict on a claim: whether it can hold, or fail, in what the figures leave possible."""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Verdict(StrEnum):
    """Whether the figures prove a claim, disprove it, or do neither."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNKNOWN = "unknown"

    @property
    def opposite(self) -> "Verdict":
        """The verdict on the opposite claim."""
        return verdict(
            can_hold=self is not Verdict.SUPPORTED, can_fail=self is not Verdict.CONTRADICTED
        )


class Judgement(NamedTuple):
    """A verdict and its reason, a sentence that quotes the figures, without its full stop."""

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
