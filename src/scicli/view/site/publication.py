"""Where and when a site is published."""

import re
from datetime import datetime
from typing import NamedTuple

from scicli.analysis.wording import readable_date
from scicli.errors import QuestionError

_ADDRESS = re.compile(r"https?://[^\s\"'<>?#]+", re.IGNORECASE)


class Publication(NamedTuple):
    """The address of a site, which ends in a slash, and the time until which it waits; or ""."""

    base: str = ""
    embargo: str = ""

    @classmethod
    def of(cls, base: str, embargo: str, now: datetime) -> "Publication":
        """Return what the options of a command mean; an embargo that is over is left out.

        Raises:
            QuestionError: The address is not valid, or the time is not valid or has no zone.
        """
        if base and not _ADDRESS.fullmatch(base):
            raise QuestionError(f"'{base}' is no address", "write one such as https://example.org/")
        base = f"{base.rstrip('/')}/" if base else ""
        if not embargo:
            return cls(base)
        try:
            until = datetime.fromisoformat(embargo)
        except ValueError:
            until = None
        if until is None or until.tzinfo is None:
            raise QuestionError(
                f"'{embargo}' is no time with its zone", "write one such as 2026-12-01T09:00+09:00"
            )
        return cls(base, _words(until) if until > now else "")


def _words(moment: datetime) -> str:
    """Return a time for people: "1 December 2026, 09:00 (UTC+09:00)"."""
    return f"{readable_date(moment.date().isoformat())}, {moment:%H:%M} ({moment.tzname()})"
