"""Claims about how a city moved from edition to edition."""

from collections.abc import Sequence
from itertools import pairwise

import pandas as pd

from scicli.analysis.direction import DOWN, UP, Direction
from scicli.analysis.scope import Moves
from scicli.analysis.wording import (
    counted,
    in_edition,
    of_category,
    several_editions,
    two_editions,
)
from scicli.claims.claim import Claim, ClaimKind
from scicli.claims.standings import (
    PossibleRank,
    held_rating,
    moves_between,
    not_rated,
    possible_rank,
    stands,
)
from scicli.claims.verdict import Judgement, Verdict, all_hold, equals, verdict
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.rank import NO_END, Gain
from scicli.index.rating import rating_text


def _up_to(index: Index, claim: Claim) -> Sequence[Label]:
    """Return the editions from that compared from, or else the first, to that of the claim."""
    editions = index.catalog.editions
    start = 0 if claim.from_edition is None else editions.index(claim.from_edition)
    return editions[start : editions.index(claim.to_edition) + 1]


def _of_streak(index: Index, claim: Claim) -> Sequence[Label]:
    return index.catalog.between(None, claim.to_edition)[-claim.number - 1 :]


def _that_hold_both(index: Index, claim: Claim) -> Sequence[Label]:
    """Return the editions before that of a claim which hold the ranks of both cities, and it."""
    *earlier, end = index.catalog.between(None, claim.to_edition)
    held = [
        edition
        for edition in earlier
        if all(
            possible_rank(index, edition, city, claim.category).held
            for city in (claim.city, claim.other)
        )
    ]
    return [*held, end]


def _with_before(index: Index, claim: Claim) -> Sequence[Label]:
    """Return the edition before that of a claim, if there is one, and its own."""
    before = index.catalog.before(claim.to_edition)
    return [claim.to_edition] if before is None else [before, claim.to_edition]


def _ranks(index: Index, claim: Claim, editions: Sequence[Label]) -> list[PossibleRank]:
    """Return where the city of a claim can stand in some editions."""
    return [possible_rank(index, edition, claim.city, claim.category) for edition in editions]


@ClaimKind(
    "gain",
    needs=("city", "from", "to", "value"),
    meaning="the city gained exactly `value` places between the editions; negative: lost",
    sentence="{city} {moved} from {from} to {to}",
    example="city=Busan from=4 to=5 value=14",
)
def _gain(index: Index, claim: Claim) -> Judgement:
    before, after = _ranks(index, claim, claim.span)
    gained = rank.gain(before.rank, after.rank)
    judged = all_hold([before.in_table, after.in_table, equals(claim.number, *gained)])
    reason = stands(claim, before, after)
    if not (before.held and after.held):
        return Judgement(judged, reason)
    return Judgement(judged, f"{reason}: {gained.text()}").deny(claim.number)


@ClaimKind(
    "fell_at_least",
    needs=("city", "from", "to", "value"),
    meaning="the city lost `value` places or more between the editions",
    sentence="{city} lost at least {places} from {from} to {to}",
    example="city=Boston from=5 to=6 value=5",
    least=1,
)
@ClaimKind(
    "rose_at_least",
    needs=("city", "from", "to", "value"),
    meaning="the city gained `value` places or more between the editions",
    sentence="{city} gained at least {places} from {from} to {to}",
    example="city=Busan from=3 to=5 value=30",
    least=1,
)
def _moved_at_least(index: Index, claim: Claim) -> Judgement:
    direction = UP if claim.kind == "rose_at_least" else DOWN
    before, after = _ranks(index, claim, claim.span)
    gained = rank.gain(before.rank, after.rank)
    least, most = direction.places(gained)
    moved = verdict(can_hold=most >= claim.number, can_fail=least < claim.number)
    judged = all_hold([before.in_table, after.in_table, moved])
    reason = stands(claim, before, after)
    if not (before.held and after.held):
        return Judgement(judged, reason)
    return Judgement(judged, f"{reason}: {gained.text()}")


