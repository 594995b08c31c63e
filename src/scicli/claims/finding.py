"""A finding: a sentence, the claims that it makes, and the figures that it rests on."""

from dataclasses import dataclass

from scicli.claims.claim import Claim
from scicli.claims.kinds import KINDS
from scicli.index.index import Index
from scicli.index.merge import source_keys


@dataclass(frozen=True)
class Finding:
    """A sentence with the claims that prove it.

    `basis` says among which figures it holds, where it says more than its claims alone.
    """

    statement: str
    claims: tuple[Claim, ...]
    basis: str = ""


def sources_of(index: Index, claim: Claim) -> str:
    """Return the keys of the sources that a claim rests on, joined by ";"."""
    kind = KINDS[claim.kind]
    texts = kind.sources(index, claim, kind.editions(index, claim))
    return ";".join(dict.fromkeys(key for text in texts for key in source_keys(text)))
