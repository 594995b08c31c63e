"""A finding: a sentence, the claims that it makes, and the figures that it rests on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from scicli.claims.claim import Claim
from scicli.index.adding import source_keys
from scicli.index.editions import Label
from scicli.index.tables import Index

_OF_THE_PUBLISHER = {"average_change", "count_rose", "count_fell"}
_OF_A_TABLE = {"region_rank", "top_count"}


@dataclass(frozen=True)
class Finding:
    """A sentence that the figures prove.

    Attributes:
        statement: The sentence.
        claims: What it claims, so that it can be verified.
        basis: Among what it holds, where it says more than its figures alone, or "".
    """

    statement: str
    claims: tuple[Claim, ...]
    basis: str = ""


def sources_of(index: Index, claim: Claim) -> str:
    """Return the keys of the sources that a claim rests on, joined by ";"."""
    keys = (key for text in _texts(index, claim) for key in source_keys(text))
    return ";".join(dict.fromkeys(keys))


def _texts(index: Index, claim: Claim) -> Iterator[str]:
    """Yield the sources of every figure that a claim rests on."""
    if claim.kind in _OF_THE_PUBLISHER:
        yield from pd.Series([index.release(claim.to_edition)["sources"]]).dropna()
        return
    for edition in editions_of(index, claim):
        if claim.kind in _OF_A_TABLE:
            rows = index.rows(edition, claim.category)
            rests = rows["city"] == claim.city
            last = rows.loc[rests, "rank_max"].max() if claim.city else claim.top
            rests |= (rows["rank_max"] <= last).fillna(value=False)
            yield from rows.loc[rests, "sources"].dropna()
        else:
            for city in sorted(filter(None, (claim.city, claim.other))):
                row = index.figure(edition, claim.category, city)
                if row is not None and row["sources"] is not None:
                    yield row["sources"]


def editions_of(index: Index, claim: Claim) -> Sequence[Label]:
    """Return the editions of the figures that a claim rests on."""
    every = index.outline.editions
    end = every.index(claim.to_edition)
    if claim.kind == "streak_rise":
        return every[end - int(claim.value or 0) : end + 1]
    if claim.kind in {"best", "entered_top"}:
        return every[0 if claim.from_edition is None else every.index(claim.from_edition) : end + 1]
    return list(dict.fromkeys(claim.span))
