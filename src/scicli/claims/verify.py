"""Whether claims about a ranking hold."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from scicli.analysis.answer import Answer, Column, Kind, Section
from scicli.analysis.wording import counted, in_edition
from scicli.claims.claim import Claim, Judgement, Verdict
from scicli.claims.kinds import KINDS
from scicli.errors import QuestionError
from scicli.index.catalog import Catalog
from scicli.index.index import Index

CONTRADICTED = Verdict.CONTRADICTED.value
FIELDS = ("claim", "kind", "verdict", "reason", "statement")


def verify(index: Index, claims: Iterable[Claim]) -> Answer:
    """Judge claims by what the figures prove and disprove.

    The frame has a row for each claim, in their order: `claim` (what it is called), `kind`,
    `verdict`, `reason` (the figures that the verdict rests on) and `statement`. The verdict is
    "supported" only where the figures prove the claim, "contradicted" only where they disprove
    it, else "unknown". A city that is not held stands below the depth of a partial table, or is
    not in the index; nothing else is inferred. A name that the data do not have makes its claim
    unknown, and here the beginning of a name is none.

    Args:
        claims: The claims, as `read_claims` reads them from a file.

    >>> import scicli
    >>> claim = scicli.Claim("gain", 9, city="Busan", from_edition=8, value=14)
    >>> scicli.verify(scicli.load(), [claim]).frame.loc[0, ["verdict", "reason"]].tolist()
    ['contradicted', 'Busan 15 in edition 8, 14 in edition 9: 1 place, not 14']
    """
    every = tuple(claims)
    judged = [_judged(index, claim) for claim in every]
    resolved = [claim for claim, _ in judged if claim is not None]
    verdicts = [judgement for _, judgement in judged]
    frame = pd.DataFrame(
        {
            "claim": pd.array([claim.claim or None for claim in every], dtype="str"),
            "kind": pd.array([claim.kind for claim in every], dtype="str"),
            "verdict": pd.array([one.verdict.value for one in verdicts], dtype="str"),
            "reason": pd.array([one.reason for one in verdicts], dtype="str"),
            "statement": pd.array([claim.statement or None for claim in every], dtype="str"),
        }
    )
    tally = Counter(one.verdict for one in verdicts)
    tallies = [f"{tally[verdict]} {verdict}" for verdict in Verdict if tally[verdict]]
    section = Section(
        title=(counted(len(every), "claim", "claims"), *tallies),
        frame=frame.assign(
            statement=pd.array(
                [
                    claim.statement or (KINDS[claim.kind].say(known) if known else None)
                    for claim, (known, _) in zip(every, judged, strict=True)
                ],
                dtype="str",
            ),
            reason=frame["reason"] + frame["reason"].str.endswith("?").map({True: "", False: "."}),
        ),
        columns=(
            Column("claim", "Claim", Kind.DETAIL, weight=3),
            Column("kind", "Kind", Kind.TEXT, weight=1),
            Column("verdict", "Verdict", Kind.VERDICT, weight=5),
            Column("statement", "Statement", Kind.PROSE, weight=2),
            Column("reason", "Figures", Kind.PROSE, weight=4),
        ),
        notes=(),
    )
    return Answer.of(
        index,
        frame[list(FIELDS)],
        (section,),
        editions=list(
            dict.fromkeys(
                one for claim in resolved for one in KINDS[claim.kind].editions(index, claim)
            )
        ),
        counted=[city for claim in resolved for city in (claim.city, claim.other) if city],
    )


def kinds() -> Answer:
    """Return what each kind of claim means.

    The frame has a row for each kind: `kind`, `meaning`, `example` (the fields of a claim).
    """
    frame = pd.DataFrame(
        [
            {"kind": name, "meaning": kind.meaning, "example": kind.example}
            for name, kind in KINDS.items()
        ],
        dtype="str",
    )
    columns = (
        Column("kind", "Kind", Kind.LABEL, weight=3),
        Column("meaning", "Says that", Kind.PROSE, weight=2),
        Column("example", "Example", Kind.PROSE, weight=1),
    )
    section = Section(("Kinds of claims",), frame, columns, notes=())
    return Answer.without_sources(frame, (section,))


def _judged(index: Index, claim: Claim) -> tuple[Claim | None, Judgement]:
    """Judge a claim; return it with the data's own names, or None if the data lack one of them."""
    try:
        resolved = _resolved(index.catalog, claim)
    except QuestionError as error:
        return None, Judgement(Verdict.UNKNOWN, str(error))
    judged = KINDS[resolved.kind].judge(index, resolved)
    if index.catalog.located and (resolved.region or resolved.country):
        judged = judged._replace(reason=f"{judged.reason}, by the places that scicli ships")
    return resolved, judged


def _resolved(catalog: Catalog, claim: Claim) -> Claim:
    """Return a claim with the names of the data.

    A name must be whole: a claim about Santiago says nothing of Santiago de Compostela.

    Raises:
        QuestionError: The data do not have one of its names, or have several like it.
    """
    start = claim.from_edition
    resolved = replace(
        claim,
        category=catalog.category(claim.category, whole=True),
        to_edition=catalog.edition(claim.to_edition),
        from_edition=None if start is None else catalog.edition(start),
        city=catalog.city(claim.city, whole=True) if claim.city else "",
        other=catalog.city(claim.other, whole=True) if claim.other else "",
        region=catalog.region(claim.region, whole=True) if claim.region else "",
        country=catalog.country(claim.country, whole=True) if claim.country else "",
    )
    if "from" in KINDS[claim.kind].needs and resolved.from_edition == resolved.to_edition:
        raise QuestionError(
            f"{in_edition(resolved.to_edition)} is compared with itself", "name two editions"
        )
    start, end = map(catalog.editions.index, resolved.span)
    if KINDS[claim.kind].takes == "from" and start > end:
        raise QuestionError(
            f"{in_edition(resolved.span[0])} comes after {in_edition(resolved.to_edition)}",
            "name the earlier one in the field from",
        )
    if resolved.city and resolved.city == resolved.other:
        raise QuestionError(f"{resolved.city} is compared with itself", "name two cities")
    return resolved
