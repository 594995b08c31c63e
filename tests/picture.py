"""A chart as it is seen: its texts, points and lines, read from the SVG."""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from scicli.analysis.answer import Answer
from scicli.view.charts.draw import to_chart
from scicli.view.charts.drawing import Box, text_box
from scicli.view.target import Look

_SVG = "{http://www.w3.org/2000/svg}"
_ISOLATES = {0x2068: None, 0x2069: None}


class Mark(NamedTuple):
    """A mark that tells what it is where a pointer rests on it; `x` and `y` are its middle."""

    shape: str
    inks: str
    words: str
    x: float
    y: float


class Picture(NamedTuple):
    """The elements of a chart."""

    root: ElementTree.Element

    @classmethod
    def of(cls, answer: Answer, width: int = 680) -> "Picture":
        """Return the chart of an answer."""
        drawn = to_chart(answer, "svg", Look(width=width))
        return cls(ElementTree.fromstring(drawn))  # noqa: S314 -- scicli made this SVG

    @property
    def box(self) -> Box:
        """The picture as a whole."""
        return Box(0, 0, float(self.root.attrib["width"]), float(self.root.attrib["height"]))

    def each(self, tag: str) -> Iterator[ElementTree.Element]:
        """Yield the elements of a kind."""
        return self.root.iter(f"{_SVG}{tag}")

    def boxes(self) -> Iterator[tuple[str, Box]]:
        """Yield each text with the room that it takes up."""
        for one in self.each("text"):
            x, y, size = (float(one.attrib[name]) for name in ("x", "y", "font-size"))
            words = "".join(one.itertext()).translate(_ISOLATES)
            anchor = one.attrib.get("text-anchor", "start")
            bold = "font-weight" in one.attrib
            yield words, text_box(x, y, words, size=size, anchor=anchor, bold=bold)

    def texts(self) -> list[str]:
        """Return all texts from top to bottom, those of a line from left to right."""
        in_order = sorted(self.boxes(), key=lambda one: (round(one[1].bottom), one[1].left))
        return [words for words, _ in in_order]

    def said(self) -> str:
        """Return all texts as one."""
        return " ".join(self.texts())

    def marks(self) -> list[Mark]:
        """Return the marks that have words."""
        found = []
        for tag in ("circle", "rect"):
            for one in self.each(tag):
                title = one.find(f"{_SVG}title")
                if title is not None:
                    place = {name: float(one.attrib.get(name, 0)) for name in
                             ("cx", "cy", "x", "y", "width", "height")}  # fmt: skip
                    x = place["cx"] or place["x"] + place["width"] / 2
                    y = place["cy"] or place["y"] + place["height"] / 2
                    found.append(Mark(tag, one.attrib["class"], title.text or "", x, y))
        return found

    def lines(self, ink: str) -> list[list[tuple[float, float]]]:
        """Return the lines in an ink, each as its points; one in steps as its corners."""
        straight = [
            [(float(x), float(y)) for x, _, y in (pair.partition(",") for pair in points.split())]
            for one in self.each("polyline")
            if one.attrib["class"] == f"s-{ink}"
            for points in [one.attrib["points"]]
        ]
        in_steps = [
            list(_corners(one.attrib["d"]))
            for one in self.each("path")
            if one.attrib["class"] == f"s-{ink}"
        ]
        return straight + in_steps


def _corners(path: str) -> Iterator[tuple[float, float]]:
    """Yield the corners of a path that goes across and down by turns."""
    start, *steps = path.removeprefix("M").split("H")
    x, y = map(float, start.split(","))
    yield x, y
    for step in steps:
        x, down = map(float, step.split("V"))
        yield x, y
        y = down
        yield x, y
