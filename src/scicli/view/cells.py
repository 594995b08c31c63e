"""The cells of an answer as people read them."""

from decimal import Decimal

import pandas as pd

from scicli.analysis.answer import Column, Kind
from scicli.analysis.wording import GROUPED_FROM
from scicli.index import rank
from scicli.index.rank import GainStatus
from scicli.index.rating import rating_text
from scicli.view.glyphs import Signs, bars, place_lines, place_scale, sparkline

_OR_NOTHING = {Kind.DETAIL, Kind.PROSE, Kind.REMARK, Kind.MARK, Kind.COUNT}


def cells(frame: pd.DataFrame, column: Column, signs: Signs) -> list[str]:
    """Return the cells of a column that is drawn, one text for each row."""
    if column.kind is Kind.RANK:
        return _ranks(frame, column.field, signs)
    if column.kind is Kind.GAIN:
        return _gains(frame, column.field, signs)
    if column.kind is Kind.BAR:
        return bars(frame[column.field].tolist(), signs)
    if column.kind is Kind.PLACE:
        return place_lines(frame, column.field, signs)
    if column.kind is Kind.DIFFERENCE:
        numbers = frame[column.field]
        return [signs.not_held if pd.isna(n) else f"{n:+d}" if n else "0" for n in numbers]
    if column.kind is Kind.SPARK:
        return [sparkline(places, signs) for places in frame[column.field]]
    if column.kind is Kind.NUMBER:
        return _numbers(frame[column.field], signs)
    missing = "" if column.kind in _OR_NOTHING else signs.not_held
    return [missing if pd.isna(text) else signs.text(str(text)) for text in frame[column.field]]


def heading(frame: pd.DataFrame, column: Column, signs: Signs) -> str:
    """Return what stands above a column that is drawn."""
    if column.kind is Kind.PLACE:
        return place_scale(frame, column.field)
    return "" if column.kind in {Kind.BAR, Kind.REMARK, Kind.MARK} else signs.text(column.heading)


def _ranks(frame: pd.DataFrame, field: str, signs: Signs) -> list[str]:
    return [one.text(signs.to) if one.held else signs.not_held for one in rank.each(frame, field)]


def _gains(frame: pd.DataFrame, field: str, signs: Signs) -> list[str]:
    """Return gains with their direction; the numbers of places stand under one another."""
    rows = [
        _gain(least, most, GainStatus(mark), signs)
        for least, most, mark in zip(*_interval(frame, field), frame[f"{field}_mark"], strict=True)
    ]
    width = max((len(places) for _, places in rows), default=0)
    return [f"{sign} {places:>{width}}" if places else sign for sign, places in rows]


def _gain(least: int | None, most: int | None, status: GainStatus, signs: Signs) -> tuple[str, str]:
    """Return the direction of a gain, and the number of places where there is one."""
    if status is GainStatus.ENTERED:
        return status.value, ""
    if status is GainStatus.UNDECIDED:
        return signs.undecided, ""
    if least is not None and least >= 1:
        return signs.up, _span(least, most, signs)
    if most is not None and most <= -1:
        return signs.down, _span(-most, None if least is None else -least, signs)
    return (signs.not_held if least is None else signs.level), ""


def _span(least: int, most: int | None, signs: Signs) -> str:
    if most is None:
        return f"{least}+"
    return str(least) if least == most else f"{least}{signs.to}{most}"


def _interval(frame: pd.DataFrame, field: str) -> tuple[list[int | None], list[int | None]]:
    least, most = (frame[name].astype("object") for name in (field, f"{field}_max"))
    return least.where(least.notna(), None).tolist(), most.where(most.notna(), None).tolist()


def _numbers(numbers: pd.Series, signs: Signs) -> list[str]:
    """Return numbers with as many decimals as the one that needs most, so that they align.

    Thousands are parted by commas where one has five digits or more.
    """
    held = numbers.dropna()
    decimals = max((len(rating_text(n).partition(".")[2]) for n in held), default=0)
    comma = "," if held.abs().max() >= GROUPED_FROM else ""
    return [
        signs.not_held if pd.isna(n) else f"{Decimal(rating_text(n)):{comma}.{decimals}f}"
        for n in numbers
    ]
