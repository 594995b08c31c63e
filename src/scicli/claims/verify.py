"""Whether claims about a ranking hold."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from scicli.analysis.answer import Answer, Column, Kind, Section
from scicli.analysis.wording import counted, in_edition, of_category, ordinal, with_article
from scicli.claims import counts, english, histories, record_claims, standings
from scicli.claims.claim import DECLARED, Claim, ClaimKind
from scicli.claims.claim_files import claim_of
from scicli.claims.verdict import Judgement, Verdict
from scicli.errors import QuestionError
from scicli.index.catalog import Catalog
from scicli.index.index import Index

FIELDS = ("claim", "kind", "verdict", "reason", "statement")
KIND_FIELDS = ("kind", "meaning", "example")
_FIELD = re.compile(r"(\w+)=(.+?)(?= \w+=|$)")
# In the order of the modules that declare them, whichever is imported first.
_MODULES = [module.__name__ for module in (standings, histories, counts, record_claims)]
KINDS = {
    kind.name: kind
    for kind in sorted(DECLARED.values(), key=lambda kind: _MODULES.index(kind.module))
}
"""Every kind of claims by its name."""


def verify(index: Index, claims: Iterable[Claim]) -> Answer:
    """Judge claims by what the figures prove and disprove.

    The frame has a row for each claim, in their order: `claim` (its name), `kind`, `verdict`,
    `reason` (the figures that the verdict rests on) and `statement`. The verdict is "supported"
    only if the figures prove the claim, "contradicted" only if they disprove it, else "unknown".
    A city that is not held stands below the depth of a partial table, or is not in the index;
    nothing else is inferred. A name that the data do not have makes its claim unknown; the
    beginning of a name is not enough.

    Args:
        claims: The claims, as `read_claims` reads them from a file.

    >>> import scicli
    >>> claim = scicli.Claim("gain", 9, city="Busan", from_edition=8, value=14)
    >>> scicli.verify(scicli.load(), [claim]).frame.loc[0, ["verdict", "reason"]].tolist()
    ['contradicted', 'Busan 15 in edition 8, 14 in edition 9: 1 place, not 14']
    """
    rows: list[tuple[str | None, ...]] = []
    known: list[Claim] = []
    for claim in claims:
        own, (verdict, reason) = judge(index, claim)
        statement = claim.statement or None
        sentence = statement
        if own is not None:
            known.append(own)
            sentence = statement or sentence_of(own, index.nouns)
        rows.append((claim.claim or None, claim.kind, verdict.value, reason, statement, sentence))
    frame = pd.DataFrame(rows, columns=[*FIELDS, "sentence"], dtype="str")
    sentences = frame.pop("sentence")
    stop = frame["reason"].str.endswith("?").map({True: "", False: "."})
    tally = Counter(frame["verdict"])
    section = Section(
        title=(
            counted(len(frame), "claim", "claims"),
            *(f"{tally[verdict]} {verdict}" for verdict in Verdict if tally[verdict]),
        ),
        frame=frame.assign(statement=sentences, reason=frame["reason"] + stop),
        columns=(
            Column("claim", "Claim", Kind.DETAIL, weight=10),
            Column("kind", "Kind", Kind.TEXT, weight=1),
            Column("verdict", "Verdict", Kind.VERDICT, weight=12),
            Column("statement", "Statement", Kind.PROSE, weight=10),
            Column("reason", "Figures", Kind.PROSE, weight=11),
        ),
        notes=(),
    )
    editions = [one for claim in known for one in KINDS[claim.kind].editions(index, claim)]
    return Answer.of(
        index,
        frame,
        (section,),
        editions=list(dict.fromkeys(editions)),
        counted=[city for claim in known for city in (claim.city, claim.other) if city],
    )


def kinds() -> Answer:
    """Return what each kind of claim means: its `kind`, `meaning` and `example`.

    For people there is also a sentence that is read as the example.
    """
    rows = [(kind.name, kind.meaning, kind.example) for kind in KINDS.values()]
    frame = pd.DataFrame(rows, columns=list(KIND_FIELDS), dtype="str")
    sentences = [sentence_of(example_of(kind), ("city", "cities")) for kind in KINDS.values()]
    columns = (
        Column("kind", "Kind", Kind.LABEL, weight=12),
        Column("meaning", "Says that", Kind.PROSE, weight=9),
        Column("sentence", "In a sentence", Kind.PROSE, weight=10),
        Column("example", "Example", Kind.PROSE, weight=8),
    )
    section = Section(("Kinds of claims",), frame.assign(sentence=sentences), columns, notes=())
    return Answer(frame, (section,))


def example_of(kind: ClaimKind) -> Claim:
    """Return the claim that the example of a kind states."""
    claim = claim_of({"kind": kind.name, **dict(_FIELD.findall(kind.example))})
    start = claim.from_edition
    return replace(
        claim,
        to_edition=int(claim.to_edition),
        from_edition=None if start is None else int(start),
    )


def judge(index: Index, claim: Claim) -> tuple[Claim | None, Judgement]:
    """Return a claim with the names of the data, or None if they lack one, and the judgement."""
    try:
        known = _resolve(index.catalog, claim)
    except QuestionError as error:
        return None, Judgement(Verdict.UNKNOWN, str(error))
    verdict, reason = KINDS[known.kind].judge(index, known)
    shipped = index.catalog.located and (known.region or known.country)
    by = ", by the places that scicli ships" if shipped else ""
    return known, Judgement(verdict, f"{reason}{by}")


def _resolve(catalog: Catalog, claim: Claim) -> Claim:
    """Return a claim with the names of the data.

    The beginning of a name is not enough: Santiago is not Santiago de Compostela.

    Raises:
        QuestionError: The data do not have one of its names, or the claim compares a thing with
            itself.
    """
    start = claim.from_edition
    known = replace(
        claim,
        category=catalog.category(claim.category, whole=True),
        to_edition=catalog.edition(claim.to_edition),
        from_edition=None if start is None else catalog.edition(start),
        city=claim.city and catalog.city(claim.city, whole=True),
        other=claim.other and catalog.city(claim.other, whole=True),
        region=claim.region and catalog.region(claim.region, whole=True),
        country=claim.country and catalog.country(claim.country, whole=True),
    )
    start, end = known.span
    kind = KINDS[claim.kind]
    if "from" in kind.needs and start == end:
        raise QuestionError(f"{in_edition(end)} is compared with itself", "name two editions")
    if kind.takes == "from" and catalog.editions.index(start) > catalog.editions.index(end):
        raise QuestionError(
            f"{in_edition(start)} comes after {in_edition(end)}",
            "name the earlier one in the field from",
        )
    if known.city and known.city == known.other:
        raise QuestionError(
            f"{known.city} is compared with itself", f"name two {catalog.terms.nouns}"
        )
    return known


def sentence_of(claim: Claim, nouns: tuple[str, str]) -> str:
    """Return a claim as a sentence."""
    start, number = in_edition(claim.span[0]), claim.number
    places = english.places(abs(number))
    words = {
        "from": start,
        "to": in_edition(claim.to_edition),
        "since": "" if claim.from_edition is None else f" since {start}",
        "nth": ordinal(number),
        "places": places,
        "moved": f"{'lost' if number < 0 else 'gained'} {places}",
        "noun": nouns[0],
        "nouns": nouns[1],
        "cities": counted(number, *nouns),
        **{
            f"{one}s": f"{english.number(number)} {one if number == 1 else f'{one}s'}"
            for one in ("edition", "time", "rise", "fall")
        },
        "nth_top": ordinal(claim.top or 0),
        "are": "is" if number == 1 else "are",
        "area": with_article(claim.region or claim.country),
    }
    sentence = KINDS[claim.kind].sentence.format(**(claim.fields | words))
    return f"{sentence[:1].upper()}{sentence[1:]}{of_category(claim.category)}."
