"""Claims, their kinds, and the findings that make them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from scicli.claims.verdict import Judgement
from scicli.files.schema import OVERALL
from scicli.index.editions import Label

if TYPE_CHECKING:
    from scicli.index.index import Index

FIELDS = (
    "claim", "kind", "city", "other", "category", "region", "country", "top", "from", "to",
    "value", "statement",
)  # fmt: skip


@dataclass(frozen=True)
class Claim:
    """A statement about a ranking that the figures may prove or disprove.

    Attributes:
        kind: One of the kinds that `scicli verify --kinds` lists.
        to_edition: The edition that it is about, or that is compared to.
        claim: Its own name, or "".
        top: The number of places at the top that it is about, or None.
        from_edition: The edition that is compared from, or None.
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


class Unjudged(StrEnum):
    """What a piece of a text is that makes no claim which could be read."""

    NOT_READ = "not read"
    NO_CLAIM = "no claim"


Judge = Callable[["Index", Claim], Judgement]
Editions = Callable[["Index", Claim], Sequence[Label]]
Sources = Callable[["Index", Claim, Sequence[Label]], Iterator[str]]


def _of_span(_: "Index", claim: Claim) -> Sequence[Label]:
    """Return the editions that a claim names."""
    return list(dict.fromkeys(claim.span))


def _of_cities(index: "Index", claim: Claim, editions: Sequence[Label]) -> Iterator[str]:
    """Yield the sources of the figures of the cities of a claim."""
    for edition in editions:
        for city in sorted(filter(None, (claim.city, claim.other))):
            row = index.figure(edition, claim.category, city)
            if row is not None and row["sources"] is not None:
                yield row["sources"]


DECLARED: "dict[str, ClaimKind]" = {}
"""The kinds that the modules imported so far have declared; `verify.KINDS` has all of them."""


@dataclass(eq=False)
class ClaimKind:
    """A kind of claims; it decorates the function that judges them."""

    name: str
    needs: tuple[str, ...]  # the fields that a claim must have
    meaning: str
    sentence: str  # the meaning, to be filled with the fields of a claim
    example: str
    takes: str = ""  # a field that a claim may have beside those
    whole: bool = True  # whether the value is a whole number
    least: int | None = None  # the least value
    editions: Editions = _of_span  # the editions that a claim rests on
    sources: Sources = _of_cities  # the sources of the figures that it rests on
    judge: Judge = field(init=False)  # judges a claim that uses the names of the data
    module: str = field(init=False)  # the module that declares it

    def __call__(self, judge: Judge) -> Judge:
        """Declare the kind."""
        self.judge = judge
        self.module = getattr(judge, "func", judge).__module__
        DECLARED[self.name] = self
        return judge

    @property
    def required(self) -> list[list[str]]:
        """The fields that a claim must have: exactly one of each list."""
        return [need.split(" or ") for need in self.needs]
