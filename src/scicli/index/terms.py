"""The name of a ranking, and its words for what it ranks."""

import re
from typing import Literal, NamedTuple

from scicli.files.dataset import Files
from scicli.files.faults import Fault, Faults

Places = Literal["shipped", "stated"]
"""Whether scicli tells the countries and regions that the data do not state."""
_SHIPPED_NAME = "Smart Centres Index"
_CONSONANT_Y = re.compile(r"[^aeiou]y", re.IGNORECASE)
_HISSES = ("s", "x", "z", "ch", "sh")


class Settings(NamedTuple):
    """What the user says of a ranking; a blank is left to the data."""

    name: str = ""
    noun: str = ""
    nouns: str = ""
    places: Places = "shipped"
    language: str = ""  # of the names of cities


DEFAULTS = Settings()


class Terms(NamedTuple):
    """The name of a ranking, or "", and the words for one and for several of what it ranks.

    `title` stands in titles: the name, or that of the file.
    """

    name: str = ""
    title: str = ""
    noun: str = "city"
    nouns: str = "cities"


def read_terms(files: Files, settings: Settings, faults: Faults) -> Terms:
    """Return the terms that the user, or else a `ranking.csv`, states."""
    rows: list[tuple[str, ...]] = []
    for table in files.rankings:
        rows += table.rows("name", "noun", "nouns")
        if len(table) > 1:
            problem, remedy = "a ranking has one name", "keep one row"
            faults.add(Fault(table.name, problem, remedy, table.line(1)))
    name, noun, nouns = next(iter(rows), ("", "", ""))
    name = settings.name or name or (_SHIPPED_NAME if files.shipped else "")
    if settings.noun:
        noun, nouns = settings.noun, ""
    noun = noun or "city"
    return Terms(name, name or files.name, noun, settings.nouns or nouns or plural(noun))


def plural(noun: str) -> str:
    """Return the regular plural of an English noun.

    >>> plural("city"), plural("team"), plural("box"), plural("survey")
    ('cities', 'teams', 'boxes', 'surveys')
    """
    if _CONSONANT_Y.fullmatch(noun[-2:]):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.casefold().endswith(_HISSES) else f"{noun}s"
