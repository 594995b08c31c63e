"""The names of cities in another language, as far as a script tells languages apart."""

import unicodedata
from collections.abc import Iterable
from enum import StrEnum


class Language(StrEnum):
    """A language in which cities can be called, by its code of ISO 639."""

    ARABIC = "ar"
    GREEK = "el"
    HEBREW = "he"
    HINDI = "hi"
    JAPANESE = "ja"
    KOREAN = "ko"
    RUSSIAN = "ru"
    THAI = "th"
    CHINESE = "zh"


# The names of scripts as Unicode begins the names of their letters, the surest script first.
_SCRIPTS = {
    Language.ARABIC: ("ARABIC",),
    Language.GREEK: ("GREEK",),
    Language.HEBREW: ("HEBREW",),
    Language.HINDI: ("DEVANAGARI",),
    Language.JAPANESE: ("HIRAGANA", "KATAKANA", "CJK"),
    Language.KOREAN: ("HANGUL",),
    Language.RUSSIAN: ("CYRILLIC",),
    Language.THAI: ("THAI",),
    Language.CHINESE: ("CJK",),
}


def name_in(language: str, names: Iterable[str]) -> str | None:
    """Return the first of several names that is in a script of a language, or None.

    A script does not tell Chinese from Japanese characters, nor one language in Cyrillic letters
    from another.

    >>> name_in("ko", ["Pusan", "釜山", "부산"]), name_in("ja", ["釜山", "プサン"])
    ('부산', 'プサン')
    """
    candidates = list(names)
    for script in _SCRIPTS[Language(language)]:
        for name in candidates:
            letters = [letter for letter in name if letter.isalpha()]
            if letters and any(unicodedata.name(one, "").startswith(script) for one in letters):
                return name
    return None
