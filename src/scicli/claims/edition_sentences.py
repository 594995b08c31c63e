"""What the figures say of an edition."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

import pandas as pd

from scicli.analysis.direction import COUNTED_FROM, DOWN, UP, Direction
from scicli.analysis.scope import Move, Moves, moves
from scicli.analysis.wording import counted, in_edition, number_word, with_article
from scicli.claims.city_sentences import overtook_claim
from scicli.claims.claim import Claim, Finding, Verdict
from scicli.claims.standings import possible_rank
from scicli.files.schema import OVERALL
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.names import listed
from scicli.index.rank import Mark
from scicli.index.rating import rating_text

_TOP = 10
# A first entry into several of these is a sentence about the smallest.
_TOPS = (3, 10)
# A top of fewer places is too small to count regions in.
_FEWEST_PLACES = 3


def of_edition(index: Index, edition: Label) -> Iterator[Finding]:
    """Yield what the figures say of an edition, the strongest first."""
    before = index.catalog.before(edition)
    yield from _leaders(index, edition)
    if before is not None:
        moved = moves(index, before, edition, OVERALL)
        movers = moved.each()
        yield from _overtakes_in_the_top(moved, movers)
        yield from _overtakes_within_countries(index, moved, movers)
        yield from _moved_most(moved, movers, UP)
        yield from _moved_most(moved, movers, DOWN)
        yield from _first_entries(index, edition)
    yield from _regions(index, edition)
    yield from _average_change(index, edition)
    if before is not None:
        yield from _publishers_counts(index, before, edition)


def _leaders(index: Index, edition: Label) -> Iterator[Finding]:
    """Yield who leads, and since when."""
    leaders = _certain_leaders(index, edition)
    claims = tuple(Claim("leader", edition, city=city) for city in leaders)
    where = f"{f' of the {index.name}' if index.name else ''} in {in_edition(edition)}"
    rows = index.rows(edition, OVERALL)
    if (rows.loc[rows["city"].isin(leaders), "rank_mark"] == Mark.TIED.value).any():
        share = "share" if len(leaders) > 1 else "shares"
        yield Finding(f"{listed(leaders, 'and')} {share} the lead{where}", claims)
    elif leaders:
        yield _one_leader(index, claims[0], where)


def _certain_leaders(index: Index, edition: Label) -> list[str]:
    rows = index.rows(edition, OVERALL)
    first = rows.loc[(rows["rank_max"] == 1).fillna(value=False), "city"]
    return sorted(first.astype("str"))


def _one_leader(index: Index, claim: Claim, where: str) -> Finding:
    """Return that a city kept the lead, took it, or has it, where no more is certain."""
    *earlier, _ = index.catalog.between(None, claim.to_edition)
    led = [possible_rank(index, edition, claim.city).at_most(1) for edition in earlier]
    run = len(list(takewhile(lambda one: one is Verdict.SUPPORTED, reversed(led))))
    if run:
        least = "at least " if Verdict.UNKNOWN in led[:-run][-1:] else ""
        first = ", the first in the data" if run == len(led) else ""
        return Finding(
            f"{claim.city} kept the lead{where}; it has led {least}since"
            f" {in_edition(earlier[-run])}{first}",
            (claim, *(Claim("leader", one, city=claim.city) for one in reversed(earlier[-run:]))),
        )
    if not led or led[-1] is Verdict.UNKNOWN:
        return Finding(f"{claim.city} has the lead{where}", (claim,))
    old = _certain_leaders(index, earlier[-1])
    claims = [claim, *(Claim("leader", earlier[-1], city=city) for city in old)]
    whose = f" from {listed(old, 'and')}" if old else ""
    took = f"{claim.city} took the lead{where}{whose}"
    if set(led) != {Verdict.CONTRADICTED}:
        return Finding(took, tuple(claims))
    claims.append(Claim("entered_top", claim.to_edition, city=claim.city, top=1))
    count = counted(len(earlier) + 1, "edition", "editions")
    return Finding(
        f"{took}, for the first time in {count}", tuple(claims), f"the {count} from {earlier[0]} on"
    )


def _overtakes_in_the_top(moved: Moves, movers: list[Move]) -> Iterator[Finding]:
    """Yield the cities now in the top 10 that overtook a city that stood there before."""
    stood = [one for one in movers if one.before.worst <= _TOP]
    for other in sorted(stood, key=lambda one: one.before[:2]):
        overtook = [one for one in movers if one.after.worst <= _TOP and one.overtook(other)]
        if overtook:
            yield Finding(
                f"{listed([one.words for one in overtook], 'and')} overtook {other.words} in"
                f" {in_edition(moved.end)}",
                tuple(overtook_claim(moved, one, other) for one in overtook),
            )


def _overtakes_within_countries(
    index: Index, moved: Moves, movers: list[Move]
) -> Iterator[Finding]:
    """Yield each country in which the best city held overtook the second, outside the top 10."""
    table = index.table(moved.end, OVERALL)
    held = table[table["rank"].notna() & table["country"].notna()]
    by_name = {one.city: one for one in movers}
    for country, rows in held.groupby("country", sort=True):
        first = [by_name[city] for city in rows["city"].head(2) if city in by_name]
        if len(first) < 2 or not first[0].overtook(first[1]):
            continue
        one, other = first
        if one.after.worst > _TOP or other.before.worst > _TOP:
            yield Finding(
                f"{one.words} overtook {other.words} in {in_edition(moved.end)}",
                (overtook_claim(moved, one, other),),
                f"the {len(rows)} {moved.nouns[1]} held of {with_article(str(country))}",
            )


def _moved_most(moved: Moves, movers: list[Move], direction: Direction) -> Iterator[Finding]:
    """Yield who moved most in a direction of the cities held in both editions, if certain."""
    places = {one: direction.places(one.gained) for one in movers}
    most = max((gained.least for gained in places.values()), default=0)
    first = [one for one in movers if places[one].most >= most]
    certain = all(places[one] == (most, most) for one in first)
    if len(movers) < 2 or most < 1 or not certain:
        return
    span = f"editions {moved.start} and {moved.end}"
    among = (
        f"the {len(movers)} {moved.nouns[1]} {'of' if moved.complete else 'held in'} both {span}"
    )
    values = {
        "gain": Decimal(most * direction.sign),
        "most_gained_of_held" if direction is UP else "most_lost_of_held": Decimal(most),
        **({"biggest_gain": None} if moved.complete and direction is UP else {}),
    }
    yield Finding(
        f"{listed([one.words for one in first], 'and')} {'each ' if len(first) > 1 else ''}"
        f"{direction.verb} {counted(most, 'place', 'places')}, the most among {among}",
        tuple(
            Claim(kind, moved.end, city=one.city, from_edition=moved.start, value=value)
            for kind, value in values.items()
            for one in first
        ),
        among,
    )


def _first_entries(index: Index, edition: Label) -> Iterator[Finding]:
    """Yield who came into the top for the first time, where all earlier editions prove it."""
    *earlier, _ = index.catalog.between(None, edition)
    ranked = index.coverage(edition, OVERALL).ranked
    rows = index.rows(edition, OVERALL)
    named: set[str] = set()
    count = counted(len(earlier) + 1, "edition", "editions")
    for top in (top for top in _TOPS if ranked is None or top < ranked):
        inside = rows[(rows["rank_max"] <= top).fillna(value=False)].sort_values(["rank", "city"])
        new = [
            city
            for city in inside["city"].astype("str")
            if city not in named
            and {possible_rank(index, one, city).at_most(top) for one in earlier}
            == {Verdict.CONTRADICTED}
        ]
        named.update(new)
        if new:
            yield Finding(
                f"{listed(new, 'and')} entered the top {top} in {in_edition(edition)}, for the"
                f" first time in {count}",
                tuple(Claim("entered_top", edition, city=city, top=top) for city in new),
                f"the {count} from {earlier[0]} on",
            )


def _regions(index: Index, edition: Label) -> Iterator[Finding]:
    """Yield how many cities of each region stand in the top, as far as the table is complete."""
    top = min(_TOP, index.coverage(edition, OVERALL).depth)
    table = index.table(edition, OVERALL)
    regions = table.loc[(table["rank_max"] <= top).fillna(value=False), "region"]
    if top < _FEWEST_PLACES or regions.isna().any():
        return
    counts = sorted(Counter(regions).items(), key=lambda item: (-item[1], item[0]))
    verb = "is" if counts[0][1] == 1 else "are"
    words = [f"{number_word(count)} in {with_article(region)}" for region, count in counts]
    words[0] = f"{number_word(counts[0][1])} {verb} in {with_article(counts[0][0])}"
    yield Finding(
        f"Of the top {top} in {in_edition(edition)}, {listed(words, 'and')}",
        tuple(
            Claim("top_count", edition, region=region, top=top, value=Decimal(count))
            for region, count in counts
        ),
        f"the table of {in_edition(edition)}, complete to place {top}",
    )


def _average_change(index: Index, edition: Label) -> Iterator[Finding]:
    stated = index.release(edition)["average_rating_change_pct"]
    if pd.notna(stated):
        size = f"by {rating_text(abs(stated))} per cent"
        by = f"{'rose' if stated > 0 else 'fell'} {size}" if stated else "did not change"
        yield Finding(
            f"The publisher states that ratings {by} on average in {in_edition(edition)}",
            (Claim("average_change", edition, value=Decimal(rating_text(stated))),),
            "the publisher's own figure",
        )


def _publishers_counts(index: Index, before: Label, edition: Label) -> Iterator[Finding]:
    release = index.release(edition)
    counts = {
        one.verb: int(release[one.counted]) for one in (UP, DOWN) if pd.notna(release[one.counted])
    }
    words = [
        f"{number_word(count)} {index.nouns[count != 1]} that {verb}"
        for verb, count in counts.items()
    ]
    claim = Claim("", edition, from_edition=before, top=COUNTED_FROM)
    if counts:
        yield Finding(
            f"The publisher counts {listed(words, 'and')} {COUNTED_FROM} or more places in"
            f" {in_edition(edition)}",
            tuple(
                replace(claim, kind=f"count_{verb}", value=Decimal(count))
                for verb, count in counts.items()
            ),
            "the publisher's own count",
        )
