"""What the figures say of an edition."""

from collections.abc import Iterator
from decimal import Decimal

import pandas as pd

from scicli.analysis.movers import COUNTED_FROM, DOWN, UP, Direction
from scicli.analysis.scope import Move, Moves, moves
from scicli.analysis.wording import counted, in_edition, number_word, with_article
from scicli.claims.claim import Claim, Finding, Verdict, all_hold
from scicli.claims.places import at_most, standing, worse_than
from scicli.files.schema import OVERALL
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.names import listed
from scicli.index.rank import Mark
from scicli.index.rating import rating_text

_TOP = 10
# Into which of these a city came for the first time is told of the smallest.
_TOPS = (3, 10)
# Fewer places than these are no top to count regions in.
_FEWEST_PLACES = 3


def of_edition(index: Index, edition: Label) -> Iterator[Finding]:
    """Yield what the figures say of an edition, the strongest first."""
    before = index.catalog.before(edition)
    yield from _leader(index, edition)
    if before is not None:
        moved = moves(index, before, edition, OVERALL)
        movers = moved.each()
        yield from _overtakes_in_the_top(moved, movers)
        yield from _overtakes_within_countries(index, moved, movers)
        yield from _moved_most(index, moved, movers, UP)
        yield from _moved_most(index, moved, movers, DOWN)
        yield from _first_entries(index, edition)
    yield from _regions(index, edition)
    yield from _average_change(index, edition)
    if before is not None:
        yield from _publishers_counts(index, before, edition)


def _leader(index: Index, edition: Label) -> Iterator[Finding]:
    """Yield who leads, and since when."""
    leaders = _first(index, edition)
    claims = tuple(Claim("leader", edition, city=city) for city in leaders)
    where = f"{f' of the {index.name}' if index.name else ''} in {in_edition(edition)}"
    rows = index.rows(edition, OVERALL)
    shared = (rows.loc[rows["city"].isin(leaders), "rank_mark"] == Mark.TIED.value).any()
    if shared:
        share = "share" if len(leaders) > 1 else "shares"
        yield Finding(f"{listed(leaders, 'and')} {share} the lead{where}.", claims)
    elif leaders:
        yield _one_leader(index, claims[0], where)


def _first(index: Index, edition: Label) -> list[str]:
    """Return who certainly stands first."""
    rows = index.rows(edition, OVERALL)
    first = rows.loc[(rows["rank_max"] == 1).fillna(value=False), "city"]
    return sorted(first.astype("str"))


def _one_leader(index: Index, claim: Claim, where: str) -> Finding:
    """Return that a city kept the lead, took it, or, where that is not known, has it."""
    editions = index.catalog.editions
    earlier = editions[: editions.index(claim.to_edition)]
    led = [at_most(standing(index, one, OVERALL, claim.city), 1) for one in earlier]
    run = 0
    while run < len(led) and led[-1 - run] is Verdict.SUPPORTED:
        run += 1
    if run:
        since = in_edition(earlier[-run])
        least = "at least " if run < len(led) and led[-1 - run] is Verdict.UNKNOWN else ""
        first = ", the first in the data" if run == len(led) else ""
        return Finding(
            f"{claim.city} kept the lead{where}; it has led {least}since {since}{first}.",
            (claim, *(Claim("leader", one, city=claim.city) for one in reversed(earlier[-run:]))),
        )
    if not led or led[-1] is Verdict.UNKNOWN:
        return Finding(f"{claim.city} has the lead{where}.", (claim,))
    old = _first(index, earlier[-1])
    claims = [claim, *(Claim("leader", earlier[-1], city=city) for city in old)]
    first_time = set(led) == {Verdict.CONTRADICTED}
    if first_time:
        claims.append(Claim("entered_top", claim.to_edition, city=claim.city, top=1))
    whose = f" from {listed(old, 'and')}" if old else ""
    count = counted(len(earlier) + 1, "edition", "editions")
    return Finding(
        f"{claim.city} took the lead{where}{whose}"
        f"{f', for the first time in {count}' if first_time else ''}.",
        tuple(claims),
        f"the {count} from {earlier[0]} on" if first_time else "",
    )


def _overtakes_in_the_top(moved: Moves, movers: list[Move]) -> Iterator[Finding]:
    """Yield who of the top 10 overtook whom that stood there before."""
    stood = sorted(
        (one for one in movers if one.before.worst <= _TOP),
        key=lambda one: one.before[:2],
    )
    for other in stood:
        passed = [one for one in movers if one.after.worst <= _TOP and one.overtook(other)]
        if passed:
            yield Finding(
                f"{listed([one.words for one in passed], 'and')} overtook {other.words} in"
                f" {in_edition(moved.end)}.",
                tuple(_overtook(moved, one, other) for one in passed),
            )


def _overtakes_within_countries(
    index: Index, moved: Moves, movers: list[Move]
) -> Iterator[Finding]:
    """Yield where the best placed city held of a country overtook the second."""
    found = {one.city: one for one in movers}
    for country, cities in _by_country(index, moved.end).items():
        one, other = (found.get(city) for city in cities[:2]) if len(cities) > 1 else (None, None)
        if one is None or other is None or not one.overtook(other):
            continue
        if one.after.worst > _TOP or other.before.worst > _TOP:
            yield Finding(
                f"{one.words} overtook {other.words} in {in_edition(moved.end)}.",
                (_overtook(moved, one, other),),
                f"the {len(cities)} cities held of {with_article(country)}",
            )


def _by_country(index: Index, edition: Label) -> dict[str, list[str]]:
    """Return the cities held of each country, the best placed first."""
    table = index.table(edition, OVERALL)
    held = table[table["rank"].notna() & table["country"].notna()]
    return {
        str(country): rows["city"].tolist() for country, rows in held.groupby("country", sort=True)
    }


