"""The names in the tables of publishers, without what their journey has added."""

import html
import re
from html.entities import html5

# Footnote marks at the end of a name: "Palestine*", "Kosovo[a]", "Taiwan†", "Crimea¹". One letter
# may have a sign of its own (A*), and brackets may hold a word (Hello [EP]).
_FOOTNOTES = re.compile(
    # A search begins before a row of marks and spaces only, so its time is linear.
    r"(?<![\s*†‡§¶⁰¹²³⁴-⁹\]])"
    r"(?:(?<!^\w)\s*[*⁰¹²³⁴-⁹]|\s*[†‡§¶]|\s*\[(?:[a-z]|(?:n|nb|fn|note|注|주)?\s?[0-9]{1,3})\])++$",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30}\b);?", re.IGNORECASE)
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF])


def plain_name_of(text: str) -> str:
    """Return a name without entities of HTML, footnote marks and invisible characters.

    UTF-8 that was read as another encoding is read again, where that is exact.

    >>> plain_name_of("Trinidad &amp; Tobago"), plain_name_of("United States[a]")
    ('Trinidad & Tobago', 'United States')
    >>> plain_name_of("SÃ£o Paulo"), plain_name_of("C++"), plain_name_of("*")
    ('São Paulo', 'C++', '*')
    """
    name = _ENTITY.sub(_character, decoded_again(text))
    name = name.translate(_INVISIBLE).strip()
    return _FOOTNOTES.sub("", name) or name


def decoded_again(text: str) -> str:
    """Return a text of UTF-8 that was read as another encoding as it was meant.

    >>> decoded_again("ZÃ¼rich"), decoded_again("Zürich")
    ('Zürich', 'Zürich')
    """
    try:
        return text if text.isascii() else b"".join(map(_byte, text)).decode()
    except UnicodeError:
        return text


def _character(entity: re.Match[str]) -> str:
    """Return the character of an entity; what only begins as one is a name: Arts&parade."""
    known = "#" in entity[0] or entity[0][1:] in html5
    return html.unescape(entity[0]) if known else entity[0]


def _byte(letter: str) -> bytes:
    """Return the byte that was read as a letter; Windows-1252 leaves five bytes to Latin-1."""
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")
