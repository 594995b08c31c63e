"""Claims read from running text, sentence by sentence, and the clauses that no rule reads."""

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from scicli.claims import english
from scicli.claims.claim import Claim
from scicli.claims.doubt import Taken, certain, has_unknown_time, is_of_another
from scicli.claims.grammar import COMPARED, MOVES, NO_PLACE, RULES, SAID_OF_RANKS, Rule
from scicli.claims.paragraphs import paragraphs
from scicli.claims.sentence import NAME, SPAN, Found, NoSpanError, Sentence, compiled
from scicli.claims.words_read import DAY, Context, Lexicon, days_in
from scicli.index.catalog import Catalog
from scicli.index.editions import Label

_A_DAY = re.compile(DAY)
_PLACE_OF_DATE = re.compile(r"(?:\W|\b[A-Z][\w.’'-]*+)*+")
_BEHIND_DATE = re.compile(r"\s*(?:[-–—:|.,)*]+\s*|$)")
_EMBARGO = re.compile(r"embargo|until|\bon\b", re.IGNORECASE)
_HEAD = 200  # letters at the beginning of a text, in which its date is looked for
# Letters of what could not be read, behind its first word.
_COMPARED_WITH, _REST_OF_LIST = 40, 60
_COMMA = re.compile(r"[,;:]| but | while ")
# A clause beside a claim that counts or compares, and may be a claim of its own.
_MAY_COUNT = compiled(
    r"\b(?:the most|than|unlike|twice|thrice|times as|as (?:many|much|far|did)|double[ds]?|half"
    r"|tripled?|ever|like <C>)\b|<C>.*<N>|<N>.*<C>"
)
_TAIL = compiled(r" ?[,–—-] ((?:an?|its|the|<C>|<N>)(?: [^,;:()–—.!?]*)?)(?=[,;:()–—.!?]|$)")
# The limits of a finding, which are no part of what it claims.
_OWN_LIMITS = re.compile(
    rf" \((?:{english.NO_EDITION}|{english.NOT_COMPARABLE}|{english.HELD_FROM}|{english.BY_SCICLI})"
    r"[^()]*\)(?=\.?$)"
)
_OWN_TIME = re.compile(r"[,;:]| but | while | and ")
_STARTS = (
    "it ", "the city ", "which ", "who ", ", ", "and ", "also ", "( ", "behind ", "ahead of ",
    "up ", "down ", "with the ",
)  # fmt: skip


