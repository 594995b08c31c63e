"""Numbers as strips of characters."""

from collections.abc import Sequence

import pandas as pd

from scicli.view.characters import Signs

_LONGEST_BAR = 24
_LINE = 14
_FEWEST_PLACES = 10


def bars(lengths: Sequence[int], signs: Signs) -> list[str]:
    """Return numbers as bars: a block for each, or fewer where the longest would be too long."""
    longest = max(map(abs, lengths), default=0)
    scale = min(1.0, _LONGEST_BAR / longest) if longest else 1.0
    return [signs.block * max(1, round(abs(length) * scale)) for length in lengths]


def sparkline(places: Sequence[float | None], signs: Signs) -> str:
    """Return places as a line of levels: the best is the highest, what is not held is blank.

    Where all are one place, they stand in the middle.
    """
    held = [place for place in places if place is not None]
    best, worst = min(held, default=0), max(held, default=0)
    top = len(signs.levels) - 1

    def level(place: float) -> str:
        height = (worst - place) / (worst - best) if worst > best else 0.5
        return signs.levels[round(height * top)]

    return "".join(" " if place is None else level(place) for place in places).rstrip()


def place_scale(frame: pd.DataFrame, field: str) -> str:
    """Return the heading of `place_lines`: the places at both ends of the line."""
    return f"1{_end(frame, field):>{_LINE - 1}}"


def place_lines(frame: pd.DataFrame, field: str, signs: Signs) -> list[str]:
    """Return each rank on a line from place 1 to the last that is needed, left to right.

    Args:
        frame: With the interval `field` to `…_max`, and `overall_rank`, which is marked.
        field: The column of the rank.
        signs: What the lines are made of.
    """
    end = _end(frame, field)

    def column(place: int) -> int:
        return round((place - 1) / (end - 1) * (_LINE - 1))

    lines = []
    for best, worst, overall in frame[[field, f"{field}_max", "overall_rank"]].itertuples(
        index=False, name=None
    ):
        line = [" "] * _LINE
        if not pd.isna(overall):
            line[column(overall)] = signs.mark
        if not pd.isna(best):
            last = end if pd.isna(worst) else worst
            line[column(best) : column(last) + 1] = signs.line * (column(last) - column(best) + 1)
            line[column(best)] = signs.level
        lines.append("".join(line).rstrip())
    return lines


def _end(frame: pd.DataFrame, field: str) -> int:
    places = frame[[field, f"{field}_max", "overall_rank"]].max().max()
    return _FEWEST_PLACES if pd.isna(places) else max(int(places), _FEWEST_PLACES)
