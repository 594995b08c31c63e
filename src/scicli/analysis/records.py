"""The question `records`: who did most, longest, first, and how much of it is certain."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from scicli.analysis.answer import Answer, Column, Kind, Section
from scicli.analysis.edition_records import EditionRecord, areas, leads
from scicli.analysis.measures import MEASURES, Measure, Measured
from scicli.analysis.possible_places import OPEN, Places, places_of
from scicli.analysis.scope import Area, Names, require_positive
from scicli.analysis.wording import months, nonempty, number_word, readable
from scicli.files.schema import OVERALL
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.names import listed
from scicli.index.rank import Array
from scicli.index.rating import rating_text

FIELDS = (
    "record", "kind", "top", "city", "area", "category", "value", "value_max", "others",
    "record_max", "from_edition", "to_edition", "as_of",
)  # fmt: skip
_PLACES = (1, 2, 3)
_TOPS = (3, 5, 10, 20)
_MOST_NAMES = 3
_FEWEST = 2  # Everybody does something once.


class Record(NamedTuple):
    """A measure, and who holds the record as far as the figures prove it.

    `holders` are the rows of those for whom the most is proved. `others` is how many more cities
    may have as much or more, those not named counted as one; `bound` is the most that anybody may
    have.
    """

    measure: Measure
    top: int | None
    measured: Measured
    holders: tuple[int, ...]
    others: int
    bound: int


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
    a count the first and the last one that count), and `as_of`, the last edition that is looked at.

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
    found = [
        record
        for measure, asked in _asked(top)
        for record in _of(measure, asked, places, inside, name)
    ]
    whole = [] if name or area.columns else _of_editions(index, key, places.editions, top)
    rows = [row for record in found for row in _rows(record, places, key, end)]
    rows += [_row_of_edition(record, key, end) for record in whole]
    shown = [*(_shown(record, places, name) for record in found), *map(_shown_of_edition, whole)]
    frame = pd.DataFrame(rows, columns=list(FIELDS))
    section = Section(
        title=nonempty(
            name or f"Records of {len(inside) - 1} {index.nouns[1]}",
            "records" if name else "",
            index.catalog.terms.title,
            readable(key),
            *area.names,
            months(index, places.editions[0], end),
        ),
        frame=pd.DataFrame(shown, columns=_SHOWN),
        columns=_COLUMNS if name is None else tuple(one for one in _COLUMNS if one.field != "city"),
        notes=tuple(_notes(index, found, name)),
    )
    return Answer.of(
        index,
        frame=_typed(index, frame),
        sections=(section,),
        editions=places.editions,
        asked=() if name is None else (name,),
        counted=frame["city"].dropna(),
    )


_SHOWN = ["record", "city", "value", "possible", "when", "others"]
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
    tops = _TOPS if top is None else (top,)
    return [*leads(index, category, editions), *areas(index, category, editions, tops)]


def _row_of_edition(record: EditionRecord, category: str, end: Label) -> tuple[object, ...]:
    value = float(record.value)
    bound = None if record.bound is None else float(record.bound)
    return (
        record.title, record.kind, record.top, record.city or None, record.area or None, category,
        value, value, record.others, bound, record.edition, record.edition, end,
    )  # fmt: skip


def _shown_of_edition(record: EditionRecord) -> tuple[str, ...]:
    bound = record.bound
    possible = "any number" if bound is None else "" if bound == record.value else str(bound)
    others = str(record.others or "")
    who = record.city or record.area
    return (
        record.title,
        who,
        rating_text(float(record.value)),
        possible,
        str(record.edition),
        others,
    )


def _asked(top: int | None) -> Iterator[tuple[Measure, int | None]]:
    """Yield each measure with each place or top that it is asked for."""
    places = _PLACES if top is None else (1,) * (top == 1)
    tops = _TOPS if top is None else (top,) * (top > 1)
    for measure in MEASURES.values():
        for asked in {"": (None,), "place": places, "top": tops}[measure.of]:
            yield measure, asked


def _inside(index: Index, places: Places, area: Area) -> Array:
    """Return the rows of the cities of an area, and the one of those not named."""
    if not area.columns:
        return np.arange(len(places.cities))
    cities = index.city_rows(places.cities[:-1])
    kept = np.flatnonzero(cities["city"].isin(area.within(cities)["city"]))
    return np.append(kept, len(cities))


def _of(
    measure: Measure, top: int | None, places: Places, inside: Array, city: str | None
) -> Iterator[Record]:
    """Yield a record with those who hold it, if anybody does."""
    measured = measure.count(places, top or 0)
    value, bound = measure.proven(measured)
    sure, may = measure.among(places)
    sign = -1 if measure.least_first else 1
    named = inside[:-1]
    certain = named[sure[named] & (measured.first[named] >= 0) & (np.abs(value[named]) < OPEN)]
    if city is not None:
        certain = certain[certain == places.cities.index(city)]
    if not len(certain):
        return
    best = (sign * value[certain]).max()
    holders = tuple(certain[sign * value[certain] == best].tolist())
    if city is None and measure.unit in {"edition", "time", "rise", "fall"} and best < _FEWEST:
        return
    others = np.setdiff1d(inside[may[inside]], holders)
    reach = sign * bound[others]
    yield Record(
        measure, top, measured, holders, int((reach >= best).sum()),
        int(sign * max([best, *(sign * bound[list(holders)]), *reach])),
    )  # fmt: skip


def _rows(
    record: Record, places: Places, category: str, end: Label
) -> Iterator[tuple[object, ...]]:
    value, bound = record.measure.proven(record.measured)
    for row in record.holders:
        first, last = (places.editions[part[row]] for part in record.measured[2:])
        yield (
            record.measure.titled(record.top), record.measure.name, record.top, places.cities[row],
            None, category, int(value[row]), _bounded(int(bound[row])), record.others,
            _bounded(record.bound), first, last, end,
        )  # fmt: skip


def _bounded(number: int) -> int | None:
    """Return a number, or None if it is no more than an open end."""
    return number if abs(number) < OPEN else None


def _typed(index: Index, frame: pd.DataFrame) -> pd.DataFrame:
    texts = dict.fromkeys(("record", "kind", "city", "area", "category"), "str")
    numbers = dict.fromkeys(("value", "value_max", "record_max"), "Float64")
    editions = ("from_edition", "to_edition", "as_of")
    return frame.astype(texts | numbers | {"top": "Int64", "others": "Int64"}).assign(
        **{name: index.labels(frame[name]) for name in editions}
    )


def _shown(record: Record, places: Places, city: str | None) -> tuple[str, ...]:
    value, bound = record.measure.proven(record.measured)
    row, *more = record.holders
    names = [places.cities[one] for one in record.holders[:_MOST_NAMES]]
    if len(record.holders) > _MOST_NAMES:
        names.append(f"{number_word(len(record.holders) - _MOST_NAMES)} more")
    reach = int(bound[row]) if city is not None else record.bound
    proved = int(value[row])
    possible = "" if reach == proved else record.measure.words(reach)
    title = record.measure.titled(record.top)
    if city is not None:
        title = title.removeprefix("Most ").capitalize()
    when = "" if more else _when(record, places, row)
    others = "" if not record.others else str(record.others)
    return title, listed(names, "and"), record.measure.words(proved), possible, when, others


def _when(record: Record, places: Places, row: int) -> str:
    first, last = (places.editions[part[row]] for part in record.measured[2:])
    return str(first) if first == last else f"{first} to {last}"


def _notes(index: Index, found: Sequence[Record], city: str | None) -> Iterator[str]:
    if not found:
        yield "The figures that are held prove no record."
        return
    yield "Proved: at least so much. Possible: at most so much, where ranks are not held."
    if city is None and any(record.others for record in found):
        yield (
            f"May share it: how many other {index.nouns[1]} may have as much or more; those that"
            " are not named count as one."
        )
