"""The look of charts: inks, letters and sizes."""

from dataclasses import dataclass
from typing import Any

Spec = dict[str, Any]
"""A chart in Vega-Lite."""

# Okabe and Ito's colours, in an order in which neighbours differ in lightness too; each is dark
# enough on white and light enough on black.
INKS = ("#0072b2", "#d55e00", "#009e73", "#a05195", "#b8860b", "#4d9ed1")
DASHES = ((1, 0), (6, 3), (2, 2))
"""Beyond as many lines as there are inks, the same inks with other dashes."""
SHAPES = ("circle", "square", "diamond")
"""The points of those have other shapes too."""
GOOD = "#009e73"
BAD = "#d55e00"
_FONT = "system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif"


@dataclass(frozen=True)
class Theme:
    """The inks that depend on what a chart stands on."""

    text: str
    quiet: str
    page: str


ON_WHITE = Theme(text="#1b1f24", quiet="#6b7480", page="#ffffff")
"""For a file of its own."""
ON_A_PAGE = Theme(text="currentColor", quiet="#7d8590", page="transparent")
"""For a page that may be light or dark."""


def configured(theme: Theme) -> Spec:
    """Return the settings that all charts share."""
    return {
        "background": theme.page,
        "font": _FONT,
        "view": {"stroke": None},
        "axis": {
            "domain": False,
            "gridColor": theme.quiet,
            "gridOpacity": 0.25,
            "labelColor": theme.quiet,
            "labelFontSize": 12,
            "labelPadding": 6,
            "ticks": False,
            "titleColor": theme.quiet,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
        },
        "title": {
            "anchor": "start",
            "color": theme.text,
            "fontSize": 16,
            "fontWeight": 600,
            "frame": "group",
            "offset": 14,
            "subtitleColor": theme.quiet,
            "subtitleFontSize": 12,
            "subtitlePadding": 4,
        },
    }
