"""Names: their spellings, and how a text means one of them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from scicli.errors import QuestionError

# Letters of the Latin alphabet that Unicode does not decompose into a letter and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
# Spellings of one name differ in these signs; between two digits they tell numbers apart.
_BETWEEN_WORDS = re.compile(r"(?<![0-9])[-‐‑–—.,\s]+|[-‐‑–—.,\s]+(?![0-9])|['’‘ʼ`´()\[\]{}]")
# A soft hyphen, and spaces and joints of no width.
_UNSEEN = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_LISTED_AT_MOST = 15
# Fewer letters stand in too many names to suggest one.
_TELLING = 3


def fold(name: str) -> str:
    """Return a name without accents, case, spaces and punctuation.

    Only the accents of European alphabets go: the marks that other scripts write vowels and
    voicing with are part of the word.

    >>> fold("São Paulo"), fold("hong-kong"), fold("Washington D.C.")
    ('saopaulo', 'hongkong', 'washingtondc')
    >>> fold("ボストン") == fold("ホストン")
    False
    """
    if name.isascii():
        return "".join(filter(str.isalnum, name.casefold()))
    return "".join(filter(_is_of_word, _unaccented(name)))


def spelling(name: str) -> str:
    """Return the form that all spellings of one name share.

    Spellings differ only in case, accents, spaces, hyphens, apostrophes, commas, dots, brackets and
    invisible characters. Every other sign is part of the name, and so is a sign between two digits.

    >>> spelling("São-Paulo") == spelling("sao paulo"), spelling("C") == spelling("C++")
    (True, False)
    >>> spelling("GPT-3.5"), spelling("GPT 35")
    ('gpt3.5', 'gpt35')
    """
    return _BETWEEN_WORDS.sub("", _unaccented(name).translate(_UNSEEN))


def slug(name: str) -> str:
    """Return a name as one word that a shell takes without quotes, in the letters it has.

    >>> slug("Hong Kong"), slug("Middle East & Africa"), slug("2024-12-30"), slug("C++")
    ('Hong-Kong', 'Middle-East-Africa', '2024-12-30', 'C++')
    """
    kept = (letter if _is_of_word(letter) or letter in "._+#" else "-" for letter in name)
    # A word that begins so is a comment to a shell.
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
    """Return the name that is meant by a name, an alias, another spelling or a beginning.

    With `whole` a beginning means nothing. `kind` and `plural` are for messages: "city", "cities".

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
    )
    if not (found or whole) and wanted:
        found = [
            name for name, texts in folded.items() if any(one.startswith(wanted) for one in texts)
        ]
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
    if len(folded) == 1:
        return f"the only one is {listed(list(folded))}"
    near = (
        [name for name, texts in folded.items() if any(wanted in text for text in texts)]
        if len(wanted) >= _TELLING
        else []
    )
    near = (
        near
        or _near(wanted, folded, None)
        or _near(wanted, folded, len(wanted))
        or _near(wanted, _words(spelt), None)
    )
    if near:
        return f"did you mean {listed(near)}?"
    if len(folded) <= _LISTED_AT_MOST:
        return f"the {plural} are {listed(list(folded), 'and')}"
    first, *_, last = sorted(folded)
    return f"the data name {len(folded)} {plural}, from {first} to {last}"


def _words(spelt: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return the folded words of every name."""
    return {
        name: [fold(word) for spelling in spellings for word in slug(spelling).split("-")]
        for name, spellings in spelt.items()
    }


def _near(wanted: str, folded: Mapping[str, Sequence[str]], length: int | None) -> list[str]:
    """Return the names most like a text, by their first letters if a length is given."""
    from difflib import get_close_matches

    owners: dict[str, str] = {}
    for name, spellings in folded.items():
        for spelling in spellings:
            owners.setdefault(spelling[:length], name)
    close = get_close_matches(wanted, owners, n=3, cutoff=0.7) if wanted else []
    return list(dict.fromkeys(owners[spelling] for spelling in close))
