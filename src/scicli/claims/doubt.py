"""What a sentence may say besides its claims; anything else puts a claim in doubt.

A claim is read only where its clause says nothing else: nothing on other places, times, rankings or
categories, nothing that denies it or hopes for it. What is in doubt is told as not read.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from scicli.claims.claim import Claim
from scicli.claims.sentence import SPAN, VERBS, Found, Sentence, compiled

_CLAUSE = re.compile(r"[,;:()–—]| but | while | whereas ")
# Words that may stand before a claim in its clause and change nothing.
_BEFORE = compiled(
    r"(?:(?:in|by|compared with|relative to|publisher|figures|count|ratings|major|cities|included"
    r"|includes|particular|addition|the|as|and|also|moreover|furthermore|here|again|overall|on|of"
    r"|that|announced|announces|says|said|shows|found|according to|today|thus|so|therefore|then"
    r"|city|finally|however|contrast|meanwhile|latest|new|index|ranking|rankings|global|with|for|date"
    r"|indeed|while|its|a|report"
    r"|results?|shows?|terms|published|released|<K> (?:category|dimension|pillar|area)|(?:mon|tues"
    r"|wednes|thurs|fri|satur|sun)day|(?:ahead of|behind) (?:it|<C>) (?:is|are|was|were|came)"
    r"|(?:since|from|between) <E>(?: (?:and|to) <E>)?|<EKRD>|[^\w\s«»%])(?: |$))*+"
)
# A sentence may begin with the city that its claims are about.
_BEGINNING = compiled(
    rf"(?:(?:the )?<A>|{_BEFORE.pattern}(?:<C>(?: metropolitan)?(?: city)? ?,? ?)?"
    rf"{_BEFORE.pattern})"
)
_OF_AREA = compiled(r"(?:the )?<A>")
_NOUNS = r"(?:cities|centres|centers)"
_LARGE = r"(?:(?:major|world|global|leading|ranked|evaluated|surveyed|listed|smart) )*"
_ANNOUNCED = r"(?:announced|published|released|issued)"
_BY = rf"{_ANNOUNCED} by [\w/&.-]+(?: [\w/&.-]+){{0,4}}"
_LATEST = r"(?:(?:latest|new|newest|current|global|most recent) )*"
_THE_RANKING = rf"(?:the |this )?{_LATEST}(?:<R>|index|ranking|rankings|table|list|standings)"
# Of two phrases that begin alike the longer one comes first.
_OF_STATES = (
    r"(?:place|position|spot|rank)",
    r"(?:overall|each|worldwide|globally|also|too|as well|already)",
    r"(?:in|around|of) the world",
    rf"(?:in|of|on|by|from) (?:the )?{_LATEST}<R> {_BY}",
    rf"(?:in|of|on|by|from) {_THE_RANKING}(?: \( <R> \))?",
    r"(?:(?:in|on|of|for) )?(?:the )?<E>(?: (?:of|in) (?:the )?<R>)?"
    rf"(?: (?:<R>|index|ranking|rankings|edition|survey|evaluation))?(?: {_ANNOUNCED}(?: <E>)?)?",
    rf"{_ANNOUNCED} <ED>",
    rf"(?:of|among|out of) (?:any of |the |all |a total of )*(?:<N> )?{_LARGE}(?:{_NOUNS})",
    rf"{_LARGE}(?:{_NOUNS})(?: (?:evaluated|surveyed|ranked|covered|included))?",
    r"(?:in|for|on|by|under) (?:the |its )?<K>"
    r"(?: (?:category|pillar|area|dimension|fields?|section|ranking|index)(?: such as)?)?",
    r"(?:category|pillar|area|dimension|fields?|section)(?: such as [^«]*)?",
    r"as (?:a|an|the) (?:[\w-]+ )*smart (?:city|centre|center)",
    r"(?:smart|smartest|best) (?:city|centre|center)(?: in the world| worldwide| globally)?",
    r"(?:compared (?:with|to)|relative to|up on|down on) (?:the )?<E>",
    r"(?:and|[^\w\s«»%])",
)
# Phrases that may also stand behind a move.
_OF_MOVES = (
    r"(?:between|from|over) (?:the )?<E> (?:and|to|-|–|compared with) (?:the )?<E>",
    r"(?:since|from|than in|between) (?:the )?<E>",
    r"(?:in|over|within) (?:just |only )?(?:<N>|a|the) years?",
    r"year on year",
)
_NO_WORD = re.compile(r"[^\w«»%]*")
_FIRSTS = {"entered_top", "first_ahead_of_held"}
"""The kinds of claims that say that something is so for the first time."""
_NEGATED = compiled(r"\b(?:not|never|no longer|\w+n[’']t)\b")
_PERFECT = re.compile(r"\bhad\b")
# Words that take a claim back, or say that it is another's, anywhere in a sentence.
_DENIED = compiled(
    r"\b(?:wrong\w*|false\w*|untrue|incorrect\w*|alleged\w*|den(?:y|ies|ied)|disput\w*|critics?"
    r"|mistak\w*|myth|rumou?r\w*|hop(?:e|es|ed|ing)|believ\w*|claim(?:s|ed|ing)|supposed\w*"
    r"|reportedly|if|unless|whether|not (?:so|true)|opposition|dreams?|or so|\w+n[’']t it"
    r"|only (?:in|for|on|by)|according to|errors?|corrected|provisional\w*|rejects?|lied)\b"
)
_TIMES = compiled(
    r"\b(?:ago|years?|months?|weeks?|decades?|past|yesterday|tomorrow|next|formerly|once|penultimate"
    r"|inaugural|debut|previous|earlier|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|last|former|later|editions?|(?:19|20)\d\d|then"
    r"|that (?:time|point|day|moment|occasion)|at the time|back in|days)\b"
    r"|['’]\d\d\b"
)
_TWO_EDITIONS = compiled(rf"<E>(?: ,)?(?: and)?(?: in| on)? <E>(?! {VERBS}| ,)")
_SINCE = compiled(r"\b(?:since|from|between) (?:the )?<E>")
# Signs and words that begin a clause of their own.
_OWN_CLAUSE = (",", "(", ":", "which ", "who ")
_EDITION_BEFORE = compiled(r"<E> ?,? ?$")
# Another clause begins, of the same subject or of another.
_GOES_ON = re.compile(
    rf" and (?=(?:{VERBS}|it|its|the|will|would|can|aims?|wants?|plans?|remains?|continues?)\b)"
)
# Words that begin a phrase between two commas; it belongs to the clause beside it.
_PREPOSITION = re.compile(
    r" ?(?:and |but )?(?:in|on|for|by|at|under|of|among|as|until|before|after) "
)
_IN_BRACKETS = re.compile(r" ?\(([^()]*)\)")
_OF_FIGURES = compiled(r"<PN>(?: (?:to|against|and) <PN>)+|<PN> in both|<E> to <E>")
# Words that limit the clause before them.
_LIMITS = re.compile(
    r" ?(?:based|measured|adjusted|judged|count(?:ing|ed)|excluding|without|only|all of|though"
    r"|although|when(?= \w)|[a-z]+ only)\b"
)
# Others say so; a mayor, an official and the city speak of the ranking.
_SAYS = compiled(
    r"^ ?(?!.*(?:mayor|official|spokes|\bhe\b|\bshe\b|<CR>))[^«]*"
    r"\b(?:says?|said|found|shows?|reads)\b"
)
_IN_LIST = compiled(r" ?(?:and )?<C>")
_ACCORDING = compiled(r"according to (?:the )?(?:<RE>|index|ranking)")
_KNOWN_TIMES = re.compile(
    r"(?:in|over|within) (?:just |only )?(?:a|one|1) year\b|year on year|(?:for )?the first time"
)
_IN_A_ROW = re.compile(
    r"(?:in|for|of the|in all|the) [\w-]+ (?:consecutive )?editions\b|in every edition"
    r"|for the [\w-]+ (?:consecutive |straight )?edition\b"
)
# A name that ends with what rankings are called, or that is known as the name of one.
_RANKING = re.compile(
    r"(?:\b[A-Z][\w&'’-]*\s+(?:of\s+|for\s+|the\s+)?){1,5}"
    r"(?:Index|Ranking|Rankings|Survey|Report|Awards?|Barometer|Scoreboard|League Table)\b"
    r"|\b(?:Mercer|Numbeo|IMD|EIU|Economist|Monocle|Kearney|Resonance|Arcadis)\b"
    r"|\b[Aa]nother (?:index|ranking|survey)\b|\b(?:[Ii]n|[Bb]y) the (?:[A-Z]{3,6}\b"
    r"|[A-Z][\w&'’-]+ (?:index|ranking|survey|study|report)\b)"
)


@cache
def _behind(nouns: str, *, moves: bool, firsts: bool) -> re.Pattern[str]:
    """Return what may stand behind a claim in its clause and changes nothing."""
    phrases = "|".join(
        (*_OF_STATES, *(_OF_MOVES if moves else ()), *(["for the first-time"] if firsts else []))
    )
    phrases = phrases.replace(_NOUNS, rf"{_NOUNS}|{re.escape(nouns)}")
    # A phrase that is found is not given up for another, so that no text takes long.
    return compiled(rf"(?:(?:{phrases})(?: |$))*+")


class Taken(NamedTuple):
    """A place in a sentence where a rule applies, and the claims that it makes there."""

    found: Found
    claims: tuple[Claim, ...]
    is_own: bool  # whether findings say it so

    @property
    def span(self) -> tuple[int, int]:
        """The beginning and the end in the code of the sentence."""
        return self.found.match.span()

    @property
    def firsts(self) -> bool:
        """Whether one of the claims says that something is so for the first time."""
        return any(claim.kind in _FIRSTS for claim in self.claims)

    @property
    def moves(self) -> bool:
        """Whether one of the claims compares two editions."""
        return any(claim.from_edition is not None for claim in self.claims)


def certain(sentence: Sentence, taken: Sequence[Taken]) -> list[Taken]:
    """Return what is taken from a sentence without doubt."""
    kept = list(taken)
    while True:
        plain = [
            one for one in kept if _is_whole(sentence, one, kept) or _is_plain(sentence, one, kept)
        ]
        if len(plain) == len(kept):
            break
        kept = plain
    if all(_is_whole(sentence, one, kept) for one in kept) or not _is_doubtful(sentence, kept):
        return kept
    return []


def _is_whole(sentence: Sentence, one: Taken, taken: Sequence[Taken]) -> bool:
    """Return whether a claim is said as findings say it, up to the next one or the end."""
    nexts = [other.span[0] for other in taken if other.span[0] >= one.span[1]]
    behind = sentence.code[one.span[1] : min(nexts, default=len(sentence.code))]
    return one.is_own and _NO_WORD.fullmatch(behind) is not None


def _is_plain(sentence: Sentence, one: Taken, taken: Sequence[Taken]) -> bool:
    """Return whether the clause of a claim says nothing else."""
    code, match = sentence.code, one.found.match
    before = max((other for other in taken if other.span[1] <= match.start()),
                 key=lambda other: other.span[1], default=None)  # fmt: skip
    nexts = [other.span[0] for other in taken if other.span[0] >= match.end()]
    front = code[before.span[1] if before else 0 : match.start()]
    back = code[match.end() : min(nexts, default=len(code))]
    return (
        (match[0].startswith(_OWN_CLAUSE) or _leads_on(sentence, before, front))
        and not _is_limited(sentence, one, back)
        and _goes_on(sentence, one, back, joins=bool(nexts))
        and not _NEGATED.search(match[0])
        and _is_of_one_time(sentence, one, back)
    )


def _is_limited(sentence: Sentence, one: Taken, gap: str) -> bool:
    """Return whether a bracket, or the next clause, limits a claim or says whose it is."""
    brackets = _IN_BRACKETS.match(gap)
    if brackets and not (
        _follows(sentence, one, brackets[1]) or _OF_FIGURES.fullmatch(brackets[1].strip())
    ):
        return True
    _, *further = _CLAUSE.split(f"{gap} ")
    if not further:
        return False
    is_listed = one.found.match[0].endswith(")") and _IN_LIST.match(further[0])
    if is_listed or _LIMITS.match(further[0]) or _SAYS.search(further[0]):
        return True
    is_first = further[0].strip(" .!") == "for the first-time"
    is_aside = _PREPOSITION.match(further[0]) is not None and not is_first
    return is_aside and not _follows(sentence, one, further[0])


def _goes_on(sentence: Sentence, one: Taken, gap: str, *, joins: bool) -> bool:
    """Return whether the clause ends plainly, or joins the next claim."""
    behind = _CLAUSE.split(f"{gap} ", maxsplit=1)[0]
    if _follows(sentence, one, _GOES_ON.split(behind, maxsplit=1)[0]):
        return True
    return joins and behind == f"{gap} " and _may_join(sentence, one, gap)


def _is_of_one_time(sentence: Sentence, one: Taken, gap: str) -> bool:
    """Return whether a clause leaves no doubt about the edition of a claim."""
    code, match = sentence.code, one.found.match
    front = _CLAUSE.split(code[: match.start()])[-1]
    behind = _CLAUSE.split(f"{gap} ", maxsplit=1)[0]
    names_one = "«E" in f"{front}{match[0]}{behind}"
    if _PERFECT.search(match[0]) and not names_one:
        return False
    if one.moves:
        return True
    is_own_time = names_one or front.strip() == "when"
    since = _SINCE.search(f"{code[: match.end()]}{behind}")
    return not _TWO_EDITIONS.search(SPAN.sub("", code)) and (is_own_time or not since)


def _leads_on(sentence: Sentence, before: Taken | None, gap: str) -> bool:
    """Return whether what stands before a claim in its clause changes nothing."""
    *others, left = _CLAUSE.split(gap)
    if others and _PREPOSITION.match(others[-1]) and not _BEFORE.fullmatch(others[-1].strip()):
        return False
    if before is not None and not others:
        return _may_join(sentence, before, gap)
    is_when = left.strip() == "when" and _EDITION_BEFORE.search(gap.partition("when")[0])
    return bool(is_when) or any(
        pattern.fullmatch(left.strip()) is not None for pattern in (_BEFORE, _OF_AREA)
    )


def _follows(sentence: Sentence, one: Taken, gap: str) -> bool:
    """Return whether what stands behind a claim in its clause changes nothing.

    A list of cities may go on with names that the data do not have.
    """
    if one.found.match.groupdict().get("o"):
        strangers = {
            token.value
            for token in sentence.tokens
            if not token.kind and sentence.text[token.start].isupper()
        }
        gap = " ".join(word for word in gap.split() if word not in strangers)
    return _pattern_behind(sentence, one).fullmatch(gap.strip()) is not None


def _may_join(sentence: Sentence, one: Taken, gap: str) -> bool:
    """Return whether what stands between two claims of a clause changes neither."""
    pattern = _pattern_behind(sentence, one).pattern
    return compiled(f"{pattern}{_BEFORE.pattern}").fullmatch(gap.strip()) is not None


def _pattern_behind(sentence: Sentence, one: Taken) -> re.Pattern[str]:
    nouns = sentence.catalog.terms.nouns
    return _behind(nouns, moves=one.moves, firsts=one.firsts)


def _is_doubtful(sentence: Sentence, taken: Sequence[Taken]) -> bool:
    """Return whether a sentence as a whole puts its claims in doubt."""
    if sentence.text.rstrip(" \"'”’)").endswith("?"):
        return True
    start = min(one.span[0] for one in taken)
    if not _BEGINNING.fullmatch(sentence.code[:start].strip()):
        return True
    rest = " ".join(_rests(sentence.code, [one.span for one in taken]))
    return (
        _DENIED.search(_ACCORDING.sub("", rest)) is not None
        or has_unknown_time(sentence)
        or _has_loose_category(sentence, taken)
    )


def _rests(code: str, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Yield the pieces of a sentence from which no claim is taken."""
    for (_, end), (start, _) in pairwise([(0, 0), *sorted(spans), (len(code), len(code))]):
        yield code[end:start]


def has_unknown_time(sentence: Sentence) -> bool:
    """Return whether a sentence names a time that is no edition: "in 2019", "two years ago"."""
    text, kept = sentence.text, []
    start = 0
    for token in sentence.tokens:
        if token.kind in {"E", "C", "D", "R"}:
            kept.append(text[start : token.start])
            start = token.end
    rest = " ".join([*kept, text[start:]]).lower()
    for known in (_KNOWN_TIMES, _IN_A_ROW):
        rest = known.sub("", rest)
    return _TIMES.search(rest) is not None


def _has_loose_category(sentence: Sentence, taken: Sequence[Taken]) -> bool:
    """Return whether a sentence names a category that none of its claims is about."""
    named = {str(one.value) for one in sentence.tokens if one.kind == "K"}
    return not named <= {claim.category for one in taken for claim in one.claims}


def is_of_another(sentence: Sentence) -> bool:
    """Return whether a sentence names another ranking: "ranked 5th in the Global Cities Report"."""
    own = sentence.lexicon.ranking_pattern
    return any(not own.search(name) for name in _RANKING.findall(sentence.text))
