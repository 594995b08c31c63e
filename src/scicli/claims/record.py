"""What a rank is worth beside those before: the best since when, and what it hides."""

from collections.abc import Iterator
from decimal import Decimal

from scicli.analysis.wording import (
    counted,
    in_edition,
    number_word,
    ordinal,
    place_words,
    readable,
)
from scicli.claims.claim import Claim
from scicli.claims.finding import Finding
from scicli.claims.places import no_better
from scicli.claims.subject import Subject
from scicli.claims.verdicts import Verdict
from scicli.files.categories import OVERALL
from scicli.index.editions import Label
from scicli.index.names import listed
from scicli.index.rank import gain

_BOTH = 2
_RISES_TOLD = 2
_HIDDEN_TOLD = 2
# The best rank of fewer editions than these is no record.
_HELD_TOLD = 3


def best_since(subject: Subject) -> Iterator[Finding]:
    """Yield since when it held no better rank, and how often it rose in a row."""
    rises = _rises(subject)
    run = f"after {number_word(rises)} rises in a row" if rises >= _RISES_TOLD else ""
    streak = Claim("streak_rise", subject.edition, city=subject.city, value=Decimal(rises))
    best = _longest_best(subject)
    if best is not None:
        claims = (*best.claims, streak) if run else best.claims
        yield Finding(f"{best.statement}{f', {run}' if run else ''}.", claims, best.basis)
    elif run:
        start = subject.earlier[-rises]
        yield Finding(
            f"{subject.city} has risen in {number_word(rises)} editions in a row since"
            f" {in_edition(start)}, to {place_words(subject.now.rank)}.",
            (streak,),
        )


def _rises(subject: Subject) -> int:
    """Return in how many editions in a row it certainly rose."""
    rises, after = 0, subject.now
    for edition in reversed(subject.earlier):
        before = subject.place(edition)
        if not (before.held and after.held) or not gain(before.rank, after.rank).up:
            break
        rises, after = rises + 1, before
    return rises


def _longest_best(subject: Subject) -> Finding | None:
    """Return since when it held no better rank, as a sentence without a full stop."""
    now = subject.now
    if not now.exact:
        return None
    places = {edition: subject.place(edition) for edition in subject.earlier}
    stretch: list[Label] = []
    for edition in reversed(subject.earlier):
        if no_better(places[edition], now) is not Verdict.SUPPORTED:
            break
        stretch.insert(0, edition)
    held = [edition for edition in stretch if places[edition].held]
    if not held:
        return None
    start = held[0]
    if len(stretch) == len(subject.earlier):
        many = len(stretch) + 1
        both = f"all {many}" if many > _BOTH else "both"
        start, since = stretch[0], f"in {both} editions so far"
    elif no_better(places[blocking := subject.earlier[-len(stretch) - 1]], now) is (
        Verdict.CONTRADICTED
    ):
        if len(held) < _HELD_TOLD:
            return None
        start, text = stretch[0], places[blocking].rank.text()
        since = f"since {in_edition(blocking)}, when it stood at {text}"
    else:
        count = counted(len(held) + 1, "edition", "editions")
        since = f"in the {count} held since {in_edition(start)}"
    equal = any(
        places[edition].exact and places[edition].rank.best == now.rank.best for edition in held
    )
    verb = "equals" if equal else "is"
    claim = Claim("best", subject.edition, city=subject.city, from_edition=start)
    return Finding(
        f"{ordinal(now.rank.best)} {verb} the best rank of {subject.city} {since}",
        (claim,),
        f"the editions {start} to {subject.edition}",
    )


def hidden(subject: Subject) -> Iterator[Finding]:
    """Yield the categories that moved against the overall rank since the edition before."""
    if not subject.earlier:
        return
    before = subject.earlier[-1]
    ranks = _exact_ranks(subject)
    gains = {
        category: ranks[before, category] - ranks[subject.edition, category]
        for category in subject.index.outline.categories
        if (before, category) in ranks and (subject.edition, category) in ranks
    }
    gain = gains.get(OVERALL, 0)
    against = {category: places for category, places in gains.items() if places * gain < 0}
    if len(against) < _HIDDEN_TOLD:
        return
    told = [
        f"{readable(key)} ({ordinal(ranks[before, key])} to {ordinal(ranks[subject.edition, key])})"
        for key in against
    ]
    yield Finding(
        f"Behind the overall {ordinal(ranks[subject.edition, OVERALL])} place of {subject.city}"
        f" {subject.where}, {listed(told, 'and')} stand {'lower' if gain > 0 else 'higher'} than in"
        f" {in_edition(before)}.",
        (
            subject.rank(OVERALL, ranks[subject.edition, OVERALL]),
            *(subject.gain(category, before, places) for category, places in against.items()),
        ),
    )


def _exact_ranks(subject: Subject) -> dict[tuple[Label, str], int]:
    """Return every rank of it that is one number, by edition and category."""
    own = subject.index.history(subject.city)
    exact = own[(own["rank"] == own["rank_max"]).fillna(value=False)]
    return {
        (edition, category): int(rank)
        for edition, category, rank in zip(
            exact["edition"], exact["category"], exact["rank"], strict=True
        )
    }