@ClaimKind(
    "rating_gain",
    needs=("city", "from", "to", "value"),
    meaning="the rating of the city changed by exactly `value` between the editions",
    sentence="the rating of {city} changed by {value} from {from} to {to}",
    example="city=Dubai from=2 to=3 value=30",
    whole=False,
)
def _rating_gain(index: Index, claim: Claim) -> Judgement:
    start, end = claim.span
    before, after = (held_rating(index, one, claim.city, claim.category) for one in claim.span)
    if before is None or after is None:
        return not_rated(index, claim, start if before is None else end)
    change = after - before
    reason = (
        f"{claim.city} is rated {rating_text(float(before))} in {in_edition(start)},"
        f" {rating_text(float(after))} in {in_edition(end)}{of_category(claim.category)}:"
        f" {rating_text(float(change))}"
    )
    return Judgement(equals(claim.value or 0, change, change), reason).deny(claim.value)


@ClaimKind(
    "overtook",
    needs=("city", "other", "from", "to"),
    meaning="the city stood behind the other in edition `from`, and ahead in edition `to`, and"
    " both are in both tables",
    sentence="{city} overtook {other} from {from} to {to}",
    example="city=Busan other=Seoul from=5 to=6",
)
def _overtook(index: Index, claim: Claim) -> Judgement:
    before, after = one = _ranks(index, claim, claim.span)
    other_before, other_after = other = [
        possible_rank(index, edition, claim.other, claim.category) for edition in claim.span
    ]
    in_tables = [stood.in_table for stood in (*one, *other)]
    judged = all_hold([other_before.ahead(before), after.ahead(other_after), *in_tables])
    words = (
        f"{claim.city} {before.words}, {after.words};"
        f" {claim.other} {other_before.words}, {other_after.words}"
    )
    return Judgement(judged, f"{words}{of_category(claim.category)}")


@ClaimKind(
    "first_ahead_of_held",
    needs=("city", "other", "to"),
    meaning="the city stands ahead of the other in edition `to`, and in no earlier edition that"
    " holds the ranks of both",
    sentence="{city} stands ahead of {other} in {to}, for the first time in those held of both",
    example="city=Busan other=Seoul to=6",
    editions=_that_hold_both,
)
def _first_ahead_of_held(index: Index, claim: Claim) -> Judgement:
    *held, end = _that_hold_both(index, claim)
    one, other = (
        [possible_rank(index, edition, city, claim.category) for edition in (*held, end)]
        for city in (claim.city, claim.other)
    )
    verdicts = [own.ahead(theirs) for own, theirs in zip(one, other, strict=True)]
    *before, now = verdicts
    judged = all_hold([now, *(earlier.opposite for earlier in before)])
    reason = f"{claim.city} {one[-1].words}, {claim.other} {other[-1].words}"
    if now is not Verdict.SUPPORTED:
        return Judgement(judged, f"{reason}{of_category(claim.category)}")
    if not held:
        return Judgement(judged, f"{reason}; no earlier edition holds both")
    order = index.catalog.editions
    where = several_editions(held, order)
    if judged is Verdict.SUPPORTED:
        return Judgement(judged, f"{reason}; of those before, {where} held both, and it was behind")
    sure = [edition for edition, one in zip(held, before, strict=True) if one is judged.opposite]
    word = "already ahead in" if judged is Verdict.CONTRADICTED else "perhaps ahead in"
    return Judgement(judged, f"{reason}; {word} {several_editions(sure or held, order)}")


