"""The formats that answers are written in."""

from enum import StrEnum


class Format(StrEnum):
    """A format that answers are written in."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    JSONL = "jsonl"
    MD = "md"
    HTML = "html"
    SVG = "svg"
