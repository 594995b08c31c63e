"""The sources of an answer as numbered notes beneath it."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from scicli.analysis.answer import Answer
from scicli.analysis.wording import readable_date
from scicli.index.adding import source_keys
from scicli.view.glyphs import Signs


@dataclass(frozen=True)
class Footnotes:
    """The sources that an answer rests on, numbered as they first occur from above.

    Attributes:
        references: For each section, for each of its rows, the numbers of its sources: "1–3 7".
        notes: For each number, from 1 on, the lines that describe the source.
    """

    references: list[list[str]]
    notes: list[tuple[str, ...]]


def footnotes(answer: Answer, signs: Signs) -> Footnotes:
    """Return the sources of an answer whose sections have a column `sources`."""
    cited = [
        [source_keys(keys) for keys in section.frame["sources"].fillna("")]
        for section in answer.sections
    ]
    every = dict.fromkeys(key for rows in cited for keys in rows for key in keys)
    numbers = {key: number for number, key in enumerate(every, 1)}
    sources = answer.sources.fillna("")
    described = dict(zip(sources["source"], sources.to_dict("records"), strict=True))
    return Footnotes(
        references=[
            [_ranges(sorted({numbers[key] for key in keys}), signs) for keys in rows]
            for rows in cited
        ],
        notes=[_described(key, described.get(key), signs) for key in numbers],
    )


def _ranges(numbers: list[int], signs: Signs) -> str:
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1].append(number)
        else:
            ranges.append([number])
    return " ".join(
        str(run[0]) if len(run) == 1 else f"{run[0]}{signs.to}{run[-1]}" for run in ranges
    )


def _described(key: str, source: Mapping[Hashable, str] | None, signs: Signs) -> tuple[str, ...]:
    if source is None:
        return (signs.text(key),)
    date = readable_date(source["published"]) if source["published"] else ""
    words = ", ".join(filter(None, (source["publisher"], source["title"], date))) or key
    return tuple(signs.text(line) for line in (words, source["url"]) if line)