@ClaimKind(
    "most_lost_of_held",
    needs=("city", "from", "to", "value"),
    meaning="the city lost `value` places, and no other city held in both editions lost more",
    sentence="{city} lost {places} from {from} to {to}, the most of the {nouns} held in both",
    example="city=Boston from=5 to=6 value=10",
    least=1,
)
@ClaimKind(
    "most_gained_of_held",
    needs=("city", "from", "to", "value"),
    meaning="the city gained `value` places, and no other city held in both editions gained more",
    sentence="{city} gained {places} from {from} to {to}, the most of the {nouns} held in both",
    example="city=Tokyo from=5 to=6 value=11",
    least=1,
)
def _most_of_held(index: Index, claim: Claim) -> Judgement:
    direction = UP if claim.kind == "most_gained_of_held" else DOWN
    before, after = _ranks(index, claim, claim.span)
    reason = stands(claim, before, after)
    if not (before.held and after.held):
        return Judgement(Verdict.CONTRADICTED, reason)
    gained = rank.gain(before.rank, after.rank)
    own = direction.places(gained)
    others, names = _others(moves_between(index, *claim.span, claim.category), claim.city)
    moved = direction.places(others)
    more, may_be_more = (moved.least > claim.number).any(), (moved.most > claim.number).any()
    most = verdict(can_hold=not more, can_fail=may_be_more)
    judged = all_hold([equals(claim.number, *own), most])
    among = counted(len(names), *(f"other {noun}" for noun in index.nouns))
    reason = f"{reason}: {gained.text()}, among the {among} held in both"
    # Another city may have moved more than is claimed, and less than this city.
    if not (more and moved.most[moved.least.argmax()] > own.least):
        return Judgement(judged, reason)
    first = names.iloc[int(moved.least.argmax())]
    return Judgement(judged, f"{reason}, but {first} {direction.verb} more")


def _others(moved: Moves, city: str) -> tuple[Gain, pd.Series]:
    """Return the places gained by the other cities held in both editions, and their names."""
    names = moved.both["city"]
    other = (names != city).to_numpy()
    return Gain(*(places[other] for places in moved.gained)), names[other]


@ClaimKind(
    "biggest_fall",
    needs=("city", "from", "to"),
    meaning="no city of the table lost more places between the editions",
    sentence="no {noun} lost more places than {city} from {from} to {to}",
    example="city=Boston from=5 to=6",
)
@ClaimKind(
    "biggest_gain",
    needs=("city", "from", "to"),
    meaning="no city of the table gained more places between the editions",
    sentence="no {noun} gained more places than {city} from {from} to {to}",
    example="city=Tokyo from=5 to=6",
)
def _biggest(index: Index, claim: Claim) -> Judgement:
    direction = UP if claim.kind == "biggest_gain" else DOWN
    before, after = _ranks(index, claim, claim.span)
    reason = stands(claim, before, after)
    if not (before.held and after.held):
        in_tables = all_hold([before.in_table, after.in_table, Verdict.UNKNOWN])
        return Judgement(in_tables, reason)
    gained = rank.gain(before.rank, after.rank)
    own = direction.places(gained)
    moved = moves_between(index, *claim.span, claim.category)
    gains, names = _others(moved, claim.city)
    others = direction.places(gains)
    may_be_more = bool((others.most > own.least).any())
    judged = verdict(
        can_hold=not (others.least > own.most).any(),
        can_fail=may_be_more or _hidden_move(index, claim, moved.table, direction) > own.least,
    )
    reason, verb = f"{reason}: {gained.text()}", direction.gained
    if judged is Verdict.CONTRADICTED:
        first = int(others.least.argmax())
        most = Gain(int(others.least[first]), int(others.most[first]))
        return Judgement(judged, f"{reason}, but {names.iloc[first]} {verb} {most.text()}")
    if may_be_more:
        return Judgement(judged, f"{reason}, and who {verb} most is not certain")
    reason = f"{reason}; none of the {len(names)} other {index.nouns[1]} held in both {verb} more"
    partial = ", but the tables are not complete" if judged is Verdict.UNKNOWN else ""
    return Judgement(judged, reason + partial)