_OURSELVES = {"it", "we", "our", "city", "cities", "centres", "ranking", "index", "edition"}
_MOST_WORDS = 8  # of a line such as "Busan: 8"


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
        edition: The edition of sentences that name none.
        on: The date of the text, YYYY-MM-DD; "this year" and the like need it.
    """
    lexicon, subject = Lexicon(catalog), ""
    found = []
    is_section_of_another = False
    for paragraph in paragraphs(text):
        is_elsewhere, number = False, paragraph.number
        if paragraph.is_heading:
            is_section_of_another = False
        is_another = is_section_of_another
        for written in paragraph.sentences:
            context = Context(edition, on)
            day, rest = dateline(written)
            words = _OWN_LIMITS.sub("", rest if rest and day == on else written)
            sentence = Sentence(catalog, lexicon, words, context, subject, is_elsewhere)
            kinds = {token.kind for token in sentence.tokens}
            narrows = paragraph.is_heading and "C" not in kinds and bool(kinds & {"K", "A", "E"})
            is_another = (
                is_of_another(sentence)
                or narrows
                or (is_another and not sentence.names_the_ranking)
            )
            if not paragraph.is_prose or is_another:
                is_section_of_another |= paragraph.is_heading
                found.append(_unread(sentence, written))
                subject = ""
                continue
            reading = _read(sentence)
            if number and not reading.parts:
                # The number of an item may be a rank.
                reading = _unread(sentence, f"{number} {written}")
            number = ""
            found.append(reading)
            subject = sentence.main_subject
            named = sentence.editions
            if named:
                is_elsewhere = named[-1] != edition
            elif has_unknown_time(sentence):
                is_elsewhere = True
    return found


def date_of(text: str) -> str:
    """Return the date at the head of a text, YYYY-MM-DD, or "".

    It begins a line, or only names and signs stand before it: a date within a sentence is another.

    >>> date_of("Busan, 27 November 2022 - Busan ranked 22nd."), date_of("Busan ranked 22nd.")
    ('2022-11-27', '')
    """
    for line in text[:_HEAD].splitlines():
        on, _ = dateline(line)
        if on:
            return on
    return ""


def dateline(line: str) -> tuple[str, str]:
    """Return the date that a line begins with, or "", and what follows it."""
    day = _A_DAY.search(line[:_HEAD])
    behind = _BEHIND_DATE.match(line, day.end()) if day else None
    if day is None or behind is None:
        return "", line
    place, days = line[: day.start()], days_in(day[0])
    if not days or not _PLACE_OF_DATE.fullmatch(place) or _EMBARGO.search(place):
        return "", line
    return days[0], line[behind.end() :]


def _unread(sentence: Sentence, words: str) -> Reading:
    """Return a sentence that is not read; one without a city or a place makes no claim."""
    says = any(token.kind in {"C", "P"} for token in sentence.tokens)
    return Reading(words, (), (words,) if says else ())


def _taken(sentence: Sentence, no_places: Set[int]) -> list[Taken]:
    """Return what the rules find in a sentence; each of its figures is taken once."""
    used = set(no_places)
    taken: list[Taken] = []
    claimed: set[Claim] = set()
    for rule in RULES:
        for match in rule.pattern.finditer(sentence.code):
            found = Found(sentence, match)
            if found.figures & used or not _has_its_subject_and_time(sentence, rule, found):
                continue
            claims = [one for one in _claims(rule, found) if one not in claimed]
            if claims:
                used |= found.figures
                claimed.update(claims)
                taken.append(Taken(found, tuple(claims), rule.is_own))
    return taken


def _read(sentence: Sentence) -> Reading:
    """Return what a sentence says."""
    no_places = {
        int(number)
        for match in NO_PLACE.finditer(sentence.code)
        for kind, number in NAME.findall(match[0])
        if kind == "P"
    }
    taken = sorted(certain(sentence, _taken(sentence, no_places)), key=lambda one: one.span)
    used = no_places.union(*(one.found.figures for one in taken))
    matches = [one.found.match for one in taken]
    unread = [
        *_tails(sentence, matches),
        *_comparisons(sentence, matches),
        *_rests_of_lists(sentence, matches),
        *_places(sentence, used),
        *_moves(sentence, read=bool(taken)),
        *_lost(sentence, taken),
    ]
    kinds = {token.kind for token in sentence.tokens}
    is_short = {"C", "N"} <= kinds and len(sentence.tokens) <= _MOST_WORDS
    if (unread or is_short) and not taken:
        return Reading(sentence.text, (), (sentence.text,))
    whole = [
        words
        for words in dict.fromkeys(unread)
        if not any(words in one for one in unread if one != words)
    ]
    parts = tuple(Part(one.found.words, one.claims) for one in taken)
    return Reading(sentence.text, parts, tuple(whole))


def _claims(rule: Rule, found: Found) -> list[Claim]:
    try:
        return rule.claims(found)
    except NoSpanError:
        return []


def _has_its_subject_and_time(sentence: Sentence, rule: Rule, found: Found) -> bool:
    """Return whether a sentence tells whom and which edition a rule is about."""
    match = found.match
    if rule.is_own:
        return True
    if (
        "s" in rule.pattern.groupindex
        and not match["s"]
        and not (match[0].startswith(_STARTS) and found.subject)
    ):
        return False
    labels = set(found.labels(sentence.code))
    if sentence.is_elsewhere and not labels:
        return False
    several = len(labels) > 1 or sentence.says_now
    if several and not found.editions and not SPAN.search(sentence.code):
        before, after = sentence.code[: match.start()], sentence.code[match.end() :]
        before = "" if match[0].startswith("and ") else _OWN_TIME.split(before)[-1]
        clause = f"{before}{match[0]}{_OWN_TIME.split(after)[0]}"
        return len(set(found.labels(clause))) == 1
    return True


def _comparisons(sentence: Sentence, matches: Sequence[re.Match[str]]) -> Iterator[str]:
    """Yield comparisons and tops that no rule has read."""
    for match in COMPARED.finditer(sentence.code):
        if not any(one.start() <= match.start() < one.end() for one in matches):
            end = min(match.end() + _COMPARED_WITH, len(sentence.code))
            yield sentence.words(match.start(), end)


def _tails(sentence: Sentence, matches: Sequence[re.Match[str]]) -> Iterator[str]:
    """Yield what follows a claim in its sentence, and may be a claim of its own."""
    code = sentence.code
    for match in matches:
        tail = _TAIL.match(code, match.end())
        nexts = [one.start() for one in matches if one.start() >= match.end()]
        if tail and tail.end() <= min(nexts, default=len(code)):
            yield sentence.words(tail.start(1), tail.end(1))


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


def _lost(sentence: Sentence, taken: Sequence[Taken]) -> Iterator[str]:
    """Yield the clauses that no rule has read but that have a name and a word about ranks."""
    if not any(one.kind in {"C", "R"} or one.value in _OURSELVES for one in sentence.tokens):
        return
    matches = [one.found.match for one in taken]
    for start, end in _clauses(sentence.code):
        if any(one.start() < end and start < one.end() for one in matches):
            continue
        clause = sentence.code[start:end]
        words = {word[0] for word in SAID_OF_RANKS.finditer(clause)}
        if any(one.firsts for one in taken):
            words.discard("first-time")
        if words or (taken and _MAY_COUNT.search(clause)):
            left = len(clause) - len(clause.lstrip())
            yield sentence.words(start + left, start + len(clause.rstrip()))


def _clauses(code: str) -> Iterator[tuple[int, int]]:
    """Yield the beginning and the end of each clause of a sentence."""
    ends = [(one.start(), one.end()) for one in _COMMA.finditer(code)]
    for (_, start), (end, _) in pairwise([(0, 0), *ends, (len(code), len(code))]):
        yield start, end
