"""The names in the tables of publishers, without what their journey has added."""

import html
import re

# Footnote marks at the end of a name: "Palestine*", "Kosovo[a]", "Taiwan†", "Crimea¹".
# The search begins before a row of marks only, so its time is linear.
_FOOTNOTES = re.compile(
    r"(?<![\s*†‡§¶⁰¹²³⁴-⁹\]])(?:\s*[*†‡§¶]|(?<=\w)\s*[⁰¹²³⁴-⁹]|\s*\[[^\[\]]{1,4}\])++$"
)
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x2060, 0xFEFF])
# The first letters of what UTF-8 becomes if it is read as Windows-1252 or Latin-1.
_MISREAD = re.compile("[Â-ôŸ€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œž]")
_WRONG_ENCODINGS = ("cp1252", "latin-1")


def plain_name_of(text: str) -> str:
    """Return a name without entities of HTML, footnote marks and invisible characters.

    UTF-8 that was read as another encoding is read again, where that is exact.

    >>> plain_name_of("Trinidad &amp; Tobago"), plain_name_of("United States[a]")
    ('Trinidad & Tobago', 'United States')
    >>> plain_name_of("SÃ£o Paulo"), plain_name_of("C++"), plain_name_of("*")
    ('São Paulo', 'C++', '*')
    """
    name = html.unescape(decoded_again(text)).translate(_INVISIBLE).strip()
    return _FOOTNOTES.sub("", name) or name


def decoded_again(text: str) -> str:
    """Return a text of UTF-8 that was read as another encoding as it was meant.

    >>> decoded_again("ZÃ¼rich"), decoded_again("Zürich")
    ('Zürich', 'Zürich')
    """
    if _MISREAD.search(text):
        for encoding in _WRONG_ENCODINGS:
            try:
                return text.encode(encoding).decode()
            except UnicodeError:
                continue
    return text
