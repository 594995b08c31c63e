"""Pictures and pages that Typst sets, in a font that comes with the extra `report`."""

import json
import unicodedata
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from scicli.errors import ExtraError
from scicli.index.names import listed

_FAMILY = "Source Sans Pro"
# A pixel of a browser is three quarters of a point.
_PICTURE = f"""
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, date: none)
#set page(width: auto, height: auto, margin: 0pt)
#set text(font: "{_FAMILY}")
#image(bytes(data.svg), format: "svg", alt: data.about, width: data.width * 0.75pt)
"""
_LETTERS = f"""
#set document(title: "Letters")
#set text(font: "{_FAMILY}")
#for letter in json(bytes(sys.inputs.data)).letters [#letter #parbreak()]
"""
_DOTS_PER_INCH = 192  # two dots for a pixel of a browser
_ACCESSIBLE = "ua-1"
_LETTERS_NAMED = 5
# Typst isolates nothing within a picture, but knows the mark that ends a run from right to left.
_WITHIN_PICTURES = {0x2068: None, 0x2069: "\u200e"}


class Typesetter:
    """Typst with its fonts, for something in whose name an error says that Typst is missing."""

    def __init__(self, purpose: str) -> None:
        try:
            import typst

            fonts = files("font_source_sans_pro").joinpath("files")
        except ImportError:
            raise ExtraError(purpose, "typst with its font", "report") from None
        self._error = typst.TypstError
        self._compiler: Any = typst.Compiler(font_paths=typst.Fonts(font_paths=[str(fonts)]))

    def png(self, svg: str, title: str, about: str, width: float) -> bytes:
        """Return a drawing as a picture with two dots for each of its pixels."""
        return self._set(_PICTURE, _picture(svg, title, about, width), "png", ppi=_DOTS_PER_INCH)

    def pdf_of(self, svg: str, title: str, about: str, width: float) -> bytes:
        """Return a drawing as a PDF of its own size, `about` being the text instead of it."""
        return self.pdf(_PICTURE, _picture(svg, title, about, width))

    def pdf(self, template: str, data: Mapping[str, Any]) -> bytes:
        """Return a template, filled with data, as a PDF that can be read aloud (PDF/UA-1).

        If no font has a letter of it, the PDF does not follow this standard.
        """
        try:
            return self._set(template, data, "pdf", pdf_standards=_ACCESSIBLE)
        except self._error:
            return self._set(template, data, "pdf")

    def missing(self, text: str) -> str:
        """Return a sentence on the letters of a text that no font here has, or ""."""
        special = {one for one in text if not one.isascii()}
        found = sorted(one for one in special if unicodedata.category(one)[0] in "LNS")
        if self._shows(found):
            return ""
        lacking = [one for one in found if not self._shows([one])]
        if len(lacking) > _LETTERS_NAMED:
            lacking[_LETTERS_NAMED:] = [f"{len(lacking) - _LETTERS_NAMED} more"]
        letters = listed(lacking, "and")
        return f"No font here has {letters}; boxes stand for them; install a font that has them."

    def _shows(self, letters: list[str]) -> bool:
        try:
            self._set(_LETTERS, {"letters": letters}, "pdf", pdf_standards=_ACCESSIBLE)
        except self._error:
            return False
        return True

    def _set(
        self, template: str, data: Mapping[str, Any], format_: str, **options: object
    ) -> bytes:
        made: bytes = self._compiler.compile(
            template.encode(),
            format=format_,
            sys_inputs={"data": json.dumps(data)},
            timestamp=0,
            **options,
        )
        return made


def _picture(svg: str, title: str, about: str, width: float) -> dict[str, Any]:
    return {
        "svg": svg.translate(_WITHIN_PICTURES), "title": title, "about": about, "width": width,
    }  # fmt: skip
