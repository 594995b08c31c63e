"""A drawing in SVG: texts, lines and shapes in the inks that all charts share."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import NamedTuple
from xml.etree import ElementTree

import numpy as np

from scicli.index.rank import Array
from scicli.view.charts.letters import FONT, isolated, width_of

Point = tuple[float, float]
SIZE = 12
"""The size of the letters of a chart, in pixels."""
SMALL = 11
"""The size of the smallest letters."""
MARGIN = 16
"""The room at each side."""
_BESIDE = 5  # the room between two texts that belong to different points
_ASCENT, _DESCENT = 0.76, 0.22  # of letters, as shares of their size


class Ink(StrEnum):
    """What a colour is for; each has one for white paper and one for a dark page."""

    TEXT = "text"
    QUIET = "quiet"  # text of details
    OTHER = "other"  # lines and points that are not in question
    GRID = "grid"
    PAPER = "paper"
    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    FOURTH = "fourth"
    UP = "up"
    DOWN = "down"


LIGHT = {
    Ink.TEXT: "#1b1f24", Ink.QUIET: "#5c6570", Ink.OTHER: "#828c97", Ink.GRID: "#dfe3e8",
    Ink.PAPER: "#ffffff", Ink.FIRST: "#0b57a4", Ink.SECOND: "#b4460f", Ink.THIRD: "#1b1f24",
    Ink.FOURTH: "#087f73", Ink.UP: "#14662d", Ink.DOWN: "#a31621",
}  # fmt: skip
"""The colours on white paper."""
DARK = {
    Ink.TEXT: "#e6e8ea", Ink.QUIET: "#a2abb4", Ink.OTHER: "#78828c", Ink.GRID: "#343a41",
    Ink.PAPER: "#14171a", Ink.FIRST: "#8cc2ff", Ink.SECOND: "#ffad7a", Ink.THIRD: "#e6e8ea",
    Ink.FOURTH: "#4fcfbf", Ink.UP: "#7fd08f", Ink.DOWN: "#ff9a9a",
}  # fmt: skip
"""The colours on a dark page."""
HIGHLIGHTS = (Ink.FIRST, Ink.SECOND, Ink.THIRD, Ink.FOURTH)
"""The inks of lines in question; the names at their ends tell them apart without colours."""


class Drawn(NamedTuple):
    """What a chart takes up and says: its end, its key, and all that it shows in words."""

    bottom: float
    key: tuple[str, ...]
    words: tuple[str, ...]


class Box(NamedTuple):
    """The room that something takes up."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        """Return whether two boxes have room in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def wider(self, by: float) -> "Box":
        """Return the box with more room at both sides."""
        return self._replace(left=self.left - by, right=self.right + by)

    def contains(self, other: "Box") -> bool:
        """Return whether another box is within this one."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def crossed(self, lines: Array) -> int:
        """Return how many straight lines run through the box, by Liang and Barsky's clipping.

        `lines` has their starts and their ends; of both the x of all lines, and the y.
        """
        low, high = np.array([self[:2], self[2:]])[:, :, None]
        start, end = lines
        near = ((np.minimum(start, end) <= high) & (np.maximum(start, end) >= low)).all(axis=0)
        start, end = start[:, near], end[:, near]
        # A line that runs along an axis is within the bounds of the other one, or never is.
        with np.errstate(divide="ignore", invalid="ignore"):
            near, far = (low - start) / (end - start), (high - start) / (end - start)
        within = (start == end) & (low <= start) & (start <= high)
        enter = np.where(within, 0, np.fmin(near, far)).max(axis=0, initial=0)
        leave = np.where(within, 1, np.fmax(near, far)).min(axis=0, initial=1)
        return int((enter <= leave).sum())


class Drawing:
    """A drawing of some width; `texts` is the room that its texts take up.

    `height` is that of the field of lines, at least. Positions are in pixels from the upper left
    corner. Each drawing of a page has another name.
    """

    def __init__(self, width: float, name: str = "chart", height: float = 260) -> None:
        self.width = width
        self.height = height
        self._name = name
        self.texts: list[Box] = []
        self._strokes: list[Array] = []
        self._body = ElementTree.Element("g")

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        ink: Ink = Ink.TEXT,
        size: float = SIZE,
        anchor: str = "start",
        bold: bool = False,
    ) -> None:
        """Write a text whose base line is at `y`."""
        self.texts.append(text_box(x, y, text, size=size, anchor=anchor, bold=bold))
        made = self._add("text", x=x, y=y, class_=f"f-{ink}", font_size=size)
        if anchor != "start":
            made.set("text-anchor", anchor)
        if bold:
            made.set("font-weight", "700")
        made.text = isolated(text)

    def text_beside(
        self, point: Point, text: str, within: Box, distances: Sequence[int] = (8,)
    ) -> bool:
        """Write a small text beside a point, where no text and the fewest lines stand.

        It is tried at each distance in turn. Return whether there is room for it.
        """
        x, y = point
        places = [
            place
            for away in distances
            for place in (
                (x, y - away, "middle"), (x, y + away + 8, "middle"), (x + away, y + 4, "start"),
                (x - away, y + 4, "end"), (x + away - 1, y - away + 1, "start"),
                (x + away - 1, y + away + 7, "start"), (x - away + 1, y - away + 1, "end"),
                (x - away + 1, y + away + 7, "end"),
            )
        ]  # fmt: skip
        boxes = [
            text_box(left, base, text, size=SMALL, anchor=anchor) for left, base, anchor in places
        ]
        free = [
            number
            for number, box in enumerate(boxes)
            if within.contains(box) and not any(map(box.wider(_BESIDE).overlaps, self.texts))
        ]
        if not free:
            return False
        crossed: dict[int, int] = {}
        for number in free:
            crossed[number] = boxes[number].crossed(self._segments)
            if not crossed[number]:
                break
        best = min(crossed, key=crossed.__getitem__)
        self.texts.append(boxes[best])
        left, base, anchor = places[best]
        # Its edge keeps lines out of its letters.
        made = self._add("text", x=left, y=base, class_=f"f-{Ink.TEXT} halo", font_size=SMALL)
        made.set("text-anchor", anchor)
        made.text = isolated(text)
        return True

    @cached_property
    def _segments(self) -> Array:
        """The straight lines of all strokes so far; see `Box.crossed`."""
        segments = [np.stack((points[:, :-1], points[:, 1:])) for points in self._strokes]
        return np.concatenate([np.empty((2, 2, 0)), *segments], axis=2)

    def line(self, points: Sequence[Point], ink: Ink, width: float = 1, *, dash: str = "") -> None:
        """Draw a line through points."""
        places = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
        made = self._add("polyline", points=places, class_=f"s-{ink}", stroke_width=width)
        if dash:
            made.set("stroke-dasharray", dash)
        if ink is not Ink.GRID:
            self._keep_clear(np.array(points))

    def steps(self, points: Sequence[Point], ink: Ink, width: float) -> None:
        """Draw a line in steps: it stays at the height of a point until the next one."""
        (x, y), *others = points
        rest = "".join(f"H{_number(x)}V{_number(y)}" for x, y in others)
        self._add("path", d=f"M{_number(x)},{_number(y)}{rest}", class_=f"s-{ink}",
                  stroke_width=width)  # fmt: skip
        x, y = np.repeat(np.array(points), 2, axis=0).T
        self._keep_clear(np.column_stack((x[1:], y[:-1])))

    def _keep_clear(self, points: Array) -> None:
        """Keep texts away from a line through points."""
        self._strokes.append(points.T)
        vars(self).pop("_segments", None)

    def area(self, points: Sequence[Point], ink: Ink, opacity: float) -> None:
        """Fill the area within points."""
        places = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
        self._add("polygon", points=places, class_=f"f-{ink}", fill_opacity=opacity)

    def bar(self, box: Box, ink: Ink, opacity: float = 1, words: str = "") -> None:
        """Fill a box; `words` are shown where a pointer rests on it."""
        made = self._add(
            "rect", x=box.left, y=box.top, width=box.right - box.left,
            height=box.bottom - box.top, class_=f"f-{ink}",
        )  # fmt: skip
        if opacity < 1:
            made.set("fill-opacity", _number(opacity))
        self._describe(made, words)

    def dot(self, x: float, y: float, radius: float, ink: Ink, words: str = "") -> None:
        """Draw a filled circle; `words` are shown where a pointer rests on it."""
        made = self._add("circle", cx=x, cy=y, r=radius, class_=f"f-{ink}")
        self._describe(made, words)

    def ring(self, x: float, y: float, radius: float, ink: Ink, words: str = "") -> None:
        """Draw a circle that is empty."""
        made = self._add(
            "circle", cx=x, cy=y, r=radius, class_=f"f-{Ink.PAPER} s-{ink}", stroke_width=2
        )
        self._describe(made, words)

    def hatch(self, box: Box) -> None:
        """Hatch a box, for what is not known."""
        step, height = 6, box.bottom - box.top
        x = box.left
        while x + height <= box.right:
            self.line([(x, box.bottom), (x + height, box.top)], Ink.GRID)
            x += step

    def keep(self, lines: Iterable[Sequence[Point]], ink: Ink) -> None:
        """Keep lines, to be drawn in several places."""
        kept = {"id": f"{self._name}-lines"}
        group = ElementTree.SubElement(ElementTree.SubElement(self._body, "defs"), "g", kept)
        whole, self._body = self._body, group
        for points in lines:
            self.line(points, ink)
        self._body = whole

    def draw_kept(self, x: float, y: float) -> None:
        """Draw the kept lines, moved by so much."""
        self._add("use", href=f"#{self._name}-lines", x=x, y=y)

    def svg(self, height: float, title: str, description: str, *, dark: bool) -> str:
        """Return the drawing as SVG; its colours follow the page if that may be dark."""
        name = self._name
        root = ElementTree.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {_number(self.width)} {_number(height)}",
                "width": _number(self.width),
                "height": _number(height),
                "role": "img",
                "aria-labelledby": f"{name}-title {name}-about",
                "font-family": FONT,
                "fill": "none",
            },
        )
        ElementTree.SubElement(root, "title", id=f"{name}-title").text = isolated(title)
        ElementTree.SubElement(root, "desc", id=f"{name}-about").text = isolated(description)
        ElementTree.SubElement(root, "style").text = _style(dark=dark)
        if not dark:
            ElementTree.SubElement(
                root, "rect", {"width": "100%", "height": "100%", "class": f"f-{Ink.PAPER}"}
            )
        root.append(self._body)
        return ElementTree.tostring(root, encoding="unicode")

    def _add(self, tag: str, **attributes: str | float) -> ElementTree.Element:
        named = {
            name.rstrip("_").replace("_", "-"): one if isinstance(one, str) else _number(one)
            for name, one in attributes.items()
        }
        return ElementTree.SubElement(self._body, tag, named)

    @staticmethod
    def _describe(element: ElementTree.Element, words: str) -> None:
        if words:
            ElementTree.SubElement(element, "title").text = isolated(words)


def text_box(x: float, y: float, text: str, *, size: float, anchor: str, bold: bool = False) -> Box:
    """Return the room that a text takes up."""
    width = width_of(text, size, bold=bold)
    left = x - width * {"start": 0, "middle": 0.5, "end": 1}[anchor]
    return Box(left, y - _ASCENT * size, left + width, y + _DESCENT * size)


def _style(*, dark: bool) -> str:
    """Return the rules for the inks, and for those of a dark page."""
    rules = _rules(LIGHT)
    return (
        f"{rules}@media screen and (prefers-color-scheme:dark){{{_rules(DARK)}}}" if dark else rules
    )


def _rules(colours: dict[Ink, str]) -> str:
    both = (f".f-{ink}{{fill:{one}}}.s-{ink}{{stroke:{one}}}" for ink, one in colours.items())
    halo = f".halo{{paint-order:stroke;stroke:{colours[Ink.PAPER]};stroke-width:3px}}"
    return "".join((*both, halo))


@lru_cache(maxsize=4096)
def _number(value: float) -> str:
    """Return a length with as many digits as can be seen."""
    # Zero has no sign, so that a number is written in one way wherever it is drawn.
    return f"{value + 0.0:.2f}".rstrip("0").rstrip(".")
