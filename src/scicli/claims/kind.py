"""A kind of claims, declared in one place: what it needs, means and says, and who judges it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from scicli.analysis.wording import counted, in_edition, of_category, ordinal, with_article
from scicli.claims.claim import Claim, Judgement
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index

Judge = Callable[[Index, Claim], Judgement]
"""Judges a claim that has the names of the data."""
Editions = Callable[[Index, Claim], Sequence[Label]]
"""Returns the editions of the figures that a claim rests on."""
Sources = Callable[[Index, Claim, Sequence[Label]], Iterator[str]]
"""Yields the sources of every figure of some editions that a claim rests on."""


@dataclass(frozen=True)
class Kind:
    """A kind of claim, declared whole.

    `needs` are the fields it cannot do without ("region or country" means one of the two), `takes`
    is a further one. `meaning` explains it, `sentence` is a template of its fields, `example` a
    claim. `judge` judges a claim, `editions` and `sources` return what it rests on. `whole` and
    `least` bound its value.
    """

    needs: tuple[str, ...]
    takes: str
    meaning: str
    sentence: str
    example: str
    judge: Judge
    editions: Editions
    sources: Sources
    whole: bool
    least: int | None

    def say(self, claim: Claim) -> str:
        """Return a claim as a sentence."""
        start, number = in_edition(claim.span[0]), int(claim.value or 0)
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


DECLARED: dict[str, Kind] = {}
"""The kinds that the modules imported so far have declared; see `kinds.KINDS`."""


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
    """Yield the sources of what the publisher says of an edition as a whole."""
    yield from index.release(claim.to_edition)[["sources"]].dropna()


def kind(
    name: str,
    *,
    needs: str,
    meaning: str,
    sentence: str,
    example: str,
    takes: str = "",
    whole: bool = True,
    least: int | None = None,
    editions: Editions = of_span,
    sources: Sources = of_cities,
) -> Callable[[Judge], Judge]:
    """Declare a kind of claims, called `name`, by the function that judges them; see `Kind`."""

    def declared(judge: Judge) -> Judge:
        DECLARED[name] = Kind(
            tuple(need.replace("|", " or ") for need in needs.split()),
            takes, meaning, sentence, example, judge, editions, sources,
            whole, least,
        )  # fmt: skip
        return judge

    return declared
