"""What the figures say of a city in an edition."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import pairwise, takewhile

import pandas as pd

from scicli.analysis.answer import Strength
from scicli.analysis.breakdown import APART, TOP, breakdown
from scicli.analysis.scope import Move, Moves, moves
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
from scicli.claims.standings import PossibleRank, held_rating, possible_rank
from scicli.files.schema import OVERALL
from scicli.files.text import EXACT_DIGITS
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.names import listed
from scicli.index.rank import Mark, gain
from scicli.index.rating import rating_text

_FEWEST_RISES = 2
_FEWEST_CATEGORIES = 2
# The best rank of fewer editions is no record.
_FEWEST_EDITIONS = 3
_MOST_NAMES = 5


@dataclass(frozen=True, eq=False)
class CityInEdition:
    """A city in an edition."""

    index: Index
    city: str
    edition: Label

    @cached_property
    def ranks(self) -> dict[Label, PossibleRank]:
        """Where the city can stand overall in each edition up to this one."""
        editions = self.index.catalog.between(None, self.edition)
        return {edition: possible_rank(self.index, edition, self.city) for edition in editions}

    @property
    def earlier(self) -> list[Label]:
        """The editions before, the first edition first."""
        return list(self.ranks)[:-1]

    @property
    def now(self) -> PossibleRank:
        """Where the city can stand overall in the edition."""
        return self.ranks[self.edition]

    @property
    def before(self) -> Label | None:
        """The edition before, if there is one."""
        return self.index.catalog.before(self.edition)

    @cached_property
    def categories(self) -> pd.DataFrame:
        """A row for each category, with its rank, the places gained, and its mark."""
        return breakdown(self.index, self.city, edition=self.edition).frame

    @property
    def where(self) -> str:
        """The edition in words that follow a verb."""
        return f"in {in_edition(self.edition)}"

    def claim(
        self, kind: str, value: Decimal | int, category: str = OVERALL, since: Label | None = None
    ) -> Claim:
        """Return a claim that states a value of the city in the edition."""
        claim = Claim(kind, self.edition, city=self.city, value=Decimal(value))
        return replace(claim, category=category, from_edition=since)


def of_city(index: Index, city: str, edition: Label) -> Iterator[Finding]:
    """Yield what the figures say of a city in an edition, the strongest first."""
    subject = CityInEdition(index, city, edition)
    for findings in (
        _rank, _best_rank, _hidden_moves, _overtakes, _ranks_in_areas, _strengths, _rating,
    ):  # fmt: skip
        yield from findings(subject)


def _rank(subject: CityInEdition) -> Iterator[Finding]:
    """Yield the rank and its change."""
    now, city, before = subject.now, subject.city, subject.before
    where = subject.where + (f" of the {subject.index.name}" if subject.index.name else "")
    if now.held and not now.exact and now.rank.mark is not Mark.OPEN:
        top = Claim("in_top", subject.edition, city=city, top=int(now.rank.worst))
        yield Finding(f"{city} stands in the band {now.rank.text()} {where}", (top,))
    if not now.exact:
        return
    shared = now.rank.mark is Mark.TIED
    place = ordinal(now.rank.best)
    stands = f"shares {place} place" if shared else f"stands {place}"
    ranked = subject.index.coverage(subject.edition, OVERALL).ranked
    of = f" {'among' if shared else 'of'} {ranked} {subject.index.nouns[1]}" if ranked else ""
    claims = [subject.claim("rank", now.rank.best)]
    since = ""
    if before is not None and subject.ranks[before].exact:
        gained = subject.ranks[before].rank.best - now.rank.best
        claims.append(subject.claim("gain", gained, since=before))
        since = f", {gained_words(gained, before)}"
    yield Finding(f"{city} {stands}{of} {where}{since}", tuple(claims))


def _best_rank(subject: CityInEdition) -> Iterator[Finding]:
    """Yield since when the city held no better rank, and how often it rose in a row."""
    rises = _rises(subject)
    streak = [subject.claim("streak_rise", rises)] if rises >= _FEWEST_RISES else []
    now = subject.now
    start, since = _best_since(subject)
    if since:
        stood = [subject.ranks[one] for one in subject.earlier[subject.earlier.index(start) :]]
        level = any(one.exact and one.rank.best == now.rank.best for one in stood)
        run = f", after {number_word(rises)} rises in a row" if streak else ""
        yield Finding(
            f"{ordinal(now.rank.best)} {'equals' if level else 'is'} the best rank of"
            f" {subject.city} {since}{run}",
            (Claim("best", subject.edition, city=subject.city, from_edition=start), *streak),
            f"the editions {start} to {subject.edition}",
        )
    elif streak:
        yield Finding(
            f"{subject.city} has risen in {number_word(rises)} editions in a row since"
            f" {in_edition(subject.earlier[-rises])}, to {place_words(now.rank)}",
            tuple(streak),
        )


def _rises(subject: CityInEdition) -> int:
    """Return in how many editions in a row the city certainly rose."""
    steps = pairwise(reversed(subject.ranks.values()))
    rose = (a.held and b.held and gain(b.rank, a.rank).up for a, b in steps)
    return sum(takewhile(bool, rose))


def _best_since(subject: CityInEdition) -> tuple[Label, str]:
    """Return the edition since which the city held no better rank, and the words for it.

    The words are empty if no such edition is worth a sentence.
    """
    ranks, now, earlier = subject.ranks, subject.now, subject.earlier
    no_better = [ranks[edition].better(now).opposite for edition in earlier]
    run = len(list(takewhile(lambda one: one is Verdict.SUPPORTED, reversed(no_better))))
    first = len(earlier) - run
    held = [edition for edition in earlier[first:] if ranks[edition].held]
    if not (now.exact and held):
        return subject.edition, ""
    if first == 0:
        editions = "both editions" if run == 1 else f"all {run + 1} editions"
        return earlier[0], f"in {editions} so far"
    better = earlier[first - 1]
    if no_better[first - 1] is Verdict.UNKNOWN:
        count = counted(len(held) + 1, "edition", "editions")
        return held[0], f"in the {count} held since {in_edition(held[0])}"
    if len(held) < _FEWEST_EDITIONS:
        return subject.edition, ""
    text = ranks[better].rank.text()
    return earlier[first], f"since {in_edition(better)}, when it stood at {text}"


def _hidden_moves(subject: CityInEdition) -> Iterator[Finding]:
    """Yield the categories that moved against the overall rank since the edition before."""
    frame, before = subject.categories, subject.before
    both = (frame["rank"] == frame["rank_max"]) & (
        frame["previous_rank"] == frame["previous_rank_max"]
    )
    moved = frame[both.fillna(value=False)].set_index("category")
    overall = int(moved["gain"].get(OVERALL, 0))
    against = moved[moved["gain"] * overall < 0]
    if before is None or len(against) < _FEWEST_CATEGORIES:
        return
    place = int(moved["rank"][OVERALL])
    changes: list[str] = []
    gains: list[Claim] = []
    columns = against[["previous_rank", "rank", "gain"]].astype("int64")
    for category, old, new, gained in columns.itertuples():
        changes.append(f"{readable(category)} ({ordinal(old)} to {ordinal(new)})")
        gains.append(subject.claim("gain", gained, category=category, since=before))
    yield Finding(
        f"Behind the overall {ordinal(place)} place of {subject.city} {subject.where},"
        f" {listed(changes, 'and')} stand {'lower' if overall > 0 else 'higher'} than in"
        f" {in_edition(before)}",
        (subject.claim("rank", place), *gains),
    )


def _overtakes(subject: CityInEdition) -> Iterator[Finding]:
    """Yield whom the city overtook since the edition before, and who overtook it."""
    before = subject.before
    if before is None:
        return
    moved = moves(subject.index, before, subject.edition, OVERALL)
    movers = moved.each()
    own = next((one for one in movers if one.city == subject.city), None)
    if own is None:
        return
    noun, nouns = subject.index.nouns
    others = counted(len(movers) - 1, f"other {noun}", f"other {nouns}")
    basis = f"the {others} held in both editions"
    for verb, pairs in (
        ("overtook", [(own, one) for one in movers if own.overtook(one)]),
        ("was overtaken by", [(one, own) for one in movers if one.overtook(own)]),
    ):
        passed = [one.city for pair in pairs for one in pair if one is not own]
        if passed:
            names = listed(passed[:_MOST_NAMES], "and")
            many = f"{len(passed)} {nouns} {subject.where}, among them {names}"
            whom = many if len(passed) > _MOST_NAMES else f"{names} {subject.where}"
            claims = tuple(overtook_claim(moved, *pair) for pair in pairs)
            yield Finding(f"{own.city} {verb} {whom}", claims, basis)


def overtook_claim(moved: Moves, one: Move, other: Move) -> Claim:
    """Return the claim that one city overtook another between two tables."""
    return Claim("overtook", moved.end, city=one.city, other=other.city, from_edition=moved.start)


def _ranks_in_areas(subject: CityInEdition) -> Iterator[Finding]:
    """Yield the place of the city in its country and in its region, if they are certain."""
    home = subject.index.catalog.cities[subject.city]
    table = subject.index.table(subject.edition, OVERALL)
    held = table[table["rank"].notna()]
    places: list[str] = []
    claims: list[Claim] = []
    for column, area in (("country", home.country), ("region", home.region)):
        inside = held[held[column] == area]
        ranks = rank.column(inside, "rank")
        value = int(rank.ahead(ranks, subject.now.rank).sum()) + 1
        claim = subject.claim("region_rank", value)
        claim = replace(claim, region=area) if column == "region" else replace(claim, country=area)
        if len(inside) > 1 and region_rank(subject.index, claim).verdict is Verdict.SUPPORTED:
            level = (ranks.exact & (ranks.best == subject.now.rank.best)).sum()
            joint = "joint " if level > 1 else ""
            places.append(f"{joint}{ordinal(value)} in {with_article(area)}")
            claims.append(claim)
    if claims:
        yield Finding(f"{subject.city} is {listed(places, 'and')} {subject.where}", tuple(claims))


def _strengths(subject: CityInEdition) -> Iterator[Finding]:
    """Yield the categories in which the city is among the first or stands apart from overall."""
    frame = subject.categories
    exact = (frame["rank"] == frame["rank_max"]).fillna(value=False)
    marked = frame[exact & frame["mark"].notna()]
    apart = marked["against_overall"].fillna(0)
    strong = (marked["mark"] == Strength.STRENGTH.value) & (apart >= APART)
    weak = (marked["mark"] == Strength.WEAKNESS.value) & (apart <= -APART)
    top = (marked["rank"] <= TOP) & ~strong & ~weak
    against = f", against {ordinal(subject.now.rank.best)} overall"
    for chosen, verb, beside in (
        (top, f"stands in the top {TOP} of", ""),
        (strong, "is strong in", against),
        (weak, "is weak in", against),
    ):
        rows = marked[chosen]
        ranks = dict(zip(rows["category"], rows["rank"].astype("int64").tolist(), strict=True))
        words = [f"{readable(category)} ({ordinal(place)})" for category, place in ranks.items()]
        claims = [subject.claim("rank", place, category=one) for one, place in ranks.items()]
        if beside:
            claims.append(subject.claim("rank", subject.now.rank.best))
        if ranks:
            yield Finding(
                f"{subject.city} {verb} {listed(words, 'and')} {subject.where}{beside}",
                tuple(claims),
            )


def _rating(subject: CityInEdition) -> Iterator[Finding]:
    """Yield the rating and its change."""
    now = held_rating(subject.index, subject.edition, subject.city)
    if now is None:
        return
    claims = [subject.claim("rating", now)]
    since = ""
    before = subject.before
    old = None if before is None else held_rating(subject.index, before, subject.city)
    change = None if old is None else now - old
    if before is not None and change is not None and len(change.as_tuple().digits) <= EXACT_DIGITS:
        claims.append(subject.claim("rating_gain", change, since=before))
        by = f"{rating_text(float(abs(change)))} {'more' if change > 0 else 'less'} than"
        since = f", {by if change else 'the same as'} in {in_edition(before)}"
    yield Finding(
        f"{subject.city} is rated {rating_text(float(now))} {subject.where}{since}",
        tuple(claims),
    )
