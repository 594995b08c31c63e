"""An answer as JSON."""

import json

from scicli.analysis.answer import Answer
from scicli.index.tables import source_keys
from scicli.view.plain import plain


def to_json(answer: Answer) -> str:
    """Return the frame of an answer as a JSON array with a line for each row."""
    columns = {
        name: [source_keys(keys) for keys in values.fillna("")]
        if name == "sources"
        else plain(values)
        for name, values in answer.frame.items()
    }
    rows = (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
    lines = ",\n ".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[{lines}]\n"
