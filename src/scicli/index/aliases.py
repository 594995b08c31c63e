"""The aliases to propose: names that may be one, as the rows of a `cities.csv`."""

import csv
import io
from collections.abc import Iterable

from scicli.index.plain_names import plain_name_of
from scicli.index.presence import Presence

Aliases = tuple[tuple[str, tuple[str, ...]], ...]
"""Cities, each with other names that it may have."""


def proposed(pairs: Iterable[tuple[str, str]], presence: Presence) -> Aliases:
    """Return each city with its aliases, given pairs of names that may be one.

    Names of several pairs are joined, unless an edition has two of them: no alias joins those. The
    city is called by its latest name that has no marks of a journey; see `plain_name_of`.
    """
    group_of: dict[str, dict[str, None]] = {}
    editions: dict[str, frozenset[int]] = {}
    for pair in pairs:
        for name in pair:
            group_of.setdefault(name, {name: None})
            editions.setdefault(name, presence.editions_of(name))
        large, small = sorted((group_of[name] for name in pair), key=len, reverse=True)
        # A semicolon separates aliases.
        if large is small or ";" in "".join(pair) or _meet(large, small, editions):
            continue
        large |= small
        group_of |= dict.fromkeys(small, large)
    groups = {id(group): group for group in group_of.values() if len(group) > 1}
    rows = []
    for group in groups.values():
        city = max(group, key=lambda name: (plain_name_of(name) == name, max(editions[name]), name))
        rows.append((city, tuple(sorted(name for name in group if name != city))))
    return tuple(sorted(rows))


def _meet(group: Iterable[str], other: Iterable[str], editions: dict[str, frozenset[int]]) -> bool:
    """Return whether an edition has names of both groups."""
    one = frozenset().union(*(editions[name] for name in group))
    return any(not one.isdisjoint(editions[name]) for name in other)


def csv_line(*cells: str) -> str:
    """Return cells as a line of CSV.

    >>> csv_line("Korea, Rep.", "Korea")
    '"Korea, Rep.",Korea'
    """
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()
