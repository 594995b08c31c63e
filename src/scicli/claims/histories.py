"""Claims about how a city moved from edition to edition."""

from collections.abc import Sequence
from itertools import pairwise

import pandas as pd

from scicli.analysis.movers import DOWN, UP, Direction
from scicli.analysis.scope import moves
from scicli.analysis.wording import counted, in_edition, of_category
from scicli.claims import places
from scicli.claims.claim import Claim, Judgement, Verdict, all_hold, verdict
from scicli.claims.kind import kind
from scicli.claims.places import Standing, at_most, no_better, standing, worse_than
from scicli.claims.standings import held_rating, not_rated
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.rank import NO_END
from scicli.index.rating import rating_text


def _from_the_first(index: Index, claim: Claim) -> Sequence[Label]:
    every = index.catalog.editions
    start = 0 if claim.from_edition is None else every.index(claim.from_edition)
    return every[start : every.index(claim.to_edition) + 1]


def _of_streak(index: Index, claim: Claim) -> Sequence[Label]:
    every = index.catalog.editions
    end = every.index(claim.to_edition)
    return every[end - int(claim.value or 0) : end + 1]


@kind(
    "gain",
    needs="city from to value",
    meaning="the city gained exactly `value` places between the editions; negative: lost",
    sentence="{city} {moved} from {from} to {to}",
    example="city=Busan from=4 to=5 value=14",
)
def gain(index: Index, claim: Claim) -> Judgement:
    """Judge whether the city gained exactly the value."""
    before, after = _before_and_after(index, claim, claim.city)
    gained = rank.gain(before.rank, after.rank)
    value = int(claim.value or 0)
    absent = before.absent or after.absent
    judged = verdict(
        can_hold=not absent and gained.least <= value <= gained.most,
        can_fail=not (before.present and after.present and gained == (value, value)),
    )
    reason = f"{claim.city} {before.words}, {after.words}{of_category(claim.category)}"
    if before.held and after.held:
        refuted = judged is Verdict.CONTRADICTED
        reason += f": {gained.text()}{f', not {value}' if refuted else ''}"
    return Judgement(judged, reason)


@kind(
    "rating_gain",
    needs="city from to value",
    meaning="the rating of the city changed by exactly `value` between the editions",
    sentence="the rating of {city} changed by {value} from {from} to {to}",
    example="city=Dubai from=2 to=3 value=30",
    whole=False,
)
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


@kind(
    "overtook",
    needs="city other from to",
    meaning="the city stood behind the other in edition `from`, and ahead in edition `to`, and"
    " both are in both tables",
    sentence="{city} overtook {other} from {from} to {to}",
    example="city=Busan other=Seoul from=5 to=6",
)
def overtook(index: Index, claim: Claim) -> Judgement:
    """Judge whether the city stood behind the other before, and stands ahead of it after."""
    one = _before_and_after(index, claim, claim.city)
    other = _before_and_after(index, claim, claim.other)
    words = "; ".join(
        f"{city} {before.words}, {after.words}"
        for city, (before, after) in ((claim.city, one), (claim.other, other))
    )
    return Judgement(places.overtook(one, other), f"{words}{of_category(claim.category)}")


@kind(
    "most_gained_of_held",
    needs="city from to value",
    meaning="the city gained `value` places, and no other city held in both editions gained more",
    sentence="{city} gained {places} from {from} to {to}, the most of the cities held in both",
    example="city=Tokyo from=5 to=6 value=11",
    least=1,
)
def most_gained_of_held(index: Index, claim: Claim) -> Judgement:
    """Judge whether the city gained so many places, and no city held in both editions more."""
    return _most_of_held(index, claim, UP)


@kind(
    "most_lost_of_held",
    needs="city from to value",
    meaning="the city lost `value` places, and no other city held in both editions lost more",
    sentence="{city} lost {places} from {from} to {to}, the most of the cities held in both",
    example="city=Boston from=5 to=6 value=10",
    least=1,
)
def most_lost_of_held(index: Index, claim: Claim) -> Judgement:
    """Judge whether the city lost so many places, and no city held in both editions more."""
    return _most_of_held(index, claim, DOWN)


def _most_of_held(index: Index, claim: Claim, direction: Direction) -> Judgement:
    before, after = _before_and_after(index, claim, claim.city)
    reason = f"{claim.city} {before.words}, {after.words}{of_category(claim.category)}"
    if not (before.held and after.held):
        return Judgement(Verdict.CONTRADICTED, reason)
    value = int(claim.value or 0)
    moved = moves(index, *claim.span, claim.category)
    all_moved = direction.places(moved.gained)
    own = (moved.both["city"] == claim.city).to_numpy()
    [of_city] = zip(*(places[own].tolist() for places in all_moved), strict=True)
    more = all_moved.least > value
    judged = verdict(
        can_hold=of_city[0] <= value <= of_city[1] and not more[~own].any(),
        can_fail=of_city != (value, value) or bool((all_moved.most[~own] > value).any()),
    )
    gained = rank.gain(before.rank, after.rank)
    others = counted(len(moved.both) - 1, "other city", "other cities")
    words = f"{reason}: {gained.text()}, among the {others} held in both"
    if not more[~own].any():
        return Judgement(judged, words)
    most = moved.both["city"].iloc[int(all_moved.least.argmax())]
    return Judgement(judged, f"{words}, but {most} {direction.verb} more")


