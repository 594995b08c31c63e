"""The ranks of cities by category, one row for each category that is held."""

from typing import NamedTuple

from scicli.analysis.answer import Answer, Plot, Strength
from scicli.analysis.wording import gain_text, in_edition
from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.names import listed
from scicli.index.rank import Gain, Mark, Rank, each
from scicli.view.charts.drawing import HIGHLIGHTS, MARGIN, SIZE, SMALL, Drawing, Drawn, Ink
from scicli.view.charts.letters import width_of
from scicli.view.charts.places import Scale, bounds
from scicli.view.charts.rows import ARROWS, ROW, draw_band, name_column, place_axis, write_name

_FEWEST_PLACES = 10
_RADIUS = 5.5
_MARKS: dict[str, Ink] = {Strength.STRENGTH: Ink.UP, Strength.WEAKNESS: Ink.DOWN}


class _Figure(NamedTuple):
    """The rank of one city in one category."""

    city: str
    area: str
    category: str
    rank: Rank
    mark: str
    gain: Gain | None


def categories(drawing: Drawing, answer: Answer, plot: Plot, top: float) -> Drawn:
    """Draw a dot for each rank, better to the right, and the overall rank as a dashed line.

    Of one city the rank, the change and the mark stand beside; several cities have an ink each.
    """
    figures = _figures(plot)
    cities = list(dict.fromkeys(plot.frame["city"].astype("str")))
    areas = list(dict.fromkeys(plot.frame["area"]))
    held = [area for area in areas if any(one.area == area for one in figures)]
    first, last = bounds([Rank(1, _FEWEST_PLACES), *(one.rank for one in figures)])
    names = name_column(drawing, held)
    inks = dict(zip(cities, [*HIGHLIGHTS, *[Ink.OTHER] * len(cities)], strict=False))
    alone = len(cities) == 1
    upper = top + 24 if alone else top + 10 + _legend(drawing, inks, top)
    places = max(width_of(one.rank.text(), SIZE, bold=True) for one in figures) if alone else 0.0
    right = _column_of_changes(figures) if alone else 0.0
    scale = Scale(last, first, MARGIN + names + places + 20, drawing.width - MARGIN - right - 8)
    bottom = place_axis(drawing, scale, upper, upper + ROW * len(held))
    _overall(drawing, scale, figures, inks, (upper, upper + ROW * len(held)), alone=alone)
    for one in figures:
        y = upper + ROW * (held.index(one.area) + 0.5)
        ink = _MARKS.get(one.mark, Ink.FIRST) if alone else inks[one.city]
        _draw(drawing, scale, one, y, ink)
        if alone:
            _texts(drawing, one, y, MARGIN + names + places, right)
    for row, area in enumerate(held):
        write_name(drawing, area, upper + ROW * (row + 0.5), names)
    missing = [area for area in areas if area not in held]
    key = ["Better places are to the right."]
    before = answer.ranking.catalog.before(plot.editions[-1]) if answer.ranking else None
    if alone and before is not None and any(one.gain for one in figures):
        key.append(f"Changes are since {in_edition(before)}, where that is held.")
    if any(one.rank.mark is Mark.OPEN for one in figures):
        key.append(ARROWS)
    if missing:
        key.append(f"Not held: {listed(missing, 'and')}.")
    words = tuple(f"{one.city}, {one.area}: {one.rank.text()}" for one in figures)
    return Drawn(bottom, tuple(key), words)


def _figures(plot: Plot) -> list[_Figure]:
    held = plot.frame[plot.frame["rank"].notna()]
    previous = each(held, "previous_rank")
    return [
        _Figure(
            str(city), area, category, now, mark, rank.gain(before, now) if before.held else None
        )
        for city, area, category, now, mark, before in zip(
            held["city"],
            held["area"],
            held["category"],
            each(held, "rank"),
            held["mark"].fillna(""),
            previous,
            strict=True,
        )
    ]


def _legend(drawing: Drawing, inks: dict[str, Ink], top: float) -> float:
    """Write the cities with their inks; return how much room they take."""
    x, y = float(MARGIN), top + 12
    for city, ink in inks.items():
        width = width_of(city, SIZE) + 32
        if x > MARGIN and x + width > drawing.width - MARGIN:
            x, y = MARGIN, y + 18
        drawing.dot(x + 5, y - 4, 5, ink)
        drawing.text(x + 15, y, city)
        x += width
    return y - top + 6


def _column_of_changes(figures: list[_Figure]) -> float:
    """Return the width of the changes and marks at the right."""
    widths = [
        width_of(_change(one), SIZE, bold=True) + (width_of(one.mark, SIZE) + 10 if one.mark else 0)
        for one in figures
    ]
    return max(widths) + 12


def _change(one: _Figure) -> str:
    return gain_text(one.gain) if one.gain else ""


def _overall(
    drawing: Drawing,
    scale: Scale,
    figures: list[_Figure],
    inks: dict[str, Ink],
    ends: tuple[float, float],
    *,
    alone: bool,
) -> None:
    for one in figures:
        if one.category == OVERALL and one.rank.exact:
            x = scale.at(one.rank.best)
            ink = Ink.QUIET if alone else inks[one.city]
            drawing.line([(x, ends[0]), (x, ends[1])], ink, 1.5, dash="4 3")
            if alone:
                words = f"overall {one.rank.text()}"
                drawing.text(x, ends[0] - 6, words, size=SMALL, anchor="middle", ink=Ink.QUIET)


def _draw(drawing: Drawing, scale: Scale, one: _Figure, y: float, ink: Ink) -> None:
    words = f"{one.city}, {one.area}: {one.rank.text()}"
    if one.rank.exact:
        drawing.dot(scale.at(one.rank.best), y, _RADIUS, ink, words)
        return
    draw_band(drawing, scale, one.rank, y, ink, 0.5, words)


def _texts(drawing: Drawing, one: _Figure, y: float, places: float, right: float) -> None:
    """Write the rank of one city at the left, its change and its mark at the right."""
    drawing.text(places, y + 4, one.rank.text(), anchor="end", bold=True)
    start, ink = drawing.width - MARGIN - right + 12, _MARKS.get(one.mark, Ink.QUIET)
    if change := _change(one):
        drawing.text(start, y + 4, change, ink=Ink.QUIET)
    if one.mark:
        drawing.text(drawing.width - MARGIN, y + 4, one.mark, anchor="end", ink=ink)
