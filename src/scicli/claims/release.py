"""A press release, or any other text, judged sentence by sentence."""

from collections import Counter
from dataclasses import replace
from datetime import date as calendar

import pandas as pd

from scicli.analysis.answer import Answer, Column, Kind, Section
from scicli.analysis.wording import counted, in_edition, nonempty
from scicli.claims.claim import FIELDS as CLAIM_FIELDS
from scicli.claims.claim import Claim, Unjudged
from scicli.claims.reading import Reading, date_of, read_text
from scicli.claims.verdict import Verdict
from scicli.claims.verify import KINDS, judge, sentence_of
from scicli.errors import QuestionError
from scicli.index.catalog import Catalog
from scicli.index.editions import Label
from scicli.index.index import Index

FIELDS = (*CLAIM_FIELDS, "verdict", "reason")


def verify_text(
    index: Index, text: str, *, edition: Label | None = None, date: str = "", explain: bool = False
) -> Answer:
    """Judge the claims that a text makes of a ranking, by what the figures prove and disprove.

    The frame has a row for each claim, in the order of the text: the fields of a claim (`claim` is
    the number of the sentence and of the claim in it, `statement` the words that were read), then
    `verdict` and `reason`. A piece on ranks that could not be read has a row with the verdict "not
    read", a sentence that makes no claim on ranks one with "no claim"; their other fields but
    `claim` and `statement` are missing.

    Args:
        edition: The edition of sentences that name none; None means the latest that was published
            when the text was, or the latest of all.
        date: The date of the text, YYYY-MM-DD; else the one at its head, if there is one.
        explain: Whether the table for people has each claim as it was read.

    Raises:
        QuestionError: There is no such edition, or the date is not valid.

    >>> import scicli
    >>> answer = scicli.verify_text(scicli.load(), "Busan overtook Seoul in edition 6.")
    >>> answer.frame.loc[0, ["kind", "city", "other", "verdict"]].tolist()
    ['overtook', 'Busan', 'Seoul', 'supported']
    """
    on = _day(date) or _known_date(index.catalog, text)
    label = edition_at(index.catalog, on) if edition is None else index.catalog.edition(edition)
    readings = read_text(index.catalog, text, edition=label, on=on)
    rows: list[dict[str, object]] = []
    known: list[Claim] = []
    for number, reading in enumerate(readings, 1):
        rows += _rows(index, reading, number, known)
    frame = pd.DataFrame(rows, columns=[*FIELDS, "read"]).astype("object")
    frame = frame.where(frame.notna(), None).astype(dict.fromkeys(FIELDS, "str") | {"read": "str"})
    shown = frame[frame["verdict"] != Unjudged.NO_CLAIM].reset_index(drop=True)
    tally = Counter(frame["verdict"])
    section = Section(
        title=nonempty(
            counted(len(readings), "sentence", "sentences"),
            *(f"{tally[verdict]} {verdict}" for verdict in (*Verdict, *Unjudged) if tally[verdict]),
        ),
        frame=shown,
        columns=(
            Column("claim", "", Kind.DETAIL, weight=9),
            Column("verdict", "Verdict", Kind.VERDICT, weight=12),
            Column("statement", "Words", Kind.PROSE, weight=12),
            *([Column("read", "Read as", Kind.PROSE, weight=10)] if explain else []),
            Column("reason", "Figures", Kind.PROSE, weight=11),
        ),
        notes=tuple(_notes(index, label, tally, named=edition is not None or bool(on))),
    )
    editions = [one for claim in known for one in KINDS[claim.kind].editions(index, claim)]
    return Answer.of(
        index,
        frame[list(FIELDS)],
        (section,),
        editions=list(dict.fromkeys(editions)),
        counted=[city for claim in known for city in (claim.city, claim.other) if city],
    )


def _day(date: str) -> str:
    try:
        return date and calendar.fromisoformat(date).isoformat()
    except ValueError:
        raise QuestionError(f"'{date}' is no date", "write YYYY-MM-DD") from None


def _known_date(catalog: Catalog, text: str) -> str:
    """Return the date at the head of a text, or "" if every edition was published later."""
    on = date_of(text)
    return on if any(date <= on for date in catalog.published.values()) else ""


def edition_at(catalog: Catalog, date: str) -> Label:
    """Return the latest edition that was published on a date or before, or the latest of all.

    Raises:
        QuestionError: All of them were published later.
    """
    published = [
        label
        for label in catalog.editions
        if date and catalog.published.get(str(label), "9") <= date
    ]
    if date and catalog.published and not published:
        raise QuestionError(f"no edition was out on {date}", "name one with --edition")
    return (published or catalog.editions)[-1]


def _rows(
    index: Index, reading: Reading, number: int, known: list[Claim]
) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for part in reading.parts:
        for claim in part.claims:
            own, (verdict, reason) = judge(index, claim)
            if own is not None:
                known.append(own)
            numbered = replace(claim, claim=f"{number}.{len(rows) + 1}", statement=part.words)
            row: dict[str, object] = {name: one or None for name, one in numbered.fields.items()}
            read = sentence_of(own or claim, index.nouns)
            stop = "" if reason.endswith("?") else "."
            rows.append(row | {"verdict": str(verdict), "reason": reason + stop, "read": read})
    for words in reading.unread:
        name = f"{number}.{len(rows) + 1}"
        rows.append({"claim": name, "statement": words, "verdict": str(Unjudged.NOT_READ)})
    if not rows:
        no_claim = {"statement": reading.sentence, "verdict": str(Unjudged.NO_CLAIM)}
        rows.append({"claim": f"{number}", **no_claim})
    return rows


def _notes(index: Index, edition: Label, tally: Counter[str], *, named: bool) -> list[str]:
    """Return what was taken for granted, and what was not judged."""
    if not tally.keys() - {Unjudged.NO_CLAIM}:
        return ["No claim on ranks was found."]
    notes = []
    if not named:
        notes.append(
            f"Sentences that name no edition are read as about {in_edition(edition)}, but not after"
            " one about another; --date or --edition says which."
        )
    if tally[Unjudged.NOT_READ]:
        notes.append("What could not be read may be right or wrong: check it by hand.")
    return notes
