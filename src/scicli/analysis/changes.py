"""The question `changes`: two editions on one screen."""

from collections.abc import Hashable, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from scicli.analysis import headlines
from scicli.analysis.answer import Answer, ChartKind, Column, Kind, Plot, Section
from scicli.analysis.direction import COUNTED_FROM, DOWN, UP, Direction
from scicli.analysis.leaders import first_of
from scicli.analysis.likeness import shares, tau_b
from scicli.analysis.measures import MEASURES
from scicli.analysis.movers import COMMON
from scicli.analysis.records import records
from scicli.analysis.scope import Moves, among_common, first_rows, moves, require_positive
from scicli.analysis.table_columns import CITY
from scicli.analysis.top import entered_and_left
from scicli.analysis.wording import area_names, counted, from_to, months, nonempty, readable
from scicli.files.schema import OVERALL
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.index.names import listed

FIELDS = (
    "change", "category", "city", "area", "before", "before_max", "after", "after_max", "value",
    "value_max", "from_edition", "to_edition",
)  # fmt: skip
CHANGES = (
    "rose", "fell", "moved 0", "moved 1-4", "moved 5-9", "moved 10+", "tau_b", "entered", "left",
    "entered top", "left top", "record", "leader", "in top", "publisher rose", "publisher fell",
)  # fmt: skip
"""What a row can say, in the order of the rows."""
_ROWS = 5
_NAMES = 12
_NOTHING = "The figures that are held tell of no change."
_Fact = dict[str, object]


def changes(
    index: Index,
    from_edition: Label | None = None,
    to_edition: Label | None = None,
    *,
    category: str = OVERALL,
    top: int = 10,
    common: bool = False,
) -> Answer:
    """Return what changed between two editions.

    The frame has a row for each fact. `change` says what it is: "rose" and "fell" (the cities that
    moved most for certain: `before`, `after`, and `value` to `value_max` places), "moved 0", "moved
    1-4", "moved 5-9", "moved 10+" (how many of the cities held in both did: `value` for certain,
    `value_max` at most), "tau_b" (Kendall's tau-b of the ranks that are one number in both),
    "entered" and "left" (the table, where both tables are complete), "entered top" and "left top",
    "leader" (of each category that has another one: `city` now, `area` before), "in top" (how many
    of the top are certainly of a region: `before`, `after`), "record" (what is a record since the
    later edition for certain: `area` is its title), "publisher rose" and "publisher fell" (how many
    moved 10 places or more, as the publisher counts them).

    Args:
        from_edition: The earlier edition; None means the one just before.
        to_edition: The later edition; None means the latest.
        top: The top that cities enter and leave.
        common: Whether the ranks are those among the cities held in both editions.

    Raises:
        QuestionError: There is no such edition or category, both editions are the same, or `top` is
            less than 1.

    >>> import scicli
    >>> frame = scicli.changes(scicli.load(), 11, 12).frame
    >>> frame.loc[frame["change"] == "entered top", "city"].tolist()
    ['Busan']
    """
    require_positive(top, "places")
    key = index.catalog.category(category)
    start, end = index.catalog.span(from_edition, to_edition)
    moved = moves(index, start, end, key)
    moved = among_common(moved) if common else moved
    title = nonempty(
        "Changes",
        from_to(index, start, end),
        readable(key),
        COMMON if common else "",
        months(index, start, end),
    )
    parts = [
        _moved_most(moved), _how_far(moved), _entries(index, moved, top), _records(index, moved),
        _leaders(index, moved), _regions(index, moved, top), _publisher(index, moved),
    ]  # fmt: skip
    known = [part for part in parts if part.facts]
    shared = {"category": key, "from_edition": start, "to_edition": end}
    facts = [shared | fact for part in known for fact in part.facts]
    first = Section(title, pd.DataFrame(), (), () if known else (_NOTHING,))
    return Answer.of(
        index,
        frame=_typed(index, pd.DataFrame(facts, columns=list(FIELDS))),
        sections=(first, *(part.section for part in known)),
        editions=(start, end),
        counted=moved.table["city"],
        plot=_plot(moved, parts[0].section.frame, title),
    )


def _plot(moved: Moves, frame: pd.DataFrame, title: tuple[str, ...]) -> Plot:
    """Return the cities that moved most as a chart."""
    return Plot(
        ChartKind.MOVES,
        frame,
        (moved.start, moved.end),
        nothing="nobody is known to have moved",
        finding=_finding(moved),
        title=title,
        notes=(),
    )


class _Part(NamedTuple):
    """Some of the facts, and how they are shown."""

    facts: list[_Fact]
    section: Section


def _part(
    title: str, facts: list[_Fact], columns: tuple[Column, ...], rows: pd.DataFrame,
    notes: tuple[str, ...] = (),
) -> _Part:  # fmt: skip
    return _Part(facts, Section((title,), rows.reset_index(drop=True), columns, notes))


