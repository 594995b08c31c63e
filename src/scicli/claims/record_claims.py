"""Claims about records: the measures of a city's history, and that no other city has more."""

from collections.abc import Sequence
from functools import partial

import numpy as np

from scicli.analysis.measures import MEASURES, Measure
from scicli.analysis.possible_places import Mask, Places, places_of
from scicli.analysis.wording import counted, in_edition, of_category
from scicli.claims.claim import Claim, ClaimKind
from scicli.claims.verdict import Judgement, all_hold, equals, verdict
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.rank import Array

RECORD = "record_"
"""What the name of a kind begins with which says that no other city has more."""
_EXAMPLES = {
    "editions_at": ("London", "top=1 value=6"),
    "editions_in_top": ("London", "top=3 value=12"),
    "run_at": ("London", "top=1 value=4"),
    "run_in_top": ("London", "top=3 value=12"),
    "times_at": ("London", "top=1 value=3"),
    "times_in_top": ("Singapore", "top=3 value=3"),
    "longest_rise": ("Busan", "value=9"),
    "longest_fall": ("Seoul", "value=3"),
    "step_rise": ("Busan", "value=21"),
    "step_fall": ("Moscow", "value=13"),
    "whole_rise": ("Busan", "value=54"),
    "whole_fall": ("Moscow", "value=24"),
    "best_place": ("Busan", "value=8"),
    "worst_place": ("London", "value=3"),
    "spread": ("London", "value=2"),
    "steadiest": ("London", "value=2"),
    "best_unled": ("Oxford", "value=3"),
    "absence": ("Busan", "value=1"),
}


def _up_to(index: Index, claim: Claim) -> Sequence[Label]:
    return index.catalog.between(None, claim.to_edition)


def _judged(measure: Measure, index: Index, claim: Claim) -> Judgement:
    """Judge whether a measure of a city has a value, and perhaps that no other city has more."""
    places = places_of(index, claim.category).up_to(claim.to_edition)
    least, most, *_ = measure.count(places, claim.top or 0)
    row = places.row(claim.city)
    sure, may = _counts(measure, places)
    own = int(least[row]), int(most[row])
    judged = all_hold(
        [verdict(can_hold=bool(may[row]), can_fail=not sure[row]), equals(claim.number, *own)]
    )
    reason = _reason(measure, claim, claim.city, own)
    if not claim.kind.startswith(RECORD):
        return Judgement(judged, reason)
    others = np.arange(len(places.cities)) != row
    others[-1] = True  # Of those not named there may be several.
    low, high = (most, least) if measure.least_first else (least, most)
    more = others & sure & _beyond(measure, low, claim.number)
    may_be_more = others & may & _beyond(measure, high, claim.number)
    nobody = verdict(can_hold=not more.any(), can_fail=bool(may_be_more.any()))
    if more.any():
        first = int(more.argmax())
        reason += f"; {_reason(measure, claim, places.cities[first], _of(least, most, first))}"
    elif may_be_more.any():
        several = counted(int(may_be_more.sum()), *(f"other {one}" for one in index.nouns))
        reason += f"; {several} may have more, those not named counted as one"
    return Judgement(all_hold([judged, nobody]), reason)


def _counts(measure: Measure, places: Places) -> tuple[Mask, Mask]:
    """Return which cities the measure is of, for certain and perhaps."""
    sure, may = measure.among(places)
    return sure & places.sure.any(axis=0), may & places.may.any(axis=0)


def _beyond(measure: Measure, values: Array, number: int) -> Mask:
    return np.asarray(values < number if measure.least_first else values > number)


def _of(least: Array, most: Array, row: int) -> tuple[int, int]:
    return int(least[row]), int(most[row])


def _reason(measure: Measure, claim: Claim, city: str, bounds: tuple[int, int]) -> str:
    least, most = map(measure.words, bounds)
    words = least if least == most else f"at least {least}, at most {most}"
    what = measure.titled(claim.top).removeprefix("Most ")
    where = f"up to {in_edition(claim.to_edition)}{of_category(claim.category)}"
    return f"{city}: {what[:1].lower()}{what[1:]} {where}: {words}"


def _declared(measure: Measure) -> None:
    """Declare the two kinds of claims of a measure."""
    city, rest = _EXAMPLES[measure.name]
    sentence = measure.sentence
    fields = {name: f"`value` {name}" for name in ("editions", "places", "times", "rises", "falls")}
    says = sentence.format(
        city="the city",
        top="`top`",
        nth_top="`top`-th",
        nth="`value`-th",
        to="edition `to`",
        **fields,
    )
    for name, meaning, words in (
        (measure.name, "", sentence),
        (f"{RECORD}{measure.name}", ", and no other city has more", f"{sentence}, the record"),
    ):
        if measure.unit == "rank":
            worse_or_better = "a better one" if measure.least_first else "a worse one"
            meaning = meaning.replace("more", worse_or_better)
        elif measure.least_first:
            meaning = meaning.replace("more", "less")
        ClaimKind(
            name,
            needs=("city", *(["top"] if measure.of else []), "to", "value"),
            meaning=f"{says}{meaning}",
            sentence=words,
            example=f"city={city} to=12 {rest}",
            least=0 if measure.unit == "place" else 1,
            editions=_up_to,
        )(partial(_judged, measure))


for _measure in MEASURES.values():
    _declared(_measure)
