"""Verdicts: what is proved, what is disproved, and what the figures leave open."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


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