def _moved_most(moved: Moves) -> _Part:
    """Return who certainly rose most, and who fell most."""
    shown, facts, notes = [], [], []
    for direction in (UP, DOWN):
        all_rows = _furthest(_gained(moved, direction))
        rows, cut = first_rows(all_rows, _ROWS, ["least"])
        shown.append(rows)
        if cut:
            notes.append(f"{len(rows)} of the {len(all_rows)} that {direction.verb} are shown.")
        facts += [
            {
                "change": direction.verb, "city": row["city"], "before": row["from_rank"],
                "before_max": row["from_rank_max"], "after": row["to_rank"],
                "after_max": row["to_rank_max"], "value": row["gain"], "value_max": row["gain_max"],
            }
            for row in rows.to_dict("records")
        ]  # fmt: skip
    columns = (
        Column("gain", "Places", Kind.GAIN, weight=12),
        CITY,
        Column("from_rank", str(moved.start), Kind.RANK, weight=10),
        Column("to_rank", str(moved.end), Kind.RANK, weight=10),
    )
    title = "Who rose and who fell most"
    return _part(title, facts, columns, pd.concat(shown), tuple(notes))


def _gained(moved: Moves, direction: Direction) -> pd.DataFrame:
    """Return the cities held in both, with the places moved in a direction, `least` and `most`."""
    places = direction.places(moved.gained)
    return moved.both.assign(least=places.least, most=places.most)


def _furthest(both: pd.DataFrame) -> pd.DataFrame:
    """Return who certainly moved in a direction, the furthest first."""
    rows: pd.DataFrame = both[both["least"] >= 1].sort_values(
        ["least", "to_rank", "to_rank_max", "city"], ascending=[False, True, True, True]
    )
    return rows


def _finding(moved: Moves) -> str:
    """Return who rose most, or else who fell most, as a headline."""
    for direction in (UP, DOWN):
        both = _gained(moved, direction)
        movers, _ = first_rows(_furthest(both), _ROWS, ["least"])
        finding = headlines.of_moves(moved.nouns, both, movers, direction.verb, every=False)
        if finding:
            return finding
    return ""


def _how_far(moved: Moves) -> _Part:
    """Return how many of the cities held in both tables moved how far, and how alike both are."""
    count = len(moved.both)
    found = shares(moved) if count > 1 else []
    facts: list[_Fact] = [
        {"change": f"moved {one.first}" + ("+" if one.last is None else f"-{one.last}"
                                           if one.last else ""),
         "value": one.certain, "value_max": one.possible}
        for one in found
    ]  # fmt: skip
    rows = pd.DataFrame(
        {
            "how": [one.words for one in found],
            "cities": [_bounds(one.certain, one.possible) for one in found],
            "share": [_percent(one.certain, one.possible, count) for one in found],
        }
    )
    alike = tau_b(moved)
    notes = [f"Of the {counted(count, *moved.nouns)} held in both, up or down."]
    if alike is not None and found:
        tau, compared = alike
        facts.append({"change": "tau_b", "value": round(tau, 4)})
        notes.append(
            f"Kendall's τ-b is {_short(tau)} over {compared} of them: 1 is the same order, -1 the"
            " opposite one."
        )
    columns = (
        Column("how", "Moved", Kind.LABEL, weight=12),
        Column("cities", moved.nouns[1].capitalize(), Kind.TEXT, weight=12),
        Column("share", "Share", Kind.TEXT, weight=10),
    )
    return _part("How far they moved", facts, columns, rows, tuple(notes))


def _bounds(least: int, most: int) -> str:
    return str(least) if least == most else f"{least} to {most}"


def _percent(least: int, most: int, whole: int) -> str:
    shares = _bounds(round(100 * least / whole), round(100 * most / whole))
    return f"{shares} %"


def _short(tau: float) -> str:
    """Return tau with two digits, or with as many as tell it from 1."""
    digits = next((n for n in range(2, 9) if abs(round(tau, n)) < 1 or abs(tau) == 1), 9)
    return f"{tau:.{digits}f}"


def _entries(index: Index, moved: Moves, top: int) -> _Part:
    """Return who entered and left the table and the top."""
    certain = moved.complete and moved.forward
    cities = moved.table["city"]
    into, out = entered_and_left(index, moved, top) if moved.forward else ([], [])
    lists = {
        "entered": cities[moved.table["from_city"].isna() & certain].tolist(),
        "left": cities[moved.table["to_city"].isna() & certain].tolist(),
        "entered top": into,
        "left top": out,
    }
    words = {
        "entered": "Entered the table", "left": "Left the table",
        "entered top": f"Entered the top {top}", "left top": f"Left the top {top}",
    }  # fmt: skip
    facts: list[_Fact] = [
        {"change": change, "city": city} for change, names in lists.items() for city in names
    ]
    rows = [(words[change], _named(names)) for change, names in lists.items() if names]
    return _part("Who came and went", facts, _PAIR, pd.DataFrame(rows, columns=["what", "who"]))


_PAIR = (
    Column("what", "Change", Kind.LABEL, weight=12),
    Column("who", "Which", Kind.PROSE, weight=12),
)


def _named(names: list[str]) -> str:
    more = len(names) - _NAMES
    return listed([*names[:_NAMES], f"{more} more"] if more > 0 else names, "and")


