"""The formats of answers, with one entry for each."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Format(StrEnum):
    """A format that the option `--format` takes."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    JSONL = "jsonl"
    MD = "md"
    HTML = "html"
    SVG = "svg"


class Entry(NamedTuple):
    """The way to write answers in a format: the function `writer` of a module beside this one.

    The function takes an answer and the options in `takes`. A format without notes is for programs;
    its notes go to standard error.
    """

    suffix: str
    module: str
    writer: str
    takes: tuple[str, ...] = ()


FORMATS: Mapping[str, Entry] = {
    "table": Entry(".txt", "terminal", "to_table", ("screen", "notes", "sources")),
    "csv": Entry(".csv", "machine", "to_csv"),
    "tsv": Entry(".tsv", "machine", "to_tsv"),
    "json": Entry(".json", "machine", "to_json"),
    "jsonl": Entry(".jsonl", "machine", "to_jsonl"),
    "md": Entry(".md", "markdown", "to_markdown", ("notes", "sources")),
    "html": Entry(".html", "page", "to_html", ("notes", "sources")),
    "svg": Entry(".svg", "svg", "to_svg", ("screen", "notes", "sources")),
    "xlsx": Entry(".xlsx", "excel", "to_xlsx", ("notes",)),
}
"""All formats; only a file can have the last one."""

LEAST_WIDTH, MOST_WIDTH = 320, 1600
"""The bounds of the width of a chart, in pixels."""
