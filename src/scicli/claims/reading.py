"""Claims read from running text, sentence by sentence; what no rule reads is told."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scicli.claims.claim import Claim
from scicli.claims.grammar import COMPARED, HEDGES, MOVES, NEGATED, NO_PLACE, RULES, Rule
from scicli.claims.sentence import NAME, Found, Sentence
from scicli.claims.words_read import Context, Lexicon, sentences
from scicli.index.catalog import Catalog
from scicli.index.editions import Label

_DATE = re.compile(
    r"\b(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2}) (January|February|March|April|May|June|July|August"
    r"|September|October|November|December) (\d{4}))\b"
)
_HEAD = 200  # letters at the beginning of a text, in which its date is looked for
_AROUND = 40, 60
_CLAUSE = re.compile(r"[,;:()]| but | and (?=«C| it )")
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
    lexicon = Lexicon(catalog)
    subject = ""
    found = []
    for sentence in sentences(text):
        spoken = Sentence(catalog, lexicon, sentence, Context(edition, on), subject)
        found.append(_read(spoken))
        subject = spoken.main_subject or subject
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
    months = "January February March April May June July August September October November December"
    return f"{match[6]}-{months.split().index(match[5]) + 1:02}-{int(match[4]):02}"


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
    for rule in RULES:
        for match in rule.pattern.finditer(sentence.code):
            found = Found(sentence, match)
            core = {number for kind, number in found.names if kind in "PN"}
            if core & used or _is_in_doubt(sentence, rule, match):
                continue
            claims = [one for one in rule.claims(found) if one not in said]
            if claims:
                used |= core
                said.update(claims)
                matches.append(match)
                parts.append((match.start(), Part(found.words, tuple(claims))))
    parts.sort(key=lambda one: one[0])
    if parts and (sentence.text.rstrip().endswith("?") or _is_of_another(sentence)):
        return Reading(sentence.text, (), (sentence.text,))
    unread = [
        *_comparisons(sentence, matches),
        *_rests_of_lists(sentence, matches),
        *_places(sentence, used),
        *_moves(sentence, used, read=bool(parts)),
    ]
    whole = [
        words
        for words in dict.fromkeys(unread)
        if not any(words in one for one in unread if one != words)
    ]
    return Reading(sentence.text, tuple(part for _, part in parts), tuple(whole))


def _is_in_doubt(sentence: Sentence, rule: Rule, match: re.Match[str]) -> bool:
    """Return whether words of its clause take back what a match says, or put it in doubt."""
    if rule.is_own:
        return False
    before = _CLAUSE.split(sentence.code[: match.start()])[-1]
    return bool(HEDGES.search(before) or NEGATED.search(match[0]))


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
            yield sentence.words(match.start(), min(match.end() + _AROUND[0], len(sentence.code)))


def _rests_of_lists(sentence: Sentence, matches: Sequence[re.Match[str]]) -> Iterator[str]:
    """Yield what follows a list of cities and may be a name that the data do not have."""
    for match in matches:
        if not match.groupdict().get("o"):
            continue
        end = match.end()
        after = re.match(r"(?: ,)?(?: and| ,) ([^\W_«][\w-]*)", sentence.code[end:])
        if after:
            rest = sentence.words(end + after.start(1), min(end + _AROUND[1], len(sentence.code)))
            if rest[:1].isupper():
                yield rest


def _places(sentence: Sentence, used: set[int]) -> Iterator[str]:
    """Yield the words around places that no rule has read."""
    for number, token in enumerate(sentence.tokens):
        if token.kind == "P" and number not in used:
            yield sentence.around(number)


def _moves(sentence: Sentence, used: set[int], *, read: bool) -> Iterator[str]:
    """Yield moves that no rule has read, or all of a sentence with a city, an edition, a number."""
    kinds = {token.kind for token in sentence.tokens}
    if read:
        return
    if {"C", "E", "N"} <= kinds and "P" not in kinds:
        yield sentence.text
        return
    for match in MOVES.finditer(sentence.code):
        numbers = {int(number) for kind, number in NAME.findall(match[0]) if kind == "N"}
        if not numbers & used:
            yield sentence.words(*match.span())
