"""A sentence as words and names: cities, places, numbers, editions, categories and areas."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import cached_property
from typing import NamedTuple, cast

from scicli.analysis.wording import MONTHS, number_word, readable
from scicli.claims import english
from scicli.files.schema import OVERALL
from scicli.index.catalog import Catalog
from scicli.index.cities import COUNTRY_CODES
from scicli.index.editions import Label
from scicli.index.names import fold
from scicli.index.times import month_number

_ORDINAL_WORDS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
_NUMBER_WORDS = (
    *map(number_word, range(1, 13)), "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen", "twenty",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {word: place for place, word in enumerate(_ORDINAL_WORDS, 1)} | {
    f"{tens}-{unit}": 10 * number + place
    for number, tens in enumerate(_TENS, 2)
    for place, unit in enumerate(_ORDINAL_WORDS[:9], 1)
}
_NUMBERS = {word: count for count, word in enumerate(_NUMBER_WORDS, 1)}
# Other words for categories.
_CATEGORY_WORDS = {"high-tech": "technology", "tech": "technology"}
# Adjectives of countries and regions that are not formed by a rule.
_DEMONYMS = {
    "swiss": "switzerland", "british": "unitedkingdom", "american": "unitedstates",
    "korean": "southkorea", "chinese": "china", "japanese": "japan", "german": "germany",
    "french": "france", "irish": "ireland", "dutch": "netherlands", "canadian": "canada",
    "australian": "australia", "spanish": "spain", "italian": "italy",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:['’.&/-][^\W_]+)*|[^\w\s]|_", re.UNICODE)
_PLACE = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,9})(?:st|nd|rd|th)\b", re.IGNORECASE | re.ASCII)
_NUMBER = re.compile(r"[-−+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
_NUMBER_SIGN = re.compile(
    rf"(?:No\.|Nr\.|#|n°|number|place)\s*(?:(\d{{1,9}})|({'|'.join(_NUMBER_WORDS)}))\b",
    re.IGNORECASE,
)
_PLACED = re.compile(r"-(?:placed|ranked)\b", re.IGNORECASE)
_NOW = re.compile(r"(?:now|currently|today(?=,? (?:it\b|the city\b|(?-i:[A-Z]))))\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_BARE = re.compile(r"\d{1,3}(?=\s*(?:[.;)]|$))", re.ASCII)
_OWNER = re.compile(r"['’](?:s\b|(?=\s))")
_MONTH = "|".join(rf"{month[:3]}(?:t\.|\.|{month[3:]})?" for month in MONTHS)
DAY = (
    r"\b(?:[0-9]{4}-[0-9]{2}-[0-9]{2}"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th)? (?:{_MONTH}),? [0-9]{{4}}"
    rf"|(?:{_MONTH}) [0-9]{{1,2}}(?:st|nd|rd|th)?, [0-9]{{4}})\b"
)
"""The pattern of a day: "2022-11-27", "27 November 2022", "Nov. 27, 2022"."""
_PART = re.compile(r"[0-9]+|[A-Za-z]{3,}")
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)


_SHORTEST_HEADLINE = 4


class Token(NamedTuple):
    """A word, a sign, or a name with what it means.

    The kind is "C" (a city), "P" (a place), "N" (a number), "E" (an edition), "K" (a category),
    "A" (a region or country, as a pair of the column and its name), "R" (the ranking), "D" (the
    date of the text) or "" (anything else).
    """

    kind: str
    value: object
    start: int
    end: int


class Context(NamedTuple):
    """What a sentence may leave unsaid: the edition that it is about, and the date of the text."""

    edition: Label
    date: str = ""  # YYYY-MM-DD, or ""


class Lexicon:
    """The names of a ranking as texts write them."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    @cached_property
    def _names(self) -> dict[str, list[tuple[str, str, object]]]:
        """All names by their first two letters, each with its kind and value, the longest first."""
        found: dict[str, tuple[str, object]] = {}
        for name, pair in self._areas():
            found[name] = ("A", pair)
        for city, one in self._catalog.cities.items():
            for alias in (city, *one.aliases):
                for surface in _surfaces(alias):
                    if len(surface) > 1 and found.get(surface, ("", ""))[0] != "C":
                        found[surface] = ("C", city)
        # The name in the data wins over an alias of another city.
        found |= {city: ("C", city) for city in self._catalog.cities}
        by_start: dict[str, list[tuple[str, str, object]]] = {}
        for name, (kind, value) in sorted(found.items(), key=lambda one: (-len(one[0]), one[0])):
            by_start.setdefault(name[:2], []).append((name, kind, value))
        return by_start

    def _areas(self) -> Iterator[tuple[str, tuple[str, str]]]:
        by_fold = {fold(country): country for country in self._catalog.countries}
        for region in self._catalog.regions:
            pair = ("region", region)
            yield region, pair
            # Asia is Asia/Pacific; but the Middle East is not the Middle East & Africa.
            first = region.partition("/")[0].strip()
            yield from (
                (name, pair) for name in {region.replace("/", "-"), region.replace("/", " ")}
            )
            starts = [one for one in self._catalog.regions if one.startswith(first)]
            if first != region and len(starts) == 1:
                yield first, pair
            for name in (region, first):
                if name.endswith(("Europe", "Asia", "America", "Africa")) and len(starts) == 1:
                    yield f"{name}n", pair
            if region.endswith("Europe"):
                yield f"{region}an", pair
        for country, codes in self._catalog.countries.items():
            pair = ("country", country)
            yield country, pair
            for code in codes:
                if len(code) == 2 and code.isupper():
                    yield code, pair
                    yield ".".join([*code, ""]), pair
                    for name, iso in COUNTRY_CODES.items():
                        if iso == code:
                            yield name.upper() if len(name) <= 3 else name.capitalize(), pair
        for word, name in _DEMONYMS.items():
            if name in by_fold:
                yield word.capitalize(), ("country", by_fold[name])

    @cached_property
    def _categories(self) -> list[tuple[str, str]]:
        words = {
            readable(category).lower(): category
            for category in self._catalog.categories
            if category != OVERALL
        }
        also = {name: one for name, one in _CATEGORY_WORDS.items() if one in words.values()}
        return sorted((also | words).items(), key=lambda one: -len(one[0]))

    @cached_property
    def _ranking_names(self) -> list[str]:
        """The name of the ranking and its initials, as patterns."""
        name = self._catalog.terms.name
        initials = "".join(word[0] for word in name.split() if word[0].isupper())
        names = (name, name.replace("Centres", "Centers"), initials)
        return [re.escape(one) for one in dict.fromkeys(names) if len(one) > 1]

    @cached_property
    def ranking_pattern(self) -> re.Pattern[str]:
        """The name of the ranking, or its initials."""
        return re.compile(rf"(?:{'|'.join(self._ranking_names) or '(?!)'})(?!\w)", re.IGNORECASE)

    @cached_property
    def _edition_pattern(self) -> re.Pattern[str]:
        """What an edition looks like; its groups are tried in order."""
        labels = sorted((str(label) for label in self._catalog.editions), key=len, reverse=True)
        texts = [re.escape(one) for one in labels if not one.isdecimal()]
        days = [
            re.escape(english.edition(label))
            for label in self._catalog.editions
            if isinstance(label, str) and english.edition(label) != label
        ]
        ordinals = "|".join([r"\d+(?:st|nd|rd|th)", *_ORDINAL_WORDS])
        noun = "|".join([*(f"(?:{one})" for one in self._ranking_names), "edition"])
        months, numbers = "|".join(MONTHS), "|".join(_NUMBER_WORDS)
        return re.compile(
            rf"(?P<label>{'|'.join([*days, *texts]) or '(?!)'})(?!\w)"
            rf"|(?:the )?(?P<nth>{ordinals}) (?:{noun})\b(?! (?:running|in a row))"
            rf"|(?P<several>editions) (?P<first>\d+) (?:and|to|–|-) (?P<second>\d+)"
            rf"|(?:{noun})(?: edition)? ?(?P<number>\d+|(?<= )(?:{numbers}))\b(?![\w.,]*\d)"
            rf"|(?:in |of |on )?(?:(?P<day>\d{{1,2}}) )?(?P<month>{months}) (?:of )?"
            r"(?:(?P<year>\d{4})|this year|(?P<past>last year))(?: edition)?"
            r"|(?P<now>this (?:time(?: around)?|edition|evaluation|ranking|survey|index|issue)"
            r"|the (?:latest|current|newest) (?:edition|ranking|index))\b"
            r"|(?P<before>(?:the )?(?:last|previous|preceding|prior) (?:edition|time|ranking|index"
            r"|survey|evaluation)|the edition before)\b",
            re.IGNORECASE,
        )

    def tokens(self, sentence: str, context: Context) -> list[Token]:
        """Return a sentence as tokens; what is named is one token, however many words it has."""
        found: list[Token] = []
        position = 0
        while position < len(sentence):
            token = self._at(sentence, position, context)
            if token is None:
                position += 1
                continue
            found.append(token)
            position = token.end
        return found

    def _at(self, sentence: str, at: int, context: Context) -> Token | None:
        """Return the token that begins at a position, or None for a blank."""
        if sentence[at].isspace():
            return None
        for found in (self._edition, self._ranking, self._name, self._category):
            token = found(sentence, at, context)
            if token:
                return token
        sign = _NUMBER_SIGN.match(sentence, at)
        if sign:
            place_named = int(sign[1]) if sign[1] else _NUMBERS[sign[2].lower()]
            return Token("P", place_named, at, sign.end())
        place = _PLACE.match(sentence, at)
        if place:
            return Token("P", int(place[1].replace(",", "")), at, place.end())
        number = _NUMBER.match(sentence, at)
        if number and not sentence[number.end() : number.end() + 1].isalpha():
            return Token("N", number[0].replace(",", "").replace("−", "-"), at, number.end())
        word = cast("re.Match[str]", _WORD.match(sentence, at))
        text = _PLACED.sub("", _POSSESSIVE.sub("", word[0]))
        end = at + len(text)
        low = text.lower()
        if low in _ORDINALS:
            after = sentence[end:].lstrip().lower()
            if low == "first" and after.startswith("time"):
                return Token("", "first-time", at, sentence.lower().index("time", end) + 4)
            return Token("P", _ORDINALS[low], at, end)
        if low in _NUMBERS:
            return Token("N", str(_NUMBERS[low]), at, end)
        return Token("", low or word[0].lower(), at, word.end())

    def _name(self, sentence: str, at: int, _: Context) -> Token | None:
        for name, kind, value in self._names.get(sentence[at : at + 2], ()):
            end = at + len(name)
            if sentence.startswith(name, at) and not (
                end < len(sentence) and name[-1].isalnum() and sentence[end].isalnum()
            ):
                owner = _OWNER.match(sentence, end)
                return Token(kind, value, at, owner.end() if owner else end)
        return None

    def _ranking(self, sentence: str, at: int, _: Context) -> Token | None:
        match = self.ranking_pattern.match(sentence, at)
        return Token("R", "", at, match.end()) if match else None

    def _category(self, sentence: str, at: int, _: Context) -> Token | None:
        low = sentence[at:].lower()
        for words, category in self._categories:
            if low.startswith(words) and not low[len(words) : len(words) + 1].isalnum():
                return Token("K", category, at, at + len(words))
        return None

    def _edition(self, sentence: str, at: int, context: Context) -> Token | None:
        match = self._edition_pattern.match(sentence, at)
        if match:
            label = self._label(match, context)
            if label is not None:
                start = at + (len(match[0]) - len(match[0].lstrip()))
                return Token("E", label, start, match.end())
            if match["day"]:
                kind = "D" if days_in(match[0]) == (context.date,) else ""
                return Token(kind, "another-day", at, match.end())
        if context.date and sentence.startswith(context.date, at):
            return Token("D", "", at, at + len(context.date))
        now = _NOW.match(sentence, at)
        if now and not sentence[:at][-1:].isalnum():
            return Token("E", (context.edition,), at, now.end())
        year = _YEAR.match(sentence, at)
        if year and not sentence[year.end() : year.end() + 1].isalnum():
            of_year = self._of_year(int(year[0]))
            if of_year is not None:
                return Token("E", (of_year,), at, year.end())
        bare = _BARE.match(sentence, at)
        is_named = bare is not None and int(bare[0]) in self._catalog.editions
        if bare and is_named and sentence[:at].endswith(("in ", "since ")):
            return Token("E", (int(bare[0]),), at, bare.end())
        return None

    def _of_year(self, year: int) -> Label | None:
        if year in self._catalog.editions:
            return year
        text = str(year)
        return text if text in self._catalog.editions else None

    def _label(self, match: re.Match[str], context: Context) -> tuple[Label, ...] | None:
        """Return the edition, or the two editions, that a text means; None if there is none."""
        editions = self._catalog.editions
        groups = match.groupdict()
        if groups["label"]:
            written = match["label"].lower()
            return tuple(
                label
                for label in editions
                if written in {str(label).lower(), english.edition(label).lower()}
            )[:1]
        if groups["several"]:
            pair = tuple(map(int, (match["first"], match["second"])))
            return pair if set(pair) <= set(editions) else None
        if groups["number"] or groups["nth"]:
            text = groups["number"] or re.sub(r"\D+$", "", match["nth"])
            words = _ORDINALS | _NUMBERS
            number = int(text) if text.isdecimal() else words[(text or match["nth"]).lower()]
            return (number,) if number in editions else None
        if groups["month"]:
            return self._of_month(match, context)
        position = editions.index(context.edition)
        if groups["now"]:
            return (context.edition,)
        return (editions[position - 1],) if position else None

    def _of_month(self, match: re.Match[str], context: Context) -> tuple[Label, ...] | None:
        year = match["year"] or context.date[:4]
        if not year:
            return None
        number = int(year) - bool(match["past"])
        month = f"{number}-{MONTHS.index(match['month'].capitalize()) + 1:02}"
        found = [label for label in self._catalog.editions if self._day_of(label).startswith(month)]
        if match["day"] and found:
            # Another day of the month is another day.
            day = f"{month}-{int(match['day']):02}"
            found = [one for one in found if self._day_of(one) == day]
        return (found[0],) if len(found) == 1 else None

    def _day_of(self, label: Label) -> str:
        """Return the date of an edition, which may be its label."""
        return self._catalog.published.get(str(label), str(label))


def days_in(text: str) -> tuple[str, ...]:
    """Return the days that a text names, YYYY-MM-DD.

    >>> days_in("on 27 November 2022, Nov. 3, 2023 and 2024-02-30")
    ('2022-11-27', '2023-11-03')
    """
    found = []
    for match in re.findall(DAY, text):
        one, two, three = _PART.findall(match)
        year, month, day = (
            (one, two, three)
            if one.isdecimal() and two.isdecimal()
            else (three, *((one, two) if one.isalpha() else (two, one)))
        )
        with suppress(ValueError):
            number = int(month) if month.isdecimal() else month_number(month) or 0
            found.append(date(int(year), number, int(day)).isoformat())
    return tuple(found)


def _surfaces(name: str) -> set[str]:
    """Return how a name is written: with and without accents, with each kind of apostrophe."""
    plain = {name, _without_accents(name)}
    # In a headline of capitals, a short name looks like a word.
    plain |= {one.upper() for one in plain if len(name) >= _SHORTEST_HEADLINE}
    return {
        *plain,
        *(one.replace("'", "’") for one in plain),
        *(one.replace("’", "'") for one in plain),
    }


def _without_accents(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text)
    return "".join(one for one in letters if not unicodedata.combining(one))
