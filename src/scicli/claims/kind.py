"""A kind of claims: one declaration of what it needs, what it means and how it is judged."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from scicli.analysis.wording import counted, in_edition, of_category, ordinal, with_article
from scicli.claims.claim import Claim, Judgement
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index

Judge = Callable[[Index, Claim], Judgement]
Editions = Callable[[Index, Claim], Sequence[Label]]
Sources = Callable[[Index, Claim, Sequence[Label]], Iterator[str]]

DECLARED: "dict[str, Kind]" = {}
"""The kinds that the modules imported so far have declared; `verify.KINDS` has all of them."""


def of_span(_: Index, claim: Claim) -> Sequence[Label]:
    """Return the editions that a claim names."""
    return list(dict.fromkeys(claim.span))


def of_cities(index: Index, claim: Claim, editions: Sequence[Label]) -> Iterator[str]:
    """Yield the sources of the figures of the cities of a claim."""
    for edition in editions:
        for city in sorted(filter(None, (claim.city, claim.other))):
            row = index.figure(edition, claim.category, city)
            if row is not None and row["sources"] is not None:
                yield row["sources"]


def of_table(index: Index, claim: Claim, editions: Sequence[Label]) -> Iterator[str]:
    """Yield the sources of the ranks from the first to that of the city, or to the top."""
    for edition in editions:
        rows = index.rows(edition, claim.category)
        ranks, own = rank.column(rows, "rank"), (rows["city"] == claim.city).to_numpy()
        last = ranks.worst[own].max(initial=0) if claim.city else claim.top
        yield from rows.loc[own | (ranks.held & (ranks.worst <= last)), "sources"].dropna()


def of_release(index: Index, claim: Claim, _: Sequence[Label]) -> Iterator[str]:
    """Yield the sources of the publisher's figures on an edition as a whole."""
    yield from index.release(claim.to_edition)[["sources"]].dropna()


@dataclass(eq=False)
class Kind:
    """A kind of claims; it decorates the function that judges them."""

    name: str
    needs: tuple[str, ...]
    """The fields that a claim must have; exactly one of "region or country"."""
    meaning: str
    sentence: str
    """The meaning as a sentence to be filled with the fields of a claim."""
    example: str
    takes: str = ""
    """A field that a claim may have beside those."""
    whole: bool = True
    """Whether the value is a whole number."""
    least: int | None = None
    """The least value that a claim may state."""
    editions: Editions = of_span
    """Return the editions that a claim rests on."""
    sources: Sources = of_cities
    """Yield the sources of the figures that a claim rests on."""
    judge: Judge = field(init=False)
    """Judge a claim that uses the names of the data."""

    def __call__(self, judge: Judge) -> Judge:
        """Declare the kind."""
        self.judge = judge
        DECLARED[self.name] = self
        return judge

    @property
    def required(self) -> list[list[str]]:
        """The fields that a claim must have: exactly one of each list."""
        return [need.split(" or ") for need in self.needs]

    def say(self, claim: Claim) -> str:
        """Return a claim as a sentence."""
        start, number = in_edition(claim.span[0]), claim.number
        places = counted(abs(number), "place", "places")
        words = {
            "from": start,
            "to": in_edition(claim.to_edition),
            "since": "" if claim.from_edition is None else f" since {start}",
            "nth": ordinal(number),
            "places": places,
            "moved": f"{'lost' if number < 0 else 'gained'} {places}",
            "cities": counted(number, "city", "cities"),
            "editions": counted(number, "edition", "editions"),
            "are": "is" if number == 1 else "are",
            "area": with_article(claim.region or claim.country),
        }
        sentence = self.sentence.format(**(claim.fields | words))
        return f"{sentence[:1].upper()}{sentence[1:]}{of_category(claim.category)}."
