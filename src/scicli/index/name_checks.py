"""What is suspicious about names: look-alikes, and rows that are no city."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator

from scicli.index.names import fold, spelling

# Letters of other alphabets that look like Latin ones.
_TWINS = "АВСЕНІЈКМОРЅТХУаеорсухіјѕԁһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧαορνικτ"
_LATIN_TWINS = "ABCEHIJKMOPSTXYaeopcyxijsdhqwABEZHIKMNOPTYXaopvikt"
_LIKE_LATIN = str.maketrans(_TWINS, _LATIN_TWINS)
_TRADITIONAL = "國學東臺灣廣門島爾蘭羅亞聯韓華貝馬魯紐約寧漢慶陽義龍鄭蘇長鐵連濟錫無慕維倫達薩亂"
_SIMPLIFIED = "国学东台湾广门岛尔兰罗亚联韩华贝马鲁纽约宁汉庆阳义龙郑苏长铁连济锡无慕维伦达萨乱"
_TO_SIMPLIFIED = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
_SHORT_FORMS = {
    "univ": "university", "inst": "institute", "tech": "technology", "natl": "national",
    "intl": "international", "st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort",
    "corp": "corporation", "co": "company", "bros": "brothers", "dept": "department", "n": "and",
}  # fmt: skip
_FILLERS = {"the", "of"}
_WORD = re.compile(r"[^\W_]+|&")
_ALPHABETS = {"LATIN", "CYRILLIC", "GREEK"}
# Sums, means and groups of countries, written as one word; one alone is suspicious.
_TOTALS = frozenset(map(fold, {
    "world", "total", "average", "median", "worldaverage", "worldtotal", "grandtotal", "welt",
    "gesamt", "summe", "durchschnitt", "insgesamt", "monde", "moyenne", "mundo", "promedio",
    "мир", "всего", "среднее", "итого", "世界", "全球", "总计", "合计", "平均", "合計", "세계",
    "합계", "평균", "全体", "العالم", "المجموع",
    "europeanunion", "eu27", "eu28", "euroarea", "eurozone", "oecd", "oecdmembers", "arabworld",
    "highincome", "lowincome", "middleincome", "uppermiddleincome", "lowermiddleincome",
    "lowmiddleincome", "subsaharanafrica", "latinamericacaribbean", "eastasiapacific",
    "europecentralasia", "middleeastnorthafrica", "europaischeunion", "unioneuropeenne",
    "유럽연합", "전체", "총계", "欧州連合", "欧盟", "unioneuropea", "европейскийсоюз",
}))  # fmt: skip
# Words that may be a whole name, of a band or an airline; several among others are suspicious.
_GROUPS = frozenset({
    "eu", "g7", "g20", "asean", "brics", "africa", "asia", "europe", "northamerica", "southamerica",
    "latinamerica", "oceania", "southasia",
})  # fmt: skip
_MEANS = {"average", "total", "mean", "median"}


def mixed_alphabets(name: str) -> str:
    """Return the alphabets of a word whose letters of one look like those of the other, or "".

    >>> mixed_alphabets("Мoscow"), mixed_alphabets("Москва (Moscow)"), mixed_alphabets("KoЯn")
    ('Cyrillic and Latin', '', '')
    """
    for word in () if name.isascii() else _WORD.findall(name):
        found = _alphabets(word)
        latin = "".join(letter for letter in word if letter.isascii())
        is_like = _alphabets(word.translate(_LIKE_LATIN)) == {"LATIN"}
        if len(found) > 1 and (is_like or not set(latin) - set(_LATIN_TWINS)):
            return " and ".join(sorted(map(str.title, found)))
    return ""


def _alphabets(word: str) -> set[str]:
    return {unicodedata.name(letter, "").split(" ")[0] for letter in word} & _ALPHABETS


def look_alikes(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each name with the first name before it that may be the same, written otherwise.

    >>> list(look_alikes(["University of Oslo", "Univ. Oslo", "Korea, Rep.", "Korea, Dem. Rep."]))
    [('Univ. Oslo', 'University of Oslo')]
    """
    first: dict[str, str] = {}
    for name in names:
        other = first.setdefault(_look(name), name)
        if other != name and spelling(other) != spelling(name):
            yield name, other


def _look(name: str) -> str:
    """Return the form that names share which look alike or differ in a usual short form."""
    plain = unicodedata.normalize("NFKC", name).translate(_LIKE_LATIN).casefold()
    plain = plain.translate(_TO_SIMPLIFIED).replace("&", " and ")
    words = [_SHORT_FORMS.get(word, word) for word in _WORD.findall(plain)]
    signs = "".join(sign for sign in plain if sign in "+#*")
    return f"{''.join(fold(word) for word in words if word not in _FILLERS)} {signs}"


def no_entities(names: Collection[str]) -> list[str]:
    """Return the names that may be sums, means or groups of the others.

    >>> no_entities(["World", "Peru", "High income"]), no_entities(["Asia", "Toto"])
    (['World', 'High income'], [])
    >>> no_entities(["OECD average", "Total Recall", "Total Africa", "Peru"])
    ['OECD average', 'Total Africa']
    """
    folded = {name: fold(name) for name in names}
    totals = [name for name, form in folded.items() if form in _TOTALS or _is_mean(name)]
    groups = [name for name, form in folded.items() if form in _GROUPS]
    found = {*totals, *(groups if len(groups) + len(totals) > 1 else [])}
    return [name for name in names if name in found] if len(found) < len(folded) else []


def _is_mean(name: str) -> bool:
    """Return whether a name is that of a mean or a sum of something: OECD average."""
    first, *rest = [fold(word) for word in name.split()] or [""]
    of_groups = rest[:1] == ["of"] or "".join(rest) in _TOTALS | _GROUPS
    return bool(rest) and (rest[-1] in _MEANS or (first in _MEANS and of_groups))
