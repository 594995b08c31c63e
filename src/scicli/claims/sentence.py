"""A sentence that is being read, and the places in it where a rule of the grammar applies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from itertools import pairwise
from typing import Any, cast

from scicli.claims.words_read import Context, Lexicon, Token
from scicli.files.schema import OVERALL
from scicli.index.catalog import Catalog
from scicli.index.editions import Label

NAME = re.compile(r"«([A-Z])(\d+)»")
"""A name in the code of a sentence: its kind and its number."""
_ONE_YEAR, _TOLERANCE = 365, 75  # days


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern over a sentence, in which <C> is a city, and <s=C> one with a name."""

    def expanded(macro: re.Match[str]) -> str:
        name = rf"«[{macro[2]}]\d+»"
        return f"(?P<{macro[1]}>{name})" if macro[1] else name

    return re.compile(re.sub(r"<(?:(\w+)=)?([A-Z]+)>", expanded, pattern))


SPAN = compiled(
    r"(?:between|from|over|compared with|\() ?(?:[^«;]{0,30})?<E> (?:and|to|compared with|-|–) "
    r"(?:[^«;]{0,12})?<E>|(?:between|from|both) <E>"
)
# An edition that something is compared with, and that it is not about.
START = compiled(r"(?:since|compared (?:with|to)|relative to|up on|down on|than in) (?:the )?<E>")
_WITHIN_COMMAS = re.compile(r", (?:which|who|that) [^,;]*(?:,|$)")
_EDITION_ASIDE = re.compile(r" \( «E(\d+)» \)")
_ASIDE = re.compile(r"\([^()]*\)")
IN_A_YEAR = compiled(r"\b(?:in|over|within) (?:just |only )?(?:<N>|a|the) year\b|year on year")


_BEFORE_SUBJECTS = {
    "the", "that", "and", "as", "but", "while", ",", "(", "puts", "put", "places", "ranks",
    "ranked", "lists", "has", "–", "—", "-",
}  # fmt: skip
VERBS = (
    r"(?:is|was|has|had|ranks?|ranked|rose|climbed|gained|jumped|fell|dropped|lost|overtook|passed"
    r"|stands|stood|came|led|leads|took|kept|entered|left)\b"
)
"""Verbs that tell a city that acts from one that is acted on."""
_ACTING = compiled(rf"(<C>)(?: city)?(?: \( [^()]* \))? (?:(?!and )\w+ )??{VERBS}")


_ANTECEDENT = compiled(r"(?:<C>(?: city)?(?: \( [^()]* \))?|the city|\bit) ?,? ?$")


_WHEN = re.compile(r"«E(\d+)» ,? ?when $")


class NoSpanError(Exception):
    """A sentence tells of a move to the first edition, which has none before it."""


