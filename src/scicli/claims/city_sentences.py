"""What the figures say of a city in an edition, good news and bad by the same rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import pairwise, takewhile

import pandas as pd

from scicli.analysis.answer import Answer, Strength
from scicli.analysis.breakdown import APART, TOP, breakdown
from scicli.analysis.direction import DOWN, UP, Direction
from scicli.analysis.place_within import Within, home_places
from scicli.analysis.wording import counted
from scicli.claims import english
from scicli.claims.claim import Claim, Finding
from scicli.claims.lead_sentences import of_leader
from scicli.claims.record_sentences import new_records
from scicli.claims.standings import PossibleRank, held_rating, moves_between, possible_rank
from scicli.claims.verdict import Verdict
from scicli.files.schema import OVERALL
from scicli.files.text import EXACT_DIGITS
from scicli.index import rank
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.rank import NO_END, UNKNOWN, Mark, Rank, gain
from scicli.index.rating import rating_text

_TOPS = (3, 10, 20)
_FEWEST_STEPS = 2  # of a streak
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
    def by_category(self) -> Answer:
        """The answer of `breakdown`: its rank in each category, the places gained, and its mark."""
        return breakdown(self.index, self.city, edition=self.edition)

    def claim(
        self, kind: str, value: Decimal | int, category: str = OVERALL, since: Label | None = None
    ) -> Claim:
        """Return a claim that states a value of the city in the edition."""
        claim = Claim(kind, self.edition, city=self.city, value=Decimal(value))
        return replace(claim, category=category, from_edition=since)


@lru_cache(maxsize=4)
def city_in_edition(index: Index, city: str, edition: Label) -> CityInEdition:
    """Return a city in an edition, which its brief and its findings share."""
    return CityInEdition(index, city, edition)


def of_city(index: Index, city: str, edition: Label) -> Iterator[Finding]:
    """Yield what the figures say of a city in an edition, the strongest first.

    Where it stands comes first, then the lead, its records, its streaks, the records of all that it
    holds, the top, its categories, what moved against it, whom it overtook and by whom it was
    overtaken, its place at home, and its rating.
    """
    subject = city_in_edition(index, city, edition)
    if not subject.now.held:
        yield from _last_known(subject)
    for findings in (
        _rank, _lead, _records, _streaks, _held_records, _tops, _categories, _against, _overtakes,
        _ranks_in_areas, _rating,
    ):  # fmt: skip
        yield from findings(subject)


def rank_claims(city: str, ranks: Mapping[Label, Rank], category: str = OVERALL) -> list[Claim]:
    """Return the claims that a city held some ranks, which are single places."""
    return [
        Claim("rank", edition, city=city, category=category, value=Decimal(int(one.best)))
        for edition, one in ranks.items()
    ]


def path_claims(city: str, span: tuple[Label, Label], path: english.Path,
                category: str = OVERALL) -> list[Claim]:  # fmt: skip
    """Return the claims about two ranks, if both are single places."""
    if not all(one.exact for one in path):
        return []
    return rank_claims(city, dict(zip(span, path, strict=True)), category)


def _last_known(subject: CityInEdition) -> Iterator[Finding]:
    """Yield where the city was last known."""
    held = [edition for edition, one in subject.ranks.items() if one.held]
    if not held:
        return
    known, then = held[-1], subject.ranks[held[-1]].rank
    if then.exact:
        claims = rank_claims(subject.city, {known: then})
    elif then.worst < NO_END:
        claims = [Claim("in_top", known, city=subject.city, top=int(then.worst))]
    else:
        return
    size, size_claims = _size(subject.index, known)
    words = english.last_known(subject.city, then, known, size)
    yield Finding(words, (*claims, *size_claims))


def _size(index: Index, edition: Label) -> tuple[tuple[int, str] | None, list[Claim]]:
    """Return how many an edition ranks, with their noun, and the claim of it, if it is known."""
    ranked = index.coverage(edition, OVERALL).ranked
    if not ranked:
        return None, []
    claim = Claim("table_size", edition, value=Decimal(ranked))
    return (ranked, index.nouns[ranked != 1]), [claim]


def _lead(subject: CityInEdition) -> Iterator[Finding]:
    """Yield that the city leads, took the lead, or lost it."""
    yield from of_leader(subject.index, subject.city, subject.edition)


def _rank(subject: CityInEdition) -> Iterator[Finding]:
    """Yield the rank and its change, or what is certain of them."""
    now, city, before, edition = subject.now, subject.city, subject.before, subject.edition
    then = None if before is None else subject.ranks[before]
    moved = gain(then.rank, now.rank) if then is not None and then.held and now.held else None
    if now.exact:
        size, size_claims = _size(subject.index, edition)
        claims = [*rank_claims(city, {edition: now.rank}), *size_claims]
        since = None
        if before is not None and then is not None and then.exact:
            gained = int(then.rank.best - now.rank.best)
            claims.append(subject.claim("gain", gained, since=before))
            since = (gained, before)
        yield Finding(english.standing(city, now.rank, edition, size, since), tuple(claims))
    elif now.held and now.rank.mark is not Mark.OPEN:
        top = int(now.rank.worst)
        if top == subject.index.coverage(edition, OVERALL).ranked:
            return  # The whole table is no top.
        yield Finding(
            english.in_top(city, top, edition), (Claim("in_top", edition, city=city, top=top),)
        )
    if before is None or then is None or moved is None or (then.exact and now.exact):
        return
    if moved.up or moved.down:
        least = int(moved.least if moved.up else moved.lost.least)
        kind = "rose_at_least" if moved.up else "fell_at_least"
        claims = [subject.claim(kind, least, since=before)]
        claims += rank_claims(city, {edition: now.rank}) if now.exact else []
        words = english.moved_at_least(city, moved, (before, edition), now.rank)
        yield Finding(words, tuple(claims))


def _records(subject: CityInEdition) -> Iterator[Finding]:
    """Yield whether the rank is the best, or the worst, of all editions or since one of them."""
    if not subject.now.exact:
        return
    for kind, direction in (("best", UP), ("worst", DOWN)):
        yield from _record(subject, kind, direction)


def _record(subject: CityInEdition, kind: str, direction: Direction) -> Iterator[Finding]:
    ranks, now, earlier, city = subject.ranks, subject.now, subject.earlier, subject.city
    beyond = [
        (ranks[one].better(now) if direction is UP else ranks[one].worse(now)).opposite
        for one in earlier
    ]
    run = len(list(takewhile(lambda one: one is Verdict.SUPPORTED, reversed(beyond))))
    first = len(earlier) - run
    stood = [ranks[one] for one in earlier[first:] if ranks[one].held]
    level = [one for one in stood if one.exact and one.rank.best == now.rank.best]
    if not stood or len(level) == len(stood):
        return  # A rank that never changed is no record.
    claims = rank_claims(city, {subject.edition: now.rank})
    if first == 0 and run + 1 < _FEWEST_EDITIONS:
        return  # The sentence already says which of the two is better.
    if first == 0:
        start, is_whole = earlier[0], subject.index.catalog.is_from_the_first
        where = english.SO_FAR if is_whole else english.from_on(start)
    elif beyond[first - 1] is Verdict.CONTRADICTED:
        if len(stood) < _FEWEST_EDITIONS:
            return
        other = ranks[earlier[first - 1]].rank
        where, start = english.since(earlier[first - 1], other), earlier[first]
        if other.exact:
            claims += rank_claims(city, {earlier[first - 1]: other})
    else:
        # The editions before the first that is held prove nothing.
        start = next(one for one in earlier[first:] if ranks[one].held)
        count = len(earlier) - earlier.index(start) + 1
        if count < _FEWEST_EDITIONS:
            return
        where = english.from_on(start)
    claims.append(Claim(kind, subject.edition, city=city, from_edition=start))
    place = int(now.rank.best)
    words = english.record(city, place, subject.edition, kind, where, equals=bool(level))
    yield Finding(words, tuple(claims), f"the editions {start} to {subject.edition}")


def _streaks(subject: CityInEdition) -> Iterator[Finding]:
    """Yield in how many editions in a row the city certainly rose, or fell."""
    ranks = list(subject.ranks.items())
    for kind, verb, direction in (("streak_rise", "risen", UP), ("streak_fall", "fallen", DOWN)):
        steps = pairwise(reversed(ranks))
        moved = (
            a.held and b.held and direction.places(gain(b.rank, a.rank)).least >= 1
            for (_, a), (_, b) in steps
        )
        count = sum(takewhile(bool, moved))
        if count < _FEWEST_STEPS:
            continue
        run = ranks[-count - 1 :]
        span = run[0][0], run[-1][0]
        path = [one.rank for _, one in run]
        claims = [subject.claim(kind, count)]
        claims += path_claims(subject.city, span, (path[0], path[-1]))
        yield Finding(english.streak(subject.city, verb, path, span), tuple(claims))


def _held_records(subject: CityInEdition) -> Iterator[Finding]:
    """Yield the records of the whole ranking that the city certainly holds since this edition."""
    for finding in new_records(subject.index, subject.edition):
        if finding.claims[0].city == subject.city:
            yield finding


def _tops(subject: CityInEdition) -> Iterator[Finding]:
    """Yield the smallest top that the city entered, or the largest that it left."""
    city, edition = subject.city, subject.edition
    ranked = subject.index.coverage(edition, OVERALL).ranked
    tops = [top for top in _TOPS if ranked is None or top < ranked]
    inside = {top: [one.at_most(top) for one in subject.ranks.values()] for top in tops}
    for top in tops:
        *earlier, now = inside[top]
        came = now is Verdict.SUPPORTED and earlier[-1:] == [Verdict.CONTRADICTED]
        if came:
            is_first = set(earlier) == {Verdict.CONTRADICTED}
            kind = "entered_top" if is_first else "came_into_top"
            yield Finding(
                english.entered([city], top, edition, first_time=is_first),
                (Claim(kind, edition, city=city, top=top),),
            )
            return
    for top in reversed(tops):
        *earlier, now = inside[top]
        if earlier[-1:] == [Verdict.SUPPORTED] and now is Verdict.CONTRADICTED and subject.now.held:
            yield Finding(
                english.left([city], top, edition),
                (Claim("left_top", edition, city=city, top=top),),
            )
            return


def _against(subject: CityInEdition) -> Iterator[Finding]:
    """Yield the categories that moved against the overall rank since the edition before."""
    before = subject.before
    if before is None or len(subject.index.catalog.categories) <= _FEWEST_CATEGORIES:
        return
    frame = subject.by_category.frame
    both = (frame["rank"] == frame["rank_max"]) & (
        frame["previous_rank"] == frame["previous_rank_max"]
    )
    moved = frame[both.fillna(value=False)].set_index("category")
    overall = int(moved["gain"].get(OVERALL, 0))
    opposed = moved[moved["gain"] * overall < 0]
    if len(opposed) < _FEWEST_CATEGORIES:
        return
    opposed = opposed.loc[opposed["gain"].abs().sort_values(ascending=False, kind="stable").index]
    span = before, subject.edition
    columns = moved[["previous_rank", "rank", "gain"]].astype("int64")
    claims: list[Claim] = []
    paths: dict[str, english.Path] = {}
    for category in (OVERALL, *opposed.index[:_MOST_NAMES]):
        old, new, gained = columns.loc[category]
        paths[category] = Rank(int(old), int(old)), Rank(int(new), int(new))
        claims.append(subject.claim("gain", int(gained), category=category, since=before))
        claims += path_claims(subject.city, span, paths[category], category)
    verbs = ("rose", "fell") if overall > 0 else ("fell", "rose")
    own = paths.pop(OVERALL)
    yield Finding(english.against(subject.city, verbs, span, own, paths), tuple(claims))


def _overtakes(subject: CityInEdition) -> Iterator[Finding]:
    """Yield whom the city overtook since the edition before, and who overtook it."""
    before = subject.before
    if before is None:
        return
    city, span = subject.city, (before, subject.edition)
    own = subject.ranks[before], subject.now
    if not all(one.held for one in own):
        return
    both = _both(subject.index, span)
    ranks = rank.column(both, "from_rank"), rank.column(both, "to_rank")
    then, now = (one.rank for one in own)
    passed = both["city"][rank.overtook(then, now, *ranks)].head(_MOST_NAMES).tolist()
    passing = both["city"][rank.overtook(*ranks, then, now)].head(_MOST_NAMES).tolist()
    others = counted(len(both) - 1, *(f"other {noun}" for noun in subject.index.nouns))
    basis = f"the {others} held in both editions"
    if passed:
        yield Finding(
            english.overtook({city: None}, dict.fromkeys(passed), subject.edition),
            tuple(overtook_claim(span, city, one) for one in passed),
            basis,
        )
    if passing:
        yield Finding(
            english.overtaken(city, passing, subject.edition),
            tuple(overtook_claim(span, one, city) for one in passing),
            basis,
        )


@lru_cache(maxsize=4)
def _both(index: Index, span: tuple[Label, Label]) -> pd.DataFrame:
    """Return the cities held in both of two editions, by their new rank and then by name."""
    both = moves_between(index, *span, OVERALL).both
    return both.take(rank.first_to_last(rank.column(both, "to_rank")))


def overtook_claim(span: tuple[Label, Label], city: str, other: str) -> Claim:
    """Return the claim that one city overtook another between two editions."""
    return Claim("overtook", span[1], city=city, other=other, from_edition=span[0])


def _ranks_in_areas(subject: CityInEdition) -> Iterator[Finding]:
    """Yield the place of the city in its country and in its region, if they are certain."""
    if subject.now.rank.best == 1:
        return  # The leader of the table leads every part of it.
    home = subject.index.catalog.cities[subject.city]
    cities = subject.index.catalog.cities
    places: dict[str, tuple[int, bool]] = {}
    claims: list[Claim] = []
    homes: tuple[tuple[Within, str], ...] = ("country", home.country), ("region", home.region)
    for within, area in homes:
        at_home = home_places(subject.index, subject.edition, within)
        place = at_home.get(subject.city, UNKNOWN)
        others = (one for one in at_home if one != subject.city)
        is_alone = all(getattr(cities[one], within) != area for one in others)
        if place.held and place.exact and not is_alone:
            places[area] = place.best, place.mark is Mark.TIED
            claim = subject.claim("region_rank", place.best)
            claims.append(
                replace(claim, region=area) if within == "region" else replace(claim, country=area)
            )
    if claims:
        yield Finding(english.in_areas(subject.city, places, subject.edition), tuple(claims))


def _categories(subject: CityInEdition) -> Iterator[Finding]:
    """Yield the categories in which the city stands apart from overall, or among the first."""
    if len(subject.index.catalog.categories) == 1:
        return
    frame = subject.by_category.frame
    if not frame["mark"].notna().any():
        return
    exact = (frame["rank"] == frame["rank_max"]).fillna(value=False)
    marked = frame[exact & frame["mark"].notna()]
    apart = marked["against_overall"].fillna(0)
    strong = (marked["mark"] == Strength.STRENGTH.value) & (apart >= APART)
    weak = (marked["mark"] == Strength.WEAKNESS.value) & (apart <= -APART)
    top = (marked["rank"] <= TOP) & ~strong & ~weak
    for chosen, side in ((strong, "above"), (weak, "below"), (top, "")):
        rows = marked.loc[apart.abs().sort_values(ascending=False, kind="stable").index]
        rows = rows[chosen.reindex(rows.index)].head(_MOST_NAMES)
        ranks = dict(zip(rows["category"], rows["rank"].astype("int64").tolist(), strict=True))
        if not ranks:
            continue
        claims = [subject.claim("rank", place, category=one) for one, place in ranks.items()]
        overall = (side, int(subject.now.rank.best)) if side else None
        claims += [subject.claim("rank", overall[1])] if overall else []
        words = english.in_categories(subject.city, ranks, subject.edition, overall)
        yield Finding(words, tuple(claims))


def _rating(subject: CityInEdition) -> Iterator[Finding]:
    """Yield the rating and its change."""
    now = held_rating(subject.index, subject.edition, subject.city)
    if now is None:
        return
    claims = [subject.claim("rating", now)]
    before, moved = subject.before, None
    old = None if before is None else held_rating(subject.index, before, subject.city)
    change = None if old is None else now - old
    if before is not None and change is not None and len(change.as_tuple().digits) <= EXACT_DIGITS:
        claims.append(subject.claim("rating_gain", change, since=before))
        moved = rating_text(float(abs(change))), (change > 0) - (change < 0), before
    words = english.rating(subject.city, rating_text(float(now)), subject.edition, moved)
    yield Finding(words, tuple(claims))
