"""The notes below the biggest climbers and fallers."""

import pandas as pd

from scicli.analysis.direction import COUNTED_FROM
from scicli.analysis.mover_rows import Question
from scicli.analysis.scope import Moves
from scicli.analysis.wording import counted, nonempty
from scicli.files.schema import OVERALL
from scicli.index import rank
from scicli.index.index import Index
from scicli.index.rating import rating_text


def basis_notes(rows: pd.DataFrame, nouns: tuple[str, str], question: Question) -> tuple[str, ...]:
    """Return how many cities are compared, and whether none of them moved."""
    several = len(rows) > 1
    cities = f"{nouns[several]}{question.area.phrase('of')}"
    only = f"{'Only 1' if len(rows) else 'No'} {cities} is {_how(question)}."
    found = rows["certain"] & (rows["least"] >= question.least)
    return nonempty(
        f"Among the {len(rows)} {cities} {_how(question)}." if several else only,
        _undecided_note(rows, question) if several else "",
        "A lower rating is better here." if question.better < 0 else "",
        _none_note(question) if len(rows) and not found.any() else "",
    )


def _how(question: Question) -> str:
    """Return in what way the cities are compared: "held in both as one number"."""
    editions = f"all {len(question.editions)} editions" if question.in_each_step else "both"
    one_number = {"places": "as one number", "rating": "and ranked there as one number"}
    words = (
        "held in" if question.by == "places" else "rated in",
        editions,
        one_number[question.by] if question.ranks == "exact" else "",
    )
    ends = "the first or the last" if question.in_each_step else "one"
    top = f", and certainly in the top {question.top} of {ends}" if question.top else ""
    return f"{' '.join(nonempty(*words))}{top}"


def _undecided_note(rows: pd.DataFrame, question: Question) -> str:
    """Return for how many cities it is not certain whether they moved."""
    if question.in_each_step:
        undecided = int((rows["possible"] & ~rows["certain"]).sum())
        moved = f"{question.direction.verb} in each step"
    else:
        marked = rows["gain_mark"] == rank.GainStatus.UNDECIDED
        undecided = int(marked.sum()) if question.by == "places" else 0
        moved = "rose or fell"
    return f"Whether {undecided} of them {moved} is not certain." if undecided else ""


def _none_note(question: Question) -> str:
    """Return that no city certainly moved so far."""
    least = (
        f"{rating_text(question.least)} {'places' if question.by == 'places' else 'points'} or more"
    )
    if question.by == "places":
        size = f" of {least}" if question.least > 1 else ""
        if question.in_each_step:
            size = f" in each step{f',{size} in all,' if size else ''}"
        return f"No {question.direction.noun}{size} is certain."
    verb = "rose" if question.direction.sign == question.better else "fell"
    size = f" by {least}" if question.least else ""
    if question.in_each_step:
        size = f" in each step{f',{size} in all' if size else ''}"
    return f"No rating {verb}{size}."


def publisher_note(index: Index, moved: Moves, question: Question) -> str:
    """Return the publisher's count of cities that moved far, beside the count of those held."""
    count = index.release(moved.end)[question.direction.counted]
    adjacent = index.catalog.adjacent(moved.start, moved.end) and question.by == "places"
    is_whole = moved.category == OVERALL and not question.area.names and not question.common
    if not is_whole or not adjacent or count is None:
        return ""
    places = question.direction.places(moved.gained)
    held = int((places.least >= COUNTED_FROM).sum())
    cities = counted(count, *index.nouns)
    verb = question.direction.verb
    counts = f"The publisher counts {cities} that {verb} {COUNTED_FROM} or more places"
    if held > count:
        return f"{counts}, but {counted(held, 'is', 'are')} held."
    if not count:
        return f"{counts}."
    are = "are" if held > 1 else "is"
    sure = " for certain" if (places.most >= COUNTED_FROM).sum() > held else ""
    return f"{counts}; {held or 'none'} of them {are} held in both{sure}."
