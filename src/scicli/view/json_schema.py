"""The JSON Schema of the rows that a command answers."""

from copy import deepcopy
from typing import Any

from scicli.errors import QuestionError
from scicli.view.definitions import DEFINITIONS
from scicli.view.forms import FORMS
from scicli.view.row_types import Definition, Form

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema(command: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what a command answers with `--format json`.

    It describes an array of objects; `--format jsonl` writes the same objects line by line. If the
    objects have several forms, `anyOf` has an array of each.

    Args:
        command: A command that answers with rows, such as "rank".

    Raises:
        QuestionError: There is no such command.

    >>> schema("rank")["items"]["properties"]["movement"]["enum"]
    ['up', 'down', 'level', 'entered', None]
    """
    if command not in FORMS:
        problem = f"no command '{command}' answers with rows"
        raise QuestionError(problem, "name one that does, such as rank")
    head = {"$schema": _DRAFT, "title": f"scicli {command}"}
    arrays = [_array(form) for form in FORMS[command]]
    # Fields share values of the vocabulary, and the caller may change the result.
    return deepcopy(head | (arrays[0] if len(arrays) == 1 else {"anyOf": arrays}))


def _array(form: Form) -> dict[str, Any]:
    title = {"title": form.title} if form.title else {}
    return title | {"description": form.rows, "type": "array", "items": _object(form)}


def _object(form: Form) -> dict[str, Any]:
    rules: dict[str, Any] = {"required": [one for one in form.fields if one not in form.added]}
    if len(form.added) > 1:
        rules["dependentRequired"] = {
            name: [other for other in form.added if other != name] for name in form.added
        }
    return {
        "type": "object",
        "properties": {
            name: _property(form.own.get(name) or DEFINITIONS[name]) for name in form.fields
        },
        **rules,
        "additionalProperties": False if form.named is None else _property(form.named),
    }


def _property(definition: Definition) -> dict[str, Any]:
    return {"description": definition.meaning, **definition.holds}
