"""The question `records`: who did most, longest, first, and how much of it is certain."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from scicli.analysis.answer import Answer, ChartKind, Column, Kind, Plot, Section
from scicli.analysis.edition_records import EditionRecord, areas, leads
from scicli.analysis.held_records import TOPS, Record, held_records
from scicli.analysis.possible_places import OPEN, Places, places_of
from scicli.analysis.scope import Area, Names, require_positive
from scicli.analysis.wording import months, nonempty, number_word, readable
from scicli.files.schema import OVERALL
from scicli.index.cells import source_keys
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.names import listed
from scicli.index.rank import Array
from scicli.index.rating import rating_text

FIELDS = (
    "record", "kind", "top", "city", "area", "category", "value", "value_max", "others",
    "record_max", "from_edition", "to_edition", "as_of", "sources",
)  # fmt: skip
_DRAWN_TOPS = (1, 3, 10)
_MOST_NAMES = 3
_LEADERS = 2  # A lead is that of the first over the second.


class _Line(NamedTuple):
    """A record as it is shown; `made` has the editions of each holder named, as rows of places."""

    record: str
    city: str
    value: str
    possible: str
    when: str
    others: str
    sources: str
    top: int | None
    made: tuple[list[int], ...]


@dataclass(frozen=True)
class _Cited:
    """The sources of figures: `by_city` has those of the cities that hold a record."""

    index: Index
    category: str
    by_city: dict[str, dict[int, str]]

    @classmethod
    def of(cls, index: Index, category: str, cities: Set[str]) -> "_Cited":
        figures = index.figures
        by_city: dict[str, dict[int, str]] = {city: {} for city in cities}
        chosen = figures["sources"].notna() & (figures["category"] == category)
        rows = figures[chosen & figures["city"].isin(cities)]
        editions = rows["edition"].cat.codes
        for city, edition, keys in zip(rows["city"], editions, rows["sources"], strict=True):
            by_city[city][edition] = keys
        return cls(index, category, by_city)

    def of_city(self, city: str, editions: Iterable[int]) -> str:
        """Return the sources of what a city has in some editions, each once."""
        known = self.by_city[city]
        return _each_once(known[one] for one in editions if one in known)

    def in_top(self, edition: Label, top: int) -> str:
        """Return the sources of the figures of a top, each once."""
        rows = self.index.rows(edition, self.category)
        return _each_once(
            rows.loc[(rows["rank_max"] <= top).fillna(value=False), "sources"].dropna()
        )


def _each_once(texts: Iterable[str]) -> str:
    return ";".join(dict.fromkeys(key for text in texts for key in source_keys(text)))


def records(
    index: Index,
    city: str | None = None,
    *,
    category: str = OVERALL,
    top: int | None = None,
    as_of: Label = "latest",
    region: Names = None,
    country: Names = None,
) -> Answer:
    """Return the records of a ranking, or of one city, as far as the figures prove them.

    The frame has a row for each record and each city that holds it: `record` (its title), `kind`
    (the kind of claims that says so), `top` (the place or the top that it is about), `city`, `area`
    (a region or country), `category`, `value` (what is proved: at least so much; of a best place:
    at least so good), `value_max` (what is possible beside it, missing if nothing bounds it),
    `others` (how many other cities, or editions, may have as much or more), `record_max` (the most
    that any of them may have), the editions that the record spans (`from_edition`, `to_edition`; of
    a count the first and the last one that count), `as_of`, the last edition that is looked at, and
    `sources`, those of its figures, joined by ";".

    Args:
        city: A name or alias; None means the whole ranking.
        top: Only records of this top, and those of no top.
        as_of: The last edition to look at; nothing later is known.

    Raises:
        QuestionError: There is no such city, category, edition, region or country, or `top` is less
            than 1.

    >>> import scicli
    >>> frame = scicli.records(scicli.load(), "Busan").frame.set_index("kind")
    >>> int(frame.loc["longest_rise", "value"]), int(frame.loc["best_place", "value"])
    (9, 8)
    """
    require_positive(top, "places")
    key = index.catalog.category(category)
    name = None if city is None else index.catalog.city(city)
    end = index.catalog.edition(as_of)
    area = Area.of(index.catalog, region, country)
    places = places_of(index, key).up_to(end)
    inside = _inside(index, places, area)
    found = list(held_records(places, inside, city=name, top=top))
    whole = [] if name or area.columns else _of_editions(index, key, places.editions, top)
    cited = _Cited.of(index, key, {places.cities[row] for one in found for row in one.holders})
    rows = [row for record in found for row in _rows(record, places, key, end, cited)]
    rows += [_row_of_edition(record, key, end, cited) for record in whole]
    shown = [_line(record, places, name, cited) for record in found]
    shown += [_line_of_edition(record, places, cited) for record in whole]
    frame = pd.DataFrame(rows, columns=list(FIELDS))
    where = *area.names, months(index, places.editions[0], end)
    whose = (name, "records") if name else (f"Records of {len(inside) - 1} {index.nouns[1]}",)
    title = nonempty(*whose, index.catalog.terms.title, readable(key), *where)
    lines = pd.DataFrame(shown, columns=list(_Line._fields))
    columns = tuple(one for one in _COLUMNS if name is None or one.field != "city")
    notes = tuple(_notes(index, found, name, area))
    return Answer.of(
        index,
        frame=_typed(index, frame),
        sections=(Section(title, lines, columns, notes),),
        editions=places.editions,
        asked=() if name is None else (name,),
        counted=frame["city"].dropna(),
        plot=_plot(index, places, shown, name, top),
    )


_COLUMNS = (
    Column("record", "Record", Kind.LABEL, weight=12),
    Column("city", "Held by", Kind.TEXT, weight=12),
    Column("value", "Proved", Kind.TEXT, weight=12),
    Column("possible", "Possible", Kind.DETAIL, weight=10),
    Column("when", "Editions", Kind.DETAIL, weight=10),
    Column("others", "May share it", Kind.DETAIL, weight=9),
)


def _of_editions(
    index: Index, category: str, editions: Sequence[Label], top: int | None
) -> list[EditionRecord]:
    """Return the records of single editions."""
    tops = TOPS if top is None else (top,)
    return [*leads(index, category, editions), *areas(index, category, editions, tops)]


def _row_of_edition(
    record: EditionRecord, category: str, end: Label, cited: _Cited
) -> tuple[object, ...]:
    value = float(record.value)
    bound = None if record.bound is None else float(record.bound)
    return (
        record.title, record.kind, record.top, record.city or None, record.area or None, category,
        value, value, record.others, bound, record.edition, record.edition, end,
        cited.in_top(record.edition, record.top or _LEADERS) or None,
    )  # fmt: skip


def _line_of_edition(record: EditionRecord, places: Places, cited: _Cited) -> _Line:
    bound = record.bound
    possible = "any number" if bound is None else "" if bound == record.value else str(bound)
    return _Line(
        record.title,
        record.city or record.area,
        rating_text(float(record.value)),
        possible,
        str(record.edition),
        str(record.others or ""),
        cited.in_top(record.edition, record.top or _LEADERS),
        record.top,
        ([places.editions.index(record.edition)],),
    )


def _plot(
    index: Index, places: Places, lines: Sequence[_Line], city: str | None, top: int | None
) -> Plot:
    """Return when each record was made; of the records of tops the chart has some, unless asked."""
    tops = (None, *_DRAWN_TOPS) if city is None and top is None else {line.top for line in lines}
    drawn = [line for line in lines if line.top in tops]
    left_out = len(lines) - len(drawn)
    rows = [
        (line.record, line.city, line.value, bool(line.others), number, edition)
        for line in drawn
        for number, editions in enumerate(line.made)
        for edition in editions
    ]
    first = next(iter(drawn), None)
    finding = "" if first is None else f"{first.record}: {first.city}, {first.value}"
    if city is not None and first is not None:
        best = next((line for line in drawn if line.record == "Best place"), first)
        finding = f"{city}: {best.record.lower()} {best.value}"
    return Plot(
        ChartKind.RECORDS,
        pd.DataFrame(rows, columns=["record", "city", "value", "is_shared", "lane", "place"]),
        places.editions,
        () if city is None else (city,),
        nothing="the figures that are held prove no record",
        days=index.catalog.order.days_of(places.editions),
        finding=finding,
        notes=nonempty(
            f"{left_out} records of other places and tops are not drawn." if left_out else ""
        ),
    )


def _inside(index: Index, places: Places, area: Area) -> Array:
    """Return the rows of the cities of an area, and the one of those not named."""
    if not area.columns:
        return np.arange(len(places.cities))
    cities = index.city_rows(places.cities[:-1])
    kept = np.flatnonzero(cities["city"].isin(area.within(cities)["city"]))
    return np.append(kept, len(cities))


def _rows(
    record: Record, places: Places, category: str, end: Label, cited: _Cited
) -> Iterator[tuple[object, ...]]:
    value, bound = record.measure.proven(record.measured)
    for row in record.holders:
        first, last = (places.editions[part[row]] for part in record.measured[2:])
        yield (
            record.measure.titled(record.top), record.measure.name, record.top, places.cities[row],
            None, category, int(value[row]), _bounded(int(bound[row])), record.others,
            _bounded(record.bound), first, last, end,
            cited.of_city(places.cities[row], record.editions(places, row)) or None,
        )  # fmt: skip


def _bounded(number: int) -> int | None:
    """Return a number, or None if it is no more than an open end."""
    return number if abs(number) < OPEN else None


def _typed(index: Index, frame: pd.DataFrame) -> pd.DataFrame:
    texts = dict.fromkeys(("record", "kind", "city", "area", "category", "sources"), "str")
    numbers = dict.fromkeys(("value", "value_max", "record_max"), "Float64")
    editions = ("from_edition", "to_edition", "as_of")
    return frame.astype(texts | numbers | {"top": "Int64", "others": "Int64"}).assign(
        **{name: index.labels(frame[name]) for name in editions}
    )


def _line(record: Record, places: Places, city: str | None, cited: _Cited) -> _Line:
    value, bound = record.measure.proven(record.measured)
    row, *more = record.holders
    named = record.holders[:_MOST_NAMES]
    names = [places.cities[one] for one in named]
    if len(record.holders) > _MOST_NAMES:
        names.append(f"{number_word(len(record.holders) - _MOST_NAMES)} more")
    reach = int(bound[row]) if city is not None else record.bound
    proved = int(value[row])
    title = record.measure.titled(record.top)
    if city is not None:
        title = title.removeprefix("Most ").capitalize()
    made = [record.editions(places, one) for one in named]
    sources = (
        cited.of_city(places.cities[one], editions)
        for one, editions in zip(named, made, strict=True)
    )
    return _Line(
        title,
        listed(names, "and"),
        record.measure.words(proved),
        "" if reach == proved else record.measure.words(reach),
        "" if more else _when(places, made[0]),
        str(record.others or ""),
        ";".join(nonempty(*sources)),
        record.top,
        tuple(made),
    )


def _when(places: Places, made: Sequence[int]) -> str:
    start, end = places.editions[made[0]], places.editions[made[-1]]
    return str(start) if len(made) == 1 else f"{start} to {end}"


def _notes(index: Index, found: Sequence[Record], city: str | None, area: Area) -> Iterator[str]:
    if not found:
        outside = city is not None and area.columns and area.within(index.city_rows([city])).empty
        yield (
            f"{city} is not known to be{area.phrase('in')}."
            if outside
            else "The figures that are held prove no record."
        )
        return
    yield "Proved: at least so much. Possible: how far it may go where ranks are not held."
    if any(record.others for record in found):
        yield (
            f"May share it: how many other {index.nouns[1]}, or editions, may have as much or more;"
            f" {index.nouns[1]} that are not named count as one."
        )
