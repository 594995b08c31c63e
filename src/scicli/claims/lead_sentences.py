"""What the figures say of the lead: who has it, who took it from whom, and who lost it."""

from collections.abc import Iterator
from itertools import takewhile

from scicli.analysis.leaders import first_of
from scicli.analysis.wording import counted
from scicli.claims import english
from scicli.claims.claim import Claim, Finding
from scicli.claims.standings import possible_rank
from scicli.claims.verdict import Verdict
from scicli.index.editions import Label
from scicli.index.index import Index


def leads(index: Index, edition: Label) -> Iterator[Finding]:
    """Yield who leads, and since when."""
    leaders = first_of(index, edition)
    claims = tuple(Claim("leader", edition, city=city) for city in leaders)
    if len(leaders) == 1:
        yield _one_leader(index, claims[0])
    elif leaders:
        yield Finding(english.has_lead(leaders, edition), claims)


def of_leader(index: Index, city: str, edition: Label) -> Iterator[Finding]:
    """Yield that a city leads, or that it lost the lead."""
    leaders = first_of(index, edition)
    if city in leaders:
        yield from leads(index, edition)
        return
    before = index.catalog.before(edition)
    if before is None or city not in first_of(index, before):
        return
    claims = [Claim("left_top", edition, city=city, top=1)]
    claims += [Claim("leader", edition, city=one) for one in leaders]
    yield Finding(english.lost_lead(city, leaders, edition), tuple(claims))


def _one_leader(index: Index, claim: Claim) -> Finding:
    """Return that a city kept the lead, took it, or has it, where no more is certain."""
    city, edition = claim.city, claim.to_edition
    *earlier, _ = index.catalog.between(None, edition)
    led = [possible_rank(index, one, city).at_most(1) for one in earlier]
    run = len(list(takewhile(lambda one: one is Verdict.SUPPORTED, reversed(led))))
    old = first_of(index, earlier[-1]) if earlier else []
    if run and old == [city]:
        since = earlier[-run]
        claims = (claim, Claim("led_since", edition, city=city, from_edition=since))
        return Finding(english.kept_lead(city, edition, since), claims)
    if not led or led[-1] is not Verdict.CONTRADICTED:
        return Finding(english.has_lead([city], edition), (claim,))
    before = [Claim("leader", earlier[-1], city=one) for one in old]
    is_first = set(led) == {Verdict.CONTRADICTED}
    first = [Claim("entered_top", edition, city=city, top=1)] if is_first else []
    count = counted(len(earlier) + 1, "edition", "editions")
    return Finding(
        english.took_lead(city, edition, old, first_time=is_first),
        (claim, *before, *first),
        f"the {count} from {earlier[0]} on" if is_first else "",
    )
