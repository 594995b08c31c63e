"""An answer as JSON, and as lines of JSON."""

import json
from collections.abc import Iterator

from scicli.analysis.answer import Answer
from scicli.index.adding import source_keys
from scicli.view.plain import plain


def to_json(answer: Answer) -> str:
    """Return the frame of an answer as a JSON array with a line for each row."""
    lines = ",\n ".join(_objects(answer))
    return f"[{lines}]\n"


def to_jsonl(answer: Answer) -> str:
    """Return the frame of an answer as a JSON object on a line for each row."""
    return "".join(f"{line}\n" for line in _objects(answer))


def _objects(answer: Answer) -> Iterator[str]:
    """Yield each row of the frame as a JSON object."""
    columns = {
        name: [source_keys(keys) for keys in values.fillna("")]
        if name == "sources"
        else plain(values)
        for name, values in answer.frame.items()
    }
    for row in zip(*columns.values(), strict=True):
        yield json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False)
