"""The formats that answers are written in: a line for each says all there is to know of it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Format(StrEnum):
    """A format that can be asked for by its name."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    JSONL = "jsonl"
    MD = "md"
    HTML = "html"
    SVG = "svg"


class Entry(NamedTuple):
    """How answers are written in a format.

    Attributes:
        suffix: The suffix of a file in it.
        writer: The function that writes it, and its module in this package.
        takes: What the function takes beside the answer. A format that takes no notes is read by
            programs, and its notes go to standard error.
    """

    suffix: str
    writer: tuple[str, str]
    takes: tuple[str, ...] = ()


FORMATS: Mapping[str, Entry] = {
    "table": Entry(".txt", ("terminal", "to_table"), ("screen", "notes", "sources")),
    "csv": Entry(".csv", ("machine", "to_csv")),
    "tsv": Entry(".tsv", ("machine", "to_tsv")),
    "json": Entry(".json", ("machine", "to_json")),
    "jsonl": Entry(".jsonl", ("machine", "to_jsonl")),
    "md": Entry(".md", ("markdown", "to_markdown"), ("notes", "sources")),
    "html": Entry(".html", ("page", "to_html"), ("notes", "sources")),
    "svg": Entry(".svg", ("terminal", "to_svg"), ("screen", "notes", "sources")),
    "xlsx": Entry(".xlsx", ("machine", "to_xlsx"), ("notes",)),
}
"""All formats of files; the last one is not written to standard output."""
