"""What the figures say, as sentences that can be quoted."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple

import pandas as pd

from scicli.analysis.answer import Answer, Column, Kind, Section
from scicli.analysis.scope import Area, Names, typed
from scicli.analysis.wording import counted, edition_name, months, nonempty
from scicli.claims import english
from scicli.claims.city_sentences import of_city
from scicli.claims.claim import FIELDS as CLAIM_FIELDS
from scicli.claims.claim import Claim, Finding
from scicli.claims.edition_sentences import of_area, of_edition
from scicli.claims.standings import possible_rank
from scicli.claims.verdict import Verdict
from scicli.claims.verify import KINDS
from scicli.errors import QuestionError
from scicli.files.schema import OVERALL
from scicli.index.cells import source_keys
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.names import listed

_MOST_SENTENCES = 8
_COLUMNS = (
    Column("number", "", Kind.COUNT, weight=1),
    Column("statement", "What the figures say", Kind.PROSE, weight=10),
)
FIELDS = (*CLAIM_FIELDS, "basis", "source")


def findings(
    index: Index,
    city: str | None = None,
    *,
    edition: Label = "latest",
    region: Names = None,
    country: Names = None,
    every: bool = False,
) -> Answer:
    """Return what the figures say of an edition, or of a city in it, the strongest first.

    Each sentence makes one claim or several, and the figures prove all of them. The frame has a
    row for each claim: `claim` (the number of the sentence, such as 3; with a second number if the
    sentence makes several claims, such as 3.1), the fields of the claim (`kind`, `city`, `other`,
    `category`, `region`, `country`, `top`, `from`, `to`, `value`), `statement` (the sentence),
    `basis` (the cities or editions that it covers, if its figures alone do not show them) and
    `source` (the keys of the sources of its figures, joined by ";").

    Args:
        city: A name or alias; None means the whole edition.
        region: Only sentences on the cities of a region, or of several.
        country: Only those on the cities of a country, or of several.
        every: Whether there are more than eight sentences.

    Raises:
        QuestionError: There is no such city, edition, region or country, the data have no overall
            ranks, or a city is named with a region or country.

    >>> import scicli
    >>> scicli.findings(scicli.load(), edition=6).frame.loc[0, "statement"]
    'New York kept the lead in edition 6; it has led since edition 4.'
    """
    index.catalog.category(OVERALL)
    label = index.catalog.edition(edition)
    name = None if city is None else index.catalog.city(city)
    area = Area.of(index.catalog, region, country)
    if name is not None and area.names:
        raise QuestionError(
            f"{name} is asked for, and{area.phrase('a part of')}", "name one of the two"
        )
    if name is not None:
        sentences = of_city(index, name, label)
    else:
        sentences = of_area(index, label, area) if area.names else of_edition(index, label)
    all_proved = list(_proved(index, sentences))
    proved = all_proved if every else all_proved[:_MOST_SENTENCES]
    stated = [_stated(index, one) for one in proved]
    frame = _claims(index, stated)
    section = Section(
        title=_title(index, label, name, area),
        frame=_sentences(stated),
        columns=_COLUMNS,
        notes=tuple(_notes(index, label, name, (len(proved), len(all_proved)))),
    )
    return Answer.of(
        index,
        frame=frame,
        sections=(section,),
        editions=index.catalog.between(None, label),
        asked=() if name is None else (name,),
        counted=[*frame["city"].dropna(), *frame["other"].dropna()],
    )


def overall_findings(index: Index, city: str, edition: Label, most: int) -> Section:
    """Return the first of the findings of a city that are not on a single category."""
    first = islice(_proved(index, of_city(index, city, edition)), _MOST_SENTENCES)
    overall = [one for one in first if one.claims[0].category == OVERALL]
    frame = _sentences(_stated(index, one) for one in overall[:most])
    return Section(_title(index, edition, city, Area({})), frame, _COLUMNS, notes=())


def _title(index: Index, edition: Label, city: str | None, area: Area) -> tuple[str, ...]:
    names = city, edition_name(index, edition), "findings", *area.names, months(index, edition)
    return nonempty(*names)


def _proved(index: Index, sentences: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings that the figures prove; none repeats what an earlier one says."""
    claimed: set[Claim] = set()
    for finding in sentences:
        verdicts = (KINDS[claim.kind].judge(index, claim).verdict for claim in finding.claims)
        is_repeated = claimed.issuperset(finding.claims)
        if is_repeated or any(one is not Verdict.SUPPORTED for one in verdicts):
            continue
        claimed.update(finding.claims)
        yield finding


