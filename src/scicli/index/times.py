"""Labels that are times: years, dates, months, quarters, weeks, half-years and seasons."""

import re
from collections.abc import Iterable, Mapping, Sequence
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
_ABBREVIATIONS = {"mrz": 3}

_YEAR = r"(?P<year>1[0-9]{3}|2[0-9]{3})"
_SHORT_YEAR = r"(?P<year>(?:1[0-9]|20|21)[0-9]{2}|[0-9]{2})"
# Years of two digits from here on are in the last century.
_CENTURY = 70
_NAME = r"(?P<name>[^\W\d_]{3,})\.?"
_MONTH, _DAY = r"(?P<month>[0-9]{1,2})", r"(?P<day>[0-9]{1,2})"
_LAST_MONTH = 12
_TH = "(?:st|nd|rd|th)?"
_WEEK = r"(?:W|WK|Week|KW)\s?(?P<week>[0-9]{1,2})"


class Times(NamedTuple):
    """What the labels of editions say of time.

    `days` are the ordinals of their first days, or empty unless all labels are times in one form.
    `ambiguous` is a date, if no label shows whether the day or the month comes first; `contrary` is
    a date that shows another order than the one asked for.
    """

    days: tuple[int, ...] = ()
    ambiguous: str = ""
    contrary: str = ""


def times(labels: Sequence[str], first: str | None = None) -> Times:
    """Read labels as times; `first` may be `day-first` or `month-first`.

    >>> times(["Q3 2023", "Q4 2023"]).days == times(["2023Q3", "2023-Q4"]).days
    True
    >>> times(["1999", "GFCI 7"]), times(["1/2/2024", "2/3/2024"]).ambiguous
    (Times(days=(), ambiguous='', contrary=''), '1/2/2024')
    """
    texts = [label.strip() for label in labels]
    for patterns in _forms():
        days = _days(_read(text, patterns) for text in texts)
        if days:
            return Times(days)
    return _numeric_dates(texts, first)


def month_number(word: str) -> int | None:
    """Return the number of the month that a name or the beginning of one means, or None.

    >>> month_number("Aug"), month_number("Dezember"), month_number("Mrz"), month_number("jui")
    (8, 12, 3, None)
    """
    wanted = fold(word)
    names = _months_by_name()
    begins = [numbers for name, numbers in names.items() if name.startswith(wanted)]
    months = names.get(wanted) or set().union(*begins)
    return next(iter(months)) if len(months) == 1 else None


@cache
def _months_by_name() -> dict[str, set[int]]:
    """Return the months that each name means; some names mean two, in two languages."""
    months = {name: {number} for name, number in _ABBREVIATIONS.items()}
    for names in _NAMES:
        for number, name in enumerate(names.split(), 1):
            months.setdefault(fold(name), set()).add(number)
    return months


def is_numeric(label: str) -> bool:
    """Return whether a label is a date such as `2/3/2024`, in which the day or the month is first.

    >>> is_numeric("2/3/2024"), is_numeric("2.3.2024"), is_numeric("2024-03-02")
    (True, False, False)
    """
    return _NUMERIC.fullmatch(label.strip()) is not None


def iso(day: int) -> str:
    """Return the day of an ordinal as YYYY-MM-DD.

    >>> iso(*times(["30.12.2024"]).days)
    '2024-12-30'
    """
    return date.fromordinal(day).isoformat()


