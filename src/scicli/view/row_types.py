"""What the fields and the forms of rows are declared with."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

Schema = Mapping[str, Any]
"""A JSON Schema."""


class Definition(NamedTuple):
    """What a field holds, as a JSON Schema, and what it means, in a sentence with its unit."""

    holds: Schema
    meaning: str


def one_of(values: Iterable[str]) -> Schema:
    """Return the schema of a text that is one of some values."""
    return {"type": "string", "enum": [*map(str, values)]}


def or_null(holds: Schema) -> Schema:
    """Return a schema that allows null, too.

    >>> or_null(one_of(["up", "down"]))
    {'type': ['string', 'null'], 'enum': ['up', 'down', None]}
    """
    types = [holds["type"]] if isinstance(holds["type"], str) else holds["type"]
    nothing = {"enum": [*holds["enum"], None]} if "enum" in holds else {}
    return {**holds, "type": [*types, "null"], **nothing}


TEXT: Schema = {"type": "string"}
TEXTS: Schema = {"type": "array", "items": TEXT}
EDITION: Schema = {"type": ["integer", "string"]}
PLACE: Schema = {"type": "integer", "minimum": 1}
COUNT: Schema = {"type": "integer", "minimum": 0}
WHOLE: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
PERCENT: Schema = {"type": "number", "minimum": 0, "maximum": 100}


def defined(*groups: tuple[Schema, Mapping[str, str]]) -> dict[str, Definition]:
    """Return the definitions of fields, grouped by what they hold, each with its meaning."""
    return {
        name: Definition(holds, meaning)
        for holds, group in groups
        for name, meaning in group.items()
    }


_AS_ELSEWHERE: Mapping[str, Definition] = MappingProxyType({})


class Form(NamedTuple):
    """One form of the rows of a command, all of which have the same fields.

    Attributes:
        fields: The fields in their order.
        rows: What there is a row for, and the order of the rows.
        title: When the rows have this form, if there are several.
        added: The fields that only an option adds.
        own: The definitions of fields that mean something else than in other forms.
        named: The definition of the columns that the data name, which come last.
    """

    fields: tuple[str, ...]
    rows: str
    title: str = ""
    added: tuple[str, ...] = ()
    own: Mapping[str, Definition] = _AS_ELSEWHERE
    named: Definition | None = None