class _Stated(NamedTuple):
    """A finding as a sentence, with the keys of the sources of each of its claims."""

    finding: Finding
    statement: str
    sources: list[list[str]]


def _stated(index: Index, finding: Finding) -> _Stated:
    sources = [sources_of(index, claim) for claim in finding.claims]
    return _Stated(finding, _statement(index, finding), sources)


def _claims(index: Index, stated: Iterable[_Stated]) -> pd.DataFrame:
    """Return a row for each claim of some findings."""
    rows: list[dict[str, object]] = []
    for number, one in enumerate(stated, 1):
        claims = one.finding.claims
        for part, (claim, keys) in enumerate(zip(claims, one.sources, strict=True), 1):
            own = f"{number}.{part}" if len(claims) > 1 else f"{number}"
            basis = one.finding.basis or None
            rows.append(
                _row(claim, keys) | {"claim": own, "statement": one.statement, "basis": basis}
            )
    types = {"top": "Int64", "value": "object", "from": index.label_type, "to": index.label_type}
    return typed(rows, {name: types.get(name, "str") for name in FIELDS})


def _sentences(stated: Iterable[_Stated]) -> pd.DataFrame:
    """Return a row for each finding, with its sources."""
    rows = [
        {
            "number": number,
            "statement": one.statement,
            "sources": ";".join(dict.fromkeys(chain(*one.sources))),
        }
        for number, one in enumerate(stated, 1)
    ]
    return typed(rows, {"number": "Int64", "statement": "str", "sources": "str"})


def _statement(index: Index, finding: Finding) -> str:
    """Return a finding as a sentence, with its limits in brackets."""
    order = index.catalog.order
    spans = [KINDS[claim.kind].editions(index, claim) for claim in finding.claims]
    steps = {step for span in spans for step in order.long_steps(span[0], span[-1])}
    limits = [
        english.no_edition_between(before, after)
        for before, after, _ in sorted(steps, key=lambda step: order.labels.index(step[0]))
    ]
    breaks = {one for span in spans for one in index.catalog.breaks_between(span[0], span[-1])}
    limits += [
        english.not_comparable(edition, why)
        for edition, why in sorted(breaks, key=lambda one: order.labels.index(one[0]))
    ]
    first = order.labels[0]
    if not index.catalog.is_from_the_first and any(
        claim.from_edition is None and span[0] == first != claim.to_edition
        for claim, span in zip(finding.claims, spans, strict=True)
    ):
        limits.append(english.held_from(first))
    if index.catalog.located and any(claim.region or claim.country for claim in finding.claims):
        limits.append(english.BY_SCICLI)
    return f"{finding.words} ({listed(limits, 'and')})." if limits else f"{finding.words}."


def sources_of(index: Index, claim: Claim) -> list[str]:
    """Return the keys of the sources that a claim rests on, each once."""
    kind = KINDS[claim.kind]
    texts = kind.sources(index, claim, kind.editions(index, claim))
    return list(dict.fromkeys(key for text in texts for key in source_keys(text)))


def _row(claim: Claim, sources: list[str]) -> dict[str, object]:
    value = claim.number if claim.value == claim.number else claim.value and float(claim.value)
    return {name: text or None for name, text in claim.fields.items()} | {
        "top": claim.top,
        "from": claim.from_edition,
        "to": claim.to_edition,
        "value": value,
        "source": ";".join(sources) or None,
    }


def _notes(index: Index, edition: Label, city: str | None, counts: tuple[int, int]) -> list[str]:
    shown, proved = counts
    sentences = counted(shown, "sentence", "sentences")
    found = [f"{sentences}, proved by the figures that are held."] if shown else []
    if shown < proved:
        found = [f"The first {shown} of {proved} sentences that the figures prove; --all has all."]
    if city is None:
        return found or ["The figures that are held prove no sentence."]
    now = possible_rank(index, edition, city)
    if not now.held:
        return [f"{city} is {now.words}.", *found]
    return found or [f"{city} stood at {now.words}; the figures prove nothing more."]
