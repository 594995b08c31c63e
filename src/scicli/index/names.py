"""Names: their spellings, which of them a text means, and which look alike."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from scicli.errors import QuestionError

# Latin letters that Unicode does not decompose into a letter and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
# Spellings of one name differ in these signs; between two digits they tell numbers apart.
_BETWEEN_WORDS = re.compile(r"(?<![0-9])[-‐‑–—.,\s]+|[-‐‑–—.,\s]+(?![0-9])|['’‘ʼ`´()\[\]{}]")
# The soft hyphen, and spaces and joiners of no width.
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
# Shorter names that differ in one letter are different names.
_SHORTEST_ALIKE = 5
# Longer texts are not names, and take long to compare.
_LONGEST_ALIKE = 200
# C, C++ and C# are three.
_SIGNS = "+#"
_FILLERS = {"of", "the", "and", "de", "la"}
_WORD = re.compile(r"\w+")
# Guinea-Bissau does not begin with the word Guinea.
_HYPHENATED = re.compile(r"\w+(?:[-‐‑]\w+)*")
_NUMERALS = re.compile(r"[0-9]+")
_LISTED_AT_MOST = 15
# Fewer letters are part of too many names.
_FEWEST_LETTERS = 3


def fold(name: str) -> str:
    """Return a name without accents, case, spaces and punctuation.

    Only European accents are dropped: in other scripts, marks for vowels and voicing are part of
    the word.

    >>> fold("São Paulo"), fold("hong-kong"), fold("Washington D.C.")
    ('saopaulo', 'hongkong', 'washingtondc')
    >>> fold("ボストン") == fold("ホストン")
    False
    """
    if name.isascii():
        return "".join(filter(str.isalnum, name.casefold()))
    return "".join(filter(_is_of_word, _unaccented(name)))


def spelling(name: str) -> str:
    """Return the form that all spellings of a name share.

    Spellings differ only in case, accents, spaces, hyphens, apostrophes, commas, dots, brackets and
    invisible characters. Other signs, and signs between two digits, are part of the name.

    >>> spelling("São-Paulo") == spelling("sao paulo"), spelling("C") == spelling("C++")
    (True, False)
    >>> spelling("GPT-3.5"), spelling("GPT 35")
    ('gpt3.5', 'gpt35')
    """
    return _BETWEEN_WORDS.sub("", _unaccented(name).translate(_INVISIBLE))


def slug(name: str) -> str:
    """Return a name as one word that needs no quotes in a shell, with its accents and case.

    >>> slug("Hong Kong"), slug("Middle East & Africa"), slug("2024-12-30"), slug("C++")
    ('Hong-Kong', 'Middle-East-Africa', '2024-12-30', 'C++')
    """
    kept = (letter if _is_of_word(letter) or letter in "._+#" else "-" for letter in name)
    # A shell reads a word that begins with # as a comment.
    return "-".join(filter(None, "".join(kept).lstrip("#").split("-")))


def without_accents(name: str) -> str:
    """Return a name without the accents of European alphabets.

    >>> without_accents("São-Paulo"), without_accents("København"), without_accents("부산")
    ('Sao-Paulo', 'Kobenhavn', '부산')
    """
    bare = "".join(filter(_is_no_accent, unicodedata.normalize("NFD", name)))
    return unicodedata.normalize("NFC", bare).translate(_LETTERS)


def resolve(
    text: str, names: Mapping[str, Iterable[str]], kind: str, plural: str, *, whole: bool = False
) -> str:
    """Return the name that a text means: a name, an alias, another spelling or a beginning.

    With `whole`, a beginning means nothing. `kind` and `plural` are for messages: "city", "cities".

    Raises:
        QuestionError: There is no such name, or there are several; the nearest are suggested.
    """
    if text in names:
        return text
    spelt = {name: (name, *filter(None, aliases)) for name, aliases in names.items()}
    folded = {name: tuple(map(fold, spellings)) for name, spellings in spelt.items()}
    wanted, alike = fold(text), spelling(text)
    found = (
        [name for name, spellings in spelt.items() if text in spellings]
        or [name for name, texts in spelt.items() if alike and alike in map(spelling, texts)]
        or [name for name, texts in folded.items() if wanted and wanted in texts]
        or [
            name
            for name, texts in folded.items()
            if wanted and not whole and any(text.startswith(wanted) for text in texts)
        ]
    )
    if len(found) > 1:
        remedy = f"write more of the name of the {kind}"
        raise QuestionError(f"'{text}' may mean {listed(found)}", remedy)
    if not found:
        remedy = _remedy(wanted, spelt, folded, plural)
        raise QuestionError(f"no {kind} is called '{text}'", remedy)
    return found[0]


def listed(names: Sequence[str], last: str = "or") -> str:
    """Return names as a list in a sentence.

    >>> listed(["Busan"]), listed(["Busan", "Seoul"]), listed(["Busan", "Seoul", "Tokyo"], "and")
    ('Busan', 'Busan or Seoul', 'Busan, Seoul and Tokyo')
    """
    if len(names) > _LISTED_AT_MOST:
        names = [*names[: _LISTED_AT_MOST - 1], f"{len(names) - _LISTED_AT_MOST + 1} more"]
    *front, end = names
    return f"{', '.join(front)} {last} {end}" if front else end


def _unaccented(name: str) -> str:
    """Return a name in lower case, without the accents of European alphabets."""
    if name.isascii():
        return name.casefold()
    folded = unicodedata.normalize("NFKD", name.casefold()).casefold().translate(_LETTERS)
    return "".join(filter(_is_no_accent, folded))


def _is_no_accent(letter: str) -> bool:
    return not "\u0300" <= letter <= "\u036f"


def _is_of_word(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LMN"


def _remedy(
    wanted: str,
    spelt: Mapping[str, Sequence[str]],
    folded: Mapping[str, Sequence[str]],
    plural: str,
) -> str:
    if not folded:
        return f"the data name no {plural}"
    names = list(folded)
    if len(names) == 1:
        return f"the only one is {names[0]}"
    words = {
        name: [fold(word) for text in texts for word in slug(text).split("-")]
        for name, texts in spelt.items()
    }
    containing = [name for name in names if any(wanted in text for text in folded[name])]
    near = (
        (containing if len(wanted) >= _FEWEST_LETTERS else [])
        or _near(wanted, folded, None)
        or _near(wanted, folded, len(wanted))
        or _near(wanted, words, None)
    )
    if near:
        return f"did you mean {listed(near)}?"
    if len(names) <= _LISTED_AT_MOST:
        return f"the {plural} are {listed(names, 'and')}"
    return f"the data name {len(names)} {plural}, from {min(names)} to {max(names)}"


def _near(wanted: str, folded: Mapping[str, Sequence[str]], length: int | None) -> list[str]:
    """Return the names most like a text, by their first letters if a length is given."""
    from difflib import get_close_matches

    owners: dict[str, str] = {}
    for name, spellings in folded.items():
        for spelling in spellings:
            owners.setdefault(spelling[:length], name)
    close = get_close_matches(wanted, owners, n=3, cutoff=0.7) if wanted else []
    return list(dict.fromkeys(owners[spelling] for spelling in close))


def almost_alike(names: Iterable[str], others: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each name with the first of the others that is almost like it.

    Two names are almost alike if they differ in one letter, in the order of their words, or by
    words at the end, but not in a number. The time is linear in the number of names.

    >>> list(almost_alike(["Washington DC", "Lima"], ["Washington", "Quito"]))
    [('Washington DC', 'Washington')]
    """
    by_key: dict[str, str] = {}
    for other in others:
        for key in (
            *_slips(other),
            *_words_sorted(other),
            *_beginnings(other, "longer", "shorter"),
        ):
            by_key.setdefault(key, other)
    for name in names:
        keys = (*_slips(name), *_words_sorted(name), *_beginnings(name, "shorter", "longer"))
        yield from _first_near(name, keys, by_key)


