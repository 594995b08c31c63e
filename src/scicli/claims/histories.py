"""Claims about how a city moved from edition to edition."""

import math
from itertools import pairwise

import pandas as pd

from scicli.analysis.movers import DOWN, UP, Direction
from scicli.analysis.moves import moves
from scicli.analysis.wording import counted, in_edition, of_category
from scicli.claims import places
from scicli.claims.claim import Claim
from scicli.claims.places import (
    Place,
    at_most,
    gained,
    no_better,
    place,
    worse_than,
)
from scicli.claims.standings import held_rating, not_rated
from scicli.claims.verdicts import Judgement, Verdict, all_hold, verdict
from scicli.index.ranks import rating_text
from scicli.index.tables import Index


def gain(index: Index, claim: Claim) -> Judgement:
    """Judge whether the city gained exactly the value."""
    before, after = _before_and_after(index, claim, claim.city)
    least, most = gained(before, after)
    value = int(claim.value or 0)
    absent = before.absent or after.absent
    judged = verdict(
        can_hold=not absent and least <= value <= most,
        can_fail=not (before.present and after.present and least == most == value),
    )
    reason = f"{claim.city} {before.words}, {after.words}{of_category(claim.category)}"
    if before.held and after.held:
        refuted = judged is Verdict.CONTRADICTED
        reason += f": {_span(least, most)}{f', not {value}' if refuted else ''}"
    return Judgement(judged, reason)


def rating_gain(index: Index, claim: Claim) -> Judgement:
    """Judge whether the rating of the city changed by exactly the value."""
    ratings = []
    for edition in claim.span:
        held = held_rating(index, edition, claim)
        if held is None:
            return not_rated(index, claim, edition)
        ratings.append(held)
    change = ratings[1] - ratings[0]
    judged = Verdict.SUPPORTED if change == claim.value else Verdict.CONTRADICTED
    start, end = claim.span
    before, after, by = (rating_text(float(number)) for number in (*ratings, change))
    reason = (
        f"{claim.city} is rated {before} in {in_edition(start)}, {after} in {in_edition(end)}"
        f"{of_category(claim.category)}: {by}"
    )
    return Judgement(
        judged, reason if judged is Verdict.SUPPORTED else f"{reason}, not {claim.value}"
    )


def overtook(index: Index, claim: Claim) -> Judgement:
    """Judge whether the city stood behind the other before, and stands ahead of it after."""
    one = _before_and_after(index, claim, claim.city)
    other = _before_and_after(index, claim, claim.other)
    told = "; ".join(
        f"{city} {before.words}, {after.words}"
        for city, (before, after) in ((claim.city, one), (claim.other, other))
    )
    return Judgement(places.overtook(one, other), f"{told}{of_category(claim.category)}")


def most_gained_of_held(index: Index, claim: Claim) -> Judgement:
    """Judge whether the city gained so many places, and no city held in both editions more."""
    return _most_of_held(index, claim, UP)


def most_lost_of_held(index: Index, claim: Claim) -> Judgement:
    """Judge whether the city lost so many places, and no city held in both editions more."""
    return _most_of_held(index, claim, DOWN)


def _most_of_held(index: Index, claim: Claim, direction: Direction) -> Judgement:
    before, after = _before_and_after(index, claim, claim.city)
    reason = f"{claim.city} {before.words}, {after.words}{of_category(claim.category)}"
    if not (before.held and after.held):
        return Judgement(Verdict.CONTRADICTED, reason)
    value = int(claim.value or 0)
    both = moves(index, *claim.span, claim.category).both
    certain, possible = (
        (both[bound].astype("float64") * direction.sign).fillna(end)
        for bound, end in ((direction.certain, -math.inf), (direction.possible, math.inf))
    )
    own = both["city"] == claim.city
    judged = verdict(
        can_hold=bool((certain[own] <= value).all() and (possible[own] >= value).all())
        and not bool((certain[~own] > value).any()),
        can_fail=not bool((certain[own] == value).all() and (possible[own] == value).all())
        or bool((possible[~own] > value).any()),
    )
    others = counted(len(both) - 1, "other city", "other cities")
    told = f"{reason}: {_span(*gained(before, after))}, among the {others} held in both"
    if judged is not Verdict.CONTRADICTED or not (certain[~own] > value).any():
        return Judgement(judged, told)
    most = both["city"].iloc[int(certain.argmax())]
    return Judgement(judged, f"{told}, but {most} {direction.verb} more")


def biggest_gain(index: Index, claim: Claim) -> Judgement:
    """Judge whether no city gained more places than the city did."""
    before, after = _before_and_after(index, claim, claim.city)
    category = of_category(claim.category)
    if not (before.held and after.held):
        judged = Verdict.CONTRADICTED if before.absent or after.absent else Verdict.UNKNOWN
        return Judgement(judged, f"{claim.city} {before.words}, {after.words}{category}")
    least, most = gained(before, after)
    start, end = claim.span
    moved = moves(index, start, end, claim.category)
    others = moved.both[moved.both["city"] != claim.city]
    surely = others["gain"].astype("float64").fillna(-math.inf)
    perhaps = others["gain_max"].astype("float64").fillna(math.inf)
    hidden = _hidden_gain(index, claim, moved.table)
    judged = verdict(
        can_hold=not bool((surely > most).any()),
        can_fail=bool((perhaps > least).any()) or hidden > least,
    )
    reason = f"{claim.city} {before.words}, {after.words}{category}: {_span(least, most)}"
    if judged is Verdict.CONTRADICTED:
        first = int(surely.argmax())
        more = (
            f"{others['city'].iloc[first]} gained {_span(surely.iloc[first], perhaps.iloc[first])}"
        )
        return Judgement(judged, f"{reason}, but {more}")
    if (perhaps > least).any():
        return Judgement(judged, f"{reason}, and who gained most is not certain")
    among = f"none of the {len(others)} other cities held in both gained more"
    partial = f"{reason}; {among}, but the tables are not complete"
    return Judgement(judged, partial if judged is Verdict.UNKNOWN else f"{reason}; {among}")