def _overtook(moved: Moves, one: Move, other: Move) -> Claim:
    return Claim("overtook", moved.end, city=one.city, other=other.city, from_edition=moved.start)


def _moved_most(
    index: Index, moved: Moves, movers: list[Move], direction: Direction
) -> Iterator[Finding]:
    """Yield who moved most in a direction of the cities held in both editions, if it is certain."""
    places = {one: direction.places(one.gained) for one in movers}
    most = max((gained.least for gained in places.values()), default=0)
    first = [one for one in movers if places[one].least == most]
    exact = all(places[one] == (most, most) for one in first)
    passes = any(places[one].most >= most for one in movers if one not in first)
    if len(movers) < 2 or most < 1 or not exact or passes:
        return
    gain, verb, sign = most * direction.sign, direction.verb, direction.sign
    complete = all(index.coverage(one, OVERALL).complete for one in (moved.start, moved.end))
    span = f"editions {moved.start} and {moved.end}"
    among = f"the {len(movers)} cities {'of' if complete else 'held in'} both {span}"
    claims = [
        Claim("gain", moved.end, city=one.city, from_edition=moved.start, value=Decimal(gain))
        for one in first
    ]
    kind = "most_gained_of_held" if sign > 0 else "most_lost_of_held"
    claims += [
        Claim(kind, moved.end, city=one.city, from_edition=moved.start, value=Decimal(abs(gain)))
        for one in first
    ]
    if complete and sign > 0:
        claims += [
            Claim("biggest_gain", moved.end, city=one.city, from_edition=moved.start)
            for one in first
        ]
    yield Finding(
        f"{listed([one.words for one in first], 'and')} {'each ' if len(first) > 1 else ''}{verb}"
        f" {counted(abs(gain), 'place', 'places')}, the most among {among}.",
        tuple(claims),
        among,
    )


def _first_entries(index: Index, edition: Label) -> Iterator[Finding]:
    """Yield who came into the top for the first time, where all earlier editions prove it."""
    editions = index.catalog.editions
    earlier = editions[: editions.index(edition)]
    named: set[str] = set()
    ranked = index.coverage(edition, OVERALL).ranked
    for top in (top for top in _TOPS if ranked is None or top < ranked):
        rows = index.rows(edition, OVERALL)
        inside = rows[(rows["rank_max"] <= top).fillna(value=False)].sort_values(["rank", "city"])
        new = [
            city
            for city in inside["city"].astype("str")
            if city not in named and _outside(index, earlier, city, top) is Verdict.SUPPORTED
        ]
        named.update(new)
        if new:
            before = counted(len(earlier) + 1, "edition", "editions")
            yield Finding(
                f"{listed(new, 'and')} entered the top {top} in {in_edition(edition)}, for the"
                f" first time in {before}.",
                tuple(Claim("entered_top", edition, city=city, top=top) for city in new),
                f"the {before} from {earlier[0]} on",
            )


def _outside(index: Index, editions: tuple[Label, ...], city: str, top: int) -> Verdict:
    """Judge whether a city stood outside the top in some editions."""
    return all_hold(worse_than(standing(index, one, OVERALL, city), top) for one in editions)


def _regions(index: Index, edition: Label) -> Iterator[Finding]:
    """Yield how many cities of each region stand in the top, as far as the table is complete."""
    top = min(_TOP, index.coverage(edition, OVERALL).depth)
    table = index.table(edition, OVERALL)
    inside = table[(table["rank_max"] <= top).fillna(value=False)]
    if top < _FEWEST_PLACES or inside["region"].isna().any():
        return
    counts = inside["region"].value_counts()
    ordered = sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))
    named = [(number_word(int(count)), with_article(str(region))) for region, count in ordered]
    (first, there), *others = named
    verb = "is" if ordered[0][1] == 1 else "are"
    words = [f"{first} {verb} in {there}", *(f"{count} in {region}" for count, region in others)]
    yield Finding(
        f"Of the top {top} in {in_edition(edition)}, {listed(words, 'and')}.",
        tuple(
            Claim("top_count", edition, region=str(region), top=top, value=Decimal(int(count)))
            for region, count in ordered
        ),
        f"the table of {in_edition(edition)}, complete to place {top}",
    )


def _average_change(index: Index, edition: Label) -> Iterator[Finding]:
    stated = index.release(edition)["average_rating_change_pct"]
    if pd.notna(stated):
        text = rating_text(stated)
        moved = "rose" if stated > 0 else "fell"
        by = "did not change" if stated == 0 else f"{moved} by {text.lstrip('-')} per cent"
        yield Finding(
            f"The publisher states that ratings {by} on average in {in_edition(edition)}.",
            (Claim("average_change", edition, value=Decimal(text)),),
            "the publisher's own figure",
        )


def _publishers_counts(index: Index, before: Label, edition: Label) -> Iterator[Finding]:
    release = index.release(edition)
    stated = {verb: release[f"{verb}_10_or_more"] for verb in ("rose", "fell")}
    counts = {verb: int(count) for verb, count in stated.items() if pd.notna(count)}
    if counts:
        named = [
            f"{number_word(count)} {'city' if count == 1 else 'cities'} that {verb}"
            for verb, count in counts.items()
        ]
        yield Finding(
            f"The publisher counts {listed(named, 'and')} {COUNTED_FROM} or more places in"
            f" {in_edition(edition)}.",
            tuple(
                Claim(
                    f"count_{verb}",
                    edition,
                    from_edition=before,
                    top=COUNTED_FROM,
                    value=Decimal(count),
                )
                for verb, count in counts.items()
            ),
            "the publisher's own count",
        )
