"""Claims about a ranking: what each kind says, and what it needs for that."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from scicli.files.categories import OVERALL
from scicli.files.text import SURROGATE
from scicli.index.editions import Label
from scicli.index.rating import GrammarError, parse_rating

FIELDS = (
    "claim",
    "kind",
    "city",
    "other",
    "category",
    "region",
    "country",
    "top",
    "from",
    "to",
    "value",
    "statement",
)
"""The fields of a claim."""
# So much of a text is quoted.
_QUOTED = 40
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}(\.0+)?", re.ASCII)
_AREA = "region or country"


@dataclass(frozen=True)
class Kind:
    """What a claim of a kind says.

    Attributes:
        needs: The fields without which it says nothing; "region or country" is one of the two.
        meaning: What it says, of the fields in it.
        example: A claim, as its fields.
        whole: Whether its value is a whole number.
        least: The least value that it can have, or None.
    """

    needs: tuple[str, ...]
    meaning: str
    example: str
    whole: bool = True
    least: int | None = None


KINDS: Mapping[str, Kind] = {
    "rank": Kind(
        ("city", "to", "value"),
        "the rank of the city in edition `to` is `value`",
        "city=Busan to=6 value=22",
        least=1,
    ),
    "rating": Kind(
        ("city", "to", "value"),
        "the rating of the city in edition `to` is `value`",
        "city=Malta to=6 value=696",
        whole=False,
    ),
    "leader": Kind(("city", "to"), "the city stands first in edition `to`", "city=London to=10"),
    "gain": Kind(
        ("city", "from", "to", "value"),
        "the city gained exactly `value` places between the editions; negative: lost",
        "city=Busan from=4 to=5 value=14",
    ),
    "rating_gain": Kind(
        ("city", "from", "to", "value"),
        "the rating of the city changed by exactly `value` between the editions",
        "city=Dubai from=2 to=3 value=30",
        whole=False,
    ),
    "biggest_gain": Kind(
        ("city", "from", "to"),
        "no city of the table gained more places between the editions",
        "city=Tokyo from=5 to=6",
    ),
    "most_gained_of_held": Kind(
        ("city", "from", "to", "value"),
        "the city gained `value` places, and no other city held in both editions gained more",
        "city=Tokyo from=5 to=6 value=11",
        least=1,
    ),
    "most_lost_of_held": Kind(
        ("city", "from", "to", "value"),
        "the city lost `value` places, and no other city held in both editions lost more",
        "city=Boston from=5 to=6 value=10",
        least=1,
    ),
    "ahead": Kind(
        ("city", "other", "to"),
        "the city stands ahead of the other in edition `to`, and both are in its table or may be",
        "city=Busan other=Seoul to=7",
    ),
    "overtook": Kind(
        ("city", "other", "from", "to"),
        "the city stood behind the other in edition `from`, and ahead in edition `to`, and both are"
        " in both tables",
        "city=Busan other=Seoul from=5 to=6",
    ),
    "in_top": Kind(
        ("city", "top", "to"),
        "the rank of the city in edition `to` is at most `top`",
        "city=London top=5 to=12",
    ),
    "entered_top": Kind(
        ("city", "top", "to"),
        "the rank of the city in edition `to` is at most `top`, and in no earlier edition",
        "city=Zurich top=10 to=2",
    ),
    "region_rank": Kind(
        ("city", _AREA, "to", "value"),
        "the city is `value`-th among the cities of the region or country in edition `to`",
        "city=London region=Western Europe to=6 value=1",
        least=1,
    ),
    "top_count": Kind(
        (_AREA, "top", "to", "value"),
        "exactly `value` cities of the region or country stand in the `top` of edition `to`",
        "region=Western Europe top=10 to=7 value=4",
        least=0,
    ),
    "count_rose": Kind(
        ("top", "from", "to", "value"),
        "exactly `value` cities rose at least `top` places between the editions, by the publisher's"
        " own count where there is one",
        "top=10 from=5 to=6 value=7",
        least=0,
    ),
    "count_fell": Kind(
        ("top", "from", "to", "value"),
        "exactly `value` cities fell at least `top` places between the editions, by the publisher's"
        " own count where there is one",
        "top=10 from=5 to=6 value=2",
        least=0,
    ),
    "average_change": Kind(
        ("to", "value"),
        "the publisher states for edition `to` that ratings changed by `value` per cent on average",
        "to=6 value=-4.17",
        whole=False,
    ),
    "best": Kind(
        ("city", "to"),
        "the city held no better rank in any edition from edition `from`, or else the first, to"
        " edition `to`",
        "city=Busan from=3 to=12",
    ),
    "streak_rise": Kind(
        ("city", "to", "value"),
        "the city rose in at least `value` editions in a row up to edition `to`",
        "city=Busan to=12 value=9",
        least=1,
    ),
}
"""Every kind of claim."""


@dataclass(frozen=True)
class Claim:
    """A claim, of which the figures may be asked whether it holds.

    Attributes:
        kind: One of `KINDS`.
        claim: What it is called, or "".
        city: The city that it is about, as it is written, or "".
        other: The other city, or "".
        category: The category.
        region: The region, or "".
        country: The country, or "".
        top: So many places, or None.
        from_edition: The edition that is compared from, or None.
        to_edition: The edition that it is about, or that is compared to.
        value: The number that it states, or None.
        statement: The sentence that states it, or "".
    """

    kind: str
    to_edition: Label
    claim: str = ""
    city: str = ""
    other: str = ""
    category: str = OVERALL
    region: str = ""
    country: str = ""
    top: int | None = None
    from_edition: Label | None = None
    value: Decimal | None = None
    statement: str = ""

    @property
    def span(self) -> tuple[Label, Label]:
        """The edition that is compared from, and the one that is compared to."""
        return self.to_edition if self.from_edition is None else self.from_edition, self.to_edition

    @property
    def fields(self) -> dict[str, str]:
        """The claim as the texts of its fields."""
        numbers = {"top": self.top, "from": self.from_edition, "value": self.value}
        texts = {
            "claim": self.claim,
            "kind": self.kind,
            "city": self.city,
            "other": self.other,
            "category": self.category,
            "region": self.region,
            "country": self.country,
            **{name: "" if number is None else str(number) for name, number in numbers.items()},
            "to": str(self.to_edition),
            "statement": self.statement,
        }
        return {name: texts[name] for name in FIELDS}


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
        from_edition=texts["from"] or None if name == "best" or "from" in kind.needs else None,
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
