"""The grammar of English in which claims are read: a rule for each way to say one.

A pattern is over the words of a sentence; in it <C> is a city, <P> a place, <N> a number, <E> an
edition, <K> a category and <A> a region or country, and <s=C> is one that has a name. Rules come
first that read whole sentences of findings; then those for what people write.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from scicli.claims import record_claims
from scicli.claims.claim import Claim
from scicli.claims.sentence import NAME, SPAN, VERBS, Found, compiled
from scicli.claims.verify import KINDS
from scicli.files.schema import OVERALL
from scicli.index.editions import Label

NO_PLACE = compiled(
    r"<P> (?:industrial|century|quarter|half|anniversary|generation|world war|floor|annual"
    r"|of (?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december))"
)
_BRACKET = r"(?: \( [^()]* \))?"
_PLAIN_CITY = (
    rf"<C>(?: metropolitan)?(?: city)?(?: , (?:<A>|meanwhile|however|in turn) ,)?{_BRACKET}"
)
_CITIES = rf"(?P<s>{_PLAIN_CITY}(?:(?: , {_PLAIN_CITY})*(?: ,)? and {_PLAIN_CITY})?)"
# A city before a verb begins another clause.
_OTHERS = rf"{_PLAIN_CITY}(?:(?: ,)?(?: and)? {_PLAIN_CITY}(?! {VERBS}))*"
_MAYBE_CITIES = rf"(?:{_CITIES} |(?:it|the city|which|that|who|also|and|,|\() )"
_ROSE = (
    r"(?:rises?|rose|risen|climbs?|climbed|jumps?|gains?|gained|jumped|leapt|leaps|moved up"
    r"|moves up|moving up|advanced|surged|soared|improved|up"
    r"|rising|climbing|gaining)"
)
_FELL = (
    r"(?:falls?|fell|fallen|drops?|slips?|loses?|dropped|lost|slipped|declined|slid|moved down"
    r"|moves down|down|falling|dropping|losing|slipping|tumbled|plunged|sank)"
)
_STEPS = r"(?:places?|positions?|steps?|spots?|ranks?|rungs?|notches)"
_NOT_OF = r"(?! of (?:the )?[a-z])"
# Words between a city and its verb; "and" would give the verb to another city.
_WORDS = (
    r"(?:(?:has|have|had|also|then|each|since|just|recently|finally|even|already|later|thus|is"
    r"|was|are|were|been|only|narrowly|soon|clearly|jointly|<E>) ){0,3}?"
)
_JOINT = r"(?:joint |tied |the )?"
COMPARED = compiled(
    r"\b(?:overt(?:ook|aking|akes?)|leads? (?:the|<E>)|ahead of|leapfrogged|in the top <N>"
    r"|ranked (?:above|higher)|<E> top <N>|the lead\b|its (?:best|worst)\b|the (?:global )?top <N>"
    r"|leading (?:<A> )?(?:centre|center|city)|editions in a row|(?:,|and) <C> <N>)"
)
MOVES = compiled(rf"(?:{_ROSE}|{_FELL})(?: \w+){{0,3}} <N> {_STEPS}|<N>(?: \w+)? {_STEPS}")
SAID_OF_RANKS = compiled(
    rf"\b(?:{_ROSE}|{_FELL}|rank\w*|leads?|led|leaders?|dethroned|toppled|climbers?|fallers?|podium"
    r"|overt(?:ook|aken|akes?|aking)|surpass\w*|passed|passes|leapfrog\w*|out(?:rank|perform)\w*"
    r"|beats?|beaten|edge[sd]?|pip(?:s|ped)?|trail(?:s|ed)?|lag(?:s|ged)?|ahead|behind|above|below"
    r"|level with|tied|joint|places?|positions?|top(?:s|ped)?|bottom|best|worst|highest|lowest|last"
    r"|first-time|runner-up|winners?|won|champions?|smartest|most improved|record|scor(?:e|es|ed)"
    r"|points|rat(?:ed|ing|ings)|plunge[sd]?|s[ai]nks?|soars?|tumbles?|wins?|crown|unchanged"
    r"|steady|risers?|leap|better|higher|lower|beating|[a-z]+-place|neck and neck|followed by|heads"
    r"|slide|advance[sd]?|passing|reign|unseated|all-time|stayed|strongest|weakest|stronger|weaker"
    r"|gaps?|narrow(?:s|ed|ing)|widen(?:s|ed|ing)|clos(?:es|ed|ing) in|catch(?:es|ing)? up"
    r"|after(?= <C>)|new(?= in <E>)|(?:entered|joined|left|in|of|from) (?:the )?(?:index|ranking)"
    r"|(?:entered|joined|left|in|of|from)(?= (?:the )?<R>))\b"
)


Claims = Callable[[Found], list[Claim]]


class Rule(NamedTuple):
    """A pattern over the words of a sentence, and the claims that it makes where it applies.

    `is_own` says that findings or kinds of claims say it so, and nothing puts it in doubt.
    """

    pattern: re.Pattern[str]
    claims: Claims
    is_own: bool


RULES: list[Rule] = []


def _rule(pattern: str, *, is_own: bool = False) -> Callable[[Claims], Claims]:
    """Declare a rule; earlier ones take their words first."""

    def declare(claims: Claims) -> Claims:
        RULES.append(Rule(compiled(pattern), claims, is_own))
        return claims

    return declare


_own_rule = partial(_rule, is_own=True)


def _of_kind(name: str) -> Claims:
    def claims(found: Found) -> list[Claim]:
        [city], [[edition]] = found.of("C", "s"), found.of("E", "e")
        [value] = found.of("N", "v") if "v" in found.match.groupdict() else found.of("P", "p")
        top = found.of("N", "n") if "n" in found.match.groupdict() else []
        top = found.of("P", "q") if "q" in found.match.groupdict() else top
        number = int(top[0]) if top else None
        return [Claim(name, edition, city=city, top=number, value=Decimal(value))]

    return claims


_FIELDS = {
    "city": "<s=C>", "nth_top": "<q=P>", "nth": "<p=P>", "top": "<n=N>", "to": "<e=E>",
    **dict.fromkeys(("editions", "places", "times", "rises", "falls"), r"<v=N> \w+"),
}  # fmt: skip
# A record is read before what it is a record of.
for _kind in reversed(KINDS.values()):
    if _kind.module == record_claims.__name__:
        _words = _kind.sentence.replace("{city}'s", "{city}").replace(",", " ,")
        _own_rule(_words.format(**_FIELDS))(_of_kind(_kind.name))


def _rank(city: str, edition: Label, place: int, category: str = OVERALL) -> Claim:
    return Claim("rank", edition, city=city, category=category, value=Decimal(place))


def _move(kind: str, city: str, span: tuple[Label, Label], value: int | None,
          category: str = OVERALL) -> Claim:  # fmt: skip
    number = None if value is None else Decimal(value)
    return Claim(kind, span[1], city=city, from_edition=span[0], value=number, category=category)


# What findings say, in their own words


@_own_rule(r"<s=C> was last known (?:<p=P>|in the top <n=N>)(?: of <m=N> \w+)? , (?:in|on) <e=E>")
def _last_known(found: Found) -> list[Claim]:
    [city], [[edition]] = found.of("C", "s"), found.of("E", "e")
    size = [Claim("table_size", edition, value=Decimal(one)) for one in found.of("N", "m")]
    if found.match["p"]:
        return [_rank(city, edition, found.of("P", "p")[0]), *size]
    return [Claim("in_top", edition, city=city, top=int(found.of("N", "n")[0])), *size]


@_own_rule(r"<s=C> <p=P> place (?:in|on) <e=E> (?:is|equals) its"
       r" (?P<what>best|worst)"
       r" (?P<where>so far|from <E> on|since <E>(?P<better> \( [^()]* \)))")  # fmt: skip
def _record(found: Found) -> list[Claim]:
    [city], [place], [[edition]] = found.of("C", "s"), found.of("P", "p"), found.of("E", "e")
    claims = [_rank(city, edition, place)]
    catalog, where = found.sentence.catalog, found.match["where"]
    if where == "so far":
        start: Label = catalog.editions[0]
    else:
        [[start]] = found.of("E", "where")
    if found.match["better"]:
        claims += [_rank(city, start, one) for one in found.of("P", "where")]
        start = catalog.editions[catalog.editions.index(start) + 1]
    return [*claims, Claim(found.match["what"], edition, city=city, from_edition=start)]


@_rule(rf"{_MAYBE_CITIES}?{_WORDS}(?P<up>{_ROSE}|{_FELL}) (?:(?:in |for )?<n=N> (?:consecutive )?"
       r"(?:editions|times)(?: running| in a row)?|for the <o=P> (?:consecutive |straight )?"
       r"(?:time|edition)(?: running| in a row)?)(?: , from <p=P> (?:in|on) <e=E> to"
       r" <q=P> (?:in|on) <f=E>| ,? ?up to <g=E>)?")  # fmt: skip
def _streak(found: Found) -> list[Claim]:
    if not re.search(r"in a row|consecutive|straight|running", found.match[0]):
        return []
    kind = "streak_rise" if re.fullmatch(_ROSE, found.match["up"]) else "streak_fall"
    [count], city = found.of("N", "n") or found.of("P", "o"), found.cities()[0]
    if not found.match["p"]:
        return [Claim(kind, found.edition, city=city, value=Decimal(count))]
    [[start]], [[end]] = found.of("E", "e"), found.of("E", "f")
    [first], [last] = found.of("P", "p"), found.of("P", "q")
    streak = Claim(kind, end, city=city, value=Decimal(count))
    return [streak, _rank(city, start, first), _rank(city, end, last)]


@_own_rule(r"while <s=C> (?P<up>rose|fell) overall from <e=E> to <f=E>"
       r" \( <p=P> to <q=P> \) , it (?:rose|fell) in"
       r" (?P<k><K> \( <P> to <P> \)(?:(?: ,| and) <K> \( <P> to <P> \))*)")  # fmt: skip
def _against(found: Found) -> list[Claim]:
    [city] = found.of("C", "s")
    [[start]], [[end]] = found.of("E", "e"), found.of("E", "f")
    places = found.of("P", "p") + found.of("P", "q") + found.of("P", "k")
    claims = []
    for number, category in enumerate([OVERALL, *found.of("K", "k")]):
        old, new = places[2 * number : 2 * number + 2]
        claims.append(_move("gain", city, (start, end), old - new, category))
        claims += [_rank(city, start, old, category), _rank(city, end, new, category)]
    return claims


@_own_rule(r"<s=C> is (?P<k><P> in <K>(?:(?: ,| and) <P> in <K>)*) (?:in|on) <e=E> ,"
       r" (?:above|below) its overall <o=P> place")  # fmt: skip
def _apart(found: Found) -> list[Claim]:
    [city], [[edition]] = found.of("C", "s"), found.of("E", "e")
    pairs = zip(found.of("P", "k"), found.of("K", "k"), strict=True)
    ranks = [_rank(city, edition, place, category) for place, category in pairs]
    return [*ranks, _rank(city, edition, found.of("P", "o")[0])]


@_own_rule(rf"{_CITIES} (?:each )?(?P<up>{_ROSE}|{_FELL}) (?:by )?<n=N> {_STEPS} from"
       r" <e=E> to <f=E> , the most of the <N> [^«,]+?(?P<known> known)? in both")  # fmt: skip
def _moved_most(found: Found) -> list[Claim]:
    is_up = re.fullmatch(_ROSE, found.match["up"]) is not None
    [[start]], [[end]] = found.of("E", "e"), found.of("E", "f")
    size = int(found.of("N", "n")[0])
    span, claims = (start, end), []
    for city in found.of("C", "s"):
        claims.append(_move("gain", city, span, size if is_up else -size))
        kind = "most_gained_of_held" if is_up else "most_lost_of_held"
        claims.append(_move(kind, city, span, size))
        if not found.match["known"]:
            claims.append(_move("biggest_gain" if is_up else "biggest_fall", city, span, None))
    return [*claims, *_paths(found, found.match["s"], span)]


def _paths(found: Found, code: str, span: tuple[Label, Label]) -> list[Claim]:
    """Return the ranks in the brackets behind cities: (27th to 22nd), (24th in both)."""
    claims = []
    for match in re.finditer(r"«C(\d+)»(?: city)? \( «P(\d+)» (?:to «P(\d+)»|in both) \)", code):
        city = str(found.sentence.tokens[int(match[1])].value)
        old, new = (found.sentence.place_of(int(match[group] or match[2])) for group in (2, 3))
        claims += [_rank(city, span[0], old), _rank(city, span[1], new)]
    return claims


@_own_rule(r"<s=C> took the lead(?: from (?P<o><C>(?:(?: ,| and) <C>)*))? (?:in|on) <e=E>"
           r" ; it had never led before")  # fmt: skip
def _first_lead(found: Found) -> list[Claim]:
    [city], [[edition]] = found.of("C", "s"), found.of("E", "e")
    before = found.sentence.catalog.before(edition)
    old = [(one, label) for label in (before,) if label is not None for one in found.of("C", "o")]
    return [
        Claim("leader", edition, city=city),
        Claim("entered_top", edition, city=city, top=1),
        *(Claim("leader", label, city=one) for one, label in old),
    ]


# What the kinds of claims say, in their own words


@_own_rule(r"the rating of <s=C> changed by <n=N> from <E> to <E>")
def _rating_changed(found: Found) -> list[Claim]:
    [city], [value] = found.of("C"), found.of("N")
    start, end = found.span
    return [Claim("rating_gain", end, city=city, from_edition=start, value=Decimal(value))]


@_own_rule(
    r"<s=C> (?P<up>gained|lost) <n=N> places? from <E> to <E> , the most of the \w+ held in both"
)
def _most_of_held(found: Found) -> list[Claim]:
    [city], [size] = found.of("C"), found.of("N")
    kind = "most_gained_of_held" if found.match["up"] == "gained" else "most_lost_of_held"
    return [_move(kind, city, found.span, int(size))]


@_own_rule(r"no \w+ (?P<up>gained|lost) more places than <s=C> from <E> to <E>")
def _nobody_more(found: Found) -> list[Claim]:
    [city] = found.of("C")
    kind = "biggest_gain" if found.match["up"] == "gained" else "biggest_fall"
    return [_move(kind, city, found.span, None)]


@_own_rule(r"<s=C> stands ahead of <o=C> in <e=E> , for the first-time in those held of both")
def _first_ahead(found: Found) -> list[Claim]:
    [city], [other] = found.of("C", "s"), found.of("C", "o")
    return [Claim("first_ahead_of_held", found.editions[0], city=city, other=other)]


@_rule(r"<s=C> (?:has )?(?:led|kept the lead|held (?:the lead|first place))(?: the (?:<R>|index"
       r"|ranking|table))? (?:from <e=E> to <f=E>(?: , in every edition)?|since"
       r" <g=E>)")  # fmt: skip
def _led(found: Found) -> list[Claim]:
    [city], start = found.of("C"), found.editions[0]
    end = found.editions[1] if found.match["f"] else found.sentence.context.edition
    return [Claim("led_since", end, city=city, from_edition=start)]


@_own_rule(r"<s=C> held no (?P<what>better|worse) rank(?: since <e=E>)? than in <f=E>")
def _no_better(found: Found) -> list[Claim]:
    [city], [*since, end] = found.of("C"), found.editions
    kind = "best" if found.match["what"] == "better" else "worst"
    return [Claim(kind, end, city=city, from_edition=since[0] if since else None)]


@_own_rule(r"<c=N> of the top <n=N> in <E> (?:is|are) in (?:the )?<A>")
def _number_of_top(found: Found) -> list[Claim]:
    [count], [top] = found.of("N", "c"), found.of("N", "n")
    return [_top_count(found.editions[0], int(top), found.of("A")[0], count)]


@_own_rule(r"<s=C> leads by <n=N> points? in <e=E>")
def _leads_by(found: Found) -> list[Claim]:
    [city], [points], [[edition]] = found.of("C", "s"), found.of("N", "n"), found.of("E", "e")
    return [Claim("lead_in_points", edition, city=city, value=Decimal(points))]


@_own_rule(r"the top <n=N> in <e=E> are of <v=N> countries")
def _countries(found: Found) -> list[Claim]:
    [top], [count], [[edition]] = found.of("N", "n"), found.of("N", "v"), found.of("E", "e")
    return [Claim("countries_in_top", edition, top=int(top), value=Decimal(count))]


@_own_rule(r"ratings changed by <n=N> per cent on average in <E>")
def _average_of(found: Found) -> list[Claim]:
    [value] = found.of("N")
    return [Claim("average_change", found.editions[0], value=Decimal(value))]


# What people write


@_rule(rf"{_MAYBE_CITIES}{_WORDS}(?:overtook|overtakes|overtaken|pass(?:es|ed)|leapfrog(?:s|ged)"
       rf"|surpass(?:es|ed)) (?:both )?(?P<o>{_OTHERS})")  # fmt: skip
def _overtook(found: Found) -> list[Claim]:
    span = found.span
    claims = [
        Claim("overtook", span[1], city=one, other=other, from_edition=span[0])
        for other in found.of("C", "o")
        for one in found.cities()
        if one != other
    ]
    if "first-time" in found.sentence.code[found.match.end() :]:
        claims += [
            Claim("first_ahead_of_held", span[1], city=one.city, other=one.other) for one in claims
        ]
    code = f"{found.match['s'] or ''} {found.match['o']}"
    return [*claims, *_paths(found, code, span)]


@_rule(rf", overtaking (?P<o>{_OTHERS})")
def _overtaking(found: Found) -> list[Claim]:
    start, end = found.span
    return [
        Claim("overtook", end, city=city, other=other, from_edition=start)
        for city in found.cities()[:1]
        for other in found.of("C", "o")
        if other != city
    ]


@_rule(r"<o=C> (?:was|is|has been) (?:overtaken|surpassed|passed|leapfrogged) by"
       r" (?P<s><C>(?:(?: ,| and| , and) <C>)*)")  # fmt: skip
def _overtaken(found: Found) -> list[Claim]:
    start, end = found.span
    [other] = found.of("C", "o")
    return [
        Claim("overtook", end, city=one, other=other, from_edition=start)
        for one in found.of("C", "s")
    ]


@_rule(rf"{_MAYBE_CITIES}?{_WORDS}(?:entered|enters|entering|reached|broke into|made|joined)"
       rf" the (?:global )?top <n=N>{_NOT_OF}")  # fmt: skip
def _entered(found: Found) -> list[Claim]:
    is_first = "first-time" in found.sentence.code[found.match.end() :]
    kind = "entered_top" if is_first else "came_into_top"
    top = int(found.of("N", "n")[0])
    return [Claim(kind, found.edition, city=city, top=top) for city in found.cities()]


@_rule(rf"{_MAYBE_CITIES}?{_WORDS}(?:left|leaving|(?:dropped|fell|slipped) out of) the"
       rf" (?:global )?top <n=N>")  # fmt: skip
def _left(found: Found) -> list[Claim]:
    top = int(found.of("N", "n")[0])
    return [Claim("left_top", found.edition, city=city, top=top) for city in found.cities()]


@_rule(rf"{_CITIES} (?:is|are|was|were|ranked|ranks|stands|stood|finished) (?:in|among) the"
       rf" (?:global )?top"
       rf" <n=N>(?! «K)(?! of)")  # fmt: skip
def _in_top(found: Found) -> list[Claim]:
    top = int(found.of("N", "n")[0])
    return [
        Claim("in_top", found.edition, city=city, top=top, category=found.category)
        for city in found.of("C", "s")
    ]


_LEAD = (
    r"(?:the lead|(?:the )?<P> (?:place|spot|position|rank)|the top (?:spot|place|position)"
    r"|the (?:<R>|index|ranking|table|list))"
)


@_rule(rf"{_CITIES} (?P<v>kept|retained|held|holds|keeps|took|takes|regained|regains|has|shares?"
       rf"|leads|led|lead|tops|topped|tied for)(?: (?P<l>{_LEAD}))?(?: from (?P<o><C>(?:(?: ,| and)"
       r" <C>)*))?(?: (?:in |of |on )?<e=E>)?(?P<since> ; it has led since <f=E>)?")  # fmt: skip
def _lead(found: Found) -> list[Claim]:
    if SPAN.search(found.sentence.code):
        return []  # It led in all of several editions, or in some of them.
    verb, lead = found.match["v"], found.match["l"] or ""
    leads = verb in {"leads", "led", "lead", "tops", "topped"}
    if not lead and not (leads and found.match["e"]):
        return []
    if not leads and re.search(r"index|ranking|table|list|«R", lead):
        return []
    if any(place != 1 for place in found.of("P", "l")) or (lead and leads and "«P" in lead):
        return []
    edition, cities = found.edition, found.of("C", "s")
    if len(cities) > 1 and verb not in {"share", "tied for"}:
        return []
    if found.match["e"]:
        [[edition]] = found.of("E", "e")
    claims = [Claim("leader", edition, city=city) for city in cities]
    if found.match["since"]:
        [[start]] = found.of("E", "f")
        claims += [Claim("led_since", edition, city=one, from_edition=start) for one in cities]
    before = found.sentence.catalog.before(edition)
    if before is not None:
        kept = verb in {"kept", "retained", "keeps"} and lead and not found.match["since"]
        held = cities if kept else found.of("C", "o")
        claims += [Claim("leader", before, city=city) for city in held]
    if "first-time" in found.sentence.code[found.match.end() :][:40]:
        claims += [Claim("entered_top", edition, city=city, top=1) for city in cities]
    return claims


@_rule(r"<s=C> lost the lead(?: to (?P<o><C>(?:(?: ,| and) <C>)*))?(?: (?:in |on )?<e=E>)?")
def _lost_lead(found: Found) -> list[Claim]:
    [city], edition = found.of("C", "s"), found.edition
    lost = Claim("left_top", edition, city=city, top=1)
    return [lost, *(Claim("leader", edition, city=one) for one in found.of("C", "o"))]


@_rule(r"of the top <n=N> (?:in|on) <e=E> , (?P<a><N> (?:is|are) in (?:the )?<A>"
       r"(?:(?: ,| and) <N> in (?:the )?<A>)*)")  # fmt: skip
def _regions(found: Found) -> list[Claim]:
    top, [[edition]] = int(found.of("N", "n")[0]), found.of("E", "e")
    pairs = zip(found.of("N", "a"), found.of("A", "a"), strict=True)
    return [_top_count(edition, top, area, count) for count, area in pairs]


def _top_count(edition: Label, top: int, area: tuple[str, str], count: str) -> Claim:
    return _in_area(Claim("top_count", edition, top=top, value=Decimal(count)), area)


def _in_area(claim: Claim, area: tuple[str, str]) -> Claim:
    """Return a claim about a region or a country."""
    column, name = area
    return replace(claim, region=name) if column == "region" else replace(claim, country=name)


@_rule(r"(?P<a><N> <A>(?: and <N> <A>)*) (?:centres|centers|cities|clubs) (?:were|are) in"
       r" the <e=E> top <n=N>")  # fmt: skip
def _counts_in_top(found: Found) -> list[Claim]:
    top, [[edition]] = int(found.of("N", "n")[0]), found.of("E", "e")
    pairs = zip(found.of("N", "a"), found.of("A", "a"), strict=True)
    return [_top_count(edition, top, area, count) for count, area in pairs]


@_rule(r"<c=N> of the <e=E> top <n=N> (?:were|are) <A> (?:centres|cities)")
def _count_of_top(found: Found) -> list[Claim]:
    top, [[edition]] = int(found.of("N", "n")[0]), found.of("E", "e")
    return [_top_count(edition, top, found.of("A")[0], found.of("N", "c")[0])]


@_rule(r"(?P<c><N>|no) (?P<noun>[a-z]+) (?P<up>rose|fell|climbed|dropped)(?: and (?P<d><N>|no)"
       r"(?: (?P<also>[a-z]+))? (?P<down>rose|fell))? <n=N> or more"
       r" (?:places|positions)")  # fmt: skip
def _counts(found: Found) -> list[Claim]:
    start, end = found.span
    nouns = {found.match["noun"], found.match["also"] or found.match["noun"]}
    if not nouns <= found.sentence.nouns:
        return []
    top = int(found.of("N", "n")[0])
    claims = []
    for group, verb in (("c", "up"), ("d", "down")):
        if found.match[group]:
            kind = "count_rose" if found.match[verb] in {"rose", "climbed"} else "count_fell"
            value = Decimal((found.of("N", group) or ["0"])[0])
            claims.append(Claim(kind, end, from_edition=start, top=top, value=value))
    return claims


@_rule(r"ratings (?:(?P<up>rose|fell) by <n=N> per cent|did not change) on average")
def _average(found: Found) -> list[Claim]:
    value = Decimal((found.of("N", "n") or ["0"])[0])
    sign = -1 if found.match["up"] == "fell" else 1
    return [Claim("average_change", found.edition, value=sign * value)]


@_rule(r"<s=C> (?:scored|scores|has a (?:rating|score) of) <n=N>(?: points)?")
def _scored(found: Found) -> list[Claim]:
    [city], [value], category = found.of("C", "s"), found.of("N", "n"), found.category
    return [Claim("rating", found.edition, city=city, value=Decimal(value), category=category)]


@_rule(rf"{_CITIES} (?:(?:is|was) )?rated <n=N>(?: (?:in|on) <e=E>)?(?: ,"
       r" (?:<m=N> (?P<more>more|less) than|the same as) (?:in|on) <f=E>"
       r"| , up <u=N> points)?")  # fmt: skip
def _rated(found: Found) -> list[Claim]:
    [city, *_] = found.of("C", "s")
    edition = found.of("E", "e")[0][0] if found.match["e"] else found.edition
    claims = [Claim("rating", edition, city=city, value=Decimal(found.of("N", "n")[0]))]
    if found.match["f"]:
        [[before]] = found.of("E", "f")
        size = Decimal((found.of("N", "m") or ["0"])[0])
        change = -size if found.match["more"] == "less" else size
        claims.append(Claim("rating_gain", edition, city=city, from_edition=before, value=change))
    return claims


@_rule(rf"<s=C> rating (?P<up>{_ROSE}|{_FELL}) (?:by )?<n=N> points?")
def _rating_moved(found: Found) -> list[Claim]:
    [city], size = found.of("C", "s"), Decimal(found.of("N", "n")[0])
    value = size if re.fullmatch(_ROSE, found.match["up"]) else -size
    start, end = found.span
    return [Claim("rating_gain", end, city=city, from_edition=start, value=value)]


@_rule(rf"{_CITIES} (?:rose|fell|gained|lost) at least <n=N> {_STEPS}"
       r"(?: from <e=E> to <f=E>)?(?: , to <p=P>)?")  # fmt: skip
def _at_least(found: Found) -> list[Claim]:
    kind = (
        "rose_at_least" if re.search(r"\b(?:rose|gained) at", found.match[0]) else "fell_at_least"
    )
    size, claims = int(found.of("N", "n")[0]), []
    for city in found.of("C", "s"):
        claims.append(_move(kind, city, found.span, size))
        claims += [_rank(city, found.span[1], place) for place in found.of("P", "p")]
    return claims


@_rule(rf"{_MAYBE_CITIES}?{_WORDS}(?P<up>{_ROSE}|{_FELL})(?: by)?(?: a total of)? <n=N>"
       rf"(?: {_STEPS})?(?P<to>(?: ,)? to <p=P>)?(?P<path> \( <PN> to <PN> \))?")  # fmt: skip
def _gain(found: Found) -> list[Claim]:
    after = found.sentence.code[found.match.end() :]
    if re.match(r" (?:points?|per cent|%|or more|times|editions)", after):
        return []
    if not re.search(_STEPS, found.match[0]) and not compiled(
        r" in (?:just )?(?:<N>|a) year"
    ).match(after):
        return []
    [number] = found.of("N", "n")
    if not number.isdecimal():
        return []
    size, is_up = int(number), re.fullmatch(_ROSE, found.match["up"]) is not None
    category, claims = found.category, []
    path = [int(one) for one in found.of("P", "path") + found.of("N", "path")]
    around = SPAN.match(after.lstrip())
    if not path and around:
        behind = compiled(r" \( (<PN>) to (<PN>) \)").match(after.lstrip()[around.end() :])
        if behind:
            path = [found.sentence.place_of(int(number)) for _, number in NAME.findall(behind[0])]
    for city in found.cities():
        claims.append(_move("gain", city, found.span, size if is_up else -size, category))
        claims += [_rank(city, found.span[1], place, category) for place in found.of("P", "to")]
        if len(path) == 2:
            claims += [_rank(city, one, place, category)
                       for one, place in zip(found.span, path, strict=True)]  # fmt: skip
    return claims


@_rule(rf"{_MAYBE_CITIES}?{_WORDS}(?:(?P<up>{_ROSE})|(?P<down>{_FELL})|moved|moves|went)"
       r" (?:overall )?(?:from <p=P>(?: place)?(?: (?:in |on )?<e=E>)? to <q=P>(?: place)?"
       r"(?: (?:in |on )?<f=E>)?|to <v=P> from <w=P>)")  # fmt: skip
def _from_to(found: Found) -> list[Claim]:
    [old] = found.of("P", "p") or found.of("P", "w")
    [new] = found.of("P", "q") or found.of("P", "v")
    if (found.match["up"] and old <= new) or (found.match["down"] and old >= new):
        return []  # "Slipped from 12th to 8th" says two things.
    start, end = found.span
    if found.match["e"]:
        [[start]] = found.of("E", "e")
        [[end]] = found.of("E", "f") or [[found.sentence.context.edition]]
    category, claims = found.category, []
    for city in found.cities():
        claims.append(_move("gain", city, found.span, old - new, category))
        claims += [_rank(city, start, old, category), _rank(city, end, new, category)]
    return claims


@_rule(rf"{_MAYBE_CITIES}?{_WORDS}(?:{_ROSE}|{_FELL}) to <p=P>(?: place)?(?: in (?:the )?<A>)?")
def _moved_to(found: Found) -> list[Claim]:
    [place], areas, claims = found.of("P", "p"), found.of("A"), []
    before = found.sentence.catalog.before(found.edition)
    kind = "rose_at_least" if compiled(rf"\b{_ROSE} to").search(found.match[0]) else "fell_at_least"
    for city in found.cities()[:1]:
        own = _rank(city, found.edition, place, found.category)
        if areas:
            claims.append(_in_area(replace(own, kind="region_rank"), areas[0]))
            continue
        claims.append(own)
        if before is not None:
            claims.append(_move(kind, city, (before, found.edition), 1, found.category))
    return claims


@_rule(r", from <p=P> to <q=P>")
def _path(found: Found) -> list[Claim]:
    places = found.of("P", "p") + found.of("P", "q")
    return [
        _rank(city, edition, place, found.category)
        for city in found.cities()[:1]
        for edition, place in zip(found.span, places, strict=True)
    ]


@_rule(r"(?:, )?(?P<what>up|down) from <p=P>(?: place)?(?: (?:in |on )?<e=E>)?(?= |$)")
def _from(found: Found) -> list[Claim]:
    edition = found.edition
    start = found.of("E", "e")[0][0] if found.match["e"] else found.sentence.catalog.before(edition)
    if start is None:
        return []
    return [_rank(city, start, found.of("P", "p")[0]) for city in found.cities()[:1]]


@_rule(r"the top <n=N>(?: cities| centres| centers)? (?:are|were) (?P<s><C>(?: , <C>)*,? and <C>)")
def _top_are(found: Found) -> list[Claim]:
    cities = found.of("C", "s")
    if len(cities) != int(found.of("N", "n")[0]):
        return []
    return [_rank(city, found.edition, place) for place, city in enumerate(cities, 1)]


@_rule(r"(?:puts?|places?|placed|ranks?|ranked|lists?|listed|has) <s=C> (?:in |at )?(?:joint )?"
       r"<p=P>(?: place)?(?: (?:of|among|out of) (?:the )?<n=N> (?=\w))?")  # fmt: skip
def _put(found: Found) -> list[Claim]:
    [city], [place] = found.of("C", "s"), found.of("P", "p")
    size = [Claim("table_size", found.edition, value=Decimal(one)) for one in found.of("N", "n")]
    return [_rank(city, found.edition, place, found.category), *size]


@_rule(rf"{_CITIES} (?:took|takes|secured|earned|claimed) (?:the )?<p=P> (?:place|position|spot)")
def _took(found: Found) -> list[Claim]:
    [place] = found.of("P", "p")
    return [_rank(city, found.edition, place, found.category) for city in found.of("C", "s")[:1]]


@_rule(rf"{_CITIES} (?:(?:kept|retained|held|keeps) <p=P> (?:place|position|spot)|(?:remain(?:s|ed)"
       rf"|stay(?:s|ed)) (?:in |at )?<q=P>)")  # fmt: skip
def _kept(found: Found) -> list[Claim]:
    [place], claims = found.of("P", "p") or found.of("P", "q"), []
    for city in found.of("C", "s"):
        claims.append(_move("gain", city, found.span, 0))
        claims += [_rank(city, edition, place) for edition in found.span]
    return claims


@_rule(r"(?:<s=C> <N> places were the largest|(?:with )?the world (?:highest"
       r"|biggest|largest|steepest)) (?:rise|climb|jump|increase)")  # fmt: skip
def _biggest(found: Found) -> list[Claim]:
    return [_move("biggest_gain", city, found.span, None) for city in found.cities()[:1]]


@_rule(rf"{_MAYBE_CITIES}?{_WORDS}(?:ranked|stood|stands|was|is|stayed|ranks|came|remains|remained)?"
       rf" ?(?:above|ahead of|higher than|better than)(?: both)?"
       rf" (?P<o>{_OTHERS})")  # fmt: skip
def _ahead(found: Found) -> list[Claim]:
    is_first = "first-time" in found.sentence.code[found.match.end() :]
    kinds = ["ahead", *(["first_ahead_of_held"] if is_first else [])]
    claims = [
        Claim(kind, found.edition, city=city, other=other, category=found.category)
        for kind in kinds
        for city in found.cities()[:1]
        for other in found.of("C", "o")
        if other != city
    ]
    for match in re.finditer(r"«C(\d+)»(?: city)? \( «P(\d+)» \)", found.match["o"]):
        city, place = str(found.sentence.tokens[int(match[1])].value), int(match[2])
        claims.append(_rank(city, found.edition, found.sentence.place_of(place)))
    return claims


@_rule(rf"{_MAYBE_CITIES}{_WORDS}(?:outrank(?:s|ed)|outperform(?:s|ed)|beats?)"
       rf" (?P<o>{_OTHERS})")  # fmt: skip
def _outranked(found: Found) -> list[Claim]:
    return _all_ahead(found, found.cities()[:1], found.of("C", "o"))


@_rule(rf"{_MAYBE_CITIES}?{_WORDS}(?:(?:ranked|ranks|stood|stands|was|is|stayed|came|just) )?"
       rf"(?:behind|below|trail(?:s|ed)|lag(?:s|ged) behind) (?P<o>{_OTHERS})")  # fmt: skip
def _behind(found: Found) -> list[Claim]:
    return _all_ahead(found, found.of("C", "o"), found.cities()[:1])


def _all_ahead(found: Found, cities: list[str], others: list[str]) -> list[Claim]:
    """Return the claims that each of some cities is ahead of each of some others."""
    return [
        Claim("ahead", found.edition, city=city, other=other, category=found.category)
        for city in cities
        for other in others
        if city != other
    ]


_WORLD = r"(?: in the world| worldwide| globally| overall)?"
_PLACES = (
    rf"(?P<l><P>(?: place| position)?{_WORLD}(?: (?:in|for)(?: the)? <KA>)?"
    r"(?:(?: ,| and| , and) (?:joint )?<P> (?:in|for)(?: the)? <KA>)*)"
)


@_rule(rf"{_MAYBE_CITIES}?{_WORDS}(?:is|was|ranks|ranked|ranking|stands|stood|came|comes"
       rf"|placed|finished|became|entered the index in|entering in)(?: <E>)?(?: in| at)?"
       rf" {_JOINT}{_PLACES}"
       r"(?: (?:of|among|out of) (?:the )?<n=N> (?:\w+ ){0,2}?(?=\w))?")  # fmt: skip
def _stands(found: Found) -> list[Claim]:
    after = found.sentence.code[found.match.end("l") :]
    if len(found.of("C", "s")) > 1 and compiled(r"^ ?(?:,|and) (?:<P>)").match(after):
        return []
    edition, claims = found.edition, []
    for city in found.cities()[:1] if "s" not in found.match.groupdict() else found.cities():
        for place, name in compiled(r"(<P>)(?:[^«]*)(<KA>)?").findall(found.match["l"]):
            [(_, number)] = NAME.findall(place)
            token = found.sentence.tokens[int(number)]
            claim = _placed(found, city, edition, found.sentence.place_of(int(number)), name)
            if claim.kind == "rank" and found.sentence.text[token.start : token.end] == "first":
                claim = replace(claim, kind="leader", value=None)
            claims.append(claim)
    for count in found.of("N", "n"):
        claims.append(Claim("table_size", edition, value=Decimal(count)))
    return claims


def _placed(found: Found, city: str, edition: Label, place: int, name: str) -> Claim:
    """Return the claim that a city holds a place in a category or an area, or overall."""
    if not name:
        return _rank(
            city, edition, place, found.category if len(found.of("P", "l")) == 1 else OVERALL
        )
    [(kind, number)] = NAME.findall(name)
    value: Any = found.sentence.tokens[int(number)].value
    if kind == "K":
        return _rank(city, edition, place, value)
    return _in_area(Claim("region_rank", edition, city=city, value=Decimal(place)), value)


@_rule(r"<p=P> (?:smart )?(?:city|centre|center|club) (?:of|in) (?:the )?<A>|<A> <P> (?:smart )?"
       r"(?:city|centre|center|club)")  # fmt: skip
def _number_one(found: Found) -> list[Claim]:
    edition, [place], [area] = found.edition, found.of("P"), found.of("A")
    if not re.search(r"smart|\d|(?i:number)", found.words):
        return []  # "The second city of France" is one of size.
    return [
        _in_area(Claim("region_rank", edition, city=city, value=Decimal(place)), area)
        for city in found.cities()[:1]
    ]


@_rule(rf"(?:,|and|ahead of <C> and) {_PLACES}")
def _also_in(found: Found) -> list[Claim]:
    names = compiled(r"(<P>)[^«]*(<KA>)").findall(found.match["l"])
    places = found.of("P", "l")
    return [
        _placed(found, city, found.edition, int(value), name)
        for city in found.cities()[:1]
        for value, (_, name) in zip(places, names, strict=False)
        if len(names) == len(places)
    ]


@_rule(r"<s=C> entered the (?:<R>|index|ranking|table|list)[^«]*<E> \( <p=P> \)")
def _newcomer(found: Found) -> list[Claim]:
    [city], [place] = found.of("C", "s"), found.of("P", "p")
    return [_rank(city, found.editions[0], place)]


@_rule(r"(?:: |, |and )<s=C> <p=P>(?! (?:in|for|place))")
def _in_list(found: Found) -> list[Claim]:
    [city], [place] = found.of("C", "s"), found.of("P", "p")
    if compiled(r"(?:in|for) (?:the )?<KA>").search(found.sentence.code[: found.start]):
        return []  # It may be a place in the category or area just named.
    return [_rank(city, found.edition, place)]


@_rule(r"<s=C>(?: city)? (?:\( <p=P> \)|, <q=P> ,)")
def _in_brackets(found: Found) -> list[Claim]:
    [city] = found.of("C", "s")
    return [_rank(city, found.edition, place) for place in found.of("P")]


@_rule(r", (?:<n=N> places? (?P<up>up|down) on|the same (?:as )?in) ?<e=E>")
def _since(found: Found) -> list[Claim]:
    [[start]] = found.of("E", "e")
    if " rated " in found.sentence.code[: found.start]:
        return []
    before = list(found.labels(found.sentence.code[: found.start]))
    end = before[-1] if before else found.sentence.context.edition
    size = int((found.of("N", "n") or ["0"])[0])
    value = -size if found.match["up"] == "down" else size
    return [_move("gain", city, (start, end), value) for city in found.cities()[:1]]


@_rule(r"(?:<e=E>|<R>|the (?:index|ranking)) (?:rank(?:s|ed)|cover(?:s|ed)|includes|evaluated"
       r"|assessed) <n=N> (?P<noun>\w+)|<m=N> (?P<nouns>\w+) (?:were|are) (?:ranked|evaluated"
       r"|assessed)")  # fmt: skip
def _size(found: Found) -> list[Claim]:
    [number], noun = found.of("N"), found.match["noun"] or found.match["nouns"]
    if noun not in found.sentence.nouns:
        return []
    return [Claim("table_size", found.edition, value=Decimal(number))]
