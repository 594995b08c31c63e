"""What the figures say, as sentences that can be quoted."""

from dataclasses import replace

import pandas as pd

from scicli.analysis.answer import Answer, Column, Kind, Section
from scicli.analysis.wording import counted, edition_name
from scicli.claims.city_sentences import of_city
from scicli.claims.claim import FIELDS as CLAIM_FIELDS
from scicli.claims.claim import Claim, Finding, Verdict
from scicli.claims.edition_sentences import of_edition
from scicli.claims.kinds import KINDS, sources_of
from scicli.claims.places import standing
from scicli.files.schema import OVERALL
from scicli.index.cells import source_keys
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.names import listed

FIELDS = (*CLAIM_FIELDS, "basis", "source")


def findings(index: Index, city: str | None = None, *, edition: Label = "latest") -> Answer:
    """Return what the figures say of an edition, or of a city in it, the strongest first.

    Each sentence makes one claim or several, and the figures prove all of them. The frame has a
    row for each claim: `claim` (the number of the sentence; of several claims with a second number
    behind it), the fields of the claim (`kind`, `city`, `other`, `category`, `region`, `country`,
    `top`, `from`, `to`, `value`), `statement` (the sentence), `basis` (among what it holds, where
    that is not all) and `source` (the keys of the sources of its figures, joined by ";").

    Args:
        city: A name or alias; None means the whole edition.

    Raises:
        QuestionError: There is no such city or edition, or the data have no overall ranks.

    >>> import scicli
    >>> scicli.findings(scicli.load(), edition=6).frame.loc[0, "statement"]
    'New York kept the lead of the Smart Centres Index in edition 6; it has led since edition 4.'
    """
    index.catalog.category(OVERALL)
    label = index.catalog.edition(edition)
    name = None if city is None else index.catalog.city(city)
    candidates = of_edition(index, label) if name is None else of_city(index, name, label)
    proved = [
        _qualified(index, finding)
        for finding in candidates
        if all(
            KINDS[claim.kind].judge(index, claim).verdict is Verdict.SUPPORTED
            for claim in finding.claims
        )
    ]
    rows: list[dict[str, object]] = []
    cited = []
    for number, finding in enumerate(proved, 1):
        sources = [sources_of(index, claim) for claim in finding.claims]
        for part, (claim, keys) in enumerate(zip(finding.claims, sources, strict=True), 1):
            name_of_claim = f"{number}.{part}" if len(sources) > 1 else str(number)
            rows.append(_row(name_of_claim, finding, claim, keys))
        cited.append(";".join(dict.fromkeys(source_keys(";".join(sources)))))
    frame = _frame(index, rows)
    sentences = {"statement": [finding.statement for finding in proved], "sources": cited}
    section = Section(
        title=tuple(filter(None, (name, edition_name(index, label), "findings"))),
        frame=pd.DataFrame(sentences, dtype="str").assign(
            number=pd.array(range(1, len(proved) + 1), dtype="Int64")
        ),
        columns=(
            Column("number", "", Kind.COUNT, weight=1),
            Column("statement", "What the figures say", Kind.PROSE, weight=2),
        ),
        notes=_notes(index, label, name, proved),
    )
    return Answer.of(
        index,
        frame=frame,
        sections=(section,),
        editions=index.catalog.between(None, label),
        asked=() if name is None else (name,),
        counted=[*frame["city"].dropna(), *frame["other"].dropna()],
    )


def _qualified(index: Index, finding: Finding) -> Finding:
    """Return a sentence that says, where it is so, what it rests on beside the figures."""
    order = index.catalog.order
    steps = {
        step
        for claim in finding.claims
        for ends in [KINDS[claim.kind].editions(index, claim)]
        for step in order.long_steps(ends[0], ends[-1])
    }
    limits = [
        f"no edition between {before} and {after}"
        for before, after, _ in sorted(steps, key=lambda step: order.labels.index(step[0]))
    ]
    if index.catalog.located and any(claim.region or claim.country for claim in finding.claims):
        limits.append("by the countries and regions that scicli ships")
    ending = f" ({listed(limits, 'and')})." if limits else "."
    return replace(finding, statement=finding.statement.removesuffix(".") + ending)


def _row(number: str, finding: Finding, claim: Claim, sources: str) -> dict[str, object]:
    fields = {name: text or None for name, text in claim.fields.items()}
    value = claim.value
    is_whole = value is not None and value == value.to_integral_value()
    return fields | {
        "claim": number,
        "top": claim.top,
        "from": claim.from_edition,
        "to": claim.to_edition,
        "value": value if value is None else int(value) if is_whole else float(value),
        "statement": finding.statement,
        "basis": finding.basis or None,
        "source": sources or None,
    }


def _frame(index: Index, rows: list[dict[str, object]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(FIELDS), dtype="object")
    texts = [name for name in FIELDS if name not in {"top", "value", "from", "to"}]
    return (
        frame.astype(dict.fromkeys(texts, "str"))
        .astype({"top": "Int64"})
        .assign(**{name: index.labels(frame[name]) for name in ("from", "to")})
    )


def _notes(
    index: Index, edition: Label, city: str | None, proved: list[Finding]
) -> tuple[str, ...]:
    held = counted(len(proved), "sentence", "sentences")
    summary = f"{held}, proved by the figures that are held." if proved else ""
    if city is None:
        return (summary or "The figures that are held prove nothing of it.",)
    stands = standing(index, edition, OVERALL, city)
    missing = () if stands.held else (f"{city} is {stands.words}.",)
    alone = f"{city} stood at {stands.words}, of which nothing more is proved."
    return (*missing, *([summary] if summary else [] if missing else [alone]))
