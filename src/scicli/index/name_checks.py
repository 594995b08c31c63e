"""What is suspicious about names: look-alikes, and rows that are no city."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator

from scicli.index.names import fold, spelling

# Letters of other alphabets that look like Latin ones.
_LIKE_LATIN = str.maketrans("аеорсухіјѕԁһԛԝαορνικτ", "aeopcyxijsdhqwaopvikt")
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
# Sums and means, in folded form; one alone is suspicious.
_TOTALS = frozenset({
    "world", "total", "average", "mean", "median", "sum", "all", "overall", "worldaverage",
    "worldtotal", "welt", "gesamt", "summe", "durchschnitt", "insgesamt", "monde", "moyenne",
    "mundo", "promedio", "media", "mondo", "мир", "всего", "среднее", "итого", "世界",
    "全球", "总计", "合计", "平均", "合計", "세계", "합계", "평균", "全体", "العالم", "المجموع",
})  # fmt: skip
# Groups of countries; several of them among others are suspicious.
_GROUPS = frozenset({
    "europeanunion", "eu", "eu27", "eu28", "euroarea", "eurozone", "oecd", "oecdmembers", "g7",
    "g20", "asean", "brics", "arabworld", "highincome", "lowincome", "middleincome",
    "uppermiddleincome", "lowermiddleincome", "lowmiddleincome", "africa", "asia", "europe",
    "northamerica", "southamerica", "latinamerica", "oceania", "subsaharanafrica", "southasia",
    "latinamericacaribbean", "eastasiapacific", "europecentralasia", "middleeastnorthafrica",
    "europäischeunion", "europaischeunion", "unioneuropeenne", "欧盟", "유럽연합",
})  # fmt: skip


def mixed_alphabets(name: str) -> str:
    """Return the alphabets that one word of a name mixes, or "".

    >>> mixed_alphabets("Мoscow"), mixed_alphabets("Москва (Moscow)")
    ('CYRILLIC and LATIN', '')
    """
    for word in () if name.isascii() else _WORD.findall(name):
        found = {unicodedata.name(letter, "").split(" ")[0] for letter in word} & _ALPHABETS
        if len(found) > 1:
            return " and ".join(sorted(found))
    return ""


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
    plain = unicodedata.normalize("NFKC", name).casefold()
    plain = plain.translate(_LIKE_LATIN).translate(_TO_SIMPLIFIED).replace("&", " and ")
    words = [_SHORT_FORMS.get(word, word) for word in _WORD.findall(plain)]
    signs = "".join(sign for sign in plain if sign in "+#")
    return f"{''.join(fold(word) for word in words if word not in _FILLERS)} {signs}"


def no_entities(names: Collection[str]) -> list[str]:
    """Return the names that may be sums, means or groups of the others.

    >>> no_entities(["World", "Peru", "High income"]), no_entities(["Asia", "Toto"])
    (['World', 'High income'], [])
    """
    folded = {name: fold(name) for name in names}
    totals = [name for name, form in folded.items() if form in _TOTALS or _begins_total(name)]
    groups = [name for name, form in folded.items() if form in _GROUPS]
    found = {*totals, *(groups if len(groups) + len(totals) > 1 else [])}
    return [name for name in names if name in found] if len(found) < len(folded) else []


def _begins_total(name: str) -> bool:
    words = [fold(word) for word in name.split()]
    return bool({words[0], words[-1]} & {"average", "total", "mean", "median"}) if words else False
