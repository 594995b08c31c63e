"""Fixtures for pictures and documents."""

import pytest


@pytest.fixture
def no_fonts_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set type with the fonts of scicli alone."""
    typst = pytest.importorskip("typst", reason="needs typst, which the extra report brings")
    fonts = typst.Fonts

    def of_scicli(font_paths: list[str]) -> object:
        return fonts(include_system_fonts=False, font_paths=font_paths)

    monkeypatch.setattr(typst, "Fonts", of_scicli)