def slips_apart(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each name with the first name before it that differs in at most one letter.

    >>> list(slips_apart(["technology", "Technology", "pillar 1", "pillar 2"]))
    [('Technology', 'technology')]
    """
    by_key: dict[str, str] = {}
    for name in names:
        keys = _slips(name)
        yield from _first_near(name, keys, by_key)
        for key in keys:
            by_key.setdefault(key, name)


def _first_near(
    name: str, keys: Iterable[str], by_key: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    others = (by_key[key] for key in keys if key in by_key)
    numbers = _NUMERALS.findall(name)
    near = next((other for other in others if _NUMERALS.findall(other) == numbers), None)
    if near is not None:
        yield name, near


def _slips(name: str) -> list[str]:
    """Return keys that two names share if they differ in at most one letter, and in no sign."""
    folded = fold(name) + "".join(sign for sign in name if sign in _SIGNS)
    if not _SHORTEST_ALIKE <= len(folded) <= _LONGEST_ALIKE:
        return [f"slip {folded}"] if folded else []
    # Names of other first letters are others: Gambia and Zambia.
    shorter = (folded[:at] + folded[at + 1 :] for at in range(1, len(folded)))
    return [f"slip {form}" for form in (folded, *shorter)]


def _words_sorted(name: str) -> list[str]:
    """Return a key that two names share if they have the same words."""
    words = sorted(set(map(fold, _WORD.findall(name))) - _FILLERS)
    return [f"words {' '.join(words)}"] if len(words) > 1 else []


def _beginnings(name: str, whole: str, part: str) -> list[str]:
    """Return keys that two names share if one begins with the words of the other."""
    words = [fold(word) for word in _HYPHENATED.findall(name[:_LONGEST_ALIKE])]
    fronts = ("".join(words[:count]) for count in range(1, len(words)))
    long_fronts = [f"{part} {front}" for front in fronts if len(front) >= _SHORTEST_ALIKE]
    return [f"{whole} {fold(name)}", *long_fronts]
