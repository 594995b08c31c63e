"""What the figures say of a city."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from scicli.analysis.answer import Merit
from scicli.analysis.breakdown import breakdown
from scicli.analysis.judging.counts import region_rank
from scicli.analysis.judging.places import Place, gained, no_better, place
from scicli.analysis.judging.standings import held_rating
from scicli.analysis.judging.verdicts import Verdict
from scicli.analysis.moves import moves
from scicli.analysis.telling.finding import Finding
from scicli.analysis.telling.movers import movers_of
from scicli.analysis.wording import (
    counted,
    in_edition,
    number_word,
    ordinal,
    place_words,
    readable,
    with_article,
)
from scicli.index.editions import Label
from scicli.index.names import listed
from scicli.index.ranks import rating_text
from scicli.index.tables import Index
from scicli.index.texts import OVERALL
from scicli.intake.claims import Claim

_BOTH = 2
_RISES_TOLD = 2
_HIDDEN_TOLD = 2
# So many cities are named of those that were passed, or that passed.
_NAMED = 5


@dataclass(frozen=True, eq=False)
class Subject:
    """A city in an edition.

    Attributes:
        index: The ranking.
        city: The city.
        edition: The edition.
    """

    index: Index
    city: str
    edition: Label

    @cached_property
    def earlier(self) -> tuple[Label, ...]:
        """The editions before, the first edition first."""
        editions = self.index.outline.editions
        return editions[: editions.index(self.edition)]

    @cached_property
    def where(self) -> str:
        """The edition, to stand behind a verb."""
        return f"in {in_edition(self.edition)}"

    @cached_property
    def now(self) -> Place:
        """Where it can stand overall."""
        return self.place(self.edition)

    def place(self, edition: Label) -> Place:
        """Return where it can stand overall in an edition."""
        return place(self.index, edition, OVERALL, self.city)

    def rank(self, category: str, rank: int) -> Claim:
        """Return the claim that it holds a rank in the edition."""
        return Claim("rank", self.edition, city=self.city, category=category, value=Decimal(rank))

    def gain(self, category: str, since: Label, places: int) -> Claim:
        """Return the claim that it gained places since another edition."""
        return Claim(
            "gain",
            self.edition,
            city=self.city,
            category=category,
            from_edition=since,
            value=Decimal(places),
        )


def of_city(index: Index, city: str, edition: Label) -> Iterator[Finding]:
    """Yield what the figures say of a city in an edition, the strongest first."""
    subject = Subject(index, city, edition)
    yield from _standing(subject)
    yield from _best(subject)
    yield from _hidden(subject)
    yield from _passed(subject)
    yield from _within_areas(subject)
    yield from _merits(subject)
    yield from _rating(subject)


def _standing(subject: Subject) -> Iterator[Finding]:
    """Yield the rank, and how it has changed."""
    now, city = subject.now, subject.city
    text = now.words.partition(" in ")[0]
    where = f"{subject.where}{f' of the {subject.index.name}' if subject.index.name else ''}"
    if now.held and not now.exact and not text.endswith("+"):
        top = Claim("in_top", subject.edition, city=city, top=int(now.worst))
        yield Finding(f"{city} stands in the band {text} {where}.", (top,))
    if not now.exact:
        return
    ranked = subject.index.coverage(subject.edition, OVERALL).ranked
    shares = text.startswith("=")
    of = f" {'among' if shares else 'of'} {ranked} cities" if ranked else ""
    stands = f"shares {ordinal(now.best)} place" if shares else f"stands {ordinal(now.best)}"
    claims = [subject.rank(OVERALL, now.best)]
    since = ""
    before = subject.place(subject.earlier[-1]) if subject.earlier else None
    if before is not None and before.exact:
        gain = before.best - now.best
        claims.append(subject.gain(OVERALL, subject.earlier[-1], gain))
        direction = "up on" if gain > 0 else "down on"
        places = (
            f"{counted(abs(gain), 'place', 'places')} {direction}" if gain else "the same as in"
        )
        since = f", {places} {in_edition(subject.earlier[-1])}"
    yield Finding(f"{city} {stands}{of} {where}{since}.", tuple(claims))


def _best(subject: Subject) -> Iterator[Finding]:
    """Yield since when it held no better rank, and how often it rose in a row."""
    rises = _rises(subject)
    run = f"after {number_word(rises)} rises in a row" if rises >= _RISES_TOLD else ""
    streak = Claim("streak_rise", subject.edition, city=subject.city, value=Decimal(rises))
    best = _best_since(subject)
    if best is not None:
        claims = (*best.claims, streak) if run else best.claims
        yield Finding(f"{best.statement}{f', {run}' if run else ''}.", claims, best.basis)
    elif run:
        start = subject.earlier[-rises]
        yield Finding(
            f"{subject.city} has risen in {number_word(rises)} editions in a row since"
            f" {in_edition(start)}, to {place_words(subject.now.best, subject.now.worst)}.",
            (streak,),
        )


def _rises(subject: Subject) -> int:
    """Return in how many editions in a row it certainly rose."""
    rises, after = 0, subject.now
    for edition in reversed(subject.earlier):
        before = subject.place(edition)
        if not (before.held and after.held) or gained(before, after)[0] < 1:
            break
        rises, after = rises + 1, before
    return rises


def _best_since(subject: Subject) -> Finding | None:
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
        start, text = stretch[0], places[blocking].words.partition(" in ")[0]
        since = f"since {in_edition(blocking)}, when it stood at {text}"
    else:
        count = counted(len(held) + 1, "edition", "editions")
        since = f"in the {count} held since {in_edition(start)}"
    equal = any(places[edition].exact and places[edition].best == now.best for edition in held)
    verb = "equals" if equal else "is"
    claim = Claim("best", subject.edition, city=subject.city, from_edition=start)
    return Finding(
        f"{ordinal(now.best)} {verb} the best rank of {subject.city} {since}",
        (claim,),
        f"the editions {start} to {subject.edition}",
    )


def _hidden(subject: Subject) -> Iterator[Finding]:
    """Yield the categories that moved against the overall rank since an earlier edition."""
    ranks = _exact_ranks(subject)
    overall = ranks.get((subject.edition, OVERALL))
    found: list[tuple[Label, int, dict[str, int]]] = []
    for edition in subject.earlier:
        before = ranks.get((edition, OVERALL))
        if overall is None or before is None or before == overall:
            continue
        gains = {
            category: ranks[edition, category] - ranks[subject.edition, category]
            for category in subject.index.outline.categories
            if (edition, category) in ranks and (subject.edition, category) in ranks
        }
        against = {key: gain for key, gain in gains.items() if gain * (before - overall) < 0}
        found.append((edition, before - overall, against))
    most = max((len(against) for _, _, against in found), default=0)
    if overall is None or most < _HIDDEN_TOLD:
        return
    edition, gain, against = [one for one in found if len(one[2]) == most][-1]
    told = [
        f"{readable(key)} ({ordinal(ranks[edition, key])} to"
        f" {ordinal(ranks[subject.edition, key])})"
        for key in against
    ]
    yield Finding(
        f"Behind the overall {ordinal(overall)} place of {subject.city} {subject.where},"
        f" {listed(told, 'and')} stand {'lower' if gain > 0 else 'higher'} than in"
        f" {in_edition(edition)}.",
        tuple(subject.gain(category, edition, places) for category, places in against.items()),
    )


def _exact_ranks(subject: Subject) -> dict[tuple[Label, str], int]:
    """Return every rank of it that is one number, by edition and category."""
    figures = subject.index.figures
    own = figures[figures["city"] == subject.city]
    exact = own[(own["rank"] == own["rank_max"]).fillna(value=False)]
    return {
        (edition, category): int(rank)
        for edition, category, rank in zip(
            exact["edition"], exact["category"], exact["rank"], strict=True
        )
    }


def _passed(subject: Subject) -> Iterator[Finding]:
    """Yield whom it overtook since the edition before, and who overtook it."""
    if not subject.earlier:
        return
    before = subject.earlier[-1]
    movers = movers_of(moves(subject.index, before, subject.edition, OVERALL))
    own = next((one for one in movers if one.city == subject.city), None)
    if own is None:
        return
    basis = f"the {counted(len(movers) - 1, 'other city', 'other cities')} held in both editions"
    overtook = [one.city for one in movers if own.overtook(one)]
    overtaken = [one.city for one in movers if one.overtook(own)]
    for others, verb in ((overtook, "overtook"), (overtaken, "was overtaken by")):
        named = others[:_NAMED]
        pairs = [
            (subject.city, one) if others is overtook else (one, subject.city) for one in others
        ]
        if others:
            many = f"{len(others)} cities {subject.where}, among them {listed(named, 'and')}"
            few = f"{listed(named, 'and')} {subject.where}"
            yield Finding(
                f"{subject.city} {verb} {many if len(others) > _NAMED else few}.",
                tuple(
                    Claim("overtook", subject.edition, city=one, other=other, from_edition=before)
                    for one, other in pairs
                ),
                basis,
            )


def _within_areas(subject: Subject) -> Iterator[Finding]:
    """Yield its place in its country and its region, where they are certain."""
    known = subject.index.outline.cities[subject.city]
    table = subject.index.table(subject.edition, OVERALL)
    held = table[table["rank"].notna()]
    told: list[str] = []
    claims: list[Claim] = []
    for column, area in (("country", known.country), ("region", known.region)):
        inside = held[held[column] == area]
        value = int((inside["rank_max"] < subject.now.best).fillna(value=False).sum()) + 1
        claim = Claim(
            "region_rank",
            subject.edition,
            city=subject.city,
            country=area if column == "country" else "",
            region=area if column == "region" else "",
            value=Decimal(value),
        )
        if len(inside) > 1 and region_rank(subject.index, claim).verdict is Verdict.SUPPORTED:
            level = (inside["rank_max"] == subject.now.best) & (inside["rank"] == subject.now.best)
            joint = "joint " if level.fillna(value=False).sum() > 1 else ""
            told.append(f"{joint}{ordinal(value)} in {with_article(area)}")
            claims.append(claim)
    if claims:
        yield Finding(f"{subject.city} is {listed(told, 'and')} {subject.where}.", tuple(claims))


def _merits(subject: Subject) -> Iterator[Finding]:
    """Yield in which categories it is strong, and in which weak."""
    frame = breakdown(subject.index, subject.city, edition=subject.edition).frame
    exact = frame[(frame["rank"] == frame["rank_max"]).fillna(value=False)]
    for merit, word in ((Merit.STRENGTH, "strong"), (Merit.WEAKNESS, "weak")):
        marked = exact[(exact["mark"] == merit.value).fillna(value=False)]
        ranks = dict(zip(marked["category"], map(int, marked["rank"]), strict=True))
        if ranks:
            told = [f"{readable(key)} ({ordinal(rank)})" for key, rank in ranks.items()]
            overall = subject.now.best if subject.now.exact else None
            if overall is not None and min(ranks.values()) <= overall <= max(ranks.values()):
                overall = None
            against = "" if overall is None else f", against {ordinal(overall)} overall"
            yield Finding(
                f"{subject.city} is {word} in {listed(told, 'and')} {subject.where}{against}.",
                (
                    *(subject.rank(category, rank) for category, rank in ranks.items()),
                    *([] if overall is None else [subject.rank(OVERALL, overall)]),
                ),
            )


def _rating(subject: Subject) -> Iterator[Finding]:
    """Yield its rating, and how it has changed."""
    claim = Claim("rating", subject.edition, city=subject.city)
    held = held_rating(subject.index, subject.edition, claim)
    if held is None:
        return
    claims = [Claim("rating", subject.edition, city=subject.city, value=held)]
    since = ""
    before = subject.earlier[-1] if subject.earlier else None
    earlier = None if before is None else held_rating(subject.index, before, claim)
    if before is not None and earlier is not None:
        change = held - earlier
        claims.append(
            Claim(
                "rating_gain",
                subject.edition,
                city=subject.city,
                from_edition=before,
                value=change,
            )
        )
        by = f"{rating_text(float(abs(change)))} {'more' if change > 0 else 'less'} than"
        since = f", {by if change else 'the same as'} in {in_edition(before)}"
    yield Finding(
        f"{subject.city} is rated {rating_text(float(held))} {subject.where}{since}.",
        tuple(claims),
    )
