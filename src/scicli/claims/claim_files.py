"""Claims in files: CSV, JSON, or a JSON object on each line."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass

from scicli.claims.claim import FIELDS, Claim
from scicli.errors import DataError
from scicli.files.paths import file_at
from scicli.files.text import (
    BrokenRowError,
    NoTextError,
    contents,
    decoded,
    first_line,
    rows,
    trimmed,
)
from scicli.index.names import listed
from scicli.index.rating import GrammarError


@dataclass(frozen=True)
class Claims:
    """What a file of claims holds."""

    claims: tuple[Claim, ...]
    malformed: tuple[DataError, ...]


def read_claims(path: str | os.PathLike[str]) -> Claims:
    """Read claims from a CSV file, or from JSON: an object, an array of them, or one on each line.

    Args:
        path: The file; `-` is standard input.

    Raises:
        DataError: The file cannot be read, or holds no table of claims.
    """
    file = file_at(path)
    try:
        text = decoded(contents(file)).text
    except NoTextError as error:
        raise DataError(
            f"{file.name}, line {error.line}: {error.problem}", "save the file as UTF-8"
        ) from error
    found = (
        _of_json(file.name, text) if text.lstrip()[:1] in {"[", "{"} else _of_csv(file.name, text)
    )
    # Who judges the kinds is imported once there is something to judge.
    from scicli.claims.kinds import claim_of

    claims: list[Claim] = []
    malformed: list[DataError] = []
    for place, fields in found:
        try:
            claims.append(claim_of(fields))
        except GrammarError as error:
            problem = f"{file.name}, {place}: {error.problem}"
            malformed.append(DataError(problem, error.remedy))
    return Claims(tuple(claims), tuple(malformed))


def _of_csv(name: str, text: str) -> Iterator[tuple[str, dict[str, str] | None]]:
    """Yield the fields of each row, with where it stands."""
    first = first_line(text)
    if ";" in first and "," not in first:
        raise DataError(f"{name} separates its fields by semicolons", "write commas or tabs")
    numbered = rows(text, "\t" if first.count("\t") > first.count(",") else ",")
    try:
        _, header = next(numbered, (0, [""]))
        names = [cell.strip().casefold() for cell in header]
        twice = [field for field in FIELDS if names.count(field) > 1]
        if "kind" not in names or twice:
            problem = f"two columns '{twice[0]}'" if twice else "no column 'kind'"
            raise DataError(
                f"{name} has {problem}", f"begin it with the fields {listed(FIELDS, 'and')}"
            )
        for line, cells in numbered:
            # Of cells too few or too many nobody can tell what they are.
            fits = len(cells) == len(names)
            yield (
                f"line {line}",
                dict(zip(names, map(trimmed, cells), strict=True)) if fits else None,
            )
    except BrokenRowError as error:
        raise DataError(
            f"{name}, line {error.line}: {error.problem}",
            "check the quotation marks from there on",
        ) from error


def _of_json(name: str, text: str) -> Iterator[tuple[str, dict[str, str] | None]]:
    """Yield the fields of each object of an array, or of each line, with where it stands.

    Raises:
        DataError: It is no JSON.
    """
    lines = {} if text.lstrip().startswith("[") else _lines(text)
    if any(found is not None for found in lines.values()):
        for line, found in lines.items():
            yield f"line {line}", _texts(found)
        return
    found = _whole(name, text)
    for number, one in enumerate(found if isinstance(found, list) else [found], 1):
        yield f"claim {number}", _texts(one)


def _lines(text: str) -> dict[int, object]:
    """Return what stands on each line that is not blank: None where that is no JSON."""
    found: dict[int, object] = {}
    for line, part in enumerate(text.split("\n"), 1):
        if part.strip():
            try:
                found[line] = _loaded(part)
            except (ValueError, RecursionError):
                found[line] = None
    return found


def _whole(name: str, text: str) -> object:
    try:
        return _loaded(text)
    except json.JSONDecodeError as error:
        raise DataError(
            f"{name}, line {error.lineno}: no JSON", "check brackets, commas and quotation marks"
        ) from error
    except RecursionError as error:
        raise DataError(f"{name} nests too deeply", "write an array of claims") from error


def _loaded(text: str) -> object:
    """Return JSON in which a number is the text that it was written as."""
    return json.loads(
        text,
        parse_float=str,
        parse_int=str,
        # "NaN" and the like are no numbers, and no texts either.
        parse_constant=lambda _: [],
        object_pairs_hook=_object,
    )


def _object(pairs: list[tuple[str, object]]) -> dict[str, object] | None:
    """Return an object by its names in lower case, or None where one stands twice."""
    found = {name.casefold(): value for name, value in pairs}
    return found if len(found) == len(pairs) else None


def _texts(found: object) -> dict[str, str] | None:
    """Return the fields of an object as texts, or None where one is no text or number."""
    if not isinstance(found, dict):
        return None
    texts = {name: "" if value is None else value for name, value in found.items()}
    known = {name: text for name, text in texts.items() if name in FIELDS}
    whole = {name: text for name, text in known.items() if isinstance(text, str)}
    return whole if len(whole) == len(known) else None