def _compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def _parts_of_year(sign: str, part: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of quarters (`Q3 2023`, `2023Q3`, `3Q23`) or half-years."""
    between = r"[\s/_-]*"
    return _compiled(
        rf"{_YEAR}{between}{sign}\s?{part}",
        rf"{_YEAR}{between}{part}{sign}",
        rf"{sign}\s?{part}{between}{_SHORT_YEAR}",
        rf"{part}\.?\s?{sign}{between}{_SHORT_YEAR}",
    )


@cache
def _forms() -> tuple[tuple[re.Pattern[str], ...], ...]:
    """Return the forms of labels; they have the first that fits all of them.

    Compiling them takes a while, and numbers need none.
    """
    return (
        _compiled(_YEAR),
        _compiled(rf"{_YEAR}(?P<dash>[-/.]){_MONTH}(?P=dash){_DAY}"),
        _compiled(rf"{_YEAR}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})"),
        _compiled(rf"{_DAY}\.\s?{_MONTH}\.\s?{_SHORT_YEAR}"),
        _compiled(
            rf"{_DAY}{_TH}\.?[\s-]+{_NAME}[\s-]+{_SHORT_YEAR}",
            rf"{_NAME}\s+{_DAY}{_TH},?\s+{_YEAR}",
            rf"{_YEAR}[年년]\s?{_MONTH}[月월]\s?{_DAY}[日일]",
        ),
        _parts_of_year("(?:Q|T|Quarter|Quartal|Trimestre)", "(?P<quarter>[1-4])"),
        _parts_of_year("(?:H|HY|HJ|S|Half|Semester)", "(?P<half>[12])"),
        _compiled(rf"{_YEAR}[\s/-]*{_WEEK}", rf"{_WEEK}[\s/,-]*{_YEAR}"),
        _compiled(rf"{_SHORT_YEAR}\s?[-–—/]\s?(?P<next>[0-9]{{2}}|[0-9]{{4}})"),
        _compiled(rf"{_YEAR}[-/.]?(?P<month>[0-9]{{2}})"),
        _compiled(rf"{_MONTH}[-/.]{_YEAR}"),
        _compiled(
            rf"{_NAME}[\s'’/-]*{_SHORT_YEAR}",
            rf"{_YEAR}[\s/-]*{_NAME}",
            rf"{_YEAR}[年년]\s?{_MONTH}[月월]",
        ),
    )


_NUMERIC = re.compile(
    rf"(?P<one>[0-9]{{1,2}})(?P<between>[-/])(?P<two>[0-9]{{1,2}})(?P=between){_SHORT_YEAR}"
)


def _read(text: str, patterns: Iterable[re.Pattern[str]]) -> date | None:
    """Return the day that a text means by the first pattern that fits it, or None."""
    matches = (pattern.fullmatch(text) for pattern in patterns)
    days = (_first_day(match.groupdict()) for match in matches if match)
    return next(filter(None, days), None)


def _first_day(parts: Mapping[str, str]) -> date | None:
    """Return the first day of a time, or None if there is no such day.

    A season of two years begins in the middle of the first.
    """
    year = _full_year(parts["year"])
    month, day = int(parts.get("month", 1)), int(parts.get("day", 1))
    if "name" in parts:
        month = month_number(parts["name"]) or 0
    elif "quarter" in parts:
        month = 3 * int(parts["quarter"]) - 2
    elif "half" in parts:
        month = 6 * int(parts["half"]) - 5
    elif "next" in parts:
        follows = int(parts["next"]) == (year + 1) % 10 ** len(parts["next"])
        month = 7 if follows else 0
    try:
        if "week" in parts:
            return date.fromisocalendar(year, int(parts["week"]), 1)
        return date(year, month, day)
    except ValueError:
        return None


def _full_year(text: str) -> int:
    year = int(text)
    if len(text) > len("99"):
        return year
    return year + (1900 if year >= _CENTURY else 2000)


def _days(dates: Iterable[date | None]) -> tuple[int, ...]:
    """Return the ordinals of dates, or nothing if one of them is missing."""
    days = []
    for day in dates:
        if day is None:
            return ()
        days.append(day.toordinal())
    return tuple(days)


def _numeric_dates(texts: Sequence[str], first: str | None) -> Times:
    """Read `12/30/2024` and `30/12/2024`: a number above 12 shows which part is the day."""
    dates = [match for match in map(_NUMERIC.fullmatch, texts) if match]
    if len(dates) < len(texts):
        return Times()
    day_first = any(int(match["one"]) > _LAST_MONTH for match in dates)
    month_first = any(int(match["two"]) > _LAST_MONTH for match in dates)
    month = {"day-first": "two", "month-first": "one"}.get(first or "", "")
    contrary = [match[0] for match in dates if month and int(match[month]) > _LAST_MONTH]
    if contrary:
        return Times(contrary=contrary[0])
    if day_first == month_first:
        if day_first or first is None:
            alike = all(match["one"] == match["two"] for match in dates)
            return Times(ambiguous="" if day_first or alike else texts[0])
        day_first = first == "day-first"
    day, month = ("one", "two") if day_first else ("two", "one")
    return Times(
        _days(
            _first_day({"year": match["year"], "month": match[month], "day": match[day]})
            for match in dates
        )
    )


def length_words(days: int) -> str:
    """Return a length of time in the largest unit that it has at least two of.

    >>> length_words(8401), length_words(180), length_words(21), length_words(1)
    ('23 years', '6 months', '3 weeks', '1 day')
    """
    year, month, week = (timedelta(days=length) for length in (365.2425, 30.436875, 7))
    for unit, name in ((year, "years"), (month, "months"), (week, "weeks")):
        count = round(timedelta(days=days) / unit)
        if count > 1:
            return f"{count} {name}"
    return f"{days} day{'s' if days != 1 else ''}"
