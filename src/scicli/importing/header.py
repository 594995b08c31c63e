"""What the columns of a publisher's table hold, read from their names."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from scicli.errors import AmbiguousError
from scicli.files.schema import CATEGORIES, OVERALL
from scicli.importing.import_options import (
    EDITION_HERE,
    MEASURES,
    ColumnMapping,
    Field,
    ImportOptions,
)
from scicli.index.names import fold, listed

# Nobody gives a column a longer name; a longer text is not looked into.
_LONGEST = 200
_RANK = ("ranking", "rank", "position", "place")
_RATING = ("rating", "score", "scores", "points", "index")
_BETWEEN = r"[\s_:()/–-]"
_WORDS = {"rank": "|".join(_RANK), "rating": "|".join(_RATING)}
_MEASURE = "|".join(f"(?P<{kind}>{words})" for kind, words in _WORDS.items())
_BEHIND = re.compile(rf"(?P<rest>.*?){_BETWEEN}*\b(?:{_MEASURE}){_BETWEEN}*", re.I | re.S)
_BEFORE = re.compile(
    rf"{_BETWEEN}*(?:{_MEASURE})\b{_BETWEEN}*(?P<rest>.*?){_BETWEEN}*", re.I | re.S
)
_YEAR_FORM = r"(?:1[89]|20)[0-9]{2}(?:[-/–](?:[0-9]{2}|[0-9]{4})|-?Q[1-4]|-[0-9]{2}-[0-9]{2})?"
_YEAR = re.compile(_YEAR_FORM, re.ASCII)
# What may stand before the number of an edition, and the number: "SCI 6", "2011-12".
_LABEL = re.compile(
    rf"(?P<prefix>(?:[^\W\d_](?:[^\W\d_]|[ .’'–-])*)?)(?P<number>{_YEAR_FORM}|[0-9]+)"
)
_WITHIN = re.compile(
    rf"(?P<rest>.*?){_BETWEEN}*\b(?:{_MEASURE})\b{_BETWEEN}*(?P<number>{_YEAR_FORM})"
    rf"{_BETWEEN}*",
    re.I | re.S,
)
_WORD = re.compile(r"\w+")
# A column of an earlier edition that is not named, or of a difference, is no figure of this one.
_OTHER_TIMES = {
    "previous", "prev", "prior", "past", "last", "old", "former", "earlier", "py", "ly", "yoy",
    "change", "chg", "difference", "diff", "delta", "δ", "movement", "move", "trend",
}  # fmt: skip
# A number behind one of these is not that of an edition.
_NO_EDITIONS = {
    "pillar", "factor", "dimension", "area", "category", "indicator", "question", "domain", "theme",
    "component", "goal", "tier", "level", "group", "top", "sub", "part", "variable", "judge",
    "max", "min", "maximum", "minimum", "of", "out", "per", "n", "base", "scale", "to", "up",
}  # fmt: skip


def measure_in(name: str) -> tuple[Field | None, str]:
    """Return whether a name states a rank or a rating, and the rest of it.

    Between a name and a number, "Safety rank 2023", only a year counts.

    >>> measure_in("SCI 6 Rank"), measure_in("scores_teaching"), measure_in("Change in rank")
    ((<Field.RANK: 'rank'>, 'SCI 6'), (<Field.RATING: 'rating'>, 'teaching'), (None, ''))
    """
    if len(name) > _LONGEST:
        return None, ""
    for form in (_BEHIND, _BEFORE, _WITHIN):
        found = form.fullmatch(name.replace("_", " "))
        if found:
            field = Field.RANK if found["rank"] else Field.RATING
            rest = " ".join(filter(None, (found["rest"].strip(), found.groupdict().get("number"))))
            # "Scores teaching rank" is the rank of what is scored.
            inner = _BEFORE.fullmatch(rest) if field is Field.RANK else None
            rest = inner["rest"] if inner and inner["rating"] else rest
            of_this_time = _OTHER_TIMES.isdisjoint(_words(rest))
            return (field, rest) if of_this_time else (None, "")
    return None, ""


def is_label(text: str) -> bool:
    """Tell whether a text may be the label of an edition: a year, or a number behind a name.

    >>> is_label("SCI 6"), is_label("2011-12"), is_label("Pillar 1"), is_label("2023 Safety")
    (True, True, False, False)
    >>> is_label("6"), is_label("max 100")
    (False, False)
    """
    found = _LABEL.fullmatch(text)
    if found is None or not _NO_EDITIONS.isdisjoint(_words(found["prefix"])):
        return False
    return found["prefix"][:1].isupper() or is_year(found["number"])


def is_year(text: str) -> bool:
    """Tell whether a text is a year, or a part or a pair of years."""
    return _YEAR.fullmatch(text) is not None


def split_label(label: str) -> tuple[str, str]:
    """Return what a label has before its number, and the number."""
    found = _LABEL.fullmatch(label)
    return (found["prefix"], found["number"]) if found else ("", label)


def edition_in(name: str, pattern: str) -> str:
    """Return the label that stands in the name of a column where the pattern has `{edition}`.

    Where nothing else stands in the pattern, it is a year or a number.
    """
    if len(name) > _LONGEST:
        return ""
    before, _, behind = pattern.partition(EDITION_HERE)
    found = re.fullmatch(f"{re.escape(before)}(.*){re.escape(behind)}", name)
    label = found[1].strip() if found else ""
    return label if before or behind or is_label(label) or label.isdigit() else ""


def slug(name: str) -> str:
    """Return the key of a category by the name that a publisher gives it.

    >>> slug("Business Environment")
    'business_environment'
    """
    return re.sub(r"\W+", "_", name.casefold()).strip("_")


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


@dataclass(frozen=True)
class Measure:
    """A column of figures; `field` is None where only its values can tell rank from rating."""

    column: int
    field: Field | None
    edition: str = ""
    category: str = ""


def by_edition(free: dict[int, str]) -> list[Measure]:
    """Return the columns whose names state an edition, if there are any."""
    years = [Measure(number, None, name) for number, name in free.items() if is_year(name)]
    read = {number: measure_in(name) for number, name in free.items()}
    labelled = [
        Measure(number, field, rest)
        for number, (field, rest) in read.items()
        if field and is_label(rest)
    ]
    return years + labelled


def check_editions(found: list[Measure], free: dict[int, str]) -> None:
    """Refuse columns of which it is not clear what edition they are of.

    Raises:
        AmbiguousError: Another column of figures names none, or what stands before the numbers
            of editions differs.
    """
    plain = [
        number
        for number, name in free.items()
        if number not in {measure.column for measure in found}
        for field, rest in [measure_in(name)]
        if field and slug(rest) in {"", *CATEGORIES}
    ]
    remedy = (
        f"say --column which columns hold what, with {EDITION_HERE} for editions in their names"
    )
    if plain:
        raise AmbiguousError(
            f"column '{free[found[0].column]}' may name an edition, but column"
            f" '{free[plain[0]]}' names none",
            remedy,
        )
    names = {measure.edition: free[measure.column] for measure in found}
    first, *_ = names
    prefix = split_label(first)[0].strip().casefold()
    numbers: dict[str, str] = {}
    for label in names:
        before, number = split_label(label)
        other = numbers.setdefault(number, label)
        if other != label:
            raise AmbiguousError(
                f"the columns '{names[other]}' and '{names[label]}' may be of one edition", remedy
            )
        # A word before a year may be that of a category: "Safety rank 2023".
        if before.strip().casefold() != prefix and is_year(number):
            raise AmbiguousError(
                f"the columns '{names[first]}' and '{names[label]}' may name editions or"
                " categories",
                remedy,
            )


def without_common_prefix(measures: list[Measure]) -> tuple[list[Measure], str]:
    """Drop what all labels of editions have before their number, and return that too."""
    prefixes = {split_label(measure.edition)[0] for measure in measures if measure.edition}
    if len(prefixes) != 1:
        return measures, ""
    [prefix] = prefixes
    return [replace(one, edition=one.edition[len(prefix) :]) for one in measures], prefix


def by_category(free: dict[int, str], settled: set[tuple[str, Field | None]]) -> list[Measure]:
    """Return the columns of figures whose names state a category, or none."""
    found: dict[tuple[str, Field], list[int]] = {}
    read = {number: measure_in(name) for number, name in free.items()}
    for number, (field, rest) in read.items():
        if field:
            found.setdefault((slug(rest), field), []).append(number)
    for number, name in free.items():
        # A name is that of a rating where another has it with the word "rank" behind it.
        if slug(name) and read[number][0] is None and (slug(name), Field.RANK) in found:
            found.setdefault((slug(name), Field.RATING), []).append(number)
    categories = {category for category, _ in found}
    kept = {
        category
        for category in categories
        if category in {"", *CATEGORIES} or all((category, field) in found for field in MEASURES)
    }
    if not kept and not settled:
        # Where no column is a plain rank, the one "World rank" is it.
        kept = {""}
        found = _merged(found)
    elif not settled:
        _check_all_fields(found, kept, free)
    measures: dict[tuple[str, Field], list[int]] = {}
    for (category, field), numbers in found.items():
        if category in kept and (category or OVERALL, field) not in settled:
            measures.setdefault((category or OVERALL, field), []).extend(numbers)
    return [
        Measure(only_one(field, numbers, free, category), field, "", _stated(category))
        for (category, field), numbers in measures.items()
    ]


def _check_all_fields(
    found: dict[tuple[str, Field], list[int]], kept: set[str], free: dict[int, str]
) -> None:
    """Refuse to leave a column unread that may hold the field that no other one holds.

    Raises:
        AmbiguousError: There is such a column.
    """
    held = {field for category, field in found if category in kept}
    for (_, field), numbers in found.items():
        if field not in held:
            other = next(columns[0] for (one, _), columns in found.items() if one in kept)
            [told] = held
            raise AmbiguousError(
                f"column '{free[numbers[0]]}' may hold the {field}",
                f"say --column {field}='{free[numbers[0]]}', or without it"
                f" --column {told}='{free[other]}'",
            )


def _merged(found: dict[tuple[str, Field], list[int]]) -> dict[tuple[str, Field], list[int]]:
    merged: dict[tuple[str, Field], list[int]] = {}
    for (_, field), numbers in found.items():
        merged.setdefault(("", field), []).extend(numbers)
    return merged


def _stated(category: str) -> str:
    return "" if category == OVERALL else category


def only_one(
    field: Field, found: Sequence[int], header: dict[int, str], category: str = OVERALL
) -> int:
    """Return the one column that holds a field.

    Raises:
        AmbiguousError: Several may.
    """
    if len(found) == 1:
        return found[0]
    names = [f"'{header[number]}'" for number in found]
    if len(set(names)) == 1:
        raise AmbiguousError(f"{len(found)} columns are called {names[0]}", "rename or remove one")
    name = field if category == OVERALL else f"{category}.{field}"
    raise AmbiguousError(
        f"the columns {listed(names, 'and')} may each hold the {name}",
        f"say which: --column {name}={names[0]}",
    )


_CITY = frozenset(
    {"city", "centre", "center", "name", "institution", "university", "team", "player"}
)
_EDITION = frozenset({"edition", "year", "date"})
_DESCRIBING = (Field.COUNTRY, Field.REGION, Field.CATEGORY)
_OURS = (Field.BASIS, Field.SOURCES)


@dataclass(frozen=True)
class Layout:
    """What the columns of a table hold.

    `fields` describe figures, `measures` hold them, `unread` columns are left alone. `prefix` is
    the text that stood before the number of every edition.
    """

    header: tuple[str, ...]
    fields: dict[Field, int]
    measures: tuple[Measure, ...]
    unread: tuple[int, ...]
    prefix: str

    @property
    def tidy(self) -> bool:
        """Whether the names are those of a tidy file, in which decimals have a point."""
        return is_tidy(self.header)


def layout(cells: Sequence[str], options: ImportOptions) -> Layout | None:
    """Return what the columns hold whose names a row may be, or None where it is no such row.

    Raises:
        AmbiguousError: Two readings are possible.
    """
    header = tuple(cells)
    spoken = _spoken(header, options.columns)
    if spoken is None:
        return None
    fields, measures, prefix = spoken
    taken = {*fields.values(), *(measure.column for measure in measures)}
    free = {
        number: name
        for number, name in enumerate(header)
        if number not in taken and any(map(str.isalnum, name))
    }
    fields |= _describing(free, fields, options)
    if Field.CITY not in fields:
        return None
    free = {number: name for number, name in free.items() if number not in fields.values()}
    # What is said of one field of a category leaves nothing to guess of it.
    settled = {(measure.category or OVERALL, measure.field) for measure in measures}
    editions = [] if settled else by_edition(free)
    if editions:
        if Field.EDITION in fields or options.edition is not None:
            raise AmbiguousError(
                f"column '{free[editions[0].column]}' names an edition, which is given already",
                "say --column which columns hold rank and rating",
            )
        check_editions(editions, free)
        labelled, prefix = without_common_prefix(editions)
        measures += labelled
    elif not any(measure.edition for measure in measures):
        measures += by_category(free, settled)
    if not measures:
        return None
    taken = {*fields.values(), *(measure.column for measure in measures)}
    unread = tuple(number for number in range(len(header)) if number not in taken)
    return Layout(header, fields, tuple(measures), unread, prefix)


def is_tidy(names: Iterable[str]) -> bool:
    """Tell whether columns have the names of a tidy file."""
    every = set(map(_plain, names))
    return {"edition", "city"} <= every and not every.isdisjoint(MEASURES)


def said_in(cells: Sequence[str], one: ColumnMapping) -> list[int]:
    """Return the columns that something is said of, by the exact name or else by the folded one."""
    if EDITION_HERE in one.header:
        return [number for number, name in enumerate(cells) if edition_in(name, one.header)]
    exact = [number for number, name in enumerate(cells) if name == one.header]
    return exact or [
        number for number, name in enumerate(cells) if name and fold(name) == fold(one.header)
    ]


def _spoken(
    header: Sequence[str], columns: Iterable[ColumnMapping]
) -> tuple[dict[Field, int], list[Measure], str] | None:
    """Return what is said of the columns, or None where one of them is not in the header.

    Behind the fields and the measures stands what was before the number of every edition.
    """
    fields: dict[Field, int] = {}
    measures: list[Measure] = []
    for one in columns:
        found = said_in(header, one)
        if not found:
            return None
        if EDITION_HERE in one.header:
            labels = [edition_in(header[number], one.header) for number in found]
            measures += [
                Measure(number, one.field, label, one.category)
                for number, label in zip(found, labels, strict=True)
            ]
        elif len(found) > 1:
            raise AmbiguousError(
                f"{len(found)} columns are called '{one.header}'", "rename or remove one"
            )
        elif one.field in MEASURES:
            measures.append(Measure(found[0], one.field, "", one.category))
        else:
            fields[one.field] = found[0]
    return fields, *without_common_prefix(measures)


def _describing(
    free: dict[int, str], known: dict[Field, int], options: ImportOptions
) -> dict[Field, int]:
    """Return the columns that describe figures and of which nothing is said."""
    words = {number: _plain(name) for number, name in free.items()}
    fields: dict[Field, int] = {}

    def choose(field: Field, names: Iterable[str]) -> None:
        names = set(names)
        found = [number for number, word in words.items() if word in names]
        if field not in known and found:
            fields[field] = only_one(field, found, free)

    # The further columns of a tidy file are left alone.
    tidy = is_tidy(free.values())
    choose(Field.CITY, {"city"} if tidy else _CITY)
    if Field.CITY not in known | fields:
        choose(Field.CITY, {"country"})
    choose(Field.EDITION, _EDITION if options.edition is None and not tidy else {"edition"})
    if options.edition is not None and Field.EDITION in fields:
        raise AmbiguousError(
            f"column '{free[fields[Field.EDITION]]}' gives the editions", "leave out --edition"
        )
    words = {number: word for number, word in words.items() if number not in fields.values()}
    # What a publisher calls sources or basis are no keys of ours.
    for field in (*_DESCRIBING, *(_OURS if tidy else ())):
        choose(field, {field.value})
    return fields


def _plain(name: str) -> str:
    return " ".join(re.split(r"[\s_]+", name.strip().casefold()))
