"""What the figures say of records that were made in an edition."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

import numpy as np

from scicli.analysis.held_records import held_records
from scicli.analysis.possible_places import places_of
from scicli.claims.claim import Claim, Finding
from scicli.claims.record_claims import RECORD
from scicli.claims.verify import sentence_of
from scicli.files.schema import OVERALL
from scicli.index.editions import Label
from scicli.index.index import Index

# A record of one of these measures is worth a sentence.
_NEWS = {"run_at", "longest_rise", "longest_fall", "step_rise", "step_fall", "whole_rise",
         "whole_fall"}  # fmt: skip
_FIRST = 1
_FEWEST = 2


@lru_cache(maxsize=4)
def new_records(index: Index, edition: Label) -> tuple[Finding, ...]:
    """Return the records of the whole ranking that a city may hold since an edition.

    One city alone has most, as far as the figures go. Whether another may have more is left to
    the judge.
    """
    return tuple(_new_records(index, edition))


def _new_records(index: Index, edition: Label) -> Iterator[Finding]:
    places = places_of(index, OVERALL).up_to(edition)
    last = len(places.editions) - 1
    basis = f"all {index.nouns[1]} of {last + 1} editions"
    inside = np.arange(len(places.cities))
    for record in held_records(places, inside, top=_FIRST, measures=_NEWS):
        row, *others = record.holders
        value = int(record.measured.least[row])
        # A city that led in every edition is said to have led since the first.
        is_new = record.measured.last[row] == last and _FEWEST <= value <= last
        if not others and is_new:
            claim = Claim(
                f"{RECORD}{record.measure.name}",
                edition,
                city=places.cities[row],
                top=record.top,
                value=Decimal(value),
            )
            words = sentence_of(claim, index.nouns).removesuffix(".")
            yield Finding(words, (claim,), basis)
