"""Every kind of claims, and claims read from the texts of their fields."""

import re
from collections.abc import Mapping
from decimal import Decimal

from scicli.claims import counts, histories, standings
from scicli.claims.claim import FIELDS, Claim
from scicli.claims.kind import DECLARED, Kind
from scicli.files.schema import OVERALL
from scicli.files.text import SURROGATE
from scicli.index.cells import source_keys
from scicli.index.index import Index
from scicli.index.rating import GrammarError, parse_rating

# Who declares them, in the order in which they are listed; whoever is imported first.
_HOMES = [home.__name__ for home in (standings, histories, counts)]
KINDS: Mapping[str, Kind] = dict(
    sorted(DECLARED.items(), key=lambda declared: _HOMES.index(declared[1].judge.__module__))
)
"""Every kind of claims, by its name."""
# So much of a text is quoted.
_QUOTED = 40
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}(\.0+)?", re.ASCII)


def claim_of(fields: Mapping[str, str] | None) -> Claim:
    """Return a claim from the texts of its fields; None stands for what has no fields.

    Raises:
        GrammarError: It is of no kind, lacks a field that its kind needs, or has a value that is
            none.

    >>> claim_of({"kind": "leader", "city": "London", "to": "10"}).fields["category"]
    'overall'
    """
    if fields is None:
        raise GrammarError("is no claim", "give it the fields that the others have")
    texts = {name: fields.get(name, "").strip() for name in FIELDS}
    for field, text in texts.items():
        if SURROGATE.search(text):
            raise GrammarError(f"the {field} holds half a character", "write it in UTF-8")
    name = texts["kind"]
    if name not in KINDS:
        what = f"{_quoted(name)} is no kind of claim" if name else "the claim has no kind"
        raise GrammarError(what, "see scicli verify --kinds")
    kind = KINDS[name]
    for need in kind.needs:
        given = [field for field in need.split(" or ") if texts[field]]
        if len(given) != 1:
            has, joint = ("both", "' and '") if given else ("no", "' or '")
            what = f"a claim of {name} has {has} '{need.replace(' or ', joint)}'"
            raise GrammarError(what, "give it one")
    taken = {"from", *" or ".join(kind.needs).split(" or ")}
    for field in ("city", "other", "region", "country", "top", "value"):
        if texts[field] and field not in taken:
            raise GrammarError(f"a claim of {name} takes no '{field}'", "leave it blank")
    if "from" in kind.needs and texts["from"] == texts["to"]:
        raise GrammarError(f"edition {texts['to']} is compared with itself", "name two editions")
    return Claim(
        kind=name,
        claim=texts["claim"],
        city=texts["city"],
        other=texts["other"],
        category=texts["category"] or OVERALL,
        region=texts["region"],
        country=texts["country"],
        top=_top(texts["top"]) if "top" in kind.needs else None,
        from_edition=texts["from"] or None if "from" in {kind.takes, *kind.needs} else None,
        to_edition=texts["to"],
        value=_value(name, kind, texts["value"]) if "value" in kind.needs else None,
        statement=texts["statement"],
    )


def _top(text: str) -> int:
    if not _WHOLE.fullmatch(text) or Decimal(text) < 1:
        raise GrammarError(
            f"top {_quoted(text)} is no number of places", "write a whole number from 1 on"
        )
    return int(Decimal(text))


def _value(name: str, kind: Kind, text: str) -> Decimal:
    if not kind.whole:
        try:
            number = parse_rating(text)
        except GrammarError as error:
            raise GrammarError(f"value {_quoted(text)} {error.problem}", error.remedy) from error
        if number is None:
            raise GrammarError(
                f"value {_quoted(text)} is no number", "write a number such as 733 or 8.5"
            )
        return Decimal(text)
    if not _WHOLE.fullmatch(text) or (kind.least is not None and Decimal(text) < kind.least):
        least = "" if kind.least is None else f" from {kind.least} on"
        raise GrammarError(f"value {_quoted(text)} is no {name}", f"write a whole number{least}")
    return Decimal(int(Decimal(text)))


def _quoted(text: str) -> str:
    return f"'{text}'" if len(text) <= _QUOTED else f"'{text[:_QUOTED]}…'"


def sources_of(index: Index, claim: Claim) -> str:
    """Return the keys of the sources that a claim rests on, joined by ";"."""
    kind = KINDS[claim.kind]
    texts = kind.sources(index, claim, kind.editions(index, claim))
    return ";".join(dict.fromkeys(key for text in texts for key in source_keys(text)))