@kind(
    "biggest_gain",
    needs="city from to",
    meaning="no city of the table gained more places between the editions",
    sentence="no city gained more places than {city} from {from} to {to}",
    example="city=Tokyo from=5 to=6",
)
def biggest_gain(index: Index, claim: Claim) -> Judgement:
    """Judge whether no city gained more places than the city did."""
    before, after = _before_and_after(index, claim, claim.city)
    category = of_category(claim.category)
    if not (before.held and after.held):
        judged = Verdict.CONTRADICTED if before.absent or after.absent else Verdict.UNKNOWN
        return Judgement(judged, f"{claim.city} {before.words}, {after.words}{category}")
    gained = rank.gain(before.rank, after.rank)
    moved = moves(index, *claim.span, claim.category)
    other = (moved.both["city"] != claim.city).to_numpy()
    others = rank.Gain(*(places[other] for places in moved.gained))
    may_be_more = bool((others.most > gained.least).any())
    judged = verdict(
        can_hold=not bool((others.least > gained.most).any()),
        can_fail=may_be_more or _hidden_gain(index, claim, moved.table) > gained.least,
    )
    reason = f"{claim.city} {before.words}, {after.words}{category}: {gained.text()}"
    if judged is Verdict.CONTRADICTED:
        first = int(others.least.argmax())
        who = moved.both["city"][other].iloc[first]
        most = rank.Gain(int(others.least[first]), int(others.most[first]))
        return Judgement(judged, f"{reason}, but {who} gained {most.text()}")
    if may_be_more:
        return Judgement(judged, f"{reason}, and who gained most is not certain")
    among = f"none of the {int(other.sum())} other cities held in both gained more"
    partial = f"{reason}; {among}, but the tables are not complete"
    return Judgement(judged, partial if judged is Verdict.UNKNOWN else f"{reason}; {among}")


@kind(
    "entered_top",
    needs="city top to",
    meaning="the rank of the city in edition `to` is at most `top`, and in no earlier edition",
    sentence="{city} entered the top {top} in {to}, for the first time",
    example="city=Zurich top=10 to=2",
    editions=_from_the_first,
)
def entered_top(index: Index, claim: Claim) -> Judgement:
    """Judge whether the city stands in the top, and did in no earlier edition."""
    top = claim.top or 0
    category = of_category(claim.category)
    now = standing(index, claim.to_edition, claim.category, claim.city)
    reason = f"{claim.city} {now.words}{category}"
    editions = index.catalog.editions
    earlier = [
        standing(index, edition, claim.category, claim.city)
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


@kind(
    "best",
    needs="city to",
    takes="from",
    meaning="the city held no better rank in any edition from edition `from`, or else the first,"
    " to edition `to`",
    sentence="{city} held no better rank{since} than in {to}",
    example="city=Busan from=3 to=12",
    editions=_from_the_first,
)
def best(index: Index, claim: Claim) -> Judgement:
    """Judge whether the city held no better rank in any edition up to that of the claim."""
    editions = index.catalog.editions
    end = editions.index(claim.to_edition)
    start = 0 if claim.from_edition is None else editions.index(claim.from_edition)
    now = standing(index, claim.to_edition, claim.category, claim.city)
    earlier = [
        standing(index, edition, claim.category, claim.city) for edition in editions[start:end]
    ]
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


@kind(
    "streak_rise",
    needs="city to value",
    meaning="the city rose in at least `value` editions in a row up to edition `to`",
    sentence="{city} rose in {editions} in a row, up to {to}",
    example="city=Busan to=12 value=9",
    least=1,
    editions=_of_streak,
)
def streak_rise(index: Index, claim: Claim) -> Judgement:
    """Judge whether the city rose in so many editions in a row."""
    value = int(claim.value or 0)
    editions = index.catalog.editions
    end = editions.index(claim.to_edition)
    steps = editions[max(0, end - value) : end + 1]
    stood = [standing(index, edition, claim.category, claim.city) for edition in steps]
    rises = [_rise(before, after) for before, after in pairwise(stood)]
    judged = all_hold(rises)
    category = of_category(claim.category)
    if judged is Verdict.SUPPORTED and len(rises) < value:
        many = counted(value, "rise", "rises")
        reason = f"the data begin with {in_edition(editions[0])}, too late for {many} in a row"
        return Judgement(Verdict.UNKNOWN, reason)
    if judged is Verdict.SUPPORTED:
        path = ", ".join(one.rank.text() for one in stood)
        span = f"editions {steps[0]} to {steps[-1]}"
        return Judgement(judged, f"{claim.city} stood at {path} in {span}{category}")
    decisive = len(rises) - 1 - rises[::-1].index(judged)
    before, after = stood[decisive : decisive + 2]
    return Judgement(judged, f"{claim.city} {before.words}, {after.words}{category}")


def _before_and_after(index: Index, claim: Claim, city: str) -> tuple[Standing, Standing]:
    start, end = claim.span
    return (
        standing(index, start, claim.category, city),
        standing(index, end, claim.category, city),
    )


def _rise(before: Standing, after: Standing) -> Verdict:
    gained = rank.gain(before.rank, after.rank)
    return verdict(
        can_hold=not (before.absent or after.absent) and gained.most >= 1,
        can_fail=not (before.present and after.present) or not gained.up,
    )


def _hidden_gain(index: Index, claim: Claim, table: pd.DataFrame) -> int:
    """Return the most places that a city can have gained of which a rank is not held."""
    before, after = (index.coverage(edition, claim.category) for edition in claim.span)
    # Whose rank is not held may have stood last before, and stand right below the depth now.
    last, first = before.ranked or NO_END, after.depth + 1
    stood, stands = rank.column(table, "from_rank"), rank.column(table, "to_rank")
    most: list[int] = []
    if not before.complete:
        most += (last - stands.best[stands.held & ~stood.held]).tolist()
    if not after.complete:
        most += (stood.worst[stood.held & ~stands.held] - first).tolist()
    if not (before.complete or after.complete):
        most.append(last - first)
    return max(most, default=-NO_END)
