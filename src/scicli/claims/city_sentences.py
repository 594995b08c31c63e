"""What the figures say of a city."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, partial

import pandas as pd

from scicli.analysis.answer import Strength
from scicli.analysis.breakdown import APART, TOP, breakdown
from scicli.analysis.scope import moves
from scicli.analysis.wording import (
    counted,
    gained_words,
    in_edition,
    number_word,
    ordinal,
    place_words,
    readable,
    with_article,
)
from scicli.claims.claim import Claim, Finding, Verdict
from scicli.claims.counts import region_rank
from scicli.claims.places import Standing, no_better, standing
from scicli.claims.standings import held_rating
from scicli.files.schema import OVERALL
from scicli.files.text import EXACT_DIGITS
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.names import listed
from scicli.index.rank import Mark, gain
from scicli.index.rating import rating_text


@dataclass(frozen=True, eq=False)
class CityInEdition:
    """A city in an edition."""

    index: Index
    city: str
    edition: Label

    @cached_property
    def earlier(self) -> tuple[Label, ...]:
        """The editions before, the first edition first."""
        editions = self.index.catalog.editions
        return editions[: editions.index(self.edition)]

    @cached_property
    def where(self) -> str:
        """The edition, to stand behind a verb."""
        return f"in {in_edition(self.edition)}"

    @cached_property
    def now(self) -> Standing:
        """Where it can stand overall."""
        return self.place(self.edition)

    def place(self, edition: Label) -> Standing:
        """Return where it can stand overall in an edition."""
        return standing(self.index, edition, OVERALL, self.city)

    @property
    def claim(self) -> partial[Claim]:
        """What makes a claim about the city in the edition."""
        return partial(Claim, to_edition=self.edition, city=self.city)

    def rank(self, category: str, rank: int) -> Claim:
        """Return the claim that it holds a rank in the edition."""
        return self.claim("rank", category=category, value=Decimal(rank))

    def gain(self, category: str, since: Label, places: int) -> Claim:
        """Return the claim that it gained places since another edition."""
        return self.claim("gain", category=category, from_edition=since, value=Decimal(places))


_BOTH = 2
_RISES_TOLD = 2
_HIDDEN_TOLD = 2
# The best rank of fewer editions than these is no record.
_HELD_TOLD = 3


def best_since(subject: CityInEdition) -> Iterator[Finding]:
    """Yield since when it held no better rank, and how often it rose in a row."""
    rises = _rises(subject)
    run = f"after {number_word(rises)} rises in a row" if rises >= _RISES_TOLD else ""
    streak = subject.claim("streak_rise", value=Decimal(rises))
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


def _rises(subject: CityInEdition) -> int:
    """Return in how many editions in a row it certainly rose."""
    rises, after = 0, subject.now
    for edition in reversed(subject.earlier):
        before = subject.place(edition)
        if not (before.held and after.held) or not gain(before.rank, after.rank).up:
            break
        rises, after = rises + 1, before
    return rises


def _longest_best(subject: CityInEdition) -> Finding | None:
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
    claim = subject.claim("best", from_edition=start)
    return Finding(
        f"{ordinal(now.rank.best)} {verb} the best rank of {subject.city} {since}",
        (claim,),
        f"the editions {start} to {subject.edition}",
    )


def hidden(subject: CityInEdition) -> Iterator[Finding]:
    """Yield the categories that moved against the overall rank since the edition before."""
    if not subject.earlier:
        return
    before = subject.earlier[-1]
    ranks = _exact_ranks(subject)
    gains = {
        category: ranks[before, category] - ranks[subject.edition, category]
        for category in subject.index.catalog.categories
        if (before, category) in ranks and (subject.edition, category) in ranks
    }
    gain = gains.get(OVERALL, 0)
    against = {category: places for category, places in gains.items() if places * gain < 0}
    if len(against) < _HIDDEN_TOLD:
        return
    phrases = [
        f"{readable(key)} ({ordinal(ranks[before, key])} to {ordinal(ranks[subject.edition, key])})"
        for key in against
    ]
    yield Finding(
        f"Behind the overall {ordinal(ranks[subject.edition, OVERALL])} place of {subject.city}"
        f" {subject.where}, {listed(phrases, 'and')} stand {'lower' if gain > 0 else 'higher'}"
        f" than in {in_edition(before)}.",
        (
            subject.rank(OVERALL, ranks[subject.edition, OVERALL]),
            *(subject.gain(category, before, places) for category, places in against.items()),
        ),
    )


def _exact_ranks(subject: CityInEdition) -> dict[tuple[Label, str], int]:
    """Return every rank of it that is one number, by edition and category."""
    own = subject.index.history(subject.city)
    exact = own[(own["rank"] == own["rank_max"]).fillna(value=False)]
    return {
        (edition, category): int(rank)
        for edition, category, rank in zip(
            exact["edition"], exact["category"], exact["rank"], strict=True
        )
    }


# At most so many cities are named in a sentence on overtaking.
_NAMED = 5


def of_city(index: Index, city: str, edition: Label) -> Iterator[Finding]:
    """Yield what the figures say of a city in an edition, the strongest first."""
    subject = CityInEdition(index, city, edition)
    yield from _standing(subject)
    yield from best_since(subject)
    yield from hidden(subject)
    yield from _overtakes(subject)
    yield from _within_areas(subject)
    yield from _strengths(subject)
    yield from _rating(subject)


def _standing(subject: CityInEdition) -> Iterator[Finding]:
    """Yield the rank, and how it has changed."""
    now, city = subject.now, subject.city
    where = f"{subject.where}{f' of the {subject.index.name}' if subject.index.name else ''}"
    if now.held and not now.exact and now.rank.mark is not Mark.OPEN:
        top = Claim("in_top", subject.edition, city=city, top=int(now.rank.worst))
        yield Finding(f"{city} stands in the band {now.rank.text()} {where}.", (top,))
    if not now.exact:
        return
    ranked = subject.index.coverage(subject.edition, OVERALL).ranked
    shares = now.rank.mark is Mark.TIED
    of = f" {'among' if shares else 'of'} {ranked} cities" if ranked else ""
    stands = (
        f"shares {ordinal(now.rank.best)} place" if shares else f"stands {ordinal(now.rank.best)}"
    )
    claims = [subject.rank(OVERALL, now.rank.best)]
    since = ""
    before = subject.place(subject.earlier[-1]) if subject.earlier else None
    if before is not None and before.exact:
        gain = before.rank.best - now.rank.best
        claims.append(subject.gain(OVERALL, subject.earlier[-1], gain))
        since = f", {gained_words(gain, subject.earlier[-1])}"
    yield Finding(f"{city} {stands}{of} {where}{since}.", tuple(claims))


def _overtakes(subject: CityInEdition) -> Iterator[Finding]:
    """Yield whom it overtook since the edition before, and who overtook it."""
    if not subject.earlier:
        return
    before = subject.earlier[-1]
    movers = moves(subject.index, before, subject.edition, OVERALL).each()
    own = next((one for one in movers if one.city == subject.city), None)
    if own is None:
        return
    basis = f"the {counted(len(movers) - 1, 'other city', 'other cities')} held in both editions"
    overtook = [(own, one) for one in movers if own.overtook(one)]
    overtaken = [(one, own) for one in movers if one.overtook(own)]
    for pairs, verb in ((overtook, "overtook"), (overtaken, "was overtaken by")):
        others = [one.city for pair in pairs for one in pair if one is not own]
        first = others[:_NAMED]
        if others:
            many = f"{len(others)} cities {subject.where}, among them {listed(first, 'and')}"
            few = f"{listed(first, 'and')} {subject.where}"
            yield Finding(
                f"{subject.city} {verb} {many if len(others) > _NAMED else few}.",
                tuple(
                    Claim(
                        "overtook",
                        subject.edition,
                        city=one.city,
                        other=other.city,
                        from_edition=before,
                    )
                    for one, other in pairs
                ),
                basis,
            )


def _within_areas(subject: CityInEdition) -> Iterator[Finding]:
    """Yield its place in its country and its region, where they are certain."""
    known = subject.index.catalog.cities[subject.city]
    table = subject.index.table(subject.edition, OVERALL)
    held = table[table["rank"].notna()]
    phrases: list[str] = []
    claims: list[Claim] = []
    for column, area in (("country", known.country), ("region", known.region)):
        inside = held[held[column] == area]
        ranks = rank.column(inside, "rank")
        value = int(rank.ahead(ranks, subject.now.rank).sum()) + 1
        claim = subject.claim(
            "region_rank",
            country=area if column == "country" else "",
            region=area if column == "region" else "",
            value=Decimal(value),
        )
        if len(inside) > 1 and region_rank(subject.index, claim).verdict is Verdict.SUPPORTED:
            joint = (
                "joint " if (ranks.exact & (ranks.best == subject.now.rank.best)).sum() > 1 else ""
            )
            phrases.append(f"{joint}{ordinal(value)} in {with_article(area)}")
            claims.append(claim)
    if claims:
        yield Finding(f"{subject.city} is {listed(phrases, 'and')} {subject.where}.", tuple(claims))


def _strengths(subject: CityInEdition) -> Iterator[Finding]:
    """Yield where it is among the first, and in which categories it stands apart from overall."""
    frame = breakdown(subject.index, subject.city, edition=subject.edition).frame
    ranked = frame[(frame["rank"] == frame["rank_max"]).fillna(value=False)]
    marked = ranked[ranked["mark"].notna()].set_index("category")
    apart = marked["against_overall"].fillna(0)
    strong = (marked["mark"] == Strength.STRENGTH.value) & (apart >= APART)
    weak = (marked["mark"] == Strength.WEAKNESS.value) & (apart <= -APART)
    top = (marked["rank"] <= TOP) & ~strong & ~weak
    for chosen, verb in ((top, f"stands in the top {TOP} of"), (strong, "is strong in")):
        yield from _in_categories(subject, marked["rank"][chosen], verb, beside=chosen is strong)
    yield from _in_categories(subject, marked["rank"][weak], "is weak in", beside=True)


def _in_categories(
    subject: CityInEdition, ranks: pd.Series, verb: str, *, beside: bool
) -> Iterator[Finding]:
    """Yield the categories of which something is said, with the overall rank beside them."""
    if ranks.empty:
        return
    places = {str(category): int(rank) for category, rank in ranks.items()}
    phrases = [f"{readable(category)} ({ordinal(place)})" for category, place in places.items()]
    claims = [subject.rank(category, place) for category, place in places.items()]
    against = ""
    if beside:
        against = f", against {ordinal(subject.now.rank.best)} overall"
        claims.append(subject.rank(OVERALL, subject.now.rank.best))
    yield Finding(
        f"{subject.city} {verb} {listed(phrases, 'and')} {subject.where}{against}.", tuple(claims)
    )


def _rating(subject: CityInEdition) -> Iterator[Finding]:
    """Yield its rating, and how it has changed."""
    claim = subject.claim("rating")
    held = held_rating(subject.index, subject.edition, claim)
    if held is None:
        return
    claims = [subject.claim("rating", value=held)]
    since = ""
    before = subject.earlier[-1] if subject.earlier else None
    earlier = None if before is None else held_rating(subject.index, before, claim)
    change = None if earlier is None else held - earlier
    if before is not None and change is not None and len(change.as_tuple().digits) <= EXACT_DIGITS:
        claims.append(subject.claim("rating_gain", from_edition=before, value=change))
        by = f"{rating_text(float(abs(change)))} {'more' if change > 0 else 'less'} than"
        since = f", {by if change else 'the same as'} in {in_edition(before)}"
    yield Finding(
        f"{subject.city} is rated {rating_text(float(held))} {subject.where}{since}.",
        tuple(claims),
    )