def _records(index: Index, moved: Moves) -> _Part:
    """Return the records that are certain and new in the later edition."""
    if not moved.forward or moved.is_common:
        return _part("New records", [], _PAIR, pd.DataFrame())
    old, new = (
        records(index, category=moved.category, as_of=edition).frame
        for edition in (moved.start, moved.end)
    )
    known = dict(zip(old["record"], old["value"], strict=True))
    is_new = [_is_better(row, known.get(row["record"])) for row in new.to_dict("records")]
    certain = new[np.array(is_new, dtype=bool) & (new["others"] == 0)]
    facts: list[_Fact] = [
        {"change": "record", "city": row["city"], "area": row["record"], "value": row["value"],
         "value_max": row["value_max"]}
        for row in certain.to_dict("records")
    ]  # fmt: skip
    rows = []
    for record, same in certain.groupby("record", sort=False):
        names = [_who(row) for row in same.to_dict("records")]
        rows.append((record, f"{_named(names)}: {same['value'].iloc[0]:g}"))
    return _part("New records", facts, _PAIR, pd.DataFrame(rows, columns=["what", "who"]))


def _is_better(row: Mapping[Hashable, Any], old: float | None) -> bool:
    """Return whether a record exceeds the one before, if there was one."""
    if old is None:
        return True
    measure = MEASURES.get(row["kind"])
    # The least value may grow when the city that held it no longer counts.
    is_least = measure is not None and measure.least_first
    return bool(row["value"] < old if is_least else row["value"] != old)


def _who(row: Mapping[Hashable, Any]) -> str:
    """Return the city, or the region or country, that has a record; of countries none has."""
    return next((row[name] for name in ("city", "area") if pd.notna(row[name])), "in all")


def _leaders(index: Index, moved: Moves) -> _Part:
    """Return the categories that another city leads now."""
    facts: list[_Fact] = []
    for category in index.catalog.categories:
        before, now = (first_of(index, one, category) for one in (moved.start, moved.end))
        if before and now and before != now:
            names = {"city": listed(now, "and"), "area": listed(before, "and")}
            facts.append({"change": "leader", "category": category, **names})
    areas = area_names(pd.Series([fact["category"] for fact in facts], dtype="str"))
    rows = pd.DataFrame(
        {
            "what": areas,
            "before": [fact["area"] for fact in facts],
            "now": [fact["city"] for fact in facts],
        },
        dtype="str",
    )
    columns = (
        Column("what", "Category", Kind.LABEL, weight=12),
        Column("before", f"First in {moved.start}", Kind.TEXT, weight=12),
        Column("now", f"First in {moved.end}", Kind.TEXT, weight=12),
    )
    return _part("Who leads instead", facts, columns, rows)


def _regions(index: Index, moved: Moves, top: int) -> _Part:
    """Return how many of the top are of each region, where both tables show all of it."""
    counts = []
    for edition in (moved.start, moved.end):
        table = index.table(edition, moved.category)
        inside = table[(table["rank_max"] <= top).fillna(value=False)]
        whole = len(inside) >= top and inside["region"].notna().all()
        counts.append(inside["region"].value_counts() if whole else None)
    before, after = counts
    names = [] if before is None or after is None else sorted({*before.index, *after.index})
    facts: list[_Fact] = [
        {"change": "in top", "area": name, "before": int(before.get(name, 0)),
         "after": int(after.get(name, 0))}
        for name in names
        if before is not None and after is not None and before.get(name, 0) != after.get(name, 0)
    ]  # fmt: skip
    rows = pd.DataFrame(
        [(fact["area"], fact["before"], fact["after"]) for fact in facts],
        columns=["what", "before", "now"],
    ).astype({"before": "Int64", "now": "Int64"})
    columns = (
        Column("what", "Region", Kind.LABEL, weight=12),
        Column("before", str(moved.start), Kind.COUNT, weight=12),
        Column("now", str(moved.end), Kind.COUNT, weight=12),
    )
    return _part(f"The top {top} by region", facts, columns, rows)


def _publisher(index: Index, moved: Moves) -> _Part:
    """Return the publisher's own count of the cities that moved far."""
    release = index.release(moved.end)
    adjacent = index.catalog.adjacent(moved.start, moved.end) and moved.category == OVERALL
    directions = [one for one in (UP, DOWN) if adjacent and release[one.counted] is not None]
    facts: list[_Fact] = [
        {"change": f"publisher {one.verb}", "value": release[one.counted]} for one in directions
    ]
    rows = [(f"{one.verb.capitalize()} {COUNTED_FROM} or more places", str(release[one.counted]))
            for one in directions]  # fmt: skip
    return _part(
        "What the publisher counts", facts, _PAIR, pd.DataFrame(rows, columns=["what", "who"])
    )


def _typed(index: Index, frame: pd.DataFrame) -> pd.DataFrame:
    texts = dict.fromkeys(("change", "category", "city", "area"), "str")
    places = dict.fromkeys(("before", "before_max", "after", "after_max"), "Int64")
    frame = frame.astype(texts | places | {"value": "Float64", "value_max": "Float64"})
    return frame.assign(
        **{name: index.labels(frame[name]) for name in ("from_edition", "to_edition")}
    )
