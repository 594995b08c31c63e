"""A text as paragraphs, and paragraphs as sentences; the signs of Markdown are no part of them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_ITEM = re.compile(r"(?:#{1,6}|[-*+•–]|(?P<number>\d+[.)]))\s+")
_FENCE = re.compile(r"(?:```|~~~)")
# No search goes on beyond the next comment, bracket or 2,000 signs of an address.
_UNSEEN = re.compile(r"<!--(?:(?!<!--).)*?-->|!\[[^\[\]]*\]\([^)]{0,2000}\)", re.DOTALL)
_LINK = re.compile(r"\[([^\[\]]*)\](?:\([^)]{0,2000}\)|\[[^\[\]]*\])")
_EMPHASIS = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=[\w.!?])[*_](?!\w)")
_RULE = re.compile(r"[|\s:+=_*-]+")
_END = re.compile(r"[.!?][\"'”’)]*(?=\s|$)")
_SHORT = re.compile(
    r"(?:^|[\s(])(?:No|Nr|St|Dr|Mr|Mrs|vs|approx|Tel|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec"
    r"|[A-Z](?:\.[A-Z])*)\.$"
)

_LONGEST_SHORT = 40
_NEXT = re.compile(r"\s*+(\S?)")


class Paragraph(NamedTuple):
    """The sentences of a paragraph, a heading or an item of a list, with the number of the item.

    A row of a table, a line that is quoted or a block of code is one sentence and no prose.
    """

    sentences: tuple[str, ...]
    number: str = ""
    is_prose: bool = True
    is_heading: bool = False


def paragraphs(text: str) -> Iterator[Paragraph]:
    r"""Yield the paragraphs of a text.

    >>> for paragraph in paragraphs("Busan rose. **Seoul** fell.\n\n1. London"):
    ...     print(paragraph.number, paragraph.sentences)
     ('Busan rose.', 'Seoul fell.')
    1. ('London',)
    """
    lines = iter(_UNSEEN.sub("", text).splitlines())
    words: list[str] = []
    number = ""
    for raw in lines:
        line = raw.strip()
        item, is_code, is_row = _ITEM.match(line), _FENCE.match(line), line.startswith(("|", ">"))
        is_rule = _RULE.fullmatch(line)
        if words and (item or is_code or is_row or is_rule or not line):
            yield _prose(words, number)
            words, number = [], ""
        if is_code:
            yield Paragraph((" ".join(_code(lines)),), is_prose=False)
        elif is_row and not is_rule:
            yield Paragraph((_plain(line),), is_prose=False)
        elif line and not is_rule:
            words.append(line[item.end() :] if item else line)
            number = (item and item["number"]) or number
        if item and line.startswith("#"):
            yield _prose(words, number)._replace(is_heading=True)
            words, number = [], ""
    if words:
        yield _prose(words, number)


def _code(lines: Iterator[str]) -> Iterator[str]:
    """Yield the lines up to the end of a block of code."""
    for line in lines:
        if _FENCE.match(line.strip()):
            return
        yield line.strip()


def _prose(lines: list[str], number: str) -> Paragraph:
    return Paragraph(tuple(_sentences(_plain(" ".join(lines)))), number)


def _plain(text: str) -> str:
    return _EMPHASIS.sub("", _LINK.sub(r"\1", text))


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for stop in _END.finditer(text):
        end = stop.end()
        # To search all that stands before each stop would be slow in a text of many initials.
        short = _SHORT.search(text, max(start, end - _LONGEST_SHORT), end)
        follows = _NEXT.match(text, end)
        if short or (follows and follows[1].islower()):
            continue
        yield text[start:end].strip()
        start = end
    if rest := text[start:].strip():
        yield rest