def _hidden_move(index: Index, claim: Claim, table: pd.DataFrame, direction: Direction) -> int:
    """Return the most places that a city can have moved if one of its ranks is not held."""
    names = ("from_rank", "to_rank")
    behind, ahead = (
        (index.coverage(edition, claim.category), rank.column(table, name))
        for edition, name in list(zip(claim.span, names, strict=True))[:: direction.sign]
    )
    # The city that rose most may have stood last before, and right below the depth after; the one
    # that fell most, the other way round.
    last, first = behind[0].ranked or NO_END, ahead[0].depth + 1
    worse, better = behind[1], ahead[1]
    most: list[int] = []
    if not behind[0].complete:
        most += (last - better.best[better.held & ~worse.held]).tolist()
    if not ahead[0].complete:
        most += (worse.worst[worse.held & ~better.held] - first).tolist()
    if not (behind[0].complete or ahead[0].complete):
        most.append(last - first)
    return max(most, default=-NO_END)


@ClaimKind(
    "entered_top",
    needs=("city", "top", "to"),
    meaning="the rank of the city in edition `to` is at most `top`, and in no earlier edition",
    sentence="{city} entered the top {top} in {to}, for the first time",
    example="city=Zurich top=10 to=2",
    editions=_up_to,
)
def _entered_top(index: Index, claim: Claim) -> Judgement:
    top = claim.top or 0
    *earlier, now = _ranks(index, claim, index.catalog.between(None, claim.to_edition))
    outside = [one.at_most(top).opposite for one in earlier]
    inside = now.at_most(top)
    judged = all_hold([inside, *outside])
    reason = stands(claim, now)
    if inside is Verdict.CONTRADICTED:
        return Judgement(judged, reason).deny(f"in the top {top}")
    if judged in outside and judged is not Verdict.SUPPORTED:
        already = "already " if judged is Verdict.CONTRADICTED else ""
        return Judgement(judged, f"{reason}; {already}{earlier[outside.index(judged)].words}")
    if not earlier:
        begin = f"the data begin with {in_edition(claim.to_edition)}"
        return Judgement(Verdict.UNKNOWN, f"{reason}; {begin}, and no edition before is known")
    before = counted(len(earlier), "edition", "editions")
    return Judgement(judged, f"{reason}; not in the top {top} in the {before} before")


@ClaimKind(
    "came_into_top",
    needs=("city", "top", "to"),
    meaning="the rank of the city in edition `to` is at most `top`, and was worse in the edition"
    " before, or it was not in its table",
    sentence="{city} entered the top {top} in {to}",
    example="city=Busan top=10 to=12",
    editions=_with_before,
)
def _came_into_top(index: Index, claim: Claim) -> Judgement:
    top = claim.top or 0
    *earlier, now = _ranks(index, claim, _with_before(index, claim))
    reason = stands(claim, *earlier, now)
    inside = now.at_most(top)
    if not earlier:
        return Judgement(all_hold([inside, Verdict.UNKNOWN]), f"{reason}; no edition is before it")
    return Judgement(all_hold([inside, earlier[0].at_most(top).opposite]), reason)


@ClaimKind(
    "left_top",
    needs=("city", "top", "to"),
    meaning="the rank of the city in edition `to` is worse than `top`, and was at most `top` in the"
    " edition before",
    sentence="{city} left the top {top} in {to}",
    example="city=Chicago top=10 to=6",
    editions=_with_before,
)
def _left_top(index: Index, claim: Claim) -> Judgement:
    top = claim.top or 0
    *earlier, now = _ranks(index, claim, _with_before(index, claim))
    reason = stands(claim, *earlier, now)
    outside = all_hold([now.in_table, now.at_most(top).opposite])
    if not earlier:
        return Judgement(all_hold([outside, Verdict.UNKNOWN]), f"{reason}; no edition is before it")
    return Judgement(all_hold([outside, earlier[0].at_most(top)]), reason)


