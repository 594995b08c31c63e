"""Labels that are times: years, dates, months, quarters, weeks, half-years and seasons."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from scicli.index.names import fold

_NAMES = (
    "January February March April May June July August September October November December",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "Jänner Februar März April Mai Juni Juli August September Oktober November Dezember",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "januar februar marts april maj juni juli august september oktober november december",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad"
    " grudzień",
    "leden únor březen duben květen červen červenec srpen září říjen listopad prosinec",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "január február március április május június július augusztus szeptember október november"
    " december",
    "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
)
_OTHERS = {"mrz": 3}


def month_named(word: str) -> int | None:
    """Return the number of the month that a name or the beginning of one means, or None.

    >>> month_named("Aug"), month_named("Dezember"), month_named("Mrz"), month_named("jui")
    (8, 12, 3, None)
    """
    wanted = fold(word)
    begins = [numbers for name, numbers in _whole().items() if name.startswith(wanted)]
    found = _whole().get(wanted) or set().union(*begins)
    return next(iter(found)) if len(found) == 1 else None


@cache
def _whole() -> dict[str, set[int]]:
    """Return the months that each whole name means; some mean two in two languages."""
    found = {name: {number} for name, number in _OTHERS.items()}
    for names in _NAMES:
        for number, name in enumerate(names.split(), 1):
            found.setdefault(fold(name), set()).add(number)
    return found


_YEAR = r"(?P<year>1[0-9]{3}|2[0-9]{3})"
_SHORT_YEAR = r"(?P<year>(?:1[0-9]|20|21)[0-9]{2}|[0-9]{2})"
# Two digits from here on are a year of the last century.
_CENTURY = 70
_NAME = r"(?P<name>[^\W\d_]{3,})\.?"
_DASH = "[-–—/]"
_LAST_MONTH = 12
_TH = "(?:st|nd|rd|th)?"
_MONTH, _DAY = r"(?P<month>[0-9]{1,2})", r"(?P<day>[0-9]{1,2})"
_WEEK_WORD = r"(?:W|WK|Week|KW)"

Reader = Callable[[str], date | None]
"""Reads a label as a day, or returns None where it is none of its form."""


class Times(NamedTuple):
    """What the labels of editions say of time.

    `days` are the ordinals of their first days, or empty where the labels are not all times in one
    form. `ambiguous` is a date of which no label shows whether day or month comes first.
    """

    days: tuple[int, ...] = ()
    ambiguous: str = ""


def times(labels: Sequence[str], first: str | None = None) -> Times:
    """Read labels as times.

    >>> times(["Q3 2023", "Q4 2023"]).days == times(["2023Q3", "2023-Q4"]).days
    True
    >>> times(["1999", "GFCI 7"]), times(["1/2/2024", "2/3/2024"]).ambiguous
    (Times(days=(), ambiguous=''), '1/2/2024')
    """
    for read in _FORMS:
        days = _each(read, labels)
        if days:
            return Times(days)
    return _numeric_dates(labels, first)


def is_numeric(label: str) -> bool:
    """Tell a date of which the label alone does not show whether the day or the month stands first.

    >>> is_numeric("2/3/2024"), is_numeric("2.3.2024"), is_numeric("2024-03-02")
    (True, False, False)
    """
    return _NUMERIC.fullmatch(label.strip()) is not None


def iso(day: int) -> str:
    """Return a day by its number in the calendar as YYYY-MM-DD.

    >>> iso(*times(["30.12.2024"]).days)
    '2024-12-30'
    """
    return date.fromordinal(day).isoformat()


def _each(read: Reader, labels: Iterable[str]) -> tuple[int, ...]:
    """Return the day of each label, or nothing where one is no time of this form."""
    days = []
    for label in labels:
        found = read(label)
        if found is None:
            return ()
        days.append(found.toordinal())
    return tuple(days)


def _day(year: int, month: int = 1, day: int = 1) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _century(text: str) -> int:
    """Return a year of two digits or four."""
    year = int(text)
    if len(text) > len("99"):
        return year
    return year + (1900 if year >= _CENTURY else 2000)


def _form(pattern: str, day: Callable[[re.Match[str]], date | None]) -> Reader:
    """Return what reads a text of a pattern as a day."""
    compiled = re.compile(pattern, re.IGNORECASE)

    def read(label: str) -> date | None:
        found = compiled.fullmatch(label.strip())
        return day(found) if found else None

    return read


def _of_month(found: re.Match[str]) -> date | None:
    """Return the first day of a month that has a number or a name."""
    parts = found.groupdict()
    month = int(parts["month"]) if parts.get("month") else month_named(parts["name"])
    return (
        None if month is None else _day(_century(parts["year"]), month, int(parts.get("day") or 1))
    )


def _of_part(months: int) -> Callable[[re.Match[str]], date | None]:
    """Return what reads a part of a year that has so many months."""

    def read(found: re.Match[str]) -> date | None:
        return _day(_century(found["year"]), months * (int(found["part"]) - 1) + 1)

    return read


def _of_week(found: re.Match[str]) -> date | None:
    try:
        return date.fromisocalendar(_century(found["year"]), int(found["part"]), 1)
    except ValueError:
        return None


def _of_season(found: re.Match[str]) -> date | None:
    """Return the middle of the first of two years that follow one another."""
    year = _century(found["year"])
    follows = int(found["next"]) == (year + 1) % 10 ** len(found["next"])
    return _day(year, 7) if follows else None


def _either(*reads: Reader) -> Reader:
    """Return what reads a text by the first of several forms that it has."""
    return lambda label: next((day for read in reads if (day := read(label))), None)


def _parts(sign: str, numbers: str, months: int) -> Reader:
    """Return what reads quarters (`Q3 2023`, `2023Q3`, `3Q23`) or half-years."""
    part, between = rf"(?P<part>{numbers})", r"[\s/_-]*"
    day = _of_part(months)
    return _either(
        _form(rf"{_YEAR}{between}{sign}\s?{part}", day),
        _form(rf"{_YEAR}{between}{part}{sign}", day),
        _form(rf"{sign}\s?{part}{between}{_SHORT_YEAR}", day),
        _form(rf"{part}\.?\s?{sign}{between}{_SHORT_YEAR}", day),
    )


# In this order: a label is of the first form that all of them have.
_FORMS = (
    _form(_YEAR, lambda found: _day(int(found["year"]))),
    _form(rf"{_YEAR}(?P<dash>[-/.]){_MONTH}(?P=dash){_DAY}", _of_month),
    _form(rf"{_YEAR}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})", _of_month),
    _form(rf"{_DAY}\.\s?{_MONTH}\.\s?{_SHORT_YEAR}", _of_month),
    _either(
        _form(rf"{_DAY}{_TH}\.?[\s-]+{_NAME}[\s-]+{_SHORT_YEAR}", _of_month),
        _form(rf"{_NAME}\s+{_DAY}{_TH},?\s+{_YEAR}", _of_month),
        _form(rf"{_YEAR}[年년]\s?{_MONTH}[月월]\s?{_DAY}[日일]", _of_month),
    ),
    _parts("(?:Q|T|Quarter|Quartal|Trimestre)", "[1-4]", 3),
    _parts("(?:H|HY|HJ|S|Half|Semester)", "[12]", 6),
    _either(
        _form(rf"{_YEAR}[\s/-]*{_WEEK_WORD}\s?(?P<part>[0-9]{{1,2}})", _of_week),
        _form(rf"{_WEEK_WORD}\s?(?P<part>[0-9]{{1,2}})[\s/,-]*{_YEAR}", _of_week),
    ),
    _form(rf"{_SHORT_YEAR}\s?{_DASH}\s?(?P<next>[0-9]{{2}}|[0-9]{{4}})", _of_season),
    _form(rf"{_YEAR}[-/.]?(?P<month>[0-9]{{2}})", _of_month),
    _form(rf"{_MONTH}[-/.]{_YEAR}", _of_month),
    _either(
        _form(rf"{_NAME}[\s'’/-]*{_SHORT_YEAR}", _of_month),
        _form(rf"{_YEAR}[\s/-]*{_NAME}", _of_month),
        _form(rf"{_YEAR}[年년]\s?{_MONTH}[月월]", _of_month),
    ),
)
_NUMERIC = re.compile(
    rf"(?P<one>[0-9]{{1,2}})(?P<between>[-/])(?P<two>[0-9]{{1,2}})(?P=between){_SHORT_YEAR}"
)


def _numeric_dates(labels: Sequence[str], first: str | None) -> Times:
    """Read `12/30/2024` and `30/12/2024`: a number above 12 shows which part is the day."""
    found = [_NUMERIC.fullmatch(label.strip()) for label in labels]
    dates = [one for one in found if one is not None]
    if len(dates) < len(labels):
        return Times()
    day_first = any(int(one["one"]) > _LAST_MONTH for one in dates)
    month_first = any(int(one["two"]) > _LAST_MONTH for one in dates)
    if day_first == month_first:
        if day_first or first is None:
            alike = all(one["one"] == one["two"] for one in dates)
            return Times(ambiguous="" if day_first or alike else labels[0])
        day_first = first == "day-first"
    order = ("two", "one") if day_first else ("one", "two")
    days = [_day(_century(one["year"]), *(int(one[part]) for part in order)) for one in dates]
    read = tuple(one.toordinal() for one in days if one is not None)
    return Times(read if len(read) == len(labels) else ())


def length_words(days: int) -> str:
    """Return a length of time in the largest unit of which it has two or more.

    >>> length_words(8401), length_words(180), length_words(21), length_words(1)
    ('23 years', '6 months', '3 weeks', '1 day')
    """
    year, month, week = (timedelta(days=length) for length in (365.2425, 30.436875, 7))
    for unit, name in ((year, "years"), (month, "months"), (week, "weeks")):
        count = round(timedelta(days=days) / unit)
        if count > 1:
            return f"{count} {name}"
    return f"{days} day{'s' if days != 1 else ''}"