@dataclass(eq=False)
class Sentence:
    """A sentence that is being read."""

    catalog: Catalog
    lexicon: Lexicon
    text: str
    context: Context
    before: str  # the subject of the sentence before
    is_elsewhere: bool = False  # whether the sentence before is about another edition

    @cached_property
    def tokens(self) -> list[Token]:
        """The words and names of the sentence."""
        return self.lexicon.tokens(self.text, self.context)

    @cached_property
    def code(self) -> str:
        """The words of the sentence, each name as its kind and number."""
        return " ".join(
            f"«{one.kind}{number}»" if one.kind else str(one.value)
            for number, one in enumerate(self.tokens)
        )

    @cached_property
    def main_subject(self) -> str:
        """The city that acts at the beginning of the sentence; "it" is that of the one before."""
        for number, token in enumerate(self.tokens):
            if token.kind == "C":
                acting = _ACTING.search(self.code)
                is_alone = len({one.value for one in self.tokens if one.kind == "C"}) == 1
                acts = acting is not None and acting[1] == f"«C{number}»"
                behind = self.tokens[number - 1].value if number else ""
                owns = self.text[token.start : token.end].endswith(("'s", "’s"))
                may_act = (not number or behind in _BEFORE_SUBJECTS) and not owns
                return str(token.value) if may_act and (acts or is_alone) else ""
            if token.value == "it":
                return self.before
        return self.before if ("the", "city") in pairwise(one.value for one in self.tokens) else ""

    @cached_property
    def nouns(self) -> set[str]:
        """The words for what is ranked."""
        terms = self.catalog.terms
        return {terms.noun, terms.nouns, "city", "cities", "centre", "centres", "center", "centers"}

    @property
    def names_the_ranking(self) -> bool:
        """Whether the sentence names the ranking, or an edition of it."""
        words = [self.text[one.start : one.end] for one in self.tokens if one.kind in {"R", "E"}]
        return any(not word.lower().startswith(("this", "the ")) for word in words)

    @cached_property
    def says_now(self) -> bool:
        """Whether a word such as "now" tells one clause of the sentence from another."""
        words = (self.text[one.start : one.end].lower() for one in self.tokens if one.kind == "E")
        return any(word in {"now", "currently", "today"} for word in words)

    @property
    def editions(self) -> list[Label]:
        """The editions that the sentence is about; those it only compares with are left out."""
        code = START.sub("", _WITHIN_COMMAS.sub(",", self.code))
        numbers = (int(one) for kind, one in NAME.findall(code) if kind == "E")
        return [label for number in numbers for label in self.labels_of(number)]

    def labels_of(self, number: int) -> tuple[Label, ...]:
        """Return the editions that a token names."""
        return cast("tuple[Label, ...]", self.tokens[number].value)

    def place_of(self, number: int) -> int:
        """Return the place, or the whole number, that a token states."""
        return int(cast("int", self.tokens[number].value))

    def around(self, number: int) -> str:
        """Return the words around one of them."""
        first, last = max(number - 4, 0), min(number + 4, len(self.tokens) - 1)
        return self.text[self.tokens[first].start : self.tokens[last].end]

    def words(self, start: int, end: int) -> str:
        """Return the text of a piece of the code."""
        first = self.code.count(" ", 0, start)
        last = self.code.count(" ", 0, end)
        return self.text[self.tokens[first].start : self.tokens[last].end]

    def a_year_before(self, edition: Label) -> Label | None:
        """Return the edition that was published about a year before."""
        published = self.catalog.published
        days = {
            label: date.fromisoformat(f"{published[str(label)]}-15"[:10]).toordinal()
            for label in self.catalog.between(None, edition)
            if str(label) in published
        }
        if edition not in days:
            return None
        away = {
            label: abs(days[edition] - day - _ONE_YEAR)
            for label, day in days.items()
            if label != edition
        }
        nearest = min(away, key=lambda one: away[one], default=None)
        return nearest if nearest is not None and away[nearest] <= _TOLERANCE else None


