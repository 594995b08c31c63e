"""Claims read from texts: the texts of their fields, and files in CSV, JSON or JSON Lines."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from scicli.claims.claim import FIELDS, Claim, Unjudged
from scicli.errors import DataError
from scicli.files.paths import file_at
from scicli.files.schema import OVERALL
from scicli.files.text import (
    SURROGATE,
    BrokenRowError,
    NoTextError,
    contents,
    decoded,
    first_line,
    rows,
    trimmed,
)
from scicli.index.names import listed
from scicli.index.rating import GrammarError, parse_rating

_WHOLE = re.compile(r"[+-]?[0-9]{1,18}(\.0+)?", re.ASCII)
_LONGEST_QUOTE = 40
_PROSE = (".txt", ".md", ".markdown")
_CLAIMS = (".csv", ".tsv", ".json", ".jsonl")


class Claims(NamedTuple):
    """The claims of a file, in its order, and an error for each row that is not a claim."""

    claims: tuple[Claim, ...]
    malformed: tuple[DataError, ...]


def read_claims(path: str | os.PathLike[str]) -> Claims:
    """Read claims from a CSV file, or from JSON: an object, an array of them, or one on each line.

    Args:
        path: The file; `-` is standard input.

    Raises:
        DataError: The file cannot be read, or holds no table of claims.
    """
    return claims_in(text_at(path))


class Text(NamedTuple):
    """The text of a file, and its name in messages."""

    name: str
    text: str

    @property
    def is_json(self) -> bool:
        """Whether it begins as JSON does."""
        return self.text.lstrip()[:1] in {"[", "{"}

    @property
    def is_table(self) -> bool:
        """Whether its first line is the header of a table of claims."""
        return "kind" in re.split(r"[,;\t]", first_line(self.text).strip().casefold())


def text_at(path: str | os.PathLike[str]) -> Text:
    """Return the text of a file, or a sentence as a text of its own.

    Raises:
        DataError: The file cannot be read.
    """
    if " " in str(path).strip() and not os.path.lexists(path):
        return Text("", str(path))
    file = file_at(path)
    try:
        return Text(file.name, decoded(contents(file)).text)
    except NoTextError as error:
        problem = f"{file.name}, line {error.line}: {error.problem}"
        raise DataError(problem, "save the file as UTF-8") from error


def is_running_text(file: Text) -> bool:
    """Return whether a text is prose, and no file of claims."""
    if file.name.casefold().endswith(_PROSE) or not file.name:
        return True
    if file.name.casefold().endswith(_CLAIMS):
        return False
    return not (file.is_json or file.is_table)


def claims_in(file: Text) -> Claims:
    """Read claims from a text.

    A row without a kind whose verdict is that of a text without a claim is no claim.

    Raises:
        DataError: It holds no table of claims.
    """
    read = _read_json if file.is_json else _read_csv
    claims: list[Claim] = []
    malformed: list[DataError] = []
    for where, fields in read(file.name, file.text):
        if fields and not fields.get("kind") and fields.get("verdict") in set(Unjudged):
            continue
        try:
            claims.append(claim_of(fields))
        except GrammarError as error:
            problem = f"{file.name}, {where}: {error.problem}"
            malformed.append(DataError(problem, error.remedy))
    return Claims(tuple(claims), tuple(malformed))


def claim_of(fields: Mapping[str, str] | None) -> Claim:
    """Return a claim from the texts of its fields; None stands for a row that has no fields.

    Raises:
        GrammarError: The kind is unknown, or a field is missing, is not one of its kind or cannot
            be read.

    >>> claim_of({"kind": "leader", "city": "London", "to": "10"}).fields["category"]
    'overall'
    """
    if fields is None:
        raise GrammarError("is no claim", "give it the fields that the others have")
    # This imports pandas, which a file that cannot be read has no need of.
    from scicli.claims.verify import KINDS

    texts = {name: fields.get(name, "").strip() for name in FIELDS}
    for field, text in texts.items():
        if SURROGATE.search(text):
            raise GrammarError(f"the {field} holds half a character", "write it in UTF-8")
    name = texts["kind"]
    if name not in KINDS:
        what = f"{_quoted(name)} is no kind of claim" if name else "the claim has no kind"
        raise GrammarError(what, "see scicli verify --kinds")
    kind = KINDS[name]
    for fields_needed in kind.required:
        given = [field for field in fields_needed if texts[field]]
        if len(given) != 1:
            has, joint = ("both", "' and '") if given else ("no", "' or '")
            what = f"a claim of {name} has {has} '{joint.join(fields_needed)}'"
            raise GrammarError(what, "give it one")
    taken = {kind.takes, *(field for needed in kind.required for field in needed)}
    for field in ("city", "other", "region", "country", "top", "value"):
        if texts[field] and field not in taken:
            raise GrammarError(f"a claim of {name} takes no '{field}'", "leave it blank")
    if "from" in kind.needs and texts["from"] == texts["to"]:
        raise GrammarError(f"edition {texts['to']} is compared with itself", "name two editions")
    value = None
    if texts["value"]:
        text = texts["value"]
        value = Decimal(_whole("value", text, name, kind.least)) if kind.whole else _decimal(text)
    same = ("kind", "claim", "city", "other", "region", "country", "statement")
    return Claim(
        **{field: texts[field] for field in same},
        category=texts["category"] or OVERALL,
        top=_whole("top", texts["top"], "number of places", 1) if texts["top"] else None,
        from_edition=texts["from"] or None if "from" in taken else None,
        to_edition=texts["to"],
        value=value,
    )


def _whole(field: str, text: str, what: str, least: int | None) -> int:
    if not _WHOLE.fullmatch(text) or (least is not None and Decimal(text) < least):
        start = "" if least is None else f" from {least} on"
        raise GrammarError(f"{field} {_quoted(text)} is no {what}", f"write a whole number{start}")
    return int(Decimal(text))


def _decimal(text: str) -> Decimal:
    try:
        number = parse_rating(text)
    except GrammarError as error:
        raise GrammarError(f"value {_quoted(text)} {error.problem}", error.remedy) from error
    if number is None:
        problem = f"value {_quoted(text)} is no number"
        raise GrammarError(problem, "write a number such as 733 or 8.5")
    return Decimal(text)


def _quoted(text: str) -> str:
    return f"'{text}'" if len(text) <= _LONGEST_QUOTE else f"'{text[:_LONGEST_QUOTE]}…'"


def _read_csv(name: str, text: str) -> Iterator[tuple[str, Mapping[str, str] | None]]:
    """Yield the position of each row and its fields; None if it has too few or too many cells."""
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
            remedy = f"begin it with the fields {listed(FIELDS, 'and')}"
            raise DataError(f"{name} has {problem}", remedy)
        for line, cells in numbered:
            texts = map(trimmed, cells)
            fits = len(cells) == len(names)
            yield f"line {line}", dict(zip(names, texts, strict=True)) if fits else None
    except BrokenRowError as error:
        problem = f"{name}, line {error.line}: {error.problem}"
        raise DataError(problem, "check the quotation marks from there on") from error


def _read_json(name: str, text: str) -> Iterator[tuple[str, Mapping[str, str] | None]]:
    """Yield the position and the fields of each object of an array, or of each line.

    Raises:
        DataError: The text is not JSON.
    """
    lines = {} if text.lstrip().startswith("[") else _json_lines(text)
    if any(value is not None for value in lines.values()):
        for line, value in lines.items():
            yield f"line {line}", _texts(value)
        return
    try:
        value = _parse(text)
    except json.JSONDecodeError as error:
        problem = f"{name}, line {error.lineno}: no JSON"
        raise DataError(problem, "check brackets, commas and quotation marks") from error
    except RecursionError as error:
        raise DataError(f"{name} nests too deeply", "write an array of claims") from error
    for number, one in enumerate(value if isinstance(value, list) else [value], 1):
        yield f"claim {number}", _texts(one)


def _json_lines(text: str) -> dict[int, object]:
    """Return the value of each line that is not blank; None if the line is not JSON."""
    values: dict[int, object] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                values[number] = _parse(line)
            except (ValueError, RecursionError):
                values[number] = None
    return values


def _parse(text: str) -> object:
    """Parse JSON, with numbers as they are written and names of fields in lower case.

    An object that has a name twice becomes None.
    """

    def unique(pairs: list[tuple[str, object]]) -> dict[str, object] | None:
        fields = {name.casefold(): value for name, value in pairs}
        return fields if len(fields) == len(pairs) else None

    return json.loads(
        text,
        parse_float=str,
        parse_int=str,
        # A list is no field of a claim, and neither is NaN.
        parse_constant=lambda _: [],
        object_pairs_hook=unique,
    )


def _texts(value: object) -> Mapping[str, str] | None:
    """Return the fields of an object as texts; None if one is neither a text nor a number."""
    if not isinstance(value, dict):
        return None
    fields = {name: value[name] for name in (*FIELDS, "verdict") if value.get(name) is not None}
    return fields if all(isinstance(field, str) for field in fields.values()) else None
