"""Claims read from running text, sentence by sentence; what no rule reads is told."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scicli.analysis.wording import MONTHS
from scicli.claims.claim import Claim
from scicli.claims.grammar import (
    BETWEEN,
    COMPARED,
    HEDGES,
    MOVES,
    NEGATED,
    NO_PLACE,
    PLAIN,
    RULES,
    SAID_OF_RANKS,
    TIMES,
    Rule,
)
from scicli.claims.sentence import NAME, SPAN, Found, NoSpanError, Sentence, compiled
from scicli.claims.words_read import Context, Lexicon, paragraphs
from scicli.index.catalog import Catalog
from scicli.index.editions import Label

_DATE = re.compile(
    rf"\b(?:(\d{{4}})-(\d{{2}})-(\d{{2}})|(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}}))\b"
)
_HEAD = 200  # letters at the beginning of a text, in which its date is looked for
# Letters of what could not be read, behind its first word.
_COMPARED_WITH, _REST_OF_LIST = 40, 60
_CLAUSE = re.compile(r"[,;:()]| but | while | whereas | and (?=«C| it )")
_COMMA = re.compile(r"[,;:]| but | while ")
_GOES_ON = (",", "(", ":", "and ", "which ", "who ")
_STARTS = ("it ", "which ", "who ", ", ", "and ", "also ", "( ")
_PLAIN_START = compiled(
    rf"{PLAIN.pattern}(?:<C>(?: city)?(?: \( [^()]* \))? ?)?(?:{PLAIN.pattern})"
)
_KNOWN_TIMES = re.compile(
    r"(?:in|over|within) (?:just |only )?(?:\w+|a|the) year\b|year on year|(?:for )?the first time"
)
_IN_A_ROW = re.compile(r"(?:in|for|of the|in all|the) [\w-]+ (?:consecutive )?editions\b")
# A name that ends with what rankings are called.
_RANKING = re.compile(
    r"(?:[A-Z][\w&'’-]*\s+(?:of\s+|for\s+|the\s+)?){1,5}"
    r"(?:Index|Ranking|Rankings|Survey|Report|Awards?|Barometer|Scoreboard|League Table)\b"
)


class Part(NamedTuple):
    """A piece of a sentence with the claims that it makes."""

    words: str
    claims: tuple[Claim, ...]


class Reading(NamedTuple):
    """A sentence, the claims read from it, and the pieces on ranks that could not be read."""

    sentence: str
    parts: tuple[Part, ...]
    unread: tuple[str, ...]


def read_text(catalog: Catalog, text: str, *, edition: Label, on: str = "") -> list[Reading]:
    """Return the sentences of a text with their claims.

    Args:
        edition: The edition that a sentence is about which names none.
        on: The date of the text, YYYY-MM-DD; "this year" and the like need it.
    """
    lexicon, subject = Lexicon(catalog), ""
    found = []
    for paragraph in paragraphs(text):
        is_elsewhere = False
        for sentence in paragraph:
            context = Context(edition, on)
            spoken = Sentence(catalog, lexicon, sentence, context, subject, is_elsewhere)
            found.append(_read(spoken))
            if any(token.kind == "C" or token.value in {"it", "city"} for token in spoken.tokens):
                subject = spoken.main_subject
            named = spoken.editions
            is_elsewhere = named[-1] != edition if named else is_elsewhere
    return found


def date_of(text: str) -> str:
    """Return the date at the head of a text, YYYY-MM-DD, or "".

    >>> date_of("27 November 2022 - Busan ranked 22nd."), date_of("Busan ranked 22nd.")
    ('2022-11-27', '')
    """
    match = _DATE.search(text[:_HEAD])
    if match is None:
        return ""
    if match[1]:
        return match[0]
    return f"{match[6]}-{MONTHS.index(match[5]) + 1:02}-{int(match[4]):02}"


def _read(sentence: Sentence) -> Reading:
    """Return what a sentence says."""
    used = {
        int(number)
        for match in NO_PLACE.finditer(sentence.code)
        for kind, number in NAME.findall(match[0])
        if kind == "P"
    }
    parts: list[tuple[int, Part]] = []
    matches: list[re.Match[str]] = []
    said: set[Claim] = set()
    owned: list[bool] = []
    for rule in RULES:
        for match in rule.pattern.finditer(sentence.code):
            found = Found(sentence, match)
            core = {number for kind, number in found.names if kind in "PN"}
            if core & used or _is_in_doubt(sentence, rule, found):
                continue
            claims = [one for one in _claims(rule, found) if one not in said]
            if claims:
                used |= core
                said.update(claims)
                matches.append(match)
                owned.append(rule.is_own)
                parts.append((match.start(), Part(found.words, tuple(claims))))
    parts.sort(key=lambda one: one[0])
    is_own = all(owned)
    if (
        parts
        and not is_own
        and (
            sentence.text.rstrip().endswith("?")
            or _is_of_another(sentence)
            or _has_unknown_time(sentence)
            or _has_loose_category(sentence, parts)
            or not _begins_plainly(sentence, matches)
        )
    ):
        return Reading(sentence.text, (), (sentence.text,))
    unread = [
        *_comparisons(sentence, matches),
        *_rests_of_lists(sentence, matches),
        *_places(sentence, used),
        *_moves(sentence, read=bool(parts)),
        *_lost(sentence, matches),
    ]
    whole = [
        words
        for words in dict.fromkeys(unread)
        if not any(words in one for one in unread if one != words)
    ]
    return Reading(sentence.text, tuple(part for _, part in parts), tuple(whole))


def _claims(rule: Rule, found: Found) -> list[Claim]:
    try:
        return rule.claims(found)
    except NoSpanError:
        return []


def _is_in_doubt(sentence: Sentence, rule: Rule, found: Found) -> bool:
    """Return whether a sentence may mean something else than a rule takes from it.

    A clause has to begin with what the rule reads, but for words that change nothing. It has to
    name whom it is about, and no time that is not known.
    """
    match = found.match
    if rule.is_own:
        return False
    before, after = sentence.code[: match.start()], sentence.code[match.end() :]
    # A clause may begin with "and" before the name that the match begins with.
    left = (
        "" if match[0].startswith(_GOES_ON) else _CLAUSE.split(f"{before}{match[0][:4]}")[-1][:-4]
    )
    if HEDGES.search(left) or NEGATED.search(match[0]) or not PLAIN.fullmatch(left.strip()):
        return True
    if (
        "s" in rule.pattern.groupindex
        and not match["s"]
        and not (match[0].startswith(_STARTS) and found.subject)
    ):
        return True
    if BETWEEN.search(sentence.code):
        return True
    labels = list(found.labels(sentence.code))
    if sentence.is_elsewhere and not labels:
        return True
    if len(set(labels)) > 1 and not found.editions and not SPAN.search(sentence.code):
        clause = f"{_COMMA.split(before)[-1]}{match[0]}{_COMMA.split(after)[0]}"
        return len(set(found.labels(clause))) != 1
    return False


def _begins_plainly(sentence: Sentence, matches: Sequence[re.Match[str]]) -> bool:
    """Return whether nothing before the first match of a sentence can change what it says."""
    first = min(match.start() for match in matches)
    return _PLAIN_START.fullmatch(sentence.code[:first].strip()) is not None


def _has_unknown_time(sentence: Sentence) -> bool:
    """Return whether a sentence names a time that is no edition: "in 2019", "two years ago"."""
    text, kept = sentence.text, []
    start = 0
    for token in sentence.tokens:
        if token.kind in {"E", "C"}:
            kept.append(text[start : token.start])
            start = token.end
    rest = " ".join([*kept, text[start:]])
    rest = _DATE.sub(lambda one: "" if date_of(one[0]) == sentence.context.date else one[0], rest)
    rest = rest.lower()
    for known in (_KNOWN_TIMES, _IN_A_ROW):
        rest = known.sub("", rest)
    return TIMES.search(rest) is not None


def _has_loose_category(sentence: Sentence, parts: Sequence[tuple[int, Part]]) -> bool:
    """Return whether a sentence names a category that none of its claims is about."""
    named = {str(one.value) for one in sentence.tokens if one.kind == "K"}
    return not named <= {claim.category for _, part in parts for claim in part.claims}


def _is_of_another(sentence: Sentence) -> bool:
    """Return whether a sentence names another ranking: "ranked 5th in the Global Cities Report"."""
    own = sentence.catalog.terms.name.casefold().replace("centers", "centres")
    for name in _RANKING.findall(sentence.text):
        if not own or own not in name.casefold().replace("centers", "centres"):
            return True
    return False


def _comparisons(sentence: Sentence, matches: Sequence[re.Match[str]]) -> Iterator[str]:
    """Yield comparisons and tops that no rule has read."""
    for match in COMPARED.finditer(sentence.code):
        if not any(one.start() <= match.start() < one.end() for one in matches):
            end = min(match.end() + _COMPARED_WITH, len(sentence.code))
            yield sentence.words(match.start(), end)


def _rests_of_lists(sentence: Sentence, matches: Sequence[re.Match[str]]) -> Iterator[str]:
    """Yield what follows a list of cities and may be a name that the data do not have."""
    for match in matches:
        if not match.groupdict().get("o"):
            continue
        end = match.end()
        after = re.match(r"(?: ,)?(?: and| ,) ([^\W_«][\w-]*)", sentence.code[end:])
        if after:
            start = end + after.start(1)
            rest = sentence.words(start, min(end + _REST_OF_LIST, len(sentence.code)))
            if rest[:1].isupper():
                yield rest


def _places(sentence: Sentence, used: set[int]) -> Iterator[str]:
    """Yield the words around places that no rule has read."""
    for number, token in enumerate(sentence.tokens):
        if token.kind == "P" and number not in used:
            yield sentence.around(number)


def _moves(sentence: Sentence, *, read: bool) -> Iterator[str]:
    """Yield moves that no rule has read, or all of a sentence with a city, an edition, a number."""
    kinds = {token.kind for token in sentence.tokens}
    if read:
        return
    if {"C", "E", "N"} <= kinds and "P" not in kinds:
        yield sentence.text
        return
    for match in MOVES.finditer(sentence.code):
        yield sentence.words(*match.span())


def _lost(sentence: Sentence, matches: Sequence[re.Match[str]]) -> Iterator[str]:
    """Yield clauses that no rule has read, with a name and a word that is said of ranks."""
    if not any(one.kind == "C" or one.value == "it" for one in sentence.tokens):
        return
    for word in SAID_OF_RANKS.finditer(sentence.code):
        if any(one.start() <= word.start() < one.end() for one in matches):
            continue
        start = max(
            (one.end() for one in _COMMA.finditer(sentence.code[: word.start()])), default=0
        )
        end = _COMMA.search(sentence.code, word.end())
        clause = sentence.code[start : end.start() if end else len(sentence.code)]
        if not any(one.start() < start + len(clause) and start < one.end() for one in matches):
            yield sentence.words(
                start + len(clause) - len(clause.lstrip()), start + len(clause.rstrip())
            )