class Found:
    """A place in a sentence where a rule applies."""

    def __init__(self, sentence: Sentence, match: re.Match[str]) -> None:
        self.sentence = sentence
        self.match = match
        self.start = match.start()

    @property
    def words(self) -> str:
        """The words that were read."""
        return self.sentence.words(*self.match.span()).lstrip(",( ").strip()

    @property
    def figures(self) -> set[int]:
        """The places and numbers that are taken, as the numbers of their tokens."""
        return {int(number) for kind, number in NAME.findall(self.match[0]) if kind in {"P", "N"}}

    def of(self, kind: str, group: str | int = 0) -> list[Any]:
        """Return the values of one kind in the match, or in one of its groups."""
        text = self.match[group] or ""
        return [
            self.sentence.tokens[int(number)].value
            for found, number in NAME.findall(text)
            if found == kind
        ]

    def cities(self, group: str = "s") -> list[str]:
        """Return the cities of a group, or the subject if it names none."""
        found = self.of("C", group) if group in self.match.groupdict() else []
        return found or ([self.subject] if self.subject else [])

    @cached_property
    def subject(self) -> str:
        """The city that the match is about where it names none."""
        text = self.match[0]
        before = [
            str(self.sentence.tokens[int(number)].value)
            for kind, number in NAME.findall(self.sentence.code[: self.start])
            if kind == "C"
        ]
        if re.match(r"(?:, )?(?:which|who)\b", text):
            near = _ANTECEDENT.search(self.sentence.code[: self.start])
            if near is None:
                return ""
            return before[-1] if before and "«" in near[0] else self.sentence.before
        if text.startswith(("it ", "the city ")):
            return self.sentence.before if not before else self._acting or self.sentence.before
        if not before:
            is_city = "the city" in self.sentence.code[: self.start]
            return self.sentence.before if is_city else ""
        return self._acting or self.sentence.main_subject

    @cached_property
    def _acting(self) -> str:
        """The last city before the match that acts, or ""."""
        acting = _ACTING.findall(self.sentence.code[: self.start])
        if not acting:
            return ""
        [(_, number)] = NAME.findall(acting[-1])
        return str(self.sentence.tokens[int(number)].value)

    @cached_property
    def editions(self) -> list[Label]:
        """All editions that the match names."""
        return [label for pair in self.of("E") for label in pair]

    @cached_property
    def edition(self) -> Label:
        """The edition of the match: its own, the next of its clause, or the one before."""
        if self.editions:
            return self.editions[-1]
        code, end = self.sentence.code, self.match.end()
        when = _WHEN.search(code[: self.start])
        if when:
            return self.sentence.labels_of(int(when[1]))[0]
        aside = _EDITION_ASIDE.match(code, end)
        if aside:
            return self.sentence.labels_of(int(aside[1]))[0]
        clause = _ASIDE.sub("", code[end:])
        clause = re.split(r"[,;:]| but | while ", clause)[0]
        after = list(self.labels(clause))
        if after and not START.search(clause):
            return after[0]
        # A clause within commas is about another time: "Busan, which ranked 27th in May, rose".
        before = list(self.labels(_WITHIN_COMMAS.sub(",", code[: self.start])))
        if START.search(code):
            return self.sentence.context.edition
        return before[-1] if before else self.sentence.context.edition

    def labels(self, code: str) -> Iterator[Label]:
        """Yield the editions that a piece of the code names."""
        for kind, number in NAME.findall(code):
            if kind == "E":
                yield from self.sentence.labels_of(int(number))

    @cached_property
    def span(self) -> tuple[Label, Label]:
        """The editions between which something moved.

        Raises:
            NoSpanError: There is no edition before.
        """
        if len(self.editions) == 2:
            return self._in_order(*self.editions)
        code = self.sentence.code
        around = SPAN.search(code, self.match.end()) or SPAN.search(code)
        if around:
            labels = list(self.labels(around[0]))
            labels = [*labels, self.sentence.context.edition][:2]
            return self._in_order(*labels)
        started = START.search(code)
        if started and len(set(self.labels(code))) == 1:
            return self._in_order(next(self.labels(started[0])), self.sentence.context.edition)
        end = self.edition
        near = code[max(0, self.start - 40) : self.match.end() + 60]
        if IN_A_YEAR.search(near):
            start = self.sentence.a_year_before(end)
        else:
            start = self.sentence.catalog.before(end)
        if start is None:
            raise NoSpanError
        return start, end

    def _in_order(self, one: Label, other: Label) -> tuple[Label, Label]:
        editions = self.sentence.catalog.editions
        first, last = sorted((one, other), key=editions.index)
        return first, last

    @cached_property
    def category(self) -> str:
        """The category of the match, or the one named right behind it or right before it."""
        after = self.sentence.code[self.match.end() :]
        follows = compiled(
            r"(?: place| position)?(?: (?:for|in|by|on|under|within)(?: the| its)?) (<K>)"
        ).match(after)
        before = compiled(
            r"(?:in|for|on|by|under|of)(?: the)? (<K>)(?: category| pillar| area| dimension)?"
            r"(?: ,)? $"
        ).search(self.sentence.code[: self.start])
        named_beside = follows or (before if not after.startswith(" overall") else None)
        if named_beside:
            [(_, number)] = NAME.findall(named_beside[1])
            return str(self.sentence.tokens[int(number)].value)
        return OVERALL
