"""The table schemas of a Data Package: the type, the rules and the meaning of each column."""

from collections.abc import Iterable, Mapping

from scicli.files.paths import Holding
from scicli.index.merged_tables import KEYS
from scicli.index.rank import GRAMMAR

Field = Mapping[str, object]


def _field(kind: str, description: str, **rules: object) -> Field:
    """Return a column of a type, with its rules and its meaning."""
    properties = {"delimiter": ";"} if kind == "list" else {}
    constraints = {"constraints": rules} if rules else {}
    return {"type": kind, **properties, "description": f"{description}.", **constraints}


# The standard wants a pattern to match the whole text, but some programs only anchor its ends.
_RANK = f"('?({GRAMMAR}))"
_DATE = "([0-9]{4}-[0-9]{2}(-[0-9]{2})?)"
_EDITION = _field("string", "The label of the edition", required=True)
_CITY = _field(
    "string", "The name of the city, team, university or whatever is ranked", required=True
)
_COUNTRY = _field("string", "The country where the city lies")
_REGION = _field("string", "The part of the world where the city lies")
_SOURCES = _field("list", "Where this comes from: keys of sources.csv, joined by ;")
_PUBLISHED = _field("string", "The date of publication, YYYY-MM-DD or YYYY-MM", pattern=_DATE)
_COUNTS = {
    "cities_ranked": "How many cities are ranked",
    "cities_researched": "How many cities were looked at",
    "instrumental_factors": "How many statistics the ratings rest on",
    "assessments": "How many assessments the ratings rest on",
    "respondents": "How many people gave these assessments",
    "rose_10_or_more": "How many cities rose ten places or more, as the publisher counts them",
    "fell_10_or_more": "How many cities fell ten places or more, as the publisher counts them",
}
_FIELDS: Mapping[Holding, Mapping[str, Field]] = {
    Holding.FIGURES: {
        "edition": _EDITION,
        "city": _CITY,
        "category": _field(
            "string", "The category; overall, if the ranking has no others", required=True
        ),
        "rank": _field(
            "string",
            "7 is one place, =7 (or 7=) a place that is shared, 201-250 one of these places, 801+"
            " place 801 or a worse one, >15 a worse place than 15. If it is missing, no rank is"
            " held. A ' before = keeps a spreadsheet from running it",
            pattern=_RANK,
        ),
        "rating": _field("number", "The rating. If it is missing, none is held"),
        "basis": _field(
            "string",
            "How the figure is known: printed (the source prints it), listed (its place in a list"
            " that the source prints) or derived (by arithmetic from what the source prints)",
        ),
        "sources": _SOURCES,
        "country": _COUNTRY,
        "region": _REGION,
        "previous": _field(
            "string",
            "What the publisher prints of the edition before: a rank, the places gained since, or"
            " new",
        ),
    },
    Holding.RELEASES: {
        "edition": _EDITION,
        "published": _PUBLISHED,
        **{name: _field("integer", text, minimum=0) for name, text in _COUNTS.items()},
        "average_rating_change_pct": _field(
            "number",
            "By how many per cent the ratings changed on average, as the publisher says",
        ),
        "breaks": _field(
            "string",
            "Why the edition cannot be compared with those before it. If it is missing, nothing"
            " says so",
        ),
        "sources": _SOURCES,
    },
    Holding.CITIES: {
        "city": _CITY,
        "country": _COUNTRY,
        "iso2": _field("string", "The code of the country, two letters of ISO 3166-1"),
        "region": _REGION,
        "aliases": _field("list", "Other names of the same city, joined by ;"),
    },
    Holding.SOURCES: {
        "source": _field("string", "The key that other tables name", required=True),
        "publisher": _field("string", "Who published it"),
        "title": _field("string", "What it is called"),
        "published": _PUBLISHED,
        "url": _field("string", "Its address"),
        "language": _field("string", "Its language, a code of ISO 639"),
    },
    Holding.RANKINGS: {
        "name": _field("string", "The name of the ranking"),
        "noun": _field("string", "The word for one of what is ranked, such as team"),
        "nouns": _field("string", "The word for several of them"),
    },
}


def number_columns(holding: Holding) -> list[str]:
    """Return the columns of a table that hold numbers."""
    return [name for name, field in _FIELDS[holding].items() if field["type"] == "number"]


def table_schema(
    holding: Holding, columns: Iterable[str], labels: str, references: Mapping[str, str]
) -> dict[str, object]:
    """Return the schema of a table with some columns.

    `labels` is the type of the labels of editions, "integer" or "string". `references` has the
    columns whose values are all keys of another table, each with the name of that table.
    """
    fields = {name: {"name": name, **_FIELDS[holding][name]} for name in columns}
    if "edition" in fields:
        fields["edition"]["type"] = labels
    keys = [name for name in fields if name in KEYS.get(holding, ())]
    foreign = [
        {"fields": [column], "reference": {"resource": table, "fields": [column]}}
        for column, table in references.items()
    ]
    return {
        "fields": [*fields.values()],
        "missingValues": [""],
        **({"primaryKey": keys} if keys else {}),
        **({"foreignKeys": foreign} if foreign else {}),
    }