@ClaimKind(
    "led_since",
    needs=("city", "from", "to"),
    meaning="the city stood first in every edition from edition `from` to edition `to`",
    sentence="{city} led from {from} to {to}, in every edition",
    example="city=London from=8 to=10",
    editions=_up_to,
)
def _led_since(index: Index, claim: Claim) -> Judgement:
    ranks = _ranks(index, claim, _up_to(index, claim))
    verdicts = [one.at_most(1) for one in ranks]
    judged = all_hold(verdicts)
    if judged is not Verdict.SUPPORTED:
        return Judgement(judged, stands(claim, ranks[verdicts.index(judged)]))
    editions = counted(len(ranks), "edition", "editions")
    return Judgement(judged, f"{claim.city} stood first in {editions}{of_category(claim.category)}")


@ClaimKind(
    "worst",
    needs=("city", "to"),
    takes="from",
    meaning="the city held no worse rank in any edition from edition `from`, or else the first,"
    " to edition `to`",
    sentence="{city} held no worse rank{since} than in {to}",
    example="city=Seoul from=5 to=12",
    editions=_up_to,
)
@ClaimKind(
    "best",
    needs=("city", "to"),
    takes="from",
    meaning="the city held no better rank in any edition from edition `from`, or else the first,"
    " to edition `to`",
    sentence="{city} held no better rank{since} than in {to}",
    example="city=Busan from=3 to=12",
    editions=_up_to,
)
def _best(index: Index, claim: Claim) -> Judgement:
    *earlier, now = _ranks(index, claim, _up_to(index, claim))
    reason = stands(claim, now)
    if now.in_table is Verdict.CONTRADICTED:
        return Judgement(Verdict.CONTRADICTED, reason)
    direction = UP if claim.kind == "best" else DOWN
    beyond = [one.better(now) if direction is UP else one.worse(now) for one in earlier]
    verdicts = [one.opposite for one in beyond]
    judged = all_hold([*verdicts, now.in_table])
    if judged in verdicts and judged is not Verdict.SUPPORTED:
        return Judgement(judged, f"{reason}; {earlier[verdicts.index(judged)].words}")
    before = counted(len(earlier), "edition", "editions")
    word = "better" if direction is UP else "worse"
    return Judgement(judged, f"{reason}; no {word} in the {before} before")


@ClaimKind(
    "streak_fall",
    needs=("city", "to", "value"),
    meaning="the city fell in at least `value` editions in a row up to edition `to`",
    sentence="{city} fell in {editions} in a row, up to {to}",
    example="city=Seoul to=12 value=3",
    least=1,
    editions=_of_streak,
)
@ClaimKind(
    "streak_rise",
    needs=("city", "to", "value"),
    meaning="the city rose in at least `value` editions in a row up to edition `to`",
    sentence="{city} rose in {editions} in a row, up to {to}",
    example="city=Busan to=12 value=9",
    least=1,
    editions=_of_streak,
)
def _streak(index: Index, claim: Claim) -> Judgement:
    direction = UP if claim.kind == "streak_rise" else DOWN
    editions = _of_streak(index, claim)
    ranks = _ranks(index, claim, editions)
    steps = [
        all_hold(
            [before.in_table, after.better(before) if direction is UP else after.worse(before)]
        )
        for before, after in pairwise(ranks)
    ]
    judged = all_hold(steps)
    if judged is not Verdict.SUPPORTED:
        decisive = len(steps) - 1 - steps[::-1].index(judged)
        return Judgement(judged, stands(claim, *ranks[decisive : decisive + 2]))
    if len(steps) < claim.number:
        many = counted(claim.number, direction.noun, f"{direction.noun}s")
        reason = f"the data begin with {in_edition(editions[0])}, too late for {many} in a row"
        return Judgement(Verdict.UNKNOWN, reason)
    path = ", ".join(one.rank.text() for one in ranks)
    span = two_editions(editions[0], editions[-1], "to") + of_category(claim.category)
    return Judgement(judged, f"{claim.city} stood at {path} in {span}")
