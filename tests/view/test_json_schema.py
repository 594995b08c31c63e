"""The schemas of answers: sound by themselves, and made of one vocabulary."""

from collections.abc import Iterator, Mapping
from inspect import signature
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import scicli
from scicli.analysis import ranking
from scicli.cli.app import commands
from scicli.view.definitions import DEFINITIONS
from scicli.view.forms import FORMS
from scicli.view.row_types import Definition

COMMANDS = [*FORMS]


def parts_of(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the objects of each form of an answer."""
    return [part["items"] for part in schema.get("anyOf", [schema])]


def properties() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every field of every schema with its place, the columns that data name included."""
    for command in COMMANDS:
        for number, rows in enumerate(parts_of(scicli.schema(command))):
            own = rows["properties"]
            if rows["additionalProperties"]:
                own = own | {"*": rows["additionalProperties"]}
            yield from ((f"{command} {number} {name}", one) for name, one in own.items())


def is_valid(command: str, *rows: Mapping[str, object]) -> bool:
    return not [*Draft202012Validator(scicli.schema(command)).iter_errors([*rows])]


def first_row(command: str) -> dict[str, object]:
    """Return a row of a small answer of some commands that are tested by rows."""
    rows = {
        "check": {"file": "a.csv", "line": 1, "column": None, "severity": "error",
                  "problem": "is no rank", "value": "x"},
        "compare": {"edition": 1, "category": "overall", "leader": "A", "gap": 1},
        "overtakes": {"from_edition": "a", "to_edition": "b", "category": "overall", "city": "A",
                      "other": "B", "direction": "overtook", "city_from": 2, "city_to": 1,
                      "other_from": 1, "other_to": 2},
    }  # fmt: skip
    return rows[command]


def test_every_command_with_a_format_has_a_schema_and_no_other() -> None:
    takers = [name for name, run in commands().items() if "format_" in signature(run).parameters]
    assert takers == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_a_schema_is_a_json_schema(command: str) -> None:
    schema = scicli.schema(command)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == f"scicli {command}"
    Draft202012Validator.check_schema(schema)


def test_a_schema_describes_an_array_of_objects_with_all_their_fields() -> None:
    assert scicli.schema("check") == {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "scicli check",
        "description": "A row for each problem, by file and line.",
        "type": "array",
        "items": {
            "type": "object",
            "properties": {
                "file": {"description": "The file.", "type": "string"},
                "line": {
                    "description": "The line, from 1; null if the problem is in the whole file.",
                    "type": ["integer", "null"],
                    "minimum": 1,
                },
                "column": {
                    "description": "The column; null if the problem is in the whole line.",
                    "type": ["string", "null"],
                },
                "severity": {
                    "description": "How bad it is: an error stops a load, a warning does not.",
                    "type": "string",
                    "enum": ["error", "warning"],
                },
                "problem": {
                    "description": "What is wrong, and what to do about it.",
                    "type": "string",
                },
                "value": {
                    "description": "The text that was found; null if there is none.",
                    "type": ["string", "null"],
                },
            },
            "required": ["file", "line", "column", "severity", "problem", "value"],
            "additionalProperties": False,
        },
    }


def test_every_field_is_described_in_a_sentence() -> None:
    faults = [
        place
        for place, one in properties()
        if not (text := one["description"]).endswith(".") or text[:1] != text[:1].upper()
    ]
    assert faults == []


def test_every_field_has_a_type_and_every_row_a_meaning() -> None:
    assert [place for place, one in properties() if not one.get("type")] == []
    forms = [form for command in FORMS.values() for form in command]
    assert [form for form in forms if not form.rows.startswith("A row for each ")] == []


def test_a_field_means_the_same_everywhere_unless_a_form_defines_it_anew() -> None:
    common = {name: _property(one) for name, one in DEFINITIONS.items()}
    for command, forms in FORMS.items():
        for form, rows in zip(forms, parts_of(scicli.schema(command)), strict=True):
            assert list(rows["properties"]) == [*form.fields]
            own = {name for name, one in rows["properties"].items() if one != common.get(name)}
            assert own == set(form.own), f"{command} {form.title}"


def test_every_definition_is_that_of_a_field() -> None:
    used = {
        name
        for forms in FORMS.values()
        for form in forms
        for name in form.fields
        if name not in form.own
    }
    assert used == set(DEFINITIONS)


def _property(definition: Definition) -> dict[str, object]:
    return {"description": definition.meaning, **definition.holds}


def test_closed_sets_list_their_values() -> None:
    values = {place: one["enum"] for place, one in properties() if "enum" in one}
    kinds = values.pop("findings 0 kind")
    assert (len(kinds), kinds[0], kinds[-1]) == (67, "rank", "record_absence")
    assert {place for place, one in values.items() if one == kinds} == {
        "records 0 kind", "verify 0 kind", "verify 2 kind",
    }  # fmt: skip
    assert {place: one for place, one in values.items() if len(one) < 60} == {
        "rank 0 movement": ["up", "down", "level", "entered", None],
        "breakdown 0 mark": ["strength", "weakness", None],
        "changes 0 change": [
            "rose", "fell", "moved 0", "moved 1-4", "moved 5-9", "moved 10+", "tau_b", "entered",
            "left", "entered top", "left top", "record", "leader", "in top", "publisher rose",
            "publisher fell",
        ],
        "changes 1 change": ["added", "removed", "altered", "renamed"],
        "changes 1 table": ["figures", "releases", "cities", "sources", "rankings"],
        "overtakes 0 direction": ["overtook", "overtaken"],
        "verify 0 verdict": ["supported", "contradicted", "unknown"],
        "verify 1 verdict": ["supported", "contradicted", "unknown", "not read", "no claim"],
        "check 0 severity": ["error", "warning"],
    }  # fmt: skip
    assert values["verify 1 kind"] == [*kinds, None]


@pytest.mark.parametrize("changed", [
    {"severity": "fatal"}, {"severity": None}, {"line": 0}, {"line": "1"}, {"line": 1.5},
    {"file": None}, {"more": 1},
])  # fmt: skip
def test_a_row_that_breaks_the_contract_is_invalid(changed: dict[str, object]) -> None:
    row = first_row("check")
    assert is_valid("check", row)
    assert not is_valid("check", row, {**row, **changed})


def test_a_row_without_one_of_its_fields_is_invalid() -> None:
    row = first_row("overtakes")
    assert is_valid("overtakes", row)
    for name in row:
        assert not is_valid("overtakes", {key: one for key, one in row.items() if key != name})


def test_a_comparison_has_columns_that_its_cities_name() -> None:
    row = first_row("compare")
    assert is_valid("compare", {**row, "city:gap": 1, "city:gap_max": None, "Lima": 3})
    assert not is_valid("compare", {**row, "Lima": "3"})
    assert not is_valid("compare", {**row, "Lima": 0})


def test_fields_that_an_option_adds_come_together() -> None:
    row: dict[str, object] = {**dict.fromkeys(ranking.FIELDS), "edition": 6, "sources": []}
    row |= {"category": "overall", "city": "A"}
    assert is_valid("rank", row)
    assert is_valid("rank", {**row, "place_within": 1, "place_within_max": 1})
    assert not is_valid("rank", {**row, "place_within": 1})


def test_the_rows_of_an_answer_are_of_one_form() -> None:
    claim = {"claim": "1", "kind": "rank", "verdict": "unknown", "reason": "x", "statement": None}
    kind = {"kind": "rank", "meaning": "x", "example": "y"}
    assert is_valid("verify", claim, claim)
    assert is_valid("verify", kind, kind)
    assert not is_valid("verify", claim, kind)


def test_changing_a_schema_changes_no_other() -> None:
    scicli.schema("rank")["items"]["properties"]["movement"]["enum"].append("sideways")
    assert "sideways" not in str(scicli.schema("rank"))


def test_a_command_without_a_schema_is_named() -> None:
    with pytest.raises(scicli.QuestionError) as caught:
        scicli.schema("ranking")
    assert str(caught.value) == (
        "no command 'ranking' answers with rows; name one that does, such as rank"
    )