def entered_top(index: Index, claim: Claim) -> Judgement:
    """Judge whether the city stands in the top, and did in no earlier edition."""
    top = claim.top or 0
    category = of_category(claim.category)
    now = place(index, claim.to_edition, claim.category, claim.city)
    reason = f"{claim.city} {now.words}{category}"
    editions = index.outline.editions
    earlier = [
        place(index, edition, claim.category, claim.city)
        for edition in editions[: editions.index(claim.to_edition)]
    ]
    outside = [worse_than(one, top) for one in earlier]
    stands = at_most(now, top)
    judged = all_hold([stands, *outside])
    if stands is Verdict.CONTRADICTED:
        return Judgement(judged, f"{reason}, not in the top {top}")
    for wanted, word in ((Verdict.CONTRADICTED, "already "), (Verdict.UNKNOWN, "")):
        if judged is wanted and wanted in outside:
            decisive = earlier[outside.index(wanted)]
            return Judgement(judged, f"{reason}; {word}{decisive.words}")
    if not earlier:
        begin = f"the data begin with {in_edition(claim.to_edition)}"
        return Judgement(Verdict.UNKNOWN, f"{reason}; {begin}, and no edition before is known")
    before = counted(len(earlier), "edition", "editions")
    return Judgement(judged, f"{reason}; not in the top {top} in the {before} before")


def best(index: Index, claim: Claim) -> Judgement:
    """Judge whether the city held no better rank in any edition up to that of the claim."""
    editions = index.outline.editions
    end = editions.index(claim.to_edition)
    start = 0 if claim.from_edition is None else editions.index(claim.from_edition)
    now = place(index, claim.to_edition, claim.category, claim.city)
    earlier = [place(index, edition, claim.category, claim.city) for edition in editions[start:end]]
    reason = f"{claim.city} {now.words}{of_category(claim.category)}"
    verdicts = [no_better(one, now) for one in earlier]
    if now.absent:
        return Judgement(Verdict.CONTRADICTED, reason)
    judged = all_hold(verdicts if now.present else [*verdicts, Verdict.UNKNOWN])
    for wanted in (Verdict.CONTRADICTED, Verdict.UNKNOWN):
        if judged is wanted and wanted in verdicts:
            return Judgement(judged, f"{reason}; {earlier[verdicts.index(wanted)].words}")
    before = counted(len(earlier), "edition", "editions")
    return Judgement(judged, f"{reason}; no better in the {before} before")


def streak_rise(index: Index, claim: Claim) -> Judgement:
    """Judge whether the city rose in so many editions in a row."""
    value = int(claim.value or 0)
    editions = index.outline.editions
    end = editions.index(claim.to_edition)
    steps = editions[max(0, end - value) : end + 1]
    stood = [place(index, edition, claim.category, claim.city) for edition in steps]
    rises = [_rise(before, after) for before, after in pairwise(stood)]
    judged = all_hold(rises)
    category = of_category(claim.category)
    if judged is Verdict.SUPPORTED and len(rises) < value:
        many = counted(value, "rise", "rises")
        reason = f"the data begin with {in_edition(editions[0])}, too late for {many} in a row"
        return Judgement(Verdict.UNKNOWN, reason)
    if judged is Verdict.SUPPORTED:
        path = ", ".join(one.words.partition(" in ")[0] for one in stood)
        span = f"editions {steps[0]} to {steps[-1]}"
        return Judgement(judged, f"{claim.city} stood at {path} in {span}{category}")
    decisive = len(rises) - 1 - rises[::-1].index(judged)
    before, after = stood[decisive : decisive + 2]
    return Judgement(judged, f"{claim.city} {before.words}, {after.words}{category}")


def _before_and_after(index: Index, claim: Claim, city: str) -> tuple[Place, Place]:
    start, end = claim.span
    return (
        place(index, start, claim.category, city),
        place(index, end, claim.category, city),
    )


def _rise(before: Place, after: Place) -> Verdict:
    least, most = gained(before, after)
    return verdict(
        can_hold=not (before.absent or after.absent) and most >= 1,
        can_fail=not (before.present and after.present) or least < 1,
    )


def _hidden_gain(index: Index, claim: Claim, table: pd.DataFrame) -> float:
    """Return the most places that a city can have gained of which a rank is not held."""
    before, after = (index.coverage(edition, claim.category) for edition in claim.span)
    last = math.inf if before.ranked is None else before.ranked
    most = [-math.inf]
    if not before.complete:
        # Of those held after, the best may have come from the last place of all.
        arrived = table["to_rank"][table["from_rank"].isna()]
        most += [last - float(rank) for rank in arrived.dropna()]
    if not after.complete:
        # Of those held before, each may now stand right below the depth.
        gone = table[table["to_rank"].isna() & table["from_rank"].notna()]
        worst = gone["from_rank_max"].astype("float64").fillna(math.inf)
        most += [rank - (after.depth + 1) for rank in worst]
    if not (before.complete or after.complete):
        most.append(last - (after.depth + 1))
    return max(most)


def _span(least: float, most: float) -> str:
    """Return places gained in words."""
    if least == most:
        return f"{least:.0f} {'place' if abs(least) == 1 else 'places'}"
    bounds = (("at least", least), ("at most", most))
    told = [f"{word} {bound:.0f}" for word, bound in bounds if math.isfinite(bound)]
    return f"{' and '.join(told)} places" if told else "any number of places"
